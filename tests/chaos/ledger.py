"""What the bot has on disk, read without any code of the bot."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg

from tests.chaos.judge import Row

_GIVES = """
    SELECT event_id, helper_id, helped_id, note, message_id, counts, undone_at FROM gives WHERE guild_id = $1
"""


async def ledger(database_url: str, guild_id: int) -> list[Row]:
    """All rows of one server. With SQLite nobody may have the file open: its bot must have ended."""
    return [
        Row(event_id, helper_id, helped_id, note, message_id, bool(counts), undone_at is not None)
        for event_id, helper_id, helped_id, note, message_id, counts, undone_at in await on_disk(
            database_url, _GIVES, guild_id
        )
    ]


async def on_disk(database_url: str, query: str, *arguments: int) -> list[Any]:
    """The rows of a query, whose arguments are $1, $2, …; with SQLite nobody may have the file open."""
    if database_url.startswith("sqlite:///"):
        return _of_file(Path(database_url.removeprefix("sqlite:///")), query.replace("$", "?"), arguments)
    connection = await asyncpg.connect(database_url)
    try:
        return await connection.fetch(query, *arguments)
    finally:
        await connection.close()


def _of_file(path: Path, query: str, arguments: tuple[int, ...]) -> list[Any]:
    with TemporaryDirectory() as folder:
        # A copy, because whoever opens a killed bot's file mends it: that is for the next bot to do.
        for part in path.parent.glob(f"{path.name}*"):
            shutil.copy(part, folder)
        with closing(sqlite3.connect(Path(folder) / path.name)) as connection:
            return connection.execute(query, arguments).fetchall()
