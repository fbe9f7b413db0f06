## チェックイン

# きまりがことわること
checkin-none = ここでは、まだチェックインを始めていません。`/チェックイン 始める`で曜日と時刻を決められます。
checkin-no-days = 曜日を1つ以上選んでください。「平日」「月水金」のように書けます。
checkin-rests-always = それだと、たずねる日がなくなってしまいます。やめるときは`/チェックイン やめる`、しばらく休むときは`/チェックイン 休む`を使ってください。
checkin-evening-too-early = 1日のおわりは、チェックインよりあとの時刻にしてください（23:45まで）。
checkin-time-is-quiet = その時刻は「静かにする時間」の中です。別の時刻にするか、`/設定`でその時間を変えてください。
checkin-holidays-unknown = このサーバーの祝日の国が、まだ決まっていません。サーバーを管理する人が`/セットアップ`で選べます。それまでは`/チェックイン 休む`で休めます。
checkin-pause-over = お休みの終わりは、明日からあとの日にしてください。「明日」「来週の月曜」「12/28」のように書けます。
checkin-pause-too-long = お休みは1年までです。もっと近い日にするか、`/チェックイン やめる`を使ってください。いつでもまた始められます。
checkin-changed-meanwhile = そのあとで、チェックインの設定がまた変わっています。`/チェックイン 始める`で好きなように決められます。
checkin-empty = まだ何も書かれていません。ひとことで大丈夫です。
checkin-words-too-long = 「今日のひとつ」は{ $limit }文字までです（いま{ $length }文字）。
checkin-answer-too-long = 答えは{ $limit }文字までです（いま{ $length }文字）。
checkin-gone = このチェックインは、もうありません。`/チェックイン いま`で新しく書けます。

checkin-off = このサーバーでは、チェックインを使わない設定になっています。サーバーを管理する人が`/セットアップ`で始められます。
checkin-no-channel = チェックインのチャンネルが、まだ決まっていません。DMなら始められます。サーバーを管理する人は`/セットアップ`でチャンネルを選べます。
checkin-time-unreadable = 時刻を読み取れませんでした。「9時」「朝7時半」「19:30」のように書いてください。
checkin-days-unreadable = 曜日を読み取れませんでした。「平日」「毎日」「月水金」のように書いてください。
checkin-day-unreadable = 日にちを読み取れませんでした。「明日」「来週の月曜」「12/28」のように書いてください。
checkin-rest-what = 休む曜日か、祝日に休むかどうかを選んでください。

# えらぶ
checkin-form-begin-title = いつおたずねしましょうか
checkin-form-time = 何時ごろ
checkin-form-time-hint = 9時、朝7時半、19:30
checkin-form-days = どの曜日
checkin-form-days-hint = 平日、毎日、月水金
checkin-form-way = たずねかた
checkin-days-usual = 平日
choice-checkin-way-mention = チャンネルでのメンション（答えはあなただけに見えます）
choice-checkin-way-dm = DM
choice-checkin-way-quiet = メンションのない静かな投稿
checkin-started = ありがとうございます。決めた時刻におたずねします。答えはあなたのものです。
checkin-preview = こんなふうにおたずねします（質問は、いまの時点のものです）：
checkin-begun-tips = `/チェックイン 1日のおわり`で、どうだったかを夜におたずねします。`/チェックイン 休む`、`休みの日`、`やめる`でいつでも休めます。いまの設定は`/チェックイン これまで`で見られます。
checkin-zone-unchosen = まだだれもタイムゾーンを選んでいないので、この時刻はUTCです。{ $command }で選ぶと、その時刻に合わせます。
checkin-evening-on = 「今日のひとつ」を書いた日は、決めた時刻に、どうだったかをおたずねします。
checkin-evening-off = 「1日のおわり」は、おたずねしません。
checkin-paused = ゆっくり休んでください。それまでは何もおたずねしません。`/チェックイン これまで`で早めに終えることもできます。
checkin-resting = その日はお休みです。数にも入りません。
checkin-resting-holidays = 祝日はお休みです。数にも入りません。
checkin-asking-holidays = 祝日も、ほかの日と同じようにおたずねします。
checkin-stopped = もうおたずねしません。書いたものは`/チェックイン これまで`で見られます。
checkin-undone = 元に戻しました。
checkin-now-none = いまは、チェックインをおたずねしていません。`/チェックイン 始める`でいつでも始められます。
checkin-rounded = おたずねするのは15分ごとなので、次の区切りの時刻にしました。
checkin-every-day = 毎日
checkin-weekday = { $day ->
    [0] 月
    [1] 火
    [2] 水
    [3] 木
    [4] 金
    [5] 土
   *[6] 日
}
checkin-when = { $holidays ->
    [off] { $days } { $time }（{ $zone }）、祝日はお休み
   *[on] { $days } { $time }（{ $zone }）
}
checkin-next = { $way ->
    [dm] 次のDM：<t:{ $at }:F>
    [quiet] 次の静かな投稿：<t:{ $at }:F>
   *[mention] 次のメンション：<t:{ $at }:F>
}
checkin-next-none = いまのままでは、その時刻におたずねすることはありません。「静かにする時間」（`/設定`）の中か、当てはまる日がないためです。`/チェックイン 始める`で選びなおせます。
checkin-next-evening = 1日のおわり：<t:{ $at }:F>
checkin-undo = 元に戻す

# たずねる
checkin-prompt = 今日はどんな日になりそうですか。答えは、共有しなければ、あなただけに見えます。
checkin-answer = 答える
checkin-not-today = 今日はやめておく
checkin-welcome =
    ### チェックイン
    1日に1度、あなたが決めた曜日と時刻に、今日のことをおたずねします。
    - 答えはあなただけのものです。ほかの人に見えるのは、共有すると決めたものだけです。
    - 答えない日があってもだいじょうぶです。いつでも休めて、やめられます。
checkin-begin = 決めた時刻にたずねてもらう
checkin-evening-prompt = 1日のおわりです。「今日のひとつ」はどうでしたか。
checkin-evening-open = ふりかえる
checkin-nothing-to-close = ふりかえる「今日のひとつ」が、ここにはありません。`/チェックイン いま`で書けます。
checkin-evening-ask = 「今日のひとつ」です。どうでしたか。
checkin-close-done = できた
checkin-close-partly = 途中
checkin-close-tomorrow = 明日へ
checkin-closed-done = おつかれさまでした。よい夜を。
checkin-closed-partly = では、つづきは次のときに。書いておきました。
checkin-closed-tomorrow = では、次のときに。書いておきました。

# 答える
checkin-form-title = 今日のこと
checkin-form-words = 今日のひとつ
checkin-form-carried = この前のつづきです。変えても大丈夫です。
checkin-form-today = 今日書いたものです。送ると入れかわります。
checkin-form-words-hint = 小さなことで大丈夫です
checkin-form-energy = 元気（よければ）
checkin-form-answer = 今日の質問（よければ）
checkin-form-boxes = みんなに
checkin-form-share = 「今日のひとつ」と答えをチャンネルに出す
checkin-form-reply = 返事がほしい
checkin-energy = { $energy ->
    [5] 5・快晴
    [4] 4・晴れ
    [3] 3・くもり
    [2] 2・雨
   *[1] 1・あらし
}
checkin-saved = 書きとめました。よい1日を。
checkin-saved-again = 今日の分を書きかえました。
checkin-days = 今月のチェックイン：{ $count }日
checkin-saved-private = あなただけに見えています。
checkin-saved-shared = 今日のスレッドに出します。元気のことは出しません。
checkin-saved-nowhere = ここにはチェックインのチャンネルがまだないので、あなただけに見えています。
checkin-saved-reply = 返事がほしいことを、チャンネルのカードで伝えます。届いたらお知らせします。
checkin-saved-reply-nowhere = カードを出すチャンネルがまだないので、返事がほしいことは、20時間たったら聞き手の方にお知らせします。
checkin-unshare = スレッドから下げる
checkin-unshared = 下げました。いまはあなただけに見えています。
checkin-support = だれかと話したいときは、`/相談先`にサーバーの外の相談先があります。
checkin-shared = { $who }さんの今日：
    { $words }
checkin-thread-name = チェックイン { $day }
notice-checkin-thread-closed =
    <#{ $channel }> でスレッドを作れないか、スレッドに書きこめないので、共有されたチェックインはチャンネルそのものに出しています。
    Engawaに「公開スレッドの作成」と「スレッドでメッセージを送信」の権限があれば、またその日のスレッドにまとめます。
notice-checkin-thread-locked = <#{ $channel }> の今日のチェックインのスレッドがロックされているので、共有されたものはチャンネルそのものに出しています。ロックを外すと、またそこに出します。明日は新しいスレッドになります。
checkin-history-title = あなたのチェックイン
checkin-history-empty = まだ何も書かれていません。`/チェックイン いま`でいつでも書けます。
checkin-history-older = もっと前
checkin-history-newest = いちばん新しいもの
checkin-history-shared = 共有したもの
checkin-history-energy = 元気 { $energy }/5
checkin-month-title = { $year }年{ $month }月のチェックイン
checkin-month-count = { $count }日分を書きとめました
checkin-month-done = チェックインした日
checkin-month-comma = ・
checkin-month-alt = { $title }：{ $days }日
checkin-resume = お休みを終える
checkin-date = { $year }年{ $month }月{ $day }日（{ $weekday }）
checkin-result-done = できた
checkin-result-partly = 途中
checkin-result-tomorrow = 次のときに
checkin-only-you = あなただけに見えます。
help-checkin = 1日に1度、決めた時刻に、今日のことをたずねてもらう：{ $command }
help-section-checkins = チェックイン

# コマンド
command-checkin = チェックイン
command-checkin-description = 自分の時刻に、今日のことをたずねてもらいます
command-checkin-start = 始める
command-checkin-start-description = 決めた時刻に、今日のことをたずねてもらいます
command-checkin-option-time = 時刻
command-checkin-option-time-description = 何時ごろ（自分のタイムゾーンで）：9時、朝7時半、19:30
command-checkin-option-way = たずねかた
command-checkin-option-way-description = どうやってたずねるか
command-checkin-option-days = 曜日
command-checkin-option-days-description = どの曜日：平日（ふつうはこれ）、毎日、月水金
command-checkin-evening = 1日のおわり
command-checkin-evening-description = 夕方に、どうだったかをたずねてもらうか、やめます
command-checkin-evening-option-time-description = 何時ごろ：21時、夜8時。空のままにすると、やめます
command-checkin-pause = 休む
command-checkin-pause-description = その日まで、何もたずねません
command-checkin-pause-option-until = いつまで
command-checkin-pause-option-until-description = またたずねてよい日：明日、来週の月曜、12/28
command-checkin-rest = 休みの日
command-checkin-rest-description = 休む曜日や祝日を決めます
command-checkin-rest-option-days-description = 休む曜日：週末、水
command-checkin-rest-option-holidays = 祝日
command-checkin-rest-option-holidays-description = 祝日に休むかどうか
command-checkin-stop = やめる
command-checkin-stop-description = もうたずねません
command-checkin-now = いま
command-checkin-now-description = いまチェックインします（共有しなければ、あなただけに見えます）
command-checkin-history = これまで
command-checkin-history-description = いまの設定と、自分のチェックインを見ます（あなただけに見えます）
