"""Serving: pointing discord.py at a Discord, staying connected whatever it does, stopping when told to."""

import asyncio
import contextlib
import ctypes
import gc
import logging
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import discord
import discord.gateway
import discord.http
import discord.webhook.async_
import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import Route

from bot import ui
from bot.app import Engawa
from bot.clock import Clock
from bot.compatible import json_or_text
from bot.config import Settings
from bot.db import open_database

log = logging.getLogger(__name__)

MOST_SECONDS_BETWEEN_TRIES = 60.0
HEARTBEAT_END_SECONDS = 2.0
_M_ARENA_MAX = -8  # as malloc.h of the GNU C library has it
CONNECTION_FAULTS = (*ui.TRANSIENT, discord.HTTPException, discord.GatewayNotFound, discord.ConnectionClosed)
FATAL_CLOSES = {
    4004: "Discord refuses the token: check DISCORD_TOKEN.",
    4012: "Discord no longer speaks this gateway version: update Engawa.",
    4013: "Discord refuses the intents asked for: update Engawa.",
    4014: "Discord refuses the intents asked for, although none is privileged: check DISCORD_GATEWAY_URL.",
}


class Heartbeat(KeepAliveHandler):
    """A heartbeat that is noted before it is sent.

    The library notes it afterwards. On a busy machine its answer may be there before, and would then seem to
    have taken as long as the time between two heartbeats.
    """

    def get_payload(self) -> dict[str, Any]:
        self._last_send = time.perf_counter()
        return super().get_payload()


def point_at(settings: Settings) -> None:
    """Make discord.py speak to the servers of our settings."""
    # A type checker forbids the plain way to set what the library does not offer to be set.
    setattr(discord.gateway, "KeepAliveHandler", Heartbeat)  # noqa: B010
    for requests in (discord.http, discord.webhook.async_):
        setattr(requests, "json_or_text", json_or_text)  # noqa: B010
    Route.BASE = settings.discord_api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway_url)
    # The library's own type says that this address never changes.
    setattr(Asset, "BASE", settings.discord_cdn_url)  # noqa: B010


def run(settings: Settings, clock: Clock) -> int:
    """Serve until the host says stop (0) or Discord refuses us for good (1)."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(_serve(settings, clock))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415  # pyright: ignore[reportMissingImports] - an optional extra
    except ImportError:
        return None
    return uvloop.new_event_loop  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]


async def _serve(settings: Settings, clock: Clock) -> int:
    _share_one_heap()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C still ends it.
            loop.add_signal_handler(signal_number, stop.set)
    db = await open_database(settings.database_url)
    # What has been imported stays. Else every full collection walks through it, and nobody is served for
    # nearly a tenth of a second.
    gc.collect()
    gc.freeze()
    try:
        point_at(settings)
        return await keep_up(lambda: Engawa(settings, clock, db), settings, stop)
    finally:
        await db.close()


def _share_one_heap() -> None:
    """Let threads take their memory from one place, where the C library can be told so.

    Each of SQLite's would have one of its own, and keep there what it needed once: five megabytes in all.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # Not every C library knows this.
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


async def keep_up(make: Callable[[], Engawa], settings: Settings, stop: asyncio.Event) -> int:
    """Stay connected, whatever Discord does, until `stop`; 1 when trying again cannot help."""
    tries = 0
    loop = asyncio.get_running_loop()
    stopping = asyncio.ensure_future(stop.wait())
    while True:
        app = make()
        begun = loop.time()
        work = asyncio.ensure_future(app.start(settings.discord_token.get_secret_value()))
        await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
        error = work.exception() if work.done() and not stop.is_set() else None
        await app.leave()
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await _end_heartbeats(app)
        if stop.is_set():
            return 0
        fatal = _fatal(error)
        if fatal is not None:
            stopping.cancel()
            log.critical(fatal)
            return 1
        tries = 1 if loop.time() - begun > MOST_SECONDS_BETWEEN_TRIES else tries + 1
        pause = min(MOST_SECONDS_BETWEEN_TRIES, 2 ** (tries - 1)) * random.uniform(0.5, 1)  # noqa: S311 - jitter
        facts = {"error": repr(error), "seconds": round(pause, 1)}
        if error is None or isinstance(error, CONNECTION_FAULTS):
            log.warning("connection lost, trying again", extra=facts)
        else:
            log.error("the bot failed, trying again", exc_info=error, extra=facts)
        await asyncio.wait({stopping}, timeout=pause)
        if stop.is_set():
            return 0


async def _end_heartbeats(app: Engawa) -> None:
    """End the threads that keep a client's connections alive, and return when they are gone.

    The library forgets the thread of a connection that it had not opened to the end: left alone, it would
    wake at its next heartbeat, and find a client that was given up, or a loop that is closed.
    """
    ours: Any = app._connection  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    threads = [
        t for t in threading.enumerate() if isinstance(t, KeepAliveHandler) and _connection_of(t) is ours
    ]
    for thread in threads:
        thread.stop()
    for thread in threads:
        await asyncio.to_thread(thread.join, HEARTBEAT_END_SECONDS)


def _connection_of(thread: KeepAliveHandler) -> Any:
    return thread.ws._connection  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def _fatal(error: BaseException | None) -> str | None:
    """What to tell the host when trying again cannot help."""
    if isinstance(error, discord.LoginFailure):
        return FATAL_CLOSES[4004]
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return FATAL_CLOSES[4014]
    if isinstance(error, discord.ConnectionClosed):
        return FATAL_CLOSES.get(error.code)
    return None
