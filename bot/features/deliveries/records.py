"""What became of deliveries: how late they were, which failed and why, and what is kept of it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, not_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features.deliveries.rules import Delivery, Lateness, State, lateness_of
from bot.features.deliveries.tables import deliveries, delivery_of, held_series, is_held

DAY = 86_400
KEPT_DAYS = 30
_AT_ONCE = 2000


@dataclass(frozen=True)
class Problem:
    """A delivery that was refused, and when; `held` when its series waits for somebody to mend it."""

    key: str
    kind: str
    series: str | None
    due_at: int
    reason: str
    held: bool


@dataclass(frozen=True)
class Settled:
    """What became of a delivery, and when; `message_id` is where it stands in `channel_id`, once sent."""

    state: State
    settled_at: int
    channel_id: int | None
    message_id: int | None


@dataclass(frozen=True)
class Hold:
    """A series that is paused."""

    series: str
    guild_id: int | None
    reason: str
    since: int


@dataclass(frozen=True)
class Whereabouts:
    """How far a delivery is, and where its message stands once it was sent."""

    state: State
    channel_id: int | None
    message_id: int | None


async def whereabouts(db: Database, keys: Collection[str]) -> dict[str, Whereabouts]:
    """How far the deliveries of these keys are; what was never planned, or long ago, is missing."""
    async with db.read() as tx:
        found = await tx.execute(select(deliveries).where(deliveries.c.key.in_(keys)))
        return {row.key: Whereabouts(row.state, row.channel_id, row.message_id) for row in found}


async def lateness(db: Database, guild_id: int, last: int = 100) -> Lateness | None:
    """How late the last deliveries of this server were; None when there were none."""
    async with db.read() as tx:
        values = await tx.scalars(
            select(deliveries.c.late_ms)
            .where(deliveries.c.guild_id == guild_id, deliveries.c.state == "sent")
            .order_by(deliveries.c.settled_at.desc(), deliveries.c.id)
            .limit(last)
        )
        return lateness_of([value for value in values if value is not None])


async def failures(db: Database, guild_id: int, last: int = 20) -> tuple[Problem, ...]:
    """What of this server could not be sent, the latest due first: failed, or waiting in a paused series."""
    held = select(held_series.c.series)
    refused = and_(deliveries.c.state == "waiting", deliveries.c.reason.is_not(None))
    query = (
        select(deliveries)
        .where(
            deliveries.c.guild_id == guild_id,
            or_(deliveries.c.state == "failed", and_(refused, deliveries.c.series.in_(held))),
        )
        .order_by(deliveries.c.due_at.desc(), deliveries.c.id)
        .limit(last)
    )
    async with db.read() as tx:
        return tuple(
            Problem(row.key, row.kind, row.series, row.due_at, row.reason, held=row.state == "waiting")
            for row in await tx.execute(query)
        )


async def coming(db: Database, guild_id: int, *, kinds: str, limit: int) -> tuple[Delivery, ...]:
    """What is to be sent next in this server, of the kinds that begin so; without what is paused."""
    query = (
        select(deliveries)
        .where(
            deliveries.c.guild_id == guild_id,
            deliveries.c.state == "waiting",
            deliveries.c.kind.startswith(kinds, autoescape=True),
            not_(is_held()),
        )
        .order_by(deliveries.c.due_at, deliveries.c.id)
        .limit(limit)
    )
    async with db.read() as tx:
        return tuple(delivery_of(row) for row in await tx.execute(query))


async def held(db: Database, guild_id: int) -> tuple[Hold, ...]:
    """The paused series of this server, the longest paused first."""
    async with db.read() as tx:
        found = await tx.execute(
            select(held_series)
            .where(held_series.c.guild_id == guild_id)
            .order_by(held_series.c.since, held_series.c.series)
        )
        return tuple(Hold(row.series, row.guild_id, row.reason, row.since) for row in found)


async def settled(tx: AsyncConnection, keys: Collection[str]) -> dict[str, Settled]:
    """What became of these, by their keys; what is still to be sent, or was never planned, is left out."""
    rows = await tx.execute(
        select(deliveries).where(deliveries.c.key.in_(keys), deliveries.c.settled_at.is_not(None))
    )
    return {row.key: Settled(row.state, row.settled_at, row.channel_id, row.message_id) for row in rows}


async def stands_at(tx: AsyncConnection, delivery_id: int) -> tuple[int, int] | None:
    """The channel and the message of a delivery that was sent; None where there is no message."""
    query = select(deliveries.c.channel_id, deliveries.c.message_id).where(
        deliveries.c.id == delivery_id,
        deliveries.c.channel_id.is_not(None),
        deliveries.c.message_id.is_not(None),
    )
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else (row.channel_id, row.message_id)


async def ahead_of(db: Database, delivery: Delivery, now: int) -> tuple[int, ...]:
    """What was planned for the same server and kind before this one, is due, and was not tried yet."""
    untried = or_(
        and_(deliveries.c.state == "waiting", deliveries.c.attempts == 0, deliveries.c.try_at <= now),
        and_(deliveries.c.state == "claimed", deliveries.c.attempts == 1),
    )
    earlier = select(deliveries.c.id).where(
        deliveries.c.kind == delivery.kind,
        deliveries.c.guild_id == delivery.guild_id,
        deliveries.c.id < delivery.id,
        untried,
    )
    async with db.read() as tx:
        return tuple(await tx.scalars(earlier))


async def purge(db: Database, now: int, days: int = KEPT_DAYS) -> int:
    """Drop what was settled so many days ago; return how many there were."""
    long_ago = now - days * DAY
    settled = deliveries.c.state.in_(["sent", "skipped", "failed"]) & (deliveries.c.settled_at <= long_ago)
    # In a series that stays paused.
    expired = (deliveries.c.state == "waiting") & (deliveries.c.expires_at <= long_ago)
    old = select(deliveries.c.id).where(or_(settled, expired)).limit(_AT_ONCE)
    gone = 0
    while True:
        # Piece by piece: others write in between.
        async with db.write() as tx:
            dropped = await tx.execute(delete(deliveries).where(deliveries.c.id.in_(old)))
        gone += dropped.rowcount
        if dropped.rowcount < _AT_ONCE:
            return gone


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """What was or will be sent to this person, in one server or in all, ready for JSON."""
    theirs = select(deliveries).where(deliveries.c.person_id == user_id, _in(deliveries, guild_id))
    async with db.read() as tx:
        rows = await tx.execute(theirs.order_by(deliveries.c.due_at, deliveries.c.id))
        return {
            "deliveries": [
                {
                    "kind": row.kind,
                    "guild_id": row.guild_id,
                    "due_at": row.due_at,
                    "state": row.state,
                    "settled_at": row.settled_at,
                    "message_id": row.message_id,
                }
                for row in rows
            ]
        }


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Drop what is for this person, in one server or in all, sent or not, and whatever else names them.

    What names them and is for others was about them: there is nothing left to say.
    """
    whole = re.compile(rf"(?<![0-9]){user_id}(?![0-9])")
    async with db.write() as tx:
        await tx.execute(
            delete(deliveries).where(deliveries.c.person_id == user_id, _in(deliveries, guild_id))
        )
        for table, number, texts in (
            (deliveries, deliveries.c.id, (deliveries.c.key, deliveries.c.series, deliveries.c.subject)),
            (held_series, held_series.c.series, (held_series.c.series,)),
        ):
            maybe = or_(*(text.contains(str(user_id)) for text in texts))
            found = await tx.execute(select(number, *texts).where(maybe, _in(table, guild_id)))
            naming = [row[0] for row in found if any(whole.search(text or "") for text in row[1:])]
            await tx.execute(delete(table).where(number.in_(naming)))


async def forget_server(db: Database, guild_id: int) -> None:
    """Drop everything about a server."""
    async with db.write() as tx:
        for table in (deliveries, held_series):
            await tx.execute(delete(table).where(table.c.guild_id == guild_id))


def _in(table: Table, guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else table.c.guild_id == guild_id
