"""After a session: the next one, a rest for a series nobody comes to, and starting that again."""

from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty
from bot.features import sessions
from bot.features.deliveries import Delivery
from bot.features.notices import Notice
from bot.texts import Language, text

DAY = 24 * 60 * 60
SMALL_HOURS = 17 * 60 * 60  # in UTC: two in the morning in Japan


class After(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        duties = self.app.courier.duties
        duties[sessions.AFTER] = Duty(self.finish)
        duties["session.tidy"] = Duty(self.tidy, every=DAY, at=SMALL_HOURS)
        self.app.reach.buttons["notice-session-empty"] = resume_button

    async def finish(self, delivery: Delivery) -> None:
        await sessions.finish(self.app.db, int(delivery.subject["occurrence"]), int(self.app.clock.now()))

    async def tidy(self, _: Delivery) -> None:
        """Drop what is older than its server keeps it."""
        await sessions.tidy(self.app.db, int(self.app.clock.now()))

    @ui.pressed("session.again")
    async def resume(self, interaction: discord.Interaction[Engawa], guild_id: int, series_id: int) -> None:
        """Start a series again that rests; pressed in the server, or in a direct message by its host."""
        language = ui.reader(interaction)
        one = await sessions.look(self.app.db, interaction.guild_id or guild_id, series_id)
        moderator = ui.is_moderator(interaction)
        sessions.refuse_to_change(one, interaction.user.id, moderator=moderator)
        if one.paused_at is None:
            await ui.answer(interaction, text(language, "session-resumed-already"))
            return
        now = int(self.app.clock.now())
        planned = await sessions.resume(
            self.app.db, one.guild_id, series_id, interaction.user.id, now, moderator=moderator
        )
        if planned.occurrence is None:
            said = text(language, "session-resumed-never")
        else:
            said = text(language, "session-resumed", next=str(planned.occurrence.starts_at))
        await ui.answer(interaction, said)


def resume_button(language: Language, notice: Notice) -> discord.ui.Button[Any]:
    press = ui.custom_id("session.again", notice.guild_id, str(notice.params["session"]))
    return ui.button(text(language, "session-button-again"), press, discord.ButtonStyle.primary)
