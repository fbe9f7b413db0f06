"""Check-ins in any order: whatever members do and clocks say, nobody is asked who should be left in peace."""

import asyncio
import contextlib
import shutil
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.db import Database, open_database
from bot.errors import Refusal
from bot.features import checkins, consent, privacy
from bot.features import settings as chosen
from bot.features.checkins import Entry, Plan, What, local_day
from bot.features.checkins.slots import slot_delivery
from bot.features.deliveries import new_id
from bot.when import in_quiet_hours

pytestmark = pytest.mark.long

GUILD, PEOPLE = 10**17, (10**18, 10**18 + 1)
ZONES = ("Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
QUARTER, HOUR = 15 * 60, 3600
START = 1_772_900_000 // QUARTER * QUARTER  # hours before clocks change in New York
people = st.sampled_from(PEOPLE)


class Life(RuleBasedStateMachine):
    """Two members choose and change, the clock goes on, and every slot is delivered, some of them late."""

    file: Path

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        self.folder = TemporaryDirectory()
        copy = shutil.copy(self.file, f"{self.folder.name}/engawa.db")
        self.db: Database = self.runner.run(open_database(f"sqlite:///{copy}"))
        self.now, self.event = START, 1
        self.prompted = Counter[tuple[int, str, What]]()
        self.away_since: int | None = None

    def teardown(self) -> None:
        if hasattr(self, "db"):
            self.runner.run(self.db.close())
            self.runner.close()
            self.folder.cleanup()

    def does(self, act: Any) -> None:
        with contextlib.suppress(Refusal):
            self.runner.run(act)

    def next_event(self) -> int:
        self.event += 1
        return self.event

    @rule(who=people, quarter=st.integers(0, 95), evening=st.none() | st.integers(0, 95))
    def start(self, who: int, quarter: int, evening: int | None) -> None:
        wanted = Plan(GUILD, who, self.next_event(), tuple(range(7)), quarter * 15, "mention")
        later = None if evening is None else evening * 15
        self.does(checkins.start(self.db, replace(wanted, evening=later), self.now))

    @rule(who=people, days=st.integers(1, 3))
    def pause(self, who: int, days: int) -> None:
        until = local_day(self.now, "UTC") + timedelta(days=days)
        self.does(checkins.pause(self.db, GUILD, who, self.next_event(), until, self.now))

    @rule(who=people)
    def stop(self, who: int) -> None:
        self.does(checkins.stop(self.db, GUILD, who, self.next_event(), self.now))

    @rule(who=people, yes=st.booleans())
    def change_their_mind(self, who: int, *, yes: bool) -> None:
        self.does(consent.decide(self.db, who, GUILD, "checkins", yes=yes, at=self.now))

    @rule(who=people, zone=st.sampled_from(ZONES))
    def move(self, who: int, zone: str) -> None:
        self.does(chosen.change_member(self.db, who, None, "zone", zone, at=self.now))

    @rule(who=people, start=st.integers(0, 23), length=st.integers(1, 10))
    def want_quiet(self, who: int, start: int, length: int) -> None:
        hours = (start * 60, (start + length) % 24 * 60)
        self.does(chosen.change_member(self.db, who, None, "quiet_hours", hours, at=self.now))

    @rule(who=people)
    def say(self, who: int) -> None:
        self.does(checkins.say(self.db, Entry(self.next_event(), GUILD, who, self.now, "write")))

    @rule(who=people)
    def be_forgotten(self, who: int) -> None:
        self.does(privacy.forget_all(self.db, who, None, stay_uncounted=False, now=self.now))
        # Nothing is kept about them, so that a new beginning is a new one.
        self.prompted = Counter({key: n for key, n in self.prompted.items() if key[0] != who})

    @rule(quarters=st.integers(1, 60), late=st.sampled_from([0, 0, 0, HOUR, 4 * HOUR]))
    def time_passes(self, quarters: int, late: int) -> None:
        for _ in range(quarters):
            self.now += QUARTER
            whats: tuple[What, What] = ("morning", "evening")
            for what in whats:
                self.runner.run(self._ask(what, self.now - late))

    async def _ask(self, what: What, slot: int) -> None:
        delivery = slot_delivery(GUILD, what, slot)
        found = await checkins.ask_together(self.db, GUILD, what, slot, 0, new_id(), self.now)
        assert delivery.expires_at is not None
        for who in found.mentioned:
            server, own = await chosen.here(self.db, GUILD, who)
            zone = own.zone or server.zone
            plan = await checkins.plan_of(self.db, GUILD, who)
            assert plan is not None, "they stopped, or were forgotten"
            assert await consent.agrees(self.db, GUILD, who, "checkins")
            assert plan.paused_until is None or self.now >= plan.paused_until
            assert own.quiet_hours is None or not in_quiet_hours(self.now, zone, *own.quiet_hours)
            assert self.now - slot <= 3 * HOUR
            assert local_day(self.now, zone) == local_day(slot, zone)
            self.prompted[who, local_day(slot, zone).isoformat(), what] += 1

    @invariant()
    def nobody_is_asked_twice_a_day(self) -> None:
        if hasattr(self, "prompted"):
            assert all(n == 1 for n in self.prompted.values()), self.prompted


@pytest.mark.parametrize("examples", [12])
def test_nobody_is_asked_twice_a_day_or_in_quiet_or_paused_or_after_a_no(
    empty_file: Path, examples: int
) -> None:
    Life.file = empty_file
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
