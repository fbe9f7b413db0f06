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
