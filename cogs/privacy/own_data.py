"""`/privacy`: see what is kept about oneself, take it along, have it forgotten."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import outcomes
from bot.errors import Refusal
from bot.features import privacy
from bot.texts import text
from bot.ui import words
from cogs.privacy.copies import copies
from cogs.privacy.panels import Scope, confirm_panel, note_panel, overview_panel, receipt, receipt_file

# What a confirmation lists may have changed after that.
CONFIRM_SECONDS = 60 * 60
# What is not edited by then goes on being edited; of the receipt, somebody has waited long enough.
EDITS_SECONDS = 10.0


class OwnData(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app
        self._forgetting: set[int] = set()

    @app_commands.command(name=words("command-privacy"), description=words("command-privacy-description"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def privacy(self, interaction: discord.Interaction[Engawa]) -> None:
        scope = scope_of(interaction)
        await ui.answer(interaction, view=overview_panel(scope, await self._summary(scope)))

    @ui.pressed("privacy.page")
    async def back(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        scope = scope_of(interaction)
        await ui.replace(interaction, view=overview_panel(scope, await self._summary(scope)))

    # --- a copy

    @ui.pressed("privacy.copy")
    async def hand_out(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        await ui.think(interaction)
        scope = scope_of(interaction)
        kept = await privacy.collect(self.app.db, scope.person, scope.guild_id)
        made = copies(scope, kept, ui.zone(interaction), self.app.clock.now(), interaction.filesize_limit)
        for number, files in enumerate(made, start=1):
            sentence = text(scope.language, "privacy-copy", number=number, parts=len(made))
            await ui.answer(interaction, sentence, files=files)

    # --- forgetting

    @ui.pressed("privacy.forget")
    async def ask_to_forget(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        scope = scope_of(interaction)
        asked_at = int(self.app.clock.now())
        await ui.replace(interaction, view=confirm_panel(scope, await self._summary(scope), asked_at))

    @ui.pressed("privacy.confirm")
    async def forget(
        self,
        interaction: discord.Interaction[Engawa],
        owner: str,
        guild_id: int,
        asked_at: int,
        stay_uncounted: int,
    ) -> None:
        ui.refuse_others(interaction, owner)
        scope = scope_of(interaction)
        if guild_id != (scope.guild_id or 0) or stay_uncounted not in {0, 1}:
            raise Refusal("press-unknown")
        if not 0 <= self.app.clock.now() - asked_at <= CONFIRM_SECONDS:
            raise Refusal("privacy-confirm-old")
        if scope.person in self._forgetting:
            raise Refusal("privacy-under-way")
        self._forgetting.add(scope.person)
        try:
            await self._forget(interaction, scope, stay_uncounted=bool(stay_uncounted))
        finally:
            self._forgetting.discard(scope.person)

    async def _forget(
        self, interaction: discord.Interaction[Engawa], scope: Scope, *, stay_uncounted: bool
    ) -> None:
        await ui.replace(interaction, view=note_panel(scope, "privacy-forgetting"))
        now = int(self.app.clock.now())
        forgotten = await privacy.forget_all(
            self.app.db, scope.person, scope.guild_id, stay_uncounted=stay_uncounted, now=now
        )
        if forgotten.edits:
            sentence = text(scope.language, "privacy-posts-follow", count=len(forgotten.edits))
            await ui.answer(interaction, sentence)
        went = await outcomes(self.app.db, [edit.id for edit in forgotten.edits], EDITS_SECONDS)
        left = [edit for edit in forgotten.edits if went.get(edit.id) != "sent"]
        said = receipt(scope, forgotten, left)
        zone = ui.zone(interaction)
        files = {"engawa-receipt.txt": receipt_file(scope, forgotten, left, zone, now)}
        await ui.answer(interaction, said, files=files)

    async def _summary(self, scope: Scope) -> dict[str, int]:
        return await privacy.summary(self.app.db, scope.person, scope.guild_id)


def scope_of(interaction: discord.Interaction[Engawa]) -> Scope:
    return Scope(interaction.user.id, interaction.guild_id, ui.reader(interaction))
