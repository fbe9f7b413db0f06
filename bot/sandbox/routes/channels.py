"""Channels: made, changed, moved, removed; their overwrites; typing."""

from dataclasses import replace

from bot.sandbox.errors import (
    missing_permissions,
    too_many_channels,
    unknown_channel,
    unknown_overwrite,
    untaught,
    wrong_channel_type,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Answer, Call, Route
from bot.sandbox.routes import threads
from bot.sandbox.routes.finding import channel_of, guild_of, held_in, need, need_in
from bot.sandbox.sending import refuse_unless_may_send
from bot.sandbox.state import Channel, ChannelType, Guild, Json, Overwrite
from bot.sandbox.validation import check_channel, check_overwrite
from bot.sandbox.validation.form import Form, Problems, Spot

_MOST = 500
_TAUGHT_TYPES = {
    ChannelType.TEXT,
    ChannelType.VOICE,
    ChannelType.CATEGORY,
    ChannelType.NEWS,
    ChannelType.STAGE,
}
_WRITTEN = {ChannelType.TEXT, ChannelType.NEWS}
# A key of the body, and what it is called in the world.
_FIELDS = {
    "name": "name",
    "topic": "topic",
    "nsfw": "nsfw",
    "position": "position",
    "rate_limit_per_user": "slowmode",
    "bitrate": "bitrate",
    "user_limit": "user_limit",
    "parent_id": "parent_id",
}
_NULLABLE = {"topic", "parent_id"}
# What the stand-in has no use for and Discord's clients send all the same, if only at its default.
_UNUSED = {
    "rtc_region",
    "video_quality_mode",
    "default_auto_archive_duration",
    "default_thread_rate_limit_per_user",
    "lock_permissions",
}


async def fetch(call: Call) -> Json:
    return call.world.channel_shape(channel_of(call), call.me)


async def listed(call: Call) -> list[Json]:
    """A server's channels, without threads: also those the bot cannot enter, as Discord shows them."""
    guild = guild_of(call)
    plain = [c for c in guild.channels.values() if c.thread is None]
    return [call.world.channel_shape(channel) for channel in plain]


async def create(call: Call) -> Answer:
    """A new channel; without overwrites of its own it has those of its category."""
    guild = guild_of(call)
    body = call.form()
    check_channel(body, editing=False)
    need(call, guild, Permission.MANAGE_CHANNELS)
    kind = int(body.get("type") or 0)
    if kind not in _TAUGHT_TYPES:
        raise untaught(f"channels of type {kind}")
    if sum(c.thread is None for c in guild.channels.values()) >= _MOST:
        raise too_many_channels()
    changes = _changes(call, guild, body, kind)
    if not body.get("permission_overwrites") and changes.get("parent_id") is not None:
        changes["overwrites"] = _as_in(guild.channels[changes["parent_id"]])
    name = changes.pop("name")
    channel = call.world.add_channel(guild, name, kind, **changes)
    return Answer(call.world.channel_shape(channel, call.me), 201)


async def edit(call: Call) -> Json:
    channel = channel_of(call)
    body = call.form()
    if channel.thread is not None:
        return threads.edit(call, channel, body)
    if channel.guild_id is None:
        raise wrong_channel_type()
    guild = call.world.guilds[channel.guild_id]
    check_channel(body, editing=True, kind=channel.type)
    need_in(call, channel, Permission.MANAGE_CHANNELS)
    kind = channel.type if body.get("type") is None else int(body["type"])
    if kind != channel.type and {kind, channel.type} != _WRITTEN:
        raise wrong_channel_type()
    if body.get("permission_overwrites") is not None:
        need_in(call, channel, Permission.MANAGE_ROLES)
    changes = _changes(call, guild, body, kind)
    channel.type = kind
    for key, value in changes.items():
        setattr(channel, key, value)
    call.world.channel_changed(channel)
    return call.world.channel_shape(channel, call.me)


def _changes(call: Call, guild: Guild, body: Json, kind: int) -> Json:
    """What a checked body makes of a channel, in the world's own terms."""
    known = {*_FIELDS, *_UNUSED, "type", "permission_overwrites"}
    if any(body[key] is not None for key in body.keys() - known):
        raise untaught(f"{', '.join(sorted(body.keys() - known))} of a channel")
    changes: Json = {
        field: body[key]
        for key, field in _FIELDS.items()
        if key in body and (body[key] is not None or key in _NULLABLE)
    }
    if "name" in changes and kind in _WRITTEN:
        changes["name"] = "-".join(str(changes["name"]).lower().split())
    if changes.get("parent_id") is not None:
        changes["parent_id"] = int(changes["parent_id"])
        parent = guild.channels.get(changes["parent_id"])
        if parent is None or parent.type != ChannelType.CATEGORY:
            raise unknown_channel()
    if body.get("permission_overwrites") is not None:
        given = [_overwrite(item, int(item["id"])) for item in body["permission_overwrites"]]
        for overwrite in given:
            _need_to_grant(held_in(call, guild), overwrite)
        changes["overwrites"] = {overwrite.id: overwrite for overwrite in given}
    return changes


def _overwrite(body: Json, target: int) -> Overwrite:
    allow, deny = int(body.get("allow") or 0), int(body.get("deny") or 0)
    return Overwrite(target, int(body.get("type") or 0), allow, deny)


def _as_in(category: Channel) -> dict[int, Overwrite]:
    return {target: replace(overwrite) for target, overwrite in category.overwrites.items()}


def _need_to_grant(held: int, overwrite: Overwrite) -> None:
    """Nobody allows or denies what they do not hold; who may manage roles is for admins to say."""
    touched = overwrite.allow | overwrite.deny
    if touched & ~held or (touched & Permission.MANAGE_ROLES and not held & Permission.ADMINISTRATOR):
        raise missing_permissions()


async def move(call: Call) -> None:
    guild = guild_of(call)
    problems = Problems()
    forms = [Form(Spot(problems, (index,)), item) for index, item in enumerate(call.items())]
    for form in forms:
        form.snowflake("id", required=True)
        form.number("position", least=0)
        form.snowflake("parent_id")
        form.flag("lock_permissions")
    problems.refuse_if_any()
    channels = [guild.channels.get(int(form.body["id"])) for form in forms]
    for channel in channels:
        if channel is None:
            raise unknown_channel()
        need_in(call, channel, Permission.MANAGE_CHANNELS)
    for form, channel in zip(forms, channels, strict=True):
        assert channel is not None
        before = replace(channel)
        if form.has("position"):
            channel.position = int(form.body["position"])
        if "parent_id" in form.body:
            channel.parent_id = int(form.body["parent_id"]) if form.has("parent_id") else None
        if form.body.get("lock_permissions") and channel.parent_id in guild.channels:
            channel.overwrites = _as_in(guild.channels[channel.parent_id])
        if channel != before:
            call.world.channel_changed(channel)


async def delete(call: Call) -> Json:
    """Remove a channel. A DM is only closed: both can open it again and find it as it was."""
    channel = channel_of(call)
    shape = call.world.channel_shape(channel, call.me)
    if channel.guild_id is None:
        return shape
    manage = Permission.MANAGE_CHANNELS if channel.thread is None else Permission.MANAGE_THREADS
    need_in(call, channel, manage)
    guild = call.world.guilds[channel.guild_id]
    call.world.delete_channel(channel)
    for child in [c for c in guild.channels.values() if c.parent_id == channel.id]:
        child.parent_id = None
        call.world.channel_changed(child)
    return shape


async def set_overwrite(call: Call) -> None:
    channel, guild = _with_overwrites(call)
    body = call.form()
    check_overwrite(body)
    overwrite = _overwrite(body, call.id("overwrite_id"))
    if overwrite.id not in (guild.members if overwrite.type == 1 else guild.roles):
        raise unknown_overwrite()
    _need_to_grant(call.world.allowed(call.me, channel), overwrite)
    channel.overwrites[overwrite.id] = overwrite
    call.world.channel_changed(channel)


async def delete_overwrite(call: Call) -> None:
    channel, _ = _with_overwrites(call)
    if channel.overwrites.pop(call.id("overwrite_id"), None) is None:
        raise unknown_overwrite()
    call.world.channel_changed(channel)


def _with_overwrites(call: Call) -> tuple[Channel, Guild]:
    channel = channel_of(call)
    if channel.guild_id is None or channel.thread is not None:
        raise wrong_channel_type()
    need_in(call, channel, Permission.MANAGE_ROLES)
    return channel, call.world.guilds[channel.guild_id]


async def typing(call: Call) -> None:
    channel = channel_of(call)
    refuse_unless_may_send(call.world, call.me, channel)
    call.world.typing(channel, call.me)


ROUTES = [
    Route("GET", "/guilds/{guild_id}/channels", listed),
    Route("POST", "/guilds/{guild_id}/channels", create),
    Route("PATCH", "/guilds/{guild_id}/channels", move),
    Route("GET", "/channels/{channel_id}", fetch),
    Route("PATCH", "/channels/{channel_id}", edit),
    Route("DELETE", "/channels/{channel_id}", delete),
    Route("PUT", "/channels/{channel_id}/permissions/{overwrite_id}", set_overwrite),
    Route("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}", delete_overwrite),
    Route("POST", "/channels/{channel_id}/typing", typing),
]
