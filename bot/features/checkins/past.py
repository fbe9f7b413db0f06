"""Check-ins from before: what somebody said on earlier days, brought in at once."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from bot.db import Database, insert_new
from bot.features import settings
from bot.features.checkins.rules import ENERGY_KEPT, Entry, Result, clean, local_day
from bot.features.checkins.tables import checkins


@dataclass(frozen=True)
class Past:
    """What somebody said at `entry.at` and, with a result, what had become of it at `result_at`."""

    entry: Entry
    result: Result | None = None
    result_at: int | None = None


async def recall(db: Database, guild_id: int, past: Collection[Past], now: int) -> int:
    """Keep check-ins of one server on their authors' local days; return how many were new.

    For their authors alone: they are neither shared nor waiting for a reply, and nothing is planned. A day
    that has one keeps it. What is said of energy stays for no longer than it does otherwise. Refuses what
    `say` refuses.
    """
    people = {one.entry.user_id for one in past}
    server = await settings.server(db, guild_id)
    members = await settings.members(db, sorted(people), guild_id)
    zones = {user_id: members[user_id].zone or server.zone for user_id in people}
    rows = [_row(one, guild_id, zones[one.entry.user_id], now) for one in past]
    async with db.write() as tx:
        return await insert_new(tx, checkins, rows)


def _row(one: Past, guild_id: int, zone: str, now: int) -> dict[str, Any]:
    entry = clean(one.entry)
    if entry.guild_id != guild_id:
        raise ValueError("one server at a time")
    return vars(entry) | {
        "event_id": entry.id,
        "day": local_day(entry.at, zone).isoformat(),
        "energy": entry.energy if entry.at > now - ENERGY_KEPT else None,
        "shared": False,
        "wants_reply": False,
        "result": one.result,
        "result_at": one.result_at,
    }
