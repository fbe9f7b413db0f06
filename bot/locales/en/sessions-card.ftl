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
