## 目標

goal-empty = まだ何も書かれていません。ひとことで十分です。
goal-too-long = 一行は{ $limit }文字までです。いまは{ $length }文字です。短いほうが、目に入りやすくなります。
goal-too-many = 一度に持てる目標は{ $limit }つまでです。`/目標 一覧`で、先に一つ終えるか、手放してください。
goal-gone = この目標は、ここで開いているあなたの目標ではありません。`/目標 一覧`で、あなたの目標を見られます。
goal-day-unreadable = 日付が読み取れませんでした。「12/24」「来週金曜」「3週間後」のように書くか、空のままにしてください。
goal-day-past = その日はもう過ぎています。「来週金曜」のように、これからの日を書くか、空のままにしてください。

command-goal = 目標
command-goal-description = 向かっていることと、週ごとの一歩
command-goal-set = 立てる
command-goal-set-description = 目標を立てます。共有しなければ、あなただけのものです
command-goal-done = 達成
command-goal-done-description = 目標を達成したと伝えます
command-goal-list = 一覧
command-goal-list-description = あなたの目標や、だれかが共有している目標を見ます
command-goal-list-option-of = だれ
command-goal-list-option-of-description = 共有している目標を見たい人
help-goal = 目標と、週ごとの一歩を決める：{ $command }
goal-form-title = 目標
goal-form-words = 何に向かっていますか
goal-form-step = 週ごとの一歩（よければ）
goal-form-day = いつまで（よければ）
goal-form-day-hint = 12/24、来週金曜、3週間後
goal-form-who = だれが見られますか
goal-form-only-me = わたしだけ
goal-form-shared = ここで、わたしの目標を見にきた人
goal-kept = 残しました：{ $words }
goal-until = <t:{ $at }:D>まで
goal-step = 毎週：{ $step }
goal-only-you = これはあなただけに見えています。
goal-shared-note = ここの人が見られます。
goal-private-note = あなただけが見られます。
goal-list-title = あなたの目標
goal-list-title-of = { $who }さんが共有している目標
goal-list-empty = 開いている目標はありません。立てたくなったら、`/目標 立てる`でどうぞ。
goal-list-empty-of = { $who }さんがここで共有している目標はありません。あなたの目標は`/目標 一覧`にあります。
goal-done = 達成した
goal-share = 共有する
goal-unshare = わたしだけにする
goal-change = 書き直す
goal-let-go = 手放す
goal-ended-done = 達成：{ $words }
goal-ended-let-go = 手放しました：{ $words }
    余白ができました。
goal-undo = 元に戻す
goal-reopened = つづけます：{ $words }
goal-monday = 今週は：
goal-friday = 今週はどうでしたか。押すのは一つだけ、押さなくても大丈夫です。
goal-week-done = できた
goal-week-partly = 途中
goal-week-changed = 変えた
goal-week-kept-done = 今週の分を残しました。よい週末を。
goal-week-kept-partly = 今週の分を残しました。つづきは次のときに。
goal-week-kept-changed = 今週の分を残しました。ことばは、サーバーの`/目標 一覧`で書き直せます。

## 返事

reply-empty = まだ何も書かれていません。短い一行で十分です。
reply-too-long = 一行は{ $limit }文字までです。いまは{ $length }文字です。短い一行で十分です。
reply-gone = このチェックインは、ここではもう返事を待っていません。見てくださってありがとうございます。
reply-to-oneself = これはあなた自身のチェックインです。ほかの人の目に留まります。届いた返事は、お知らせから読めます。
reply-enough = あなたからの一行は、もう{ $limit }つ届いています。もっと話すときは、チャンネルでどうぞ。
reply-not-yours = 返事は、ほしいと言った人だけのものです。あなたへの返事は、お知らせから読めます。
reply-card = { $who }さんが、今日は返事をもらえるとうれしいそうです。だれからでも、短い一行で十分です。
reply-card-shared =
    { $who }さんが、返事をもらえるとうれしいそうです。だれからでも、短い一行で十分です。
    { $words }
reply-write = 一行書く
reply-form-title = だれかへの一行
reply-form-words = 読むのは本人だけ。あなたの名前が添えられます
reply-sent = { $who }さんに届けます。ありがとうございます。
reply-came = あなたのチェックインに、返事が届きました。
reply-wanted = <@{ $who }>さんがチェックインへの返事を待っていて、まだ届いていません。一行、書いてみませんか。聞き手になると言ってくださった方へのお知らせです。`/設定`でいつでも変えられます。
reply-read = 読む
reply-read-title = あなたのチェックインへの返事
reply-read-none = 返事はもう残っていません。書いた人のデータが消されました。
reply-one = { $who } · <t:{ $at }:R>
privacy-post-gone = この投稿は、書かれていた人のデータとともに消されました。

## モデレーターが見るもの

command-checkin-overview = ようす
command-checkin-overview-description = モデレーター向け：参加している人数と、返事のようす
command-checkin-questions = 問い
command-checkin-questions-description = モデレーター向け：今日の問いを足したり、休ませたりします
checkin-not-for-you = これはモデレーターのためのものです。あなたのチェックインは`/チェックイン これまで`で見られます。
checkin-overview-title = ここのチェックイン
checkin-overview-people = { $count ->
    [0] いま参加している人はいません。
   *[other] { $count }人が参加しています。
}
checkin-overview-none = この30日間、返事を待った人はいません。
checkin-overview-replies = この30日間の返事：{ $asked }件のうち{ $within }件に24時間以内（{ $percent }%）。
checkin-overview-median = 最初の返事までの時間（中央値）：{ $hours }時間{ $minutes }分。
checkin-overview-energy = { $day }からの1週間の元気：5のうち{ $energy }（10人以上の平均）。
checkin-overview-energy-few = 元気は、先週10人以上が答えたときだけ、まとめて出ます。
checkin-overview-no-more = だれにも、これ以上は見えません。答えは書いた人のものです。
checkin-questions-title = 今日の問い
checkin-questions-count = 使っている問いは{ $active }個、休ませている問いは{ $retired }個。61個以上あれば、60日のあいだ同じ問いは出ません。
checkin-questions-add = 問いを足す
checkin-questions-choose = 問いを休ませる、または戻す
checkin-questions-next = つづき
checkin-questions-first = はじめから
checkin-questions-state = { $state ->
    [own] ここで書いたもの
    [own-retired] ここで書いたもの、休み
    [retired] 休み
   *[bank] はじめからあるもの
}
checkin-questions-form-title = 今日の問い
checkin-questions-form-words = 一行で答えられる短い問い
