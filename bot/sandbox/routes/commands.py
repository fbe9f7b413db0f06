"""Application commands: what a bot registers, everywhere or in one server."""

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.errors import (
    missing_access,
    not_for_bots,
    not_your_application,
    too_many_commands,
    unknown_application_command,
    unknown_command_permissions,
    unknown_guild,
)
from bot.sandbox.rest import Answer, Call, Route
from bot.sandbox.state import Application, Command, Json
from bot.sandbox.validation import check_commands

# How many of each type a bot may have in one scope.
_MOST = {1: 100, 2: 15, 3: 15}


def _scope(call: Call) -> int | None:
    """The server whose commands are meant, or None for those of everywhere."""
    if call.id("application_id") != call.me:
        raise not_your_application()
    if "guild_id" not in call.params:
        return None
    guild = call.world.guilds.get(call.id("guild_id"))
    if guild is None:
        raise unknown_guild()
    if call.me not in guild.members:
        raise missing_access()
    return guild.id


def _of(application: Application, scope: int | None) -> list[Command]:
    return [c for c in application.commands.values() if c.guild_id == scope]


def _command(call: Call) -> Command:
    scope = _scope(call)
    command = call.application.commands.get(call.id("command_id"))
    if command is None or command.guild_id != scope:
        raise unknown_application_command()
    return command


def _shown(call: Call, command: Command, *, localizations: bool = True) -> Json:
    return shapes.command(command, call.application, localizations=localizations)


def _refuse_too_many(commands: list[Command] | list[Json]) -> None:
    types = [c.type if isinstance(c, Command) else int(c.get("type") or 1) for c in commands]
    if any(types.count(kind) > most for kind, most in _MOST.items()):
        raise too_many_commands()


def _normal(body: Json) -> Json:
    """A command's body as it is kept: bit sets are strings, and its id is no part of it."""
    kept = {key: value for key, value in body.items() if key not in {"id", "version", "application_id"}}
    if kept.get("default_member_permissions") is not None:
        kept["default_member_permissions"] = str(kept["default_member_permissions"])
    return kept


async def listed(call: Call) -> list[Json]:
    scope = _scope(call)
    full = call.flag("with_localizations")
    return [_shown(call, command, localizations=full) for command in _of(call.application, scope)]


async def replace_all(call: Call) -> list[Json]:
    scope = _scope(call)
    bodies = call.items()
    check_commands(bodies)
    _refuse_too_many(bodies)
    call.world.register_commands(call.application, scope, [_normal(body) for body in bodies])
    return [_shown(call, command) for command in _of(call.application, scope)]


async def add(call: Call) -> Answer:
    """A new command, or a new form of the one with the same name and type."""
    scope = _scope(call)
    body = call.form()
    check_commands([body])
    new = _normal(body)
    key = (int(new.get("type") or 1), new["name"])
    others = [c for c in _of(call.application, scope) if (c.type, c.name) != key]
    fresh = len(others) == len(_of(call.application, scope))
    bodies = [*(c.body for c in others), new]
    _refuse_too_many(bodies)
    call.world.register_commands(call.application, scope, bodies)
    command = next(c for c in _of(call.application, scope) if (c.type, c.name) == key)
    return Answer(_shown(call, command), 201 if fresh else 200)


async def fetch(call: Call) -> Json:
    return _shown(call, _command(call))


async def edit(call: Call) -> Json:
    command = _command(call)
    body = _normal(command.body | call.form())
    check_commands([body])
    if body != command.body:
        command.body, command.version = body, call.world.ids.next()
    return _shown(call, command)


async def delete(call: Call) -> None:
    del call.application.commands[_command(call).id]


async def all_permissions(call: Call) -> list[Any]:
    """Who may use which command, as a server's admins set it: here nobody ever did."""
    _scope(call)
    return []


async def permissions(call: Call) -> Json:
    _command(call)
    raise unknown_command_permissions()


async def edit_permissions(call: Call) -> Json:
    _command(call)
    raise not_for_bots()


_EVERYWHERE = "/applications/{application_id}/commands"
_IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"

ROUTES = [
    *(
        route
        for base in (_EVERYWHERE, _IN_GUILD)
        for route in (
            Route("GET", base, listed),
            Route("PUT", base, replace_all),
            Route("POST", base, add),
            Route("GET", base + "/{command_id}", fetch),
            Route("PATCH", base + "/{command_id}", edit),
            Route("DELETE", base + "/{command_id}", delete),
        )
    ),
    Route("GET", _IN_GUILD + "/permissions", all_permissions),
    Route("GET", _IN_GUILD + "/{command_id}/permissions", permissions),
    Route("PUT", _IN_GUILD + "/{command_id}/permissions", edit_permissions),
]
