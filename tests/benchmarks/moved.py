"""The bot with a clock that is moved: `python -m tests.benchmarks.moved SECONDS`, so many at each SIGUSR1."""

import asyncio
import signal
import sys

from bot import serving
from bot.clock import Clock
from bot.config import Settings
from cogs import counting
from tests.benchmarks.noop import loop_factory

# A day goes by in a minute: at its usual pace an hour of it would be written down in one piece.
FLUSH_SECONDS = 0.1


async def serve(step: float) -> None:
    counting.FLUSH_SECONDS = FLUSH_SECONDS
    clock = Clock()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, clock.advance, step)
    await serving._serve(Settings(), clock)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serve(float(sys.argv[1])))
