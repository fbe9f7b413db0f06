"""Where counts are kept. `day` is the ordinal of a server-local day; what is counted has a column of its own.

Four tables have the same columns of counts: a member's day, a member's standing in a window, a server's
day. They are changed together, in one transaction, by `keeping.add`.
"""

from collections.abc import Iterator

from sqlalchemy import BigInteger, Column, Index, Integer, Table, literal_column

from bot.db import metadata
from bot.features.activity.rules import METRICS


def _counts(*, of_servers: bool = False) -> Iterator[Column[int]]:
    for name in METRICS:
        # 50,000 members who sit in voice for a day are more seconds than an Integer holds.
        large = of_servers and name == "voice_seconds"
        yield Column(name, BigInteger if large else Integer, nullable=False)


# Day before member: a server's day is one stretch. Members alone are found through `members`.
days = Table(
    "activity_days",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    *_counts(),
    # Without it SQLite would keep each key twice.
    sqlite_with_rowid=False,
)
# Those on which something was gathered, to be compared with what other features keep.
some_gathered = (
    days.c.voice_seconds + days.c.sessions + days.c.hosted + days.c.checkins + days.c.gives + days.c.takes
) > literal_column("0")
Index(
    "ix_activity_days_gathered",
    days.c.guild_id,
    days.c.day,
    days.c.user_id,
    sqlite_where=some_gathered,
    postgresql_where=some_gathered,
)

# The sum of a member's days in a window, `period` as in `rules.period_of`; rows of nothing are not kept. A
# month and a year have their own rows from their first day on; 7 and 30 go on from day to day.
standings = Table(
    "activity_standings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    # Member before window: what changes together lies together.
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("period", Integer, primary_key=True, autoincrement=False),
    *_counts(),
    sqlite_with_rowid=False,
)
# In the order of ranks, for each thing that is counted, those who have any.
for _name in METRICS:
    _some = standings.c[_name] > literal_column("0")
    Index(
        f"ix_activity_standings_{_name}",
        standings.c.guild_id,
        standings.c.period,
        standings.c[_name],
        standings.c.user_id,
        sqlite_where=_some,
        postgresql_where=_some,
    )

# A server's day: the sums of its members' and, in `days`, how many were active. Nobody's id; it stays as it
# was when somebody is forgotten.
totals = Table(
    "activity_totals",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    *_counts(of_servers=True),
)

# What was written in which local hour, by nobody in particular.
hours = Table(
    "activity_hours",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("messages", Integer, nullable=False),
    Column("reactions", Integer, nullable=False),
)

# Everybody of whom there are days, the last of them, and the last on which they did something themselves.
members = Table(
    "activity_members",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("last_day", Integer, nullable=False),
    Column("seen_day", Integer),
    Index(None, "user_id"),
)

# Whose first message came soon after they joined, and when somebody else first replied to them.
newcomers = Table(
    "activity_newcomers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("joined_at", BigInteger, nullable=False),
    Column("first_message_id", BigInteger, nullable=False),
    Column("first_at", BigInteger, nullable=False),
    Column("first_reply_at", BigInteger),
    Index(None, "guild_id", "joined_at"),
    Index(None, "user_id"),
)

# The last message that was counted of a member in a channel, for some minutes: a burst counts once even when
# the bot starts anew in it.
recent = Table(
    "activity_recent",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, nullable=False),
    Index(None, "message_id"),
    Index(None, "user_id"),
)

# How far a server's standings have come. The windows of 7 and 30 days begin at `begins`, and a day later for
# members whose id lies below `below`: so far its last day has been taken out. `gathered_day` is the last day
# up to which what other features keep was read.
servers = Table(
    "activity_servers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("begins_7", Integer, nullable=False),
    Column("below_7", BigInteger, nullable=False),
    Column("begins_30", Integer, nullable=False),
    Column("below_30", BigInteger, nullable=False),
    Column("gathered_day", Integer, nullable=False),
)

# The last piece of counts that a process wrote down: one whose answer was lost is not written twice.
flushes = Table(
    "activity_flushes",
    metadata,
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
)
