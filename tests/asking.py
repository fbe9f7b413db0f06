"""An ordinary discord.py bot whose commands a test writes, and a clock that a test moves."""

import asyncio
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands

from tests.standin import Client


class Moved:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Bot(Client):
    """A bot with a command tree; what its commands do is given by each test."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default())
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def settled(self) -> None:
        """Returns when no command, press or form is being handled any more."""
        handled = ("CommandTree-invoker", "discord-ui-")
        await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name().startswith(handled)))


def bot_that(*callbacks: Callable[..., Any]) -> Bot:
    """A bot with slash commands."""
    made = Bot()
    for callback in callbacks:
        made.tree.command()(callback)
    return made


def interaction_data(interaction: discord.Interaction) -> Any:
    """What an interaction was made of, as a second delivery would carry it."""
    return {
        "id": str(interaction.id),
        "type": 2,
        "token": interaction.token,
        "version": 1,
        "application_id": str(interaction.application_id),
        "attachment_size_limit": 0,
        "data": interaction.data,
    }
