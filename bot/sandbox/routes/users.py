"""Users: the bot itself, others, the bot's servers, DMs."""

from bot.sandbox import shapes
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import user_named
from bot.sandbox.state import Json


async def me(call: Call) -> Json:
    return shapes.own_user(call.world.users[call.me])


async def fetch(call: Call) -> Json:
    return shapes.user(user_named(call))


ROUTES = [
    Route("GET", "/users/@me", me),
    Route("GET", "/users/{user_id}", fetch),
]
