"""Taking back what was said of single days and of vacations, as if it had not been said."""

from datetime import date

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, serialise
from bot.errors import Refusal
from bot.features import deliveries
from bot.features.sessions.arming import advance, disarm, mirror, retime
from bot.features.sessions.planning import Planned, news_of_move, show
from bot.features.sessions.reading import ahead_of, occurrence_of, series_in
from bot.features.sessions.rules import Occurrence, Series, refuse_to_change
from bot.features.sessions.tables import breaks, changes, occurrences, series
from bot.when import Occurrence as Time
from bot.when import next_occurrence


async def restore(
    db: Database, guild_id: int, series_id: int, day: date, by: int, now: int, *, moderator: bool
) -> Planned:
    """Let an occurrence that was skipped or moved come as its rule says; whoever had answered comes again."""
    async with db.write() as tx:
        one = await _open(tx, guild_id, series_id, by, moderator=moderator)
        which = (changes.c.series_id == series_id) & (changes.c.day == day.isoformat())
        return await _without(tx, one, changes, which, now)


async def end_rest(
    db: Database, guild_id: int, series_id: int, first: date, by: int, now: int, *, moderator: bool
) -> Planned:
    """Let a series come in a vacation that begins on this day, as if there were none."""
    async with db.write() as tx:
        one = await _open(tx, guild_id, series_id, by, moderator=moderator)
        which = (breaks.c.series_id == series_id) & (breaks.c.first == first.isoformat())
        return await _without(tx, one, breaks, which, now)


async def _open(tx: AsyncConnection, guild_id: int, series_id: int, by: int, *, moderator: bool) -> Series:
    await serialise(tx, "session", series_id)
    one = await series_in(tx, guild_id, series_id)
    refuse_to_change(one, by, moderator=moderator)
    return one


async def _without(
    tx: AsyncConnection, one: Series, table: Table, which: ColumnElement[bool], now: int
) -> Planned:
    gone = await tx.execute(delete(table).where(which))
    if not gone.rowcount:
        raise Refusal("session-undone-already")
    await tx.execute(update(series).where(series.c.id == one.id).values(rev=series.c.rev + 1))
    return await _follow(tx, await series_in(tx, one.guild_id, one.id), now)


async def _follow(tx: AsyncConnection, one: Series, now: int) -> Planned:
    """Let what comes first be the occurrence that is ahead."""
    there, first = await ahead_of(tx, one.id), next_occurrence(one.plan, now)
    if there is not None:
        if first is None or there.starts_at <= now:
            return Planned(one, there, there)
        if first.day == there.day:
            return Planned(one, await _at(tx, one, there, first, now), there)
        await disarm(tx, one, there, now)
    made = await _revived(tx, one, first, now) or await advance(tx, one, now)
    if made is not None:
        await show(tx, one, made, now)
    return Planned(one, made, there)


async def _at(tx: AsyncConnection, one: Series, there: Occurrence, time: Time, now: int) -> Occurrence:
    if time.starts_at == there.starts_at:
        return there
    await retime(tx, one, there, time, now)
    moved = await ahead_of(tx, one.id)
    assert moved is not None, "it was given another time, not taken away"
    await mirror(tx, one, moved, now)
    await deliveries.plan(tx, [news_of_move(one, moved, now)])
    return moved


async def _revived(tx: AsyncConnection, one: Series, time: Time | None, now: int) -> Occurrence | None:
    """The occurrence that had been called off for this day, with its answers."""
    if time is None or one.paused_at is not None:
        return None
    found = await tx.execute(
        select(occurrences)
        .where(
            occurrences.c.series_id == one.id,
            occurrences.c.day == time.day.isoformat(),
            occurrences.c.state == "off",
        )
        .order_by(occurrences.c.id.desc())
        .limit(1)
    )
    row = found.one_or_none()
    if row is None:
        return None
    await tx.execute(update(occurrences).where(occurrences.c.id == row.id).values(state="ahead"))
    await retime(tx, one, occurrence_of(row), time, now)
    return await ahead_of(tx, one.id)
