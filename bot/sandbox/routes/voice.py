"""Who sits in which voice channel."""

from bot.sandbox import shapes
from bot.sandbox.errors import unknown_voice_state
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import guild_of
from bot.sandbox.state import Json


def _state(call: Call, user_id: int) -> Json:
    guild = guild_of(call)
    state = guild.voice_states.get(user_id)
    if state is None:
        raise unknown_voice_state()
    return shapes.voice_state(state, guild.members[user_id], call.world.users[user_id])


async def mine(call: Call) -> Json:
    return _state(call, call.me)


async def of_user(call: Call) -> Json:
    return _state(call, call.id("user_id"))


ROUTES = [
    Route("GET", "/guilds/{guild_id}/voice-states/@me", mine),
    Route("GET", "/guilds/{guild_id}/voice-states/{user_id}", of_user),
]
