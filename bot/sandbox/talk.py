"""What is said in the stand-in's world: messages, mentions, reactions, typing."""

import itertools
import re
from collections.abc import Iterable
from typing import Any

from bot.sandbox import shapes
from bot.sandbox.permissions import Permission
from bot.sandbox.rooms import Rooms
from bot.sandbox.snowflakes import made_at
from bot.sandbox.state import (
    Attachment,
    Channel,
    ChannelType,
    Json,
    Message,
    MessageFlag,
    MessageType,
    Thread,
)

USER_MENTION = re.compile(r"<@!?(\d{15,20})>")
ROLE_MENTION = re.compile(r"<@&(\d{15,20})>")
NONCE_SECONDS = 180.0
EVERYONE_MENTION = re.compile(r"@(?:everyone|here)\b")
# Messages that show the one they point to.
_POINTING = frozenset(
    {MessageType.REPLY, MessageType.COMMAND, MessageType.THREAD_STARTER, MessageType.CONTEXT_COMMAND}
)


class Talk(Rooms):
    """Messages are written, changed and answered; everybody who may see it is told."""

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
        if message.nonce is not None:
            self._remember_nonce(message)
        if not message.ephemeral:
            channel.last_message_id = message.id
            if channel.thread is not None and message.type != MessageType.THREAD_STARTER:
                channel.thread.message_count += 1
                channel.thread.total_message_sent += 1
                self._join_by_talking(channel, message)
        self._tell_of_message("MESSAGE_CREATE", message)
        return message

    def _join_by_talking(self, thread: Channel, message: Message) -> None:
        """Who writes in a thread joins it, and so does who is mentioned there and may see it."""
        self.join_thread(thread, message.author_id)
        guild = self.guild_of(thread)
        parent = self.channels.get(thread.parent_id or 0)
        assert guild is not None
        for user_id in message.mentions:
            if user_id in guild.members and parent and self.may(user_id, parent, Permission.VIEW_CHANNEL):
                self.join_thread(thread, user_id)

    def _remember_nonce(self, message: Message) -> None:
        """Discord knows a nonce for a few minutes; older ones are forgotten here too."""
        key = (message.channel_id, message.author_id, str(message.nonce))
        self.nonces.pop(key, None)
        self.nonces[key] = message.id
        for old, message_id in list(itertools.islice(self.nonces.items(), 2)):
            if made_at(message_id) < self.now() - NONCE_SECONDS:
                del self.nonces[old]

    def sent_with(self, channel: Channel, author_id: int, nonce: str | int) -> Message | None:
        """The message this author sent here with this nonce in the past few minutes."""
        message_id = self.nonces.get((channel.id, author_id, str(nonce)))
        if message_id is None or made_at(message_id) < self.now() - NONCE_SECONDS:
            return None
        return self.messages[channel.id].get(message_id)

    def edited(self, message: Message, *, allowed_mentions: Json | None = None) -> None:
        """Tell of new content, embeds, components or files, set by the caller."""
        if message.flags & MessageFlag.LOADING:
            message.flags &= ~MessageFlag.LOADING  # what was promised has come, which is no edit
        else:
            message.edited_at = self.now()
        self._find_mentions(message, self.channels[message.channel_id], allowed_mentions)
        self.message_changed(message)

    def message_changed(self, message: Message) -> None:
        """Tell of a change that is no edit (a thread was opened on it, a deferred answer came)."""
        self._tell_of_message("MESSAGE_UPDATE", message)

    def delete_message(self, message: Message) -> None:
        channel = self.channels[message.channel_id]
        self._forget(message, channel)
        data: Json = {"id": str(message.id), "channel_id": str(channel.id)}
        if channel.guild_id is not None and not message.ephemeral:
            data["guild_id"] = str(channel.guild_id)
        self._tell(message, "MESSAGE_DELETE", data)

    def _forget(self, message: Message, channel: Channel) -> None:
        del self.messages[channel.id][message.id]
        for attachment in (*message.attachments, *message.embedded):
            self.files.pop(attachment.id, None)
        if channel.thread is not None and not message.ephemeral and channel.thread.message_count:
            channel.thread.message_count -= 1

    def delete_messages(self, messages: Iterable[Message]) -> None:
        """Delete several messages of one channel at once, told in one event."""
        gone = list(messages)
        if not gone:
            return
        channel = self.channels[gone[0].channel_id]
        for message in gone:
            self._forget(message, channel)
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
        if message.reference is not None and message.type in _POINTING:
            of = self.messages.get(int(message.reference["channel_id"]), {})
            target = of.get(int(message.reference.get("message_id", 0)))
            quoted = None if target is None else shapes.message(target, self.users, self.base_url, viewer)
            if quoted is not None:
                # A message that is quoted comes without its reactions.
                quoted.pop("reactions", None)
            shape["referenced_message"] = quoted
        return shape

    def _tell_of_message(self, name: str, message: Message) -> None:
        channel = self.channels[message.channel_id]
        data = self.message_shape(message)
        guild = None if message.ephemeral else self.guild_of(channel)
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
        if message.visible_to is None:
            self.emit(name, data, channel=self.channels[message.channel_id])
        else:  # to a bot its private answers come as direct messages do, of no server
            self.emit(name, data, only=[message.visible_to, message.author_id])

    def _find_mentions(self, message: Message, channel: Channel, allowed: Json | None) -> None:
        """Who a message pings: those named in its text whom `allowed_mentions` lets through."""
        text = "\n".join([message.content, *_texts(message.components)])
        users = list(dict.fromkeys(int(m) for m in USER_MENTION.findall(text)))
        roles = list(dict.fromkeys(int(m) for m in ROLE_MENTION.findall(text)))
        everyone = bool(EVERYONE_MENTION.search(text))
        replied: list[int] = []
        if message.type == MessageType.REPLY and message.reference is not None:
            of = self.messages.get(int(message.reference["channel_id"]), {})
            target = of.get(int(message.reference["message_id"]))
            replied = [] if target is None else [target.author_id]
        if allowed is not None:
            parse = allowed.get("parse") or ()
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

    # --- threads and pins

    def add_thread(
        self,
        parent: Channel,
        name: str,
        owner_id: int,
        *,
        kind: int = ChannelType.PUBLIC_THREAD,
        from_message: Message | None = None,
        auto_archive_minutes: int = 1440,
        invitable: bool = True,
        slowmode: int = 0,
    ) -> Channel:
        """A thread; one that starts from a message carries the message's id."""
        guild = self.guild_of(parent)
        assert guild is not None
        now = self.now()
        details = Thread(
            owner_id,
            invitable=invitable,
            auto_archive_minutes=auto_archive_minutes,
            archive_changed_at=now,
            members={owner_id: now},
        )
        number = self.ids.next() if from_message is None else from_message.id
        thread = Channel(number, kind, guild.id, name, parent_id=parent.id, slowmode=slowmode, thread=details)
        guild.channels[thread.id] = self.channels[thread.id] = thread
        self.messages[thread.id] = {}
        data = self.channel_shape(thread, owner_id) | {"newly_created": True}
        self.emit("THREAD_CREATE", data, channel=thread)
        self._announce_thread(parent, thread, from_message)
        return thread

    def _announce_thread(self, parent: Channel, thread: Channel, from_message: Message | None) -> None:
        """The system messages that come with a thread: its starter, or a note in the channel."""
        assert thread.thread is not None
        if from_message is not None:
            from_message.flags |= MessageFlag.HAS_THREAD
            self.message_changed(from_message)
            pointer = reference(parent, from_message.id)
            self.post(thread, from_message.author_id, type=MessageType.THREAD_STARTER, reference=pointer)
        elif thread.type != ChannelType.PRIVATE_THREAD:
            pointer = reference(thread)
            kind = MessageType.THREAD_CREATED
            self.post(parent, thread.thread.owner_id, thread.name, type=kind, reference=pointer)

    def pin(self, message: Message, user_id: int) -> None:
        """Pin a message; a system message says who did."""
        message.pinned_at = self.now()
        channel = self.channels[message.channel_id]
        self.message_changed(message)
        self._tell_of_pins(channel)
        self.post(channel, user_id, type=MessageType.PINNED, reference=reference(channel, message.id))

    def unpin(self, message: Message) -> None:
        message.pinned_at = None
        self.message_changed(message)
        self._tell_of_pins(self.channels[message.channel_id])

    def pinned(self, channel: Channel) -> list[Message]:
        """A channel's pinned messages, the last pinned first."""
        found = [m for m in self.messages[channel.id].values() if m.pinned_at is not None]
        return sorted(found, key=lambda m: (m.pinned_at or 0.0, m.id), reverse=True)

    def _tell_of_pins(self, channel: Channel) -> None:
        last = next((m.pinned_at for m in self.pinned(channel)), None)
        data: Json = {"channel_id": str(channel.id), "last_pin_timestamp": shapes.instant(last)}
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        self.emit("CHANNEL_PINS_UPDATE", data, channel=channel)

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


def _texts(components: Iterable[Json]) -> Iterable[str]:
    """The text of v2 components, nested ones too."""
    for component in components:
        if component["type"] == 10:
            yield component["content"]
        yield from _texts(component.get("components", ()))


def reference(channel: Channel, message_id: int | None = None) -> Json:
    """A pointer to a message, or to a channel, as messages carry it."""
    shape: Json = {"type": 0, "channel_id": str(channel.id)}
    if message_id is not None:
        shape["message_id"] = str(message_id)
    if channel.guild_id is not None:
        shape["guild_id"] = str(channel.guild_id)
    return shape
