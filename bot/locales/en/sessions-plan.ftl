## Planning sessions. $moment is a time in words, $at one of Discord's own (seconds); $typed is what somebody wrote.


# What was not read.
session-when-empty = A time is missing. Write it like “tomorrow 9pm” or “every Tue 21:00”.
session-when-no-hour = “{ $typed }” has no hour in it. Add one: “tomorrow 9pm”, “Sat 14:30”.
session-when-impossible = There is no such time as “{ $typed }”: the date does not exist, or its weekday is another one. Look at a calendar, and write it like “Fri 21:00” or “Dec 24 8pm”.
session-when-past = “{ $typed }” lies in the past. Choose a time that is still to come, like “tomorrow 9pm”.
session-when-ambiguous = “{ $typed }” can mean two things. Write it fully, like “9pm”, “21:00” or “Dec 1 20:00”.
session-when-not-understood = “{ $typed }” is not a time I can read, and I don't guess. Write it like “tomorrow 9pm”, “next Tue 21:00” or “every Mon and Thu 8pm”.
session-plan-day-unread = “{ $typed }” is not a day to come that I can read. Write it like “Dec 24” or “next Friday”, or choose one of the suggestions.
session-plan-length-unread = “{ $typed }” is not a length I can read. Write it like “90 min” or “2 hours”.
session-plan-reminders-unread = “{ $typed }” is not a time before the start that I can read. Write them like “1 day, 15 min”, or “none”.
session-plan-capacity-unread = “{ $typed }” is not a number of seats. Write it like “10”, or “none” where everybody fits.
session-plan-repeats-differ = The time says one rhythm and “repeats” another. Leave out “repeats”, or take the rhythm out of the time.
session-plan-which-days = It comes on several weekdays. Say all of them with the new time, like “every Mon and Thu 9pm”.
session-plan-until-once = This session comes once, so it needs no end. Choose how often it repeats, or leave the end out.
session-plan-times-wrong = It can come from once to { $most } times. Write the end like “10 times”, or as a date.
session-plan-no-country = Whose public holidays is not chosen in this server. Those who manage it can choose a country with `/setup`; until then, skip single dates with `/session skip`.
session-plan-channel-none = A card can stand only in a text or voice channel. Choose one with the option “channel”.
session-plan-channel-missing = In <#{ $channel }> I lack these permissions: { $permissions }. Somebody who manages the channel can grant them: Edit Channel → Permissions → Engawa. Or choose another channel.
session-plan-channel-not-yours = You can't write in <#{ $channel }> yourself, so I post no cards there for you. Choose a channel in which you can.
session-plan-place-none = That channel is not here any more. Choose another place to meet.

# What is shown before it is posted.
session-preview = Only you see this. Nothing is posted yet.
session-preview-next = { $count ->
    [1] **It comes once**
   *[other] **The next { $count }**
}
session-preview-date = { $moment } (<t:{ $at }:R>)
session-preview-dropped = All right, nothing was posted.
session-post = Post it
session-mend-when = Fix it
session-mend-details = Details
session-mend-places = Places
session-drop = Never mind
session-planned = “{ $title }” is planned. Its card comes in <#{ $channel }>.
session-planned-more = Change it with `/session edit`, skip one with `/session skip`, take it into your calendar with `/session export`.
session-note-rolled = That time has passed already, so I took the next one: { $moment }.
session-note-gap = The clocks skip that hour on this day, so it begins { $minutes } minutes later.
session-note-first = The first one is on { $day }: the day you wrote is not among those on which it comes.
session-note-clocks = The clocks change between these dates. It stays at { $clock }, { $zone }; elsewhere it may move by an hour.
session-note-utc = These times are in UTC, because nobody has chosen a zone yet. Choose yours with { $command }, then plan it again.

session-fact = **{ $name }** { $value }
session-fact-changed = **{ $name }** { $before } → { $after }
session-fact-title = Title
session-fact-kind = Kind
session-fact-when = When
session-fact-repeats = Repeats
session-fact-length = Length
session-fact-until = Until
session-fact-place = Where
session-fact-link = Link
session-fact-capacity = Seats
session-fact-everybody = for everybody
session-fact-level = Level
session-fact-bring = Bring
session-fact-reminders = Reminders
session-fact-holidays = Public holidays
session-fact-channel = Card in

session-form-when = What and when
session-form-details = Details
session-form-places = Places and people
session-form-title-hint = Monday quiet work
session-form-when-hint = tomorrow 9pm · every Tue 21:00
session-form-length-hint = 90 min · 2 hours
session-form-until-hint = Dec 24 · 10 times · none
session-form-capacity-hint = 10 · none
session-form-bring-hint = Something to drink
session-form-reminders-hint = 1 day, 15 min · none
session-form-link-hint = https://

# While somebody types.
session-in = in { $span }
session-suggested = { $title } · { $when }
session-suggested-resting = { $title } · { $when } (resting)
session-suggested-time = { $moment } · { $far }
session-suggested-rolled = next one
session-suggested-gap = clocks skip that hour
session-suggested-empty = Write a time, like “tomorrow 9pm”
session-suggested-no-hour = Which hour? Like “tomorrow 9pm”
session-suggested-impossible = There is no such date or time. Like “Fri 21:00”
session-suggested-past = That has passed. Like “tomorrow 9pm”
session-suggested-ambiguous = That can mean two things. Like “9pm” or “Dec 1 20:00”
session-suggested-not-understood = Not readable yet. Like “tomorrow 9pm” or “every Tue 21:00”
session-when-example-1 = tomorrow 9pm
session-when-example-2 = Saturday 10am
session-when-example-3 = every Tue 21:00
session-choose-suggested = I don't know which session you mean. Choose one from the list that appears while you type.

# Changing it.
session-edit-nothing = Nothing would change. Choose at least one option besides the session.
session-edit-sure = { $count ->
    [one] One other person has answered to “{ $title }”. Change it like this?
   *[other] { $count } other people have answered to “{ $title }”. Change it like this?
}
session-edit-do = Change it
session-leave = Leave it as it is
session-left = All right, it stays as it is.
session-edited = “{ $title }” is changed.
session-skipped = “{ $title }” does not take place on { $day }.
session-rests = “{ $title }” rests from { $first } to { $last }. { $count ->
    [0] No date falls into it.
    [one] One date falls out.
   *[other] { $count } dates fall out.
}
session-was-moved = “{ $title }” moves: { $before } → { $after } (<t:{ $at }:R>). Those who come are told.
session-move-once = Only one date moves, to one time. Write it without “every”; the rhythm changes with `/session edit`.
session-skip-last = Nothing would be left of it. End it with `/session cancel` instead.
session-nothing-ahead = None of it is still to come. `/session list` shows what is.
session-next = Next: { $moment } (<t:{ $at }:R>)
session-next-none = None is planned after that.
session-take-back = Take that back
session-restored = Taken back: “{ $title }” takes place as before.
session-card-later = One before it takes place after all. This one is announced again when it is next.
session-undone-already = That has been taken back already. `/session list` shows what is planned.
session-cancel-sure = { $count ->
    [0] Cancel “{ $title }”? Nobody else has said that they are coming.
    [one] Cancel “{ $title }”? One other person is coming, or may come.
   *[other] Cancel “{ $title }”? { $count } other people are coming, or may come.
}
session-cancel-next = Only the next one
session-cancel-all = The whole series
session-cancel-it = Cancel it
session-cancelled = “{ $title }” is cancelled, and its card says so.
session-handed-over = { $who } is the host of “{ $title }” now.
session-host-whom = You are its host. Choose who takes over.
session-host-bot = { $who } is a bot and can't host. Choose a person.
session-host-absent = { $who } isn't in this server right now. Choose somebody who is.
session-host-already = { $who } is its host already. Choose somebody else.
session-host-there = { $who } is its host. To hand it over, choose who takes it.
session-was-paused = “{ $title }” rests until somebody resumes it with `/session resume`.
session-resting-already = It rests already. `/session resume` wakes it.
session-not-resting = It is not resting. `/session pause` lets it rest.
session-resumed = “{ $title }” goes on, with its card in <#{ $channel }>.

# The calendar file.
session-exported = { $count ->
    [one] Here is a calendar file with one session.
   *[other] Here is a calendar file with { $count } sessions.
} Open it with your calendar. It does not change by itself: take a new one when dates have changed.
session-export-none = Nothing is planned that could go into a calendar. `/session plan` plans something.
session-export-mine-none = You host no session and are coming to none. Press “I'll be there” on a card, or leave out “mine” to get all of them.
session-file-level = For: { $level }
session-file-bring = Bring: { $bring }

# The commands.
help-section-sessions = Sessions
help-session = Plan a time to work side by side: { $command }
help-session-list = See what is planned here, and say whether you come: { $command }
command-session = session
command-session-description = Plan and change times to work side by side
command-session-plan = plan
command-session-plan-description = Plan a session. Only you see the preview
command-session-list = list
command-session-list-description = See what is planned here. Only you see it
command-session-edit = edit
command-session-edit-description = Change a session of yours
command-session-skip = skip
command-session-skip-description = Leave out one date, or all of a vacation
command-session-move = move
command-session-move-description = Move one date to another time
command-session-cancel = cancel
command-session-cancel-description = Cancel the next date, or the whole session
command-session-host = host
command-session-host-description = Hand a session over to somebody else
command-session-pause = pause
command-session-pause-description = Let a session rest until you resume it
command-session-resume = resume
command-session-resume-description = Let a resting session go on, perhaps elsewhere
command-session-export = export
command-session-export-description = Take sessions into your calendar (.ics)

session-option-session = session
session-option-session-description = Which session
session-option-title = title
session-option-title-description = What it is called
session-option-when = when
session-option-when-description = tomorrow 9pm · next Tue 21:00 · every Mon and Thu 8pm
session-option-repeats = repeats
session-option-repeats-description = How often it comes, if “when” does not say so
session-option-length = length
session-option-length-description = 90 min · 2 hours (usually 1 hour)
session-option-kind = kind
session-option-kind-description = What you do together
session-option-place = place
session-option-place-description = The voice or text channel to meet in
session-option-link = link
session-option-link-description = A link to meet at or to read before
session-option-capacity = seats
session-option-capacity-description = How many can come (0: everybody)
session-option-level = level
session-option-level-description = Whom it is for
session-option-bring = bring
session-option-bring-description = What to bring or prepare
session-option-reminders = reminders
session-option-reminders-description = 1 day, 15 min · none
session-option-until = until
session-option-until-description = The last day, or how many: Dec 24 · 10 times
session-option-holidays = holidays
session-option-holidays-description = Whether it comes on public holidays
session-option-channel = channel
session-option-channel-description = Where its card stands
session-option-day = date
session-option-day-description = Which date (otherwise the next)
session-option-last = until
session-option-last-description = The last day of a vacation; “date” is its first
session-option-member = member
session-option-member-description = Who takes over
session-option-mine = mine
session-option-mine-description = Only those you host or come to

choice-repeats-once = Once
choice-repeats-daily = Every day
choice-repeats-weekdays = Monday to Friday
choice-repeats-weekly = Every week
choice-repeats-fortnightly = Every other week
choice-repeats-monthday = Every month on that day
choice-repeats-monthweekday = Every month on that weekday
choice-holidays-keep = It comes on holidays too
choice-holidays-skip = Not on public holidays
