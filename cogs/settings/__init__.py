"""What members choose for themselves, and what they agree to."""

from bot.app import Engawa
from cogs.settings.choosing import Choosing


async def setup(app: Engawa) -> None:
    await app.add_cog(Choosing(app))
