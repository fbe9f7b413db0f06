"""Where check-ins are kept. Days are ISO dates of the member's own local day."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text, UniqueConstraint

from bot.db import metadata

# When somebody wants to be asked: `weekdays` as in "0,2,4" (Monday 0), `minute` and `evening` minutes of
# their local day. `event_id` is the interaction that wrote the row last; what fell due before `since` is not
# asked for any more.
plans = Table(
    "checkin_plans",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", BigInteger, nullable=False),
    Column("weekdays", Text, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("way", Text, nullable=False),
    Column("holidays", Boolean, nullable=False),
    Column("paused_until", BigInteger),
    Column("evening", Integer),
    Column("since", BigInteger, nullable=False),
    Index(None, "guild_id", "minute"),
    Index(None, "guild_id", "evening"),
    Index(None, "user_id"),
)

# What somebody said on a day. `id` is the interaction that said it first, `event_id` the one that wrote it
# last. `energy` is blanked after a month. `question` names the question that `answer` answers; `result` is
# what became of the one thing, when they closed their day. What was shared stands in `message_id`.
checkins = Table(
    "checkins",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("day", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("event_id", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("energy", Integer),
    Column("question", Text),
    Column("answer", Text, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("wants_reply", Boolean, nullable=False),
    Column("result", Text),
    Column("result_at", BigInteger),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    UniqueConstraint("guild_id", "user_id", "day"),
    Index(None, "guild_id", "at"),
    Index(None, "user_id"),
)

# That somebody was asked on a day: "morning" or "evening", and by which delivery (`event_id`).
prompts = Table(
    "checkin_prompts",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("event_id", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "event_id"),
    Index(None, "user_id"),
    Index(None, "at"),
)

# A day of a server, by its own zone: the question that was asked, and the thread where what was shared
# gathers, in the channel where it was begun.
days = Table(
    "checkin_days",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Text, primary_key=True),
    Column("question", Text),
    Column("channel_id", BigInteger),
    Column("thread_id", BigInteger),
)
