"""The one source of time."""

import asyncio
import time


class Clock:
    """Real time plus an offset that only grows.

    Everything that needs to know what time it is asks here, so that a test, the sandbox page
    or a start option can move the whole bot forward without anybody sleeping.
    """

    def __init__(self, offset: float = 0.0) -> None:
        self._offset = offset
        self._moved = asyncio.Event()

    @property
    def offset(self) -> float:
        """How many seconds this clock is ahead of real time."""
        return self._offset

    def now(self) -> float:
        """UTC seconds since the epoch."""
        return time.time() + self._offset

    def advance(self, seconds: float) -> None:
        """Move forward and wake everybody who waits in `moved`."""
        if seconds < 0:
            raise ValueError("a clock is only moved forward")
        self._offset += seconds
        # A fresh event for whoever waits next: this one stays set for those it wakes now.
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def moved(self) -> None:
        """Return at the next `advance`."""
        await self._moved.wait()
