"""Messages: sending, reading, editing, deleting."""

import itertools
import sys

from bot.sandbox.composing import composed, revise
from bot.sandbox.errors import (
    archived_thread,
    not_in_a_dm,
    not_your_message,
    system_message,
    too_old_to_delete,
    untaught,
    wrong_number_to_delete,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import channel_of, message_of, need_in, readable_channel, shown
from bot.sandbox.sending import (
    needs_embeds,
    refuse_unless_may_send,
    reopen,
    replied_to,
)
from bot.sandbox.snowflakes import made_at
from bot.sandbox.state import Channel, Json, Message, MessageType
from bot.sandbox.validation import check_message
from bot.sandbox.validation.form import opened, refuse_if_any

_TWO_WEEKS = 14 * 86400
_DELETABLE = frozenset({0, 6, 7, 8, 9, 10, 11, 12, 18, 19, 20, 22, 23, 24, 25, 46})


async def send(call: Call) -> Json:
    channel = channel_of(call)
    body = call.form()
    check_message(body, files=len(call.files))
    refuse_unless_may_send(call.world, call.me, channel, embeds=needs_embeds(body), files=bool(call.files))
    _refuse_untaught(body)
    nonce = body.get("nonce")
    if nonce is not None and body.get("enforce_nonce"):
        earlier = call.world.sent_with(channel, call.me, nonce)
        if earlier is not None:
            return shown(call, earlier)
    reference = replied_to(call.world, call.me, channel, body)
    reopen(call.world, channel)
    message = call.world.post(
        channel,
        call.me,
        **composed(call.world, body, call.files),
        type=MessageType.DEFAULT if reference is None else MessageType.REPLY,
        reference=reference,
        nonce=nonce,
    )
    return shown(call, message)


def _refuse_untaught(body: Json) -> None:
    for key in ("poll", "sticker_ids"):
        if body.get(key):
            raise untaught(f"messages with {key}")


async def fetch(call: Call) -> Json:
    return shown(call, message_of(call, readable_channel(call)))


async def history(call: Call) -> list[Json]:
    """A channel's messages, newest first. Who may not read the past is shown none of it."""
    channel = channel_of(call)
    limit = call.number("limit", 50, least=1, most=100)
    around, before, after = (call.snowflake(key) for key in ("around", "before", "after"))
    if not call.world.may(call.me, channel, Permission.READ_MESSAGE_HISTORY):
        return []
    messages = call.world.messages[channel.id]
    if around is not None:
        # Half of them older, the named one and the rest newer.
        found = _older(messages, around, limit // 2)
        found = _newer(messages, around - 1, limit - len(found)) + found
    elif after is not None:
        found = _newer(messages, after, limit)
    else:
        found = _older(messages, before, limit)
    return [shown(call, message) for message in found]


def _older(messages: dict[int, Message], than: int | None, limit: int) -> list[Message]:
    """The `limit` messages that came right before, newest first."""
    seen = (m for m in reversed(messages.values()) if not m.ephemeral and (than is None or m.id < than))
    return list(itertools.islice(seen, limit))


def _newer(messages: dict[int, Message], than: int, limit: int) -> list[Message]:
    """The `limit` messages that came right after, newest first."""
    later = itertools.takewhile(lambda m: m.id > than, reversed(messages.values()))
    found = [m for m in later if not m.ephemeral]
    return found[-limit:] if limit else []


async def edit(call: Call) -> Json:
    channel = channel_of(call)
    message = message_of(call, channel)
    body = call.form()
    if message.author_id != call.me:
        # Others' messages: only their embeds may be hidden.
        if set(body) - {"flags"}:
            raise not_your_message()
        need_in(call, channel, Permission.MANAGE_MESSAGES)
    _refuse_archived(channel)
    if message.type not in MessageType.OWN_WORDS:
        raise system_message()
    check_message(body, files=len(call.files), editing=True, before=call.world.message_shape(message))
    revise(call.world, message, body, call.files)
    return shown(call, message)


async def delete(call: Call) -> None:
    channel = channel_of(call)
    message = message_of(call, channel)
    if message.author_id != call.me:
        if channel.guild_id is None:
            raise not_in_a_dm()
        need_in(call, channel, Permission.MANAGE_MESSAGES)
    if message.type not in _DELETABLE:
        raise system_message()
    _refuse_archived(channel)
    call.world.delete_message(message)


async def delete_several(call: Call) -> None:
    channel = channel_of(call)
    if channel.guild_id is None:
        raise not_in_a_dm()
    need_in(call, channel, Permission.MANAGE_MESSAGES)
    form = opened(call.form())
    # Their number has a code of its own, so the form lets any number through.
    ids = form.ids("messages", most=sys.maxsize)
    refuse_if_any(form)
    if not 2 <= len(ids) <= 100:
        raise wrong_number_to_delete()
    oldest = call.world.now() - _TWO_WEEKS
    if any(made_at(i) < oldest for i in ids):
        raise too_old_to_delete()
    _refuse_archived(channel)
    messages = call.world.messages[channel.id]
    call.world.delete_messages([m for i in ids if (m := messages.get(i)) is not None and not m.ephemeral])


def _refuse_archived(channel: Channel) -> None:
    if channel.thread is not None and channel.thread.archived:
        raise archived_thread()


ROUTES = [
    Route("POST", "/channels/{channel_id}/messages", send),
    Route("GET", "/channels/{channel_id}/messages", history),
    Route("GET", "/channels/{channel_id}/messages/{message_id}", fetch),
    Route("PATCH", "/channels/{channel_id}/messages/{message_id}", edit),
    Route("DELETE", "/channels/{channel_id}/messages/{message_id}", delete),
    Route("POST", "/channels/{channel_id}/messages/bulk-delete", delete_several),
]
