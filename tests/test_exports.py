"""Files of what was counted: whole, no larger than may be, harmless in a spreadsheet; and who took them."""

import csv
import gzip
import io
import json
import tracemalloc
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bot.db import Database
from bot.features import activity, consent, exports, settings
from bot.features.activity import Counts
from bot.features.exports import Cell, Files, Format, Taken, harmless

GUILD, ADMIN, ROOM = 10**17, 10**17 + 1, 10**17 + 2
AOI, KEN, MIO = (10**18 + n for n in range(3))
NOON = 1_772_366_400  # Sunday, 1 March 2026, 12:00 UTC
DAY = 86_400
TODAY = date(2026, 3, 1).toordinal()

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u200b=1",
    "\ufeff=1",
    "\u202e=1",
    "\u3000＝1",
    '"=1',
    "'=1",
    "−1",
    "﹢1",
)


# --- harmless


@pytest.mark.parametrize("words", FORMULAS)
def test_what_could_begin_a_formula_begins_with_an_apostrophe(words: str) -> None:
    assert harmless(words) == f"'{words}"


@pytest.mark.parametrize("words", ["Aoi;=1+1", "Aoi,=1", "Aoi|@x", "Aoi\t=1", "Aoi\n-1", "Aoi; ＝1"])
def test_nor_does_a_program_that_splits_elsewhere_find_one(words: str) -> None:
    cut = max(words.rfind(mark) for mark in ";,|\t\n")
    assert harmless(words) == f"{words[: cut + 1]}'{words[cut + 1 :]}"


@pytest.mark.parametrize("words", ["", "葵", "Aoi-chan", "a=b", "1 + 1", "mail@host", "''", "<@123>"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert harmless(words) == words


def test_a_tab_or_a_line_end_begins_no_cell() -> None:
    assert [harmless(f"{mark}Aoi") for mark in "\t\r\n"] == [f"'{mark}Aoi" for mark in "\t\r\n"]


# --- files

COLUMNS, TITLES = ("rank", "name"), ("順位", "名前")


def written(form: Format, rows: Sequence[Sequence[Cell]], *, limit: int = 10**6) -> dict[str, bytes]:
    with Files("board", form, COLUMNS, TITLES, about={"what": "messages"}, limit=limit) as files:
        for start in range(0, len(rows), 100):
            files.add(rows[start : start + 100])
        assert files.rows == len(rows)
        return {file.name: file.read() for file in files.finished()}


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_is_marked_as_unicode_and_quotes_every_word() -> None:
    assert written("csv", [(1, '葵 "Aoi"'), (2, None), (3, "=1\r\n2")]) == {
        "board.csv": '\ufeff"順位","名前"\r\n1,"葵 ""Aoi"""\r\n2,""\r\n3,"\'=1\r\n2"\r\n'.encode()
    }


def test_json_says_what_it_is_about_and_names_every_value_as_it_is() -> None:
    [data] = written("json", [(1, "葵"), (2, None), (3, "=1")]).values()
    assert json.loads(data) == {
        "about": {"what": "messages", "part": 1},
        "rows": [{"rank": 1, "name": "葵"}, {"rank": 2, "name": None}, {"rank": 3, "name": "=1"}],
    }


def test_half_a_surrogate_breaks_no_file() -> None:
    for form in exports.FORMATS:
        [data] = written(form, [(1, "\ud83d")]).values()
        assert data.decode("utf-8-sig")


@pytest.mark.parametrize("form", exports.FORMATS)
@pytest.mark.parametrize("count", [0, 1, 40, 3000])
@pytest.mark.parametrize("limit", [1500, 20_000])
def test_no_file_is_larger_than_may_be_and_together_they_have_every_row(
    form: Format, count: int, limit: int
) -> None:
    # Hardly to be compressed, so that there are several.
    rows = [(n, f"{n * 7919 % 100_003:x}{'あ' * (n % 5)}") for n in range(count)]
    made = written(form, rows, limit=limit)
    assert all(len(data) <= limit for data in made.values())
    plain = [gzip.decompress(data) if name.endswith(".gz") else data for name, data in made.items()]
    if form == "csv":
        found: list[Any] = [(int(n), name) for data in plain for n, name in table(data)[1:]]
        assert all(table(data)[0] == list(TITLES) for data in plain)
    else:
        found = [(row["rank"], row["name"]) for data in plain for row in json.loads(data)["rows"]]
        assert [json.loads(data)["about"]["part"] for data in plain] == [*range(1, len(plain) + 1)]
    assert found == rows
    if len(made) > 1:
        assert list(made) == [f"board-{n}-of-{len(made)}.{form}.gz" for n in range(1, len(made) + 1)]


@pytest.mark.long
def test_a_large_file_takes_no_room_in_memory_while_it_is_written() -> None:
    with Files("board", "csv", COLUMNS, TITLES, about={}, limit=10**9) as files:
        tracemalloc.start()
        for start in range(0, 200_000, 1000):
            files.add((n, f"member number {n}") for n in range(start, start + 1000))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert files.rows == 200_000
    assert peak < 1_000_000


# --- rows


async def count_in(db: Database) -> None:
    async with db.write() as tx:
        await consent.start_counting(tx, GUILD, ADMIN, NOON - 30 * DAY)
        await consent.noticed(tx, GUILD, NOON - 30 * DAY)


async def wrote(db: Database, numbers: dict[int, int], at: int, run: int) -> None:
    """So many messages of each of these members, a minute apart."""
    counts = Counts(run)
    await activity.look(db, counts, [GUILD])
    for user, number in numbers.items():
        for n in range(number):
            snowflake = ((at + 60 * n) * 1000 - 1_420_070_400_000 << 22) + user % 1000
            counts.message(GUILD, ROOM, user, snowflake)
    await activity.flush(db, counts, NOON)


async def places(db: Database, when: Any) -> list[tuple[int, int, int]]:
    return [tuple(p) async for page in exports.everybody(db, GUILD, "messages", when, NOON) for p in page]


async def test_everybody_is_handed_out_with_the_ranks_of_boards_by_window_and_by_days(
    database: Database,
) -> None:
    await count_in(database)
    await wrote(database, {AOI: 1, KEN: 4}, NOON - 10 * DAY, 1)
    await wrote(database, {AOI: 3, KEN: 1, MIO: 3}, NOON - DAY, 2)
    assert await places(database, "week") == [(1, MIO, 3), (1, AOI, 3), (3, KEN, 1)]
    assert await places(database, (TODAY - 10, TODAY)) == [(2, AOI, 4), (1, KEN, 5), (3, MIO, 3)]
    assert await places(database, (TODAY - 10, TODAY - 5)) == [(2, AOI, 1), (1, KEN, 4)]
    assert await places(database, (TODAY - 4, TODAY - 4)) == []
    assert await exports.how_many(database, GUILD, "messages", "week", NOON) == 3
    assert await exports.how_many(database, GUILD, "messages", (TODAY - 10, TODAY - 5), NOON) == 2

    await consent.decide(database, AOI, GUILD, "counted", yes=False, at=NOON)
    for when in ("week", (TODAY - 10, TODAY)):
        assert AOI not in {user for _, user, _ in await places(database, when)}


async def test_days_begin_with_the_first_of_which_anything_is_known(database: Database) -> None:
    await count_in(database)
    await wrote(database, {AOI: 3, KEN: 1}, NOON - 3 * DAY, 1)
    await wrote(database, {KEN: 1}, NOON - DAY, 2)
    rows = await exports.days(database, GUILD, TODAY - 20, TODAY)
    assert [row[:3] for row in rows] == [
        ("2026-02-26", 2, 4),
        ("2026-02-27", 0, 0),
        ("2026-02-28", 1, 1),
        ("2026-03-01", 0, 0),
    ]
    assert {len(row) for row in rows} == {len(exports.DAY_COLUMNS)}
    assert await exports.days(database, GUILD, TODAY - 20, TODAY - 10) == ()


# --- who took them


def taken(number: int, at: int = NOON, by: int = MIO, guild_id: int = GUILD) -> Taken:
    return Taken(number, guild_id, by, "messages", TODAY - 6, TODAY, "csv", None, at)


async def test_who_took_what_is_kept_once_and_shown_newest_first(database: Database) -> None:
    await exports.take(database, taken(1))
    await exports.take(database, taken(1, by=KEN))
    await exports.take(database, taken(2, NOON + 1))
    await exports.take(database, taken(3, guild_id=GUILD + 9))
    await exports.finish(database, 1, 250)
    found = await exports.recent(database, GUILD, 20)
    assert [(one.id, one.by_id, one.rows) for one in found] == [(2, MIO, None), (1, MIO, 250)]
    assert [one.id for one in await exports.recent(database, GUILD, 1)] == [2]


async def test_who_took_it_is_forgotten_and_that_it_was_taken_is_not(database: Database) -> None:
    for guild_id in (GUILD, GUILD + 9):
        await exports.take(database, taken(guild_id, guild_id=guild_id))
    assert (await exports.export(database, MIO, GUILD))["exports"] == [
        {"guild_id": GUILD, "what": "messages", "form": "csv", "rows": None, "at": NOON}
    ]
    await exports.forget(database, MIO, GUILD)
    [here], [there] = (
        await exports.recent(database, GUILD, 9),
        await exports.recent(database, GUILD + 9, 9),
    )
    assert (here.by_id, there.by_id) == (None, MIO)


async def test_it_is_kept_as_long_as_its_server_keeps_counts(database: Database) -> None:
    await settings.change_server(database, GUILD, "retention_days", 30, by=ADMIN, at=0)
    await exports.take(database, taken(1, NOON - 30 * DAY))
    await exports.take(database, taken(2, NOON - 29 * DAY))
    await exports.take(database, taken(3, NOON - 399 * DAY, guild_id=GUILD + 9))
    await exports.tidy(database, NOON)
    assert [one.id for one in await exports.recent(database, GUILD, 9)] == [2]
    assert [one.id for one in await exports.recent(database, GUILD + 9, 9)] == [3]
