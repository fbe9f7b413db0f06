"""What is to be asked at the coming quarters of an hour: one delivery per server, however many are due."""

import json
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import and_, select

from bot.db import Database
from bot.features import deliveries
from bot.features.checkins.rules import SLOT, TOO_LATE, What, readings
from bot.features.checkins.tables import plans
from bot.features.deliveries import Delivery
from bot.features.settings.tables import EVERYWHERE, member_settings, server_settings

PROMPT, DM = "checkin.prompt", "checkin.dm"
"""The kinds of deliveries by which people are asked: in the channel together, or one by direct message."""
AHEAD = 2 * SLOT
"""How far ahead slots are planned by a duty that comes every quarter of an hour."""

_Chosen = tuple[str, What, int]  # a zone, what is asked, at which minute of the day


def slot_delivery(guild_id: int, what: What, slot: int, page: int = 0) -> Delivery:
    """What asks everybody in a server who is due at an instant; `page` counts posts of one slot."""
    return Delivery(
        key=f"{PROMPT} {guild_id} {what} {slot} {page}",
        kind=PROMPT,
        due_at=slot,
        guild_id=guild_id,
        subject={"what": what, "slot": slot, "page": page},
        expires_at=slot + TOO_LATE + 1,
    )


def dm_delivery(guild_id: int, what: What, slot: int, user_id: int) -> Delivery:
    """What asks one person by direct message."""
    return Delivery(
        key=f"{DM} {guild_id} {what} {slot} {user_id}",
        kind=DM,
        due_at=slot,
        guild_id=guild_id,
        person_id=user_id,
        subject={"what": what, "slot": slot},
        expires_at=slot + TOO_LATE + 1,
    )


async def plan_slots(db: Database, now: int) -> int:
    """Plan the slots at which somebody may be due, from the oldest that is worth it; how many were new.

    What was planned already stays as it is, so doing it twice does nothing.
    """
    first = -(-(now - TOO_LATE) // SLOT) * SLOT
    chosen = await _chosen(db)
    zones = {zone for wishes in chosen.values() for zone, _, _ in wishes}
    wanted: list[Delivery] = []
    for slot in range(first, now + AHEAD + 1, SLOT):
        due = {(zone, minute) for zone in zones for _, minute in readings(slot, zone)}
        for guild_id, wishes in chosen.items():
            asked: set[What] = {what for zone, what, minute in wishes if (zone, minute) in due}
            wanted += [slot_delivery(guild_id, what, slot) for what in asked]
    if not wanted:
        return 0
    async with db.write() as tx:
        return await deliveries.plan(tx, wanted)


async def _chosen(db: Database) -> dict[int, set[_Chosen]]:
    """Which times are chosen in each server, in which zones: one row for each, not for each member."""
    own, theirs = member_settings.alias("own"), server_settings.alias("theirs")
    query = (
        select(plans.c.guild_id, own.c.value, theirs.c.value, plans.c.minute, plans.c.evening)
        .outerjoin(
            own,
            and_(own.c.user_id == plans.c.user_id, own.c.guild_id == EVERYWHERE, own.c.name == "zone"),
        )
        .outerjoin(theirs, and_(theirs.c.guild_id == plans.c.guild_id, theirs.c.name == "zone"))
        .distinct()
    )
    found: dict[int, set[_Chosen]] = defaultdict(set)
    async with db.read() as tx:
        for guild_id, mine, servers, minute, evening in await tx.execute(query):
            zone = next((json.loads(value) for value in (mine, servers) if value is not None), None)
            found[guild_id].update(_wishes(zone or "UTC", minute, evening))
    return found


def _wishes(zone: str, minute: int, evening: int | None) -> Iterator[_Chosen]:
    yield zone, "morning", minute
    if evening is not None:
        yield zone, "evening", evening
