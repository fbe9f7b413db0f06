"""`python -m tests.chaos thanks|courier|sessions|checkins`: break the bot on purpose, see what it kept."""

import argparse
import asyncio
import json
import random
import sys

from tests.chaos.checkins import checkins
from tests.chaos.courier import courier
from tests.chaos.sessions import sessions
from tests.chaos.thanks import thanks


def main() -> int:
    """1 when a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    commands = parser.add_subparsers(required=True, metavar="WHAT")
    command = commands.add_parser("thanks", help="kill the bot while people thank, repeat and undo")
    command.set_defaults(run=thanks)
    _common(command, kills=60, postgresql="an empty database, instead of a new SQLite file")
    command = commands.add_parser("courier", help="kill the bot while it delivers")
    command.set_defaults(run=courier)
    _common(command, kills=100, postgresql="an empty database, instead of one of a server of its own")
    command.add_argument(
        "--processes",
        type=int,
        choices=(1, 2),
        help="only one, on SQLite or the database given; or only two, on one PostgreSQL; else both",
    )
    command = commands.add_parser("sessions", help="kill the bot through a day of sessions")
    command.set_defaults(run=sessions)
    _common(command, kills=100, postgresql="an empty database, instead of a new SQLite file")
    command = commands.add_parser("checkins", help="kill the bot while people check in and share it")
    command.set_defaults(run=checkins)
    _common(command, kills=40, postgresql="an empty database, instead of a new SQLite file")
    options = vars(parser.parse_args())
    report = asyncio.run(options.pop("run")(**options))
    print(json.dumps(report, indent=2))
    return 1 if any(report["broken"].values()) else 0


def _common(command: argparse.ArgumentParser, *, kills: int, postgresql: str) -> None:
    command.add_argument("--kills", type=int, default=kills)
    command.add_argument("--seed", type=int, default=random.randrange(10**6), help="to choose alike again")
    command.add_argument("--postgresql", metavar="URL", help=postgresql)


if __name__ == "__main__":
    sys.exit(main())
