"""Who was at which session: what is counted of them, whatever they said there, and how many came lately."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from bot.db import Database
from bot.features import consent, voice
from bot.features.sessions.meeting import Meeting, meeting_in
from bot.features.sessions.reading import occurrence_of, views_of
from bot.features.sessions.rules import Series, who
from bot.features.sessions.tables import occurrences, presences, series


class Attended(NamedTuple):
    """A session that began: who was there, however we know; and its host, where somebody came."""

    at: int
    people: frozenset[int]
    host_id: int | None


@dataclass(frozen=True)
class Turnout:
    """A session that is over: how many came, of those whom its recap may name, and how many said they would.

    Of whom only a voice channel knows, and who did not agree to be shown, nothing is in it.
    """

    series: Series
    at: int
    came: int
    planned: int


async def turnouts(db: Database, guild_id: int, now: int, limit: int) -> tuple[Turnout, ...]:
    """The last sessions of a server that are over and were not called off, the earliest first."""
    here = occurrences.c
    async with db.read() as tx:
        rows = await tx.execute(
            select(occurrences)
            .where(here.guild_id == guild_id, here.state == "over", here.starts_at <= now)
            .order_by(here.starts_at.desc(), here.id.desc())
            .limit(limit)
        )
        views = await views_of(tx, [occurrence_of(row) for row in rows])
        held = [await meeting_in(db.within(tx), view, now) for view in reversed(views)]
    everybody = {person for went in held for person in went.present}
    agreed = await consent.who_agrees(db, guild_id, "boards", everybody)
    return tuple(_turnout(went, agreed) for went in held)


def _turnout(went: Meeting, agreed: frozenset[int]) -> Turnout:
    view = went.view
    planned = len(who(view.coming, "yes"))
    return Turnout(view.series, view.occurrence.starts_at, len(went.shown(agreed)), planned)


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
