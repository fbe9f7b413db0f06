"""What replies hold about one person: to show them, and to forget."""

from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, or_, select, true, update

from bot.db import Database
from bot.features.giving import MessageAt, Post
from bot.features.replies.rules import KEPT
from bot.features.replies.showing import show_again
from bot.features.replies.tables import asks, calls, replies

AT_ONCE = 500


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """When this person wished for a reply, what came, what they wrote, when they were called to listen."""
    wished = select(asks).where(asks.c.user_id == user_id, _in(asks, guild_id))
    both = or_(replies.c.user_id == user_id, replies.c.helper_id == user_id)
    lines = select(replies).where(both, _in(replies, guild_id))
    called = select(calls).where(calls.c.user_id == user_id, _in(calls, guild_id))
    kept = {
        "reply_asks": (wished.order_by(asks.c.checkin_id), ("at", "answered_at")),
        "replies": (lines.order_by(replies.c.id), ("user_id", "helper_id", "words", "at", "seen_at")),
        "reply_calls": (called.order_by(calls.c.at), ("day", "at")),
    }
    async with db.read() as tx:
        return {
            kind: [
                {name: row[name] for name in ("guild_id", *names)}
                for row in (await tx.execute(query)).mappings()
            ]
            for kind, (query, names) in kept.items()
        }


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> tuple[Post, ...]:
    """Forget this person, in one server or in all; return the cards that still speak of them.

    What they wrote and what was written to them goes. That somebody asked, and how soon they had a reply,
    stays for the server, without a name.
    """
    mine = asks.c.user_id == user_id, _in(asks, guild_id)
    async with db.write() as tx:
        cards = await tx.execute(select(asks).where(*mine, asks.c.message_id.is_not(None)))
        posts = tuple(
            Post(row.checkin_id, row.guild_id, MessageAt(row.channel_id, row.message_id)) for row in cards
        )
        nameless = {"user_id": None, "channel_id": None, "message_id": None}
        await tx.execute(update(asks).where(*mine).values(nameless))
        both = or_(replies.c.user_id == user_id, replies.c.helper_id == user_id)
        await tx.execute(delete(replies).where(both, _in(replies, guild_id)))
        await tx.execute(delete(calls).where(calls.c.user_id == user_id, _in(calls, guild_id)))
        for mention in (f"<@{user_id}>", f"<@!{user_id}>"):
            named = (replies.c.words.contains(mention, autoescape=True), _in(replies, guild_id))
            blanked = {replies.c.words: func.replace(replies.c.words, mention, "@…")}
            await tx.execute(update(replies).where(*named).values(blanked))
    return posts


async def purge(db: Database, now: int) -> None:
    """Drop wishes after three months, with what was written to them; their cards go too."""
    old = asks.c.at <= now - KEPT
    query = select(asks).where(old).order_by(asks.c.at).limit(AT_ONCE)
    while True:
        # Piece by piece: others write in between.
        async with db.write() as tx:
            rows = (await tx.execute(query)).all()
            ids = [row.checkin_id for row in rows]
            for row in rows:
                if row.message_id is not None:
                    await show_again(tx, row.checkin_id, now)
            for table in (replies, calls, asks):
                await tx.execute(delete(table).where(table.c.checkin_id.in_(ids)))
        if len(rows) < AT_ONCE:
            return


def _in(table: Table, guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else table.c.guild_id == guild_id
