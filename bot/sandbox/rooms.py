"""The rooms of the stand-in's world: channels, threads, DMs, and who sits in a voice channel."""

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.ground import Ground
from bot.sandbox.permissions import Permission
from bot.sandbox.state import (
    Channel,
    ChannelType,
    Guild,
    Json,
    VoiceState,
)


class Rooms(Ground):
    """Channels come and go, people enter and leave; everybody who may see it is told."""

    def add_channel(self, guild: Guild, name: str, kind: int = ChannelType.TEXT, **details: Any) -> Channel:
        position = details.pop("position", sum(c.thread is None for c in guild.channels.values()))
        channel = Channel(self.ids.next(), kind, guild.id, name, position, **details)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        self.messages[channel.id] = {}
        self.emit("CHANNEL_CREATE", self.channel_shape(channel), channel=channel)
        return channel

    def channel_changed(self, channel: Channel) -> None:
        name = "CHANNEL_UPDATE" if channel.thread is None else "THREAD_UPDATE"
        self.emit(name, self.channel_shape(channel), channel=channel)

    def delete_channel(self, channel: Channel) -> None:
        guild = self.guild_of(channel)
        assert guild is not None
        for child in [c for c in guild.channels.values() if c.thread and c.parent_id == channel.id]:
            self.delete_channel(child)
        for state in [s for s in guild.voice_states.values() if s.channel_id == channel.id]:
            self.leave_voice(guild, state.user_id)
        viewers = [u for u in guild.members if self.may(u, channel, Permission.VIEW_CHANNEL)]
        del guild.channels[channel.id], self.channels[channel.id]
        self.messages.pop(channel.id, None)
        if channel.thread is None:
            name, data = "CHANNEL_DELETE", self.channel_shape(channel)
        else:
            keys = ("id", "guild_id", "parent_id", "type")
            shape = self.channel_shape(channel)
            name, data = "THREAD_DELETE", {key: shape[key] for key in keys}
        self.emit(name, data, guild_id=guild.id, only=viewers)

    def join_thread(self, thread: Channel, user_id: int) -> None:
        assert thread.thread is not None
        if user_id in thread.thread.members:
            return
        thread.thread.members[user_id] = self.now()
        if thread.type == ChannelType.PRIVATE_THREAD:  # until now it was not there for them
            self.emit("THREAD_CREATE", self.channel_shape(thread, user_id), channel=thread, only=[user_id])
        self._thread_members_changed(thread, added=user_id)

    def leave_thread(self, thread: Channel, user_id: int) -> None:
        assert thread.thread is not None
        if thread.thread.members.pop(user_id, None) is not None:
            self._thread_members_changed(thread, removed=user_id)

    def _thread_members_changed(
        self, thread: Channel, *, added: int | None = None, removed: int | None = None
    ) -> None:
        assert thread.thread is not None
        guild = self.guild_of(thread)
        assert guild is not None
        data: Json = {
            "id": str(thread.id),
            "guild_id": str(guild.id),
            "member_count": min(len(thread.thread.members), 50),
        }
        if added is not None:
            member = shapes.member(guild.members[added], self.users[added])
            data["added_members"] = [
                shapes.thread_member(thread, added) | {"member": member, "presence": None}
            ]
        if removed is not None:
            data["removed_member_ids"] = [str(removed)]
        self.emit("THREAD_MEMBERS_UPDATE", data, channel=thread)

    def dm(self, one: int, other: int) -> Channel:
        """The two people's DM channel, opened when it is first asked for."""
        pair = (min(one, other), max(one, other))
        for channel in self.channels.values():
            if channel.type == ChannelType.DM and channel.recipients == pair:
                return channel
        channel = Channel(self.ids.next(), ChannelType.DM, recipients=pair)
        self.channels[channel.id] = channel
        self.messages[channel.id] = {}
        for viewer in pair:
            self.emit("CHANNEL_CREATE", self.channel_shape(channel, viewer), only=[viewer])
        return channel

    def channel_shape(self, channel: Channel, viewer: int | None = None) -> Json:
        return shapes.channel(channel, self.users, viewer)

    # --- voice

    def join_voice(self, guild: Guild, user_id: int, channel: Channel, **details: bool) -> VoiceState:
        """Enter a voice channel, or change channel, mute or deafen there."""
        old = guild.voice_states.get(user_id)
        session = old.session_id if old else f"{self.ids.next():032x}"
        state = VoiceState(user_id, guild.id, channel.id, session, **details)
        guild.voice_states[user_id] = state
        self._tell_of_voice(guild, state)
        return state

    def leave_voice(self, guild: Guild, user_id: int) -> None:
        state = guild.voice_states.pop(user_id, None)
        if state is not None:
            self._tell_of_voice(guild, state, left=True)

    def voice_changed(self, state: VoiceState) -> None:
        """Tell of somebody muted or deafened by a moderator."""
        self._tell_of_voice(self.guilds[state.guild_id], state)

    def _tell_of_voice(self, guild: Guild, state: VoiceState, *, left: bool = False) -> None:
        member = guild.members[state.user_id]
        data = shapes.voice_state(state, member, self.users[state.user_id], left=left)
        self.emit("VOICE_STATE_UPDATE", data, guild_id=guild.id)
