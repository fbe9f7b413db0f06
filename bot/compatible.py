"""Servers that speak Discord's language without being Discord: what the library would not take from them."""

from collections.abc import Callable
from typing import Any

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.utils import _from_json  # pyright: ignore[reportPrivateUsage]

from bot.config import Settings

ATTACHMENT_BYTES = 10 * 1024 * 1024
"""What Discord takes in one file in a server without boosts."""
DISCORDS_GATEWAY: str = Settings.model_fields["discord_gateway_url"].default

NOT_THERE = frozenset({404, 405, 501})
"""What a server answers that has no such route. Discord has those that are asked for here."""

Parse = Callable[[Any], Any]


async def json_or_text(response: aiohttp.ClientResponse) -> Any:
    """What was answered: JSON also where its type names a charset, which Discord's does not."""
    words = await response.text(encoding="utf-8")
    return _from_json(words) if response.content_type == "application/json" else words


async def shards(client: discord.Client) -> int:
    """How many shards are wanted; one where the server says nothing of that."""
    try:
        count, _, _ = await client.http.get_bot_gateway()
    except discord.GatewayNotFound as fault:
        if isinstance(fault.__cause__, discord.HTTPException) and fault.__cause__.status in NOT_THERE:
            return 1
        raise
    return count


def filled_in(parse: Parse) -> Parse:
    """Read an interaction also without what the library insists on, and nobody here uses."""

    def parsed(data: Any) -> None:
        data.setdefault("version", 1)
        data.setdefault("attachment_size_limit", ATTACHMENT_BYTES)
        data.setdefault("channel", {"id": data.get("channel_id")})
        parse(data)

    return parsed


def kept_here(client: discord.AutoShardedClient, settings: Settings, parse: Parse) -> Parse:
    """Begin a session, whose server need not count a single shard, and keep it where our settings say.

    Discord says itself where a session is to be resumed. A server elsewhere may name an address that nobody
    reaches from here, or Discord's: our token is for nobody but whom the settings name.
    """

    def parsed(data: Any) -> None:
        if client.shard_count == 1:
            data.setdefault("shard", [0, 1])
        parse(data)
        shard = client.get_shard(data["shard"][0])
        if shard is not None and settings.discord_gateway_url != DISCORDS_GATEWAY:
            line: Any = shard._parent.ws  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            own = DiscordWebSocket.DEFAULT_GATEWAY
            if (line.gateway.host, line.gateway.port) != (own.host, own.port):
                line.gateway = own

    return parsed
