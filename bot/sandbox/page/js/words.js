/** Every word the page itself says: under each key, first in Japanese, then in English. */

export const LANGUAGES = ["ja", "en"];

// prettier-ignore
export const WORDS = {
  "page.title": ["縁側 Engawa", "Engawa"],
  "page.where": ["おためし", "sandbox"],
  "page.about": ["ここの人も言葉も、すべて架空です。Discordにはつながっていません。", "Everyone and everything here is made up. Nothing is connected to Discord."],
  "page.skip": ["メッセージへ移動", "Skip to messages"],

  "line.lost": ["つながりが切れました。つなぎなおしています…", "The connection was lost. Reconnecting…"],
  "line.back": ["つながりました。", "Connected again."],
  "line.unsent": ["つながりが切れているため、送れませんでした。入力はそのまま残してあります。", "Not sent: the connection is down. What you wrote is kept."],

  "failed": ["うまくいきませんでした（{message}）。", "That didn't work ({message})."],

  "persona.label": ["だれになって見るか: {name}", "Seeing as: {name}"],
  "persona.title": ["だれになって見ますか", "Who would you like to be?"],
  "persona.hint": ["人を切りかえると、その人に見えるものだけが表示されます。", "You see only what that person may see."],
  "persona.you": ["いま、この人です", "This is you now"],

  "clock.label": ["時計: {time}", "Clock: {time}"],
  "clock.title": ["時計を進める", "Move the clock"],
  "clock.hint": ["時計は先へだけ進みます。途中の予定や案内は、それぞれの時刻に届きます。", "The clock only goes forward. Whatever is due on the way happens."],
  "clock.ten": ["10分進める", "10 minutes on"],
  "clock.hour": ["1時間進める", "1 hour on"],
  "clock.morning": ["次の朝まで進める", "To the next morning"],
  "clock.due": ["次の予定まで進める", "To the next thing due"],
  "clock.moved": ["時計を {time} に進めました。", "The clock now says {time}."],
  "clock.still": ["この先に予定はありません。", "Nothing is due from here on."],

  "language.label": ["表示のことば", "Language"],
  "language.ja": ["日本語", "日本語"],
  "language.en": ["English", "English"],

  "theme.label": ["明るさ", "Light or dark"],
  "theme.auto": ["自動", "Auto"],
  "theme.light": ["明るい", "Light"],
  "theme.dark": ["暗い", "Dark"],

  "settings.open": ["ことばと明るさ", "Language and light"],

  "side.label": ["サーバーとチャンネル", "Servers and channels"],
  "side.open": ["チャンネルの一覧を開く", "Open the list of channels"],
  "side.dms": ["ダイレクトメッセージ", "Direct messages"],
  "side.nodms": ["まだありません。メンバーの名前から始められます。", "None yet. Start one from a member's name."],
  "side.unread": ["未読", "unread"],
  "side.mentions": ["あなたへの呼びかけ {count}件", "{count} for you"],
  "side.nothing": ["見られるチャンネルがありません。", "There is no channel you can see."],

  "channel.private": ["限られた人のチャンネル", "Only some people see this channel"],
  "channel.inside": ["{count}人が入っています", "{count} inside"],
  "channel.start": ["{name} のはじまり", "The beginning of {name}"],
  "channel.start.note": ["ここから、会話が始まりました。", "This is where the conversation starts."],

  "dm.start": ["{name}さんとの会話のはじまり", "The beginning of your conversation with {name}"],
  "dm.start.note": ["このやりとりは、ふたりだけのものです。", "This stays between the two of you."],

  "channel.pick": ["チャンネルを選んでください", "Choose a channel"],
  "channel.unknown": ["不明なチャンネル", "unknown channel"],

  "panel.members": ["メンバー", "Members"],
  "panel.log": ["何が起きたか", "What happened"],
  "panel.close": ["閉じる", "Close"],

  "members.rest": ["メンバー", "Members"],
  "members.apps": ["アプリ", "Apps"],

  "member.bot": ["アプリ", "APP"],
  "member.you": ["あなた", "you"],
  "member.left": ["もうサーバーにいません", "No longer in this server"],
  "member.joined": ["参加: {date}", "Joined {date}"],
  "member.roles": ["ロール", "Roles"],
  "member.local": ["現地時刻 {time}（{zone}）", "{time} where they are ({zone})"],
  "member.open": ["{name}さんについて", "About {name}"],

  "role.unknown": ["不明なロール", "unknown role"],

  "log.hint": ["ボットに届いたイベントと、ボットが送ったRESTの呼び出しです。", "The events the bot received, and the REST calls it made."],
  "log.filter": ["しぼりこむ", "Filter"],
  "log.gateway": ["イベント", "Events"],
  "log.rest": ["REST", "REST"],
  "log.interaction": ["応答なし", "Unanswered"],
  "log.clear": ["消す", "Clear"],
  "log.empty": ["まだ何も起きていません。", "Nothing has happened yet."],
  "log.none": ["条件に合うものはありません。", "Nothing matches."],
  "log.copy": ["JSONをコピー", "Copy JSON"],
  "log.copied": ["コピーしました。", "Copied."],
  "log.uncopied": ["コピーできませんでした。", "Could not copy."],
  "log.to": ["受けとったセッション", "Received by"],
  "log.request": ["送った内容", "Sent"],
  "log.files": ["添えたファイル", "Files"],
  "log.data": ["内容", "Content"],
  "log.answer": ["返ってきた内容", "Answered"],
  "log.pause": ["一時停止", "Pause"],
  "log.resume": ["再開（{count}件）", "Resume ({count})"],

  "messages.label": ["{name} のメッセージ", "Messages in {name}"],
  "messages.latest": ["最新へ", "To the latest"],
  "messages.new": ["新しいメッセージ {count}件", "New messages: {count}"],
  "messages.since": ["ここから新着", "New"],

  "message.edited": ["（編集済み）", "(edited)"],
  "message.only": ["あなただけに見えています", "Only you can see this"],
  "message.dismiss": ["このメッセージを消す", "Dismiss this message"],
  "message.thinking": ["{name} が考えています…", "{name} is thinking…"],
  "message.used": ["{name} が {command} を使いました", "{name} used {command}"],
  "message.used.menu": ["{name} が「{command}」を使いました", "{name} used “{command}”"],
  "message.reply.to": ["返信先:", "In reply to"],
  "message.reply.gone": ["返信元のメッセージは削除されました", "The original message was deleted"],
  "message.reply.blank": ["添付やアプリの表示を見る", "See the attachment or app message"],
  "message.thread": ["スレッドを開く", "Open thread"],
  "message.gone": ["このメッセージは見つかりません。", "This message can't be found."],
  "message.failed": ["インタラクションに失敗しました", "This interaction failed"],
  "message.failed.note": ["3秒のあいだにアプリの応答がありませんでした。", "The app did not answer within 3 seconds."],
  "message.mentions.you": ["あなたへの呼びかけ", "Mentions you"],
  "message.blank": ["（表示できる内容がありません）", "(nothing that can be shown)"],
  "message.tools": ["このメッセージの操作", "Actions for this message"],

  "system.joined": ["{name}さんが参加しました。", "{name} joined."],
  "system.thread": ["{name}さんがスレッド「{thread}」を始めました。", "{name} started the thread “{thread}”."],
  "system.pinned": ["{name}さんがメッセージをピン留めしました。", "{name} pinned a message."],
  "system.renamed": ["{name}さんがチャンネル名を「{thread}」に変えました。", "{name} renamed the channel to “{thread}”."],
  "system.added": ["{name}さんが人を加えました。", "{name} added someone."],
  "system.boost": ["{name}さんがサーバーをブーストしました。", "{name} boosted the server."],
  "system.other": ["{name}さんのお知らせ（種類 {type}）", "A notice by {name} (type {type})"],

  "spoiler.show": ["ネタバレを見る", "Show spoiler"],
  "spoiler.part": ["ネタバレ", "Spoiler"],

  "media.elsewhere": ["外部の画像は、ここでは読みこみません", "Pictures from elsewhere are not loaded here"],
  "media.open": ["画像を大きく見る", "See the picture larger"],
  "media.file": ["ファイル", "File"],
  "media.close": ["画像を閉じる", "Close the picture"],

  "parts.unknown": ["このページでは表示できない部品です（種類 {type}）", "A part this page can't show (type {type})"],
  "parts.select": ["選んでください", "Choose"],
  "parts.link": ["新しいタブで開きます", "Opens in a new tab"],

  "reaction.toggle": ["{emoji} {count}件", "{emoji} {count}"],
  "reaction.mine": ["{emoji} {count}件（あなたも）", "{emoji} {count}, yours too"],

  "emoji.title": ["絵文字", "Emoji"],
  "emoji.search": ["絵文字をさがす", "Find an emoji"],

  "act.reply": ["返信", "Reply"],
  "act.react": ["リアクション", "React"],
  "act.edit": ["編集", "Edit"],
  "act.delete": ["削除", "Delete"],
  "act.delete.sure": ["もう一度押すと削除します", "Press again to delete"],
  "act.more": ["ほかの操作", "More"],
  "act.copy": ["本文をコピー", "Copy text"],
  "act.copyid": ["IDをコピー", "Copy ID"],
  "act.link": ["リンクをコピー", "Copy link"],
  "act.dm": ["メッセージを送る", "Message"],
  "act.mention": ["メンションする", "Mention"],
  "act.apps": ["アプリ", "Apps"],

  "composer.label": ["{name} へのメッセージ", "Message to {name}"],
  "composer.placeholder": ["{name} に書く　「/」でコマンド", "Write to {name}, or / for commands"],
  "composer.placeholder.short": ["書く　「/」でコマンド", "Write, or type /"],
  "composer.send": ["送る", "Send"],
  "composer.commands": ["コマンドをさがす", "Find a command"],
  "composer.attach": ["ファイルを添える", "Attach a file"],
  "composer.attached": ["添えるファイル", "Files to send"],
  "composer.detach": ["{name} を外す", "Take {name} away"],
  "composer.attach.reply": ["返信にはファイルを添えられません。返信をやめるか、ファイルを外してください。", "A reply can't carry files here. Drop the reply or the files."],
  "composer.emoji": ["絵文字を入れる", "Insert an emoji"],
  "composer.readonly": ["このチャンネルには書きこめません。", "You can't write in this channel."],
  "composer.reply": ["{name}さんに返信", "Replying to {name}"],
  "composer.reply.cancel": ["返信をやめる", "Don't reply"],
  "composer.reply.ping": ["通知する", "Notify"],
  "composer.long": ["長すぎます。あと{count}文字けずってください。", "Too long: take out {count} characters."],
  "composer.editing": ["メッセージを編集", "Edit the message"],
  "composer.save": ["保存", "Save"],
  "composer.cancel": ["やめる", "Cancel"],
  "composer.edit.hint": ["Enterで保存、Escでやめます", "Enter saves, Esc cancels"],
  "composer.suggest": ["候補", "Suggestions"],

  "typing.one": ["{a}さんが入力しています…", "{a} is typing…"],
  "typing.two": ["{a}さんと{b}さんが入力しています…", "{a} and {b} are typing…"],
  "typing.many": ["何人かが入力しています…", "Several people are typing…"],

  "palette.title": ["コマンド", "Commands"],
  "palette.none": ["「{query}」に合うコマンドはありません。", "No command matches “{query}”."],
  "palette.empty": ["ここで使えるコマンドはまだありません。", "There is no command to use here yet."],
  "palette.hint": ["↑↓で選び、EnterかTabで決定、Escで閉じます", "↑↓ to move, Enter or Tab to choose, Esc to close"],
  "palette.back": ["コマンドをやめる", "Leave the command"],
  "palette.run": ["実行する", "Run"],
  "palette.optional": ["ほかの項目", "More fields"],
  "palette.drop": ["{name} を外す", "Remove {name}"],

  "option.required": ["必須", "required"],
  "option.optional": ["任意", "optional"],
  "option.true": ["はい", "Yes"],
  "option.false": ["いいえ", "No"],
  "option.search": ["入力してさがす", "Type to search"],
  "option.none": ["見つかりません", "Nothing found"],
  "option.loading": ["さがしています…", "Looking…"],
  "option.unloaded": ["候補を受けとれませんでした", "No suggestions arrived"],
  "option.wait": ["この項目を入れてください", "This field is needed"],
  "option.pick": ["一覧から選んでください", "Choose one from the list"],
  "option.integer": ["整数で入れてください", "Enter a whole number"],
  "option.number": ["数で入れてください", "Enter a number"],
  "option.min": ["{min}以上にしてください", "Must be {min} or more"],
  "option.max": ["{max}以下にしてください", "Must be {max} or less"],
  "option.short": ["{min}文字以上にしてください", "At least {min} characters"],
  "option.long": ["{max}文字以内にしてください（いま{count}文字）", "At most {max} characters (now {count})"],
  "option.big": ["ファイルが大きすぎます（{max} MBまで）", "The file is too large (up to {max} MB)"],
  "option.role": ["ロール", "role"],

  "pick.title": ["選択", "Choose"],
  "pick.done": ["決定（{count}）", "Choose ({count})"],
  "pick.range": ["{min}〜{max}個えらべます", "Choose {min} to {max}"],
  "pick.exact": ["{min}個えらんでください", "Choose {min}"],
  "pick.search": ["さがす", "Search"],

  "modal.submit": ["送信", "Submit"],
  "modal.cancel": ["やめる", "Cancel"],
  "modal.close": ["フォームを閉じる", "Close the form"],
  "modal.required": ["入力してください", "Please fill this in"],
  "modal.choose": ["選んでください", "Please choose"],
  "modal.failed": ["うまくいきませんでした。入力はそのまま残してあります。もう一度お試しください。", "That didn't work. What you wrote is kept; please try again."],
  "modal.files": ["ファイルを選んでください（{min}〜{max}個）", "Choose files ({min} to {max})"],
  "modal.count": ["{count}/{max}文字", "{count}/{max} characters"],
  "modal.by": ["{name} のフォームです。パスワードなどは書かないでください。", "This form is from {name}. Don't write passwords here."],

  "voice.join": ["入る", "Join"],
  "voice.leave": ["出る", "Leave"],
  "voice.mute": ["マイクを切る", "Mute"],
  "voice.unmute": ["マイクを入れる", "Unmute"],
  "voice.deafen": ["音を消す", "Deafen"],
  "voice.undeafen": ["音を出す", "Undeafen"],
  "voice.here": ["{name} に入っています", "You are in {name}"],
  "voice.nobody": ["いまはだれもいません。", "Nobody is here right now."],
  "voice.muted": ["マイクを切っています", "muted"],
  "voice.deafened": ["音を消しています", "deafened"],
  "voice.room": ["いま部屋にいる人", "In the room now"],

  "hint.title": ["はじめての方へ", "New here?"],
  "hint.slash": ["下の欄に / と打つと、コマンドの一覧が出ます。", "Type / in the box below to see the commands."],
  "hint.person": ["上の人の名前から、ほかの人に切りかえられます。", "Become somebody else from the name at the top."],
  "hint.clock": ["時計を進めると、先の予定がその場で起こります。", "Move the clock on, and what is due happens at once."],
  "hint.close": ["わかりました", "Got it"],
};

/** Which of the page's two languages a locale means. */
export function languageOf(locale) {
  return String(locale ?? "")
    .toLowerCase()
    .startsWith("ja")
    ? "ja"
    : "en";
}

/** A function that says a key in this language, with `{names}` filled in; an unknown key is an error. */
export function speaker(language) {
  const at = LANGUAGES.indexOf(language);
  return (key, values = {}) => {
    const sentence = WORDS[key]?.[at];
    if (sentence === undefined) throw new Error(`no word for ${key}`);
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
}
