"""Who left, and which servers the bot left: what is kept of them goes a while later, unless they return."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Index, Table, delete, select, true

from bot.db import Database, insert_new, metadata

GRACE = 30 * 24 * 60 * 60

gone_members = Table(
    "gone_members",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("since", BigInteger, nullable=False),
    Index(None, "since"),
    Index(None, "user_id"),
)

gone_servers = Table(
    "gone_servers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("since", BigInteger, nullable=False),
    Index(None, "since"),
)


@dataclass(frozen=True)
class Purge:
    """Everything of a member in a server is to go, or everything of the server when `user_id` is None."""

    guild_id: int
    user_id: int | None = None


async def members_seen(
    db: Database, guild_id: int, *, here: Collection[int] = (), gone: Collection[int] = (), at: int
) -> int:
    """Note who of a server is there and who is not; return how many had been gone and are back.

    Whoever was known to be gone stays so since the first time.
    """
    async with db.write() as tx:
        back = await tx.execute(
            delete(gone_members).where(gone_members.c.guild_id == guild_id, gone_members.c.user_id.in_(here))
        )
        rows = [{"guild_id": guild_id, "user_id": user_id, "since": at} for user_id in gone]
        await insert_new(tx, gone_members, rows)
    return back.rowcount


async def servers_seen(
    db: Database, *, here: Collection[int] = (), gone: Collection[int] = (), at: int
) -> int:
    """Note which servers the bot is in and which it is not; return how many it had left and is back in."""
    async with db.write() as tx:
        back = await tx.execute(delete(gone_servers).where(gone_servers.c.guild_id.in_(here)))
        await insert_new(tx, gone_servers, [{"guild_id": guild_id, "since": at} for guild_id in gone])
    return back.rowcount


async def due_purges(db: Database, now: int, limit: int = 100) -> tuple[Purge, ...]:
    """What has been gone for thirty days, servers first, the longest gone first."""
    due = now - GRACE
    servers = select(gone_servers.c.guild_id).where(gone_servers.c.since <= due)
    members = select(gone_members).where(gone_members.c.since <= due)
    async with db.read() as tx:
        gone = await tx.scalars(servers.order_by(gone_servers.c.since, gone_servers.c.guild_id).limit(limit))
        left = await tx.execute(
            members.order_by(gone_members.c.since, *gone_members.primary_key).limit(limit)
        )
        purges = [*map(Purge, gone), *(Purge(row.guild_id, row.user_id) for row in left)]
    return tuple(purges[:limit])


async def still_due(db: Database, purge: Purge, now: int) -> bool:
    """Whether this is still to go: nobody has come back meanwhile."""
    if purge.user_id is None:
        which = select(gone_servers.c.since).where(gone_servers.c.guild_id == purge.guild_id)
    else:
        which = select(gone_members.c.since).where(
            gone_members.c.guild_id == purge.guild_id, gone_members.c.user_id == purge.user_id
        )
    async with db.read() as tx:
        since = await tx.scalar(which)
    return since is not None and since <= now - GRACE


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """Which servers this person was found to have left, ready for JSON."""
    theirs = select(gone_members).where(gone_members.c.user_id == user_id, _in(guild_id))
    async with db.read() as tx:
        rows = await tx.execute(theirs.order_by(gone_members.c.guild_id))
        return {"departures": [{"guild_id": row.guild_id, "since": row.since} for row in rows]}


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Forget that this person left, one server or any."""
    async with db.write() as tx:
        await tx.execute(delete(gone_members).where(gone_members.c.user_id == user_id, _in(guild_id)))


def _in(guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else gone_members.c.guild_id == guild_id
