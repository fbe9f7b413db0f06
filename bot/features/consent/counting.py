"""Counting activity: nowhere until an admin turns it on and the notice about it stands in the server."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, announce, insert_new
from bot.features.consent.rules import NEWS, PURPOSES
from bot.features.consent.tables import counting_before, counting_servers

KNOWN_SECONDS = 3 * 24 * 60 * 60
"""For so long it is known when counting was turned off; whoever gathers asks about one day of any zone."""


@dataclass(frozen=True)
class Counting:
    """Counting was turned on; it `runs` once its notice is there.

    `notice_due` also when what is counted has grown since the notice: then it stands still until the next.
    """

    by_id: int | None
    since: int
    noticed_at: int | None
    runs: bool

    @property
    def notice_due(self) -> bool:
        return not self.runs


class Ran(NamedTuple):
    """Counting ran from an instant up to another, which is not in it any more."""

    began_at: int
    ended_at: int


async def counting(db: Database, guild_id: int) -> Counting | None:
    """Whether this server counts activity; None where nobody turned it on."""
    async with db.read() as tx:
        return await counting_in(tx, guild_id)


async def start_counting(tx: AsyncConnection, guild_id: int, by: int, at: int) -> bool:
    """Turn counting on; return whether its notice is due: plan it in the same transaction.

    Turning on what is on changes nothing.
    """
    await insert_new(tx, counting_servers, [{"guild_id": guild_id, "by_id": by, "since": at}])
    now = await counting_in(tx, guild_id)
    return now is not None and now.notice_due


async def noticed(tx: AsyncConnection, guild_id: int, at: int) -> bool:
    """The notice stands in the server, so counting runs; False when it was turned off meanwhile.

    To be said in the transaction that settles the notice.
    """
    done = await tx.execute(
        update(counting_servers)
        .where(counting_servers.c.guild_id == guild_id)
        .values(noticed_at=at, wording=PURPOSES["counted"].now)
    )
    announce(tx, NEWS)
    return bool(done.rowcount)


async def stop_counting(tx: AsyncConnection, guild_id: int, at: int | None = None) -> bool:
    """Turn counting off; False when it was not on. Turned on again, it begins with a notice again.

    Without `at`, nobody knows afterwards when it ran: see `counted_before`.
    """
    now = await counting_in(tx, guild_id)
    if at is not None and now is not None and now.runs and now.noticed_at is not None:
        old = counting_before.c.ended_at < at - KNOWN_SECONDS
        await tx.execute(delete(counting_before).where(counting_before.c.guild_id == guild_id, old))
        if now.noticed_at < at:
            ran = {"guild_id": guild_id, "began_at": now.noticed_at, "ended_at": at}
            await insert_new(tx, counting_before, [ran])
    done = await tx.execute(delete(counting_servers).where(counting_servers.c.guild_id == guild_id))
    announce(tx, NEWS)
    return bool(done.rowcount)


async def counting_since(db: Database, guild_ids: Collection[int]) -> Mapping[int, int]:
    """In which of these servers counting runs, and since when."""
    which = select(counting_servers).where(counting_servers.c.guild_id.in_(guild_ids))
    async with db.read() as tx:
        found = [(row.guild_id, _counting(row)) for row in await tx.execute(which)]
    return {guild_id: now.noticed_at for guild_id, now in found if now.runs and now.noticed_at is not None}


async def counted_before(db: Database, guild_id: int) -> tuple[Ran, ...]:
    """When this server counted before, the first time first; at least of its two last days."""
    which = select(counting_before).where(counting_before.c.guild_id == guild_id)
    async with db.read() as tx:
        found = await tx.execute(which.order_by(counting_before.c.began_at))
        return tuple([Ran(row.began_at, row.ended_at) for row in found])


async def counting_in(tx: AsyncConnection, guild_id: int) -> Counting | None:
    """Whether this server counts activity, seen in a transaction that is open."""
    found = await tx.execute(select(counting_servers).where(counting_servers.c.guild_id == guild_id))
    row: Row[Any] | None = found.one_or_none()
    return None if row is None else _counting(row)


def _counting(row: Row[Any]) -> Counting:
    runs = row.noticed_at is not None and row.wording >= PURPOSES["counted"].same_since
    return Counting(row.by_id, row.since, row.noticed_at, runs)
