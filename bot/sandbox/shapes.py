"""The stand-in's records as Discord's JSON (API v10). Ids travel as strings, instants as ISO 8601 in UTC."""

from datetime import UTC, datetime
from urllib.parse import quote, unquote

from bot.sandbox.snowflakes import made_at
from bot.sandbox.state import (
    Application,
    Attachment,
    Channel,
    ChannelType,
    Command,
    Guild,
    Json,
    Member,
    Message,
    Role,
    ScheduledEvent,
    User,
    VoiceState,
)


def instant(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def user(of: User) -> Json:
    shape: Json = {
        "id": str(of.id),
        "username": of.username,
        "global_name": of.global_name,
        "discriminator": "0000" if of.bot else "0",
        "avatar": None,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    if of.bot:
        shape["bot"] = True
    return shape


def own_user(of: User) -> Json:
    """The answer to `GET /users/@me`."""
    return user(of) | {"mfa_enabled": True, "locale": of.locale, "verified": True, "email": None}


def member(of: Member, who: User | None) -> Json:
    """A member; `who` is left out where Discord leaves the user out (in a message, for one)."""
    shape: Json = {
        "avatar": None,
        "banner": None,
        "nick": of.nick,
        "roles": [str(role) for role in of.roles],
        "joined_at": instant(of.joined_at),
        "premium_since": None,
        "communication_disabled_until": instant(of.timed_out_until),
        "deaf": of.deaf,
        "mute": of.mute,
        "flags": 0,
        "pending": False,
    }
    if who is not None:
        shape["user"] = user(who)
    return shape


def role(of: Role) -> Json:
    shape: Json = {
        "id": str(of.id),
        "name": of.name,
        "permissions": str(of.permissions),
        "position": of.position,
        "color": of.color,
        "colors": {"primary_color": of.color, "secondary_color": None, "tertiary_color": None},
        "hoist": of.hoist,
        "managed": of.managed,
        "mentionable": of.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if of.bot_id is not None:
        shape["tags"] = {"bot_id": str(of.bot_id)}
    return shape


def overwrites(of: Channel) -> list[Json]:
    return [
        {"id": str(o.id), "type": o.type, "allow": str(o.allow), "deny": str(o.deny)}
        for o in of.overwrites.values()
    ]


def channel(of: Channel, users: dict[int, User], viewer: int | None = None) -> Json:
    """A channel; a DM shows its viewer the other person."""
    if of.type == ChannelType.DM:
        others = [users[u] for u in of.recipients if u != viewer]
        return {
            "id": str(of.id),
            "type": of.type,
            "flags": 0,
            "last_message_id": _id(of.last_message_id),
            "recipients": [user(u) for u in others],
        }
    if of.thread is not None:
        return thread(of, viewer)
    shape: Json = {
        "id": str(of.id),
        "type": of.type,
        "flags": 0,
        "guild_id": str(of.guild_id),
        "name": of.name,
        "position": of.position,
        "parent_id": _id(of.parent_id),
        "permission_overwrites": overwrites(of),
        "nsfw": of.nsfw,
    }
    if of.type != ChannelType.CATEGORY:
        shape |= {
            "topic": of.topic,
            "rate_limit_per_user": of.slowmode,
            "last_message_id": _id(of.last_message_id),
        }
    if of.type in ChannelType.VOICES:
        shape |= {"bitrate": of.bitrate, "user_limit": of.user_limit, "rtc_region": None}
    return shape


def thread(of: Channel, viewer: int | None = None) -> Json:
    assert of.thread is not None
    details = of.thread
    metadata: Json = {
        "archived": details.archived,
        "archive_timestamp": instant(details.archive_changed_at),
        "auto_archive_duration": details.auto_archive_minutes,
        "locked": details.locked,
        "create_timestamp": instant(made_at(of.id)),
    }
    if of.type == ChannelType.PRIVATE_THREAD:
        metadata["invitable"] = details.invitable
    shape: Json = {
        "id": str(of.id),
        "type": of.type,
        "flags": 0,
        "guild_id": str(of.guild_id),
        "parent_id": _id(of.parent_id),
        "name": of.name,
        "owner_id": str(details.owner_id),
        "rate_limit_per_user": of.slowmode,
        "last_message_id": _id(of.last_message_id),
        "thread_metadata": metadata,
        "message_count": details.message_count,
        "member_count": min(len(details.members), 50),
        "total_message_sent": details.total_message_sent,
    }
    if viewer in details.members:
        shape["member"] = thread_member(of, viewer)
    return shape


def thread_member(of: Channel, user_id: int) -> Json:
    assert of.thread is not None
    return {
        "id": str(of.id),
        "user_id": str(user_id),
        "join_timestamp": instant(of.thread.members[user_id]),
        "flags": 1,
    }


def guild(of: Guild) -> Json:
    """A server as `GET /guilds/{id}` answers it."""
    return {
        "id": str(of.id),
        "name": of.name,
        "icon": None,
        "description": of.description,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(of.owner_id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": _id(of.afk_channel_id),
        "afk_timeout": of.afk_timeout,
        "system_channel_id": _id(of.system_channel_id),
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role(r) for r in of.roles.values()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": of.preferred_locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def guild_counts(of: Guild) -> Json:
    """What `with_counts` adds to a server. Nobody here is ever offline."""
    return {"approximate_member_count": len(of.members), "approximate_presence_count": len(of.members)}


def guild_create(of: Guild, users: dict[int, User], viewer: int, members: list[Member]) -> Json:
    """The gateway's GUILD_CREATE; `members` are those Discord would send (the bot itself, at least)."""
    plain = [c for c in of.channels.values() if c.thread is None]
    threads = [c for c in of.channels.values() if c.thread is not None and not c.thread.archived]
    me = of.members.get(viewer)
    return guild(of) | {
        "joined_at": instant(me.joined_at if me else 0.0),
        "large": len(of.members) > 50,
        "unavailable": False,
        "member_count": len(of.members),
        "members": [member(m, users[m.user_id]) for m in members],
        # Voice states carry no server id here: the server is the one they stand in.
        "voice_states": [
            {k: v for k, v in voice_state(s, None, None).items() if k != "guild_id"}
            for s in of.voice_states.values()
        ],
        "channels": [{k: v for k, v in channel(c, users).items() if k != "guild_id"} for c in plain],
        "threads": [thread(c, viewer) for c in threads],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [scheduled_event(e) for e in of.scheduled_events.values()],
        "soundboard_sounds": [],
    }


_LIMITED_FLAGS = {1 << 8: 1 << 13, 1 << 1: 1 << 15, 1 << 15: 1 << 19}
"""An application's flag for each privileged intent that its owner switched on."""


def application_flags(of: Application) -> int:
    held = sum(flag for intent, flag in _LIMITED_FLAGS.items() if of.privileged_intents & intent)
    return held | (1 << 23 if of.commands else 0)


def ready(bot: User, application: Application, guilds: list[Guild]) -> Json:
    """The gateway's READY, but for what belongs to the session."""
    return {
        "v": 10,
        "user": own_user(bot),
        "application": {"id": str(application.id), "flags": application_flags(application)},
        "guilds": [{"id": str(g.id), "unavailable": True} for g in guilds],
        "private_channels": [],
        "presences": [],
        "relationships": [],
        "user_settings": {},
        "session_type": "normal",
        "geo_ordered_rtc_regions": [],
        "_trace": [],
    }


def voice_state(of: VoiceState, in_guild: Member | None, who: User | None, *, left: bool = False) -> Json:
    shape: Json = {
        "guild_id": str(of.guild_id),
        "channel_id": None if left else str(of.channel_id),
        "user_id": str(of.user_id),
        "session_id": of.session_id,
        "deaf": in_guild.deaf if in_guild else False,
        "mute": in_guild.mute if in_guild else False,
        "self_deaf": of.self_deaf,
        "self_mute": of.self_mute,
        "self_video": False,
        "self_stream": False,
        "suppress": False,
        "request_to_speak_timestamp": None,
    }
    if in_guild is not None and who is not None:
        shape["member"] = member(in_guild, who)
    return shape


def attachment(of: Attachment, base: str) -> Json:
    """`base` is the stand-in's own address, where the file can be fetched."""
    url = f"{base}/attachments/{of.id}/{quote(of.filename)}"
    shape: Json = {
        "id": str(of.id),
        "filename": of.filename,
        "size": of.size,
        "url": url,
        "proxy_url": url,
        "content_type": of.content_type,
    }
    optional = {"description": of.description, "width": of.width, "height": of.height}
    shape |= {key: value for key, value in optional.items() if value is not None}
    if of.ephemeral:
        shape["ephemeral"] = True
    return shape


def emoji(key: str) -> Json:
    """The partial emoji of a reaction key: `🙂`, or `name:id` of a custom one."""
    name, _, number = unquote(key).partition(":")
    return {"id": number or None, "name": name}


def reactions(of: Message, viewer: int | None) -> list[Json]:
    return [
        {
            "emoji": emoji(key),
            "count": len(who),
            "count_details": {"burst": 0, "normal": len(who)},
            "burst_colors": [],
            "me_burst": False,
            "me": viewer in who,
        }
        for key, who in of.reactions.items()
    ]


def message(of: Message, users: dict[int, User], base: str, viewer: int | None = None) -> Json:
    """A message without what depends on other records (`referenced_message`, `thread`): the world adds it."""
    shape: Json = {
        "id": str(of.id),
        "channel_id": str(of.channel_id),
        "author": user(users[of.author_id]),
        "type": of.type,
        "content": of.content,
        "timestamp": instant(made_at(of.id)),
        "edited_timestamp": instant(of.edited_at),
        "flags": of.flags,
        "mentions": [user(users[u]) for u in of.mentions if u in users],
        "mention_roles": [str(r) for r in of.mention_roles],
        "mention_everyone": of.mention_everyone,
        "attachments": [attachment(a, base) for a in of.attachments],
        "embeds": of.embeds,
        "components": of.components,
        "pinned": of.pinned,
        "tts": of.tts,
    }
    if of.nonce is not None:
        shape["nonce"] = of.nonce
    if of.reactions:
        shape["reactions"] = reactions(of, viewer)
    if of.reference is not None:
        shape["message_reference"] = of.reference
    if of.application_id is not None:
        # Discord names the application of an interaction's answer as a webhook too.
        shape["application_id"] = shape["webhook_id"] = str(of.application_id)
    if of.interaction is not None:
        shape["interaction_metadata"] = of.interaction
        if of.command is not None:
            # The older form of the same, the only one that names the command.
            who = {key: of.interaction[key] for key in ("id", "type", "user")}
            shape["interaction"] = who | {"name": of.command}
    return shape


_COMMAND_DEFAULTS: Json = {
    "default_member_permissions": None,
    "description": "",
    "name_localizations": None,
    "description_localizations": None,
    "nsfw": False,
    "contexts": None,
    "integration_types": [0],
    "dm_permission": True,
}


def command(of: Command, application: Application, *, localizations: bool) -> Json:
    """A registered command; without `localizations` Discord leaves both dictionaries out."""
    kept = {key: value for key, value in of.body.items() if value is not None}
    shape: Json = (
        _COMMAND_DEFAULTS
        | kept
        | {
            "id": str(of.id),
            "application_id": str(application.id),
            "version": str(of.version),
            "type": of.type,
        }
    )
    if of.guild_id is not None:
        shape["guild_id"] = str(of.guild_id)
        del shape["dm_permission"]
    return shape if localizations else _without_localizations(shape)


def _without_localizations(part: Json) -> Json:
    """A command, option or choice without its words in other languages."""
    left: Json = {key: value for key, value in part.items() if not key.endswith("_localizations")}
    for key in ("options", "choices"):
        if left.get(key):
            left[key] = [_without_localizations(inner) for inner in left[key]]
    return left


def scheduled_event(of: ScheduledEvent) -> Json:
    return {
        "id": str(of.id),
        "guild_id": str(of.guild_id),
        "channel_id": _id(of.channel_id),
        "creator_id": str(of.creator_id),
        "name": of.name,
        "description": of.description,
        "image": None,
        "scheduled_start_time": instant(of.starts_at),
        "scheduled_end_time": instant(of.ends_at),
        "status": of.status,
        "entity_type": of.entity_type,
        "entity_id": None,
        "entity_metadata": {"location": of.location} if of.location else None,
        "recurrence_rule": None,
        "privacy_level": 2,
        "guild_scheduled_event_exceptions": [],
    }


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)
