"""A record is one line, whatever is in it, and no secret is."""

import asyncio
import json
import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot import logs
from bot.logs import CONNECTION_LOGGERS, Lines

AWKWARD = 'two\nlines\r\t"quoted" back\\slash 縁側 \u2028\u202e\x85\x1b[31m \ud800 a=b'


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str], logging_afterwards: None) -> Callable[[], list[str]]:
    """What has been logged since the last time."""
    del logging_afterwards

    def logged() -> list[str]:
        return capsys.readouterr().err.splitlines()

    return logged


def record(message: str, *args: object, name: str = "bot.test", error: BaseException | None = None) -> Any:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, exc_info)


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except type(error):
        return error


def test_text_is_keys_and_values(lines: Callable[[], list[str]]) -> None:
    logs.set_up("info")
    logging.getLogger("bot.thanks").info("thanks recorded", extra={"guild": 123, "why": "a b", "by": None})
    (line,) = lines()
    assert line.startswith("time=2")
    assert line.endswith('level=info logger=bot.thanks msg="thanks recorded" guild=123 why="a b" by=None')


def test_json_is_one_object_a_line(lines: Callable[[], list[str]]) -> None:
    logs.set_up("info", "json")
    logging.getLogger("bot.thanks").warning("お礼 %s", "一件", extra={"guild": 123, "late": False})
    (line,) = lines()
    told = json.loads(line)
    told.pop("time")
    assert told == {
        "level": "warning",
        "logger": "bot.thanks",
        "msg": "お礼 一件",
        "guild": 123,
        "late": False,
    }


@pytest.mark.parametrize("style", ["text", "json"])
def test_nothing_breaks_a_record_over_two_lines(style: logs.Style) -> None:
    awkward = record(AWKWARD, error=raised(ValueError(AWKWARD)))
    awkward.extra = AWKWARD
    line = Lines(style).format(awkward)
    assert line.splitlines() == [line]
    assert line.isprintable()
    assert "縁側" in line
    line.encode()
    if style == "json":
        assert json.loads(line)["msg"] == AWKWARD


@pytest.mark.parametrize("style", ["text", "json"])
def test_an_exception_is_part_of_its_record(style: logs.Style) -> None:
    line = Lines(style).format(record("broken", error=raised(RuntimeError("the reason"))))
    assert r"Traceback (most recent call last):\n" in line
    assert "RuntimeError: the reason" in line
    assert line.splitlines() == [line]


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_secret_is_blotted_out_of_message_values_and_traceback(style: logs.Style) -> None:
    secret = 'to"ken\\of.all'
    told = record("Authorization: Bot %s", secret, error=raised(ValueError(f"bad {secret}")))
    told.header = {"key": secret}
    line = Lines(style, ["", secret]).format(told)
    for shape in (secret, json.dumps(secret)[1:-1], "ken\\of", "of.all"):
        assert shape not in line
    assert line.count("[secret]") >= 2


def test_a_secret_in_a_structure_is_blotted_out() -> None:
    told = record("request")
    told.header = {"Authorization": "Bot hidden"}
    assert "hidden" not in Lines("json", ["hidden"]).format(told)


BROKEN_CONNECTIONS = [
    ConnectionResetError(104, "reset"),
    TimeoutError(),
    aiohttp.ClientConnectionError("gone"),
    discord.GatewayNotFound(),
]


@pytest.mark.parametrize("error", BROKEN_CONNECTIONS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("name", sorted(CONNECTION_LOGGERS))
def test_a_broken_connection_is_one_line_without_traceback(name: str, error: Exception) -> None:
    line = Lines().format(record("Attempting a reconnect in %.2fs", 1.5, name=name, error=raised(error)))
    assert "Traceback" not in line
    assert f"{type(error).__name__}: " in line


def test_a_limit_that_the_library_does_not_sit_out_is_one_line_too() -> None:
    answer: Any = SimpleNamespace(status=429, reason="Too Many Requests")
    limited = discord.HTTPException(answer, None)
    told = record("Ignoring exception", name="discord.app_commands.tree", error=raised(limited))
    assert "Traceback" not in Lines().format(told)


def test_a_mistake_keeps_its_traceback_even_there() -> None:
    line = Lines().format(record("Ignoring exception", name="discord.client", error=raised(KeyError("id"))))
    assert "Traceback" in line


def test_a_broken_connection_elsewhere_keeps_its_traceback() -> None:
    assert "Traceback" in Lines().format(record("broken", error=raised(ConnectionResetError())))


def test_libraries_are_never_heard_below_info(lines: Callable[[], list[str]]) -> None:
    # discord.py and aiosqlite write members' words into their debug records.
    logs.set_up("debug")
    for name in ("discord.gateway", "aiosqlite", "bot.own", "cogs.own"):
        logging.getLogger(name).debug("words")
    assert [line.split()[2] for line in lines()] == ["logger=bot.own", "logger=cogs.own"]


def test_the_level_is_kept_for_everybody(lines: Callable[[], list[str]]) -> None:
    logs.set_up("warning")
    for name in ("discord.gateway", "bot.own"):
        logging.getLogger(name).info("quiet")
        logging.getLogger(name).warning("loud")
    assert [line.split()[1:] for line in lines()] == [
        ["level=warning", "logger=discord.gateway", "msg=loud"],
        ["level=warning", "logger=bot.own", "msg=loud"],
    ]


async def test_what_asyncio_could_not_deliver_is_one_line_too(lines: Callable[[], list[str]]) -> None:
    logs.set_up("info")
    asyncio.get_running_loop().call_exception_handler(
        {"message": "lost", "exception": raised(ValueError("x"))}
    )
    (line,) = lines()
    assert "logger=asyncio" in line
    assert "ValueError: x" in line
