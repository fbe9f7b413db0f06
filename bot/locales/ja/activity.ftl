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
