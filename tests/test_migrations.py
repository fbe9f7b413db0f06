"""The schema's history: whole or not at all, once, and the same as the tables in code."""

import asyncio
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.db import MIGRATIONS, Database, DatabaseFault, NewerDatabase, keep_note, migrate, note, open_database
from bot.migrations import every_table

REVISIONS = sorted(path.name[:4] for path in MIGRATIONS.glob("versions/[0-9]*.py"))
NEWEST = REVISIONS[-1]

STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before!r}


def upgrade() -> None:
    {body}
"""


def history(folder: Path, *, upto: str = NEWEST, then: Iterable[str] = ()) -> Path:
    """A copy of our migrations up to a revision, and after it steps of a test's own."""
    (folder / "versions").mkdir(parents=True)
    shutil.copy(MIGRATIONS / "env.py", folder)
    for path in sorted(MIGRATIONS.glob("versions/[0-9]*.py")):
        if path.name[:4] <= upto:
            shutil.copy(path, folder / "versions")
    before = upto if upto in REVISIONS else None
    for number, body in enumerate(then, start=9001):
        revision = str(number)
        step = STEP.format(revision=revision, before=before, body=body)
        (folder / "versions" / f"{revision}_step.py").write_text(step)
        before = revision
    return folder


async def tables(url: str) -> dict[str, int]:
    """How many rows each table has, read without bringing the schema up to date."""
    if url.startswith("sqlite"):
        engine = sa.ext.asyncio.create_async_engine(url.replace("sqlite:", "sqlite+aiosqlite:"))
    else:
        engine = sa.ext.asyncio.create_async_engine(url.replace("postgresql:", "postgresql+asyncpg:"))
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names())
        counts = {
            name: await connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name)))
            for name in names
        }
    await engine.dispose()
    return {name: count or 0 for name, count in counts.items()}


async def test_the_tables_in_code_are_the_tables_the_migrations_make(database: Database) -> None:
    def difference(connection: sa.Connection) -> list[Any]:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return compare_metadata(context, every_table())

    async with database.read() as tx:
        assert await tx.run_sync(difference) == []


def test_revisions_are_numbered_in_one_line() -> None:
    assert [f"{number:04}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS


@pytest.mark.long
async def test_every_earlier_schema_keeps_its_rows_through_the_next_steps(
    empty_database_url: str, tmp_path: Path
) -> None:
    filled: set[str] = set()
    for revision in REVISIONS:
        database = await open_database(empty_database_url, history(tmp_path / revision, upto=revision))
        async with database.write() as tx:
            filled |= await tx.run_sync(fill_empty_tables)
        await database.close()
    rows = await tables(empty_database_url)
    assert {name: rows[name] for name in filled} == dict.fromkeys(filled, 1)


def fill_empty_tables(connection: sa.Connection) -> set[str]:
    """Put one row of ones into every table that has none, parents before children."""
    schema = sa.MetaData()
    schema.reflect(connection)
    of_kind = {int: 1, str: "1", bool: True, float: 1.0, bytes: b"1"}
    for table in schema.sorted_tables:
        if not connection.scalar(sa.select(sa.func.count()).select_from(table)):
            row = {column.name: of_kind[column.type.python_type] for column in table.columns}
            connection.execute(table.insert().values(row))
    return {table.name for table in schema.sorted_tables}


async def test_a_failing_migration_leaves_nothing_half_done(empty_database_url: str, tmp_path: Path) -> None:
    before = await migrate(empty_database_url)
    half = (
        'op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))',
        """op.execute("INSERT INTO house_notes VALUES ('half', 'done')")""",
        'op.execute("SELECT * FROM nowhere")',
    )
    with pytest.raises(DatabaseFault, match="nowhere"):
        await open_database(empty_database_url, history(tmp_path / "failing", then=half))
    left = await tables(empty_database_url)
    assert "half" not in left
    assert left["house_notes"] == 0
    assert before == (None, NEWEST)
    assert await migrate(empty_database_url) == (NEWEST, NEWEST)


async def test_a_first_start_that_fails_leaves_an_empty_database(
    empty_database_url: str, tmp_path: Path
) -> None:
    with pytest.raises(DatabaseFault, match="nowhere"):
        await open_database(
            empty_database_url, history(tmp_path / "h", then=['op.execute("SELECT * FROM nowhere")'])
        )
    assert await tables(empty_database_url) == {}


async def test_a_newer_database_is_refused_and_left_as_it_is(empty_database_url: str, tmp_path: Path) -> None:
    newer = history(tmp_path / "newer", then=['op.create_table("future", sa.Column("id", sa.Integer()))'])
    database = await open_database(empty_database_url, newer)
    async with database.write() as tx:
        await keep_note(tx, "written by", "the newer one")
    await database.close()
    with pytest.raises(NewerDatabase, match=f"revision 9001.*knows up to {NEWEST}"):
        await open_database(empty_database_url)
    database = await open_database(empty_database_url, newer)
    async with database.read() as tx:
        assert await note(tx, "written by") == "the newer one"
    await database.close()


PARENT_AND_CHILD = """
    op.create_table("parents", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("age", sa.Integer))
    parent = sa.ForeignKey("parents.id", ondelete="{on_delete}")
    op.create_table("children", sa.Column("parent", sa.Integer(), parent, nullable=False))
    op.execute("INSERT INTO parents VALUES (1, 40)")
    op.execute("INSERT INTO children VALUES (1)")
"""


async def test_rebuilding_a_parent_table_keeps_its_children(empty_database_url: str, tmp_path: Path) -> None:
    rebuild = 'with op.batch_alter_table("parents") as t: t.alter_column("age", type_=sa.BigInteger())'
    steps = [PARENT_AND_CHILD.format(on_delete="CASCADE"), rebuild]
    await migrate(empty_database_url, history(tmp_path / "family", then=steps))
    rows = await tables(empty_database_url)
    assert (rows["parents"], rows["children"]) == (1, 1)


async def test_a_migration_that_would_orphan_rows_is_undone(empty_database_url: str, tmp_path: Path) -> None:
    first = history(tmp_path / "first", then=[PARENT_AND_CHILD.format(on_delete="RESTRICT")])
    await migrate(empty_database_url, first)
    steps = [PARENT_AND_CHILD.format(on_delete="RESTRICT"), 'op.execute("DELETE FROM parents")']
    with pytest.raises(DatabaseFault, match="children"):
        await migrate(empty_database_url, history(tmp_path / "second", then=steps))
    assert (await tables(empty_database_url))["parents"] == 1


async def run_python(code: str, *arguments: str) -> str:
    """What another process prints that does this."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, *arguments, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    return said.decode().strip()


MIGRATE = "import asyncio, sys; from bot.db import migrate; done = asyncio.run(migrate(sys.argv[1])); "


@pytest.mark.long
async def test_two_processes_that_start_together_migrate_one_file_once(tmp_path: Path) -> None:
    # To PostgreSQL a process is a connection, as in the next test; SQLite's locks are between processes.
    code = MIGRATE + "print(done)"
    path = str(tmp_path / "engawa.db")
    said = await asyncio.gather(run_python(code, path), run_python(code, path))
    assert sorted(said) == [f"('{NEWEST}', '{NEWEST}')", f"(None, '{NEWEST}')"]


async def test_connections_that_open_an_empty_database_together_take_turns(empty_database_url: str) -> None:
    said = await asyncio.gather(*(migrate(empty_database_url) for _ in range(8)))
    assert sorted(before or "" for before, _ in said) == [""] + [NEWEST] * 7


async def test_a_database_that_is_up_to_date_opens_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/engawa.db"
    await migrate(url)
    imported = (await run_python(MIGRATE + "print(*sys.modules)", url)).split()
    assert "aiosqlite" in imported
    assert "alembic" not in imported
