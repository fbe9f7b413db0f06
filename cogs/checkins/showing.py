"""What others see of a check-in that is shared: one post in the day's thread, until it is taken back."""

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty, Nothing, Outgoing, Sent, Unsent, change, keep_true
from bot.features import checkins, settings
from bot.features.checkins import SHARE, SHOWN, Checkin, Standing
from bot.features.deliveries import Delivery
from bot.texts import Language, text
from cogs.checkins.forms import asked as asked_text
from cogs.checkins.gathering import Day, Gathering
from cogs.checkins.looking import look_back, page_before, pictured
from cogs.checkins.saying import SAID, shared_text


class ShowingCheckins(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app
        self.gathering = Gathering(app)

    async def cog_load(self) -> None:
        courier = self.app.courier
        courier.renders[SHARE] = self.share
        courier.stands[SHARE] = checkins.share_stands
        courier.duties[SHOWN] = Duty(self.keep_true)
        self.app.reach.unsent[SHOWN] = "notice-post-unchanged"

    async def share(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        """What somebody shares, in the thread of the day on which they do."""
        await self.gathering.turn(delivery)
        one = await checkins.look(self.app.db, int(delivery.subject["checkin"]))
        # Taken back while nobody knows whether it was posted, it is looked for, and then goes.
        if one is None or (not one.shared and delivery.doubt_since is None):
            return Nothing("not shared")
        server = await settings.server(self.app.db, one.guild_id)
        if server.checkins_channel is None:
            return Nothing("no channel")
        spoken = await self.app.reach.public(one.guild_id)
        today = checkins.local_day(self._now(), server.zone)
        place = await self.gathering.place(Day(one.guild_id, server.checkins_channel, today, spoken))
        begins = text(spoken, "checkin-shared", who=f"<@{one.user_id}>", words="").rstrip()
        said = await self._words(spoken, one)
        # Not into the server's fallback channel: who shares it knows who reads this one.
        return Outgoing(channel_id=place, content=said, begins=begins, only_here=True)

    async def _words(self, spoken: Language, one: Checkin) -> str:
        question = None
        if one.question is not None:
            named = await checkins.question_named(self.app.db, one.guild_id, one.question)
            question = asked_text(spoken, named)
        return shared_text(spoken, one, question)

    # --- keeping it true

    async def keep_true(self, shown: Delivery) -> None:
        """Let the post say what is kept now, or take it down; one that is gone is left so."""
        await keep_true(lambda: self._standing(shown), lambda post: self._write(shown, post))

    async def _standing(self, shown: Delivery) -> Standing | None:
        post = await checkins.standing(self.app.db, shown)
        if post is not None and post.at is None:
            raise Unsent("on its way still", applied=False)
        return post

    async def _write(self, shown: Delivery, post: Standing) -> None:
        assert post.at is not None
        at = Sent(post.at.channel_id, post.at.message_id)
        one, limiter = post.checkin, self.app.courier.limiter
        if one is None:
            await change(self.app, limiter, at, lambda message: message.delete())
            await checkins.taken_down(self.app.db, shown, self._now())
            return
        words = await self._words(await self.app.reach.public(one.guild_id), one)
        await change(self.app, limiter, at, lambda message: message.edit(content=words))

    # --- taking it back

    @ui.pressed("checkin.unshare")
    async def take_back(
        self, interaction: discord.Interaction[Engawa], owner: str, checkin_id: int, where: str
    ) -> None:
        """A press under the confirmation, or on a page of one's history, which then shows how it is now."""
        ui.refuse_others(interaction, owner)
        before = None if where == SAID else page_before(where)
        one = await checkins.unshare(self.app.db, checkin_id, interaction.user.id, self._now())
        if where != SAID:
            zone = ui.zone(interaction)
            looked = await look_back(self.app, one.guild_id, one.user_id, zone, before)
            await ui.hold(interaction)
            shown = await pictured(self.app, interaction, looked)
            await ui.replace(interaction, view=shown.panel, files=shown.files, alts=shown.alts)
        await ui.answer(interaction, text(ui.reader(interaction), "checkin-unshared"))

    def _now(self) -> int:
        return int(self.app.clock.now())
