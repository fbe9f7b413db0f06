"""`engawa sandbox`: a stand-in Discord, the real bot and a small community, in one process on loopback."""

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import sys
import tempfile
import time
import webbrowser
from argparse import Namespace
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.app import Engawa
from bot.clock import Clock
from bot.config import Settings
from bot.db import Database, open_database
from bot.demo.moving_in import begin, build, move_in, personas
from bot.features import deliveries
from bot.past import DAY, DAYS
from bot.sandbox import storage
from bot.sandbox.page import Hands, Page
from bot.sandbox.server import StandIn
from bot.sandbox.snowflakes import made_at
from bot.serving import keep_up, point_at
from bot.texts import text

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8710
FREE_PORTS = range(1024, 65_535)
"""Those for which, as for the next one, nobody has to be the system's administrator."""


def main(options: Namespace) -> int:
    """Keep the sandbox open until Ctrl-C; 1 when its port is taken."""
    return asyncio.run(_open(options))


async def _open(options: Namespace) -> int:
    language: str = options.language
    with tempfile.TemporaryDirectory(prefix="engawa-") as passing:
        database: Path = options.database or Path(passing) / "engawa.db"
        try:
            async with sandbox(database, options.port, language, empty=options.empty) as porch:
                print(text(language, "sandbox-open", url=porch.url), flush=True)
                if not options.no_browser and _has_a_screen():
                    await asyncio.to_thread(webbrowser.open, porch.url)
                await porch.closing.wait()
        except PortTaken:
            other = options.port + 1 if options.port in FREE_PORTS else USUAL_PORT
            words = text(language, "sandbox-busy", port=str(options.port), other=str(other))
            print(words, file=sys.stderr)
            return 1
        except storage.StorageError as fault:
            print(fault, file=sys.stderr)
            return 1
    print(text(language, "sandbox-closed"))
    return 0


class PortTaken(Exception):  # noqa: N818 - it reads as what happened
    """Another program listens where the page was to be, or nobody may."""


class Porch:
    """An open sandbox: where it is, what is in it, and when it is to close."""

    def __init__(self, standin: StandIn, clock: Clock, db: Database) -> None:
        self.standin = standin
        self.clock = clock
        self.db = db
        self.closing = asyncio.Event()
        self.settled_in = asyncio.Event()
        self.connected = asyncio.Event()
        self._bot: Engawa | None = None

    @property
    def url(self) -> str:
        return f"{self.standin.url}/"

    async def health(self, _: web.Request) -> web.Response:
        """200 once the bot is connected and the community has moved in."""
        ready = self.settled_in.is_set()
        return web.json_response({"ready": ready}, status=200 if ready else 503)

    def make_bot(self, settings: Settings) -> Engawa:
        app = Engawa(settings, self.clock, self.db)

        async def on_shard_connect(_: int) -> None:
            self.connected.set()

        app.add_listener(on_shard_connect)
        self._bot = app
        return app

    async def settled(self) -> None:
        """Return when the bot has done what is due, and the stand-in has heard of it."""
        if self._bot is not None:
            await self._bot.settled()
        await self.standin.quiet()


@asynccontextmanager
async def sandbox(database: Path, port: int, language: str, *, empty: bool = False) -> AsyncGenerator[Porch]:
    """An open sandbox whose bot is awake. Raises `PortTaken`."""
    # Asked before the eight weeks are made up: nobody waits for them to hear that the port is taken.
    try:
        socket.create_server((LOOPBACK, port)).close()
    except OSError as error:
        raise PortTaken from error
    kept = database.with_name(f"{database.name}.world")
    is_new, opened = not kept.exists(), time.time()
    clock = Clock(-(DAYS + 1) * DAY if is_new and not empty else 0.0)
    standin = StandIn(now=clock.now)
    if is_new:
        application = standin.world.add_application("Engawa", secrets.token_urlsafe(24))
        build(standin.world, language, opened)
    else:
        storage.restore(standin.world, kept)
        application = next(iter(standin.world.applications.values()))
        # Time goes on from where it had been moved to.
        clock.advance(max(0.0, made_at(standin.world.ids.last) - opened))
    db = await open_database(str(database))
    if is_new and not empty:
        await begin(standin.world, clock, db, language, opened)
    porch = Porch(standin, clock, db)
    standin.app.router.add_get("/healthz", porch.health)
    hands = Hands(clock.advance, lambda: deliveries.next_due(db, in_servers=True), porch.settled)
    Page(standin, personas(standin.world), hands).mount()
    try:
        try:
            await standin.open(LOOPBACK, port)
        except OSError as error:
            raise PortTaken from error
        async with _awake(porch, application.token), storage.keeping(standin.world, kept):
            if porch.connected.is_set():
                if is_new and not empty:
                    await move_in(standin, clock, db, language, opened)
                porch.settled_in.set()
            else:
                porch.closing.set()
            yield porch
    finally:
        await standin.close()
        await db.close()


@asynccontextmanager
async def _awake(porch: Porch, token: str) -> AsyncGenerator[None]:
    """The bot, connected to the stand-in; Ctrl-C asks the porch to close."""
    settings = Settings(
        _env_file=None,  # pyright: ignore[reportCallIssue] - pydantic-settings takes it besides the fields
        discord_token=token,  # pyright: ignore[reportArgumentType] - pydantic makes it a SecretStr
        discord_api_url=porch.standin.api_url,
        discord_gateway_url=porch.standin.gateway_url,
        discord_cdn_url=porch.standin.cdn_url,
    )
    point_at(settings)
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(number, porch.closing.set)
    stop = asyncio.Event()
    bot = asyncio.ensure_future(keep_up(lambda: porch.make_bot(settings), settings, stop))
    try:
        # Ctrl-C is heard while the bot is still on its way, too.
        waits = [asyncio.ensure_future(e.wait()) for e in (porch.connected, porch.closing)]
        await asyncio.wait([bot, *waits], return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        if porch.connected.is_set():
            await porch.standin.quiet()
        yield
    finally:
        stop.set()
        await bot


def _has_a_screen() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
