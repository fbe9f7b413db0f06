"""The gateway's events. The description has none of them, but most carry what REST answers carry.

What each adds or leaves out is written here after Discord's reference ("Gateway Events", "Interactions").
"""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.judging.schemas import ref

Json = Mapping[str, Any]

ID, USER, MEMBER, MESSAGE, THREAD = map(
    ref, ("SnowflakeType", "UserResponse", "GuildMemberResponse", "MessageResponse", "ThreadResponse")
)
TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
YES_NO: Json = {"type": "boolean"}
MOMENT: Json = {"type": "string", "format": "date-time"}
ANY_OBJECT: Json = {"type": "object"}


def many(item: Json) -> Json:
    return {"type": "array", "items": item}


def by_id(item: Json) -> Json:
    return {"type": "object", "additionalProperties": item}


def maybe(schema: Json) -> Json:
    return {"oneOf": [{"type": "null"}, schema]}


def one_of(*schemas: Json) -> Json:
    return {"oneOf": list(schemas)}


def is_(*values: str | int) -> Json:
    return {"enum": list(values)}


def shape(must: Mapping[str, Json], may: Mapping[str, Json] | None = None) -> Json:
    """An object with properties it must and may have."""
    return {"type": "object", "properties": {**must, **(may or {})}, "required": list(must)}


def plus(name: str, must: Mapping[str, Json], may: Mapping[str, Json] | None = None) -> Json:
    """What the description calls `name`, with more properties."""
    return {"type": "object", "allOf": [ref(name), shape(must, may)]}


def like(name: str, required: str, may: Mapping[str, Json] | None = None) -> Json:
    """What the description calls `name`, of which only some properties must be there."""
    return {"type": "object", "x-like": name, "properties": dict(may or {}), "required": required.split()}


_MEMBER_WITHOUT_USER = (
    "avatar banner communication_disabled_until flags joined_at nick pending premium_since roles mute deaf"
)
PARTIAL_MEMBER = like("GuildMemberResponse", _MEMBER_WITHOUT_USER)
MENTIONED = plus("UserResponse", {}, {"member": PARTIAL_MEMBER})
IN_GUILD: Mapping[str, Json] = {"guild_id": ID}
NEW_MESSAGE = plus("MessageResponse", {}, {**IN_GUILD, "member": PARTIAL_MEMBER, "mentions": many(MENTIONED)})
CHANNEL = one_of(ref("GuildChannelResponse"), ref("PrivateChannelResponse"))
EVENT = one_of(*(ref(f"{kind}ScheduledEventResponse") for kind in ("External", "Stage", "Voice")))
EMOJI = ref("MessageReactionEmojiResponse")

# --- interactions

RESOLVED_MEMBER = plus("BasicGuildMemberResponse", {"permissions": TEXT})
_PLACE = "id name type permissions"
PARTIAL_CHANNEL = one_of(
    like("GuildChannelResponse", _PLACE),
    like("ThreadResponse", f"{_PLACE} parent_id thread_metadata"),
    like("PrivateChannelResponse", "id type"),
)
RESOLVED = shape(
    {},
    {
        "users": by_id(USER),
        "members": by_id(RESOLVED_MEMBER),
        "roles": by_id(ref("GuildRoleResponse")),
        "channels": by_id(PARTIAL_CHANNEL),
        "messages": by_id(MESSAGE),
        "attachments": by_id(ref("MessageAttachmentResponse")),
    },
)
_FOCUS: Mapping[str, Json] = {"focused": YES_NO}


def _value(kinds: tuple[int, ...], value: Json) -> Json:
    return shape({"name": TEXT, "type": is_(*kinds), "value": value}, _FOCUS)


# What somebody is still typing arrives as text, whatever its option will be.
_VALUES = (
    _value((3,), TEXT),
    _value((4,), {"type": ["integer", "string"]}),
    _value((5,), YES_NO),
    _value((6, 7, 8, 9, 11), ID),
    _value((10,), {"type": ["number", "string"]}),
)
_SUB_COMMAND = shape({"name": TEXT, "type": is_(1)}, {"options": many(one_of(*_VALUES))})
_GROUP = shape({"name": TEXT, "type": is_(2), "options": many(_SUB_COMMAND)})
_COMMAND: Mapping[str, Json] = {"id": ID, "name": TEXT}
_COMMAND_MAY: Mapping[str, Json] = {"resolved": RESOLVED, **IN_GUILD}
SLASH = shape(
    {**_COMMAND, "type": is_(1)}, {**_COMMAND_MAY, "options": many(one_of(_SUB_COMMAND, _GROUP, *_VALUES))}
)
MENU = shape({**_COMMAND, "type": is_(2, 3), "target_id": ID}, _COMMAND_MAY)
_PRESSED: Mapping[str, Json] = {"custom_id": TEXT}
PRESS = one_of(
    shape({**_PRESSED, "component_type": is_(2)}, {"id": WHOLE}),
    shape({**_PRESSED, "component_type": is_(3), "values": many(TEXT)}, {"id": WHOLE}),
    shape(
        {**_PRESSED, "component_type": is_(5, 6, 7, 8), "values": many(ID)},
        {"id": WHOLE, "resolved": RESOLVED},
    ),
)


def _answer(kinds: tuple[int, ...], **more: Json) -> Json:
    return shape({"type": is_(*kinds), "id": WHOLE, "custom_id": TEXT, **more})


_TEXT_ANSWER = _answer((4,), value=TEXT)
_ANSWERS = (
    _TEXT_ANSWER,
    _answer((3, 22), values=many(TEXT)),
    _answer((5, 6, 7, 8, 19), values=many(ID)),
    _answer((21,), value={"type": ["string", "null"]}),
    _answer((23,), value=YES_NO),
)
SUBMITTED = shape(
    {
        "custom_id": TEXT,
        "components": many(
            one_of(
                shape({"type": is_(1), "id": WHOLE, "components": many(_TEXT_ANSWER)}),
                shape({"type": is_(10), "id": WHOLE}),
                shape({"type": is_(18), "id": WHOLE, "component": one_of(*_ANSWERS)}),
            )
        ),
    },
    {"resolved": RESOLVED},
)
_INTERACTION: Mapping[str, Json] = {
    "id": ID,
    "application_id": ID,
    "token": TEXT,
    "version": is_(1),
    "channel": PARTIAL_CHANNEL,
    "channel_id": ID,
    "locale": ref("AvailableLocalesEnum"),
    "app_permissions": TEXT,
    "entitlements": many(ref("EntitlementResponse")),
    "authorizing_integration_owners": shape({}, {"0": ID, "1": ID}),
    "context": ref("InteractionContextType"),
    "attachment_size_limit": WHOLE,
}
_INTERACTION_MAY: Mapping[str, Json] = {
    **IN_GUILD,
    "guild": shape({"id": ID, "locale": TEXT, "features": many(TEXT)}),
    "guild_locale": ref("AvailableLocalesEnum"),
    "member": plus("GuildMemberResponse", {"permissions": TEXT}),
    "user": USER,
    "entitlement_sku_ids": many(ID),
}


def _interaction(kinds: tuple[int, ...], data: Json, may: Mapping[str, Json] | None = None) -> Json:
    must = {**_INTERACTION, "type": is_(*kinds), "data": data}
    return shape(must, {**_INTERACTION_MAY, **(may or {})})


# --- servers

_CHANNEL_IN_CREATE = like("GuildChannelResponse", "id type flags name position")
_VOICE_IN_CREATE = like(
    "VoiceStateResponse", "channel_id user_id session_id deaf mute self_deaf self_mute self_video suppress"
)
_WHOLE_GUILD = plus(
    "GuildResponse",
    {
        "joined_at": MOMENT,
        "large": YES_NO,
        "member_count": WHOLE,
        "voice_states": many(_VOICE_IN_CREATE),
        "members": many(MEMBER),
        "channels": many(_CHANNEL_IN_CREATE),
        "threads": many(THREAD),
        "presences": many(ANY_OBJECT),
        "stage_instances": many(ref("StageInstanceResponse")),
        "guild_scheduled_events": many(EVENT),
        "soundboard_sounds": many(ref("SoundboardSoundResponse")),
    },
    {"unavailable": YES_NO},
)
_NO_GUILD = shape({"id": ID}, {"unavailable": YES_NO})
_REACTION: Mapping[str, Json] = {"user_id": ID, "channel_id": ID, "message_id": ID, "emoji": EMOJI}
_REACTION_KIND: Mapping[str, Json] = {"burst": YES_NO, "type": is_(0, 1)}
_ON_MESSAGE: Mapping[str, Json] = {"channel_id": ID, "message_id": ID}
# Sent to bots as well, though it means something to people's clients only; discord.py reads none of it.
_FOR_PEOPLE: Mapping[str, Json] = {
    "private_channels": many(ANY_OBJECT),
    "presences": many(ANY_OBJECT),
    "relationships": many(ANY_OBJECT),
    "user_settings": ANY_OBJECT,
    "session_type": TEXT,
    "geo_ordered_rtc_regions": many(TEXT),
    "auth": ANY_OBJECT,
    "_trace": many(TEXT),
}

EVENTS: Mapping[str, Json] = {
    "READY": shape(
        {
            "v": is_(10),
            "user": ref("UserPIIResponse"),
            "guilds": many(_NO_GUILD),
            "session_id": TEXT,
            "resume_gateway_url": TEXT,
            "application": shape({"id": ID, "flags": WHOLE}),
        },
        {"shard": {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}, **_FOR_PEOPLE},
    ),
    "RATE_LIMITED": shape({"opcode": WHOLE, "retry_after": {"type": "number"}, "meta": ANY_OBJECT}),
    "RESUMED": shape({}, {"_trace": many(TEXT)}),
    "GUILD_CREATE": one_of(_WHOLE_GUILD, _NO_GUILD),
    "GUILD_UPDATE": ref("GuildResponse"),
    "GUILD_DELETE": _NO_GUILD,
    "GUILD_MEMBER_ADD": plus("GuildMemberResponse", IN_GUILD),
    "GUILD_MEMBER_UPDATE": plus("GuildMemberResponse", IN_GUILD),
    "GUILD_MEMBER_REMOVE": shape({**IN_GUILD, "user": USER}),
    "GUILD_MEMBERS_CHUNK": shape(
        {**IN_GUILD, "members": many(MEMBER), "chunk_index": WHOLE, "chunk_count": WHOLE},
        {"not_found": many(ID), "presences": many(ANY_OBJECT), "nonce": TEXT},
    ),
    "GUILD_ROLE_CREATE": shape({**IN_GUILD, "role": ref("GuildRoleResponse")}),
    "GUILD_ROLE_UPDATE": shape({**IN_GUILD, "role": ref("GuildRoleResponse")}),
    "GUILD_ROLE_DELETE": shape({**IN_GUILD, "role_id": ID}),
    "GUILD_BAN_ADD": shape({**IN_GUILD, "user": USER}),
    "GUILD_BAN_REMOVE": shape({**IN_GUILD, "user": USER}),
    "GUILD_EMOJIS_UPDATE": shape({**IN_GUILD, "emojis": many(ref("EmojiResponse"))}),
    "GUILD_SCHEDULED_EVENT_CREATE": EVENT,
    "GUILD_SCHEDULED_EVENT_UPDATE": EVENT,
    "GUILD_SCHEDULED_EVENT_DELETE": EVENT,
    "GUILD_SCHEDULED_EVENT_USER_ADD": shape({**IN_GUILD, "guild_scheduled_event_id": ID, "user_id": ID}),
    "GUILD_SCHEDULED_EVENT_USER_REMOVE": shape({**IN_GUILD, "guild_scheduled_event_id": ID, "user_id": ID}),
    "CHANNEL_CREATE": CHANNEL,
    "CHANNEL_UPDATE": CHANNEL,
    "CHANNEL_DELETE": CHANNEL,
    "CHANNEL_PINS_UPDATE": shape({"channel_id": ID}, {**IN_GUILD, "last_pin_timestamp": maybe(MOMENT)}),
    "THREAD_CREATE": plus("ThreadResponse", {}, {"newly_created": YES_NO}),
    "THREAD_UPDATE": THREAD,
    "THREAD_DELETE": shape({"id": ID, **IN_GUILD, "parent_id": ID, "type": is_(10, 11, 12)}),
    "THREAD_LIST_SYNC": shape(
        {**IN_GUILD, "threads": many(THREAD), "members": many(ref("ThreadMemberResponse"))},
        {"channel_ids": many(ID)},
    ),
    "THREAD_MEMBER_UPDATE": plus("ThreadMemberResponse", IN_GUILD),
    "THREAD_MEMBERS_UPDATE": shape(
        {"id": ID, **IN_GUILD, "member_count": WHOLE},
        {
            "added_members": many(plus("ThreadMemberResponse", {}, {"presence": maybe(ANY_OBJECT)})),
            "removed_member_ids": many(ID),
        },
    ),
    "MESSAGE_CREATE": NEW_MESSAGE,
    "MESSAGE_UPDATE": NEW_MESSAGE,
    "MESSAGE_DELETE": shape({"id": ID, "channel_id": ID}, IN_GUILD),
    "MESSAGE_DELETE_BULK": shape({"ids": many(ID), "channel_id": ID}, IN_GUILD),
    "MESSAGE_REACTION_ADD": shape(
        {**_REACTION, **_REACTION_KIND},
        {**IN_GUILD, "member": MEMBER, "message_author_id": ID, "burst_colors": many(TEXT)},
    ),
    "MESSAGE_REACTION_REMOVE": shape({**_REACTION, **_REACTION_KIND}, IN_GUILD),
    "MESSAGE_REACTION_REMOVE_ALL": shape(_ON_MESSAGE, IN_GUILD),
    "MESSAGE_REACTION_REMOVE_EMOJI": shape({**_ON_MESSAGE, "emoji": EMOJI}, IN_GUILD),
    "MESSAGE_POLL_VOTE_ADD": shape({**_ON_MESSAGE, "user_id": ID, "answer_id": WHOLE}, IN_GUILD),
    "MESSAGE_POLL_VOTE_REMOVE": shape({**_ON_MESSAGE, "user_id": ID, "answer_id": WHOLE}, IN_GUILD),
    "TYPING_START": shape(
        {"channel_id": ID, "user_id": ID, "timestamp": WHOLE}, {**IN_GUILD, "member": MEMBER}
    ),
    "PRESENCE_UPDATE": shape(
        {
            **IN_GUILD,
            "user": like("UserResponse", "id"),
            "status": is_("online", "idle", "dnd", "offline"),
            "activities": many(ANY_OBJECT),
            "client_status": ANY_OBJECT,
        }
    ),
    "USER_UPDATE": ref("UserPIIResponse"),
    "VOICE_STATE_UPDATE": ref("VoiceStateResponse"),
    "VOICE_SERVER_UPDATE": shape({**IN_GUILD, "token": TEXT, "endpoint": maybe(TEXT)}),
    "WEBHOOKS_UPDATE": shape({**IN_GUILD, "channel_id": ID}),
    "INTERACTION_CREATE": one_of(
        _interaction((2, 4), one_of(SLASH, MENU)),
        _interaction((3,), PRESS, {"message": MESSAGE}),
        _interaction((5,), SUBMITTED, {"message": MESSAGE}),
    ),
}
