"""Looking back: a member's days, a server's, its hours, who came new and when somebody was last seen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features import settings
from bot.features.activity.rules import METRICS, Metric, local_day
from bot.features.activity.tables import days, hours, members, newcomers
from bot.features.activity.tables import totals as of_servers

_PEOPLE_AT_ONCE = 1000


@dataclass(frozen=True)
class Day:
    """A server-local day and what was counted, zeros too. Of a server, `days` is how many were active."""

    day: int
    counts: Mapping[Metric, int]

    @property
    def date(self) -> date:
        return date.fromordinal(self.day)


class Hour(NamedTuple):
    """What was written in a local hour (0 to 23) of a weekday (Monday 0), over all days asked for."""

    weekday: int
    hour: int
    messages: int
    reactions: int


@dataclass(frozen=True)
class Newcomer:
    """Somebody whose first message came within a week of joining, while the server counted.

    `first_reply_at` is when somebody else first replied to anything they wrote. Instants are UTC seconds.
    """

    user_id: int
    joined_at: int
    first_message_id: int
    first_at: int
    first_reply_at: int | None


async def today(db: Database, guild_id: int, now: int) -> int:
    """The server's local day at this instant, as an ordinal: what other functions here call a day."""
    return local_day(now, (await settings.server(db, guild_id)).zone)


async def day_in(tx: AsyncConnection, db: Database, guild_id: int, now: int) -> int:
    """`today`, seen in a transaction that is open."""
    return await today(db.within(tx), guild_id, now)


async def member(db: Database, guild_id: int, user_id: int, first: int, last: int) -> tuple[Day, ...]:
    """A member's days from one to another, both among them, the earliest first; those of nothing left out."""
    which = (
        days.c.guild_id == guild_id,
        # Each day is a search in the key; a range would read everybody's.
        days.c.day.in_(range(first, last + 1)),
        days.c.user_id == user_id,
    )
    async with db.read() as tx:
        return tuple(_day(row) for row in await tx.execute(select(days).where(*which).order_by(days.c.day)))


async def totals(db: Database, guild_id: int, first: int, last: int) -> tuple[Day, ...]:
    """A server's days from one to another, both among them, the earliest first; those of nothing left out."""
    which = (of_servers.c.guild_id == guild_id, of_servers.c.day.between(first, last))
    async with db.read() as tx:
        found = await tx.execute(select(of_servers).where(*which).order_by(of_servers.c.day))
        return tuple(_day(row) for row in found)


async def people(db: Database, guild_id: int, first: int, last: int) -> int:
    """How many different members were active from one day to another, both among them.

    It reads each of these days: for the windows that are kept, `size` by `days` is quicker.
    """
    which = (days.c.guild_id == guild_id, days.c.day.between(first, last), days.c.days > 0)
    async with db.read() as tx:
        return await tx.scalar(select(func.count(days.c.user_id.distinct())).where(*which)) or 0


async def heat(db: Database, guild_id: int, first: int, last: int) -> tuple[Hour, ...]:
    """In which hours of which weekdays was written, from one day to another; hours of nothing left out."""
    which = (hours.c.guild_id == guild_id, hours.c.day.between(first, last))
    found: dict[tuple[int, int], list[int]] = {}
    async with db.read() as tx:
        for row in await tx.execute(select(hours).where(*which)):
            sums = found.setdefault((date.fromordinal(row.day).weekday(), row.hour), [0, 0])
            sums[0] += row.messages
            sums[1] += row.reactions
    return tuple(Hour(*when, *sums) for when, sums in sorted(found.items()))


async def last_seen(db: Database, guild_id: int, user_ids: Collection[int]) -> Mapping[int, int]:
    """The last day on which these members did something that is counted; who never did is left out."""
    ids = list(dict.fromkeys(user_ids))
    found: dict[int, int] = {}
    async with db.read() as tx:
        for start in range(0, len(ids), _PEOPLE_AT_ONCE):
            part = ids[start : start + _PEOPLE_AT_ONCE]
            which = (
                members.c.guild_id == guild_id,
                members.c.user_id.in_(part),
                members.c.seen_day.is_not(None),
            )
            rows = await tx.execute(select(members.c.user_id, members.c.seen_day).where(*which))
            found |= {row.user_id: row.seen_day for row in rows}
    return found


async def arrived(db: Database, guild_id: int, since: int, until: int) -> tuple[Newcomer, ...]:
    """Newcomers who joined from one instant up to before another, the earliest first."""
    which = (
        newcomers.c.guild_id == guild_id,
        newcomers.c.joined_at >= since,
        newcomers.c.joined_at < until,
    )
    async with db.read() as tx:
        found = await tx.execute(
            select(newcomers).where(*which).order_by(newcomers.c.joined_at, newcomers.c.user_id)
        )
        return tuple(Newcomer(*row[1:]) for row in found)


def _day(row: Row[Any]) -> Day:
    return Day(row.day, {name: getattr(row, name) for name in METRICS})
