"""`/leaderboard`: who did how much of what, for moderators; open to members where admins say so."""

from bot.app import Engawa
from cogs.leaderboard.commands import Leaderboard
from cogs.leaderboard.posting import PostedBoards


async def setup(app: Engawa) -> None:
    await app.add_cog(Leaderboard(app))
    await app.add_cog(PostedBoards(app))
