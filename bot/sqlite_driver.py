"""SQLite's driver: aiosqlite, with one trip to its thread for each statement, and one to commit.

By itself it goes there four times: for a cursor, to execute, to fetch, to close. Each trip wakes another
thread and waits for it, which takes longer than what SQLite does there. BEGIN travels with the first
statement, and nothing is rolled back where nothing was begun, which the pool asks for after every commit.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Self, cast

import aiosqlite

_ROWS_AT_ONCE = 64  # aiosqlite's own measure for reading bit by bit, which nobody here does


class _Fetched(NamedTuple):
    """All that a statement brought back."""

    description: Any
    rowcount: int
    lastrowid: int | None
    rows: list[Any]


_NOTHING = _Fetched(None, -1, None, [])


class SqliteConnection(aiosqlite.Connection):
    """A connection as SQLAlchemy's dialect for aiosqlite wants it, with cursors of its own.

    It begins no transaction by itself.
    """

    def __init__(self, path: Path, *, timeout: float) -> None:
        super().__init__(partial(sqlite3.connect, path, timeout=timeout, isolation_level=None), _ROWS_AT_ONCE)
        # A process that ends badly must not wait for it. Before 0.22 a connection was itself the thread.
        thread: Any = getattr(self, "_thread", self)
        thread.daemon = True
        self.to_begin: str | None = None
        """What begins a transaction, to travel with its first statement."""
        # Whether anything may have been done that is neither committed nor rolled back.
        self._touched = False

    def cursor(self) -> "Cursor":  # pyright: ignore[reportIncompatibleMethodOverride]
        return Cursor(self._fetch)

    async def commit(self) -> None:
        if self._touched:
            await super().commit()
        self._touched, self.to_begin = False, None

    async def rollback(self) -> None:
        if self._touched:
            await super().rollback()
        self._touched, self.to_begin = False, None

    async def _fetch(self, many: bool, sql: str, parameters: Sequence[Any]) -> _Fetched:
        begin, self.to_begin, self._touched = self.to_begin, None, True
        go = cast("Callable[..., Awaitable[_Fetched]]", self._execute)  # pyright: ignore[reportUnknownMemberType]
        return await go(self._fetch_there, begin, many, sql, parameters)

    def _fetch_there(self, begin: str | None, many: bool, sql: str, parameters: Sequence[Any]) -> _Fetched:
        cursor = self._conn.cursor()
        try:
            if begin is not None:
                cursor.execute(begin)
            (cursor.executemany if many else cursor.execute)(sql, parameters)
            # Closing it forgets all of this.
            rows = cursor.fetchall() if cursor.description else []
            return _Fetched(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
        finally:
            cursor.close()


class Cursor:
    """A statement and what it brought back, as SQLAlchemy asks for it."""

    arraysize = 1

    def __init__(self, fetch: Callable[[bool, str, Sequence[Any]], Awaitable[_Fetched]]) -> None:
        self._fetch = fetch
        self._fetched = _NOTHING

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        self._fetched = await self._fetch(False, sql, parameters)

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        self._fetched = await self._fetch(True, sql, parameters)

    @property
    def description(self) -> Any:
        return self._fetched.description

    @property
    def rowcount(self) -> int:
        return self._fetched.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._fetched.lastrowid

    async def fetchall(self) -> list[Any]:
        return self._fetched.rows

    async def close(self) -> None:
        """Nothing is open: all was fetched."""
