"""Which posts still show how an occurrence was, where they stand, and what a list of sessions shows."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from sqlalchemy import and_, delete, func, or_, select, update

from bot.db import Database, insert_new
from bot.features import deliveries
from bot.features.sessions.arming import CARD, PAGES, RECAP, START
from bot.features.sessions.reading import seen_by
from bot.features.sessions.rules import DAY, Answer, Kind, Pause, Viewer
from bot.features.sessions.tables import answers, occurrences, posts, series

LIVE = (CARD, START, RECAP, *PAGES)
"""The posts that are kept up to date, by the kind of the delivery that brought them, with its page."""

SHOWN_AFTERWARDS = 2 * DAY
_GONE = 0


@dataclass(frozen=True)
class Post:
    """Where a post about an occurrence stands; `what` is the kind of its delivery."""

    what: str
    channel_id: int
    message_id: int


async def stale(db: Database, guild_ids: Collection[int], now: int) -> tuple[int, ...]:
    """The occurrences of these servers whose posts no longer show how they are; what is long over stays."""
    async with db.read() as tx:
        rows = await tx.execute(
            select(occurrences.c.id, occurrences.c.guild_id)
            .where(
                occurrences.c.state.in_(["ahead", "over", "off"]),
                occurrences.c.ends_at >= now - SHOWN_AFTERWARDS,
                occurrences.c.rev > occurrences.c.shown_rev,
            )
            .order_by(occurrences.c.starts_at)
        )
        here = frozenset(guild_ids)
        return tuple(row.id for row in rows if row.guild_id in here)


async def live_posts(db: Database, occurrence_id: int, guild_id: int) -> tuple[tuple[Post, ...], bool]:
    """Its posts that are kept up to date; and whether one is on its way, which may show what was before.

    Where they stand is kept from now on, longer than what the courier remembers.
    """
    async with db.read() as tx:
        rows = await tx.execute(select(posts).where(posts.c.occurrence_id == occurrence_id))
        kept = {row.what: Post(row.what, row.channel_id, row.message_id) for row in rows}
    missing = {f"{what} {occurrence_id}": what for what in LIVE if what not in kept}
    far = await deliveries.whereabouts(db, list(missing))
    found = {
        missing[key]: Post(missing[key], one.channel_id or 0, one.message_id)
        for key, one in far.items()
        if one.state == "sent" and one.message_id is not None
    }
    if found:
        await _keep(db, occurrence_id, guild_id, found.values())
    on_its_way = any(one.state == "claimed" for one in far.values())
    there = tuple(post for post in (kept | found).values() if post.message_id != _GONE)
    return there, on_its_way


async def keep_posts(db: Database) -> None:
    """Keep where the cards of all that is ahead stand, before the courier forgets it."""
    kept = and_(posts.c.occurrence_id == occurrences.c.id, posts.c.what == CARD)
    async with db.read() as tx:
        rows = await tx.execute(
            select(occurrences.c.id, occurrences.c.guild_id)
            .outerjoin(posts, kept)
            .where(occurrences.c.state == "ahead", posts.c.occurrence_id.is_(None))
        )
        unknown = {row.id: row.guild_id for row in rows}
    for occurrence_id, guild_id in unknown.items():
        await live_posts(db, occurrence_id, guild_id)


async def post_is_gone(db: Database, occurrence_id: int, what: str) -> None:
    """Somebody deleted it: it is not posted again, nor looked for."""
    async with db.write() as tx:
        await tx.execute(
            update(posts)
            .where(posts.c.occurrence_id == occurrence_id, posts.c.what == what)
            .values(message_id=_GONE)
        )


async def shown(db: Database, occurrence_id: int, rev: int) -> None:
    """Its posts show it as it was with this `rev`."""
    async with db.write() as tx:
        await tx.execute(
            update(occurrences)
            .where(occurrences.c.id == occurrence_id, occurrences.c.shown_rev < rev)
            .values(shown_rev=rev)
        )


async def _keep(db: Database, occurrence_id: int, guild_id: int, found: Collection[Post]) -> None:
    here = {"occurrence_id": occurrence_id, "guild_id": guild_id}
    async with db.write() as tx:
        for post in found:
            await tx.execute(
                delete(posts).where(posts.c.occurrence_id == occurrence_id, posts.c.what == post.what)
            )
        await insert_new(tx, posts, [here | vars(post) for post in found])


# --- a list


@dataclass(frozen=True)
class Listed:
    """A series as a list shows it: its next occurrence, how many come to that, and one's own answer.

    `occurrence_id` is None while it rests; `rests_for` says why: "refused" when its channel takes no posts.
    """

    series_id: int
    occurrence_id: int | None
    host_id: int | None
    title: str
    kind: Kind
    starts_at: int
    capacity: int | None
    rests_for: Pause | str | None
    coming: int
    mine: Answer | None


async def listed(
    db: Database, guild_id: int, viewer: Viewer, page: int, size: int
) -> tuple[tuple[Listed, ...], int]:
    """A page (from 0) of what this viewer sees: what is to come, by its start, then what rests.

    And of how many it is one.
    """
    held = {one.series for one in await deliveries.held(db, guild_id)}
    which = (
        select(series, occurrences.c.id.label("occurrence_id"), occurrences.c.starts_at)
        .outerjoin(occurrences, and_(occurrences.c.series_id == series.c.id, occurrences.c.state == "ahead"))
        .where(
            series.c.guild_id == guild_id,
            series.c.ended_at.is_(None),
            or_(series.c.paused_at.is_not(None), occurrences.c.id.is_not(None)),
            seen_by(viewer),
        )
    )
    async with db.read() as tx:
        count = await tx.scalar(select(func.count()).select_from(which.subquery()))
        order = (occurrences.c.id.is_(None), occurrences.c.starts_at, series.c.id)
        rows = (await tx.execute(which.order_by(*order).limit(size).offset(page * size))).all()
        ids = [row.occurrence_id for row in rows if row.occurrence_id is not None]
        here = answers.c.occurrence_id.in_(ids)
        coming = await tx.execute(
            select(answers.c.occurrence_id, func.count().label("people"))
            .where(here, answers.c.answer == "yes")
            .group_by(answers.c.occurrence_id)
        )
        people = {row.occurrence_id: row.people for row in coming}
        own = await tx.execute(select(answers).where(here, answers.c.user_id == viewer.id))
        mine: dict[int, Answer] = {row.occurrence_id: row.answer for row in own}
    found = tuple(
        Listed(
            series_id=row.id,
            occurrence_id=row.occurrence_id,
            host_id=row.host_id,
            title=row.title,
            kind=cast("Kind", row.kind),
            starts_at=row.starts_at or 0,
            capacity=row.capacity,
            rests_for=row.paused_for or ("refused" if f"session {row.id}" in held else None),
            coming=people.get(row.occurrence_id, 0),
            mine=mine.get(row.occurrence_id),
        )
        for row in rows
    )
    return found, count or 0
