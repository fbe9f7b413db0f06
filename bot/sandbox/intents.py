"""Which events a bot asked for, and what it may read of a message (reference, "Gateway Intents")."""

from bot.sandbox.state import Event, Json


class Intent:
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_INTEGRATIONS = 1 << 4
    GUILD_WEBHOOKS = 1 << 5
    GUILD_INVITES = 1 << 6
    GUILD_VOICE_STATES = 1 << 7
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16
    AUTO_MODERATION_CONFIGURATION = 1 << 20
    AUTO_MODERATION_EXECUTION = 1 << 21
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25

    PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
    KNOWN = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25


I = Intent  # noqa: E741 - the table below reads like Discord's own with a one-letter name

# What an event in a server asks for, and the same event outside of one. What is not here needs no intent.
_IN_SERVER = {
    "GUILD_CREATE": I.GUILDS,
    "GUILD_UPDATE": I.GUILDS,
    "GUILD_DELETE": I.GUILDS,
    "GUILD_ROLE_CREATE": I.GUILDS,
    "GUILD_ROLE_UPDATE": I.GUILDS,
    "GUILD_ROLE_DELETE": I.GUILDS,
    "CHANNEL_CREATE": I.GUILDS,
    "CHANNEL_UPDATE": I.GUILDS,
    "CHANNEL_DELETE": I.GUILDS,
    "CHANNEL_PINS_UPDATE": I.GUILDS,
    "THREAD_CREATE": I.GUILDS,
    "THREAD_UPDATE": I.GUILDS,
    "THREAD_DELETE": I.GUILDS,
    "THREAD_LIST_SYNC": I.GUILDS,
    "THREAD_MEMBER_UPDATE": I.GUILDS,
    "THREAD_MEMBERS_UPDATE": I.GUILDS | I.GUILD_MEMBERS,
    "STAGE_INSTANCE_CREATE": I.GUILDS,
    "STAGE_INSTANCE_UPDATE": I.GUILDS,
    "STAGE_INSTANCE_DELETE": I.GUILDS,
    "GUILD_MEMBER_ADD": I.GUILD_MEMBERS,
    "GUILD_MEMBER_UPDATE": I.GUILD_MEMBERS,
    "GUILD_MEMBER_REMOVE": I.GUILD_MEMBERS,
    "GUILD_AUDIT_LOG_ENTRY_CREATE": I.GUILD_MODERATION,
    "GUILD_BAN_ADD": I.GUILD_MODERATION,
    "GUILD_BAN_REMOVE": I.GUILD_MODERATION,
    "GUILD_EMOJIS_UPDATE": I.GUILD_EXPRESSIONS,
    "GUILD_STICKERS_UPDATE": I.GUILD_EXPRESSIONS,
    "WEBHOOKS_UPDATE": I.GUILD_WEBHOOKS,
    "INVITE_CREATE": I.GUILD_INVITES,
    "INVITE_DELETE": I.GUILD_INVITES,
    "VOICE_STATE_UPDATE": I.GUILD_VOICE_STATES,
    "PRESENCE_UPDATE": I.GUILD_PRESENCES,
    "MESSAGE_CREATE": I.GUILD_MESSAGES,
    "MESSAGE_UPDATE": I.GUILD_MESSAGES,
    "MESSAGE_DELETE": I.GUILD_MESSAGES,
    "MESSAGE_DELETE_BULK": I.GUILD_MESSAGES,
    "MESSAGE_REACTION_ADD": I.GUILD_MESSAGE_REACTIONS,
    "MESSAGE_REACTION_REMOVE": I.GUILD_MESSAGE_REACTIONS,
    "MESSAGE_REACTION_REMOVE_ALL": I.GUILD_MESSAGE_REACTIONS,
    "MESSAGE_REACTION_REMOVE_EMOJI": I.GUILD_MESSAGE_REACTIONS,
    "TYPING_START": I.GUILD_MESSAGE_TYPING,
    "GUILD_SCHEDULED_EVENT_CREATE": I.GUILD_SCHEDULED_EVENTS,
    "GUILD_SCHEDULED_EVENT_UPDATE": I.GUILD_SCHEDULED_EVENTS,
    "GUILD_SCHEDULED_EVENT_DELETE": I.GUILD_SCHEDULED_EVENTS,
    "GUILD_SCHEDULED_EVENT_USER_ADD": I.GUILD_SCHEDULED_EVENTS,
    "GUILD_SCHEDULED_EVENT_USER_REMOVE": I.GUILD_SCHEDULED_EVENTS,
    "MESSAGE_POLL_VOTE_ADD": I.GUILD_MESSAGE_POLLS,
    "MESSAGE_POLL_VOTE_REMOVE": I.GUILD_MESSAGE_POLLS,
}
_OUTSIDE = {
    "CHANNEL_PINS_UPDATE": I.DIRECT_MESSAGES,
    "MESSAGE_CREATE": I.DIRECT_MESSAGES,
    "MESSAGE_UPDATE": I.DIRECT_MESSAGES,
    "MESSAGE_DELETE": I.DIRECT_MESSAGES,
    "MESSAGE_REACTION_ADD": I.DIRECT_MESSAGE_REACTIONS,
    "MESSAGE_REACTION_REMOVE": I.DIRECT_MESSAGE_REACTIONS,
    "MESSAGE_REACTION_REMOVE_ALL": I.DIRECT_MESSAGE_REACTIONS,
    "MESSAGE_REACTION_REMOVE_EMOJI": I.DIRECT_MESSAGE_REACTIONS,
    "TYPING_START": I.DIRECT_MESSAGE_TYPING,
    "GUILD_DELETE": I.GUILDS,
}
# Discord shows a bot every channel of its servers, also those whose messages it cannot read.
SHOWN_WITHOUT_ACCESS = frozenset({"CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE"})
_CONTENT: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


def asked_for(event: Event, intents: int, bot_id: int) -> bool:
    """Whether a bot with these intents is told of an event that it may receive."""
    if event.guild_id is None:
        if event.name == "CHANNEL_CREATE":  # since API v8 bots are not told of new DMs
            return False
        needed = _OUTSIDE.get(event.name, 0)
    else:
        needed = _IN_SERVER.get(event.name, 0)
    if not needed or intents & needed:
        return event.name != "THREAD_MEMBERS_UPDATE" or _sees_thread_members(event.data, intents, bot_id)
    # Of itself a bot hears also without the intent for members.
    return event.name == "GUILD_MEMBER_UPDATE" and event.data["user"]["id"] == str(bot_id)


def _sees_thread_members(data: Json, intents: int, bot_id: int) -> bool:
    """Without the members intent a bot only hears of its own joining or leaving a thread."""
    if intents & Intent.GUILD_MEMBERS:
        return True
    changed = [m["user_id"] for m in data.get("added_members", ())]
    return str(bot_id) in [*changed, *data.get("removed_member_ids", ())]


def readable(message: Json, bot_id: int) -> bool:
    """Whether a bot may read a server's message without the message content intent."""
    number = str(bot_id)
    return message["author"]["id"] == number or any(m["id"] == number for m in message["mentions"])


def without_content(message: Json, bot_id: int) -> Json:
    """A server's message as a bot without the message content intent gets it."""
    shown = message
    if not readable(message, bot_id):
        shown = {key: value for key, value in (message | _CONTENT).items() if key != "poll"}
    quoted = message.get("referenced_message")
    if quoted is not None and not readable(quoted, bot_id):
        shown = shown | {"referenced_message": quoted | _CONTENT}
    return shown
