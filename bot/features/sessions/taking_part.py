"""Taking part: saying what one will do, saying that one is there, and being called to somebody alone."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.errors import Refusal
from bot.features import consent, deliveries, settings
from bot.features.deliveries import Delivery
from bot.features.sessions.arming import ALOUD, PAGES, THREAD, changed
from bot.features.sessions.meeting import (
    EARLY,
    MOST_ON_CARD,
    ON_A_PAGE,
    Declaration,
    How,
    Meeting,
    declaration_of,
    declarations_in,
    quiet,
    view_here,
)
from bot.features.sessions.reading import View
from bot.features.sessions.rules import Occurrence, line, who
from bot.features.sessions.tables import calls, declarations, occurrences, presences

MOST_CALLED = 80


async def refuse_unless_on(db: Database, guild_id: int, occurrence_id: int, now: int) -> View:
    """An occurrence one can take part in at this moment; refuses others, before anything is typed."""
    async with db.read() as tx:
        return await _on(tx, guild_id, occurrence_id, now)


async def declare(
    db: Database,
    guild_id: int,
    occurrence_id: int,
    user_id: int,
    words: str,
    event_id: int,
    now: int,
    *,
    private: bool,
) -> Declaration:
    """Keep what somebody sets out to do; said again, it takes the place of what they said before.

    Whoever declares is there. `event_id` is the form: one that comes twice, or after a later one, changes
    nothing. Refuses an empty and an over-long line, and what is not on.
    """
    words = line(words)
    async with db.write() as tx:
        await serialise(tx, "session part", occurrence_id)
        seen = await _on(tx, guild_id, occurrence_id, now)
        before = await declaration_in(tx, occurrence_id, user_id)
        if before is not None and before.event_id >= event_id:
            return before
        said = Declaration(user_id, words, private, now if before is None else before.at, event_id)
        await keep_declaration(tx, seen.occurrence, said)
        await _be_there(tx, seen.occurrence, user_id, now, "declared")
        await _want_thread(tx, seen, now)
        await changed(tx, occurrence_id)
        return said


async def be_here(db: Database, guild_id: int, occurrence_id: int, user_id: int, now: int) -> bool:
    """Somebody says that they are there; False when they had said so already."""
    async with db.write() as tx:
        await serialise(tx, "session part", occurrence_id)
        seen = await _on(tx, guild_id, occurrence_id, now)
        new = await _be_there(tx, seen.occurrence, user_id, now, "here")
        if new:
            await changed(tx, occurrence_id)
        return new


async def declared(db: Database, occurrence_id: int, user_id: int) -> Declaration | None:
    """What this person declared here."""
    async with db.read() as tx:
        return await declaration_in(tx, occurrence_id, user_id)


async def unfinished(db: Database, guild_id: int, user_id: int) -> Declaration | None:
    """What this person last declared in this server and did not finish: it can be declared again."""
    async with db.read() as tx:
        found = await tx.execute(
            select(declarations)
            .where(
                declarations.c.guild_id == guild_id,
                declarations.c.user_id == user_id,
                declarations.c.words != "",
            )
            .order_by(declarations.c.at.desc(), declarations.c.occurrence_id.desc())
            .limit(1)
        )
        row = found.one_or_none()
    return declaration_of(row) if row is not None and row.result in {"partly", "tomorrow"} else None


async def somebody_was_there(db: Database, occurrence_id: int) -> None:
    """Somebody was seen there, whoever it was: then it was not empty."""
    async with db.write() as tx:
        await tx.execute(update(occurrences).where(occurrences.c.id == occurrence_id).values(peopled=True))


async def keep_thread(db: Database, there: Occurrence, thread_id: int, now: int) -> None:
    """From now on declarations stand in this thread, and the card says where."""
    occurrence_id = there.id
    async with db.write() as tx:
        await serialise(tx, "session part", occurrence_id)
        await tx.execute(
            update(occurrences).where(occurrences.c.id == occurrence_id).values(thread_id=thread_id)
        )
        aloud = [one for one in await declarations_in(tx, occurrence_id) if one.public]
        await deliveries.plan(tx, _pages(there, len(aloud), now))
        await changed(tx, occurrence_id)


# --- nobody sits alone


async def call_people(db: Database, going_on: Meeting, present: Collection[int], now: int) -> tuple[int, ...]:
    """Whom to call to somebody who sits alone: those who asked for it, once each on their local day.

    They are written down as called. Asked again about the same occurrence, the answer is the same: a call
    that may have been lost can be repeated. Nobody in their quiet hours, nobody who is there or has said
    that they do not come, nobody who is not to be mentioned.
    """
    there = going_on.view.occurrence
    async with db.write() as tx:
        await serialise(tx, "session calls", there.guild_id)
        already = await _called(tx, there.guild_id, calls.c.occurrence_id == there.id)
        if already:
            return tuple(already)
        inside = db.within(tx)
        wanted = await consent.who_agrees(inside, there.guild_id, "call_me")
        wanted -= {*present, *who(going_on.view.coming, "no")}
        server = await settings.server(inside, there.guild_id)
        members = await settings.members(inside, sorted(wanted), there.guild_id)
        days = {
            user_id: local_day(now, one.zone or server.zone)
            for user_id, one in members.items()
            if one.reach_sessions == "mention" and not quiet(one, server.zone, now)
        }
        today = await _called(tx, there.guild_id, calls.c.day.in_(set(days.values())))
        chosen = [user_id for user_id, day in days.items() if today.get(user_id) != day][:MOST_CALLED]
        rows = [
            {
                "guild_id": there.guild_id,
                "user_id": user_id,
                "day": days[user_id],
                "occurrence_id": there.id,
            }
            for user_id in chosen
        ]
        await insert_new(tx, calls, rows)
        return tuple(chosen)


def local_day(at: int, zone: str) -> str:
    """The date on the calendar of a zone."""
    return datetime.fromtimestamp(at, ZoneInfo(zone)).date().isoformat()


async def _called(tx: AsyncConnection, guild_id: int, which: ColumnElement[bool]) -> Mapping[int, str]:
    """Who was called, and on which day last."""
    found = await tx.execute(
        select(calls).where(calls.c.guild_id == guild_id, which).order_by(calls.c.day, calls.c.user_id)
    )
    return {row.user_id: row.day for row in found}


# --- within


async def declaration_in(tx: AsyncConnection, occurrence_id: int, user_id: int) -> Declaration | None:
    """`declared`, in a transaction that is open."""
    found = await tx.execute(
        select(declarations).where(
            declarations.c.occurrence_id == occurrence_id, declarations.c.user_id == user_id
        )
    )
    row = found.one_or_none()
    return None if row is None else declaration_of(row)


async def keep_declaration(tx: AsyncConnection, there: Occurrence, said: Declaration) -> None:
    """Put it in the place of what the same person had said."""
    await tx.execute(
        delete(declarations).where(
            declarations.c.occurrence_id == there.id, declarations.c.user_id == said.user_id
        )
    )
    row: dict[str, Any] = {"occurrence_id": there.id, "guild_id": there.guild_id, **vars(said)}
    await insert_new(tx, declarations, [row])


async def _on(tx: AsyncConnection, guild_id: int, occurrence_id: int, now: int) -> View:
    seen = await view_here(tx, guild_id, occurrence_id)
    if seen.occurrence.state == "over" or now >= seen.occurrence.ends_at:
        raise Refusal("session-over")
    if now < seen.occurrence.starts_at - EARLY:
        raise Refusal("session-not-begun", at=str(seen.occurrence.starts_at))
    return seen


async def _be_there(tx: AsyncConnection, there: Occurrence, user_id: int, now: int, how: How) -> bool:
    row = {
        "occurrence_id": there.id,
        "user_id": user_id,
        "guild_id": there.guild_id,
        "at": now,
        "how": how,
    }
    if await insert_new(tx, presences, [row]):
        return True
    if how == "declared":
        return False
    # Who declared for themselves alone may say aloud that they are there.
    done = await tx.execute(
        update(presences)
        .where(
            presences.c.occurrence_id == there.id, presences.c.user_id == user_id, presences.c.how != "here"
        )
        .values(how="here")
    )
    return bool(done.rowcount)


async def _want_thread(tx: AsyncConnection, seen: View, now: int) -> None:
    """Once declarations are too many for the card, have a thread opened for them, and posts in it."""
    there = seen.occurrence
    aloud = [one for one in await declarations_in(tx, there.id) if one.public]
    if len(aloud) <= MOST_ON_CARD:
        return
    if there.thread_id is not None:
        await deliveries.plan(tx, _pages(there, len(aloud), now))
        return
    wanted = Delivery(
        key=f"{THREAD} {there.id}",
        kind=THREAD,
        due_at=now,
        guild_id=there.guild_id,
        subject={"occurrence": there.id},
        expires_at=there.ends_at,
    )
    await deliveries.plan(tx, [wanted])


def _pages(there: Occurrence, count: int, now: int) -> list[Delivery]:
    """The posts in the thread that so many declarations need."""
    return [
        Delivery(
            key=f"{what} {there.id}",
            kind=ALOUD,
            due_at=now,
            guild_id=there.guild_id,
            subject={"occurrence": there.id, "page": page},
            expires_at=there.ends_at,
        )
        for page, what in enumerate(PAGES)
        if page * ON_A_PAGE < count
    ]
