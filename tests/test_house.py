"""The house itself: who may import whom, what may be named, which versions were tested."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]

# Who may import which of our own rooms. The longest name that fits counts, and stands for what is below it.
MAY_IMPORT: dict[str, list[str]] = {
    "bot": ["bot"],
    "bot.errors": [],
    "bot.clock": [],
    "bot.when": ["bot.when"],
    "bot.texts": [],
    "bot.logs": [],
    "bot.neighbours": [],
    "bot.habits": ["bot.neighbours"],
    "bot.past": ["bot.habits", "bot.neighbours", "bot.when"],
    "bot.remembering": ["bot.db", "bot.features", "bot.habits", "bot.past", "bot.when"],
    "bot.pictures": ["bot.pictures"],
    "bot.config": ["bot.db"],
    "bot.db": ["bot.migrations", "bot.sqlite_driver"],
    "bot.sqlite_driver": [],
    "bot.migrations": ["bot.db", "bot.features", "bot.migrations"],
    "bot.features": ["bot.db", "bot.errors", "bot.when", "bot.features"],
    "bot.schedule": ["bot.clock"],
    "bot.courier": ["bot.clock", "bot.db", "bot.features.deliveries", "bot.courier"],
    # An independent witness of the protocol: it shares no code with the bot it is tried on.
    "bot.sandbox": ["bot.sandbox"],
    "cogs": [
        "bot.app",
        # What a cog has for the courier is registered there: renders and duties.
        "bot.courier",
        "bot.ui",
        "bot.reach",
        "bot.texts",
        "bot.when",
        "bot.errors",
        "bot.pictures",
        "bot.features",
    ],
}
# Rooms that few may enter.
ENTERED_BY = {
    "bot.sandbox": ["bot.sandbox", "bot.demo"],
    "bot.neighbours": ["bot.demo", "bot.habits", "bot.past"],
    "bot.habits": ["bot.demo", "bot.past", "bot.remembering"],
    "bot.past": ["bot.demo", "bot.remembering"],
    "bot.remembering": ["bot.demo"],
    "bot.demo": ["bot.__main__", "bot.demo"],
    "bot.sqlite_driver": ["bot.db"],
    "bot.__main__": [],
}
# Among features imports run to the left only; those of one group do not know each other.
FEATURES = [
    ["settings", "consent", "drafts", "departures"],
    ["deliveries"],
    ["notices"],
    ["giving", "voice"],
    ["goals", "replies"],
    ["sessions", "checkins", "support"],
    ["activity"],
    ["boards"],
    ["letters", "exports"],
    ["privacy"],
]
# Which rooms may import a library at all.
ONLY_IN = {
    "apscheduler": ["bot.schedule"],
    "typst": ["bot.pictures"],
    "alembic": ["bot.migrations"],
    "asyncpg": ["bot.db"],
    "aiosqlite": ["bot.db", "bot.sqlite_driver"],
    # The courier runs what features say, reach what a failure means; cogs know no transaction's inside.
    "sqlalchemy": ["bot.db", "bot.features", "bot.migrations", "bot.courier", "bot.reach"],
    "fluent": ["bot.texts"],
    "holidays": ["bot.when"],
    "icalendar": ["cogs.sessions.calendars"],
    "pydantic": ["bot.config"],
    "pydantic_settings": ["bot.config"],
    "discord": [
        "bot.app",
        "bot.compatible",
        "bot.serving",
        "bot.tree",
        "bot.ui",
        "bot.reach",
        "bot.courier",
        "bot.demo",
        "cogs",
    ],
}
KNOW_REAL_TIME = {
    "bot.clock": "everybody else asks it",
    "bot.schedule": "its library's timers run in real time",
    "bot.sandbox": "it is a server of its own",
    "bot.demo": "it sets a clock that begins elsewhere than now",
}
# Rooms that stand in DESIGN and are not built yet.
PLANNED = {"bot.reach"}

ENGINES = {"create_async_engine", "create_engine", "async_engine_from_config", "engine_from_config"}

# Put together here, so that this file does not name them either.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".",
    "deb.debian" + ".org",
    "proxy.golang" + ".org",
]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, list[ast.AST]]:
    """Every module of ours, and all that is written in it."""
    paths = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")]
    return {
        module_of(path): list(ast.walk(ast.parse(path.read_text(encoding="utf-8")))) for path in sorted(paths)
    }


@cache
def imports(module: str) -> tuple[str, ...]:
    """Everything a module imports, wherever in it, by full name."""
    return tuple(_imports(module))


def _imports(module: str) -> Iterator[str]:
    package = (
        module if (ROOT / module.replace(".", "/") / "__init__.py").exists() else module.rpartition(".")[0]
    )
    for node in modules()[module]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                name = f"{source}.{alias.name}"
                yield name if name in modules() else source


def stands_in(module: str, room: str) -> bool:
    return module == room or module.startswith(room + ".")


def test_every_room_imports_only_what_it_may() -> None:
    for module in modules():
        room = max((room for room in MAY_IMPORT if stands_in(module, room)), key=len)
        for name in imports(module):
            if name.startswith("bot."):
                assert any(stands_in(name, other) for other in MAY_IMPORT[room]), f"{module} imports {name}"


def test_no_cog_is_known_to_another_or_to_the_house() -> None:
    for module in modules():
        own = ".".join(module.split(".")[:2])
        for name in imports(module):
            assert not name.startswith("cogs.") or stands_in(name, own), f"{module} imports {name}"


@pytest.mark.parametrize("room", ENTERED_BY)
def test_a_room_is_entered_by_those_who_may(room: str) -> None:
    for module in modules():
        if not any(stands_in(module, who) for who in ENTERED_BY[room]):
            assert not [name for name in imports(module) if stands_in(name, room)], module


def test_among_features_imports_run_one_way() -> None:
    rank = {name: position for position, group in enumerate(FEATURES) for name in group}
    for module in modules():
        if module.startswith("bot.features."):
            feature = module.split(".")[2]
            assert feature in rank, f"give {feature} its place in FEATURES"
            for name in imports(module):
                other = name.split(".")[2] if name.startswith("bot.features.") else feature
                assert other == feature or rank[other] < rank[feature], f"{module} imports {name}"


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_in_its_rooms(library: str) -> None:
    for module in modules():
        if any(stands_in(name, library) for name in imports(module)):
            assert any(stands_in(module, room) for room in ONLY_IN[library]), f"{module} imports {library}"


def test_only_the_database_makes_engines() -> None:
    for module, nodes in modules().items():
        named = {node.id for node in nodes if isinstance(node, ast.Name)}
        named |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        assert module == "bot.db" or not named & ENGINES, module


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = {"time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "datetime.today", "date.today"}
    asking |= {"utils.utcnow", "discord.utils.utcnow"}
    for module, nodes in modules().items():
        if not any(stands_in(module, room) for room in KNOW_REAL_TIME):
            asked = {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}
            assert not asked & asking, module


def test_the_rules_name_rooms_as_they_are_written() -> None:
    # A rule for a room that was renamed would hold for nobody, and nobody would notice.
    named = {
        *MAY_IMPORT,
        *ENTERED_BY,
        *KNOW_REAL_TIME,
        *chain(*MAY_IMPORT.values(), *ENTERED_BY.values(), *ONLY_IN.values()),
    }
    assert {room for room in named if not room.startswith("bot.features.")} <= {*modules(), *PLANNED}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_tracked_file_names_a_package_registry() -> None:
    for path in tracked():
        words = path.read_bytes()
        for host in REGISTRIES:
            assert host.encode() not in words, f"{path.relative_to(ROOT)} names {host}"
    assert ROOT / "uv.lock" not in tracked()


def pins(lines: list[str]) -> dict[str, str]:
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"==[^*,]+", str(pin.specifier)) and not pin.url for pin in found)
    return {pin.name: f"{pin.specifier} ; {pin.marker}" for pin in found}


def test_hosts_get_the_versions_that_were_tested() -> None:
    for_hosts = pins((ROOT / "requirements.txt").read_text().splitlines())
    tested = pins(project()["tool"]["uv"]["constraint-dependencies"])
    assert for_hosts.items() <= tested.items()


def test_everything_that_engawa_needs_is_pinned() -> None:
    about = project()
    extras = [line for lines in about["project"]["optional-dependencies"].values() for line in lines]
    for_hosts = needed([*about["project"]["dependencies"], *extras])
    for_tests = needed(about["dependency-groups"]["dev"])
    assert for_hosts <= set(pins((ROOT / "requirements.txt").read_text().splitlines()))
    assert for_hosts | for_tests <= set(pins(about["tool"]["uv"]["constraint-dependencies"]))


def project() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def needed(lines: list[str]) -> set[str]:
    """What these requirements need in turn, on this machine and as far as it is installed here."""
    found: set[str] = set()
    waiting = [Requirement(line) for line in lines]
    while waiting:
        requirement = waiting.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in found and not requirement.extras:
            continue
        found.add(name)
        try:
            below = [Requirement(line) for line in requires(name) or []]
        except PackageNotFoundError:
            continue
        extras = ["", *requirement.extras]
        waiting += [
            r
            for r in below
            if r.marker is None or any(r.marker.evaluate({"extra": extra}) for extra in extras)
        ]
    return found
