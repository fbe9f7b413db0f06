"""Check-ins: what moderators see and add."""

from bot.app import Engawa
from cogs.checkins.moderating import Moderating


async def setup(app: Engawa) -> None:
    await app.add_cog(Moderating(app))
