"""Interactions: what people ask of bots through commands, components and modals, and how bots may answer."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.sandbox import palette, payloads, shapes
from bot.sandbox.components import BUTTON, LINK, PREMIUM, SELECTS, every
from bot.sandbox.errors import (
    already_acknowledged,
    invalid_webhook_token,
    unknown_interaction,
    unknown_webhook,
)
from bot.sandbox.forms import Modal, numbered, submitted
from bot.sandbox.palette import NotPossible, Picked
from bot.sandbox.permissions import Permission
from bot.sandbox.record import Record
from bot.sandbox.state import Application, Attachment, Channel, Command, Json, Message, MessageType, User
from bot.sandbox.talk import reference
from bot.sandbox.uploads import image_size
from bot.sandbox.validation import check_modal_values
from bot.sandbox.world import World

DEADLINE: Final = 3.0
"""Seconds of real time a bot has for its first answer."""
TOKEN_LIFE: Final = 15 * 60
"""Seconds, by the world's clock, for which a bot may follow up."""
KEPT: Final = 5000


class Kind:
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass(eq=False)
class Interaction:
    """One thing a person asked of a bot, and what came of it."""

    id: int
    token: str
    kind: int
    application_id: int
    user_id: int
    channel: Channel
    began_at: float
    data: Json
    metadata: Json  # what messages it makes say of it (`interaction_metadata`)
    command: str | None = None  # the command's whole name
    message_type: int = 0  # of the message that answers it
    reference: Json | None = None  # what that message refers to
    source: Message | None = None  # the message whose component was used, or opened the modal
    form: Modal | None = None  # the modal that was submitted
    answered_with: int | None = None  # the callback type, once there is one
    failed: bool = False
    original: Message | None = None  # the answer, or for an update its source
    loading: bool = False  # deferred, and nothing has come yet
    follow_ups: dict[int, Message] = field(default_factory=dict[int, Message])
    modal: Modal | None = None
    choices: list[Json] | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)  # answered, or failed
    filled: asyncio.Event = field(default_factory=asyncio.Event)  # and no longer loading


class Interactions:
    """All interactions of one stand-in. Tests that do not want to wait for three seconds set `deadline`."""

    def __init__(self, world: World, record: Record, *, deadline: float = DEADLINE) -> None:
        self.deadline = deadline
        self.uploads: dict[int, Attachment] = {}  # files people have given to an option or a modal
        self._world = world
        self._record = record
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self._deadlines: dict[int, asyncio.TimerHandle] = {}

    # --- what people begin

    def upload(self, filename: str, data: bytes, content_type: str, *, ephemeral: bool = True) -> Attachment:
        """A file to be given as an option's or a modal's value, by its id."""
        number = self._world.ids.next()
        width, height = image_size(data) or (None, None)
        attachment = Attachment(
            number, filename, len(data), content_type, width=width, height=height, ephemeral=ephemeral
        )
        self._world.files[number] = data
        self.uploads[number] = attachment
        return attachment

    def start_command(
        self,
        user: User,
        channel: Channel,
        application: Application,
        command: Command,
        options: list[Json] | None = None,
        *,
        target: User | Message | None = None,
    ) -> Interaction:
        """Use a command. Options are as Discord's client sends them: name, and value or inner options."""
        self._must_see(user, channel, application, command)
        picked = Picked(self._world, user, channel, self.uploads)
        data: Json = {"id": str(command.id), "name": command.name, "type": command.type}
        metadata: Json = {"type": Kind.COMMAND}
        pointer = None
        if command.type == palette.CHAT_INPUT:
            data["options"] = palette.check_options(command.body, options or [], picked)
        else:
            pointer = self._target(command, target, picked, data, metadata)
        if command.guild_id is not None:
            data["guild_id"] = str(command.guild_id)
        interaction = self._begin(
            Kind.COMMAND, application.id, user, channel, _with_resolved(data, picked), metadata
        )
        interaction.command = " ".join([command.name, *_sub_names(data.get("options", []))])
        slash = command.type == palette.CHAT_INPUT
        interaction.message_type = MessageType.COMMAND if slash else MessageType.CONTEXT_COMMAND
        interaction.reference = pointer
        self._send(interaction)
        return interaction

    def start_autocomplete(
        self,
        user: User,
        channel: Channel,
        application: Application,
        command: Command,
        options: list[Json],
        focused: str,
    ) -> Interaction:
        """Ask for suggestions while an option is being typed."""
        self._must_see(user, channel, application, command)
        picked = Picked(self._world, user, channel, self.uploads)
        checked = palette.check_options(command.body, options, picked, focused=focused)
        data: Json = {"id": str(command.id), "name": command.name, "type": command.type, "options": checked}
        if command.guild_id is not None:
            data["guild_id"] = str(command.guild_id)
        # Discord resolves nothing while somebody types: only ids travel.
        interaction = self._begin(Kind.AUTOCOMPLETE, application.id, user, channel, data, {})
        self._send(interaction)
        return interaction

    def start_component(
        self, user: User, message: Message, custom_id: str, values: list[str] | None = None
    ) -> Interaction:
        """Press a button, or choose in a select."""
        channel = self._world.channels[message.channel_id]
        if not palette.can_see(self._world, user.id, message):
            raise NotPossible(f"{user.username} cannot see this message")
        component = next((c for c in every(message.components) if c.get("custom_id") == custom_id), None)
        if component is None:
            raise NotPossible(f"this message has no component {custom_id}")
        if component.get("disabled"):
            raise NotPossible(f"{custom_id} is disabled")
        if message.author_id not in self._world.applications:
            raise NotPossible("nobody would answer: this message is not a bot's")
        data: Json = {"custom_id": custom_id, "component_type": component["type"]}
        if "id" in component:
            data["id"] = component["id"]
        picked = Picked(self._world, user, channel)
        if component["type"] in SELECTS:
            data["values"] = palette.check_values(component, values or [], picked)
        elif component["type"] != BUTTON or component["style"] in {LINK, PREMIUM}:
            raise NotPossible(f"{custom_id} cannot be pressed")
        metadata: Json = {"type": Kind.COMPONENT, "interacted_message_id": str(message.id)}
        interaction = self._begin(
            Kind.COMPONENT, message.author_id, user, channel, _with_resolved(data, picked), metadata
        )
        interaction.source = message
        interaction.message_type, interaction.reference = self._reply_to(message)
        self._send(interaction)
        return interaction

    def start_modal(self, modal: Modal, values: Mapping[str, Any]) -> Interaction:
        """Submit a form, by custom_id; a field that is not named stays as the bot prefilled it."""
        opened_by = modal.interaction
        user = self._world.users[opened_by.user_id]
        if modal.submitted:
            raise NotPossible("this form has been submitted already")
        filled = modal.prefilled() | dict(values)
        problems = check_modal_values(modal.components, filled)
        if problems:
            raise NotPossible("; ".join(f"{name}: {problem}" for name, problem in problems.items()))
        picked = Picked(self._world, user, opened_by.channel, self.uploads)
        parts = [submitted(part, filled, picked) for part in modal.components]
        data: Json = {"custom_id": modal.custom_id, "components": parts}
        metadata = {"type": Kind.MODAL, "triggering_interaction_metadata": opened_by.metadata}
        interaction = self._begin(
            Kind.MODAL,
            opened_by.application_id,
            user,
            opened_by.channel,
            _with_resolved(data, picked),
            metadata,
        )
        interaction.form = modal
        interaction.source = opened_by.source
        interaction.message_type, interaction.reference = opened_by.message_type, opened_by.reference
        self._send(interaction)
        return interaction

    # --- what bots ask for

    def to_answer(self, interaction_id: int, token: str) -> Interaction:
        """The interaction a first answer is for. ApiError: it is unknown, too late, or answered already."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token or interaction.failed:
            raise unknown_interaction()
        if interaction.answered_with is not None:
            raise already_acknowledged()
        return interaction

    def to_follow_up(self, application_id: int, token: str) -> Interaction:
        """The interaction behind a webhook's address. ApiError: before its first answer, and after 15 min."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.application_id != application_id:
            raise unknown_webhook()
        if interaction.answered_with is None:
            raise unknown_webhook()
        if self._world.now() - interaction.began_at >= TOKEN_LIFE:
            raise invalid_webhook_token()
        return interaction

    def answered(self, interaction: Interaction, callback_type: int) -> None:
        """Note the first answer, after what it asks for was done."""
        interaction.answered_with = callback_type
        if interaction.form is not None:
            interaction.form.submitted = True
        self._deadlines.pop(interaction.id).cancel()
        interaction.done.set()
        if not interaction.loading:
            interaction.filled.set()
        data = {"id": str(interaction.id)}
        self._world.emit("INTERACTION_SUCCESS", data, only=[interaction.user_id])

    def arrived(self, interaction: Interaction) -> None:
        """Note that a deferred answer came, or was taken back."""
        interaction.loading = False
        interaction.filled.set()

    def show_modal(self, interaction: Interaction, data: Json) -> Modal:
        """Open a form in front of the person."""
        modal = Modal(interaction, data["custom_id"], data["title"], numbered(data["components"]))
        interaction.modal = modal
        shape: Json = {
            "id": str(interaction.id),
            "application_id": str(interaction.application_id),
            "channel_id": str(interaction.channel.id),
            "custom_id": modal.custom_id,
            "title": modal.title,
            "components": modal.components,
        }
        self._world.emit("MODAL", shape, only=[interaction.user_id])
        return modal

    def find(self, interaction_id: int) -> Interaction | None:
        return self._by_id.get(interaction_id)

    def close(self) -> None:
        for timer in self._deadlines.values():
            timer.cancel()
        self._deadlines.clear()

    # --- within

    def _must_see(self, user: User, channel: Channel, application: Application, command: Command) -> None:
        if not palette.is_shown(self._world, application, command, user.id, channel):
            raise NotPossible(f"{user.username} is not offered {command.name} here")

    def _target(
        self, command: Command, target: User | Message | None, picked: Picked, data: Json, metadata: Json
    ) -> Json | None:
        if command.type == palette.USER_MENU and isinstance(target, User):
            picked.user(target.id)
            data["target_id"] = str(target.id)
            metadata["target_user"] = shapes.user(target)
            return None
        if command.type == palette.MESSAGE_MENU and isinstance(target, Message):
            picked.message(target)
            data["target_id"] = metadata["target_message_id"] = str(target.id)
            return reference(self._world.channels[target.channel_id], target.id)
        raise NotPossible(f"{command.name} is not for this kind of thing")

    def _reply_to(self, message: Message) -> tuple[int, Json | None]:
        """An answer to a component is a reply to its message, unless others cannot see that message."""
        if message.ephemeral:
            return MessageType.DEFAULT, None
        return MessageType.REPLY, reference(self._world.channels[message.channel_id], message.id)

    def _begin(
        self, kind: int, application_id: int, user: User, channel: Channel, data: Json, metadata: Json
    ) -> Interaction:
        if not self._world.may(user.id, channel, Permission.VIEW_CHANNEL):
            raise NotPossible(f"{user.username} is not there any more")
        number = self._world.ids.next()
        whole: Json = {
            "id": str(number),
            "user": shapes.user(user),
            "authorizing_integration_owners": payloads.owners(self._world.guild_of(channel)),
        }
        return Interaction(
            number,
            secrets.token_urlsafe(96),
            kind,
            application_id,
            user.id,
            channel,
            self._world.now(),
            data,
            whole | metadata,
        )

    def _send(self, interaction: Interaction) -> None:
        self._by_id[interaction.id] = self._by_token[interaction.token] = interaction
        if len(self._by_id) > KEPT:
            oldest = self._by_id.pop(next(iter(self._by_id)))
            del self._by_token[oldest.token]
        loop = asyncio.get_running_loop()
        self._deadlines[interaction.id] = loop.call_later(self.deadline, self._fail, interaction)
        user = self._world.users[interaction.user_id]
        payload = payloads.interaction(self._world, interaction.application_id, user, interaction.channel)
        payload |= {
            "id": str(interaction.id),
            "type": interaction.kind,
            "token": interaction.token,
            "data": interaction.data,
        }
        if interaction.source is not None:
            payload["message"] = self._world.message_shape(interaction.source)
        guild_id, only = interaction.channel.guild_id, [interaction.application_id]
        self._world.emit("INTERACTION_CREATE", payload, guild_id=guild_id, only=only)

    def _fail(self, interaction: Interaction) -> None:
        self._deadlines.pop(interaction.id, None)
        interaction.failed = True
        interaction.done.set()
        interaction.filled.set()
        self._record.add("interaction", "no answer in time", id=str(interaction.id), data=interaction.data)
        self._world.emit("INTERACTION_FAILURE", {"id": str(interaction.id)}, only=[interaction.user_id])


def _with_resolved(data: Json, picked: Picked) -> Json:
    resolved = picked.resolved()
    return data | {"resolved": resolved} if resolved else data


def _sub_names(options: list[Json]) -> list[str]:
    for option in options:
        if option["type"] in {palette.SUB_COMMAND, palette.GROUP}:
            return [option["name"], *_sub_names(option["options"])]
    return []
