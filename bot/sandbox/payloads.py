"""What a bot receives with an interaction, in the shape Discord gives it (reference, "Interactions")."""

from collections.abc import Iterable

from bot.sandbox import permissions, shapes
from bot.sandbox.state import Attachment, Channel, ChannelType, Guild, Json, Member, Message, User
from bot.sandbox.world import World

ATTACHMENT_LIMIT = 10 * 1024 * 1024
IN_SERVER, IN_BOT_DM = 0, 1


def interaction(world: World, application_id: int, user: User, channel: Channel) -> Json:
    """The part that is the same for every kind of interaction: who, where, with which rights."""
    guild = world.guild_of(channel)
    shape: Json = {
        "application_id": str(application_id),
        "version": 1,
        "channel_id": str(channel.id),
        "channel": partial_channel(world, channel, user.id, application_id),
        "app_permissions": str(world.allowed(application_id, channel)),
        "attachment_size_limit": ATTACHMENT_LIMIT,
        "authorizing_integration_owners": owners(guild),
        "context": IN_SERVER if guild else IN_BOT_DM,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "locale": user.locale,
    }
    if guild is None:
        return shape | {"user": shapes.user(user)}
    held = {"permissions": str(world.allowed(user.id, channel))}
    return shape | {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.preferred_locale, "features": []},
        "guild_locale": guild.preferred_locale,
        "member": shapes.member(guild.members[user.id], user) | held,
    }


def owners(guild: Guild | None) -> Json:
    """For whom the bot was installed: a server; in the bot's own DM Discord writes 0."""
    return {"0": "0" if guild is None else str(guild.id)}


def partial_channel(world: World, channel: Channel, user_id: int, viewer: int) -> Json:
    """A channel as an interaction shows it: what `user_id` may do there, and no overwrites."""
    shape = world.channel_shape(channel, viewer)
    shape.pop("permission_overwrites", None)
    if channel.type == ChannelType.DM:
        return shape
    return shape | {"permissions": str(world.allowed(user_id, channel))}


def resolved(
    world: World,
    channel: Channel,
    viewer: User,
    *,
    users: Iterable[User] = (),
    roles: Iterable[int] = (),
    channels: Iterable[Channel] = (),
    messages: Iterable[Message] = (),
    attachments: Iterable[Attachment] = (),
) -> Json:
    """The records that an interaction's ids stand for; kinds of which there is none are left out."""
    guild = world.guild_of(channel)
    people = list(users)
    shape: Json = {"users": {str(u.id): shapes.user(u) for u in people}}
    if guild is not None:
        shape["members"] = {
            str(u.id): _partial_member(world, guild, guild.members[u.id], channel)
            for u in people
            if u.id in guild.members
        }
        shape["roles"] = {str(r): shapes.role(guild.roles[r]) for r in roles}
    shape["channels"] = {str(c.id): partial_channel(world, c, viewer.id, viewer.id) for c in channels}
    shape["messages"] = {str(m.id): world.message_shape(m) for m in messages}
    shape["attachments"] = {str(a.id): shapes.attachment(a, world.base_url) for a in attachments}
    return {kind: found for kind, found in shape.items() if found}


def _partial_member(world: World, guild: Guild, member: Member, channel: Channel) -> Json:
    shape = shapes.member(member, None)
    held = permissions.in_channel(guild, channel, member.user_id, world.now())
    return {k: v for k, v in shape.items() if k not in {"deaf", "mute"}} | {"permissions": str(held)}
