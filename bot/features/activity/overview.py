"""A community in numbers: all figures of an overview, read at once. Nobody's id is in it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from bot.db import Database
from bot.features import consent, settings
from bot.features.activity.boards import size
from bot.features.activity.figures import (
    FEW,
    Crowd,
    Point,
    Share,
    crowd,
    per_day,
    share,
    stickiness,
    trend,
)
from bot.features.activity.gathering import freshen
from bot.features.activity.newcomers import RETENTION_WEEKS, Return, Welcome, returned, welcome
from bot.features.activity.reading import Hour, heat, totals
from bot.features.activity.rules import Window, first_day, local_day, period_of
from bot.features.activity.tables import totals as of_servers
from bot.features.activity.together import RECIPROCITY_DAYS, Giving, Meeting, giving, meeting
from bot.when import instant

_DAY = 24 * 60 * 60
_MONTH_DAYS = 30


@dataclass(frozen=True)
class Overview:
    """How a community fares. Days are ordinals of the server's local days; figures as in `docs/metrics.md`.

    The period goes from `first` to `today`; `counted_from` is the first day of which there are counts. With
    `counts`, the server counts at this moment. `heat` is empty where few were active.
    """

    window: Window
    zone: str
    first: int
    today: int
    counted_from: int
    counts: bool
    daily: float | None
    weekly: Crowd
    monthly: Crowd
    active: Crowd
    stickiness: Share
    welcome: Welcome
    returns: tuple[Return, ...]
    meeting: Meeting
    checked_in: Share
    checkins: Crowd
    giving: Giving
    trend: tuple[Point, ...]
    heat: tuple[Hour, ...]


async def overview(db: Database, guild_id: int, window: Window, now: int) -> Overview | None:
    """All figures over a window up to now, freshened; None where nothing was ever counted.

    Nobody's days are read but those of newcomers, at most a thousand for each week of retention.
    """
    await freshen(db, guild_id, now)
    chosen = await settings.server(db, guild_id)
    since = (await consent.counting_since(db, [guild_id])).get(guild_id)
    today = local_day(now, chosen.zone)
    kept_from = await _kept_from(db, guild_id, today - chosen.retention_days + 1)
    if kept_from is None:
        return None
    first = first_day(window, today)
    begins = max(first, kept_from)
    found = await totals(db, guild_id, min(begins, today - _MONTH_DAYS + 1), today)
    by_day = {one.day: one.counts["days"] for one in found}
    sums = {name: sum(one.counts[name] for one in found if one.day >= begins) for name in _SUMS}
    people = {name: await size(db, guild_id, name, window, now) for name in _PEOPLE}
    weekly, monthly = [await size(db, guild_id, "days", rolling, now) for rolling in _ROLLING]
    over = today - 1
    return Overview(
        window=window,
        zone=chosen.zone,
        first=first,
        today=today,
        counted_from=kept_from,
        counts=since is not None,
        daily=_told(per_day(by_day, begins, today)),
        weekly=crowd(weekly),
        monthly=crowd(monthly),
        active=crowd(people["days"]),
        stickiness=stickiness(per_day(by_day, max(today - _MONTH_DAYS + 1, kept_from), today), monthly),
        welcome=await welcome(db, guild_id, chosen.zone, first, today, now),
        returns=tuple(
            [
                await returned(db, guild_id, chosen.zone, week, first, over, kept_from=kept_from)
                for week in RETENTION_WEEKS
            ]
        ),
        meeting=await meeting(
            db, guild_id, _begin(begins, chosen.zone), now, sums["sessions"], people["sessions"]
        ),
        checked_in=share(people["checkins"], people["days"]),
        checkins=crowd(sums["checkins"]),
        giving=await giving(
            db, guild_id, period_of(window, today), max(now - RECIPROCITY_DAYS * _DAY, since or 0), now
        ),
        trend=trend(by_day, begins, today),
        heat=await heat(db, guild_id, first, today) if people["days"] >= FEW else (),
    )


_SUMS = ("sessions", "checkins")
_PEOPLE = ("days", "sessions", "checkins")
_ROLLING: tuple[Window, ...] = ("week", "days30")


async def _kept_from(db: Database, guild_id: int, oldest: int) -> int | None:
    which = (of_servers.c.guild_id == guild_id, of_servers.c.day >= oldest)
    async with db.read() as tx:
        return await tx.scalar(select(func.min(of_servers.c.day)).where(*which))


def _begin(day: int, zone: str) -> int:
    return instant(date.fromordinal(day), 0, zone)


def _told(average: float) -> float | None:
    """An average of people; None where it is few."""
    return None if 0 < average < FEW else round(average, 1)
