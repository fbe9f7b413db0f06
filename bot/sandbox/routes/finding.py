"""What routes look up first: the thing a path names, and whether the caller may."""

from collections.abc import Iterable

from bot.sandbox import intents, permissions
from bot.sandbox.errors import (
    missing_access,
    missing_permissions,
    unknown_channel,
    unknown_guild,
    unknown_member,
    unknown_message,
    unknown_role,
    unknown_user,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Call
from bot.sandbox.state import Channel, Guild, Json, Member, Message, Role, User


def user_named(call: Call, name: str = "user_id") -> User:
    user = call.world.users.get(call.id(name))
    if user is None:
        raise unknown_user()
    return user


def guild_of(call: Call) -> Guild:
    """The server a path names, of which the caller must be a member."""
    guild = call.world.guilds.get(call.id("guild_id"))
    if guild is None:
        raise unknown_guild()
    if call.me not in guild.members:
        raise missing_access()
    return guild


def held_in(call: Call, guild: Guild) -> int:
    """The caller's permissions in a server at large."""
    return permissions.in_guild(guild, guild.members[call.me], call.world.now())


def need(call: Call, guild: Guild, wanted: int) -> None:
    if held_in(call, guild) & wanted != wanted:
        raise missing_permissions()


def channel_of(call: Call) -> Channel:
    """The channel a path names, which the caller must be able to see."""
    channel = call.world.channels.get(call.id("channel_id"))
    if channel is None:
        raise unknown_channel()
    if not call.world.may(call.me, channel, Permission.VIEW_CHANNEL):
        raise missing_access()
    return channel


def need_in(call: Call, channel: Channel, wanted: int) -> None:
    if not call.world.may(call.me, channel, wanted):
        raise missing_permissions()


def readable_channel(call: Call) -> Channel:
    """A channel whose past messages the caller may read."""
    channel = channel_of(call)
    if not call.world.may(call.me, channel, Permission.READ_MESSAGE_HISTORY):
        raise missing_access()
    return channel


def message_of(call: Call, channel: Channel) -> Message:
    """The message a path names. One that only a single person sees is unknown here."""
    message = call.world.messages[channel.id].get(call.id("message_id"))
    if message is None or message.ephemeral:
        raise unknown_message()
    return message


def member_of(call: Call, guild: Guild, name: str = "user_id") -> Member:
    """The member a path names; somebody who exists elsewhere is an unknown member, nobody an unknown user."""
    user = user_named(call, name)
    member = guild.members.get(user.id)
    if member is None:
        raise unknown_member()
    return member


def role_of(call: Call, guild: Guild) -> Role:
    role = guild.roles.get(call.id("role_id"))
    if role is None:
        raise unknown_role()
    return role


def need_above(call: Call, guild: Guild, rank: tuple[int, int]) -> None:
    """The caller's highest role must stand above this one."""
    if permissions.highest_role(guild, guild.members[call.me]) <= rank:
        raise missing_permissions()


def shown(call: Call, message: Message) -> Json:
    """A message as this bot may read it: Discord blanks what others wrote here as it does on the gateway."""
    shape = call.world.message_shape(message, call.me)
    in_guild = call.world.channels[message.channel_id].guild_id is not None
    if in_guild and not call.application.privileged_intents & intents.Intent.MESSAGE_CONTENT:
        return intents.without_content(shape, call.me)
    return shape


def page(ids: Iterable[int], *, before: int | None, after: int | None, limit: int) -> list[int]:
    """One page of ascending ids."""
    within = [i for i in sorted(ids) if (before is None or i < before) and (after is None or i > after)]
    return within[-limit:] if before is not None and after is None else within[:limit]
