"""Who sits in which voice channel, as Discord tells it: kept for sessions, and where a server counts."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection
from functools import partial
from typing import Literal

import discord
from discord.ext import commands

from bot.app import Engawa
from bot.courier import Duty
from bot.features import consent, deliveries, voice
from bot.features.deliveries import Delivery
from bot.features.voice import Here, Watch

log = logging.getLogger(__name__)

Ask = Literal["beat", "rooms", "counting"]
"""Everybody is there still; rooms are watched, or no longer; who is counted has changed."""

DAY = 24 * 60 * 60
SMALL_HOURS = 18 * 60 * 60  # in UTC: three in the morning in Japan
# Two hundred people who arrive together are one transaction, not two hundred.
GATHER_SECONDS = 0.02
RETRY_SECONDS = 5.0


class Voice(commands.Cog):
    """Hears who comes and goes, and writes it down a moment later, much of it at once."""

    def __init__(self, app: Engawa) -> None:
        self.app = app
        self.where = voice.Whereabouts()
        self._run = deliveries.new_id()
        self._watched: frozenset[Watch] = frozenset()
        self._writing: asyncio.Task[None] | None = None
        self._beats: asyncio.Task[None] | None = None
        # Who said no while nobody was there to hear it is found at the start.
        self._asked: set[Ask] = {"counting"}
        self._dropped_until = 0
        self._stop_listening = list[Callable[[], None]]()
        self._greeted = set[int]()  # shards whose new session has begun
        self._closing = False

    async def cog_load(self) -> None:
        self.app.courier.duties["voice.tidy"] = Duty(self.tidy, every=DAY, at=SMALL_HOURS)

    async def cog_unload(self) -> None:
        """Write down what is pending, and that everybody was there up to now."""
        self._closing = True
        for stop in self._stop_listening:
            stop()
        if self._beats is not None:
            self._beats.cancel()
        if self._writing is not None:
            await asyncio.wait([self._writing])
        if self._beats is not None:
            self._asked.add("beat")
            await self._write_all()

    async def tidy(self, _: Delivery) -> None:
        """Drop what is older than its server keeps it, and the stays of those who said no."""
        await voice.expire(self.app.db, self._now(), self._run)
        await voice.drop_uncounted(self.app.db)

    # --- what Discord tells

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, _: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        if not member.bot:
            self.where.saw(member.guild.id, member.id, _here(member.guild, after), self._now())
            self._write_soon()

    @commands.Cog.listener()
    async def on_guild_seen(self, guild: discord.Guild) -> None:
        self._begin()
        self._look_around(guild)

    @commands.Cog.listener()
    async def on_guild_update(self, _: discord.Guild, after: discord.Guild) -> None:
        # Another channel may be the AFK channel now.
        if not after.unavailable and after.id not in self.where.silent():
            self._look_around(after)

    @commands.Cog.listener()
    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        self._lose([guild.id])

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.where.leave(guild.id, self._now())
        self._write_soon()

    @commands.Cog.listener()
    async def on_shard_disconnect(self, shard_id: int) -> None:
        self._greeted.discard(shard_id)
        self._lose(self._of_shard(shard_id))

    @commands.Cog.listener()
    async def on_shard_connect(self, shard_id: int) -> None:
        self._greeted.add(shard_id)

    @commands.Cog.listener()
    async def on_shard_resumed(self, shard_id: int) -> None:
        unavailable = {guild.id for guild in self.app.guilds if guild.unavailable}
        self.where.hear_again(set(self._of_shard(shard_id)) - unavailable, self._now())
        self._write_soon()

    @commands.Cog.listener()
    async def on_shard_ready(self, shard_id: int) -> None:
        if shard_id not in self._greeted:
            return  # It is lost again: this comes two seconds late.
        # A server that we were put out of while we were away is in no list, and nobody tells of it.
        for guild_id in self.where.silent().intersection(self._of_shard(shard_id)):
            guild = self.app.get_guild(guild_id)
            if guild is None or not guild.unavailable:
                self.where.leave(guild_id, self._now())
        self._write_soon()

    def _look_around(self, guild: discord.Guild) -> None:
        # In the cache of members are those who are in voice, and ourselves.
        people = [(m, _here(guild, m.voice)) for m in guild.members if m.voice is not None and not m.bot]
        present = {member.id: here for member, here in people if here is not None}
        self.where.snapshot(guild.id, present, self._now())
        self._write_soon()

    def _lose(self, guild_ids: list[int]) -> None:
        self.where.lose(guild_ids, self._now())
        self._write_soon()

    def _of_shard(self, shard_id: int) -> list[int]:
        count = self.app.shard_count or 1
        return [guild_id for guild_id in self.where.servers() if (guild_id >> 22) % count == shard_id]

    # --- what is written

    def _begin(self) -> None:
        """Begin to listen and to beat, with the first server: before it there is nobody to write about."""
        if self._beats is not None or self._closing:
            return
        self._stop_listening = [
            self.app.db.listen(voice.NEWS, partial(self._write_soon, "rooms")),
            self.app.db.listen(consent.NEWS, partial(self._write_soon, "counting")),
        ]
        self._beats = asyncio.create_task(self._beat(), name="voice heartbeat")

    async def _beat(self) -> None:
        while True:
            # A clock that is moved is no absence: whoever is there has been there all along.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.app.clock.moved(), voice.HEARTBEAT_SECONDS)
            if self.where.servers():
                self._write_soon("beat")

    def _write_soon(self, *asked: Ask) -> None:
        self._asked.update(asked)
        if not self._closing and (self._writing is None or self._writing.done()):
            self._writing = self.app.start_work(self._gather_and_write(), "voice")

    async def _gather_and_write(self) -> None:
        while self.where.pending or self._asked:
            await asyncio.sleep(GATHER_SECONDS)
            if not await self._write_all():
                self.app.loop.call_later(RETRY_SECONDS, self._write_soon)
                return

    async def _write_all(self) -> bool:
        """Write down all that has happened by now; False when that has failed."""
        asked, self._asked = self._asked, set()
        try:
            await self._write(asked, self._now())
        except Exception:
            # It stays in memory with its instants, and is written once that can be done.
            log.exception("stays in voice channels could not be kept")
            self._asked |= {"beat", *asked}
            return False
        return True

    async def _write(self, asked: Collection[Ask], now: int) -> None:
        if "counting" in asked:
            await self._look_who_is_counted(now)
        if "beat" in asked or "rooms" in asked:
            await self._look_into_rooms(now)
        await self._keep()
        silent = self.where.silent()
        if "beat" in asked and self.where.servers() != silent:
            await voice.heartbeat(self.app.db, self._run, now, silent=silent)

    async def _look_who_is_counted(self, now: int) -> None:
        await voice.drop_uncounted(self.app.db, self._dropped_until)
        self._dropped_until = now
        self.where.look(self.where.servers(), self._now())

    async def _look_into_rooms(self, now: int) -> None:
        """Look at everybody in servers where a watch has begun or ended."""
        watched = await voice.watched(self.app.db, now)
        changed = {watch.guild_id for watch in watched ^ self._watched}
        self.where.look(changed & self.where.servers(), self._now())
        self._watched = watched

    async def _keep(self) -> None:
        news = self.where.take()
        written = 0
        try:
            while written < len(news.seen) or news.servers:
                seen = news.seen[written : written + voice.AT_ONCE]
                kept = await voice.keep(self.app.db, self._run, seen, news.servers)
                self.where.kept(seen, kept.open, kept.refused)
                written += len(seen)
                news = news._replace(servers=frozenset())
        except BaseException:
            self.where.put_back(news._replace(seen=news.seen[written:]))
            raise

    def _now(self) -> int:
        return int(self.app.clock.now())


def _here(guild: discord.Guild, state: discord.VoiceState) -> Here | None:
    if state.channel is None:
        return None
    afk = guild.afk_channel is not None and state.channel.id == guild.afk_channel.id
    return Here(state.channel.id, state.session_id or "", listens=not (state.deaf or state.self_deaf or afk))


async def setup(app: Engawa) -> None:
    await app.add_cog(Voice(app))
