"""Keeping below Discord's limits: fifty requests a second in all, five messages in five seconds a channel."""

import asyncio
from collections import Counter, defaultdict, deque
from contextvars import ContextVar

from bot.features.deliveries import EACH_PLACE

RATE = 47.0
BURST = 2  # in any one second RATE + BURST, and one more that comes early over the network

PLACE_SECONDS = 5.0

_turns: ContextVar[int] = ContextVar("turns", default=0)


class Limiter:
    """Spreads requests evenly over real time. Answers to interactions fall under no limit, here or there."""

    def __init__(self, rate: float = RATE, burst: int = BURST) -> None:
        self._step = 1 / rate
        self._slack = (burst - 1) / rate
        self._next = 0.0
        self._queue = asyncio.Lock()

    async def turn(self) -> None:
        """Wait for a turn, in order of asking. It is for the next request that this task makes."""
        async with self._queue:
            # Asked again after each sleep: somebody may have gone first.
            while (wait := self._next - self._slack - _now()) > 0:  # noqa: ASYNC110 - it waits for time
                await asyncio.sleep(wait)
            self.first()
        _turns.set(_turns.get() + 1)

    def first(self) -> None:
        """Go at once; those who wait for their turn wait longer."""
        self._next = max(self._next, _now()) + self._step

    def counted(self) -> None:
        """Count a request: a turn that was waited for, or one that goes first."""
        waited = _turns.get()
        if waited:
            _turns.set(waited - 1)
        else:
            self.first()


class Places:
    """Which channels have had their share of this moment. The rest is left to the library's own waiting."""

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = PLACE_SECONDS if seconds is None else seconds
        self._in_hand = Counter[int]()
        self._lately = defaultdict[int, deque[float]](lambda: deque(maxlen=EACH_PLACE))

    def begin(self, place: int) -> None:
        self._in_hand[place] += 1
        self._lately[place].append(_now())

    def end(self, place: int, *, used: bool) -> None:
        """One is no longer in hand; one of which nothing was sent gives its share back."""
        self._in_hand[place] -= 1
        if not self._in_hand[place]:
            del self._in_hand[place]
        if not used and place in self._lately:
            self._lately[place].pop()
            if not self._lately[place]:
                del self._lately[place]

    def full(self) -> list[int]:
        """The places to which nothing more is to be sent now."""
        since = _now() - self._seconds
        for place in [place for place, times in self._lately.items() if times[-1] < since]:
            del self._lately[place]
        full = {
            place for place, times in self._lately.items() if len(times) == EACH_PLACE and times[0] >= since
        }
        return sorted(full | {place for place, count in self._in_hand.items() if count >= EACH_PLACE})


def _now() -> float:
    return asyncio.get_running_loop().time()
