## Boards and overviews as files, for moderators

command-activity-export = export
command-activity-export-description = For moderators: a board or the overview as a file. Only you get it
command-activity-export-option-what = what
command-activity-export-option-what-description = A board, or the overview: the server's sums, day by day
command-activity-export-option-period = period
command-activity-export-option-period-description = Over which days (the last 30 unless you choose)
command-activity-export-option-days = days
command-activity-export-option-days-description = Or: over so many days up to today
command-activity-export-option-since = from
command-activity-export-option-since-description = Or: from this day on, like 2026-11-02
command-activity-export-option-until = until
command-activity-export-option-until-description = Up to this day, like 2026-11-30 (today unless you choose)
command-activity-export-option-form = format
command-activity-export-option-form-description = CSV for spreadsheets (unless you choose), or JSON for programs
command-activity-exports = exports
command-activity-exports-description = For admins: who was handed which files. Only you see it

export-what-overview = Overview: the server, day by day
export-form-csv = CSV, for spreadsheets
export-form-json = JSON, for programs

# The heads of columns.
export-column-rank = Rank
export-column-member_id = Member
export-column-name = Name
export-column-points = Number
export-column-day = Day
export-column-active_members = Members active
export-column-messages = Messages
export-column-replies = Replies
export-column-reactions = Reactions given
export-column-threads = Threads started
export-column-voice_seconds = Voice (seconds)
export-column-sessions = Sessions attended
export-column-hosted = Sessions hosted
export-column-checkins = Check-ins
export-column-gives = Help given
export-column-takes = Thanks given
export-left = (has left)

# On its way.
export-how-far = Still writing: { $rows } of { $count } rows.
export-ready = { $rows ->
    [one] Ready, with one row. The file follows.
   *[other] Ready, with { $rows } rows. What there is follows in a moment.
}
export-part = { $parts ->
    [1] { $rows ->
            [one] Here is the file, with one row. It is noted for the admins that you were handed it.
           *[other] Here is the file, with { $rows } rows. It is noted for the admins that you were handed it.
        }
   *[other] Part { $number } of { $parts }; all of them have { $rows } rows. It is noted for the admins that you were handed them.
}
export-nothing = Nothing was counted in these days, so there is nothing to hand out. Try a longer period.

# What is refused.
export-under-way = A file is being written for this server already. Please try again in a moment.
export-day-unreadable = I couldn't read that day. Write it like 2026-11-02.
export-days-in-no-order = These days are in no order: “from” comes first, and today is the last that there is. Please choose anew.
export-days-too-many = A file holds up to { $most } days. Please choose fewer.

# Who was handed what.
exports-for-admins = This list is for those who manage the server. What you were handed yourself is in `/privacy`.
exports-none = Nobody was handed a file so far.
exports-title = Files that were handed out
exports-somebody = Somebody
exports-line = <t:{ $at }:f> · { $who } · { $what } · { $first } to { $last } · { $form } · { $rows ->
    [-1] nothing came of it
    [one] one row
   *[other] { $rows } rows
}
