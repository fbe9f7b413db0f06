"""A bare WebSocket that speaks the gateway's protocol by hand."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord

from tests.standin import TOKEN, House

INTENTS = discord.Intents.default().value


class Wire:
    """One connection."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws

    async def send(self, op: int, data: Any = None) -> None:
        await self.ws.send_str(json.dumps({"op": op, "d": data}))

    async def receive(self) -> dict[str, Any]:
        return json.loads(await self.ws.receive_str(timeout=5))

    async def until(self, name: str) -> dict[str, Any]:
        """The next dispatch of this name."""
        while True:
            payload = await self.receive()
            if payload["t"] == name:
                return payload

    async def identify(self, **changed: Any) -> None:
        data = {"token": TOKEN, "properties": {}, "intents": INTENTS}
        await self.send(2, data | changed)

    async def closed_with(self) -> int | None:
        while True:
            message = await self.ws.receive(timeout=5)
            if message.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}:
                return self.ws.close_code


@asynccontextmanager
async def wire(house: House, query: str = "v=10&encoding=json") -> AsyncIterator[Wire]:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{house.standin.gateway_url}?{query}") as ws,
    ):
        yield Wire(ws)


@asynccontextmanager
async def greeted(house: House) -> AsyncIterator[Wire]:
    async with wire(house) as line:
        assert (await line.receive())["op"] == 10
        yield line
