"""What is to be said to one person or to a server's moderators, kept until they have seen it.

A notice holds a key of our words and ids, never a member's words. It is sent where that is possible, and else
shown privately with the next command of somebody it is for.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Row,
    Select,
    Table,
    Text,
    bindparam,
    case,
    delete,
    literal,
    not_,
    or_,
    select,
    true,
    update,
)
from sqlalchemy import cast as cast_column
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, metadata
from bot.features import deliveries, settings
from bot.features.consent import Purpose
from bot.features.deliveries import MessageAt, Post

KIND = "notice"
QUIET_SECONDS = 24 * 60 * 60  # the same thing is not said twice within a day of being seen
KEPT_SECONDS = 30 * 24 * 60 * 60
AT_ONCE = 5

notices = Table(
    "notices",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger),
    Column("purpose", Text),
    Column("about", Text, nullable=False, unique=True),
    Column("words", Text, nullable=False),
    Column("params", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger),
    Index(None, "guild_id", "user_id"),
    Index(None, "user_id"),
    Index(None, "made_at"),
)


@dataclass(frozen=True)
class Notice:
    """Something to say in a server: to `user_id`, or to its moderators when that is None.

    `words` is a key of our words and `params` what fills it. `about` says what it is about: while one about
    the same waits, or was seen within a day, it is not said again. A direct message needs the person's yes to
    `purpose`.
    """

    guild_id: int
    about: str
    words: str
    made_at: int
    user_id: int | None = None
    purpose: Purpose | None = None
    params: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
    id: int = field(default_factory=deliveries.new_id)


async def give_notice(tx: AsyncConnection, notice: Notice, *, lasting: bool = False) -> bool:
    """Keep a notice and plan its sending, both or neither; False when it was said already.

    A `lasting` one is about something that stays so: looked at again and again, it is said once.
    """
    if lasting and await _is_still_so(tx, notice):
        return False
    old = (notices.c.about == notice.about, notices.c.seen_at <= notice.made_at - QUIET_SECONDS)
    await tx.execute(delete(notices).where(*old))
    row = vars(notice) | {"params": json.dumps(dict(notice.params)), "seen_at": None}
    if not await insert_new(tx, notices, [row]):
        return False
    planned = deliveries.Delivery(
        key=f"{KIND} {notice.id}",
        kind=KIND,
        due_at=notice.made_at,
        guild_id=notice.guild_id,
        person_id=notice.user_id,
        subject={"notice": notice.id},
        expires_at=notice.made_at + KEPT_SECONDS,
    )
    await deliveries.plan(tx, [planned])
    return True


async def _is_still_so(tx: AsyncConnection, notice: Notice) -> bool:
    """Let what was said already not grow old: neither said again after a day, nor dropped after a month."""
    told = or_(notices.c.seen_at.is_not(None), deliveries.was_sent(_key()))
    seen_at = case((told, notice.made_at), else_=None)
    again = update(notices).where(notices.c.about == notice.about)
    return bool((await tx.execute(again.values(made_at=notice.made_at, seen_at=seen_at))).rowcount)


async def say(db: Database, notice: Notice, *, lasting: bool = False) -> bool:
    """`give_notice` in a transaction of its own."""
    async with db.write() as tx:
        return await give_notice(tx, notice, lasting=lasting)


async def unseen(db: Database, notice_id: int) -> Notice | None:
    """The notice, while nobody has seen it."""
    async with db.read() as tx:
        found = await tx.execute(
            select(notices).where(notices.c.id == notice_id, notices.c.seen_at.is_(None))
        )
        row = found.one_or_none()
    return None if row is None else _notice_of(row)


async def look(db: Database, notice_id: int) -> Notice | None:
    """The notice, seen or not; None when it is no longer kept."""
    async with db.read() as tx:
        row = (await tx.execute(select(notices).where(notices.c.id == notice_id))).one_or_none()
    return None if row is None else _notice_of(row)


def _key() -> ColumnElement[str]:
    """The key of a notice's delivery."""
    return literal(f"{KIND} ").concat(cast_column(notices.c.id, Text))


def _waiting(*, moderator: bool) -> Select[Any]:
    theirs = notices.c.user_id == bindparam("user_id")
    return (
        select(notices)
        .where(
            notices.c.guild_id == bindparam("guild_id"),
            notices.c.seen_at.is_(None),
            not_(deliveries.was_sent(_key())),
            or_(theirs, notices.c.user_id.is_(None)) if moderator else theirs,
        )
        .order_by(notices.c.made_at, notices.c.id)
        .limit(AT_ONCE)
    )


# Asked after every command: written once, for that takes longer than running it.
_WAITING = {moderator: _waiting(moderator=moderator) for moderator in (False, True)}


async def waiting(db: Database, guild_id: int, user_id: int, *, moderator: bool) -> tuple[Notice, ...]:
    """What this person has not seen yet, the oldest first; a moderator also what is for moderators."""
    async with db.read() as tx:
        found = await tx.execute(_WAITING[moderator], {"guild_id": guild_id, "user_id": user_id})
        return tuple(_notice_of(row) for row in found)


async def seen(db: Database, ids: Collection[int], now: int) -> None:
    """These have been seen: they are not shown again."""
    async with db.write() as tx:
        await tx.execute(
            update(notices).where(notices.c.id.in_(ids), notices.c.seen_at.is_(None)).values(seen_at=now)
        )


async def withdraw(tx: AsyncConnection, abouts: Collection[str]) -> frozenset[str]:
    """Say no more what these are about, where nobody has seen it yet. What is on its way may still arrive.

    Returns those that were not sent either, and are not on their way.
    """
    unseen = (notices.c.about.in_(abouts), notices.c.seen_at.is_(None))
    untold = await tx.scalars(select(notices.c.about).where(*unseen, not_(deliveries.was_begun(_key()))))
    found = frozenset(untold)
    await tx.execute(delete(notices).where(*unseen))
    return found


async def purge(db: Database, now: int) -> int:
    """Drop what is older than thirty days; return how many there were."""
    async with db.write() as tx:
        gone = await tx.execute(delete(notices).where(notices.c.made_at <= now - KEPT_SECONDS))
    return gone.rowcount


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """What was to be said to this person, ready for JSON."""
    async with db.read() as tx:
        found = await tx.execute(
            select(notices).where(notices.c.user_id == user_id, _in(guild_id)).order_by(notices.c.id)
        )
        kept = ("guild_id", "purpose", "words", "made_at", "seen_at")
        return {"notices": [{name: row[name] for name in kept} for row in found.mappings()]}


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> tuple[Post, ...]:
    """Drop what was to be said to this person, and what names them to others.

    Returns where it stands: in the channels of a server, and in the direct messages of others.
    """
    number = str(user_id)
    name = re.compile(rf"(?<![0-9]){number}(?![0-9])")
    hinting = or_(notices.c.params.contains(number), notices.c.about.contains(number))
    theirs = notices.c.user_id == user_id
    async with db.write() as tx:
        found = (await tx.execute(select(notices).where(or_(theirs, hinting), _in(guild_id)))).all()
        own = [row for row in found if row.user_id == user_id]
        naming = [
            row
            for row in found
            if row.user_id != user_id and (name.search(row.params) or name.search(row.about))
        ]
        posts = [*await _posts(tx, naming), *await _in_channels(db.within(tx), await _posts(tx, own))]
        await tx.execute(delete(notices).where(notices.c.id.in_([row.id for row in [*own, *naming]])))
    return tuple(posts)


async def _posts(tx: AsyncConnection, rows: Collection[Row[Any]]) -> list[Post]:
    """Where these notices stand, of those that were sent."""
    sent = await deliveries.settled(tx, [f"{KIND} {row.id}" for row in rows])
    found: list[Post] = []
    for row in rows:
        where = sent.get(f"{KIND} {row.id}")
        if where is not None and where.channel_id is not None and where.message_id is not None:
            found.append(Post(row.id, row.guild_id, MessageAt(where.channel_id, where.message_id)))
    return found


async def _in_channels(db: Database, posts: Collection[Post]) -> list[Post]:
    """Those that stand where everybody sees them: what was sent to a person alone is theirs to keep."""
    channels: set[int | None] = set()
    for guild_id in {post.guild_id for post in posts}:
        server = await settings.server(db, guild_id)
        channels |= {server.thanks_channel, server.sessions_channel, server.checkins_channel}
    return [post for post in posts if post.message.channel_id in channels]


def _in(guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else notices.c.guild_id == guild_id


def _notice_of(row: Row[Any]) -> Notice:
    return Notice(
        guild_id=row.guild_id,
        about=row.about,
        words=row.words,
        made_at=row.made_at,
        user_id=row.user_id,
        purpose=cast("Purpose | None", row.purpose),
        params=json.loads(row.params),
        id=row.id,
    )
