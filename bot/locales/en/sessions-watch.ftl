## Looking after sessions: what refuses them, who must be told, and how they fare.

session-moved-into-rest = The series rests on that day. Choose a day before or after the break.

# Discord's own events.
session-event-answer = Say whether you come on the card in <#{ $channel }>.
session-event-mark = Kept up to date by Engawa · { $number }

# Who must be told. $channel is where the posts stand, $planned the day on which it was planned.
notice-session-missing =
    A session begins within two days in <#{ $channel }>, and I may not do everything there that it needs: { $view_channel ->
        [yes] **View Channels**{" "}
       *[no] {""}
    }{ $send_messages ->
        [yes] **Send Messages**{" "}
       *[no] {""}
    }{ $read_message_history ->
        [yes] **Read Message History**{" "}
       *[no] {""}
    }
    Please allow it in the channel's permissions. What still matters is sent as soon as I may.
notice-session-channel-gone =
    The channel of a { $kind ->
        [quiet] quiet work session
        [study] study group
        [workshop] workshop
       *[goals] goal review
    } (planned on <t:{ $planned }:D>, in <#{ $channel }>) is gone, so it rests. Nothing is lost.
    Where to? `/session resume` with `channel:` lets it go on there.
notice-session-place-gone =
    The place where a { $kind ->
        [quiet] quiet work session
        [study] study group
        [workshop] workshop
       *[goals] goal review
    } meets (planned on <t:{ $planned }:D>, with its card in <#{ $channel }>) is gone.
    `/session edit` gives it another.
notice-session-host-gone =
    The host of a { $kind ->
        [quiet] quiet work session
        [study] study group
        [workshop] workshop
       *[goals] goal review
    } in <#{ $channel }> (planned on <t:{ $planned }:D>) has left. It goes on as planned.
    Who takes over? `/session host` hands it to somebody.

# /session health.
session-health-moderators = This is for those who look after the server. `/session list` shows you what is to come.
session-health-title = How sessions fare
session-health-at = As of <t:{ $at }:T>. Only you can see this.
session-health-refresh = Look again
session-health-again = Let it go on
session-health-next = Next
session-health-due = <t:{ $at }:R> · { $what ->
    [card] card
    [remind] reminder
    [own] own reminder
    [start] start
    [alone] company, if somebody is alone
    [close] how it went
    [recap] recap
    [moved] another time
    [call] reminder
    [dm] reminder
   *[other] post
} · { $title }
session-health-nothing-due = Nothing is planned. `/session plan` plans something.
session-health-late = Punctuality
session-health-lateness = Of the last { $count } posts half came within { $p50 } s, 99 of 100 within { $p99 } s; the latest { $worst } s after its time.
session-health-none-sent = Nothing has been sent yet.
session-health-came = How many came
session-health-came-whom = As in the recaps: those who said they were there, or agreed to be shown.
session-health-came-times = { $count ->
    [one] The last time
   *[other] The last { $count } times
}
session-health-came-legend = came
session-health-planned-legend = said they would
session-health-turnout = <t:{ $at }:d> { $title }: { $came ->
    [0] a quiet one
   *[other] { $came } came
}, { $planned } had said they would
session-health-turnout-alt = { $day } { $title }: { $came ->
    [0] a quiet one
   *[other] { $came } came
}, { $planned } had said they would
session-health-none-held = Nothing has been held yet. After the first session this shows how many came.
session-health-failed = Not sent
session-health-failure = { $count }×, last <t:{ $last }:R>: { $reason }
session-health-none-failed = Everything was sent.
session-health-reason-permission = a permission is missing
session-health-reason-access = I cannot see the channel
session-health-reason-channel = the channel is gone
session-health-reason-other = Discord refused it ({ $reason })
session-health-missing = Permissions for what comes
session-health-missing-here = <#{ $channel }>: { $permissions }. Allow it in the channel's permissions.
session-health-more = And { $count } more channels.
session-health-no-events = Sessions are not shown among Discord's own events: allow { $permission } for Engawa, if you would like that.
session-health-none-missing = Nothing is missing.
session-health-resting = At rest
session-health-none-resting = None. All go on.
session-health-first-of = { $shown } of { $count }; `/session list` shows all.
session-health-rests-empty = { $title }: nobody came for a while. Another time may suit people better.
session-health-rests-host = { $title }: its host lets it rest.
session-health-rests-channel_gone = { $title }: its channel is gone. `/session resume` with `channel:` says where it goes on.
session-health-rests-refused = { $title } in <#{ $channel }>: { $reason }. Once that is mended it goes on by itself within the hour, or at once with this button.
permission-create_events = Create Events
command-session-health = health
command-session-health-description = For moderators: what comes next, what was late, what is in the way. Only you see it
