"""Where settings are kept: a row for each that somebody chose, its value as JSON."""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from bot.db import metadata

# `by_id` is null once the admin had themselves forgotten.
server_settings = Table(
    "server_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("by_id", BigInteger),
    Column("at", BigInteger, nullable=False),
    Index(None, "by_id"),
)

# In server 0 stands what holds in all of them.
EVERYWHERE = 0
member_settings = Table(
    "member_settings",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "guild_id"),
)
