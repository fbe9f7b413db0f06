"""Servers: themselves, and what is listed of them."""

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import guild_of
from bot.sandbox.state import Json


async def fetch(call: Call) -> Json:
    guild = guild_of(call)
    shape = shapes.guild(guild)
    return shape | shapes.guild_counts(guild) if call.flag("with_counts") else shape


async def nothing(call: Call) -> list[Any]:
    """Emojis and stickers of a server: it has none."""
    guild_of(call)
    return []


ROUTES = [
    Route("GET", "/guilds/{guild_id}", fetch),
    Route("GET", "/guilds/{guild_id}/emojis", nothing),
    Route("GET", "/guilds/{guild_id}/stickers", nothing),
]
