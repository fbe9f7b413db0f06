"""`python -m tests.chaos thanks`: break the bot on purpose, and say in JSON whether it kept its promises."""

import argparse
import asyncio
import json
import random
import sys

from tests.chaos.thanks import thanks


def main() -> int:
    """1 when a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    commands = parser.add_subparsers(required=True, metavar="WHAT")
    command = commands.add_parser("thanks", help="kill the bot while people thank, repeat and undo")
    command.set_defaults(run=thanks)
    command.add_argument("--kills", type=int, default=60)
    command.add_argument("--seed", type=int, default=random.randrange(10**6), help="to choose alike again")
    command.add_argument(
        "--postgresql", metavar="URL", help="an empty database, instead of a new SQLite file"
    )
    options = vars(parser.parse_args())
    report = asyncio.run(options.pop("run")(**options))
    print(json.dumps(report, indent=2))
    return 1 if any(report["broken"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
