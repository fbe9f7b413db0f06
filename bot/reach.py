"""The one way to address one person, or those who look after a server.

A direct message where they said yes to it; else a mention in the feature's channel, whose button opens the
words for them alone; else the words wait, and are shown privately with their next command.
"""

from collections.abc import Awaitable, Callable, Collection
from typing import Any, NamedTuple

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import ui
from bot.clock import Clock
from bot.courier import Courier, Failure, Later, Nothing, Outgoing
from bot.db import Database
from bot.errors import Refusal
from bot.features import consent, notices, settings
from bot.features.consent import Purpose
from bot.features.deliveries import Delivery
from bot.features.notices import Notice
from bot.features.settings import MemberSettings, ServerSettings
from bot.texts import Language, language, text
from bot.when import in_quiet_hours, quiet_until


class Way(NamedTuple):
    """The settings that say how somebody is reached for a purpose when not by a direct message."""

    reach: str
    channel: str


NO_MESSAGE_AFTER = {
    None,
    discord.InteractionResponseType.modal,
    discord.InteractionResponseType.autocomplete_result,
}

WAYS: dict[Purpose, Way] = {
    "dm_sessions": Way("reach_sessions", "sessions_channel"),
    "dm_checkins": Way("reach_checkins", "checkins_channel"),
    "dm_notices": Way("reach_notices", "thanks_channel"),
}


Wanted = Callable[[Notice], Awaitable[bool]]
NoticeButton = Callable[[Language, Notice], discord.ui.Button[Any]]


class Reach:
    """Renders notices for the courier, and shows those that could not be sent."""

    def __init__(self, client: discord.Client, db: Database, clock: Clock, courier: Courier) -> None:
        self._client = client
        self._db = db
        self._clock = clock
        self.buttons: dict[str, NoticeButton] = {}
        """What can be pressed under a notice, by its words: cogs register it."""
        self.wanted: dict[str, Wanted] = {}
        """Whether a notice is still to be said, by its words, where that may change: cogs register it."""
        self.unsent: dict[str, str] = {}
        """What moderators are told of a kind that could not be sent, where there is more to say than that."""
        courier.renders[notices.KIND] = self._render
        courier.on_failure = self._tell_of_failure
        courier.fallback = self._fallback

    # --- sending

    async def _render(self, delivery: Delivery, late: int) -> Outgoing | Nothing | Later:  # noqa: ARG002
        # A notice is no reminder: late, it says the same.
        notice = await notices.unseen(self._db, int(delivery.subject["notice"]))
        if notice is None:
            return Nothing("seen")
        if not await self._is_wanted(notice):
            return Nothing("not wanted any more")
        if notice.user_id is None:
            return await self._for_moderators(notice)
        return await self._for_person(notice, notice.user_id)

    async def _is_wanted(self, notice: Notice) -> bool:
        """One that is not wanted any more is dropped."""
        wanted = self.wanted.get(notice.words)
        if wanted is None or await wanted(notice):
            return True
        async with self._db.write() as tx:
            await notices.withdraw(tx, [notice.about])
        return False

    async def _for_moderators(self, notice: Notice) -> Outgoing | Nothing:
        server = await settings.server(self._db, notice.guild_id)
        if server.moderators_channel is None:
            return Nothing("no room for moderators")
        spoken = self._public(server, notice.guild_id)
        words = text(spoken, notice.words, **notice.params)
        return Outgoing(
            channel_id=server.moderators_channel, content=words, view=self._pressable(spoken, [notice])
        )

    async def _for_person(self, notice: Notice, user_id: int) -> Outgoing | Nothing | Later:
        server, member = await settings.here(self._db, notice.guild_id, user_id)
        if notice.purpose is None:
            return Nothing("waits for a command")
        over = self._quiet_until(server, member)
        if over is not None:
            return Later(over)
        spoken = language(member.language) if member.language else self._public(server, notice.guild_id)
        if await consent.agrees(self._db, notice.guild_id, user_id, notice.purpose):
            words = text(spoken, notice.words, **notice.params)
            return Outgoing(person_id=user_id, content=words, view=self._pressable(spoken, [notice]))
        way = WAYS[notice.purpose]
        channel_id: int | None = getattr(server, way.channel)
        if channel_id is None or getattr(member, way.reach) != "mention":
            return Nothing("waits for a command")
        public = self._public(server, notice.guild_id)
        opening = ui.button(text(public, "notice-open"), ui.custom_id("notice.open", notice.id))
        words = text(public, "notice-mention", who=f"<@{user_id}>")
        return Outgoing(channel_id=channel_id, content=words, view=ui.Buttons(opening), pings=[user_id])

    def _pressable(self, spoken: Language, found: Collection[Notice]) -> ui.Buttons | None:
        """The buttons under these notices."""
        buttons = [self.buttons[one.words](spoken, one) for one in found if one.words in self.buttons]
        return ui.Buttons(*buttons) if buttons else None

    def _quiet_until(self, server: ServerSettings, member: MemberSettings) -> int | None:
        """When the person's quiet hours are over, while they last."""
        now, zone = int(self._clock.now()), member.zone or server.zone
        if member.quiet_hours is None or not in_quiet_hours(now, zone, *member.quiet_hours):
            return None
        return quiet_until(now, zone, *member.quiet_hours)

    async def public(self, guild_id: int) -> Language:
        """The language of public posts in a server."""
        return self._public(await settings.server(self._db, guild_id), guild_id)

    def _public(self, server: ServerSettings, guild_id: int) -> Language:
        guild = self._client.get_guild(guild_id)
        discords = None if guild is None else guild.preferred_locale.value
        return language(server.language or discords)

    # --- what the courier could not send

    async def _tell_of_failure(self, tx: AsyncConnection, failure: Failure) -> None:
        """Moderators are told what they can mend: once, until they have seen it."""
        delivery = failure.delivery
        if delivery.guild_id is None or delivery.kind == notices.KIND:
            return  # A notice that could not be sent is shown with the next command as it is.
        if delivery.person_id is not None and delivery.channel_id is None:
            await self._tell_person(tx, delivery.guild_id, delivery.person_id)
            return
        channel_id = delivery.channel_id or 0
        words = "notice-unsent" if channel_id else "notice-unsent-somewhere"
        if failure.outcome in {"failed", "held"}:
            words = self.unsent.get(delivery.kind, words)
        await notices.give_notice(
            tx,
            Notice(
                guild_id=delivery.guild_id,
                about=f"failure {delivery.guild_id} {channel_id} {words} {failure.reason}",
                words=words,
                params={"channel": str(channel_id)} if channel_id else {},
                made_at=int(self._clock.now()),
            ),
        )

    async def _tell_person(self, tx: AsyncConnection, guild_id: int, person_id: int) -> None:
        """Nobody but themselves can open their direct messages: they are told with their next command."""
        await notices.give_notice(
            tx,
            Notice(
                guild_id=guild_id,
                about=f"closed {guild_id} {person_id}",
                words="notice-dm-closed",
                made_at=int(self._clock.now()),
                user_id=person_id,
            ),
        )

    async def _fallback(self, delivery: Delivery) -> int | None:
        if delivery.guild_id is None or delivery.kind == notices.KIND:
            return None
        return (await settings.server(self._db, delivery.guild_id)).fallback_channel

    # --- showing what waited

    async def show_waiting(self, interaction: discord.Interaction[Any]) -> None:
        """After a command or press was answered: say privately what could not be sent before."""
        if interaction.guild_id is None or interaction.response.type in NO_MESSAGE_AFTER:
            return
        waiting = await notices.waiting(
            self._db, interaction.guild_id, interaction.user.id, moderator=ui.is_moderator(interaction)
        )
        found = [notice for notice in waiting if await self._is_wanted(notice)]
        if found:
            spoken = ui.reader(interaction)
            words = "\n\n".join(text(spoken, n.words, **n.params) for n in found)
            await ui.answer(interaction, words, view=self._pressable(spoken, found))
            await notices.seen(self._db, [notice.id for notice in found], int(self._clock.now()))

    async def open(self, interaction: discord.Interaction[Any], notice_id: int) -> None:
        """Show a notice to the one it is for. It stays readable until it is purged."""
        notice = await notices.look(self._db, notice_id)
        if notice is None:
            raise Refusal("notice-gone")
        theirs = notice.user_id == interaction.user.id
        if notice.guild_id != interaction.guild_id or not theirs:
            raise Refusal("notice-not-yours")
        spoken = ui.reader(interaction)
        words = text(spoken, notice.words, **notice.params)
        await ui.answer(interaction, words, view=self._pressable(spoken, [notice]))
        await notices.seen(self._db, [notice.id], int(self._clock.now()))
