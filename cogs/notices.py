"""What moderators and members are told besides answers to their own commands."""

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty
from bot.features import notices, settings
from bot.features.deliveries import Delivery
from bot.features.notices import Notice

HOUR = 60 * 60
CHANNELS = (
    "thanks_channel",
    "sessions_channel",
    "checkins_channel",
    "moderators_channel",
    "fallback_channel",
)


class Notices(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        self.app.courier.duties["notices.channels"] = Duty(self.look_everywhere, every=HOUR)

    @ui.pressed("notice.open")
    async def open(self, interaction: discord.Interaction[Engawa], notice_id: int) -> None:
        await self.app.reach.open(interaction, notice_id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._look_for_channels(channel.guild)

    async def look_everywhere(self, _: Delivery) -> None:
        """A channel may have been deleted while we were away."""
        for guild in self.app.guilds:
            if not guild.unavailable:
                await self._look_for_channels(guild)

    async def _look_for_channels(self, guild: discord.Guild) -> None:
        """Tell the moderators, once, of each chosen channel that is no longer there."""
        server = await settings.server(self.app.db, guild.id)
        for name in CHANNELS:
            channel_id: int | None = getattr(server, name)
            if channel_id is None or guild.get_channel(channel_id) is not None:
                continue
            notice = Notice(
                guild_id=guild.id,
                about=f"gone {name} {channel_id}",
                words="notice-channel-gone",
                params={"room": name},
                made_at=int(self.app.clock.now()),
            )
            await notices.say(self.app.db, notice, lasting=True)


async def setup(app: Engawa) -> None:
    await app.add_cog(Notices(app))
