"""A stand-in Discord with a small community in it, and the real bot connected over a real socket."""

import asyncio
import logging
import os
import threading
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from discord.gateway import KeepAliveHandler

from bot.app import Engawa
from bot.clock import Clock
from bot.config import Settings
from bot.db import Database, open_database
from bot.features import giving
from bot.sandbox.people import Person
from bot.sandbox.permissions import EVERYONE, Permission
from bot.sandbox.server import StandIn
from bot.sandbox.server import start as start_standin
from bot.sandbox.state import Channel, Message
from bot.serving import keep_up, point_at
from tests.clocks import SetClock
from tests.thrift import compiled_once

TOKEN = "made-up.token-of.the-stand-in"
GRANTED = EVERYONE | Permission.MANAGE_EVENTS | Permission.CREATE_EVENTS | Permission.SEND_MESSAGES_IN_THREADS
"""What the invitation in the README asks for, and what everybody has anyway."""
IN_EITHER_LANGUAGE = ("ja", pytest.param("en", marks=pytest.mark.long))
"""For a story of many days that is told in both: its second telling runs at length."""


class Complaints(logging.Handler):
    """Collects what is logged as an error: a story that does not expect one ends with none."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(self.format(record))


class Village:
    """What stories call `world`: the stand-in, the bot, and people.

    Aoi speaks Japanese, Ken English; Mio moderates; Hana owns the server. The server speaks English.
    """

    def __init__(self, standin: StandIn, clock: Clock, db: Database) -> None:
        self.standin = standin
        self.clock = clock
        self.db = db
        self.complaints = Complaints()
        things = standin.world
        self.application = things.add_application("Engawa", TOKEN)
        owner = things.add_user("hana", "Hana")
        self.guild = things.add_guild("Porch", owner)
        self.channel = things.add_channel(self.guild, "chat")
        self.hana = Person(standin, owner, channel=self.channel)
        things.install(self.application, self.guild, GRANTED)
        self.aoi = self.newcomer("aoi", "Aoi", locale="ja")
        self.ken = self.newcomer("ken", "Ken")
        self.mio = self.newcomer("mio", "Mio")
        moderators = things.add_role(self.guild, "moderators", Permission.MODERATE_MEMBERS)
        self.guild.members[self.mio.id].roles.append(moderators.id)
        self.app: Engawa
        # Its few small servers are there at once; the library would wait two seconds for further ones.
        self.ready_seconds = 0.1
        self._connected = asyncio.Event()
        self._stop = asyncio.Event()
        self._running: asyncio.Task[int] | None = None

    @property
    def settings(self) -> Settings:
        return Settings(
            _env_file=None,
            discord_token=TOKEN,
            discord_api_url=self.standin.api_url,
            discord_gateway_url=self.standin.gateway_url,
            discord_cdn_url=self.standin.cdn_url,
        )

    def newcomer(self, username: str, name: str | None = None, **details: Any) -> Person:
        """Somebody new in the server."""
        user = self.standin.world.add_user(username, name or username.title(), **details)
        self.standin.world.add_member(self.guild, user)
        return Person(self.standin, user, channel=self.channel)

    def outsider(self, username: str) -> Person:
        """Somebody with an account who is not in the server."""
        return Person(self.standin, self.standin.world.add_user(username, username.title()))

    def second_server(self) -> Channel:
        """A channel of another server with the bot in it; Hana and Ken are there too."""
        things = self.standin.world
        guild = things.add_guild("Elsewhere", self.hana.user)
        things.add_member(guild, self.ken.user)
        channel = things.add_channel(guild, "chat")
        things.install(self.application, guild, GRANTED)
        return channel

    def forged(self, custom_id: str, channel: Channel | None = None) -> Message:
        """A message of the bot's with a button that the bot never made."""
        button = {"type": 2, "id": 2, "style": 2, "label": "Press", "custom_id": custom_id}
        place = channel or self.channel
        row = {"type": 1, "id": 1, "components": [button]}
        return self.standin.world.post(place, self.application.id, "forged", components=[row])

    # --- what came of it

    def posts(self, channel: Channel | None = None) -> list[Message]:
        """What everybody sees of the bot in a channel, oldest first."""
        said = self.standin.world.messages[(channel or self.channel).id].values()
        return [m for m in said if not m.ephemeral and m.author_id == self.application.id]

    async def ledger(self) -> tuple[giving.Give, ...]:
        """What is recorded, newest first."""
        return (await giving.search(self.db, self.guild.id, limit=1000)).gives

    # --- time

    def at(self, hour: int) -> None:
        """Move the clock forward to the next such hour (UTC), so that no day ends within a story."""
        self.clock.advance((hour * 3600 - self.clock.now()) % 86_400)

    def later(self, *, minutes: float = 0, hours: float = 0) -> None:
        """Move the clock forward."""
        self.clock.advance(minutes * 60 + hours * 3600)

    # --- the bot

    async def open(self) -> None:
        """Start the bot and return when it is connected."""
        point_at(self.settings)
        self._stop, self._connected = asyncio.Event(), asyncio.Event()
        self._running = asyncio.create_task(keep_up(self.make, self.settings, self._stop))
        await self.connected()

    async def connected(self) -> None:
        await asyncio.wait_for(self._connected.wait(), 20)
        await self.standin.quiet()

    def connected_again(self) -> Awaitable[bool]:
        """Awaited, returns when the connection has been resumed, or begun anew, since this was called."""
        again = asyncio.Event()

        async def on_shard_resumed(_: int) -> None:
            again.set()

        async def on_shard_connect(_: int) -> None:
            again.set()

        self.app.add_listener(on_shard_resumed)
        self.app.add_listener(on_shard_connect)
        return asyncio.wait_for(again.wait(), 20)

    async def close(self) -> int:
        """Stop the bot gracefully; what it would answer the host."""
        self._stop.set()
        return await self.ended()

    async def ended(self) -> int:
        """What the bot answers the host once it has ended."""
        assert self._running is not None
        return await asyncio.wait_for(self._running, 10)

    async def restart(self) -> None:
        await self.close()
        await self.open()

    async def settled(self) -> None:
        """Everything that has begun has ended, on both sides of the socket."""
        await self.standin.quiet()
        await self.app.settled()
        await self.standin.quiet()

    def make(self) -> Engawa:
        """A bot as the real process makes it."""
        self.app = Engawa(self.settings, self.clock, self.db)
        connection: Any = self.app._connection
        connection.guild_ready_timeout = self.ready_seconds

        async def on_shard_connect(_: int) -> None:
            self._connected.set()

        self.app.add_listener(on_shard_connect)
        return self.app


@asynccontextmanager
async def village(
    database_url: str, *, awake: bool = True, rate_limits: bool = False
) -> AsyncIterator[Village]:
    """A village, its bot awake if it is to be. Ends with an assertion that nothing went wrong unnoticed."""
    description = os.environ.get("DISCORD_OPENAPI")
    # A process of its own has the real time.
    clock = SetClock() if awake else Clock()
    standin = await start_standin(
        now=clock.now, openapi=Path(description) if description else None, rate_limits=rate_limits
    )
    db = compiled_once(await open_database(database_url))
    world = Village(standin, clock, db)
    logging.getLogger().addHandler(world.complaints)
    try:
        if awake:
            await world.open()
        yield world
        if awake:
            await world.settled()
            await world.close()
    finally:
        logging.getLogger().removeHandler(world.complaints)
        await db.close()
        await standin.close()
    assert [t for t in threading.enumerate() if isinstance(t, KeepAliveHandler)] == []
    assert standin.problems == [], standin.problems[:2]
    assert world.complaints.records == []
