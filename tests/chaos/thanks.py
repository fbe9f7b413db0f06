"""Thanks under chaos: the real process is killed again and again while people thank, repeat and undo."""

import asyncio
import os
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncGenerator, Coroutine, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.clock import Clock
from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import Fault, Severed
from bot.sandbox.people import Person
from bot.sandbox.permissions import EVERYONE
from bot.sandbox.server import start
from bot.sandbox.state import Event
from tests.chaos.judge import PROMISES, Broken, broken
from tests.chaos.ledger import ledger
from tests.chaos.people import ALLOWANCE, Crowd
from tests.chaos.points import THANKS, Point
from tests.children import Child

DAY = 24 * 60 * 60
DEADLINE = 1.5  # instead of Discord's three seconds: nobody learns more by waiting longer
WAVE_SECONDS = 10.0
RANDOM_SECONDS = 0.15  # a wave takes about so long
LAST_SECONDS = 60.0
MANY = 6  # who still wait for an answer: then others begin more slowly, or nobody would ever get through
PROBES = 6
# By how much the clock may move while the bot is away: past a posting's minute, past the ten minutes in which
# other words are a repetition. Never past midnight: allowances are counted by the day.
MOVES = (70, 4 * 60, 11 * 60)

Killed = asyncio.Future[str]


@dataclass
class Storm:
    """One run: a bot, those who thank, and the kills."""

    child: Child
    crowd: Crowd
    database_url: str
    kills: Counter[str] = field(default_factory=lambda: Counter({point.name: 0 for point in THANKS}))
    broken: list[Broken] = field(default_factory=list[Broken])
    _acts: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]])

    async def rage(self, kills: int) -> None:
        """Kill so often and let everybody go on after each; then let it end well."""
        await self._wake()
        for number in range(kills):
            await self._wave(at_random=number % 3 == 0)
            if self.crowd.random.random() < 0.3:
                self.crowd.clock.advance(self.crowd.random.choice(MOVES))
            await self._wake()
        self.crowd.over = True
        self.crowd.death.set()
        async with asyncio.timeout(LAST_SECONDS):
            await asyncio.gather(*self._acts)
        await self._probe_allowances()
        if await self.child.stop():
            self.broken.append(Broken("unclean_stop", 0, "\n".join(self.child.log)))
        await self._judge(over=True)

    async def _wake(self) -> None:
        self.crowd.death = asyncio.Event()
        await self.child.start("run", "--clock-offset", str(self.crowd.clock.offset))
        self.crowd.awake.set()

    # --- a wave: people act, the bot is killed, the ledger is judged

    async def _wave(self, *, at_random: bool) -> None:
        killed: Killed = asyncio.get_running_loop().create_future()
        with self._random_trap(killed) if at_random else self._traps(killed):
            self._begin_acts()
            await asyncio.sleep(0)  # so that they have asked, and somebody waits for an answer
            quiet = asyncio.create_task(self.crowd.quiet.wait())
            await asyncio.wait({killed, quiet}, timeout=WAVE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            quiet.cancel()
            if at_random:  # the last answer may have come just before the chosen instant
                await asyncio.wait({killed}, timeout=RANDOM_SECONDS)
            await self._kill(killed, "at rest")
            await self.child.ended()
        await self._judge(over=False)

    def _begin_acts(self) -> None:
        crowd, chance = self.crowd, self.crowd.random
        unheard = sum(not wish.told for wish in crowd.wishes)
        for _ in range(1 if unheard > MANY else 3):
            giver = crowd.newcomer()
            group = chance.sample(crowd.circle, chance.choice((1, 1, 3, 5)))
            wish = crowd.wish(giver, [person.id for person in group])
            self._begin(crowd.say(giver, wish, takes_back=chance.random() < 0.3))
        in_return = crowd.wish_in_return()
        if in_return is not None:
            self._begin(crowd.say(*in_return))

    def _begin(self, act: Coroutine[Any, Any, None]) -> None:
        self._acts.append(asyncio.create_task(act))

    # --- killing

    async def _kill(self, killed: Killed, where: str) -> None:
        if killed.done():
            return
        killed.set_result(where)
        self.kills[where] += 1
        self.crowd.awake.clear()
        self.crowd.died_at = asyncio.get_running_loop().time()
        # This life's own: while it is being killed the next one may begin.
        death = self.crowd.death
        await self.child.kill()
        death.set()

    @contextmanager
    def _traps(self, killed: Killed) -> Generator[None]:
        """Kill at the first of those requests at which it was killed least."""
        least = min(self.kills[point.name] for point in THANKS)
        traps = [self._trap(point, killed) for point in THANKS if self.kills[point.name] == least]
        yield
        for trap in traps:
            trap.cancel()

    def _trap(self, point: Point, killed: Killed) -> Fault:
        async def strike(exchange: Exchange) -> None:
            chance = self.crowd.random.random() < point.step.chance
            if chance and not killed.done() and point.step.is_it(exchange):
                await self._kill(killed, point.name)
                if point.lost:
                    raise Severed

        return self.crowd.standin.faults.hook(point.moment, point.step.match, strike)

    @contextmanager
    def _random_trap(self, killed: Killed) -> Generator[None]:
        """Kill some milliseconds after one of the first interactions was sent to the bot."""
        loop, left = asyncio.get_running_loop(), self.crowd.random.randrange(6)
        wait = self.crowd.random.uniform(0, RANDOM_SECONDS)

        def count(event: Event) -> None:
            nonlocal left
            if event.name == "INTERACTION_CREATE":
                left -= 1
                if left == -1:
                    loop.call_later(wait, lambda: self._begin(self._kill(killed, "at random")))

        self.crowd.standin.world.listeners.append(count)
        yield
        self.crowd.standin.world.listeners.remove(count)

    # --- judging

    async def _judge(self, *, over: bool) -> None:
        rows = await ledger(self.database_url, self.crowd.guild.id)
        self.broken += broken(self.crowd.wishes, rows, self.crowd.posts(), over=over)

    async def _probe_allowances(self) -> None:
        """Those who had to ask most can give what is left of the day's allowance, and not one more."""
        crowd = self.crowd
        settled = [wish for wish in crowd.wishes if wish.told and not wish.in_return]
        for wish in sorted(settled, key=lambda wish: -wish.asked)[:PROBES]:
            giver = Person(crowd.standin, crowd.standin.world.users[wish.giver], channel=crowd.channels[0])
            others = [person.id for person in crowd.circle if person.id not in wish.receivers]
            left = ALLOWANCE - len(wish.receivers)
            for first in range(0, left, 5):
                further = crowd.wish(giver, others[first : min(first + 5, left)])
                await crowd.ask(giver, further, crowd.clock.now())
                if not further.told:
                    self.broken.append(Broken("allowance_used_twice", wish.number, str(further)))
            answer = await giver.slash("thanks", to=others[left], for_="one more")
            if not answer.private:
                self.broken.append(Broken("allowance_exceeded", wish.number, str(answer)))

    def report(self) -> dict[str, Any]:
        """What happened, in numbers."""
        wishes = self.crowd.wishes
        found = {(broken.promise, broken.number) for broken in self.broken}
        promises = Counter(promise for promise, _ in found)
        promises["broken_answers"] += self.crowd.counts.pop("broken_answers", 0)
        promises["errors_logged"] += sum(" level=error " in line for line in self.child.log)
        promises["bad_requests"] += len(self.crowd.standin.problems)
        return {
            "kills": {"total": self.kills.total(), **self.kills},
            "thanks": len(wishes),
            "asked": sum(wish.asked for wish in wishes),
            "posts": len(self.crowd.posts()),
            "taken_back": sum(wish.undo == "confirmed" for wish in wishes),
            **self.crowd.counts,
            "broken": {promise: promises[promise] for promise in PROMISES},
        }


@asynccontextmanager
async def storm(database_url: str, chance: random.Random) -> AsyncGenerator[Storm]:
    """A community with a bot that sleeps still."""
    now = time.time()
    # Soon after midnight, so that the whole run, moves included, is one day.
    clock = Clock(DAY - now % DAY + 30 * 60)
    description = os.environ.get("DISCORD_OPENAPI")
    standin = await start(
        now=clock.now, openapi=Path(description) if description else None, rate_limits=False
    )
    standin.interactions.deadline = DEADLINE
    world = standin.world
    application = world.add_application("Engawa", "made-up.token-of.the-storm")
    guild = world.add_guild("Porch", world.add_user("hana", "Hana"))
    channels = [world.add_channel(guild, name) for name in ("chat", "study", "help")]
    world.install(application, guild, EVERYONE)
    circle = [
        Person(standin, world.add_user(f"friend{n}", f"Friend {n}"), channel=channels[0]) for n in range(24)
    ]
    for person in circle:
        person.join(guild)
    child = Child(standin, application, "bot", DATABASE_URL=database_url)
    try:
        yield Storm(child, Crowd(standin, clock, guild, channels, circle, chance), database_url)
    finally:
        if child.alive:
            await child.kill()
        await standin.close()


async def thanks(*, kills: int, seed: int, postgresql: str | None) -> dict[str, Any]:
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
                print(*raging.child.log, *raging.crowd.standin.problems, sep="\n", file=sys.stderr)
            return {"seed": seed, **raging.report(), "seconds": round(time.monotonic() - begun, 1)}
