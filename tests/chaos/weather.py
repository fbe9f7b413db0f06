"""Bad weather between the bot and Discord: resets, 503s, 429s, slow answers, gateways that go away."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable

from bot.sandbox.exchange import Answer, Exchange
from bot.sandbox.faults import Fault, Struck
from bot.sandbox.server import StandIn

MESSAGES = "/channels/*/messages"
PAUSES = (0.1, 1.0)  # seconds between two gusts
CUTS = 0.25  # that many are of the gateway
SLOW = (0.05, 0.4)
SOON = 0.3  # what a 429 asks for
Gust = Callable[[], Fault]
Cut = Callable[[], None]
_BREAKS = Answer({"message": "503: Service Unavailable", "code": 0}, 503)


def _applied_all_the_same(_: Exchange) -> None:
    raise Struck(_BREAKS)


class Weather:
    """Gusts at random, while there is somebody whom they meet; `counts` says how many they have met."""

    def __init__(self, standin: StandIn, chance: random.Random, is_met: Callable[[], bool]) -> None:
        self._standin = standin
        self._random = chance
        self._is_met = is_met
        self._faults: list[tuple[str, Fault]] = []
        self._cut = Counter[str]()
        faults, gateway = standin.faults, standin.gateway
        self._gusts: dict[str, Gust] = {
            "reset before applying": lambda: faults.reset_before_applying(path=MESSAGES, times=1),
            "reset after applying": lambda: faults.reset_after_applying(path=MESSAGES, times=1),
            "502": lambda: faults.answer(502, path=MESSAGES, times=1),
            "503": lambda: faults.answer(503, path=MESSAGES, times=2),
            "503 after applying": lambda: faults.hook(
                "applied", f"* {MESSAGES}", _applied_all_the_same, times=1
            ),
            "429": lambda: faults.answer(429, path=MESSAGES, retry_after=SOON, times=1),
            "429 everywhere": lambda: faults.answer(
                429, path=MESSAGES, retry_after=SOON, everywhere=True, times=1
            ),
            "429 of the proxy": lambda: faults.answer(
                429, path=MESSAGES, retry_after=SOON, via=False, times=1
            ),
            "slow": lambda: faults.latency(chance.uniform(*SLOW), path=MESSAGES, times=3),
        }
        self._cuts: dict[str, Cut] = {
            "gateway dropped": gateway.drop,
            "gateway asks to reconnect": gateway.reconnect_all,
            "session invalidated": lambda: gateway.invalidate(resumable=False),
        }

    async def rage(self) -> None:
        """Go on until cancelled."""
        while True:
            await asyncio.sleep(self._random.uniform(*PAUSES))
            if not self._is_met():
                continue  # or everything would strike the next process at once
            if self._random.random() < CUTS:
                kind = self._random.choice([*self._cuts])
                self._cut[kind] += len(self._standin.gateway.connections)
                self._cuts[kind]()
            else:
                kind = self._random.choice([*self._gusts])
                self._faults.append((kind, self._gusts[kind]()))

    @property
    def counts(self) -> dict[str, int]:
        met = Counter[str]()
        for kind, fault in self._faults:
            met[kind] += fault.struck
        return {kind: (met + self._cut)[kind] for kind in (*self._gusts, *self._cuts)}
