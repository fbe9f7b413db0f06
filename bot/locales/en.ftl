## the house

something-broke =
    That didn't work, and it was not your doing. Please try again in a little while.
    If it keeps happening, show a moderator this reference: `{ $reference }`
something-broke-kept =
    That didn't work. What you wrote is kept.
    If it keeps happening, show a moderator this reference: `{ $reference }`
fix-it = Fix it
press-unknown = This button is from an earlier time and no longer works. Please use the command again.
command-changed = This command has just changed. Please wait a minute, reload Discord, and try again.
draft-gone = What you wrote is no longer kept: that is a day at most. Please use the command again.

## sandbox

sandbox-open =
    The porch is open: { $url }
    Ctrl-C closes it.
sandbox-busy = Port { $port } is in use. Close the other program, or choose a port: --port { $other }
sandbox-closed = The porch is closed.

## notices

notice-open = Read it
notice-mention = { $who }, there is something for you here.
notice-gone = This is no longer kept: that is thirty days at most.
notice-not-yours = This is for somebody else. What is for you comes with your own commands.
notice-channel-gone =
    A channel that Engawa used was deleted: { $room ->
        [thanks_channel] the one for thanks
        [sessions_channel] the one for study sessions
        [checkins_channel] the one for check-ins
        [moderators_channel] the moderators' room
       *[fallback_channel] the one for what could not be posted elsewhere
    }. Choose another with `/setup` whenever you like.
notice-unsent =
    Engawa could not post in <#{ $channel }>. It may no longer be there, or Engawa may lack permission to view it
    and to send messages. `/setup` shows what is missing.
notice-unsent-somewhere = Something could not be posted. `/setup` shows which permissions Engawa lacks.

## help
## $command and $mention are commands, ready to be clicked; $since is an instant in seconds, as a string.

help-title = What would you like to do?
help-command = { $mention } (`/{ $name }`)
help-section-giving = Thanks
help-thanks = Thank someone who helped you: { $command }, or in the menu of a person or a message
help-balance = See what you gave and received: { $command }
help-section-yours = What is yours
help-settings = Choose your language, time zone, quiet hours and what you agree to: { $command }
help-section-moderators = Looking after this server
help-ledger = Find, withdraw or restore thanks: { $command }
help-section-engawa = And besides
help-support = Find people you can talk to, outside this server: { $command }
help-about = See what Engawa is, and whether it is well: { $command }
help-help = See this again: { $command }
help-only-you = Only you see this.
help-only-you-in-dm = Only you see this. There is more in a server with Engawa in it.

about-what = A bot for communities of people who work alone at home.
about-privacy = It can't read your messages, and it keeps only what its features need.
about-source = [Source code]({ $url })
about-well = All is well.
about-slow = Something is slow right now. Answers may take a little longer.
about-discord = Discord: connected since <t:{ $since }:f>{ $ms ->
    [0] {""}
   *[other] , answering in { $ms } ms
}
about-database = Database: { $kind }, { $ms ->
    [0] not answering right now
   *[other] answering in { $ms } ms
}

command-help = help
command-help-description = See what you can do here. Only you see it
command-about = about
command-about-description = See what Engawa is, and whether it is well. Only you see it

## support
## $at is an instant in seconds, as a string; $by is a mention, or support-an-admin.

support-title = People you can talk to
support-intro = Engawa can't see how anybody is doing. These people listen, and it doesn't have to be urgent.
support-name-yorisoi = Yorisoi Hotline (よりそいホットライン)
support-note-yorisoi = By phone in Japanese, day and night, free. From Iwate, Miyagi and Fukushima: 0120-279-226
support-name-inochi = #Inochi SOS (#いのちSOS)
support-note-inochi = By phone in Japanese, free
support-name-ibasho = Anata no Ibasho (あなたのいばしょ)
support-note-ibasho = By chat in Japanese, day and night, free
support-name-tell = TELL
support-note-tell = By phone in English
support-name-worldwide = Find A Helpline
support-note-worldwide = Finds people who listen in the country you choose
support-listed = Last checked on <t:{ $at }:D>, the day these were listed. Numbers and hours change: please verify them first.
support-own = This server's admins wrote this list, last on <t:{ $at }:D>. Numbers and hours change: please verify them first.
support-danger = If somebody is in danger right now, call the emergency number where you are (in Japan 110 or 119).
support-only-you = Only you see this, and nobody is told that you looked.
support-admin = You can replace this list for everybody in this server, with people who are near.
support-admin-own = { $by } wrote this list on <t:{ $at }:f>.
support-an-admin = An admin
support-replace = Replace these
support-defaults = Use the defaults again
support-defaults-sure = The list that comes with Engawa takes the place of this server's own, which is not kept.
support-keep = Keep ours
support-form-title = Where people here can turn
support-form-contacts = Contacts
support-form-about = One a line: name | how to reach them | note. Up to { $limit }, and a note isn't needed.
support-form-hint = TELL | 03-5774-0992 | by phone in English

support-not-for-you =
    Only those who may manage this server can change this list.
    If something in it is wrong, please tell one of them.
support-list-empty =
    Please write at least one contact.
    To show the list that comes with Engawa instead, choose “Use the defaults again” under `/support`.
support-too-many = A list may have up to { $limit } contacts. Yours has { $count }; please leave some out.
support-list-too-long = A list may be up to { $limit } characters long altogether. Yours is { $length }; please make it a little shorter.
support-line-unreadable =
    Line { $line } can't be read as a contact. Please write a name, a bar, and how to reach them;
    a second bar and a note may follow: `TELL | 03-5774-0992 | by phone in English`
support-line-with-an-id = A person can't be mentioned in this list. Please write a name in line { $line } instead.
support-changed-meanwhile = Another admin has changed this list just now, and theirs stands. See it with `/support`, then decide again.

command-support = support
command-support-description = Find people you can talk to, outside this server. Only you see it

## giving
## $note comes quoted, every line of it; $who is an id; $again and $at are instants in seconds, as strings.

thanks-people = { $count ->
    [1] { $a }
    [2] { $a } and { $b }
    [3] { $a }, { $b } and { $c }
    [4] { $a }, { $b }, { $c } and { $d }
   *[5] { $a }, { $b }, { $c }, { $d } and { $e }
}
thanks-post =
    { $giver } thanks { $receivers }{ $kind ->
        [answer] {""} for an answer
        [review] {""} for a review
        [resource] {""} for sharing something useful
        [time] {""} for their time
        [encouragement] {""} for their encouragement
        [introduction] {""} for an introduction
       *[other] {""}
    }
    { $note }
thanks-post-about = [The message it is about]({ $link })
thanks-post-undone = { $giver } took this thanks back.
thanks-post-withdrawn = A moderator withdrew this thanks.
thanks-already-posted = Your thanks is already there: { $link }
thanks-not-counted =
    Your thanks has reached { $people }.
    When two people thank each other within a day, the second thanks is passed on but not counted.
thanks-undo = Undo
thanks-undone = Taken back. You can say it again right away; both use today's allowance.
thanks-undone-already = This thanks had already been taken back.
thanks-form-title = Say thanks
thanks-form-to = Whom would you like to thank?
thanks-form-note = What is it for?
thanks-form-note-hint = The invoice template saved my week
thanks-form-kind = What kind of help was it?

thanks-to-oneself = Thanks to yourself can't be recorded. Use it when someone has helped you.
thanks-to-a-bot =
    <@{ $who }> is a bot and can't receive thanks, so nothing has been sent.
    Thank the people here who helped you, perhaps those who look after it.
thanks-to-someone-absent =
    <@{ $who }> isn't in this server right now, so nothing has been sent.
    Choose people who are here and try again.
thanks-note-empty = Please say what it is for. A word or two is enough.
thanks-note-too-long = A note may be up to { $limit } characters long. Yours is { $length }; please make it a little shorter.
thanks-too-soon =
    You thanked <@{ $who }> just a moment ago, so nothing has been sent this time.
    You can thank them again <t:{ $again }:R>. To correct the last one, take it back and say it anew.
thanks-too-many = { $left ->
    [0] You have given all of today's { $limit } thanks. You can give more <t:{ $again }:R>.
   *[other]
        You can thank { $left ->
            [one] one more person
           *[other] { $left } more people
        } today, so { $asked } are too many at once.
        Choose fewer, or come back <t:{ $again }:R>.
}
thanks-on-its-way = This thanks is on its way. If it hasn't appeared in a minute, please send it again.
thanks-undo-not-yours = Only the person who said it can take it back. If something is wrong with it, please tell a moderator.
thanks-undo-too-late = A thanks can be taken back for five minutes. After that a moderator can still withdraw it.
thanks-undo-gone = This thanks is no longer in the ledger, so there is nothing to take back. Say it anew whenever you like.

balance-title = What you gave and received
balance-period = The last { $days } days
balance-given = { $count ->
    [0] Helping: still to come.
   *[other] You helped { $people ->
        [one] one person
       *[other] { $people } people
    }, { $count ->
        [one] once
       *[other] { $count } times
    }
}
balance-received = { $count ->
    [0] Being helped: still to come.
   *[other] { $people ->
        [one] One person
       *[other] { $people } people
    } helped you, { $count ->
        [one] once
       *[other] { $count } times
    }
}
balance-kind = { $kind ->
    [answer] answers
    [review] reviews
    [resource] useful things
    [time] time
    [encouragement] encouragement
    [introduction] introductions
   *[other] other help
} { $count }
balance-lately-helped = Lately you helped { $people }.
balance-lately-helped-by = Lately { $people } helped you.
balance-only-you = Only you see this. It is no score, and nobody is compared with anybody.
balance-empty = Nothing here yet, and that is fine. When someone helps you, tell them with `/thanks`.

ledger-title = Ledger of thanks
ledger-line =
    <t:{ $at }:f> · { $helped } thanked { $helper }{ $state ->
        [thanks_back] {""} · in return, not counted
        [undone] {""} · taken back
        [withdrawn] {""} · withdrawn
       *[counted] {""}
    }
ledger-somebody = somebody whose data was deleted
ledger-note-forgotten = (the note was deleted with its author's data)
ledger-act = <t:{ $at }:f> · { $by } { $what ->
    [withdraw] withdrew it
   *[restore] restored it
}
ledger-empty = No thanks found. Try other words, or leave the options empty to see all.
ledger-older = Older
ledger-withdraw = Withdraw
ledger-restore = Restore
ledger-withdraw-title = Withdraw a thanks
ledger-restore-title = Restore a thanks
ledger-reason = Why?
ledger-reason-hint = Kept in the ledger, for moderators
ledger-withdrawn = Withdrawn. It stays in the ledger, marked, and no longer counts. Restoring it is always possible.
ledger-restored = Restored. It stands again as before.
ledger-post-unreached = The ledger is changed. The public post could not be reached to say so.
ledger-not-for-you = The ledger is for moderators. What you gave and received yourself is in `/balance`.
ledger-not-found = There is no such thanks in this server's ledger. Find it with `/ledger search` and try from there.
ledger-already-withdrawn = This thanks is already withdrawn. If it should count, restore it.
ledger-not-withdrawn = This thanks is not withdrawn, so there is nothing to restore.
ledger-reason-empty = Please say why. Other moderators will read it later.
ledger-reason-too-long = A reason may be up to { $limit } characters long. Yours is { $length }; please make it a little shorter.

command-thanks = thanks
command-thanks-description = Say thanks to someone who helped you
command-thanks-option-to = to
command-thanks-option-to-description = Who helped you
command-thanks-option-for = for
command-thanks-option-for-description = What they did for you
command-thanks-option-kind = kind
command-thanks-option-kind-description = What kind of help it was
command-thanks-option-to2 = to2
command-thanks-option-to2-description = Someone else who helped
command-thanks-option-to3 = to3
command-thanks-option-to3-description = Someone else who helped
command-thanks-option-to4 = to4
command-thanks-option-to4-description = Someone else who helped
command-thanks-option-to5 = to5
command-thanks-option-to5-description = Someone else who helped
choice-kind-answer = an answer
choice-kind-review = a review
choice-kind-resource = something useful
choice-kind-time = their time
choice-kind-encouragement = encouragement
choice-kind-introduction = an introduction
choice-kind-other = something else
menu-say-thanks = Say thanks
menu-thank-for-this-message = Thank for this message
command-balance = balance
command-balance-description = See what you gave and received. Only you see it
command-ledger = ledger
command-ledger-description = For moderators: look through the thanks of this server
command-ledger-search = search
command-ledger-search-description = For moderators: find thanks by person, words or time
command-ledger-search-option-member = member
command-ledger-search-option-member-description = On either side of the thanks
command-ledger-search-option-text = text
command-ledger-search-option-text-description = Words in the note
command-ledger-search-option-days = days
command-ledger-search-option-days-description = Only the last so many days
command-ledger-search-option-state = state
command-ledger-search-option-state-description = What became of the thanks
choice-state-counted = counted
choice-state-thanks_back = in return, not counted
choice-state-undone = taken back by its author
choice-state-withdrawn = withdrawn by a moderator
command-ledger-withdraw = withdraw
command-ledger-withdraw-description = For moderators: let a thanks no longer count
command-ledger-withdraw-option-thanks = thanks
command-ledger-withdraw-option-thanks-description = Which thanks: type words of its note, or paste the link of its post
command-ledger-withdraw-option-reason = reason
command-ledger-withdraw-option-reason-description = Why: kept in the ledger, for moderators
command-ledger-withdraw-option-member = member
command-ledger-withdraw-option-member-description = Only for this one of its receivers
command-ledger-restore = restore
command-ledger-restore-description = For moderators: let a withdrawn thanks count again
command-ledger-restore-option-thanks = thanks
command-ledger-restore-option-thanks-description = Which thanks: type words of its note, or paste the link of its post
command-ledger-restore-option-reason = reason
command-ledger-restore-option-reason-description = Why: kept in the ledger, for moderators
command-ledger-restore-option-member = member
command-ledger-restore-option-member-description = Only for this one of its receivers

## settings
## $time is a clock's, $offset like UTC+9; $place and $name are those of a zone.

settings-title = Your settings
settings-everywhere = Language, time zone and quiet hours hold in every server.
settings-language = **Language** · how I speak to you
settings-language-discord = As my Discord
settings-language-ja = 日本語
settings-language-en = English
settings-zone = **Time zone** · { $place }
    It is { $time } there now ({ $offset }).
settings-zone-servers = **Time zone** · this server's: { $place }
    It is { $time } there now ({ $offset }). If you live elsewhere, choose your own.
settings-zone-none = **Time zone** · each server's own
    If you live elsewhere, choose your own.
settings-zone-search = Choose a time zone
settings-zone-search-again = Search again
settings-zone-as-server = As the server
settings-zone-title = Your time zone
settings-zone-place = A city, a country or a zone
settings-zone-hint = Tokyo, 東京, JST, UTC+9 …
settings-zone-found = Which is yours? It says what time it is there now.
settings-zone-choose = Choose a time zone
settings-zone-now = { $time } now · { $offset } · { $name }
settings-zone-not-found =
    I know no time zone called “{ $typed }”.
    Try the nearest large city, the country, or the distance from UTC, like “+9”.
settings-quiet = **Quiet hours** · { $start } to { $end }
    Nothing personal comes from me then, and you are left out of mentions. A session you joined still begins with its call.
settings-quiet-none = **Quiet hours** · none
    Hours in which nothing personal comes from me. A session you joined still begins with its call.
settings-quiet-choose = Choose quiet hours
settings-quiet-remove = No quiet hours
settings-quiet-title = Your quiet hours
settings-quiet-from = From
settings-quiet-until = Until
settings-reach = **Reaching you in this server**
    -# This is chosen for each server by itself.
settings-reach-elsewhere = **Reaching you**
    This is chosen in each server: use `/settings` there.
settings-reach-dm = { $about }: by DM
settings-reach-mention = { $about }: by a mention
settings-reach-wait = { $about }: wait for me
settings-reach-dm-means = In a direct message, where only you see it
settings-reach-mention-means = In this server, with your name
settings-reach-wait-means = Only when you next use a command
settings-about-sessions = Sessions
settings-about-checkins = Check-ins
settings-about-notices = Other notices
settings-back = Back
settings-page-own = Settings
settings-page-agreed = What I agree to
settings-agreed-title = What you agree to in this server
settings-agreed-note = You can change your mind at any time. Some of it comes into use only where this server has it.
settings-agreed-note-everywhere = Here you can say no for all servers at once. A yes is given in each server: use `/settings` there.
settings-agreed-yes = yes
settings-agreed-no = no
settings-agreed-ask-again = more is asked now than you agreed to, so it stands at no
settings-agreed-no-everywhere = no, in every server
settings-agreed-by-server = as you say in each server
settings-answer-yes = Say yes
settings-answer-no = Say no
settings-answer-no-everywhere = No, everywhere
settings-answer-not-no = Take back the no
settings-agree-in-server = A yes is given in the server it is for. Use `/settings` there.
settings-not-yours = This panel is somebody else's. Yours opens with `/settings`.
setting-choice-unknown = That is not one of the choices, so nothing has changed. Please use the command again and choose from its lists.
setting-zone-unknown = I know no such time zone. Search for a large city nearby or for the country, and choose from the list.
setting-quiet-hours-empty = Quiet hours need an end that differs from their beginning. To have none, press “No quiet hours”.
setting-quiet-hours-unreadable = These quiet hours can't be read. Choose both hours from the lists.

purpose-counted = Being counted
purpose-counted-means = Messages, reactions and minutes in voice, as numbers for each day. Never what you write.
purpose-boards = Boards
purpose-boards-means = Your name may stand on this server's boards.
purpose-thanks_wall = Thanks wall
purpose-thanks_wall-means = Thanks you say or receive may be shown again on the thanks wall.
purpose-checkins = Check-ins
purpose-checkins-means = I ask you once a day, at your hour, what you are up to. Your answers are yours.
purpose-evening = Evening close
purpose-evening-means = In the evening I ask you how it went.
purpose-listener = Listening
purpose-listener-means = Whoever would like to be heard may be told that you are willing to listen.
purpose-call_me = Call me when someone is alone
purpose-call_me-means = I tell you when someone is working alone here and would like company.
purpose-ask_after = Ask after me
purpose-ask_after-means = When you have been away for a while, I may ask once how you are.
purpose-matching = Matching
purpose-matching-means = I may introduce you to someone here whom you could work beside.

command-settings = settings
command-settings-description = Your language, time zone, quiet hours, and what you agree to. Only you see it
