"""Where a card stands: it says what is so now, or goes when whoever asked had themselves forgotten."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features import deliveries
from bot.features.deliveries import Delivery
from bot.features.giving import MessageAt
from bot.features.replies.asking import SHOWN, ask_in, card_key
from bot.features.replies.rules import DAY, Ask
from bot.features.replies.tables import asks

KEPT_TRYING = 30 * DAY


@dataclass(frozen=True)
class Card:
    """A card that stands: whose wish it is of, or None when it is to go. Without a place it is on its way."""

    at: MessageAt | None
    wish: Ask | None


async def card_stands(tx: AsyncConnection, card: Delivery, now: int) -> None:
    """Keep where the card stands, once its delivery has been settled in this transaction.

    Where whoever asked had themselves forgotten meanwhile, it goes.
    """
    sent = await deliveries.stands_at(tx, card.id)
    if sent is None:
        return
    checkin_id = int(card.subject["checkin"])
    where = {"channel_id": sent[0], "message_id": sent[1]}
    here = (asks.c.checkin_id == checkin_id, asks.c.user_id.is_not(None))
    kept = await tx.execute(update(asks).where(*here).values(where))
    if not kept.rowcount:
        await deliveries.plan(tx, [_showing(checkin_id, card.guild_id or 0, sent, now)])


async def show_again(tx: AsyncConnection, checkin_id: int, now: int) -> None:
    """Let the card of a check-in that was changed say what is so now; nothing where none is wished for."""
    row = (await tx.execute(select(asks).where(asks.c.checkin_id == checkin_id))).one_or_none()
    if row is not None:
        at = (row.channel_id or 0, row.message_id or 0)
        await deliveries.plan(tx, [_showing(checkin_id, row.guild_id, at, now)])


async def card_of(db: Database, shown: Delivery) -> Card | None:
    """The card that is to be kept true; None where there is none."""
    checkin_id, message_id = int(shown.subject["checkin"]), int(shown.subject["message"])
    async with db.read() as tx:
        row = (await tx.execute(select(asks).where(asks.c.checkin_id == checkin_id))).one_or_none()
    wish = None if row is None or row.user_id is None else ask_in(row)
    if message_id:
        return Card(MessageAt(shown.channel_id or 0, message_id), wish)
    if row is None or wish is None:
        return None
    if row.message_id is not None:
        return Card(MessageAt(row.channel_id, row.message_id), wish)
    key = card_key(checkin_id)
    on_its_way = (await deliveries.whereabouts(db, [key])).get(key)
    waits = on_its_way is not None and on_its_way.state in {"waiting", "claimed"}
    return Card(None, wish) if waits else None


def _showing(checkin_id: int, guild_id: int, at: tuple[int, int], now: int) -> Delivery:
    number = deliveries.new_id()
    return Delivery(
        # Of its own for each change: one that is on its way may have been worded before this.
        key=f"{SHOWN} {number}",
        kind=SHOWN,
        due_at=now,
        guild_id=guild_id,
        channel_id=at[0] or None,
        subject={"checkin": checkin_id, "message": at[1]},
        expires_at=now + KEPT_TRYING,
        id=number,
    )
