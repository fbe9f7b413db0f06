"""Where it is kept who would like a reply, what came, and which listeners were called."""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from bot.db import metadata

# A check-in whose author would like a reply. `user_id` is null once they had themselves forgotten: that
# somebody asked, and when a first reply came, still counts for the server. The card stands in `message_id`.
asks = Table(
    "reply_asks",
    metadata,
    Column("checkin_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger),
    Column("at", BigInteger, nullable=False),
    Column("answered_at", BigInteger),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    Index(None, "guild_id", "at"),
    Index(None, "user_id"),
)

# What `helper_id` wrote to `user_id`, for their eyes alone. `id` is that of the interaction.
replies = Table(
    "replies",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("checkin_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("helper_id", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("seen_at", BigInteger),
    Index(None, "checkin_id"),
    Index(None, "guild_id"),
    Index(None, "user_id"),
    Index(None, "helper_id"),
)

# On which local day a listener was called, in whichever server: at most once a day.
calls = Table(
    "reply_calls",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Text, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("checkin_id", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "guild_id"),
    Index(None, "checkin_id"),
)
