## the house

something-broke =
    うまくいきませんでした。あなたのせいではありません。少し待ってから、もう一度お試しください。
    続くようでしたら、この番号をモデレーターに見せてください：`{ $reference }`
something-broke-kept =
    うまくいきませんでした。入力はそのまま残してあります。
    続くようでしたら、この番号をモデレーターに見せてください：`{ $reference }`
fix-it = 直す
press-unknown = このボタンは以前のもので、いまは使えません。もう一度コマンドからどうぞ。
panel-not-yours = これはほかの人の画面です。コマンドを使うと、あなたの画面が開きます。
command-changed = このコマンドは変わったばかりです。1分ほど待ってDiscordを読み込み直し、もう一度お試しください。
draft-gone = 書いたものは、もう残っていません（残るのは1日までです）。もう一度コマンドからどうぞ。

## sandbox

sandbox-open =
    縁側があきました：{ $url }
    Ctrl-C で閉じます。
sandbox-busy = ポート{ $port }を開けません。ほかのプログラムが使っているか、システムのためのものです。--port { $other } のように、別のものを選んでください。
sandbox-closed = 縁側を閉じました。

## notices

notice-open = 読む
notice-mention = { $who }さん、お知らせがあります。
notice-gone = このお知らせは、もう残っていません（残るのは30日までです）。
notice-not-yours = これは、ほかの人へのお知らせです。あなたへのお知らせは、コマンドを使ったときに届きます。
notice-channel-gone =
    Engawaが使っていたチャンネルが削除されました：{ $room ->
        [thanks_channel] お礼のチャンネル
        [sessions_channel] 勉強会のチャンネル
        [checkins_channel] チェックインのチャンネル
        [moderators_channel] モデレーターの部屋
       *[fallback_channel] 代わりのチャンネル
    }。`/セットアップ`で、いつでも別のチャンネルを選べます。
notice-dm-closed = ご希望のDMが届きませんでした。Discordの設定でこのサーバーからのDMを許可するか、`/設定` でメンションを選んでください。
notice-unsent =
    <#{ $channel }>に投稿できませんでした。チャンネルがなくなったか、見る権限・送る権限が足りないようです。
    `/セットアップ`で、何が足りないかを見られます。
notice-counting-unsaid =
    <#{ $channel }>に、活動を数える知らせを投稿できませんでした。まだ何も数えていません。
    「サーバー管理」の権限がある人が、`/セットアップ`の「使うもの、数えるもの」で、Engawaが見て書けるチャンネルを選び、「知らせを出す」を押してください。
notice-welcome-unsaid =
    <#{ $channel }>に、あいさつを投稿できませんでした。
    「サーバー管理」の権限がある人が、`/セットアップ`の「まとめ」で、Engawaが見て書けるチャンネルを選んで、もう一度どうぞ。
notice-post-unchanged =
    <#{ $channel }>にあるわたしの投稿を、書き直せませんでした。データを消した人のことが書いてあるものです。
    Engawaにこのチャンネルを見る権限を戻すと、1時間以内に書き直します（30日間は待っています）。投稿を削除してもかまいません。
notice-unsent-somewhere = 投稿できなかったものがあります。足りない権限は`/セットアップ`で見られます。

## help
## $command と $mention は押せる形のコマンドです。$since は秒（文字列）です。

help-title = 何をしましょうか
help-command = { $mention }（`/{ $name }`）
help-section-giving = お礼
help-thanks = 助けてくれた人にお礼を伝える：{ $command }、または人やメッセージのメニューから
help-balance = 助けたこと、助けてもらったことを見る：{ $command }
help-section-yours = 自分のこと
help-settings = ことば、タイムゾーン、静かにする時間、同意することを選ぶ：{ $command }
help-privacy = あなたについて残しているものを見る、写しをもらう、消す：{ $command }
help-activity-member = 自分が活動した日を、週ごとに見る：{ $command }
help-section-moderators = サーバーの世話をする
help-ledger = お礼をさがす、取り下げる、元に戻す：{ $command }
help-section-admins = サーバーを管理する
help-setup = ことば、時間、チャンネル、モデレーター、使うものを決める：{ $command }
help-section-engawa = そのほか
help-support = サーバーの外で、話を聞いてくれる相談先を見る：{ $command }
help-about = Engawaの紹介と、いまの調子を見る：{ $command }
help-help = この案内をもう一度見る：{ $command }
help-only-you = これはあなただけに見えています。
help-only-you-in-dm = これはあなただけに見えています。Engawaのいるサーバーでは、ほかのこともできます。

about-what = 家でひとりで働く人たちのコミュニティのためのボットです。
about-privacy = メッセージは読めません。残すのは、機能に必要なものだけです。
about-source = [ソースコード]({ $url })
about-well = 調子は良好です。
about-slow = いま、少し時間がかかっています。返事が遅れるかもしれません。
about-discord = Discord：<t:{ $since }:f>からつながっています{ $ms ->
    [0] {""}
   *[other] （応答{ $ms }ミリ秒）
}
about-database = データベース：{ $kind }{ $ms ->
    [0] （いまは応答がありません）
   *[other] （応答{ $ms }ミリ秒）
}

command-help = ヘルプ
command-help-description = ここでできることを見ます（あなただけに見えます）
command-about = このボットについて
command-about-description = Engawaの紹介と、いまの調子を見ます（あなただけに見えます）

## support
## $at は秒（文字列）、$by はメンションか support-an-admin です。

support-title = 話を聞いてくれるところ
support-intro = Engawaには、みなさんの様子はわかりません。ここには、話を聞いてくれる人がいます。急ぎの用でなくても大丈夫です。
support-name-yorisoi = よりそいホットライン
support-note-yorisoi = 電話・24時間・無料。岩手県、宮城県、福島県からは0120-279-226
support-name-inochi = #いのちSOS
support-note-inochi = 電話・無料
support-name-ibasho = あなたのいばしょ
support-note-ibasho = チャット・24時間・無料
support-name-tell = TELL
support-note-tell = 電話・英語
support-name-worldwide = Find A Helpline
support-note-worldwide = 国を選んで、話を聞いてくれるところをさがせます
support-listed = 最終確認：<t:{ $at }:D>（一覧に載せた日）。番号や時間は変わることがあるので、使う前にお確かめください。
support-own = このサーバーの管理者が書いた一覧です（最終更新：<t:{ $at }:D>）。番号や時間は変わることがあるので、使う前にお確かめください。
support-danger = だれかがいま危ないときは、その場所の緊急の番号（日本では110か119）へ電話してください。
support-only-you = これはあなただけに見えています。見たことは、だれにも伝わりません。
support-admin = この一覧は、このサーバーのみなさんのために、身近な相談先に置き換えられます。
support-admin-own = { $by }が<t:{ $at }:f>に書いた一覧です。
support-an-admin = 管理者
support-replace = 置き換える
support-defaults = はじめの一覧に戻す
support-defaults-sure = このサーバーの一覧は残らず、Engawaのはじめの一覧に替わります。
support-keep = このままにする
support-form-title = ここの人たちの相談先
support-form-contacts = 相談先
support-form-about = 1行に1つ「名前 | 連絡先 | ひとこと」の形で、{ $limit }つまで。ひとことは省けます。
support-form-hint = TELL | 03-5774-0992 | 電話・英語

support-not-for-you =
    この一覧を変えられるのは、サーバーを管理できる人だけです。
    まちがいに気づいたら、その人たちに知らせてください。
support-list-empty =
    相談先を1つは書いてください。
    Engawaのはじめの一覧に戻すときは、`/相談先`の「はじめの一覧に戻す」からどうぞ。
support-too-many = 一覧に載せられるのは{ $limit }か所までです。いまは{ $count }か所なので、いくつか減らしてください。
support-list-too-long = 一覧は全部で{ $limit }文字までです。いまは{ $length }文字なので、もう少し短くしてください。
support-line-unreadable =
    { $line }行目が相談先として読めませんでした。名前、縦線、連絡先の順に書いてください。
    もう1本の縦線のあとに、ひとこと添えられます：`TELL | 03-5774-0992 | 電話・英語`
support-line-with-an-id = この一覧で人をメンションすることはできません。{ $line }行目には、名前を書いてください。
support-changed-meanwhile = ちょうどいま、ほかの管理者がこの一覧を変えたので、そちらが残っています。`/相談先`で見てから、もう一度決めてください。

command-support = 相談先
command-support-description = サーバーの外で話を聞いてくれる相談先を見ます（あなただけに見えます）

## giving
## $note は引用の形（全行に「> 」）で届きます。$who はid、$again と $at は秒（文字列）です。

thanks-people = { $count ->
    [1] { $a }さん
    [2] { $a }さんと{ $b }さん
    [3] { $a }さん、{ $b }さん、{ $c }さん
    [4] { $a }さん、{ $b }さん、{ $c }さん、{ $d }さん
   *[5] { $a }さん、{ $b }さん、{ $c }さん、{ $d }さん、{ $e }さん
}
thanks-post =
    { $giver }さんから{ $receivers }へ、{ $kind ->
        [answer] 答えをありがとう。
        [review] レビューをありがとう。
        [resource] 役に立つものをありがとう。
        [time] 時間をありがとう。
        [encouragement] はげましをありがとう。
        [introduction] 紹介をありがとう。
       *[other] ありがとう。
    }
    { $note }
thanks-post-about = [お礼のもとになったメッセージ]({ $link })
thanks-post-undone = このお礼は、{ $giver }さんが取り消しました。
thanks-post-withdrawn = このお礼は、モデレーターが取り下げました。
thanks-already-posted = お礼はもう届いています：{ $link }
thanks-not-counted =
    { $people }へお礼を届けました。
    1日のうちにお礼を返し合ったときは、あとのお礼は気持ちだけを届けて、数には入れていません。
thanks-undo = 取り消す
thanks-undone = 取り消しました。すぐに言い直せます（どちらも今日の回数に入ります）。
thanks-undone-already = このお礼は、もう取り消してあります。
thanks-form-title = お礼を伝える
thanks-form-to = だれへのお礼ですか
thanks-form-note = 何へのお礼ですか
thanks-form-note-hint = 請求書のテンプレート、とても助かりました
thanks-form-kind = どんな助けでしたか

thanks-to-oneself = 自分へのお礼は受け取れません。だれかに助けてもらったときに使ってください。
thanks-to-a-bot =
    <@{ $who }>はボットなので、お礼を受け取れません。まだだれにも届けていません。
    助けてくれた人や、そのボットの世話をしている人に伝えてみてください。
thanks-to-someone-absent =
    <@{ $who }>さんは、いまこのサーバーにいません。まだだれにも届けていません。
    ここにいる人を選んで、もう一度どうぞ。
thanks-note-empty = 何へのお礼か、ひとことだけでも書いてください。
thanks-note-too-long = お礼のことばは{ $limit }文字までです。いまは{ $length }文字なので、もう少し短くしてください。
thanks-too-soon =
    <@{ $who }>さんには、さきほどお礼を届けたところなので、今回はまだ届けていません。
    次は<t:{ $again }:R>に送れます。前のお礼を直したいときは、取り消してから言い直してください。
thanks-too-many = { $left ->
    [0] 今日のお礼は、{ $limit }人分すべて届けました。次は<t:{ $again }:R>に送れます。
   *[other]
        今日お礼を送れるのは、あと{ $left }人です。{ $asked }人には足りません。
        人数を減らすか、<t:{ $again }:R>にもう一度どうぞ。
}
thanks-on-its-way = このお礼は、いま届けているところです。1分たっても出てこなければ、もう一度送ってください。
thanks-undo-not-yours = 取り消せるのは、お礼を言った人だけです。気になることがあれば、モデレーターに知らせてください。
thanks-undo-too-late = 取り消せるのは5分間です。そのあとは、モデレーターが取り下げられます。
thanks-undo-gone = このお礼はもう記録に残っていないので、取り消すものがありません。いつでもまた伝えてください。
thanks-off = お礼は、いまこのサーバーでは使っていません。使いたいときは、サーバーを管理する人に伝えてください。

balance-title = あなたの助け合い
balance-period = この{ $days }日間
balance-given = { $count ->
    [0] 助けること：これからです。
   *[other] { $people }人を{ $count }回助けました
}
balance-received = { $count ->
    [0] 助けてもらうこと：これからです。
   *[other] { $people }人に{ $count }回助けてもらいました
}
balance-kind = { $kind ->
    [answer] 答え
    [review] レビュー
    [resource] 役に立つもの
    [time] 時間
    [encouragement] はげまし
    [introduction] 紹介
   *[other] そのほか
} { $count }
balance-lately-helped = 最近助けた人：{ $people }
balance-lately-helped-by = 最近助けてくれた人：{ $people }
balance-only-you = これはあなただけに見えています。点数でも順位でもありません。
balance-empty = まだ何もありませんが、それで大丈夫です。だれかに助けてもらったら、`/ありがとう`で伝えてみてください。
balance-picture-both = どちらも、縁側をあたためています
balance-picture-given = 助けたこと
balance-picture-received = 助けてもらったこと
balance-picture-to-come = これから
balance-picture-note = 棒は10日ごと、下の日付からの分です。あなただけに見えています。
balance-picture-alt = この{ $days }日間：{ $given ->
    [0] 助けることはこれからです
   *[other] { $given }回助けました
}。{ $received ->
    [0] 助けてもらうことはこれからです
   *[other] { $received }回助けてもらいました
}。その日から10日ごと：
balance-picture-span = { $day }：助けた{ $given }、助けてもらった{ $received }

ledger-title = お礼帳
ledger-line =
    <t:{ $at }:f>・{ $helped }から{ $helper }へ{ $state ->
        [thanks_back] ・お返し（数えません）
        [undone] ・取り消し
        [withdrawn] ・取り下げ
       *[counted] {""}
    }
ledger-somebody = データを消した人
ledger-note-forgotten = （ことばは、書いた人のデータと一緒に消えました）
ledger-note-elsewhere = { $source ->
    [checkin] （チェックインへの返事）
    [session] （勉強会のあとのボタンで：教わったことが役に立った）
   *[other] （ほかで記録されたもの：{ $source }）
}
ledger-act = <t:{ $at }:f>・{ $by }が{ $what ->
    [withdraw] 取り下げ
   *[restore] 元に戻し
}ました
ledger-empty = 見つかりませんでした。ことばを変えるか、何も指定せずに全部を見てみてください。
ledger-older = 前のお礼
ledger-withdraw = 取り下げる
ledger-restore = 元に戻す
ledger-withdraw-title = お礼を取り下げる
ledger-restore-title = お礼を元に戻す
ledger-reason = 理由
ledger-reason-hint = お礼帳に残り、モデレーターが読みます
ledger-withdrawn = 取り下げました。しるしをつけて残してあり、数には入りません。いつでも元に戻せます。
ledger-restored = 元に戻しました。前と同じように扱います。
ledger-post-unreached = お礼帳は変えました。みんなに見える投稿のほうは、直せませんでした。
ledger-not-for-you = お礼帳はモデレーターのためのものです。自分の助け合いは`/助け合い`で見られます。
ledger-not-found = このサーバーのお礼帳に、そのお礼はありません。`/お礼帳 さがす`で見つけて、そこからどうぞ。
ledger-already-withdrawn = このお礼は、もう取り下げてあります。数に入れるなら、元に戻してください。
ledger-not-withdrawn = このお礼は取り下げられていないので、戻すものがありません。
ledger-reason-empty = 理由を書いてください。あとでほかのモデレーターが読みます。
ledger-reason-too-long = 理由は{ $limit }文字までです。いまは{ $length }文字なので、もう少し短くしてください。

command-thanks = ありがとう
command-thanks-description = 助けてくれた人に、お礼を伝えます
command-thanks-option-to = だれに
command-thanks-option-to-description = 助けてくれた人
command-thanks-option-for = 何に
command-thanks-option-for-description = してもらったこと
command-thanks-option-kind = 種類
command-thanks-option-kind-description = どんな助けだったか
command-thanks-option-to2 = だれに2
command-thanks-option-to2-description = ほかに助けてくれた人
command-thanks-option-to3 = だれに3
command-thanks-option-to3-description = ほかに助けてくれた人
command-thanks-option-to4 = だれに4
command-thanks-option-to4-description = ほかに助けてくれた人
command-thanks-option-to5 = だれに5
command-thanks-option-to5-description = ほかに助けてくれた人
choice-kind-answer = 答え
choice-kind-review = レビュー
choice-kind-resource = 役に立つもの
choice-kind-time = 時間
choice-kind-encouragement = はげまし
choice-kind-introduction = 紹介
choice-kind-other = そのほか
menu-say-thanks = お礼を伝える
menu-thank-for-this-message = このメッセージにお礼
command-balance = 助け合い
command-balance-description = 助けたこと、助けてもらったことを見ます（あなただけに見えます）
command-ledger = お礼帳
command-ledger-description = モデレーター向け：このサーバーのお礼を見ます
command-ledger-search = さがす
command-ledger-search-description = モデレーター向け：人、ことば、期間でお礼をさがします
command-ledger-search-option-member = メンバー
command-ledger-search-option-member-description = お礼を言った人か、言われた人
command-ledger-search-option-text = ことば
command-ledger-search-option-text-description = お礼のことばの一部
command-ledger-search-option-days = 日数
command-ledger-search-option-days-description = 最近何日分を見るか
command-ledger-search-option-state = 状態
command-ledger-search-option-state-description = そのお礼がいまどうなっているか
choice-state-counted = 数えている
choice-state-thanks_back = お返し（数えない）
choice-state-undone = 本人が取り消した
choice-state-withdrawn = モデレーターが取り下げた
command-ledger-withdraw = 取り下げる
command-ledger-withdraw-description = モデレーター向け：お礼を数に入れないようにします
command-ledger-withdraw-option-thanks = お礼
command-ledger-withdraw-option-thanks-description = どのお礼か：ことばの一部を入れるか、投稿のリンクを貼ってください
command-ledger-withdraw-option-reason = 理由
command-ledger-withdraw-option-reason-description = 理由（お礼帳に残り、モデレーターが読みます）
command-ledger-withdraw-option-member = メンバー
command-ledger-withdraw-option-member-description = 受け取った人のうち、この人の分だけ
command-ledger-restore = 元に戻す
command-ledger-restore-description = モデレーター向け：取り下げたお礼を数に戻します
command-ledger-restore-option-thanks = お礼
command-ledger-restore-option-thanks-description = どのお礼か：ことばの一部を入れるか、投稿のリンクを貼ってください
command-ledger-restore-option-reason = 理由
command-ledger-restore-option-reason-description = 理由（お礼帳に残り、モデレーターが読みます）
command-ledger-restore-option-member = メンバー
command-ledger-restore-option-member-description = 受け取った人のうち、この人の分だけ

## setup
## $discords は言語の名前、$roles と $channels と $permissions はつないだ一覧です。$at は秒（文字列）です。

setup-not-for-you = このサーバーのセットアップは、「サーバー管理」の権限がある人のものです。変えてほしいことは、その人に伝えてください。
setup-bot-not-here = Engawaは、このサーバーのメンバーになっていません。ボットとして招待し直してから、もう一度どうぞ。
setup-page = -# { $page }／{ $pages }・どれも決めなくても使えます。あなただけに見えています。
setup-title-1 = 公開の投稿のことば
setup-title-2 = 時間と祝日
setup-title-3 = チャンネル
setup-title-4 = モデレーター
setup-title-5 = 使うもの、数えるもの
setup-title-6 = まとめ
setup-back = 前へ
setup-next = 次へ
setup-to-summary = まとめを見る
setup-now = いま：**{ $value }**
setup-comma = 、
setup-on = 使っています
setup-off = 止めています
setup-none = なし
setup-gone = 削除されたチャンネル
setup-days = { $days }日
setup-seconds = { $seconds ->
    [0] なし（すべて数える）
   *[other] { $seconds }秒
}
setup-ja = 日本語
setup-en = 英語
setup-somebody = データを消した人
setup-changed = 変えました・{ $what }：{ $value }
setup-changed-before = その前は、{ $who }さんが<t:{ $at }:R>に選んだものでした：{ $value }

setup-language-text =
    みんなに見える投稿のことばです。
    一人ひとりへの返事は、いつもその人のことばです。
setup-language-discord = Discordのサーバー設定と同じ（{ $discords }）
setup-language-ja = 日本語
setup-language-en = English

setup-zone-text = サーバーの1日は、ここで始まり、ここで終わります。
setup-zone-chosen = { $place }・{ $time }（{ $offset }）
setup-zone-choose = タイムゾーンを選ぶ
setup-zone-now = いま{ $time }・{ $offset }
setup-zone-suggested = { $place }・いま{ $time }・{ $offset }
setup-zone-find = タイムゾーンをさがす
setup-zone-find-label = 都市、国、タイムゾーン
setup-zone-find-hint = 東京、Tokyo、JST、New York、+9 など
setup-zone-found = 見つかったタイムゾーンです。一覧から選んでください。
setup-zone-not-found = 「{ $typed }」は見つかりませんでした。近くの大きな都市か国の名前、または「+9」のような時差でさがせます。
setup-holidays-text = 休みの日には、催促になるものを届けません。
setup-holidays-none = 祝日を使わない
setup-holidays-choose = どの国の祝日か選ぶ
setup-holidays-find = 国をさがす
setup-holidays-find-label = 国や地域
setup-holidays-find-hint = 日本、Japan、JP など
setup-holidays-found = 見つかった国です。一覧から選んでください。
setup-holidays-not-found = 「{ $typed }」は見つかりませんでした。国の名前でさがせます。

setup-places-text = どこに投稿するかです。選ばなければ、コマンドを使った場所で動きます。
setup-place-choose = チャンネルを選ぶ
setup-place-thanks_channel = まだ選んでいません。お礼は、言われた場所に出ます。
setup-place-sessions_channel = まだ選んでいません。
setup-place-checkins_channel = まだ選んでいません。
setup-place-moderators_channel = まだ選んでいません。モデレーターへの知らせは、次にコマンドを使ったときに出ます。
setup-place-fallback_channel = まだ選んでいません。選んだチャンネルがなくなったり、書けなくなったりしたときに使います。なくても大丈夫です。
setup-place-gone = 選ばれていたチャンネルは、もうありません。選び直してください。
setup-place-fine = <#{ $channel }>・投稿できます
setup-place-missing = <#{ $channel }>・足りない権限があります：{ $permissions }
setup-place-open = このチャンネルは全員が読めます。モデレーターだけが見られる場所にすると安心です。
setup-place-how = 足りない権限は、「チャンネルの編集」→「権限」でEngawaを追加し、オンにしてください。そのあと「確かめ直す」をどうぞ。
setup-look-again = 確かめ直す
setup-make = ないものを作ってもらう
setup-make-text = ないものは、まとめて作れます。モデレーターの部屋は、選んだモデレーターとあなただけに見えます。
setup-make-may-not = ないものをEngawaが作ることもできますが、権限が足りません：{ $permissions }。「サーバー設定」→「ロール」→「Engawa」でオンにしてください。
setup-make-refused =
    Discordが、チャンネルを作らせてくれませんでした。できた分は、もう選んであります。
    「サーバー設定」→「ロール」→「Engawa」で、この権限をオンにしてください：{ $permissions }
setup-made = 作りました：{ $channels }
setup-checkins-welcome = <#{ $channel }>に、チェックインのご案内を1度だけ出します。始めるボタンもつけます。
setup-made-nothing = 足りないチャンネルは、もうありませんでした。
setup-made-category = 縁側
setup-made-thanks_channel = ありがとう
setup-made-thanks_channel-topic = 助けてもらったら、/ありがとう で伝える場所です。
setup-made-sessions_channel = 勉強会
setup-made-sessions_channel-topic = いっしょに作業する時間のお知らせが出ます。
setup-made-checkins_channel = チェックイン
setup-made-checkins_channel-topic = 今日のことを、話したい人だけ、話したい分だけ。
setup-made-moderators_channel = 世話役の部屋
setup-made-moderators_channel-topic = Engawaからモデレーターへの知らせが届きます。

setup-roles-text =
    選んだロールの人は、お礼帳など、モデレーター向けのものを使えます。
    Discordの「サーバー管理」か「メンバーをタイムアウト」の権限がある人は、選ばなくてもモデレーターです。
setup-roles-choose = モデレーターのロールを選ぶ（10個まで）
setup-roles-above =
    Engawaのロールより上にあるロールは、ここでは選べません：{ $roles }
    「サーバー設定」→「ロール」で、Engawaをそれより上に動かしてください。

setup-features-text = いつでも変えられます。使わないものも、記録は消えません。
setup-turn-on = 使う
setup-turn-off = 止める
setup-thanks_on-text = 助けてくれた人に、みんなの前でお礼を伝えます。
setup-sessions_on-text = 時間を決めて、いっしょに静かに作業します。
setup-checkins_on-text = 申し込んだ人にだけ、1日に1度、今日のことをたずねます。
setup-boards_open-text = メンバーも`/ボード`を使えるようにします。のるのは、のってもいいと答えた人だけです。
setup-counting = 活動を数える
setup-counting-on = 数えています
setup-counting-off = 数えていません
setup-counting-unsaid = まだ始まっていません（知らせがまだです）
setup-counting-text = 始める前に、何を数えるかを、みんなに1度だけ知らせます。いやな人は、そのボタンで外れられます。
setup-count-begin = 数え始める
setup-count-say = 知らせを出す
setup-count-drop = やっぱり始めない
setup-count-title = 活動を数え始める
setup-count-posted = <#{ $channel }>に知らせを投稿し、数え始めました。
setup-count-coming = <#{ $channel }>に知らせを投稿しているところです。投稿できたら、数え始めます。
setup-count-refused = <#{ $channel }>に知らせを投稿できなかったので、まだ数えていません。Engawaが見て書けるチャンネルで、もう一度「知らせを出す」をどうぞ。
setup-count-under-way = ほかの管理者が出した知らせを、いま投稿しているところです。やり直すときは、先に「やっぱり始めない」を押してください。
setup-count-already = もう数えているので、知らせは出しませんでした。
setup-count-ended = 数えるのをやめました。もう1度始めるときは、また知らせを出します。
setup-burst-text = 同じチャンネルでこの時間のうちに続けて書いたものは、1つと数えます。
setup-burst-choose = 秒数を選ぶ
setup-retention-text = 数えたものは、この日数を過ぎると消えます。
setup-retention-choose = 日数を選ぶ

setup-summary-text = これで始められます。変えたいところだけ、開いてください。
setup-change = 変える
setup-line = { $what }：**{ $value }**
setup-letter = モデレーターへの週の手紙
setup-letter-none = 届きません
setup-letter-comes = 毎週{ $weekday }の{ $hour }時
setup-trouble = ⚠️ 投稿できないところがあります：{ $places }
setup-welcome = あいさつを出す
setup-welcome-again = もう1度出す
setup-welcome-text = Engawaで何ができるかを、短く投稿します。出さなくてもかまいません。
setup-welcome-done = もう投稿してあります。
setup-welcome-title = みんなへのあいさつ
setup-welcome-posted = <#{ $channel }>にあいさつを投稿しました。
setup-welcome-coming = <#{ $channel }>にあいさつを投稿しているところです。このまま閉じても大丈夫です。
setup-welcome-refused = <#{ $channel }>にあいさつを投稿できませんでした。Engawaが見て書けるチャンネルで、もう一度どうぞ。
setup-welcome-under-way = あいさつは、いま投稿しているところです。
setup-welcomed-already = あいさつは、もう投稿してあります。もう1度出すときは、`/セットアップ`を開き直してどうぞ。
setup-preview = このまま投稿します：
setup-where = どこに投稿しますか
setup-may-not-post =
    <#{ $channel }>では、Engawaの権限が足りません：{ $permissions }
    「チャンネルの編集」→「権限」でEngawaを追加してオンにするか、ほかのチャンネルを選んでください。まだ何もしていません。
setup-not-for-all = <#{ $channel }>は、読めない人がいます。みんなが読めるチャンネルを選んでください。まだ何もしていません。

welcome =
    ### Engawaです。よろしくお願いします
    家で1人で仕事や勉強をしている人どうしの、縁側になりに来ました。
    - だれかに助けてもらったら、`/ありがとう`で伝えられます。
    - 助けたこと、助けてもらったことは、`/助け合い`で自分だけが見られます。
    - ほかにできることは、`/ヘルプ`で見られます。
    メッセージの中身は読みません。話さない日があっても、だいじょうぶです。
counting-notice =
    ### 活動の数を数え始めます
    - **数えるもの**：だれが、どの日に、メッセージ・返信・リアクション・スレッドをいくつ送り、ボイスに何分いて、勉強会・チェックイン・お礼がいくつあったか。新しく来た人は、入った時刻と、最初に返信がついた時刻も。
    - **数えないもの**：メッセージの中身、DM、ボイスの音声、だれとだれが親しいか、オンラインかどうか。これからも数えません。
    - **残る期間**：{ $days }日。過ぎたものは消えます。
    数えてほしくない人は、下のボタンを押してください。理由はいりません。押したことは、だれにも見えません。
counting-do-not = 私は数えないで
counting-no = わかりました。このサーバーで、あなたのことは数えません。
counting-no-already = もう、あなたのことは数えていません。
counting-undo = やっぱり数えて
counting-yes = わかりました。また数えます。いやになったら、いつでもやめられます。

setting-name-language = 公開の投稿のことば
setting-name-zone = タイムゾーン
setting-name-holidays = 祝日
setting-name-thanks_channel = お礼のチャンネル
setting-name-sessions_channel = 勉強会のチャンネル
setting-name-checkins_channel = チェックインのチャンネル
setting-name-moderators_channel = モデレーターの部屋
setting-name-fallback_channel = 代わりのチャンネル
setting-name-moderator_roles = モデレーターのロール
setting-name-thanks_on = お礼
setting-name-sessions_on = 勉強会
setting-name-checkins_on = チェックイン
setting-name-boards_open = メンバーにもボードを
setting-name-retention_days = 残しておく日数
setting-name-burst_seconds = 数えるメッセージの間隔
setting-country-unknown = その国は見つかりませんでした。国の名前でさがして、一覧から選んでください。
setting-channel-elsewhere = そのチャンネルは、このサーバーにありません。削除されたのかもしれません。ここにあるチャンネルを選んでください。
setting-channel-wrong-kind = <#{ $channel }>には、ボタンのついた投稿を置けません。テキストチャンネルかアナウンスチャンネルを選んでください。
setting-role-elsewhere = そのロールは、このサーバーにありません。ここにあるロールを選んでください。
setting-role-everyone = @everyoneを選ぶと、全員がモデレーターになってしまいます。別のロールを選んでください。
setting-role-managed = <@&{ $role }>は、ボットやブーストのためのロールです。人のためのロールを選んでください。
setting-role-above-bot =
    <@&{ $role }>は、Engawaのロールより上にあります。「サーバー設定」→「ロール」でEngawaを上に動かしてから、もう一度選んでください。
    そのロールに「メンバーをタイムアウト」の権限があれば、選ばなくてもモデレーターです。
setting-roles-too-many = ロールは{ $limit }個までです。減らして、もう一度どうぞ。
setting-retention-out-of-range = 残しておく日数は、{ $least }日から{ $most }日までで選んでください。
setting-burst-out-of-range = 秒数は、{ $least }秒から{ $most }秒までで選んでください。

permission-view_channel = チャンネルを見る
permission-send_messages = メッセージを送信
permission-read_message_history = メッセージ履歴を読む
permission-manage_channels = チャンネルの管理

command-setup = セットアップ
command-setup-description = このサーバーでの使い方を決めます：ことば、時間、チャンネル、モデレーター、使うもの
command-setup-option-timezone = タイムゾーン
command-setup-option-timezone-description = サーバーのタイムゾーン：東京、Tokyo、JST、New York など

## settings
## $time は時計の時刻、$offset は UTC+9 の形、$place と $name はタイムゾーンの名前です。

settings-title = あなたの設定
settings-everywhere = ことば、タイムゾーン、静かにする時間は、どのサーバーでも同じです。
settings-language = **ことば**・あなたに話すときのことば
settings-language-discord = Discordと同じ
settings-language-ja = 日本語
settings-language-en = English
settings-zone = **タイムゾーン**・{ $place }
    そちらは、いま{ $time }です（{ $offset }）。
settings-zone-servers = **タイムゾーン**・このサーバーと同じ：{ $place }
    そちらは、いま{ $time }です（{ $offset }）。ほかの場所にいるときは、自分のものを選べます。
settings-zone-none = **タイムゾーン**・それぞれのサーバーと同じ
    ほかの場所にいるときは、自分のものを選べます。
settings-zone-search = タイムゾーンを選ぶ
settings-zone-search-again = さがしなおす
settings-zone-as-server = サーバーと同じにする
settings-zone-title = あなたのタイムゾーン
settings-zone-place = 都市、国、タイムゾーン
settings-zone-hint = 東京、Tokyo、JST、UTC+9 など
settings-zone-found = どれでしょうか。それぞれの、いまの時刻を添えました。
settings-zone-choose = タイムゾーンを選ぶ
settings-zone-now = いま{ $time }・{ $offset }・{ $name }
settings-zone-not-found =
    「{ $typed }」というタイムゾーンは見つかりませんでした。
    近くの大きな都市、国の名前、または「+9」のようなUTCとの差を入れてみてください。
settings-quiet = **静かにする時間**・{ $start }から{ $end }まで
    このあいだ、あなたあてのものは届けず、メンションにも入れません。参加すると決めた勉強会の始まりだけは、お知らせします。
settings-quiet-none = **静かにする時間**・なし
    あなたあてのものを届けない時間です。参加すると決めた勉強会の始まりだけは、お知らせします。
settings-quiet-choose = 静かにする時間を選ぶ
settings-quiet-remove = なしにする
settings-quiet-title = 静かにする時間
settings-quiet-from = いつから
settings-quiet-from-minute = いつから（分）
settings-quiet-until = いつまで
settings-quiet-until-minute = いつまで（分）
settings-quiet-hour = { $hour }時
settings-quiet-minute = { $minute }分
settings-reach = **このサーバーでの届け方**
    -# これは、サーバーごとに選べます。
settings-reach-elsewhere = **届け方**
    これは、それぞれのサーバーで選びます。サーバーで`/設定`を使ってください。
settings-reach-dm = { $about }：DMで
settings-reach-mention = { $about }：メンションで
settings-reach-wait = { $about }：待っていてもらう
settings-reach-dm-means = あなただけに見えるダイレクトメッセージ
settings-reach-mention-means = このサーバーで、あなたの名前を呼びます
settings-reach-wait-means = 次にコマンドを使ったときに伝えます
settings-about-sessions = 勉強会
settings-about-checkins = チェックイン
settings-about-notices = そのほかのお知らせ
settings-back = 戻る
settings-page-own = 設定
settings-page-agreed = 同意していること
settings-agreed-title = このサーバーで同意していること
settings-agreed-note = いつでも変えられます。このサーバーで使われていないものも、あります。
settings-agreed-note-everywhere = ここでは、すべてのサーバーに「いいえ」と言えます。「はい」は、それぞれのサーバーで`/設定`から言えます。
settings-agreed-yes = はい
settings-agreed-no = いいえ
settings-agreed-ask-again = 前にうかがったときより内容が増えたので、いまは「いいえ」です
settings-agreed-no-everywhere = どのサーバーでも、いいえ
settings-agreed-by-server = それぞれのサーバーでの答えのとおり
settings-answer-yes = はいにする
settings-answer-no = いいえにする
settings-answer-no-everywhere = どこでも、いいえ
settings-answer-not-no = いいえを取り消す
settings-agree-in-server = 「はい」は、そのサーバーの中で言えます。サーバーで`/設定`を使ってください。
setting-choice-unknown = えらべるものの中にないので、何も変えていません。もう一度コマンドから、一覧で選んでください。
setting-zone-unknown = そのタイムゾーンは見つかりません。近くの大きな都市か国の名前でさがして、一覧から選んでください。
setting-quiet-hours-empty = 静かにする時間の始まりと終わりが同じです。終わりをずらしてください。使わないときは「なしにする」をどうぞ。
setting-quiet-hours-unreadable = 静かにする時間が読み取れませんでした。時と分を、それぞれ一覧から選んでください。

purpose-counted = 数えること
purpose-counted-means = 発言・返信・リアクション・スレッド・勉強会・チェックイン・お礼の数と、ボイスにいた分数を、1日ごとの数にします。書いた内容は見ません。
purpose-boards = ボード
purpose-boards-means = このサーバーのボードと、ボイスで参加した勉強会のまとめに、あなたの名前がのることがあります。
purpose-thanks_wall = ありがとうの壁
purpose-thanks_wall-means = あなたが言ったお礼や受け取ったお礼が、もう一度ありがとうの壁にのることがあります。
purpose-checkins = チェックイン
purpose-checkins-means = 1日に1度、あなたの決めた時刻に、今日のことをたずねます。答えはあなたのものです。
purpose-evening = 1日のおわり
purpose-evening-means = 夕方に、どんな1日だったかをたずねます。
purpose-listener = 聞き役
purpose-listener-means = 話を聞いてほしい人に、あなたが聞いてくれることを伝えることがあります。
purpose-call_me = 1人の人がいたら呼んでほしい
purpose-call_me-means = ここで1人で作業していて、となりにだれかいてほしい人がいるとき、お知らせします。
purpose-ask_after = 気にかけてほしい
purpose-ask_after-means = しばらく見かけないとき、どうしているかを1度だけたずねることがあります。どの週から見かけないかは、モデレーターにも見えます。
purpose-matching = 引き合わせ
purpose-matching-means = いっしょに作業できそうな人を、紹介することがあります。

command-settings = 設定
command-settings-description = ことば、タイムゾーン、静かにする時間、同意していること（あなただけに見えます）

## privacy
## $kind と $name はデータベースでの名前です。$note と $words は引用の形（全行に「> 」）で届きます。

privacy-title-here = このサーバーで、あなたについて残しているもの
privacy-title-everywhere = すべてのサーバーで、あなたについて残しているもの
privacy-count = { $kind }：{ $count }
privacy-nothing = 何もありません。
privacy-never = **けっして残さないもの：**チャンネルに書いた内容、だれがいつオンラインか、ほかのアプリのこと、声、顔、住所、本名。Discordにも、たずねていません。
    お礼のことばのように、あなたが手渡してくれたものは、消すまで残します。
privacy-elsewhere-here = すべてのサーバーの分は、わたしとのダイレクトメッセージで`/プライバシー`を使ってください。
privacy-elsewhere-everywhere = 1つのサーバーの分だけなら、そのサーバーで`/プライバシー`を使ってください。困ったことも、そこから知らせられます。
privacy-kind = { $kind ->
    [choices] 同意したこと、ことわったこと
    [counting_started] 管理者として始めた集計
    [settings] あなたの設定
    [server_settings] サーバーのために選んだ設定
    [support_contacts] サーバーのために選んだ相談先
    [drafts] 直すために1日だけ残している入力
    [notices] あなたへのお知らせ
    [deliveries] あなたに送った、または送る予定のもの
    [thanks] 言ったお礼、受け取ったお礼
    [ledger_acts] お礼帳でモデレーターがしたこと（あなたについて、またはあなたが）
    [voice_stays] ボイスチャンネルにいた時間
    [departures] サーバーを離れたこと
    [sessions_hosted] 開いている勉強会
    [session_answers] 勉強会に来るかどうかの返事
    [session_regulars] いつも来る勉強会
    [session_reminders] 勉強会の自分用のお知らせ
    [session_presences] 参加した勉強会
    [session_declarations] 勉強会で宣言したこと
    [session_lessons] 勉強会で学んだこと、教えたこと
    [session_calls] ひとりの人のところへ呼ばれた日
    [checkins] あなたのチェックイン
    [checkin_plans] チェックインをたずねる時刻
    [checkin_prompts] たずねた日
    [session_told] この2日に勉強会のお知らせが届いたとき
    [goals] あなたの目標
    [goal_weeks] 目標の、週ごとのようす
    [reply_asks] 返事がほしいと伝えた日時
    [replies] あなたが書いた返事、届いた返事
    [reply_calls] 聞き手として声をかけられた日
    [activity_days] 日ごとに数えたもの
    [activity_standings] その合計（ボードのため）
    [activity_members] 最後に活動した日
    [activity_newcomers] はじめてのメッセージの時刻
    [activity_recent] 数分のあいだ覚えている、最後に数えたメッセージ
    [board_posts] あなたが投稿したボード
    [board_places] あなたの名前がのっている、投稿されたボード
    [letters] 管理者としてはじめた、モデレーターへの週の手紙
    [exports] モデレーターとして受けとった、数のファイル
   *[other] { $kind }
}
privacy-field = { $name ->
    [guild_id] サーバー
    [event_id] 番号
    [id] 番号
    [user_id] 人
    [helper_id] 助けた人
    [helped_id] 助けられた人
    [purpose] 何について
    [yes] はい？
    [wording] 文面の版
    [at] いつ
    [name] 設定
    [value] 選んだもの
    [form] フォーム
    [fields] 入力したもの
    [kept_at] いつ
    [kind] 種類
    [due_at] 予定の時刻
    [state] 状態
    [settled_at] 済んだ時刻
    [message_id] メッセージ
    [words] ことば
    [made_at] いつ
    [seen_at] 見た時刻
    [note] お礼のことば
    [about] もとのメッセージ
    [post] みんなに見える投稿
    [source] どこから
    [given_at] いつ
    [undone_at] 取り消した時刻
    [withdrawn_at] 取り下げた時刻
    [what] したこと
    [reason] 理由
    [by_you] あなたが？
    [since] いつから
    [occurrence_id] どの回
    [series_id] どの勉強会
    [answer] 返事
    [as_regular] いつもの人として？
    [missed] 続けて来なかった回
    [asked_at] 様子をたずねた時刻
    [minutes] 分
    [way] 知らせ方
    [how] どうやって
    [private] 自分だけ？
    [result] どうなったか
    [line] ひとこと
    [shared] みんなに見せる？
    [result_at] 答えた時刻
    [day] 日
    [title] 題名
    [bring] 持ち物
    [link] リンク
    [level] レベル
    [planned_at] 予定した時刻
    [ended_at] 終わった時刻
    [by_me] あなたが書いた？
    [confirmed_by_me] あなたが認めた？
    [channel_id] チャンネル
    [began_at] いつから
    [seconds] 秒
    [credited] そのうち、だれかといた秒
    [period] 期間
    [last_day] 最後の日
    [seen_day] 最後に活動した日
    [joined_at] 参加した時刻
    [first_message_id] はじめてのメッセージ
    [first_at] その時刻
    [first_reply_at] はじめての返信
    [messages] メッセージ
    [replies] 返信
    [reactions] リアクション
    [threads] スレッド
    [voice_seconds] ボイスにいた秒
    [sessions] 勉強会
    [hosted] ひらいた勉強会
    [checkins] チェックイン
    [gives] 助けた回数
    [takes] 助けられた回数
    [days] 活動した日数
    [weekday] 曜日（月曜が0）
    [hour] 時
    [rows] 行数
   *[other] { $name }
}
privacy-yes = はい
privacy-no = いいえ
privacy-copy =
    あなたについて残しているものは、これで{ $parts ->
        [1] すべて
       *[other] { $parts }つのうちの{ $number }つめ
    }です。読むためのページと、プログラムのためのファイルです。ほかの人のidは抜いてあります。
privacy-forget-title-here = このサーバーで、あなたのことを忘れますか
privacy-forget-title-everywhere = すべてのサーバーで、あなたのことを忘れますか
privacy-forget-means-here =
    これらはすぐに消え、元には戻せません。ほかの人とのお礼は、あなたの名前とことばを消して、数だけが残ります。みんなに見えているわたしの投稿も直します。
    ことば、タイムゾーン、静かにする時間は、どのサーバーでも同じものなので残ります。直すための入力は、どのサーバーの分も消えます。
privacy-forget-means-everywhere =
    これらはすぐに消え、元には戻せません。ほかの人とのお礼は、あなたの名前とことばを消して、数だけが残ります。みんなに見えているわたしの投稿も直します。
privacy-uncounted-means = 「忘れて、数えない」を選ぶと、「数えないでほしい」ということだけを残します。選ばなければ、初めて来た人と同じになり、活動を数えるサーバーでは数えることがあります。
privacy-confirm-old = おたずねしてから1時間以上たち、残しているものが変わったかもしれません。もう一度`/プライバシー`からどうぞ。
privacy-under-way = いま、その作業をしているところです。もうすぐ、ここに控えが届きます。
privacy-forgetting = あなたのことを忘れています。このあと、控えをお渡しします。
privacy-posts-follow = すべて忘れました。みんなに見える投稿を{ $count }件直してから、控えをお渡しします。
privacy-forgotten-here = このサーバーで、忘れました：
privacy-forgotten-everywhere = すべてのサーバーで、忘れました：
privacy-posts-changed = みんなに見える投稿{ $count }件から、あなたのことを消しました。
privacy-posts-left = 次の{ $count }件の投稿は、まだ直せていません。30日のあいだ、何度でも直しにいきます。Engawaから見えないチャンネルのものは、そのサーバーのモデレーターにも伝えます：
privacy-stays-uncounted = 「数えないでほしい」ということだけは、残してあります。
privacy-post-deleted = このお礼は、言った人のデータと一緒に消えました。
privacy-post-thanked =
    { $count ->
        [0] { $giver }さんから、データを消した人へ、ありがとう。
       *[other] { $giver }さんから、{ $others }さんと、データを消した人へ、ありがとう。
    }
    { $note }
privacy-button-copy = 写しをもらう
privacy-button-agreed = 同意していること
privacy-button-report = 困ったことを知らせる
privacy-button-forget = 忘れてもらう…
privacy-button-forget-now = 忘れる
privacy-button-forget-uncounted = 忘れて、数えない
privacy-button-keep = そのまま残す

report-title = 困ったことを知らせる
report-words = どんなことですか
report-words-means = あなたの名前と一緒に、モデレーターに届きます。わたしは写しを残しません。
report-hint = わたしの投稿や、わたしがしたことで、おかしいと思ったこと
report-sent = モデレーターに届けました。知らせてくれて、ありがとうございます。
report-post =
    { $who }さんから、Engawaについて困ったことの知らせです：
    { $words }
report-empty = どんなことか、ひとことだけでも書いてください。
report-in-server = 困ったことは、そのサーバーの中で知らせてください。サーバーで`/プライバシー`を使ってください。
report-no-room =
    このサーバーには、わたしが書けるモデレーターの部屋がないので、まだだれにも届いていません。
    サーバーを運営している人に、直接伝えてください。書いたものは1日だけ残してあります。

command-privacy = プライバシー
command-privacy-description = あなたについて残しているものを見る、写しをもらう、消す（あなただけに見えます）
