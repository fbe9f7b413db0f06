"""What must hold of sessions, whenever the bot was killed: what people were told, and who was there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tests.chaos import mail_judge
from tests.chaos.judge import Broken
from tests.chaos.mail_judge import Spell

PROMISES = (
    *mail_judge.PROMISES,
    "press_lost",  # somebody was told that it is noted, and it is not
    "noted_unasked",  # what is noted nobody pressed
    "refused",  # somebody was told something else than that it is noted
    "broken_answers",  # somebody was told that something broke
    "attended_too_long",  # somebody is said to have been there while they were not
    "attendance_lost",  # more than a kill may cost
    "not_continued",  # a series of which the next is not ahead, or that goes on after its last
    "stale",  # a post does not show how it was at the end
)

A_KILL_COSTS = 60  # seconds of attendance, at most
HEARD_LATE = 2.0  # seconds until a busy bot hears that somebody comes or goes; what is kept are whole seconds

What = Literal["answer", "declaration", "result"]
Noted = Mapping[tuple[What, int, int], str]
"""What is noted of which kind in which occurrence of which person."""


@dataclass(eq=False)
class Press:
    """Something somebody wants noted, and whether they were told that it is. One person presses in turn."""

    number: int
    what: What
    occurrence_id: int
    user_id: int
    value: str
    told: bool = False


class Presence(NamedTuple):
    """Somebody was in a voice channel, which is watched between two instants."""

    channel_id: int
    user_id: int
    came: float
    left: float
    watched: Spell


class Stay(NamedTuple):
    """The same as the bot keeps it."""

    channel_id: int
    user_id: int
    began_at: int
    until: int


# --- what people were told


def broken_presses(presses: Iterable[Press], noted: Noted) -> Iterator[Broken]:
    """The last press of which somebody was told is noted, or one after it of which they were not."""
    pressed = defaultdict[tuple[What, int, int], list[Press]](list)
    for press in presses:
        pressed[press.what, press.occurrence_id, press.user_id].append(press)
    for where, theirs in pressed.items():
        last = max((n for n, press in enumerate(theirs) if press.told), default=None)
        possible = {press.value for press in theirs[last or 0 :]}
        value = noted.get(where)
        if last is not None and value not in possible:
            yield Broken("press_lost", theirs[last].number, f"{theirs} {value}")
        elif value is not None and value not in possible:
            yield Broken("noted_unasked", theirs[0].number, f"{theirs} {value}")
    for where, value in noted.items():
        if where not in pressed:
            yield Broken("noted_unasked", 0, f"{where} {value}")


# --- what came of it


def not_continued(again: Mapping[int, bool], states: Iterable[tuple[int, str]]) -> Iterator[Broken]:
    """Every series, whether or not it comes `again`, that is not where it belongs after its first session."""
    found = defaultdict[int, list[str]](list)
    for series_id, state in states:
        found[series_id].append(state)
    for series_id, comes_again in again.items():
        there = sorted(found[series_id])
        if there != (["ahead", "over"] if comes_again else ["over"]):
            yield Broken("not_continued", series_id, f"{there}, comes again: {comes_again}")


# --- who was there


def attended_too_long(presences: Collection[Presence], stays: Iterable[Stay]) -> Iterator[Broken]:
    """Every stay while somebody was not there."""
    by_person = _by_person(presences)
    known = dict[tuple[int, int], float]()
    for stay in sorted(stays, key=lambda stay: stay.began_at):
        person = stay.channel_id, stay.user_id
        real = any(_within(stay, presence) for presence in by_person.get(person, ()))
        if not real or stay.began_at < known.get(person, 0):
            yield Broken("attended_too_long", stay.user_id, f"{stay} {by_person.get(person)}")
        known[person] = stay.until


def attendance_lost(
    presences: Iterable[Presence], stays: Sequence[Stay], deaths: Sequence[float], down: Sequence[Spell]
) -> Iterator[Broken]:
    """Every presence of which more is missing than the kills may have cost."""
    for presence in presences:
        missing, kills = missing_of(presence, stays, deaths, down)
        if missing > A_KILL_COSTS * kills + HEARD_LATE:
            yield Broken("attendance_lost", presence.user_id, f"{missing} s after {kills} kills: {presence}")


def missing_of(
    presence: Presence, stays: Iterable[Stay], deaths: Iterable[float], down: Iterable[Spell]
) -> tuple[float, int]:
    """How many seconds are missing of those while the bot was up, and how often it was killed meanwhile."""
    came, left = max(presence.came, presence.watched[0]), min(presence.left, presence.watched[1])
    # What it was told a moment before may not be written yet.
    kills = sum(came <= death <= left + HEARD_LATE for death in deaths)
    seen = max(0.0, left - came) - sum(max(0.0, min(until, left) - max(since, came)) for since, until in down)
    kept = sum(stay.until - stay.began_at for stay in stays if _within(stay, presence))
    return max(0.0, seen - kept), kills


def _within(stay: Stay, presence: Presence) -> bool:
    same = (stay.channel_id, stay.user_id) == (presence.channel_id, presence.user_id)
    # An instant is kept without its fraction.
    return same and stay.began_at >= presence.came - 1 and stay.until <= presence.left + HEARD_LATE


def _by_person(presences: Iterable[Presence]) -> dict[tuple[int, int], list[Presence]]:
    found = dict[tuple[int, int], list[Presence]]()
    for presence in presences:
        found.setdefault((presence.channel_id, presence.user_id), []).append(presence)
    return found
