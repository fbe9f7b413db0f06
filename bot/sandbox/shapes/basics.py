"""The smallest shapes: instants, ids, users, members, roles."""

from datetime import UTC, datetime

from bot.sandbox.state import Json, Member, Role, User


def instant(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def id_(number: int | None) -> str | None:
    return None if number is None else str(number)


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


def presence(of: Member) -> Json:
    """How somebody is seen by bots with the presences intent. Nobody here is ever offline."""
    return {
        "user": {"id": str(of.user_id)},
        "guild_id": str(of.guild_id),
        "status": "online",
        "activities": [],
        "client_status": {"desktop": "online"},
    }


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
