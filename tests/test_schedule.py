"""The schedule: it looks whenever something may be due, and never twice at once."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot import schedule as schedule_module
from bot.clock import Clock
from bot.schedule import Schedule

Gate = Callable[[], Awaitable[object]]


class Agenda:
    """What is due when; due things are taken up when `work` is called."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.due: list[int] = []
        self.taken: list[int] = []
        self.rounds = 0
        self.at_once = 0
        self.most_at_once = 0
        self.faults = 0
        self.gate: Gate = lambda: asyncio.sleep(0)
        self.schedule = Schedule(clock, self.work)

    async def work(self) -> int | None:
        self.at_once += 1
        self.rounds += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self.gate()
        self.at_once -= 1
        if self.faults:
            self.faults -= 1
            raise OSError("the database is away")
        now = int(self.clock.now())
        self.taken += [due for due in self.due if due <= now]
        self.due = [due for due in self.due if due > now]
        return min(self.due, default=None)

    async def until_taken(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.taken) < count:  # noqa: ASYNC110 - it waits for real time
                await asyncio.sleep(0.01)


@pytest.fixture
def agenda() -> Agenda:
    return Agenda(Clock())


async def test_it_looks_at_the_instant_and_not_before(agenda: Agenda) -> None:
    due = int(agenda.clock.now()) + 2
    agenda.due = [due, due + 3600]
    agenda.schedule.start()
    await agenda.schedule.settled()
    assert agenda.rounds == 1
    await agenda.until_taken(1)
    assert 0 <= agenda.clock.now() - due < 0.9
    assert agenda.due == [due + 3600]
    await agenda.schedule.stop()


async def test_a_moved_clock_is_followed_without_waiting(agenda: Agenda) -> None:
    agenda.due = [int(agenda.clock.now()) + 7200]
    agenda.schedule.start()
    await agenda.schedule.settled()
    agenda.clock.advance(3600)
    agenda.clock.advance(3600)
    assert not agenda.schedule.at_rest
    await agenda.schedule.settled()
    assert len(agenda.taken) == 1
    await agenda.schedule.stop()


async def test_two_jobs_are_enough_for_however_much_is_planned(agenda: Agenda) -> None:
    now = int(agenda.clock.now())
    agenda.due = [now + 60 + n for n in range(5000)]
    agenda.schedule.start()
    for _ in range(20):
        agenda.schedule.look()
        await agenda.schedule.settled()
    assert len(agenda.schedule._scheduler.get_jobs()) == 2
    await agenda.schedule.stop()


async def test_what_nobody_told_of_is_seen_by_the_safety_net(
    agenda: Agenda, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule_module, "SAFETY_NET_SECONDS", 0.05)
    agenda.schedule.start()
    await agenda.schedule.settled()
    agenda.due = [int(agenda.clock.now())]
    await agenda.until_taken(1)
    await agenda.schedule.stop()


async def test_a_look_that_fails_is_repeated(
    agenda: Agenda, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(schedule_module, "FAULT_SECONDS", 0.05)
    agenda.due = [int(agenda.clock.now())]
    agenda.faults = 2
    agenda.schedule.start()
    await agenda.until_taken(1)
    assert caplog.text.count("could not be looked for") == 2
    await agenda.schedule.stop()


async def test_rounds_never_overlap_and_starting_twice_is_harmless(agenda: Agenda) -> None:
    agenda.schedule.start()
    agenda.schedule.start()
    for _ in range(50):
        agenda.schedule.look()
        await asyncio.sleep(0)
    await agenda.schedule.settled()
    assert agenda.most_at_once == 1
    assert agenda.rounds < 51
    await agenda.schedule.stop()


async def test_what_is_planned_during_a_round_gets_a_round_of_its_own(agenda: Agenda) -> None:
    inside, gate = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        inside.set()
        await gate.wait()

    agenda.gate = hold
    agenda.schedule.start()
    await inside.wait()
    agenda.schedule.look()
    settled = asyncio.create_task(agenda.schedule.settled())
    gate.set()
    await settled
    assert agenda.rounds == 2
    await agenda.schedule.stop()


async def test_a_stop_lets_the_round_finish_and_nothing_follows(agenda: Agenda) -> None:
    inside, gate = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        inside.set()
        await gate.wait()

    agenda.gate = hold
    agenda.due = [int(agenda.clock.now())]
    agenda.schedule.start()
    await inside.wait()
    stopping = asyncio.create_task(agenda.schedule.stop())
    await asyncio.sleep(0)
    gate.set()
    await stopping
    assert (len(agenda.taken), agenda.rounds) == (1, 1)
    agenda.schedule.look()
    agenda.clock.advance(60)
    await agenda.schedule.settled()
    assert agenda.schedule.at_rest
    assert agenda.rounds == 1
    agenda.schedule.start()
    assert agenda.schedule.at_rest


async def test_a_stop_before_the_start_keeps_it_from_starting(agenda: Agenda) -> None:
    await agenda.schedule.stop()
    agenda.schedule.start()
    await agenda.schedule.settled()
    assert agenda.rounds == 0
