"""Where what is shared on a day gathers: its thread, or the channel itself where there can be none."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from weakref import WeakValueDictionary

import discord

from bot.app import Engawa
from bot.courier import outcomes
from bot.features import checkins, deliveries, notices
from bot.features.deliveries import Delivery
from bot.features.notices import Notice
from bot.texts import text

TURN_SECONDS = 5.0
FAILS_LATER_TOO = 500
TOO_FAST = 429


@dataclass(frozen=True)
class Day:
    """A server's day, whose shared check-ins gather in this channel for them."""

    guild_id: int
    channel_id: int
    day: date
    language: str


class Gathering:
    """Finds or opens the thread of a day, for one at a time in each server: no day has two of them."""

    def __init__(self, app: Engawa) -> None:
        self._app = app
        self._opening = WeakValueDictionary[int, asyncio.Lock]()

    async def turn(self, share: Delivery) -> None:
        """Return once what was shared before this stands, so that the newest is last.

        Not for long: what is held up somewhere else holds up nobody here.
        """
        ahead = await deliveries.ahead_of(self._app.db, share, int(self._app.clock.now()))
        if ahead:
            await outcomes(self._app.db, ahead, TURN_SECONDS)

    async def place(self, of: Day) -> int:
        """Where to post what is shared now.

        Where the day can have no thread, that is the channel itself, and moderators are told once.
        """
        # Held by whoever waits for it, and by nobody else.
        one_at_a_time = self._opening.setdefault(of.guild_id, asyncio.Lock())
        async with one_at_a_time:
            channel = self._app.get_channel(of.channel_id)
            if not isinstance(channel, discord.TextChannel):
                return of.channel_id
            found = await self._thread(channel, of)
            if isinstance(found, int):
                return found
            await self._tell(of, found)
            return of.channel_id

    async def _thread(self, channel: discord.TextChannel, of: Day) -> int | Literal["closed", "locked"]:
        """The day's thread while one can write there, else a new one; or why there is none."""
        may = channel.permissions_for(channel.guild.me)
        known = await checkins.thread_of(self._app.db, of.guild_id, of.day, of.channel_id)
        thread = None if known is None else await self._look(channel, known)
        name = text(of.language, "checkin-thread-name", day=of.day.isoformat())
        if thread is None:
            # Opened by a try that ended before it was kept.
            thread = next((one for one in channel.threads if one.name == name), None)
        if not may.send_messages_in_threads:
            return "closed"
        if thread is not None and thread.locked and not may.manage_threads:
            return "locked"
        if thread is None:
            try:
                thread = await channel.create_thread(name=name, type=_kind(channel))
            except discord.HTTPException as error:
                if error.status >= FAILS_LATER_TOO or error.status == TOO_FAST:
                    raise
                return "closed"
        if thread.id != known:
            await checkins.keep_thread(self._app.db, of.guild_id, of.day, of.channel_id, thread.id)
        return thread.id

    async def _look(self, channel: discord.TextChannel, thread_id: int) -> discord.Thread | None:
        """A thread as it is now; None when somebody deleted it. What is archived is not in the cache."""
        try:
            found = channel.get_thread(thread_id) or await channel.guild.fetch_channel(thread_id)
        except (discord.NotFound, discord.Forbidden):
            return None
        return found if isinstance(found, discord.Thread) else None

    async def _tell(self, of: Day, why: Literal["closed", "locked"]) -> None:
        """A lock is one day's; what Engawa may not do stays so until somebody mends it."""
        what = of.day.isoformat() if why == "locked" else "any"
        notice = Notice(
            guild_id=of.guild_id,
            about=f"checkin thread {of.guild_id} {of.channel_id} {why} {what}",
            words=f"notice-checkin-thread-{why}",
            params={"channel": str(of.channel_id)},
            made_at=int(self._app.clock.now()),
        )
        await notices.say(self._app.db, notice, lasting=True)


def _kind(channel: discord.TextChannel) -> Literal[discord.ChannelType.public_thread]:
    # In a channel for announcements Discord takes only its own kind, which the library types as any other.
    kinds: Any = discord.ChannelType
    return kinds.news_thread if channel.is_news() else kinds.public_thread
