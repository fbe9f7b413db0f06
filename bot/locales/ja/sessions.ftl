## 勉強会

notice-session-seat = 席があきました。<t:{ $at }:F>からの勉強会（<#{ $channel }>）に参加できます。都合が変わったら、そこで「今回は休む」を押してください。席は次の人にまわります。

# きまりがことわること
session-title-empty = 題名を入れてください。「月曜もくもく会」のような短いもので大丈夫です。
session-title-too-long = 題名は{ $limit }文字までです（いま{ $length }文字）。くわしいことは「持ち物」に書けます。
session-bring-too-long = ここは{ $limit }文字までです（いま{ $length }文字）。つづきはリンク先に置いてください。
session-length-wrong = 長さは{ $least }分から{ $most }時間までです。「90分」「2時間」のように書いてください。
session-capacity-wrong = 席は{ $least }から{ $most }までの数です。かぎりがなければ、空のままにしてください。
session-never-comes = この日付では、一度も開かれないことになります。時刻か終わりの日を、先にのばしてください。
session-overlaps-itself = 前の回が終わらないうちに、次の回が始まってしまいます。短くするか、間をあけてください。
session-reminders-too-many = お知らせは{ $limit }つまでです。ほんとうに要るものだけを残してください。
session-reminders-wrong = お知らせは、始まる1分前から{ $most }日前までです。「1日、15分」のように書いてください。
session-own-reminders-too-many = 自分用のお知らせは、ここでは{ $limit }つまでです。先に1つ消してください。
session-link-wrong = リンクは https:// で始まり、空白やかっこを含まないものにしてください。
session-line-empty = まだ何も書かれていません。短いひとことで大丈夫です。
session-line-too-long = ひとことは{ $limit }文字までです（いま{ $length }文字）。
session-too-many = ここにはもう{ $limit }の勉強会があります。使わなくなったものを `/勉強会 中止` で終えてください。
session-gone = この勉強会は、もうありません。`/勉強会 一覧` でいまあるものを見られます。
session-ended = この勉強会は終わりました。`/勉強会 予定` で新しく開けます。
session-not-yours = 変えられるのは、開いた人とモデレーターだけです。開いた人に頼むか、`/勉強会 予定` で自分の会を開いてください。
session-changed-meanwhile = ほかの人が、ちょうどこの勉強会を変えたところです。もう一度見てから変えてください。
session-not-on-that-day = その日には開かれません。候補に出ている日から選んでください。
session-in-the-past = その時刻はもう過ぎています。これからの時刻を選んでください。
session-moved-past-another = あいだに、同じ勉強会の別の回があります。その前の時刻にするか、休みにしてください。
session-rest-backwards = 終わりの日が、始まりの日より前になっています。入れかえてください。
session-called-off = この回は開かれません。`/勉強会 一覧` で次の回を見られます。
session-over = この回は終わりました。`/勉強会 一覧` で次の回を見られます。
session-begun = この回はもう始まっています。次の回を動かすか、`/勉強会 中止` で終えてください。
