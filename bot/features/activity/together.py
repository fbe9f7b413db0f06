"""What members do together: help that goes around, and sessions."""

from dataclasses import dataclass

from sqlalchemy import case, exists, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features import consent
from bot.features.activity.figures import TOP, Crowd, Share, concentration, crowd, reciprocity
from bot.features.activity.tables import members, standings
from bot.features.giving.tables import gives
from bot.features.sessions.tables import occurrences

RECIPROCITY_DAYS = 90


@dataclass(frozen=True)
class Giving:
    """Help that was given in a period, how much of it rests on the top, and how mutual it was lately."""

    gives: Crowd
    givers: Crowd
    top: Share
    reciprocity: Share


@dataclass(frozen=True)
class Meeting:
    """Sessions that began in a period, how often somebody was at one, and how many people these were.

    `average` is how often for each session; None where that is few, or there were no sessions.
    """

    sessions: int
    attended: Crowd
    people: Crowd
    average: float | None


async def giving(db: Database, guild_id: int, period: int, since: int, now: int) -> Giving:
    """`period` names the standings (`rules.period_of`); of mutual help what was given from `since` on."""
    mine = (
        standings.c.guild_id == guild_id,
        standings.c.period == period,
        standings.c.gives > literal_column("0"),
    )
    top = select(standings.c.gives).where(*mine).order_by(standings.c.gives.desc()).limit(TOP)
    async with db.read() as tx:
        people, given = (
            await tx.execute(select(func.count(), func.sum(standings.c.gives)).where(*mine))
        ).one()
        most = sum(await tx.scalars(top))
        mutual = await _mutual(tx, guild_id, since, now)
    # PostgreSQL's sums are no integers.
    given = int(given or 0)
    return Giving(crowd(given), crowd(people), concentration(most, given, people), mutual)


async def _mutual(tx: AsyncConnection, guild_id: int, since: int, now: int) -> Share:
    """Only of people who are counted; that they are, `members` says, and since when, what they agreed to."""
    helper, helped = gives.c.helper_id, gives.c.helped_id
    # Both ways between two people fall together; to look for the other way of each pair takes minutes.
    one = case((helper < helped, helper), else_=helped).label("one")
    other = case((helper < helped, helped), else_=helper).label("other")
    ways = func.count(helper.distinct()).label("ways")
    pairs = (
        select(one, other, ways)
        .where(
            gives.c.guild_id == guild_id,
            gives.c.given_at >= since,
            gives.c.given_at <= now,
            gives.c.counts,
            gives.c.undone_at.is_(None),
            gives.c.withdrawn_at.is_(None),
            *(
                exists().where(members.c.guild_id == guild_id, members.c.user_id == person)
                for person in (helper, helped)
            ),
            *(~consent.not_yet_counted(person, guild_id, gives.c.given_at) for person in (helper, helped)),
        )
        .group_by(one, other)
        .cte("pairs")
    )
    both = select(2 * func.count()).select_from(pairs).where(pairs.c.ways == 2)
    everybody = select(pairs.c.one).union(select(pairs.c.other)).subquery()
    counted = select(
        both.scalar_subquery(),
        select(func.sum(pairs.c.ways)).scalar_subquery(),
        select(func.count()).select_from(everybody).scalar_subquery(),
    )
    mutual, all_, people = (await tx.execute(counted)).one()
    return reciprocity(mutual, int(all_ or 0), people)


async def meeting(db: Database, guild_id: int, since: int, now: int, attended: int, people: int) -> Meeting:
    """Sessions that began from one instant on; how often and by how many they were attended is told."""
    here = occurrences.c
    which = (
        here.guild_id == guild_id,
        # By name, so that the index leads to them.
        here.state.in_(("ahead", "over")),
        here.starts_at >= since,
        here.starts_at <= now,
    )
    async with db.read() as tx:
        begun = await tx.scalar(select(func.count()).where(*which)) or 0
    often = crowd(attended)
    average = round(attended / begun, 1) if begun and often != "few" else None
    return Meeting(begun, often, crowd(people), average)
