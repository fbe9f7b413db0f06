"""What is handed out: everybody on a board, or a server's days; a page at a time."""

from bisect import bisect_right
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from datetime import date

from bot.db import Database
from bot.features import activity, consent
from bot.features.activity import METRICS, Metric, Place, Window
from bot.features.exports.files import Cell

PLACE_COLUMNS = ("rank", "member_id", "name", "points")
_COUNTED: tuple[Metric, ...] = tuple(metric for metric in METRICS if metric != "days")
DAY_COLUMNS = ("day", "active_members", *_COUNTED)

When = Window | tuple[int, int]
"""A window of boards; or a first and a last day, both among them."""


async def everybody(
    db: Database, guild_id: int, metric: Metric, when: When, now: int
) -> AsyncIterator[tuple[Place, ...]]:
    """Everybody who did any of it: in a window the most first, between two days by id.

    Ranks are as on boards. Whoever said no to being counted is not there, though they were a moment ago.
    """
    if isinstance(when, tuple):
        pages = _between(db, guild_id, metric, *when)
    else:
        pages = activity.everybody(db, guild_id, metric, when, now)
    async for page in pages:
        refused = await consent.uncounted(db, [(guild_id, place.user_id) for place in page])
        yield tuple(place for place in page if (guild_id, place.user_id) not in refused)


async def how_many(db: Database, guild_id: int, metric: Metric, when: When, now: int) -> int:
    """How many `everybody` gives, at most."""
    if isinstance(when, tuple):
        return await activity.people(db, guild_id, *when)
    return await activity.size(db, guild_id, metric, when, now)


async def days(db: Database, guild_id: int, first: int, last: int) -> tuple[tuple[Cell, ...], ...]:
    """A server's days as rows of `DAY_COLUMNS`, from the first of which anything is known."""
    found: dict[int, Mapping[Metric, int]] = {
        one.day: one.counts for one in await activity.totals(db, guild_id, first, last)
    }
    return tuple(
        (
            date.fromordinal(day).isoformat(),
            found[day]["days"] if day in found else 0,
            *(found[day][metric] if day in found else 0 for metric in _COUNTED),
        )
        for day in range(min(found, default=last + 1), last + 1)
    )


async def _between(
    db: Database, guild_id: int, metric: Metric, first: int, last: int
) -> AsyncIterator[tuple[Place, ...]]:
    """By id, for that needs no room. How many have so many points is all that ranks need to be known by."""
    counted = Counter[int]()
    async for page in activity.sums(db, guild_id, first, last):
        counted.update(sums[metric] for _, sums in page)
    points = sorted(counted)
    upto = [0]
    for one in points:
        upto.append(upto[-1] + counted[one])
    async for page in activity.sums(db, guild_id, first, last):
        yield tuple(
            Place(1 + upto[-1] - upto[bisect_right(points, sums[metric])], user_id, sums[metric])
            for user_id, sums in page
            if sums[metric] > 0
        )
