"""Who was handed what, and when: admins see it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Integer,
    Table,
    Text,
    delete,
    select,
    true,
    update,
)

from bot.db import Database, insert_new, metadata
from bot.features import settings

DAY = 86_400

# `id` is that of the interaction; `by_id` is null once the moderator had themselves forgotten. `what` is a
# metric or "overview", days are ordinals of server-local ones. `rows` is null while nothing was handed out.
taken = Table(
    "exports",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("by_id", BigInteger),
    Column("what", Text, nullable=False),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("form", Text, nullable=False),
    Column("rows", Integer),
    Column("at", BigInteger, nullable=False),
    Index(None, "guild_id", "at"),
    Index(None, "by_id"),
)


@dataclass(frozen=True)
class Taken:
    """Somebody asked for a file of what was counted; `rows` is None when it came to nothing."""

    id: int
    guild_id: int
    by_id: int | None
    what: str
    first_day: int
    last_day: int
    form: str
    rows: int | None
    at: int


async def take(db: Database, one: Taken) -> None:
    """Keep that somebody asks for a file, before anything is read; the same event twice is one."""
    async with db.write() as tx:
        await insert_new(tx, taken, [vars(one)])


async def finish(db: Database, event_id: int, rows: int) -> None:
    """It is about to be handed out, with so many rows."""
    async with db.write() as tx:
        await tx.execute(update(taken).where(taken.c.id == event_id).values(rows=rows))


async def recent(db: Database, guild_id: int, limit: int) -> tuple[Taken, ...]:
    """The last of a server, the newest first."""
    query = select(taken).where(taken.c.guild_id == guild_id).order_by(taken.c.at.desc(), taken.c.id.desc())
    async with db.read() as tx:
        return tuple(Taken(*row) for row in await tx.execute(query.limit(limit)))


async def tidy(db: Database, now: int) -> None:
    """Drop what is older than its server keeps what it counts."""
    async with db.read() as tx:
        servers = list(await tx.scalars(select(taken.c.guild_id).distinct()))
    kept = await settings.servers(db, servers)
    for guild_id, chosen in kept.items():
        old = (taken.c.guild_id == guild_id, taken.c.at <= now - chosen.retention_days * DAY)
        async with db.write() as tx:
            await tx.execute(delete(taken).where(*old))


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """Which files this person was handed as a moderator, ready for JSON."""
    mine = select(taken).where(taken.c.by_id == user_id, _in(guild_id)).order_by(taken.c.at, taken.c.id)
    kept = ("guild_id", "what", "form", "rows", "at")
    async with db.read() as tx:
        return {
            "exports": [{name: row[name] for name in kept} for row in (await tx.execute(mine)).mappings()]
        }


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Forget who it was; that something was handed out stays."""
    async with db.write() as tx:
        await tx.execute(update(taken).where(taken.c.by_id == user_id, _in(guild_id)).values(by_id=None))


def _in(guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else taken.c.guild_id == guild_id
