"""Study sessions, as members meet them: a card to answer, reminders, and what is on in this server."""

from bot.app import Engawa
from cogs.sessions.after import After
from cogs.sessions.answering import Answering
from cogs.sessions.closing import Closing
from cogs.sessions.declaring import Declaring
from cogs.sessions.listing import Listing
from cogs.sessions.posts import Posts
from cogs.sessions.recaps import Recaps
from cogs.sessions.refreshing import Refreshing
from cogs.sessions.starting import Starting


async def setup(app: Engawa) -> None:
    for cog in (Posts, Refreshing, Answering, Listing, Starting, Declaring, Closing, Recaps, After):
        await app.add_cog(cog(app))
