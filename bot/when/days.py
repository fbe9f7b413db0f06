"""Where a local day begins and ends, and the hours in which somebody wants quiet."""

from bisect import bisect_left
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

MINUTE = 60
DAY = 24 * 60 * MINUTE


class Day(NamedTuple):
    """A local day, from its first second up to the first of the next."""

    starts: int
    ends: int


def day_of(at: int, zone: str) -> Day:
    """The local day of an IANA zone in which this instant lies; 23 or 25 hours long where clocks change.

    Where clocks go back over midnight, the hour that comes again belongs to the day that had begun.
    """
    local = ZoneInfo(zone)
    today = datetime.fromtimestamp(at, local).date()
    day = Day(_begins(today, local), _begins(today + timedelta(days=1), local))
    return day if at < day.ends else Day(day.ends, _begins(today + timedelta(days=2), local))


def month_of(day: date) -> tuple[date, ...]:
    """All days of the month in which this one lies."""
    return tuple(day.replace(day=number) for number in range(1, monthrange(day.year, day.month)[1] + 1))


def _begins(day: date, local: ZoneInfo) -> int:
    midnight = datetime(day.year, day.month, day.day, tzinfo=local)
    first, second = (int(midnight.replace(fold=fold).timestamp()) for fold in (0, 1))
    if first <= second:
        return first
    # Clocks jump over this midnight: the day begins where they land, between its two readings.
    return second + bisect_left(
        range(second, first), day, key=lambda at: datetime.fromtimestamp(at, local).date()
    )


def in_quiet_hours(at: int, zone: str, start_minute: int, end_minute: int) -> bool:
    """Whether the clock on the wall stands in the quiet hours: minutes of the day, past midnight or not."""
    minute = _second_of_day(at, ZoneInfo(zone)) // MINUTE
    if start_minute <= end_minute:
        return start_minute <= minute < end_minute
    return minute >= start_minute or minute < end_minute


def quiet_until(at: int, zone: str, start_minute: int, end_minute: int) -> int:
    """The first instant from this one on at which it is not quiet."""
    local = ZoneInfo(zone)
    while in_quiet_hours(at, zone, start_minute, end_minute):
        ends = at + (end_minute * MINUTE - _second_of_day(at, local)) % DAY
        # Where the clocks change before that, the wall is read again at the change.
        at = _next_change(at, ends, local)
    return at


def _second_of_day(at: int, local: ZoneInfo) -> int:
    wall = datetime.fromtimestamp(at, local)
    return (wall.hour * 60 + wall.minute) * MINUTE + wall.second


def _next_change(at: int, until: int, local: ZoneInfo) -> int:
    """When the zone's offset changes between two instants less than a day apart; else the later one."""
    offset = datetime.fromtimestamp(at, local).utcoffset()
    if datetime.fromtimestamp(until, local).utcoffset() == offset:
        return until
    between = range(at, until)
    return at + bisect_left(
        between, True, key=lambda instant: datetime.fromtimestamp(instant, local).utcoffset() != offset
    )
