"""The bot's own public posts about somebody who was forgotten, and writing them anew."""

import contextlib

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty, understood
from bot.features import deliveries, giving, privacy
from bot.features.deliveries import Delivery
from bot.texts import text

HOUR = 60 * 60
ARCHIVED = 50083  # how Discord says that nothing can be changed in a closed thread
TIMES = 5  # that somebody else may be forgotten while a post is being edited


class ForgottenPosts(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        self.app.courier.duties[privacy.KIND] = Duty(self.edit)
        self.app.courier.duties["privacy.mended"] = Duty(self.look_again, every=HOUR, at=HOUR // 4)
        self.app.reach.unsent[privacy.KIND] = "notice-post-unchanged"

    async def edit(self, planned: Delivery) -> None:
        """Let a post speak of nobody who was forgotten, even if that was somebody else a moment ago."""
        said = None
        for _ in range(TIMES):
            words = await self._words(planned)
            if words in {None, said}:
                return
            await self._write(planned, words)
            said = words

    async def _write(self, planned: Delivery, words: str | None) -> None:
        place = self.app.get_partial_messageable(planned.channel_id or 0)
        message = place.get_partial_message(int(planned.subject["message"]))
        await self.app.courier.limiter.turn()
        with understood(), contextlib.suppress(discord.NotFound):  # gone: nobody sees it any more
            try:
                await message.edit(content=words, view=None)
            except discord.HTTPException as error:
                if error.code != ARCHIVED:
                    raise
                await self._reopened(message, words)

    async def _reopened(self, message: discord.PartialMessage, words: str | None) -> None:
        """Edit a post in a thread that was closed, and close it again where we may."""
        thread = await self.app.fetch_channel(message.channel.id)
        assert isinstance(thread, discord.Thread)
        await thread.edit(archived=False)
        await message.edit(content=words, view=None)
        with contextlib.suppress(discord.Forbidden):  # then it closes by itself in time
            await thread.edit(archived=True)

    async def _words(self, planned: Delivery) -> str | None:
        """What the post says from now on; None when it names nobody who was forgotten."""
        guild_id = planned.guild_id or 0
        rows = await giving.thanks_of(self.app.db, guild_id, int(planned.subject["event"]))
        speaks = await self.app.reach.public(guild_id)
        if not rows:
            return text(speaks, "privacy-post-gone")  # a card that wished for a reply
        if rows[0].helped_id is None or rows[0].note is None:
            return text(speaks, "privacy-post-deleted")
        standing = [give for give in rows if give.stands]
        if not standing:
            return None  # that it was undone or withdrawn names only who said it
        others = [f"<@{give.helper_id}>" for give in standing if give.helper_id is not None]
        return text(
            speaks,
            "privacy-post-thanked",
            giver=f"<@{rows[0].helped_id}>",
            count=len(others),
            others=", ".join(others),
            note=ui.quoted(rows[0].note),
        )

    async def look_again(self, _: Delivery) -> None:
        """Go on with posts that wait because their channel could not be seen, where it can be by now."""
        for guild in self.app.guilds:
            for held in await deliveries.held(self.app.db, guild.id):
                channel_id = privacy.channel_of(held.series)
                if channel_id is not None and await self._may_be_seen(channel_id):
                    async with self.app.db.write() as tx:
                        await deliveries.resume(tx, held.series)

    async def _may_be_seen(self, channel_id: int) -> bool:
        await self.app.courier.limiter.turn()
        with understood():
            try:
                await self.app.fetch_channel(channel_id)
            except discord.NotFound:
                return True  # deleted, and the posts with it: there is nothing left to wait for
            except discord.Forbidden:
                return False
        return True
