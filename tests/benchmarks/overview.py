"""An overview of a server with 100,000 members who were active on each of 90 days, beside counting its days.

A fifth of them came new in these days, and 50,000 times somebody was helped: far more than in any community
we know of. The days are those of the benchmark `leaderboard`.
"""

import os
import random
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, text

from bot.db import Database, insert_new
from bot.features import activity
from bot.features.activity.rules import local_day
from bot.features.activity.tables import newcomers
from bot.features.giving.tables import gives
from tests.benchmarks.leaderboard import DAY, DAYS, FIRST, GUILD, NOON, _fill_days, _fill_sums, _opened

ROWS_AT_ONCE = 500
HELP_EACH = 2  # so many members for each time somebody was helped

_NAIVE = {
    "average_day": "SELECT avg(people) FROM (SELECT count(*) AS people FROM activity_days WHERE {where} "
    "GROUP BY day) AS each_day",
    "monthly_active": "SELECT count(DISTINCT user_id) FROM activity_days WHERE {where}",
}


async def measure(*, quick: bool) -> dict[str, Any]:
    """`MEMBERS` in the environment takes another number of members, `DATABASES` only some of both."""
    count = int(os.environ.get("MEMBERS", "200" if quick else "100000"))
    chosen = os.environ.get("DATABASES", "sqlite" if quick else "sqlite postgresql").split()
    report: dict[str, Any] = {"what": "milliseconds, the median of five", "members": count, "days": DAYS}
    for kind in chosen:
        async with _opened(kind) as (db, _):
            report[kind] = "not installed" if db is None else await _measure(db, count)
    return report


async def _measure(db: Database, count: int) -> dict[str, Any]:
    await _fill_days(db, count)
    await _fill_sums(db, count)
    await _insert(db, newcomers, _newcomers(count))
    await _insert(db, gives, _gives(count))
    # What is read anew of yesterday and today differs from the days that were made up: once it is mended.
    await activity.freshen(db, GUILD, NOON)
    found: dict[str, Any] = {"overview": {}, "by_counting_days": {}}
    for window in activity.WINDOWS:
        took = [await _took_overview(db, window) for _ in range(5)]
        found["overview"][window] = round(sorted(took)[2], 1)
    last = local_day(NOON, "UTC")
    where = f"guild_id = {GUILD} AND day BETWEEN {last - 29} AND {last} AND days > 0"
    for name, statement in _NAIVE.items():
        began = time.perf_counter()
        async with db.read() as tx:
            await tx.scalar(text(statement.format(where=where)))
        found["by_counting_days"][name] = round(1000 * (time.perf_counter() - began), 1)
    return found


async def _took_overview(db: Database, window: activity.Window) -> float:
    began = time.perf_counter()
    seen = await activity.overview(db, GUILD, window, NOON)
    assert seen is not None
    return 1000 * (time.perf_counter() - began)


def _newcomers(count: int) -> list[dict[str, Any]]:
    luck, found = random.Random(1), list[dict[str, Any]]()
    for number in range(count // 5):
        joined = NOON - luck.randrange(DAYS * DAY)
        wrote = joined + luck.randrange(DAY)
        replied = wrote + luck.randrange(2 * DAY) if luck.random() < 0.6 else None
        row = {"guild_id": GUILD, "user_id": FIRST + number, "joined_at": joined}
        found.append(row | {"first_message_id": number, "first_at": wrote, "first_reply_at": replied})
    return found


def _gives(count: int) -> list[dict[str, Any]]:
    luck, found = random.Random(2), list[dict[str, Any]]()
    for number in range(count // HELP_EACH):
        helper, helped = (FIRST + luck.randrange(count // 10) for _ in range(2))
        row = {"event_id": number, "helper_id": helper, "helped_id": helped, "guild_id": GUILD}
        row |= {"channel_id": 1, "kind": "time", "source": "thanks", "counts": True}
        found.append(row | {"given_at": NOON - 2 * DAY - luck.randrange((DAYS - 2) * DAY)})
    return found


async def _insert(db: Database, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        async with db.write() as tx:
            await insert_new(tx, table, rows[start : start + ROWS_AT_ONCE])
