"""Claiming what is due, and settling what became of it. Only the courier does either."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, announce, serialise
from bot.features.deliveries.rules import Delivery, State
from bot.features.deliveries.tables import UNSENT, deliveries, delivery_of, is_held

# Of one channel or person not more than this at a time: Discord takes about five messages in five seconds.
EACH_PLACE = 5
# By how much two processes' clocks may differ.
CLOCKS_APART = 60
TRIED = "deliveries tried"
"""What `Database.listen` hears when it is known how a try ended."""

_server = func.coalesce(deliveries.c.guild_id, deliveries.c.person_id, deliveries.c.id)
_place = func.coalesce(
    deliveries.c.channel_id, deliveries.c.person_id, deliveries.c.guild_id, deliveries.c.id
)


def place_of(delivery: Delivery) -> int:
    """The channel, person or server whose turn it is; what belongs to none stands for itself."""
    return delivery.channel_id or delivery.person_id or delivery.guild_id or delivery.id


def _next_due(*further: ColumnElement[bool]) -> Select[int]:
    return (
        select(deliveries.c.try_at)
        .where(deliveries.c.state == "waiting", not_(is_held()), *further)
        .order_by(deliveries.c.try_at)
        .limit(1)
    )


# Asked after everything that is planned: written once, for that takes longer than running it.
_NEXT_DUE = _next_due()
_NEXT_DUE_IN_SERVERS = _next_due(deliveries.c.guild_id.is_not(None))


async def next_due(db: Database, *, in_servers: bool = False) -> int | None:
    """The earliest instant at which something is to be tried; None when nothing waits.

    With `in_servers` only what happens in a server, and no upkeep of the house.
    """
    async with db.read() as tx:
        return await tx.scalar(_NEXT_DUE_IN_SERVERS if in_servers else _NEXT_DUE)


async def claim_due(
    db: Database, now: int, run: int, limit: int, leave_out: Collection[int] = ()
) -> list[Delivery]:
    """Claim what is due for this run of the process, in the order in which to send it.

    Servers take turns: one with a thousand rows does not keep the others waiting. Places in `leave_out`
    are passed over.
    """
    due = and_(deliveries.c.state == "waiting", deliveries.c.try_at <= now, not_(is_held()))
    order = (deliveries.c.try_at, deliveries.c.id)
    ranked = (
        select(
            deliveries.c.id,
            deliveries.c.try_at,
            func.row_number().over(partition_by=_server, order_by=order).label("turn"),
            func.row_number().over(partition_by=_place, order_by=order).label("of_place"),
        )
        .where(due, _place.not_in(leave_out))
        .subquery()
    )
    chosen = (
        select(ranked.c.id)
        .where(ranked.c.of_place <= EACH_PLACE)
        .order_by(ranked.c.turn, ranked.c.try_at, ranked.c.id)
        .limit(limit)
    )
    # Chosen by a reader, so that a long queue keeps no writer waiting; what changed since is seen below.
    async with db.read() as tx:
        turns = {delivery_id: turn for turn, delivery_id in enumerate(await tx.scalars(chosen))}
    if not turns:
        return []
    async with db.write() as tx:
        claimed = await _claim(tx, turns, due, now, run)
    return [delivery_of(row) for row in sorted(claimed, key=lambda row: turns[row.id])]


async def claim_unsettled(
    db: Database, now: int, run: int, limit: int, *, lease: int, in_hand: Collection[int] = ()
) -> list[Delivery]:
    """Take over claims that nobody settled: whoever made them may have sent them or not.

    Another run's claim is taken over once it is `lease` seconds old; one of this run, unless it is still
    `in_hand`, at once. Each comes back with `doubt_since`: it must be looked for before it is sent again.
    """
    lost = or_(
        and_(deliveries.c.claimed_by == run, deliveries.c.id.not_in(in_hand)),
        and_(deliveries.c.claimed_by != run, deliveries.c.claimed_at <= now - lease),
    )
    unsettled = and_(deliveries.c.state == "claimed", lost)
    chosen = select(deliveries.c.id).where(unsettled).order_by(deliveries.c.try_at).limit(limit)
    async with db.read() as tx:
        ids = (await tx.scalars(chosen)).all()
    if not ids:
        return []
    async with db.write() as tx:
        taken = await _claim(tx, ids, unsettled, now, run)
    return [delivery_of(row) for row in sorted(taken, key=lambda row: (row.due_at, row.id))]


async def _claim(
    tx: AsyncConnection, ids: Collection[int], which: ColumnElement[bool], now: int, run: int
) -> Sequence[Row[Any]]:
    """Claim those of the rows that nobody else is claiming at this moment."""
    free = select(deliveries.c.id).where(deliveries.c.id.in_(ids), which).with_for_update(skip_locked=True)
    claim = {
        "state": "claimed",
        "claimed_at": now,
        "claimed_by": run,
        "attempts": deliveries.c.attempts + 1,
        "doubt_since": case(
            (
                deliveries.c.state == "claimed",
                func.coalesce(deliveries.c.doubt_since, deliveries.c.claimed_at),
            ),
            else_=deliveries.c.doubt_since,
        ),
    }
    mine = (await tx.scalars(free)).all()
    if not mine:
        return ()
    claimed = await tx.execute(
        update(deliveries).where(deliveries.c.id.in_(mine)).values(claim).returning(deliveries)
    )
    return claimed.all()


async def still_claimed(db: Database, delivery_id: int, run: int) -> bool:
    """Whether it is still to be sent by this run: nobody has cancelled or moved it meanwhile."""
    async with db.read() as tx:
        found = await tx.scalar(select(deliveries.c.id).where(_claimed(delivery_id, run)))
    return found is not None


async def recorded(db: Database, message_ids: Collection[int]) -> set[int]:
    """Which of these messages belong to a delivery that is settled."""
    async with db.read() as tx:
        found = await tx.scalars(
            select(deliveries.c.message_id).where(deliveries.c.message_id.in_(message_ids))
        )
        return set(found)


async def is_anothers(tx: AsyncConnection, delivery: Delivery, message_id: int) -> bool:
    """Whether this message has settled another delivery, one that says the same in the same place.

    Until the transaction ends nobody else can settle one by it.
    """
    await serialise(tx, "message", message_id)
    near = [deliveries.c.guild_id == delivery.guild_id]
    if delivery.person_id is not None:
        near.append(deliveries.c.person_id == delivery.person_id)
    claimed_at = select(func.coalesce(deliveries.c.doubt_since, deliveries.c.claimed_at)).where(
        deliveries.c.id == delivery.id
    )
    found = await tx.scalar(
        select(deliveries.c.id)
        .where(
            deliveries.c.message_id == message_id,
            deliveries.c.id != delivery.id,
            # Both only so that few rows are looked at: whoever took it did so after it was sent.
            or_(*near),
            deliveries.c.settled_at >= claimed_at.scalar_subquery() - CLOCKS_APART,
        )
        .limit(1)
    )
    return found is not None


async def outcomes(db: Database, ids: Collection[int]) -> dict[int, State]:
    """How it went with those of these that were tried or given up; "waiting" is to be tried again."""
    untried = and_(deliveries.c.state.in_(UNSENT), deliveries.c.reason.is_(None))
    query = select(deliveries.c.id, deliveries.c.state).where(deliveries.c.id.in_(ids), not_(untried))
    async with db.read() as tx:
        return {row.id: row.state for row in await tx.execute(query)}


async def settle_sent(
    tx: AsyncConnection,
    delivery_id: int,
    now: int,
    *,
    late_ms: int,
    channel_id: int | None = None,
    message_id: int | None = None,
    reason: str | None = None,
) -> None:
    """It was sent, or done. What is true stays true although it was cancelled at the same moment."""
    announce(tx, TRIED)
    await tx.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.state != "sent")
        .values(
            state="sent",
            settled_at=now,
            late_ms=late_ms,
            channel_id=func.coalesce(channel_id, deliveries.c.channel_id),
            message_id=message_id,
            reason=reason,
        )
    )


async def settle_skipped(tx: AsyncConnection, delivery_id: int, run: int, now: int, reason: str) -> None:
    """There is nothing to send, or no longer."""
    await _settle(tx, delivery_id, run, state="skipped", settled_at=now, reason=reason)


async def settle_failed(tx: AsyncConnection, delivery_id: int, run: int, now: int, reason: str) -> None:
    """It can never be sent."""
    await _settle(tx, delivery_id, run, state="failed", settled_at=now, reason=reason)


async def settle_retry(
    tx: AsyncConnection, delivery_id: int, run: int, *, try_at: int, reason: str, doubt_since: int | None
) -> None:
    """It is to be tried again. `doubt_since` says since when it may have been sent nevertheless."""
    doubt = func.coalesce(deliveries.c.doubt_since, doubt_since)
    await _settle(
        tx,
        delivery_id,
        run,
        state="waiting",
        try_at=try_at,
        reason=reason,
        doubt_since=doubt,
        claimed_by=None,
    )


async def settle_postponed(tx: AsyncConnection, delivery_id: int, run: int, due_at: int) -> None:
    """It is due at another time, as if it had been planned for that."""
    await _settle(
        tx,
        delivery_id,
        run,
        state="waiting",
        due_at=due_at,
        try_at=due_at,
        attempts=deliveries.c.attempts - 1,
        claimed_by=None,
    )


async def release(db: Database, run: int, ids: Collection[int]) -> None:
    """Give back what was claimed and not begun, as if it had never been claimed."""
    async with db.write() as tx:
        await tx.execute(
            update(deliveries)
            .where(deliveries.c.id.in_(ids), deliveries.c.state == "claimed", deliveries.c.claimed_by == run)
            .values(state="waiting", claimed_by=None, attempts=deliveries.c.attempts - 1)
        )


def _claimed(delivery_id: int, run: int) -> ColumnElement[bool]:
    return and_(
        deliveries.c.id == delivery_id, deliveries.c.state == "claimed", deliveries.c.claimed_by == run
    )


async def _settle(tx: AsyncConnection, delivery_id: int, run: int, **values: Any) -> None:
    announce(tx, TRIED)
    await tx.execute(update(deliveries).where(_claimed(delivery_id, run)).values(values))
