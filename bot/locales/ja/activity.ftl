## 活動（モデレーター向け）

help-activity = このコミュニティのようすを見る：{ $command }

command-activity = 活動
command-activity-description = このコミュニティのようすを見ます
command-activity-overview = ようす
command-activity-overview-description = モデレーター向け：コミュニティ全体のようすを見ます（あなただけに見えます）
command-activity-overview-option-period = 期間
command-activity-overview-option-period-description = どの期間か（選ばなければ直近30日）
choice-window-week = 直近7日
choice-window-days30 = 直近30日
choice-window-month = 今月
choice-window-year = 今年

activity-not-for-you = これは、サーバーを見守る人のためのものです。自分について残っているものは`/プライバシー`で見られます。

# 全体のようす
activity-overview-title = コミュニティのようす
activity-overview-period = { $period }：{ $first }から{ $last }まで（このサーバーの日付、{ $zone }）
activity-overview-young = この期間の途中で数えはじめたので、そこからの分です。
activity-overview-stopped = いまは数えていません。これは、それまでに数えた分です。サーバーを管理する人が`/セットアップ`でまた始められます。
activity-overview-note = みんなを合わせた数で、だれのことも書いていません。{ $few }人に満たないときは人数を出さず、少人数の割合も出しません。あなただけに見えます。
activity-block-people = いる人
activity-block-newcomers = はじめての人
activity-block-together = いっしょに
activity-block-hours = にぎわう時間
activity-what-choose = これは何？（数字を選ぶ）
activity-period-choose = ほかの期間

activity-nothing-yet = 数えはじめたところで、まだ何もありません。書いたり、集まったり、お礼を言ったりするうちに、ひとりでにたまっていきます。
activity-not-counting = ここでは、活動を数えていません。サーバーを管理する人が`/セットアップ`の「使うもの、数えるもの」で始められます。始まる前にみんなに知らせ、だれでも断れます。
activity-to-come =
    ここに出るもの：
    - 初日から：いる人の数と、にぎわう時間
    - 1週間たつと：1週間に活動した人、はじめての人と最初の返信
    - 2週間たつと：はじめての人がまた来たか（12週目は3か月後から）
    - 最初の勉強会、チェックイン、お礼があると：そのようす
    割合は、10人以上になると出ます。

activity-line = { $figure }：**{ $shown }**
activity-figure-daily = 1日に活動した人（平均）
activity-figure-weekly = この7日に活動した人
activity-figure-monthly = この30日に活動した人
activity-figure-stickiness = 定着の度合い
activity-figure-newcomers = はじめての人
activity-figure-replied = 1日のうちに返信があった人
activity-figure-reply = 最初の返信までの時間（中央値）
activity-figure-retention = また来た人
activity-figure-sessions = 勉強会と参加
activity-figure-checkins = チェックインした人
activity-figure-reciprocity = 助け合いの行き来
activity-figure-top = 上位5人が助けた割合
activity-figure-hours = 時間帯と曜日

activity-people = { $count ->
    [0] いません
   *[other] { $count }人
}
activity-people-few = 5人未満
activity-people-average = { $count ->
    [0] いません
   *[other] { $count }人
}
activity-percent = { $percent }%
activity-share-nobody = まだありません
activity-share-unclear = 人数が少なく、まだ言えません
activity-share-few = そのうち5人未満
activity-share-most = 5人未満をのぞく全員
activity-shown-stickiness = 30日に活動した人の{ $percent }%（平均的な1日）
activity-shown-checkins = 活動した人の{ $percent }%
activity-shown-reciprocity = 助けた相手からも助けられた組が{ $percent }%
activity-shown-top = 全体の{ $percent }%
activity-return = { $week }週目 { $shown }
activity-hours-minutes = { $hours ->
    [0] { $minutes }分
   *[other] { $hours }時間{ $minutes }分
}
activity-days-hours = { $days }日と{ $hours }時間
activity-sessions = { $count ->
    [0] ありませんでした
   *[other] { $count }回
}
activity-sessions-few = { $sessions }、参加はわずか
activity-sessions-attended = { $sessions }、のべ{ $attended }人（{ $people }）、1回あたり{ $average }人
activity-checkins-count = { $shown }、チェックインは{ $count }回
activity-top-count = { $shown }、助けは合わせて{ $count }回

activity-weekday = { $day ->
    [0] 月
    [1] 火
    [2] 水
    [3] 木
    [4] 金
    [5] 土
   *[6] 日
}
activity-comma = 、
activity-trend-title = 活動した人
activity-trend-days = 1日ごと（5人未満の日は空けてあります）
activity-trend-weeks = 週ごとの1日平均（5人未満の週は空けてあります）
activity-trend-series = 活動した人
activity-trend-few = どの日も5人未満なので、線は引いていません。
activity-trend-most-days = いちばん多かったのは{ $day }の{ $count }人です。
activity-trend-most-weeks = いちばん多かったのは{ $day }からの週で、1日平均{ $count }人です。
activity-trend-halves = 期間の前半は平均{ $earlier }人、後半は平均{ $later }人です。
activity-hour = { $weekday }曜{ $hour }時台
activity-hours-busiest = いちばんにぎわうのは、{ $hours }です。
activity-hours-by-day = 曜日ごと：{ $days }
activity-hours-day = { $weekday } { $count }
activity-hours-zone = 時刻はこのサーバーの時間帯（{ $zone }）
activity-hours-few = 活動した人が5人未満なので、時間帯は出していません。
activity-hours-less = 少ない
activity-hours-more = 多い

# それぞれの数字の意味：docs/metrics.md と同じ
activity-what-daily = 1日に活動したメンバーの数を、期間のうち終わった日で平均したものです。書く、リアクションする、スレッドを立てる、ボイスにいる、勉強会に出る・開く、チェックインする、お礼を言う、のどれかをした人が「活動した人」です。（CHAOSSやOrbitの「活動した人」と同じ考えです）
activity-what-weekly = 今日とその前の6日間に、1度でも活動したメンバーの数です。どの期間を見ていても同じです。
activity-what-monthly = 今日とその前の29日間に、1度でも活動したメンバーの数です。どの期間を見ていても同じです。
activity-what-stickiness = 直近30日のうち終わった日の、1日に活動した人の平均を、その30日に活動した人の数で割ったものです（DAU÷MAU）。20%なら、1人あたり月に6日ほどです。いつも30日で計算します。
activity-what-newcomers = この期間に参加し、参加から1週間のうちに書いたメンバーの数です。Engawaは参加そのものを見ておらず、書いたときに、いつからいる人かがわかります。（CHAOSS：New Contributors）
activity-what-replied = はじめての人のうち、最初のメッセージから24時間のうちに、ほかの人から返信があった人の割合です。24時間たっていない人は、返信があれば数えます。（CHAOSS：Time to First Responseを割合にしたもの）
activity-what-reply = はじめての人の最初のメッセージから、その人が書いたもののどれかに、ほかの人が最初に返信するまでの時間です。返信をもらった人の半分は、これより早くもらっています。（CHAOSS：Time to First Response）
activity-what-retention = 参加から1、4、12週目がこの期間に終わった、はじめての人のうち、その週に活動した人の割合です（参加した日から数えて7〜13日、28〜34日、84〜90日）。新しい人から1000人までを見ます。（独自：参加した時期ごとの定着率）
activity-what-sessions = この期間に始まり、取りやめにならなかった勉強会の数。出席したと伝えたか、そのボイスチャンネルにいたメンバーの、のべ人数、人数、1回あたりの人数です。（独自）
activity-what-checkins = この期間に活動したメンバーのうち、1度でもチェックインした人の割合と、チェックインの回数です。書かれたことばは読みません。（独自）
activity-what-reciprocity = 直近90日の「AさんがBさんを助けた」という組のうち、BさんもAさんを助けたものの割合です。1日のうちのお礼返しは数えません。ほかの人へ送られた助けもすばらしいもので、ここには表れないため、低くても悪いことではありません。（有向グラフの相互性）
activity-what-top = この期間の助けのうち、いちばん多く助けた5人による割合です。高いほど、少ない人の肩にかかっています。（独自。CHAOSSのContributor Absence Factorと同じ問いです）
activity-what-hours = 曜日と時間ごとに、期間中に書かれたメッセージとリアクションの数です。時刻はこのサーバーの時間帯で、名前はありません。（独自。CHAOSS：Activity Dates and Times）
