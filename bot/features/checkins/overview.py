"""What moderators see of check-ins: who checks in and how many, and energy of ten or more, as one number."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from bot.db import Database
from bot.features import consent, settings
from bot.features.checkins.rules import local_day
from bot.features.checkins.tables import checkins, plans

PEOPLE = 10
"""Of fewer nothing is said."""


@dataclass(frozen=True)
class Overview:
    """`energy` is that of the last whole week, to the nearest half; None where fewer than ten told theirs."""

    taking_part: int
    week: date
    energy: float | None


async def overview(db: Database, guild_id: int, now: int) -> Overview:
    """What moderators see. A week that has ended: one more answer cannot be told from the number."""
    zone = (await settings.server(db, guild_id)).zone
    today = local_day(now, zone)
    week = today - timedelta(days=today.weekday() + 7)
    each = (
        select(func.avg(checkins.c.energy).label("own"))
        .where(
            checkins.c.guild_id == guild_id,
            checkins.c.day >= week.isoformat(),
            checkins.c.day < (week + timedelta(days=7)).isoformat(),
            checkins.c.energy.is_not(None),
        )
        # Somebody who tells it every day weighs no more than others.
        .group_by(checkins.c.user_id)
        .subquery()
    )
    async with db.read() as tx:
        asked = frozenset(await tx.scalars(select(plans.c.user_id).where(plans.c.guild_id == guild_id)))
        people, average = (await tx.execute(select(func.count(), func.avg(each.c.own)))).one()
    agreed = await consent.who_agrees(db, guild_id, "checkins", asked)
    told = round(float(average) * 2) / 2 if people >= PEOPLE else None
    return Overview(len(agreed), week, told)


async def said_in(db: Database, guild_id: int, since: int, until: int) -> tuple[tuple[int, int], ...]:
    """When somebody checked in, and who, from one instant up to before another; nothing of what they said."""
    which = (checkins.c.guild_id == guild_id, checkins.c.at >= since, checkins.c.at < until)
    async with db.read() as tx:
        found = await tx.execute(select(checkins.c.at, checkins.c.user_id).where(*which))
        return tuple((row.at, row.user_id) for row in found)
