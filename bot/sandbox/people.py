"""People: what a member does and sees, for tests that read like a story and for the page.

    answer = await aoi.slash("thanks", to=ken, for_="the invoice template")
    assert answer.private and "yourself" in answer.text

What Discord's own client would not let them do raises `NotPossible`. An action that asks something of a bot
returns when the bot has answered, or when Discord would say that it did not respond.
"""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from bot.sandbox import palette
from bot.sandbox.answers import Answer, words
from bot.sandbox.components import BUTTON, SELECTS, emoji_key, every, part
from bot.sandbox.errors import ApiError
from bot.sandbox.filling import command_options, modal_values, option_values
from bot.sandbox.forms import Modal
from bot.sandbox.interactions import Interaction
from bot.sandbox.palette import NotPossible, can_see
from bot.sandbox.permissions import Permission
from bot.sandbox.sending import refuse_unless_may_send, reopen, slowmode_left
from bot.sandbox.state import (
    Application,
    Channel,
    ChannelType,
    Command,
    Guild,
    Json,
    Message,
    MessageType,
    User,
)
from bot.sandbox.talk import reference
from bot.sandbox.uploads import content_type

if TYPE_CHECKING:
    from bot.sandbox.server import StandIn

__all__ = ["Answer", "Modal", "NotPossible", "Person", "words"]

LONGEST_MESSAGE: Final = 2000
PATIENCE: Final = 20.0
"""How long, in real seconds, a person waits for a bot that said that it is thinking."""
_LETTING_ALL_PING: Json = {"parse": ["users", "roles", "everyone"]}


class Person:
    """Somebody with an account. `channel` is where they are when a story does not say."""

    def __init__(self, standin: "StandIn", user: User, *, channel: Channel | None = None) -> None:
        self.standin = standin
        self.user = user
        self.channel = channel
        self._world = standin.world

    def __repr__(self) -> str:
        return f"<{self.user.username}>"

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.global_name or self.user.username

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    @property
    def locale(self) -> str:
        return self.user.locale

    # --- seeing

    def sees(self, channel: Channel | None = None) -> list[Message]:
        """What stands in a channel for this person, oldest first; what only they see is among it."""
        place = channel or self._place()
        messages = self._world.messages.get(place.id, {})
        return [m for m in messages.values() if can_see(self._world, self.id, m)]

    def last(self, channel: Channel | None = None) -> Message:
        """The newest message they see."""
        seen = self.sees(channel)
        if not seen:
            raise NotPossible(f"{self.user.username} sees no message there")
        return seen[-1]

    def commands(self, channel: Channel | None = None) -> list[Command]:
        """The commands they are offered."""
        return [command for _, command in palette.commands(self._world, self.id, channel or self._place())]

    def dm_with(self, other: "Application | User | Person") -> Channel:
        return self._world.dm(self.id, other.id)

    # --- commands

    async def slash(self, command: str, /, *, channel: Channel | None = None, **options: Any) -> Answer:
        """Use a slash command, `"ledger search"` among them. An option named like a keyword gets a `_`."""
        place = channel or self._place()
        application, found = self._command(command, palette.CHAT_INPUT, place)
        raw = command_options(found.body, command.split()[1:], options, self.standin.interactions)
        return await self._answer(
            self.standin.interactions.start_command(self.user, place, application, found, raw)
        )

    async def autocomplete(
        self, command: str, /, *, channel: Channel | None = None, **options: Any
    ) -> Answer:
        """See what is suggested while the last of these options is being typed."""
        if not options:
            raise NotPossible("an option must be typed")
        place = channel or self._place()
        application, found = self._command(command, palette.CHAT_INPUT, place)
        focused = list(options)[-1].removesuffix("_")
        raw = command_options(
            found.body, command.split()[1:], options, self.standin.interactions, focused=focused
        )
        start = self.standin.interactions.start_autocomplete
        return await self._answer(start(self.user, place, application, found, raw, focused))

    async def user_command(
        self, name: str, target: "Person | User", *, channel: Channel | None = None
    ) -> Answer:
        """Use a command from somebody's menu."""
        place = channel or self._place()
        application, command = self._command(name, palette.USER_MENU, place)
        user = target.user if isinstance(target, Person) else target
        start = self.standin.interactions.start_command
        return await self._answer(start(self.user, place, application, command, target=user))

    async def message_command(self, name: str, message: Message | Answer) -> Answer:
        """Use a command from a message's menu."""
        target = self._message(message)
        place = self._world.channels[target.channel_id]
        application, command = self._command(name, palette.MESSAGE_MENU, place)
        start = self.standin.interactions.start_command
        return await self._answer(start(self.user, place, application, command, target=target))

    # --- components and forms

    async def click(self, message: Message | Answer, button: str) -> Answer:
        """Press a button, named by its label, its emoji or its custom_id."""
        target = self._message(message)
        found = [c for c in every(target.components) if c["type"] == BUTTON and button in _names(c)]
        if len(found) != 1:
            raise NotPossible(f"{len(found)} buttons are called {button!r} in: {words(target)}")
        if "custom_id" not in found[0]:
            raise NotPossible(f"{button!r} is a link")
        start = self.standin.interactions.start_component
        return await self._answer(start(self.user, target, found[0]["custom_id"]))

    async def select(self, message: Message | Answer, select: str, values: Any) -> Answer:
        """Choose in a select, named by its placeholder or custom_id; one value or a list of them."""
        target = self._message(message)
        found = [c for c in every(target.components) if c["type"] in SELECTS and select in _names(c)]
        if len(found) != 1:
            raise NotPossible(f"{len(found)} selects are called {select!r} in: {words(target)}")
        chosen = option_values(found[0], values, self.standin.interactions)
        start = self.standin.interactions.start_component
        return await self._answer(start(self.user, target, found[0]["custom_id"], chosen))

    async def submit(
        self, modal: Modal | Answer, values: Mapping[str, Any] | None = None, /, **named: Any
    ) -> Answer:
        """Submit a form. Fields are named by label or custom_id; the others stay as they were prefilled."""
        form = modal.modal if isinstance(modal, Answer) else modal
        if form is None:
            raise NotPossible("no form is open")
        if form.interaction.user_id != self.id:
            raise NotPossible("somebody else's form")
        given = {**(values or {}), **{name.removesuffix("_"): value for name, value in named.items()}}
        filled = modal_values(form.components, given, self.standin.interactions)
        return await self._answer(self.standin.interactions.start_modal(form, filled))

    # --- talking

    def say(
        self,
        text: str = "",
        *,
        channel: Channel | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> Message:
        """Write a message, perhaps with files by name."""
        return self._post(channel or self._place(), text, files)

    def reply(self, message: Message | Answer, text: str, *, ping: bool = True) -> Message:
        """Answer a message. It pings its author unless that was switched off."""
        target = self._message(message)
        channel = self._world.channels[target.channel_id]
        self._need(channel, Permission.READ_MESSAGE_HISTORY)
        if target.ephemeral:
            raise NotPossible("nobody else sees that message")
        return self._post(
            channel,
            text,
            type=MessageType.REPLY,
            reference=reference(channel, target.id),
            allowed_mentions=_LETTING_ALL_PING | {"replied_user": ping},
        )

    def edit(self, message: Message, text: str) -> None:
        if message.author_id != self.id:
            raise NotPossible("only one's own messages can be edited")
        self._check_text(text, has_files=bool(message.attachments))
        message.content = text.strip()
        self._world.edited(message)

    def delete(self, message: Message | Answer) -> None:
        target = self._message(message)
        if target.author_id != self.id:
            self._need(self._world.channels[target.channel_id], Permission.MANAGE_MESSAGES)
        self._world.delete_message(target)

    def react(self, message: Message | Answer, emoji: str) -> None:
        target = self._message(message)
        wanted = Permission.READ_MESSAGE_HISTORY
        if emoji not in target.reactions:
            wanted |= Permission.ADD_REACTIONS
        self._need(self._world.channels[target.channel_id], wanted)
        self._world.react(target, self.id, emoji)

    def unreact(self, message: Message | Answer, emoji: str) -> None:
        self._world.unreact(self._message(message), self.id, emoji)

    def type_in(self, channel: Channel | None = None) -> None:
        place = channel or self._place()
        self._need(place, Permission.SEND_MESSAGES)
        self._world.typing(place, self.id)

    # --- coming and going

    def join_voice(self, channel: Channel, *, muted: bool = False, deafened: bool = False) -> None:
        guild = self._world.guild_of(channel)
        if guild is None or channel.type not in ChannelType.VOICES:
            raise NotPossible(f"#{channel.name} is no voice channel")
        self._need(channel, Permission.VIEW_CHANNEL | Permission.CONNECT)
        inside = {s.user_id for s in guild.voice_states.values() if s.channel_id == channel.id} - {self.id}
        full = bool(channel.user_limit) and len(inside) >= channel.user_limit
        if full and not self._world.may(self.id, channel, Permission.MOVE_MEMBERS):
            raise NotPossible(f"{channel.name} is full")
        self._world.join_voice(guild, self.id, channel, self_mute=muted, self_deaf=deafened)

    def leave_voice(self) -> None:
        for guild in self._world.guilds.values():
            self._world.leave_voice(guild, self.id)

    def join(self, guild: Guild) -> None:
        if self.id in guild.members:
            raise NotPossible(f"{self.user.username} is there already")
        self._world.add_member(guild, self.user)

    def leave(self, guild: Guild) -> None:
        if guild.owner_id == self.id:
            raise NotPossible("an owner cannot leave their server")
        self._world.remove_member(guild, self.id)

    # --- within

    def _place(self) -> Channel:
        if self.channel is not None:
            return self.channel
        for guild in self._world.guilds.values():
            for channel in guild.channels.values():
                wanted = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES
                if channel.type == ChannelType.TEXT and self._world.may(self.id, channel, wanted):
                    return channel
        raise NotPossible(f"{self.user.username} is in no channel")

    def _command(self, name: str, kind: int, channel: Channel) -> tuple[Application, Command]:
        """The command of this name, in the person's language or as it was registered."""
        first = name.split(maxsplit=1)[0] if kind == palette.CHAT_INPUT else name
        found = [
            (application, command)
            for application, command in palette.commands(self._world, self.id, channel)
            if command.type == kind and first in self._names_of(command)
        ]
        if len(found) != 1:
            raise NotPossible(f"{self.user.username} is offered {len(found)} commands called {first!r}")
        return found[0]

    def _names_of(self, command: Command) -> set[str]:
        localized = part(command.body, "name_localizations")
        return {command.name, localized.get(self.locale, command.name)}

    def _message(self, of: Message | Answer) -> Message:
        message = of.message if isinstance(of, Answer) else of
        if message is None or not can_see(self._world, self.id, message):
            raise NotPossible(f"{self.user.username} does not see that message")
        return message

    def _need(self, channel: Channel, wanted: int) -> None:
        if not self._world.may(self.id, channel, wanted):
            raise NotPossible(f"{self.user.username} may not do that in #{channel.name}")

    def _check_text(self, text: str, *, has_files: bool) -> None:
        if not text.strip() and not has_files:
            raise NotPossible("a message needs words or a file")
        if len(text) > LONGEST_MESSAGE:
            raise NotPossible(f"{len(text)} characters; a message takes {LONGEST_MESSAGE}")

    def _post(
        self, channel: Channel, text: str, files: Mapping[str, bytes] | None = None, **details: Any
    ) -> Message:
        self._check_text(text, has_files=bool(files))
        try:
            refuse_unless_may_send(self._world, self.id, channel, files=bool(files))
        except ApiError as error:
            raise NotPossible(f"{self.user.username} may not write there: {error}") from error
        wait = slowmode_left(self._world, self.id, channel)
        if wait:
            raise NotPossible(f"slow mode: {wait:.0f} more seconds")
        reopen(self._world, channel)
        upload = self.standin.interactions.upload
        attachments = [
            upload(name, data, content_type(name, data), ephemeral=False)
            for name, data in (files or {}).items()
        ]
        return self._world.post(channel, self.id, text.strip(), attachments=attachments, **details)

    async def _answer(self, interaction: Interaction) -> Answer:
        await interaction.done.wait()
        if interaction.loading:
            try:
                async with asyncio.timeout(PATIENCE):
                    await interaction.filled.wait()
            except TimeoutError:
                pass  # the answer says that it is still loading
        return Answer(self.user, interaction)


def _names(component: Json) -> set[str]:
    """What a component goes by."""
    label, emoji = component.get("label"), emoji_key(component)
    names = {label, emoji, component.get("custom_id"), component.get("placeholder")}
    if label and emoji:
        names.add(f"{emoji} {label}")
    return {name for name in names if name}
