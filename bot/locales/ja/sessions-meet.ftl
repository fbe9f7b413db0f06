## 勉強会の始まりから、まとめまで

# 始まり
session-start-now = 始まりました。よければ、これからやることを宣言して、それぞれの作業へどうぞ。
session-start-late = もう始まっています（<t:{ $at }:t>まで）。途中からでも、聞くだけでも大丈夫です。
session-start-place = **場所** { $place }
session-start-over = この回は終わりました。ご参加ありがとうございました。
session-start-off = この回は開かれません。
session-start-aloud = **みんなの宣言**
session-start-said = { $who } { $words }
session-start-more = ほか{ $count }件
session-start-thread = みんなの宣言は { $thread } にあります（{ $count }件）。
session-start-here = **ここにいる人** { $people }
session-start-also = つづきです： { $people }
session-button-declare = 宣言する
session-button-here = ここにいます
session-thread-name = みんなの宣言
session-aloud-title = **みんなの宣言**

# 宣言
session-declare-title = 何をしますか
session-declare-words = ひとこと
session-declare-hint = たまっているメール3通に返事をする
session-declare-carried = 前回のつづきです。変えても大丈夫です。
session-declare-who = 見える人
session-declare-all = この会のみんな
session-declare-me = 自分だけ
session-declare-me-means = 「自分だけ」にすると、書いたことはだれにも見えません。終わりには、ほかの人と同じようにおたずねします。
session-declared = 書きとめました。全部終わらなくても大丈夫です。よい時間を。
session-declared-private = 自分用に書きとめました。全部終わらなくても大丈夫です。よい時間を。
session-here-noted = ようこそ。ごゆっくりどうぞ。
session-here-already = もう名前が入っています。ごゆっくりどうぞ。

# ひとりの人がいるとき
session-alone =
    いま1人で作業しています。10分だけでも、となりに座りませんか。
    { $where }
    -# 呼んでほしいと言っていた人：{ $people }

# 終わり
session-close =
    時間になりました。どうでしたか。1回押すだけで大丈夫です。
    { $people }
session-button-done = できた
session-button-partly = 途中
session-button-tomorrow = 明日へ
session-button-line = ひとこと足す
session-told-done = できましたね。おつかれさまでした。
session-told-partly = では、つづきは次のときに。次の宣言で、候補として出します。
session-told-tomorrow = では、つづきは次のときに。次の宣言で、候補として出します。
session-told-shown = できたことは、まとめにのります。のせたくないときは「ひとこと足す」で変えられます。
session-line-title = ひとこと足す
session-line-words = どうだったか
session-line-learned = 学んだこと
session-line-taught = だれかに教えたこと
session-line-taught-means = まとめにのせると、ほかの人が「役に立った」を押せます。
session-line-who = 見える人
session-line-all = まとめにのせる
session-line-me = 自分だけ
session-line-kept = 書きとめました。

# まとめ
session-recap-title = { $title }のまとめ
session-recap-here = { $count }人：{ $people }
session-recap-together = いっしょにいた時間：{ $minutes }分
session-recap-did = **できたこと**
session-recap-done = { $who } { $words }
session-recap-line = { $who } { $line }
session-recap-learned = **学んだこと**
session-recap-taught = **教えたこと** { $who } { $words }
session-recap-helped = { $count }人の役に立ちました。
session-recap-next = 次回：<t:{ $next }:F>
session-button-helped = 役に立った
session-helped = { $who }さんの「助けたこと」に書きとめました。
session-helped-already = もう書きとめてあります。

# ひとりに伝えること
notice-session-empty =
    <#{ $channel }>の勉強会は、この{ $count }回、みなさんの都合が合わなかったようなので、いったんお休みにしました。なくなったものはありません。
    ほかの時間のほうがよさそうでしょうか。そのまま再開することもできます。
notice-session-all-well =
    このところ、<#{ $channel }>でお会いしていませんね。お変わりありませんか。返事はいりません。席はいつでもあります。
session-button-again = 再開する
session-goes-on = 再開しました。次回：<t:{ $next }:F>
session-resumed-never = 再開しましたが、これからの日がありません。`/勉強会 変更` で日を決められます。
session-resumed-already = もう再開しています。

# きまりがことわること
session-not-begun = この回は<t:{ $at }:R>に始まります。始まる15分前から宣言できます。
session-told-too-late = 終わってから1日以上たち、まとめも出ています。次の回でまたおたずねします。
session-not-there = この回でお見かけしませんでした。次の回で「ここにいます」か「宣言する」を押してください。
session-lesson-gone = これはもうありません。役に立ったときは、`/ありがとう` で伝えられます。
session-lesson-own = ご自分が教えたことです。役に立ったかどうかは、ほかの人が押せます。
