"""Who is asked by a delivery: read again when it is due, and kept before it is sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.features import consent, deliveries, settings
from bot.features.checkins.plans import as_member, done_days, plan_in
from bot.features.checkins.rules import (
    MOST_MENTIONS,
    Checkin,
    Plan,
    Way,
    What,
    asked_on,
    local_day,
    readings,
)
from bot.features.checkins.saying import checkin_in
from bot.features.checkins.slots import dm_delivery, slot_delivery
from bot.features.checkins.tables import checkins, plans, prompts
from bot.features.settings import MemberSettings
from bot.features.settings.tables import EVERYWHERE, member_settings

PURPOSE: dict[What, consent.Purpose] = {"morning": "checkins", "evening": "evening"}


@dataclass(frozen=True)
class Asked:
    """Who is asked by one post: these are mentioned; `quietly` says that others are asked without."""

    mentioned: tuple[int, ...] = ()
    quietly: bool = False

    @property
    def anybody(self) -> bool:
        return bool(self.mentioned) or self.quietly


@dataclass(frozen=True)
class Due:
    """Somebody who is to be asked, for which of their days and how."""

    user_id: int
    day: date
    way: Way


async def ask_together(
    db: Database, guild_id: int, what: What, slot: int, page: int, delivery_id: int, now: int
) -> Asked:
    """Whom this post asks, as of now; kept, so that nobody is asked twice on a day.

    The first page plans what else there is to ask at this slot: further pages, and direct messages. Asked
    again for the same delivery, it answers the same, less those who want it no more.
    """
    async with db.write() as tx:
        await serialise(tx, "checkin prompts", guild_id)
        due = await _due(db.within(tx), guild_id, what, slot, delivery_id, now)
        mine = await _kept(tx, delivery_id)
        others = [one for one in due if one.way != "dm"]
        if mine:
            others = [one for one in others if one.user_id in mine]
            asked = [one for one in others if one.way == "mention"]
            quiet = [one for one in others if one.way == "quiet"]
        else:
            asked = [one for one in others if one.way == "mention"]
            quiet = [one for one in others if one.way == "quiet"]
            if page == 0:
                pages = range(1, -(-len(asked) // MOST_MENTIONS))
                more = [slot_delivery(guild_id, what, slot, n) for n in pages]
                more += [dm_delivery(guild_id, what, slot, one.user_id) for one in due if one.way == "dm"]
                await deliveries.plan(tx, more)
            asked = asked[:MOST_MENTIONS]
            await _keep(tx, guild_id, what, delivery_id, [*asked, *quiet], now)
        return Asked(tuple(one.user_id for one in asked), bool(quiet))


async def asked_by(db: Database, delivery_id: int) -> frozenset[int]:
    """Whom a post asked, without those who had themselves forgotten since."""
    async with db.read() as tx:
        return await _kept(tx, delivery_id)


async def ask_one(
    db: Database, guild_id: int, what: What, slot: int, user_id: int, delivery_id: int, now: int
) -> bool:
    """Whether this direct message is still to ask somebody, as of now; kept."""
    async with db.write() as tx:
        await serialise(tx, "checkin prompts", guild_id)
        due = await _due(db.within(tx), guild_id, what, slot, delivery_id, now, only=user_id)
        due = [one for one in due if one.way == "dm"]
        await _keep(tx, guild_id, what, delivery_id, due, now)
        return bool(due)


async def asked_about(
    db: Database, guild_id: int, user_id: int, delivery_id: int, now: int
) -> Checkin | None:
    """What somebody said on the day that this delivery asked them about, however late they look at it.

    Where it asked them nothing, what they said today.
    """
    theirs = (prompts.c.guild_id == guild_id, prompts.c.user_id == user_id)
    async with db.read() as tx:
        asked = await tx.scalar(select(prompts.c.day).where(*theirs, prompts.c.event_id == delivery_id))
    if asked is None:
        server, own = await settings.here(db, guild_id, user_id)
        asked = local_day(now, own.zone or server.zone).isoformat()
    query = select(checkins).where(
        checkins.c.guild_id == guild_id, checkins.c.user_id == user_id, checkins.c.day == asked
    )
    async with db.read() as tx:
        row = (await tx.execute(query)).one_or_none()
        return None if row is None else checkin_in(row)


async def _due(
    db: Database,
    guild_id: int,
    what: What,
    slot: int,
    delivery_id: int,
    now: int,
    *,
    only: int | None = None,
) -> list[Due]:
    """Everybody who is to be asked at this slot, as of now, by their ids."""
    server = await settings.server(db, guild_id)
    candidates = await _candidates(db, guild_id, what, slot, server.zone, only)
    if not server.checkins_on or not candidates:
        return []
    agreed = await consent.who_agrees(db, guild_id, PURPOSE[what], candidates)
    if what == "evening":
        agreed &= await consent.who_agrees(db, guild_id, "checkins", agreed)
    own = await settings.members(db, agreed, guild_id)
    done = await done_days(db, guild_id, agreed, now, what, but_by=delivery_id)
    days: dict[int, date] = {}
    for user_id in sorted(agreed):
        member = as_member(server, own[user_id], done.get(user_id, frozenset()))
        day = asked_on(candidates[user_id], member, what, slot, now)
        if day is not None:
            days[user_id] = day
    if what == "evening":
        unclosed = await _unclosed(db, guild_id, days)
        days = {user_id: day for user_id, day in days.items() if (user_id, day) in unclosed}
    by_dm = await consent.who_agrees(
        db, guild_id, "dm_checkins", [i for i in days if candidates[i].way == "dm"]
    )
    return [Due(i, days[i], _way(candidates[i].way, own[i], agrees=i in by_dm)) for i in days]


def _way(chosen: Way, own: MemberSettings, *, agrees: bool) -> Way:
    """How somebody is asked: who takes back their yes to direct messages is reached as they say there."""
    if chosen != "dm" or agrees:
        return chosen
    return "mention" if own.reach_checkins == "mention" else "quiet"


async def _candidates(
    db: Database, guild_id: int, what: What, slot: int, zone: str, only: int | None
) -> dict[int, Plan]:
    """Those whose chosen minute it may be at this slot, in whichever zone they are."""
    chosen = plans.c.minute if what == "morning" else plans.c.evening
    here = select(plans.c.user_id).where(plans.c.guild_id == guild_id)
    zones = select(member_settings.c.value).where(
        member_settings.c.guild_id == EVERYWHERE,
        member_settings.c.name == "zone",
        member_settings.c.user_id.in_(here),
    )
    async with db.read() as tx:
        # JSON, as it is kept.
        found = {value.strip('"') for value in await tx.scalars(zones.distinct())} | {zone}
        minutes = {minute for each in found for _, minute in readings(slot, each)}
        query = select(plans).where(plans.c.guild_id == guild_id, chosen.in_(minutes))
        if only is not None:
            query = query.where(plans.c.user_id == only)
        return {row.user_id: plan_in(row) for row in await tx.execute(query)}


async def _unclosed(db: Database, guild_id: int, days: dict[int, date]) -> frozenset[tuple[int, date]]:
    """Who has said something on their day, and has not closed it."""
    query = select(checkins.c.user_id, checkins.c.day).where(
        checkins.c.guild_id == guild_id,
        checkins.c.day.in_({day.isoformat() for day in days.values()}),
        checkins.c.result.is_(None),
    )
    async with db.read() as tx:
        return frozenset((user_id, date.fromisoformat(day)) for user_id, day in await tx.execute(query))


async def _kept(tx: AsyncConnection, delivery_id: int) -> frozenset[int]:
    return frozenset(await tx.scalars(select(prompts.c.user_id).where(prompts.c.event_id == delivery_id)))


async def _keep(
    tx: AsyncConnection, guild_id: int, what: What, delivery_id: int, due: Collection[Due], now: int
) -> None:
    rows = [
        {
            "guild_id": guild_id,
            "user_id": one.user_id,
            "day": one.day.isoformat(),
            "what": what,
            "event_id": delivery_id,
            "at": now,
        }
        for one in due
    ]
    await insert_new(tx, prompts, rows)
