"""The bot's own public posts about somebody who was forgotten, and writing them anew."""

import re
from collections.abc import Awaitable, Callable, Collection

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty, Sent, change, keep_true, understood
from bot.features import checkins, deliveries, giving, privacy
from bot.features.deliveries import Delivery
from bot.texts import text

HOUR = 60 * 60


class ForgottenPosts(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        self.app.courier.duties[privacy.KIND] = Duty(self.edit)
        self.app.courier.duties["privacy.mended"] = Duty(self.look_again, every=HOUR, at=HOUR // 4)
        self.app.reach.unsent[privacy.KIND] = "notice-post-unchanged"

    async def edit(self, planned: Delivery) -> None:
        """Let a post speak of nobody who was forgotten, even if that was somebody else a moment ago."""
        if planned.subject.get("mentions"):
            asked = int(planned.subject["event"])
            await keep_true(
                lambda: checkins.asked_by(self.app.db, asked), lambda left: self._take_out(planned, left)
            )
        else:
            await keep_true(lambda: self._words(planned), lambda words: self._write(planned, words))

    async def _write(self, planned: Delivery, words: str) -> None:
        await self._change(planned, lambda post: post.edit(content=words, view=None))

    async def _take_out(self, planned: Delivery, left: frozenset[int]) -> None:
        """Let a post that asked several people mention those who are left, and be the same else."""

        async def edit(post: discord.PartialMessage) -> None:
            message = await post.fetch()
            view = discord.ui.LayoutView.from_message(message)
            for part in view.walk_children():
                if isinstance(part, discord.ui.TextDisplay):
                    part.content = mentioning_only(left, part.content)
            view.stop()  # else the library would keep it for as long as the process lives
            await post.edit(view=view, allowed_mentions=discord.AllowedMentions.none())

        await self._change(planned, edit)

    async def _change(
        self, planned: Delivery, act: Callable[[discord.PartialMessage], Awaitable[object]]
    ) -> None:
        at = Sent(planned.channel_id or 0, int(planned.subject["message"]))
        await change(self.app, self.app.courier.limiter, at, act)

    async def _words(self, planned: Delivery) -> str | None:
        """What the post says from now on; None when it names nobody who was forgotten."""
        guild_id = planned.guild_id or 0
        rows = await giving.thanks_of(self.app.db, guild_id, int(planned.subject["event"]))
        speaks = await self.app.reach.public(guild_id)
        if not rows:
            return text(speaks, "privacy-post-gone")  # a card, a shared check-in, or a mention of somebody
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


def mentioning_only(left: Collection[int], words: str) -> str:
    """These words without mentions of anybody else."""
    kept = re.sub(r" ?<@!?(\d+)>", lambda found: found[0] if int(found[1]) in left else "", words)
    return kept.strip()
