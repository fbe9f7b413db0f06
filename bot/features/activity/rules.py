"""What is counted, over which windows, and on which day something lies: without a database."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo

Metric = Literal[
    "messages",
    "replies",
    "reactions",
    "threads",
    "voice_seconds",
    "sessions",
    "hosted",
    "checkins",
    "gives",
    "takes",
    "days",
]
"""What is counted of somebody on a day: `replies` are among their `messages`, `sessions` those they were at.

`days` is 1 on a day on which they did something themselves; being thanked alone is no such thing.
"""
METRICS: tuple[Metric, ...] = get_args(Metric)
TOLD: tuple[Metric, ...] = ("messages", "replies", "reactions", "threads")
"""What Discord tells as it happens."""
GATHERED: tuple[Metric, ...] = ("voice_seconds", "sessions", "hosted", "checkins", "gives", "takes")
"""What other features keep, and is read from them."""
OWN_DOING: tuple[Metric, ...] = tuple(name for name in METRICS if name not in {"gives", "days"})

Window = Literal["week", "days30", "month", "year"]
"""Today and six days before; today and 29 before; this calendar month; this year. By the server's days."""
WINDOWS: tuple[Window, ...] = get_args(Window)
ROLLING: Mapping[Window, int] = {"week": 7, "days30": 30}

QUARTER = 15 * 60
"""In seconds. No zone's days begin within a quarter of an hour of UTC."""
NEWCOMER_SECONDS = 7 * 24 * 60 * 60
"""Somebody whose first message comes so soon after they joined is a newcomer."""
_DISCORD_EPOCH = 1_420_070_400_000


def sent_at(snowflake: int) -> int:
    """When what bears this id was made, in UTC seconds."""
    return ((snowflake >> 22) + _DISCORD_EPOCH) // 1000


def id_at(at: int) -> int:
    """The smallest id of what is made at this instant."""
    return max(0, at * 1000 - _DISCORD_EPOCH) << 22


def local_day(at: int, zone: str) -> int:
    """The day of a zone in which an instant lies, as days are kept: its ordinal, `date.toordinal`."""
    return local_hour(at // QUARTER, zone)[0]


@lru_cache(maxsize=4096)
def local_hour(quarter: int, zone: str) -> tuple[int, int]:
    """The day and the hour (0 to 23) of a zone in which a quarter of an hour lies, counted from 1970."""
    local = datetime.fromtimestamp(quarter * QUARTER, UTC).astimezone(ZoneInfo(zone))
    return local.date().toordinal(), local.hour


def period_of(window: Window, today: int) -> int:
    """How a window's standings are named: 7, 30, a year as 2026 or a month as 202611."""
    if window in ROLLING:
        return ROLLING[window]
    day = date.fromordinal(today)
    return day.year if window == "year" else day.year * 100 + day.month


def first_day(window: Window, today: int) -> int:
    """The first day of a window that goes up to today."""
    if window in ROLLING:
        return today - ROLLING[window] + 1
    day = date.fromordinal(today)
    return day.replace(month=1 if window == "year" else day.month, day=1).toordinal()


def past_periods_below(today: int) -> tuple[int, int]:
    """Years below the first number and months below the second are over."""
    day = date.fromordinal(today)
    return day.year, day.year * 100 + day.month


def week_of(day: int) -> int:
    """The Monday of a day's week."""
    return (date.fromordinal(day) - timedelta(days=date.fromordinal(day).weekday())).toordinal()
