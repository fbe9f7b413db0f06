"""The start of a session: the call to it, what people set out to do, and company for whoever sits alone."""

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty, Later, Nothing, Outgoing
from bot.features import sessions, settings
from bot.features.deliveries import Delivery
from bot.features.sessions import Meeting, View
from bot.texts import text
from cogs.sessions.start_post import (
    LATE_SECONDS,
    further_panel,
    here_button,
    mentions,
    page_panel,
    start_panel,
    where,
)

ALONE_SECONDS = 5 * 60
CANNOT_HAVE_THREADS = (discord.Forbidden, discord.NotFound)
THREAD_EXISTS = 160004


class Starting(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        renders = self.app.courier.renders
        renders[sessions.START] = self.start
        renders[sessions.ALONE] = self.alone
        renders[sessions.ALOUD] = self.aloud
        self.app.courier.duties[sessions.THREAD] = Duty(self.open_thread)

    async def start(self, delivery: Delivery, late: int) -> Outgoing | Nothing:
        """Call those who come: the first page is the card of the start, further ones only call."""
        went = await self._going_on(delivery)
        if isinstance(went, Nothing):
            return went
        there, page = went.view.occurrence, int(delivery.subject.get("page", 1))
        if page == 1:
            await sessions.hand_out(self.app.db, there.guild_id, there.starts_at, self._now())
        told = await sessions.call_at_start(self.app.db, went.view, page, self._now())
        spoken = await self.app.reach.speaks(there.guild_id)
        if page == 1:
            panel = start_panel(spoken, went, self._now(), called=told.people, late=late, mark=delivery.id)
        elif told.people:
            panel = further_panel(spoken, went.view, told.people, delivery.id)
        else:
            return Nothing("nobody to tell")
        return Outgoing(channel_id=went.view.series.channel_id, view=panel, pings=told.people)

    # --- nobody sits alone

    async def alone(self, delivery: Delivery, _: int) -> Outgoing | Nothing | Later:
        """Once, some minutes in: call company for somebody who is there alone."""
        went = await self._going_on(delivery)
        if isinstance(went, Nothing):
            return went
        again = await self._not_yet(went)
        if again is not None:
            return again
        present = went.present | in_voice_now(self.app, went.view)
        if present:
            await sessions.somebody_was_there(self.app.db, went.view.occurrence.id)
        if len(present) != 1:
            return Nothing("nobody is alone")
        called = await sessions.call_people(self.app.db, went, present, self._now())
        if not called:
            return Nothing("nobody asked to be called")
        spoken = await self.app.reach.speaks(went.view.series.guild_id)
        return Outgoing(
            channel_id=went.view.series.channel_id,
            content=text(spoken, "session-alone", where=where(went.view), people=mentions(called)),
            view=ui.Buttons(here_button(spoken, went.view, delivery.id)),
            pings=called,
        )

    async def _not_yet(self, went: Meeting) -> Later | Nothing | None:
        """Nobody can have come before they were called: after a late call, some minutes are waited again."""
        there = went.view.occurrence
        called_at = await sessions.called_at(self.app.db, there.id) or self._now()
        due_at = max(called_at, there.starts_at) + ALONE_SECONDS
        if due_at >= there.ends_at:
            return Nothing("too late for company")
        return Later(due_at) if due_at > self._now() + LATE_SECONDS else None

    # --- many declarations

    async def open_thread(self, delivery: Delivery) -> None:
        """Open the thread for many declarations; where that is not permitted, the card keeps them."""
        went = await self._going_on(delivery)
        if isinstance(went, Nothing) or went.view.occurrence.thread_id is not None:
            return
        there = went.view.occurrence
        posts, _ = await sessions.live_posts(self.app.db, there.id, there.guild_id)
        start = next((post for post in posts if post.what == sessions.START), None)
        channel = None if start is None else self.app.get_channel(start.channel_id)
        if start is None or not isinstance(channel, discord.TextChannel) or not _may_open(channel):
            return
        spoken = await self.app.reach.speaks(there.guild_id)
        try:
            name = text(spoken, "session-thread-name")
            await channel.get_partial_message(start.message_id).create_thread(name=name)
        except CANNOT_HAVE_THREADS:
            return
        except discord.HTTPException as error:
            if error.code != THREAD_EXISTS:
                raise
        # A thread bears the number of the message it begins at.
        await sessions.keep_thread(self.app.db, there, start.message_id, self._now())

    async def aloud(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        """A page of what was declared aloud, in the thread."""
        went = await self._going_on(delivery)
        if isinstance(went, Nothing):
            return went
        spoken = await self.app.reach.speaks(went.view.series.guild_id)
        thread_id = await thread_of(self.app, went.view)
        if thread_id is None:
            return Nothing("nowhere to say it")
        return Outgoing(channel_id=thread_id, view=page_panel(spoken, went, int(delivery.subject["page"])))

    # --- within

    async def _going_on(self, delivery: Delivery) -> Meeting | Nothing:
        """The occurrence that a delivery is about, while it is on."""
        went = await sessions.look_in(self.app.db, int(delivery.subject["occurrence"]), self._now())
        if went is None or went.view.occurrence.state != "ahead":
            return Nothing("called off")
        if self._now() >= went.view.occurrence.ends_at:
            return Nothing("over")
        if not (await settings.server(self.app.db, went.view.series.guild_id)).sessions_on:
            return Nothing("sessions are off")
        return went

    def _now(self) -> int:
        return int(self.app.clock.now())


# --- where people are


def in_voice_now(app: Engawa, view: View) -> frozenset[int]:
    """Who sits in its voice channel at this moment. It is looked at and not kept."""
    place = view.series.place.channel_id
    channel = None if place is None else app.get_channel(place)
    if not isinstance(channel, discord.VoiceChannel | discord.StageChannel):
        return frozenset()
    bots = {member.id for member in channel.members if member.bot}
    return frozenset(channel.voice_states.keys() - bots)


async def thread_of(app: Engawa, view: View) -> int | None:
    """The thread of its declarations, while one can write there. Archived it wakes up, locked it does not."""
    thread_id = view.occurrence.thread_id
    if thread_id is None:
        return None
    try:
        thread = app.get_channel(thread_id) or await app.fetch_channel(thread_id)
    except (discord.NotFound, discord.Forbidden):
        return None
    if not isinstance(thread, discord.Thread) or thread.parent is None:
        return None
    may = thread.permissions_for(thread.guild.me)
    closed = thread.locked and not may.manage_threads
    return thread_id if may.send_messages_in_threads and not closed else None


def _may_open(channel: discord.TextChannel) -> bool:
    may = channel.permissions_for(channel.guild.me)
    return may.create_public_threads and may.send_messages_in_threads and may.read_message_history
