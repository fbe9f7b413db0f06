"""The ledger as it stands on disk, read without any code of the bot."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg

from tests.chaos.judge import Row

_COLUMNS = "event_id, helper_id, helped_id, note, message_id, counts, undone_at"


async def ledger(database_url: str, guild_id: int) -> list[Row]:
    """All rows of one server. With SQLite nobody may have the file open: its bot must have ended."""
    if database_url.startswith("sqlite:///"):
        found: list[Any] = _of_file(Path(database_url.removeprefix("sqlite:///")), guild_id)
    else:
        found = await _of_server(database_url, guild_id)
    return [
        Row(event_id, helper_id, helped_id, note, message_id, bool(counts), undone_at is not None)
        for event_id, helper_id, helped_id, note, message_id, counts, undone_at in found
    ]


def _of_file(path: Path, guild_id: int) -> list[Any]:
    with TemporaryDirectory() as folder:
        # A copy, because whoever opens a killed bot's file mends it: that is for the next bot to do.
        for part in path.parent.glob(f"{path.name}*"):
            shutil.copy(part, folder)
        with closing(sqlite3.connect(Path(folder) / path.name)) as connection:
            return connection.execute(
                f"SELECT {_COLUMNS} FROM gives WHERE guild_id = ?", (guild_id,)
            ).fetchall()


async def _of_server(database_url: str, guild_id: int) -> list[Any]:
    connection = await asyncpg.connect(database_url)
    try:
        return await connection.fetch(f"SELECT {_COLUMNS} FROM gives WHERE guild_id = $1", guild_id)
    finally:
        await connection.close()
