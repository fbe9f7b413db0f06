"""Asking: what the courier sends at people's hours."""

from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty, Nothing, Outgoing
from bot.features import checkins, settings
from bot.features.checkins import DM, PROMPT, WELCOME, What
from bot.features.deliveries import Delivery
from bot.texts import Language, language
from cogs.checkins.forms import asked as asked_text
from cogs.checkins.saying import prompt_buttons, prompt_panel, prompt_text, welcome_panel

QUARTER, HOUR = 15 * 60, 60 * 60


class AskingCheckins(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        courier = self.app.courier
        courier.renders[PROMPT] = self.ask_together
        courier.renders[DM] = self.ask_one
        courier.renders[WELCOME] = self.welcome
        courier.stands[WELCOME] = lambda tx, told, at: checkins.welcome_stands(self.app.db, tx, told, at)
        # Some minutes ahead of each slot, so that it is there in time.
        courier.duties["checkin.slots"] = Duty(self.plan_slots, every=QUARTER, at=QUARTER // 3 * 2)
        courier.duties["checkin.tidy"] = Duty(self.tidy, every=HOUR)

    async def plan_slots(self, _: Delivery) -> None:
        await checkins.plan_slots(self.app.db, self._now())

    async def tidy(self, _: Delivery) -> None:
        """Energy is kept a month, and who was asked on a day as long."""
        await checkins.tidy(self.app.db, self._now())

    async def welcome(self, told: Delivery, _: int) -> Outgoing | Nothing:
        """What check-ins are, in the channel for them, unless another was chosen meanwhile."""
        guild_id = told.guild_id or 0
        if await checkins.to_welcome(self.app.db, guild_id) != told.channel_id:
            return Nothing("not chosen any more")
        view = welcome_panel(await self.app.reach.public(guild_id))
        return Outgoing(channel_id=told.channel_id, view=view, only_here=True)

    # --- asking

    async def ask_together(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        """One post for all who are due in a server, with a page for every eighty."""
        guild_id = delivery.guild_id or 0
        server = await settings.server(self.app.db, guild_id)
        what, slot = what_of(delivery), int(delivery.subject["slot"])
        page = int(delivery.subject["page"])
        asked = await checkins.ask_together(self.app.db, guild_id, what, slot, page, delivery.id, self._now())
        if not asked.anybody:
            return Nothing("nobody is due")
        if server.checkins_channel is None:
            return Nothing("no channel")
        spoken = await self.app.reach.public(guild_id)
        question = await self._question(spoken, guild_id, server.zone)
        return Outgoing(
            channel_id=server.checkins_channel,
            view=prompt_panel(spoken, what, asked, question, guild_id, delivery.id),
            pings=asked.mentioned,
        )

    async def ask_one(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        """One person, who agreed to a direct message."""
        guild_id, user_id = delivery.guild_id or 0, delivery.person_id or 0
        what, slot = what_of(delivery), int(delivery.subject["slot"])
        if not await checkins.ask_one(self.app.db, guild_id, what, slot, user_id, delivery.id, self._now()):
            return Nothing("not due")
        server = await settings.server(self.app.db, guild_id)
        spoken = await asks_in(self.app, guild_id, user_id, dm=True)
        question = await self._question(spoken, guild_id, server.zone)
        return Outgoing(
            person_id=user_id,
            content=prompt_text(spoken, what, (), question),
            view=ui.Buttons(*prompt_buttons(spoken, what, guild_id, delivery.id)),
        )

    async def _question(self, language: Language, guild_id: int, zone: str) -> str:
        day = checkins.local_day(self._now(), zone)
        return asked_text(language, await checkins.question_of(self.app.db, guild_id, day))

    def _now(self) -> int:
        return int(self.app.clock.now())


async def asks_in(app: Engawa, guild_id: int, user_id: int, *, dm: bool) -> Language:
    """The language in which somebody is asked: in a direct message the one they chose, else the server's."""
    own = await settings.member(app.db, user_id, guild_id) if dm else None
    return language(own.language) if own and own.language else await app.reach.public(guild_id)


def what_of(delivery: Delivery) -> What:
    return "evening" if delivery.subject["what"] == "evening" else "morning"
