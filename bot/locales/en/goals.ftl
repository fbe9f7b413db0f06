## Goals

goal-empty = There is no goal in it yet. A few words are plenty.
goal-too-long = A line holds { $limit } characters; this one has { $length }. A shorter one is easier to keep in sight.
goal-too-many = { $limit } goals at a time are the most. With `/goal list` you can finish one or let it go first.
goal-gone = This goal is not open here, or not yours. `/goal list` shows yours.
goal-day-unreadable = I couldn't read that day. Try “Dec 24”, “next Friday” or “in 3 weeks”, or leave it empty.
goal-day-past = That day has passed. Choose one to come, such as “next Friday”, or leave it empty.

command-goal = goal
command-goal-description = What you are working towards, with a step for each week
command-goal-set = set
command-goal-set-description = Set a goal: for you alone, unless you share it
command-goal-done = done
command-goal-done-description = Say that a goal is done
command-goal-list = list
command-goal-list-description = See your goals, or those that somebody shares
command-goal-list-option-of = of
command-goal-list-option-of-description = Somebody whose shared goals you would like to see
help-goal = Set a goal with a step for each week: { $command }
goal-form-title = A goal
goal-form-words = What are you working towards?
goal-form-step = A step for each week (if you like)
goal-form-day = Until when (if you like)
goal-form-day-hint = Dec 24, next Friday, in 3 weeks
goal-form-who = Who may see it?
goal-form-only-me = Only me
goal-form-shared = Whoever asks for my goals here
goal-kept = Kept: { $words }
goal-until = until <t:{ $at }:D>
goal-step = Each week: { $step }
goal-only-you = Only you see this.
goal-shared-note = Others here can see it.
goal-private-note = Only you can see it.
goal-list-title = Your goals
goal-list-title-of = Goals that { $who } shares
goal-list-empty = You have no open goals. `/goal set` begins one whenever you like.
goal-list-empty-of = { $who } shares no goals here. Yours are in `/goal list`.
goal-done = Done
goal-share = Share
goal-unshare = Only me
goal-change = Change
goal-let-go = Let it go
goal-ended-done = Done: { $words }
goal-ended-let-go = Let go: { $words }
    Making room is part of it.
goal-undo = Undo
goal-reopened = It goes on: { $words }
goal-monday = This week:
goal-friday = How did the week go? One press is enough, or none.
goal-week-done = Done
goal-week-partly = Partly
goal-week-changed = Changed
goal-week-kept-done = Noted for this week. Enjoy the weekend.
goal-week-kept-partly = Noted for this week. The rest waits for next time.
goal-week-kept-changed = Noted for this week. In the server, `/goal list` lets you put it in other words.

## Replies

reply-empty = There is nothing in it yet. One short line is enough.
reply-too-long = A line holds { $limit } characters; this one has { $length }. One short line is enough.
reply-gone = This check-in no longer waits for a reply here. Thank you for looking.
reply-to-oneself = This is your own check-in. Somebody else will see it; your own replies open with the notice you get.
reply-enough = { $limit } lines are there from you already. For more talk, write to each other in the channel.
reply-not-yours = Replies are for whoever asked. Yours open with the notice you get.
reply-card = { $who } would like a reply today. A short line from anybody is enough.
reply-card-shared =
    { $who } would like a reply. A short line from anybody is enough.
    { $words }
reply-write = Write a line
reply-form-title = A line for somebody
reply-form-words = Only they will read it, with your name
reply-sent = It is on its way to { $who }. Thank you.
reply-came = Somebody replied to your check-in.
reply-wanted = <@{ $who }> would like a reply to a check-in, and none has come yet. Would you write a line? You said you would listen; `/settings` changes that.
reply-read = Read it
reply-read-title = Replies to your check-in
reply-read-none = The reply is not there any more: its writer's data was deleted.
reply-one = { $who } · <t:{ $at }:R>
privacy-post-gone = This was deleted with the data of the person it was about.

## What moderators see

command-checkin-overview = overview
command-checkin-overview-description = For moderators: how many take part, and how replies go
command-checkin-questions = questions
command-checkin-questions-description = For moderators: add questions of the day, or retire some
checkin-not-for-you = This is for moderators. Your own check-ins are in `/checkin history`.
checkin-overview-title = Check-ins here
checkin-overview-people = { $count ->
    [0] Nobody takes part at the moment.
    [one] { $count } person takes part.
   *[other] { $count } people take part.
}
checkin-overview-none = Nobody has waited for a reply in the last 30 days.
checkin-overview-replies = Replies, last 30 days: { $within } of { $asked } within 24 hours ({ $percent }%).
checkin-overview-median = Median time to the first reply: { $hours } h { $minutes } min.
checkin-overview-energy = Energy in the week from { $day }: { $energy } of 5, over ten or more people.
checkin-overview-energy-few = Energy is shown only when ten or more people told theirs in the last whole week.
checkin-overview-no-more = No more than this is shown to anybody: answers belong to those who gave them.
checkin-questions-title = Questions of the day
checkin-questions-count = { $active } in use, { $retired } retired. With 61 or more, none comes again within 60 days.
checkin-questions-add = Add a question
checkin-questions-choose = Retire a question, or bring one back
checkin-questions-next = More
checkin-questions-first = From the start
checkin-questions-state = { $state ->
    [own] your own
    [own-retired] your own, retired
    [retired] retired
   *[bank] from the bank
}
checkin-questions-form-title = A question of the day
checkin-questions-form-words = A short question that a line can answer
