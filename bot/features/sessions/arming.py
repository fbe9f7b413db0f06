"""The next occurrence of a series, and all that is to happen around it: written together or not at all."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import announce, insert_new
from bot.features import deliveries, voice
from bot.features.deliveries import Delivery
from bot.features.sessions.reading import ahead_of, regulars_of
from bot.features.sessions.rules import (
    ALONE_AFTER,
    DAY,
    HOUR,
    MINUTE,
    RECAP_AFTER,
    Coming,
    Occurrence,
    Series,
    seat,
)
from bot.features.sessions.tables import answers, occurrences, own_reminders, series
from bot.features.voice import Watch
from bot.when import Occurrence as Time
from bot.when import next_occurrence

CARD, REMIND, OWN, START, ALONE, CLOSE, RECAP, AFTER, MIRROR, MOVED = (
    f"session.{name}"
    for name in ("card", "remind", "own", "start", "alone", "close", "recap", "after", "mirror", "moved")
)
THREAD, ALOUD = "session.thread", "session.aloud"
"""The kinds of deliveries; `AFTER`, `MIRROR` and `THREAD` are duties, the others are rendered.

`THREAD` opens the thread in which many declarations stand, and `ALOUD` are the posts in it.
"""

MOST_PAGES = 6
PAGES = tuple(f"{ALOUD} {page}" for page in range(MOST_PAGES))
"""What the posts in a thread are called, from the first on."""

# Whoever comes early is seen.
WATCHED_BEFORE = 15 * MINUTE

SHOWN = "session posts"
"""What `Database.listen` hears when posts about an occurrence no longer show how it is."""


async def advance(tx: AsyncConnection, one: Series, now: int) -> Occurrence | None:
    """See to it that the next occurrence is there, with all that is to happen; None when none comes.

    One that is on already is the next as long as it lasts: after a long absence it is announced late.
    A series of which nothing comes any more ends.
    """
    there = await ahead_of(tx, one.id)
    if there is not None:
        return there
    if one.ended_at is not None or one.paused_at is not None:
        return None
    # One that is over does not come again, however long its series' sessions have become meanwhile.
    last = await tx.scalar(
        select(func.max(occurrences.c.starts_at)).where(
            occurrences.c.series_id == one.id, occurrences.c.state == "over"
        )
    )
    time = next_occurrence(one.plan, max(now - one.minutes * MINUTE, last or 0))
    if time is None:
        await tx.execute(update(series).where(series.c.id == one.id).values(ended_at=now))
        return None
    made = Occurrence(
        id=deliveries.new_id(),
        series_id=one.id,
        guild_id=one.guild_id,
        day=time.day,
        starts_at=time.starts_at,
        ends_at=time.starts_at + one.minutes * MINUTE,
    )
    await insert_new(tx, occurrences, [_row_of(made)])
    await _seat_regulars(tx, one, made)
    await arm(tx, one, made, now)
    return made


async def retime(tx: AsyncConnection, one: Series, there: Occurrence, time: Time, now: int) -> None:
    """Let the occurrence that is ahead take place at another time; whoever answered stays."""
    ends_at = time.starts_at + one.minutes * MINUTE
    await tx.execute(
        update(occurrences)
        .where(occurrences.c.id == there.id)
        .values(day=time.day.isoformat(), starts_at=time.starts_at, ends_at=ends_at)
    )
    await changed(tx, there.id)
    retimed = Occurrence(there.id, one.id, one.guild_id, time.day, time.starts_at, ends_at)
    await arm(tx, one, retimed, now)


async def arm(tx: AsyncConnection, one: Series, there: Occurrence, now: int) -> None:
    """Plan everything around an occurrence, or move what is planned to its new time."""
    wanted = list(_wanted(one, there))
    own = await tx.execute(own_reminders.select().where(own_reminders.c.series_id == one.id))
    wanted += [own_reminder(one, there, row.user_id, row.minutes) for row in own]
    for delivery in wanted:
        # A reminder whose minute has passed would only say what the card says.
        if delivery.kind in {REMIND, OWN} and delivery.due_at <= now:
            await deliveries.cancel(tx, [delivery.key], now)
        elif not await deliveries.move(
            tx, delivery.key, now, due_at=delivery.due_at, expires_at=delivery.expires_at
        ):
            await deliveries.plan(tx, [delivery])
    if one.place.channel_id is not None:
        # Where that is no voice channel, nobody is ever seen in it.
        since, until = there.starts_at - WATCHED_BEFORE, there.ends_at
        wanted_in = Watch(watch_of(there), one.guild_id, one.place.channel_id, since, until)
        await voice.watch(tx, wanted_in)


def watch_of(there: Occurrence) -> str:
    """By which name stays in the voice channel are kept for an occurrence."""
    return f"session {there.id}"


async def disarm(tx: AsyncConnection, one: Series, there: Occurrence, now: int) -> None:
    """This occurrence does not take place: nothing more is sent about it, and its posts say so."""
    keys = [delivery.key for delivery in _wanted(one, there) if delivery.kind != MIRROR]
    own = await tx.execute(own_reminders.select().where(own_reminders.c.series_id == one.id))
    keys += [own_reminder(one, there, row.user_id, row.minutes).key for row in own]
    await deliveries.cancel(tx, keys, now)
    await voice.unwatch(tx, watch_of(there), now)
    await tx.execute(update(occurrences).where(occurrences.c.id == there.id).values(state="off"))
    await changed(tx, there.id)
    await mirror(tx, one, there, now)


async def changed(tx: AsyncConnection, occurrence_id: int) -> None:
    """What everybody sees of an occurrence is no longer how it is: its posts are to be brought up to date."""
    await tx.execute(
        update(occurrences).where(occurrences.c.id == occurrence_id).values(rev=occurrences.c.rev + 1)
    )
    announce(tx, SHOWN)


async def mirror(tx: AsyncConnection, one: Series, there: Occurrence, now: int) -> None:
    """Plan to bring Discord's own event up to date with this occurrence."""
    key = f"{MIRROR} {there.id} {deliveries.new_id()}"
    await deliveries.plan(
        tx,
        [
            Delivery(
                key=key,
                kind=MIRROR,
                due_at=now,
                guild_id=one.guild_id,
                subject={"occurrence": there.id},
                expires_at=there.ends_at + DAY,
            )
        ],
    )


def own_reminder(one: Series, there: Occurrence, user_id: int, minutes: int) -> Delivery:
    """A person's own reminder of this occurrence."""
    return Delivery(
        key=f"{OWN} {there.id} {user_id} {minutes}",
        kind=OWN,
        due_at=there.starts_at - minutes * MINUTE,
        guild_id=one.guild_id,
        person_id=user_id,
        subject={"occurrence": there.id, "minutes": minutes},
        expires_at=there.starts_at,
    )


def _wanted(one: Series, there: Occurrence) -> Iterator[Delivery]:
    """What is to be sent and done around an occurrence."""

    def at(kind: str, due_at: int, expires_at: int, suffix: str = "", **subject: int) -> Delivery:
        # Upkeep goes on although the channel of the posts is gone.
        sent = kind != AFTER
        return Delivery(
            key=f"{kind} {there.id}{suffix}",
            kind=kind,
            due_at=due_at,
            guild_id=one.guild_id,
            channel_id=one.channel_id if sent else None,
            series=one.name if sent else None,
            subject={"occurrence": there.id, **subject},
            expires_at=expires_at,
        )

    start, end = there.starts_at, there.ends_at
    for minutes in one.reminders:
        yield at(REMIND, start - minutes * MINUTE, start, f" {minutes}", minutes=minutes)
    yield at(START, start, end)
    yield at(ALONE, start + ALONE_AFTER, end)
    yield at(CLOSE, end, end + 12 * HOUR)
    yield at(RECAP, end + RECAP_AFTER, end + DAY)
    yield at(AFTER, end + RECAP_AFTER, end + 365 * DAY)


async def _seat_regulars(tx: AsyncConnection, one: Series, made: Occurrence) -> None:
    """Those who always come have said so; the longest regular first, where seats are few."""
    coming: list[Coming] = []
    for user_id in await regulars_of(tx, one.id):
        answer = seat(coming, user_id, "yes", one.capacity)
        # Before every press there can be, in their order.
        coming.append(Coming(user_id, answer, len(coming), as_regular=True))
    rows = [
        {
            "occurrence_id": made.id,
            "user_id": each.user_id,
            "guild_id": made.guild_id,
            "answer": each.answer,
            "event_id": each.event_id,
            "as_regular": True,
        }
        for each in coming
    ]
    await insert_new(tx, answers, rows)


def _row_of(made: Occurrence) -> dict[str, Any]:
    return vars(made) | {"day": made.day.isoformat()}
