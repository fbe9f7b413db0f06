"""Users: the bot itself, others, the bot's servers, DMs."""

from bot.sandbox import permissions, shapes
from bot.sandbox.errors import cannot_message_user, invalid_recipients, unknown_guild, untaught
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import page, user_named
from bot.sandbox.state import Guild, Json
from bot.sandbox.validation.form import opened, refuse_if_any


async def me(call: Call) -> Json:
    return shapes.own_user(call.world.users[call.me])


async def edit_me(call: Call) -> Json:
    """A new name; a bot's pictures are not kept here."""
    form = opened(call.form())
    name = form.text("username", least=2, most=32)
    refuse_if_any(form)
    if any(form.has(key) for key in form.body.keys() - {"username"}):
        raise untaught("a bot's pictures")
    user = call.world.users[call.me]
    if name is not None:
        user.username = name
        call.world.user_changed(user)
    return shapes.own_user(user)


async def fetch(call: Call) -> Json:
    return shapes.user(user_named(call))


async def my_guilds(call: Call) -> list[Json]:
    limit = call.number("limit", 200, least=1, most=200)
    mine = [g.id for g in call.world.guilds.values() if call.me in g.members]
    ids = page(mine, before=call.snowflake("before"), after=call.snowflake("after"), limit=limit)
    counts = call.flag("with_counts")
    return [_my_guild(call, call.world.guilds[i], counts=counts) for i in ids]


def _my_guild(call: Call, guild: Guild, *, counts: bool) -> Json:
    held = permissions.in_guild(guild, guild.members[call.me], call.world.now())
    shape: Json = {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": guild.owner_id == call.me,
        "permissions": str(held),
        "features": [],
    }
    return shape | shapes.guild_counts(guild) if counts else shape


async def leave(call: Call) -> None:
    guild = call.world.guilds.get(call.id("guild_id"))
    if guild is None or call.me not in guild.members:
        raise unknown_guild()
    call.world.remove_member(guild, call.me)


async def open_dm(call: Call) -> Json:
    form = opened(call.form())
    recipient = form.snowflake("recipient_id", required=True)
    refuse_if_any(form)
    other = call.world.users.get(recipient or 0)
    if other is None:
        raise invalid_recipients()
    if other.bot:
        raise cannot_message_user()
    return call.world.channel_shape(call.world.dm(call.me, other.id), call.me)


ROUTES = [
    Route("GET", "/users/@me", me),
    Route("PATCH", "/users/@me", edit_me),
    Route("GET", "/users/{user_id}", fetch),
    Route("GET", "/users/@me/guilds", my_guilds),
    Route("DELETE", "/users/@me/guilds/{guild_id}", leave),
    Route("POST", "/users/@me/channels", open_dm),
]
