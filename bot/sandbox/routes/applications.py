"""The application itself, and where its gateway is."""

from bot.sandbox import shapes
from bot.sandbox.errors import untaught
from bot.sandbox.rest import Call, Route
from bot.sandbox.state import Json
from bot.sandbox.validation.form import opened, refuse_if_any, text_at

_PRESENCE, _MEMBERS, _CONTENT = 1 << 8, 1 << 1, 1 << 15
# What an application's flags say of the privileged intents its owner switched on (the "limited" bits:
# those of bots in fewer than a hundred servers).
_FLAGS = {_PRESENCE: 1 << 13, _MEMBERS: 1 << 15, _CONTENT: 1 << 19}


def application_shape(call: Call) -> Json:
    me = call.application
    flags = sum(flag for intent, flag in _FLAGS.items() if me.privileged_intents & intent)
    owner = next((g.owner_id for g in call.world.guilds.values() if me.id in g.members), me.id)
    return {
        "id": str(me.id),
        "name": me.name,
        "icon": None,
        "description": me.description,
        "type": None,
        "bot": shapes.user(call.world.users[me.id]),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {
            "0": {"oauth2_install_params": {"scopes": ["applications.commands", "bot"], "permissions": "0"}}
        },
        "verify_key": f"{me.id:064x}",
        "flags": flags,
        "flags_new": str(flags),
        "max_participants": None,
        "tags": me.tags,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": shapes.user(call.world.users[owner]),
        "approximate_guild_count": sum(me.id in g.members for g in call.world.guilds.values()),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": ["applications.commands", "bot"],
    }


async def mine(call: Call) -> Json:
    return application_shape(call)


async def edit(call: Call) -> Json:
    """Only what people read of an application can be changed here."""
    body = call.form()
    if body.keys() - {"description", "tags"}:
        raise untaught(f"{', '.join(sorted(body.keys() - {'description', 'tags'}))} of an application")
    form = opened(body)
    description = form.text("description", most=400)
    tags = [text for spot, tag in form.items("tags", most=5) if (text := text_at(spot, tag, most=20))]
    refuse_if_any(form)
    if description is not None:
        call.application.description = description
    if "tags" in body:
        call.application.tags = tags
    return application_shape(call)


async def gateway(call: Call) -> Json:
    return {"url": call.standin.gateway_url}


async def gateway_for_bot(call: Call) -> Json:
    starts = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.standin.gateway_url, "shards": 1, "session_start_limit": starts}


ROUTES = [
    Route("GET", "/applications/@me", mine),
    Route("PATCH", "/applications/@me", edit),
    Route("GET", "/oauth2/applications/@me", mine),
    Route("GET", "/gateway", gateway),
    Route("GET", "/gateway/bot", gateway_for_bot),
]
