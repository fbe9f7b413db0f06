"""What the ledger holds about one person: to show them, and to forget."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Row, and_, func, or_, select, true, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features.deliveries import Post
from bot.features.giving.rules import Give
from bot.features.giving.tables import give_of, gives, ledger_acts, stranger


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """Everything the ledger holds about this person, in one server or in all, ready for JSON.

    `thanks` are those they said or received; `ledger_acts` are those they did as a moderator and those done
    to thanks of theirs, the latter without the moderator's name.
    """
    theirs = _of(user_id, guild_id)
    # Each half has its own index; one condition for both would read all acts there are.
    on_theirs = (
        select(ledger_acts.c.id)
        .join(gives, gives.c.event_id == ledger_acts.c.event_id)
        .where(theirs, func.coalesce(ledger_acts.c.helper_id, gives.c.helper_id) == gives.c.helper_id)
    )
    by_them = select(ledger_acts.c.id).where(
        ledger_acts.c.by_id == user_id, _in(ledger_acts.c.guild_id, guild_id)
    )
    their_acts = select(ledger_acts).where(ledger_acts.c.id.in_(union(on_theirs, by_them)))
    async with db.read() as tx:
        thanks = await tx.execute(select(gives).where(theirs).order_by(gives.c.given_at, gives.c.event_id))
        acts = await tx.execute(their_acts.order_by(ledger_acts.c.at, ledger_acts.c.id))
    return {
        "thanks": [_exported_give(give_of(row)) for row in thanks],
        "ledger_acts": [_exported_act(row, user_id) for row in acts],
    }


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> tuple[Post, ...]:
    """Forget this person, in one server or in all; return the public posts that still speak of them.

    Their ids, the notes they wrote, the message they were thanked for and the reasons of moderators go.
    The rows stay, with a number that stands for "somebody" towards one other person only: nobody
    else's balance changes, and no two people's somebodies can be told to be the same.
    """
    theirs = _of(user_id, guild_id)
    async with db.write() as tx:
        found = await tx.execute(
            select(gives).where(theirs, gives.c.message_id.is_not(None)).order_by(gives.c.event_id)
        )
        posts = {
            give.event_id: Post(give.event_id, give.guild_id, give.post)
            for give in map(give_of, found)
            if give.post is not None
        }
        # The message may be theirs, and every row of the event points to it.
        concerned = gives.c.event_id.in_(select(gives.c.event_id).where(theirs))
        await tx.execute(update(gives).where(concerned).values(about_channel_id=None, about_message_id=None))
        await _forget_acts(tx, user_id, guild_id)
        await _forget_thanked(tx, user_id, guild_id)
        await _forget_author(tx, user_id, guild_id)
        await _forget_mentions(tx, user_id, guild_id)
    return tuple(posts.values())


async def _forget_acts(tx: AsyncConnection, user_id: int, guild_id: int | None) -> None:
    concerned = select(gives.c.event_id).where(_of(user_id, guild_id))
    here = _in(ledger_acts.c.guild_id, guild_id)
    by_them = and_(ledger_acts.c.by_id == user_id, here)
    await tx.execute(
        update(ledger_acts).where(or_(by_them, ledger_acts.c.event_id.in_(concerned))).values(reason="")
    )
    await tx.execute(update(ledger_acts).where(by_them).values(by_id=None))


async def _forget_thanked(tx: AsyncConnection, user_id: int, guild_id: int | None) -> None:
    mine = and_(gives.c.helper_id == user_id, _in(gives.c.guild_id, guild_id))
    for pair in (await tx.execute(select(gives.c.guild_id, gives.c.helped_id).where(mine).distinct())).all():
        somebody = stranger()
        of_pair = and_(mine, gives.c.guild_id == pair.guild_id, gives.c.helped_id == pair.helped_id)
        events = (await tx.scalars(select(gives.c.event_id).where(of_pair))).all()
        await tx.execute(update(gives).where(of_pair).values(helper_id=somebody))
        await tx.execute(
            update(ledger_acts)
            .where(ledger_acts.c.event_id.in_(events), ledger_acts.c.helper_id == user_id)
            .values(helper_id=somebody)
        )


async def _forget_author(tx: AsyncConnection, user_id: int, guild_id: int | None) -> None:
    mine = and_(gives.c.helped_id == user_id, _in(gives.c.guild_id, guild_id))
    for pair in (await tx.execute(select(gives.c.guild_id, gives.c.helper_id).where(mine).distinct())).all():
        of_pair = and_(mine, gives.c.guild_id == pair.guild_id, gives.c.helper_id == pair.helper_id)
        await tx.execute(update(gives).where(of_pair).values(helped_id=stranger(), note=None))


async def _forget_mentions(tx: AsyncConnection, user_id: int, guild_id: int | None) -> None:
    """Blank out where somebody else's words mention them by id."""
    for mention in (f"<@{user_id}>", f"<@!{user_id}>"):
        for table, words in ((gives, gives.c.note), (ledger_acts, ledger_acts.c.reason)):
            await tx.execute(
                update(table)
                .where(words.contains(mention, autoescape=True), _in(table.c.guild_id, guild_id))
                .values({words: func.replace(words, mention, "@…")})
            )


def _of(user_id: int, guild_id: int | None) -> ColumnElement[bool]:
    return and_(
        or_(gives.c.helper_id == user_id, gives.c.helped_id == user_id), _in(gives.c.guild_id, guild_id)
    )


def _in(column: Column[Any], guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else column == guild_id


def _exported_give(give: Give) -> dict[str, Any]:
    return {
        "event_id": give.event_id,
        "guild_id": give.guild_id,
        "helper_id": give.helper_id,
        "helped_id": give.helped_id,
        "kind": give.kind,
        "note": give.note,
        "about": give.about and give.about._asdict(),
        "post": give.post and give.post._asdict(),
        "source": give.source,
        "given_at": give.given_at,
        "state": give.state,
        "undone_at": give.undone_at,
        "withdrawn_at": give.withdrawn_at,
    }


def _exported_act(row: Row[Any], user_id: int) -> dict[str, Any]:
    return {
        "id": row.id,
        "guild_id": row.guild_id,
        "event_id": row.event_id,
        "what": row.what,
        "reason": row.reason,
        "at": row.at,
        "by_you": row.by_id == user_id,
    }
