"""Who was at which session: what is counted of them, whatever they said there."""

from typing import NamedTuple

from sqlalchemy import select

from bot.db import Database
from bot.features import voice
from bot.features.sessions.tables import occurrences, presences, series


class Attended(NamedTuple):
    """A session that began: who was there, however we know; and its host, where somebody came."""

    at: int
    people: frozenset[int]
    host_id: int | None


async def attended(db: Database, guild_id: int, since: int, until: int) -> tuple[Attended, ...]:
    """Sessions of a server that began from one instant up to before another, and were not called off.

    The voice channel and the host are those of the series now: of sessions long past they may be others.
    """
    here = occurrences.c
    which = (
        here.guild_id == guild_id,
        here.starts_at >= since,
        here.starts_at < until,
        here.state != "off",
    )
    columns = (here.id, here.starts_at, here.ends_at, here.peopled, series.c.host_id, series.c.place_id)
    found: list[Attended] = []
    async with db.read() as tx:
        begun = await tx.execute(
            select(*columns)
            .join(series, series.c.id == here.series_id)
            .where(*which)
            .order_by(here.starts_at)
        )
        for session in begun.all():
            there = set(
                await tx.scalars(select(presences.c.user_id).where(presences.c.occurrence_id == session.id))
            )
            if session.place_id is not None:
                place, span = session.place_id, (session.starts_at, session.ends_at)
                there |= (await voice.seconds_by_person(db.within(tx), guild_id, place, *span)).keys()
            host_id = session.host_id if there or session.peopled else None
            found.append(Attended(session.starts_at, frozenset(there), host_id))
    return tuple(found)
