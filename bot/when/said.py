"""What was understood of a text, or why nothing was; and how a choice carries it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.when.occurring import Plan, instant
from bot.when.repeating import ONCE, Every, Repeats, gives

Reason = Literal["empty", "no-hour", "impossible", "past", "ambiguous", "not-understood"]
# Nobody plans further ahead than this; what reads so is a slip.
FURTHEST = timedelta(days=10 * 366)


@dataclass(frozen=True)
class Reading:
    """An instant somebody meant, in UTC seconds, and how often.

    `rolled`: what was typed lay in the past and was taken for its next coming, which has to be shown.
    `gap`: by how many minutes it comes later than was typed, because clocks skip what was typed.
    """

    at: int
    rolled: bool = False
    repeats: Repeats | None = None
    gap: int = 0


@dataclass(frozen=True)
class Unread:
    """Nothing was understood, and why.

    "no-hour": a day without a time of day. "impossible": no such date or time, or a weekday that does not
    go with its date. "past": a full date that is over. "ambiguous": it reads in two ways.
    """

    reason: Reason


def plan_of(
    reading: Reading,
    zone: str,
    *,
    until: date | None = None,
    count: int | None = None,
    holidays: str | None = None,
) -> Plan:
    """The series that was meant, in this IANA zone: once, if nothing was said of repeating."""
    wall = datetime.fromtimestamp(reading.at, ZoneInfo(zone)).replace(tzinfo=None)
    wall -= timedelta(minutes=reading.gap)
    day, minute = wall.date(), wall.hour * 60 + wall.minute
    # "In an hour" can mean the second coming of an hour, which no wall clock tells from its first.
    moved = {} if instant(day, minute, zone) == reading.at else {day: reading.at}
    repeats = reading.repeats or ONCE
    return Plan(zone, day, minute, repeats, until, count, holidays, moved=moved)


# --- carried by a choice: at=1784000000 rolled gap=60 every=week/2 on=0,3

_CARRIED = re.compile(
    r"at=(?P<at>\d{1,12})(?P<rolled> rolled)?(?: gap=(?P<gap>\d{1,4}))?"
    r"(?: every=(?P<every>once|day|week|month)/(?P<interval>\d{1,2})"
    r"(?: on=(?P<weekdays>[0-6](?:,[0-6])*))?(?: day=(?P<month_day>\d{1,2}))?(?: nth=(?P<nth>[1-4]|-1))?)?",
    re.ASCII,
)
_EVERY: dict[str, Every] = {"once": "once", "day": "day", "week": "week", "month": "month"}


def carry(reading: Reading) -> str:
    """A reading as a short text (at most 100 characters) from which `carried` makes the same again."""
    parts = [f"at={reading.at}"]
    parts += ["rolled"] if reading.rolled else []
    parts += [f"gap={reading.gap}"] if reading.gap else []
    repeats = reading.repeats
    if repeats is not None:
        parts.append(f"every={repeats.every}/{repeats.interval}")
        parts += [f"on={','.join(map(str, repeats.weekdays))}"] if repeats.weekdays else []
        parts += [f"day={repeats.month_day}"] if repeats.month_day is not None else []
        parts += [f"nth={repeats.nth}"] if repeats.nth is not None else []
    return " ".join(parts)


def carried(text: str, *, now: float, zone: str) -> Reading | Unread:
    """What `carry` made, where it still holds: it lies ahead, and its rule gives its day in this zone."""
    found = _CARRIED.fullmatch(text)
    if found is None:
        return Unread("not-understood")
    at = int(found["at"])
    if at <= now:
        return Unread("past")
    try:
        reading = Reading(at, bool(found["rolled"]), _carried_repeats(found), int(found["gap"] or 0))
        # Within reach first: no other instant is worth asking the zone about.
        holds = at % 60 == 0 and at - now <= FURTHEST.total_seconds() and _holds(reading, zone)
    except ValueError:
        return Unread("not-understood")
    return reading if holds else Unread("not-understood")


def _carried_repeats(found: re.Match[str]) -> Repeats | None:
    every: Every | None = _EVERY.get(found["every"])
    if every is None:
        return None
    weekdays = tuple(map(int, found["weekdays"].split(","))) if found["weekdays"] else ()
    month_day, nth = (int(found[name]) if found[name] else None for name in ("month_day", "nth"))
    return Repeats(every, int(found["interval"]), weekdays, month_day, nth)


def _holds(reading: Reading, zone: str) -> bool:
    plan = plan_of(reading, zone)
    as_said = instant(plan.first, plan.minute, zone) == reading.at
    return gives(plan.repeats, plan.first, plan.first) == 0 and (as_said or not reading.gap)
