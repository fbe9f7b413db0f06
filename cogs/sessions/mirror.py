"""Discord's own scheduled event of the next occurrence: made, changed and taken away as the session is.

It goes one way. What somebody changes there is put right with the next change here; what they delete is made
anew only then. Without the permission nothing happens: `/session health` says so.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from weakref import WeakValueDictionary

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty
from bot.features import sessions, settings
from bot.features.deliveries import Delivery
from bot.features.sessions import View
from bot.texts import Language, text
from cogs.sessions import saying
from cogs.sessions.places import is_as_open

log = logging.getLogger(__name__)

MOST = 100  # events that Discord keeps for one server
DESCRIPTION_LIMIT, LOCATION_LIMIT = 1000, 100
OPEN = {discord.EventStatus.scheduled, discord.EventStatus.active}


class Mirror(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app
        self._turns = WeakValueDictionary[int, asyncio.Lock]()

    async def cog_load(self) -> None:
        self.app.courier.duties[sessions.MIRROR] = Duty(self.mirror)

    async def mirror(self, delivery: Delivery) -> None:
        """Bring Discord's event up to date with an occurrence, and take those of its past away."""
        occurrence_id = int(delivery.subject["occurrence"])
        turn = self._turns.setdefault(occurrence_id, asyncio.Lock())
        async with turn:
            guild = self.app.get_guild(delivery.guild_id or 0)
            if guild is None or not may_mirror(guild):
                return
            try:
                await self._clear(guild)
                await self._follow(guild, await sessions.view(self.app.db, occurrence_id))
            except discord.HTTPException as error:
                _tell(error)

    async def _follow(self, guild: discord.Guild, view: View | None) -> None:
        now = self.app.clock.now()
        if view is None or view.occurrence.state != "ahead" or now >= view.occurrence.ends_at:
            return
        kept = await settings.server(self.app.db, guild.id)
        if not kept.sessions_on:
            return
        wanted = event_of(await self.app.reach.public(guild.id), view, guild)
        there = await self._ours(guild, view.occurrence.mirror_id)
        if not may_show(view, wanted, guild, kept.sessions_channel):
            if there is not None:
                await self._delete(guild, view.occurrence.id, there.id)
        elif there is not None:
            await self._change(there, wanted, now)
        elif view.occurrence.starts_at > now:
            await self._make(guild, view, wanted)

    async def _ours(self, guild: discord.Guild, mirror_id: int | None) -> discord.ScheduledEvent | None:
        if mirror_id is None:
            return None
        await self.app.courier.limiter.turn()
        try:
            there = await guild.fetch_scheduled_event(mirror_id, with_counts=False)
        except discord.NotFound:
            return None
        return there if there.status in OPEN else None

    async def _make(self, guild: discord.Guild, view: View, wanted: dict[str, Any]) -> None:
        # One may have been made and not been written down.
        await self.app.courier.limiter.turn()
        found = await guild.fetch_scheduled_events(with_counts=False)
        made = _marked(found, wanted["description"].rsplit("\n", 1)[-1], guild.me.id)
        if made is not None:
            await sessions.keep_mirror(self.app.db, view.occurrence.id, made.id)
            await self._change(made, wanted, self.app.clock.now())
            return
        if len(found) >= MOST:
            log.info("a server has all the events that Discord keeps", extra={"server": guild.id})
            return
        await self.app.courier.limiter.turn()
        event = await guild.create_scheduled_event(privacy_level=discord.PrivacyLevel.guild_only, **wanted)
        await sessions.keep_mirror(self.app.db, view.occurrence.id, event.id)

    async def _change(self, there: discord.ScheduledEvent, wanted: dict[str, Any], now: float) -> None:
        if there.status is not discord.EventStatus.scheduled or wanted["start_time"].timestamp() <= now:
            # When it began is no longer changed.
            wanted = {name: value for name, value in wanted.items() if name != "start_time"}
        if all(getattr(there, _SEEN_AS.get(name, name)) == value for name, value in wanted.items()):
            return
        await self.app.courier.limiter.turn()
        await there.edit(**wanted)

    async def _clear(self, guild: discord.Guild) -> None:
        for stale in await sessions.stale_mirrors(self.app.db, guild.id):
            await self._delete(guild, stale.occurrence_id, stale.mirror_id)

    async def _delete(self, guild: discord.Guild, occurrence_id: int, mirror_id: int) -> None:
        await self.app.courier.limiter.turn()
        try:
            await self.app.http.delete_scheduled_event(guild.id, mirror_id)
        except discord.HTTPException as error:
            # Gone already, or somebody else's by now: either way it is ours no more.
            if error.status not in {403, 404}:
                raise
        await sessions.keep_mirror(self.app.db, occurrence_id, None)


_SEEN_AS = {"channel": "channel", "entity_type": "entity_type"}


def may_mirror(guild: discord.Guild) -> bool:
    """Whether the bot may make events in this server."""
    return guild.me.guild_permissions.create_events


def may_show(view: View, wanted: dict[str, Any], guild: discord.Guild, usual: int | None) -> bool:
    """Whether all who would see the event can read the channel of the card.

    An event in a voice channel is seen by those who see that, any other by the whole server. Where everybody
    has to get a role first, the channel that admins chose for sessions stands for the server.
    """
    card = guild.get_channel(view.series.channel_id)
    return card is not None and is_as_open(card, wanted.get("channel") or guild.get_channel(usual or 0))


def event_of(language: Language, view: View, guild: discord.Guild) -> dict[str, Any]:
    """Discord's event of an occurrence, as the library takes it."""
    one, there = view.series, view.occurrence
    made: dict[str, Any] = {
        "name": saying.name_of(language, one),
        "start_time": datetime.fromtimestamp(there.starts_at, UTC),
        "end_time": datetime.fromtimestamp(there.ends_at, UTC),
        "description": _description(language, view),
    }
    place = guild.get_channel(one.place.channel_id or 0)
    if isinstance(place, discord.VoiceChannel):
        held = place.permissions_for(guild.me)
        if held.view_channel and held.connect:
            return made | {"entity_type": discord.EntityType.voice, "channel": place}
    location = one.place.link
    if location is None or len(location) > LOCATION_LIMIT:
        room = place or guild.get_channel(one.channel_id)
        location = f"#{room.name}" if room is not None else saying.kind_of(language, one.kind)
    return made | {"entity_type": discord.EntityType.external, "location": location[:LOCATION_LIMIT]}


def _description(language: Language, view: View) -> str:
    one = view.series
    lines = [
        saying.kind_of(language, one.kind),
        text(language, "session-event-answer", channel=str(one.channel_id)),
        *([ui.plain(one.bring)] if one.bring else []),
        *([one.place.link] if one.place.link else []),
    ]
    mark = _mark(language, view.occurrence.id)
    return "\n".join(lines)[: DESCRIPTION_LIMIT - len(mark) - 1] + f"\n{mark}"


def _mark(language: Language, occurrence_id: int) -> str:
    """By what an event of ours is found again: the last line of its description."""
    return text(language, "session-event-mark", number=ui.packed(occurrence_id))


def _marked(found: Sequence[discord.ScheduledEvent], mark: str, me: int) -> discord.ScheduledEvent | None:
    for event in found:
        ours = event.creator_id == me and event.status in OPEN
        if ours and (event.description or "").rsplit("\n", 1)[-1] == mark:
            return event
    return None


def _tell(error: discord.HTTPException) -> None:
    """What will be better later is tried again; anything else is only a mirror, and says so in the log."""
    if error.status >= 500:
        raise error
    if error.status == 429:
        raise ConnectionError(str(error)) from error
    log.warning("a session is not shown among Discord's events", extra={"error": str(error)})
