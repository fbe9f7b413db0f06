"""How bots answer interactions: the callback, and the webhook on which they follow up for fifteen minutes."""

from typing import Any

from bot.sandbox.composing import composed, revise
from bot.sandbox.errors import unknown_channel, unknown_message
from bot.sandbox.interactions import Interaction
from bot.sandbox.rest import Call, Route
from bot.sandbox.state import Channel, Json, Message, MessageFlag
from bot.sandbox.validation import check_callback, check_message
from bot.sandbox.validation.callbacks import (
    CHOICES,
    DEFERRED_MESSAGE,
    DEFERRED_UPDATE,
    MESSAGE,
    MODAL,
    UPDATE,
)

REPLY = 19
# Said by nobody, so it holds for nobody: with no wish of the bot's, everything in the text pings.
_EVERYTHING: Json = {"parse": ["users", "roles", "everyone"], "replied_user": False}


# --- the first answer


async def callback(call: Call) -> Json | None:
    interactions = call.standin.interactions
    interaction = interactions.to_answer(call.id("interaction_id"), call.params["interaction_token"])
    body = call.form()
    source = interaction.source
    check_callback(
        body,
        interaction_type=interaction.kind,
        has_message=source is not None,
        files=len(call.files),
        before=None if source is None else call.world.message_shape(source),
    )
    _channel(call, interaction)
    kind = int(body["type"])
    data: Json = body.get("data") or {}
    message = _answer(call, interaction, kind, data)
    interactions.answered(interaction, kind)
    return _receipt(call, interaction, kind, message) if call.flag("with_response") else None


def _answer(call: Call, interaction: Interaction, kind: int, data: Json) -> Message | None:
    """Do what an answer asks for; gives the message that it made or changed, if there is one."""
    if kind == MESSAGE:
        interaction.original = _post(call, interaction, data, interaction.message_type, interaction.reference)
        return interaction.original
    if kind == DEFERRED_MESSAGE:
        flags = int(data.get("flags") or 0) | MessageFlag.LOADING
        interaction.original = _post(
            call, interaction, {"flags": flags}, interaction.message_type, interaction.reference
        )
        interaction.loading = True
        return interaction.original
    if kind in {DEFERRED_UPDATE, UPDATE}:
        interaction.original = interaction.source
        if kind == UPDATE:
            message = _still_there(call, interaction.source)
            revise(call.world, message, _with_mentions(data), call.files)
            return message
    elif kind == MODAL:
        call.standin.interactions.show_modal(interaction, data)
    elif kind == CHOICES:
        interaction.choices = list(data["choices"])
    return None


def _receipt(call: Call, interaction: Interaction, kind: int, message: Message | None) -> Json:
    """Discord's InteractionCallbackResponse."""
    shape: Json = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "channel_id": str(interaction.channel.id),
    }
    if interaction.channel.guild_id is not None:
        shape["guild_id"] = str(interaction.channel.guild_id)
    if interaction.original is not None:
        shape |= {
            "response_message_id": str(interaction.original.id),
            "response_message_loading": interaction.loading,
            "response_message_ephemeral": interaction.original.ephemeral,
        }
    if message is None or kind == DEFERRED_MESSAGE:
        return {"interaction": shape}
    return {"interaction": shape, "resource": {"type": kind, "message": _shown(call, message)}}


# --- following up


async def follow_up(call: Call) -> Json:
    """One more message; the first after a deferral fills the message that was promised."""
    interaction = _interaction(call)
    body = call.form()
    check_message(body, files=len(call.files), webhook=True)
    _channel(call, interaction)
    if interaction.loading and interaction.original is not None:
        _fill(call, interaction, interaction.original, body)
        return _shown(call, interaction.original)
    ephemeral = bool(int(body.get("flags") or 0) & MessageFlag.EPHEMERAL)
    kind, reference = _in_reply_to(call, interaction, ephemeral=ephemeral)
    message = _post(call, interaction, body, kind, reference)
    interaction.follow_ups[message.id] = message
    return _shown(call, message)


async def fetch(call: Call) -> Json:
    return _shown(call, _message(call, _interaction(call)))


async def edit(call: Call) -> Json:
    interaction = _interaction(call)
    message = _message(call, interaction)
    body = call.form()
    before = call.world.message_shape(message)
    check_message(body, files=len(call.files), editing=True, webhook=True, before=before)
    if interaction.loading and message is interaction.original:
        _fill(call, interaction, message, body)
    else:
        revise(call.world, message, _with_mentions(body), call.files)
    return _shown(call, message)


async def delete(call: Call) -> None:
    interaction = _interaction(call)
    message = _message(call, interaction)
    call.world.delete_message(message)
    if message is interaction.original:
        call.standin.interactions.arrived(interaction)


# --- what they share


def _interaction(call: Call) -> Interaction:
    return call.standin.interactions.to_follow_up(call.id("application_id"), call.params["webhook_token"])


def _channel(call: Call, interaction: Interaction) -> Channel:
    channel = call.world.channels.get(interaction.channel.id)
    if channel is None:
        raise unknown_channel()
    return channel


def _message(call: Call, interaction: Interaction) -> Message:
    if call.params["message_id"] == "@original":
        return _still_there(call, interaction.original)
    number = call.id("message_id")
    original = interaction.original
    if original is not None and original.id == number:
        return _still_there(call, original)
    return _still_there(call, interaction.follow_ups.get(number))


def _still_there(call: Call, message: Message | None) -> Message:
    if message is None or message.id not in call.world.messages.get(message.channel_id, {}):
        raise unknown_message()
    return message


def _post(call: Call, interaction: Interaction, body: Json, kind: int, reference: Json | None) -> Message:
    flags = int(body.get("flags") or 0)
    ephemeral = bool(flags & MessageFlag.EPHEMERAL)
    details: dict[str, Any] = composed(call.world, _with_mentions(body), call.files, ephemeral=ephemeral)
    details["flags"] |= flags & MessageFlag.LOADING
    metadata = interaction.metadata
    if interaction.original is not None:
        metadata = metadata | {"original_response_message_id": str(interaction.original.id)}
    return call.world.post(
        interaction.channel,
        interaction.application_id,
        **details,
        type=kind,
        reference=reference,
        application_id=interaction.application_id,
        interaction=metadata,
        command=interaction.command,
        visible_to=interaction.user_id if ephemeral else None,
    )


def _fill(call: Call, interaction: Interaction, message: Message, body: Json) -> None:
    """Put into a deferred message what it was waiting for. It stays as private as the deferral made it."""
    revise(call.world, message, _with_mentions(body), call.files)
    call.standin.interactions.arrived(interaction)


def _in_reply_to(call: Call, interaction: Interaction, *, ephemeral: bool) -> tuple[int, Json | None]:
    """A follow-up is a reply to the first answer, where everybody who sees it can see that too."""
    original = interaction.original
    if original is None or (original.ephemeral and not ephemeral):
        return 0, None
    if original.id not in call.world.messages[original.channel_id]:
        return 0, None
    reference = {"type": 0, "channel_id": str(original.channel_id), "message_id": str(original.id)}
    if interaction.channel.guild_id is not None:
        reference["guild_id"] = str(interaction.channel.guild_id)
    return REPLY, reference


def _with_mentions(body: Json) -> Json:
    return body if body.get("allowed_mentions") is not None else body | {"allowed_mentions": _EVERYTHING}


def _shown(call: Call, message: Message) -> Json:
    return call.world.message_shape(message, message.application_id)


ROUTES = [
    Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback),
    Route("POST", "/webhooks/{application_id}/{webhook_token}", follow_up),
    Route("GET", "/webhooks/{application_id}/{webhook_token}/messages/{message_id}", fetch),
    Route("PATCH", "/webhooks/{application_id}/{webhook_token}/messages/{message_id}", edit),
    Route("DELETE", "/webhooks/{application_id}/{webhook_token}/messages/{message_id}", delete),
]
