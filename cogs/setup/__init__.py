"""Moving in: an admin's guided panel, and the notice that counting begins with."""

from bot.app import Engawa
from cogs.setup.notice import CountingNotice
from cogs.setup.steps import Setup
from cogs.setup.welcome import Welcome


async def setup(app: Engawa) -> None:
    await app.add_cog(Setup(app))
    await app.add_cog(CountingNotice(app))
    await app.add_cog(Welcome(app))
