"""Wishing for a reply, writing one and reading it."""

from typing import Any

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.errors import Refusal
from bot.features import deliveries, giving, notices
from bot.features.deliveries import Delivery
from bot.features.notices import Notice
from bot.features.replies.rules import (
    COUNTED,
    DAY,
    EACH,
    LISTENERS_AFTER,
    Answered,
    Ask,
    Reply,
    Wish,
    clean_reply,
    count_answered,
    refuse_oneself,
)
from bot.features.replies.tables import asks, calls, replies

CARD, SHOWN, LISTEN = "reply.card", "reply.shown", "reply.listen"
"""The kinds of deliveries that post the card, keep it true, and call listeners when nobody answers."""
CAME, WANTED = "reply-came", "reply-wanted"
"""The words by which somebody is told that a reply came, and a listener that one is wished for."""
SOURCE = "checkin"


async def ask(tx: AsyncConnection, wish: Ask) -> None:
    """Keep that somebody would like a reply, and plan its card; nothing more for the same check-in."""
    row = {"checkin_id": wish.checkin_id, "guild_id": wish.guild_id, "user_id": wish.user_id, "at": wish.at}
    if not await insert_new(tx, asks, [row]):
        return
    about = {"checkin": wish.checkin_id}
    later = wish.at + LISTENERS_AFTER
    planned = [
        Delivery(card_key(wish.checkin_id), CARD, wish.at, wish.guild_id, subject=about, expires_at=later),
        Delivery(
            f"{LISTEN} {wish.checkin_id}", LISTEN, later, wish.guild_id, subject=about, expires_at=later + DAY
        ),
    ]
    await deliveries.plan(tx, planned)


async def ask_of(db: Database, checkin_id: int) -> Ask | None:
    """Who would like a reply to this check-in; None where nobody does."""
    async with db.read() as tx:
        row = await _ask(tx, checkin_id)
    return None if row is None else ask_in(row)


async def may_reply(db: Database, checkin_id: int, guild_id: int | None, helper_id: int) -> Ask:
    """The wish that somebody is about to answer, or a refusal.

    It is answered in its server, or in direct messages by a listener who was called.
    """
    async with db.read() as tx:
        return await _may_reply(tx, checkin_id, guild_id, helper_id)


async def reply(
    db: Database, event_id: int, checkin_id: int, guild_id: int | None, helper_id: int, typed: str, now: int
) -> bool:
    """Keep a reply and tell who asked, or refuse it; whether it is recorded as help.

    One's first reply to a check-in is. The same interaction twice is one reply.
    """
    async with db.write() as tx:
        await serialise(tx, "reply", checkin_id)
        wish = await _may_reply(tx, checkin_id, guild_id, helper_id)
        asker = refuse_oneself(wish, helper_id)
        words = clean_reply(typed)
        mine = (replies.c.checkin_id == checkin_id, replies.c.helper_id == helper_id)
        before = (await tx.scalars(select(replies.c.id).where(*mine).order_by(replies.c.id))).all()
        if event_id in before:
            return event_id == before[0]
        if len(before) >= EACH:
            raise Refusal("reply-enough", limit=EACH)
        one = Reply(event_id, checkin_id, wish.guild_id, asker, helper_id, words, now)
        await insert_new(tx, replies, [vars(one)])
        if not before:
            await giving.record(tx, _as_help(one, await _where(tx, checkin_id)))
        unanswered = (asks.c.checkin_id == checkin_id, asks.c.answered_at.is_(None))
        await tx.execute(update(asks).where(*unanswered).values(answered_at=now))
        await _leave_listeners_alone(tx, checkin_id)
        await _tell(tx, one)
        return not before


async def read(db: Database, checkin_id: int, user_id: int, now: int) -> tuple[Reply, ...]:
    """The replies to one's own check-in, the oldest first; refuses those to anybody else's."""
    theirs = (replies.c.checkin_id == checkin_id, replies.c.user_id == user_id)
    async with db.write() as tx:
        wish = await _ask(tx, checkin_id)
        if wish is None or wish.user_id != user_id:
            raise Refusal("reply-not-yours")
        found = await tx.execute(select(replies).where(*theirs).order_by(replies.c.at, replies.c.id))
        kept = tuple(_reply(row) for row in found)
        unseen = (*theirs, replies.c.seen_at.is_(None))
        await tx.execute(update(replies).where(*unseen).values(seen_at=now))
    return kept


async def answered(db: Database, guild_id: int, now: int) -> Answered:
    """How it went with this server's wishes for a reply, of the last thirty days."""
    recent = select(asks).where(asks.c.guild_id == guild_id, asks.c.at > now - COUNTED)
    async with db.read() as tx:
        return count_answered([ask_in(row) for row in await tx.execute(recent)], now)


async def unanswered(db: Database, guild_id: int, now: int) -> tuple[Wish, ...]:
    """This server's wishes of the last thirty days that nobody answered yet, the longest waiting first.

    Only those whose card stands somewhere.
    """
    which = (
        asks.c.guild_id == guild_id,
        asks.c.at > now - COUNTED,
        asks.c.answered_at.is_(None),
        asks.c.user_id.is_not(None),
        asks.c.message_id.is_not(None),
    )
    query = select(asks.c.channel_id, asks.c.message_id, asks.c.at).where(*which)
    async with db.read() as tx:
        found = await tx.execute(query.order_by(asks.c.at, asks.c.checkin_id))
        return tuple(Wish(row.channel_id, row.message_id, row.at) for row in found)


def card_key(checkin_id: int) -> str:
    return f"{CARD} {checkin_id}"


def listener_notice(checkin_id: int, user_id: int) -> str:
    """What a listener's notice is about."""
    return f"{LISTEN} {checkin_id} {user_id}"


def ask_in(row: Row[Any]) -> Ask:
    return Ask(row.checkin_id, row.guild_id, row.user_id, row.at, row.answered_at)


async def _ask(tx: AsyncConnection, checkin_id: int) -> Row[Any] | None:
    return (await tx.execute(select(asks).where(asks.c.checkin_id == checkin_id))).one_or_none()


async def _where(tx: AsyncConnection, checkin_id: int) -> int:
    row = await _ask(tx, checkin_id)
    return 0 if row is None else row.channel_id or 0


async def _may_reply(tx: AsyncConnection, checkin_id: int, guild_id: int | None, helper_id: int) -> Ask:
    row = await _ask(tx, checkin_id)
    if row is None:
        raise Refusal("reply-gone")
    if guild_id is None:
        called = select(calls.c.at).where(calls.c.checkin_id == checkin_id, calls.c.user_id == helper_id)
        if await tx.scalar(called) is None:
            raise Refusal("reply-gone")
    elif row.guild_id != guild_id:
        raise Refusal("reply-gone")
    wish = ask_in(row)
    refuse_oneself(wish, helper_id)
    return wish


async def _leave_listeners_alone(tx: AsyncConnection, checkin_id: int) -> None:
    """Whoever was to be told that a reply is wished for need not be told any more.

    Who has not been told yet, in their quiet hours for one, can be called to another on that day.
    """
    called = await tx.scalars(select(calls.c.user_id).where(calls.c.checkin_id == checkin_id))
    abouts = {listener_notice(checkin_id, user_id): user_id for user_id in called}
    untold = await notices.withdraw(tx, list(abouts))
    free = [abouts[about] for about in untold]
    await tx.execute(delete(calls).where(calls.c.checkin_id == checkin_id, calls.c.user_id.in_(free)))


async def _tell(tx: AsyncConnection, one: Reply) -> None:
    """Tell who asked; what came before they looked is told with it."""
    seen = select(func.count()).where(replies.c.checkin_id == one.checkin_id, replies.c.seen_at.is_not(None))
    await notices.give_notice(
        tx,
        Notice(
            guild_id=one.guild_id,
            about=f"{CAME} {one.checkin_id} {await tx.scalar(seen)}",
            words=CAME,
            params={"checkin": str(one.checkin_id)},
            made_at=one.at,
            user_id=one.user_id,
            purpose="dm_checkins",
        ),
    )


def _as_help(one: Reply, channel_id: int) -> giving.Help:
    return giving.Help(
        id=one.id,
        guild_id=one.guild_id,
        channel_id=channel_id,
        helper_id=one.helper_id,
        helped_id=one.user_id,
        kind="encouragement",
        source=SOURCE,
        at=one.at,
    )


def _reply(row: Row[Any]) -> Reply:
    return Reply(**{name: getattr(row, name) for name in Reply.__dataclass_fields__})
