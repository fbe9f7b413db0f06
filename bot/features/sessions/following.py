"""What follows once one is over: the next one, a rest for what nobody comes to, a word to regulars."""

from dataclasses import dataclass, replace

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, serialise
from bot.features import consent, deliveries, notices, settings
from bot.features.deliveries import LATE_AFTER, Settled
from bot.features.notices import Notice
from bot.features.sessions.arming import CLOSE, START, advance, changed, mirror
from bot.features.sessions.meeting import Meeting, meeting_in
from bot.features.sessions.planning import pause, show
from bot.features.sessions.reading import View, series_in, view_in
from bot.features.sessions.rules import DAY, MOST_EMPTY, Occurrence, Series
from bot.features.sessions.tables import (
    answers,
    calls,
    declarations,
    helped,
    lessons,
    occurrences,
    posts,
    presences,
    regulars,
    series,
)

# A regular who was not there so often in a row, without a word, may be asked after.
MISSED = 2
CALLS_KEPT_DAYS = 7
_AT_ONCE = 500


@dataclass(frozen=True)
class Ended:
    """An occurrence that is over, and what is next; `paused` when the series rests now for being empty."""

    occurrence: Occurrence
    following: Occurrence | None = None
    paused: bool = False


async def finish(db: Database, occurrence_id: int, now: int) -> Ended | None:
    """Close an occurrence whose time is over, and see to the next one. Done twice, it is done once.

    One to which nobody came counts as empty only where the call to it went out and its end was seen: when we
    were away, nobody was. After three empty ones in a row the series rests, and its host is asked.
    """
    async with db.write() as tx:
        seen = await view_in(tx, occurrence_id)
        if seen is None:
            return None
        await serialise(tx, "session", seen.series.id)
        seen = await view_in(tx, occurrence_id)
        if seen is None or seen.occurrence.state != "ahead" or now < seen.occurrence.ends_at:
            return None
        there = replace(seen.occurrence, state="over")
        await tx.execute(update(occurrences).where(occurrences.c.id == there.id).values(state="over"))
        await changed(tx, there.id)
        went = await meeting_in(db.within(tx), seen, now)
        keys = (f"{START} {there.id}", f"{CLOSE} {there.id}")
        through = was_seen_through(there, *map((await deliveries.settled(tx, keys)).get, keys))
        await _look_after_regulars(tx, db, went, now, through=through)
        one = await _count_empty(tx, went, through=through)
        if one.empty >= MOST_EMPTY:
            await pause(tx, one, "empty", now)
            await _ask_host(tx, one, there, now)
            return Ended(there, paused=True)
        following = await advance(tx, one, now)
        if following is not None and following.starts_at > now:
            await show(tx, one, following, now)
        elif following is not None:
            # It is on already: its call says so, late, and a card beside it would say it twice.
            await mirror(tx, one, following, now)
        return Ended(there, following)


def was_seen_through(there: Occurrence, start: Settled | None, close: Settled | None) -> bool:
    """Whether the call to it went out on time, and whether we were there at its end."""
    if start is None or close is None or start.state != "sent" or close.state not in {"sent", "skipped"}:
        return False
    called, ended = start.settled_at - there.starts_at, close.settled_at - there.ends_at
    return called <= LATE_AFTER and ended <= LATE_AFTER


async def _count_empty(tx: AsyncConnection, went: Meeting, *, through: bool) -> Series:
    one = went.view.series
    if went.present or went.view.occurrence.peopled:
        empty = 0
    elif through:
        empty = one.empty + 1
    else:
        return one
    await tx.execute(update(series).where(series.c.id == one.id).values(empty=empty))
    return await series_in(tx, one.guild_id, one.id)


async def _ask_host(tx: AsyncConnection, one: Series, there: Occurrence, now: int) -> None:
    await notices.give_notice(
        tx,
        Notice(
            guild_id=one.guild_id,
            about=f"session empty {there.id}",
            words="notice-session-empty",
            params={"channel": str(one.channel_id), "session": str(one.id), "count": MOST_EMPTY},
            made_at=now,
            # Without a host, whoever looks after the server decides.
            user_id=one.host_id,
            purpose=None if one.host_id is None else "dm_sessions",
        ),
    )


async def _look_after_regulars(
    tx: AsyncConnection, db: Database, went: Meeting, now: int, *, through: bool
) -> None:
    """Count who was not there without a word; ask after those who wished it, once until they come again."""
    one, inside = went.view.series, db.within(tx)
    rows = (await tx.execute(select(regulars).where(regulars.c.series_id == one.id))).all()
    said = {coming.user_id: coming.answer for coming in went.view.coming}
    of_people = [row.user_id for row in rows]
    # Of them nobody knows whether they sat in the voice channel.
    unseen = await consent.uncounted(inside, [(one.guild_id, user_id) for user_id in of_people])
    wished = await consent.who_agrees(inside, one.guild_id, "ask_after", of_people)
    for row in rows:
        values: dict[str, int | None] = {}
        if row.user_id in went.present:
            values = {"missed": 0, "asked_at": None}
        elif said.get(row.user_id) in {"no", "maybe"}:
            values = {"missed": 0}
        elif through and said.get(row.user_id) == "yes" and (one.guild_id, row.user_id) not in unseen:
            values = {"missed": row.missed + 1}
            if row.missed + 1 >= MISSED and row.asked_at is None and row.user_id in wished:
                values["asked_at"] = now
                await _ask_after(tx, went.view, row.user_id, now)
        if values:
            which = (regulars.c.series_id == one.id, regulars.c.user_id == row.user_id)
            await tx.execute(update(regulars).where(*which).values(values))


async def _ask_after(tx: AsyncConnection, seen: View, user_id: int, now: int) -> None:
    await notices.give_notice(
        tx,
        Notice(
            guild_id=seen.series.guild_id,
            about=f"session all well {seen.occurrence.id} {user_id}",
            words="notice-session-all-well",
            params={"channel": str(seen.series.channel_id)},
            made_at=now,
            user_id=user_id,
            purpose="dm_sessions",
        ),
    )


async def tidy(db: Database, now: int) -> None:
    """Drop what is older than its server keeps it, and who was called on days long gone."""
    async with db.read() as tx:
        servers = list(await tx.scalars(select(occurrences.c.guild_id).distinct()))
    for guild_id in servers:
        days = (await settings.server(db, guild_id)).retention_days
        while await _drop(db, guild_id, now - days * DAY) == _AT_ONCE:
            pass
        async with db.write() as tx:
            long_over = select(occurrences.c.id).where(
                occurrences.c.guild_id == guild_id, occurrences.c.ends_at < now - CALLS_KEPT_DAYS * DAY
            )
            await tx.execute(delete(calls).where(calls.c.occurrence_id.in_(long_over)))


async def _drop(db: Database, guild_id: int, before: int) -> int:
    """Piece by piece: others write in between."""
    old = select(occurrences.c.id).where(
        occurrences.c.guild_id == guild_id, occurrences.c.state != "ahead", occurrences.c.ends_at < before
    )
    async with db.write() as tx:
        gone = list(await tx.scalars(old.order_by(occurrences.c.ends_at).limit(_AT_ONCE)))
        of_lessons = select(lessons.c.id).where(lessons.c.occurrence_id.in_(gone))
        await tx.execute(delete(helped).where(helped.c.lesson_id.in_(of_lessons)))
        for table in (answers, presences, declarations, lessons, posts, calls):
            await tx.execute(delete(table).where(table.c.occurrence_id.in_(gone)))
        await tx.execute(delete(occurrences).where(occurrences.c.id.in_(gone)))
    return len(gone)
