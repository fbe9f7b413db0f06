"""What a day of check-ins for 5,000 people costs, in one server and spread over fifty.

The bot's own cog renders what is sent: the words, the question of the day, the buttons, as they would go
over the line. Only the line is missing: Discord's pace of five posts in five seconds is one of real time.
"""

import gc
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from discord.http import handle_message_parameters
from sqlalchemy import insert

from bot.app import Engawa
from bot.clock import Clock
from bot.config import Settings
from bot.courier import Courier, Outgoing, Places
from bot.courier.letters import Sent
from bot.db import Database, open_database
from bot.features import deliveries
from bot.features.checkins.tables import plans
from bot.features.consent.tables import consents
from bot.features.settings.tables import member_settings, server_settings
from tests.letterbox import Letterbox
from tests.rounds import swift

QUARTER, DAY = 15 * 60, 86_400
ZONES = ("Asia/Tokyo", "America/New_York", "Europe/London", "Asia/Kathmandu")
POPULAR = 9 * 60  # minutes: a third of all want nine o'clock
DM_EVERY = 10
CHANNELS = 10**16  # what a server's id and its channel's differ by


class Unhurried(Places):
    """Places that take everything at once."""

    def full(self) -> list[int]:
        return []


class Desk(Letterbox):
    """Puts each message into the form in which it goes over the line, and notes whom it asks."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = Counter[int]()
        self.mentions: list[int] = []
        self.bytes = 0

    async def send(self, outgoing: Outgoing, nonce: int) -> Sent:
        view: dict[str, Any] = {} if outgoing.view is None else {"view": outgoing.view}
        parameters = handle_message_parameters(outgoing.content, nonce=nonce, **view)
        self.bytes += len(str(parameters.payload))
        self.asked.update(outgoing.pings)
        if outgoing.person_id is None:
            self.mentions.append(len(outgoing.pings))
        else:
            self.asked[outgoing.person_id] += 1
        return Sent(outgoing.channel_id or outgoing.person_id or 0, nonce)


async def measure(*, quick: bool) -> dict[str, Any]:
    people, spread = (24, (2,)) if quick else (5000, (1, 50))
    return {
        "what": "SQLite; a day of moved time, in steps of a quarter of an hour; rendered, not sent",
        "subscribers": people,
        "by_servers": {many: await _day(people, many) for many in spread},
    }


async def _day(people: int, servers: int) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        db = await open_database(str(Path(folder) / "engawa.db"))
        clock = Clock()
        # On no day of June do clocks change in these zones: each local day has its hour once in 24 hours.
        clock.advance(_next_june(clock.now()) - clock.now())
        await _subscribe(db, people, servers, int(clock.now()))
        desk = Desk()
        app = Engawa(Settings(_env_file=None, discord_token="none"), clock, db)
        courier = app.courier = Courier(db, clock, desk, swift(), places=Unhurried())
        await app.load_extension("cogs.checkins")
        gc.collect()
        process = psutil.Process()
        memory, cpu, began = process.memory_info().rss, time.process_time(), time.perf_counter()
        await courier.open()
        for _ in range(DAY // QUARTER):
            clock.advance(QUARTER)
            await _settled(courier)
        found = {
            "asked_once": sum(n == 1 for n in desk.asked.values()),
            "asked_more_often": sum(n > 1 for n in desk.asked.values()),
            "not_asked": people - len(desk.asked),
            "posts": len(desk.mentions),
            "most_mentions_in_a_post": max(desk.mentions),
            "cpu_seconds": round(time.process_time() - cpu, 2),
            "seconds": round(time.perf_counter() - began, 2),
            "memory_mb": round((process.memory_info().rss - memory) / 1e6, 1),
        }
        await courier.stop()
        await db.close()
        return found


def _next_june(now: float) -> float:
    year = datetime.fromtimestamp(now, UTC).year
    return next(june for n in (year, year + 1) if (june := datetime(n, 6, 2, tzinfo=UTC).timestamp()) >= now)


async def _settled(courier: Courier) -> None:
    """Rounds without the pauses between them, until nothing is due: it is our own cost that is asked."""
    while (due := await deliveries.next_due(courier.db)) is not None and due <= courier.clock.now():
        await courier.work()
        await courier.settled()


async def _subscribe(db: Database, people: int, servers: int, now: int) -> None:
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
            "since": now,
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
    rooms = [
        {"guild_id": guild, "name": name, "value": value, "at": 0}
        for guild in sorted(set(where.values()))
        for name, value in (("checkins_channel", str(guild + CHANNELS)), ("language", '"ja"'))
    ]
    filled = ((plans, rows), (consents, agreed), (member_settings, zones), (server_settings, rooms))
    async with db.write() as tx:
        for table, values in filled:
            await tx.execute(insert(table), values)
