## Check-ins

# What the rules refuse
checkin-none = You haven't asked for check-ins here yet. `/checkin start` sets your days and your hour.
checkin-no-days = Choose at least one day of the week, such as “weekdays” or “Mon, Wed, Fri”.
checkin-rests-always = Then no day would be left. `/checkin stop` ends check-ins, and `/checkin pause` rests until a day.
checkin-evening-too-early = The evening close comes later in the day than the check-in. Please choose a later time, up to 23:45.
checkin-time-is-quiet = That time lies in your quiet hours, when I stay silent. Choose another, or change your quiet hours in `/settings`.
checkin-holidays-unknown = I don't know yet which country's public holidays this server keeps. Somebody who manages the server can choose it with `/setup`; until then, `/checkin pause` covers single days.
checkin-pause-over = A pause ends on a day to come. Try “tomorrow”, “next Monday” or “Dec 28”.
checkin-pause-too-long = A pause can last up to a year. Choose a nearer day, or `/checkin stop`; you can start again at any time.
checkin-changed-meanwhile = Your check-ins were changed again since. `/checkin start` sets them as you like.
checkin-empty = Nothing is written yet. A few words are plenty.
checkin-words-too-long = The one thing fits into { $limit } characters ({ $length } now).
checkin-answer-too-long = The answer fits into { $limit } characters ({ $length } now).
checkin-gone = This check-in is no longer there. `/checkin now` starts a new one.
help-checkin = Be asked once a day, at your hour, how it is going: { $command }
help-section-checkins = Check-ins
command-checkin = checkin
command-checkin-description = Check-ins at your own hour
