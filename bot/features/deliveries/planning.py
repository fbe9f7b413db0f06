"""Planning, moving, cancelling and pausing: always inside the caller's own transaction."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Text, cast, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import announce, insert_new
from bot.features.deliveries.rules import Delivery, new_id
from bot.features.deliveries.tables import UNSENT, deliveries, delivery_of, held_series, row_of

NEWS = "deliveries"
"""What `Database.listen` hears when something may be due earlier than was known."""


async def plan(tx: AsyncConnection, planned: Iterable[Delivery]) -> int:
    """Plan deliveries; return how many were new. A key that is there already is left as it is."""
    rows = [row_of(delivery) for delivery in planned]
    announce(tx, NEWS)
    return await insert_new(tx, deliveries, rows)


async def plan_again(tx: AsyncConnection, delivery: Delivery) -> bool:
    """Plan what may have been planned before; False while an earlier one of this key is still on its way."""
    ended = (deliveries.c.key == delivery.key, deliveries.c.state.not_in(UNSENT))
    await tx.execute(update(deliveries).where(*ended).values(key=_FREED_KEY))
    return bool(await plan(tx, [delivery]))


async def move(tx: AsyncConnection, key: str, now: int, *, due_at: int, expires_at: int | None) -> bool:
    """Let a delivery be due at another time; False when there is none of this key.

    One that has gone already, or may just be going, is planned anew for the new time.
    """
    found = await tx.execute(select(deliveries).where(deliveries.c.key == key).with_for_update())
    row = found.one_or_none()
    if row is None:
        return False
    if row.due_at == due_at or (row.state == "waiting" and row.doubt_since is None):
        when = {"expires_at": expires_at}
        if row.due_at != due_at:
            when |= {"due_at": due_at, "try_at": due_at}
        await tx.execute(update(deliveries).where(deliveries.c.id == row.id).values(when))
    else:
        await _retire(tx, row, now)
        # Under its old number Discord would take it for a repeat.
        again = replace(delivery_of(row), id=new_id(), attempts=0, doubt_since=None)
        await insert_new(tx, deliveries, [row_of(replace(again, due_at=due_at, expires_at=expires_at))])
    announce(tx, NEWS)
    return True


async def cancel(tx: AsyncConnection, keys: Collection[str], now: int) -> int:
    """Send none of these; return how many were still to be sent. Their keys may be planned again.

    One that is on its way at this very moment may still arrive.
    """
    return await _cancel(tx, deliveries.c.key.in_(keys), now)


async def cancel_series(tx: AsyncConnection, series: str, now: int) -> int:
    """Send nothing more of this series; return how many were still to be sent."""
    await tx.execute(delete(held_series).where(held_series.c.series == series))
    return await _cancel(tx, deliveries.c.series == series, now)


async def hold(tx: AsyncConnection, series: str, guild_id: int | None, reason: str, now: int) -> bool:
    """Pause a series: what it has planned, and will plan, waits. False when it was paused already."""
    row = {"series": series, "guild_id": guild_id, "reason": reason, "since": now}
    return bool(await insert_new(tx, held_series, [row]))


async def resume(tx: AsyncConnection, series: str) -> bool:
    """End a pause. What fell due in it is sent late, or skipped where its time is over."""
    ended = await tx.execute(delete(held_series).where(held_series.c.series == series))
    announce(tx, NEWS)
    return bool(ended.rowcount)


# What makes way gives its key back: another may be planned under it.
_FREED_KEY = deliveries.c.key.concat(" #").concat(cast(deliveries.c.id, Text))


async def _cancel(tx: AsyncConnection, which: ColumnElement[bool], now: int) -> int:
    cancelled = await tx.execute(
        update(deliveries)
        .where(which, deliveries.c.state.in_(UNSENT))
        .values(state="skipped", reason="cancelled", settled_at=now, key=_FREED_KEY)
    )
    return cancelled.rowcount


async def _retire(tx: AsyncConnection, row: Row[Any], now: int) -> None:
    ended: dict[str, Any] = {"key": _FREED_KEY}
    if row.state in UNSENT:
        ended |= {"state": "skipped", "reason": "moved", "settled_at": now}
    await tx.execute(update(deliveries).where(deliveries.c.id == row.id).values(ended))
