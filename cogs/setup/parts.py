"""The pieces that pages are made of."""

from collections.abc import Iterable
from typing import Any, TypeVar

import discord

from bot import ui
from bot.errors import Refusal

Item = discord.ui.Item[Any]
T = TypeVar("T")
CHANNELS = [discord.ChannelType.text, discord.ChannelType.news]
OPTIONS = 25


def words(*lines: str) -> discord.ui.TextDisplay[Any]:
    return discord.ui.TextDisplay("\n".join(filter(None, lines)))


def row(*items: Item) -> discord.ui.ActionRow[Any]:
    return discord.ui.ActionRow(*items)


def beside(label: str, custom_id: str, *lines: str, style: discord.ButtonStyle | None = None) -> Item:
    """Words with a button beside them."""
    made = ui.button(label, custom_id, style or discord.ButtonStyle.secondary)
    return discord.ui.Section(words(*lines), accessory=made)


def choice(custom_id: str, placeholder: str, options: Iterable[discord.SelectOption]) -> Item:
    """A select of one, of no more options than Discord takes."""
    shown = list(options)[:OPTIONS]
    made: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=custom_id, placeholder=placeholder, options=shown
    )
    return row(made)


def channel_choice(custom_id: str, placeholder: str, chosen: int | None) -> discord.ui.ChannelSelect[Any]:
    """A select of a channel in which posts can stand; emptied, it chooses none."""
    return discord.ui.ChannelSelect(
        custom_id=custom_id,
        placeholder=placeholder,
        channel_types=CHANNELS,
        min_values=0,
        default_values=[] if chosen is None else [_chosen(chosen, "channel")],
    )


def role_choice(
    custom_id: str, placeholder: str, chosen: Iterable[int], most: int
) -> discord.ui.RoleSelect[Any]:
    return discord.ui.RoleSelect(
        custom_id=custom_id,
        placeholder=placeholder,
        min_values=0,
        max_values=most,
        default_values=[_chosen(role_id, "role") for role_id in chosen],
    )


def _chosen(of: int, kind: str) -> discord.SelectDefaultValue:
    return discord.SelectDefaultValue(id=of, type=discord.SelectDefaultValueType[kind])


def known(word: str, words: Iterable[T]) -> T:
    """One of the words a button of ours can carry; a forged one is refused."""
    for one in words:
        if one == word:
            return one
    raise Refusal("press-unknown")


def yes_or_no(number: int) -> bool:
    """What 1 and 0 in a button of ours mean; anything else is forged."""
    if number not in {0, 1}:
        raise Refusal("press-unknown")
    return bool(number)


def picked(interaction: discord.Interaction[Any]) -> list[int]:
    """The ids or numbers chosen in the select that was used; a press of anything else is forged."""
    data: Any = interaction.data
    chosen = ui.picked(interaction)
    if "values" not in data or not all(number.isdecimal() and len(number) < 20 for number in chosen):
        raise Refusal("press-unknown")
    return [int(number) for number in chosen]
