## チェックイン

# きまりがことわること
checkin-none = ここでは、まだチェックインを始めていません。`/checkin start` で曜日と時刻を決められます。
checkin-no-days = 曜日を1つ以上選んでください。「平日」「月水金」のように書けます。
checkin-rests-always = それだと、たずねる日がなくなってしまいます。やめるときは `/checkin stop`、しばらく休むときは `/checkin pause` を使ってください。
checkin-evening-too-early = 1日のおわりは、チェックインよりあとの時刻にしてください（23:45まで）。
checkin-time-is-quiet = その時刻は「静かな時間」の中です。別の時刻にするか、`/settings` で静かな時間を変えてください。
checkin-holidays-unknown = このサーバーの祝日の国が、まだ決まっていません。サーバーを管理する人が `/setup` で選べます。それまでは `/checkin pause` で休めます。
checkin-pause-over = お休みの終わりは、明日からあとの日にしてください。「明日」「来週の月曜」「12/28」のように書けます。
checkin-pause-too-long = お休みは1年までです。もっと近い日にするか、`/checkin stop` を使ってください。いつでもまた始められます。
checkin-changed-meanwhile = そのあとで、チェックインの設定がまた変わっています。`/checkin start` で好きなように決められます。
checkin-empty = まだ何も書かれていません。ひとことで大丈夫です。
checkin-words-too-long = 「今日のひとつ」は{ $limit }文字までです（いま{ $length }文字）。
checkin-answer-too-long = 答えは{ $limit }文字までです（いま{ $length }文字）。
checkin-gone = このチェックインは、もうありません。`/checkin now` で新しく書けます。
help-checkin = 1日に1度、決めた時刻に、今日のことをたずねてもらう：{ $command }
help-section-checkins = チェックイン
command-checkin = チェックイン
command-checkin-description = 自分の時刻のチェックイン
