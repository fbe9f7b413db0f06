"""The courier under whatever happens in whatever order: each sent at most once, and nothing lost."""

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import Coroutine
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.courier import Outgoing, Places
from bot.db import Database, open_database
from bot.features import deliveries
from bot.features.deliveries import Delivery
from tests.clocks import SetClock
from tests.letterbox import Letterbox, lost_answer, unreachable
from tests.rounds import House

pytestmark = pytest.mark.long

T = TypeVar("T")

KEYS = st.sampled_from([f"reminder {n}" for n in range(6)])
DELAYS = st.integers(0, 300)


@cache
def empty_database() -> Path:
    """A file with the newest schema: making one takes longer than a whole run."""
    path = Path(tempfile.mkdtemp(prefix="engawa-")) / "empty.db"

    async def make() -> None:
        await (await open_database(str(path))).close()

    asyncio.run(make())
    return path


class Deliveries(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp(prefix="engawa-"))
        self.clock = SetClock()
        self.letterbox = Letterbox()
        self.early: list[str] = []
        self.live: dict[str, int] = {}  # what is planned and not cancelled, and when it is due
        self.armed = Counter[str]()  # how often each may be sent
        self.crashes = 0
        self.db: Database
        self.house: House

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def begin(self) -> None:
        shutil.copy(empty_database(), self.folder / "engawa.db")
        self.run(self._open())

    async def _open(self) -> None:
        self.db = await open_database(str(self.folder / "engawa.db"))
        self.house = House(self.db, self.letterbox, self.clock, places=Places(seconds=0))
        render = self.house.courier.renders["reminder"]

        async def watched(delivery: Delivery, late: int) -> Any:
            if delivery.due_at > self.house.now:
                self.early.append(delivery.key)
            return await render(delivery, late)

        self.house.courier.renders["reminder"] = watched
        await self.house.open()

    # --- what members do

    @rule(key=KEYS, delay=DELAYS, channel=st.integers(1, 3))
    def plan_one(self, key: str, delay: int, channel: int) -> None:
        self.plan(key, delay, channel)

    def plan(self, key: str, delay: int, channel: int) -> None:
        reminder = self.house.reminder(key, delay, channel_id=channel)
        self.run(self.house.plan(reminder))
        if key not in self.live:
            self.live[key] = reminder.due_at
            self.armed[key] += 1

    @rule(key=KEYS, delay=DELAYS)
    def move(self, key: str, delay: int) -> None:
        due_at = self.house.now + delay

        async def move() -> bool:
            async with self.db.write() as tx:
                return await deliveries.move(tx, key, self.house.now, due_at=due_at, expires_at=None)

        assert self.run(move()) == (key in self.live)
        if key in self.live and self.live[key] != due_at:
            self.live[key] = due_at
            self.armed[key] += 1

    @rule(key=KEYS)
    def cancel(self, key: str) -> None:
        async def cancel() -> int:
            async with self.db.write() as tx:
                return await deliveries.cancel(tx, [key], self.house.now)

        if self.run(cancel()):
            del self.live[key]

    # --- what time and the world do

    @rule(seconds=st.integers(1, 400))
    def pass_time(self, seconds: int) -> None:
        self.run(self.house.pass_time(seconds))

    @rule(seconds=st.integers(1, 400))
    def jump(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @rule(faults=st.lists(st.sampled_from(["before", "after"]), min_size=1, max_size=4))
    def break_the_network(self, faults: list[str]) -> None:
        self.letterbox.before += [unreachable] * faults.count("before")
        self.letterbox.after += [lost_answer] * faults.count("after")

    @rule()
    def restart(self) -> None:
        async def restart() -> None:
            await self.house.close()
            await self.db.close()
            await self._open()

        self.run(restart())

    @rule(moment=st.sampled_from(["received", "applied", "answered"]), seconds=st.integers(0, 400))
    def crash(self, moment: str, seconds: int) -> None:
        """Crash at this moment of whatever is due first, with at least one due."""
        self.crashes += 1
        self.plan(f"due at crash {self.crashes}", 0, 1)
        self.run(self._crash(moment, seconds))

    async def _crash(self, moment: str, seconds: int) -> None:
        sprung, send = asyncio.Event(), self.letterbox.send

        async def trapped(outgoing: Outgoing, nonce: int) -> Any:
            if moment == "applied":
                await send(outgoing, nonce)
            sprung.set()
            await asyncio.Event().wait()

        async def never(*_: Any) -> None:
            sprung.set()
            await asyncio.Event().wait()

        if moment == "answered":
            self.house.courier._settle = never
        else:
            self.letterbox.send = trapped
        self.clock.advance(seconds)
        caught = asyncio.create_task(sprung.wait())
        settled = asyncio.create_task(self.house.settled())
        await asyncio.wait([caught, settled], return_when=asyncio.FIRST_COMPLETED)
        for task in (caught, settled):
            task.cancel()
        await asyncio.gather(caught, settled, return_exceptions=True)
        await self.house.crash()
        self.letterbox.__dict__.pop("send", None)
        await self.db.close()
        await self._open()

    # --- what holds

    @precondition(lambda self: hasattr(self, "house"))
    @invariant()
    def nothing_is_seen_twice_or_early(self) -> None:
        assert [n for n, times in Counter(p.nonce for p in self.letterbox.posted).items() if times > 1] == []
        for key, times in Counter(self.letterbox.said).items():
            assert times <= self.armed[str(key)], key
        assert self.early == []
        assert self.house.failures == []

    def teardown(self) -> None:
        if hasattr(self, "house"):
            self.run(self._end())
        self.runner.close()
        shutil.rmtree(self.folder)

    async def _end(self) -> None:
        self.letterbox.before, self.letterbox.after = [], []
        for _ in range(4):
            await self.house.pass_time(400)
        self.nothing_is_seen_twice_or_early()
        rows = await self.house.rows()
        assert {row.state for row in rows.values()} <= {"sent", "skipped"}
        posted = {one.nonce for one in self.letterbox.posted}
        for key in self.live:
            assert rows[key].state == "sent", key
            assert rows[key].id in posted, key
        await self.house.close()
        await self.db.close()


TestDeliveries = Deliveries.TestCase
TestDeliveries.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
