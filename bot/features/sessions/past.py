"""Sessions from before: the times at which a series was held, brought in at once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.db import Database, insert_new, serialise
from bot.features.sessions.meeting import Declaration, Lesson
from bot.features.sessions.reading import series_in
from bot.features.sessions.rules import MINUTE, Coming, Occurrence, Series
from bot.features.sessions.tables import answers, declarations, lessons, occurrences, presences


@dataclass(frozen=True)
class Held:
    """A time at which a series took place, under a number of its own, and how it went.

    `here` says since when those were there who said so themselves; who only sat in the voice channel is
    known by their stay.
    """

    id: int
    day: date
    starts_at: int
    coming: tuple[Coming, ...] = ()
    here: Mapping[int, int] | None = None
    declarations: tuple[Declaration, ...] = ()
    lessons: tuple[Lesson, ...] = ()


async def recall(db: Database, guild_id: int, series_id: int, held: Collection[Held]) -> int:
    """Keep when a series of this server was held and how that went; return how many of them are new.

    Nothing is sent about them, nothing planned, and what is ahead stays as it is. Refuses a series that is
    not there. Bringing in the same twice is harmless.
    """
    async with db.write() as tx:
        await serialise(tx, "session", series_id)
        one = await series_in(tx, guild_id, series_id)
        new = await insert_new(tx, occurrences, [_occurrence(one, each) for each in held])
        await insert_new(tx, answers, [row for each in held for row in _answers(each, guild_id)])
        await insert_new(tx, presences, [row for each in held for row in _presences(each, guild_id)])
        said = [
            vars(words) | {"occurrence_id": each.id, "guild_id": guild_id}
            for each in held
            for words in each.declarations
        ]
        await insert_new(tx, declarations, said)
        await insert_new(tx, lessons, [row for each in held for row in _lessons(each, one)])
        return new


def _occurrence(one: Series, each: Held) -> dict[str, Any]:
    ends_at = each.starts_at + one.minutes * MINUTE
    was = Occurrence(each.id, one.id, one.guild_id, each.day, each.starts_at, ends_at, state="over")
    return vars(was) | {"day": each.day.isoformat(), "peopled": bool(each.here or each.declarations)}


def _answers(each: Held, guild_id: int) -> Iterator[dict[str, Any]]:
    for coming in each.coming:
        yield vars(coming) | {"occurrence_id": each.id, "guild_id": guild_id}


def _presences(each: Held, guild_id: int) -> Iterator[dict[str, Any]]:
    pressed = each.here or {}
    since = {said.user_id: (said.at, "declared") for said in each.declarations if said.words}
    since |= {user_id: (at, "here") for user_id, at in pressed.items()}
    for user_id, (at, how) in since.items():
        yield {"occurrence_id": each.id, "user_id": user_id, "guild_id": guild_id, "at": at, "how": how}


def _lessons(each: Held, one: Series) -> Iterator[dict[str, Any]]:
    for lesson in each.lessons:
        yield {
            "id": lesson.id,
            "occurrence_id": each.id,
            "guild_id": one.guild_id,
            "user_id": lesson.user_id,
            "what": lesson.what,
            "words": lesson.words,
            "shared": lesson.shared,
            "at": each.starts_at + one.minutes * MINUTE,
        }
