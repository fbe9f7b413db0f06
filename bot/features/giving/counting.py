"""Help as it is counted: when, who helped and who was helped, without words."""

from typing import NamedTuple

from sqlalchemy import select

from bot.db import Database
from bot.features.giving.tables import gives, known, ledger_acts


class Counted(NamedTuple):
    """One give that counts; None stands for somebody who had themselves forgotten."""

    at: int
    helper_id: int | None
    helped_id: int | None


async def counted(db: Database, guild_id: int, since: int, until: int) -> tuple[Counted, ...]:
    """Gives of a server that count, from one instant up to before another.

    No thanks back, nothing that was undone or withdrawn.
    """
    which = (
        gives.c.guild_id == guild_id,
        gives.c.given_at >= since,
        gives.c.given_at < until,
        gives.c.counts,
        gives.c.undone_at.is_(None),
        gives.c.withdrawn_at.is_(None),
    )
    async with db.read() as tx:
        found = await tx.execute(select(gives.c.given_at, gives.c.helper_id, gives.c.helped_id).where(*which))
        return tuple(Counted(row.given_at, known(row.helper_id), known(row.helped_id)) for row in found)


async def moderated(db: Database, guild_id: int, since: int) -> frozenset[int]:
    """When the gives were given that moderators withdrew or restored at this instant or later."""
    which = select(gives.c.given_at).join(ledger_acts, ledger_acts.c.event_id == gives.c.event_id)
    async with db.read() as tx:
        found = await tx.scalars(which.where(ledger_acts.c.guild_id == guild_id, ledger_acts.c.at >= since))
        return frozenset(found)
