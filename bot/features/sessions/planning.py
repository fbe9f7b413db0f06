"""What hosts and moderators do: plan, change, skip, move, rest, hand over, pause and end a series.

Each is one transaction: the series, its next occurrence and everything that is to be sent about it.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.errors import Refusal
from bot.features import deliveries, voice
from bot.features.deliveries import Delivery
from bot.features.sessions.arming import (
    CARD,
    MOVED,
    advance,
    arm,
    changed,
    disarm,
    mirror,
    retime,
    watch_of,
)
from bot.features.sessions.coming import fill_seats
from bot.features.sessions.reading import ahead_of, how_many, row_of, series_in
from bot.features.sessions.rules import (
    DAY,
    MINUTE,
    MOST_SERIES,
    Occurrence,
    Pause,
    Series,
    check,
    refuse_to_change,
    repeats_too_soon,
)
from bot.features.sessions.tables import breaks, changes, series
from bot.when import Plan, next_occurrence, occurrences
from bot.when import occurrence as time_on


@dataclass(frozen=True)
class Planned:
    """A series as it is now, and its next occurrence; None when nothing of it comes any more.

    `before` is the occurrence that was ahead, as it was.
    """

    series: Series
    occurrence: Occurrence | None
    before: Occurrence | None = None

    @property
    def was_moved(self) -> bool:
        """Whether those who come must be told of another time."""
        return (
            self.before is not None
            and self.occurrence is not None
            and self.before.id == self.occurrence.id
            and self.before.starts_at != self.occurrence.starts_at
        )


async def plan(db: Database, one: Series, now: int) -> Planned:
    """Plan a series with its first occurrence and the card that shows it, or refuse it.

    The same interaction twice plans it once.
    """
    one = check(one, now)
    if repeats_too_soon(one.plan.repeats, one.minutes):
        raise Refusal("session-overlaps-itself")
    async with db.write() as tx:
        await serialise(tx, "sessions", one.guild_id)
        if await how_many(tx, one.guild_id) >= MOST_SERIES:
            raise Refusal("session-too-many", limit=MOST_SERIES)
        if not await insert_new(tx, series, [row_of(replace(one, planned_at=now))]):
            kept = await series_in(tx, one.guild_id, one.id)
            return Planned(kept, await ahead_of(tx, one.id))
        made = await advance(tx, one, now)
        if made is not None:
            await show(tx, one, made, now)
        return Planned(one, made)


async def edit(db: Database, changed_series: Series, by: int, now: int, *, moderator: bool) -> Planned:
    """Change a series to what is given, re-arming its reminders; whoever comes stays.

    `changed_series` is what was looked at, with its changes: when somebody else has changed it since, that
    is refused rather than overwritten. A new rule drops the days that were skipped or moved under the old.
    """
    one = check(changed_series, now)
    if repeats_too_soon(one.plan.repeats, one.minutes):
        raise Refusal("session-overlaps-itself")
    async with db.write() as tx:
        kept = await _to_change(tx, one.guild_id, one.id, by, moderator=moderator)
        if kept.rev != one.rev:
            raise Refusal("session-changed-meanwhile")
        other_rule = _rule(one.plan) != _rule(kept.plan)
        if other_rule:
            await tx.execute(delete(changes).where(changes.c.series_id == one.id))
            one = replace(one, plan=replace(one.plan, skipped=frozenset(), moved={}))
        there = await ahead_of(tx, one.id)
        if there is not None and one.place.channel_id != kept.place.channel_id:
            # Nobody meets in the old place any more.
            await voice.unwatch(tx, watch_of(there), now)
        row = row_of(replace(one, rev=kept.rev + 1))
        await tx.execute(update(series).where(series.c.id == one.id).values(row))
        planned = await _follow(tx, replace(one, rev=kept.rev + 1), now, other_rule=other_rule)
        if planned.occurrence is not None:
            await fill_seats(tx, one, planned.occurrence.id, now)
        return planned


async def skip(
    db: Database, guild_id: int, series_id: int, day: date, by: int, now: int, *, moderator: bool
) -> Planned:
    """Leave out one occurrence, by its day."""
    async with db.write() as tx:
        kept = await _to_change(tx, guild_id, series_id, by, moderator=moderator)
        if time_on(kept.plan, day) is None:
            raise Refusal("session-not-on-that-day")
        await _change(tx, kept, day, None)
        return await _again(tx, kept, now)


async def move(
    db: Database, guild_id: int, series_id: int, day: date, to: int, by: int, now: int, *, moderator: bool
) -> Planned:
    """Let one occurrence, by its day, take place at another instant, not past another of its series."""
    async with db.write() as tx:
        kept = await _to_change(tx, guild_id, series_id, by, moderator=moderator)
        time = time_on(kept.plan, day)
        if time is None:
            raise Refusal("session-not-on-that-day")
        if to <= now:
            raise Refusal("session-in-the-past")
        if time.starts_at <= now:
            raise Refusal("session-begun")
        between = occurrences(
            kept.plan, min(time.starts_at, to) - 1, before=max(time.starts_at, to) + 1, limit=2
        )
        if any(one.day != day for one in between):
            raise Refusal("session-moved-past-another")
        await _change(tx, kept, day, to)
        return await _again(tx, kept, now)


async def rest(
    db: Database,
    guild_id: int,
    series_id: int,
    first: date,
    last: date,
    by: int,
    now: int,
    *,
    moderator: bool,
) -> Planned:
    """Let a series not come from one day to another, both among them."""
    if last < first:
        raise Refusal("session-rest-backwards")
    async with db.write() as tx:
        kept = await _to_change(tx, guild_id, series_id, by, moderator=moderator)
        await tx.execute(
            delete(breaks).where(breaks.c.series_id == series_id, breaks.c.first == first.isoformat())
        )
        row = {
            "series_id": series_id,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "guild_id": guild_id,
        }
        await insert_new(tx, breaks, [row])
        return await _again(tx, kept, now)


async def end(db: Database, guild_id: int, series_id: int, by: int, now: int, *, moderator: bool) -> Planned:
    """End a series: nothing of it comes any more. Its past stays."""
    async with db.write() as tx:
        kept = await _to_change(tx, guild_id, series_id, by, moderator=moderator)
        there = await ahead_of(tx, series_id)
        if there is not None:
            await disarm(tx, kept, there, now)
        await deliveries.cancel_series(tx, kept.name, now)
        await tx.execute(update(series).where(series.c.id == series_id).values(ended_at=now))
        return Planned(replace(kept, ended_at=now), None, there)


async def hand_over(
    db: Database, guild_id: int, series_id: int, to: int, by: int, *, moderator: bool
) -> Series:
    """Let somebody else be its host. One without a host is taken over by whoever moderates."""
    async with db.write() as tx:
        kept = await _to_change(tx, guild_id, series_id, by, moderator=moderator)
        await tx.execute(
            update(series).where(series.c.id == series_id).values(host_id=to, rev=series.c.rev + 1)
        )
        there = await ahead_of(tx, series_id)
        if there is not None:
            await changed(tx, there.id)
        return replace(kept, host_id=to, rev=kept.rev + 1)


async def pause(tx: AsyncConnection, one: Series, why: Pause, now: int) -> bool:
    """Let a series rest until somebody resumes it; False when it rests already."""
    there = await ahead_of(tx, one.id)
    if there is not None:
        await disarm(tx, one, there, now)
    done = await tx.execute(
        update(series)
        .where(series.c.id == one.id, series.c.paused_at.is_(None), series.c.ended_at.is_(None))
        .values(paused_at=now, paused_for=why, rev=series.c.rev + 1)
    )
    return bool(done.rowcount)


async def pause_by_host(
    db: Database, guild_id: int, series_id: int, by: int, now: int, *, moderator: bool
) -> Series:
    """Let a series rest because its host says so."""
    async with db.write() as tx:
        kept = await _to_change(tx, guild_id, series_id, by, moderator=moderator)
        await pause(tx, kept, "host", now)
        return replace(kept, paused_at=now, paused_for="host")


async def resume(
    db: Database,
    guild_id: int,
    series_id: int,
    by: int,
    now: int,
    *,
    moderator: bool,
    channel_id: int | None = None,
) -> Planned:
    """End a pause, perhaps in another channel: the next occurrence is announced again."""
    async with db.write() as tx:
        kept = await _to_change(tx, guild_id, series_id, by, moderator=moderator)
        values: dict[str, Any] = {"paused_at": None, "paused_for": None, "empty": 0}
        if channel_id is not None:
            values["channel_id"] = channel_id
        await tx.execute(
            update(series).where(series.c.id == series_id).values(**values, rev=series.c.rev + 1)
        )
        there = await ahead_of(tx, series_id)
        if there is not None and channel_id not in {None, kept.channel_id}:
            # What is planned would go to the old channel.
            await disarm(tx, kept, there, now)
        await deliveries.resume(tx, kept.name)
        kept = await series_in(tx, guild_id, series_id)
        made = await advance(tx, kept, now)
        if made is not None and (there is None or made.id != there.id):
            await show(tx, kept, made, now)
        return Planned(kept, made)


async def show(tx: AsyncConnection, one: Series, made: Occurrence, now: int) -> None:
    """Plan the card of an occurrence, and Discord's own event."""
    card = Delivery(
        key=f"{CARD} {made.id}",
        kind=CARD,
        due_at=now,
        guild_id=one.guild_id,
        channel_id=one.channel_id,
        series=one.name,
        subject={"occurrence": made.id},
        expires_at=made.ends_at,
    )
    await deliveries.plan(tx, [card])
    await mirror(tx, one, made, now)


# --- within


async def _to_change(
    tx: AsyncConnection, guild_id: int, series_id: int, by: int, *, moderator: bool
) -> Series:
    await serialise(tx, "session", series_id)
    kept = await series_in(tx, guild_id, series_id)
    refuse_to_change(kept, by, moderator=moderator)
    return kept


async def _change(tx: AsyncConnection, kept: Series, day: date, at: int | None) -> None:
    which = (changes.c.series_id == kept.id, changes.c.day == day.isoformat())
    await tx.execute(delete(changes).where(*which))
    row = {"series_id": kept.id, "day": day.isoformat(), "guild_id": kept.guild_id, "at": at}
    await insert_new(tx, changes, [row])
    await tx.execute(update(series).where(series.c.id == kept.id).values(rev=series.c.rev + 1))


async def _again(tx: AsyncConnection, kept: Series, now: int) -> Planned:
    return await _follow(tx, await series_in(tx, kept.guild_id, kept.id), now, other_rule=False)


async def _follow(tx: AsyncConnection, one: Series, now: int, *, other_rule: bool) -> Planned:
    """Let the occurrence that is ahead be what the series' plan says now."""
    there = await ahead_of(tx, one.id)
    if there is None:
        made = await advance(tx, one, now)
        if made is not None:
            await show(tx, one, made, now)
        return Planned(one, made)
    called_off = not other_rule and time_on(one.plan, there.day) is None
    if there.starts_at <= now and not called_off:
        # What has begun ends as it began; another rule holds from the next one on.
        await arm(tx, one, there, now)
        await changed(tx, there.id)
        return Planned(one, there, there)
    time = next_occurrence(one.plan, now) if other_rule else time_on(one.plan, there.day)
    if time is None or time.starts_at <= now:
        await disarm(tx, one, there, now)
        made = await advance(tx, one, now)
        if made is not None:
            await show(tx, one, made, now)
        return Planned(one, made, there)
    await retime(tx, one, there, time, now)
    after = replace(
        there,
        day=time.day,
        starts_at=time.starts_at,
        ends_at=time.starts_at + one.minutes * MINUTE,
    )
    await mirror(tx, one, after, now)
    if after.starts_at != there.starts_at:
        await deliveries.plan(tx, [_moved(one, after, now)])
    return Planned(one, after, there)


def _moved(one: Series, there: Occurrence, now: int) -> Delivery:
    """Telling those who come of another time: once for each time it is moved to."""
    return Delivery(
        key=f"{MOVED} {there.id} {there.starts_at} {now}",
        kind=MOVED,
        due_at=now,
        guild_id=one.guild_id,
        channel_id=one.channel_id,
        series=one.name,
        subject={"occurrence": there.id, "starts": there.starts_at},
        expires_at=min(there.starts_at, now + DAY),
    )


def _rule(plan: Plan) -> tuple[object, ...]:
    return (plan.zone, plan.first, plan.minute, plan.repeats)
