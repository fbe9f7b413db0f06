"""Speaking to the stand-in's REST API as raw HTTP, and a small server to speak about."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp

from bot.sandbox.server import StandIn
from bot.sandbox.state import Application, Channel, Guild, Json, Member, Overwrite, Role, User

TOKEN = "not-a-secret"
BYTES = "application/octet-stream"


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = 1_750_000_000.0

    def __call__(self) -> float:
        return self.time


@dataclass(frozen=True)
class Reply:
    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> int:
        return self.body["code"]


class Caller:
    """A client that knows nothing: it sends what it is told and shows what it gets."""

    def __init__(self, session: aiohttp.ClientSession, base: str, token: str = TOKEN) -> None:
        self.session = session
        self.base = base
        self.token = token

    async def __call__(
        self, method: str, path: str, body: Any = None, *, files: dict[str, bytes] | None = None, **query: Any
    ) -> Reply:
        given: dict[str, Any] = {}
        headers = {"Authorization": f"Bot {self.token}"}
        if files is not None:
            form = aiohttp.FormData(quote_fields=False)
            form.add_field("payload_json", json.dumps(body or {}))
            for n, (name, data) in enumerate(files.items()):
                form.add_field(f"files[{n}]", BytesIO(data), filename=name, content_type=BYTES)
            given["data"] = form
        elif body is not None:
            given["data"] = BytesIO(json.dumps(body).encode())
            headers["Content-Type"] = "application/json"
        url = self.base + path
        async with self.session.request(method, url, params=query, headers=headers, **given) as response:
            text = await response.read()
            return Reply(response.status, json.loads(text) if text else None, response.headers)


class Scene:
    """A server with an owner, a member, a channel and a bot that may do what everybody may."""

    def __init__(self, standin: StandIn, call: Caller, clock: Clock) -> None:
        self.standin, self.call, self.clock = standin, call, clock
        world = self.world = standin.world
        self.owner: User = world.add_user("owner", "Owner")
        self.guild: Guild = world.add_guild("Porch", self.owner)
        self.general: Channel = world.add_channel(self.guild, "general")
        self.bot: Application = world.add_application("Engawa", TOKEN)
        world.install(self.bot, self.guild, 0)
        self.aoi: User = world.add_user("aoi", "Aoi")
        self.member: Member = world.add_member(self.guild, self.aoi)
        self.events: list[tuple[str, Json]] = []
        world.listeners.append(lambda event: self.events.append((event.name, event.data)))

    @property
    def bot_role(self) -> Role:
        return next(r for r in self.guild.roles.values() if r.bot_id == self.bot.id)

    @property
    def messages_url(self) -> str:
        return f"/channels/{self.general.id}/messages"

    def grant(self, bits: int) -> None:
        """Give the bot further permissions in the whole server."""
        self.bot_role.permissions |= bits

    def deny(self, bits: int, channel: Channel | None = None) -> None:
        """Take permissions from everybody in one channel."""
        target = self.general if channel is None else channel
        target.overwrites[self.guild.id] = Overwrite(self.guild.id, 0, deny=bits)

    def told(self, name: str) -> list[Json]:
        """What was told to everybody under this name since the beginning."""
        return [data for told, data in self.events if told == name]

    async def said(self, content: str = "hello", **more: Any) -> Json:
        """A message of the bot's, as it was answered."""
        reply = await self.call("POST", self.messages_url, {"content": content, **more})
        assert reply.status == 200, reply
        return reply.body


@asynccontextmanager
async def opened_scene(**options: Any) -> AsyncIterator[Scene]:
    """A scene on a stand-in of its own, which must have nothing to complain of in the end."""
    clock = Clock()
    openapi = os.environ.get("DISCORD_OPENAPI")
    options = {"rate_limits": False, "openapi": Path(openapi) if openapi else None} | options
    standin = StandIn(now=clock, **options)
    await standin.open()
    try:
        async with aiohttp.ClientSession() as session:
            yield Scene(standin, Caller(session, standin.api_url), clock)
    finally:
        await standin.close()
    assert standin.problems == [], "\n".join(standin.problems)
