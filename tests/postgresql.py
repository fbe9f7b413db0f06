"""A PostgreSQL server of the tests' own: started in a temporary folder, thrown away at the end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg

from bot.db import migrate

# Nothing here outlives the run, so nothing waits for the disk.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


def programs() -> Path | None:
    """The folder of PostgreSQL's server programs, or None where there are none."""
    on_path = shutil.which("initdb")
    # A distribution may put a lone link on the PATH: the server stands beside the real file.
    candidates = [Path(on_path).resolve().parent] if on_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in candidates if (folder / "pg_ctl").exists()), None)


# Without regard to who refers to whom: everything goes.
EMPTY_ALL_TABLES = """
    DO $$
    DECLARE name text;
    BEGIN
        SET LOCAL session_replication_role = replica;
        FOR name IN
            SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
        LOOP
            EXECUTE format('DELETE FROM %I', name);
        END LOOP;
    END $$
"""


class PostgreSQL:
    """A running server that hands out fresh databases."""

    def __init__(self, folder_of_programs: Path) -> None:
        self._programs = folder_of_programs
        # A socket's path may hold about a hundred characters: pytest's own folders are too deep.
        self._folder = Path(tempfile.mkdtemp(prefix="engawa-pg-"))
        self._made = 0
        self._idle: list[str] = []
        # PostgreSQL refuses to run as root.
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
            self._user = {"user": "postgres", "group": "postgres", "extra_groups": []}
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        settings = CARELESS | {"listen_addresses": "", "unix_socket_directories": str(self._folder)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        # The server keeps its parent's output open: a pipe here would be waited for until it ends.
        with (self._folder / "output").open("w+") as output:
            done = subprocess.run(
                command, cwd=self._folder, stdout=output, stderr=output, check=False, **self._user
            )
            if done.returncode:
                output.seek(0)
                raise RuntimeError(f"{program} failed: {output.read()}")

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self._folder}"

    @asynccontextmanager
    async def empty(self) -> AsyncIterator[str]:
        """The address of a new database with nothing in it."""
        url = await self._create()
        try:
            yield url
        finally:
            name = url.partition("?")[0].rpartition("/")[2]
            await self._execute(self.url("postgres"), f"DROP DATABASE {name} WITH (FORCE)")

    @asynccontextmanager
    async def fresh(self) -> AsyncIterator[str]:
        """The address of a database with the newest schema and no rows.

        Making one takes PostgreSQL half a second, so it is emptied and handed out again.
        """
        if self._idle:
            url = self._idle.pop()
        else:
            url = await self._create()
            await migrate(url)
        try:
            yield url
        finally:
            await self._execute(url, EMPTY_ALL_TABLES)
            self._idle.append(url)

    async def _create(self) -> str:
        self._made += 1
        await self._execute(self.url("postgres"), f"CREATE DATABASE test_{self._made} TEMPLATE template0")
        return self.url(f"test_{self._made}")

    async def _execute(self, url: str, statement: str) -> None:
        # Whoever left a transaction open is told so, instead of waited for.
        connection = await asyncpg.connect(url, server_settings={"lock_timeout": "5s"})
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self._folder)
