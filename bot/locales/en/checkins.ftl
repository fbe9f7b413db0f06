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

checkin-off = Check-ins are turned off in this server. Somebody who manages it can turn them on with `/setup`.
checkin-no-channel = No channel is chosen for check-ins yet. You can be asked by direct message instead, or somebody who manages the server chooses one with `/setup`.
checkin-time-unreadable = I couldn't read that time. Try “9:00”, “7:30pm” or “noon”.
checkin-days-unreadable = I couldn't read those days. Try “weekdays”, “every day” or “Mon, Wed, Fri”.
checkin-day-unreadable = I couldn't read that day. Try “tomorrow”, “next Monday” or “Dec 28”.
checkin-rest-what = Say which days of the week to rest on, or whether to rest on public holidays.

# Choosing
checkin-form-begin-title = When may I ask you?
checkin-form-time = At what time?
checkin-form-time-hint = 9:00, 7:30pm, noon
checkin-form-days = On which days?
checkin-form-days-hint = weekdays, every day, Mon Wed Fri
checkin-form-way = How?
checkin-days-usual = weekdays
choice-checkin-way-mention = A mention in the channel; you answer privately
choice-checkin-way-dm = A direct message
choice-checkin-way-quiet = A quiet post, without a mention
checkin-started = Thank you. I'll ask you at your hour; your answers are yours.
checkin-preview = This is how it looks, with the question as it stands now:
checkin-begun-tips = `/checkin evening` asks in the evening how it went. `/checkin pause`, `rest` and `stop` leave you in peace, and `/checkin history` shows what holds.
checkin-zone-unchosen = This hour is in UTC, because nobody has chosen a time zone yet. Choose yours with { $command }, and it moves along.
checkin-evening-on = In the evening I'll ask how the one thing went, on days when you named one.
checkin-evening-off = The evening close is off.
checkin-paused = Rest well. Until then I'll ask you nothing. `/checkin history` can end it sooner.
checkin-resting = Those days are for resting, and count as nothing.
checkin-resting-holidays = Public holidays are for resting, and count as nothing.
checkin-asking-holidays = On public holidays I'll ask as on other days.
checkin-stopped = I won't ask you any more. What you wrote is still yours: `/checkin history`.
checkin-undone = As it was before.
checkin-now-none = You aren't asked for check-ins here. `/checkin start` begins whenever you like.
checkin-rounded = I ask at quarters of an hour, so this is the next one.
checkin-every-day = every day
checkin-weekday = { $day ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
}
checkin-when = { $holidays ->
    [off] { $days } at { $time } ({ $zone }), public holidays off
   *[on] { $days } at { $time } ({ $zone })
}
checkin-next = { $way ->
    [dm] Next direct message: <t:{ $at }:F>
    [quiet] Next quiet post: <t:{ $at }:F>
   *[mention] Next mention: <t:{ $at }:F>
}
checkin-next-none = Nothing is asked at that hour as things are: it lies in your quiet hours (`/settings`), or no such day comes. `/checkin start` chooses another.
checkin-next-evening = Evening close: <t:{ $at }:F>
checkin-undo = Undo

# Asking
checkin-prompt = How does today look? Only you see what you answer, unless you share it.
checkin-answer = Answer
checkin-not-today = Not today
checkin-welcome =
    ### Check-ins
    Once a day, at the hour and on the days you choose, I ask how your day looks.
    - What you answer is yours; others see only what you share.
    - Saying nothing is fine, and counts as nothing. Pause, rest or stop whenever you like.
checkin-begin = Ask me at my hour
checkin-evening-prompt = The day is drawing to a close. How did your one thing go?
checkin-evening-open = Look back
checkin-nothing-to-close = There is no one thing of yours to look back on here. `/checkin now` names one.
checkin-evening-ask = This was today's one thing. How did it go?
checkin-close-done = Done
checkin-close-partly = Partly
checkin-close-tomorrow = Tomorrow
checkin-closed-done = Well done. Have a good evening.
checkin-closed-partly = Then the rest waits for next time; I've kept it ready for you.
checkin-closed-tomorrow = Then it waits for next time; I've kept it ready for you.

# Answering
checkin-form-title = Today
checkin-form-words = Today's one thing
checkin-form-carried = Carried over from last time. Change it as you like.
checkin-form-today = What you wrote today. Sending it again takes its place.
checkin-form-words-hint = One small thing is plenty
checkin-form-energy = Energy (if you like)
checkin-form-answer = Today's question (if you like)
checkin-form-boxes = Others
checkin-form-share = Share the one thing and the answer in the channel
checkin-form-reply = I'd like a reply
checkin-energy = { $energy ->
    [5] 5 · sunny
    [4] 4 · fair
    [3] 3 · cloudy
    [2] 2 · rainy
   *[1] 1 · stormy
}
checkin-saved = Kept. Have a good day.
checkin-saved-again = Kept, in place of what you wrote earlier today.
checkin-days = { $count ->
    [one] { $count } day this month
   *[other] { $count } days this month
}
checkin-saved-private = Only you see this.
checkin-saved-shared = What you share appears in today's thread. Energy stays with you.
checkin-saved-nowhere = No channel is chosen for check-ins here, so nobody but you sees it.
checkin-saved-reply = A card in the channel says that you'd like a reply. When one comes, you hear of it.
checkin-saved-reply-nowhere = No channel is chosen for a card, so if you'd like a reply, those who said they would listen hear of it after twenty hours.
checkin-unshare = Take it back from the thread
checkin-unshared = Taken back: only you see it now.
checkin-support = If you'd like to talk with somebody: `/support` lists people outside this server.
checkin-shared = { $who } today:
    { $words }
checkin-thread-name = Check-ins { $day }
notice-checkin-thread-closed =
    Engawa may not open threads in <#{ $channel }>, or may not write in them, so what members share stands in the channel itself.
    With “Create Public Threads” and “Send Messages in Threads” each day has its own thread again.
notice-checkin-thread-locked = Today's thread of check-ins in <#{ $channel }> is locked, so what members share stands in the channel itself. Unlock it, and it is used again; tomorrow has its own.
checkin-history-title = Your check-ins
checkin-history-empty = Nothing is written here yet. `/checkin now` is there whenever you like.
checkin-history-older = Earlier days
checkin-history-newest = The newest
checkin-history-shared = shared
checkin-history-energy = energy { $energy }/5
checkin-month-title = Your check-ins in { $month ->
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
checkin-month-count = { $count ->
    [one] On one day you wrote something
   *[other] On { $count } days you wrote something
}
checkin-month-done = you checked in
checkin-month-comma = { ", " }
checkin-month-alt = { $title }, by day of the month: { $days }
checkin-resume = End the pause
checkin-date = { $weekday } { $day } { $month ->
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
checkin-result-done = Done
checkin-result-partly = Partly
checkin-result-tomorrow = For next time
checkin-only-you = Only you see this.
help-checkin = Be asked once a day, at your hour, how it is going: { $command }
help-section-checkins = Check-ins

# Commands
command-checkin = checkin
command-checkin-description = Check-ins at your own hour
command-checkin-start = start
command-checkin-start-description = Be asked at your hour what you are up to
command-checkin-option-time = time
command-checkin-option-time-description = When, in your own time zone: 9:00, 7:30pm, noon
command-checkin-option-way = how
command-checkin-option-way-description = How you would like to be asked
command-checkin-option-days = days
command-checkin-option-days-description = On which days: weekdays (as usual), every day, Mon Wed Fri
command-checkin-evening = evening
command-checkin-evening-description = Be asked in the evening how your one thing went, or no more
command-checkin-evening-option-time-description = When: 21:00, 8pm. Leave it empty to turn the evening close off
command-checkin-pause = pause
command-checkin-pause-description = Ask me nothing until a day
command-checkin-pause-option-until = until
command-checkin-pause-option-until-description = The day on which I may ask again: tomorrow, next Monday, Dec 28
command-checkin-rest = rest
command-checkin-rest-description = Choose days on which to rest
command-checkin-rest-option-days-description = Days of the week to rest on: weekend, Wed
command-checkin-rest-option-holidays = holidays
command-checkin-rest-option-holidays-description = Whether to rest on public holidays
command-checkin-stop = stop
command-checkin-stop-description = Ask me no more
command-checkin-now = now
command-checkin-now-description = Check in now. Only you see it, unless you share it
command-checkin-history = history
command-checkin-history-description = See when you are asked, and your own check-ins. Only you see them
