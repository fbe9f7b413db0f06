"""People who ask in turns, and what each answer took: what the benchmarks of interactions share."""

import asyncio
import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median, quantiles

from bot.sandbox.interactions import Interaction
from tests.benchmarks.pair import Side

PAUSE = 0.01  # for what is done after the answer, such as noting that a thanks is posted


@dataclass(frozen=True)
class Ask:
    """Somebody asks this side for something; `is_right` says whether it was answered as it should be."""

    side: Side
    begin: Callable[[], Interaction]
    is_right: Callable[[Interaction], bool]


@dataclass
class Found:
    """What asking for one thing took, in seconds: until it was acknowledged, and until the answer was there.

    A bot that says first that it is thinking, as where it draws a picture, takes longer for the second.
    """

    acknowledged: list[float]
    round_trips: list[float]
    cpu: list[float]


Turn = Mapping[str, Ask]
"""Each thing once, by its name."""


async def take_turns(turns: Iterator[Turn], *, warm_up: int, rounds: int) -> dict[str, Found]:
    """Ask for each thing so often, one after the other; what is done once, at first, is not measured."""
    found: dict[str, Found] = {}
    for turn in islice(turns, warm_up):
        await _take_turn(turn, {})
    gc.collect()
    gc.disable()  # a pause of the stand-in's is not the bot's
    try:
        for turn in islice(turns, rounds):
            await _take_turn(turn, found)
    finally:
        gc.enable()
    return found


async def _take_turn(turn: Turn, found: dict[str, Found]) -> None:
    for name, ask in turn.items():
        spent = ask.side.process.cpu_seconds()
        begun = time.perf_counter()
        interaction = ask.begin()
        await interaction.done.wait()
        acknowledged = time.perf_counter() - begun
        await interaction.filled.wait()
        took = time.perf_counter() - begun
        assert ask.is_right(interaction), f"{name}: {interaction.original or interaction.choices}"
        await asyncio.sleep(PAUSE)
        taken = found.setdefault(name, Found([], [], []))
        taken.acknowledged.append(acknowledged)
        taken.round_trips.append(took)
        taken.cpu.append(ask.side.process.cpu_seconds() - spent)


def figures(taken: Found, noop: Found) -> dict[str, float]:
    """Milliseconds, and how many times those of the no-op they are; own: less those of the no-op.

    A round trip also waits for a processor where others want it too; CPU time does not.
    """
    p50, p99 = median(taken.round_trips), _p99(taken.round_trips)
    seconds = {
        "p50": p50,
        "p99": p99,
        "acknowledged_p50": median(taken.acknowledged),
        "acknowledged_p99": _p99(taken.acknowledged),
        "cpu": median(taken.cpu),
        "cpu_p99": _p99(taken.cpu),
        "own_p50": p50 - median(noop.round_trips),
        "own_cpu": median(taken.cpu) - median(noop.cpu),
    }
    ratios = {
        "p50_ratio": p50 / median(noop.round_trips),
        "p99_ratio": p99 / _p99(noop.round_trips),
        "cpu_ratio": median(taken.cpu) / median(noop.cpu),
    }
    return {
        **{name: round(value * 1000, 2) for name, value in seconds.items()},
        **{name: round(value, 2) for name, value in ratios.items()},
    }


def _p99(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=100)[98]
