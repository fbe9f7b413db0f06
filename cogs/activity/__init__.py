"""`/activity`: how a community fares, for those who look after it. Each command stands whole in its file."""

from discord.ext import commands

from bot.app import Engawa
from bot.ui import words
from cogs.activity.exporting import Exporting, ExportLog
from cogs.activity.letter import LetterForModerators, Letters
from cogs.activity.member import MemberOfServer
from cogs.activity.overview import Overview
from cogs.activity.quiet import QuietPeople


class Activity(
    # The group is made of these: their commands are its commands, their presses are its presses.
    Overview,
    MemberOfServer,
    QuietPeople,
    LetterForModerators,
    Exporting,
    commands.GroupCog,
    group_name=words("command-activity"),
    group_description=words("command-activity-description"),
):
    def __init__(self, app: Engawa) -> None:
        self.app = app


async def setup(app: Engawa) -> None:
    await app.add_cog(Activity(app))
    await app.add_cog(Letters(app))
    await app.add_cog(ExportLog(app))
