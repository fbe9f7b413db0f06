"""Counting what other features keep: stays in voice, sessions, check-ins, and help given and taken."""

from bot.db import Database


async def freshen(db: Database, guild_id: int, now: int) -> None:
    """Bring a server's counts up to this moment, before they are shown: what other features keep since the
    last time, and windows up to today. Within a minute of the last time it does nothing.
    """
    raise NotImplementedError


async def gather(db: Database, guild_id: int, first: int, last: int, now: int) -> int:
    """Count anew what other features keep of these days, both among them; return how many days of members
    differed. Nothing where the server does not count at this moment, and nothing from before it did.
    """
    raise NotImplementedError
