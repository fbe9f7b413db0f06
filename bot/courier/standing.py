"""Changing what stands already: a post of ours is edited or goes, in a closed thread too."""

import contextlib
from collections.abc import Awaitable, Callable
from typing import TypeVar

import discord

from bot.courier.letters import Sent
from bot.courier.limiter import Limiter
from bot.courier.post import understood

T = TypeVar("T")

ARCHIVED = 50083  # how Discord says that nothing can be changed in a closed thread
TIMES = 5  # that the truth may change while a post is being changed

Act = Callable[[discord.PartialMessage], Awaitable[object]]


async def change(client: discord.Client, limiter: Limiter, at: Sent, act: Act) -> None:
    """Do this to a post of ours; nothing where it is gone. Raises `Unsent` or `Refused`."""
    place = client.get_partial_messageable(at.channel_id)
    message = place.get_partial_message(at.message_id)
    await limiter.turn()
    with understood(), contextlib.suppress(discord.NotFound):  # gone: nobody sees it any more
        try:
            await act(message)
        except discord.HTTPException as error:
            if error.code != ARCHIVED:
                raise
            await _in_closed_thread(client, message, act)


async def _in_closed_thread(client: discord.Client, message: discord.PartialMessage, act: Act) -> None:
    """Open the thread for it, and close it again where we may."""
    thread = await client.fetch_channel(message.channel.id)
    assert isinstance(thread, discord.Thread)
    await thread.edit(archived=False)
    await act(message)
    with contextlib.suppress(discord.Forbidden):  # then it closes by itself in time
        await thread.edit(archived=True)


async def keep_true(read: Callable[[], Awaitable[T | None]], write: Callable[[T], Awaitable[None]]) -> None:
    """Write what is true, until it is what is true still; None is nothing to write."""
    said: T | None = None
    for _ in range(TIMES):
        true = await read()
        if true is None or true == said:
            return
        await write(true)
        said = true
