"""`/activity overview`: how the community fares as a whole, in numbers that are nobody's."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.features.activity import Window
from bot.texts import text
from bot.ui import words
from cogs.activity.parts import WINDOW_CHOICES, named, refuse_others


class Overview(commands.Cog):
    """A part of the group: see `cogs.activity`."""

    app: Engawa

    @app_commands.command(**named("overview"))
    @app_commands.rename(period=words("command-activity-overview-option-period"))
    @app_commands.describe(period=words("command-activity-overview-option-period-description"))
    @app_commands.choices(period=WINDOW_CHOICES)
    async def overview(self, interaction: discord.Interaction[Engawa], period: Window = "days30") -> None:
        refuse_others(interaction)
        await ui.answer(interaction, text(ui.reader(interaction), f"choice-window-{period}"))
