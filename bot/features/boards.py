"""Boards that moderators posted: which stand where, and whom they name, so that a no reaches them too."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    Row,
    Table,
    Text,
    delete,
    func,
    select,
    true,
    tuple_,
    update,
)

from bot.db import Database, announce, insert_new, metadata
from bot.errors import Refusal
from bot.features import consent
from bot.features.activity import Metric, Place, Window

_AT_ONCE = 500

# `id` is the event by which posting was asked for; `message_id` is null until Discord took the post, and
# `by_id` once the moderator was forgotten. `named` is how many people the post names as it stands.
board_posts = Table(
    "board_posts",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("by_id", BigInteger),
    Column("metric", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("pictured", Boolean, nullable=False),
    Column("named", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "guild_id"),
    Index(None, "by_id"),
)

# Who stands on a board that was posted, with the points of that moment.
board_places = Table(
    "board_places",
    metadata,
    Column("post_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("points", Integer, nullable=False),
    Index(None, "guild_id", "user_id"),
    Index(None, "user_id"),
)


@dataclass(frozen=True)
class Posted:
    """A board as it was posted: of which days (ordinals, both among them) and whom it names, in order."""

    id: int
    guild_id: int
    channel_id: int
    by_id: int | None
    metric: Metric
    window: Window
    first: int
    last: int
    pictured: bool
    at: int
    places: tuple[Place, ...]
    message_id: int | None = None


async def keep(db: Database, board: Posted) -> bool:
    """Write down a board that is about to be posted; False when it was already."""
    row = {
        "id": board.id,
        "guild_id": board.guild_id,
        "channel_id": board.channel_id,
        "message_id": board.message_id,
        "by_id": board.by_id,
        "metric": board.metric,
        "period": board.window,
        "first_day": board.first,
        "last_day": board.last,
        "pictured": board.pictured,
        "named": len(board.places),
        "at": board.at,
    }
    places = [
        {"post_id": board.id, "user_id": one.user_id, "guild_id": board.guild_id, "points": one.points}
        for one in board.places
    ]
    async with db.write() as tx:
        new = bool(await insert_new(tx, board_posts, [row]))
        await insert_new(tx, board_places, places if new else [])
    return new


async def stands(db: Database, post_id: int, message_id: int) -> None:
    """The board was posted as this message."""
    async with db.write() as tx:
        which = board_posts.c.id == post_id
        await tx.execute(update(board_posts).where(which).values(message_id=message_id))
        # Somebody may have said no while it was on its way.
        announce(tx, consent.SHOWN_NEWS)


async def posted(db: Database, guild_id: int, post_id: int) -> Posted | None:
    """A board of this server that was posted, with those it still may name."""
    async with db.read() as tx:
        which = (board_posts.c.id == post_id, board_posts.c.guild_id == guild_id)
        row = (await tx.execute(select(board_posts).where(*which))).one_or_none()
        if row is None:
            return None
        of_post = board_places.c.post_id == post_id
        order = (board_places.c.points.desc(), board_places.c.user_id.desc())
        found = await tx.execute(select(board_places).where(of_post).order_by(*order))
        return _posted(row, [(place.user_id, place.points) for place in found])


async def drop(db: Database, post_id: int) -> None:
    """The board stands nowhere any more."""
    async with db.write() as tx:
        await tx.execute(delete(board_places).where(board_places.c.post_id == post_id))
        await tx.execute(delete(board_posts).where(board_posts.c.id == post_id))


def refuse_to_take_down(board: Posted | None, user_id: int, *, moderator: bool) -> Posted:
    """The board, for whoever may take it down: who posted it, and moderators."""
    if board is None:
        raise Refusal("leaderboard-down-already")
    if not moderator and board.by_id != user_id:
        raise Refusal("leaderboard-down-not-yours")
    return board


async def drop_unwilling(db: Database) -> None:
    """Drop from boards that were posted whoever does not agree, at this moment, to be counted and shown."""
    async with db.read() as tx:
        pairs = select(board_places.c.guild_id, board_places.c.user_id).distinct()
        people = {(row.guild_id, row.user_id) for row in await tx.execute(pairs)}
    gone = set(await consent.uncounted(db, people))
    for guild_id in {guild_id for guild_id, _ in people}:
        ids = [user_id for guild, user_id in people if guild == guild_id]
        shown = await consent.who_agrees(db, guild_id, "boards", ids)
        gone |= {(guild_id, user_id) for user_id in ids if user_id not in shown}
    await _drop_people(db, sorted(gone))


async def stale(db: Database) -> tuple[tuple[int, int], ...]:
    """The boards, each by its server and its id, that name somebody whom they may name no more."""
    left = (
        select(func.count())
        .where(board_places.c.post_id == board_posts.c.id)
        .correlate(board_posts)
        .scalar_subquery()
    )
    which = (board_posts.c.message_id.is_not(None), board_posts.c.named != left)
    async with db.read() as tx:
        found = await tx.execute(select(board_posts.c.guild_id, board_posts.c.id).where(*which))
        return tuple((row.guild_id, row.id) for row in found)


async def unsettled(db: Database, before: int) -> tuple[tuple[int, int], ...]:
    """Boards, each by its server and its id, of which nobody knows whether they were posted.

    Those of before this instant only: a younger one may be on its way.
    """
    which = (board_posts.c.message_id.is_(None), board_posts.c.at < before)
    async with db.read() as tx:
        found = await tx.execute(select(board_posts.c.guild_id, board_posts.c.id).where(*which))
        return tuple((row.guild_id, row.id) for row in found)


async def names_now(db: Database, post_id: int, named: int) -> None:
    """The post was written anew, and names so many people."""
    async with db.write() as tx:
        await tx.execute(update(board_posts).where(board_posts.c.id == post_id).values(named=named))


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """Which boards this person posted, and on which they stand, ready for JSON."""
    mine = select(board_posts).where(board_posts.c.by_id == user_id, _in(board_posts, guild_id))
    on = select(board_places).where(board_places.c.user_id == user_id, _in(board_places, guild_id))
    async with db.read() as tx:
        posts = await tx.execute(mine.order_by(board_posts.c.id))
        places = await tx.execute(on.order_by(board_places.c.post_id))
        return {
            "board_posts": [
                {
                    name: row[name]
                    for name in ("guild_id", "channel_id", "message_id", "metric", "period", "at")
                }
                for row in posts.mappings()
            ],
            "board_places": [
                {name: row[name] for name in ("guild_id", "post_id", "points")} for row in places.mappings()
            ],
        }


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Forget this person, in one server or in all; boards that name them are then `stale`."""
    async with db.write() as tx:
        await tx.execute(
            delete(board_places).where(board_places.c.user_id == user_id, _in(board_places, guild_id))
        )
        mine = (board_posts.c.by_id == user_id, _in(board_posts, guild_id))
        await tx.execute(update(board_posts).where(*mine).values(by_id=None))
        announce(tx, consent.SHOWN_NEWS)


def _posted(row: Row[Any], found: Sequence[tuple[int, int]]) -> Posted:
    ranks = [1 + sum(more > points for _, more in found) for _, points in found]
    return Posted(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        by_id=row.by_id,
        metric=row.metric,
        window=row.period,
        first=row.first_day,
        last=row.last_day,
        pictured=row.pictured,
        at=row.at,
        places=tuple(Place(rank, *one) for rank, one in zip(ranks, found, strict=True)),
        message_id=row.message_id,
    )


async def _drop_people(db: Database, people: Collection[tuple[int, int]]) -> None:
    key, wanted = tuple_(board_places.c.guild_id, board_places.c.user_id), list(people)
    for start in range(0, len(wanted), _AT_ONCE):
        async with db.write() as tx:
            await tx.execute(delete(board_places).where(key.in_(wanted[start : start + _AT_ONCE])))


def _in(table: Table, guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else table.c.guild_id == guild_id
