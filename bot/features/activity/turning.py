"""The turn of the day: days leave their windows, and go once the server keeps them no longer."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, serialise
from bot.features import settings
from bot.features.activity.adding import (
    LOCK,
    NOTHING,
    Difference,
    Member,
    add_to,
    add_to_standings,
    known,
)
from bot.features.activity.gathering import freshen, gather, moderated
from bot.features.activity.reading import today
from bot.features.activity.rules import METRICS, ROLLING, first_day, id_at, past_periods_below
from bot.features.activity.tables import (
    days,
    flushes,
    hours,
    members,
    newcomers,
    recent,
    servers,
    standings,
    totals,
)

AT_ONCE = 250
"""So many members in one transaction: nobody who writes waits for long."""
HEALED_DAYS = 31
"""So far back everything is counted anew; what moderators did in the ledger, however old it is."""
_DAY = 24 * 60 * 60
_EPOCH_DAY = 719_163  # 1970-01-01


async def turn(db: Database, guild_id: int, now: int) -> None:
    """Let the days that lie before a server's windows go out of its standings, piece by piece.

    Others write in between. Cut short, it goes on where it stopped; when nothing is to be done it is cheap.
    """
    until = await today(db, guild_id, now)
    for window, period in ROLLING.items():
        begins = first_day(window, until)
        await _piece_by_piece(lambda period=period, begins=begins: leave(db, guild_id, period, begins))


async def tidy(db: Database, now: int) -> None:
    """What is done once a day in every server of which counts are kept, piece by piece.

    What other features keep is counted anew for the last month; what is older than the server keeps it goes.
    """
    async with db.read() as tx:
        guild_ids = list(await tx.scalars(select(servers.c.guild_id).order_by(servers.c.guild_id)))
    for guild_id in guild_ids:
        await turn(db, guild_id, now)
        await freshen(db, guild_id, now)
        await _heal(db, guild_id, now)
        await _drop_old(db, guild_id, now)
    async with db.write() as tx:
        await tx.execute(delete(flushes).where(flushes.c.at < now - _DAY))
        await tx.execute(delete(recent).where(recent.c.message_id < id_at(now - settings.BURST_SECONDS[-1])))


async def _piece_by_piece(step: Callable[[], Awaitable[bool]]) -> None:
    going_on = True
    while going_on:
        going_on = await step()
        # Who waited to write is awake by then, and would find the connection taken again.
        await asyncio.sleep(0)


# --- leaving a window


async def leave(db: Database, guild_id: int, period: int, until: int) -> bool:
    """Take the next members' last day out of a window that is to begin at `until`; False when it does."""
    async with db.write() as tx:
        await serialise(tx, LOCK)
        how_far = select(servers.c[f"begins_{period}"], servers.c[f"below_{period}"])
        row = (await tx.execute(how_far.where(servers.c.guild_id == guild_id))).one_or_none()
        if row is None or row[0] >= until:
            return False
        begins, below = int(row[0]), int(row[1])
        if below == 0:
            begins = await _next_day(tx, guild_id, begins, until)
        leaving = await _members_of(tx, guild_id, begins, below) if begins < until else {}
        await add_to(tx, standings, {(guild_id, user, period): less for user, less in leaving.items()})
        if leaving:
            last = max(leaving)
            which = and_(
                standings.c.guild_id == guild_id,
                standings.c.period == period,
                standings.c.user_id.between(below, last),
            )
            await tx.execute(delete(standings).where(which, NOTHING))
        if len(leaving) == AT_ONCE:
            below = max(leaving) + 1
        elif begins < until:
            begins, below = begins + 1, 0
        values = {f"begins_{period}": begins, f"below_{period}": below}
        await tx.execute(update(servers).where(servers.c.guild_id == guild_id).values(values))
    return begins < until


async def _next_day(tx: AsyncConnection, guild_id: int, begins: int, until: int) -> int:
    """The next day, before `until`, on which there is anything; else `until`."""
    which = (days.c.guild_id == guild_id, days.c.day >= begins, days.c.day < until)
    return await tx.scalar(select(func.min(days.c.day)).where(*which)) or until


async def _members_of(tx: AsyncConnection, guild_id: int, day: int, below: int) -> dict[int, Difference]:
    """What the next members of a day did, to be taken away."""
    which = (days.c.guild_id == guild_id, days.c.day == day, days.c.user_id >= below)
    found = await tx.execute(select(days).where(*which).order_by(days.c.user_id).limit(AT_ONCE))
    return {row.user_id: _less(row) for row in found}


def _less(row: Any) -> Difference:
    return {name: -number for name in METRICS if (number := getattr(row, name))}


# --- what is counted anew


async def _heal(db: Database, guild_id: int, now: int) -> None:
    until = await today(db, guild_id, now)
    kept = (await settings.server(db, guild_id)).retention_days
    # What other features keep goes at its instant, not at midnight: of the last day a part is gone.
    lately = set(range(until - HEALED_DAYS + 1, until - 1))
    for day in sorted(lately | await moderated(db, guild_id, now - HEALED_DAYS * _DAY)):
        if day > until - kept + 1:
            await gather(db, guild_id, day, day, now, sessions=False)
            await asyncio.sleep(0)


# --- what is old


async def _drop_old(db: Database, guild_id: int, now: int) -> None:
    until = await today(db, guild_id, now)
    oldest = until - (await settings.server(db, guild_id)).retention_days + 1
    await _piece_by_piece(lambda: _drop_days(db, guild_id, oldest, now))
    await _drop_past_windows(db, guild_id, until)
    old: list[tuple[Table, ColumnElement[bool]]] = [
        (members, members.c.last_day < oldest),
        (newcomers, newcomers.c.first_at < (oldest - _EPOCH_DAY) * _DAY),
        (totals, totals.c.day < oldest),
        (hours, hours.c.day < oldest),
    ]
    for table, which in old:
        await _piece_by_piece(lambda table=table, which=which: _drop(db, guild_id, table, which))


async def _drop_past_windows(db: Database, guild_id: int, today: int) -> None:
    """Drop the standings of months and years that are over, member after member."""
    years, months = past_periods_below(today)
    over = or_(standings.c.period.between(1000, years - 1), standings.c.period.between(100_000, months - 1))
    key, after = tuple_(*standings.primary_key), 0
    going_on = True
    while going_on:
        which = (standings.c.guild_id == guild_id, standings.c.user_id > after, over)
        async with db.read() as tx:
            piece = select(*standings.primary_key).where(*which).order_by(standings.c.user_id).limit(AT_ONCE)
            keys = [(row.guild_id, row.user_id, row.period) for row in await tx.execute(piece)]
        if keys:
            async with db.write() as tx:
                await serialise(tx, LOCK)
                await tx.execute(delete(standings).where(key.in_(keys)))
            # Of the last one there may be more.
            after = keys[-1][1] - 1
        going_on = len(keys) == AT_ONCE
        await asyncio.sleep(0)


async def _drop(db: Database, guild_id: int, table: Table, which: ColumnElement[bool]) -> bool:
    key = tuple_(*table.primary_key)
    piece = select(*table.primary_key).where(table.c.guild_id == guild_id, which).limit(AT_ONCE)
    async with db.write() as tx:
        await serialise(tx, LOCK)
        dropped = await tx.execute(delete(table).where(key.in_(piece)))
    return dropped.rowcount == AT_ONCE


async def _drop_days(db: Database, guild_id: int, oldest: int, now: int) -> bool:
    """Drop the next days of members, out of their standings too; the year's are those of what is kept."""
    zone = (await settings.server(db, guild_id)).zone
    key = tuple_(*days.primary_key)
    async with db.write() as tx:
        await serialise(tx, LOCK)
        which = (days.c.guild_id == guild_id, days.c.day < oldest)
        found = await tx.execute(select(days).where(*which).order_by(*days.primary_key).limit(AT_ONCE))
        gone: dict[Member, Difference] = {(row.guild_id, row.day, row.user_id): _less(row) for row in found}
        if gone:
            await add_to_standings(tx, gone, await known(tx, {guild_id: zone}, now))
            await tx.execute(delete(days).where(key.in_(list(gone))))
    return len(gone) == AT_ONCE
