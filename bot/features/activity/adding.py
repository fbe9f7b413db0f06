"""Adding to what is kept: days, standings and totals change together, by the same differences."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Executable, Row, Table, and_, bindparam, case, delete, literal, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import insert_new
from bot.features.activity.rules import METRICS, OWN_DOING, Metric, Window, first_day, local_day, period_of
from bot.features.activity.tables import days, members, servers, standings, totals

LOCK = "activity"
"""At this, those who write counts take turns: what they read first is true until they have written."""
ROWS_AT_ONCE = 500

Member = tuple[int, int, int]
"""A server, a day and a member."""
Difference = dict[Metric, int]


class Server(NamedTuple):
    """What decides where a server's counts belong: its day now, and how far its windows have come."""

    today: int
    begins_7: int
    below_7: int
    begins_30: int
    below_30: int

    def periods(self, day: int, user_id: int) -> list[int]:
        """The windows in which this day of this member stands."""
        found = [period_of(window, day) for window in _CALENDAR if day >= first_day(window, self.today)]
        if day >= self.begins_7 + (user_id < self.below_7):
            found.append(7)
        if day >= self.begins_30 + (user_id < self.below_30):
            found.append(30)
        return found


_CALENDAR: tuple[Window, ...] = ("month", "year")


async def known(tx: AsyncConnection, zones: Mapping[int, str], now: int) -> dict[int, Server]:
    """How far these servers have come, by their zones; a server that is new here begins today."""
    todays = {guild_id: local_day(now, zone) for guild_id, zone in zones.items()}
    ids = sorted(zones)
    rows: dict[int, Row[Any]] = {}
    for start in range(0, len(ids), ROWS_AT_ONCE):
        which = servers.c.guild_id.in_(ids[start : start + ROWS_AT_ONCE])
        rows |= {row.guild_id: row for row in await tx.execute(select(servers).where(which))}
    new = [
        {
            "guild_id": guild_id,
            "begins_7": todays[guild_id] - 6,
            "below_7": 0,
            "begins_30": todays[guild_id] - 29,
            "below_30": 0,
            "gathered_day": todays[guild_id] - 1,
        }
        for guild_id in ids
        if guild_id not in rows
    ]
    await insert_new(tx, servers, new)
    found = {
        i: Server(todays[i], row.begins_7, row.below_7, row.begins_30, row.below_30)
        for i, row in rows.items()
    }
    return found | {
        row["guild_id"]: Server(todays[row["guild_id"]], row["begins_7"], 0, row["begins_30"], 0)
        for row in new
    }


async def add(
    tx: AsyncConnection, changes: Mapping[Member, Difference], known_servers: Mapping[int, Server]
) -> None:
    """Add differences to members' days and to all that is a sum of them. Under the lock only.

    Whether somebody was active on a day is found here; a difference never speaks of `days`.
    """
    before = await rows_of(tx, changes)
    differences: dict[Member, Difference] = {}
    empty: list[Member] = []
    for key, change in changes.items():
        row = before.get(key)
        after: Difference = {
            name: (getattr(row, name) if row else 0) + change.get(name, 0) for name in METRICS
        }
        active = int(any(after[name] for name in OWN_DOING)) - after["days"]
        difference: Difference = {name: number for name, number in change.items() if number}
        if active:
            difference["days"] = active
        if difference:
            differences[key] = difference
            if not any(after[name] for name in METRICS if name != "days"):
                empty.append(key)
    await add_to(tx, days, differences)
    for start in range(0, len(empty), ROWS_AT_ONCE):
        key = tuple_(*days.primary_key)
        await tx.execute(delete(days).where(key.in_(empty[start : start + ROWS_AT_ONCE])))
    await add_to_standings(tx, differences, known_servers)
    await _add_to_totals(tx, differences)
    await _meet(tx, differences, before)


async def rows_of(tx: AsyncConnection, keys: Collection[Member]) -> dict[Member, Row[Any]]:
    """These members' days, as far as there are any."""
    found: dict[Member, Row[Any]] = {}
    wanted = list(keys)
    key = tuple_(*days.primary_key)
    for start in range(0, len(wanted), ROWS_AT_ONCE):
        rows = await tx.execute(select(days).where(key.in_(wanted[start : start + ROWS_AT_ONCE])))
        found |= {(row.guild_id, row.day, row.user_id): row for row in rows}
    return found


async def add_to_standings(
    tx: AsyncConnection, differences: Mapping[Member, Difference], known_servers: Mapping[int, Server]
) -> None:
    """Add members' differences to every window in which their day lies."""
    sums: dict[Member, Difference] = {}
    for (guild_id, day, user_id), difference in differences.items():
        for period in known_servers[guild_id].periods(day, user_id):
            _sum_up(sums.setdefault((guild_id, period, user_id), {}), difference)
    await add_to(tx, standings, sums)
    fell = [key for key, difference in sums.items() if any(number < 0 for number in difference.values())]
    for start in range(0, len(fell), ROWS_AT_ONCE):
        key = tuple_(*standings.primary_key)
        await tx.execute(delete(standings).where(key.in_(fell[start : start + ROWS_AT_ONCE]), NOTHING))


NOTHING = and_(*(standings.c[name] == 0 for name in METRICS))
"""That nothing is left in a row of standings."""


async def _add_to_totals(tx: AsyncConnection, differences: Mapping[Member, Difference]) -> None:
    sums: dict[tuple[int, int], Difference] = {}
    for (guild_id, day, _), difference in differences.items():
        _sum_up(sums.setdefault((guild_id, day), {}), difference)
    await add_to(tx, totals, sums)


async def _meet(
    tx: AsyncConnection, differences: Mapping[Member, Difference], before: Collection[Member]
) -> None:
    """Know who these members are, and when they were last there."""
    last: dict[tuple[int, int], int] = {}
    seen: dict[tuple[int, int], int] = {}
    for (guild_id, day, user_id), difference in differences.items():
        person = guild_id, user_id
        if (guild_id, day, user_id) not in before:
            last[person] = max(day, last.get(person, 0))
        if difference.get("days", 0) > 0:
            seen[person] = max(day, seen.get(person, 0))
    rows = [
        {
            "guild_id": person[0],
            "user_id": person[1],
            "last_day": max(last.get(person, 0), seen.get(person, 0)),
            "seen_day": seen.get(person),
        }
        for person in last.keys() | seen.keys()
    ]
    if rows:
        new = upsert_into(tx, members)
        later = {
            name: case((new.excluded[name] > members.c[name], new.excluded[name]), else_=members.c[name])
            for name in ("last_day", "seen_day")
        }
        later["seen_day"] = case(
            (members.c.seen_day.is_(None), new.excluded.seen_day), else_=later["seen_day"]
        )
        await tx.execute(new.on_conflict_do_update(index_elements=members.primary_key, set_=later), rows)


def _sum_up(sums: Difference, difference: Difference) -> None:
    for name, number in difference.items():
        sums[name] = sums.get(name, 0) + number


async def add_to(
    tx: AsyncConnection, table: Table, differences: Mapping[tuple[int, ...], Difference]
) -> None:
    """Add to the rows with these keys; together where the same columns change: no other index is touched."""
    together: dict[tuple[Metric, ...], list[tuple[int, ...]]] = {}
    for key, difference in differences.items():
        names: tuple[Metric, ...] = tuple(name for name in METRICS if difference.get(name))
        if names:
            together.setdefault(names, []).append((*key, *(difference[name] for name in names)))
    for names, rows in together.items():
        await add_up(tx, table, names, rows)


async def add_up(
    tx: AsyncConnection, table: Table, names: Sequence[str], rows: Sequence[tuple[int, ...]]
) -> None:
    """Add to these columns; each row is its key and then what is added to each of them."""
    if rows:
        columns = [*(column.name for column in table.primary_key), *names]
        await tx.execute(
            _adding(tx.dialect.name, table, tuple(names)),
            [dict(zip(columns, row, strict=True)) for row in rows],
        )


@lru_cache(maxsize=1024)
def _adding(dialect: str, table: Table, names: tuple[str, ...]) -> Executable:
    """Add to these columns of a row; one that is not there begins with zeros."""
    new = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)
    keys = [column.name for column in table.primary_key]
    values: dict[str, Any] = {name: bindparam(name) for name in (*keys, *names)}
    values |= {column.name: literal(0) for column in table.c if column.name not in values}
    return new.values(values).on_conflict_do_update(
        index_elements=keys, set_={name: table.c[name] + new.excluded[name] for name in names}
    )


def upsert_into(tx: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that may say what is done with rows that are there."""
    return sqlite.insert(table) if tx.dialect.name == "sqlite" else postgresql.insert(table)
