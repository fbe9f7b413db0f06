"""What Discord's own client lets a person ask for: the commands they see, and the values they can give."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from bot.sandbox import payloads
from bot.sandbox.components import (
    CHANNEL_SELECT,
    FILE_UPLOAD,
    MENTIONABLE_SELECT,
    ROLE_SELECT,
    STRING_SELECT,
    USER_SELECT,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Application, Attachment, Channel, Command, Json, Message, User
from bot.sandbox.world import World

CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUB_COMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER = 1, 2, 3, 4, 5, 6
CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 7, 8, 9, 10, 11
LONGEST_STRING: Final = 6000
BIGGEST_INTEGER: Final = 2**53 - 1


class NotPossible(Exception):  # noqa: N818 - it names what a person was about to do, and reads so in a test
    """Discord's client would not let this person do this."""


def commands(world: World, user_id: int, channel: Channel) -> list[tuple[Application, Command]]:
    """The commands this person sees in this channel, of every bot that is there."""
    return [
        (application, command)
        for application in world.applications.values()
        for command in application.commands.values()
        if is_shown(world, application, command, user_id, channel)
    ]


def is_shown(
    world: World, application: Application, command: Command, user_id: int, channel: Channel
) -> bool:
    guild = world.guild_of(channel)
    contexts = command.body.get("contexts")
    if guild is None:
        in_dms = command.body.get("dm_permission") is not False if contexts is None else 1 in contexts
        return command.guild_id is None and in_dms and application.id in channel.recipients
    if command.guild_id not in {None, guild.id} or application.id not in guild.members:
        return False
    if (contexts is not None and 0 not in contexts) or (command.body.get("nsfw") and not channel.nsfw):
        return False
    held = world.allowed(user_id, channel)
    if not held & Permission.USE_APPLICATION_COMMANDS:
        return False
    asked = command.body.get("default_member_permissions")
    if asked is None:
        return True
    # "0" means: nobody but those who may do everything.
    wanted = int(asked) or Permission.ADMINISTRATOR
    return held & wanted == wanted


def can_see(world: World, user_id: int, message: Message) -> bool:
    """Whether a message stands on this person's screen when they look into its channel."""
    if message.id not in world.messages.get(message.channel_id, {}):
        return False
    channel = world.channels[message.channel_id]
    return message.visible_to in {None, user_id} and world.may(user_id, channel, Permission.VIEW_CHANNEL)


class Picked:
    """Collects the records behind the ids a person picks, and refuses what they could not have picked."""

    def __init__(
        self, world: World, user: User, channel: Channel, files: Mapping[int, Attachment] | None = None
    ) -> None:
        self._world = world
        self._user = user
        self._channel = channel
        self._files = files or {}
        self._users: dict[int, User] = {}
        self._roles: dict[int, int] = {}
        self._channels: dict[int, Channel] = {}
        self._attachments: dict[int, Attachment] = {}
        self._messages: dict[int, Message] = {}

    def user(self, value: Any) -> None:
        number = _id(value)
        if number not in self._world.users:
            raise NotPossible(f"there is no user {value}")
        self._users[number] = self._world.users[number]

    def role(self, value: Any) -> None:
        number, guild = _id(value), self._world.guild_of(self._channel)
        if guild is None or number not in guild.roles:
            raise NotPossible(f"there is no role {value} here")
        self._roles[number] = number

    def mentionable(self, value: Any) -> None:
        if _id(value) in self._world.users:
            self.user(value)
        else:
            self.role(value)

    def channel(self, value: Any, types: Iterable[int] | None) -> None:
        number, guild = _id(value), self._world.guild_of(self._channel)
        channel = None if guild is None else guild.channels.get(number)
        if channel is None or not self._world.may(self._user.id, channel, Permission.VIEW_CHANNEL):
            raise NotPossible(f"there is no channel {value} that {self._user.username} can see")
        if types and channel.type not in types:
            raise NotPossible(f"#{channel.name} is not of a type that can be picked here")
        self._channels[number] = channel

    def file(self, value: Any) -> None:
        number = _id(value)
        if number not in self._files:
            raise NotPossible(f"there is no uploaded file {value}")
        self._attachments[number] = self._files[number]

    def message(self, message: Message) -> None:
        self._messages[message.id] = message

    def resolved(self) -> Json:
        return payloads.resolved(
            self._world,
            self._channel,
            self._user,
            users=self._users.values(),
            roles=self._roles,
            channels=self._channels.values(),
            messages=self._messages.values(),
            attachments=self._attachments.values(),
        )


def check_options(
    command: Json, given: list[Json], picked: Picked, *, focused: str | None = None
) -> list[Json]:
    """The options as Discord sends them. `focused` names the one being typed: others may then be missing."""
    defined: list[Json] = command.get("options") or []
    if any(o["type"] in {SUB_COMMAND, GROUP} for o in defined):
        return [_check_sub(defined, given, picked, focused)]
    by_name = {o["name"]: o for o in defined}
    for option in given:
        if option["name"] not in by_name:
            raise NotPossible(f"/{command['name']} has no option {option['name']}")
    named = {o["name"] for o in given}
    if len(named) != len(given):
        raise NotPossible("an option is given twice")
    for option in defined:
        if option.get("required") and option["name"] not in named and focused is None:
            raise NotPossible(f"/{command['name']} asks for {option['name']}")
    if focused is not None and not by_name.get(focused, {}).get("autocomplete"):
        raise NotPossible(f"/{command['name']} completes no option {focused}")
    return [_check_option(by_name[o["name"]], o["value"], picked, focused) for o in given]


def _check_sub(defined: list[Json], given: list[Json], picked: Picked, focused: str | None) -> Json:
    subs = {o["name"]: o for o in defined}
    if len(given) != 1 or given[0]["name"] not in subs:
        raise NotPossible(f"one of these is to be chosen: {', '.join(subs)}")
    sub = subs[given[0]["name"]]
    inner = check_options(sub, given[0].get("options") or [], picked, focused=focused)
    return {"name": sub["name"], "type": sub["type"], "options": inner}


def _check_option(option: Json, value: Any, picked: Picked, focused: str | None) -> Json:
    shape: Json = {"name": option["name"], "type": option["type"], "value": value}
    if option["name"] == focused:
        # What is being typed travels as it stands, a number too.
        return shape | {"value": str(value), "focused": True}
    try:
        _CHECKS[option["type"]](option, value, picked)
    except NotPossible as error:
        raise NotPossible(f"{option['name']}: {error}") from None
    if option["type"] in {USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT}:
        shape["value"] = str(value)
    choices = option.get("choices")
    if choices and value not in [c["value"] for c in choices]:
        raise NotPossible(f"{option['name']}: {value!r} is not among the choices")
    return shape


def _check_string(option: Json, value: Any, _: Picked) -> None:
    if not isinstance(value, str):
        raise NotPossible(f"{value!r} is not text")
    least, most = option.get("min_length") or 1, option.get("max_length") or LONGEST_STRING
    if not least <= len(value) <= most:
        raise NotPossible(f"{len(value)} characters; it takes {least} to {most}")


def _check_integer(option: Json, value: Any, picked: Picked) -> None:
    if not isinstance(value, int) or abs(value) > BIGGEST_INTEGER:
        raise NotPossible(f"{value!r} is not a whole number that Discord takes")
    _check_number(option, value, picked)


def _check_number(option: Json, value: Any, _: Picked) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise NotPossible(f"{value!r} is not a number")
    least, most = option.get("min_value"), option.get("max_value")
    if (least is not None and value < least) or (most is not None and value > most):
        raise NotPossible(f"{value} is not between {least} and {most}")


def _check_boolean(_option: Json, value: Any, _: Picked) -> None:
    if not isinstance(value, bool):
        raise NotPossible(f"{value!r} is neither true nor false")


_CHECKS: dict[int, Callable[[Json, Any, Picked], None]] = {
    STRING: _check_string,
    INTEGER: _check_integer,
    BOOLEAN: _check_boolean,
    USER: lambda _, value, picked: picked.user(value),
    CHANNEL: lambda option, value, picked: picked.channel(value, option.get("channel_types")),
    ROLE: lambda _, value, picked: picked.role(value),
    MENTIONABLE: lambda _, value, picked: picked.mentionable(value),
    NUMBER: _check_number,
    ATTACHMENT: lambda _, value, picked: picked.file(value),
}


def _id(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise NotPossible(f"{value!r} is not an id") from None


def check_values(select: Json, values: list[str], picked: Picked) -> list[str]:
    """The values as Discord sends them with a select on a message."""
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not least <= len(values) <= most or len(set(values)) != len(values):
        raise NotPossible(f"between {least} and {most} different values must be chosen, not {values}")
    offered = {option["value"] for option in select.get("options", ())}
    for value in values:
        if select["type"] == STRING_SELECT and value not in offered:
            raise NotPossible(f"{value} is not offered")
    pick(select, values, picked)
    return values


def pick(part: Json, values: list[str], picked: Picked) -> None:
    """Look up what a select of people, roles or channels, or an upload, was given."""
    look_up = _PICKS.get(part["type"])
    if look_up is not None:
        for value in values:
            look_up(part, value, picked)


_PICKS: dict[int, Callable[[Json, Any, Picked], None]] = {
    USER_SELECT: lambda _, value, picked: picked.user(value),
    ROLE_SELECT: lambda _, value, picked: picked.role(value),
    MENTIONABLE_SELECT: lambda _, value, picked: picked.mentionable(value),
    CHANNEL_SELECT: lambda part, value, picked: picked.channel(value, part.get("channel_types")),
    FILE_UPLOAD: lambda _, value, picked: picked.file(value),
}
