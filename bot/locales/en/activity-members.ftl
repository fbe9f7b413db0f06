## A member, week by week; and who is missed

command-activity-member = member
command-activity-member-description = What was counted of you or, for moderators, of somebody, week by week. Only you see it
command-activity-member-option-member = member
command-activity-member-option-member-description = Whom to look at (yourself unless you choose)
command-activity-quiet = quiet
command-activity-quiet-description = For moderators: who asked to be missed and has been away. Only you see it
command-activity-quiet-option-days = days
command-activity-quiet-option-days-description = Not seen for at least so many days (21 unless you choose)

# A member.
member-title = { $who }
member-has-left = No longer in this server. What is kept goes thirty days after somebody left.
member-active = { $days ->
    [0] Not active in the last { $weeks } weeks
    [one] Active on one day of the last { $weeks } weeks
   *[other] Active on { $days } days of the last { $weeks } weeks
}
member-seen = { $weeks ->
    [0] Last seen this week
    [1] Last seen last week
   *[other] Last seen in the week of { $day }
}
member-seen-never = Not seen yet since counting began
member-no-kinds = Nothing of what is counted in these weeks
member-kind-takes = Thanks given: { $count }
member-kind-gives = Help given: { $count }
member-kind-sessions = Sessions attended: { $count }
member-kind-hosted = Sessions hosted: { $count }
member-kind-checkins = Check-ins: { $count }
member-kind-voice = In voice together: { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h { $minutes } min
}
member-kind-messages = Messages: { $count }
member-kind-replies = of them replies: { $count }
member-kind-reactions = Reactions given: { $count }
member-kind-threads = Threads started: { $count }
member-then = {" · "}
member-weeks = Days active by week, from the week of { $first } to this one so far: { $days }
member-trend-subtitle = Week by week
member-trend-this-week = this week
member-trend-series = Days active
member-unnamed = somebody
member-note = Weeks run from Monday, by this server's time. Nothing finer is shown. Only you see this.
member-not-counted = Nothing is counted of { $who } here.
member-not-counting = Nothing is counted in this server at the moment. Somebody who manages it can begin with `/setup`; everybody is told before it begins.
member-you-said-no = You chose not to be counted, so there is nothing here. `/settings` is where you can change that.
member-you-nothing-yet = Nothing is counted of you yet. Whatever you do from now on shows here within a minute.

# Who is missed.
quiet-title = People who asked to be missed
quiet-head = { $count ->
    [one] One person has not been seen for { $days } days or more. A friendly word might be welcome:
   *[other] { $count } people have not been seen for { $days } days or more. A friendly word might be welcome:
}
quiet-line = { $who } · last seen in the week of { $day }
quiet-who = { $name } ({ $mention })
quiet-left = Somebody who has left the server
quiet-nobody = Nobody who asked to be missed has been away for { $days } days.
quiet-note = Only people who said yes to “Ask after me” in `/settings` are ever listed here. Only you see this.
quiet-next = Next page
quiet-first = First page
quiet-not-counting = Who is here is not counted in this server at the moment, so nobody can be missed. Somebody who manages it can begin with `/setup`.
