"""What a day of check-ins for 5,000 people costs, in one server and spread over fifty."""

import gc
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from sqlalchemy import insert

from bot.courier import Duty, Nothing, Outgoing, Places
from bot.db import Database, open_database
from bot.features import checkins, deliveries
from bot.features.checkins.tables import plans
from bot.features.consent.tables import consents
from bot.features.deliveries import Delivery
from bot.features.settings.tables import member_settings
from tests.rounds import House

QUARTER, DAY = 15 * 60, 86_400
ZONES = ("Asia/Tokyo", "America/New_York", "Europe/London", "Asia/Kathmandu")
POPULAR = 9 * 60  # minutes: a third of all want nine o'clock
DM_EVERY = 10


class Unhurried(Places):
    """Places that take everything at once."""

    def full(self) -> list[int]:
        return []


async def measure(*, quick: bool) -> dict[str, Any]:
    people, many = (200, 4) if quick else (5000, 50)
    return {
        "what": "SQLite; a day of moved time, in steps of a quarter of an hour",
        "subscribers": people,
        "one_server": await _day(people, 1),
        f"over_{many}_servers": await _day(people, many),
    }


async def _day(people: int, servers: int) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        db = await open_database(str(Path(folder) / "engawa.db"))
        await _subscribe(db, people, servers)
        asked = Counter[int]()
        mentions: list[int] = []
        # Discord's pace of five posts in five seconds is waited for in real time: not what is asked here.
        house = House(db, places=Unhurried())

        async def together(delivery: Delivery, _: int) -> Outgoing | Nothing:
            guild, subject = delivery.guild_id or 0, delivery.subject
            slot, page = int(subject["slot"]), int(subject["page"])
            now = int(house.clock.now())
            found = await checkins.ask_together(db, guild, "morning", slot, page, delivery.id, now)
            if not found.anybody:
                return Nothing("nobody is due")
            asked.update(found.mentioned)
            mentions.append(len(found.mentioned))
            return Outgoing(channel_id=guild, content=f"{delivery.id}", pings=found.mentioned)

        async def one(delivery: Delivery, _: int) -> Outgoing | Nothing:
            guild, who, slot = delivery.guild_id or 0, delivery.person_id or 0, delivery.subject["slot"]
            now = int(house.clock.now())
            if not await checkins.ask_one(db, guild, "morning", int(slot), who, delivery.id, now):
                return Nothing("not due")
            asked[who] += 1
            return Outgoing(person_id=who, content=f"{delivery.id}")

        async def slots(_: Delivery) -> None:
            await checkins.plan_slots(db, int(house.clock.now()))

        house.courier.renders |= {checkins.PROMPT: together, checkins.DM: one}
        house.courier.duties["checkin.slots"] = Duty(slots, every=QUARTER, at=QUARTER // 3 * 2)
        gc.collect()
        process = psutil.Process()
        memory, cpu, began = process.memory_info().rss, time.process_time(), time.perf_counter()
        await house.courier.open()
        for _ in range(DAY // QUARTER):
            house.clock.advance(QUARTER)
            await _settled(house)
        found = {
            "asked_once": sum(n == 1 for n in asked.values()),
            "asked_more_often": sum(n > 1 for n in asked.values()),
            "not_asked": people - len(asked),
            "posts": len(mentions),
            "most_mentions_in_a_post": max(mentions),
            "cpu_seconds": round(time.process_time() - cpu, 2),
            "seconds": round(time.perf_counter() - began, 2),
            "memory_mb": round((process.memory_info().rss - memory) / 1e6, 1),
        }
        await house.courier.stop()
        await db.close()
        return found


async def _settled(house: House) -> None:
    """Rounds without the pauses between them, until nothing is due: it is our own cost that is asked."""
    while (due := await deliveries.next_due(house.db)) is not None and due <= house.clock.now():
        await house.courier.work()
        await house.courier.settled()


async def _subscribe(db: Database, people: int, servers: int) -> None:
    """So many people with their hours, zones and ways, in so many servers."""
    ids = range(10**18, 10**18 + people)
    where = {i: 10**17 + i % servers for i in ids}
    rows: list[dict[str, Any]] = [
        {
            "guild_id": where[i],
            "user_id": i,
            "event_id": 1,
            "weekdays": "0,1,2,3,4,5,6",
            "minute": POPULAR if n % 3 == 0 else n * 7 % 96 * 15,
            "way": "dm" if n % DM_EVERY == 1 else "mention",
            "holidays": False,
            "since": int(time.time()),
        }
        for n, i in enumerate(ids)
    ]
    agreed = [
        {"guild_id": where[i], "user_id": i, "purpose": purpose, "yes": True, "wording": 1, "at": 0}
        for i in ids
        for purpose in ("checkins", "dm_checkins")
    ]
    zones = [
        {"user_id": i, "guild_id": 0, "name": "zone", "value": f'"{ZONES[n % len(ZONES)]}"', "at": 0}
        for n, i in enumerate(ids)
    ]
    async with db.write() as tx:
        for table, values in ((plans, rows), (consents, agreed), (member_settings, zones)):
            await tx.execute(insert(table), values)
