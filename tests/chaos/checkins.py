"""Check-ins under chaos: the real process is killed while forms are open, sent, kept and shared."""

import asyncio
import os
import random
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.clock import Clock
from bot.db import open_database
from bot.features import settings
from bot.features.settings import Channel as Chosen
from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import Fault, Severed
from bot.sandbox.permissions import EVERYONE, Permission
from bot.sandbox.server import start
from tests.chaos.checkin_judge import PROMISES, Row, broken
from tests.chaos.diarists import Diarists
from tests.chaos.judge import Broken
from tests.chaos.ledger import on_disk
from tests.chaos.lives import Life, Vigil
from tests.chaos.points import CHECKINS, Point
from tests.children import Child

HOUR, DAY = 60 * 60, 24 * 60 * 60
DEADLINE = 1.5  # instead of Discord's three seconds: nobody learns more by waiting longer
WAVE_SECONDS = 8.0
RANDOM_SECONDS = 1.0
CALM_SECONDS = 30.0
REST = 0.5  # for what arrived to be settled
SETTLING_SECONDS = 0.004  # from an answer to the commit that settles
LAST_SECONDS = 60.0
CALM_EVERY = 6  # lives; after each of those it is another day, whose thread is to be opened
MANY = 5  # who still wait for an answer: then others begin more slowly
NEWCOMERS = 3
MOVES = (1, 130, 15 * 60)

ROWS = "SELECT id, user_id, words, shared, wants_reply FROM checkins"


@dataclass
class Storm:
    """One run: a bot, those who check in, and the kills."""

    clock: Clock
    diarists: Diarists
    life: Life
    database_url: str
    random: random.Random
    kills: Counter[str] = field(default_factory=lambda: Counter({point.name: 0 for point in CHECKINS}))
    tries: Counter[str] = field(default_factory=lambda: Counter({point.name: 0 for point in CHECKINS}))
    broken: list[Broken] = field(default_factory=list[Broken])
    _acts: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]])

    async def rage(self, kills: int) -> None:
        """Kill so often and let everybody go on after each; then let it end well."""
        await self._move_in()
        for number in range(1, kills + 1):
            calm = number % CALM_EVERY == 0
            await (self._calm() if calm else self._wave())
            await self.life.child.ended()
            await self._judge(over=False)
            # What somebody is about to change is today's.
            over = calm and all(act.done() for act in self._acts)
            self.clock.advance(DAY if over else self.random.choice(MOVES))
        await self._end_well()

    async def _move_in(self) -> None:
        db = await open_database(self.database_url)
        chosen = Chosen(self.diarists.channel.id, "text")
        await settings.change_server(db, self.diarists.guild.id, "checkins_channel", chosen, by=1, at=0)
        await db.close()

    # --- a life

    async def _wave(self) -> None:
        """People check in, and the bot is killed at a request, at random, or while nothing can be kept."""
        kind = self.random.choices(("request", "random", "before commit"), (10, 1, 1))[0]
        with self._traps(none=kind != "request"):
            await self._begin()
            with self._nothing_is_kept(really=kind == "before commit"):
                self._let_in()
                if kind == "request":
                    await self._dies()
                else:
                    await asyncio.sleep(self.random.uniform(0, RANDOM_SECONDS))
                await self._kill("at rest" if kind == "request" else kind)

    async def _calm(self) -> None:
        """A life that is long enough for everybody, and is killed too."""
        await self._begin()
        self._let_in()
        with suppress(TimeoutError):
            async with asyncio.timeout(CALM_SECONDS):
                await self._everything_stands()
        await asyncio.sleep(REST)
        await self._kill("at rest")

    async def _begin(self) -> None:
        # Discord drops a repeat for some minutes: here nobody may rely on that across a crash.
        self.diarists.standin.world.nonces.clear()
        await self.life.begin(self.clock.offset)
        self.diarists.awake.set()

    def _let_in(self) -> None:
        waiting = sum(not act.done() for act in self._acts)
        for _ in range(1 if waiting > MANY else NEWCOMERS):
            self._acts.append(asyncio.create_task(self.diarists.check_in()))

    async def _dies(self) -> None:
        """Until it was killed, or there is nothing left at which it could be."""
        done = asyncio.create_task(self._everything_stands())
        death = asyncio.create_task(self.life.death.wait())
        await asyncio.wait({done, death}, timeout=WAVE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        done.cancel()
        death.cancel()

    async def _everything_stands(self) -> None:
        await asyncio.wait(self._acts)
        while self.diarists.missing():  # noqa: ASYNC110 - what is seen of it comes over another socket
            await asyncio.sleep(REST / 5)

    @contextmanager
    def _nothing_is_kept(self, *, really: bool) -> Generator[None]:
        """Whatever the bot wants to write has to wait: it is killed between hearing and keeping."""
        if not really or not self.database_url.startswith("sqlite:///"):
            yield
            return
        file = self.database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(file, isolation_level=None, timeout=RANDOM_SECONDS)) as lock:
            lock.execute("BEGIN IMMEDIATE")
            yield

    # --- killing

    async def _kill(self, where: str) -> None:
        self.diarists.awake.clear()
        if await self.life.kill():
            self.kills[where] += 1

    @contextmanager
    def _traps(self, *, none: bool) -> Generator[None]:
        """Kill at one of the requests at which that was tried least; or at a thread, which few lives open."""
        least = min(self.tries.values())
        chosen = [self.random.choice([point for point in CHECKINS if self.tries[point.name] == least])]
        if none:
            chosen.clear()
        else:
            self.tries[chosen[0].name] += 1
            chosen += [
                point for point in CHECKINS if point.step.name == "thread" and not self.kills[point.name]
            ][:1]
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

        return self.diarists.standin.faults.hook(point.moment, point.step.match, strike)

    # --- ending and judging

    async def _end_well(self) -> None:
        await self._begin()
        async with asyncio.timeout(LAST_SECONDS):
            await asyncio.gather(*self._acts)
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_SECONDS):
                await self._everything_stands()
        await asyncio.sleep(REST)
        if await self.life.stop():
            self.broken.append(Broken("unclean_stop", 0, "\n".join(self.life.child.log)))
        await self._judge(over=True)

    async def _judge(self, *, over: bool) -> None:
        rows = [
            Row(checkin_id, user_id, words, bool(shared), bool(wants_reply))
            for checkin_id, user_id, words, shared, wants_reply in await on_disk(self.database_url, ROWS)
        ]
        self.broken += broken(self.diarists.wishes, rows, self.diarists.posts(), over=over)

    def report(self) -> dict[str, Any]:
        """What happened, in numbers."""
        diarists = self.diarists
        found = {(one.promise, one.number) for one in self.broken}
        promises = Counter(promise for promise, _ in found)
        for name in ("broken_answers", "refused"):
            promises[name] += diarists.counts.pop(name, 0)
        promises["errors_logged"] += sum(" level=error " in line for line in self.life.child.log)
        promises["bad_requests"] += len(diarists.standin.problems)
        posts = Counter(post.kind for post in diarists.posts())
        return {
            "kills": {"total": self.kills.total(), **self.kills},
            "checkins": len(diarists.wishes),
            "sent": sum(wish.sent for wish in diarists.wishes),
            "posts": dict(posts),
            **diarists.counts,
            "broken": {promise: promises[promise] for promise in PROMISES},
        }


@asynccontextmanager
async def storm(database_url: str, chance: random.Random) -> AsyncGenerator[Storm]:
    """A community with a bot that sleeps still."""
    now = time.time()
    # An hour after midnight: only a move to another day goes past the next one.
    clock = Clock(DAY - now % DAY + HOUR)
    description = os.environ.get("DISCORD_OPENAPI")
    standin = await start(
        now=clock.now, openapi=Path(description) if description else None, rate_limits=False
    )
    standin.interactions.deadline = DEADLINE
    world = standin.world
    application = world.add_application("Engawa", "made-up.token-of.the-storm")
    guild = world.add_guild("Porch", world.add_user("hana", "Hana"))
    channel = world.add_channel(guild, "checkins")
    world.install(application, guild, EVERYONE | Permission.SEND_MESSAGES_IN_THREADS)
    diarists = Diarists(standin, application, guild, channel, chance)
    life = Life(Child(standin, application, "bot", DATABASE_URL=database_url), Vigil(clock.now))
    try:
        yield Storm(clock, diarists, life, database_url, chance)
    finally:
        if life.child.alive:
            await life.child.kill()
        await standin.close()


async def checkins(*, kills: int, seed: int, postgresql: str | None) -> dict[str, Any]:
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
                problems = raging.diarists.standin.problems
                print(*raging.life.child.log, *problems, sep="\n", file=sys.stderr)
            return {"seed": seed, **raging.report(), "seconds": round(time.monotonic() - begun, 1)}
