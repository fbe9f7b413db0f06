"""The figures of an overview, as arithmetic: numbers of nobody, and few people not counted out.

Every figure is defined in `docs/metrics.md`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.features.activity.rules import week_of

FEW = 5
"""Fewer people than these, and it is said that there are few."""
FEWEST = 10
"""Of fewer people than these no share is told: one of them would be easily made out."""
TOP = 5
"""So many givers are the top."""
LONG_DAYS = 62
"""A period of more days than these is drawn by weeks."""

Crowd = int | Literal["few"]
"""How many; "few" where there is anybody, and fewer than `FEW`."""
Share = int | Literal["nobody", "unclear", "few", "most"]
"""A share in whole per cent.

"nobody": there is nobody of whom it could be a share. "unclear": of fewer than `FEWEST`. "few": some, fewer
than `FEW`. "most": all but some, those fewer than `FEW`.
"""


@dataclass(frozen=True)
class Point:
    """A day or, in a long period, the week that begins on this Monday: how many were active, on average.

    None where there were some, and fewer than `FEW`.
    """

    day: int
    active: float | None

    @property
    def date(self) -> date:
        return date.fromordinal(self.day)


def crowd(number: int) -> Crowd:
    """How many, as it is told."""
    return "few" if 0 < number < FEW else number


def share(part: int, whole: int) -> Share:
    """How many of how many people, as it is told."""
    if whole < FEWEST:
        return "unclear" if whole else "nobody"
    if crowd(part) == "few":
        return "few"
    return "most" if crowd(whole - part) == "few" else _percent(part, whole)


def per_day(active: Mapping[int, int], first: int, today: int) -> float:
    """How many were active on an average day from the first up to yesterday, by the numbers of those days.

    Today is not over; only where it is the first day it stands for itself.
    """
    over = range(first, max(today, first + 1))
    return sum(active.get(day, 0) for day in over) / len(over)


def stickiness(daily: float, monthly: int) -> Share:
    """How much of a month's people an average day has."""
    if monthly < FEW:
        return "unclear" if monthly else "nobody"
    return round(100 * daily / monthly)


def concentration(top: int, all_: int, people: int) -> Share:
    """How much of the giving is that of the top; of at least as many again there must be some besides."""
    if people < TOP + FEW:
        return "unclear" if people else "nobody"
    return _percent(top, all_)


def reciprocity(mutual: int, pairs: int, people: int) -> Share:
    """How many of the pairs of helper and helped stand the other way around too."""
    if people < FEWEST:
        return "unclear" if people else "nobody"
    return _percent(mutual, pairs)


def trend(active: Mapping[int, int], first: int, today: int) -> tuple[Point, ...]:
    """How many were active from the first day up to today, by day or, where it is long, by week.

    A week's average is that of its days that lie within, and without today.
    """
    if today - first < LONG_DAYS:
        return tuple(_point(day, active.get(day, 0)) for day in range(first, today + 1))
    weeks: dict[int, list[int]] = {}
    for day in range(first, today):
        weeks.setdefault(week_of(day), []).append(active.get(day, 0))
    return tuple(_point(monday, sum(numbers) / len(numbers)) for monday, numbers in weeks.items())


def halves(points: Sequence[Point]) -> tuple[float, float] | None:
    """The averages of a trend's earlier and later half; None where either has a point that is not told."""
    middle = len(points) // 2
    told = [point.active for point in points if point.active is not None]
    if middle == 0 or len(told) < len(points):
        return None
    later = told[-middle:]
    return sum(told[:middle]) / middle, sum(later) / middle


def _point(day: int, number: float) -> Point:
    return Point(day, None if 0 < number < FEW else round(number, 1))


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
