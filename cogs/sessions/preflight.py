"""Looking ahead: what stands in the way of the sessions to come is told while somebody can still mend it."""

from collections.abc import Collection

import discord
from discord.ext import commands

from bot.app import Engawa
from bot.courier import Duty
from bot.features import sessions
from bot.features.deliveries import Delivery
from bot.features.sessions import Series

HOUR = 60 * 60
DAY = 24 * HOUR
AHEAD = 2 * DAY
MORNING = 23 * HOUR  # in UTC: eight in the morning in Japan


class Preflight(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        duties = self.app.courier.duties
        duties["session.preflight"] = Duty(self.look_ahead, every=DAY, at=MORNING)
        duties["session.rounds"] = Duty(self.look_around, every=HOUR, at=HOUR // 4)

    async def look_ahead(self, _: Delivery) -> None:
        """Once a day: may everything that begins within two days be posted, and are the hosts still here?"""
        # Before that nobody knows which servers and channels there are; the courier asks again in time.
        await self.app.wait_until_ready()
        for guild in self._servers():
            await self._look_for_hosts(guild)
        await self._check_permissions()

    async def look_around(self, _: Delivery) -> None:
        """Once an hour: channels that went while nobody looked, and refusals that are mended."""
        # Before that nobody knows which servers and channels there are; the courier asks again in time.
        await self.app.wait_until_ready()
        for guild in self._servers():
            await self._look_for_channels(guild, await sessions.running(self.app.db, guild.id))
            await self._let_go_on(guild)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._gone(channel.guild, channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        guild = self.app.get_guild(payload.guild_id)
        if guild is not None:
            await self._gone(guild, payload.thread_id)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        if before.overwrites != after.overwrites:
            await self._let_go_on(after.guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        if before.permissions != after.permissions:
            await self._let_go_on(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, _: discord.Member, after: discord.Member) -> None:
        if after.id == after.guild.me.id:
            await self._let_go_on(after.guild)

    # --- channels

    async def _gone(self, guild: discord.Guild, channel_id: int) -> None:
        for one in await sessions.running(self.app.db, guild.id):
            if one.channel_id == channel_id:
                await self._lose(one, channel_id)
            elif one.place.channel_id == channel_id:
                await sessions.lose_place(self.app.db, one, self._now())

    async def _look_for_channels(self, guild: discord.Guild, running: Collection[Series]) -> None:
        there = dict[int, bool]()
        for one in running:
            for channel_id in {one.channel_id, one.place.channel_id or one.channel_id}:
                if channel_id not in there:
                    there[channel_id] = await self._is_there(guild, channel_id)
            if not there[one.channel_id]:
                await self._lose(one, one.channel_id)
            elif not there[one.place.channel_id or one.channel_id]:
                await sessions.lose_place(self.app.db, one, self._now())

    async def _is_there(self, guild: discord.Guild, channel_id: int) -> bool:
        """Whether a channel still is; one that only cannot be seen is."""
        if guild.get_channel_or_thread(channel_id) is not None:
            return True
        await self.app.courier.limiter.turn()
        try:
            await guild.fetch_channel(channel_id)
        except (discord.NotFound, discord.InvalidData):
            return False
        except discord.HTTPException:
            return True  # Nobody knows: a pause needs to be sure.
        return True

    async def _lose(self, one: Series, channel_id: int) -> None:
        if one.paused_at is None:
            await sessions.lose_channel(self.app.db, one.guild_id, one.id, channel_id, self._now())

    # --- permissions

    async def _check_permissions(self) -> None:
        now = self._now()
        guilds = {guild.id: guild for guild in self._servers()}
        seen = set[tuple[int, int]]()
        for view in await sessions.starting(self.app.db, list(guilds), now, now + AHEAD):
            one = view.series
            if (one.guild_id, one.channel_id) in seen:
                continue
            seen.add((one.guild_id, one.channel_id))
            missing = missing_in(guilds[one.guild_id], one.channel_id)
            if missing:
                await sessions.tell_what_is_missing(self.app.db, one.guild_id, one.channel_id, missing, now)

    async def _let_go_on(self, guild: discord.Guild) -> None:
        """What was refused and is allowed by now goes on, and what is still worth sending is sent."""
        refused = await sessions.held(self.app.db, guild.id)
        if not refused:
            return
        for one in await sessions.running(self.app.db, guild.id):
            here = guild.get_channel_or_thread(one.channel_id)
            if one.id in refused and here is not None and not missing_in(guild, one.channel_id):
                await sessions.let_go_on(self.app.db, one)

    # --- hosts

    async def _look_for_hosts(self, guild: discord.Guild) -> None:
        running = await sessions.running(self.app.db, guild.id)
        hosts = {one.host_id for one in running if one.host_id is not None}
        if not hosts:
            return
        here = await self.app.names(guild, hosts)
        for host_id in hosts - here.keys():
            await sessions.lose_host(self.app.db, guild.id, host_id, self._now())

    # --- within

    def _servers(self) -> list[discord.Guild]:
        return [guild for guild in self.app.guilds if not guild.unavailable]

    def _now(self) -> int:
        return int(self.app.clock.now())


def missing_in(guild: discord.Guild, channel_id: int) -> list[str]:
    """What the bot may not do where a session's posts stand; nothing where nobody can tell."""
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None or (isinstance(channel, discord.Thread) and channel.parent is None):
        return []
    held = channel.permissions_for(guild.me)
    return [name for name in sessions.CHECKED if not getattr(held, name)]
