"""Saying something to everybody in a channel: the one place through which this room posts."""

import asyncio
from weakref import WeakValueDictionary

import discord

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal


async def post(app: Engawa, channel_id: int, panel: ui.Panel) -> None:
    """Post it, once; `Refusal` where Discord does not let us."""
    try:
        await app.get_partial_messageable(channel_id).send(view=panel)
    except (discord.Forbidden, discord.NotFound) as error:
        raise Refusal("setup-not-posted", channel=str(channel_id)) from error


_turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()


def turn_in(guild_id: int) -> asyncio.Lock:
    """What is made or said once for a server is done in turns: the second sees what the first has done."""
    return _turns.setdefault(guild_id, asyncio.Lock())
