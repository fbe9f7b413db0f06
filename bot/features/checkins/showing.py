"""Where what is shared stands: one post for each check-in, which says what is kept or goes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, serialise
from bot.errors import Refusal
from bot.features import deliveries, replies
from bot.features.checkins.rules import DAY, Checkin
from bot.features.checkins.tables import checkins
from bot.features.deliveries import Delivery
from bot.features.giving import MessageAt

SHARE, SHOWN = "checkin.share", "checkin.shown"
"""The kinds of deliveries that put a shared check-in into its day's thread, and that keep its post true."""
SHARED_WITHIN = 12 * 60 * 60
KEPT_TRYING = 30 * DAY


@dataclass(frozen=True)
class Standing:
    """A post in a day's thread: what it is to say, or None when it is to go.

    Without a place it is still on its way there.
    """

    at: MessageAt | None
    checkin: Checkin | None


def checkin_in(row: Row[Any]) -> Checkin:
    """A row as a check-in."""
    known: dict[str, Any] = {name: getattr(row, name) for name in Checkin.__dataclass_fields__}
    known["day"] = date.fromisoformat(row.day)
    return Checkin(**known)


async def show(tx: AsyncConnection, before: Row[Any] | None, kept: Row[Any], now: int) -> None:
    """Plan what follows from a check-in's change: its post comes, says something else, or goes."""
    was_shared = before is not None and before.shared
    if kept.shared and not was_shared and kept.message_id is None:
        await deliveries.plan_again(tx, _sharing(kept.id, kept.guild_id, now))
    elif was_shared and not kept.shared:
        # One that may just be on its way is looked for, and goes as soon as it stands.
        await deliveries.cancel(tx, [_share_key(kept.id)], now)
    if before is not None and (kept.message_id is not None or (was_shared and kept.shared)):
        await deliveries.plan(tx, [_showing(kept, kept.channel_id, kept.message_id, now)])
    if before is not None and kept.wants_reply:
        await replies.show_again(tx, kept.id, now)


async def unshare(db: Database, checkin_id: int, user_id: int, now: int) -> Checkin:
    """Let only its author see a check-in from now on; what is private already stays so."""
    mine = (checkins.c.id == checkin_id, checkins.c.user_id == user_id)
    async with db.write() as tx:
        guild_id = await tx.scalar(select(checkins.c.guild_id).where(*mine))
        await serialise(tx, "checkin", guild_id or 0, user_id)
        before = (await tx.execute(select(checkins).where(*mine))).one_or_none()
        if before is None:
            raise Refusal("checkin-gone")
        if not before.shared:
            return checkin_in(before)
        await tx.execute(update(checkins).where(*mine).values(shared=False))
        kept = (await tx.execute(select(checkins).where(*mine))).one()
        await show(tx, before, kept, now)
        return checkin_in(kept)


async def share_stands(tx: AsyncConnection, share: Delivery, now: int) -> None:
    """Keep where a shared check-in stands, once its delivery has been settled in this transaction.

    Where it was taken back or forgotten meanwhile, or stands already, this one goes.
    """
    sent = await deliveries.stands_at(tx, share.id)
    if sent is None:
        return
    checkin_id = int(share.subject["checkin"])
    kept = await _row(tx, checkin_id)
    if kept is not None and kept.shared and kept.message_id in {None, sent[1]}:
        where = {"channel_id": sent[0], "message_id": sent[1]}
        await tx.execute(update(checkins).where(checkins.c.id == checkin_id).values(where))
    else:
        gone = _Gone(checkin_id, share.guild_id or 0)
        await deliveries.plan(tx, [_showing(gone, *sent, now)])


async def standing(db: Database, shown: Delivery) -> Standing | None:
    """The post that is to be kept true; None where there is none."""
    message_id = int(shown.subject["message"])
    checkin_id = int(shown.subject["checkin"])
    async with db.read() as tx:
        row = await _row(tx, checkin_id)
    if message_id:
        at = MessageAt(shown.channel_id or 0, message_id)
        true = row is not None and row.shared and row.message_id == message_id
        return Standing(at, checkin_in(row) if row is not None and true else None)
    if row is None or not row.shared:
        return None
    if row.message_id is not None:
        return Standing(MessageAt(row.channel_id, row.message_id), checkin_in(row))
    key = _share_key(checkin_id)
    on_its_way = (await deliveries.whereabouts(db, [key])).get(key)
    waits = on_its_way is not None and on_its_way.state in {"waiting", "claimed"}
    return Standing(None, checkin_in(row)) if waits else None


async def taken_down(db: Database, shown: Delivery, now: int) -> None:
    """A post is gone. Where it was shared again meanwhile, it is put there anew."""
    checkin_id, message_id = int(shown.subject["checkin"]), int(shown.subject["message"])
    here = (checkins.c.id == checkin_id, checkins.c.message_id == message_id)
    async with db.write() as tx:
        gone = await tx.execute(update(checkins).where(*here).values(channel_id=None, message_id=None))
        kept = await _row(tx, checkin_id) if gone.rowcount else None
        if kept is not None and kept.shared:
            await deliveries.plan_again(tx, _sharing(kept.id, kept.guild_id, now))


@dataclass(frozen=True)
class _Gone:
    id: int
    guild_id: int


async def _row(tx: AsyncConnection, checkin_id: int) -> Row[Any] | None:
    return (await tx.execute(select(checkins).where(checkins.c.id == checkin_id))).one_or_none()


def _share_key(checkin_id: int) -> str:
    return f"{SHARE} {checkin_id}"


def _sharing(checkin_id: int, guild_id: int, now: int) -> Delivery:
    return Delivery(
        key=_share_key(checkin_id),
        kind=SHARE,
        due_at=now,
        guild_id=guild_id,
        subject={"checkin": checkin_id},
        expires_at=now + SHARED_WITHIN,
    )


def _showing(one: Row[Any] | _Gone, channel_id: int | None, message_id: int | None, now: int) -> Delivery:
    number = deliveries.new_id()
    return Delivery(
        # Of its own for each change: one that is on its way may have been worded before this.
        key=f"{SHOWN} {number}",
        kind=SHOWN,
        due_at=now,
        guild_id=one.guild_id,
        channel_id=channel_id,
        subject={"checkin": one.id, "message": message_id or 0},
        expires_at=now + KEPT_TRYING,
        id=number,
    )
