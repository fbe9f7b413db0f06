"""Which minute of a day was meant: 午後7時半, 9pm, 夜12時, 25時."""

from dataclasses import dataclass

from bot.when.reading.words import Said
from bot.when.said import Unread

HOUR, NOON, MIDNIGHT = 60, 12 * 60, 24 * 60
# 29:59 is the last minute of a Japanese day that goes on past midnight.
_LATEST_HOUR = 29
# From which hour to which a part of the day can mean an hour of the first half, and of the second.
_PARTS: dict[str, tuple[range, range]] = {
    "early": (range(10), range(0)),
    "morning": (range(12), range(0)),
    "noon": (range(10, 12), range(12, 18)),
    "afternoon": (range(0), range(12, 19)),
    "evening": (range(0), range(15, 24)),
    "night": (range(0), range(17, 24)),
    "late": (range(6), range(22, 24)),
}


@dataclass(frozen=True)
class Clock:
    """A minute counted from the day's midnight: 1440 and more are of the next day.

    `turns` is true for what lies at the turn of two days, so that with a day named it may mean either.
    """

    minute: int
    turns: bool = False


def read_hour(said: Said, *, tonight: bool, japanese: bool) -> Clock | Unread:
    """The minute that was meant, or why it is none. `tonight`: the day named is today."""
    if said.clock is None:
        return Unread("no-hour")
    hour, minute = said.clock
    latest = _LATEST_HOUR if said.style == "時" or (japanese and said.style == ":") else 24
    if minute >= HOUR or hour > latest or (hour == latest == 24 and minute):
        return Unread("impossible")
    if said.style == "midnight":
        return _midnight(said)
    half: int | Unread | None = _half(said, hour) if said.half else None
    if isinstance(half, Unread):
        return half
    if said.period:
        return _part_of_day(said, hour if half is None else half, minute, tonight=tonight)
    if half is not None:
        return Clock(half * HOUR + minute)
    if said.style in {"bare", "at"} and not (said.style == "at" and 13 <= hour < 24):
        return Unread("ambiguous" if 1 <= hour <= 12 else "not-understood")
    return Clock(hour * HOUR + minute)


def _midnight(said: Said) -> Clock | Unread:
    if said.half or said.period not in {None, "night"}:
        return Unread("not-understood")
    return Clock(MIDNIGHT) if said.period else Clock(0, turns=True)


def _half(said: Said, hour: int) -> int | Unread:
    """The hour of the whole day, by am and pm."""
    if hour == 12 and not said.latin:
        # 午前12時 is noon by the law and midnight by many clocks.
        return Unread("ambiguous")
    if said.half == "am":
        return hour % 12 if hour <= 12 else Unread("impossible")
    if hour > 12:
        return hour if hour < 24 else Unread("impossible")
    return hour % 12 + 12 if hour or not said.latin else Unread("impossible")


def _part_of_day(said: Said, hour: int, minute: int, *, tonight: bool) -> Clock | Unread:
    assert said.period is not None
    first, second = _PARTS[said.period]
    definite = said.half is not None
    if said.period == "night" and hour in {4, 5} and not definite:
        # 夜5時, tonight at 5: some are awake by then, some still.
        return Unread("ambiguous")
    if said.period in {"night", "late"} and (hour <= 5 or hour >= 24 or (hour == 12 and not definite)):
        return _past_midnight(said, hour, minute, tonight=tonight)
    if hour in second or (hour in first and (definite or hour + 12 not in second)):
        return Clock(hour * HOUR + minute)
    if not definite and hour + 12 in second:
        return Clock((hour + 12) * HOUR + minute)
    return Unread("impossible")


def _past_midnight(said: Said, hour: int, minute: int, *, tonight: bool) -> Clock | Unread:
    """夜12時, 深夜1時, tonight at 1am: the small hours belong to the night that began the day before."""
    if hour >= 24:
        return Clock(hour * HOUR + minute)
    if said.style in {"bare", "at"} and said.half is None and hour != 12:
        return Unread("ambiguous")
    small = hour % 12 * HOUR + minute
    if said.period == "late":
        return Clock(small, turns=True)
    if tonight or hour == 12 or (said.style == "時" and said.half is None):
        return Clock(MIDNIGHT + small)
    return Unread("ambiguous")
