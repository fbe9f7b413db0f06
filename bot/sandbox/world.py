"""The stand-in's world: every change goes through here, and everybody who may see it is told.

Nothing here awaits, so a change is whole or not there at all. Nothing here asks for permission either: routes
(for bots) and people do, with `permissions.py`, before they change anything.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import permissions, shapes
from bot.sandbox.permissions import Permission
from bot.sandbox.snowflakes import Snowflakes
from bot.sandbox.state import (
    Application,
    Attachment,
    Channel,
    ChannelType,
    Command,
    Event,
    Guild,
    Json,
    Member,
    Message,
    Role,
    Thread,
    User,
    VoiceState,
)

USER_MENTION = re.compile(r"<@!?(\d{15,20})>")
ROLE_MENTION = re.compile(r"<@&(\d{15,20})>")
EVERYONE_MENTION = re.compile(r"@(?:everyone|here)\b")


@dataclass
class World:
    """All servers, people, bots and messages of one stand-in."""

    now: Callable[[], float]
    base_url: str = "http://127.0.0.1"  # the stand-in's own address, for attachments
    users: dict[int, User] = field(default_factory=dict[int, User])
    guilds: dict[int, Guild] = field(default_factory=dict[int, Guild])
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])  # of servers, threads and DMs
    messages: dict[int, dict[int, Message]] = field(default_factory=dict[int, dict[int, Message]])
    applications: dict[int, Application] = field(default_factory=dict[int, Application])
    files: dict[int, bytes] = field(default_factory=dict[int, bytes])  # by attachment id
    listeners: list[Callable[[Event], None]] = field(default_factory=list[Callable[[Event], None]])

    def __post_init__(self) -> None:
        self.ids = Snowflakes(self.now)

    # --- who may see what

    def guild_of(self, channel: Channel) -> Guild | None:
        return self.guilds.get(channel.guild_id) if channel.guild_id is not None else None

    def allowed(self, user_id: int, channel: Channel) -> int:
        """A user's permissions in a channel, as bits."""
        return permissions.in_channel(self.guild_of(channel), channel, user_id, self.now())

    def may(self, user_id: int, channel: Channel, wanted: int) -> bool:
        return self.allowed(user_id, channel) & wanted == wanted

    def receives(self, user_id: int, event: Event) -> bool:
        """Whether Discord would tell this user of this event at all (a bot's intents come on top)."""
        if event.only is not None:
            return user_id in event.only
        if event.channel_id is not None:
            channel = self.channels.get(event.channel_id)
            if channel is not None:
                return self.may(user_id, channel, Permission.VIEW_CHANNEL)
        if event.guild_id is not None:
            guild = self.guilds.get(event.guild_id)
            return guild is not None and user_id in guild.members
        return False

    def emit(
        self,
        name: str,
        data: Json,
        *,
        guild_id: int | None = None,
        channel: Channel | None = None,
        only: Iterable[int] | None = None,
    ) -> None:
        event = Event(
            name,
            data,
            guild_id if channel is None else channel.guild_id,
            None if channel is None else channel.id,
            None if only is None else frozenset(only),
        )
        for listener in tuple(self.listeners):
            listener(event)

    # --- people, bots, servers

    def add_user(self, username: str, global_name: str | None = None, **details: Any) -> User:
        user = User(self.ids.next(), username, global_name, **details)
        self.users[user.id] = user
        return user

    def add_application(self, name: str, token: str, *, privileged_intents: int = 0) -> Application:
        """A bot. Its user and its application share one id, as new ones on Discord do."""
        user = self.add_user(name.lower().replace(" ", "-"), name, bot=True)
        application = Application(user.id, name, token, privileged_intents)
        self.applications[application.id] = application
        return application

    def add_guild(self, name: str, owner: User, *, preferred_locale: str = "en-US") -> Guild:
        guild = Guild(self.ids.next(), name, owner.id, preferred_locale)
        guild.roles[guild.id] = Role(guild.id, guild.id, "@everyone", permissions.EVERYONE)
        self.guilds[guild.id] = guild
        self.add_member(guild, owner)
        return guild

    def add_member(self, guild: Guild, user: User, *, joined_at: float | None = None) -> Member:
        member = Member(user.id, guild.id, self.now() if joined_at is None else joined_at)
        guild.members[user.id] = member
        self.emit(
            "GUILD_MEMBER_ADD",
            shapes.member(member, user) | {"guild_id": str(guild.id)},
            guild_id=guild.id,
        )
        return member

    def install(self, application: Application, guild: Guild, granted: int) -> Member:
        """Invite a bot with the permissions its invitation asked for, which become its managed role."""
        bot = self.users[application.id]
        role = Role(
            self.ids.next(),
            guild.id,
            application.name,
            granted,
            position=1,
            managed=True,
            bot_id=bot.id,
        )
        for other in guild.roles.values():
            other.position += 1 if other.position >= 1 else 0
        guild.roles[role.id] = role
        member = self.add_member(guild, bot)
        member.roles.append(role.id)
        self.emit("GUILD_CREATE", self.guild_create(guild, bot.id), guild_id=guild.id, only=[bot.id])
        return member

    def guild_create(self, guild: Guild, viewer: int) -> Json:
        """What the gateway tells a bot of a server: of the members, itself and those in voice.

        Without the presences intent Discord sends no more; the rest comes on request.
        """
        shown = [m for m in guild.members.values() if m.user_id == viewer or m.user_id in guild.voice_states]
        return shapes.guild_create(guild, self.users, viewer, shown)

    def remove_member(self, guild: Guild, user_id: int) -> None:
        """A member leaves, or a bot is removed (which to the bot is the loss of the server)."""
        self.leave_voice(guild, user_id)
        member = guild.members.pop(user_id)
        user = self.users[member.user_id]
        data = {"guild_id": str(guild.id), "user": shapes.user(user)}
        self.emit("GUILD_MEMBER_REMOVE", data, guild_id=guild.id)
        for role in [r for r in guild.roles.values() if r.bot_id == user_id]:
            self.delete_role(guild, role)
        if user.bot:
            self.emit("GUILD_DELETE", {"id": str(guild.id)}, guild_id=guild.id, only=[user_id])

    def delete_guild(self, guild: Guild) -> None:
        members = list(guild.members)
        for channel_id in guild.channels:
            self.channels.pop(channel_id, None)
            self.messages.pop(channel_id, None)
        del self.guilds[guild.id]
        self.emit("GUILD_DELETE", {"id": str(guild.id)}, only=members)

    def guild_changed(self, guild: Guild) -> None:
        """Tell of a change to the server itself, made by the caller."""
        self.emit("GUILD_UPDATE", shapes.guild(guild), guild_id=guild.id)

    def member_changed(self, member: Member) -> None:
        """Tell of a change to a member, made by the caller."""
        data = shapes.member(member, self.users[member.user_id]) | {"guild_id": str(member.guild_id)}
        self.emit("GUILD_MEMBER_UPDATE", data, guild_id=member.guild_id)

    # --- roles

    def add_role(self, guild: Guild, name: str, granted: int = 0, **details: Any) -> Role:
        """A role above the others. `details` are further fields of `Role`."""
        top = max((r.position for r in guild.roles.values() if not r.managed), default=0)
        role = Role(self.ids.next(), guild.id, name, granted, top + 1, **details)
        guild.roles[role.id] = role
        data = {"guild_id": str(guild.id), "role": shapes.role(role)}
        self.emit("GUILD_ROLE_CREATE", data, guild_id=guild.id)
        return role

    def role_changed(self, role: Role) -> None:
        data = {"guild_id": str(role.guild_id), "role": shapes.role(role)}
        self.emit("GUILD_ROLE_UPDATE", data, guild_id=role.guild_id)

    def delete_role(self, guild: Guild, role: Role) -> None:
        del guild.roles[role.id]
        for member in guild.members.values():
            if role.id in member.roles:
                member.roles.remove(role.id)
        data = {"guild_id": str(guild.id), "role_id": str(role.id)}
        self.emit("GUILD_ROLE_DELETE", data, guild_id=guild.id)

    # --- channels and threads

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

    def add_thread(
        self,
        parent: Channel,
        name: str,
        owner_id: int,
        *,
        kind: int = ChannelType.PUBLIC_THREAD,
        from_message: Message | None = None,
        auto_archive_minutes: int = 1440,
    ) -> Channel:
        """A thread; one that starts from a message carries the message's id."""
        guild = self.guild_of(parent)
        assert guild is not None
        now = self.now()
        details = Thread(
            owner_id,
            auto_archive_minutes=auto_archive_minutes,
            archive_changed_at=now,
            members={owner_id: now},
        )
        number = self.ids.next() if from_message is None else from_message.id
        thread = Channel(number, kind, guild.id, name, parent_id=parent.id, thread=details)
        guild.channels[thread.id] = self.channels[thread.id] = thread
        self.messages[thread.id] = {}
        data = self.channel_shape(thread, owner_id) | {"newly_created": True}
        self.emit("THREAD_CREATE", data, channel=thread)
        if from_message is not None:
            from_message.flags |= 1 << 5  # HAS_THREAD
            self.message_changed(from_message)
        return thread

    def join_thread(self, thread: Channel, user_id: int) -> None:
        assert thread.thread is not None
        if user_id in thread.thread.members:
            return
        thread.thread.members[user_id] = self.now()
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

    # --- messages

    def post(
        self,
        channel: Channel,
        author_id: int,
        content: str = "",
        *,
        allowed_mentions: Json | None = None,
        attachments: Iterable[Attachment] = (),
        **details: Any,
    ) -> Message:
        """A new message. `details` are further fields of `Message`."""
        message = Message(
            self.ids.next(), channel.id, author_id, content, attachments=list(attachments), **details
        )
        self._find_mentions(message, channel, allowed_mentions)
        self.messages[channel.id][message.id] = message
        if not message.ephemeral:
            channel.last_message_id = message.id
            if channel.thread is not None:
                channel.thread.message_count += 1
                channel.thread.total_message_sent += 1
                self.join_thread(channel, author_id)
        self._tell_of_message("MESSAGE_CREATE", message)
        return message

    def edited(self, message: Message, *, allowed_mentions: Json | None = None) -> None:
        """Tell of new content, embeds, components or files, set by the caller."""
        message.edited_at = self.now()
        self._find_mentions(message, self.channels[message.channel_id], allowed_mentions)
        self.message_changed(message)

    def message_changed(self, message: Message) -> None:
        """Tell of a change that is no edit (a thread was opened on it, a deferred answer came)."""
        self._tell_of_message("MESSAGE_UPDATE", message)

    def delete_message(self, message: Message) -> None:
        channel = self.channels[message.channel_id]
        del self.messages[channel.id][message.id]
        for attachment in message.attachments:
            self.files.pop(attachment.id, None)
        data: Json = {"id": str(message.id), "channel_id": str(channel.id)}
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        self._tell(message, "MESSAGE_DELETE", data)

    def delete_messages(self, messages: Iterable[Message]) -> None:
        """Delete several messages of one channel at once, told in one event."""
        gone = list(messages)
        if not gone:
            return
        channel = self.channels[gone[0].channel_id]
        for message in gone:
            del self.messages[channel.id][message.id]
            for attachment in message.attachments:
                self.files.pop(attachment.id, None)
        data: Json = {"ids": [str(m.id) for m in gone], "channel_id": str(channel.id)}
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        self.emit("MESSAGE_DELETE_BULK", data, channel=channel)

    def message_shape(self, message: Message, viewer: int | None = None) -> Json:
        """A message as REST answers it to this viewer."""
        shape = shapes.message(message, self.users, self.base_url, viewer)
        thread = self.channels.get(message.id)
        if thread is not None:
            shape["thread"] = self.channel_shape(thread)
        if message.reference is not None and message.type in {19, 20, 21, 23}:
            of = self.messages.get(int(message.reference["channel_id"]), {})
            target = of.get(int(message.reference.get("message_id", 0)))
            shape["referenced_message"] = (
                None if target is None else shapes.message(target, self.users, self.base_url, viewer)
            )
        return shape

    def _tell_of_message(self, name: str, message: Message) -> None:
        channel = self.channels[message.channel_id]
        data = self.message_shape(message)
        guild = self.guild_of(channel)
        if guild is not None:
            data["guild_id"] = str(guild.id)
            author = guild.members.get(message.author_id)
            if author is not None:
                data["member"] = shapes.member(author, None)
            for mention in data["mentions"]:
                mentioned = guild.members.get(int(mention["id"]))
                if mentioned is not None:
                    mention["member"] = shapes.member(mentioned, None)
        self._tell(message, name, data)

    def _tell(self, message: Message, name: str, data: Json) -> None:
        channel = self.channels[message.channel_id]
        only = None if message.visible_to is None else [message.visible_to]
        self.emit(name, data, channel=channel, only=only)

    def _find_mentions(self, message: Message, channel: Channel, allowed: Json | None) -> None:
        """Who a message pings: those named in its text whom `allowed_mentions` lets through."""
        text = "\n".join([message.content, *_texts(message.components)])
        users = list(dict.fromkeys(int(m) for m in USER_MENTION.findall(text)))
        roles = list(dict.fromkeys(int(m) for m in ROLE_MENTION.findall(text)))
        everyone = bool(EVERYONE_MENTION.search(text))
        replied: list[int] = []
        if message.type == 19 and message.reference is not None:
            of = self.messages.get(int(message.reference["channel_id"]), {})
            target = of.get(int(message.reference["message_id"]))
            replied = [] if target is None else [target.author_id]
        if allowed is not None:
            parse = allowed.get("parse", ())
            listed_users = {int(u) for u in allowed.get("users") or ()}
            listed_roles = {int(r) for r in allowed.get("roles") or ()}
            users = [u for u in users if "users" in parse or u in listed_users]
            roles = [r for r in roles if "roles" in parse or r in listed_roles]
            everyone = everyone and "everyone" in parse
            replied = replied if allowed.get("replied_user") else []
        may_all = self.may(message.author_id, channel, Permission.MENTION_EVERYONE)
        guild = self.guild_of(channel)
        known = {} if guild is None else guild.roles
        message.mentions = list(dict.fromkeys(u for u in [*users, *replied] if u in self.users))
        message.mention_roles = [r for r in roles if r in known and (known[r].mentionable or may_all)]
        message.mention_everyone = everyone and may_all

    # --- reactions and typing

    def react(self, message: Message, user_id: int, emoji: str) -> None:
        who = message.reactions.setdefault(emoji, [])
        if user_id not in who:
            who.append(user_id)
            self._tell_of_reaction("MESSAGE_REACTION_ADD", message, user_id, emoji)

    def unreact(self, message: Message, user_id: int, emoji: str) -> None:
        who = message.reactions.get(emoji, [])
        if user_id in who:
            who.remove(user_id)
            if not who:
                del message.reactions[emoji]
            self._tell_of_reaction("MESSAGE_REACTION_REMOVE", message, user_id, emoji)

    def clear_reactions(self, message: Message, emoji: str | None = None) -> None:
        """Take all reactions off a message, or all of one emoji."""
        data: Json = {"channel_id": str(message.channel_id), "message_id": str(message.id)}
        channel = self.channels[message.channel_id]
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        if emoji is None:
            message.reactions.clear()
            self._tell(message, "MESSAGE_REACTION_REMOVE_ALL", data)
        elif message.reactions.pop(emoji, None) is not None:
            self._tell(message, "MESSAGE_REACTION_REMOVE_EMOJI", data | {"emoji": shapes.emoji(emoji)})

    def _tell_of_reaction(self, name: str, message: Message, user_id: int, emoji: str) -> None:
        channel = self.channels[message.channel_id]
        data: Json = {
            "user_id": str(user_id),
            "channel_id": str(channel.id),
            "message_id": str(message.id),
            "emoji": shapes.emoji(emoji),
            "burst": False,
            "type": 0,
        }
        guild = self.guild_of(channel)
        if guild is not None:
            data["guild_id"] = str(guild.id)
            if name.endswith("ADD") and user_id in guild.members:
                data["member"] = shapes.member(guild.members[user_id], self.users[user_id])
                data["message_author_id"] = str(message.author_id)
        self._tell(message, name, data)

    def typing(self, channel: Channel, user_id: int) -> None:
        data: Json = {
            "channel_id": str(channel.id),
            "user_id": str(user_id),
            "timestamp": int(self.now()),
        }
        guild = self.guild_of(channel)
        if guild is not None:
            member = shapes.member(guild.members[user_id], self.users[user_id])
            data |= {"guild_id": str(guild.id), "member": member}
        self.emit("TYPING_START", data, channel=channel)

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

    def _tell_of_voice(self, guild: Guild, state: VoiceState, *, left: bool = False) -> None:
        member = guild.members[state.user_id]
        data = shapes.voice_state(state, member, self.users[state.user_id], left=left)
        self.emit("VOICE_STATE_UPDATE", data, guild_id=guild.id)

    # --- commands

    def register_commands(self, application: Application, guild_id: int | None, bodies: list[Json]) -> None:
        """Replace a scope's commands. One that keeps its name and type keeps its id."""
        old = {(c.type, c.name): c for c in application.commands.values() if c.guild_id == guild_id}
        for command in old.values():
            del application.commands[command.id]
        for body in bodies:
            before = old.get((int(body.get("type") or 1), str(body["name"])))
            if before is not None and before.body == body:
                command = before
            else:
                number = self.ids.next()
                command = Command(number if before is None else before.id, number, guild_id, body)
            application.commands[command.id] = command


def _texts(components: Iterable[Json]) -> Iterable[str]:
    """The text of v2 components, nested ones too."""
    for component in components:
        if component["type"] == 10:
            yield component["content"]
        yield from _texts(component.get("components", ()))
