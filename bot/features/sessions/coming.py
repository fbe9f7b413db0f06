"""Who comes: answers, seats and those who wait for one, regulars, and reminders of one's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.errors import Refusal
from bot.features import deliveries, notices
from bot.features.notices import Notice
from bot.features.sessions.arming import OWN, changed, own_reminder
from bot.features.sessions.reading import ahead_of, coming_to, deciding, occurrence_in, series_in, view_in
from bot.features.sessions.rules import (
    BEFOREHAND,
    MOST_OWN_REMINDERS,
    Answer,
    Coming,
    Occurrence,
    Series,
    Way,
    promoted,
    seat,
    who,
)
from bot.features.sessions.tables import answers, occurrences, own_reminders, regulars


@dataclass(frozen=True)
class Answered:
    """What an answer became: "waiting" instead of "yes" where every seat is taken; `place` in that queue.

    `promoted` got a seat by it and are told so.
    """

    series: Series
    occurrence: Occurrence
    answer: Answer
    before: Answer | None
    place: int | None = None
    promoted: tuple[int, ...] = ()


async def answer(
    db: Database, guild_id: int, occurrence_id: int, user_id: int, wish: Answer, event_id: int, now: int
) -> Answered:
    """Keep what somebody answers about an occurrence; the last answer holds.

    Presses take turns, so that ten seats are given ten times. `event_id` is the press: one that comes twice,
    or after a later one, changes nothing. Refuses once the occurrence is over or called off.
    """
    if wish == "waiting":
        raise ValueError("whoever wants to come says yes")
    async with db.write() as tx:
        await serialise(tx, "session answers", occurrence_id)
        one, there = await _still_open(tx, guild_id, occurrence_id, now)
        coming = await deciding(tx, one, occurrence_id, user_id)
        mine = next((each for each in coming if each.user_id == user_id), None)
        if mine is not None and mine.event_id >= event_id:
            return Answered(one, there, mine.answer, mine.answer, _place(coming, user_id))
        given = seat(coming, user_id, wish, one.capacity)
        if mine is not None and mine.answer == given:
            return Answered(one, there, given, given, _place(coming, user_id))
        kept = Coming(user_id, given, event_id)
        await _keep(tx, there, kept)
        told = tuple[int, ...]()
        if any(each.answer == "waiting" for each in coming):
            told = await fill_seats(tx, one, occurrence_id, now)
        await changed(tx, occurrence_id)
        place = _place(_with(coming, kept, told), user_id)
        return Answered(one, there, given, mine and mine.answer, place, told)


async def become_regular(
    db: Database, guild_id: int, occurrence_id: int, user_id: int, event_id: int, now: int
) -> Answered:
    """Come to every occurrence from this one on, until one says otherwise."""
    async with db.write() as tx:
        one, _ = await _still_open(tx, guild_id, occurrence_id, now)
        row = {
            "series_id": one.id,
            "user_id": user_id,
            "guild_id": guild_id,
            "since": now,
            "missed": 0,
        }
        await insert_new(tx, regulars, [row])
        return await answer(db.within(tx), guild_id, occurrence_id, user_id, "yes", event_id, now)


async def stop_regular(db: Database, guild_id: int, series_id: int, user_id: int) -> bool:
    """Come only when one says so again; False for somebody who was no regular. This occurrence stays."""
    async with db.write() as tx:
        gone = await tx.execute(
            delete(regulars).where(
                regulars.c.series_id == series_id,
                regulars.c.guild_id == guild_id,
                regulars.c.user_id == user_id,
            )
        )
        there = await ahead_of(tx, series_id)
        if gone.rowcount and there is not None:
            await changed(tx, there.id)
    return bool(gone.rowcount)


async def is_regular(db: Database, series_id: int, user_id: int) -> bool:
    """Whether this person comes to every occurrence."""
    async with db.read() as tx:
        found = await tx.scalar(
            select(regulars.c.user_id).where(regulars.c.series_id == series_id, regulars.c.user_id == user_id)
        )
    return found is not None


async def remind_me(
    db: Database, guild_id: int, series_id: int, user_id: int, minutes: int, way: Way, now: int
) -> None:
    """Remind this person so many minutes before every occurrence they come to."""
    if minutes not in BEFOREHAND:
        raise Refusal("session-reminders-wrong", most=BEFOREHAND[-1] // (24 * 60))
    async with db.write() as tx:
        await serialise(tx, "session reminders", series_id, user_id)
        one = await series_in(tx, guild_id, series_id)
        kept = await _own(tx, series_id, user_id)
        if minutes not in kept and len(kept) >= MOST_OWN_REMINDERS:
            raise Refusal("session-own-reminders-too-many", limit=MOST_OWN_REMINDERS)
        await _drop_own(tx, series_id, user_id, minutes)
        row = {
            "series_id": series_id,
            "user_id": user_id,
            "minutes": minutes,
            "guild_id": guild_id,
            "way": way,
        }
        await insert_new(tx, own_reminders, [row])
        there = await ahead_of(tx, series_id)
        if there is not None:
            planned = own_reminder(one, there, user_id, minutes)
            if planned.due_at > now:
                await deliveries.plan(tx, [planned])


async def remind_me_no_more(
    db: Database, guild_id: int, series_id: int, user_id: int, minutes: int, now: int
) -> None:
    """Drop one of one's own reminders."""
    async with db.write() as tx:
        await series_in(tx, guild_id, series_id)
        await _drop_own(tx, series_id, user_id, minutes)
        there = await ahead_of(tx, series_id)
        if there is not None:
            await deliveries.cancel(tx, [f"{OWN} {there.id} {user_id} {minutes}"], now)


async def own(db: Database, series_id: int, user_id: int) -> dict[int, Way]:
    """One's own reminders of a series: minutes before the start, and how."""
    async with db.read() as tx:
        return await _own(tx, series_id, user_id)


async def give_free_seats(db: Database, occurrence_id: int, now: int) -> tuple[int, ...]:
    """Give seats that became free without a press, as when somebody had themselves forgotten."""
    async with db.write() as tx:
        await serialise(tx, "session answers", occurrence_id)
        seen = await view_in(tx, occurrence_id)
        if seen is None or seen.occurrence.state != "ahead" or now >= seen.occurrence.ends_at:
            return ()
        told = await fill_seats(tx, seen.series, occurrence_id, now)
        if told:
            await changed(tx, occurrence_id)
        return told


async def fill_seats(tx: AsyncConnection, one: Series, occurrence_id: int, now: int) -> tuple[int, ...]:
    """Give seats that are free to those who wait, in their order; they are told. Return who they are."""
    coming = await coming_to(tx, occurrence_id)
    told = promoted(coming, one.capacity)
    starts_at = await tx.scalar(select(occurrences.c.starts_at).where(occurrences.c.id == occurrence_id))
    for each in told:
        await tx.execute(
            update(answers)
            .where(answers.c.occurrence_id == occurrence_id, answers.c.user_id == each.user_id)
            .values(answer="yes")
        )
        await notices.give_notice(
            tx,
            Notice(
                guild_id=one.guild_id,
                about=f"seat {occurrence_id} {each.user_id} {each.event_id}",
                words="notice-session-seat",
                params={"at": str(starts_at), "channel": str(one.channel_id)},
                made_at=now,
                user_id=each.user_id,
                purpose="dm_sessions",
            ),
        )
    return tuple(each.user_id for each in told)


# --- within


async def _still_open(
    tx: AsyncConnection, guild_id: int, occurrence_id: int, now: int
) -> tuple[Series, Occurrence]:
    found = await occurrence_in(tx, occurrence_id)
    if found is None or found[1].guild_id != guild_id:
        raise Refusal("session-gone")
    one, there = found
    if there.state == "off":
        raise Refusal("session-called-off")
    if now >= there.ends_at:
        raise Refusal("session-over")
    return one, there


async def _keep(tx: AsyncConnection, there: Occurrence, given: Coming) -> None:
    here = (answers.c.occurrence_id == there.id, answers.c.user_id == given.user_id)
    await tx.execute(delete(answers).where(*here))
    row = {"occurrence_id": there.id, "guild_id": there.guild_id, **vars(given)}
    await insert_new(tx, answers, [row])


def _with(coming: tuple[Coming, ...], kept: Coming, told: tuple[int, ...]) -> tuple[Coming, ...]:
    """Who answered what, once this was kept and those were given seats: what reading it again would tell."""
    others = [one for one in coming if one.user_id != kept.user_id]
    seated = [replace(one, answer="yes") if one.user_id in told else one for one in others]
    return tuple(sorted([*seated, kept], key=lambda one: one.event_id))


def _place(coming: Sequence[Coming], user_id: int) -> int | None:
    """Which one somebody is of those who wait."""
    waiting = who(coming, "waiting")
    return waiting.index(user_id) + 1 if user_id in waiting else None


async def _own(tx: AsyncConnection, series_id: int, user_id: int) -> dict[int, Way]:
    found = await tx.execute(
        select(own_reminders)
        .where(own_reminders.c.series_id == series_id, own_reminders.c.user_id == user_id)
        .order_by(own_reminders.c.minutes.desc())
    )
    return {row.minutes: row.way for row in found}


async def _drop_own(tx: AsyncConnection, series_id: int, user_id: int, minutes: int) -> None:
    await tx.execute(
        delete(own_reminders).where(
            own_reminders.c.series_id == series_id,
            own_reminders.c.user_id == user_id,
            own_reminders.c.minutes == minutes,
        )
    )
