"""The weekly letter to a server's moderators: wished for by an admin, once a week at their day and hour.

A letter speaks of the seven days before it and has its place in the delivery table by the week in which it
is sent: whatever is chosen anew meanwhile, there is one a week at most.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Column, ColumnElement, Index, Integer, Table, delete, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, metadata, serialise
from bot.errors import Refusal
from bot.features import activity, consent, deliveries, notices, replies, settings
from bot.features.activity import METRICS, Metric
from bot.features.deliveries import Delivery
from bot.features.notices import Notice
from bot.features.replies import Wish
from bot.when import Plan, Repeats, instant, occurrences, start_of_week

KIND = "letter"
"""The kind of deliveries that are letters."""
ROOM_GONE = "letter-room-gone"
"""The words by which moderators are told that their room is gone, and the letter waits."""
HOUR, DAY = 60 * 60, 86_400
WEEK = 7
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AHEAD = 15 * DAY
"""How far ahead letters are planned: the next one always is, though one of this week has gone."""
WORTH = 2 * DAY
"""So long after its hour a letter is still sent; then the next one will do."""
LATE_AFTER = HOUR
MOST_WISHES = 5

# `weekday` from Monday 0, `hour` of the server's own day. `by_id` is null once the admin had themselves
# forgotten.
letters = Table(
    "letters",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("by_id", BigInteger),
    Column("at", BigInteger, nullable=False),
    Index(None, "by_id"),
)


@dataclass(frozen=True)
class Letter:
    """That a server wishes for letters, and when. `next_at` is the next one; `waits` says why none comes."""

    guild_id: int
    weekday: int
    hour: int
    next_at: int | None = None
    waits: str | None = None


@dataclass(frozen=True)
class Week:
    """Seven days of a server. `people` are those active on any of them, `daily` how many on each."""

    first: date
    last: date
    people: int
    daily: tuple[int, ...]
    counts: Mapping[Metric, int]
    newcomers: int
    answered: int


@dataclass(frozen=True)
class Contents:
    """What a letter says. `week` is None where nothing is counted, `before` where not for a fortnight yet.

    `wishes` are check-ins that wait for a reply, the longest waiting first, of `waiting` in all.
    """

    week: Week | None
    before: Week | None
    wishes: tuple[Wish, ...]
    waiting: int


# --- choosing


async def chosen(db: Database, guild_id: int) -> Letter | None:
    """When this server wishes for letters; None where it does not."""
    async with db.read() as tx:
        row = (await tx.execute(select(letters).where(letters.c.guild_id == guild_id))).one_or_none()
    if row is None:
        return None
    holds = await deliveries.held(db, guild_id)
    waits = next((hold.reason for hold in holds if hold.series == series_of(guild_id)), None)
    coming = await deliveries.coming(db, guild_id, kinds=KIND, limit=1)
    return Letter(guild_id, row.weekday, row.hour, coming[0].due_at if coming else None, waits)


async def choose(db: Database, guild_id: int, weekday: int, hour: int, *, by: int, now: int) -> Letter:
    """Wish for a letter each week, or for another time; refuses where there is nothing to say or no room."""
    if weekday not in range(WEEK) or hour not in range(24):
        raise Refusal("letter-when-unknown")
    async with db.write() as tx:
        await serialise(tx, KIND, guild_id)
        inside = db.within(tx)
        if (await settings.server(inside, guild_id)).moderators_channel is None:
            raise Refusal("letter-no-room")
        if not await consent.counting_since(inside, [guild_id]):
            raise Refusal("letter-nothing-counted")
        await tx.execute(delete(letters).where(letters.c.guild_id == guild_id))
        row = {"guild_id": guild_id, "weekday": weekday, "hour": hour, "by_id": by, "at": now}
        await insert_new(tx, letters, [row])
        await deliveries.cancel_series(tx, series_of(guild_id), now)
        await _plan(tx, inside, guild_id, weekday, hour, now)
    found = await chosen(db, guild_id)
    assert found is not None, "it was chosen just now"
    return found


async def stop(db: Database, guild_id: int, now: int) -> bool:
    """Wish for no more letters; False when there were none."""
    async with db.write() as tx:
        await serialise(tx, KIND, guild_id)
        gone = await tx.execute(delete(letters).where(letters.c.guild_id == guild_id))
        await deliveries.cancel_series(tx, series_of(guild_id), now)
    return bool(gone.rowcount)


def series_of(guild_id: int) -> str:
    """What is paused while a server's letters cannot be sent."""
    return f"{KIND} {guild_id}"


# --- planning


async def plan_all(db: Database, now: int) -> None:
    """Plan every server's next letter; one whose server keeps another time by now is moved to it."""
    async with db.read() as tx:
        found = (await tx.execute(select(letters).order_by(letters.c.guild_id))).all()
    for row in found:
        async with db.write() as tx:
            await serialise(tx, KIND, row.guild_id)
            # Chosen anew or stopped since, it has been seen to.
            if await _row_is(tx, row.guild_id, row.at):
                await _plan(tx, db.within(tx), row.guild_id, row.weekday, row.hour, now)


async def waiting_servers(db: Database) -> tuple[int, ...]:
    """The servers that wish for letters, which are paused."""
    async with db.read() as tx:
        ids = tuple(await tx.scalars(select(letters.c.guild_id).order_by(letters.c.guild_id)))
    return tuple([i for i in ids if any(h.series == series_of(i) for h in await deliveries.held(db, i))])


async def go_on(db: Database, guild_id: int) -> bool:
    """End the pause: the letter that waited is sent, unless it is no longer worth it."""
    async with db.write() as tx:
        return await deliveries.resume(tx, series_of(guild_id))


async def lose_room(db: Database, guild_id: int, now: int) -> None:
    """The moderators' room is gone: pause a letter that was to go there, and say so with their commands."""
    async with db.write() as tx:
        if await tx.scalar(select(letters.c.guild_id).where(letters.c.guild_id == guild_id)) is None:
            return
        if await deliveries.hold(tx, series_of(guild_id), guild_id, "no room", now):
            about = f"{ROOM_GONE} {guild_id}"
            await notices.give_notice(tx, Notice(guild_id, about, ROOM_GONE, now))


async def _row_is(tx: AsyncConnection, guild_id: int, at: int) -> bool:
    return await tx.scalar(select(letters.c.at).where(letters.c.guild_id == guild_id)) == at


async def _plan(tx: AsyncConnection, db: Database, guild_id: int, weekday: int, hour: int, now: int) -> None:
    zone = (await settings.server(db, guild_id)).zone
    planned = {one.key: one for one in _coming(guild_id, weekday, hour, zone, now)}
    there = await deliveries.coming(db, guild_id, kinds=KIND, limit=WEEK)
    # What is due within a moment may be on its way already.
    astray = [
        one.key
        for one in there
        if one.due_at > now + HOUR // 60 and (one.key not in planned or planned[one.key].due_at != one.due_at)
    ]
    await deliveries.cancel(tx, astray, now)
    await deliveries.plan(tx, planned.values())


def _coming(guild_id: int, weekday: int, hour: int, zone: str, now: int) -> Iterator[Delivery]:
    """The letters of the days ahead."""
    first = _on_or_before(datetime.fromtimestamp(now, ZoneInfo(zone)).date(), weekday)
    plan = Plan(zone, first, hour * 60, Repeats("week", weekdays=(weekday,)))
    for one in occurrences(plan, now, limit=WEEK, before=now + AHEAD):
        yield Delivery(
            key=f"{KIND} {guild_id} {start_of_week(one.day).isoformat()}",
            kind=KIND,
            due_at=one.starts_at,
            guild_id=guild_id,
            series=series_of(guild_id),
            subject={"day": one.day.toordinal()},
            expires_at=one.starts_at + WORTH,
            late_after=LATE_AFTER,
        )


def _on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % WEEK)


# --- what it says


async def contents(db: Database, guild_id: int, day: int, now: int) -> Contents | None:
    """What the letter of this local day says; None where nobody wishes for one any more."""
    async with db.read() as tx:
        wished = await tx.scalar(select(letters.c.guild_id).where(letters.c.guild_id == guild_id))
    if wished is None:
        return None
    wishes = await replies.unanswered(db, guild_id, now)
    since = (await consent.counting_since(db, [guild_id])).get(guild_id)
    week = before = None
    if since is not None:
        await activity.freshen(db, guild_id, now)
        for past in range(day - WEEK, day):
            # What was given or undone since, though the night has not seen to it yet.
            await activity.gather(db, guild_id, past, past, now)
        week = await _week(db, guild_id, day - WEEK)
        if await activity.today(db, guild_id, since) < day - 2 * WEEK:
            before = await _week(db, guild_id, day - 2 * WEEK)
    return Contents(week, before, wishes[:MOST_WISHES], len(wishes))


async def _week(db: Database, guild_id: int, first: int) -> Week:
    last = first + WEEK - 1
    days = {one.day: one.counts for one in await activity.totals(db, guild_id, first, last)}
    zone = (await settings.server(db, guild_id)).zone
    begins, ends = (instant(date.fromordinal(day), 0, zone) for day in (first, last + 1))
    came = await activity.arrived(db, guild_id, begins, ends)
    return Week(
        first=date.fromordinal(first),
        last=date.fromordinal(last),
        people=await activity.people(db, guild_id, first, last),
        daily=tuple(days[day]["days"] if day in days else 0 for day in range(first, last + 1)),
        counts={metric: sum(counts[metric] for counts in days.values()) for metric in METRICS},
        newcomers=len(came),
        answered=sum(one.first_reply_at is not None for one in came),
    )


# --- of one person


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """For which servers this person, as an admin, wished for letters, ready for JSON."""
    mine = select(letters).where(letters.c.by_id == user_id, _in(guild_id)).order_by(letters.c.guild_id)
    kept = ("guild_id", "weekday", "hour", "at")
    async with db.read() as tx:
        rows = (await tx.execute(mine)).mappings()
        return {"letters": [{name: row[name] for name in kept} for row in rows]}


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Forget who wished for letters; the server's wish stays."""
    async with db.write() as tx:
        await tx.execute(update(letters).where(letters.c.by_id == user_id, _in(guild_id)).values(by_id=None))


def _in(guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else letters.c.guild_id == guild_id
