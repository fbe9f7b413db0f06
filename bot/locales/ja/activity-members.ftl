## メンバーの週ごとのようす、気にかけてほしい人

command-activity-member = メンバー
command-activity-member-description = 自分の（モデレーターはほかの人も）数えたものを、週ごとに見ます（あなただけに見えます）
command-activity-member-option-member = メンバー
command-activity-member-option-member-description = だれを見るか（選ばなければ自分）
command-activity-quiet = しばらく見かけない人
command-activity-quiet-description = モデレーター向け：気にかけてほしいと言った人のうち、見かけない人を見ます（あなただけに見えます）
command-activity-quiet-option-days = 日数
command-activity-quiet-option-days-description = 何日以上見かけない人か（選ばなければ21日）

# メンバー
member-title = { $who }さん
member-has-left = いまはこのサーバーにいません。残っているものは、離れてから30日後に消えます。
member-active = { $days ->
    [0] この{ $weeks }週間に、活動した日はありません
   *[other] この{ $weeks }週間に、{ $days }日活動しました
}
member-seen = { $weeks ->
    [0] 最後に見かけたのは今週です
    [1] 最後に見かけたのは先週です
   *[other] 最後に見かけたのは{ $day }の週です
}
member-seen-never = 数えはじめてから、まだ見かけていません
member-no-kinds = この期間に数えたものはありません
member-kind-takes = お礼を言った：{ $count }回
member-kind-gives = 助けた：{ $count }回
member-kind-sessions = 勉強会に参加：{ $count }回
member-kind-hosted = 勉強会を開いた：{ $count }回
member-kind-checkins = チェックイン：{ $count }回
member-kind-voice = ボイスでだれかと：{ $hours ->
    [0] { $minutes }分
   *[other] { $hours }時間{ $minutes }分
}
member-kind-messages = メッセージ：{ $count }
member-kind-replies = うち返信：{ $count }
member-kind-reactions = リアクション：{ $count }
member-kind-threads = スレッド：{ $count }
member-then = {" ・ "}
member-weeks = 週ごとの活動した日数（{ $first }の週から、途中の今週まで）：{ $days }
member-trend-subtitle = 週ごと
member-trend-this-week = 今週
member-trend-series = 活動した日数
member-unnamed = だれか
member-note = 週は月曜から、このサーバーの時間で数えます。これより細かくは見えません。あなただけに見えています。
member-not-counted = { $who }さんについて数えたものは、ここにはありません。
member-not-counting = このサーバーでは、いまは何も数えていません。サーバーを管理する人が`/セットアップ`で始められます（始める前に、みんなに知らせます）。
member-you-said-no = 「数えない」を選んでいるので、ここには何もありません。`/設定`でいつでも変えられます。
member-you-nothing-yet = まだ何も数えていません。これからのことは、1分ほどでここに出ます。

# 気にかけてほしい人
quiet-title = 気にかけてほしいと言った人
quiet-head = { $days }日以上見かけていない人が{ $count }人います。ひと声かけると、うれしいかもしれません。
quiet-line = { $who } ・ 最後に見かけたのは{ $day }の週
quiet-who = { $name }さん（{ $mention }）
quiet-left = サーバーを離れた人
quiet-nobody = 気にかけてほしいと言った人のうち、{ $days }日以上見かけていない人はいません。
quiet-note = ここにのるのは、`/設定`で「気にかけてほしい」を選んだ人だけです。あなただけに見えています。
quiet-next = 次のページ
quiet-first = 最初のページ
quiet-not-counting = このサーバーでは、いまは活動を数えていないので、見かけているかどうかわかりません。サーバーを管理する人が`/セットアップ`で始められます。
