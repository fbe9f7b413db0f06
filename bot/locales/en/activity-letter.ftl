## The weekly letter to the moderators' room

command-activity-letter = letter
command-activity-letter-description = A letter to the moderators' room each week: see when, or (for admins) choose when
command-activity-letter-option-day = day
command-activity-letter-option-day-description = On which day of the week
command-activity-letter-option-hour = hour
command-activity-letter-option-hour-description = At which hour of the server's own time, 0 to 23

letter-weekday-monday = Monday
letter-weekday-tuesday = Tuesday
letter-weekday-wednesday = Wednesday
letter-weekday-thursday = Thursday
letter-weekday-friday = Friday
letter-weekday-saturday = Saturday
letter-weekday-sunday = Sunday

# Choosing.
letter-off = No weekly letter is wished for here. Somebody who manages the server can begin with `/activity letter` and a day and hour.
letter-off-choose = No weekly letter is wished for here. Choose a day or an hour, and it goes to the moderators' room from then on.
letter-choose-day = Choose a day
letter-choose-hour = Choose an hour
letter-hour = { $hour }:00
letter-on = Every { $weekday } at { $hour }:00 ({ $zone }) a letter goes to <#{ $channel }>: how the week went, and which check-ins wait for a reply.
letter-next = The next one: <t:{ $at }:F>
letter-stop = Stop the letter
letter-stopped = No more letters come. Somebody who manages the server can begin again with `/activity letter`.
letter-for-admins = When the letter comes is chosen by those who manage the server. Without a day and an hour, `/activity letter` shows when it comes.
letter-no-room = There is no moderators' room yet. Please choose one in `/setup`, then try again.
letter-nothing-counted = Nothing is counted in this server, so there would be nothing to write. Counting begins in `/setup`, and everybody is told before.
letter-when-unknown = A letter comes on one day of the week at an hour from 0 to 23. Please choose anew.
notice-letter-waits = The weekly letter could not be posted in the moderators' room, and waits. Somebody who manages the server can choose a room in `/setup`, or let Engawa view the room and send messages there; then it goes on within the hour.
letter-room-gone = The moderators' room is gone, so the weekly letter waits. Somebody who manages the server can choose another room in `/setup`; then it goes on within the hour.

# The letter.
letter-title = How the week went
letter-days = { $first } to { $last }
letter-people = { $count ->
    [one] One person was here{ $change }.
   *[other] { $count } people were here{ $change }.
}
letter-talk = { $messages ->
    [one] One message was written{ $change }
   *[other] { $messages } messages were written{ $change }
}, and { $hours ->
    [one] one hour was spent together in voice.
   *[other] { $hours } hours were spent together in voice.
}
letter-newcomers = { $count ->
    [0] Nobody new wrote here.
    [one] One new person wrote here; replies went to { $answered }.
   *[other] { $count } new people wrote here; replies went to { $answered } of them.
}
letter-sessions = { $hosted ->
    [0] No session took place.
    [one] One session took place; { $came } came{ $change }.
   *[other] { $hosted } sessions took place; people came { $came } times{ $change }.
}
letter-thanks = { $thanks ->
    [one] One thanks was said
   *[other] { $thanks } thanks were said
}{ $change }, and { $checkins ->
    [one] one check-in was made.
   *[other] { $checkins } check-ins were made.
}
letter-aside = { " (" }{ $change })
letter-change-more = { $n } more than the week before
letter-change-fewer = { $n } fewer than the week before
letter-change-same = as in the week before
letter-waiting = { $count ->
    [one] A check-in waits for a reply:
   *[other] { $count } check-ins wait for a reply:
}
letter-waiting-more = { $count ->
    [one] … and one more.
   *[other] … and { $count } more.
}
letter-not-counting = Nothing is counted at the moment, so there is little to tell. Counting can begin again in `/setup`.
letter-late = This comes late: Engawa or the room was not to be reached. The days it tells of are the same.

# Its picture.
letter-figure-days = People
letter-figure-messages = Messages
letter-figure-sessions = At sessions
letter-figure-takes = Thanks
letter-this-week = This letter's week
letter-week-before = The week before
letter-daily = People active on each day
letter-alt-figure = { $name }: { $shown }.
letter-alt-figure-changed = { $name }: { $shown } ({ $change }).
letter-alt-daily = People active on each day: { $days }.
letter-alt-before = The week before: { $days }.
