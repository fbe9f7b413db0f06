"""What one person sees of the world, as the page is told of it: Discord's JSON, without what is hidden."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any, Final

from bot.sandbox import palette, shapes
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel, ChannelType, Event, Guild, Json, VoiceState
from bot.sandbox.world import World

MOST_MESSAGES: Final = 100

# After these somebody may see other rooms than before, or may do other things in them.
_MOVING_WALLS: Final = frozenset(
    {
        "CHANNEL_CREATE",
        "CHANNEL_UPDATE",
        "CHANNEL_DELETE",
        "THREAD_CREATE",
        "THREAD_UPDATE",
        "THREAD_DELETE",
        "THREAD_MEMBERS_UPDATE",
        "GUILD_MEMBER_UPDATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
        "GUILD_UPDATE",
    }
)
_FOR_BOTS: Final = frozenset({"INTERACTION_CREATE", "GUILD_CREATE", "GUILD_DELETE"})


class Sight:
    """The world through one person's eyes."""

    def __init__(self, world: World, user_id: int) -> None:
        self.user_id = user_id
        self._world = world

    def guilds(self) -> list[Json]:
        """The servers they are in, with everybody there and who sits in a voice channel they can see."""
        return [self._guild(guild) for guild in self._world.guilds.values() if self.user_id in guild.members]

    def channels(self) -> list[Json]:
        """Every channel, open thread and conversation they can see, with what they may do there."""
        return [
            self._world.channel_shape(channel, self.user_id)
            | {"permissions": str(self._world.allowed(self.user_id, channel))}
            for channel in self._world.channels.values()
            if self.sees(channel)
        ]

    def sees(self, channel: Channel) -> bool:
        if channel.thread is not None and channel.thread.archived:
            return False
        return self._world.may(self.user_id, channel, Permission.VIEW_CHANNEL)

    def messages(
        self, channel: Channel, *, before: int | None, limit: int, without: Collection[int] = ()
    ) -> list[Json]:
        """A page of messages, oldest first: the newest there are, or the newest before a given one."""
        if not self._world.may(self.user_id, channel, Permission.READ_MESSAGE_HISTORY):
            return []
        found = (
            message
            for message in reversed(self._world.messages.get(channel.id, {}).values())
            if (before is None or message.id < before)
            and message.id not in without
            and palette.can_see(self._world, self.user_id, message)
        )
        page = list(islice(found, min(limit, MOST_MESSAGES)))
        return [self._world.message_shape(message, self.user_id) for message in reversed(page)]

    def commands(self, channel: Channel) -> list[Json]:
        """The commands they are offered in a channel, in every language."""
        return [
            shapes.command(command, application, localizations=True)
            for application, command in palette.commands(self._world, self.user_id, channel)
        ]

    def comes_or_goes(self, event: Event) -> bool:
        """Whether this person entered or left a server, or one was closed: their whole world is another."""
        if event.name == "GUILD_DELETE":
            return event.only is not None and self.user_id in event.only
        moved = event.name in {"GUILD_MEMBER_ADD", "GUILD_MEMBER_REMOVE"}
        return moved and event.data["user"]["id"] == str(self.user_id)

    def events(self, event: Event) -> Iterator[tuple[str, Any]]:
        """What the page is told of an event: name and data; nothing of one that is not for this person."""
        if event.name in _FOR_BOTS:
            return
        if event.name in _MOVING_WALLS and self._concerns(event):
            yield "CHANNELS", self.channels()
        if not self._world.receives(self.user_id, event):
            return
        data = event.data
        if event.name == "VOICE_STATE_UPDATE" and not self._sees_number(data["channel_id"]):
            # Somebody went where this person cannot look: to them, they left.
            data = data | {"channel_id": None}
        yield event.name, data

    def _concerns(self, event: Event) -> bool:
        """Whether an event may have moved this person's walls; told too when it shut them out."""
        if event.only is not None and self.user_id not in event.only:
            return False
        if event.guild_id is None:
            return event.only is not None
        guild = self._world.guilds.get(event.guild_id)
        if guild is None or self.user_id not in guild.members:
            return False
        about = event.data.get("user", {}).get("id") if event.name == "GUILD_MEMBER_UPDATE" else None
        return about in {None, str(self.user_id)}

    def _guild(self, guild: Guild) -> Json:
        users = self._world.users
        return shapes.guild(guild) | {
            "members": [shapes.member(m, users[m.user_id]) for m in guild.members.values()],
            "voice_states": [
                shapes.voice_state(state, guild.members[state.user_id], users[state.user_id])
                for state in guild.voice_states.values()
                if self._sees_state(state)
            ],
        }

    def _sees_state(self, state: VoiceState) -> bool:
        return self._sees_number(state.channel_id)

    def _sees_number(self, channel_id: int | str | None) -> bool:
        channel = None if channel_id is None else self._world.channels.get(int(channel_id))
        return channel is not None and self.sees(channel)

    def place(self, channel_id: int) -> Channel:
        """A channel they can see; palette.NotPossible for any other."""
        channel = self._world.channels.get(channel_id)
        if channel is None or channel.type == ChannelType.CATEGORY:
            raise palette.NotPossible("there is no such channel")
        if not self._world.may(self.user_id, channel, Permission.VIEW_CHANNEL):
            raise palette.NotPossible("there is no such channel")
        return channel
