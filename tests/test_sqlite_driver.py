"""SQLite's driver goes to its thread as seldom as it can, and brings back all that SQLAlchemy asks for."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.db import Database, open_database
from bot.sqlite_driver import SqliteConnection

INSERT = text("INSERT INTO house_notes (name, value) VALUES (:name, :value)")
READ = text("SELECT name, value FROM house_notes ORDER BY name")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await open_database(f"sqlite:///{tmp_path}/engawa.db")
    yield opened
    await opened.close()


@pytest.fixture
async def trips(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the thread is asked for from now on."""
    async with database.write() as tx:  # opens the connection
        await tx.execute(READ)
    trips: list[str] = []
    go = SqliteConnection._execute

    async def counted(self: SqliteConnection, function: Any, *arguments: Any) -> Any:
        trips.append(function.__name__)
        return await go(self, function, *arguments)

    monkeypatch.setattr(SqliteConnection, "_execute", counted)
    return trips


async def test_each_statement_is_one_trip_to_the_thread(database: Database, trips: list[str]) -> None:
    async with database.write() as tx:
        await tx.execute(INSERT, {"name": "a", "value": "1"})
        await tx.execute(READ)

    assert trips == ["_fetch_there"] * 2 + ["commit"]


async def test_a_transaction_without_a_statement_goes_nowhere(database: Database, trips: list[str]) -> None:
    async with database.write():
        pass

    assert trips == []


async def test_what_fails_is_rolled_back_before_the_next_begins(database: Database, trips: list[str]) -> None:
    async def fail() -> None:
        async with database.write() as tx:
            await tx.execute(INSERT, {"name": "a", "value": "1"})
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with database.write() as tx:
        assert (await tx.execute(READ)).all() == []

    assert trips == ["_fetch_there", "rollback", "_fetch_there", "commit"]


async def test_a_write_that_was_cancelled_leaves_nothing_behind(database: Database) -> None:
    inserted = asyncio.Event()

    async def write() -> None:
        async with database.write() as tx:
            await tx.execute(INSERT, {"name": "a", "value": "1"})
            inserted.set()
            await asyncio.Event().wait()

    writing = asyncio.create_task(write())
    await inserted.wait()
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)

    async with database.write() as tx:
        assert (await tx.execute(READ)).all() == []


async def test_rows_and_how_many_were_changed_come_back(database: Database) -> None:
    rows = [{"name": name, "value": "1"} for name in "abc"]
    async with database.write() as tx:
        await tx.execute(INSERT, rows)
        changed = await tx.execute(text("UPDATE house_notes SET value = '2' WHERE name <> 'a'"))
        gone = await tx.execute(text("DELETE FROM house_notes WHERE name = 'b' RETURNING name, value"))

        assert changed.rowcount == 2
        assert gone.all() == [("b", "2")]
        assert (await tx.execute(READ)).all() == [("a", "1"), ("c", "2")]


async def test_what_goes_wrong_in_the_thread_is_told_and_undone(database: Database) -> None:
    async def write_twice() -> None:
        async with database.write() as tx:
            await tx.execute(INSERT, {"name": "a", "value": "1"})
            await tx.execute(INSERT, {"name": "a", "value": "2"})

    with pytest.raises(IntegrityError):
        await write_twice()

    async with database.read() as tx:
        assert (await tx.execute(READ)).all() == []
