"""One stand-in Discord: its world, and the server where clients find REST, gateway and files."""

import logging
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from aiohttp import web

from bot.sandbox import avatars, uploads
from bot.sandbox.faults import Faults, sever
from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import Interactions
from bot.sandbox.judge import Judge
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.record import Record
from bot.sandbox.rest import PREFIX, Rest
from bot.sandbox.routes import ROUTES
from bot.sandbox.state import Json
from bot.sandbox.world import World

log = logging.getLogger(__name__)


class StandIn:
    """Everything of one stand-in. Pages may be mounted on `app` until it is opened."""

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.time,
        openapi: Path | None = None,
        rate_limits: bool = True,
    ) -> None:
        self.world = World(now)
        self.record = Record(now)
        self.faults = Faults(self._listen)
        self.limits = RateLimits(enabled=rate_limits)
        self.judge = None if openapi is None else _judge(openapi)
        self.problems: list[str] = []  # what a test wants to be empty: unknown routes, broken shapes
        self.gateway = Gateway(self.world, self.record, check=self._check if self.judge else None)
        self.interactions = Interactions(self.world, self.record)
        self.rest = Rest(self, ROUTES)
        self.app = web.Application()
        self.app.router.add_get("/gateway", self._gateway)
        self.app.router.add_get("/gateway/", self._gateway)
        self.rest.mount(self.app)
        uploads.mount(self.app, self)
        avatars.mount(self.app)
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=0.5)
        self._site: web.TCPSite | None = None
        self._host, self._port = "127.0.0.1", 0

    async def open(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen. Port 0 takes a free one. Raises OSError when the port is taken."""
        self._host, self._port = host, port
        await self._runner.setup()
        await self._listen(True)
        self._port = int(self._runner.addresses[0][1])
        self.world.base_url = self.url
        self.gateway.url = self.gateway_url

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}"

    @property
    def api_url(self) -> str:
        """The value for discord.py's `Route.BASE`."""
        return self.url + PREFIX

    @property
    def gateway_url(self) -> str:
        return f"ws://{self._host}:{self._port}/gateway"

    @property
    def cdn_url(self) -> str:
        """The value for discord.py's `Asset.BASE`, if the bot looks at people's pictures."""
        return self.url

    async def quiet(self) -> None:
        """Returns when no request is in flight and every event told so far is on its way to its bot."""
        while True:
            await self.rest.idle()
            await self.gateway.drained()
            if not self.rest.in_flight:
                return

    async def close(self) -> None:
        """Close every socket; takes less than a second."""
        self.interactions.close()
        await self.faults.close()
        await self.gateway.shut_down()
        await self._runner.cleanup()

    async def _listen(self, opened: bool) -> None:
        """Open or close the listening socket; connections that are there stay."""
        if opened and self._site is None:
            self._site = web.TCPSite(self._runner, self._host, self._port, reuse_address=True)
            await self._site.start()
        elif not opened and self._site is not None:
            await self._site.stop()
            self._site = None

    def _check(self, event: str, data: Json) -> None:
        assert self.judge is not None
        for problem in self.judge.event(event, data):
            log.error("event %s: %s", event, problem)
            self.problems.append(f"event {event}: {problem}")

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if self.faults.refusing:  # on a connection that was there before
            sever(request)
            return web.Response()
        return await self.gateway.handle(request)


@cache
def _judge(openapi: Path) -> Judge:
    """One judge a description: it is large, and what it has learnt of it is worth keeping."""
    return Judge(openapi)


async def start(
    *,
    now: Callable[[], float] = time.time,
    host: str = "127.0.0.1",
    port: int = 0,
    openapi: Path | None = None,
    rate_limits: bool = True,
) -> StandIn:
    """A stand-in that listens."""
    standin = StandIn(now=now, openapi=openapi, rate_limits=rate_limits)
    await standin.open(host, port)
    return standin
