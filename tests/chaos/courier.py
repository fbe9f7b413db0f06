"""The courier under chaos: the real process is killed while it delivers, and everything is counted."""

import asyncio
import os
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.clock import Clock
from bot.db import is_postgresql, open_database
from bot.features.deliveries import lateness_of
from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import Fault, Severed
from bot.sandbox.server import StandIn, start
from tests.chaos.judge import Broken
from tests.chaos.ledger import on_disk
from tests.chaos.lives import Life, Vigil
from tests.chaos.mail import Mail
from tests.chaos.mail_judge import PROMISES, Row, Spell, broken, late_ms
from tests.chaos.points import DELIVERIES, Point
from tests.chaos.weather import Weather
from tests.children import Child
from tests.postgresql import PostgreSQL, programs

LETTERS, MINUTE = 300, 60  # so many fall due in so many seconds
LEAD = 2  # seconds from their planning until the first is due
RANDOM_SECONDS = 0.8  # a start takes about so long, and so does the way to a kill at a request
WAVE_SECONDS = 2.0
SAFE_SECONDS = (
    1.5  # half of the processes are safe from kills for up to so long, or all would die in a backlog
)
SETTLING_SECONDS = 0.004  # from an answer to the commit that settles
EVEN = 2  # by how many kills one request may be ahead of another
# Past the two minutes for which another process's claim is left alone, past the longest pause between two
# tries, and past some of the minutes for which Discord knows a nonce.
LAPSE = 130
CALMS = 6
CALM_SECONDS = 30.0
REST = 1.5

DELIVERIES_ON_DISK = "SELECT key, state, attempts, late_ms, message_id FROM deliveries WHERE kind = 'notice'"


@dataclass
class Storm:
    """One run: one process or several of the bot, its mail, the weather, and the kills."""

    standin: StandIn
    clock: Clock
    mail: Mail
    weather: Weather
    lives: list[Life]
    vigil: Vigil
    database_url: str
    random: random.Random
    kills: Counter[str] = field(default_factory=lambda: Counter({point.name: 0 for point in DELIVERIES}))
    stops: int = 0
    sleeps: list[Spell] = field(default_factory=list[Spell])
    broken: list[Broken] = field(default_factory=list[Broken])
    rows: list[Row] = field(default_factory=list[Row])
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def rage(self, kills: int) -> None:
        """Minute after minute of mail until it was killed so often; then let everything arrive."""
        await self._with_database(self.mail.move_in)
        while self.kills.total() < kills:
            await self._minute(kills)
        self.standin.faults.clear()
        for _ in range(CALMS):
            await self._calm()
            if all(row.state not in {"waiting", "claimed"} for row in self.rows):
                break
        await self._judge(over=True)

    async def _with_database(self, act: Any, *arguments: Any) -> None:
        """Do something to the database while the bot is down."""
        db = await open_database(self.database_url)
        await act(db, *arguments)
        await db.close()

    async def _minute(self, kills: int) -> None:
        begins_at = int(self.clock.now()) + LEAD
        await self._with_database(self.mail.plan, LETTERS, begins_at, MINUTE)
        raging = asyncio.create_task(self.weather.rage())
        try:
            async with asyncio.TaskGroup() as all_lives:
                for life in self.lives:
                    all_lives.create_task(self._live(life, kills, begins_at + MINUTE))
        finally:
            raging.cancel()
            await asyncio.gather(raging, return_exceptions=True)
        self._sleep()

    def _sleep(self) -> None:
        """Let time pass while the bot is down."""
        now = self.clock.now()
        self.clock.advance(LAPSE)
        self.sleeps.append((now, self.clock.now()))

    async def _live(self, life: Life, kills: int, until: int) -> None:
        """One life after another, until it was killed often enough or the minute is over."""
        while self.kills.total() < kills and self.clock.now() < until:
            at_random = self.random.random() < 1 / 3
            if at_random and self.random.random() < 1 / 3:
                await self._begin(life, cut_short=self.random.uniform(0, RANDOM_SECONDS))
                await self._kill(life, "while starting")
            elif at_random and self.random.random() < 1 / 4:
                await self._begin(life)
                await self._dies(life, self.random.uniform(0, RANDOM_SECONDS))
                await self._stop(life)
            else:
                await self._begin(life)
                if self.random.random() < 1 / 2:
                    await self._dies(life, self.random.uniform(0, SAFE_SECONDS))
                with self._traps(life, none=at_random):
                    seconds = self.random.uniform(0, RANDOM_SECONDS) if at_random else WAVE_SECONDS
                    await self._dies(life, seconds)
                await self._kill(life, "at random" if at_random else "at rest")
            await life.child.ended()
            await self._judge(over=False)

    async def _begin(self, life: Life, cut_short: float | None = None) -> None:
        # One after the other: it is the gateway that tells who has come.
        async with self._starting:
            if not any(other.child.alive for other in self.lives):
                # Discord drops a repeat for some minutes: here nobody may rely on that across a crash.
                self.standin.world.nonces.clear()
            await life.begin(self.clock.offset, cut_short=cut_short)

    async def _dies(self, life: Life, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await life.death.wait()

    # --- ending

    async def _kill(self, life: Life, where: str) -> None:
        if not await life.kill():
            return
        self.kills[where] += 1
        others = [other for other in self.lives if other is not life]
        if others and self.random.random() < 1 / 4:
            other = self.random.choice(others)
            if await other.kill():
                self.kills["together with another"] += 1

    async def _stop(self, life: Life) -> None:
        self.stops += 1
        if await life.stop():
            self.broken.append(Broken("unclean_stop", 0, "\n".join(life.child.log)))

    @contextmanager
    def _traps(self, life: Life, *, none: bool) -> Generator[None]:
        """Kill at the first of those requests at which it was killed least."""
        least = min(self.kills[point.name] for point in DELIVERIES)
        chosen = [point for point in DELIVERIES if self.kills[point.name] <= least + EVEN and not none]
        traps = [self._trap(point, life) for point in chosen]
        yield
        for trap in traps:
            trap.cancel()

    def _trap(self, point: Point, life: Life) -> Fault:
        async def strike(exchange: Exchange) -> None:
            chance = self.random.random() < point.step.chance
            if not chance or life.death.is_set() or not life.asked(exchange):
                return
            if point.moment == "answered":
                await asyncio.sleep(self.random.uniform(0, SETTLING_SECONDS))
            await self._kill(life, point.name)
            if point.lost:
                raise Severed

        return self.standin.faults.hook(point.moment, point.step.match, strike)

    # --- the calm afterwards

    async def _calm(self) -> None:
        """Let everybody work until everything has arrived, and end well."""
        self._sleep()
        for life in self.lives:
            await self._begin(life)
        with suppress(TimeoutError):
            async with asyncio.timeout(CALM_SECONDS):
                while self.mail.missing():  # noqa: ASYNC110 - what it waits for has no event of its own
                    await asyncio.sleep(0.1)
        await asyncio.sleep(REST)  # for what arrived to be settled
        for life in self.lives:
            await self._stop(life)
        await self._judge(over=False)

    # --- judging

    async def _judge(self, *, over: bool) -> None:
        if not is_postgresql(self.database_url) and any(life.child.alive for life in self.lives):
            return
        self.rows = [Row(*row) for row in await on_disk(self.database_url, DELIVERIES_ON_DISK)]
        self.broken += broken(self.mail.letters, self.rows, self.mail.arrivals, over=over)

    def report(self) -> dict[str, Any]:
        """What happened, in numbers."""
        found = {(one.promise, one.number) for one in self.broken}
        promises = Counter(promise for promise, _ in found)
        lines = [line for life in self.lives for line in life.child.log]
        promises["errors_logged"] += sum(" level=error " in line for line in lines)
        promises["bad_requests"] += len(self.standin.problems)
        return {
            "processes": len(self.lives),
            "database": "PostgreSQL" if is_postgresql(self.database_url) else "SQLite",
            "kills": {"total": self.kills.total(), **self.kills},
            "stops": self.stops,
            "weather": self.weather.counts,
            "deliveries": len(self.mail.letters),
            "arrived": len(self.mail.arrivals),
            "late_ms": self._lateness(),
            "broken": {promise: promises[promise] for promise in PROMISES},
        }

    def _lateness(self) -> dict[str, Any]:
        """`seen`: when Discord had it, without the time in which no process was up. `recorded`: by the bot.

        `undisturbed` are those that were claimed once, and while the bot was up throughout. What fell due
        while the clock was moved on is left out: all of it came at once.
        """
        came = {arrival.message_id: arrival.at for arrival in self.mail.arrivals}
        known = {row.key: row for row in self.rows}
        seen, undisturbed, recorded = list[int](), list[int](), list[int]()
        for letter in self.mail.letters:
            row = known[letter.key]
            if row.message_id not in came or row.late_ms is None:
                continue
            at = came[row.message_id]
            if any(since <= letter.due_at < until for since, until in self.sleeps):
                continue
            seen.append(late_ms(letter.due_at, at, self.vigil.spells))
            asleep = any(since < at and until > letter.due_at for since, until in self.vigil.spells)
            if row.attempts == 1 and not asleep:
                undisturbed.append(seen[-1])
                recorded.append(row.late_ms)
        named = {"seen": seen, "undisturbed, seen": undisturbed, "undisturbed, recorded": recorded}
        lateness = {name: lateness_of(values) for name, values in named.items()}
        return {name: found and vars(found) for name, found in lateness.items()}


@asynccontextmanager
async def storm(database_url: str, processes: int, chance: random.Random) -> AsyncGenerator[Storm]:
    """Communities with a bot that sleeps still."""
    clock = Clock()
    description = os.environ.get("DISCORD_OPENAPI")
    standin = await start(now=clock.now, openapi=Path(description) if description else None)
    application = standin.world.add_application("Engawa", "made-up.token-of.the-storm")
    mail = Mail(standin.world, clock, application, chance)
    vigil = Vigil(clock.now)
    lives = [
        Life(Child(standin, application, "bot", DATABASE_URL=database_url), vigil) for _ in range(processes)
    ]
    weather = Weather(standin, chance, lambda: vigil.anybody_up)
    try:
        yield Storm(standin, clock, mail, weather, lives, vigil, database_url, chance)
    finally:
        for life in lives:
            if life.child.alive:
                await life.child.kill()
        await standin.close()


async def courier(*, kills: int, seed: int, processes: int | None, postgresql: str | None) -> dict[str, Any]:
    """Let it rage with one process, with two on one PostgreSQL, or both; the numbers of what happened."""
    runs = dict[str, Any]()
    if processes != 2:
        with TemporaryDirectory() as folder:
            url = postgresql if processes == 1 and postgresql else f"sqlite:///{folder}/engawa.db"
            runs["one process"] = await _run(url, 1, kills, seed)
    if processes != 1:
        async with _given_or_own(postgresql) as url:
            runs["two processes"] = await _run(url, 2, kills, seed)
    promises = {promise: sum(run["broken"][promise] for run in runs.values()) for promise in PROMISES}
    return {"seed": seed, **runs, "broken": promises}


async def _run(url: str, processes: int, kills: int, seed: int) -> dict[str, Any]:
    begun = time.monotonic()
    async with storm(url, processes, random.Random(seed)) as raging:
        try:
            await raging.rage(kills)
        finally:
            for one in raging.broken:
                print(*one, sep="\n  ", file=sys.stderr)
            for life in raging.lives:
                print(*life.child.log, sep="\n", file=sys.stderr)
            print(*raging.standin.problems, sep="\n", file=sys.stderr)
        return {**raging.report(), "seconds": round(time.monotonic() - begun, 1)}


@asynccontextmanager
async def _given_or_own(postgresql: str | None) -> AsyncGenerator[str]:
    if postgresql is not None:
        yield postgresql
        return
    folder = programs()
    if folder is None:
        raise SystemExit("PostgreSQL's programs are not installed: name an empty database by --postgresql")
    server = PostgreSQL(folder)
    try:
        yield server.url("postgres")
    finally:
        server.stop()
