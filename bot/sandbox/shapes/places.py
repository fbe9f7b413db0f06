"""Channels, threads, servers, and what happens in them by voice and by appointment."""

from bot.sandbox.shapes.basics import id_, instant, member, role, user
from bot.sandbox.snowflakes import made_at
from bot.sandbox.state import Channel, ChannelType, Guild, Json, Member, ScheduledEvent, User, VoiceState


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
            "last_message_id": id_(of.last_message_id),
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
        "parent_id": id_(of.parent_id),
        "permission_overwrites": overwrites(of),
        "nsfw": of.nsfw,
    }
    if of.type != ChannelType.CATEGORY:
        shape |= {
            "topic": of.topic,
            "rate_limit_per_user": of.slowmode,
            "last_message_id": id_(of.last_message_id),
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
        "parent_id": id_(of.parent_id),
        "name": of.name,
        "owner_id": str(details.owner_id),
        "rate_limit_per_user": of.slowmode,
        "last_message_id": id_(of.last_message_id),
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
        "afk_channel_id": id_(of.afk_channel_id),
        "afk_timeout": of.afk_timeout,
        "system_channel_id": id_(of.system_channel_id),
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


def guild_create(
    of: Guild, users: dict[int, User], viewer: int, members: list[Member], threads: list[Channel]
) -> Json:
    """The gateway's GUILD_CREATE; `members` are those of whom every bot is told."""
    plain = [c for c in of.channels.values() if c.thread is None]
    me = of.members.get(viewer)
    return guild(of) | {
        "joined_at": instant(me.joined_at if me else 0.0),
        "large": False,
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


def scheduled_event(of: ScheduledEvent) -> Json:
    return {
        "id": str(of.id),
        "guild_id": str(of.guild_id),
        "channel_id": id_(of.channel_id),
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
