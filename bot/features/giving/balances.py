"""What somebody gave and received: for their own eyes, in words of giving."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Column, Executable, and_, bindparam, case, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features.giving.rules import DAY, Kind
from bot.features.giving.tables import gives

PERIODS = (30, 90, 365)
LATELY = 5
DRAWN = 90
"""The period that is drawn, in days, and how many each of its equal spans has."""
SPAN = 10


@dataclass(frozen=True)
class Period:
    """The last `days` days: help by kind (kinds without any are left out), and how many people."""

    days: int
    given: Mapping[Kind, int]
    received: Mapping[Kind, int]
    people_helped: int
    people_who_helped: int


@dataclass(frozen=True)
class Span:
    """Ten days from the instant `since` on: how often somebody gave and received help in them."""

    since: int
    given: int
    received: int


@dataclass(frozen=True)
class Balance:
    """Help that one member of one server gave and received, and with whom lately, the latest first.

    Only what counts: no thanks back, nothing undone or withdrawn. People who had themselves
    forgotten are still among the numbers, but not among the names.
    """

    periods: tuple[Period, ...]
    lately_helped: tuple[int, ...]
    lately_helped_by: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    """The last ninety days, the first first: together they are that period's numbers."""


class _Queries(NamedTuple):
    """What is asked about one side; written once, for that takes longer than running it."""

    kinds: Executable
    people: Executable
    lately: Executable


@dataclass(frozen=True)
class _Side:
    kinds: Mapping[int, Mapping[Kind, int]]
    people: Mapping[int, int]
    lately: tuple[int, ...]
    spans: tuple[int, ...]  # the latest first


def _queries(*, mine: Column[Any], other: Column[Any]) -> _Queries:
    now = bindparam("now", type_=BigInteger)
    within = [gives.c.given_at > now - days * DAY for days in PERIODS]
    counted = (
        mine == bindparam("user_id"),
        gives.c.guild_id == bindparam("guild_id"),
        gives.c.given_at > now - max(PERIODS) * DAY,
        gives.c.counts,
        gives.c.undone_at.is_(None),
        gives.c.withdrawn_at.is_(None),
    )
    by_kind = [func.count(case((condition, 1))) for condition in within]
    # Their sum is the period's number: each begins where the one before ends, and the last has no end.
    begins = [now - (back + 1) * SPAN * DAY for back in range(DRAWN // SPAN)]
    spans = [gives.c.given_at > begins[0]]
    spans += [
        and_(gives.c.given_at > since, gives.c.given_at <= until)
        for until, since in itertools.pairwise(begins)
    ]
    by_span = [func.count(case((condition, 1))) for condition in spans]
    different = [func.count(distinct(case((condition, other)))) for condition in within]
    return _Queries(
        kinds=select(gives.c.kind, *by_kind, *by_span).where(*counted).group_by(gives.c.kind),
        people=select(*different).where(*counted),
        lately=select(other)
        .where(*counted, other > 0)
        .group_by(other)
        .order_by(func.max(gives.c.given_at).desc(), other)
        .limit(LATELY),
    )


_GAVE = _queries(mine=gives.c.helper_id, other=gives.c.helped_id)
_GOT = _queries(mine=gives.c.helped_id, other=gives.c.helper_id)


async def balance(db: Database, guild_id: int, user_id: int, now: int) -> Balance:
    """The member's balance at this moment, over the last 30, 90 and 365 days."""
    whose = {"guild_id": guild_id, "user_id": user_id, "now": now}
    async with db.read() as tx:
        gave = await _side(tx, _GAVE, whose)
        got = await _side(tx, _GOT, whose)
    periods = tuple(
        Period(days, gave.kinds[days], got.kinds[days], gave.people[days], got.people[days])
        for days in PERIODS
    )
    spans = tuple(
        Span(now - (back + 1) * SPAN * DAY, gave.spans[back], got.spans[back])
        for back in reversed(range(DRAWN // SPAN))
    )
    return Balance(periods, gave.lately, got.lately, spans)


async def _side(tx: AsyncConnection, queries: _Queries, whose: Mapping[str, int]) -> _Side:
    kinds = (await tx.execute(queries.kinds, whose)).all()
    people = await tx.execute(queries.people, whose)
    lately = await tx.scalars(queries.lately, whose)
    return _Side(
        kinds={
            days: {row[0]: row[place] for row in kinds if row[place]}
            for place, days in enumerate(PERIODS, start=1)
        },
        people=dict(zip(PERIODS, people.one(), strict=True)),
        lately=tuple(lately),
        spans=tuple(
            sum(row[place] for row in kinds)
            for place in range(1 + len(PERIODS), 1 + len(PERIODS) + DRAWN // SPAN)
        ),
    )
