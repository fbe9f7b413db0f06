"""Give and take: thanks for everybody, the ledger for moderators."""

from bot.app import Engawa
from cogs.giving.ledger import Ledger
from cogs.giving.thanks import Giving


async def setup(app: Engawa) -> None:
    await app.add_cog(Giving(app))
    await app.add_cog(Ledger(app))
