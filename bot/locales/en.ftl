## the house

something-broke =
    That didn't work, and it was not your doing. Please try again in a little while.
    If it keeps happening, show a moderator this reference: `{ $reference }`
something-broke-kept =
    That didn't work. What you wrote is kept.
    If it keeps happening, show a moderator this reference: `{ $reference }`
fix-it = Fix it
press-unknown = This button is from an earlier time and no longer works. Please use the command again.
panel-not-yours = This panel is somebody else's. Use the command to open your own.
command-changed = This command has just changed. Please wait a minute, reload Discord, and try again.
draft-gone = What you wrote is no longer kept: that is a day at most. Please use the command again.

## sandbox

sandbox-open =
    The porch is open: { $url }
    Ctrl-C closes it.
sandbox-busy = Port { $port } cannot be opened: another program uses it, or the system keeps it for itself. Choose another: --port { $other }
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
notice-dm-closed = I could not reach you by direct message, as you had asked for. Allow direct messages from this server's members in Discord, or choose a mention in `/settings`.
notice-unsent =
    Engawa could not post in <#{ $channel }>. It may no longer be there, or Engawa may lack permission to view it
    and to send messages. `/setup` shows what is missing.
notice-counting-unsaid =
    The notice about counting activity could not be posted in <#{ $channel }>. Nothing is counted yet.
    Somebody who may manage the server can open `/setup`, go to “What is on, what is counted”, and press “Post the notice” for a channel that Engawa can see and write in.
notice-welcome-unsaid =
    The welcome could not be posted in <#{ $channel }>.
    Somebody who may manage the server can open `/setup` and post it from the summary, in a channel that Engawa can see and write in.
notice-post-unchanged =
    In <#{ $channel }> there are posts of mine about somebody who had their data deleted, and I could not change them.
    Once Engawa may view that channel again, they are changed within the hour; I keep trying for thirty days. You can also delete them.
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
help-privacy = See what is kept about you, get a copy, or have it forgotten: { $command }
help-activity-member = See how active you were here, week by week: { $command }
help-section-moderators = Looking after this server
help-ledger = Find, withdraw or restore thanks: { $command }
help-section-admins = Managing this server
help-setup = Choose language, time, channels, moderators and what is on here: { $command }
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
thanks-off = Thanks are turned off in this server at the moment. If you would like them, please tell those who manage it.

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
balance-picture-both = Both keep the porch warm
balance-picture-given = you helped
balance-picture-received = you were helped
balance-picture-to-come = to come
balance-picture-note = Each bar is ten days, from the date beneath it. Only you see this.
balance-picture-alt = The last { $days } days: { $given ->
    [0] helping is still to come
    [one] you helped once
   *[other] you helped { $given } times
}, { $received ->
    [0] being helped is still to come
    [one] you were helped once
   *[other] you were helped { $received } times
}. Ten days each, from this date on:
balance-picture-span = { $day }: helped { $given }, were helped { $received }

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
ledger-note-elsewhere = { $source ->
    [checkin] (a reply to a check-in)
    [session] (said with a press after a session: what was taught there helped)
   *[other] (recorded elsewhere: { $source })
}
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

## setup
## $discords is the name of a language; $roles, $channels and $permissions are lists; $at is in seconds, a string.

setup-not-for-you = Setting up this server is for those who may manage it. Please tell one of them what you would change.
setup-bot-not-here = Engawa is not a member of this server. Please invite it again as a bot, then try once more.
setup-page = -# { $page } of { $pages } · everything here is optional, and only you see it
setup-title-1 = Language of public posts
setup-title-2 = Time and holidays
setup-title-3 = Channels
setup-title-4 = Moderators
setup-title-5 = What is on, what is counted
setup-title-6 = Summary
setup-back = Back
setup-next = Next
setup-to-summary = To the summary
setup-now = Now: **{ $value }**
setup-comma = {", "}
setup-on = on
setup-off = off
setup-none = none
setup-gone = a deleted channel
setup-days = { $days ->
    [one] one day
   *[other] { $days } days
}
setup-seconds = { $seconds ->
    [0] none: every message counts
    [one] one second
   *[other] { $seconds } seconds
}
setup-ja = Japanese
setup-en = English
setup-somebody = somebody whose data was deleted
setup-changed = Changed · { $what }: { $value }
setup-changed-before = Before that, as { $who } had chosen <t:{ $at }:R>: { $value }

setup-language-text =
    The language of what everybody sees.
    Each person is always answered in their own.
setup-language-discord = Same as Discord's server ({ $discords })
setup-language-ja = 日本語
setup-language-en = English

setup-zone-text = Here the server's day begins and ends.
setup-zone-chosen = { $place } · { $time } ({ $offset })
setup-zone-choose = Choose a time zone
setup-zone-now = now { $time } · { $offset }
setup-zone-suggested = { $place } · now { $time } · { $offset }
setup-zone-find = Find a time zone
setup-zone-find-label = City, country or time zone
setup-zone-find-hint = Tokyo, 東京, JST, New York, +9 …
setup-zone-found = These time zones were found. Choose one from the list.
setup-zone-not-found = Nothing is called “{ $typed }”. Try the nearest large city, a country, or a difference like “+9”.
setup-holidays-text = On days off, nothing that could feel like a nudge is sent.
setup-holidays-none = No public holidays
setup-holidays-choose = Choose whose public holidays
setup-holidays-find = Find a country
setup-holidays-find-label = Country or territory
setup-holidays-find-hint = Japan, 日本, JP …
setup-holidays-found = These countries were found. Choose one from the list.
setup-holidays-not-found = Nothing is called “{ $typed }”. Try the name of a country.

setup-places-text = Where things are posted. What you leave open happens where a command is used.
setup-place-choose = Choose a channel
setup-place-thanks_channel = Not chosen yet. Thanks appear where they are said.
setup-place-sessions_channel = Not chosen yet.
setup-place-checkins_channel = Not chosen yet.
setup-place-moderators_channel = Not chosen yet. What moderators should know is said with their next command.
setup-place-fallback_channel = Not chosen yet. It is used when a chosen channel is gone or can no longer be written in. It works without one.
setup-place-gone = The chosen channel no longer exists. Please choose another.
setup-place-fine = <#{ $channel }> · Engawa can post here
setup-place-missing = <#{ $channel }> · missing permissions: { $permissions }
setup-place-open = Everybody can read this channel. A place that only moderators see is safer.
setup-place-how = To grant what is missing: Edit Channel → Permissions, add Engawa, turn it on. Then “Check again”.
setup-look-again = Check again
setup-make = Make the missing ones
setup-make-text = Engawa can make what is missing. Only you and the chosen moderators will see the moderators' room.
setup-make-may-not = Engawa could make these for you, but lacks { $permissions }. Turn it on in Server Settings → Roles → Engawa.
setup-make-refused =
    Discord didn't let Engawa make the channels. Those that were made are chosen already.
    In Server Settings → Roles → Engawa, turn on: { $permissions }
setup-made = Made: { $channels }
setup-checkins-welcome = A short word on check-ins goes to <#{ $channel }>, with a button to begin.
setup-made-nothing = No channel was missing any more.
setup-made-category = Engawa
setup-made-thanks_channel = thanks
setup-made-thanks_channel-topic = When someone has helped you, tell them here with /thanks.
setup-made-sessions_channel = sessions
setup-made-sessions_channel-topic = Times to work side by side are announced here.
setup-made-checkins_channel = check-ins
setup-made-checkins_channel-topic = How today is going, for those who like to say, as much as they like.
setup-made-moderators_channel = moderators-room
setup-made-moderators_channel-topic = What Engawa has to tell the moderators.

setup-roles-text =
    Whoever has a chosen role may use what is for moderators, such as the ledger.
    Members who may manage the server or time members out are moderators anyway.
setup-roles-choose = Choose the moderators' roles (up to 10)
setup-roles-above =
    Roles above Engawa's own can't be chosen: { $roles }
    In Server Settings → Roles, drag Engawa above them first.

setup-features-text = You can change this any time. Turning something off deletes nothing.
setup-turn-on = Turn on
setup-turn-off = Turn off
setup-thanks_on-text = Thank someone who helped you, for everybody to see.
setup-sessions_on-text = Set a time and work quietly, side by side.
setup-checkins_on-text = Once a day, ask those who signed up how their day is going.
setup-boards_open-text = Let members use `/leaderboard`. Only people who agreed to be shown stand there.
setup-counting = Counting activity
setup-counting-on = on
setup-counting-off = off
setup-counting-unsaid = not begun: its notice is still to be posted
setup-counting-text = Before it begins, everybody is told once what is counted, and can leave with one press.
setup-count-begin = Begin
setup-count-say = Post the notice
setup-count-drop = Don't begin after all
setup-count-title = Begin to count activity
setup-count-posted = The notice is posted in <#{ $channel }>, and counting has begun.
setup-count-coming = The notice is being posted in <#{ $channel }>. Counting begins once it stands there.
setup-count-refused = The notice could not be posted in <#{ $channel }>, so nothing is counted yet. Please press “Post the notice” again and choose a channel that Engawa can see and write in.
setup-count-under-way = Another admin's notice is being posted at this moment. To begin anew, press “Don't begin after all” first.
setup-count-already = It is being counted already, so no notice was posted.
setup-count-ended = Counting has ended. Should it begin again, the notice comes again first.
setup-burst-text = Several messages in one channel within this time count as one. Writing in bursts gains nothing.
setup-burst-choose = Choose how many seconds
setup-retention-text = What was counted is deleted after this many days.
setup-retention-choose = Choose how many days

setup-summary-text = You can begin. Open only what you would like to change.
setup-change = Change
setup-line = { $what }: **{ $value }**
setup-letter = Weekly letter to the moderators
setup-letter-none = none
setup-letter-comes = { $weekday } at { $hour }:00
setup-trouble = ⚠️ Engawa can't post in: { $places }
setup-welcome = Post a welcome
setup-welcome-again = Post it again
setup-welcome-text = A short post on what Engawa is for. It is up to you.
setup-welcome-done = It has been posted.
setup-welcome-title = A welcome for everybody
setup-welcome-posted = The welcome is posted in <#{ $channel }>.
setup-welcome-coming = The welcome is being posted in <#{ $channel }>. You need not wait for it.
setup-welcome-refused = The welcome could not be posted in <#{ $channel }>. Please try again with a channel that Engawa can see and write in.
setup-welcome-under-way = The welcome is being posted at this moment.
setup-welcomed-already = The welcome has been posted already. To post it again, open `/setup` anew.
setup-preview = This will be posted:
setup-where = Where should it be posted?
setup-may-not-post =
    In <#{ $channel }> Engawa lacks { $permissions }.
    Turn it on in Edit Channel → Permissions, or choose another channel. Nothing has been done yet.
setup-not-for-all = Not everybody can read <#{ $channel }>. Please choose a channel that everybody sees. Nothing has been done yet.

welcome =
    ### Hello, I'm Engawa
    A porch for people who work or study alone at home.
    - When someone has helped you, tell them with `/thanks`.
    - What you gave and received is in `/balance`, for your eyes only.
    - What else there is, `/help` tells you.
    I don't read your messages. A day without a word is fine, too.
counting-notice =
    ### Activity will be counted from now on
    - **What is counted**: how many messages, replies, reactions and threads came from whom on which day, and how many minutes in voice, sessions, check-ins and thanks. Of newcomers also when they joined and were first answered.
    - **What never is**: what messages say, direct messages, voices, who is close to whom, who is online.
    - **How long it stays**: { $days } days. Then it is deleted.
    If you'd rather not be counted, press the button. No reason is needed, and nobody sees that you did.
counting-do-not = Don't count me
counting-no = All right. You are not counted in this server.
counting-no-already = You are not counted already.
counting-undo = Count me after all
counting-yes = All right, you are counted again. You can leave at any time.

setting-name-language = Language of public posts
setting-name-zone = Time zone
setting-name-holidays = Public holidays
setting-name-thanks_channel = Thanks channel
setting-name-sessions_channel = Sessions channel
setting-name-checkins_channel = Check-ins channel
setting-name-moderators_channel = Moderators' room
setting-name-fallback_channel = Channel to fall back on
setting-name-moderator_roles = Moderators' roles
setting-name-thanks_on = Thanks
setting-name-sessions_on = Sessions
setting-name-checkins_on = Check-ins
setting-name-boards_open = Boards for members
setting-name-retention_days = Days to keep
setting-name-burst_seconds = Time between counted messages
setting-country-unknown = No country was found by that name. Search by its name and choose from the list.
setting-channel-elsewhere = That channel is not in this server; it may have been deleted. Please choose one that is here.
setting-channel-wrong-kind = Posts with buttons can't stand in <#{ $channel }>. Please choose a text or announcement channel.
setting-role-elsewhere = That role is not in this server. Please choose one that is here.
setting-role-everyone = With @everyone, everybody would be a moderator. Please choose another role.
setting-role-managed = <@&{ $role }> belongs to a bot or to boosters. Please choose a role for people.
setting-role-above-bot =
    <@&{ $role }> stands above Engawa's own role. Drag Engawa above it in Server Settings → Roles, then choose again.
    If that role may time members out, its members are moderators already, without being chosen.
setting-roles-too-many = Up to { $limit } roles can be chosen. Please choose fewer.
setting-retention-out-of-range = Choose between { $least } and { $most } days.
setting-burst-out-of-range = Choose between { $least } and { $most } seconds.

permission-view_channel = View Channels
permission-send_messages = Send Messages
permission-read_message_history = Read Message History
permission-manage_channels = Manage Channels

command-setup = setup
command-setup-description = Set up this server: language, time, channels, moderators and what is on
command-setup-option-timezone = timezone
command-setup-option-timezone-description = The server's time zone: Tokyo, 東京, JST, New York …

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
settings-quiet-from-minute = From, minutes
settings-quiet-until = Until
settings-quiet-until-minute = Until, minutes
settings-quiet-hour = { $hour } h
settings-quiet-minute = { $minute } min
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
setting-choice-unknown = That is not one of the choices, so nothing has changed. Please use the command again and choose from its lists.
setting-zone-unknown = I know no such time zone. Search for a large city nearby or for the country, and choose from the list.
setting-quiet-hours-empty = Quiet hours need an end that differs from their beginning. To have none, press “No quiet hours”.
setting-quiet-hours-unreadable = These quiet hours can't be read. Choose hours and minutes from the lists.

purpose-counted = Being counted
purpose-counted-means = Messages, replies, reactions, threads, minutes in voice, sessions, check-ins and thanks, as numbers for each day. Never what you write.
purpose-boards = Boards
purpose-boards-means = Your name may stand on this server's boards, and in the recap of a session you sat at in voice.
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
purpose-ask_after-means = When you have been away for a while, I may ask once how you are, and the moderators may see that you are missed and since which week.
purpose-matching = Matching
purpose-matching-means = I may introduce you to someone here whom you could work beside.

command-settings = settings
command-settings-description = Your language, time zone, quiet hours, and what you agree to. Only you see it

## privacy
## $kind and $name are those of the database; $note and $words come quoted, every line of them.

privacy-title-here = What is kept about you in this server
privacy-title-everywhere = What is kept about you, in all servers
privacy-count = { $kind }: { $count }
privacy-nothing = Nothing at all.
privacy-never = **Never kept:** what you write in channels, who is online and when, what you do in other apps, voices, faces, your address or your name. I ask Discord for none of it.
    Words you hand me yourself, such as the note of a thanks, are kept until you have them forgotten.
privacy-elsewhere-here = For all servers at once, use `/privacy` in a direct message with me.
privacy-elsewhere-everywhere = For one server alone, use `/privacy` there. That is also where problems are reported.
privacy-kind = { $kind ->
    [choices] What you agreed to or refused
    [counting_started] Counting you turned on as an admin
    [settings] Your own settings
    [server_settings] Settings you chose for the server
    [support_contacts] Contacts for `/support` you chose for the server
    [drafts] Forms kept for a day, to be mended
    [notices] Notices for you
    [deliveries] Messages sent or planned for you
    [thanks] Thanks you said or received
    [ledger_acts] What moderators did in the ledger, about you or by you
    [voice_stays] When you were in voice channels
    [departures] That you left a server
    [sessions_hosted] Sessions you host
    [session_answers] Whether you come to a session
    [session_regulars] Sessions you always come to
    [session_reminders] Your own reminders of sessions
    [session_presences] Sessions you were at
    [session_declarations] What you set out to do at sessions
    [session_lessons] What you learned or taught at sessions
    [session_calls] When you were called to somebody alone
    [checkins] Your check-ins
    [checkin_plans] When I ask you for a check-in
    [checkin_prompts] When I asked you
    [session_told] When you were told of a session, in the last two days
    [goals] Your goals
    [goal_weeks] How the weeks of your goals went
    [reply_asks] When you wished for a reply
    [replies] Replies you wrote or received
    [reply_calls] Days on which you were called to listen
    [activity_days] What was counted of you, day by day
    [activity_standings] The sums of it for boards
    [activity_members] When you were last active
    [activity_newcomers] When your first message came
    [activity_recent] Your last counted messages, for some minutes
    [board_posts] Boards you posted
    [board_places] Boards in a channel that name you
    [letters] Weekly letters to moderators you turned on as an admin
    [exports] Files of counts you were handed as a moderator
   *[other] { $kind }
}
privacy-field = { $name ->
    [guild_id] Server
    [event_id] Number
    [id] Number
    [user_id] Person
    [helper_id] Who helped
    [helped_id] Who was helped
    [purpose] For what
    [yes] Yes?
    [wording] Wording
    [at] When
    [name] Setting
    [value] Choice
    [form] Form
    [fields] What was typed
    [kept_at] When
    [kind] Kind
    [due_at] Planned for
    [state] State
    [settled_at] Done
    [message_id] Message
    [words] Words
    [made_at] When
    [seen_at] Seen
    [note] Note
    [about] About a message
    [post] Public post
    [source] Where from
    [given_at] When
    [undone_at] Taken back
    [withdrawn_at] Withdrawn
    [what] What
    [reason] Reason
    [by_you] By you?
    [since] Since
    [occurrence_id] Which session
    [series_id] Which sessions
    [answer] Answer
    [as_regular] As a regular?
    [missed] Missed in a row
    [asked_at] Asked after you
    [minutes] Minutes
    [way] How
    [how] How
    [private] Private?
    [result] What became of it
    [line] A line about it
    [shared] Shown?
    [result_at] When it was said
    [day] Day
    [title] Title
    [bring] What to bring
    [link] Link
    [level] Level
    [planned_at] Planned
    [ended_at] Ended
    [by_me] Written by you?
    [confirmed_by_me] Confirmed by you?
    [channel_id] Channel
    [began_at] From
    [seconds] Seconds
    [credited] Of these, in company
    [period] Window
    [last_day] Last day
    [seen_day] Last active
    [joined_at] Joined
    [first_message_id] First message
    [first_at] When it came
    [first_reply_at] First reply
    [messages] Messages
    [replies] Replies
    [reactions] Reactions
    [threads] Threads
    [voice_seconds] Seconds in voice
    [sessions] Sessions
    [hosted] Sessions hosted
    [checkins] Check-ins
    [gives] Help given
    [takes] Help received
    [days] Active days
    [weekday] Day of the week, from Monday 0
    [hour] Hour
    [rows] Rows
   *[other] { $name }
}
privacy-yes = yes
privacy-no = no
privacy-copy =
    Here is { $parts ->
        [1] everything
       *[other] part { $number } of { $parts } of everything
    } that is kept about you: a page to read and a file for programs. Other people's ids are left out.
privacy-forget-title-here = Forget you in this server?
privacy-forget-title-everywhere = Forget you in all servers?
privacy-forget-means-here =
    All of this goes at once and cannot be brought back. Thanks between you and others stay in their numbers, without your name and without your words. My own public posts about you are changed.
    Language, time zone and quiet hours stay, for they belong to all servers. Forms kept to be mended go, whichever server they were for.
privacy-forget-means-everywhere =
    All of this goes at once and cannot be brought back. Thanks between you and others stay in their numbers, without your name and without your words. My own public posts about you are changed.
privacy-uncounted-means = “And don't count me” keeps one line about you: that you are not to be counted. Without it you are as new here, and may be counted where the server counts activity.
privacy-confirm-old = This question is more than an hour old, and what is kept may have changed. Please use `/privacy` again.
privacy-under-way = This is being done already. The receipt comes here in a moment.
privacy-forgetting = You are being forgotten. The receipt follows below.
privacy-posts-follow = { $count ->
    [one] Everything is forgotten. One public post of mine is being changed now; then comes the receipt.
   *[other] Everything is forgotten. { $count } public posts of mine are being changed now; then comes the receipt.
}
privacy-forgotten-here = Forgotten in this server:
privacy-forgotten-everywhere = Forgotten in all servers:
privacy-posts-changed = { $count ->
    [one] One public post no longer speaks of you.
   *[other] { $count } public posts no longer speak of you.
}
privacy-posts-left = { $count ->
    [one] One public post is not changed yet. I keep trying for thirty days; where I cannot see its channel, the moderators there are told:
   *[other] { $count } public posts are not changed yet. I keep trying for thirty days; where I cannot see their channel, the moderators there are told:
}
privacy-stays-uncounted = One line stays: that you are not to be counted.
privacy-post-deleted = This thanks was deleted with the data of the person who said it.
privacy-post-thanked =
    { $count ->
        [0] { $giver } thanks somebody whose data was deleted
       *[other] { $giver } thanks { $others } and somebody whose data was deleted
    }
    { $note }
privacy-button-copy = Get a copy
privacy-button-agreed = What I agree to
privacy-button-report = Report a problem
privacy-button-forget = Forget me …
privacy-button-forget-now = Forget me
privacy-button-forget-uncounted = Forget me, and don't count me
privacy-button-keep = Keep everything

report-title = Report a problem
report-words = What is wrong?
report-words-means = Goes to this server's moderators, with your name. I keep no copy.
report-hint = A post about me, or something I did, that should not be there
report-sent = The moderators have it now. Thank you for saying so.
report-post =
    { $who } reports a problem with Engawa:
    { $words }
report-empty = Please say what is wrong. A sentence is enough.
report-in-server = Problems are reported in the server they are about. Use `/privacy` there.
report-no-room =
    This server has no moderators' room that I can write to, so nobody has been told yet.
    Please write to the people who run this server. What you wrote is kept for a day.

command-privacy = privacy
command-privacy-description = What is kept about you: see it, get a copy, have it forgotten. Only you see it
