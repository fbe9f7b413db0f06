"""Study sessions, as members meet them: a card to answer, reminders, and what is on in this server."""

from bot.app import Engawa
from cogs.sessions.after import After
from cogs.sessions.answering import Answering
from cogs.sessions.changing import Changing
from cogs.sessions.closing import Closing
from cogs.sessions.commands import Sessions
from cogs.sessions.dates import Dates
from cogs.sessions.declaring import Declaring
from cogs.sessions.editing import Editing
from cogs.sessions.health import HealthPanel
from cogs.sessions.listing import Listing
from cogs.sessions.mirror import Mirror
from cogs.sessions.planning import Planning
from cogs.sessions.posts import Posts
from cogs.sessions.preflight import Preflight
from cogs.sessions.recaps import Recaps
from cogs.sessions.refreshing import Refreshing
from cogs.sessions.starting import Starting


async def setup(app: Engawa) -> None:
    """Add the cogs of this room."""
    for cog in (Posts, Refreshing, Answering, Listing, Planning, Editing, Dates, Changing, Sessions):
        await app.add_cog(cog(app))
    for cog in (Starting, Declaring, Closing, Recaps, After):
        await app.add_cog(cog(app))
    for cog in (Mirror, Preflight, HealthPanel):
        await app.add_cog(cog(app))
