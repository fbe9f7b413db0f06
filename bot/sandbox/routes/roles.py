"""Roles of a server."""

from bot.sandbox import permissions, shapes
from bot.sandbox.errors import (
    invalid_role,
    missing_permissions,
    too_many_roles,
    unknown_role,
    untaught,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import guild_of, held_in, need, need_above, role_of
from bot.sandbox.state import Guild, Json, Role
from bot.sandbox.validation import check_role
from bot.sandbox.validation.form import Form, Problems, Spot

_MOST = 250
_TAUGHT = {"name", "permissions", "color", "colors", "hoist", "mentionable"}


async def listed(call: Call) -> list[Json]:
    return _all(guild_of(call))


def _all(guild: Guild) -> list[Json]:
    return [shapes.role(role) for role in guild.roles.values()]


async def fetch(call: Call) -> Json:
    return shapes.role(role_of(call, guild_of(call)))


async def member_counts(call: Call) -> Json:
    guild = guild_of(call)
    holders = [role for member in guild.members.values() for role in member.roles]
    return {str(role): holders.count(role) for role in guild.roles if role != guild.id}


async def create(call: Call) -> Json:
    """A new role, at the bottom; without `permissions` it has those of everybody."""
    guild = guild_of(call)
    body = call.form()
    check_role(body)
    need(call, guild, Permission.MANAGE_ROLES)
    if len(guild.roles) >= _MOST:
        raise too_many_roles()
    changes = _changes(call, guild, body)
    everybody = guild.roles[guild.id].permissions
    name, granted = changes.pop("name", "new role"), changes.pop("permissions", everybody)
    return shapes.role(call.world.add_role(guild, name, granted, **changes))


async def edit(call: Call) -> Json:
    guild = guild_of(call)
    role = role_of(call, guild)
    body = call.form()
    check_role(body)
    need(call, guild, Permission.MANAGE_ROLES)
    need_above(call, guild, permissions.rank(role))
    for key, value in _changes(call, guild, body, role).items():
        setattr(role, key, value)
    call.world.role_changed(role)
    return shapes.role(role)


def _changes(call: Call, guild: Guild, body: Json, role: Role | None = None) -> Json:
    """What a body makes of a role. Nobody grants, or takes away, what they do not hold themselves."""
    if any(body[key] is not None for key in body.keys() - _TAUGHT):
        raise untaught("roles with an icon")
    given = {key: value for key, value in body.items() if value is not None}
    changes: Json = {key: given[key] for key in ("name", "color", "hoist", "mentionable") if key in given}
    if "colors" in given:
        changes["color"] = int(given["colors"].get("primary_color") or 0)
    if "permissions" in given:
        changes["permissions"] = int(given["permissions"])
        before = 0 if role is None else role.permissions
        if (changes["permissions"] ^ before) & ~held_in(call, guild):
            raise missing_permissions()
    return changes


async def move(call: Call) -> list[Json]:
    """Roles get new positions. Only those below the caller's highest can move, and not above it."""
    guild = guild_of(call)
    need(call, guild, Permission.MANAGE_ROLES)
    moves = _moves(call)
    for number, position in moves:
        role = guild.roles.get(number)
        if role is None:
            raise unknown_role()
        if position is not None and position != role.position:
            need_above(call, guild, max(permissions.rank(role), (position, -role.id)))
            if role.id == guild.id:
                raise invalid_role()
    for number, position in moves:
        role = guild.roles[number]
        if position is not None and position != role.position:
            role.position = position
            call.world.role_changed(role)
    return _all(guild)


def _moves(call: Call) -> list[tuple[int, int | None]]:
    problems = Problems()
    forms = [Form(Spot(problems, (index,)), item) for index, item in enumerate(call.items())]
    read = [(form.snowflake("id", required=True), form.number("position", least=0)) for form in forms]
    problems.refuse_if_any()
    return [(number or 0, position) for number, position in read]


async def delete(call: Call) -> None:
    guild = guild_of(call)
    role = role_of(call, guild)
    need(call, guild, Permission.MANAGE_ROLES)
    if role.managed or role.id == guild.id:
        raise invalid_role()
    need_above(call, guild, permissions.rank(role))
    call.world.delete_role(guild, role)


_ROLES = "/guilds/{guild_id}/roles"

ROUTES = [
    Route("GET", _ROLES, listed),
    Route("POST", _ROLES, create),
    Route("PATCH", _ROLES, move),
    Route("GET", _ROLES + "/member-counts", member_counts),
    Route("GET", _ROLES + "/{role_id}", fetch),
    Route("PATCH", _ROLES + "/{role_id}", edit),
    Route("DELETE", _ROLES + "/{role_id}", delete),
]
