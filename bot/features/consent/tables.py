"""Where answers are kept, and where activity is counted."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text

from bot.db import metadata

# In server 0 stands what holds in all of them: there is only ever a no.
EVERYWHERE = 0
consents = Table(
    "consents",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("purpose", Text, primary_key=True),
    Column("yes", Boolean, nullable=False),
    Column("wording", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "guild_id", "purpose", "yes"),
)

# A row where an admin turned counting on. `noticed_at` and `wording` are null until the notice about it
# stands in the server; `by_id` once the admin had themselves forgotten.
counting_servers = Table(
    "counting_servers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("by_id", BigInteger),
    Column("since", BigInteger, nullable=False),
    Column("noticed_at", BigInteger),
    Column("wording", Integer),
    Index(None, "by_id"),
)

# When counting ran before, where it was turned off lately: what was counted on a day on which it began anew
# stays counted. `ended_at` is the first instant at which it ran no more.
counting_before = Table(
    "counting_before",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("began_at", BigInteger, primary_key=True, autoincrement=False),
    Column("ended_at", BigInteger, nullable=False),
)
