## 勉強会をことばで、そして案内カード

# どんな会か
session-kind-quiet = もくもく会
session-kind-study = 勉強会
session-kind-workshop = ワークショップ
session-kind-goals = 目標のふりかえり
session-level-any = どなたでも
session-level-beginner = はじめての人向け
session-level-intermediate = 慣れてきた人向け
session-level-advanced = 詳しい人向け

# 長さと、どれくらい前か
session-comma = 、
session-minutes = { $minutes }分
session-hours = { $hours }時間
session-hours-minutes = { $hours }時間{ $minutes }分
session-days = { $days }日
session-before = { $span }前
session-no-reminders = なし

# いつ
session-weekday = { $day ->
    [0] 月
    [1] 火
    [2] 水
    [3] 木
    [4] 金
    [5] 土
   *[6] 日
}
session-month = { $month }月
session-date = { $month }{ $day }日（{ $weekday }）
session-date-year = { $year }年{ $month }{ $day }日（{ $weekday }）
session-moment = { $date }{ $clock }（{ $zone }）
session-moment-utc = { $date }{ $clock }（UTC）
session-in-zone = { $city }
session-weekday-comma = ・
session-weekdays = { $count ->
    [1] { $last }曜
   *[other] { $others }・{ $last }
}
session-every-day = 毎日
session-every-other-day = 1日おき
session-every-n-days = { $n }日ごと
session-every-week = 毎週{ $days }
session-every-workday = 平日
session-every-weekend = 毎週土・日
session-every-other-week = 隔週{ $days }
session-every-n-weeks = { $n }週間ごとの{ $days }
session-every-month = 毎月{ $day }
session-every-other-month = 隔月の{ $day }
session-every-n-months = { $n }か月ごとの{ $day }
session-day-of-month = { $n }日
session-last-day = 末日
session-nth-weekday = 第{ $n }{ $weekday }曜
session-last-weekday = 最終{ $weekday }曜
session-plan = { $rule } { $clock }（{ $zone }）
session-plan-utc = { $rule } { $clock }（UTC）
session-plan-joined = { $first }・{ $second }
session-not-on-holidays = 祝日は休み
session-until = { $date }まで
session-times = 全{ $n }回
session-resting = { $first }から{ $last }は休み

# だれが、何人
session-more-people = ほか{ $n }人
session-seats = { $taken } / { $seats }
session-seats-waiting = { $taken } / { $seats }、{ $waiting }人待ち
session-seats-full = { $taken } / { $seats }、満席

# 案内カード
session-card-when = **<t:{ $at }:F>**（<t:{ $at }:R>）から{ $length }
session-card-on = いま開かれています（<t:{ $at }:t>まで）。途中からでも、聞くだけでも大丈夫です。
session-card-unusual = いつもとちがう時刻です。
session-card-repeats = 🔁 { $plan }
session-card-place = **場所** { $place }
session-card-host = **開く人** { $host }
session-card-level = **対象** { $level }
session-card-bring = **持ち物** { $bring }
session-card-seats = **席** { $seats }
session-card-coming = **参加（{ $count }人）** { $people }
session-card-nobody-yet = **参加** まだいません。最初の1人がいると、次の人が来やすくなります。
session-card-maybe = **たぶん（{ $count }人）** { $people }
session-card-waiting = **席待ち（{ $count }人）** { $people }
session-card-off = この回は開かれません。
session-card-ended = この回は開かれません。この会はこれで終わりになりました。
session-card-paused = この会は、いまお休み中です。
session-card-over = この回は終わりました。ご参加ありがとうございました。
session-card-was-at = <t:{ $at }:F>
session-button-yes = 参加する
session-button-wait = 席を待つ
session-button-maybe = たぶん
session-button-no = 今回は休む
session-button-regular = いつも参加する
session-button-mine = 自分のお知らせ

# お知らせ
session-told-ahead = 「{ $title }」は<t:{ $at }:F>（<t:{ $at }:R>）からです。
session-told-soon = 「{ $title }」が<t:{ $at }:t>に始まります（<t:{ $at }:R>）。途中からでも、聞くだけでも大丈夫です。
session-told-now = 「{ $title }」が始まります。途中からでも、聞くだけでも大丈夫です。
session-told-where = -# 場所：{ $place }
session-told-several = もうすぐ始まる会です。
session-told-line = - 「{ $title }」<t:{ $at }:F>（<t:{ $at }:R>）{ $place }
session-told-line-unnamed = - もうひとつの会 <t:{ $at }:F>（<t:{ $at }:R>）{ $place }
session-told-more = ほか{ $n }件
session-moved = 「{ $title }」の時刻が変わりました。<t:{ $at }:F>（<t:{ $at }:R>）からです。都合が合わなくなったら「今回は休む」だけで大丈夫です。
session-button-list = 予定を見る

# その人だけに伝えること
session-server-unknown = いま起きたところで、このサーバーのチャンネルがまだ分かりません。数秒待ってから、もう一度お願いします。
session-off = このサーバーでは勉強会を使っていません。管理者が `/セットアップ` で使えるようにできます。
session-said-yes = <t:{ $at }:F>の回に参加します。
session-said-maybe = <t:{ $at }:F>の回は「たぶん」ですね。参加する人と同じようにお知らせします。
session-said-no = では、また今度。<t:{ $at }:F>の回は休みにしました。
session-said-skipped = <t:{ $at }:F>の回だけ休みにしました。その次の回からは、また参加になります。
session-said-waiting = <t:{ $at }:F>の回は満席です。いま{ $place }番目に待っています。席があいたらお知らせします。
session-regular-now = これから「{ $title }」の毎回に、参加として入ります。どの回も、その回だけ休めます。
session-regular-already = 「{ $title }」には毎回参加になっています。この回だけ休むことも、いつもの参加をやめることもできます。
session-regular-waits = これから「{ $title }」の毎回に入ります。この回は満席なので席待ちです。次の回からは参加になります。
session-regular-no-more = 「{ $title }」には、参加すると答えた回だけ入ります。この回の答えはそのままです。
session-button-skip = この回だけ休む
session-button-after-all = やっぱり参加する
session-button-regular-no-more = いつもの参加をやめる
session-button-regular-again = やっぱりいつも参加する

# 自分用の画面
session-own-open = まだ答えていません。
session-own-yes = **参加します。**
session-own-maybe = **たぶん参加します。**
session-own-no = **今回は休みます。**
session-own-waiting = **席待ちの{ $place }番目です。**
session-own-yes-short = -# 参加します
session-own-maybe-short = -# たぶん参加します
session-own-no-short = -# 今回は休みます
session-own-waiting-short = -# 席を待っています
session-own-regular = 毎回、参加として入ります。
session-own-closed = この回には、もう答えられません。`/勉強会 一覧` でこれからの予定を見られます。
session-own-reminders = **お知らせ**
    参加する人みんなに：{ $everybody }
session-own-reminder-mention = 自分だけに：{ $before }、メンションで
session-own-reminder-dm = 自分だけに：{ $before }、DMで
session-own-add-mention = メンションで知らせてもらう
session-own-add-dm = DMで知らせてもらう
session-own-ask-dm = DMで知らせるには、このサーバーの勉強会についてDMを送ってよいか、あなたの同意がいります。`/設定` でいつでも取り消せます。
session-button-drop = 消す
session-button-dm-yes = DMで受け取る
session-button-dm-mention = メンションにする
session-button-back = 一覧へもどる

# 一覧
session-list-title = ここの勉強会（{ $count }件）
session-list-empty = まだ予定はありません。`/勉強会 予定` で最初の時間を決められます。
session-list-when = <t:{ $at }:F>（<t:{ $at }:R>）、参加{ $coming }人
session-list-choose = くわしく見る・答える

# 一覧の上にある月の絵
session-month-title = { $year }年{ $month }月の勉強会
session-month-zone = { $city }の時刻
session-month-count = これからの予定は{ $count }回です
session-month-alt = { $title }（{ $zone }）の日にち
session-month-line = { $clock }「{ $title }」：{ $days }日
session-month-comma = ・
session-month-more = ほかに{ $count }件あります。
session-rests-empty = -# 静かな回がつづいたので、お休み中です。
session-rests-channel_gone = -# チャンネルがなくなったので、お休み中です。`/勉強会 変更` で別の場所を選べます。
session-rests-host = -# 開いた人がお休みにしています。
session-rests-refused = -# チャンネルに書きこめないので、お知らせが止まっています。
session-button-resume = 再開する
session-button-earlier = もどる
session-button-later = つづき
