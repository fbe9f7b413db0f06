"""What bots are told of themselves: flags, READY, their commands."""

from bot.sandbox.shapes.basics import own_user
from bot.sandbox.state import Application, Command, Guild, Json, User

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
