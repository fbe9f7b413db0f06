"""A courier at work without Discord: one process's share of the house, which a test may crash."""

import asyncio
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from bot.clock import Clock
from bot.courier import Courier, Failure, Later, Limiter, Nothing, Outgoing
from bot.db import Database
from bot.features import deliveries
from bot.features.deliveries import Delivery
from bot.features.deliveries.tables import deliveries as table
from bot.schedule import Schedule
from tests.clocks import SetClock
from tests.letterbox import Letterbox

GUILD, OTHER_GUILD, CHANNEL, OTHER_CHANNEL, FALLBACK = (10**17 + n for n in range(5))
AOI, KEN = (10**18 + n for n in range(2))


def swift() -> Limiter:
    """A limiter that keeps nobody waiting."""
    return Limiter(rate=10_000, burst=1000)


class House:
    """A courier and its schedule over a database, with a letterbox for Discord."""

    def __init__(
        self,
        db: Database,
        letterbox: Letterbox | None = None,
        clock: Clock | None = None,
        **more: Any,
    ) -> None:
        self.db = db
        self.clock = clock or SetClock()
        self.letterbox = letterbox or Letterbox()
        self.failures: list[Failure] = []
        self.lateness: list[int] = []
        self.courier = Courier(db, self.clock, self.letterbox, swift(), **more)
        self.courier.renders["reminder"] = self._render
        self.courier.on_failure = self._report
        self.schedule = Schedule(self.clock, self.courier.work)
        self.courier.changed = self.schedule.look
        self._unlisten = db.listen(deliveries.NEWS, self.schedule.look)
        self._down = False

    async def _render(self, delivery: Delivery, late: int) -> Outgoing | Nothing | Later:
        self.lateness.append(late)
        # One that made way for another was about the same thing.
        words = delivery.key.partition(" #")[0]
        if delivery.person_id is not None:
            return Outgoing(person_id=delivery.person_id, content=words)
        return Outgoing(channel_id=delivery.channel_id, content=words)

    async def _report(self, _: Any, failure: Failure) -> None:
        self.failures.append(failure)

    @property
    def now(self) -> int:
        return int(self.clock.now())

    async def open(self) -> "House":
        await self.courier.open()
        self.schedule.start()
        return self

    async def settled(self) -> None:
        """Return when nothing is due, in hand or about to be looked for."""
        async with asyncio.timeout(20):
            while True:
                await self.schedule.settled()
                await self.courier.settled()
                if self.schedule.at_rest:
                    return

    async def pass_time(self, seconds: float) -> None:
        self.clock.advance(seconds)
        await self.settled()

    async def until(self, true: Callable[[], bool], *, pause: float = 0) -> None:
        """Let everybody work until this is so."""
        async with asyncio.timeout(20):
            while not true():  # noqa: ASYNC110 - what it waits for has no event of its own
                await asyncio.sleep(pause)

    async def close(self) -> None:
        """Stop gracefully."""
        if not self._down:
            self._down = True
            self._unlisten()
            await self.schedule.stop()
            await self.courier.stop(within=0.2)

    async def crash(self) -> None:
        """End at once: nothing more is sent, settled or given back."""
        self._down = True
        self._unlisten()
        tasks = [*self.schedule._tasks, *(task for _, task in self.courier._in_hand.values())]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.schedule._scheduler.shutdown(wait=False)

    # --- what is planned and what became of it

    def reminder(self, key: str = "reminder 1", seconds: int = 0, **more: Any) -> Delivery:
        place: dict[str, Any] = {"guild_id": GUILD, "channel_id": CHANNEL}
        if "person_id" in more:
            place["channel_id"] = None
        return Delivery(key=key, kind="reminder", due_at=self.now + seconds, **place | more)

    async def plan(self, *which: Delivery) -> None:
        async with self.db.write() as tx:
            await deliveries.plan(tx, which)

    async def rows(self) -> dict[str, Any]:
        async with self.db.read() as tx:
            return {row.key: row for row in await tx.execute(select(table).where(table.c.kind == "reminder"))}

    async def states(self) -> dict[str, str]:
        return {key: row.state for key, row in (await self.rows()).items()}
