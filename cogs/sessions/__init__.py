"""Study sessions, as members meet them: a card to answer, reminders, and what is on in this server."""

from bot.app import Engawa


async def setup(app: Engawa) -> None:
    """Add the cogs of this room."""
