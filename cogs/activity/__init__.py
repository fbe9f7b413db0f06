"""`/activity`: how a community fares, for those who look after it. Each command stands whole in its file."""

from discord.ext import commands

from bot.app import Engawa
from bot.ui import words
from cogs.activity.overview import Overview


class Activity(
    # The group is made of these: their commands are its commands, their presses are its presses.
    Overview,
    commands.GroupCog,
    group_name=words("command-activity"),
    group_description=words("command-activity-description"),
):
    def __init__(self, app: Engawa) -> None:
        self.app = app


async def setup(app: Engawa) -> None:
    await app.add_cog(Activity(app))
