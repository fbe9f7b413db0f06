## Study sessions. $at, $starts and other instants are Discord's own times (seconds) unless said otherwise.

notice-session-seat = A seat has become free: you are coming to the session on <t:{ $at }:F> in <#{ $channel }>. If it no longer suits you, press “Not this time” there, and somebody else gets it.

# What rules refuse.
session-title-empty = A session needs a title, such as “Monday quiet work”.
session-title-too-long = A title holds { $limit } characters; this one has { $length }. Details fit into “what to bring”.
session-bring-too-long = This holds { $limit } characters; yours has { $length }. A link can hold the rest.
session-length-wrong = A session takes from { $least } minutes to { $most } hours. Write it like “90 min” or “2 hours”.
session-capacity-wrong = Seats are a number from { $least } to { $most }. Leave it out where everybody fits.
session-never-comes = With these dates the session would never take place. Choose a later time, or a later end.
session-overlaps-itself = Each one would still be on when the next begins. Make it shorter, or less often.
session-reminders-too-many = { $limit } reminders are the most. Keep those that people really need.
session-reminders-wrong = A reminder comes from one minute to { $most } days before the start, as in “1 day, 15 min”.
session-own-reminders-too-many = You can have { $limit } reminders of your own here. Remove one first.
session-link-wrong = A link begins with https:// and has no spaces or brackets in it.
session-line-empty = There is nothing in it yet. One short line is enough.
session-line-too-long = One line holds { $limit } characters; this has { $length }.
session-too-many = { $limit } sessions are planned here already. End one that nobody needs any more, with `/session cancel`.
session-gone = This session is not here any more. `/session list` shows what is.
session-ended = This session has ended. Plan a new one with `/session plan`.
session-not-yours = Only its host and the moderators can change this session. Ask the host, or plan your own with `/session plan`.
session-changed-meanwhile = Somebody else has just changed this session. Look at it again, then make your change.
session-not-on-that-day = It does not take place on that day. Choose one of the days that are suggested.
session-in-the-past = That time has passed. Choose one that is still to come.
session-moved-past-another = Another one of this series lies in between. Move it to a time before that, or skip it.
session-rest-backwards = The last day lies before the first. Turn them around.
session-called-off = This one does not take place. `/session list` shows the next.
session-over = This one is over. `/session list` shows the next.
session-begun = This one has begun already. Move the next one, or end it with `/session cancel`.
