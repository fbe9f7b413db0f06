## モデレーターの部屋への、週の手紙

command-activity-letter = 手紙
command-activity-letter-description = モデレーターの部屋に毎週届く手紙：いつ届くかを見ます（管理者は曜日と時刻を決めます）
command-activity-letter-option-day = 曜日
command-activity-letter-option-day-description = どの曜日に
command-activity-letter-option-hour = 時
command-activity-letter-option-hour-description = サーバーの時間で何時に（0から23）

letter-weekday-monday = 月曜
letter-weekday-tuesday = 火曜
letter-weekday-wednesday = 水曜
letter-weekday-thursday = 木曜
letter-weekday-friday = 金曜
letter-weekday-saturday = 土曜
letter-weekday-sunday = 日曜

# 決める
letter-off = このサーバーには、週の手紙は届いていません。サーバーを管理する人が、`/活動 手紙`で曜日と時を選ぶと始まります。
letter-off-choose = このサーバーには、週の手紙は届いていません。曜日か時刻を選ぶと、モデレーターの部屋に届くようになります。
letter-choose-day = 曜日を選ぶ
letter-choose-hour = 時刻を選ぶ
letter-hour = { $hour }時
letter-on = 毎週{ $weekday }の{ $hour }時（{ $zone }）に、<#{ $channel }>へ手紙が届きます。1週間のようすと、返事を待っているチェックインのことです。
letter-next = 次の手紙：<t:{ $at }:F>
letter-stop = 手紙をやめる
letter-stopped = 手紙はもう届きません。サーバーを管理する人が、`/活動 手紙`でまた始められます。
letter-for-admins = 手紙の曜日と時刻は、サーバーを管理する人が決めます。何も選ばずに`/活動 手紙`を使うと、いつ届くかを見られます。
letter-no-room = モデレーターの部屋がまだありません。`/セットアップ`で選んでから、もう一度どうぞ。
letter-nothing-counted = このサーバーでは何も数えていないので、手紙に書くことがありません。`/セットアップ`で始められます（始める前に、みんなに知らせます）。
letter-when-unknown = 手紙が届くのは、1つの曜日の0時から23時のどれかです。もう一度選んでください。
notice-letter-waits = 週の手紙をモデレーターの部屋に投稿できず、待っています。サーバーを管理する人が`/セットアップ`で部屋を選び直すか、Engawaにその部屋を見る権限と送る権限をつけると、1時間以内につづけます。
letter-room-gone = モデレーターの部屋がなくなったので、週の手紙は待っています。サーバーを管理する人が`/セットアップ`で別の部屋を選ぶと、1時間以内につづけます。

# 手紙
letter-title = この1週間のようす
letter-days = { $first }から{ $last }まで
letter-people = { $count }人が活動しました{ $change }。
letter-talk = メッセージは{ $messages }件{ $change }、ボイスでいっしょにいた時間は{ $hours }時間でした。
letter-newcomers = { $count ->
    [0] はじめて書いた人はいませんでした。
   *[other] はじめて書いた人は{ $count }人、そのうち{ $answered }人に返信がありました。
}
letter-sessions = { $hosted ->
    [0] 勉強会はありませんでした。
   *[other] 勉強会は{ $hosted }回、参加はのべ{ $came }人でした{ $change }。
}
letter-thanks = お礼は{ $thanks }回{ $change }、チェックインは{ $checkins }回でした。
letter-aside = （{ $change }）
letter-change-more = 前の週より{ $n }多い
letter-change-fewer = 前の週より{ $n }少ない
letter-change-same = 前の週と同じ
letter-waiting = 返事を待っているチェックインが{ $count }件あります。
letter-waiting-more = ほかに{ $count }件あります。
letter-not-counting = いまは何も数えていないので、お伝えすることがあまりありません。`/セットアップ`でまた始められます。
letter-late = Engawaか部屋に届かない時間があり、遅れてのお届けです。お伝えする期間は変わりません。

# 手紙の絵
letter-figure-days = 活動した人
letter-figure-messages = メッセージ
letter-figure-sessions = 勉強会の参加
letter-figure-takes = お礼
letter-this-week = この手紙の週
letter-week-before = その前の週
letter-daily = 1日ごとに活動した人数
letter-alt-figure = { $name }：{ $shown }。
letter-alt-figure-changed = { $name }：{ $shown }（{ $change }）。
letter-alt-daily = 1日ごとに活動した人数：{ $days }。
letter-alt-before = その前の週：{ $days }。
