## Boards: who did how much of what

help-section-boards = Boards
help-leaderboard = See who did how much of what: { $command }

command-leaderboard = leaderboard
command-leaderboard-description = See who did how much of what. Only you see it, until you post it
command-leaderboard-option-metric = of
command-leaderboard-option-metric-description = What is looked at (thanks given unless you choose)
command-leaderboard-option-period = period
command-leaderboard-option-period-description = Over which days (the last 30 unless you choose)

# What is counted.
leaderboard-metric-takes = Thanks given
leaderboard-metric-takes-means = How often somebody thanked others
leaderboard-metric-gives = Help given
leaderboard-metric-gives-means = How often somebody was thanked for helping
leaderboard-metric-sessions = Sessions attended
leaderboard-metric-sessions-means = Sessions somebody was at
leaderboard-metric-hosted = Sessions hosted
leaderboard-metric-hosted-means = Sessions somebody held for others
leaderboard-metric-checkins = Check-ins
leaderboard-metric-checkins-means = Days with a check-in, never what it says
leaderboard-metric-voice_seconds = Time in voice
leaderboard-metric-voice_seconds-means = Together with others in voice channels
leaderboard-metric-days = Days active
leaderboard-metric-days-means = Days on which somebody did anything here
leaderboard-metric-messages = Messages
leaderboard-metric-messages-means = Messages written; a burst counts once
leaderboard-metric-replies = Replies
leaderboard-metric-replies-means = Messages written in answer to somebody
leaderboard-metric-reactions = Reactions given
leaderboard-metric-reactions-means = Reactions to what others wrote
leaderboard-metric-threads = Threads started
leaderboard-metric-threads-means = Threads somebody opened
leaderboard-window-week = Last 7 days
leaderboard-window-days30 = Last 30 days
leaderboard-window-month = This month
leaderboard-window-year = This year

# A board.
leaderboard-dates = { $first } – { $last }
leaderboard-only-shown = Only people who agreed to be shown are here
leaderboard-points = { $points }
leaderboard-time = { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h { $minutes } min
}
leaderboard-line = **{ $rank }** · { $name } · { $points }
leaderboard-line-marked = **{ $rank } · { $name } · { $points }** ←
leaderboard-left = somebody who left
leaderboard-unnamed = somebody
leaderboard-people = { $count ->
    [one] one person
   *[other] { $count } people
}
leaderboard-footer = Page { $page } of { $pages } · { $count ->
    [one] one person
   *[other] { $count } people
} · Only you see this.
leaderboard-footer-member = Only you see this. Here are those at the top; everything anybody gives counts, on a board or not.
leaderboard-alt = Board “{ $title }”, { $period } ({ $dates }). { $places }
leaderboard-alt-line = { $rank }: { $name }, { $points }.

# What can be pressed.
leaderboard-before = Earlier
leaderboard-after = Further
leaderboard-me = Where am I?
leaderboard-rank = Go to a place
leaderboard-rank-title = Go to a place
leaderboard-rank-which = Which place?
leaderboard-rank-hint = A number, like 12
leaderboard-rank-unreadable = I couldn't read that place. Write a number from 1 on, like 12.
leaderboard-member = Go to a member
leaderboard-as-text = As text
leaderboard-as-picture = As a picture
leaderboard-post = Post it here
leaderboard-export = Export
leaderboard-show-me = Show me on boards
leaderboard-hide-me = Don't show me
leaderboard-open = Open to members
leaderboard-close = For moderators only

# Nobody there, and what is refused.
leaderboard-not-counted = Nothing is counted in this server at the moment. Somebody who manages it can begin with `/setup`, on the page “What is on, what is counted”; everybody is told before it begins.
leaderboard-nobody = Nobody has any of this in these days yet. Try another period, or something else above.
leaderboard-nobody-shown = Nobody who agreed to be shown has any of this in these days yet. Try another period, or be the first with “Show me on boards”.
leaderboard-not-for-you = Boards are for moderators in this server. What you gave and received is in `/balance`.
leaderboard-open-not-for-you = Whether members may use boards is chosen by those who manage the server.
leaderboard-you-not-on = You aren't on this board: nothing of this was counted of you in these days. Try another period.
leaderboard-member-not-on = { $who } isn't on this board: nothing of this was counted in these days. Try another period.

# In a channel.
leaderboard-post-ask = { $count ->
    [one] This would be posted in <#{ $channel }>, for everybody there. It names one person who agreed to be shown.
   *[other] This would be posted in <#{ $channel }>, for everybody there. It names { $count } people, each of whom agreed to be shown.
}
leaderboard-post-now = Post it
leaderboard-post-nobody = Nobody on this board has agreed to be shown yet, so there is nothing to post. Members can say yes in `/settings`.
leaderboard-post-under-way = It is being posted already. Please wait a moment.
leaderboard-post-gone = It was posted, and is gone already. If you would like it again, press “Post it here” on your board.
leaderboard-posted = It is posted: { $link }. Whoever says no to being shown is taken off it at once.
leaderboard-as-of = As it was on <t:{ $at }:f>. Everybody here agreed to be shown.
leaderboard-look = Look closer
leaderboard-being-shown = Am I shown?
leaderboard-down = Take it down
leaderboard-taken-down = It is taken down.
leaderboard-down-already = This board is taken down already.
leaderboard-down-not-yours = Only whoever posted this board, or a moderator, can take it down. If you would rather not be on it, press “Am I shown?”.
leaderboard-shown-yes = You agreed to be shown on this server's boards.
leaderboard-shown-no = You are not shown on this server's boards.
