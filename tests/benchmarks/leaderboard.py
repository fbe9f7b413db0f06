"""Boards of a server with 100,000 members who were active on each of 90 days, beside a GROUP BY over them."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import asyncpg
import sqlalchemy as sa

from bot.db import Database, keep_note, open_database
from bot.features import activity, consent
from bot.features.activity import Counts
from bot.features.activity.rules import METRICS, first_day, id_at, local_day, period_of
from bot.features.activity.tables import days, servers, standings, totals
from bot.features.activity.tables import members as known
from tests.postgresql import PostgreSQL, programs

GUILD, ROOM = 10**17, 10**17 + 1
FIRST = 10**18
NOON = 1_795_176_000  # 2026-11-20
DAYS = 90
DAY = 86_400
COUNTERS = 1000

# Everybody wrote on every day, one in seven reacted, one in fifteen sat in voice, one in 31 was thanked.
MESSAGES, REACTIONS = "1 + (u % 9973 * 79 + d * 13) % 97", "CASE WHEN (u + d) % 7 = 0 THEN 3 ELSE 0 END"
VOICE, GIVES = (
    "CASE WHEN (u + d) % 15 = 0 THEN 1800 ELSE 0 END",
    "CASE WHEN (u + d) % 31 = 0 THEN 1 ELSE 0 END",
)


class _Around(NamedTuple):
    """What depends on the database: bytes on disk, and what it does by itself in quiet moments."""

    size: Callable[[], Awaitable[int]]
    tidied: Callable[[], Awaitable[None]]


async def measure(*, quick: bool, members: int | None = None, database: str | None = None) -> dict[str, Any]:
    """For so many `members`, on both databases or one."""
    count = members or (300 if quick else 100_000)
    chosen = [database] if database else ["sqlite"] if quick else ["sqlite", "postgresql"]
    report: dict[str, Any] = {
        "what": "milliseconds but where it says otherwise",
        "members": count,
        "days": DAYS,
    }
    for kind in chosen:
        async with _opened(kind) as (db, around):
            report[kind] = "not installed" if db is None else await _measure(db, count, around)
    return report


async def _measure(db: Database, count: int, around: _Around) -> dict[str, Any]:
    size, tidied = around
    began = time.perf_counter()
    empty = await size()
    await _fill_days(db, count)
    of_days = await size()
    await _fill_sums(db, count)
    await tidied()
    filled = {"fill_seconds": round(time.perf_counter() - began, 1)}
    sizes = {"days_mb": _mb(of_days - empty), "everything_mb": _mb(await size() - empty)}
    return {
        **filled,
        "size": sizes,
        **await _reading(db, count),
        "write_of_1000_counters": await _writing(db, count),
        "nightly": await _nightly(db, count),
    }


# --- what is measured


async def _reading(db: Database, count: int) -> dict[str, Any]:
    today = local_day(NOON, "UTC")
    span = {"guild": GUILD, "first": today - 29, "last": today}
    middle = FIRST + count // 2
    people = [FIRST + n * 7919 % count for n in range(30)]
    points = await _asked(
        db, "SELECT sum(messages) AS n FROM activity_days WHERE " + _WHERE_ONE, {**span, "user": middle}
    )

    async def board() -> None:
        await activity.board(db, GUILD, "messages", "days30", NOON)

    async def rank() -> None:
        await activity.rank(db, GUILD, "messages", "days30", people[0], NOON)
        people.append(people.pop(0))

    async def around() -> None:
        await activity.around(db, GUILD, "messages", "days30", middle, NOON)

    async def last_page() -> None:
        await activity.board(db, GUILD, "messages", "days30", NOON, offset=count)

    async def active() -> None:
        await activity.size(db, GUILD, "days", "days30", NOON)

    return {
        "top_page": {**await _timed(board), "group_by": await _once(db, _TOP, span)},
        "rank_of_one": {**await _timed(rank), "group_by": await _once(db, _RANK, {**span, "points": points})},
        "jump_to_the_middle": {
            **await _timed(around),
            "group_by": await _once(db, _PAGE, {**span, "skip": count // 2}),
        },
        "last_page": await _timed(last_page),
        "monthly_active": {**await _timed(active), "group_by": await _once(db, _ACTIVE, span)},
    }


async def _writing(db: Database, count: int) -> dict[str, Any]:
    counts = Counts(1)
    await activity.look(db, counts, [GUILD])
    took: list[float] = []
    cpu: list[float] = []
    for turn in range(6):
        at = NOON + DAY + turn * 60
        for n in range(min(COUNTERS, count)):
            counts.message(GUILD, ROOM, FIRST + n * 97 % count, id_at(at) + n)
        before = time.process_time()
        took.append(await _took(lambda at=at: activity.flush(db, counts, at)))
        cpu.append(time.process_time() - before)

    async def naive() -> None:
        statement = sa.text(
            "INSERT INTO activity_days VALUES (:guild, :day, :user, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) "
            "ON CONFLICT (guild_id, day, user_id) DO UPDATE SET messages = activity_days.messages + 1"
        )
        day = local_day(NOON + DAY, "UTC") + 5
        rows = [
            {"guild": GUILD, "day": day, "user": FIRST + n * 97 % count} for n in range(min(COUNTERS, count))
        ]
        async with db.write() as tx:
            await tx.execute(statement, rows)

    alone = await _took(naive)
    async with db.write() as tx:
        await tx.execute(
            sa.delete(days).where(days.c.guild_id == GUILD, days.c.day > local_day(NOON, "UTC") + 1)
        )
    return {
        "first_of_the_day": _ms(took[0]),
        "later": _ms(median(took[1:])),
        "cpu_first": _ms(cpu[0]),
        "cpu_later": _ms(median(cpu[1:])),
        "days_alone_without_standings": _ms(alone),
    }


async def _nightly(db: Database, count: int) -> dict[str, Any]:
    """The turn of a day while somebody writes and somebody reads, as often as they can."""
    now = NOON + DAY
    waits: dict[str, list[float]] = {"write": [], "read": []}
    going = True

    async def write() -> None:
        number = 0
        while going:
            number += 1
            started = time.perf_counter()
            async with db.write() as tx:
                await keep_note(tx, "benchmark", str(number))
            waits["write"].append(time.perf_counter() - started)
            await asyncio.sleep(0.002)

    async def read() -> None:
        while going:
            started = time.perf_counter()
            await activity.board(db, GUILD, "messages", "week", now)
            waits["read"].append(time.perf_counter() - started)
            await asyncio.sleep(0.002)

    others = [asyncio.create_task(write()), asyncio.create_task(read())]
    before = time.process_time()
    took = await _took(lambda: activity.turn(db, GUILD, now))
    cpu = time.process_time() - before
    going = False
    await asyncio.gather(*others)
    naive = await _took(lambda: _expire_at_once(db))
    return {
        "seconds": round(took, 2),
        "cpu_seconds_with_the_others": round(cpu, 2),
        "others_wrote": len(waits["write"]),
        "longest_write": _ms(max(waits["write"])),
        "p99_write": _ms(sorted(waits["write"])[len(waits["write"]) * 99 // 100]),
        "longest_read": _ms(max(waits["read"])),
        "all_at_once_by_group_by": _ms(naive),
    }


async def _expire_at_once(db: Database) -> None:
    """The naive way: a window's standings made anew in one transaction, for which every writer waits."""
    last = local_day(NOON + DAY, "UTC")
    async with db.write() as tx:
        await tx.execute(sa.delete(standings).where(standings.c.guild_id == GUILD, standings.c.period == 7))
        await tx.execute(sa.text(_SUM_UP), {"guild": GUILD, "period": 7, "first": last - 6, "last": last})


# --- the naive way

_WHERE = "guild_id = :guild AND day BETWEEN :first AND :last"
_WHERE_ONE = _WHERE + " AND user_id = :user"
_SUMS = f"SELECT user_id, sum(messages) AS n FROM activity_days WHERE {_WHERE} GROUP BY user_id"
_TOP = _SUMS + " ORDER BY n DESC, user_id DESC LIMIT 10"
_PAGE = _SUMS + " ORDER BY n DESC, user_id DESC LIMIT 10 OFFSET :skip"
_RANK = f"SELECT count(*) FROM ({_SUMS}) AS s WHERE n > :points"
_ACTIVE = f"SELECT count(DISTINCT user_id) FROM activity_days WHERE {_WHERE}"
_COLUMNS = ", ".join(METRICS)
_SUM_UP = (
    f"INSERT INTO activity_standings (guild_id, period, user_id, {_COLUMNS}) "
    f"SELECT guild_id, CAST(:period AS INTEGER), user_id, {', '.join(f'sum({name})' for name in METRICS)} "
    f"FROM activity_days WHERE {_WHERE} GROUP BY guild_id, user_id"
)


async def _asked(db: Database, statement: str, values: dict[str, Any]) -> int:
    async with db.read() as tx:
        return int(await tx.scalar(sa.text(statement), values) or 0)


async def _once(db: Database, statement: str, values: dict[str, Any]) -> float:
    async def ask() -> None:
        async with db.read() as tx:
            (await tx.execute(sa.text(statement), values)).all()

    return _ms(await _took(ask))


# --- filling


async def _fill_days(db: Database, count: int) -> None:
    last = local_day(NOON, "UTC")
    numbers = {"guild": GUILD, "start": FIRST, "count": count}
    series = (
        "SELECT generate_series(0, CAST(:count AS INTEGER) - 1) AS u"
        if db.dialect == "postgresql"
        else "WITH RECURSIVE n(u) AS (SELECT 0 UNION ALL SELECT u + 1 FROM n WHERE u < :count - 1) "
        "SELECT u FROM n"
    )
    for day in range(last - DAYS + 1, last + 1):
        statement = (
            "INSERT INTO activity_days SELECT CAST(:guild AS BIGINT), CAST(:day AS INTEGER), "
            f"CAST(:start AS BIGINT) + u, {MESSAGES}, 0, {REACTIONS}, 0, {VOICE}, 0, 0, 0, {GIVES}, 0, 1 "
            f"FROM (SELECT u, CAST(:day AS INTEGER) AS d FROM ({series}) AS s) AS t"
        )
        async with db.write() as tx:
            await tx.execute(sa.text(statement), {**numbers, "day": day})
    async with db.write() as tx:
        await consent.start_counting(tx, GUILD, 1, NOON - DAYS * DAY)
        await consent.noticed(tx, GUILD, NOON - DAYS * DAY)


async def _fill_sums(db: Database, count: int) -> None:
    today = local_day(NOON, "UTC")
    for window in activity.WINDOWS:
        first, period = first_day(window, today), period_of(window, today)
        span = {"guild": GUILD, "period": period, "first": first, "last": today}
        async with db.write() as tx:
            await tx.execute(sa.text(_SUM_UP), span)
    begins = {"guild_id": GUILD, "begins_7": today - 6, "below_7": 0, "begins_30": today - 29, "below_30": 0}
    async with db.write() as tx:
        await tx.execute(sa.insert(servers).values({**begins, "gathered_day": today}))
        everybody = sa.select(
            days.c.guild_id, days.c.user_id, sa.func.max(days.c.day), sa.func.max(days.c.day)
        ).group_by(days.c.guild_id, days.c.user_id)
        names = ["guild_id", "user_id", "last_day", "seen_day"]
        await tx.execute(sa.insert(known).from_select(names, everybody.where(days.c.day == today)))
        sums = sa.select(days.c.guild_id, days.c.day, *(sa.func.sum(days.c[name]) for name in METRICS))
        names = ["guild_id", "day", *METRICS]
        await tx.execute(sa.insert(totals).from_select(names, sums.group_by(days.c.guild_id, days.c.day)))


# --- around it


@asynccontextmanager
async def _opened(kind: str) -> AsyncIterator[tuple[Database | None, _Around]]:
    if kind == "sqlite":
        with TemporaryDirectory() as folder:
            path = Path(folder) / "engawa.db"
            db = await open_database(str(path))

            async def file_size() -> int:
                await db.fold_journal()
                return path.stat().st_size

            yield db, _Around(file_size, _nothing)
            await db.close()
        return
    found = programs()
    if found is None:
        yield None, _Around(_no_size, _nothing)
        return
    server = PostgreSQL(found)
    async with server.fresh() as url:
        db = await open_database(url)

        async def database_size() -> int:
            async with db.read() as tx:
                return int(await tx.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)

        async def vacuum() -> None:
            # Its own servant for this, which is off in tests, would have done it by now.
            connection = await asyncpg.connect(url)
            await connection.execute("VACUUM ANALYZE")
            await connection.close()

        yield db, _Around(database_size, vacuum)
        await db.close()
    server.stop()


async def _nothing() -> None:
    pass


async def _no_size() -> int:
    return 0


async def _timed(ask: Callable[[], Awaitable[Any]], rounds: int = 30) -> dict[str, float]:
    await ask()
    cpu = time.process_time()
    took = sorted([await _took(ask) for _ in range(rounds)])
    # Of this process: on SQLite all that it takes, whoever else wants the processor.
    return {
        "p50": _ms(took[rounds // 2]),
        "worst": _ms(took[-1]),
        "cpu": _ms((time.process_time() - cpu) / rounds),
    }


async def _took(ask: Callable[[], Awaitable[Any]]) -> float:
    started = time.perf_counter()
    await ask()
    return time.perf_counter() - started


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def _mb(size: int) -> float:
    return round(size / 1e6, 1)
