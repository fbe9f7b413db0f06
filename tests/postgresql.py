"""A PostgreSQL server of the tests' own: started in a temporary folder, thrown away at the end."""

import os
import shutil
import subprocess
import tempfile
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


class PostgreSQL:
    """A running server that hands out fresh databases."""

    def __init__(self, folder_of_programs: Path) -> None:
        self._programs = folder_of_programs
        # A socket's path may hold about a hundred characters: pytest's own folders are too deep.
        self._folder = Path(tempfile.mkdtemp(prefix="engawa-pg-"))
        self._made = 0
        self._template = ""
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

    async def empty(self) -> str:
        """The address of a new database with nothing in it."""
        return await self._create("template0")

    async def fresh(self) -> str:
        """The address of a new database with the newest schema."""
        if not self._template:
            url = await self._create("template0")
            await migrate(url)
            self._template = url.partition("?")[0].rpartition("/")[2]
        return await self._create(self._template)

    async def _create(self, template: str) -> str:
        self._made += 1
        name = f"test_{self._made}"
        await self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    async def drop(self, url: str) -> None:
        name = url.partition("?")[0].rpartition("/")[2]
        await self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self._folder)
