"""A member week by week, and never finer: what they did, and when they were last seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.db import Database
from bot.features import consent
from bot.features.activity.reading import Day, last_seen, member, today
from bot.features.activity.rules import METRICS, Metric, local_day, week_of
from bot.features.settings import server

WEEKS = 12
WEEK = 7
QUIET_DAYS = range(7, 366)


@dataclass(frozen=True)
class Week:
    """How many days of a week somebody was active on, from its Monday."""

    monday: date
    active: int


@dataclass(frozen=True)
class Portrait:
    """What a member did in the last twelve weeks, this one among them, and the Monday of the week in which
    they were last seen.
    """

    weeks: tuple[Week, ...]
    counts: Mapping[Metric, int]
    seen: date | None

    @property
    def weeks_away(self) -> int | None:
        """How many weeks ago that was, 0 for this one."""
        return None if self.seen is None else (self.weeks[-1].monday - self.seen).days // WEEK


@dataclass(frozen=True)
class Quiet:
    """Somebody who asked to be missed, and the Monday of the week since which nobody has seen them."""

    user_id: int
    since: date


async def portrait(db: Database, guild_id: int, user_id: int, now: int) -> Portrait | None:
    """What there is to say of a member; None when nothing is counted of them, or they said no to it."""
    if await consent.uncounted(db, [(guild_id, user_id)]):
        return None
    day = await today(db, guild_id, now)
    seen = (await last_seen(db, guild_id, [user_id])).get(user_id)
    first = week_of(day) - (WEEKS - 1) * WEEK
    days = await member(db, guild_id, user_id, first, day)
    if seen is None and not days:
        return None
    return portray(days, seen, day)


def portray(days: tuple[Day, ...], seen: int | None, today: int) -> Portrait:
    """The last twelve weeks of somebody's days."""
    first = week_of(today) - (WEEKS - 1) * WEEK
    active = dict.fromkeys(range(first, today + 1, WEEK), 0)
    for one in days:
        if one.day >= first:
            active[week_of(one.day)] += one.counts["days"]
    sums: dict[Metric, int] = {name: sum(one.counts[name] for one in days) for name in METRICS}
    weeks = tuple(Week(date.fromordinal(monday), number) for monday, number in active.items())
    return Portrait(weeks, sums, None if seen is None else date.fromordinal(week_of(seen)))


async def quiet(db: Database, guild_id: int, days: int, now: int) -> tuple[Quiet, ...]:
    """Those who asked to be missed and have not been seen for so many days, the longest first.

    By whole weeks: somebody is quiet once the last day of the week in which they were seen is so long ago.
    Nobody is before their yes, or the counting, is as old. Of who said no to being counted nothing is known.
    """
    since = (await consent.counting_since(db, [guild_id])).get(guild_id)
    asked = await consent.said_yes_at(db, guild_id, "ask_after")
    if since is None or not asked:
        return ()
    people = [(guild_id, user_id) for user_id in asked]
    refused = await consent.uncounted(db, people)
    counted = await consent.counted_from(db, people)
    zone = (await server(db, guild_id)).zone
    seen = await last_seen(db, guild_id, asked)
    last = local_day(now, zone) - days
    found: list[Quiet] = []
    for user_id, at in asked.items():
        heard = max(at, since, counted.get((guild_id, user_id), 0))
        monday = week_of(max(seen.get(user_id, 0), local_day(heard, zone)))
        if (guild_id, user_id) not in refused and monday + WEEK - 1 <= last:
            found.append(Quiet(user_id, date.fromordinal(monday)))
    return tuple(sorted(found, key=lambda one: (one.since, one.user_id)))
