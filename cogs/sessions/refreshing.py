"""Keeping posts up to date: many presses, few edits, and nothing forgotten over a restart."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Literal

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty
from bot.features import sessions
from bot.features.deliveries import Delivery
from bot.features.sessions import Post, View
from bot.texts import Language

log = logging.getLogger(__name__)

TEN_MINUTES = 10 * 60
SECONDS_BETWEEN_EDITS = 2.0
MOST_TRIES = 5
UNKNOWN_MESSAGE = 10008

Outcome = Literal["shown", "refused", "failed", "on its way"]
Shown = Callable[[Engawa, Language, View], Awaitable[ui.Panel | None]]
"""Draws a post as it is now; None leaves it as it stands."""

_drawn_by: dict[str, Shown] = {}


def shows(what: str) -> Callable[[Shown], Shown]:
    """Mark what draws the posts that deliveries of this kind brought, one of `sessions.LIVE`."""

    def mark(draw: Shown) -> Shown:
        _drawn_by[what] = draw
        return draw

    return mark


class Refreshing(commands.Cog):
    """Edits the posts of an occurrence once it is no longer as they show it."""

    def __init__(self, app: Engawa) -> None:
        self.app = app
        self._end_listening: Callable[[], None] | None = None
        self._looking = False
        self._again = False
        self._at_work: set[int] = set()
        self._asked_meanwhile: set[int] = set()
        self._edited_at: dict[int, float] = {}
        self._left_at: dict[int, int] = {}  # what cannot be edited, at which `rev`

    async def cog_load(self) -> None:
        self.app.courier.duties["session.refresh"] = Duty(self.catch_up, every=TEN_MINUTES)

    async def cog_unload(self) -> None:
        if self._end_listening is not None:
            self._end_listening()
            self._end_listening = None

    @commands.Cog.listener()
    async def on_shard_connect(self, _: int) -> None:
        if self._end_listening is None:
            self._end_listening = self.app.db.listen(sessions.SHOWN, self.look)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        # Only now all servers are known, and what was left undone in them.
        self.look()

    async def catch_up(self, _: Delivery) -> None:
        """Try again what could not be edited, and remember where cards stand."""
        await sessions.keep_posts(self.app.db)
        self._left_at.clear()
        self.look()

    def look(self) -> None:
        """Look soon for posts that no longer show how it is."""
        self._again = True
        if not self._looking and self._end_listening is not None:
            self._looking = True
            self.app.start_work(self._look(), "session posts")

    async def _look(self) -> None:
        try:
            while self._again:
                self._again = False
                here = [guild.id for guild in self.app.guilds]
                for occurrence_id in await sessions.stale(self.app.db, here, int(self.app.clock.now())):
                    if occurrence_id in self._at_work:
                        self._asked_meanwhile.add(occurrence_id)
                    else:
                        self._at_work.add(occurrence_id)
                        self.app.start_work(self._refresh(occurrence_id), "session post")
        finally:
            self._looking = False

    async def _refresh(self, occurrence_id: int) -> None:
        """Edit the posts of an occurrence until they show it as it is."""
        failures = 0
        try:
            while failures < MOST_TRIES and await self._stale(occurrence_id) is not None:
                await self._turn(occurrence_id)
                # Read after the wait: whoever pressed meanwhile is in it.
                view = await self._stale(occurrence_id)
                if view is None:
                    break
                match await self._show(view):
                    case "shown":
                        await sessions.shown(self.app.db, occurrence_id, view.occurrence.rev)
                    case "refused":
                        # It waits for the next change, or until we catch up.
                        self._left_at[occurrence_id] = view.occurrence.rev
                    case "failed":
                        failures += 1
                    case "on its way":
                        pass
                if self.app.leaving.is_set():
                    break  # Whoever starts next looks at every post anew.
        finally:
            self._at_work.discard(occurrence_id)
            self._forget_old_edits()
        if occurrence_id in self._asked_meanwhile:
            self._asked_meanwhile.discard(occurrence_id)
            self.look()

    async def _stale(self, occurrence_id: int) -> View | None:
        """The occurrence as it is, with free seats given away; None once its posts show that."""
        view = await sessions.view(self.app.db, occurrence_id)
        if view is None or not self._is_stale(view):
            return None
        if sessions.who(view.coming, "waiting"):
            await sessions.give_free_seats(self.app.db, occurrence_id, int(self.app.clock.now()))
            return await sessions.view(self.app.db, occurrence_id)
        return view

    def _forget_old_edits(self) -> None:
        now = self.app.clock.now()
        self._edited_at = {one: at for one, at in self._edited_at.items() if at > now - TEN_MINUTES}

    def _is_stale(self, view: View) -> bool:
        there = view.occurrence
        return there.rev > max(there.shown_rev, self._left_at.get(there.id, -1))

    async def _turn(self, occurrence_id: int) -> None:
        """Wait until this one may be edited again: less when the clock is moved, not at all at a stop."""
        until = self._edited_at.get(occurrence_id, 0.0) + SECONDS_BETWEEN_EDITS
        while (left := until - self.app.clock.now()) > 0 and not self.app.leaving.is_set():
            news = (self.app.clock.moved(), self.app.leaving.wait())
            reasons = [asyncio.ensure_future(one) for one in news]
            try:
                await asyncio.wait(reasons, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for reason in reasons:
                    reason.cancel()

    async def _show(self, view: View) -> Outcome:
        """Edit every post there is. One that is being sent may show what was before."""
        there = view.occurrence
        posts, on_its_way = await sessions.live_posts(self.app.db, there.id, there.guild_id)
        language = await self.app.reach.public(there.guild_id)
        self._edited_at[there.id] = self.app.clock.now()
        outcomes = [await self._edit(view, post, language) for post in posts if post.what in _drawn_by]
        if "failed" in outcomes:
            return "failed"
        if on_its_way:
            return "on its way"
        return "refused" if "refused" in outcomes else "shown"

    async def _edit(self, view: View, post: Post, language: Language) -> Outcome:
        panel = await _drawn_by[post.what](self.app, language, view)
        if panel is None:
            return "shown"
        message = self.app.get_partial_messageable(post.channel_id).get_partial_message(post.message_id)
        await self.app.courier.limiter.turn()
        try:
            await message.edit(view=panel, allowed_mentions=discord.AllowedMentions.none())
        except ui.TRANSIENT as error:
            log.info("a post of a session could not be edited yet", extra={"error": repr(error)})
            return "failed"
        except discord.HTTPException as error:
            if error.code != UNKNOWN_MESSAGE:
                where = {"reason": error.code, "server": view.series.guild_id}
                log.info("a post of a session cannot be edited", extra=where)
                return "refused"
            # Whoever deleted it does not want it there.
            await sessions.post_is_gone(self.app.db, view.occurrence.id, post.what)
        return "shown"
