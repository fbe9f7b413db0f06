"""What others see of a check-in that is shared: one post in the day's thread, until it is taken back."""

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty, Nothing, Outgoing, Sent, Unsent, change, keep_true
from bot.errors import Refusal
from bot.features import checkins, settings
from bot.features.checkins import SHARE, SHOWN, Checkin, Standing
from bot.features.deliveries import Delivery
from bot.texts import Language, text
from cogs.checkins.forms import asked as asked_text
from cogs.checkins.saying import history_panel, shared_text


class ShowingCheckins(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        courier = self.app.courier
        courier.renders[SHARE] = self.share
        courier.stands[SHARE] = checkins.share_stands
        courier.duties[SHOWN] = Duty(self.keep_true)
        self.app.reach.unsent[SHOWN] = "notice-post-unchanged"

    async def share(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        """What somebody shares, in the thread of the day on which they do."""
        one = await checkins.look(self.app.db, int(delivery.subject["checkin"]))
        # Taken back while nobody knows whether it was posted, it is looked for, and then goes.
        if one is None or (not one.shared and delivery.doubt_since is None):
            return Nothing("not shared")
        server = await settings.server(self.app.db, one.guild_id)
        if server.checkins_channel is None:
            return Nothing("no channel")
        spoken = await self.app.reach.public(one.guild_id)
        place = await self._thread(one.guild_id, server.checkins_channel, server.zone, spoken)
        begins = text(spoken, "checkin-shared", who=f"<@{one.user_id}>", words="").rstrip()
        return Outgoing(channel_id=place, content=await self._words(spoken, one), begins=begins)

    async def _words(self, spoken: Language, one: Checkin) -> str:
        question = None
        if one.question is not None:
            named = await checkins.question_named(self.app.db, one.guild_id, one.question)
            question = asked_text(spoken, named)
        return shared_text(spoken, one, question)

    async def _thread(self, guild_id: int, channel_id: int, zone: str, spoken: Language) -> int:
        """Today's thread, opened when first needed; the channel itself where there can be none."""
        day = checkins.local_day(self._now(), zone)
        known = await checkins.thread_of(self.app.db, guild_id, day, channel_id)
        if known is not None:
            return known
        channel = self.app.get_channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            return channel_id
        name = text(spoken, "checkin-thread-name", day=day.isoformat())
        # Opened by a try that ended before it was kept.
        there = next((one for one in channel.threads if one.name == name), None)
        if there is None:
            try:
                there = await channel.create_thread(name=name, type=discord.ChannelType.public_thread)
            except (discord.Forbidden, discord.NotFound):
                return channel_id
        await checkins.keep_thread(self.app.db, guild_id, day, channel_id, there.id)
        return there.id

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
        """A press under the confirmation, or in one's history, which then shows how it is now."""
        ui.refuse_others(interaction, owner)
        if where not in {"said", "history"}:
            raise Refusal("press-unknown")
        language = ui.reader(interaction)
        one = await checkins.unshare(self.app.db, checkin_id, interaction.user.id, self._now())
        if where == "history":
            found = await checkins.history(self.app.db, one.guild_id, one.user_id)
            day = checkins.local_day(self._now(), ui.zone(interaction))
            count = await checkins.days_this_month(self.app.db, one.guild_id, one.user_id, day)
            await ui.replace(interaction, view=history_panel(language, found, count))
        await ui.answer(interaction, text(language, "checkin-unshared"))

    def _now(self) -> int:
        return int(self.app.clock.now())
