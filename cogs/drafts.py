"""Offering again what a form refused."""

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import drafts


class Drafts(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.pressed("draft.fix")
    async def fix(self, interaction: discord.Interaction[Engawa], draft_id: int) -> None:
        now = int(self.app.clock.now())
        kept = await drafts.look(self.app.db, draft_id, interaction.user.id, now)
        if kept is None:
            raise Refusal("draft-gone")
        draft = ui.Draft.load(kept.form, kept.fields)
        await ui.open_form(interaction, self.app.routes.rebuild(draft, ui.reader(interaction)))


async def setup(app: Engawa) -> None:
    await app.add_cog(Drafts(app))
