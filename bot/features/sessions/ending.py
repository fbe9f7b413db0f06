"""How it ended: what became of what was declared, what was learned, and whom it helped."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.errors import Refusal
from bot.features import consent, deliveries, giving, settings
from bot.features.deliveries import Delivery
from bot.features.giving import Help
from bot.features.sessions.arming import CLOSE, changed
from bot.features.sessions.meeting import Declaration, Meeting, What, lesson_of, meeting_in, quiet, view_here
from bot.features.sessions.reading import View
from bot.features.sessions.rules import DAY, Occurrence, Result, line
from bot.features.sessions.tables import helped, lessons
from bot.features.sessions.taking_part import declaration_in, keep_declaration

PEOPLE_A_POST = 80
# So long after the end one can still say how it went; then the recap has been read.
TOLD_WITHIN = DAY


@dataclass(frozen=True)
class Report:
    """What somebody writes at the end, any of it empty. `shared`: whether others may read it."""

    line: str = ""
    learned: str = ""
    taught: str = ""
    shared: bool = False


# --- asking


async def to_ask(db: Database, went: Meeting, now: int) -> tuple[tuple[int, ...], ...]:
    """Whom to ask in public how it went, on pages of one post each; a direct message each for the others.

    Those who declared and have not said so yet, as they wish to be reached; nobody in their quiet hours.
    Asked again, everybody stays on their page.
    """
    there, one = went.view.occurrence, went.view.series
    people = [said.user_id for said in went.declarations if said.words]
    open_still = {said.user_id for said in went.declarations if said.words and said.result is None}
    server = await settings.server(db, there.guild_id)
    members = await settings.members(db, people, there.guild_id)
    by_dm = await consent.who_agrees(db, there.guild_id, "dm_sessions", people)
    asked = {user_id for user_id in open_still if not quiet(members[user_id], server.zone, now)}
    loud = [i for i in people if i not in by_dm and members[i].reach_sessions == "mention"]
    pages = [loud[start : start + PEOPLE_A_POST] for start in range(0, len(loud), PEOPLE_A_POST)]

    def planned(suffix: str, page: int, person_id: int | None = None) -> Delivery:
        return Delivery(
            key=f"{CLOSE} {there.id} {suffix}",
            kind=CLOSE,
            due_at=now,
            guild_id=there.guild_id,
            channel_id=None if person_id else one.channel_id,
            person_id=person_id,
            series=None if person_id else one.name,
            subject={"occurrence": there.id, "page": page},
            expires_at=there.ends_at + TOLD_WITHIN,
        )

    async with db.write() as tx:
        await deliveries.plan(tx, [planned(str(page), page) for page in range(2, len(pages) + 1)])
        await deliveries.plan(tx, [planned(f"to {i}", 1, i) for i in sorted(asked & by_dm)])
    return tuple(tuple(i for i in page if i in asked) for page in pages)


async def asked_at(db: Database, occurrence_id: int) -> int | None:
    """When those who declared were asked how it went; None when nobody was."""
    key = f"{CLOSE} {occurrence_id}"
    async with db.read() as tx:
        asked = (await deliveries.settled(tx, [key])).get(key)
    return None if asked is None or asked.state != "sent" else asked.settled_at


# --- how it went


async def say_result(
    db: Database,
    guild_id: int | None,
    occurrence_id: int,
    user_id: int,
    result: Result,
    event_id: int,
    now: int,
) -> Declaration:
    """Keep what became of what this person set out to do; the last press holds.

    What was declared aloud and is done is told in the recap, unless they say otherwise; what is unfinished is
    not. Refuses those who were not there.
    """
    async with db.write() as tx:
        await serialise(tx, "session part", occurrence_id)
        seen = await _to_tell(tx, guild_id, occurrence_id, now)
        before = await _spoken(db.within(tx), seen, user_id, now)
        if before.event_id >= event_id:
            return before
        shared = before.shared if before.line is not None else before.public and result == "done"
        said = replace(before, result=result, result_at=now, shared=shared, event_id=event_id)
        await keep_declaration(tx, seen.occurrence, said)
        await changed(tx, occurrence_id)
        return said


async def so_far(db: Database, occurrence_id: int, user_id: int) -> Report:
    """What this person wrote at the end so far, to be changed."""
    async with db.read() as tx:
        said = await declaration_in(tx, occurrence_id, user_id)
        mine = (lessons.c.occurrence_id == occurrence_id, lessons.c.user_id == user_id)
        found = (await tx.execute(select(lessons).where(*mine))).all()
    theirs = {lesson.what: lesson.words for lesson in map(lesson_of, found)}
    return Report(
        line=(said and said.line) or "",
        learned=theirs.get("learned", ""),
        taught=theirs.get("taught", ""),
        shared=said is not None and said.shared,
    )


async def refuse_unless_told(
    db: Database, guild_id: int | None, occurrence_id: int, user_id: int, now: int
) -> None:
    """Refuse whoever has nothing to tell of this occurrence, before anything is typed."""
    async with db.read() as tx:
        await _spoken(db.within(tx), await _to_tell(tx, guild_id, occurrence_id, now), user_id, now)


async def report(
    db: Database,
    guild_id: int | None,
    occurrence_id: int,
    user_id: int,
    words: Report,
    event_id: int,
    now: int,
) -> Report:
    """Keep what somebody writes at the end; written again, it takes the place of what they wrote before.

    Refuses over-long lines and those who were not there.
    """
    words = Report(_maybe(words.line), _maybe(words.learned), _maybe(words.taught), words.shared)
    async with db.write() as tx:
        await serialise(tx, "session part", occurrence_id)
        seen = await _to_tell(tx, guild_id, occurrence_id, now)
        before = await _spoken(db.within(tx), seen, user_id, now)
        if before.event_id >= event_id:
            return words
        said = replace(before, line=words.line, shared=words.shared, event_id=event_id)
        await keep_declaration(tx, seen.occurrence, said)
        # Only what was taught is referred to from elsewhere: it bears its form's number.
        await _keep_lesson(tx, seen.occurrence, user_id, "learned", words, deliveries.new_id(), now)
        await _keep_lesson(tx, seen.occurrence, user_id, "taught", words, event_id, now)
        await changed(tx, occurrence_id)
        return words


async def it_helped(
    db: Database, guild_id: int, lesson_id: int, user_id: int, event_id: int, channel_id: int, now: int
) -> bool:
    """Somebody who was there says that what was taught has helped them: that is a give in the ledger.

    Once for each lesson and person; False when they had said so before. Nobody helps themselves.
    """
    async with db.write() as tx:
        found = await tx.execute(
            select(lessons).where(
                lessons.c.id == lesson_id,
                lessons.c.guild_id == guild_id,
                lessons.c.what == "taught",
                lessons.c.shared,
            )
        )
        row = found.one_or_none()
        if row is None:
            raise Refusal("session-lesson-gone")
        if row.user_id == user_id:
            raise Refusal("session-lesson-own")
        seen = await view_here(tx, guild_id, row.occurrence_id)
        if user_id not in (await meeting_in(db.within(tx), seen, now)).present:
            raise Refusal("session-not-there")
        mine = {"lesson_id": lesson_id, "user_id": user_id, "guild_id": guild_id, "event_id": event_id}
        if not await insert_new(tx, helped, [mine]):
            return False
        await giving.record(
            tx, Help(event_id, guild_id, channel_id, row.user_id, user_id, "time", "session", now)
        )
        await changed(tx, row.occurrence_id)
        return True


# --- within


def _maybe(words: str) -> str:
    """A line that may be left out; refuses an over-long one."""
    return line(words) if words.strip() else ""


async def _to_tell(tx: AsyncConnection, guild_id: int | None, occurrence_id: int, now: int) -> View:
    seen = await view_here(tx, guild_id, occurrence_id)
    if now < seen.occurrence.starts_at:
        raise Refusal("session-not-begun", at=str(seen.occurrence.starts_at))
    if now >= seen.occurrence.ends_at + TOLD_WITHIN:
        raise Refusal("session-told-too-late")
    return seen


async def _spoken(db: Database, seen: View, user_id: int, now: int) -> Declaration:
    """What this person declared; a blank one for somebody who was there without a word."""
    went = await meeting_in(db, seen, now)
    said = went.of(user_id)
    if said is None and user_id not in went.present:
        raise Refusal("session-not-there")
    return said or Declaration(user_id, "", private=False, at=now, event_id=0)


async def _keep_lesson(
    tx: AsyncConnection,
    there: Occurrence,
    user_id: int,
    what: What,
    told_now: Report,
    new_id: int,
    now: int,
) -> None:
    words = told_now.learned if what == "learned" else told_now.taught
    mine = (lessons.c.occurrence_id == there.id, lessons.c.user_id == user_id, lessons.c.what == what)
    if not words:
        # What was confirmed stays in the ledger.
        await tx.execute(delete(helped).where(helped.c.lesson_id.in_(select(lessons.c.id).where(*mine))))
        await tx.execute(delete(lessons).where(*mine))
        return
    done = await tx.execute(update(lessons).where(*mine).values(words=words, shared=told_now.shared))
    if done.rowcount:
        return
    row: dict[str, Any] = {
        "id": new_id,
        "occurrence_id": there.id,
        "guild_id": there.guild_id,
        "user_id": user_id,
        "what": what,
        "words": words,
        "shared": told_now.shared,
        "at": now,
    }
    await insert_new(tx, lessons, [row])
