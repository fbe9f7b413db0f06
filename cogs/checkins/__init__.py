"""Check-ins: choosing one's hour, being asked, and answering."""

from bot.app import Engawa
from cogs.checkins.answering import AnsweringCheckins
from cogs.checkins.asking import AskingCheckins
from cogs.checkins.choosing import ChoosingCheckins
from cogs.checkins.moderating import ModeratingCheckins
from cogs.checkins.showing import ShowingCheckins


async def setup(app: Engawa) -> None:
    await app.add_cog(ChoosingCheckins(app))
    await app.add_cog(AnsweringCheckins(app))
    await app.add_cog(AskingCheckins(app))
    await app.add_cog(ShowingCheckins(app))
    await app.add_cog(ModeratingCheckins(app))
