"""What tests may ask for."""

import asyncio
import gc
import logging
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import hypothesis
import pytest

from bot import tree
from bot.courier import limiter
from bot.db import Database, migrate, open_database
from cogs import counting
from cogs.sessions import refreshing
from tests.gathering import Gathering
from tests.listening import Lines
from tests.postgresql import PostgreSQL, programs
from tests.thrift import commands_in_words, compiled_once
from tests.village import Village, village

# A machine that has much to do is no fault of what is tested.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

BOTH_DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
# Where the two differ most: locks, claims, keys. All else is tried on PostgreSQL at length.
ON_BOTH_AT_ONCE = {"test_db", "test_deliveries", "test_giving"}


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: now and then one waits, and each collects all the tests first."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Spare each full collection the walk through what has been imported and stays; have fewer of them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put off what is tried a second time, on PostgreSQL, and leave out what cannot be tried.

    That is what Discord's API description judges, where nobody named it, except in CI.
    """
    for item in items:
        if item.get_closest_marker("postgres") and item.path.stem not in ON_BOTH_AT_ONCE:
            item.add_marker("long")
    if os.environ.get("DISCORD_OPENAPI") or os.environ.get("CI") == "true":
        return
    judged = [item for item in items if item.get_closest_marker("openapi")]
    config.hook.pytest_deselected(items=judged)
    items[:] = [item for item in items if not item.get_closest_marker("openapi")]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server; without its programs the test is skipped, except in CI."""
    folder = programs()
    if folder is None:
        missing = "PostgreSQL's server programs are missing (Debian: apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    server = PostgreSQL(folder)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema and no rows, to be copied: migrating takes a while."""
    file = tmp_path_factory.mktemp("schema") / "engawa.db"
    asyncio.run(migrate(f"sqlite:///{file}"))
    return file


@asynccontextmanager
async def address(
    request: pytest.FixtureRequest, folder: Path, *, copy_of: Path | None = None
) -> AsyncIterator[str]:
    """The address of a database of the asked kind, gone afterwards: with the schema, or nothing in it."""
    if request.param == "sqlite":
        if copy_of is not None:
            shutil.copy(copy_of, folder / "engawa.db")
        yield f"sqlite:///{folder}/engawa.db"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    async with server.empty() if copy_of is None else server.fresh() as url:
        yield url


@pytest.fixture(params=BOTH_DATABASES)
async def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database with nothing in it, on SQLite and on PostgreSQL."""
    async with address(request, tmp_path) as url:
        yield url


@pytest.fixture(params=BOTH_DATABASES)
async def database(
    request: pytest.FixtureRequest, tmp_path: Path, empty_file: Path
) -> AsyncIterator[Database]:
    """An open database with the newest schema and no rows, on SQLite and on PostgreSQL."""
    async with address(request, tmp_path, copy_of=empty_file) as url:
        opened = compiled_once(await open_database(url))
        yield opened
        await opened.close()


@pytest.fixture
async def lines() -> AsyncIterator[Lines]:
    """What is logged from INFO on."""
    heard, root = Lines(), logging.getLogger()
    level = root.level
    root.setLevel(logging.INFO)
    root.addHandler(heard)
    yield heard
    root.removeHandler(heard)
    root.setLevel(level)


@pytest.fixture
def logging_afterwards() -> Iterator[None]:
    """Logging is as before once a test is over that set it up as the program does."""
    names = ["", "bot", "cogs", "alembic", "discord"]
    kept = {name: (logging.getLogger(name).level, logging.getLogger(name).handlers) for name in names}
    yield
    logging.captureWarnings(capture=False)
    for name, (level, handlers) in kept.items():
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).handlers = handlers


@pytest.fixture(autouse=True)
def worded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are put into words once: every bot that starts would do it for all of Discord's languages."""
    monkeypatch.setattr(tree, "in_words", commands_in_words)


@pytest.fixture
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the pauses that spare Discord, whose limits are off in a village's stand-in, and the disk."""
    monkeypatch.setattr(refreshing, "SECONDS_BETWEEN_EDITS", 0.0)
    monkeypatch.setattr(limiter, "PLACE_SECONDS", 0.0)
    monkeypatch.setattr(counting, "FLUSH_SECONDS", 0.02)


@pytest.fixture
async def world(unpaced: None, tmp_path: Path, empty_file: Path) -> AsyncIterator[Village]:
    """A stand-in Discord with people in it and the real bot connected over a real socket."""
    file = shutil.copy(empty_file, tmp_path / "engawa.db")
    async with village(f"sqlite:///{file}") as opened:
        yield opened


@pytest.fixture
def gathering(world: Village) -> Gathering:
    """Sessions in the village."""
    return Gathering(world)
