"""Newcomers: whether somebody replied to them, and whether they came again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features.activity.figures import FEW, Crowd, Share, crowd, share
from bot.features.activity.rules import local_day
from bot.features.activity.tables import members, newcomers
from bot.when import instant

RETENTION_WEEKS = (1, 4, 12)
MOST_FOLLOWED = 1000
"""So many newcomers, the latest, are looked after at most: enough for a share, however large the server."""
DAY_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Welcome:
    """How those who joined in a period were met.

    `replied` is the share of them to whom somebody replied within a day of their first message, of those
    whose day is over or who have a reply. `median_seconds` is the median time to the first reply, of those
    who have one; None where these are fewer than `FEW`.
    """

    people: Crowd
    replied: Share
    median_seconds: int | None


@dataclass(frozen=True)
class Return:
    """Of newcomers whose `week` after joining ended in a period, how many were active in it."""

    week: int
    people: Crowd
    share: Share


class _Span(NamedTuple):
    """Local days of a server, both among them."""

    guild_id: int
    zone: str
    first: int
    last: int

    def joined(self) -> ColumnElement[bool]:
        begins, ends = (instant(date.fromordinal(day), 0, self.zone) for day in (self.first, self.last + 1))
        joined_at = newcomers.c.joined_at
        return and_(newcomers.c.guild_id == self.guild_id, joined_at >= begins, joined_at < ends)


async def welcome(db: Database, guild_id: int, zone: str, first: int, last: int, now: int) -> Welcome:
    """How those newcomers were met who joined on these days."""
    joined = _Span(guild_id, zone, first, last).joined()
    waited = newcomers.c.first_reply_at - newcomers.c.first_at
    soon = func.count(case((waited <= DAY_SECONDS, 1)))
    answered = newcomers.c.first_reply_at.is_not(None)
    judged = func.count(case((answered | (newcomers.c.first_at <= now - DAY_SECONDS), 1)))
    counts = select(func.count(), func.count(newcomers.c.first_reply_at), soon, judged).where(joined)
    async with db.read() as tx:
        people, replies, in_time, of = (await tx.execute(counts)).one()
        median = None
        if replies >= FEW:
            # Of an even number of them the two in the middle.
            waits = select(waited).where(joined, answered).order_by(waited)
            middle = waits.offset((replies - 1) // 2).limit(2 - replies % 2)
            found = list(await tx.scalars(middle))
            median = sum(found) // len(found)
    return Welcome(crowd(people), share(in_time, of), median)


async def returned(
    db: Database, guild_id: int, zone: str, week: int, first: int, last: int, *, kept_from: int
) -> Return:
    """Of newcomers whose `week` after joining ended on one of these days, how many were active in it.

    Week 1 are days 7 to 13 after the day of joining. Weeks of which the first day lies before `kept_from`
    are left out, and all but the latest `MOST_FOLLOWED` newcomers.
    """
    after = 7 * week
    span = _Span(guild_id, zone, max(first - after - 6, kept_from - after), last - after - 6)
    if span.first > span.last:
        return Return(week, 0, share(0, 0))
    which = (
        select(newcomers.c.user_id, newcomers.c.joined_at, members.c.seen_day)
        .join(
            members,
            and_(members.c.guild_id == guild_id, members.c.user_id == newcomers.c.user_id),
            isouter=True,
        )
        .where(span.joined())
        .order_by(newcomers.c.joined_at.desc(), newcomers.c.user_id.desc())
        .limit(MOST_FOLLOWED)
    )
    async with db.read() as tx:
        rows = (await tx.execute(which)).all()
        begins = {row.user_id: local_day(row.joined_at, zone) + after for row in rows}
        # Who was not seen since then was not there then; a day of anybody else is a search in the key.
        since = [
            row.user_id for row in rows if row.seen_day is not None and row.seen_day >= begins[row.user_id]
        ]
        there = await _active(tx, guild_id, {user_id: begins[user_id] for user_id in since})
    return Return(week, crowd(len(rows)), share(there, len(rows)))


async def _active(tx: AsyncConnection, guild_id: int, begins: Mapping[int, int]) -> int:
    """How many of these members were active in the week that begins for them on this day."""
    keys = [(day, user_id) for user_id, first in begins.items() for day in range(first, first + 7)]
    if tx.dialect.name == "sqlite":
        listed = {"keys": json.dumps(keys)}
    else:
        listed = {"days": [day for day, _ in keys], "people": [user_id for _, user_id in keys]}
    return await tx.scalar(_THERE[tx.dialect.name], {"guild": guild_id, **listed}) or 0


# Each key is a search of its own, from the list to the days: the other way around, all days would be read.
_THERE = {
    "sqlite": text(
        "SELECT count(DISTINCT d.user_id) FROM json_each(:keys) AS k CROSS JOIN activity_days AS d "
        "WHERE d.guild_id = :guild AND d.day = json_extract(k.value, '$[0]') "
        "AND d.user_id = json_extract(k.value, '$[1]') AND d.days > 0"
    ),
    "postgresql": text(
        "SELECT count(DISTINCT d.user_id) "
        "FROM unnest(CAST(:days AS integer[]), CAST(:people AS bigint[])) AS k (day, user_id) "
        "JOIN activity_days AS d ON d.guild_id = :guild AND d.day = k.day AND d.user_id = k.user_id "
        "WHERE d.days > 0"
    ),
}
