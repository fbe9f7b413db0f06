"""What is counted as Discord tells it, where a server counts: in memory at once, on disk seconds later."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Collection, Coroutine
from datetime import datetime
from functools import partial
from typing import Any, Literal, NamedTuple

import discord
from discord.ext import commands

from bot.app import Engawa
from bot.courier import Duty
from bot.features import activity, consent, deliveries
from bot.features.activity import Counts
from bot.features.deliveries import Delivery

log = logging.getLogger(__name__)

Ask = Literal["where", "refused"]
"""Which servers count may have changed; somebody may have said no."""

QUARTER = 15 * 60  # no zone's days begin within one
HOUR = 60 * 60
DAY = 24 * HOUR
SMALL_HOURS = 18 * HOUR + HOUR // 2  # in UTC: half past three in the morning in Japan

FLUSH_SECONDS = 10.0
"""A crash costs at most so many seconds of counts."""
# All servers of a new session are looked at together.
GATHER_SECONDS = 0.02
RETRY_SECONDS = 5.0
# Another process, or a setting, may have changed what is counted.
LOOK_SECONDS = 60
ASK_SECONDS = 5.0  # for Discord to say who somebody is
CLOSING_SECONDS = 0.5  # the line is to be closed within one and a half
PEOPLE_AT_ONCE = 100
# What people write. All other types are Discord's own words, or a bot's.
_MESSAGE, _REPLY = 0, 19


class Thread(NamedTuple):
    """A thread that somebody, or a bot, has started."""

    guild_id: int
    owner_id: int
    id: int
    at: int


class Counting(commands.Cog):
    """Hears every event in its turn, makes no task of it and waits for nothing; writes it down by and by."""

    def __init__(self, app: Engawa) -> None:
        self.app = app
        self.counts = Counts(deliveries.new_id())
        self._where: frozenset[int] = frozenset()
        self._threads: list[Thread] = []
        # Who said no while nobody was there to hear it is found at the start.
        self._asked: set[Ask] = {"refused"}
        self._unseen = set[int]()  # servers that were not looked at yet
        self._refused_until = self._looked_at = 0
        self._writing: asyncio.Task[None] | None = None
        self._resting = False  # nothing waits to be written
        self._soon = asyncio.Event()
        self._failing = self._closing = False
        self._going_on = dict[str, asyncio.Task[None]]()
        self._stop_listening = list[Callable[[], None]]()

    async def cog_load(self) -> None:
        duties = self.app.courier.duties
        # At midnight, wherever that is, days leave their windows.
        duties["counting.turn"] = Duty(self.turn, every=QUARTER)
        duties["counting.gather"] = Duty(self.gather, every=HOUR, at=HOUR // 6)
        duties["counting.tidy"] = Duty(self.tidy, every=DAY, at=SMALL_HOURS)
        # Before the first event comes.
        await self._look(await activity.counted_servers(self.app.db))
        self._resting = True
        self.app.hear("MESSAGE_CREATE", self.hear_message)
        self.app.hear("MESSAGE_REACTION_ADD", self.hear_reaction)
        self.app.hear("THREAD_CREATE", self.hear_thread)
        self._stop_listening = [
            self.app.db.listen(consent.NEWS, partial(self._ask, "where", "refused")),
        ]

    async def cog_unload(self) -> None:
        """Write down what is in memory still."""
        self._closing, self._where = True, frozenset()
        for stop in self._stop_listening:
            stop()
        for task in self._going_on.values():
            task.cancel()
        self._soon.set()
        if self._writing is not None:
            await asyncio.wait([self._writing], timeout=CLOSING_SECONDS)
            self._writing.cancel()
            await asyncio.wait([self._writing])
        if self._waits:
            await self._write_all()

    # --- what Discord tells

    def hear_message(self, data: Any) -> None:
        """Count a message, of which nothing is read but who sent it, where, when, and to whom it replies."""
        channel_id, guild_id = int(data["channel_id"]), int(data.get("guild_id") or 0)
        if guild_id not in self._where:
            return
        author, kind = data["author"], data["type"]
        if kind not in {_MESSAGE, _REPLY} or data.get("webhook_id") or _is_no_person(author):
            return
        self.counts.message(
            guild_id,
            channel_id,
            int(author["id"]),
            int(data["id"]),
            reply_to=_replied_to(data) if kind == _REPLY else None,
            joined_at=_joined_at(data.get("member")),
        )
        if self._resting:
            self._write_by_and_by()

    def hear_reaction(self, data: Any) -> None:
        guild_id = int(data.get("guild_id") or 0)
        if guild_id not in self._where or _is_no_person((data.get("member") or _NOBODY)["user"]):
            return
        emoji = data["emoji"]
        what = str(emoji.get("id") or emoji["name"])
        self.counts.reaction(guild_id, int(data["user_id"]), int(data["message_id"]), what, self._now())
        if self._resting:
            self._write_by_and_by()

    def hear_thread(self, data: Any) -> None:
        """Remember who started a thread. Whether that is a person is asked later: the event does not say."""
        guild_id = int(data["guild_id"])
        if guild_id in self._where and data.get("newly_created"):
            self._threads.append(Thread(guild_id, int(data["owner_id"]), int(data["id"]), self._now()))
            if self._resting:
                self._write_by_and_by()

    @commands.Cog.listener()
    async def on_guild_seen(self, guild: discord.Guild) -> None:
        self._unseen.add(guild.id)
        self._ask()

    # --- upkeep

    async def turn(self, _: Delivery) -> None:
        """Let days leave their windows; and see which servers count, whoever has changed that."""
        self._ask("where")
        self._go_on("turn", self._everywhere(activity.turn))

    async def gather(self, _: Delivery) -> None:
        """Count what other features keep."""
        self._go_on("gather", self._everywhere(activity.freshen))

    async def tidy(self, _: Delivery) -> None:
        """Count anew what others keep, and drop what is old or belongs to those who said no."""
        self._go_on("tidy", self._tidy())

    def _go_on(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Do it beside what else is due: in large servers it takes longer than a duty may.

        Cut short, it goes on where it stopped when its hour comes again.
        """
        if name in self._going_on:
            work.close()
            return
        task = self._going_on[name] = self.app.start_work(work, f"counting {name}")
        task.add_done_callback(lambda _: self._going_on.pop(name))

    async def _everywhere(self, work: Callable[..., Awaitable[None]]) -> None:
        for guild_id in await activity.counted_servers(self.app.db):
            await work(self.app.db, guild_id, self._now())

    async def _tidy(self) -> None:
        await activity.drop_uncounted(self.app.db)
        await activity.tidy(self.app.db, self._now())

    # --- what is written

    @property
    def _waits(self) -> bool:
        return bool(self._asked or self._unseen or self._threads or self.counts.waiting)

    def _ask(self, *asked: Ask) -> None:
        """Look soon, and write down before that what was counted under what held until now."""
        self._asked.update(asked)
        self._soon.set()
        if self._resting:
            self._write_by_and_by()

    def _write_by_and_by(self) -> None:
        self._resting = False
        if not self._closing:
            self._writing = self.app.start_work(self._write_until_rest(), "counting")

    async def _write_until_rest(self) -> None:
        while self._waits and not self._closing:
            await self._pause()
            if not await self._write_all():
                self.app.loop.call_later(RETRY_SECONDS, self._write_by_and_by)
                return
        self._resting = True

    async def _pause(self) -> None:
        """Let more come together; not where something was asked, nor when we are to go."""
        stopping = asyncio.ensure_future(self.app.leaving.wait())
        asked = asyncio.ensure_future(self._soon.wait())
        await asyncio.wait({stopping, asked}, timeout=FLUSH_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        asked.cancel()
        if self._soon.is_set() and not self._closing:
            await asyncio.sleep(GATHER_SECONDS)
        self._soon.clear()

    async def _write_all(self) -> bool:
        """Write down all that was counted by now; False when something of it has to be tried again."""
        try:
            met = await self._meet_owners()
            await self._write()
        except Exception:
            # It stays in memory, and each further try would say the same.
            if not self._failing:
                log.exception("counts could not be kept, and wait in memory")
            self._failing = True
            return False
        if self._failing:
            log.info("counts are kept again")
        self._failing = False
        return met

    async def _write(self) -> None:
        db, now = self.app.db, self._now()
        if self.counts.waiting:
            await activity.flush(db, self.counts, now)
        if "refused" in self._asked:
            self._asked.discard("refused")
            try:
                await activity.drop_uncounted(db, self._refused_until)
            except BaseException:
                self._asked.add("refused")
                raise
            self._refused_until = now
        if self._asked or self._unseen or now - self._looked_at >= LOOK_SECONDS:
            self._asked.discard("where")
            try:
                await self._look({guild.id for guild in self.app.guilds} | self.counts.servers)
            except BaseException:
                self._asked.add("where")
                raise
            self._looked_at = now

    async def _look(self, guild_ids: Collection[int]) -> None:
        unseen = set(self._unseen)
        await activity.look(self.app.db, self.counts, {*guild_ids, *unseen})
        self._unseen -= unseen
        self._where = frozenset() if self._closing else self.counts.servers

    # --- who starts threads

    async def _meet_owners(self) -> bool:
        """Count the threads that people started; False when Discord has not said of all who they are."""
        threads, self._threads = self._threads, []
        for guild_id in {thread.guild_id for thread in threads}:
            theirs = [thread for thread in threads if thread.guild_id == guild_id]
            guild = self.app.get_guild(guild_id)
            if guild is None:
                continue  # We were put out of it: nobody will say any more.
            people = await self._people(guild, {thread.owner_id for thread in theirs})
            if people is None:
                self._threads += theirs
                continue
            for thread in theirs:
                if thread.owner_id in people:
                    self.counts.thread(guild_id, thread.owner_id, thread.id, thread.at)
        return not self._threads

    async def _people(self, guild: discord.Guild, ids: Collection[int]) -> frozenset[int] | None:
        """Who of these is in the server and no bot; None when Discord does not answer."""
        wanted, people = sorted(ids), set[int]()
        with contextlib.suppress(TimeoutError, discord.ClientException, OSError):
            leaving = self._closing or self.app.leaving.is_set()
            async with asyncio.timeout(CLOSING_SECONDS if leaving else ASK_SECONDS):
                for start in range(0, len(wanted), PEOPLE_AT_ONCE):
                    part = wanted[start : start + PEOPLE_AT_ONCE]
                    found = await guild.query_members(user_ids=part, cache=False)
                    people |= {member.id for member in found if not member.bot}
            return frozenset(people)
        return None

    def _now(self) -> int:
        return int(self.app.clock.now())


_NOBODY = {"user": {"bot": True}}


def _is_no_person(user: Any) -> bool:
    return bool(user.get("bot") or user.get("system"))


def _replied_to(data: Any) -> int | None:
    """Who wrote the message that this one replies to, where that was a person and it is there still."""
    of = data.get("referenced_message")
    if of is None or of.get("webhook_id") or _is_no_person(of["author"]):
        return None
    return int(of["author"]["id"])


def _joined_at(member: Any) -> int | None:
    """When the author joined the server, UTC seconds; a guest has not."""
    joined: str | None = None if member is None else member.get("joined_at")
    return None if joined is None else int(datetime.fromisoformat(joined).timestamp())


async def setup(app: Engawa) -> None:
    await app.add_cog(Counting(app))
