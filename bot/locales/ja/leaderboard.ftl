## ボード：だれが何をどのくらい

help-section-boards = ボード
help-leaderboard = だれが何をどのくらいしたかを見る：{ $command }

command-leaderboard = ボード
command-leaderboard-description = だれが何をどのくらいしたかを見ます（投稿するまで、あなただけに見えます）
command-leaderboard-option-metric = 内容
command-leaderboard-option-metric-description = 何を見るか（選ばなければ、贈ったお礼）
command-leaderboard-option-period = 期間
command-leaderboard-option-period-description = どの期間か（選ばなければ、直近30日）

# 数えているもの
leaderboard-metric-takes = 贈ったお礼
leaderboard-metric-takes-means = ほかの人にお礼を伝えた回数
leaderboard-metric-gives = 人を助けたこと
leaderboard-metric-gives-means = 助けてくれたと、お礼を言われた回数
leaderboard-metric-sessions = 参加した勉強会
leaderboard-metric-sessions-means = その場にいた勉強会の数
leaderboard-metric-hosted = 開いた勉強会
leaderboard-metric-hosted-means = みんなのために開いた勉強会の数
leaderboard-metric-checkins = チェックイン
leaderboard-metric-checkins-means = チェックインした日数（中身は見えません）
leaderboard-metric-voice_seconds = ボイスにいた時間
leaderboard-metric-voice_seconds-means = ボイスチャンネルで、だれかといっしょにいた時間
leaderboard-metric-days = 活動した日
leaderboard-metric-days-means = ここで何かをした日数
leaderboard-metric-messages = メッセージ
leaderboard-metric-messages-means = 書いたメッセージの数（続けて書いても1つと数えます）
leaderboard-metric-replies = 返信
leaderboard-metric-replies-means = だれかへの返信として書いたメッセージの数
leaderboard-metric-reactions = つけたリアクション
leaderboard-metric-reactions-means = ほかの人のメッセージにつけたリアクションの数
leaderboard-metric-threads = 始めたスレッド
leaderboard-metric-threads-means = 開いたスレッドの数
leaderboard-window-week = 直近7日
leaderboard-window-days30 = 直近30日
leaderboard-window-month = 今月
leaderboard-window-year = 今年

# ボード
leaderboard-dates = { $first }〜{ $last }
leaderboard-only-shown = のってもいいと答えた人だけが並びます
leaderboard-points = { $points }
leaderboard-time = { $hours ->
    [0] { $minutes }分
   *[other] { $hours }時間{ $minutes }分
}
leaderboard-line = **{ $rank }** · { $name } · { $points }
leaderboard-line-marked = **{ $rank } · { $name } · { $points }** ←
leaderboard-left = 退出した人
leaderboard-unnamed = だれか
leaderboard-people = { $count }人
leaderboard-footer = { $page }/{ $pages }ページ · { $count }人 · これはあなただけに見えています。
leaderboard-footer-member = これはあなただけに見えています。のっているのは上のほうの人だけです。ボードになくても、だれかのためにしたことは大切なことです。
leaderboard-alt = ボード「{ $title }」、{ $period }（{ $dates }）。{ $places }
leaderboard-alt-line = { $rank }位：{ $name }、{ $points }。

# 押せるもの
leaderboard-before = 前へ
leaderboard-after = 次へ
leaderboard-me = わたしはどこ？
leaderboard-rank = 順位へ移る
leaderboard-rank-title = 順位へ移る
leaderboard-rank-which = 何位を見ますか
leaderboard-rank-hint = 数字で（たとえば 12）
leaderboard-rank-unreadable = 順位を読み取れませんでした。12のように、1からの数字で書いてください。
leaderboard-member = メンバーのところへ移る
leaderboard-as-text = 文字で見る
leaderboard-as-picture = 絵で見る
leaderboard-post = ここに投稿する
leaderboard-export = 書き出す
leaderboard-show-me = わたしものせる
leaderboard-hide-me = わたしはのせない
leaderboard-open = メンバーにも開く
leaderboard-close = モデレーターだけにする

# だれもいないとき、できないとき
leaderboard-not-counted = このサーバーでは、いまは何も数えていません。サーバーを管理する人が、`/セットアップ`の「使うもの、数えるもの」のページから始められます。始まる前に、みんなに知らせます。
leaderboard-nobody = この期間には、まだだれもいません。ほかの期間や、ほかのものを選んでみてください。
leaderboard-nobody-shown = のってもいいと答えた人は、この期間にはまだいません。ほかの期間を選ぶか、「わたしものせる」で最初の1人になってみてください。
leaderboard-not-for-you = このサーバーのボードは、モデレーターのためのものです。自分の助け合いは`/助け合い`で見られます。
leaderboard-open-not-for-you = メンバーにも開くかどうかは、サーバーを管理する人が決めます。
leaderboard-you-not-on = このボードに、あなたはまだいません。この期間には数えたものがありません。ほかの期間を選んでみてください。
leaderboard-member-not-on = このボードに、{ $who }さんはいません。この期間には数えたものがありません。ほかの期間を選んでみてください。

# チャンネルで
leaderboard-post-ask = これを<#{ $channel }>に投稿します。そこにいるみんなに見えます。名前が出るのは、のってもいいと答えた{ $count }人だけです。
leaderboard-post-now = 投稿する
leaderboard-post-nobody = このボードには、のってもいいと答えた人がまだいないので、投稿するものがありません。メンバーは`/設定`で答えられます。
leaderboard-post-under-way = いま投稿しているところです。少しお待ちください。
leaderboard-post-gone = 投稿しましたが、もう消されていました。もう一度出すときは、ボードの「ここに投稿する」を押してください。
leaderboard-posted = 投稿しました：{ $link }。のせないでと答えた人の名前は、すぐに外れます。
leaderboard-as-of = <t:{ $at }:f>の時点です。のってもいいと答えた人だけが並んでいます。
leaderboard-look = くわしく見る
leaderboard-being-shown = わたしはのる？
leaderboard-down = 取り下げる
leaderboard-taken-down = 取り下げました。
leaderboard-down-already = このボードは、もう取り下げられています。
leaderboard-down-not-yours = 取り下げられるのは、投稿した人とモデレーターだけです。のりたくないときは「わたしはのる？」を押してください。
leaderboard-shown-yes = このサーバーのボードに、あなたの名前がのることがあります。
leaderboard-shown-no = このサーバーのボードに、あなたの名前はのりません。
