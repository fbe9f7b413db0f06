## Activity, for moderators

help-activity = See how this community fares: { $command }

command-activity = activity
command-activity-description = How this community fares
command-activity-overview = overview
command-activity-overview-description = For moderators: how this community fares as a whole. Only you see it
command-activity-overview-option-period = period
command-activity-overview-option-period-description = Over which days (the last 30 unless you choose)
choice-window-week = last 7 days
choice-window-days30 = last 30 days
choice-window-month = this month
choice-window-year = this year

activity-not-for-you = This is for those who look after this server. What is kept about you is in `/privacy`.

# The overview
activity-overview-title = How this community fares
activity-overview-period = { $period }: { $first } to { $last }, by the days of this server ({ $zone })
activity-overview-young = Counting began within this period, so it is shown from there.
activity-overview-stopped = Counting is off at the moment. This is what was counted before; an admin can begin again in `/setup`.
activity-overview-note = Sums of everybody, and about nobody: fewer than { $few } people are given no number, and small groups no percentage. Only you see this.
activity-block-people = Who is here
activity-block-newcomers = New here
activity-block-together = Together
activity-block-hours = When people are here
activity-what-choose = What is this? Choose a figure
activity-period-choose = Another period

activity-nothing-yet = Counting has begun, and nothing has been counted yet. Nobody needs to do anything: it fills by itself as people write, meet and thank each other.
activity-not-counting = Nothing is counted here. An admin can begin in `/setup`, under “What is on, what is counted”; everybody is told first, and anybody can say no.
activity-to-come =
    What will be here:
    - from the first day: who is here, and at which hours
    - after a week: active in a week, and newcomers and their first reply
    - after two weeks: whether newcomers come again; for week 12, after three months
    - with the first session, check-in or thanks: how these fare
    Shares appear once at least ten people stand behind them.

activity-line = { $figure }: **{ $shown }**
activity-figure-daily = Active on an average day
activity-figure-weekly = Active in the last 7 days
activity-figure-monthly = Active in the last 30 days
activity-figure-stickiness = Stickiness
activity-figure-newcomers = Newcomers
activity-figure-replied = Replied to within a day
activity-figure-reply = Median time to a first reply
activity-figure-retention = Came again
activity-figure-sessions = Sessions and attendance
activity-figure-checkins = Check-in participation
activity-figure-reciprocity = Reciprocity of giving
activity-figure-top = Giving by the top five
activity-figure-hours = Hours and weekdays

activity-people = { $count ->
    [0] nobody
    [one] one person
   *[other] { $count } people
}
activity-people-few = fewer than five people
activity-people-average = { $count ->
    [0] nobody
   *[other] { $count } people
}
activity-percent = { $percent }%
activity-share-nobody = nothing yet
activity-share-unclear = too few people to say
activity-share-few = fewer than five of them
activity-share-most = all but fewer than five
activity-shown-stickiness = { $percent }% of the month's people, on an average day
activity-shown-checkins = { $percent }% of those who were active
activity-shown-reciprocity = { $percent }% of those who helped someone were helped by them too
activity-shown-top = { $percent }% of it
activity-return = week { $week }: { $shown }
activity-hours-minutes = { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h { $minutes } min
}
activity-days-hours = { $days } days { $hours } h
activity-sessions = { $count ->
    [0] none began
    [one] one session
   *[other] { $count } sessions
}
activity-sessions-few = { $sessions }, attended a few times
activity-sessions-attended = { $sessions }, attended { $attended } times by { $people } ({ $average } for each session)
activity-checkins-count = { $shown }; { $count } check-ins
activity-top-count = { $shown }; { $count } gives

activity-weekday = { $day ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
}
activity-comma = ,{ " " }
activity-trend-title = Active people
activity-trend-days = Each day; days with fewer than five people are left open
activity-trend-weeks = On an average day of each week; weeks with fewer than five people are left open
activity-trend-series = active
activity-trend-few = Fewer than five people are active on each day, so no line is drawn.
activity-trend-most-days = Most people were active on { $day }: { $count }.
activity-trend-most-weeks = The fullest week began on { $day }: { $count } people on an average day.
activity-trend-halves = In the earlier half of this time { $earlier } on average, in the later half { $later }.
activity-hour = { $weekday } { $hour }:00
activity-hours-busiest = Busiest: { $hours }.
activity-hours-by-day = Over the week: { $days }
activity-hours-day = { $weekday } { $count }
activity-hours-zone = Hours of this server's time zone ({ $zone })
activity-hours-few = Fewer than five people were active, so their hours are not shown.
activity-hours-less = fewer
activity-hours-more = more

# What each figure is: the same as in docs/metrics.md
activity-what-daily = How many members were active on a day, averaged over the days of the period that are over. Active is who wrote, reacted, opened a thread, sat in voice, was at a session, hosted one, checked in or thanked someone. (As “active people” of a period in CHAOSS and Orbit.)
activity-what-weekly = How many different members were active at least once today or in the six days before, whichever period is shown.
activity-what-monthly = How many different members were active at least once today or in the 29 days before, whichever period is shown.
activity-what-stickiness = How many were active on an average day of the last 30 that are over, divided by how many different people were active in these 30 days (DAU ÷ MAU). 20% is about six days a month for each of them. Always over 30 days.
activity-what-newcomers = Members who joined in this period and wrote within a week of joining. Engawa does not see who joins, only since when somebody is here once they write. (CHAOSS: New Contributors.)
activity-what-replied = Of these newcomers, to how many somebody else replied within 24 hours of their first message. Those whose 24 hours are not over count once they have a reply. (CHAOSS: Time to First Response, as a share.)
activity-what-reply = From a newcomer's first message to the first reply by somebody else to anything they wrote: half of those who got one waited less. (CHAOSS: Time to First Response.)
activity-what-retention = Of newcomers whose 1st, 4th or 12th week after joining ended in this period, how many were active in that week: days 7–13, 28–34 and 84–90 after the day they joined. Of the latest thousand at most. (Ours: retention by cohort.)
activity-what-sessions = Sessions that began in this period and were not called off; how often a member was there, said so or sat in its voice channel; by how many different people; and how often for each session. (Ours.)
activity-what-checkins = Of the members active in this period, how many checked in at least once; and how many check-ins there were. Nobody's words are read. (Ours.)
activity-what-reciprocity = Over the last 90 days: of all pairs “A helped B”, in how many B also helped A. Thanks in return within a day do not count. Help that is passed on to others is as good and does not show here, so a low number is no fault. (Reciprocity of a directed graph.)
activity-what-top = How much of the help given in this period was given by the five who gave most. The higher, the more rests on a few shoulders. (Ours; CHAOSS: Contributor Absence Factor asks the same.)
activity-what-hours = How much was written and reacted in each hour of each weekday, in this server's time zone, over the period. Without names. (Ours; CHAOSS: Activity Dates and Times.)
