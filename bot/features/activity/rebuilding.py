"""Proving that standings are the sum of their days, and mending what is not."""

import asyncio
from calendar import monthrange
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, case, delete, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.features import settings
from bot.features.activity.adding import LOCK, ROWS_AT_ONCE, Server, known
from bot.features.activity.keeping import counted_servers
from bot.features.activity.rules import METRICS, Metric, first_day, period_of
from bot.features.activity.tables import days, members, standings


class Difference(NamedTuple):
    """A standing that was not the sum of its days: what stood there, and what should; empty for no row."""

    guild_id: int
    period: int
    user_id: int
    stood: Mapping[Metric, int]
    should: Mapping[Metric, int]


class _Part(NamedTuple):
    """The members of a server whose id lies above `after` and, unless it is the last part, up to `upto`."""

    guild_id: int
    after: int
    upto: int | None

    def of(self, column: ColumnElement[int]) -> list[ColumnElement[bool]]:
        return [column > self.after, *([] if self.upto is None else [column <= self.upto])]


async def rebuild(db: Database, now: int) -> AsyncIterator[Difference]:
    """Compare every server's standings with the sums of their days, mend them, and say what differed.

    The bot may run meanwhile: whoever writes waits for no longer than some members take.
    """
    for guild_id in await counted_servers(db):
        zone = (await settings.server(db, guild_id)).zone
        async with db.write() as tx:
            server = (await known(tx, {guild_id: zone}, now))[guild_id]
        async for part in _parts(db, guild_id):
            async with db.read() as tx:
                suspected = await _compare(tx, part, server)
            for start in range(0, len(suspected), ROWS_AT_ONCE):
                for difference in await _mend(db, zone, suspected[start : start + ROWS_AT_ONCE], now):
                    yield difference
            await asyncio.sleep(0)


async def _parts(db: Database, guild_id: int) -> AsyncIterator[_Part]:
    after = 0
    while True:
        which = (members.c.guild_id == guild_id, members.c.user_id > after)
        async with db.read() as tx:
            ids = list(
                await tx.scalars(
                    select(members.c.user_id).where(*which).order_by(members.c.user_id).limit(ROWS_AT_ONCE)
                )
            )
        if len(ids) < ROWS_AT_ONCE:
            yield _Part(guild_id, after, None)
            return
        yield _Part(guild_id, after, ids[-1])
        after = ids[-1]


async def _compare(
    tx: AsyncConnection, part: _Part, server: Server, only: Iterable[int] | None = None
) -> list[Difference]:
    """What differs among these members, or among `only` some of them."""
    found: list[Difference] = []
    for period, begins, ends in _windows(server):
        which = [*part.of(days.c.user_id)] if only is None else [days.c.user_id.in_(only)]
        sums = await tx.execute(
            select(days.c.user_id, *(func.sum(days.c[name]).label(name) for name in METRICS))
            .where(
                days.c.guild_id == part.guild_id,
                days.c.day.in_(range(begins, ends + 1)),
                days.c.day >= _begins(period, server, begins),
                *which,
            )
            .group_by(days.c.user_id)
        )
        should = {row.user_id: _numbers(row) for row in sums}
        which = [*part.of(standings.c.user_id)] if only is None else [standings.c.user_id.in_(only)]
        kept = select(standings).where(
            standings.c.guild_id == part.guild_id, standings.c.period == period, *which
        )
        stood = {row.user_id: _numbers(row) for row in await tx.execute(kept)}
        found += [
            Difference(part.guild_id, period, user_id, stood.get(user_id, {}), should.get(user_id, {}))
            for user_id in sorted(stood.keys() | should.keys())
            if stood.get(user_id, {}) != should.get(user_id, {})
        ]
    return found


async def _mend(db: Database, zone: str, suspected: list[Difference], now: int) -> list[Difference]:
    guild_id = suspected[0].guild_id
    async with db.write() as tx:
        await serialise(tx, LOCK)
        server = (await known(tx, {guild_id: zone}, now))[guild_id]
        # Somebody may have been counted since they were compared.
        people = sorted({one.user_id for one in suspected})
        wrong = await _compare(tx, _Part(guild_id, 0, None), server, people)
        key = tuple_(*standings.primary_key)
        for start in range(0, len(wrong), ROWS_AT_ONCE):
            part = wrong[start : start + ROWS_AT_ONCE]
            await tx.execute(
                delete(standings).where(key.in_([(one.guild_id, one.user_id, one.period) for one in part]))
            )
            await insert_new(tx, standings, [_row(one) for one in part if any(one.should.values())])
    return wrong


def _windows(server: Server) -> list[tuple[int, int, int]]:
    """Each window that is kept, and the first and last day that may lie in it."""
    today = date.fromordinal(server.today)
    month_ends = today.replace(day=monthrange(today.year, today.month)[1]).toordinal()
    year_ends = date(today.year, 12, 31).toordinal()
    return [
        (7, server.begins_7, server.today + 1),
        (30, server.begins_30, server.today + 1),
        (period_of("month", server.today), first_day("month", server.today), month_ends),
        (period_of("year", server.today), first_day("year", server.today), year_ends),
    ]


def _begins(period: int, server: Server, begins: int) -> ColumnElement[int] | int:
    """The first day of a window, a day later for members whose last one has been taken out already."""
    below = {7: server.below_7, 30: server.below_30}.get(period, 0)
    return begins if below == 0 else case((days.c.user_id < below, begins + 1), else_=begins)


def _numbers(row: Row[Any]) -> dict[Metric, int]:
    # PostgreSQL's sums are no integers.
    return {name: int(getattr(row, name)) for name in METRICS}


def _row(one: Difference) -> dict[str, Any]:
    return {"guild_id": one.guild_id, "period": one.period, "user_id": one.user_id, **one.should}
