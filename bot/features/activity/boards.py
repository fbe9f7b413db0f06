"""Boards: who did how much of something in a window, in order, and where somebody stands."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, literal_column, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features import consent
from bot.features.activity.reading import day_in
from bot.features.activity.rules import METRICS, Metric, Window, period_of
from bot.features.activity.tables import days, members, standings

PAGE = 10
_PEOPLE_AT_ONCE = 1000


class Place(NamedTuple):
    """Where somebody stands: with equal points everybody has the same rank, 1 + those with more."""

    rank: int
    user_id: int
    points: int


@dataclass(frozen=True)
class Board:
    """A page of a board from its `offset` on; `size` is how many stand on all of its pages."""

    places: tuple[Place, ...]
    offset: int
    size: int


async def board(
    db: Database,
    guild_id: int,
    metric: Metric,
    window: Window,
    now: int,
    *,
    offset: int = 0,
    limit: int = PAGE,
    shown_only: bool = False,
) -> Board:
    """A page of those who have any points, the most first; the same order whenever it is asked.

    `voice_seconds` are seconds. With `shown_only` there are only those who agreed to be shown on boards, and
    ranks are among them. An offset past the end gives the last page.
    """
    async with db.read() as tx:
        period = period_of(window, await day_in(tx, db, guild_id, now))
        ranked = _Ranked(guild_id, period, metric, shown_only)
        size = await ranked.size(tx)
        offset = max(0, min(offset, (size - 1) // limit * limit))
        return Board(await ranked.page(tx, offset, limit, size), offset, size)


async def rank(
    db: Database,
    guild_id: int,
    metric: Metric,
    window: Window,
    user_id: int,
    now: int,
    *,
    shown_only: bool = False,
) -> Place | None:
    """Where this member stands; None when they have no points, or are not to be shown."""
    async with db.read() as tx:
        period = period_of(window, await day_in(tx, db, guild_id, now))
        return await _Ranked(guild_id, period, metric, shown_only).place(tx, user_id)


async def around(
    db: Database,
    guild_id: int,
    metric: Metric,
    window: Window,
    user_id: int,
    now: int,
    *,
    limit: int = PAGE,
    shown_only: bool = False,
) -> Board | None:
    """The page of the board on which this member stands, as `board` would give it; None as with `rank`."""
    async with db.read() as tx:
        period = period_of(window, await day_in(tx, db, guild_id, now))
        ranked = _Ranked(guild_id, period, metric, shown_only)
        found = await ranked.place(tx, user_id)
        if found is None:
            return None
        before = found.rank - 1 + await ranked.equals_before(tx, found.user_id, found.points)
        above = before % limit
        places = await ranked.page_with(tx, found, before - above, above, limit)
        return Board(places, before - above, await ranked.size(tx))


async def size(db: Database, guild_id: int, metric: Metric, window: Window, now: int) -> int:
    """How many members have any points: by `days`, how many were active in the window."""
    async with db.read() as tx:
        period = period_of(window, await day_in(tx, db, guild_id, now))
        return await _Ranked(guild_id, period, metric, shown_only=False).size(tx)


async def everybody(
    db: Database,
    guild_id: int,
    metric: Metric,
    window: Window,
    now: int,
    *,
    shown_only: bool = False,
) -> AsyncIterator[tuple[Place, ...]]:
    """The whole board, a thousand places at a time; who is counted meanwhile may be missed or come twice."""
    async with db.read() as tx:
        period = period_of(window, await day_in(tx, db, guild_id, now))
    ranked = _Ranked(guild_id, period, metric, shown_only)
    last: Place | None = None
    passed = 0
    while True:
        async with db.read() as tx:
            found = await ranked.after(tx, last, passed, _PEOPLE_AT_ONCE)
        if not found:
            return
        yield found
        last, passed = found[-1], passed + len(found)


async def sums(
    db: Database, guild_id: int, first: int, last: int, *, shown_only: bool = False
) -> AsyncIterator[tuple[tuple[int, Mapping[Metric, int]], ...]]:
    """What each member did from one day to another, both among them, by their id, a thousand at a time.

    Days are ordinals. Members who did nothing are left out; a part may be empty.
    """
    below = 0
    while True:
        async with db.read() as tx:
            which = (members.c.guild_id == guild_id, members.c.user_id > below)
            ids = list(
                await tx.scalars(
                    select(members.c.user_id).where(*which).order_by(members.c.user_id).limit(_PEOPLE_AT_ONCE)
                )
            )
            if not ids:
                return
            found = await tx.execute(_summed(guild_id, first, last, below, ids[-1]))
            rows: list[tuple[int, Mapping[Metric, int]]] = [
                # PostgreSQL's sums are no integers.
                (row[0], {name: int(number) for name, number in zip(METRICS, row[1:], strict=True)})
                for row in found
            ]
        if shown_only:
            shown = await consent.who_agrees(db, guild_id, "boards", [user_id for user_id, _ in rows])
            rows = [row for row in rows if row[0] in shown]
        yield tuple(rows)
        below = ids[-1]


def _summed(guild_id: int, first: int, last: int, after: int, upto: int) -> Select[Any, Any]:
    # Days by name: each is a search of its own in the key, where a range of days would be read whole.
    return (
        select(days.c.user_id, *(func.sum(days.c[name]) for name in METRICS))
        .where(
            days.c.guild_id == guild_id,
            days.c.day.in_(range(first, last + 1)),
            days.c.user_id > after,
            days.c.user_id <= upto,
        )
        .group_by(days.c.user_id)
        .order_by(days.c.user_id)
    )


class _Ranked:
    """One order of one server's members, the newer account first among equals."""

    def __init__(self, guild_id: int, period: int, metric: Metric, shown_only: bool) -> None:
        self._points = standings.c[metric]
        self._which: list[ColumnElement[bool]] = [
            standings.c.guild_id == guild_id,
            standings.c.period == period,
            # Written out: else SQLite does not see that the index of those who have any is enough.
            self._points > literal_column("0"),
        ]
        if shown_only:
            self._which.append(consent.says_yes(standings.c.user_id, guild_id, "boards"))

    async def size(self, tx: AsyncConnection) -> int:
        return await tx.scalar(select(func.count()).select_from(standings).where(*self._which)) or 0

    async def page(self, tx: AsyncConnection, offset: int, limit: int, size: int) -> tuple[Place, ...]:
        """Looked for from the nearer end."""
        limit = min(limit, size - offset)
        left = size - offset - limit
        if left < offset:
            found = (await tx.execute(self._in_order(up=True).offset(left).limit(limit))).all()[::-1]
        else:
            found = (await tx.execute(self._in_order().offset(offset).limit(limit))).all()
        return await self._placed(tx, [(row[0], row[1]) for row in found], offset)

    async def page_with(
        self, tx: AsyncConnection, place: Place, offset: int, above: int, limit: int
    ) -> tuple[Place, ...]:
        """The page with this place on it, so many lines below its top."""
        here, this = tuple_(self._points, standings.c.user_id), tuple_(place.points, place.user_id)
        higher = (await tx.execute(self._in_order(up=True).where(here > this).limit(above))).all()
        lower = (await tx.execute(self._in_order().where(here <= this).limit(limit - above))).all()
        return await self._placed(tx, [(row[0], row[1]) for row in (*higher[::-1], *lower)], offset)

    async def after(
        self, tx: AsyncConnection, last: Place | None, passed: int, limit: int
    ) -> tuple[Place, ...]:
        which = self._in_order().limit(limit)
        if last is not None:
            here = tuple_(self._points, standings.c.user_id)
            which = which.where(here < tuple_(last.points, last.user_id))
        found = [(row[0], row[1]) for row in await tx.execute(which)]
        if last is not None and found and found[0][1] == last.points:
            # Equals across two parts: the first of them was in an earlier one.
            return _with_ranks(found, passed, last.rank)
        return _with_ranks(found, passed, None)

    async def place(self, tx: AsyncConnection, user_id: int) -> Place | None:
        points = await tx.scalar(select(self._points).where(*self._which, standings.c.user_id == user_id))
        if points is None:
            return None
        return Place(await self._more(tx, points) + 1, user_id, points)

    async def equals_before(self, tx: AsyncConnection, user_id: int, points: int) -> int:
        """How many have as many points and stand before this member."""
        which = (self._points == points, standings.c.user_id > user_id, *self._which)
        return await tx.scalar(select(func.count()).select_from(standings).where(*which)) or 0

    def _in_order(self, *, up: bool = False) -> Select[Any, Any]:
        columns = (self._points, standings.c.user_id)
        order = columns if up else tuple(column.desc() for column in columns)
        return select(standings.c.user_id, self._points).where(*self._which).order_by(*order)

    async def _more(self, tx: AsyncConnection, points: int) -> int:
        # The narrower bound first: SQLite searches by the first and looks at every row for the other.
        which = (self._points > points, *self._which)
        return await tx.scalar(select(func.count()).select_from(standings).where(*which)) or 0

    async def _placed(
        self, tx: AsyncConnection, found: list[tuple[int, int]], offset: int
    ) -> tuple[Place, ...]:
        if not found:
            return ()
        first = offset + 1 - (0 if offset == 0 else await self.equals_before(tx, *found[0]))
        return _with_ranks(found, offset, first)


def _with_ranks(found: list[tuple[int, int]], offset: int, first: int | None) -> tuple[Place, ...]:
    """Ranks from an offset on; `first` is that of the first one, where equals of theirs came before."""
    places: list[Place] = []
    for number, (user_id, points) in enumerate(found, start=offset + 1):
        rank_here = number
        if places and places[-1].points == points:
            rank_here = places[-1].rank
        elif not places and first is not None:
            rank_here = first
        places.append(Place(rank_here, user_id, points))
    return tuple(places)
