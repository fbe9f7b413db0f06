"""Who may send what where. Bots come here through REST, people through their own hands: the rules are one."""

from bot.sandbox.errors import (
    ApiError,
    archived_thread,
    cannot_message_user,
    cannot_reply_without_history,
    invalid_body,
    locked_thread,
    missing_access,
    missing_permissions,
    no_mutual_guilds,
    not_a_text_channel,
    untaught,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.snowflakes import made_at
from bot.sandbox.state import Channel, ChannelType, Json, MessageFlag, MessageType
from bot.sandbox.talk import reference
from bot.sandbox.world import World


def refuse_unless_may_send(
    world: World, user_id: int, channel: Channel, *, embeds: bool = False, files: bool = False
) -> None:
    """Raises what Discord answers to somebody who may not send this here."""
    if channel.type == ChannelType.DM:
        _refuse_closed_dm(world, user_id, channel)
        return
    if channel.type == ChannelType.CATEGORY:
        raise not_a_text_channel()
    allowed = world.allowed(user_id, channel)
    if not allowed & Permission.VIEW_CHANNEL:
        raise missing_access()
    if channel.thread is not None and channel.thread.locked and not allowed & Permission.MANAGE_THREADS:
        raise archived_thread() if channel.thread.archived else locked_thread()
    wanted = Permission.SEND_MESSAGES
    wanted |= Permission.EMBED_LINKS if embeds else 0
    wanted |= Permission.ATTACH_FILES if files else 0
    if allowed & wanted != wanted:
        raise missing_permissions()


def _refuse_closed_dm(world: World, user_id: int, channel: Channel) -> None:
    if user_id not in channel.recipients:
        raise missing_access()
    other = world.users[next(u for u in channel.recipients if u != user_id)]
    sender = world.users[user_id]
    if other.bot and sender.bot:
        raise cannot_message_user()
    if not any(user_id in guild.members and other.id in guild.members for guild in world.guilds.values()):
        raise no_mutual_guilds()
    if sender.bot and not other.takes_dms:
        raise cannot_message_user()


def slowmode_left(world: World, user_id: int, channel: Channel) -> float:
    """How many seconds somebody must wait before writing here again. Bots and moderators never do."""
    if not channel.slowmode or world.users[user_id].bot:
        return 0.0
    allowed = world.allowed(user_id, channel)
    if allowed & (Permission.MANAGE_MESSAGES | Permission.MANAGE_CHANNELS | Permission.BYPASS_SLOWMODE):
        return 0.0
    since = world.now() - channel.slowmode
    for message in reversed(world.messages[channel.id].values()):
        sent = made_at(message.id)
        if sent <= since:
            break
        if message.author_id == user_id and not message.ephemeral:
            return sent - since
    return 0.0


def replied_to(world: World, user_id: int, channel: Channel, body: Json) -> Json | None:
    """The reference a reply is kept with; None for no reply, or one whose message is gone and may be."""
    given = body.get("message_reference")
    if not given:
        return None
    if int(given.get("type") or 0) != 0:
        raise untaught("how to forward messages")
    if not world.may(user_id, channel, Permission.READ_MESSAGE_HISTORY):
        raise cannot_reply_without_history()
    message_id = int(given["message_id"])
    target = world.messages[channel.id].get(message_id)
    elsewhere = int(given.get("channel_id") or channel.id) != channel.id
    if target is None or elsewhere or (target.ephemeral and target.visible_to != user_id):
        if given.get("fail_if_not_exists", True):
            raise _wrong_reference("MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
        return None
    if target.type not in MessageType.OWN_WORDS:
        text = "Cannot reply to a system message"
        raise _wrong_reference("REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", text)
    return reference(channel, message_id)


def _wrong_reference(code: str, message: str) -> ApiError:
    return invalid_body({"message_reference": {"_errors": [{"code": code, "message": message}]}})


def reopen(world: World, channel: Channel) -> None:
    """A message in an archived thread brings it back."""
    thread = channel.thread
    if thread is not None and thread.archived:
        thread.archived = False
        thread.archive_changed_at = world.now()
        world.channel_changed(channel)


def needs_embeds(body: Json) -> bool:
    return bool(body.get("embeds")) and not int(body.get("flags") or 0) & MessageFlag.SUPPRESS_EMBEDS
