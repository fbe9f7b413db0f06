## 勉強会の見守り。断り、知らせ、ようす。

session-moved-into-rest = その日は、この会のお休みの間です。お休みの前かあとの日を選んでください。

# Discordのイベント。
session-event-answer = 参加の返事は <#{ $channel }> のカードからどうぞ。
session-event-mark = Engawaが自動で更新しています · { $number }

# だれかに知らせること。$channel は投稿の場所、$planned は予定した日。
notice-session-missing =
    2日以内に <#{ $channel }> で勉強会が始まりますが、次の権限が足りません：{ $view_channel ->
        [yes] **チャンネルを見る**{" "}
       *[no] {""}
    }{ $send_messages ->
        [yes] **メッセージを送信**{" "}
       *[no] {""}
    }{ $read_message_history ->
        [yes] **メッセージ履歴を読む**{" "}
       *[no] {""}
    }
    チャンネルの権限で許可してください。許可されしだい、まだ間に合うお知らせを送ります。
notice-session-channel-gone =
    { $kind ->
        [quiet] もくもく会
        [study] 勉強会
        [workshop] ワークショップ
       *[goals] 目標のふりかえり
    }（<t:{ $planned }:D>に予定、<#{ $channel }>）のチャンネルがなくなったので、お休みにしました。記録は残っています。
    どこで続けますか。`/勉強会 再開` の「チャンネル」で場所を選ぶと、再開します。
notice-session-place-gone =
    { $kind ->
        [quiet] もくもく会
        [study] 勉強会
        [workshop] ワークショップ
       *[goals] 目標のふりかえり
    }（<t:{ $planned }:D>に予定、カードは <#{ $channel }>）の集まる場所がなくなりました。
    `/勉強会 変更` で新しい場所を選んでください。
notice-session-host-gone =
    <#{ $channel }> の{ $kind ->
        [quiet] もくもく会
        [study] 勉強会
        [workshop] ワークショップ
       *[goals] 目標のふりかえり
    }（<t:{ $planned }:D>に予定）を開く人が、サーバーを離れました。予定はそのまま続きます。
    どなたが引き継ぎますか。`/勉強会 引きつぎ` で任せられます。

# /session health.
session-health-moderators = サーバーを見守る人のための画面です。予定は `/勉強会 一覧` で見られます。
session-health-title = 勉強会のようす
session-health-at = <t:{ $at }:T> 現在。あなただけに見えています。
session-health-refresh = もう一度見る
session-health-again = 再開する
session-health-next = このあと
session-health-due = <t:{ $at }:R> · { $what ->
    [card] カード
    [remind] お知らせ
    [own] 自分用のお知らせ
    [start] 開始
    [alone] ひとりのときの声かけ
    [close] ふりかえり
    [recap] まとめ
    [moved] 時間変更のお知らせ
    [call] お知らせ
    [dm] お知らせ
   *[other] 投稿
} · { $title }
session-health-nothing-due = 予定はありません。`/勉強会 予定` で立てられます。
session-health-late = 時間どおりか
session-health-lateness = 最近の{ $count }件のうち、半分は{ $p50 }秒以内、100件中99件は{ $p99 }秒以内。いちばん遅くて{ $worst }秒後でした。
session-health-none-sent = まだ何も送っていません。
session-health-came = 来た人の数
session-health-came-whom = まとめと同じく、来たと伝えた人、名前を出してよいと答えた人の数です。
session-health-came-times = 最近の{ $count }回
session-health-came-legend = 来た人
session-health-planned-legend = 参加すると答えた人
session-health-turnout = <t:{ $at }:d> { $title }：{ $came ->
    [0] 静かな会
   *[other] 来た人{ $came }
}、参加の返事{ $planned }
session-health-turnout-alt = { $day } { $title }：{ $came ->
    [0] 静かな会
   *[other] 来た人{ $came }
}、参加の返事{ $planned }
session-health-none-held = まだ開かれていません。最初の会のあとから、来た人の数が見られます。
session-health-failed = 送れなかったもの
session-health-failure = { $count }件、最後は<t:{ $last }:R>：{ $reason }
session-health-none-failed = すべて送れました。
session-health-reason-permission = 権限が足りません
session-health-reason-access = チャンネルが見えません
session-health-reason-channel = チャンネルがありません
session-health-reason-other = Discordに断られました（{ $reason }）
session-health-missing = これからの予定に足りない権限
session-health-missing-here = <#{ $channel }>：{ $permissions }。チャンネルの権限で許可してください。
session-health-more = ほかに{ $count }チャンネルあります。
session-health-no-events = Discordのイベントには表示していません。表示するには、Engawaに{ $permission }を許可してください。
session-health-none-missing = 足りないものはありません。
session-health-resting = お休み中
session-health-none-resting = ありません。すべて続いています。
session-health-first-of = { $count }件のうち{ $shown }件です。すべては `/勉強会 一覧` で見られます。
session-health-rests-empty = { $title }：しばらく参加がありませんでした。別の時間のほうが合うかもしれません。
session-health-rests-host = { $title }：開く人がお休みにしています。
session-health-rests-channel_gone = { $title }：チャンネルがなくなりました。`/勉強会 再開` の「チャンネル」で続ける場所を選べます。
session-health-rests-refused = { $title }（<#{ $channel }>）：{ $reason }。直れば1時間以内にひとりでに再開します。このボタンならすぐです。
permission-create_events = イベントを作成
command-session-health = ようす
command-session-health-description = モデレーター向け：勉強会の次の予定、遅れ、足りない権限などを見ます（あなただけに見えます）
