"""Pinned messages, by Discord's present routes and by the older ones."""

from bot.sandbox import shapes
from bot.sandbox.errors import archived_thread, invalid_body, system_message, too_many_pins
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import channel_of, message_of, need_in, readable_channel, shown
from bot.sandbox.state import Json, Message, MessageType
from bot.sandbox.validation.form import moment_of

_MOST = 250


async def listed(call: Call) -> Json:
    """A page of pins, the last pinned first."""
    channel = readable_channel(call)
    limit = call.number("limit", 50, least=1, most=50)
    found = call.world.pinned(channel)
    if "before" in call.query:
        # A client may send "+00:00" without quoting its plus, which then arrives as a blank.
        before = moment_of(call.query["before"].replace(" ", "+"))
        if before is None:
            text = f"Could not parse {call.query['before']}. Should be ISO8601."
            raise invalid_body({"before": {"_errors": [{"code": "DATE_TIME_TYPE_PARSE", "message": text}]}})
        found = [m for m in found if (m.pinned_at or 0.0) < before.timestamp()]
    items = [{"pinned_at": shapes.instant(m.pinned_at), "message": shown(call, m)} for m in found[:limit]]
    return {"items": items, "has_more": len(found) > limit}


async def listed_of_old(call: Call) -> list[Json]:
    channel = readable_channel(call)
    return [shown(call, message) for message in call.world.pinned(channel)[:50]]


async def pin(call: Call) -> None:
    message = _target(call)
    if message.pinned:
        return
    channel = call.world.channels[message.channel_id]
    if len(call.world.pinned(channel)) >= _MOST:
        raise too_many_pins()
    if message.type not in MessageType.OWN_WORDS:
        raise system_message()
    call.world.pin(message, call.me)


async def unpin(call: Call) -> None:
    message = _target(call)
    if message.pinned:
        call.world.unpin(message)


def _target(call: Call) -> Message:
    channel = channel_of(call)
    message = message_of(call, channel)
    if channel.guild_id is not None:
        need_in(call, channel, Permission.PIN_MESSAGES)
    if channel.thread is not None and channel.thread.archived:
        raise archived_thread()
    return message


ROUTES = [
    Route("GET", "/channels/{channel_id}/messages/pins", listed),
    Route("PUT", "/channels/{channel_id}/messages/pins/{message_id}", pin),
    Route("DELETE", "/channels/{channel_id}/messages/pins/{message_id}", unpin),
    Route("GET", "/channels/{channel_id}/pins", listed_of_old),
    Route("PUT", "/channels/{channel_id}/pins/{message_id}", pin),
    Route("DELETE", "/channels/{channel_id}/pins/{message_id}", unpin),
]
