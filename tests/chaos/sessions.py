"""Sessions under chaos: a day of them passes while the real process is killed again and again."""

import asyncio
import os
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncGenerator, Coroutine, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bot.clock import Clock
from bot.db import open_database
from bot.features.voice import HEARTBEAT_SECONDS
from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import Fault, Severed
from bot.sandbox.people import Person
from bot.sandbox.server import StandIn, start
from tests.chaos.company import BEFOREHAND, HESITATION, RECAP, Company, Session
from tests.chaos.judge import Broken
from tests.chaos.ledger import on_disk
from tests.chaos.lives import Life, Vigil
from tests.chaos.mail_judge import Row, broken
from tests.chaos.points import SESSIONS, Point
from tests.chaos.session_judge import (
    PROMISES,
    Noted,
    Stay,
    What,
    attendance_lost,
    attended_too_long,
    broken_presses,
    missing_of,
    not_continued,
)
from tests.children import Child

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
DEADLINE = 1.5  # instead of Discord's three seconds: nobody learns more by waiting longer
ROUNDS = 4  # in a day
LEAD = 2 * HOUR  # from their planning to their start
STAGGER = 2 * MINUTE
# Past the two minutes for which another process's claim is left alone, and past the stagger: in each life
# something else falls due.
LAPSE = 130
WAVE_SECONDS = 2.5
RANDOM_SECONDS = 1.0  # a start takes about so long
CALM_SECONDS = 30.0
REST = 0.5  # for what arrived to be settled, and posts to be brought up to date a moment later
SHOWING_SECONDS = 5.0
SETTLING_SECONDS = 0.004  # from an answer to the commit that settles
# Once in the day one life is long enough for whoever is there to be seen again.
PATIENT_SECONDS = HEARTBEAT_SECONDS + 6.0
PRESSES = 6  # in each life

DELIVERIES = "SELECT key, state, attempts, late_ms, message_id FROM deliveries WHERE kind LIKE 'session.%'"
ANSWERS = "SELECT occurrence_id, user_id, answer FROM session_answers"
DECLARATIONS = "SELECT occurrence_id, user_id, words, result FROM session_declarations"
STAYS = "SELECT channel_id, user_id, began_at, COALESCE(ended_at, seen_at) FROM voice_stays"
OCCURRENCES = "SELECT series_id, id, state FROM session_occurrences"
STALE = "SELECT id, rev, shown_rev FROM session_occurrences WHERE shown_rev < rev"


class Stage(NamedTuple):
    """A part of a session: which post comes how long after the start, and at what the bot is killed."""

    post: str
    after: int
    presses: Sequence[str] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for point in SESSIONS if point.step.name in {self.post, *self.presses})


STAGES = (
    Stage("card", -LEAD, ("answer",)),
    Stage("reminder", -BEFOREHAND * MINUTE, ("answer",)),
    Stage("start", 0, ("declaration",)),
    Stage("close", HOUR, ("result",)),
    # Whoever was asked late has their time to say how it went.
    Stage("recap", HOUR + RECAP + 2 * LAPSE, ("result",)),
)


@dataclass
class Storm:
    """One run: a bot, those who meet, and the kills."""

    standin: StandIn
    clock: Clock
    company: Company
    life: Life
    vigil: Vigil
    database_url: str
    random: random.Random
    kills: Counter[str] = field(default_factory=lambda: Counter({point.name: 0 for point in SESSIONS}))
    deaths: list[float] = field(default_factory=list[float])
    broken: list[Broken] = field(default_factory=list[Broken])
    stays: list[Stay] = field(default_factory=list[Stay])
    _acts: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    async def rage(self, kills: int) -> None:
        """A day of sessions, with so many kills; then let everything end well."""
        begins_at = int(self.clock.now()) + MINUTE
        lives = max(2, -(-kills // (ROUNDS * len(STAGES))))
        for number in range(ROUNDS):
            await self._round(begins_at + number * DAY // ROUNDS, lives, patient=not number)
        await self._end_well()

    async def _round(self, begins_at: int, lives: int, *, patient: bool) -> None:
        """As many sessions as lives in each stage, one after the other."""
        first = begins_at + LEAD
        first += -first % MINUTE
        self.company.today.clear()
        for stage in STAGES:
            for number in range(lives):
                last = number == lives - 1
                # What was put off, for those who were asked late, is due in the last life too.
                self._sleep_until(first + stage.after + (number + last) * LAPSE)
                if stage.post == "card":
                    await self._plan(number, first + number * STAGGER)
                await (self._calm(stage, patient=patient) if last else self._wave(stage))
                await self.life.child.ended()
                await self._judge(over=False)
            if stage.post == "start":
                self.company.leave()  # and nobody hears it

    async def _plan(self, place: int, starts_at: int) -> None:
        db = await open_database(self.database_url)
        await self.company.plan(db, place, starts_at)
        await db.close()

    def _sleep_until(self, at: float) -> None:
        """Let time pass while the bot is down."""
        self.clock.advance(max(0.0, at - self.clock.now()))

    # --- a life

    async def _wave(self, stage: Stage) -> None:
        """People act, and the bot is killed at a request or at random."""
        kind = self.random.choices(("request", "random", "start"), (10, 2, 1))[0]
        if kind == "start":
            await self._begin(cut_short=self.random.uniform(0, RANDOM_SECONDS))
            await self._kill("while starting")
            return
        self._sit(stage)
        with self._traps(stage, none=kind == "random"):
            await self._begin()
            self._act(stage)
            await self._dies(self.random.uniform(0, RANDOM_SECONDS) if kind == "random" else WAVE_SECONDS)
        await self._kill("at random" if kind == "random" else "at rest")

    async def _calm(self, stage: Stage, *, patient: bool) -> None:
        """A life that is long enough for everything of a stage, and is killed too."""
        await self._begin()
        with suppress(TimeoutError):
            async with asyncio.timeout(CALM_SECONDS):
                while self.company.missing(stage.post) or self._undeclared(stage):
                    self._act(stage, all_declare=True)
                    await asyncio.sleep(HESITATION)
                    await asyncio.gather(*self._acts)
        if stage.post == "start":
            await asyncio.sleep(PATIENT_SECONDS if patient else 0)
            self.company.leave(1 / 2)
        await asyncio.sleep(REST)
        await self._kill("at rest")

    async def _begin(self, *, cut_short: float | None = None) -> None:
        # Discord drops a repeat for some minutes: here nobody may rely on that across a crash.
        self.standin.world.nonces.clear()
        await self.life.begin(self.clock.offset, cut_short=cut_short)

    async def _dies(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.life.death.wait()

    # --- acting

    def _sit(self, stage: Stage) -> None:
        if stage.post == "start":
            self.company.come_or_go()

    def _act(self, stage: Stage, *, all_declare: bool = False) -> None:
        """Let some press what can be pressed in this stage."""
        company = self.company
        self._sit(stage)
        for _ in range(PRESSES):
            session = self.random.choice(company.today)
            person = self.random.choice(session.members)
            if stage.post in {"card", "reminder"}:
                self._start(company.answer(session, person))
            elif stage.post == "start":
                self._start(company.declare(session, person))
            elif person is not session.members[0]:
                # Of each session one says nothing: they are asked, whenever that is.
                self._start(company.tell(session, person))
        if all_declare:
            for session, person in self._undeclared(stage):
                self._start(company.declare(session, person))

    def _undeclared(self, stage: Stage) -> list[tuple[Session, Person]]:
        """Of each session one must have declared: else nobody is asked how it went."""
        if stage.post != "start":
            return []
        first = [(session, session.members[0]) for session in self.company.today]
        return [one for one in first if not self.company.has_declared(*one)]

    def _start(self, act: Coroutine[Any, Any, None]) -> None:
        async def in_their_time() -> None:
            await asyncio.sleep(self.random.uniform(0, HESITATION))
            await act

        task = asyncio.create_task(in_their_time())
        self._acts.add(task)
        task.add_done_callback(self._acts.discard)

    # --- killing

    async def _kill(self, where: str) -> None:
        at = self.clock.now()
        if await self.life.kill():
            self.kills[where] += 1
            self.deaths.append(at)

    @contextmanager
    def _traps(self, stage: Stage, *, none: bool) -> Generator[None]:
        """Kill at the first of those requests at which it was killed least."""
        least = min(self.kills[point.name] for point in stage.points)
        chosen = [point for point in stage.points if self.kills[point.name] == least and not none]
        traps = [self._trap(point) for point in chosen]
        yield
        for trap in traps:
            trap.cancel()

    def _trap(self, point: Point) -> Fault:
        async def strike(exchange: Exchange) -> None:
            if not point.step.is_it(exchange) or self.random.random() >= point.step.chance:
                return
            if self.life.death.is_set():
                return
            if point.moment == "answered":
                await asyncio.sleep(self.random.uniform(0, SETTLING_SECONDS))
            await self._kill(point.name)
            if point.lost:
                raise Severed

        return self.standin.faults.hook(point.moment, point.step.match, strike)

    # --- ending and judging

    async def _end_well(self) -> None:
        await asyncio.gather(*self._acts)
        self._sleep_until(self.clock.now() + LAPSE)
        await self._begin()
        await asyncio.sleep(SHOWING_SECONDS)
        if await self.life.stop():
            self.broken.append(Broken("unclean_stop", 0, "\n".join(self.life.child.log)))
        await self._judge(over=True)
        stale = await on_disk(self.database_url, STALE)
        self.broken += [Broken("stale", row[0], str(row)) for row in stale]

    async def _judge(self, *, over: bool) -> None:
        company = self.company
        occurrences = await on_disk(self.database_url, OCCURRENCES)
        for series_id, occurrence_id, _ in occurrences:
            company.follow(series_id, occurrence_id)
        rows = [Row(*row) for row in await on_disk(self.database_url, DELIVERIES)]
        known = {row.key for row in rows}
        # A post that tells people is only planned when it is time.
        letters = [letter for letter in company.letters if over or letter.key in known]
        self.broken += broken(letters, rows, company.arrivals, over=over)
        self.broken += broken_presses(company.presses, await self._noted())
        self.stays = [Stay(*row) for row in await on_disk(self.database_url, STAYS)]
        self.broken += attended_too_long(company.so_far, self.stays)
        if over:
            states = [(series_id, state) for series_id, _, state in occurrences]
            self.broken += not_continued(company.again, states)
            self.broken += attendance_lost(company.presences, self.stays, self.deaths, self.vigil.spells)

    async def _noted(self) -> Noted:
        noted = dict[tuple[What, int, int], str]()
        for occurrence_id, user_id, answer in await on_disk(self.database_url, ANSWERS):
            noted["answer", occurrence_id, user_id] = answer
        for occurrence_id, user_id, words, result in await on_disk(self.database_url, DECLARATIONS):
            noted["declaration", occurrence_id, user_id] = words
            if result is not None:
                noted["result", occurrence_id, user_id] = result
        return noted

    def report(self) -> dict[str, Any]:
        """What happened, in numbers."""
        found = {(one.promise, one.number) for one in self.broken}
        promises = Counter(promise for promise, _ in found)
        counts = self.company.counts
        promises["broken_answers"] += counts.pop("broken_answers", 0)
        promises["refused"] += counts.pop("refused", 0)
        promises["errors_logged"] += sum(" level=error " in line for line in self.life.child.log)
        promises["bad_requests"] += len(self.standin.problems)
        presses = self.company.presses
        return {
            "kills": {"total": self.kills.total(), **self.kills},
            "sessions": len(self.company.again),
            "posts": len(self.company.arrivals),
            "pressed": dict(Counter(press.what for press in presses)),
            "told": sum(press.told for press in presses),
            **counts,
            "attendance": self._attendance(),
            "broken": {promise: promises[promise] for promise in PROMISES},
        }

    def _attendance(self) -> dict[str, Any]:
        """Seconds people were there and are said to have been; `up` is without the time the bot was down."""
        company, down = self.company, self.vigil.spells
        costs = [missing_of(one, self.stays, self.deaths, down) for one in company.presences]
        kept = sum(stay.until - stay.began_at for stay in self.stays)
        missing = sum(seconds for seconds, _ in costs)
        worst = max((seconds / max(1, kills) for seconds, kills in costs), default=0.0)
        return {
            "presences": len(costs),
            "kept_seconds": kept,
            "missing_seconds": round(missing, 1),
            "most_missing_per_kill": round(worst, 1),
        }


@asynccontextmanager
async def storm(database_url: str, chance: random.Random) -> AsyncGenerator[Storm]:
    """A community with a bot that sleeps still."""
    clock = Clock()
    description = os.environ.get("DISCORD_OPENAPI")
    standin = await start(now=clock.now, openapi=Path(description) if description else None)
    standin.interactions.deadline = DEADLINE
    application = standin.world.add_application("Engawa", "made-up.token-of.the-storm")
    company = Company(standin, clock, application, chance)
    vigil = Vigil(clock.now)
    life = Life(Child(standin, application, "bot", DATABASE_URL=database_url), vigil)
    try:
        yield Storm(standin, clock, company, life, vigil, database_url, chance)
    finally:
        if life.child.alive:
            await life.child.kill()
        await standin.close()


async def sessions(*, kills: int, seed: int, postgresql: str | None) -> dict[str, Any]:
    """Let it rage; the numbers of what happened. How a promise was broken goes to standard error."""
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        url = postgresql or f"sqlite:///{folder}/engawa.db"
        async with storm(url, random.Random(seed)) as raging:
            try:
                await raging.rage(kills)
            finally:
                for one in raging.broken:
                    print(*one, sep="\n  ", file=sys.stderr)
                print(*raging.life.child.log, *raging.standin.problems, sep="\n", file=sys.stderr)
            return {"seed": seed, **raging.report(), "seconds": round(time.monotonic() - begun, 1)}
