"""Counting activity begins with a notice to everybody, and its button that says no."""

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import consent
from bot.texts import Language, text
from cogs.setup.parts import row, words
from cogs.setup.posting import post, turn_in


class CountingNotice(commands.Cog):
    """The notice's button. Anybody may press it, at any time, for themselves."""

    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.pressed("counting.no")
    async def do_not_count(self, interaction: discord.Interaction[Engawa]) -> None:
        guild_id, user_id = _here(interaction), interaction.user.id
        choices = await consent.choices(self.app.db, user_id, guild_id)
        before = next(choice.answer for choice in choices if choice.purpose == "counted")
        await self._decide(interaction, yes=False)
        language = ui.reader(interaction)
        if before is not None and not before.yes:
            # They said so before, perhaps for all servers: there is nothing to take back here.
            await ui.answer(interaction, text(language, "counting-no-already"))
            return
        undo = ui.button(text(language, "counting-undo"), "counting.yes")
        await ui.answer(interaction, text(language, "counting-no"), view=ui.Buttons(undo))

    @ui.pressed("counting.yes")
    async def count_after_all(self, interaction: discord.Interaction[Engawa]) -> None:
        _here(interaction)
        await self._decide(interaction, yes=True)
        await ui.replace(interaction, text(ui.reader(interaction), "counting-yes"))

    async def _decide(self, interaction: discord.Interaction[Engawa], *, yes: bool) -> None:
        at = int(self.app.clock.now())
        await consent.decide(self.app.db, interaction.user.id, _here(interaction), "counted", yes=yes, at=at)


async def begin_counting(
    interaction: discord.Interaction[Engawa], guild: discord.Guild, channel_id: int, told: ui.Panel
) -> bool:
    """Turn counting on and post the one notice about it; False when it stood already."""
    app, at = interaction.client, int(interaction.client.clock.now())
    async with turn_in(guild.id):
        async with app.db.write() as tx:
            due = await consent.start_counting(tx, guild.id, interaction.user.id, at)
        if due:
            await post(app, channel_id, told)
            await consent.noticed(app.db, guild.id, at)
    return due


def notice(language: Language, days: int) -> ui.Panel:
    """What everybody is told before anything is counted."""
    no = ui.button(text(language, "counting-do-not"), "counting.no")
    return ui.Panel(discord.ui.Container(words(notice_words(language, days)), row(no)))


def notice_words(language: Language, days: int) -> str:
    return text(language, "counting-notice", days=days)


def _here(interaction: discord.Interaction[Engawa]) -> int:
    if interaction.guild_id is None:
        raise Refusal("press-unknown")
    return interaction.guild_id
