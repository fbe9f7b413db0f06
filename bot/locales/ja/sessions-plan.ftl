## 勉強会の予定を立てる


# 読めなかったもの
session-when-empty = 日時が空のままです。「明日21時」「毎週火曜 21:00」のように書いてください。
session-when-no-hour = 「{ $typed }」には時刻がありません。「明日21時」「土曜 14:30」のように、時刻も書いてください。
session-when-impossible = 「{ $typed }」という日時はありません。日付がないか、曜日がちがいます。カレンダーを見て、「金曜21時」「12/24 20時」のように書いてください。
session-when-past = 「{ $typed }」はもう過ぎています。「明日21時」のように、これからの日時を書いてください。
session-when-ambiguous = 「{ $typed }」は二通りに読めます。「午後9時」「21:00」「12月1日20時」のように、はっきり書いてください。
session-when-not-understood = 「{ $typed }」は読めませんでした。推測はしないので、「明日21時」「来週火曜 21:00」「毎週月・木 20時」のように書いてください。
session-plan-day-unread = 「{ $typed }」は、これからの日付として読めませんでした。「12/24」「来週金曜」のように書くか、候補から選んでください。
session-plan-length-unread = 「{ $typed }」は長さとして読めませんでした。「90分」「2時間」のように書いてください。
session-plan-reminders-unread = 「{ $typed }」は、どれくらい前かが読めませんでした。「1日前、15分前」のように書くか、「なし」にしてください。
session-plan-capacity-unread = 「{ $typed }」は席の数として読めませんでした。「10」のように書いてください。かぎりがなければ「なし」にしてください。
session-plan-repeats-differ = 日時に書かれたくり返しと、「くり返し」の選択がちがっています。どちらか一方だけにしてください。
session-plan-which-days = いくつかの曜日に開かれる会です。「毎週月・木 21時」のように、曜日もあわせて書いてください。
session-plan-until-once = 一度だけの会には、終わりはいりません。くり返しを選ぶか、終わりを空にしてください。
session-plan-times-wrong = 回数は1回から{ $most }回までです。「10回」のように書くか、日付にしてください。
session-plan-no-country = どの国の祝日かが、このサーバーではまだ選ばれていません。サーバーを管理する人が `/セットアップ` で選べます。それまでは `/勉強会 休み` で1回ずつ休みにできます。
session-plan-channel-none = カードを置けるのは、テキストかボイスのチャンネルです。「チャンネル」で選んでください。
session-plan-channel-missing = <#{ $channel }>では、Engawaに次の権限がありません：{ $permissions }。チャンネルを管理する人が、「チャンネルの編集 → 権限 → Engawa」で付けられます。ほかのチャンネルを選んでも大丈夫です。
session-plan-channel-not-yours = <#{ $channel }>にはあなたが書きこめないので、代わりにカードを置くことはできません。書きこめるチャンネルを選んでください。
session-plan-place-none = そのチャンネルはもうありません。ほかの場所を選んでください。

# 投稿する前に見せるもの
session-preview = あなただけに見えています。まだ投稿されていません。
session-preview-next = { $count ->
    [1] **一度だけ**
   *[other] **次の{ $count }回**
}
session-preview-date = { $moment }（<t:{ $at }:R>）
session-preview-dropped = わかりました。何も投稿していません。
session-post = 投稿する
session-mend-when = 直す
session-mend-details = くわしく
session-mend-places = 場所と対象
session-drop = やめる
session-planned = 「{ $title }」の予定を立てました。カードは<#{ $channel }>に出ます。
session-planned-more = 変更は `/勉強会 変更`、1回だけ休むときは `/勉強会 休み`、カレンダーに入れるときは `/勉強会 書き出し` です。
session-note-rolled = その時刻はもう過ぎているので、次に来る{ $moment }と読みました。
session-note-gap = この日は時計がその時刻をとばすので、{ $minutes }分あとに始まります。
session-note-first = 最初の回は{ $day }です。書かれた日は、開かれる日にあたりません。
session-note-clocks = この間に夏時間の切りかえがあります。{ $zone }の{ $clock }のままで、ほかの地域では1時間ずれることがあります。
session-note-utc = タイムゾーンがまだ選ばれていないので、UTCで読んでいます。{ $command } で自分のものを選んでから、もう一度予定を立ててください。

session-fact = **{ $name }** { $value }
session-fact-changed = **{ $name }** { $before } → { $after }
session-fact-title = 題名
session-fact-kind = 種類
session-fact-when = 日時
session-fact-repeats = くり返し
session-fact-length = 長さ
session-fact-until = いつまで
session-fact-place = 場所
session-fact-link = リンク
session-fact-capacity = 席
session-fact-everybody = かぎりなし
session-fact-level = 対象
session-fact-bring = 持ち物
session-fact-reminders = お知らせ
session-fact-holidays = 祝日
session-fact-channel = カードの場所

session-form-when = 何を、いつ
session-form-details = くわしく
session-form-places = 場所と対象
session-form-title-hint = 月曜もくもく会
session-form-when-hint = 明日21時 · 毎週火曜 21:00
session-form-length-hint = 90分 · 2時間
session-form-until-hint = 12/24 · 10回 · なし
session-form-capacity-hint = 10 · なし
session-form-bring-hint = 飲みもの
session-form-reminders-hint = 1日前、15分前 · なし
session-form-link-hint = https://

# 書いているあいだ
session-in = あと{ $span }
session-suggested = { $title } · { $when }
session-suggested-resting = { $title } · { $when }（お休み中）
session-suggested-time = { $moment }・{ $far }
session-suggested-rolled = 次に来るもの
session-suggested-gap = 時計がとばす時刻
session-suggested-empty = 「明日21時」のように書いてください
session-suggested-no-hour = 何時からですか（例：明日21時）
session-suggested-impossible = その日時はありません（例：金曜21時）
session-suggested-past = もう過ぎています（例：明日21時）
session-suggested-ambiguous = 二通りに読めます（例：午後9時、12月1日20時）
session-suggested-not-understood = まだ読めません（例：明日21時、毎週火曜 21:00）
session-when-example-1 = 明日21時
session-when-example-2 = 土曜10時
session-when-example-3 = 毎週火曜 21:00
session-choose-suggested = どの勉強会のことか、わかりませんでした。書いているあいだに出る候補から選んでください。

# 変える
session-edit-nothing = このままだと何も変わりません。勉強会のほかに、変えたいところを1つ選んでください。
session-edit-sure = 「{ $title }」には、ほかに{ $count }人が返事をしています。このように変えますか。
session-edit-do = 変える
session-leave = このままにする
session-left = わかりました。このままにします。
session-edited = 「{ $title }」を変えました。
session-skipped = 「{ $title }」は、{ $day }の回をお休みにします。
session-rests = 「{ $title }」は、{ $first }から{ $last }までお休みにします。{ $count ->
    [0] この間に回はありません。
   *[other] { $count }回がお休みになります。
}
session-was-moved = 「{ $title }」を動かしました：{ $before } → { $after }（<t:{ $at }:R>）。来る人にはお知らせします。
session-move-once = 動かせるのは1回だけです。「毎週」などを付けずに書いてください。くり返しを変えるときは `/勉強会 変更` です。
session-skip-last = そうすると1回も残りません。`/勉強会 中止` で終わりにしてください。
session-nothing-ahead = これからの回はありません。`/勉強会 一覧` でいまあるものを見られます。
session-next = 次の回：{ $moment }（<t:{ $at }:R>）
session-next-none = そのあとの予定はありません。
session-take-back = 元に戻す
session-restored = 元に戻しました。「{ $title }」は前のとおりに開かれます。
session-card-later = その前の回が開かれることになりました。この回は、次の番になったらあらためてお知らせします。
session-undone-already = それはもう元に戻っています。`/勉強会 一覧` でいまの予定を見られます。
session-cancel-sure = { $count ->
    [0] 「{ $title }」を中止しますか。ほかに来る予定の人はいません。
   *[other] 「{ $title }」を中止しますか。ほかに{ $count }人が、参加かたぶんと返事をしています。
}
session-cancel-next = 次の回だけ
session-cancel-all = すべての回
session-cancel-it = 中止する
session-cancelled = 「{ $title }」を中止しました。カードにもそう書かれます。
session-handed-over = これから「{ $title }」を開くのは{ $who }さんです。
session-host-whom = いま開いているのはあなたです。だれに引きつぐかを選んでください。
session-host-bot = { $who }はボットなので、引きつげません。だれか人を選んでください。
session-host-absent = { $who }さんは、いまこのサーバーにいません。いる人から選んでください。
session-host-already = { $who }さんは、もうこの会を開く人です。ほかの人を選んでください。
session-host-there = いま開いているのは{ $who }さんです。だれに引きつぐかを選んでください。
session-was-paused = 「{ $title }」はお休みに入ります。`/勉強会 再開` でまた始められます。
session-resting-already = もうお休み中です。`/勉強会 再開` でまた始められます。
session-not-resting = お休み中ではありません。休むときは `/勉強会 休止` です。
session-resumed = 「{ $title }」をまた始めます。カードは<#{ $channel }>に出ます。

# カレンダーのファイル
session-exported = { $count }件の勉強会が入ったカレンダーファイルです。カレンダーで開いてください。ひとりでには変わらないので、予定が変わったら新しく受けとってください。
session-export-none = カレンダーに入れられる予定はありません。`/勉強会 予定` で立てられます。
session-export-mine-none = あなたが開く会も、参加する会もありません。カードの「参加する」を押すか、「自分の」を付けずにすべてを受けとってください。
session-file-level = 対象：{ $level }
session-file-bring = 持ち物：{ $bring }

# コマンド
help-section-sessions = 勉強会
help-session = いっしょに作業する時間を決める：{ $command }
help-session-list = これからの予定を見て、参加するか答える：{ $command }
command-session = 勉強会
command-session-description = いっしょに作業する時間を決めたり、変えたりします
command-session-plan = 予定
command-session-plan-description = 勉強会の予定を立てます（投稿するまで、あなただけに見えます）
command-session-list = 一覧
command-session-list-description = ここで予定されている勉強会を見ます（あなただけに見えます）
command-session-edit = 変更
command-session-edit-description = 自分の勉強会を変えます
command-session-skip = 休み
command-session-skip-description = 1回だけ、または長い休みのあいだ、開かないことにします
command-session-move = 移動
command-session-move-description = 1回だけ、ほかの日時に動かします
command-session-cancel = 中止
command-session-cancel-description = 次の回だけ、またはすべてを中止します
command-session-host = 引きつぎ
command-session-host-description = 勉強会をほかの人に引きつぎます
command-session-pause = 休止
command-session-pause-description = また始めるまで、勉強会を休ませます
command-session-resume = 再開
command-session-resume-description = 休んでいる勉強会をまた始めます。場所も変えられます
command-session-export = 書き出し
command-session-export-description = 勉強会をカレンダーに入れます（.ics）

session-option-session = 会
session-option-session-description = どの勉強会か
session-option-title = 題名
session-option-title-description = なんという会か
session-option-when = 日時
session-option-when-description = 明日21時 · 来週火曜 21:00 · 毎週月・木 20時
session-option-repeats = くり返し
session-option-repeats-description = どれくらいの間隔か（「日時」に書いてもかまいません）
session-option-length = 長さ
session-option-length-description = 90分 · 2時間（ふつうは1時間）
session-option-kind = 種類
session-option-kind-description = いっしょに何をするか
session-option-place = 場所
session-option-place-description = 集まるボイスかテキストのチャンネル
session-option-link = リンク
session-option-link-description = 集まる場所や、先に読むもののリンク
session-option-capacity = 席
session-option-capacity-description = 何人まで来られるか（0はかぎりなし）
session-option-level = 対象
session-option-level-description = だれに向けた会か
session-option-bring = 持ち物
session-option-bring-description = 持ってくるもの、準備するもの
session-option-reminders = お知らせ
session-option-reminders-description = 1日前、15分前 · なし
session-option-until = いつまで
session-option-until-description = 最後の日か回数：12/24 · 10回
session-option-holidays = 祝日
session-option-holidays-description = 祝日にも開くか
session-option-channel = チャンネル
session-option-channel-description = カードを置く場所
session-option-day = 回
session-option-day-description = どの日の回か（空なら次の回）
session-option-last = いつまで
session-option-last-description = 長い休みの最後の日（「回」は最初の日）
session-option-member = 人
session-option-member-description = 引きつぐ人
session-option-mine = 自分の
session-option-mine-description = 自分が開く会と、参加する会だけ

choice-repeats-once = 一度だけ
choice-repeats-daily = 毎日
choice-repeats-weekdays = 平日（月〜金）
choice-repeats-weekly = 毎週
choice-repeats-fortnightly = 隔週
choice-repeats-monthday = 毎月その日
choice-repeats-monthweekday = 毎月その曜日
choice-holidays-keep = 祝日にも開く
choice-holidays-skip = 祝日は休む
