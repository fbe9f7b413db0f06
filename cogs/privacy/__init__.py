"""What is kept about a member: shown, handed out, forgotten; and a way to report problems."""

from bot.app import Engawa
from cogs.privacy.own_data import OwnData
from cogs.privacy.posts import ForgottenPosts
from cogs.privacy.report import Report


async def setup(app: Engawa) -> None:
    await app.add_cog(OwnData(app))
    await app.add_cog(ForgottenPosts(app))
    await app.add_cog(Report(app))
