"""Reactions to messages."""

import unicodedata

from bot.sandbox import shapes
from bot.sandbox.errors import archived_thread, missing_permissions, too_many_reactions, unknown_emoji
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import message_of, need_in, page, readable_channel, user_named
from bot.sandbox.state import Channel, Json, Message

_MOST = 20  # different emojis on one message
_KEYCAP = "\u20e3"
_SYMBOLS = {"So", "Sk", "Sm", "Mn", "Me", "Cf", "Po", "Cn"}


def _target(call: Call) -> tuple[Channel, Message]:
    channel = readable_channel(call)
    return channel, message_of(call, channel)


def _changeable(call: Call) -> tuple[Channel, Message]:
    channel, message = _target(call)
    if channel.thread is not None and channel.thread.archived:
        raise archived_thread()
    return channel, message


def _emoji(call: Call) -> str:
    """The emoji a path names. Servers here have none of their own, so it must be one of Unicode's."""
    emoji = call.params["emoji_name"]
    if not is_emoji(emoji):
        raise unknown_emoji()
    return emoji


def is_emoji(text: str) -> bool:
    """Whether a text is one of Unicode's emojis, as far as the categories of its characters tell."""
    if not text or len(text) > 40:
        return False
    if text.endswith(_KEYCAP):
        return text[0] in "0123456789#*"
    return all(ord(c) > 0x7F and unicodedata.category(c) in _SYMBOLS for c in text)


async def add(call: Call) -> None:
    channel, message = _changeable(call)
    emoji = _emoji(call)
    if emoji not in message.reactions:
        # Only the first of its kind needs the permission; others may join in without.
        need_in(call, channel, Permission.ADD_REACTIONS)
        if len(message.reactions) >= _MOST:
            raise too_many_reactions()
    call.world.react(message, call.me, emoji)


async def remove_own(call: Call) -> None:
    _, message = _changeable(call)
    call.world.unreact(message, call.me, _emoji(call))


async def remove(call: Call) -> None:
    channel, message = _changeable(call)
    user_id = user_named(call).id
    if user_id != call.me:
        _need_to_clear(call, channel)
    call.world.unreact(message, user_id, _emoji(call))


def _need_to_clear(call: Call, channel: Channel) -> None:
    if channel.guild_id is None:
        raise missing_permissions()
    need_in(call, channel, Permission.MANAGE_MESSAGES)


async def users(call: Call) -> list[Json]:
    _, message = _target(call)
    limit = call.number("limit", 25, least=1, most=100)
    burst = call.number("type", 0, least=0, most=1)
    who = [] if burst else message.reactions.get(_emoji(call), [])
    ids = page(who, before=None, after=call.snowflake("after"), limit=limit)
    return [shapes.user(call.world.users[i]) for i in ids]


async def clear(call: Call) -> None:
    channel, message = _changeable(call)
    _need_to_clear(call, channel)
    call.world.clear_reactions(message)


async def clear_one(call: Call) -> None:
    channel, message = _changeable(call)
    _need_to_clear(call, channel)
    call.world.clear_reactions(message, _emoji(call))


_REACTIONS = "/channels/{channel_id}/messages/{message_id}/reactions"

ROUTES = [
    Route("DELETE", _REACTIONS, clear),
    Route("GET", _REACTIONS + "/{emoji_name}", users),
    Route("DELETE", _REACTIONS + "/{emoji_name}", clear_one),
    Route("PUT", _REACTIONS + "/{emoji_name}/@me", add),
    Route("DELETE", _REACTIONS + "/{emoji_name}/@me", remove_own),
    Route("DELETE", _REACTIONS + "/{emoji_name}/{user_id}", remove),
]
