"""Answering an interaction: once, privately unless said otherwise, and although requests fail."""

import asyncio
import contextlib
import io
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

import aiohttp
import discord

from bot.courier import retry_after
from bot.ui.parts import Form

T = TypeVar("T")

TRANSIENT = (OSError, aiohttp.ClientError, TimeoutError, discord.DiscordServerError)
"""What a request may fail with although a later one can succeed; whether it was applied stays open."""

_PAUSES = (0.0, 0.1, 0.3, 0.6, 1.0)  # before each try
# Discord waits three seconds for a first answer, and the library would sleep through them: a server's error
# makes it wait for one second, then three. The last try has time to hear what became of those before it.
_FIRST_PATIENCE = (1.2, 1.2, 15.0, 15.0, 15.0)
_FURTHER_PATIENCE = (30.0, 30.0, 30.0, 30.0, 30.0)
_LONGEST_LIMIT = 2.0  # seconds; what limits for longer is no matter of one answer
_LIMITED = 429
_ALREADY_ANSWERED = 40060
# An interaction that is unknown by now; a webhook that is, or whose fifteen minutes have passed.
_TOO_LATE = frozenset({10062, 10015, 50027})


class TooLate(Exception):  # noqa: N818 - it reads as what happened
    """Discord no longer takes an answer: three seconds have passed, or fifteen minutes for a further one."""


class Unreached(Exception):  # noqa: N818 - it reads as what happened
    """Discord failed each of several tries. Whether one of them was applied stays open."""


async def answer(
    interaction: discord.Interaction[Any],
    content: str | None = None,
    *,
    view: discord.ui.View | discord.ui.LayoutView | None = None,
    private: bool = True,
    pings: Collection[int] = (),
    files: Mapping[str, bytes] | None = None,
    alts: Mapping[str, str] | None = None,
) -> int | None:
    """Answer, once, and return the message's id where Discord names it.

    Pings only `pings`; `files` go by name, and `alts` say what they show. A further call sends a further
    message. A failed request is tried again while Discord still waits; `TooLate` when it no longer does,
    `Unreached` when every try failed.
    """

    def options() -> dict[str, Any]:
        chosen: dict[str, Any] = {
            "content": content,
            "view": view,
            "files": attached(files, alts),
            "allowed_mentions": discord.AllowedMentions(
                everyone=False, roles=False, replied_user=False, users=[discord.Object(i) for i in pings]
            ),
            "ephemeral": private,
            "suppress_embeds": not isinstance(view, discord.ui.LayoutView),
        }
        return {name: value for name, value in chosen.items() if value not in (None, [])}

    if _is_answered(interaction):
        message = await _further(lambda: interaction.followup.send(wait=True, **options()))
        return message.id
    response = await _first(interaction, lambda: interaction.response.send_message(**options()))
    if response is not None:
        return response.message_id
    try:
        return (await _further(interaction.original_response)).id
    except discord.NotFound:
        return None  # Deleted since, or no message at all.


async def replace(
    interaction: discord.Interaction[Any],
    content: str | None = None,
    *,
    view: discord.ui.View | discord.ui.LayoutView | None = None,
    files: Mapping[str, bytes] | None = None,
    alts: Mapping[str, str] | None = None,
) -> None:
    """Put this in place of the message whose button was pressed, at once or after `hold`.

    `files` take the place of those it had, none of them too; without, they stay. Where that message is gone
    nothing happens, and the press still waits for its answer.
    """

    def changes() -> dict[str, Any]:
        chosen: dict[str, Any] = {
            "content": content,
            "view": view,
            "allowed_mentions": discord.AllowedMentions.none(),
        }
        return chosen if files is None else {**chosen, "attachments": attached(files, alts)}

    await _change(interaction, changes)


async def replace_buttons(
    interaction: discord.Interaction[Any], view: discord.ui.View | discord.ui.LayoutView | None
) -> None:
    """Change only what stands under the message whose button was pressed, if that is still there."""
    await _change(interaction, lambda: {"view": view})


async def think(interaction: discord.Interaction[Any]) -> None:
    """Say privately that an answer is on its way: for a quarter of an hour, `answer` brings it."""
    await _first(interaction, lambda: interaction.response.defer(ephemeral=True, thinking=True))


async def open_form(interaction: discord.Interaction[Any], form: Form) -> None:
    """Show a form in answer to a command or a press (Discord allows none in answer to a form)."""
    await _first(interaction, lambda: interaction.response.send_modal(form))


async def hold(interaction: discord.Interaction[Any]) -> None:
    """Say that what was pressed is at work: for a quarter of an hour, `replace` can still follow."""
    await _first(interaction, interaction.response.defer)


async def _change(interaction: discord.Interaction[Any], changes: Callable[[], dict[str, Any]]) -> None:
    with contextlib.suppress(discord.NotFound):
        if _is_answered(interaction):
            await _further(lambda: interaction.edit_original_response(**changes()))
        else:
            await _first(interaction, lambda: interaction.response.edit_message(**changes()))


def attached(files: Mapping[str, bytes] | None, alts: Mapping[str, str] | None) -> list[discord.File]:
    """Files by name, with what they show. To be made anew for every try: a file can be read once."""
    described = alts or {}
    return [
        discord.File(io.BytesIO(data), name, description=described.get(name))
        for name, data in (files or {}).items()
    ]


def _is_answered(interaction: discord.Interaction[Any]) -> bool:
    return interaction.response.is_done() or "answered" in interaction.extras


async def _first(interaction: discord.Interaction[Any], act: Callable[[], Awaitable[T]]) -> T | None:
    """Make the first answer; None when it was made already, by a try whose outcome was lost.

    An event that Discord delivers twice is answered twice too, and then it was the other one's try.
    """
    try:
        return await _insist(act, _FIRST_PATIENCE)
    except discord.HTTPException as error:
        if error.code != _ALREADY_ANSWERED:
            raise
        interaction.extras["answered"] = True
        return None
    except (TypeError, KeyError):
        # The library reads what became of the answer, and not every server tells it though it is asked to.
        if not interaction.response.is_done():
            raise
        return None


async def _further(act: Callable[[], Awaitable[T]]) -> T:
    return await _insist(act, _FURTHER_PATIENCE)


async def _insist(act: Callable[[], Awaitable[T]], patience: Sequence[float]) -> T:
    """Make a request until Discord answers it, or there is no patience left."""
    failure: Exception | None = None
    limit = 0.0
    for pause, seconds in zip(_PAUSES, patience, strict=True):
        await asyncio.sleep(max(pause, limit))
        try:
            async with asyncio.timeout(seconds):
                return await act()
        except TRANSIENT as error:
            failure = error
        except discord.HTTPException as error:
            if error.code in _TOO_LATE:
                raise TooLate from error
            if error.status != _LIMITED:
                raise
            # Without a sign that it is Discord's own: those the library sits out.
            failure, limit = error, retry_after(error)
            if limit > _LONGEST_LIMIT:
                break
    raise Unreached from failure
