"""Adding to what is kept: days, standings and totals change together, by the same differences."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ClauseElement,
    ColumnElement,
    Dialect,
    Row,
    Select,
    Table,
    and_,
    any_,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    select,
    tuple_,
)
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
        found = list(_calendar(day, self.today))
        if day >= self.begins_7 + (user_id < self.below_7):
            found.append(7)
        if day >= self.begins_30 + (user_id < self.below_30):
            found.append(30)
        return found


@lru_cache(maxsize=256)
def _calendar(day: int, today: int) -> tuple[int, ...]:
    """The month and the year of a day, if they are not over."""
    windows: tuple[Window, ...] = ("month", "year")
    return tuple(period_of(window, day) for window in windows if day >= first_day(window, today))


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
        difference: Difference = {name: number for name, number in change.items() if number}
        left = _left(before.get(key), difference)
        active = left.active - (before[key].days if key in before else 0)
        if active:
            difference["days"] = active
        if difference:
            differences[key] = difference
            if not left.anything:
                empty.append(key)
    await add_to(tx, days, differences)
    for start in range(0, len(empty), ROWS_AT_ONCE):
        key = tuple_(*days.primary_key)
        await tx.execute(delete(days).where(key.in_(empty[start : start + ROWS_AT_ONCE])))
    await add_to_standings(tx, differences, known_servers)
    await _add_to_totals(tx, differences)
    await _meet(tx, differences, before)


class _Left(NamedTuple):
    """What is there of a day once a difference was added: something they did themselves, anything at all."""

    active: bool
    anything: bool


def _left(row: Row[Any] | None, difference: Difference) -> _Left:
    # Much the most often somebody did something more.
    if any(number > 0 and name in OWN_DOING for name, number in difference.items()):
        return _Left(active=True, anything=True)
    after = {name: (getattr(row, name) if row else 0) + difference.get(name, 0) for name in METRICS}
    active = any(after[name] for name in OWN_DOING)
    return _Left(active, active or bool(after["gives"]))


async def rows_of(tx: AsyncConnection, keys: Collection[Member]) -> dict[Member, Row[Any]]:
    """These members' days, as far as there are any."""
    together: dict[tuple[int, int], list[int]] = {}
    for guild_id, day, user_id in keys:
        together.setdefault((guild_id, day), []).append(user_id)
    statement = _of_people(tx.dialect.name)
    found: dict[Member, Row[Any]] = {}
    for (guild_id, day), people in together.items():
        # One value, however many they are: a long list takes longer to be put into words than to be found.
        listed = json.dumps(people) if tx.dialect.name == "sqlite" else people
        rows = await tx.execute(statement, {"guild": guild_id, "that_day": day, "people": listed})
        for row in rows:
            found[guild_id, day, row.user_id] = row
    return found


@cache
def _of_people(dialect: str) -> Select[Any]:
    if dialect == "sqlite":
        listed = select(func.json_each(bindparam("people")).table_valued("value").c.value)
        among: ColumnElement[bool] = days.c.user_id.in_(listed)
    else:
        among = days.c.user_id == any_(bindparam("people", type_=postgresql.ARRAY(BigInteger)))
    return select(days).where(
        days.c.guild_id == bindparam("guild"), days.c.day == bindparam("that_day"), among
    )


async def add_to_standings(
    tx: AsyncConnection, differences: Mapping[Member, Difference], known_servers: Mapping[int, Server]
) -> None:
    """Add members' differences to every window in which their day lies."""
    sums: dict[tuple[int, int, int], Difference] = {}
    for (guild_id, day, user_id), difference in differences.items():
        for period in known_servers[guild_id].periods(day, user_id):
            _sum_up(sums.setdefault((guild_id, user_id, period), {}), difference)
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
        new = upsert_into(tx.dialect, members)
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
        if not sums[name]:
            del sums[name]


async def add_to(
    tx: AsyncConnection, table: Table, differences: Mapping[tuple[int, ...], Difference]
) -> None:
    """Add to the rows with these keys; together where the same columns change: no other index is touched."""
    together: dict[tuple[Metric, ...], list[tuple[int, ...]]] = {}
    for key, difference in differences.items():
        if difference:
            names = tuple(sorted(difference, key=METRICS.index))
            together.setdefault(names, []).append((*key, *(difference[name] for name in names)))
    for names, rows in together.items():
        await add_up(tx, table, names, rows)


async def add_up(
    tx: AsyncConnection, table: Table, names: Sequence[str], rows: Sequence[tuple[int, ...]]
) -> None:
    """Add to these columns; each row is its key and then what is added to each of them."""
    if rows:
        # Without the library's own handling of each value, which takes longer than SQLite does.
        await tx.exec_driver_sql(_adding(tx.dialect, table, tuple(names)), list(rows))


@lru_cache(maxsize=1024)
def _adding(dialect: Dialect, table: Table, names: tuple[str, ...]) -> str:
    """Add to these columns of a row; one that is not there begins with zeros. Values: its key, then these."""
    new = upsert_into(dialect, table)
    keys = [column.name for column in table.primary_key]
    values: dict[str, Any] = {
        column.name: bindparam(column.name) if column.name in {*keys, *names} else literal_column("0")
        for column in table.c
    }
    adding = new.values(values).on_conflict_do_update(
        index_elements=keys, set_={name: table.c[name] + new.excluded[name] for name in names}
    )
    return written(adding, dialect, (*keys, *names))


def written(statement: ClauseElement, dialect: Dialect, names: Sequence[str]) -> str:
    """A statement as a driver takes it, with a tuple of values in the order of these names."""
    compiled: Any = statement.compile(dialect=dialect)
    assert compiled.positiontup == list(names), "values go in the order of the names"
    return str(compiled)


def upsert_into(dialect: Dialect, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that may say what is done with rows that are there."""
    return sqlite.insert(table) if dialect.name == "sqlite" else postgresql.insert(table)
