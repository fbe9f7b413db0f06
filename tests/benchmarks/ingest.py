"""What a message in a channel costs the bot, which counts it, beside a client that does nothing, at one pace.

Both hear the same messages at the same time, as Discord sends them to a bot that may not read them: of a
thousand people, of whom a tenth write half of it, every fourth a reply, each of them counted, and written
down every ten seconds. How much processor time each spends is read from its process: at a pace, until all of
it is written down, and no more than that. `saturated`: as fast as each can, one after the other.
"""

import asyncio
import json
import random
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from statistics import median
from typing import Any

from bot.db import open_database
from bot.features import activity, consent, settings
from bot.sandbox.encoding import dumps
from bot.sandbox.intents import without_content
from bot.sandbox.snowflakes import made_at
from bot.sandbox.state import Event, MessageType
from bot.sandbox.talk import reference
from cogs.counting import FLUSH_SECONDS
from tests.benchmarks.pair import Pair, Side, side_by_side

WORDS = "Has anybody a template for an invoice to a client abroad? I have been at it for an hour now."
PEOPLE = 1000
SHAPES = 2000  # messages are made after so many, which come again and again under new ids
# Messages a second, and for how long: what was counted is written down twice.
PACES = ((50, 2 * FLUSH_SECONDS - 0.5), (500, 2 * FLUSH_SECONDS - 0.5), (2000, 2 * FLUSH_SECONDS - 0.5))
SATURATED = 20_000
REPEATS = 2
MESSAGE = "MESSAGE_CREATE"
STEP = 0.005  # how often the driver sends what is due


async def measure(*, quick: bool) -> dict[str, Any]:
    paces, repeats, saturated = (((500, 0.4),), 1, 300) if quick else (PACES, REPEATS, SATURATED)
    pause = 0.0 if quick else FLUSH_SECONDS + 1
    async with side_by_side(members=50 if quick else PEOPLE, furnish=count_everything) as pair:
        shapes = len(pair.members) if quick else SHAPES
        events = prepared(pair, shapes)
        for side in pair.sides:  # what is done once, at first, is not measured
            await _saturate(pair, side, events, 200)
        found: dict[str, list[dict[str, float]]] = {f"{pace}/s": [] for pace, _ in paces}
        found["saturated"] = []
        for repeat in range(repeats):
            for pace, seconds in paces:
                await asyncio.sleep(pause)
                found[f"{pace}/s"].append(await _at_pace(pair, events, pace, seconds, pause))
            found["saturated"].append(await _saturated(pair, events, saturated, turned=repeat % 2 == 1))
        resident = {side.name: round(side.process.resident_bytes() / 1e6, 1) for side in pair.sides}
        await pair.bot.process.stop()
        each = saturated + sum(int(pace * seconds) for pace, seconds in paces)
        sent = shapes + 200 + repeats * each
        return {
            "what": "CPU microseconds per message event; medians",
            "repeats": repeats,
            "people": len(pair.members),
            "sent": sent,
            "counted": await _counted(pair),
            "paces": {name: _medians(runs) for name, runs in found.items()},
            "rss_mb": resident,
        }


async def count_everything(pair: Pair, url: str) -> None:
    """Let the server count, and every message by itself."""
    db = await open_database(url)
    try:
        # The ids of messages say when they were sent.
        at = int(made_at(pair.standin.world.ids.next()))
        await settings.change_server(db, pair.guild.id, "burst_seconds", 0, by=pair.guild.owner_id, at=at)
        async with db.write() as tx:
            await consent.start_counting(tx, pair.guild.id, pair.guild.owner_id, at)
            await consent.noticed(tx, pair.guild.id, at)
    finally:
        await db.close()


async def _counted(pair: Pair) -> int:
    """How many messages stand in the database."""
    db = await open_database(pair.database)
    try:
        days = await activity.totals(db, pair.guild.id, 0, 2**30)
        return sum(day.counts["messages"] for day in days)
    finally:
        await db.close()


def prepared(pair: Pair, shapes: int) -> Iterator[bytes]:
    """Messages of many people, each with an id of its own, without end.

    All but the ids is written out beforehand: while it is measured nothing is thought about.
    """
    events: list[tuple[bytes, bytes]] = []

    def write(event: Event) -> None:
        data = without_content(event.data, pair.bot.application.id)
        before, after = dumps(data | {"id": "-"}).split(json.dumps("-").encode())
        events.append((before, after))

    world, channel = pair.standin.world, pair.channel
    world.listeners.append(write)
    asked = None
    luck = random.Random(shapes)
    often = [1 / (20 + n) for n in range(len(pair.members))]
    for n, member in enumerate(luck.choices(pair.members, often, k=shapes)):
        if asked is None or n % 4:
            asked = world.post(channel, member.id, WORDS)
        else:
            pointer = reference(channel, asked.id)
            world.post(channel, member.id, WORDS, type=MessageType.REPLY, reference=pointer)
    world.listeners.remove(write)
    return (b'%b"%d"%b' % (before, world.ids.next(), after) for before, after in cycle(events))


async def _at_pace(
    pair: Pair, events: Iterator[bytes], pace: int, seconds: float, pause: float
) -> dict[str, float]:
    total = int(pace * seconds)
    await pair.caught_up(pair.sides)
    messages = list(islice(events, total))
    before = {side: side.process.cpu_seconds() for side in pair.sides}
    loop = asyncio.get_running_loop()
    sent, begun = 0, loop.time()
    while sent < total:
        due = min(total, int((loop.time() - begun) * pace) + 1)
        for side in pair.sides:
            # Packed only now: whatever else is sent to a client meanwhile belongs to the same stream.
            side.send(side.packed(MESSAGE, messages[sent:due]))
        sent = due
        await asyncio.sleep(max(STEP, 1 / pace))
    await pair.caught_up(pair.sides)
    took = loop.time() - begun
    await asyncio.sleep(pause)
    spent = {side.name: side.process.cpu_seconds() - before[side] for side in pair.sides}
    return {**_each(spent, total), "reached_per_second": total / took}


async def _saturated(pair: Pair, events: Iterator[bytes], total: int, *, turned: bool) -> dict[str, float]:
    spent: dict[str, float] = {}
    reached: dict[str, float] = {}
    for side in reversed(pair.sides) if turned else pair.sides:
        spent[side.name], took = await _saturate(pair, side, events, total)
        reached[f"{side.name}_per_second"] = total / took
    return {**_each(spent, total), **reached}


async def _saturate(pair: Pair, side: Side, events: Iterator[bytes], total: int) -> tuple[float, float]:
    """Send all at once; the processor time and the time it took until it was read."""
    await pair.caught_up([side])
    frames = side.packed(MESSAGE, islice(events, total))
    before, begun = side.process.cpu_seconds(), asyncio.get_running_loop().time()
    side.send(frames)
    await pair.caught_up([side])
    return side.process.cpu_seconds() - before, asyncio.get_running_loop().time() - begun


def _each(spent: dict[str, float], total: int) -> dict[str, float]:
    per_event = {f"{name}_us": seconds / total * 1e6 for name, seconds in spent.items()}
    return {**per_event, "ratio": spent["bot"] / spent["noop"]}


def _medians(runs: Sequence[dict[str, float]]) -> dict[str, Any]:
    found = {name: median(run[name] for run in runs) for name in runs[0]}
    digits = {"ratio": 3}
    return {
        **{name: round(value, digits.get(name, 1)) for name, value in found.items()},
        "ratios": [round(run["ratio"], 3) for run in runs],
    }
