"""How rows become sessions, and looking them up."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, and_, func, not_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.errors import Refusal
from bot.features.sessions.rules import (
    Coming,
    Kind,
    Level,
    Occurrence,
    Pause,
    Place,
    Series,
    State,
    Viewer,
)
from bot.features.sessions.tables import answers, breaks, changes, occurrences, regulars, series
from bot.when import Plan, Repeats


@dataclass(frozen=True)
class View:
    """An occurrence as everybody sees it: what it belongs to, and who answered what."""

    series: Series
    occurrence: Occurrence
    coming: tuple[Coming, ...]


async def look(db: Database, guild_id: int, series_id: int) -> Series:
    """A series of this server; refuses one that is not there."""
    async with db.read() as tx:
        return await series_in(tx, guild_id, series_id)


async def series_in(tx: AsyncConnection, guild_id: int, series_id: int) -> Series:
    """`look`, in a transaction that is open."""
    found = await _series(tx, select(series).where(series.c.id == series_id, series.c.guild_id == guild_id))
    if not found:
        raise Refusal("session-gone")
    return found[0]


async def running(db: Database, guild_id: int, viewer: Viewer | None = None) -> tuple[Series, ...]:
    """All series of this server that have not ended, paused ones too, in the order they were planned.

    With a `viewer` only those they see.
    """
    async with db.read() as tx:
        return await _series(
            tx,
            select(series)
            .where(series.c.guild_id == guild_id, series.c.ended_at.is_(None), seen_by(viewer))
            .order_by(series.c.planned_at, series.c.id),
        )


def seen_by(viewer: Viewer | None) -> ColumnElement[bool]:
    """`Viewer.sees`, of rows; all of them where nobody in particular asks."""
    if viewer is None:
        return true()
    there = series.c.channel_id.in_(viewer.channels)
    return or_(series.c.host_id == viewer.id, not_(there) if viewer.all_but_these else there)


@dataclass(frozen=True)
class Titled:
    """What a list of choices needs to know of a series."""

    id: int
    title: str
    kind: Kind
    host_id: int | None
    rests: bool


async def titled(db: Database, guild_id: int, viewer: Viewer) -> tuple[Titled, ...]:
    """The titles of what this viewer sees of `running`, without when they come."""
    wanted = (series.c.id, series.c.title, series.c.kind, series.c.host_id, series.c.paused_at)
    async with db.read() as tx:
        rows = await tx.execute(
            select(*wanted)
            .where(series.c.guild_id == guild_id, series.c.ended_at.is_(None), seen_by(viewer))
            .order_by(series.c.planned_at, series.c.id)
        )
        return tuple(
            Titled(row.id, row.title, cast("Kind", row.kind), row.host_id, row.paused_at is not None)
            for row in rows
        )


async def look_at(db: Database, guild_id: int, series_ids: Collection[int]) -> dict[int, Series]:
    """Those of these series that are in this server, by their ids."""
    async with db.read() as tx:
        which = select(series).where(series.c.id.in_(series_ids), series.c.guild_id == guild_id)
        return {one.id: one for one in await _series(tx, which)}


async def next_of(db: Database, guild_id: int, series_id: int) -> View | None:
    """The next occurrence of a series, or the one that is on; refuses a series that is not there."""
    async with db.read() as tx:
        await series_in(tx, guild_id, series_id)
        there = await ahead_of(tx, series_id)
        return None if there is None else await view_in(tx, there.id)


async def regular_in(db: Database, guild_id: int, user_id: int) -> frozenset[int]:
    """The series of this server to which somebody always comes."""
    async with db.read() as tx:
        found = await tx.scalars(
            select(regulars.c.series_id).where(regulars.c.guild_id == guild_id, regulars.c.user_id == user_id)
        )
        return frozenset(found)


async def how_many(tx: AsyncConnection, guild_id: int) -> int:
    """How many series of this server have not ended."""
    found = await tx.scalar(
        select(func.count())
        .select_from(series)
        .where(series.c.guild_id == guild_id, series.c.ended_at.is_(None))
    )
    return found or 0


async def view(db: Database, occurrence_id: int) -> View | None:
    """An occurrence with its series and the answers; None when it is gone."""
    async with db.read() as tx:
        return await view_in(tx, occurrence_id)


async def view_in(tx: AsyncConnection, occurrence_id: int) -> View | None:
    """`view`, in a transaction that is open."""
    found = await occurrence_in(tx, occurrence_id)
    return None if found is None else View(*found, await coming_to(tx, occurrence_id))


async def occurrence_in(tx: AsyncConnection, occurrence_id: int) -> tuple[Series, Occurrence] | None:
    """An occurrence and what it belongs to, without who answered; None when it is gone."""
    row = (await tx.execute(select(occurrences).where(occurrences.c.id == occurrence_id))).one_or_none()
    if row is None:
        return None
    known = await _series(tx, select(series).where(series.c.id == row.series_id))
    return (known[0], occurrence_of(row)) if known else None


async def ahead(db: Database, guild_id: int) -> tuple[View, ...]:
    """The next occurrence of each series of this server, or the one that is on, by their start."""
    async with db.read() as tx:
        rows = await tx.execute(
            select(occurrences)
            .where(occurrences.c.guild_id == guild_id, occurrences.c.state == "ahead")
            .order_by(occurrences.c.starts_at, occurrences.c.id)
        )
        return await views_of(tx, [occurrence_of(row) for row in rows])


async def ahead_of(tx: AsyncConnection, series_id: int) -> Occurrence | None:
    """The next occurrence of a series, or the one that is on."""
    found = await tx.execute(
        select(occurrences)
        .where(occurrences.c.series_id == series_id, occurrences.c.state == "ahead")
        .order_by(occurrences.c.starts_at.desc())
        .limit(1)
    )
    row = found.one_or_none()
    return None if row is None else occurrence_of(row)


async def at_moment(
    tx: AsyncConnection, guild_ids: Collection[int], starts_from: int, starts_to: int
) -> tuple[View, ...]:
    """The occurrences of these servers that start in this span, its end not among it."""
    rows = await tx.execute(
        select(occurrences)
        .where(
            occurrences.c.guild_id.in_(guild_ids),
            occurrences.c.state == "ahead",
            occurrences.c.starts_at >= starts_from,
            occurrences.c.starts_at < starts_to,
        )
        .order_by(occurrences.c.starts_at, occurrences.c.id)
    )
    return await views_of(tx, [occurrence_of(row) for row in rows])


async def coming_to(tx: AsyncConnection, occurrence_id: int) -> tuple[Coming, ...]:
    """What was answered about an occurrence, in the order of the presses."""
    return tuple([one for _, one in await _coming(tx, answers.c.occurrence_id == occurrence_id)])


async def deciding(tx: AsyncConnection, one: Series, occurrence_id: int, user_id: int) -> tuple[Coming, ...]:
    """Of what was answered, all that decides about an answer of this person, in the order of the presses.

    Where seats are few that is everything. Where everybody fits, only their own and who waits nevertheless,
    from before: whoever else comes, hundreds perhaps, need not be read at each press.
    """
    which = answers.c.occurrence_id == occurrence_id
    if one.capacity is None:
        which = and_(which, or_(answers.c.user_id == user_id, answers.c.answer == "waiting"))
    return tuple([one for _, one in await _coming(tx, which)])


async def regulars_of(tx: AsyncConnection, series_id: int) -> tuple[int, ...]:
    """Who comes to every occurrence, the longest first."""
    found = await tx.scalars(
        select(regulars.c.user_id)
        .where(regulars.c.series_id == series_id)
        .order_by(regulars.c.since, regulars.c.user_id)
    )
    return tuple(found)


async def _series(tx: AsyncConnection, which: Select[Any]) -> tuple[Series, ...]:
    rows = (await tx.execute(which)).all()
    ids = [row.id for row in rows]
    left_out: dict[int, set[date]] = {}
    moved: dict[int, dict[date, int]] = {}
    away: dict[int, list[tuple[date, date]]] = {}
    for row in await tx.execute(select(changes).where(changes.c.series_id.in_(ids))):
        day = date.fromisoformat(row.day)
        if row.at is None:
            left_out.setdefault(row.series_id, set()).add(day)
        else:
            moved.setdefault(row.series_id, {})[day] = row.at
    for row in await tx.execute(select(breaks).where(breaks.c.series_id.in_(ids)).order_by(breaks.c.first)):
        span = (date.fromisoformat(row.first), date.fromisoformat(row.last))
        away.setdefault(row.series_id, []).append(span)
    return tuple(
        series_of(row, left_out.get(row.id, ()), moved.get(row.id, {}), away.get(row.id, ())) for row in rows
    )


async def views_of(tx: AsyncConnection, found: Collection[Occurrence]) -> tuple[View, ...]:
    """These occurrences with their series and answers, in the same order."""
    which = select(series).where(series.c.id.in_({one.series_id for one in found}))
    known = {one.id: one for one in await _series(tx, which)}
    coming: dict[int, list[Coming]] = {one.id: [] for one in found}
    for occurrence_id, answer in await _coming(tx, answers.c.occurrence_id.in_(list(coming))):
        coming[occurrence_id].append(answer)
    return tuple(
        View(known[one.series_id], one, tuple(coming[one.id])) for one in found if one.series_id in known
    )


async def _coming(tx: AsyncConnection, which: ColumnElement[bool]) -> list[tuple[int, Coming]]:
    """These answers, each with its occurrence, in the order of the presses. There may be hundreds."""
    wanted = (answers.c.occurrence_id, *(answers.c[one.name] for one in fields(Coming)))
    rows = await tx.execute(select(*wanted).where(which).order_by(answers.c.event_id))
    return [(occurrence_id, Coming(*answer)) for occurrence_id, *answer in rows.all()]


# --- rows


def series_of(
    row: Row[Any],
    skipped: Collection[date] = (),
    moved: Mapping[date, int] | None = None,
    away: Collection[tuple[date, date]] = (),
) -> Series:
    """A row of `session_series`, with what was changed of its plan."""
    plan = Plan(
        zone=row.zone,
        first=date.fromisoformat(row.first),
        minute=row.minute,
        repeats=Repeats.from_json(json.loads(row.repeats)),
        until=None if row.until is None else date.fromisoformat(row.until),
        count=row.times,
        holidays=row.holidays,
        skipped=frozenset(skipped),
        moved=moved or {},
        away=tuple(away),
    )
    return Series(
        id=row.id,
        guild_id=row.guild_id,
        host_id=row.host_id,
        title=row.title,
        kind=cast("Kind", row.kind),
        channel_id=row.channel_id,
        place=Place(row.place_id, row.link),
        plan=plan,
        minutes=row.minutes,
        capacity=row.capacity,
        level=cast("Level", row.level),
        bring=row.bring,
        reminders=tuple(json.loads(row.reminders)),
        planned_at=row.planned_at,
        ended_at=row.ended_at,
        paused_at=row.paused_at,
        paused_for=cast("Pause | None", row.paused_for),
        empty=row.empty,
        rev=row.rev,
    )


def row_of(one: Series) -> dict[str, Any]:
    """A series as a row; what was changed of its plan stands in tables of its own."""
    plan = one.plan
    return {
        "id": one.id,
        "guild_id": one.guild_id,
        "host_id": one.host_id,
        "title": one.title,
        "kind": one.kind,
        "channel_id": one.channel_id,
        "place_id": one.place.channel_id,
        "link": one.place.link,
        "minutes": one.minutes,
        "capacity": one.capacity,
        "level": one.level,
        "bring": one.bring,
        "reminders": json.dumps(one.reminders),
        "zone": plan.zone,
        "first": plan.first.isoformat(),
        "minute": plan.minute,
        "repeats": json.dumps(plan.repeats.to_json()),
        "until": None if plan.until is None else plan.until.isoformat(),
        "times": plan.count,
        "holidays": plan.holidays,
        "planned_at": one.planned_at,
        "ended_at": one.ended_at,
        "paused_at": one.paused_at,
        "paused_for": one.paused_for,
        "empty": one.empty,
        "rev": one.rev,
    }


def occurrence_of(row: Row[Any]) -> Occurrence:
    """A row of `session_occurrences`."""
    return Occurrence(
        id=row.id,
        series_id=row.series_id,
        guild_id=row.guild_id,
        day=date.fromisoformat(row.day),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=cast("State", row.state),
        rev=row.rev,
        shown_rev=row.shown_rev,
        mirror_id=row.mirror_id,
        thread_id=row.thread_id,
        peopled=row.peopled,
    )
