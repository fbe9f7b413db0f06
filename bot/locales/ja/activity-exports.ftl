## ボードとようすをファイルで（モデレーター向け）

command-activity-export = ファイル
command-activity-export-description = モデレーター向け：ボードや全体のようすを、ファイルで受けとります（あなたにだけ届きます）
command-activity-export-option-what = 内容
command-activity-export-option-what-description = ボードのひとつか、全体のようす（サーバーの合計を1日ごとに）
command-activity-export-option-period = 期間
command-activity-export-option-period-description = どの期間か（選ばなければ直近30日）
command-activity-export-option-days = 日数
command-activity-export-option-days-description = または：今日までの何日間か
command-activity-export-option-since = はじめ
command-activity-export-option-since-description = または：この日から（例：2026-11-02）
command-activity-export-option-until = おわり
command-activity-export-option-until-description = この日まで（例：2026-11-30。書かなければ今日まで）
command-activity-export-option-form = 形式
command-activity-export-option-form-description = 表計算ならCSV（選ばなければこちら）、プログラムならJSON
command-activity-exports = ファイルの記録
command-activity-exports-description = 管理者向け：だれがどのファイルを受けとったかを見ます（あなただけに見えます）

export-what-overview = 全体のようす（サーバーの1日ごと）
export-form-csv = CSV（表計算向け）
export-form-json = JSON（プログラム向け）

# 列の見出し
export-column-rank = 順位
export-column-member_id = メンバー
export-column-name = 名前
export-column-points = 数
export-column-day = 日
export-column-active_members = 活動した人数
export-column-messages = メッセージ
export-column-replies = 返信
export-column-reactions = リアクション
export-column-threads = スレッド
export-column-voice_seconds = ボイス（秒）
export-column-sessions = 参加した勉強会
export-column-hosted = 開いた勉強会
export-column-checkins = チェックイン
export-column-gives = 助けたこと
export-column-takes = お礼を言ったこと
export-left = （サーバーを離れた人）

# 書いているあいだ
export-how-far = 書いています：{ $count }行のうち{ $rows }行まできました。
export-ready = { $rows }行をまとめました。このあとにお届けします。
export-part = { $parts ->
    [1] ファイルです（{ $rows }行）。受けとったことは、管理者が見る記録に残ります。
   *[other] { $parts }つのうち{ $number }つめです（あわせて{ $rows }行）。受けとったことは、管理者が見る記録に残ります。
}
export-nothing = この期間に数えたものがないので、お渡しするものがありません。もっと長い期間でどうぞ。

# おことわり
export-under-way = このサーバーのファイルを、いまちょうど書いています。少し待って、もう一度どうぞ。
export-day-unreadable = その日付は読みとれませんでした。2026-11-02のように書いてください。
export-days-in-no-order = 日付の順番が合っていません。「はじめ」を先の日に、「おわり」は今日までの日にしてください。
export-days-too-many = 1つのファイルに入るのは{ $most }日までです。もっと短い期間でどうぞ。

# だれが何を受けとったか
exports-for-admins = この記録は、サーバーを管理する人のためのものです。自分が受けとったものは`/プライバシー`で見られます。
exports-none = まだだれもファイルを受けとっていません。
exports-title = ファイルを受けとった記録
exports-somebody = だれか
exports-line = <t:{ $at }:f> ・ { $who } ・ { $what } ・ { $first }から{ $last }まで ・ { $form } ・ { $rows ->
    [-1] 受けとったものはありません
   *[other] { $rows }行
}
