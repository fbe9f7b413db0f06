"""Counting activity begins with a notice to everybody, and its button that says no."""

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Nothing, Outgoing
from bot.errors import Refusal
from bot.features import consent, deliveries, settings
from bot.features.deliveries import Delivery
from bot.texts import Language, text
from cogs.setup.parts import row, words
from cogs.setup.posting import COUNTING, announcement, how_it_went, key_of


class CountingNotice(commands.Cog):
    """The notice, and its button. Anybody may press it, at any time, for themselves."""

    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        self.app.courier.renders[COUNTING] = self.render
        # Counting runs if and only if it is on disk that the notice stands.
        self.app.courier.stands[COUNTING] = lambda tx, told, at: consent.noticed(tx, told.guild_id or 0, at)
        self.app.reach.unsent[COUNTING] = "notice-counting-unsaid"

    async def render(self, told: Delivery, late: int) -> Outgoing | Nothing:  # noqa: ARG002
        guild_id = told.guild_id or 0
        now = await consent.counting(self.app.db, guild_id)
        if now is None or now.runs:
            return Nothing("turned off" if now is None else "stands already")
        days = (await settings.server(self.app.db, guild_id)).retention_days
        view = notice(await self.app.reach.public(guild_id), days)
        # Not everybody may read the channel that stands in for others.
        return Outgoing(channel_id=told.channel_id, view=view, only_here=True)

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


async def begin_counting(interaction: discord.Interaction[Engawa], guild_id: int, channel_id: int) -> str:
    """Turn counting on and have the one notice about it posted; return what has become of that, in a word.

    "already" when it stood before, "under-way" when another admin's is on its way.
    """
    app, at = interaction.client, int(interaction.client.clock.now())
    told = announcement(COUNTING, guild_id, channel_id, at)
    async with app.db.write() as tx:
        if not await consent.start_counting(tx, guild_id, interaction.user.id, at):
            return "already"
        planned = await deliveries.plan_again(tx, told)
    return await how_it_went(app, told) if planned else "under-way"


async def end_counting(app: Engawa, guild_id: int) -> None:
    """Turn counting off, and say nothing of it if that was still to be said."""
    now = int(app.clock.now())
    async with app.db.write() as tx:
        await consent.stop_counting(tx, guild_id, now)
        await deliveries.cancel(tx, [key_of(COUNTING, guild_id)], now)


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
