"""The turn of the day: days leave their windows, and go once the server keeps them no longer."""

from bot.db import Database


async def turn(db: Database, guild_id: int, now: int) -> None:
    """Let the days that lie before a server's windows go out of its standings, piece by piece.

    Others write in between. Cut short, it goes on where it stopped; when nothing is to be done it is cheap.
    """
    raise NotImplementedError


async def tidy(db: Database, now: int) -> None:
    """What is done once a day: count again what changed in the last month, and drop what is old, piece by
    piece, in every server of which counts are kept.
    """
    raise NotImplementedError
