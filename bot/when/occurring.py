"""When a series comes: a rule over the wall clock of one zone, with its exceptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from heapq import merge
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from bot.when.public_holidays import is_holiday
from bot.when.repeating import Repeats, gives, nth_day, place_of

MINUTES_A_DAY = 24 * 60
# When all that a rule gives for so long is left out, a series counts as over.
PATIENCE = timedelta(days=20 * 366)

_ONE_DAY = timedelta(days=1)
# Beyond these instants a local date does not exist, or might not.
_FIRST_DAY, _LAST_DAY = date(1, 1, 3), date(9999, 12, 29)


@dataclass(frozen=True)
class Plan:
    """When a series comes. Raises ValueError for what makes no sense.

    `zone` is an IANA name, `minute` the local minute of the day (0 to 1439). The rule counts from `first`,
    which is the first occurrence if the rule gives that day. `until` is the last day that may come, and
    `count` how many days the rule gives in all, counted before anything is taken out, as calendars do.

    Left out are days that are `skipped`, public holidays of the country `holidays` (an ISO code; nothing is
    left out for one that is not known), and days of `away` (both ends included). `moved` gives the
    occurrence of a day another instant: then only the day to which it was moved can lie in `away`, and no
    holiday takes it. A day that is both skipped and moved is skipped; one that the rule does not give is
    not heeded.

    An hour that the clocks skip moves forward by the gap, one that comes twice happens the first time. A
    day that a zone left out altogether has no occurrence.
    """

    zone: str
    first: date
    minute: int
    repeats: Repeats
    until: date | None = None
    count: int | None = None
    holidays: str | None = None
    skipped: frozenset[date] = frozenset()
    moved: Mapping[date, int] = field(default_factory=dict[date, int], hash=False)
    away: tuple[tuple[date, date], ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.minute < MINUTES_A_DAY or (self.count is not None and self.count < 0):
            raise ValueError(self)
        if any(leaves > returns for leaves, returns in self.away):
            raise ValueError(self)


@dataclass(frozen=True)
class Occurrence:
    """One time that a series comes.

    `day` is the local date that the rule gives and stays the same however the occurrence is moved, so it
    can name it; `starts_at` is in UTC seconds.
    """

    day: date
    starts_at: int
    moved: bool = False


def instant(day: date, minute: int, zone: str) -> int:
    """When the clock on the wall shows this minute of this day: UTC seconds.

    In an hour that the clocks skip it moves forward by the gap; of an hour that comes twice it is the first.
    """
    return int(_wall(day, minute, zone).timestamp())


def occurrences(plan: Plan, after: float, *, limit: int, before: float | None = None) -> list[Occurrence]:
    """The next ones that start after one instant (and before another), by their start.

    The work does not grow with the age of a series.
    """
    moved = [one for one in _moved(plan) if one.starts_at > after]
    found = islice(merge(moved, _ruled(plan, after), key=lambda one: one.starts_at), limit)
    return list(takewhile(lambda one: before is None or one.starts_at < before, found))


def next_occurrence(plan: Plan, after: float) -> Occurrence | None:
    """The first one that starts after this instant."""
    return next(iter(occurrences(plan, after, limit=1)), None)


def occurrence(plan: Plan, day: date) -> Occurrence | None:
    """The one that the rule gives on this local day, wherever it was moved; None if it does not come."""
    if not _planned(plan, day):
        return None
    if day in plan.moved:
        one = Occurrence(day, plan.moved[day], moved=True)
        return None if _away(plan, _local_day(one.starts_at, plan.zone)) else one
    return None if _left_out(plan, day) else _on(plan, day)


def _moved(plan: Plan) -> list[Occurrence]:
    found = (occurrence(plan, day) for day in plan.moved)
    return sorted((one for one in found if one), key=lambda one: one.starts_at)


def _ruled(plan: Plan, after: float) -> Iterator[Occurrence]:
    """What comes where the rule puts it, from just before an instant on, by day and so by start."""
    # A gap can carry an occurrence over midnight.
    start = _local_day(after, plan.zone) - _ONE_DAY
    n, heard_of = place_of(plan.repeats, plan.first, start), max(start, plan.first)
    while plan.count is None or n < plan.count:
        try:
            day = nth_day(plan.repeats, plan.first, n)
        except (OverflowError, ValueError):
            return
        if day > (plan.until or _LAST_DAY) or day - heard_of > PATIENCE:
            return
        n += 1
        returns = _away(plan, day)
        if returns:
            n = max(n, place_of(plan.repeats, plan.first, min(returns, _LAST_DAY) + _ONE_DAY))
        elif not (day in plan.skipped or day in plan.moved or _left_out(plan, day)):
            one = _on(plan, day)
            if one is not None and one.starts_at > after:
                heard_of = day
                yield one


def _planned(plan: Plan, day: date) -> bool:
    n = gives(plan.repeats, plan.first, day)
    within = n is not None and (plan.count is None or n < plan.count)
    return within and day <= (plan.until or _LAST_DAY) and day not in plan.skipped


def _left_out(plan: Plan, day: date) -> bool:
    if _away(plan, day):
        return True
    return plan.holidays is not None and is_holiday(day, plan.holidays)


def _away(plan: Plan, day: date) -> date | None:
    """The last day of the vacation in which this one lies."""
    return max((returns for leaves, returns in plan.away if leaves <= day <= returns), default=None)


def _on(plan: Plan, day: date) -> Occurrence | None:
    wall = _wall(day, plan.minute, plan.zone)
    before, after = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    assert before is not None, "the time of a zone has an offset"
    assert after is not None, "the time of a zone has an offset"
    return None if after - before >= _ONE_DAY else Occurrence(day, int(wall.timestamp()))


def _wall(day: date, minute: int, zone: str) -> datetime:
    # The first reading of a wall clock that skips this minute lies after the gap, by as much.
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ZoneInfo(zone))


def _local_day(at: float, zone: str) -> date:
    first, last = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (_FIRST_DAY, _LAST_DAY))
    at = min(max(at, first.timestamp()), last.timestamp())
    return datetime.fromtimestamp(at, ZoneInfo(zone)).date()
