"""Servers: themselves, and what is listed of them."""

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.errors import unknown_channel, untaught, wrong_channel_type
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import guild_of, need
from bot.sandbox.state import ChannelType, Json
from bot.sandbox.validation import check_guild

_TEXTS = {"name", "description", "preferred_locale", "afk_timeout"}
_PLACES = {"afk_channel_id": ChannelType.VOICE, "system_channel_id": ChannelType.TEXT}


async def fetch(call: Call) -> Json:
    guild = guild_of(call)
    shape = shapes.guild(guild)
    return shape | shapes.guild_counts(guild) if call.flag("with_counts") else shape


async def edit(call: Call) -> Json:
    guild = guild_of(call)
    body = call.form()
    check_guild(body)
    need(call, guild, Permission.MANAGE_GUILD)
    others = sorted(body.keys() - _TEXTS - _PLACES.keys())
    if any(body[key] is not None for key in others):
        raise untaught(f"{', '.join(others)} of a server")
    changes: Json = {key: body[key] for key in _TEXTS & body.keys()}
    for key in _PLACES.keys() & body.keys():
        changes[key] = None if body[key] is None else int(body[key])
        channel = guild.channels.get(changes[key] or 0)
        if changes[key] is not None and channel is None:
            raise unknown_channel()
        if channel is not None and channel.type != _PLACES[key]:
            raise wrong_channel_type()
    for key, value in changes.items():
        if value is not None or key in {"description", *_PLACES}:
            setattr(guild, key, value)
    call.world.guild_changed(guild)
    return shapes.guild(guild)


async def nothing(call: Call) -> list[Any]:
    """Emojis and stickers of a server: it has none."""
    guild_of(call)
    return []


ROUTES = [
    Route("GET", "/guilds/{guild_id}", fetch),
    Route("PATCH", "/guilds/{guild_id}", edit),
    Route("GET", "/guilds/{guild_id}/emojis", nothing),
    Route("GET", "/guilds/{guild_id}/stickers", nothing),
]
