"""The database: engines, transactions and the house's own notes.

SQLite needs no setup and is the default; PostgreSQL takes over when `DATABASE_URL` says so.
`bot/migrations` holds the schema's history and says how to add to it.
"""

import asyncio
import hashlib
import importlib
import logging
import re
import sqlite3
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import aiosqlite
from sqlalchemy import Column, Connection, MetaData, NullPool, Table, Text, event, func, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import AdaptedConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.sqlite_driver import SqliteConnection

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"

# How long an SQLite connection waits for another process that writes.
BUSY_SECONDS = 10.0
# A migration may rebuild a large table while a second process waits for its turn.
MIGRATION_BUSY_SECONDS = 120.0
# PostgreSQL on small hosts allows about twenty connections, shared by all processes.
POSTGRESQL_CONNECTIONS = 8
SQLITE_READERS = 4

_NEWS = "engawa news"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
)

house_notes = Table(
    "house_notes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


class DatabaseFault(Exception):  # noqa: N818 - the host reads this name in a sentence
    """The database cannot be used as it is; the text is one plain line for the host."""


class NewerDatabase(DatabaseFault):
    """The database was written by a newer Engawa than this one."""


class Database:
    """Where everything is kept. Made by `open_database`, closed once at the end."""

    def __init__(self, dialect: str, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self.dialect = dialect
        self._writer = writer
        self._reader = reader
        self._listeners: list[tuple[str, Callable[[], None]]] = []

    def read(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Open a read-only transaction that sees one moment of the database throughout."""
        return self._reader.begin()

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[AsyncConnection]:
        """Open one write transaction: it commits at the end and rolls back on an exception."""
        async with self._writer.begin() as tx:
            # What a transaction that was rolled back left behind is no news.
            tx.info.pop(_NEWS, None)
            yield tx
            news: set[str] = tx.info.pop(_NEWS, set())
        for name, hear in list(self._listeners):
            if name in news:
                hear()

    def within(self, tx: AsyncConnection) -> "Database":
        """This database seen from inside of an open write transaction, which all that is done here joins.

        So that what several features do stands or falls together.
        """
        return _Within(self.dialect, self._writer, self._reader, tx)

    def listen(self, name: str, hear: Callable[[], None]) -> Callable[[], None]:
        """Call `hear` whenever a transaction of this process has committed that announced this news.

        Returns what ends it.
        """
        listener = (name, hear)
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def fold_journal(self) -> None:
        """Empty SQLite's journal into the file, so that what was deleted no longer stands in it.

        PostgreSQL clears away by itself.
        """
        await self._outside_transactions("PRAGMA wal_checkpoint(TRUNCATE)")

    async def rewrite(self) -> None:
        """Write SQLite's file anew: where a page was once split, a copy of a deleted row may have stayed.

        Others that write wait meanwhile: one to four seconds for every 100 MB.
        """
        await self._outside_transactions("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")

    async def _outside_transactions(self, *statements: str) -> None:
        if self.dialect != "sqlite":
            return
        async with self._writer.connect() as connection:
            driver: aiosqlite.Connection | None = (await connection.get_raw_connection()).driver_connection
            assert driver is not None, "a connection that is open has one of the driver's"
            for statement in statements:
                await (await driver.execute(statement)).close()

    async def answer_time(self, patience: float) -> float | None:
        """How many seconds the database takes to answer; None when it does not within this many."""
        started = time.perf_counter()
        try:
            async with asyncio.timeout(patience), self.read() as tx:
                await note(tx, "any at all")
        except (SQLAlchemyError, DatabaseFault, OSError):
            return None
        return time.perf_counter() - started

    async def close(self) -> None:
        # Readers first: SQLite folds its journal into the file when the last connection, a writer, closes.
        await self._reader.dispose()
        await self._writer.dispose()


class _Within(Database):
    def __init__(self, dialect: str, writer: AsyncEngine, reader: AsyncEngine, tx: AsyncConnection) -> None:
        super().__init__(dialect, writer, reader)
        self._tx = tx

    def read(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return nullcontext(self._tx)

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[AsyncConnection]:
        yield self._tx


async def open_database(url: str, migrations: Path = MIGRATIONS) -> Database:
    """Bring the schema up to date and open the database.

    `url` is `sqlite:///path`, a plain path, or PostgreSQL's `postgresql://…`. Raises
    `DatabaseFault` when it cannot be used. Only tests bring other `migrations`.
    """
    await migrate(url, migrations)
    if is_postgresql(url):
        writer = _postgresql(url)
        reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return Database("postgresql", writer, reader)
    path = sqlite_path(url)
    writer = _sqlite(path, begin="BEGIN IMMEDIATE", pool_size=1)
    reader = _sqlite(path, begin="BEGIN", pool_size=SQLITE_READERS, query_only=True)
    return Database("sqlite", writer, reader)


async def migrate(url: str, migrations: Path = MIGRATIONS) -> tuple[str | None, str]:
    """Bring the schema to the newest revision in one transaction; return the revisions before and after.

    Processes that start together take turns, so each step is made once.
    """
    if is_postgresql(url):
        name, engine = "The database", _postgresql(url, migrating=True)
    else:
        path = sqlite_path(url, create_folder=True)
        name, engine = f"The database {path}", _sqlite(path, begin="BEGIN IMMEDIATE", migrating=True)
    try:
        async with engine.begin() as tx:
            await serialise(tx, "migrations")
            before, after = await tx.run_sync(partial(_migrate_in_transaction, migrations=migrations))
    except SQLAlchemyError as error:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        raise DatabaseFault(f"{name} cannot be opened and brought up to date: {reason}") from error
    finally:
        await engine.dispose()
    if before != after:
        log.info("database brought up to date", extra={"before": before, "after": after})
    return before, after


async def serialise(tx: AsyncConnection, *key: int | str) -> None:
    """Until this transaction ends, others that ask for the same key wait here."""
    if tx.dialect.name == "postgresql":
        digest = hashlib.blake2b(repr(key).encode(), digest_size=8).digest()
        await tx.execute(select(func.pg_advisory_xact_lock(int.from_bytes(digest, signed=True))))
    # SQLite's writers already take turns: BEGIN IMMEDIATE on a pool of one.


async def insert_new(tx: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows whose keys are not there yet; return how many were new."""
    if not rows:
        return 0
    # RETURNING lists what was really inserted; a driver's row count is not kept for many rows at once.
    statement = _insert(tx, table).on_conflict_do_nothing().returning(*table.primary_key)
    result = await tx.execute(statement, [dict(row) for row in rows])
    return len(result.all())


def announce(tx: AsyncConnection, news: str) -> None:
    """Once this transaction has committed, tell those in this process who listen for the news."""
    tx.info.setdefault(_NEWS, set()).add(news)


async def note(tx: AsyncConnection, name: str) -> str | None:
    """What the house wrote down under this name."""
    return await tx.scalar(select(house_notes.c.value).where(house_notes.c.name == name))


async def keep_note(tx: AsyncConnection, name: str, value: str) -> None:
    """Write a note of the house, over the one before."""
    statement = _insert(tx, house_notes).values(name=name, value=value)
    await tx.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def is_postgresql(url: str) -> bool:
    """Whether the address is PostgreSQL's rather than a file's."""
    return url.startswith(("postgres://", "postgresql://", "postgresql+asyncpg://"))


def secrets_in(url: str) -> list[str]:
    """What no log may show of an address: the password of PostgreSQL's, as written and as meant."""
    password = urlsplit(url).password if is_postgresql(url) else None
    return [password, unquote(password)] if password else []


def sqlite_path(url: str, *, create_folder: bool = False) -> Path:
    """The file an SQLite address names; `DatabaseFault` when it names none."""
    for prefix in ("sqlite+aiosqlite:///", "sqlite:///"):
        url = url.removeprefix(prefix)
    # Two letters at least: one is a drive of Windows.
    if re.match(r"[a-z][a-z0-9+]+:", url):
        raise DatabaseFault(
            "A database address is a file path, sqlite:///path or postgresql://user:password@host/name"
        )
    if not url or url.endswith("/") or ":memory:" in url:
        raise DatabaseFault("The database address must name a file, as in sqlite:///engawa.db")
    path = Path(url).expanduser().absolute()
    if create_folder:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseFault(f"The folder {path.parent} cannot be made: {error.strerror}") from error
    return path


def _insert(tx: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if tx.dialect.name == "sqlite" else postgresql.insert(table)


def _sqlite(
    path: Path, *, begin: str, pool_size: int = 1, query_only: bool = False, migrating: bool = False
) -> AsyncEngine:
    timeout = MIGRATION_BUSY_SECONDS if migrating else BUSY_SECONDS

    async def connect() -> aiosqlite.Connection:
        return await SqliteConnection(path, timeout=timeout)

    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        async_creator=connect,
        hide_parameters=True,
        **({"poolclass": NullPool} if migrating else {"pool_size": pool_size, "max_overflow": 0}),
    )
    pragmas = [
        # NORMAL may lose the last commits when the power goes.
        "synchronous=FULL",
        # In KiB, for each connection: the system has the file in its own cache. With SQLite's 2,000 they hold
        # eight megabytes more together, and counts are written no quicker.
        "cache_size=-512",
        # What a member has deleted must not linger in the file.
        "secure_delete=ON",
        # Rebuilding a parent table would delete its children; migrating checks the keys before it commits.
        f"foreign_keys={'OFF' if migrating else 'ON'}",
        f"query_only={'ON' if query_only else 'OFF'}",
    ]

    async def prepare(connection: aiosqlite.Connection) -> None:
        if migrating:
            # The file remembers this one.
            await _turn_on_wal(connection)
        for pragma in pragmas:
            await connection.execute(f"PRAGMA {pragma}")

    def set_up(connection: AdaptedConnection, _: ConnectionPoolEntry) -> None:
        connection.run_async(prepare)

    def begin_transaction(connection: Connection) -> None:
        # IMMEDIATE takes the write lock before the first read: a read-then-write update loses nothing.
        driver: Any = connection.connection.driver_connection
        driver.to_begin = begin

    event.listen(engine.sync_engine, "connect", set_up)
    event.listen(engine.sync_engine, "begin", begin_transaction)
    return engine


async def _turn_on_wal(connection: aiosqlite.Connection) -> None:
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            await connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            # Processes that open a new file together meet here, and SQLite does not wait for this by itself.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            await asyncio.sleep(0.05)
        else:
            return


def _postgresql(url: str, *, migrating: bool = False) -> AsyncEngine:
    try:
        # An optional extra without types of its own; only hosts with PostgreSQL install it.
        asyncpg: Any = importlib.import_module("asyncpg")
    except ImportError as error:
        raise DatabaseFault(
            "PostgreSQL needs the driver asyncpg: install Engawa with its extra “postgres”"
        ) from error
    address = "postgresql:" + url.partition(":")[2]
    # A statement that hangs is given up after a minute; a migration takes the time it takes.
    timeout = None if migrating else 60.0

    async def connect() -> Any:
        # asyncpg reads the address itself, as PostgreSQL's own programs do (sslmode, sockets, …).
        try:
            return await asyncpg.connect(address, command_timeout=timeout)
        except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            reason = str(error).strip().partition("\n")[0] or type(error).__name__
            raise DatabaseFault(f"PostgreSQL cannot be reached: {reason}") from error

    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        # In the text of an error they would carry what members wrote into the log.
        hide_parameters=True,
        # Said here, whatever the server's default: what follows `serialise` must see what others changed.
        isolation_level="READ COMMITTED",
        **(
            {"poolclass": NullPool}
            if migrating
            else {"pool_size": POSTGRESQL_CONNECTIONS, "max_overflow": 0, "pool_pre_ping": True}
        ),
    )


def _migrate_in_transaction(connection: Connection, *, migrations: Path) -> tuple[str | None, str]:
    """Make the missing steps inside the transaction that is open."""
    # Revisions are numbered files, so knowing the newest costs no import of Alembic.
    known = sorted(path.name[:4] for path in migrations.glob("versions/[0-9]*.py"))
    newest = known[-1]
    before: str | None = None
    if inspect(connection).has_table("alembic_version"):
        before = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if before == newest:
        return before, newest
    if before is not None and before not in known:
        raise NewerDatabase(
            f"The database is at revision {before}, newer than this Engawa, which knows up to {newest}: "
            "update Engawa, or restore the backup made before the database was updated"
        )
    from bot.migrations import upgrade  # noqa: PLC0415 - Alembic is imported only when there is a step to make

    upgrade(connection, migrations)
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken is not None:
            raise DatabaseFault(
                f"The update was undone: it would leave rows of {broken[0]} without their parent"
            )
    return before, newest
