"""Reading and keeping what members answered."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, and_, delete, exists, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, announce, insert_new, serialise
from bot.features.consent.counting import counting_in
from bot.features.consent.rules import NEWS, PURPOSES, SHOWN_NEWS, Answer, Choice, Purpose, choice
from bot.features.consent.tables import EVERYWHERE, consents, counting_servers

# SQLite takes 32,766 values in one query.
_AT_ONCE = 1000


async def agrees(db: Database, guild_id: int, user_id: int, purpose: Purpose) -> bool:
    """Whether this member agrees to this purpose in this server, at this moment."""
    return user_id in await who_agrees(db, guild_id, purpose, [user_id])


async def who_agrees(
    db: Database, guild_id: int, purpose: Purpose, ids: Collection[int] | None = None
) -> frozenset[int]:
    """Which of these members agree to this purpose in this server.

    Without `ids`, all who said yes here. "counted" needs them: most people never answer that.
    """
    if ids is None:
        return await _who_said_yes(db, guild_id, purpose)
    asked = list(dict.fromkeys(ids))
    async with db.read() as tx:
        counts = await _counts(tx, guild_id) if purpose == "counted" else False
        answers: dict[tuple[int, int], Answer] = {}
        for start in range(0, len(asked), _AT_ONCE):
            found = await tx.execute(
                select(consents).where(
                    consents.c.user_id.in_(asked[start : start + _AT_ONCE]),
                    consents.c.guild_id.in_([EVERYWHERE, guild_id]),
                    consents.c.purpose == purpose,
                )
            )
            answers |= {(row.user_id, row.guild_id): _answer(row) for row in found}
    return frozenset(
        user_id
        for user_id in asked
        if choice(
            purpose,
            answers.get((user_id, guild_id)),
            answers.get((user_id, EVERYWHERE)),
            counting=counts,
            wording=PURPOSES[purpose],
        ).yes
    )


def says_yes(person: ColumnElement[int], guild_id: int, purpose: Purpose) -> ColumnElement[bool]:
    """The condition that a member of this server agrees to this purpose in it; for queries of many members.

    Not for "counted", to which most people never answer.
    """
    return exists().where(
        consents.c.user_id == person,
        consents.c.guild_id == guild_id,
        consents.c.purpose == purpose,
        consents.c.yes,
        consents.c.wording >= PURPOSES[purpose].same_since,
    )


def not_yet_counted(person: ColumnElement[int], guild_id: int, at: ColumnElement[int]) -> ColumnElement[bool]:
    """The condition that a member said yes to being counted later than this; see `counted_from`."""
    return exists().where(
        consents.c.user_id == person,
        consents.c.guild_id == guild_id,
        consents.c.purpose == "counted",
        consents.c.yes,
        consents.c.at > at,
    )


async def choices(db: Database, user_id: int, guild_id: int | None) -> tuple[Choice, ...]:
    """What holds for this member in this server, for every purpose.

    Without a server, what they answered for all of them.
    """
    async with db.read() as tx:
        counts = guild_id is None or await _counts(tx, guild_id)
        found = await tx.execute(
            select(consents).where(
                consents.c.user_id == user_id, consents.c.guild_id.in_([EVERYWHERE, guild_id or EVERYWHERE])
            )
        )
        answers = {(row.purpose, row.guild_id): _answer(row) for row in found}
    return tuple(
        choice(
            purpose,
            answers.get((purpose, guild_id or EVERYWHERE)),
            answers.get((purpose, EVERYWHERE)),
            counting=counts,
            wording=wording,
        )
        for purpose, wording in PURPOSES.items()
    )


async def decide(
    db: Database, user_id: int, guild_id: int | None, purpose: Purpose, *, yes: bool, at: int
) -> None:
    """Keep what this member answers, in the words shown now; the last answer holds.

    Without a server it holds in all of them, over what was answered before in each. Only a no can: a yes
    is given where it is meant, except that it takes back a no to being counted.
    """
    if guild_id is None and yes and purpose != "counted":
        raise ValueError(f"{purpose} is agreed to in a server")
    which = and_(consents.c.user_id == user_id, consents.c.purpose == purpose, _in(guild_id))
    async with db.write() as tx:
        await serialise(tx, "consents", user_id, purpose)
        await tx.execute(delete(consents).where(which))
        if guild_id is not None or not yes:
            await insert_new(tx, consents, [_row(user_id, guild_id, purpose, yes=yes, at=at)])
        if purpose in {"counted", "boards"}:
            announce(tx, NEWS if purpose == "counted" else SHOWN_NEWS)


async def uncounted(db: Database, people: Collection[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Which of these members, each a server's id and theirs, said no to being counted there.

    Whether that server counts at all is not asked.
    """
    wanted = dict.fromkeys(people)
    ids = list(dict.fromkeys(user_id for _, user_id in wanted))
    answers: dict[tuple[int, int], Answer] = {}
    async with db.read() as tx:
        for start in range(0, len(ids), _AT_ONCE):
            which = (
                consents.c.user_id.in_(ids[start : start + _AT_ONCE]),
                consents.c.purpose == "counted",
            )
            found = await tx.execute(select(consents).where(*which))
            answers |= {(row.guild_id, row.user_id): _answer(row) for row in found}
    wording = PURPOSES["counted"]
    # Who has never answered is counted, and that is nearly everybody.
    answered = {user_id for _, user_id in answers}
    return frozenset(
        (guild_id, user_id)
        for guild_id, user_id in wanted
        if user_id in answered
        and not choice(
            "counted",
            answers.get((guild_id, user_id)),
            answers.get((EVERYWHERE, user_id)),
            counting=True,
            wording=wording,
        ).yes
    )


async def counted_from(db: Database, people: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Since when those of these members are counted who said yes to it themselves, perhaps after a no.

    Each is a server's id and theirs. Nothing from before that is to be counted of them later.
    """
    wanted = set(people)
    ids = sorted({user_id for _, user_id in wanted})
    found: dict[tuple[int, int], int] = {}
    async with db.read() as tx:
        for start in range(0, len(ids), _AT_ONCE):
            which = (
                consents.c.user_id.in_(ids[start : start + _AT_ONCE]),
                consents.c.purpose == "counted",
                consents.c.yes,
            )
            rows = await tx.execute(
                select(consents.c.guild_id, consents.c.user_id, consents.c.at).where(*which)
            )
            found |= {person: row.at for row in rows if (person := (row.guild_id, row.user_id)) in wanted}
    return found


async def said_yes_at(db: Database, guild_id: int, purpose: Purpose) -> dict[int, int]:
    """Everybody who agrees to this purpose in this server, with when they said so."""
    if purpose == "counted":
        raise ValueError("everybody is counted who has not said no")
    which = (
        consents.c.guild_id == guild_id,
        consents.c.purpose == purpose,
        consents.c.yes,
        consents.c.wording >= PURPOSES[purpose].same_since,
    )
    query = select(consents.c.user_id, consents.c.at).where(*which).order_by(consents.c.user_id)
    async with db.read() as tx:
        return {row.user_id: row.at for row in await tx.execute(query)}


async def refused_counting(db: Database, since: int = 0) -> tuple[int, ...]:
    """Everybody who at this instant or later said no to being counted, in some server or in all."""
    which = select(consents.c.user_id).where(
        consents.c.purpose == "counted", ~consents.c.yes, consents.c.at >= since
    )
    async with db.read() as tx:
        return tuple(await tx.scalars(which.distinct().order_by(consents.c.user_id)))


async def refuses_everywhere(db: Database, user_id: int, purpose: Purpose) -> bool:
    """Whether this person has said no for all servers."""
    async with db.read() as tx:
        found = await tx.scalar(
            select(consents.c.user_id).where(
                consents.c.user_id == user_id,
                consents.c.guild_id == EVERYWHERE,
                consents.c.purpose == purpose,
            )
        )
    return found is not None


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """What this person answered, and where they turned counting on as an admin, ready for JSON."""
    answers = select(consents).where(consents.c.user_id == user_id, _in(guild_id))
    as_admin = select(counting_servers).where(
        counting_servers.c.by_id == user_id, _in(guild_id, counting_servers.c.guild_id)
    )
    async with db.read() as tx:
        own = await tx.execute(answers.order_by(*consents.primary_key))
        started = await tx.execute(as_admin.order_by(counting_servers.c.guild_id))
        return {
            "choices": [
                {
                    "guild_id": row.guild_id or None,
                    "purpose": row.purpose,
                    "yes": row.yes,
                    "wording": row.wording,
                    "at": row.at,
                }
                for row in own
            ],
            "counting_started": [{"guild_id": row.guild_id, "at": row.since} for row in started],
        }


async def forget(
    db: Database, user_id: int, guild_id: int | None = None, *, stay_uncounted_at: int | None = None
) -> None:
    """Forget what this person answered, in one server or in all.

    With `stay_uncounted_at` one row comes in its place: that they are not to be counted there.
    """
    async with db.write() as tx:
        await serialise(tx, "consents", user_id, "counted")
        await tx.execute(delete(consents).where(consents.c.user_id == user_id, _in(guild_id)))
        await tx.execute(
            update(counting_servers)
            .where(counting_servers.c.by_id == user_id, _in(guild_id, counting_servers.c.guild_id))
            .values(by_id=None)
        )
        if stay_uncounted_at is not None:
            wish = _row(user_id, guild_id, "counted", yes=False, at=stay_uncounted_at)
            await insert_new(tx, consents, [wish])
        announce(tx, NEWS)
        announce(tx, SHOWN_NEWS)


async def _who_said_yes(db: Database, guild_id: int, purpose: Purpose) -> frozenset[int]:
    if purpose == "counted":
        raise ValueError("everybody is counted who has not said no")
    async with db.read() as tx:
        return frozenset(
            await tx.scalars(
                select(consents.c.user_id).where(
                    consents.c.guild_id == guild_id,
                    consents.c.purpose == purpose,
                    consents.c.yes,
                    consents.c.wording >= PURPOSES[purpose].same_since,
                )
            )
        )


async def _counts(tx: AsyncConnection, guild_id: int) -> bool:
    now = await counting_in(tx, guild_id)
    return now is not None and now.runs


def _answer(row: Row[Any]) -> Answer:
    return Answer(row.yes, row.wording, row.at)


def _row(user_id: int, guild_id: int | None, purpose: Purpose, *, yes: bool, at: int) -> dict[str, Any]:
    where = EVERYWHERE if guild_id is None else guild_id
    wording = PURPOSES[purpose].now
    return {
        "user_id": user_id,
        "guild_id": where,
        "purpose": purpose,
        "yes": yes,
        "wording": wording,
        "at": at,
    }


def _in(guild_id: int | None, column: Column[Any] = consents.c.guild_id) -> ColumnElement[bool]:
    return true() if guild_id is None else column == guild_id
