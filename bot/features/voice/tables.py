"""Where stays in voice channels are kept, and which channels are watched because somebody meets there."""

from sqlalchemy import BigInteger, Column, Index, Integer, Row, Table, Text

from bot.db import metadata
from bot.features.voice.rules import Stay, Watch

# `seen_at` is when they were last known to be there; `ended_at` is null while they are. `run` is the process
# that sees the stay. Of what counts, `credited` seconds are over, and more run since `credited_since`.
voice_stays = Table(
    "voice_stays",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("began_at", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("credited", Integer, nullable=False),
    Column("credited_since", BigInteger),
    Column("run", BigInteger, nullable=False),
    Index(None, "channel_id", "ended_at"),
    Index(None, "guild_id", "ended_at"),
    Index(None, "user_id"),
)
still_open = voice_stays.c.ended_at.is_(None)
# Somebody is in one voice channel of a server at a time.
Index(
    "ix_voice_stays_open",
    voice_stays.c.guild_id,
    voice_stays.c.user_id,
    unique=True,
    sqlite_where=still_open,
    postgresql_where=still_open,
)
Index("ix_voice_stays_run", voice_stays.c.run, sqlite_where=still_open, postgresql_where=still_open)

# `key` is the caller's name for it.
voice_watches = Table(
    "voice_watches",
    metadata,
    Column("key", Text, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Index(None, "guild_id"),
    Index(None, "until"),
)


def stay_of(row: "Row[tuple[int, ...]]") -> Stay:
    return Stay(*row)


def watch_of(row: "Row[tuple[str, int, int, int, int]]") -> Watch:
    return Watch(*row)
