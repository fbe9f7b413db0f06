"""What is tidied up on its own: old drafts, and what is kept of those who left."""

import asyncio

import discord
from discord.ext import commands

from bot.app import Engawa
from bot.courier import Duty
from bot.features import departures, drafts, privacy
from bot.features.deliveries import Delivery

HOUR = 60 * 60
DAY = 24 * HOUR
SMALL_HOURS = 19 * HOUR  # in UTC: four in the morning in Japan
PEOPLE_AT_ONCE = 100  # as many as Discord names in one answer
PAGES_AT_ONCE = 20  # Discord takes 120 requests a minute on the gateway; others need some of them


class Upkeep(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app
        self._turn = asyncio.Lock()  # or a sweep would write down who a purge is just forgetting
        self._swept_to = (0, 0)  # server and person, by id: a sweep of all goes on where the last one stopped

    async def cog_load(self) -> None:
        duties = self.app.courier.duties
        duties["upkeep.tidy"] = Duty(self.tidy, every=HOUR)
        duties["upkeep.sweep"] = Duty(self.sweep, every=HOUR, at=HOUR // 2)
        duties["upkeep.purge"] = Duty(self.purge, every=DAY)
        duties["upkeep.clear"] = Duty(self.clear, every=DAY, at=SMALL_HOURS)

    async def tidy(self, _: Delivery) -> None:
        """Drop drafts after a day."""
        now = int(self.app.clock.now())
        await drafts.expire(self.app.db, now)

    async def sweep(self, _: Delivery) -> None:
        """Find out who left, a few thousand people at a time: nobody tells us."""
        if self.app.is_ready():
            async with self._turn:
                await self._sweep(int(self.app.clock.now()))

    async def _sweep(self, now: int) -> None:
        here = {guild.id: guild for guild in self.app.guilds}
        gone = [i for i in await privacy.servers_with_data(self.app.db) if i not in here]
        await departures.servers_seen(self.app.db, here=list(here), gone=gone, at=now)
        pages = PAGES_AT_ONCE
        for guild_id in sorted(i for i in here if i >= self._swept_to[0] and not here[i].unavailable):
            after = self._swept_to[1] if guild_id == self._swept_to[0] else 0
            while people := await privacy.members_with_data(
                self.app.db, guild_id, after=after, limit=PEOPLE_AT_ONCE
            ):
                await self._look_for(here[guild_id], people, now)
                after = people[-1]
                pages -= 1
                if not pages:
                    self._swept_to = (guild_id, after)
                    return
        self._swept_to = (0, 0)

    async def _look_for(self, guild: discord.Guild, people: tuple[int, ...], now: int) -> None:
        found = await self.app.names(guild, people)
        gone = [i for i in people if i not in found]
        await departures.members_seen(self.app.db, guild.id, here=list(found), gone=gone, at=now)

    async def purge(self, _: Delivery) -> None:
        """Forget those who have been gone for thirty days."""
        now = int(self.app.clock.now())
        async with self._turn:
            while purges := await departures.due_purges(self.app.db, now):
                for due in purges:
                    await privacy.purge(self.app.db, due, now)

    async def clear(self, _: Delivery) -> None:
        """Let nothing that was forgotten stay in the file."""
        await privacy.clear_traces(self.app.db)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await departures.servers_seen(self.app.db, here=[guild.id], at=int(self.app.clock.now()))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await departures.servers_seen(self.app.db, gone=[guild.id], at=int(self.app.clock.now()))


async def setup(app: Engawa) -> None:
    await app.add_cog(Upkeep(app))
