"""What a hundred thousand planned deliveries cost, and how late those are that are due."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from bot.clock import Clock
from bot.courier import Outgoing
from bot.db import Database, open_database
from bot.features import deliveries
from bot.features.deliveries import Delivery
from tests.letterbox import Letterbox
from tests.rounds import House
from tests.village import Village, village

DAY = 86_400
RUN = 1


async def measure(*, quick: bool) -> dict[str, Any]:
    planned, rooms, instants = (2000, 40, 1) if quick else (100_000, 1000, 5)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "engawa.db"
        took = await _plan_many(path, planned)
        many = await _with_many(path, planned)
        single = await _one_due(path, instants)
    with TemporaryDirectory() as folder:
        at_once = await _many_at_once(f"sqlite:///{folder}/engawa.db", rooms)
    return {
        "what": "SQLite; milliseconds but where it says otherwise",
        "planned": planned,
        "plan_seconds": round(took, 2),
        **many,
        "late_ms": single,
        "due_in_one_second": at_once,
    }


async def _plan_many(path: Path, count: int) -> float:
    """Seconds to plan so many for the coming year, a thousand a transaction."""
    db = await open_database(str(path))
    now = int(time.time())
    began = time.perf_counter()
    for start in range(0, count, 1000):
        batch = [
            Delivery(
                key=f"reminder {n}",
                kind="reminder",
                due_at=now + DAY + n * 300,
                guild_id=10**17 + n % 500,
                channel_id=10**18 + n % 2000,
                series=f"session {n % 5000}",
                subject={"session": n, "part": "start"},
            )
            for n in range(start, start + 1000)
        ]
        async with db.write() as tx:
            await deliveries.plan(tx, batch)
    took = time.perf_counter() - began
    await db.close()
    return took


async def _with_many(path: Path, count: int) -> dict[str, Any]:
    """How long it takes to start, to see what is next and to claim, and what memory that takes."""
    process = psutil.Process()
    gc.collect()
    before = process.memory_info().rss
    began = time.perf_counter()
    db = await open_database(str(path))
    house = await House(db, Letterbox(), Clock()).open()
    await house.settled()
    started = time.perf_counter() - began
    grown = process.memory_info().rss - before
    await house.close()
    now = int(time.time()) + DAY
    due = await _milliseconds(lambda: deliveries.next_due(db), 50)
    none = await _milliseconds(lambda: deliveries.claim_due(db, 0, RUN, 128), 50)
    claims = await _claims(db, now, min(1000, count // 2))
    await db.close()
    return {
        "start_ms": round(started * 1000, 1),
        "memory_mb": round(grown / 1e6, 1),
        "next_due_ms": due,
        "claim_nothing_ms": none,
        "claim_ms": claims,
    }


async def _claims(db: Database, now: int, due: int) -> dict[str, float]:
    """Claiming 128 at a time while so many are due, of the many that wait."""
    found: list[float] = []
    while True:
        began = time.perf_counter()
        claimed = await deliveries.claim_due(db, now + due * 300, RUN, 128)
        if not claimed:
            break
        found.append((time.perf_counter() - began) * 1000)
        async with db.write() as tx:
            for delivery in claimed:
                await deliveries.settle_sent(tx, delivery.id, now, late_ms=0)
    return {"of": due, "p50": round(median(found), 2), "worst": round(max(found), 2)}


async def _milliseconds(act: Callable[[], Awaitable[object]], times: int) -> float:
    found: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        await act()
        found.append((time.perf_counter() - began) * 1000)
    return round(median(found), 2)


async def _one_due(path: Path, instants: int) -> dict[str, float]:
    """By how much one that is due misses its instant, while all the others wait."""
    db = await open_database(str(path))
    late: list[float] = []
    house = House(db, clock=Clock())

    async def send(outgoing: Outgoing, nonce: int) -> Any:
        late.append((house.clock.now() - int(outgoing.content or "")) * 1000)
        return await Letterbox.send(house.letterbox, outgoing, nonce)

    async def render(delivery: Delivery, _: int) -> Outgoing:
        return Outgoing(channel_id=delivery.channel_id, content=str(delivery.due_at))

    house.letterbox.send = send
    house.courier.renders["reminder"] = render
    await house.open()
    for n in range(instants):
        await house.plan(house.reminder(f"instant {n}", 2))
        await house.until(lambda n=n: len(late) > n, pause=0.05)
    await house.close()
    await db.close()
    return {"p50": round(median(late), 1), "worst": round(max(late), 1)}


async def _many_at_once(url: str, count: int) -> dict[str, Any]:
    """So many in as many channels at one instant, by discord.py, to a stand-in with Discord's limits."""
    async with village(url, rate_limits=True) as world:
        rooms = [world.standin.world.add_channel(world.guild, f"room-{n}") for n in range(count)]
        await world.settled()
        _register(world)
        refused: list[int] = []
        world.standin.faults.hook("answered", "* *", lambda it: refused.extend([429] * (it.status == 429)))
        now = int(world.clock.now())
        due = [
            Delivery(f"{room.id}", "reminder", now + 2, guild_id=world.guild.id, channel_id=room.id)
            for room in rooms
        ]
        async with world.db.write() as tx:
            await deliveries.plan(tx, due)
        while sum(len(world.posts(room)) for room in rooms) < count:  # noqa: ASYNC110 - real time is measured
            await asyncio.sleep(0.05)
        took = world.clock.now() - (now + 2)
        await world.settled()
        found = await deliveries.lateness(world.db, world.guild.id, last=count)
        assert found is not None
        allowed = count / 50
        return {
            "messages": count,
            "seconds": round(took, 2),
            "allowed_seconds": allowed,
            "ratio": round(took / allowed, 3),
            "refused_429": len(refused),
            "worst_ms": found.worst,
        }


def _register(world: Village) -> None:
    async def render(delivery: Delivery, _: int) -> Outgoing:
        return Outgoing(channel_id=delivery.channel_id, content="It begins soon.")

    world.app.courier.renders["reminder"] = render
