"""Study sessions, as members meet them: a card to answer, reminders, and what is on in this server."""

from bot.app import Engawa
from cogs.sessions.changing import Changing
from cogs.sessions.commands import Sessions
from cogs.sessions.planning import Planning


async def setup(app: Engawa) -> None:
    """Add the cogs of this room."""
    await app.add_cog(Planning(app))
    await app.add_cog(Changing(app))
    await app.add_cog(Sessions(app))
