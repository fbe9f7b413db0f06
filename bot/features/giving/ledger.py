"""What a moderator does: search the ledger, withdraw a thanks that should not count, restore it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, false, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.errors import Refusal
from bot.features.giving.notes import NOTE_LIMIT, clean_note
from bot.features.giving.queries import settle_pair
from bot.features.giving.rules import STATES, Give, State
from bot.features.giving.tables import give_of, gives, is_state, known, ledger_acts

What = Literal["withdraw", "restore"]
PAGE = 10


@dataclass(frozen=True)
class Act:
    """A moderator withdraws rows of an event, or restores them; `id` is that of the interaction.

    `helper_id` None means all rows of the event. Read back, `by_id` is None once the moderator had
    themselves forgotten.
    """

    id: int
    guild_id: int
    event_id: int
    what: What
    by_id: int | None
    reason: str
    at: int
    helper_id: int | None = None


class Place(NamedTuple):
    """Where a page of the ledger ended. The next begins below it, whatever was added above meanwhile."""

    given_at: int
    event_id: int
    helper_id: int


class Page(NamedTuple):
    """Some rows of the ledger, newest first; `next` is None on the last page."""

    gives: tuple[Give, ...]
    next: Place | None


async def search(
    db: Database,
    guild_id: int,
    *,
    member: int | None = None,
    text: str | None = None,
    since: int | None = None,
    include: Collection[State] = STATES,
    before: Place | None = None,
    limit: int = PAGE,
) -> Page:
    """Rows of one server, newest first, a page at a time.

    `member` is on either side, `text` stands in the note (Latin letters in either case), `since`
    is the earliest instant, `include` which states are shown.
    """
    wanted = [gives.c.guild_id == guild_id]
    if member is not None:
        wanted.append(or_(gives.c.helper_id == member, gives.c.helped_id == member))
    if text:
        wanted.append(gives.c.note.icontains(text, autoescape=True))
    if since is not None:
        wanted.append(gives.c.given_at >= since)
    if set(include) != set(STATES):
        wanted.append(or_(false(), *(is_state(state) for state in include)))
    order = (gives.c.given_at, gives.c.event_id, gives.c.helper_id)
    if before is not None:
        wanted.append(tuple_(*order) < tuple_(*before))
    page = select(gives).where(*wanted).order_by(*(column.desc() for column in order)).limit(limit + 1)
    async with db.read() as tx:
        rows = (await tx.execute(page)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(
        tuple(give_of(row) for row in rows[:limit]),
        None if last is None else Place(last.given_at, last.event_id, last.helper_id),
    )


async def thanks_of(db: Database, guild_id: int, event_id: int) -> tuple[Give, ...]:
    """The rows of one event of this server; empty when it has none."""
    async with db.read() as tx:
        return await _rows(tx, guild_id, event_id, None)


async def posted_as(db: Database, guild_id: int, message_id: int) -> int | None:
    """The event whose public post this message of the server is."""
    async with db.read() as tx:
        return await tx.scalar(
            select(gives.c.event_id)
            .where(gives.c.guild_id == guild_id, gives.c.message_id == message_id)
            .limit(1)
        )


async def acts(db: Database, guild_id: int, event_id: int) -> tuple[Act, ...]:
    """What moderators did to an event of this server, oldest first."""
    async with db.read() as tx:
        found = await tx.execute(
            select(ledger_acts)
            .where(ledger_acts.c.guild_id == guild_id, ledger_acts.c.event_id == event_id)
            .order_by(ledger_acts.c.at, ledger_acts.c.id)
        )
        return tuple(
            Act(
                row.id,
                row.guild_id,
                row.event_id,
                row.what,
                known(row.by_id),
                row.reason,
                row.at,
                known(row.helper_id),
            )
            for row in found
        )


async def moderate(db: Database, act: Act) -> tuple[Give, ...]:
    """Withdraw or restore, and keep the act; return the rows it is about, as they are now.

    Withdrawn rows are kept and marked but not counted. Withdrawing needs a reason. The same act twice is
    harmless. Refuses what is not in this server's ledger, and what is already so.
    """
    act = replace(act, reason=clean_note(act.reason))
    _refuse_reason(act)
    async with db.write() as tx:
        await serialise(tx, "giving", act.guild_id)
        rows = await _rows(tx, act.guild_id, act.event_id, act.helper_id)
        if not rows:
            raise Refusal("ledger-not-found")
        if not await insert_new(tx, ledger_acts, [vars(act)]):
            return rows
        changing = [give for give in rows if (give.withdrawn_at is None) == (act.what == "withdraw")]
        if not changing:
            raise Refusal("ledger-already-withdrawn" if act.what == "withdraw" else "ledger-not-withdrawn")
        # Rows that are so already keep the time at which they became so.
        others = (
            gives.c.withdrawn_at.is_(None) if act.what == "withdraw" else gives.c.withdrawn_at.is_not(None)
        )
        await tx.execute(
            update(gives)
            .where(*_about(act.guild_id, act.event_id, act.helper_id), others)
            .values(withdrawn_at=act.at if act.what == "withdraw" else None)
        )
        for give in changing:
            await settle_pair(tx, give)
        return await _rows(tx, act.guild_id, act.event_id, act.helper_id)


def _refuse_reason(act: Act) -> None:
    if act.what == "withdraw" and not act.reason:
        raise Refusal("ledger-reason-empty")
    if len(act.reason) > NOTE_LIMIT:
        raise Refusal("ledger-reason-too-long", length=len(act.reason), limit=NOTE_LIMIT)


def _about(guild_id: int, event_id: int, helper_id: int | None) -> list[ColumnElement[bool]]:
    which = [gives.c.guild_id == guild_id, gives.c.event_id == event_id]
    if helper_id is not None:
        which.append(gives.c.helper_id == helper_id)
    return which


async def _rows(tx: AsyncConnection, guild_id: int, event_id: int, helper_id: int | None) -> tuple[Give, ...]:
    which = _about(guild_id, event_id, helper_id)
    found = await tx.execute(select(gives).where(*which).order_by(gives.c.helper_id))
    return tuple(give_of(row) for row in found)
