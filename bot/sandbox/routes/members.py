"""Members of a server: looked up, changed, removed."""

from bot.sandbox import permissions, shapes
from bot.sandbox.errors import (
    invalid_body,
    missing_access,
    missing_permissions,
    not_in_voice,
    unknown_channel,
    unknown_role,
    untaught,
    wrong_channel_type,
)
from bot.sandbox.intents import Intent
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import guild_of, member_of, need, need_above, page, role_of
from bot.sandbox.state import ChannelType, Guild, Json, Member, Role
from bot.sandbox.validation import check_member
from bot.sandbox.validation.form import moment_of

_LONGEST_TIMEOUT = 28 * 86400


def _shown(call: Call, member: Member) -> Json:
    return shapes.member(member, call.world.users[member.user_id])


async def fetch(call: Call) -> Json:
    return _shown(call, member_of(call, guild_of(call)))


async def listed(call: Call) -> list[Json]:
    """All members, by id. Discord gives them only to bots with the members intent."""
    guild = guild_of(call)
    if not call.application.privileged_intents & Intent.GUILD_MEMBERS:
        raise missing_access()
    limit = call.number("limit", 1, least=1, most=1000)
    ids = page(guild.members, before=None, after=call.snowflake("after"), limit=limit)
    return [_shown(call, guild.members[i]) for i in ids]


async def search(call: Call) -> list[Json]:
    """Members whose name or nickname begins with the query."""
    guild = guild_of(call)
    limit = call.number("limit", 1, least=1, most=1000)
    query = call.query.get("query", "").casefold()
    if not 1 <= len(query) <= 100:
        text = "Must be between 1 and 100 in length."
        raise invalid_body({"query": {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": text}]}})

    def named(member: Member) -> bool:
        user = call.world.users[member.user_id]
        names = (user.username, user.global_name, member.nick)
        return any(name is not None and name.casefold().startswith(query) for name in names)

    found = [m for _, m in sorted(guild.members.items()) if named(m)]
    return [_shown(call, member) for member in found[:limit]]


async def edit(call: Call) -> Json:
    guild = guild_of(call)
    member = member_of(call, guild)
    body = call.form()
    check_member(body)
    # Everything is asked before anything is changed: a refused request changes nothing.
    _check_nick(call, guild, member, body)
    roles = _roles_asked(call, guild, member, body)
    _check_voice(call, guild, member, body)
    _check_timeout(call, guild, member, body)
    if "flags" in body:
        raise untaught("a member's flags")
    if "nick" in body:
        member.nick = body["nick"] or None
    if roles is not None:
        member.roles = roles
    if "communication_disabled_until" in body:
        until = moment_of(body["communication_disabled_until"])
        member.timed_out_until = None if until is None else until.timestamp()
    _change_voice(call, guild, member, body)
    if set(body) - {"channel_id"}:
        call.world.member_changed(member)
    return _shown(call, member)


def _check_nick(call: Call, guild: Guild, member: Member, body: Json) -> None:
    if "nick" not in body:
        return
    if member.user_id == call.me:
        held = permissions.in_guild(guild, member, call.world.now())
        if not held & (Permission.CHANGE_NICKNAME | Permission.MANAGE_NICKNAMES):
            raise missing_permissions()
        return
    need(call, guild, Permission.MANAGE_NICKNAMES)
    need_above(call, guild, permissions.highest_role(guild, member))


def _roles_asked(call: Call, guild: Guild, member: Member, body: Json) -> list[int] | None:
    """The roles the member is to have, if those are what changes."""
    if body.get("roles") is None:
        return None
    wanted = [int(r) for r in body["roles"] if int(r) != guild.id]
    if any(r not in guild.roles for r in wanted):
        raise unknown_role()
    need(call, guild, Permission.MANAGE_ROLES)
    for number in set(wanted) ^ set(member.roles):
        _need_to_give(call, guild, guild.roles[number])
    return wanted


def _need_to_give(call: Call, guild: Guild, role: Role) -> None:
    """A role can be given and taken by who stands above it; a bot's own role by nobody."""
    if role.managed or role.id == guild.id:
        raise missing_permissions()
    need_above(call, guild, permissions.rank(role))


def _check_voice(call: Call, guild: Guild, member: Member, body: Json) -> None:
    asked = {"mute", "deaf", "channel_id"} & body.keys()
    if not asked:
        return
    for key, permission in (
        ("mute", Permission.MUTE_MEMBERS),
        ("deaf", Permission.DEAFEN_MEMBERS),
        ("channel_id", Permission.MOVE_MEMBERS),
    ):
        if key in asked:
            need(call, guild, permission)
    if member.user_id not in guild.voice_states:
        raise not_in_voice()
    if body.get("channel_id") is None:
        return
    channel = guild.channels.get(int(body["channel_id"]))
    if channel is None:
        raise unknown_channel()
    if channel.type not in ChannelType.VOICES:
        raise wrong_channel_type()
    if not call.world.may(call.me, channel, Permission.CONNECT | Permission.MOVE_MEMBERS):
        raise missing_permissions()


def _change_voice(call: Call, guild: Guild, member: Member, body: Json) -> None:
    member.mute = bool(body.get("mute", member.mute))
    member.deaf = bool(body.get("deaf", member.deaf))
    state = guild.voice_states.get(member.user_id)
    if state is None:
        return
    if "channel_id" in body:
        if body["channel_id"] is None:
            call.world.leave_voice(guild, member.user_id)
            return
        channel = guild.channels[int(body["channel_id"])]
        kept = {"self_mute": state.self_mute, "self_deaf": state.self_deaf}
        call.world.join_voice(guild, member.user_id, channel, **kept)
    elif {"mute", "deaf"} & body.keys():
        call.world.voice_changed(state)


def _check_timeout(call: Call, guild: Guild, member: Member, body: Json) -> None:
    if "communication_disabled_until" not in body:
        return
    need(call, guild, Permission.MODERATE_MEMBERS)
    need_above(call, guild, permissions.highest_role(guild, member))
    if permissions.in_guild(guild, member, call.world.now()) & Permission.ADMINISTRATOR:
        raise missing_permissions()
    until = moment_of(body["communication_disabled_until"])
    if until is not None and until.timestamp() > call.world.now() + _LONGEST_TIMEOUT:
        text = "Must be no more than 28 days in the future."
        error = {"code": "BASE_TYPE_MAX_TIME", "message": text}
        raise invalid_body({"communication_disabled_until": {"_errors": [error]}})


async def edit_me(call: Call) -> Json:
    guild = guild_of(call)
    member = guild.members[call.me]
    body = call.form()
    if set(body) - {"nick"}:
        raise untaught("a bot's looks in one server")
    check_member(body)
    _check_nick(call, guild, member, body)
    if "nick" in body:
        member.nick = body["nick"] or None
        call.world.member_changed(member)
    return _shown(call, member)


async def kick(call: Call) -> None:
    guild = guild_of(call)
    member = member_of(call, guild)
    need(call, guild, Permission.KICK_MEMBERS)
    need_above(call, guild, permissions.highest_role(guild, member))
    call.world.remove_member(guild, member.user_id)


async def give_role(call: Call) -> None:
    member, role = _to_give(call)
    if role.id not in member.roles:
        member.roles.append(role.id)
        call.world.member_changed(member)


async def take_role(call: Call) -> None:
    member, role = _to_give(call)
    if role.id in member.roles:
        member.roles.remove(role.id)
        call.world.member_changed(member)


def _to_give(call: Call) -> tuple[Member, Role]:
    guild = guild_of(call)
    member, role = member_of(call, guild), role_of(call, guild)
    need(call, guild, Permission.MANAGE_ROLES)
    _need_to_give(call, guild, role)
    return member, role


_MEMBER = "/guilds/{guild_id}/members/{user_id}"

ROUTES = [
    Route("GET", "/guilds/{guild_id}/members", listed),
    Route("GET", "/guilds/{guild_id}/members/search", search),
    Route("PATCH", "/guilds/{guild_id}/members/@me", edit_me),
    Route("GET", _MEMBER, fetch),
    Route("PATCH", _MEMBER, edit),
    Route("DELETE", _MEMBER, kick),
    Route("PUT", _MEMBER + "/roles/{role_id}", give_role),
    Route("DELETE", _MEMBER + "/roles/{role_id}", take_role),
]
