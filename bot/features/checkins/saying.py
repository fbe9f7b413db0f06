"""What members say: kept once a day, theirs alone unless they share it, and carried over to the next."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.errors import Refusal
from bot.features import replies, settings
from bot.features.checkins.rules import (
    DAY,
    ENERGY_KEPT,
    Checkin,
    Entry,
    Result,
    clean,
    local_day,
)
from bot.features.checkins.showing import checkin_in, show
from bot.features.checkins.tables import checkins, days, prompts
from bot.when import month_of

PROMPTS_KEPT = 30 * DAY


@dataclass(frozen=True)
class Said:
    """A check-in as it is kept now, and on how many days of its month there is one.

    `again` when the day had another one already, which this replaces.
    """

    checkin: Checkin
    days: int
    again: bool


@dataclass(frozen=True)
class Today:
    """What a form begins with: what was said today, else what was carried over from an earlier day."""

    day: date
    said: Checkin | None
    carried: str | None


async def say(db: Database, entry: Entry, *, opened: int | None = None) -> Said:
    """Keep a check-in on its local day, or refuse it. The same interaction twice keeps it once.

    One more on the same day takes the place of what was said before, and so does its post; who wished for a
    reply still does. `opened` is the interaction that opened the form: sent from it a second time in the same
    words, because no answer came, it is the same check-in, on whichever day.
    """
    entry = clean(entry)
    async with db.write() as tx:
        await serialise(tx, "checkin", entry.guild_id, entry.user_id)
        sent = await _sent(tx, entry, opened)
        if sent is not None:
            one = checkin_in(sent)
            count = await _days_of_month(tx, one.guild_id, one.user_id, one.day)
            return Said(one, count, again=False)
        zone = await _zone(db.within(tx), entry.guild_id, entry.user_id)
        day = local_day(entry.at, zone)
        before = await _on(tx, entry.guild_id, entry.user_id, day)
        if before is None:
            await insert_new(tx, checkins, [_row(entry, day)])
        elif entry.id > before.event_id:
            await tx.execute(update(checkins).where(checkins.c.id == before.id).values(_again(entry, before)))
        kept = await _on(tx, entry.guild_id, entry.user_id, day)
        assert kept is not None, "it was just written"
        await show(tx, before, kept, entry.at)
        if kept.wants_reply:
            await replies.ask(tx, replies.Ask(kept.id, entry.guild_id, entry.user_id, entry.at))
        count = await _days_of_month(tx, entry.guild_id, entry.user_id, day)
        return Said(checkin_in(kept), count, again=before is not None)


async def today(db: Database, guild_id: int, user_id: int, now: int) -> Today:
    """What somebody's form begins with."""
    zone = await _zone(db, guild_id, user_id)
    day = local_day(now, zone)
    async with db.read() as tx:
        here = await _on(tx, guild_id, user_id, day)
        query = (
            select(checkins)
            .where(
                checkins.c.guild_id == guild_id,
                checkins.c.user_id == user_id,
                checkins.c.day < day.isoformat(),
                checkins.c.day >= (day - timedelta(days=30)).isoformat(),
            )
            .order_by(checkins.c.day.desc())
            .limit(1)
        )
        last = (await tx.execute(query)).one_or_none()
    carried = last.words if last is not None and last.result in {"partly", "tomorrow"} else None
    return Today(day, None if here is None else checkin_in(here), carried)


async def look(db: Database, checkin_id: int) -> Checkin | None:
    """A check-in as it is now."""
    async with db.read() as tx:
        row = (await tx.execute(select(checkins).where(checkins.c.id == checkin_id))).one_or_none()
        return None if row is None else checkin_in(row)


async def close_day(db: Database, checkin_id: int, user_id: int, result: Result, now: int) -> Checkin:
    """Keep what became of somebody's one thing; the last answer holds."""
    mine = (checkins.c.id == checkin_id, checkins.c.user_id == user_id)
    async with db.write() as tx:
        await tx.execute(update(checkins).where(*mine).values(result=result, result_at=now))
        row = (await tx.execute(select(checkins).where(*mine))).one_or_none()
        if row is None:
            raise Refusal("checkin-gone")
        return checkin_in(row)


async def history(
    db: Database, guild_id: int, user_id: int, *, before: date | None = None, limit: int = 7
) -> tuple[Checkin, ...]:
    """Somebody's own check-ins here, newest first."""
    query = select(checkins).where(checkins.c.guild_id == guild_id, checkins.c.user_id == user_id)
    if before is not None:
        query = query.where(checkins.c.day < before.isoformat())
    async with db.read() as tx:
        return tuple(
            checkin_in(row) for row in await tx.execute(query.order_by(checkins.c.day.desc()).limit(limit))
        )


async def days_this_month(db: Database, guild_id: int, user_id: int, day: date) -> int:
    """On how many days of this one's month somebody has checked in."""
    async with db.read() as tx:
        return await _days_of_month(tx, guild_id, user_id, day)


async def days_of_month(db: Database, guild_id: int, user_id: int, day: date) -> tuple[date, ...]:
    """The days of this one's month on which somebody has checked in here, the first first."""
    month = month_of(day)
    query = select(checkins.c.day).where(
        checkins.c.guild_id == guild_id,
        checkins.c.user_id == user_id,
        checkins.c.day >= month[0].isoformat(),
        checkins.c.day <= month[-1].isoformat(),
    )
    async with db.read() as tx:
        found = await tx.scalars(query.order_by(checkins.c.day))
        return tuple(date.fromisoformat(one) for one in found)


async def thread_of(db: Database, guild_id: int, day: date, channel_id: int) -> int | None:
    """The thread of a server's day in this channel, where there is one."""
    which = (days.c.guild_id == guild_id, days.c.day == day.isoformat(), days.c.channel_id == channel_id)
    async with db.read() as tx:
        return await tx.scalar(select(days.c.thread_id).where(*which))


async def keep_thread(db: Database, guild_id: int, day: date, channel_id: int, thread_id: int) -> None:
    """Keep where a server's day gathers what is shared."""
    key = {"guild_id": guild_id, "day": day.isoformat()}
    async with db.write() as tx:
        await insert_new(tx, days, [key])
        await tx.execute(
            update(days)
            .where(days.c.guild_id == guild_id, days.c.day == key["day"])
            .values(channel_id=channel_id, thread_id=thread_id)
        )


async def tidy(db: Database, now: int) -> None:
    """Blank what is said of energy after a month, and forget who was asked."""
    async with db.write() as tx:
        await tx.execute(
            update(checkins)
            .where(checkins.c.at <= now - ENERGY_KEPT, checkins.c.energy.is_not(None))
            .values(energy=None)
        )
        await tx.execute(delete(prompts).where(prompts.c.at <= now - PROMPTS_KEPT))


async def _zone(db: Database, guild_id: int, user_id: int) -> str:
    server, own = await settings.here(db, guild_id, user_id)
    return own.zone or server.zone


async def _on(tx: AsyncConnection, guild_id: int, user_id: int, day: date) -> Row[Any] | None:
    query = select(checkins).where(
        checkins.c.guild_id == guild_id, checkins.c.user_id == user_id, checkins.c.day == day.isoformat()
    )
    return (await tx.execute(query)).one_or_none()


async def _sent(tx: AsyncConnection, entry: Entry, opened: int | None) -> Row[Any] | None:
    """What this interaction wrote already, or an earlier one from the same form that said the same."""
    again = (checkins.c.event_id == entry.id) | (checkins.c.id == entry.id)
    if opened is not None:
        same = [
            checkins.c[name] == getattr(entry, name) for name in ("words", "answer", "shared", "wants_reply")
        ]
        energy = checkins.c.energy.is_not_distinct_from(entry.energy)
        again |= and_(checkins.c.event_id > opened, energy, *same)
    query = (
        select(checkins)
        .where(checkins.c.guild_id == entry.guild_id, checkins.c.user_id == entry.user_id, again)
        .order_by(checkins.c.day.desc())
        .limit(1)
    )
    return (await tx.execute(query)).one_or_none()


async def _days_of_month(tx: AsyncConnection, guild_id: int, user_id: int, day: date) -> int:
    query = (
        select(func.count())
        .select_from(checkins)
        .where(
            checkins.c.guild_id == guild_id,
            checkins.c.user_id == user_id,
            checkins.c.day >= day.replace(day=1).isoformat(),
            checkins.c.day <= day.isoformat(),
        )
    )
    return await tx.scalar(query) or 0


def _row(entry: Entry, day: date) -> dict[str, Any]:
    return vars(entry) | {"day": day.isoformat(), "event_id": entry.id}


def _again(entry: Entry, before: Row[Any]) -> dict[str, Any]:
    said = vars(entry) | {"event_id": entry.id}
    # A card may stand already, and somebody may have answered it.
    said |= {"wants_reply": entry.wants_reply or before.wants_reply}
    return {name: value for name, value in said.items() if name not in {"id", "guild_id", "user_id"}}
