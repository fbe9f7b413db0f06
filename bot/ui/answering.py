"""Answering an interaction: once, privately unless said otherwise, and although requests fail."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any, TypeVar

import aiohttp
import discord

from bot.ui.parts import Form

T = TypeVar("T")

TRANSIENT = (OSError, aiohttp.ClientError, TimeoutError, discord.DiscordServerError)
"""What a request may fail with although a later one can succeed; whether it was applied stays open."""

_PAUSES = (0.1, 0.3, 0.6, 1.0)  # within the three seconds Discord waits for an answer
_ALREADY_ANSWERED = 40060
_TOO_LATE = 10062


class TooLate(Exception):  # noqa: N818 - it reads as what happened
    """Discord no longer takes an answer: three seconds have passed, or fifteen minutes for a further one."""


async def answer(
    interaction: discord.Interaction[Any],
    content: str | None = None,
    *,
    view: discord.ui.View | discord.ui.LayoutView | None = None,
    private: bool = True,
    pings: Collection[int] = (),
    files: Sequence[discord.File] = (),
) -> int | None:
    """Answer, once, and return the message's id where Discord names it.

    Pings only `pings`. A further call sends a further message. A failed request is tried again while Discord
    still waits; `TooLate` when it no longer does.
    """
    options: dict[str, Any] = {
        "allowed_mentions": discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[discord.Object(i) for i in pings]
        ),
        "ephemeral": private,
        "suppress_embeds": view is None or not isinstance(view, discord.ui.LayoutView),
    }
    if content is not None:
        options["content"] = content
    if view is not None:
        options["view"] = view
    if files:
        options["files"] = list(files)
    if interaction.response.is_done():
        message = await _insist(lambda: interaction.followup.send(wait=True, **options))
        return None if message is None else message.id
    response = await _insist(lambda: interaction.response.send_message(**options))
    if response is not None:
        return response.message_id
    message = await _insist(interaction.original_response)
    return None if message is None else message.id


async def replace(
    interaction: discord.Interaction[Any],
    content: str | None = None,
    *,
    view: discord.ui.View | discord.ui.LayoutView | None = None,
) -> None:
    """Put this in place of the message whose button was pressed."""
    await _insist(
        lambda: interaction.response.edit_message(
            content=content, view=view, allowed_mentions=discord.AllowedMentions.none()
        )
    )


async def replace_buttons(
    interaction: discord.Interaction[Any], view: discord.ui.View | discord.ui.LayoutView | None
) -> None:
    """Change only what stands under the message whose button was pressed."""
    await _insist(lambda: interaction.response.edit_message(view=view))


async def open_form(interaction: discord.Interaction[Any], form: Form) -> None:
    """Show a form in answer to a command or a press (Discord allows none in answer to a form)."""
    await _insist(lambda: interaction.response.send_modal(form))


async def _insist(act: Callable[[], Awaitable[T]]) -> T | None:
    """Make a request until Discord answers it; None when an earlier try turns out to have been applied."""
    pauses = iter(_PAUSES)
    tried = False
    while True:
        try:
            return await act()
        except TRANSIENT:
            pause = next(pauses, None)
            if pause is None:
                raise
            tried = True
            await asyncio.sleep(pause)
        except discord.HTTPException as error:
            if error.code == _ALREADY_ANSWERED and tried:
                return None
            if error.code == _TOO_LATE:
                raise TooLate from error
            raise
