"""What a message in a channel costs the bot, beside a client that does nothing, at the same pace.

Both hear the same messages at the same time, as Discord sends them to a bot that may not read them. How much
processor time each spends is read from its process. `saturated`: as fast as each can, one after the other.
"""

import asyncio
from collections.abc import Sequence
from itertools import cycle, islice
from statistics import median
from typing import Any

from bot.sandbox.encoding import dumps
from bot.sandbox.intents import without_content
from bot.sandbox.state import Event
from tests.benchmarks.pair import Pair, Side, side_by_side

WORDS = "Has anybody a template for an invoice to a client abroad? I have been at it for an hour now."
PACES = ((50, 4.0), (500, 2.0), (2000, 2.0))  # messages a second, and for how long
SATURATED = 20_000
REPEATS = 5
MESSAGE = "MESSAGE_CREATE"
STEP = 0.005  # how often the driver sends what is due


async def measure(*, quick: bool) -> dict[str, Any]:
    paces, repeats, saturated = (((500, 0.4),), 1, 300) if quick else (PACES, REPEATS, SATURATED)
    async with side_by_side() as pair:
        events = prepared(pair)
        for side in pair.sides:  # what is done once, at first, is not measured
            await _saturate(pair, side, events, 200)
        found: dict[str, list[dict[str, float]]] = {f"{pace}/s": [] for pace, _ in paces}
        found["saturated"] = []
        for repeat in range(repeats):
            for pace, seconds in paces:
                found[f"{pace}/s"].append(await _at_pace(pair, events, pace, seconds))
            found["saturated"].append(await _saturated(pair, events, saturated, turned=repeat % 2 == 1))
        return {
            "what": "CPU microseconds per message event; medians",
            "repeats": repeats,
            "paces": {name: _medians(runs) for name, runs in found.items()},
            "rss_mb": {side.name: round(side.process.resident_bytes() / 1e6, 1) for side in pair.sides},
        }


def prepared(pair: Pair, count: int = 500) -> list[bytes]:
    """Messages of many people, written out beforehand: while it is measured nothing is thought about."""
    events: list[bytes] = []

    def write(event: Event) -> None:
        events.append(dumps(without_content(event.data, pair.bot.application.id)))

    world = pair.standin.world
    world.listeners.append(write)
    for n in range(count):
        world.post(pair.channel, pair.members[n % len(pair.members)].id, WORDS)
    world.listeners.remove(write)
    return events


async def _at_pace(pair: Pair, events: Sequence[bytes], pace: int, seconds: float) -> dict[str, float]:
    total = int(pace * seconds)
    await pair.caught_up(pair.sides)
    frames = {side: side.packed(MESSAGE, islice(cycle(events), total)) for side in pair.sides}
    before = {side: side.process.cpu_seconds() for side in pair.sides}
    loop = asyncio.get_running_loop()
    sent, begun = 0, loop.time()
    while sent < total:
        due = min(total, int((loop.time() - begun) * pace) + 1)
        for side in pair.sides:
            side.send(frames[side][sent:due])
        sent = due
        await asyncio.sleep(max(STEP, 1 / pace))
    await pair.caught_up(pair.sides)
    took = loop.time() - begun
    spent = {side.name: side.process.cpu_seconds() - before[side] for side in pair.sides}
    return {**_each(spent, total), "reached_per_second": total / took}


async def _saturated(pair: Pair, events: Sequence[bytes], total: int, *, turned: bool) -> dict[str, float]:
    spent: dict[str, float] = {}
    reached: dict[str, float] = {}
    for side in reversed(pair.sides) if turned else pair.sides:
        spent[side.name], took = await _saturate(pair, side, events, total)
        reached[f"{side.name}_per_second"] = total / took
    return {**_each(spent, total), **reached}


async def _saturate(pair: Pair, side: Side, events: Sequence[bytes], total: int) -> tuple[float, float]:
    """Send all at once; the processor time and the time it took until it was read."""
    await pair.caught_up([side])
    frames = side.packed(MESSAGE, islice(cycle(events), total))
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
