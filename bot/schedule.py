"""When to look for what is due: the only place that knows APScheduler.

What is due stands in a table, so the scheduler holds two jobs however much is planned: one at the next
instant something is due, one every half minute in case anything was missed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # pyright: ignore[reportMissingTypeStubs]

from bot.clock import Clock

log = logging.getLogger(__name__)

SAFETY_NET_SECONDS = 30
# What is due and could not be taken up yet, and what to wait when looking itself has failed.
BACKLOG_SECONDS = 0.25
FAULT_SECONDS = 5.0
FURTHEST_SECONDS = 86_400.0
STOP_SECONDS = 2.0

# It tells of every job it runs.
logging.getLogger("apscheduler").setLevel(logging.WARNING)


class Schedule:
    """Calls `work` whenever something may be due. It tells when the next is due, or None.

    Due times are the clock's; the waiting is in real time, and begins anew when the clock is moved.
    """

    def __init__(
        self,
        clock: Clock,
        work: Callable[[], Awaitable[int | None]],
    ) -> None:
        self._clock = clock
        self._work = work
        self._asked = asyncio.Event()
        self._rested = asyncio.Event()
        self._seen_offset = clock.offset
        self._wakes_for: tuple[int, float] | None = None  # an instant, and what the clock was ahead by
        self._scheduler: Any = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = False

    def start(self) -> None:
        """Begin to look. Starting twice is harmless."""
        if self._tasks or self._stopping:
            return
        self._scheduler.start()
        self._scheduler.add_job(self._wake, "interval", seconds=SAFETY_NET_SECONDS, id="safety net")
        self._tasks = [
            asyncio.create_task(self._rounds(), name="schedule"),
            asyncio.create_task(self._follow_clock(), name="schedule follows the clock"),
        ]
        self.look()

    def look(self) -> None:
        """Look soon: something was planned, or room was made."""
        self._rested.clear()
        self._asked.set()

    async def settled(self) -> None:
        """Return when nothing is due that `work` has not taken up."""
        while self._tasks:
            if self._clock.offset != self._seen_offset:
                self.look()
            if self._rested.is_set():
                return
            await self._rested.wait()

    @property
    def at_rest(self) -> bool:
        """Whether `settled` would return at once."""
        return not self._tasks or (self._rested.is_set() and self._clock.offset == self._seen_offset)

    async def stop(self) -> None:
        """Look no more; a round at work is let finish."""
        self._stopping = True
        if not self._tasks:
            return
        rounds, follower = self._tasks
        follower.cancel()
        self._asked.set()
        await asyncio.wait([rounds], timeout=STOP_SECONDS)
        rounds.cancel()
        await asyncio.gather(rounds, follower, return_exceptions=True)
        self._tasks = []
        self._rested.set()
        self._scheduler.shutdown(wait=False)

    async def _rounds(self) -> None:
        while True:
            await self._asked.wait()
            if self._stopping:
                return
            self._asked.clear()
            self._seen_offset = self._clock.offset
            looked_at = self._clock.now()
            try:
                due = await self._work()
            except Exception:
                log.exception("what is due could not be looked for")
                self._wake_in(FAULT_SECONDS)
                self._rest()
                continue
            if due is not None and due <= looked_at:
                self._wake_in(BACKLOG_SECONDS)
                continue
            if due is not None and self._wakes_for != (due, self._seen_offset):
                self._wake_in(due - self._clock.now())
                self._wakes_for = due, self._seen_offset
            self._rest()

    def _rest(self) -> None:
        if not self._asked.is_set():
            self._rested.set()

    def _wake_in(self, seconds: float) -> None:
        self._wakes_for = None
        seconds = min(max(seconds, 0.0), FURTHEST_SECONDS)
        instant = datetime.now(UTC) + timedelta(seconds=seconds)
        self._scheduler.add_job(self._wake, "date", run_date=instant, id="due", replace_existing=True)

    # A coroutine, for the scheduler runs plain functions in threads.
    async def _wake(self) -> None:
        self._wakes_for = None
        self.look()

    async def _follow_clock(self) -> None:
        while True:
            await self._clock.moved()
            self.look()
