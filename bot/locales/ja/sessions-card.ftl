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
