"""Where sessions are kept. No table refers to another by a key: who drops one drops what belongs to it."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text

from bot.db import metadata

# When a series comes stands in the local time of `zone`; `first` and other days are ISO dates, `repeats` and
# `reminders` JSON. `host_id` is null once the host left or had themselves forgotten; `rev` grows with each
# change, so that two who edit at once meet.
series = Table(
    "session_series",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("host_id", BigInteger),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("place_id", BigInteger),
    Column("link", Text),
    Column("minutes", Integer, nullable=False),
    Column("capacity", Integer),
    Column("level", Text, nullable=False),
    Column("bring", Text, nullable=False),
    Column("reminders", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("repeats", Text, nullable=False),
    Column("until", Text),
    Column("times", Integer),
    Column("holidays", Text),
    Column("planned_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("paused_at", BigInteger),
    Column("paused_for", Text),
    Column("empty", Integer, nullable=False),
    Column("rev", Integer, nullable=False),
    Index(None, "guild_id", "ended_at"),
    Index(None, "host_id"),
)

# One occurrence that is skipped (`at` is null) or moved to another instant, by the day the rule gives.
changes = Table(
    "session_changes",
    metadata,
    Column("series_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Text, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("at", BigInteger),
    Index(None, "guild_id"),
)

# Days from one to another, both among them, on which a series does not come.
breaks = Table(
    "session_breaks",
    metadata,
    Column("series_id", BigInteger, primary_key=True, autoincrement=False),
    Column("first", Text, primary_key=True),
    Column("last", Text, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Index(None, "guild_id"),
)

# The next occurrence of a series, and those that were. `shown_rev` is the `rev` that its posts show.
# `mirror_id` is Discord's own scheduled event, where one mirrors it; `thread_id` is where declarations stand
# once they are many. `peopled`: somebody was seen there, whoever it was.
occurrences = Table(
    "session_occurrences",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("series_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("day", Text, nullable=False),
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("shown_rev", Integer, nullable=False),
    Column("mirror_id", BigInteger),
    Column("thread_id", BigInteger),
    Column("peopled", Boolean, nullable=False),
    Index(None, "series_id", "state"),
    Index(None, "guild_id", "state", "starts_at"),
    Index(None, "state", "ends_at"),
)

# Where the posts about an occurrence stand: its "card", its "start", what "close" asked, its "recap".
posts = Table(
    "session_posts",
    metadata,
    Column("occurrence_id", BigInteger, primary_key=True, autoincrement=False),
    Column("what", Text, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Index(None, "guild_id"),
)

# Who comes. `event_id` is the press that said so: those who wait for a seat wait in its order.
answers = Table(
    "session_answers",
    metadata,
    Column("occurrence_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("answer", Text, nullable=False),
    Column("event_id", BigInteger, nullable=False),
    Column("as_regular", Boolean, nullable=False),
    Index(None, "user_id", "guild_id"),
)

# Who comes to every occurrence until they say otherwise. `missed`: how often in a row they were not there
# without a word; `asked_at`: when they were asked how they are, null again once they were there.
regulars = Table(
    "session_regulars",
    metadata,
    Column("series_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("missed", Integer, nullable=False),
    Column("asked_at", BigInteger),
    Index(None, "user_id", "guild_id"),
)

# Reminders of one's own: so many minutes before every occurrence one comes to, by "dm" or "mention".
own_reminders = Table(
    "session_reminders",
    metadata,
    Column("series_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("minutes", Integer, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("way", Text, nullable=False),
    Index(None, "user_id", "guild_id"),
)

# Who was told of what, once: at the moment `about` ("1795000000", or what was moved) somebody stands in page
# `page` of the post that the delivery `key` is. Rows are kept for two days.
told = Table(
    "session_told",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("about", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "guild_id", "about"),
)

# Who was there, and how we know: "here" they pressed a button, "declared" what they would do. Voice stays are
# kept by `voice`.
presences = Table(
    "session_presences",
    metadata,
    Column("occurrence_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("how", Text, nullable=False),
    Index(None, "user_id", "guild_id"),
)

# What somebody set out to do, and what became of it: "done", "partly" or "tomorrow", null until they say. No
# words when they only said something at the end. `event_id` is the last press or form that changed it.
declarations = Table(
    "session_declarations",
    metadata,
    Column("occurrence_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("event_id", BigInteger, nullable=False),
    Column("result", Text),
    Column("line", Text),
    Column("shared", Boolean, nullable=False),
    Column("result_at", BigInteger),
    Index(None, "user_id", "guild_id"),
)

# Something that was "learned", or "taught" by somebody.
lessons = Table(
    "session_lessons",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("occurrence_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("what", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "occurrence_id"),
    Index(None, "user_id", "guild_id"),
)

# Whom something that was taught has helped: `event_id` is the give in the ledger that came of it.
helped = Table(
    "session_helped",
    metadata,
    Column("lesson_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("event_id", BigInteger, nullable=False),
    Index(None, "user_id", "guild_id"),
)

# Who was called to somebody who sat alone, on which local day of theirs: at most once a day each.
calls = Table(
    "session_calls",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Text, primary_key=True),
    Column("occurrence_id", BigInteger, nullable=False),
    Index(None, "user_id", "guild_id"),
)
