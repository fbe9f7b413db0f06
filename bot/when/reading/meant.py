"""Which day was meant, and so which instant: what a text says, laid on the calendar of a zone."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.when.occurring import instant
from bot.when.reading.clocks import MIDNIGHT, Clock, read_hour
from bot.when.reading.words import Said
from bot.when.repeating import LAST, WEEK, Repeats, day_in_month, nth_day, start_of_week
from bot.when.said import FURTHEST, Reading, Unread

_CLOCK = ("clock", "style", "half", "latin", "period")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The days that may be meant, in order. Only where `rolls` may one after the first be taken.

    `weekday` is one that was said besides, which the day has to have.
    """

    days: list[date]
    rolls: bool = False
    weekday: int | None = None


def read_instant(said: Said, now: float, zone: str, *, japanese: bool) -> Reading | Unread:
    """The instant and the repeats that were meant."""
    if said.until or said.only():
        return Unread("not-understood")
    if said.length is not None:
        return _ahead(said, now) if said.ahead and said.only("length", "ahead") else Unread("not-understood")
    today = datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    if said.every:
        return _again(said, today, now, zone, japanese=japanese)
    found = days_meant(said, today, japanese=japanese)
    clock = read_hour(said, tonight=said.shift == 0 or not said.days(), japanese=japanese)
    if isinstance(found, Unread):
        return found
    if isinstance(clock, Unread):
        return clock
    return _first_to_come(said, found, clock, now, zone)


def _ahead(said: Said, now: float) -> Reading | Unread:
    assert said.length is not None, "it was asked"
    if said.length == 0:
        return Unread("past")
    if said.length * 60 > FURTHEST.total_seconds():
        return Unread("impossible")
    # By the clock on the wall, which shows no seconds.
    return Reading(int(now) // 60 * 60 + said.length * 60)


def _first_to_come(said: Said, found: Days, clock: Clock, now: float, zone: str) -> Reading | Unread:
    minute = _minute_of(said, found, clock, now, zone)
    if isinstance(minute, Unread):
        return minute
    for passed, day in enumerate(found.days if found.rolls else found.days[:1]):
        reading = _at(day, minute, zone)
        if reading.at > now:
            if found.weekday in {None, day.weekday()}:
                return replace(reading, rolled=passed > 0 and not clock.turns)
            # With its weekday, a day that has passed can be known for what it is.
            known = any(one.weekday() == found.weekday for one in found.days[:passed])
            return Unread("past" if known else "impossible")
    return Unread("past")


def _minute_of(said: Said, found: Days, clock: Clock, now: float, zone: str) -> int | Unread:
    """The minute of the day that is named, unless it may be that of the night before or after."""
    first = found.days[0]
    if clock.turns and said.days():
        # 今日の深夜1時 is clear once today's has passed; 土曜の深夜1時 never is.
        if said.shift != 0 or instant(first, clock.minute, zone) > now:
            return Unread("ambiguous")
        return clock.minute + MIDNIGHT
    if clock.minute < MIDNIGHT or not (said.shift == 0 or said.only("weekdays", *_CLOCK)):
        return clock.minute
    # 25時 in the small hours: of the night that is, or of the one that comes?
    before = first - timedelta(days=WEEK if said.weekdays and said.shift is None else 1)
    return Unread("ambiguous") if _at(before, clock.minute, zone).at > now else clock.minute


def _at(day: date, minute: int, zone: str) -> Reading:
    day, minute = day + _ONE_DAY * (minute // MIDNIGHT), minute % MIDNIGHT
    at = instant(day, minute, zone)
    shown = datetime.fromtimestamp(at, ZoneInfo(zone)).replace(tzinfo=None)
    meant = datetime(day.year, day.month, day.day, minute // 60, minute % 60)  # noqa: DTZ001 - as on a wall
    return Reading(at, gap=int((shown - meant).total_seconds()) // 60)


# --- again and again


def _again(said: Said, today: date, now: float, zone: str, *, japanese: bool) -> Reading | Unread:
    if not said.only("every", "interval", "weekdays", "nth", "day", *_CLOCK):
        return Unread("not-understood")
    repeats = repeats_meant(said)
    clock = read_hour(said, tonight=said.every == "day", japanese=japanese)
    if isinstance(repeats, Unread):
        return repeats
    if isinstance(clock, Unread):
        return clock
    if clock.turns and repeats.every != "day":
        return Unread("ambiguous")
    minute = clock.minute
    if minute >= MIDNIGHT:
        # The small hours after a day are those of the next one.
        if repeats.every == "month":
            return Unread("not-understood")
        later = sorted((weekday + 1) % WEEK for weekday in repeats.weekdays)
        repeats, minute = replace(repeats, weekdays=tuple(later)), minute - MIDNIGHT
    # From the first day that comes; only what follows keeps the interval.
    once_each = replace(repeats, interval=1)
    for n in range(3):
        reading = _at(nth_day(once_each, today, n), minute, zone)
        if reading.at > now:
            return replace(reading, repeats=repeats)
    return Unread("impossible")


def repeats_meant(said: Said) -> Repeats | Unread:
    """How often was meant."""
    assert said.every is not None, "it was asked"
    if said.every == "week" and not said.weekdays:
        return Unread("ambiguous")
    if said.every == "month" and said.day is None and said.nth is None:
        return Unread("ambiguous")
    month_day = 31 if said.day == LAST else said.day
    try:
        return Repeats(said.every, said.interval or 1, said.weekdays or (), month_day, said.nth)
    except ValueError:
        return Unread("impossible" if said.day is not None else "not-understood")


# --- one day


def days_meant(said: Said, today: date, *, japanese: bool) -> Days | Unread:
    """The days that may be meant, nearest first."""
    if said.slashed:
        said_too = _slashed(said, japanese=japanese)
        if isinstance(said_too, Unread):
            return said_too
        said = said_too
    weekdays = said.weekdays or ()
    if len(weekdays) > 1 or said.every:
        return Unread("not-understood")
    try:
        found = _candidates(replace(said, **dict.fromkeys(_CLOCK)), today)
    except (ValueError, OverflowError):
        return Unread("impossible")
    if isinstance(found, Unread):
        return found
    if not found.days or found.days[0] - today > FURTHEST:
        return Unread("impossible")
    return replace(found, weekday=weekdays[0] if weekdays else None)


def _slashed(said: Said, *, japanese: bool) -> Said | Unread:
    assert said.slashed is not None, "it was asked"
    if said.month or said.day:
        return Unread("not-understood")
    month, day = said.slashed
    if not japanese and day <= 12 and month != day:
        if month <= 12:
            return Unread("ambiguous")
        month, day = day, month
    return replace(said, slashed=None, month=month, day=day)


def _candidates(said: Said, today: date) -> Days | Unread:
    weekday = said.weekdays[0] if said.weekdays else 0
    if said.only("weekdays", "year", "year_shift", "month", "month_shift", "day", "nth") and (
        said.day or said.nth
    ):
        return _by_the_calendar(said, today)
    if said.only("shift", "weekdays", "weeks_on") and said.shift is not None:
        return Days([today + timedelta(days=said.shift, weeks=said.weeks_on or 0)])
    if said.only("months_on") and said.months_on is not None:
        return Days([_months_later(today, said.months_on)])
    if said.only("week", "weekdays") and said.week is not None:
        if not said.weekdays:
            return Unread("ambiguous")
        return Days([start_of_week(today) + timedelta(days=weekday, weeks=said.week)])
    ahead = today + timedelta(days=(weekday - today.weekday()) % WEEK)
    if said.only("weekdays", "which") and said.weekdays:
        if said.which == "coming" and ahead == today:
            ahead += timedelta(weeks=1)
        return Days([ahead, ahead + timedelta(weeks=1)], rolls=said.which is None)
    if said.only("weekdays", "weeks_on") and said.weekdays:
        return Days([ahead + timedelta(weeks=said.weeks_on or 0)])
    return Days([today, today + _ONE_DAY], rolls=True) if said.only() else Unread("not-understood")


def _by_the_calendar(said: Said, today: date) -> Days | Unread:
    """A day of a month, in a year and month that are said or not."""
    year = said.year if said.year_shift is None else today.year + said.year_shift
    if said.year is not None and said.year_shift is not None:
        return Unread("not-understood")
    if said.month_shift is not None:
        if said.month is not None or year is not None:
            return Unread("not-understood")
        return Days(_in_month(said, today.year, today.month + said.month_shift))
    if said.month is None:
        # 第2土曜 alone may be one day or every month's.
        if said.nth is not None or year is not None:
            return Unread("ambiguous")
        coming = (_in_month(said, today.year, today.month + later) for later in range(3))
        return Days([day for days in coming for day in days], rolls=True)
    if not 1 <= said.month <= 12:
        return Unread("impossible")
    years = [today.year, today.year + 1] if year is None else [year]
    return Days([day for year in years for day in _in_month(said, year, said.month)], rolls=year is None)


def _in_month(said: Said, year: int, month: int) -> list[date]:
    """The day of this month (13 is the next January), if it has it."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if said.nth is not None:
        if said.day is not None or not said.weekdays:
            return []
        return [day_in_month(year, month, Repeats("month", 1, said.weekdays, nth=said.nth))]
    length = monthrange(year, month)[1]
    day = length if said.day == LAST else said.day or 0
    return [date(year, month, day)] if 1 <= day <= length else []


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    length = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, length))
