"""How often something comes: the days a rule gives, by arithmetic, so that no series is too old."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeGuard, cast

Every = Literal["once", "day", "week", "month"]
# ISO order, as everywhere here: a week runs from Monday, 0, to Sunday, 6.
WEEK = 7
WORKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)
LAST = -1
MAX_INTERVAL = 99


@dataclass(frozen=True)
class Repeats:
    """How often something comes, without when it began. Raises ValueError for what makes no sense.

    "week" names its weekdays (Monday 0), in their order and each once. "month" names either a day, or the
    `nth` (1 to 4, or -1, the last) of one weekday. A day 29 to 31 is the last day of a shorter month:
    somebody who says "the 31st" of every month means its end. `interval` 2 is every other day, week or
    month, weeks beginning on Monday.
    """

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None
    nth: int | None = None

    def __post_init__(self) -> None:
        if not _fits(self):
            raise ValueError(self)

    def to_json(self) -> dict[str, object]:
        """A small dict of what is not as usual, for `from_json`."""
        kept: dict[str, object] = {"every": self.every}
        if self.interval != 1:
            kept["interval"] = self.interval
        if self.weekdays:
            kept["weekdays"] = list(self.weekdays)
        if self.month_day is not None:
            kept["month_day"] = self.month_day
        if self.nth is not None:
            kept["nth"] = self.nth
        return kept

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> "Repeats":
        """The same again. Raises ValueError for anything that `to_json` does not give."""
        every, interval, weekdays = kept.get("every"), kept.get("interval", 1), kept.get("weekdays", [])
        month_day, nth = kept.get("month_day"), kept.get("nth")
        known = kept.keys() <= {"every", "interval", "weekdays", "month_day", "nth"}
        if (
            not (known and _is_every(every) and _is_int(interval) and _are_ints(weekdays))
            or not (month_day is None or _is_int(month_day))
            or not (nth is None or _is_int(nth))
        ):
            raise ValueError(kept)
        return cls(every, interval, tuple(weekdays), month_day, nth)


def start_of_week(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def day_in_month(year: int, month: int, repeats: Repeats) -> date:
    """The one day that a monthly rule gives in this month."""
    first = date(year, month, 1)
    length = monthrange(year, month)[1]
    if repeats.month_day is not None:
        return first.replace(day=min(repeats.month_day, length))
    (weekday,) = repeats.weekdays
    if repeats.nth == LAST:
        end = first.replace(day=length)
        return end - timedelta(days=(end.weekday() - weekday) % WEEK)
    assert repeats.nth is not None, "a monthly rule has a day or an nth weekday"
    return first + timedelta(days=(weekday - first.weekday()) % WEEK + WEEK * (repeats.nth - 1))


def nth_day(repeats: Repeats, first: date, n: int) -> date:
    """The nth day of a rule from `first` on, counted from 0; `first` itself only if the rule gives it.

    Raises OverflowError or ValueError past the year 9999.
    """
    match repeats.every:
        case "once":
            if n:
                raise OverflowError(n)
            return first
        case "day":
            return first + timedelta(days=n * repeats.interval)
        case "week":
            n += _before_in_week(repeats, first)
            weeks, place = divmod(n, len(repeats.weekdays))
            days = weeks * repeats.interval * WEEK + repeats.weekdays[place]
            return start_of_week(first) + timedelta(days=days)
        case "month":
            n += _before_in_month(repeats, first)
            years, month = divmod(first.month - 1 + n * repeats.interval, 12)
            return day_in_month(first.year + years, month + 1, repeats)


def place_of(repeats: Repeats, first: date, day: date) -> int:
    """The least n of `nth_day` whose day is this one or comes after it."""
    if day <= first:
        return 0
    match repeats.every:
        case "once":
            return 1
        case "day":
            return -((first - day).days // repeats.interval)
        case "week":
            weeks = (start_of_week(day) - start_of_week(first)).days // WEEK
            turns, off = divmod(weeks, repeats.interval)
            size = len(repeats.weekdays)
            passed = size if off else sum(weekday < day.weekday() for weekday in repeats.weekdays)
            return max(0, turns * size + passed - _before_in_week(repeats, first))
        case "month":
            months = (day.year - first.year) * 12 + day.month - first.month
            turns, off = divmod(months, repeats.interval)
            passed = off or day_in_month(day.year, day.month, repeats) < day
            return max(0, turns + bool(passed) - _before_in_month(repeats, first))


def gives(repeats: Repeats, first: date, day: date) -> int | None:
    """Which n of the rule this day is, or None."""
    if day < first:
        return None
    n = place_of(repeats, first, day)
    try:
        return n if nth_day(repeats, first, n) == day else None
    except (OverflowError, ValueError):
        return None


def _before_in_week(repeats: Repeats, first: date) -> int:
    return sum(weekday < first.weekday() for weekday in repeats.weekdays)


def _before_in_month(repeats: Repeats, first: date) -> int:
    return int(day_in_month(first.year, first.month, repeats) < first)


def _fits(repeats: Repeats) -> bool:
    weekdays, month_day, nth = repeats.weekdays, repeats.month_day, repeats.nth
    in_order = list(weekdays) == sorted(set(weekdays) & set(range(WEEK)))
    if not (in_order and 1 <= repeats.interval <= MAX_INTERVAL):
        return False
    match repeats.every:
        case "once":
            return repeats.interval == 1 and not weekdays and month_day is None and nth is None
        case "day":
            return not weekdays and month_day is None and nth is None
        case "week":
            return bool(weekdays) and month_day is None and nth is None
        case "month" if nth is None:
            return not weekdays and month_day is not None and 1 <= month_day <= 31
        case "month":
            return len(weekdays) == 1 and month_day is None and nth in {1, 2, 3, 4, LAST}


def _is_every(kept: object) -> TypeGuard[Every]:
    return kept in ("once", "day", "week", "month")


def _is_int(kept: object) -> TypeGuard[int]:
    return type(kept) is int


def _are_ints(kept: object) -> TypeGuard[list[int]]:
    return isinstance(kept, list) and all(map(_is_int, cast("list[object]", kept)))


ONCE = Repeats("once")
