## A session in words, and its card. $at, $starts and $ends are Discord's own times (seconds).

# What it is.
session-kind-quiet = Quiet work
session-kind-study = Study session
session-kind-workshop = Workshop
session-kind-goals = Goal review
session-level-any = Everybody
session-level-beginner = Beginners
session-level-intermediate = Some experience
session-level-advanced = Experts

# How long, and how long before.
session-comma = { ", " }
session-minutes = { $minutes } min
session-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
session-hours-minutes = { $hours } h { $minutes } min
session-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
session-before = { $span } before
session-no-reminders = none

# When.
session-weekday = { $day ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
}
session-month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
session-date = { $weekday } { $day } { $month }
session-date-year = { $weekday } { $day } { $month } { $year }
session-moment = { $date } { $clock }, { $zone }
session-moment-utc = { $date } { $clock } UTC
session-in-zone = { $city } time
session-weekday-comma = { ", " }
session-weekdays = { $count ->
    [one] { $last }
   *[other] { $others } and { $last }
}
session-every-day = every day
session-every-other-day = every other day
session-every-n-days = every { $n } days
session-every-week = every { $days }
session-every-workday = on weekdays
session-every-weekend = on weekends
session-every-other-week = every other { $days }
session-every-n-weeks = every { $n } weeks on { $days }
session-every-month = on { $day } of every month
session-every-other-month = on { $day } of every other month
session-every-n-months = on { $day } of every { $n } months
session-day-of-month = { $n ->
    [1] the 1st
    [2] the 2nd
    [3] the 3rd
    [21] the 21st
    [22] the 22nd
    [23] the 23rd
   *[other] the { $n }th
}
session-last-day = the last day
session-nth-weekday = the { $n ->
    [1] 1st
    [2] 2nd
    [3] 3rd
   *[4] 4th
} { $weekday }
session-last-weekday = the last { $weekday }
session-plan = { $rule } { $clock }, { $zone }
session-plan-utc = { $rule } { $clock } UTC
session-plan-joined = { $first } · { $second }
session-not-on-holidays = not on public holidays
session-until = until { $date }
session-times = { $n ->
    [one] once
   *[other] { $n } times
}
session-resting = resting { $first } to { $last }

# Who, and how many.
session-more-people = and { $n } more
session-seats = { $taken } / { $seats }
session-seats-waiting = { $taken } / { $seats }, { $waiting } waiting
session-seats-full = { $taken } / { $seats }, full

# The card.
session-card-when = **<t:{ $at }:F>** (<t:{ $at }:R>), { $length }
session-card-on = Going on now, until <t:{ $at }:t>. Coming late or just listening is fine.
session-card-unusual = Not at its usual time.
session-card-repeats = 🔁 { $plan }
session-card-place = **Where** { $place }
session-card-host = **Host** { $host }
session-card-level = **Level** { $level }
session-card-bring = **Bring** { $bring }
session-card-seats = **Seats** { $seats }
session-card-coming = **Coming ({ $count })** { $people }
session-card-nobody-yet = **Coming** Nobody yet. The first one makes it easier for the next.
session-card-maybe = **Maybe ({ $count })** { $people }
session-card-waiting = **Waiting for a seat ({ $count })** { $people }
session-card-off = This one does not take place.
session-card-ended = This one does not take place, and no more of them are planned.
session-card-paused = This session is resting for now.
session-card-over = This one is over. Thank you for being there.
session-card-was-at = <t:{ $at }:F>
session-button-yes = I'll be there
session-button-wait = Wait for a seat
session-button-maybe = Maybe
session-button-no = Not this time
session-button-regular = I'm a regular
session-button-mine = My reminders

# Reminders.
session-told-ahead = “{ $title }” is on <t:{ $at }:F> (<t:{ $at }:R>).
session-told-soon = “{ $title }” starts at <t:{ $at }:t> (<t:{ $at }:R>). Coming late or just listening is fine.
session-told-now = “{ $title }” is starting. Coming late or just listening is fine.
session-told-where = -# Where: { $place }
session-told-several = Coming up:
session-told-line = - “{ $title }” <t:{ $at }:F> (<t:{ $at }:R>), { $place }
session-told-line-unnamed = - A session <t:{ $at }:F> (<t:{ $at }:R>), { $place }
session-told-more = and { $n } more.
session-moved = “{ $title }” has another time now: <t:{ $at }:F> (<t:{ $at }:R>). If it no longer suits you, “Not this time” is all it takes.
session-button-list = See what is on

# What one is told privately.
session-server-unknown = I have only just woken up, and do not know this server's channels yet. Please try again in a few seconds.
session-off = Sessions are turned off in this server. An admin can turn them on with `/setup`.
session-said-yes = You're coming on <t:{ $at }:F>.
session-said-maybe = Noted: maybe, on <t:{ $at }:F>. You are reminded like everybody who comes.
session-said-no = Another time, then. You are not down for <t:{ $at }:F>.
session-said-skipped = You skip the one on <t:{ $at }:F>, and come again from the next one on.
session-said-waiting = Every seat on <t:{ $at }:F> is taken. You are number { $place } in line, and hear from me when one becomes free.
session-regular-now = You're a regular of “{ $title }” now: you are down for every one, from this one on. You can skip any of them.
session-regular-already = You're a regular of “{ $title }”. Skip this one, or come only when you say so?
session-regular-waits = You're a regular of “{ $title }” now. Every seat of this one is taken, so you wait in line; you are down for the next ones.
session-regular-no-more = You come to “{ $title }” only when you say so now. Your answer to this one stays.
session-button-skip = Skip this one
session-button-after-all = I'll be there after all
session-button-regular-no-more = No regular any more
session-button-regular-again = I'm a regular after all

# One's own panel.
session-own-open = You have not answered yet.
session-own-yes = **You're coming.**
session-own-maybe = **You may come.**
session-own-no = **Not this time.**
session-own-waiting = **You are number { $place } in line for a seat.**
session-own-yes-short = -# You're coming
session-own-maybe-short = -# You may come
session-own-no-short = -# Not this time
session-own-waiting-short = -# You wait for a seat
session-own-regular = You're a regular: you are down for every one.
session-own-closed = This one cannot be answered any more. `/session list` shows what is to come.
session-own-reminders = **Reminders**
    Everybody who comes: { $everybody }
session-own-reminder-mention = Yours: { $before }, by a mention
session-own-reminder-dm = Yours: { $before }, by DM
session-own-add-mention = Add one, by a mention
session-own-add-dm = Add one, by DM
session-own-ask-dm = For that I need your yes to direct messages about sessions in this server. `/settings` takes it back at any time.
session-button-drop = Remove
session-button-dm-yes = Yes, by DM
session-button-dm-mention = By a mention instead
session-button-back = Back to the list

# The list.
session-list-title = { $count ->
    [one] One session here
   *[other] { $count } sessions here
}
session-list-empty = Nothing is planned here yet. `/session plan` sets a time for the first one.
session-list-when = <t:{ $at }:F> (<t:{ $at }:R>), { $coming } coming
session-list-choose = Look at one, and answer

# The month above the list
session-month-title = Sessions in { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
session-month-zone = { $city } time
session-month-count = { $count ->
    [one] One session is to come
   *[other] { $count } sessions are to come
}
session-month-alt = { $title } ({ $zone }), by day of the month:
session-month-line = { $title } at { $clock }: { $days }
session-month-comma = { ", " }
session-month-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
session-rests-empty = -# Resting, because it was quiet a few times in a row.
session-rests-channel_gone = -# Resting, because its channel is gone. `/session edit` gives it another.
session-rests-host = -# Resting, because its host said so.
session-rests-refused = -# Its posts wait, because I may not write in its channel.
session-button-resume = Go on with it
session-button-earlier = Back
session-button-later = More
