"""When somebody is asked, whom a moment concerns, and what may be said: all without a database."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from bot.errors import Refusal
from bot.features.giving import clean_note
from bot.when import Plan as Series
from bot.when import Repeats, in_quiet_hours, instant, is_holiday, next_occurrence

Way = Literal["mention", "dm", "quiet"]
What = Literal["morning", "evening"]
Result = Literal["done", "partly", "tomorrow"]
WAYS: tuple[Way, ...] = get_args(Way)
RESULTS: tuple[Result, ...] = get_args(Result)

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
SLOT = 15 * MINUTE
SLOT_MINUTES = SLOT // MINUTE
LAST_MINUTE = 24 * 60 - SLOT_MINUTES
TOO_LATE = 3 * HOUR
"""So late, and no later, somebody is still asked; and never on another day."""
ENERGY_KEPT = 30 * DAY
MOST_MENTIONS = 80
WORDS_LIMIT = 300
ANSWER_LIMIT = 500
ENERGIES = range(1, 6)
LONGEST_PAUSE = timedelta(days=366)


@dataclass(frozen=True)
class Plan:
    """When somebody wants to be asked, in minutes of their own local day, and how.

    `weekdays` Monday 0. With `holidays` they rest on public holidays. Before the instant `paused_until`
    nothing is asked. `event_id` is the interaction that said so; what fell due before `since` is over.
    """

    guild_id: int
    user_id: int
    event_id: int
    weekdays: tuple[int, ...]
    minute: int
    way: Way
    holidays: bool = False
    paused_until: int | None = None
    evening: int | None = None
    since: int = 0


@dataclass(frozen=True)
class Member:
    """What decides about somebody besides their plan.

    `country` is the one whose public holidays are theirs, `done` the local days on which they were asked
    this, or have answered.
    """

    zone: str
    quiet_hours: tuple[int, int] | None = None
    country: str | None = None
    done: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Entry:
    """A check-in as somebody sends it. `energy` 1 to 5; `question` names what `answer` answers."""

    id: int
    guild_id: int
    user_id: int
    at: int
    words: str
    energy: int | None = None
    question: str | None = None
    answer: str = ""
    shared: bool = False
    wants_reply: bool = False


@dataclass(frozen=True)
class Checkin:
    """A check-in as it is kept, on the member's own local day."""

    id: int
    guild_id: int
    user_id: int
    day: date
    at: int
    words: str
    energy: int | None
    question: str | None
    answer: str
    shared: bool
    wants_reply: bool
    result: Result | None = None
    result_at: int | None = None


# --- time


def rounded(minute: int) -> int:
    """The quarter of an hour at which somebody is asked who chose this minute: up, within the day."""
    return min(-(-minute // SLOT_MINUTES) * SLOT_MINUTES, LAST_MINUTE)


def local_day(at: float, zone: str) -> date:
    """The day that the calendar on the wall shows in this zone."""
    return datetime.fromtimestamp(at, ZoneInfo(zone)).date()


@lru_cache(maxsize=4096)
def readings(slot: int, zone: str) -> tuple[tuple[date, int], ...]:
    """Which days and minutes of a zone come at this instant: each minute of a day comes once.

    None in an hour that the clocks repeat; after one that they skip, the skipped as well.
    """
    local = ZoneInfo(zone)
    wall = datetime.fromtimestamp(slot, local)
    steady = wall.utcoffset() == datetime.fromtimestamp(slot - TOO_LATE, local).utcoffset()
    back = 1 if steady else TOO_LATE // SLOT + 1
    walls = (wall.replace(tzinfo=None, fold=0) - timedelta(seconds=SLOT * n) for n in range(back))
    read = ((one.date(), one.hour * 60 + one.minute) for one in walls)
    return tuple((day, minute) for day, minute in read if instant(day, minute, zone) == slot)


def rests(plan: Plan, day: date, country: str | None) -> bool:
    """Whether somebody wants no question on this day."""
    holiday = plan.holidays and country is not None and is_holiday(day, country)
    return day.weekday() not in plan.weekdays or holiday


def asked_on(plan: Plan, member: Member, what: What, slot: int, now: int) -> date | None:
    """The local day for which somebody is to be asked at this slot; None when they are left in peace."""
    minute = plan.minute if what == "morning" else plan.evening
    day = next((day for day, each in readings(slot, member.zone) if each == minute), None)
    if day is None or slot <= plan.since or now - slot > TOO_LATE:
        return None
    # A pause that ends between the slot and now was a pause at the slot.
    if plan.paused_until is not None and slot < plan.paused_until:
        return None
    if day in member.done or rests(plan, day, member.country) or local_day(now, member.zone) != day:
        return None
    return None if is_quiet(member, slot) or is_quiet(member, now) else day


def is_quiet(member: Member, at: int) -> bool:
    """Whether this instant lies in somebody's quiet hours."""
    return member.quiet_hours is not None and in_quiet_hours(at, member.zone, *member.quiet_hours)


def next_prompt(plan: Plan, member: Member, now: int, what: What = "morning") -> int | None:
    """When somebody is asked next: UTC seconds; None when no such time comes, or only in quiet hours."""
    minute = plan.minute if what == "morning" else plan.evening
    if minute is None or not plan.weekdays or _lies_in(minute, member.quiet_hours):
        return None
    after = max(now, plan.since, (plan.paused_until or 0) - 1)
    series = Series(
        member.zone,
        local_day(after, member.zone) - timedelta(days=1),
        minute,
        Repeats("week", weekdays=plan.weekdays),
        holidays=member.country if plan.holidays else None,
        skipped=member.done,
    )
    found = next_occurrence(series, after)
    return None if found is None else found.starts_at


# --- what somebody chooses


def checked(plan: Plan, member: Member) -> Plan:
    """A plan as it is kept, or a refusal that says what to do instead."""
    if not plan.weekdays:
        raise Refusal("checkin-no-days")
    plan = replace(
        plan,
        weekdays=tuple(sorted(set(plan.weekdays))),
        minute=rounded(plan.minute),
        evening=None if plan.evening is None else rounded(plan.evening),
    )
    if plan.evening is not None and plan.evening <= plan.minute:
        raise Refusal("checkin-evening-too-early")
    for minute in (plan.minute, plan.evening):
        if minute is not None and _lies_in(minute, member.quiet_hours):
            raise Refusal("checkin-time-is-quiet")
    if plan.holidays and member.country is None:
        raise Refusal("checkin-holidays-unknown")
    return plan


def _lies_in(minute: int, hours: tuple[int, int] | None) -> bool:
    if hours is None:
        return False
    start, end = hours
    return start <= minute < end if start <= end else minute >= start or minute < end


def resting(plan: Plan, weekdays: Collection[int], *, holidays: bool | None) -> Plan:
    """The plan of somebody who wants to rest on these weekdays too, and on public holidays or not."""
    left = tuple(day for day in plan.weekdays if day not in weekdays)
    if not left:
        raise Refusal("checkin-rests-always")
    return replace(plan, weekdays=left, holidays=plan.holidays if holidays is None else holidays)


def paused(plan: Plan, until: date, zone: str, now: int) -> Plan:
    """The plan of somebody who wants nothing until this day has come in their zone."""
    today = local_day(now, zone)
    if until <= today:
        raise Refusal("checkin-pause-over")
    if until - today > LONGEST_PAUSE:
        raise Refusal("checkin-pause-too-long")
    return replace(plan, paused_until=instant(until, 0, zone))


def country_of(chosen: str | None, zone: str) -> str | None:
    """Whose public holidays somebody has: those of their server; in Japan's zone, Japan's."""
    return chosen or ("JP" if zone == "Asia/Tokyo" else None)


# --- what somebody says


def clean(entry: Entry) -> Entry:
    """A check-in as it is kept, or a refusal that says what to do instead."""
    words, answer = clean_note(entry.words), clean_note(entry.answer)
    if not words:
        raise Refusal("checkin-empty")
    if len(words) > WORDS_LIMIT:
        raise Refusal("checkin-words-too-long", limit=WORDS_LIMIT, length=len(words))
    if len(answer) > ANSWER_LIMIT:
        raise Refusal("checkin-answer-too-long", limit=ANSWER_LIMIT, length=len(answer))
    energy = entry.energy if entry.energy in ENERGIES else None
    question = entry.question if answer else None
    return replace(entry, words=words, answer=answer, energy=energy, question=question)
