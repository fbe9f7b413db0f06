"""How long a slash command takes over loopback, beside the command of a client that does nothing.

From the moment the stand-in has it until its answer has arrived there; the commands take turns. What the bot
needs for itself is the difference to the no-op command.
"""

import asyncio
import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from statistics import median, quantiles
from typing import Any

from bot.sandbox.state import Json, User
from tests.benchmarks.pair import Pair, Side, side_by_side

ROUNDS = 300
WARM_UP = 20
ALLOWANCE = 10  # receivers a day for each giver
PAUSE = 0.01  # for what is done after the answer, such as noting that a thanks is posted
TEXT, USER = 3, 6  # types of options


@dataclass(frozen=True)
class Use:
    """Somebody uses a command."""

    side: Side
    user: User
    command: str
    options: Sequence[Json] = ()
    private: bool = True  # how it is answered


@dataclass
class Found:
    """What the uses of one command took, in seconds."""

    round_trips: list[float]
    cpu: list[float]


async def measure(*, quick: bool) -> dict[str, Any]:
    rounds, warm_up = (8, 2) if quick else (ROUNDS, WARM_UP)
    async with side_by_side(members=ALLOWANCE + (rounds + warm_up) // ALLOWANCE + 1) as pair:
        turns = _turns(pair)
        for turn in islice(turns, warm_up):  # what is done once, at first, is not measured
            await _take_turn(pair, turn, None)
        found: dict[str, Found] = {}
        gc.collect()
        gc.disable()  # a pause of the stand-in's is not the bot's
        try:
            for turn in islice(turns, rounds):
                await _take_turn(pair, turn, found)
        finally:
            gc.enable()
        return {
            "what": "milliseconds until the answer, and of the process's CPU; own: less those of the no-op",
            "rounds": rounds,
            "commands": {name: _figures(taken, found["noop"]) for name, taken in found.items()},
            "rss_mb": {side.name: round(side.process.resident_bytes() / 1e6, 1) for side in pair.sides},
        }


def _turns(pair: Pair) -> Iterator[Mapping[str, Use]]:
    """Each command once. Nobody thanks anybody twice, but for the one that is refused as too soon."""
    receivers, givers = pair.members[:ALLOWANCE], pair.members[ALLOWANCE:]
    for giver, receiver in product(givers, receivers):
        thanks: list[Json] = [
            {"name": "to", "type": USER, "value": str(receiver.id)},
            {"name": "for", "type": TEXT, "value": "the invoice template"},
        ]
        yield {
            "noop": Use(pair.noop, giver, "noop"),
            "balance": Use(pair.bot, receiver, "balance"),
            "thanks": Use(pair.bot, giver, "thanks", thanks, private=False),
            "thanks refused": Use(pair.bot, giver, "thanks", thanks),
        }


async def _take_turn(pair: Pair, turn: Mapping[str, Use], found: dict[str, Found] | None) -> None:
    for name, use in turn.items():
        spent = use.side.process.cpu_seconds()
        took = await _use(pair, use)
        await asyncio.sleep(PAUSE)
        if found is not None:
            taken = found.setdefault(name, Found([], []))
            taken.round_trips.append(took)
            taken.cpu.append(use.side.process.cpu_seconds() - spent)


async def _use(pair: Pair, use: Use) -> float:
    interactions, application = pair.standin.interactions, use.side.application
    begun = time.perf_counter()
    interaction = interactions.start_command(
        use.user, pair.channel, application, use.side.command(use.command), list(use.options)
    )
    await interaction.done.wait()
    took = time.perf_counter() - begun
    answer = interaction.original
    assert answer is not None, f"/{use.command} was not answered"
    assert answer.ephemeral == use.private, answer.content
    return took


def _figures(taken: Found, noop: Found) -> dict[str, float]:
    own_p50 = median(taken.round_trips) - median(noop.round_trips)
    own_cpu = median(taken.cpu) - median(noop.cpu)
    seconds = {
        "p50": median(taken.round_trips),
        "p99": quantiles(taken.round_trips, n=100)[98],
        "cpu": median(taken.cpu),
        "own_p50": own_p50,
        "own_cpu": own_cpu,
    }
    return {name: round(value * 1000, 2) for name, value in seconds.items()}
