"""Transactions: nothing lost, nothing half done, readers never write."""

import asyncio
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import db
from bot.db import Database, DatabaseFault, house_notes, insert_new, keep_note, note, open_database, serialise
from tests.postgresql import PostgreSQL


async def notes(database: Database, *names: str) -> list[str | None]:
    async with database.read() as tx:
        return [await note(tx, name) for name in names]


@pytest.mark.long
async def test_300_concurrent_read_then_write_updates_lose_nothing(empty_database_url: str) -> None:
    # Opened twice, as two processes would: a pool of one takes turns only with itself.
    opened = [await open_database(empty_database_url) for _ in range(2)]
    async with opened[0].write() as tx:
        await keep_note(tx, "count", "0")

    async def count(database: Database) -> None:
        async with database.write() as tx:
            await serialise(tx, "count")
            before = int(await note(tx, "count") or "")
            await keep_note(tx, "count", str(before + 1))

    await asyncio.gather(*(count(opened[number % 2]) for number in range(300)))
    assert await notes(opened[0], "count") == ["300"]
    for database in opened:
        await database.close()


async def test_an_exception_takes_back_the_whole_transaction(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as tx:
            await keep_note(tx, "kept", "no")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert await notes(database, "kept") == [None]


async def test_a_write_cancelled_at_any_moment_is_whole_or_absent(database: Database) -> None:
    async def write_twice(value: str) -> None:
        async with database.write() as tx:
            await keep_note(tx, "left", value)
            await keep_note(tx, "right", value)

    moment, was_cancelled = 0, True
    while was_cancelled:
        # A cancelled statement costs its connection: with this one the next is there before it is disturbed.
        await write_twice("before")
        writing = asyncio.create_task(write_twice(str(moment)))
        for _ in range(moment):
            await asyncio.sleep(0)
        was_cancelled = writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        left, right = await notes(database, "left", "right")
        assert left == right
        moment += 1 + moment // 5
    assert left != "before"


async def test_a_reader_cannot_write(database: Database) -> None:
    async with database.read() as tx:
        with pytest.raises(DBAPIError, match=r"read-?only"):
            await keep_note(tx, "written", "by a reader")
    assert await notes(database, "written") == [None]


async def test_a_reader_sees_one_moment_throughout(database: Database) -> None:
    async with database.read() as reader:
        assert await note(reader, "news") is None
        async with database.write() as tx:
            await keep_note(tx, "news", "arrived")
        assert await note(reader, "news") is None
    assert await notes(database, "news") == ["arrived"]


async def test_whoever_asks_for_the_same_key_waits_until_the_first_is_done(database: Database) -> None:
    order: list[str] = []

    async def second() -> None:
        async with database.write() as tx:
            await serialise(tx, "pair", 1, 2)
            order.append("second")

    async with database.write() as tx:
        await serialise(tx, "pair", 1, 2)
        later = asyncio.create_task(second())
        await until_waiting(database, tx, later)
        order.append("first")
    await later
    assert order == ["first", "second"]


async def until_waiting(database: Database, tx: AsyncConnection, task: asyncio.Task[None]) -> None:
    """Give the task every chance to get past the lock."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    async with asyncio.timeout(60):
        for _ in range(200):
            await tx.execute(text("SELECT 1"))
        while database.dialect == "postgresql" and not task.done():
            if await tx.scalar(waiting):
                return


@pytest.mark.postgres
async def test_different_keys_do_not_wait_for_each_other(postgresql: PostgreSQL) -> None:
    async with postgresql.fresh() as url:
        database = await open_database(url)
        async with asyncio.timeout(60), database.write() as one, database.write() as other:
            await serialise(one, 1)
            await serialise(other, "1")
        await database.close()


async def test_only_new_rows_are_inserted_and_counted(database: Database) -> None:
    rows = [{"name": f"row {number}", "value": "first"} for number in range(2500)]
    async with database.write() as tx:
        assert await insert_new(tx, house_notes, []) == 0
        assert await insert_new(tx, house_notes, rows[:1]) == 1
        assert await insert_new(tx, house_notes, [row | {"value": "second"} for row in rows]) == 2499
        assert await insert_new(tx, house_notes, rows) == 0
    assert await notes(database, "row 0", "row 2499") == ["first", "second"]


async def test_a_note_of_the_house_replaces_the_one_before(database: Database) -> None:
    async with database.write() as tx:
        assert await note(tx, "tree") is None
        await keep_note(tx, "tree", "old")
        await keep_note(tx, "tree", "new")
        assert await note(tx, "tree") == "new"


async def test_sqlite_is_set_up_to_lose_nothing_and_keep_nothing_deleted(tmp_path: Path) -> None:
    database = await open_database(str(tmp_path / "new" / "folder" / "engawa.db"))
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    for transaction, query_only in ((database.write(), 0), (database.read(), 1)):
        async with transaction as tx:
            for pragma, value in (expected | {"query_only": query_only, "busy_timeout": 10_000}).items():
                assert await tx.scalar(text(f"PRAGMA {pragma}")) == value, pragma
    await database.close()
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["engawa.db"]


@pytest.mark.postgres
async def test_postgresql_is_reached_by_each_of_its_addresses(postgresql: PostgreSQL) -> None:
    async with postgresql.fresh() as url:
        for scheme in ("postgres://", "postgresql://", "postgresql+asyncpg://"):
            database = await open_database(url.replace("postgresql://", scheme))
            assert database.dialect == "postgresql"
            await database.close()


@pytest.mark.postgres
async def test_a_postgresql_that_was_restarted_is_used_again(postgresql: PostgreSQL) -> None:
    async with postgresql.fresh() as url:
        database, other = await open_database(url), await open_database(url)
        assert await notes(database, "before") == [None]
        async with other.write() as tx:
            others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            assert await tx.scalar(text("SELECT count(pg_terminate_backend(pid)) " + others))
        async with database.write() as tx:
            await keep_note(tx, "after", "written")
        assert await notes(database, "after") == ["written"]
        await database.close()
        await other.close()


async def test_an_unreachable_postgresql_is_one_plain_line_without_the_password() -> None:
    with pytest.raises(DatabaseFault, match="PostgreSQL cannot be reached: ") as caught:
        await open_database("postgresql://user:hidden@127.0.0.1:1/name")
    assert "\n" not in str(caught.value)
    assert "hidden" not in str(caught.value)


async def test_without_its_driver_postgresql_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(DatabaseFault, match=r"asyncpg.*“postgres”"):
        await open_database("postgresql://user@127.0.0.1:1/name")


async def test_a_file_that_is_no_database_is_named_in_one_plain_line(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, this is not a database. " * 100)
    with pytest.raises(DatabaseFault, match=r"letter\.txt cannot be opened .*not a database"):
        await open_database(str(path))


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseFault, match=r"The folder .*file cannot be made"):
        await open_database(f"sqlite:///{tmp_path}/file/engawa.db")


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "sqlite:engawa.db", "folder/", ""]
)
def test_an_address_that_names_no_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseFault):
        db.sqlite_path(url)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("engawa.db", "engawa.db"),
        ("sqlite:///engawa.db", "engawa.db"),
        ("sqlite+aiosqlite:///data/engawa.db", "data/engawa.db"),
        ("sqlite:////srv/data/縁側 1?.db", "/srv/data/縁側 1?.db"),
    ],
)
def test_a_file_is_named_by_a_path_or_an_address(url: str, path: str) -> None:
    assert db.sqlite_path(url) == Path.cwd() / path


def test_a_password_is_found_as_written_and_as_meant() -> None:
    assert db.secrets_in("postgresql://me:p%40ss@host/name") == ["p%40ss", "p@ss"]
    assert db.secrets_in("sqlite:///engawa.db") == []


async def test_the_database_says_how_long_it_takes_to_answer(database: Database) -> None:
    taken = await database.answer_time(10)
    assert taken is not None
    assert 0 < taken < 10


async def test_a_database_that_does_not_answer_in_time_has_no_answer_time(database: Database) -> None:
    assert await database.answer_time(10) is not None
    assert await database.answer_time(0) is None
    assert await database.answer_time(10) is not None


async def test_a_file_that_is_no_database_has_no_answer_time(tmp_path: Path) -> None:
    file = tmp_path / "engawa.db"
    database = await open_database(f"sqlite:///{file}")
    file.write_bytes(b"not a database " * 1000)
    assert await database.answer_time(10) is None
    await database.close()


@pytest.mark.postgres
async def test_a_postgresql_that_is_gone_has_no_answer_time(postgresql: PostgreSQL) -> None:
    async with postgresql.empty() as url:
        database = await open_database(url)
        assert await database.answer_time(10) is not None
    assert await database.answer_time(10) is None
    await database.close()
