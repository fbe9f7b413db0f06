"""What happens at an occurrence: who is there, what they set out to do, what came of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.errors import Refusal
from bot.features import deliveries, voice
from bot.features.sessions.arming import START
from bot.features.sessions.reading import View, view_in
from bot.features.sessions.rules import MINUTE, Place, Result
from bot.features.sessions.tables import declarations, helped, lessons, presences
from bot.features.settings import MemberSettings
from bot.when import in_quiet_hours

What = Literal["learned", "taught"]
How = Literal["here", "declared"]

# Above so many public declarations they stand in a thread.
MOST_ON_CARD = 8
# In the thread so many stand in one post.
ON_A_PAGE = 15
# So long before the start somebody who comes early can say so.
EARLY = 15 * MINUTE


@dataclass(frozen=True)
class Declaration:
    """What somebody set out to do, and what became of it.

    `words` are empty for somebody who only spoke at the end. `private` words are for their author alone;
    `line` is None until something was said at the end, and shown with the result where `shared`.
    """

    user_id: int
    words: str
    private: bool
    at: int
    event_id: int
    result: Result | None = None
    line: str | None = None
    shared: bool = False
    result_at: int | None = None

    @property
    def public(self) -> bool:
        """Whether others may read what it says."""
        return bool(self.words) and not self.private


@dataclass(frozen=True)
class Lesson:
    """Something that was learned or taught; `helped` are those who said that it helped them."""

    id: int
    user_id: int
    what: What
    words: str
    shared: bool
    helped: tuple[int, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """An occurrence as it went so far. `here` says how we know of somebody, `since` from when.

    `stays` are those in its voice channel while it was on, from when to when, of everybody whose stays are
    kept.
    """

    view: View
    here: Mapping[int, How]
    since: Mapping[int, int]
    declarations: tuple[Declaration, ...]
    lessons: tuple[Lesson, ...]
    stays: tuple[tuple[int, int, int], ...]

    @property
    def in_voice(self) -> frozenset[int]:
        """Who was in the voice channel at any time."""
        return frozenset(user_id for user_id, _, _ in self.stays)

    @property
    def present(self) -> frozenset[int]:
        """Everybody who was there, however we know."""
        return self.in_voice | self.here.keys()

    @property
    def said_aloud(self) -> tuple[Declaration, ...]:
        """The declarations everybody may read, in their order."""
        return tuple(one for one in self.declarations if one.public)

    def of(self, user_id: int) -> Declaration | None:
        """What this person declared, or said at the end."""
        return next((one for one in self.declarations if one.user_id == user_id), None)

    def shown(self, agreed: Collection[int]) -> tuple[int, ...]:
        """Who may be named in public as having been there, the first first.

        Those who pressed a button or declared aloud, and of the others those who `agreed` to be shown.
        """
        pressed = {user_id for user_id, how in self.here.items() if how == "here"}
        named = pressed | {one.user_id for one in self.said_aloud} | (self.present & set(agreed))
        first = dict(self.since)
        for user_id, began, _ in self.stays:
            first[user_id] = min(began, first.get(user_id, began))
        return tuple(sorted(named & self.present, key=lambda user_id: (first[user_id], user_id)))

    def seconds_together(self) -> int:
        """How long at least two people were there at once: by the voice channel or, where nobody was in it,
        from the moment the second one said that they are there.
        """
        if self.stays:
            return together((began, ended) for _, began, ended in self.stays)
        ends = self.view.occurrence.ends_at
        starts = self.view.occurrence.starts_at
        return together((max(at, starts), ends) for at in self.since.values())


def together(spans: Iterable[tuple[int, int]]) -> int:
    """For how many seconds at least two of these spans are on at once."""
    turns = sorted(turn for begins, ends in spans if begins < ends for turn in ((begins, 1), (ends, -1)))
    seconds = inside = last = 0
    for at, change in turns:
        seconds += at - last if inside > 1 else 0
        inside, last = inside + change, at
    return seconds


async def look_in(db: Database, occurrence_id: int, now: int) -> Meeting | None:
    """An occurrence as it went up to now; None when it is gone."""
    async with db.read() as tx:
        seen = await view_in(tx, occurrence_id)
        return None if seen is None else await meeting_in(db.within(tx), seen, now)


async def called_at(db: Database, occurrence_id: int) -> int | None:
    """When the call to it went out; None while it has not."""
    key = f"{START} {occurrence_id}"
    async with db.read() as tx:
        start = (await deliveries.settled(tx, [key])).get(key)
    return None if start is None or start.state != "sent" else start.settled_at


async def meeting_in(db: Database, seen: View, now: int) -> Meeting:
    """`look_in`, seen from inside of a transaction."""
    occurrence = seen.occurrence
    async with db.read() as tx:
        there = await tx.execute(
            select(presences)
            .where(presences.c.occurrence_id == occurrence.id)
            .order_by(presences.c.at, presences.c.user_id)
        )
        rows = there.all()
        return Meeting(
            view=seen,
            here={row.user_id: cast("How", row.how) for row in rows},
            since={row.user_id: row.at for row in rows},
            declarations=await declarations_in(tx, occurrence.id),
            lessons=await _lessons_in(tx, occurrence.id),
            stays=await _stays(db, seen.series.place, seen, now),
        )


async def declarations_in(tx: AsyncConnection, occurrence_id: int) -> tuple[Declaration, ...]:
    """Everything that was declared, private or not, in its order."""
    found = await tx.execute(
        select(declarations)
        .where(declarations.c.occurrence_id == occurrence_id)
        .order_by(declarations.c.at, declarations.c.user_id)
    )
    return tuple(declaration_of(row) for row in found)


def quiet(member: MemberSettings, server_zone: str, now: int) -> bool:
    """Whether this member wants quiet at this moment."""
    hours = member.quiet_hours
    return hours is not None and in_quiet_hours(now, member.zone or server_zone, *hours)


async def view_here(tx: AsyncConnection, guild_id: int | None, occurrence_id: int) -> View:
    """An occurrence of this server; refuses one that is gone or called off.

    Without a server, pressed in a direct message, that of any: whoever asks must look whether it is theirs.
    """
    seen = await view_in(tx, occurrence_id)
    if seen is None or guild_id not in {None, seen.occurrence.guild_id}:
        raise Refusal("session-gone")
    if seen.occurrence.state == "off":
        raise Refusal("session-called-off")
    return seen


async def _lessons_in(tx: AsyncConnection, occurrence_id: int) -> tuple[Lesson, ...]:
    mine = lessons.c.occurrence_id == occurrence_id
    confirmed: dict[int, list[int]] = {}
    for row in await tx.execute(
        select(helped)
        .join(lessons, lessons.c.id == helped.c.lesson_id)
        .where(mine)
        .order_by(helped.c.event_id)
    ):
        confirmed.setdefault(row.lesson_id, []).append(row.user_id)
    rows = await tx.execute(select(lessons).where(mine).order_by(lessons.c.at, lessons.c.id))
    return tuple(lesson_of(row, confirmed.get(row.id, ())) for row in rows)


async def _stays(db: Database, place: Place, seen: View, now: int) -> tuple[tuple[int, int, int], ...]:
    there = seen.occurrence
    if place.channel_id is None:
        return ()
    found = await voice.stays(db, place.channel_id, there.starts_at, there.ends_at)
    spans = [
        (stay.user_id, max(stay.began_at, there.starts_at), min(stay.until(now), there.ends_at))
        for stay in found
        if stay.guild_id == there.guild_id
    ]
    return tuple(span for span in spans if span[1] < span[2])


def declaration_of(row: Row[Any]) -> Declaration:
    """A row of `session_declarations`."""
    return Declaration(
        user_id=row.user_id,
        words=row.words,
        private=row.private,
        at=row.at,
        event_id=row.event_id,
        result=cast("Result | None", row.result),
        line=row.line,
        shared=row.shared,
        result_at=row.result_at,
    )


def lesson_of(row: Row[Any], helped_by: Sequence[int] = ()) -> Lesson:
    """A row of `session_lessons`."""
    return Lesson(row.id, row.user_id, cast("What", row.what), row.words, row.shared, tuple(helped_by))
