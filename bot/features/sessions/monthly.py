"""What a month brings: each time of each series, known from its plan alone."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.db import Database
from bot.features.sessions.reading import running
from bot.features.sessions.rules import MINUTE, Series, Viewer
from bot.when import instant, month_of, occurrences

MOST_TIMES = 100  # of one series in a month: a rule gives one a day, and some may be moved there


class Time(NamedTuple):
    """One time that a series comes: its instant, and the day and minute that a reader's clock shows then."""

    at: int
    day: date
    minute: int
    series: Series


async def month_ahead(
    db: Database, guild_id: int, viewer: Viewer, day: date, zone: str, now: int
) -> tuple[Time, ...]:
    """`times_of` all series of this server that this viewer sees."""
    return times_of(await running(db, guild_id, viewer), day, zone, now)


def times_of(found: Iterable[Series], day: date, zone: str, now: int) -> tuple[Time, ...]:
    """When these series come in the month of this day, by its start: what is on now and what is to come.

    The month and its days are those of `zone`. Of a series that rests there is none.
    """
    days = month_of(day)
    begins, ends = instant(days[0], 0, zone), instant(days[-1] + timedelta(days=1), 0, zone)
    times: list[Time] = []
    for one in found:
        if one.paused_at is None and one.ended_at is None:
            after = max(begins - 1, now - one.minutes * MINUTE)
            coming = occurrences(one.plan, after, limit=MOST_TIMES, before=ends)
            times += [_read(each.starts_at, zone, one) for each in coming]
    return tuple(sorted(times, key=lambda time: (time.at, time.series.id)))


def _read(at: int, zone: str, one: Series) -> Time:
    wall = datetime.fromtimestamp(at, ZoneInfo(zone))
    return Time(at, wall.date(), wall.hour * 60 + wall.minute, one)
