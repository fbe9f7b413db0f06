"""`python -m tests.benchmarks NAME`: measure, and print what was found as one JSON object.

A benchmark is a module of this package with `async def measure(*, quick: bool) -> dict[str, Any]`, whose
docstring's first line says what it is about. It takes less than 90 seconds, but for `leaderboard`, which
first fills two databases; with `quick`, which only shows that it works, a few.
"""

import argparse
import asyncio
import importlib
import json
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGES = ("discord.py", "aiohttp", "sqlalchemy", "orjson", "uvloop")


def benchmarks() -> dict[str, Any]:
    """Every benchmark by its name."""
    names = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    modules = {name: importlib.import_module(f"{__package__}.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "measure")}


def surroundings() -> dict[str, Any]:
    """What the figures were taken with. Who waits for a processor besides us makes them worse."""
    packages: dict[str, str] = {}
    for name in PACKAGES:
        try:
            packages[name] = version(name)
        except PackageNotFoundError:
            packages[name] = "not installed"
    return {
        "cores": os.cpu_count(),
        "load_before": [round(load, 2) for load in os.getloadavg()],
        "python": platform.python_version(),
        **packages,
    }


def main() -> int:
    known = benchmarks()
    about = [f"{name}: {(module.__doc__ or '').splitlines()[0]}" for name, module in known.items()]
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(about),
    )
    parser.add_argument("name", choices=known, metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="show only that it works")
    parser.add_argument("--members", type=int, help="of how many members, for leaderboard")
    parser.add_argument(
        "--database", choices=["sqlite", "postgresql"], help="on which alone, for leaderboard"
    )
    options = parser.parse_args()
    chosen = {name: value for name in ("members", "database") if (value := getattr(options, name))}
    around = surroundings()
    found = asyncio.run(known[options.name].measure(quick=options.quick, **chosen))
    report = {"benchmark": options.name, "quick": options.quick, "surroundings": around, **found}
    print(json.dumps(report, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
