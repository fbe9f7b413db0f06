"""What a session is, what it may be, and who gets a seat: decided here without asking anybody."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args
from urllib.parse import urlsplit

from bot.errors import Refusal
from bot.when import Plan, Repeats, next_occurrence

Kind = Literal["quiet", "study", "workshop", "goals"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Level = Literal["any", "beginner", "intermediate", "advanced"]
LEVELS: tuple[Level, ...] = get_args(Level)
Answer = Literal["yes", "maybe", "no", "waiting"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
Result = Literal["done", "partly", "tomorrow"]
RESULTS: tuple[Result, ...] = get_args(Result)
State = Literal["ahead", "over", "off"]
Way = Literal["mention", "dm"]
Pause = Literal["empty", "channel_gone", "host"]

MINUTE, HOUR, DAY = 60, 3600, 86_400
TITLE_LIMIT = 80
WORDS_LIMIT = 200  # what to bring, a declaration, a line at the end
LINK_LIMIT = 300
CAPACITIES = range(1, 1001)
LENGTHS = range(5, 12 * 60 + 1)
BEFOREHAND = range(1, 7 * 24 * 60 + 1)  # minutes before the start at which one can be reminded
MOST_REMINDERS = 4
MOST_OWN_REMINDERS = 3
MOST_SERIES = 200  # of one server at a time
USUAL_REMINDERS = (24 * 60, 15)
USUAL_MINUTES = 60
# So long the recap waits for those who say what became of their plans.
RECAP_AFTER = 10 * MINUTE
ALONE_AFTER = 5 * MINUTE
# After so many occurrences to which nobody came, the series rests.
MOST_EMPTY = 3


@dataclass(frozen=True)
class Place:
    """Where one meets: a channel (of voice or of text), a link, or both."""

    channel_id: int | None = None
    link: str | None = None


@dataclass(frozen=True)
class Series:
    """Sessions that somebody planned: one, or one that comes again.

    `channel_id` is where its posts stand, `place` where one meets; `minutes` is how long it takes, and
    `reminders` are minutes before the start. Its time is the wall clock's of `plan.zone`. `paused_for` says
    why it rests. `rev` grows with each change.
    """

    id: int
    guild_id: int
    host_id: int | None
    title: str
    kind: Kind
    channel_id: int
    place: Place
    plan: Plan
    minutes: int = USUAL_MINUTES
    capacity: int | None = None
    level: Level = "any"
    bring: str = ""
    reminders: tuple[int, ...] = USUAL_REMINDERS
    planned_at: int = 0
    ended_at: int | None = None
    paused_at: int | None = None
    paused_for: Pause | None = None
    empty: int = 0
    rev: int = 0

    @property
    def name(self) -> str:
        """By what its deliveries are paused together."""
        return f"session {self.id}"

    @property
    def comes_again(self) -> bool:
        return self.plan.repeats.every != "once"


@dataclass(frozen=True)
class Viewer:
    """Somebody who asks which sessions there are.

    They see what they host, and what is posted where they can read: in these `channels` or, with
    `all_but_these`, anywhere else: whoever looks after a server also sees what has lost its channel.
    """

    id: int
    channels: frozenset[int]
    all_but_these: bool = False

    def sees(self, one: Series) -> bool:
        return one.host_id == self.id or (one.channel_id in self.channels) is not self.all_but_these


@dataclass(frozen=True)
class Occurrence:
    """One time that a series comes. `day` is the local day its rule gives and stays when it is moved."""

    id: int
    series_id: int
    guild_id: int
    day: date
    starts_at: int
    ends_at: int
    state: State = "ahead"
    rev: int = 0
    shown_rev: int = 0
    mirror_id: int | None = None
    thread_id: int | None = None
    peopled: bool = False

    def is_on(self, now: float) -> bool:
        """Whether it takes place at this moment."""
        return self.state == "ahead" and self.starts_at <= now < self.ends_at


@dataclass(frozen=True)
class Coming:
    """What one person answered. `event_id` is the press that said so; waiting goes by its order."""

    user_id: int
    answer: Answer
    event_id: int
    as_regular: bool = False


def check(series: Series) -> Series:
    """The series with its words tidied; refuses what it may not be, with what to do instead."""
    title, bring = _line(series.title), _line(series.bring)
    if not title:
        raise Refusal("session-title-empty")
    if len(title) > TITLE_LIMIT:
        raise Refusal("session-title-too-long", limit=TITLE_LIMIT, length=len(title))
    if len(bring) > WORDS_LIMIT:
        raise Refusal("session-bring-too-long", limit=WORDS_LIMIT, length=len(bring))
    if series.minutes not in LENGTHS:
        raise Refusal("session-length-wrong", least=LENGTHS[0], most=LENGTHS[-1] // 60)
    if series.capacity is not None and series.capacity not in CAPACITIES:
        raise Refusal("session-capacity-wrong", least=CAPACITIES[0], most=CAPACITIES[-1])
    if repeats_too_soon(series.plan.repeats, series.minutes):
        raise Refusal("session-overlaps-itself")
    return replace(
        series,
        title=title,
        bring=bring,
        place=replace(series.place, link=_link(series.place.link)),
        reminders=check_reminders(series.reminders),
    )


def refuse_if_it_never_comes(series: Series, now: float) -> None:
    """A series of which nothing begins any more would only be in the way."""
    if next_occurrence(series.plan, now) is None:
        raise Refusal("session-never-comes")


def check_reminders(minutes: Collection[int]) -> tuple[int, ...]:
    """Minutes before the start, the longest first; refuses too many, and what is out of range."""
    chosen = tuple(sorted({m for m in minutes if m}, reverse=True))
    if len(chosen) > MOST_REMINDERS:
        raise Refusal("session-reminders-too-many", limit=MOST_REMINDERS)
    if any(m not in BEFOREHAND for m in chosen):
        raise Refusal("session-reminders-wrong", most=BEFOREHAND[-1] // (24 * 60))
    return chosen


def refuse_to_change(series: Series, by: int, *, moderator: bool) -> None:
    """Only its host and moderators change a series; one that has ended is not changed at all."""
    if series.ended_at is not None:
        raise Refusal("session-ended")
    if series.host_id != by and not moderator:
        raise Refusal("session-not-yours")


def repeats_too_soon(repeats: Repeats, minutes: int) -> bool:
    """Whether one occurrence would still be on when the next begins."""
    return repeats.every == "day" and repeats.interval * 24 * 60 <= minutes


# --- seats


def seat(coming: Sequence[Coming], user_id: int, wish: Answer, capacity: int | None) -> Answer:
    """What a wish to come becomes: where every seat is taken, waiting. `coming` is all that was answered."""
    if wish != "yes" or capacity is None:
        return wish
    others = [one for one in coming if one.user_id != user_id]
    taken = sum(one.answer == "yes" for one in others)
    mine = next((one for one in coming if one.user_id == user_id), None)
    if mine is not None and mine.answer == "yes":
        return "yes"
    # Nobody goes past those who wait already.
    waits = any(one.answer == "waiting" for one in others)
    still_waits = mine is not None and mine.answer == "waiting"
    return "yes" if taken < capacity and not (waits and not still_waits) else "waiting"


def promoted(coming: Sequence[Coming], capacity: int | None) -> tuple[Coming, ...]:
    """Who gets a seat now, in the order in which they began to wait."""
    waiting = sorted((one for one in coming if one.answer == "waiting"), key=lambda one: one.event_id)
    if capacity is None:
        return tuple(waiting)
    free = capacity - sum(one.answer == "yes" for one in coming)
    return tuple(waiting[: max(0, free)])


def who(coming: Iterable[Coming], answer: Answer) -> tuple[int, ...]:
    """Those who answered so, in the order of their presses."""
    return tuple(one.user_id for one in sorted(coming, key=lambda one: one.event_id) if one.answer == answer)


# --- within


def _line(words: str) -> str:
    """Somebody's words on one line, without what cannot be seen at their ends."""
    return " ".join("".join(char for char in words if char.isprintable() or char.isspace()).split())


def line(words: str, limit: int = WORDS_LIMIT) -> str:
    """A line somebody wrote, tidied; refuses an empty and an over-long one."""
    tidied = _line(words)
    if not tidied:
        raise Refusal("session-line-empty")
    if len(tidied) > limit:
        raise Refusal("session-line-too-long", limit=limit, length=len(tidied))
    return tidied


def _link(link: str | None) -> str | None:
    if not link or not link.strip():
        return None
    link = link.strip()
    try:
        parts = urlsplit(link)
    except ValueError:
        raise Refusal("session-link-wrong") from None
    plain = parts.scheme in {"http", "https"} and bool(parts.netloc)
    odd = any(char.isspace() or char in "<>()" or not char.isprintable() for char in link)
    if not plain or len(link) > LINK_LIMIT or odd:
        raise Refusal("session-link-wrong")
    return link
