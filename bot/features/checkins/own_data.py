"""What check-ins hold about one person: to show them, and to forget."""

from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features.checkins.tables import checkins, plans, prompts
from bot.features.deliveries.tables import deliveries
from bot.features.giving import MessageAt, Post

# What is handed out of each table, by the kind it is called in an export.
_OWN: dict[str, tuple[Table, tuple[str, ...]]] = {
    "checkin_plans": (
        plans,
        ("weekdays", "minute", "way", "holidays", "paused_until", "evening", "since"),
    ),
    "checkins": (
        checkins,
        (
            "day",
            "at",
            "words",
            "energy",
            "question",
            "answer",
            "shared",
            "wants_reply",
            "result",
            "result_at",
        ),
    ),
    "checkin_prompts": (prompts, ("day", "what", "at")),
}


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """When this person is asked, was asked, and everything they said, ready for JSON."""
    found: dict[str, list[dict[str, Any]]] = {}
    async with db.read() as tx:
        for kind, (table, names) in _OWN.items():
            theirs = select(table).where(table.c.user_id == user_id, _in(table, guild_id))
            rows = (await tx.execute(theirs.order_by(*table.primary_key))).mappings()
            found[kind] = [{name: row[name] for name in ("guild_id", *names)} for row in rows]
    return found


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> tuple[Post, ...]:
    """Forget this person, in one server or in all: they are asked no more, and what they said goes.

    Returns where the bot still shows what they shared, and where it mentioned them to ask.
    """
    async with db.write() as tx:
        posts = (*await _shared(tx, user_id, guild_id), *await _asking(tx, user_id, guild_id))
        for table, _ in _OWN.values():
            await tx.execute(delete(table).where(table.c.user_id == user_id, _in(table, guild_id)))
        await _forget_mentions(tx, user_id, guild_id)
    return posts


async def _shared(tx: AsyncConnection, user_id: int, guild_id: int | None) -> tuple[Post, ...]:
    theirs = select(checkins).where(
        checkins.c.user_id == user_id, checkins.c.message_id.is_not(None), _in(checkins, guild_id)
    )
    return tuple(
        Post(row.id, row.guild_id, MessageAt(row.channel_id, row.message_id))
        for row in await tx.execute(theirs.order_by(checkins.c.id))
    )


async def _asking(tx: AsyncConnection, user_id: int, guild_id: int | None) -> tuple[Post, ...]:
    """The posts that asked them together with others; a direct message was for them alone."""
    theirs = (
        select(deliveries.c.id, prompts.c.guild_id, deliveries.c.channel_id, deliveries.c.message_id)
        .join(deliveries, deliveries.c.id == prompts.c.event_id)
        .where(
            prompts.c.user_id == user_id,
            deliveries.c.person_id.is_(None),
            deliveries.c.message_id.is_not(None),
            _in(prompts, guild_id),
        )
        .order_by(deliveries.c.id)
    )
    return tuple(
        Post(event_id, guild, MessageAt(channel_id, message_id), mentions=True)
        for event_id, guild, channel_id, message_id in await tx.execute(theirs)
    )


async def _forget_mentions(tx: AsyncConnection, user_id: int, guild_id: int | None) -> None:
    """Blank out where somebody else's words mention them by id."""
    for mention in (f"<@{user_id}>", f"<@!{user_id}>"):
        for words in (checkins.c.words, checkins.c.answer):
            await tx.execute(
                update(checkins)
                .where(words.contains(mention, autoescape=True), _in(checkins, guild_id))
                .values({words: func.replace(words, mention, "@…")})
            )


def _in(table: Table, guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else table.c.guild_id == guild_id
