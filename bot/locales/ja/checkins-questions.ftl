## 今日の問い。一行で答えられるもの。体調をたずねず、気持ちを求めません。

# 仕事
checkin-question-first-task = 今日、最初に手をつけたいことは何ですか。
checkin-question-next-step = 待っていることを一つ、いちばん小さな一歩にすると何でしょう。
checkin-question-easier = 最近、仕事を少し楽にしてくれたものはありますか。
checkin-question-tool = このごろ、いちばん手が伸びる道具は何ですか。
checkin-question-desk = 机の上、手の届くところに何がありますか。
checkin-question-leave-out = 今日やらなくても、だれも困らないことは何でしょう。
checkin-question-show = だれかに見てもらいたい仕事はありますか。
checkin-question-best-hour = 仕事がいちばんはかどるのは何時ごろですか。
checkin-question-listening = 作業中、何か聞いていますか。
checkin-question-first-job = はじめてお金をもらった仕事は何でしたか。
checkin-question-finished = 小さなことでも、最近終えたことを一つ教えてください。
checkin-question-ask = ここのだれかに5分だけ手伝ってもらうなら、何がいいですか。
checkin-question-offer = ここのだれかを5分だけ手伝うなら、何ができそうですか。
checkin-question-tidy = 片づけたいフォルダや引き出し、リストはありますか。
checkin-question-trick = 毎日使っている、ちょっとした工夫はありますか。
checkin-question-break = よい休憩といえば、何をしているときですか。
checkin-question-enough = 今日は、どこまでできたら「おしまい」にしますか。
checkin-question-explain = 自分の仕事を子どもに説明するなら、どう言いますか。

# 学び
checkin-question-by-chance = さがしたわけではないのに、最近知ったことはありますか。
checkin-question-curious = いま気になっていることは何ですか。
checkin-question-read-this = ここのだれかに渡したい本や記事はありますか。
checkin-question-ten-minutes = 今日10分だけ学べるとしたら、何にしますか。
checkin-question-teacher = いまも覚えている、上手に教えてくれた人はだれですか。
checkin-question-word = 最近出会って気に入ったことばはありますか。
checkin-question-language = 一日だけ話せるなら、どの言語がいいですか。
checkin-question-by-hand = 自分の手で作れるようになりたいものは何ですか。
checkin-question-once-more = 前に習って、また始めたいことはありますか。
checkin-question-changed-mind = 小さなことで、考えが変わったことはありますか。
checkin-question-puzzled = いまの仕事を始めたころ、いちばん不思議だったことは何ですか。
checkin-question-expert = となりに好きな分野の専門家がいたら、何を聞きたいですか。
checkin-question-halfway = 読みかけのものは何ですか。
checkin-question-first-look = 何かを知りたいとき、まずどこを見ますか。
checkin-question-school = 楽しみのために、もう一度受けたい科目はありますか。
checkin-question-notes = 忘れたくないことは、どこに書いておきますか。
checkin-question-teach = 10分あったら、人に何を教えられそうですか。
checkin-question-map = 地図の中で、もっと知りたい場所はどこですか。

# 小さな楽しみ
checkin-question-drink = いま飲んでいるものは何ですか。
checkin-question-window = 窓から何が見えますか。
checkin-question-tasty = 最近、おいしかったものは何ですか。
checkin-question-song = このごろ、よくそばにある曲は何ですか。
checkin-question-smell = 家の中で好きなにおいはありますか。
checkin-question-season = 住んでいるところでは、何を見ると季節が変わったと気づきますか。
checkin-question-smile = 最近、ふっと笑ってしまったことはありますか。
checkin-question-walk = 歩くのが好きな道はありますか。
checkin-question-snack = 作業中のおやつは何が好きですか。
checkin-question-neighbour = 近くにどんな植物や動物がいますか。
checkin-question-bought = 買ってよかった小さなものは何ですか。
checkin-question-tonight = 今夜の楽しみは何ですか。
checkin-question-slow-day = ゆっくりできる休日には、何をしたいですか。
checkin-question-photo = 最後に写真を撮ったのは何ですか。
checkin-question-game = 子どものころ、夢中になった遊びは何ですか。
checkin-question-kindness = 最近、だれかにしてもらった親切は何ですか。
checkin-question-rainy-day = 雨の日にすすめたい映画やドラマ、ゲームはありますか。
checkin-question-corner = 家の中で、いちばん好きな場所はどこですか。

# 暮らしのようす
checkin-question-own-hours = 今日、自分のために使えるのは何時ごろですか。
checkin-question-school-run = 学校や保育園、家族の予定は、一日のどこに入りますか。
checkin-question-call-me = 家で手が離せないとき、どう声をかけてもらえると助かりますか。
checkin-question-quietest = 住んでいるところがいちばん静かなのは何時ごろですか。
checkin-question-lunch = 今日のお昼は何にしますか。
checkin-question-begins = 仕事の始まりの合図は何ですか。
checkin-question-ends = 仕事の終わりの合図は何ですか。
checkin-question-weather = そちらのお天気はどうですか。
checkin-question-place = 今日はどこで仕事をしていますか。
checkin-question-housework = 仕事の合間にちょうどいい家事は何ですか。
checkin-question-funny = 最近、子どもやまわりの人から聞いた、おもしろいひとことはありますか。
checkin-question-asleep = 家が寝静まったあと、何をしていますか。
checkin-question-sounds = 作業中によく聞こえるのはどんな音ですか。ご近所、チャイム、鳥の声…
checkin-question-errand = 今日、ついでに済ませたい用事はありますか。
checkin-question-no-commute = 通勤がないぶんの時間、何に使っていますか。
checkin-question-care = このごろ、だれの、または何の世話をしていますか。
checkin-question-clothes = 家で仕事をするとき、どんな服が好きですか。
checkin-question-free-hour = 1時間だけ、だれかがぜんぶ代わってくれたら、何をしますか。
checkin-question-talking = だれかと話すなら、何時ごろが都合がいいですか。

# 断るとき
checkin-question-refused-empty = まだ問いが書かれていません。短い一行でどうぞ。
checkin-question-refused-too-long = 問いは{ $limit }文字までです。いまは{ $length }文字です。短い一行にしてみてください。
checkin-question-refused-too-many = 自分たちで書ける問いは{ $limit }個までです。新しく足す代わりに、休ませた問いを戻すこともできます。
checkin-question-refused-twice = 同じ問いがもうあります。一覧からさがすか、別の問いを書いてください。
checkin-question-refused-gone = この問いはもうありません。`/チェックイン 問い`で、いまある問いを見られます。
checkin-question-refused-last = 問いは一つは残しておきます。先に別の問いを足すか、休ませた問いを戻してください。
checkin-question-refused-with-an-id = 問いは長く残るので、だれの名前も入れられません。メンションなしで書いてください。
