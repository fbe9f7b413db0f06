"""What is kept of one person: to show them, to forget, and to drop when they said no to being counted."""

from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Table, delete, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, serialise
from bot.features import consent
from bot.features.activity.adding import LOCK, ROWS_AT_ONCE
from bot.features.activity.rules import METRICS
from bot.features.activity.tables import days, members, newcomers, recent, standings


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """What was counted of this person, day by day, ready for JSON; standings are its sums."""
    async with db.read() as tx:
        by_day = [
            _shown(row, day=_date(row.day))
            for guild in await _servers(tx, guild_id)
            for row in await tx.execute(
                select(days).where(*await _theirs(tx, guild, user_id)).order_by(days.c.day)
            )
        ]
        sums = [
            _shown(row, period=row.period)
            for guild in await _servers(tx, guild_id)
            for row in await tx.execute(
                select(standings).where(*_summed(guild, user_id)).order_by(standings.c.period)
            )
        ]
        found = {"activity_days": by_day, "activity_standings": sums}
        for kind, table, names in _FEW:
            mine = select(table).where(table.c.user_id == user_id, _in(table, guild_id))
            rows = (await tx.execute(mine.order_by(*table.primary_key))).mappings()
            found[kind] = [
                {name: _date(row[name]) if name in _DAYS else row[name] for name in ("guild_id", *names)}
                for row in rows
            ]
    return found


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Forget this person, in one server or in all. A server's own totals stay as they were."""
    async with db.write() as tx:
        await serialise(tx, LOCK)
        for guild in await _servers(tx, guild_id):
            await tx.execute(delete(days).where(*await _theirs(tx, guild, user_id)))
            await tx.execute(delete(standings).where(*_summed(guild, user_id)))
        for _, table, _ in _FEW:
            await tx.execute(delete(table).where(table.c.user_id == user_id, _in(table, guild_id)))


async def drop_uncounted(db: Database, since: int = 0) -> None:
    """Drop what was counted of those who said no to it since then: nothing but their wish is kept.

    To be called whenever `consent.NEWS` is heard, and once a day.
    """
    refused = await consent.refused_counting(db, since)
    for start in range(0, len(refused), ROWS_AT_ONCE):
        part = refused[start : start + ROWS_AT_ONCE]
        async with db.read() as tx:
            people = {
                (row.guild_id, row.user_id)
                for _, table, _ in _FEW
                for row in await tx.execute(
                    select(table.c.guild_id, table.c.user_id).where(table.c.user_id.in_(part)).distinct()
                )
            }
        for guild_id, user_id in await consent.uncounted(db, people):
            await forget(db, user_id, guild_id)


# Where a member is found by their id alone; who stands in another table here stands in the first of these.
_FEW: tuple[tuple[str, Table, tuple[str, ...]], ...] = (
    ("activity_members", members, ("last_day", "seen_day")),
    ("activity_newcomers", newcomers, ("joined_at", "first_message_id", "first_at", "first_reply_at")),
    ("activity_recent", recent, ("channel_id", "message_id")),
)


_DAYS = {"last_day", "seen_day"}


async def _servers(tx: AsyncConnection, guild_id: int | None) -> tuple[int, ...]:
    if guild_id is not None:
        return (guild_id,)
    found: set[int] = set()
    for table in (days, standings):
        found |= set(await _different(tx, table.c.guild_id))
    return tuple(sorted(found))


async def _theirs(tx: AsyncConnection, guild_id: int, user_id: int) -> tuple[ColumnElement[bool], ...]:
    """A member's days, each searched for by itself: the key has the day before the member."""
    here = days.c.guild_id == guild_id
    return here, days.c.day.in_(await _different(tx, days.c.day, here)), days.c.user_id == user_id


def _summed(guild_id: int, user_id: int) -> tuple[ColumnElement[bool], ...]:
    return standings.c.guild_id == guild_id, standings.c.user_id == user_id


async def _different(
    tx: AsyncConnection, column: Column[Any], *which: ColumnElement[bool]
) -> tuple[int, ...]:
    """Which values there are of a column that its key begins with, without reading every row."""
    first = select(func.min(column).label("value")).where(*which).cte(recursive=True)
    following = select(func.min(column)).where(*which, column > first.c.value).scalar_subquery()
    steps = first.union_all(select(following).where(first.c.value.is_not(None)))
    found = select(steps.c.value).where(steps.c.value.is_not(None))
    return tuple(await tx.scalars(found))


def _shown(row: Row[Any], **when: Any) -> dict[str, Any]:
    return {"guild_id": row.guild_id, **when, **{name: getattr(row, name) for name in METRICS}}


def _date(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _in(table: Table, guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else table.c.guild_id == guild_id
