"""What the commands of `/activity` share."""

from typing import Any

import discord
from discord import app_commands

from bot import ui
from bot.errors import Refusal
from bot.ui import words


def named(name: str) -> dict[str, Any]:
    """A command of the group, as it is called and described in each language."""
    return {
        "name": words(f"command-activity-{name}"),
        "description": words(f"command-activity-{name}-description"),
    }


WINDOW_CHOICES = [
    app_commands.Choice(name=words("choice-window-days30"), value="days30"),
    app_commands.Choice(name=words("choice-window-week"), value="week"),
    app_commands.Choice(name=words("choice-window-month"), value="month"),
    app_commands.Choice(name=words("choice-window-year"), value="year"),
]


def refuse_others(interaction: discord.Interaction[Any]) -> int:
    """Refuse whoever does not look after this server; return which it is."""
    if interaction.guild_id is None or not ui.is_moderator(interaction):
        raise Refusal("activity-not-for-you")
    return interaction.guild_id
