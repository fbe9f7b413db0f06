"""Faults on demand: what the network and Discord's servers do on a bad day, when a test or a developer asks.

Every fault takes the same filters: `method` ("POST", default any), `path` (a glob below `/api/v10`, such as
"/interactions/*/callback", default any) and `times` (how often it strikes, default until cancelled).
"""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from math import ceil
from typing import Literal

from aiohttp import web

from bot.sandbox.exchange import Answer, Exchange
from bot.sandbox.ratelimits import Verdict

Moment = Literal["received", "applied", "answered"]


Callback = Callable[[Exchange], Awaitable[None] | None]


class Severed(Exception):  # noqa: N818  (no error of ours: the connection is to be reset)
    """This request gets no answer: its connection is reset."""


class Struck(Exception):  # noqa: N818  (an answer, not an error of ours)
    """This request is answered by a fault and reaches no handler."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


@dataclass(eq=False)
class Fault:
    """A fault that waits for its requests."""

    method: str | None
    path: str | None
    left: int | None  # how often it will still strike; None: until cancelled
    struck: int = 0
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True

    @property
    def spent(self) -> bool:
        return self.cancelled or self.left == 0

    def takes(self, exchange: Exchange) -> bool:
        """Whether this request is struck; if it is, that is counted."""
        if self.spent or not matches(exchange, self.method, self.path):
            return False
        self.struck += 1
        if self.left is not None:
            self.left -= 1
        return True


@dataclass(eq=False)
class _Latency(Fault):
    seconds: float = 0.0


@dataclass(eq=False)
class _Answering(Fault):
    answer: Answer = field(default_factory=Answer)


@dataclass(eq=False)
class _Reset(Fault):
    applied: bool = False


@dataclass(eq=False)
class _Hook(Fault):
    moment: Moment = "received"
    callback: Callback | None = None


def matches(exchange: Exchange, method: str | None, path: str | None) -> bool:
    return (method in {None, "*", exchange.method}) and (path is None or fnmatchcase(exchange.path, path))


class Faults:
    """All faults of one stand-in.

    `listen` is the server's: it closes (False) or opens (True) the listening socket.
    """

    def __init__(self, listen: Callable[[bool], Awaitable[None]] | None = None) -> None:
        self.listen = listen
        self.refusing = False
        self._faults: list[Fault] = []
        self._outage: asyncio.Task[None] | None = None

    # --- asking for faults

    def latency(
        self, seconds: float, *, method: str | None = None, path: str | None = None, times: int | None = None
    ) -> Fault:
        """Requests wait this long before anything is done about them."""
        return self._add(_Latency(method, path, times, seconds=seconds))

    def answer(
        self,
        status: int,
        *,
        method: str | None = None,
        path: str | None = None,
        times: int | None = None,
        retry_after: float = 1.0,
        via: bool = True,
        everywhere: bool = False,
    ) -> Fault:
        """Requests are answered with this status and reach no handler.

        A 429 says when to come back (`retry_after`), is `everywhere` when it stands for the global limit,
        and comes from Discord itself when it carries `Via`; without, it is the proxy's ban page.
        """
        answer = _refusal(status, retry_after=retry_after, via=via, everywhere=everywhere)
        return self._add(_Answering(method, path, times, answer=answer))

    def reset_before_applying(
        self, *, method: str | None = None, path: str | None = None, times: int | None = None
    ) -> Fault:
        """The connection is reset and nothing was done."""
        return self._add(_Reset(method, path, times, applied=False))

    def reset_after_applying(
        self, *, method: str | None = None, path: str | None = None, times: int | None = None
    ) -> Fault:
        """What was asked for is done, and then the connection is reset instead of an answer."""
        return self._add(_Reset(method, path, times, applied=True))

    def hook(self, moment: Moment, match: str, callback: Callback, *, times: int | None = None) -> Fault:
        """Call back when a matching request is received, applied (done, not answered yet) or answered.

        `match` is "POST /channels/*/messages"; "* *" is every request. The callback may be async, and
        may end the process that sent the request.
        """
        method, _, path = match.partition(" ")
        return self._add(_Hook(method, path, times, moment=moment, callback=callback))

    async def refuse_connections(self, seconds: float) -> None:
        """From now and for so long nobody gets through, to REST or gateway.

        New connections are refused, requests on old ones reset. Gateway connections that are there stay.
        """
        self._forget_outage()
        self.refusing = True
        if self.listen is not None:
            await self.listen(False)
        self._outage = asyncio.get_running_loop().create_task(self._reopen_after(seconds))

    async def accept_connections(self) -> None:
        """End the time in which nobody gets through."""
        self._forget_outage()
        self.refusing = False
        if self.listen is not None:
            await self.listen(True)

    async def outage_over(self) -> None:
        """Returns when connections are accepted again."""
        if self._outage is not None:
            await self._outage

    def clear(self) -> None:
        """Cancel every fault and hook."""
        for fault in self._faults:
            fault.cancel()
        self._faults.clear()

    async def close(self) -> None:
        """Nothing happens any more: no fault, no hook, no reopening of the listening socket."""
        self.clear()
        outage = self._outage
        self._forget_outage()
        if outage is not None:
            await asyncio.gather(outage, return_exceptions=True)

    # --- what the dispatcher asks

    async def before_applying(self, exchange: Exchange) -> None:
        """Raises `Severed` or `Struck` when this request must not be done."""
        for fault in self._live():
            if isinstance(fault, _Latency) and fault.takes(exchange):
                await asyncio.sleep(fault.seconds)
        for fault in self._live():
            if isinstance(fault, _Answering) and fault.takes(exchange):
                raise Struck(fault.answer)
            if isinstance(fault, _Reset) and not fault.applied and fault.takes(exchange):
                raise Severed

    def after_applying(self, exchange: Exchange) -> None:
        """Raises `Severed` when this request was done and must stay unanswered."""
        for fault in self._live():
            if isinstance(fault, _Reset) and fault.applied and fault.takes(exchange):
                raise Severed

    async def reached(self, moment: Moment, exchange: Exchange) -> None:
        """Run the hooks of this moment, in the order they were asked for."""
        for fault in self._live():
            if isinstance(fault, _Hook) and fault.moment == moment and fault.takes(exchange):
                assert fault.callback is not None
                result = fault.callback(exchange)
                if result is not None:
                    await result

    # --- within

    def _add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault

    def _live(self) -> list[Fault]:
        self._faults = [fault for fault in self._faults if not fault.spent]
        return list(self._faults)

    def _forget_outage(self) -> None:
        if self._outage is not None:
            self._outage.cancel()
            self._outage = None

    async def _reopen_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.refusing = False
        if self.listen is not None:
            await self.listen(True)


def _refusal(status: int, *, retry_after: float, via: bool, everywhere: bool) -> Answer:
    if status != 429:
        return Answer({"message": f"{status}: {_REASONS.get(status, 'Error')}", "code": 0}, status)
    scope = "global" if everywhere else "user"
    headers = {"Retry-After": str(ceil(retry_after)), "X-RateLimit-Scope": scope}
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    if via:
        headers["Via"] = "1.1 google"
    return Answer(Verdict(retry_after=retry_after, is_global=everywhere).body(), 429, headers)


_REASONS = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


def sever(request: web.BaseRequest) -> None:
    """Reset the connection under a request (RST, so that the client sees a reset and not an end)."""
    transport = request.transport
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
