"""Stays under whatever happens in whatever order, beside a count that knows no stays: second by second."""

import asyncio
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.db import Database, open_database
from bot.features import consent, voice
from bot.features.voice import HEARTBEAT_SECONDS, Here, Whereabouts

pytestmark = pytest.mark.long

NOON = 1_750_000_000
PEOPLE = range(1, 5)
ROOMS = range(1, 4)
guilds = count(10**17)
runs = count(1)

House = tuple[asyncio.Runner, Database]


@pytest.fixture(scope="module")
def house(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    file = shutil.copy(empty_file, tmp_path_factory.mktemp("voice") / "engawa.db")
    with asyncio.Runner() as runner:
        db = runner.run(open_database(f"sqlite:///{file}"))
        yield runner, db
        runner.run(db.close())


class Evening:
    """People come and go; the bot crashes and its line breaks. `really` is what was, `certain` the part
    that nothing excuses from being kept, `possible` what cannot be told from having been."""

    def __init__(self, db: Database, seed: int) -> None:
        self.db = db
        self.luck = random.Random(seed)
        self.guild = next(guilds)
        self.now = NOON
        self.there: dict[int, Here] = {}
        self.sessions = count(1)
        self.where: Whereabouts | None = None
        self.run = 0
        self.beats_at = 0
        self.line_up = True
        self.missed: list[tuple[int, Here | None]] = []
        self.before_gap: dict[int, Here] = {}
        self.broken: set[int] = set()
        self.in_gap: dict[int, Counter[int]] = {}
        self.possible: dict[int, Counter[int]] = {person: Counter() for person in PEOPLE}
        self.certain: dict[int, Counter[int]] = {person: Counter() for person in PEOPLE}
        self.possible_company: dict[int, int] = dict.fromkeys(PEOPLE, 0)
        self.certain_company: dict[int, int] = dict.fromkeys(PEOPLE, 0)
        self.crashes = 0

    # --- the world

    def act(self) -> None:
        person = self.luck.choice(PEOPLE)
        here = self.there.get(person)
        if here is None:
            self.tell(
                person, Here(self.luck.choice(ROOMS), f"s{next(self.sessions)}", self.luck.random() < 0.7)
            )
        elif self.luck.random() < 0.4:
            self.tell(person, None)
        elif self.luck.random() < 0.5:
            self.tell(person, here._replace(listens=not here.listens))
        else:
            self.tell(person, here._replace(channel_id=self.luck.choice(ROOMS)))

    def tell(self, person: int, here: Here | None) -> None:
        before = self.there.pop(person, None)
        if here is not None:
            self.there[person] = here
        if before is None or here is None or before.channel_id != here.channel_id:
            self.broken.add(person)
        if self.where is None:
            return
        if self.line_up:
            self.where.saw(self.guild, person, here, self.now)
        else:
            self.missed.append((person, here))

    async def pass_time(self, seconds: int) -> None:
        for _ in range(seconds):
            self.count_second()
            self.now += 1
            if self.where is not None and self.now >= self.beats_at:
                await self.beat()

    def count_second(self) -> None:
        rooms = Counter(here.channel_id for here in self.there.values())
        for person, here in self.there.items():
            company = here.listens and rooms[here.channel_id] > 1
            self.possible[person][here.channel_id] += 1
            self.possible_company[person] += company
            if self.where is not None and self.line_up:
                self.certain[person][here.channel_id] += 1
                self.certain_company[person] += company
            elif self.where is not None:
                self.in_gap.setdefault(person, Counter())[here.channel_id] += 1

    # --- the bot

    async def write(self) -> None:
        assert self.where is not None
        news = self.where.take()
        kept = await voice.keep(self.db, self.run, news.seen, news.servers)
        self.where.kept(news.seen, kept.open, kept.refused)

    async def beat(self) -> None:
        assert self.where is not None
        await self.write()
        await voice.heartbeat(self.db, self.run, self.now, silent=self.where.silent())
        self.beats_at = self.now + HEARTBEAT_SECONDS

    async def start(self) -> None:
        self.where, self.run, self.line_up = Whereabouts(), next(runs), True
        self.where.snapshot(self.guild, self.there, self.now)
        await self.write()
        self.beats_at = self.now + self.luck.randint(1, HEARTBEAT_SECONDS)

    def crash(self) -> None:
        """At any moment; what was not written is gone."""
        self.where, self.line_up, self.missed, self.in_gap = None, True, [], {}
        self.crashes += 1

    async def stop(self) -> None:
        await self.beat()
        self.where, self.missed, self.in_gap = None, [], {}

    async def lose_line(self) -> None:
        assert self.where is not None
        self.where.lose([self.guild], self.now)
        self.line_up, self.before_gap, self.broken, self.in_gap = False, dict(self.there), set(), {}
        await self.write()

    async def back(self, *, resumed: bool) -> None:
        assert self.where is not None
        if resumed:
            for person, here in self.missed:
                self.where.saw(self.guild, person, here, self.now)
            self.where.hear_again([self.guild], self.now)
        else:
            self.where.snapshot(self.guild, self.there, self.now)
        for person, before in self.before_gap.items():
            gap = self.in_gap.get(person, Counter())
            after = self.there.get(person)
            same = after is not None and after[:2] == before[:2]
            if person not in self.broken:
                # There all along: nothing of it may be lost.
                self.certain[person] += gap
            elif same and not resumed:
                # Into another room and back within one voice connection, while nobody listened.
                self.possible[person][before.channel_id] += gap.total() - gap[before.channel_id]
                self.possible_company[person] += gap.total()
        self.line_up, self.missed, self.in_gap = True, [], {}
        await self.write()


async def live_through(db: Database, seed: int, lengths: list[int]) -> Evening:
    evening = Evening(db, seed)
    async with db.write() as tx:
        await consent.start_counting(tx, evening.guild, 9, NOON - 1)
        await consent.noticed(tx, evening.guild, NOON - 1)
    await evening.start()
    luck = evening.luck
    for length in lengths:
        what = luck.random()
        if evening.where is None:
            if what < 0.5:
                await evening.start()
        elif not evening.line_up:
            if what < 0.4:
                await evening.back(resumed=what < 0.2)
            elif what < 0.5:
                evening.crash()
        elif what < 0.08:
            evening.crash()
        elif what < 0.12:
            await evening.stop()
        elif what < 0.22:
            await evening.lose_line()
        for _ in range(luck.choice([0, 1, 1, 2, 3])):
            evening.act()
        if evening.where is not None and luck.random() < 0.95:
            await evening.write()
        await evening.pass_time(length)
    if evening.where is None:
        await evening.start()
    elif not evening.line_up:
        await evening.back(resumed=True)
    await evening.beat()
    return evening


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32), lengths=st.lists(st.integers(0, 90), min_size=5, max_size=40))
def test_time_is_never_made_up_and_a_crash_costs_at_most_a_minute(
    house: House, seed: int, lengths: list[int]
) -> None:
    runner, db = house
    evening = runner.run(live_through(db, seed, lengths))
    end = evening.now
    lost = HEARTBEAT_SECONDS * evening.crashes
    for person in PEOPLE:
        in_company = 0
        for room in ROOMS:
            kept = runner.run(voice.seconds_by_person(db, evening.guild, room, NOON, end))
            seconds = kept.get(person, 0)
            assert seconds <= evening.possible[person][room], (person, room)
            assert seconds >= evening.certain[person][room] - lost, (person, room)
            stays = runner.run(voice.stays(db, room, NOON, end + 1))
            in_company += sum(s.credit() for s in stays if (s.guild_id, s.user_id) == (evening.guild, person))
        assert in_company <= evening.possible_company[person], person
        # Who had company when nobody listened is not known; a minute of it may be gone with each crash.
        assert in_company >= evening.certain_company[person] - lost, person
