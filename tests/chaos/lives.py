"""A process of the bot that is started and killed again and again, and the time in which none was up."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import psutil

from bot.sandbox.exchange import Exchange
from tests.chaos.mail_judge import Spell
from tests.children import Child


@dataclass
class Vigil:
    """When nobody was up. An instant of a moved clock: what it skips is counted too."""

    now: Callable[[], float]
    spells: list[Spell] = field(default_factory=list[Spell])
    _up: int = 0
    _since: float = 0.0

    @property
    def anybody_up(self) -> bool:
        return self._up > 0

    def woke(self) -> None:
        if not self._up:
            self.spells.append((self._since, self.now()))
        self._up += 1

    def died(self) -> None:
        self._up -= 1
        if not self._up:
            self._since = self.now()


@dataclass(eq=False)
class Life:
    """One process after another, with the same place among the others."""

    child: Child
    vigil: Vigil
    death: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once this process has been told to end."""
    _up: bool = False

    async def begin(self, offset: float, *, cut_short: float | None = None) -> None:
        """Start, and return when it is connected; or `cut_short`, that many seconds after."""
        self.death = asyncio.Event()
        arguments = ("run", "--clock-offset", str(offset))
        if cut_short is None:
            try:
                await self.child.start(*arguments)
            except AssertionError:
                if not self.death.is_set():  # else it was killed before it was connected
                    raise
            if not self.death.is_set():
                self._up = True
                self.vigil.woke()
        else:
            await self.child.launch(*arguments)
            await asyncio.sleep(cut_short)

    async def kill(self) -> bool:
        """Kill it; False when somebody else was first."""
        if not self._dies():
            return False
        await self.child.kill()
        return True

    async def stop(self) -> int:
        """Ask it to end; return what it answers. 0 when it was killed meanwhile."""
        return await self.child.stop() if self._dies() else 0

    def _dies(self) -> bool:
        if self.death.is_set() or not self.child.alive:
            return False
        self.death.set()
        if self._up:
            self._up = False
            self.vigil.died()
        return True

    def asked(self, exchange: Exchange) -> bool:
        """Whether this process made a request."""
        try:
            connections = psutil.Process(self.child.pid).net_connections("tcp4")
        except psutil.NoSuchProcess:
            return False
        return any(connection.laddr[1] == exchange.port for connection in connections)
