"""A small house on a stand-in Discord, and ordinary discord.py clients that move in."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import yarl
from discord import asset, gateway, http

from bot.sandbox.people import Person
from bot.sandbox.permissions import EVERYONE, Permission
from bot.sandbox.server import StandIn, start
from bot.sandbox.state import Application, Channel, ChannelType, Guild

TOKEN = "a-made-up-token"
BOT_MAY = EVERYONE | Permission.MANAGE_MESSAGES | Permission.MANAGE_EVENTS | Permission.MANAGE_THREADS


@dataclass(frozen=True)
class House:
    """A server with an owner, two members, three rooms and one bot."""

    standin: StandIn
    guild: Guild
    room: Channel
    hidden: Channel
    voice: Channel
    owner: Person
    aoi: Person
    ken: Person
    application: Application


def furnish(standin: StandIn, *, privileged: int = 0) -> House:
    world = standin.world
    owner = world.add_user("owner", "Owner")
    guild = world.add_guild("Home", owner, preferred_locale="ja")
    room = world.add_channel(guild, "living-room")
    hidden = world.add_channel(guild, "moderators")
    voice = world.add_channel(guild, "study", ChannelType.VOICE)
    application = world.add_application("Porch", TOKEN, privileged_intents=privileged)
    world.install(application, guild, BOT_MAY)
    people = [
        Person(standin, world.add_user(name, name.title(), locale=locale), channel=room)
        for name, locale in (("aoi", "ja"), ("ken", "en-US"))
    ]
    for person in people:
        person.join(guild)
    host = Person(standin, owner, channel=room)
    return House(standin, guild, room, hidden, voice, host, people[0], people[1], application)


@asynccontextmanager
async def open_house(*, privileged: int = 0, **details: Any) -> AsyncIterator[House]:
    """A house for the time of a test, which fails if the stand-in noticed anything wrong."""
    named = os.environ.get("DISCORD_OPENAPI")
    standin = await start(openapi=Path(named) if named else None, **details)
    try:
        yield furnish(standin, privileged=privileged)
    finally:
        await standin.close()
    assert standin.problems == []


def point_at(standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send every discord.py client of this process to the stand-in."""
    monkeypatch.setattr(http.Route, "BASE", standin.api_url)
    monkeypatch.setattr(gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(standin.gateway_url))
    monkeypatch.setattr(asset.Asset, "BASE", standin.cdn_url)


class Heard:
    """The events a client has dispatched, and a way to wait for the next of a kind."""

    def __init__(self) -> None:
        self._queues: dict[str, asyncio.Queue[Any]] = {}

    def _queue(self, event: str) -> asyncio.Queue[Any]:
        return self._queues.setdefault(event, asyncio.Queue())

    def note(self, event: str, *args: Any) -> None:
        self._queue(event).put_nowait(args[0] if len(args) == 1 else args)

    async def next(self, event: str) -> Any:
        """The oldest one of a kind that was not asked for yet."""
        async with asyncio.timeout(5):
            return await self._queue(event).get()

    def waiting(self, event: str) -> int:
        return self._queue(event).qsize()


class Listening:
    """Mixed into a client: everything it dispatches is heard, and no second is lost at login."""

    heard: Heard

    def __init__(self, **options: Any) -> None:
        super().__init__(guild_ready_timeout=0.05, **options)
        self.heard = Heard()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        self.heard.note(event, *args)
        super().dispatch(event, *args, **kwargs)  # type: ignore[misc]

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py sleeps five seconds here before every further shard."""


class Client(Listening, discord.Client):
    pass


class ShardedClient(Listening, discord.AutoShardedClient):
    pass


@asynccontextmanager
async def connected(client: discord.Client, token: str = TOKEN) -> AsyncIterator[asyncio.Task[None]]:
    """A client that is ready, closed again at the end. Gives the task that keeps it running."""
    try:
        await client.login(token)
        running = asyncio.create_task(client.connect())
        try:
            await _until_ready(client, running)
            yield running
        finally:
            await client.close()
            await asyncio.gather(running, return_exceptions=True)
    finally:
        await client.close()


async def _until_ready(client: discord.Client, running: asyncio.Task[None]) -> None:
    ready = asyncio.create_task(client.wait_until_ready())
    await asyncio.wait([running, ready], return_when=asyncio.FIRST_COMPLETED, timeout=5)
    ready.cancel()
    if running.done():
        await running
    assert client.is_ready(), "the client did not get ready"
