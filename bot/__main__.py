"""The command line: `engawa`, or `python -m bot`."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__, db, logs
from bot.clock import Clock
from bot.config import HouseSettings, SettingsError, load_house_settings, load_settings

if TYPE_CHECKING:
    from bot.features.activity import Difference

# What a process answers that could not start: 1 for a fault of its surroundings, 2 for its settings.
FAULT = 1
MISTAKEN_SETTINGS = 2
INTERRUPTED = 130

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; what a host can mend is said in plain lines, without a traceback."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except SettingsError as mistakes:
        print(mistakes, file=sys.stderr)
        return MISTAKEN_SETTINGS
    except db.DatabaseFault as fault:
        print(fault, file=sys.stderr)
        return FAULT
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        log.critical("stopped by a mistake of Engawa's own", exc_info=True)
        return FAULT


def run(options: argparse.Namespace) -> int:
    """Run the bot until it is stopped."""
    settings = load_settings()
    _log_by(settings, settings.discord_token.get_secret_value())
    # Here, because the other commands need no Discord.
    from bot import serving  # noqa: PLC0415

    return serving.run(settings, Clock(options.clock_offset))


def sandbox(options: argparse.Namespace) -> int:
    """Run the bot beside a stand-in Discord with a page to try it on."""
    logs.set_up("warning")
    # Here, because a host's bot carries no stand-in.
    from bot import demo  # noqa: PLC0415

    return demo.main(options)


def migrate(_: argparse.Namespace) -> int:
    """Bring the database up to date and say what was done."""
    settings = load_house_settings()
    _log_by(settings)
    before, after = asyncio.run(db.migrate(settings.database_url))
    if before == after:
        print(f"The database is up to date at revision {after}.")
    else:
        print(f"The database went from {f'revision {before}' if before else 'empty'} to revision {after}.")
    return 0


def rebuild(_: argparse.Namespace) -> int:
    """Prove that standings are the sum of their days, mend what is not, and say what differed."""
    settings = load_house_settings()
    _log_by(settings)
    return asyncio.run(_rebuild(settings.database_url))


async def _rebuild(url: str) -> int:
    # Here, because the other commands need no features.
    from bot.features import activity  # noqa: PLC0415

    opened = await db.open_database(url)
    differed = 0
    try:
        async for one in activity.rebuild(opened, int(Clock().now())):
            differed += 1
            print(f"Server {one.guild_id}, window {one.period}, member {one.user_id}: {_said(one)}.")
    finally:
        await opened.close()
    print(
        f"Standings that differed and were mended: {differed}."
        if differed
        else "All standings are the sums of their days."
    )
    return 0


def _said(one: "Difference") -> str:
    """What differed, as in "messages 3 instead of 4"."""
    names = one.stood.keys() | one.should.keys()
    pairs = {name: (one.stood.get(name, 0), one.should.get(name, 0)) for name in sorted(names)}
    return ", ".join(
        f"{name} {stood} instead of {should}" for name, (stood, should) in pairs.items() if stood != should
    )


def _log_by(settings: HouseSettings, *secrets: str) -> None:
    logs.set_up(settings.log_level, settings.log_format, (*secrets, *db.secrets_in(settings.database_url)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="engawa", description="Engawa, a Discord bot for communities of people who work alone at home."
    )
    parser.add_argument("--version", action="version", version=f"engawa {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    command = commands.add_parser("run", help="run the bot; settings come from the environment and .env")
    command.set_defaults(command=run)
    command.add_argument(
        "--clock-offset",
        type=_seconds,
        default=0.0,
        metavar="SECONDS",
        help="start with the clock this far ahead",
    )

    command = commands.add_parser("sandbox", help="try the bot in the browser, without an account or a token")
    command.set_defaults(command=sandbox)
    command.add_argument(
        "--port", type=_port, default=8710, help="where the page is served (8710; 0 for any)"
    )
    command.add_argument(
        "--language", choices=["ja", "en"], default=_own_language(), help="the language to begin in"
    )
    command.add_argument(
        "--database", type=Path, metavar="PATH", help="keep everything in this file for the next time"
    )
    command.add_argument("--no-browser", action="store_true", help="do not open the browser")
    command.add_argument("--empty", action="store_true", help="begin with an empty community")

    command = commands.add_parser("rebuild", help="prove and mend what is summed up from day to day")
    command.set_defaults(command=rebuild)
    command.add_argument("what", choices=["standings"], help="standings: what leaderboards show")

    command = commands.add_parser("migrate", help="bring the database up to date")
    command.set_defaults(command=migrate)
    return parser


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError("a clock is only moved forward: write 0 or more seconds")
    return seconds


def _port(written: str) -> int:
    if not written.isascii() or not written.isdecimal() or int(written) > 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(written)


def _own_language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ja" if spoken.startswith("ja") else "en"


if __name__ == "__main__":
    sys.exit(main())
