"""Who may do what, computed as Discord documents it ("Permissions", "Permission Hierarchy")."""

from bot.sandbox.state import Channel, ChannelType, Guild, Member, Role


class Permission:
    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    CREATE_EVENTS = 1 << 44
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52

    ALL = (1 << 53) - 1


P = Permission

EVERYONE = (
    P.CREATE_INSTANT_INVITE
    | P.ADD_REACTIONS
    | P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY
    | P.USE_EXTERNAL_EMOJIS
    | P.CONNECT
    | P.SPEAK
    | P.USE_VAD
    | P.CHANGE_NICKNAME
    | P.USE_APPLICATION_COMMANDS
    | P.CREATE_PUBLIC_THREADS
    | P.SEND_MESSAGES_IN_THREADS
)
"""What a new server gives to everybody."""

_IN_TIMEOUT = P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY
_IN_DM = (
    P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY
    | P.ADD_REACTIONS
    | P.USE_APPLICATION_COMMANDS
    | P.USE_EXTERNAL_EMOJIS
)


def in_guild(guild: Guild, member: Member, now: float) -> int:
    """A member's permissions in the server at large."""
    if guild.owner_id == member.user_id:
        return P.ALL
    held = guild.roles[guild.id].permissions
    for role_id in member.roles:
        if role_id in guild.roles:
            held |= guild.roles[role_id].permissions
    if held & P.ADMINISTRATOR:
        return P.ALL
    if member.timed_out_until is not None and member.timed_out_until > now:
        held &= _IN_TIMEOUT
    return held


def in_channel(guild: Guild | None, channel: Channel, user_id: int, now: float) -> int:
    """A user's permissions in a channel; 0 for somebody who is not there at all."""
    if guild is None:
        return _IN_DM if user_id in channel.recipients else 0
    member = guild.members.get(user_id)
    if member is None:
        return 0
    held = in_guild(guild, member, now)
    if held == P.ALL:
        return held
    if channel.type in ChannelType.THREADS:
        return _in_thread(guild, channel, member, now)
    held = _with_overwrites(held, channel, member)
    if member.timed_out_until is not None and member.timed_out_until > now:
        held &= _IN_TIMEOUT
    if not held & P.VIEW_CHANNEL:
        return 0
    if channel.type in ChannelType.VOICES and not held & P.CONNECT:
        return held & ~(P.SEND_MESSAGES | P.SPEAK)
    if not held & P.SEND_MESSAGES:
        held &= ~(P.MENTION_EVERYONE | P.EMBED_LINKS | P.ATTACH_FILES)
    return held


def _with_overwrites(held: int, channel: Channel, member: Member) -> int:
    everyone = channel.overwrites.get(member.guild_id)
    if everyone is not None:
        held = held & ~everyone.deny | everyone.allow
    roles = [channel.overwrites[r] for r in member.roles if r in channel.overwrites]
    for overwrite in roles:
        held &= ~overwrite.deny
    for overwrite in roles:
        held |= overwrite.allow
    own = channel.overwrites.get(member.user_id)
    if own is not None:
        held = held & ~own.deny | own.allow
    return held


def _in_thread(guild: Guild, channel: Channel, member: Member, now: float) -> int:
    parent = guild.channels.get(channel.parent_id or 0)
    if parent is None or channel.thread is None:
        return 0
    held = in_channel(guild, parent, member.user_id, now)
    if channel.type == ChannelType.PRIVATE_THREAD and not (
        member.user_id in channel.thread.members or held & P.MANAGE_THREADS
    ):
        return 0
    # In a thread, "send messages" means the permission made for threads.
    can_send = bool(held & P.SEND_MESSAGES_IN_THREADS)
    return held | P.SEND_MESSAGES if can_send else held & ~P.SEND_MESSAGES


def rank(role: Role) -> tuple[int, int]:
    """Where a role stands: of two at one position, as new ones are, the older stands above."""
    return role.position, -role.id


def highest_role(guild: Guild, member: Member) -> tuple[int, int]:
    """The rank of a member's highest role; the owner stands above all."""
    if guild.owner_id == member.user_id:
        return 1 << 30, 0
    return max(rank(guild.roles[r]) for r in (guild.id, *member.roles) if r in guild.roles)
