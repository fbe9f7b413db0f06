"""The command line, as a host meets it: a process, its exit code and its one clear line."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import __version__
from bot.__main__ import main
from bot.config import Settings
from bot.db import MIGRATIONS

NEWEST = max(path.name[:4] for path in MIGRATIONS.glob("versions/[0-9]*.py"))
TOKEN = "made-up-token-of-a-test"

pytestmark = pytest.mark.usefixtures("logging_afterwards")

Engawa = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def engawa(tmp_path: Path) -> Engawa:
    """Run `python -m bot` in an empty folder with these settings and no others."""
    surroundings = {
        name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields
    }
    surroundings["PYTHONPATH"] = str(Path(__file__).parents[1])

    def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            env=surroundings | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    return run


def test_migrating_says_from_where_to_where(engawa: Engawa, tmp_path: Path) -> None:
    first = engawa("migrate")
    assert (first.returncode, first.stdout) == (0, f"The database went from empty to revision {NEWEST}.\n")
    second = engawa("migrate", DATABASE_URL=f"sqlite:///{tmp_path}/engawa.db")
    assert (second.returncode, second.stdout) == (0, f"The database is up to date at revision {NEWEST}.\n")
    assert second.stderr == ""


def test_rebuilding_says_what_differed_and_then_that_all_is_well(
    empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = shutil.copy(empty_file, tmp_path / "engawa.db")
    date = datetime.now(UTC).date()
    today = date.toordinal()
    with sqlite3.connect(file) as db:
        nothing = ", 0" * 9
        db.execute(f"INSERT INTO activity_days VALUES (1, {today}, 5, 3{nothing}, 1)")
        db.execute(f"INSERT INTO activity_members VALUES (1, 5, {today}, {today})")
        db.execute(f"INSERT INTO activity_servers VALUES (1, {today - 6}, 0, {today - 29}, 0, {today})")
        for period in (30, date.year, int(f"{date:%Y%m}")):
            db.execute(f"INSERT INTO activity_standings VALUES (1, 5, {period}, 3{nothing}, 1)")
        db.execute(f"INSERT INTO activity_standings VALUES (1, 5, 7, 4{nothing}, 1)")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.chdir(tmp_path)
    assert main(["rebuild", "standings"]) == 0
    assert capsys.readouterr().out == (
        "Server 1, window 7, member 5: messages 4 instead of 3.\n"
        "Standings that differed and were mended: 1.\n"
    )
    assert main(["rebuild", "standings"]) == 0
    assert capsys.readouterr().out == "All standings are the sums of their days.\n"


def test_running_with_mistaken_settings_lists_them_and_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", f"Bot {TOKEN}")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    assert main(["run"]) == 2
    said = capsys.readouterr()
    assert sorted(line.split()[0] for line in said.err.splitlines()) == ["DISCORD_TOKEN", "LOG_LEVEL"]
    assert TOKEN not in said.err + said.out


def test_running_with_a_database_out_of_reach_is_one_line(engawa: Engawa) -> None:
    address = "postgresql://engawa:hidden@127.0.0.1:1/engawa"
    ended = engawa("run", DISCORD_TOKEN=TOKEN, DATABASE_URL=address, DISCORD_API_URL="http://127.0.0.1:1")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith("PostgreSQL cannot be reached: ")
    assert "hidden" not in ended.stderr


def said_by(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int | str | None, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    said = capsys.readouterr()
    return ended.value.code, said.out + said.err


def test_the_version_is_the_projects(capsys: pytest.CaptureFixture[str]) -> None:
    assert said_by(capsys, "--version") == (0, f"engawa {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["dance"], "invalid choice: 'dance'"),
        (["run", "--clock-offset", "-1"], "a clock is only moved forward"),
        (["run", "--clock-offset", "inf"], "a clock is only moved forward"),
        (["run", "--clock-offset", "soon"], "a clock is only moved forward"),
        (["sandbox", "--port", "70000"], "a port is a number from 0 to 65535"),
        (["sandbox", "--port", "８７１０"], "a port is a number from 0 to 65535"),
        (["sandbox", "--language", "fr"], "invalid choice: 'fr'"),
    ],
)
def test_a_mistyped_command_is_explained(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = said_by(capsys, *arguments)
    assert code == 2
    assert complaint in said


def test_a_sandbox_whose_port_is_taken_says_so_before_it_makes_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "engawa.db"
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert main(["sandbox", "--port", port, "--no-browser", "--database", str(database)]) == 1
    said = capsys.readouterr().err
    assert f"Port {port} cannot be opened" in said
    assert f"--port {int(port) + 1}" in said
    assert list(tmp_path.iterdir()) == []
