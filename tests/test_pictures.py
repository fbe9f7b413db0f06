"""Asking for pictures: whatever happens to the child process, the answer comes, with a picture or without."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

import psutil
import pytest

from bot.pictures import Balance, Leaderboard, Picture, Pictures, Place, Series, Side, Trend, drawing
from bot.pictures.child import HOME, Child
from tests.village import Village

BOARD = Leaderboard("ありがとう", [Place(1, "みなと", 12)])


def behaving(script: str) -> Child:
    """A child that does this instead of drawing."""
    return Child((sys.executable, "-c", script))


ANSWER = """
import json, struct, sys, os
def message(m): return struct.pack(">I", len(m)) + m
def answer(png, fault=""):
    sys.stdout.buffer.write(message(json.dumps({"fault": fault, "bytes": 5}).encode()) + message(png))
    sys.stdout.buffer.flush()
def job():
    head = sys.stdin.buffer.read(4)
    return sys.stdin.buffer.read(struct.unpack(">I", head)[0]) if head else sys.exit()
"""


async def drawn(pictures: Pictures, title: str = "ありがとう", alt: str = "") -> Picture | None:
    return await pictures.draw(Leaderboard(title), alt=alt, language="ja")


async def until(holds: Callable[[], bool]) -> None:
    """Return when it holds: of a process, which nothing in the loop tells us of."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


# --- the real child


async def test_the_child_draws_is_remembered_mended_and_ended_when_idle() -> None:
    pictures = Pictures(seconds_idle=0.05)
    assert not pictures.running
    first = await pictures.draw(BOARD, alt="みなとさんが1位です", language="ja")
    assert first is not None
    assert first.png.startswith(b"\x89PNG\r\n")
    assert (first.alt, first.name) == ("みなとさんが1位です", "leaderboard.png")
    assert 10_000_000 < (pictures.child_bytes or 0) < 250_000_000

    await until(lambda: not pictures.running)  # nobody asked for anything
    assert pictures.child_bytes is None

    again = await pictures.draw(BOARD, alt="", language="ja")
    assert again is not None
    assert again.png == first.png
    assert not pictures.running  # it was remembered
    await pictures.stop()


async def test_a_child_that_died_between_two_pictures_costs_none_of_them() -> None:
    pictures = Pictures()
    assert await drawn(pictures, "一") is not None
    pid = pictures._child.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert await drawn(pictures, "二") is not None
    assert pictures._child.pid != pid
    last = pictures._child.pid
    assert last is not None

    await pictures.stop()
    assert not psutil.pid_exists(last)
    assert await drawn(pictures, "三") is None


async def test_the_child_answers_what_it_cannot_draw_and_ends_with_the_bot() -> None:
    child = Child()
    assert (
        await child.draw(b'{"kind": "portrait", "language": "ja", "theme": "light", "subject": {}}') is None
    )
    assert await child.draw(b"no job at all") is None
    process = child._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()  # as it is when the bot is gone, however it went
    assert await asyncio.wait_for(process.wait(), 10) == 0
    await child.end()


def test_typst_is_loaded_by_the_child_alone() -> None:
    asked = "import sys, bot.pictures; print('typst' in sys.modules)"
    told = subprocess.run((sys.executable, "-c", asked), cwd=HOME, capture_output=True, check=True, text=True)
    assert told.stdout.strip() == "False"


# --- children that misbehave


@pytest.mark.parametrize(
    "script",
    [
        "raise SystemExit(1)",
        "import time; time.sleep(600)",
        "print('not a length at all, and more', flush=True); import time; time.sleep(600)",
        ANSWER + "sys.stdout.buffer.write(message(b'[]') + message(b'')); sys.stdout.flush(); job()",
        ANSWER + "sys.stdout.buffer.write(message(b'[]')[:-1]); sys.stdout.flush()",
        ANSWER + "job(); answer(b'', 'it cannot be drawn')",
    ],
    ids=["dies", "hangs", "babbles", "makes no sense", "stops half way", "says no"],
)
async def test_a_child_that_fails_costs_the_picture_and_nothing_else(script: str) -> None:
    pictures = Pictures(child=behaving(script), seconds_per_picture=0.5)
    assert await drawn(pictures) is None
    await pictures.stop()
    assert not pictures.running


async def test_a_child_that_cannot_be_started_is_left_alone_for_a_while() -> None:
    pictures = Pictures(child=Child(("/nowhere/python",)))
    for _ in range(drawing.FAILURES_BEFORE_REST):
        assert await drawn(pictures) is None
    pictures._child = behaving(ANSWER + "job(); answer(b'png')")
    assert await drawn(pictures) is None
    assert not pictures.running

    pictures._rests_until = 0.0
    assert await drawn(pictures) is not None
    await pictures.stop()


async def test_a_picture_that_hangs_is_given_up_and_the_next_is_drawn() -> None:
    script = ANSWER + "import time\nwhile True: time.sleep(60 if b'slow' in job() else 0); answer(b'png')"
    pictures = Pictures(child=behaving(script), seconds_per_picture=0.5)
    assert await drawn(pictures, "slow") is None
    pictures._seconds_per_picture = drawing.SECONDS_PER_PICTURE  # a start takes long where much else runs
    quick = await drawn(pictures, "quick")
    assert quick is not None
    assert quick.png == b"png"
    await pictures.stop()


async def test_what_cannot_be_written_down_is_no_picture() -> None:
    pictures = Pictures()
    points: Any = object()
    broken = Leaderboard("t", [Place(1, "n", points)])
    assert await pictures.draw(broken, alt="", language="ja") is None
    assert not pictures.running


# --- waiting and stopping


async def test_more_than_may_wait_go_without() -> None:
    pictures = Pictures(child=behaving(ANSWER + "while True: job(); answer(b'png')"), most_waiting=2)
    answers = await asyncio.gather(*(drawn(pictures, str(n)) for n in range(5)))
    assert [answer is not None for answer in answers] == [True, True, False, False, False]
    await pictures.stop()


async def test_the_same_picture_asked_for_twice_at_once_is_drawn_once() -> None:
    script = ANSWER + "n = 0\nwhile True: job(); n += 1; answer(str(n).encode())"
    pictures = Pictures(child=behaving(script))
    one, two = await asyncio.gather(drawn(pictures), drawn(pictures))
    assert one is not None
    assert two is not None
    assert one.png == two.png == b"1"
    await pictures.stop()


async def test_stopping_ends_a_picture_that_is_being_drawn() -> None:
    pictures = Pictures(child=behaving("import time; time.sleep(600)"), seconds_per_picture=60)
    asking = asyncio.create_task(drawn(pictures))
    await until(lambda: pictures.running)
    await pictures.stop()
    assert await asking is None
    assert not pictures.running


async def test_whoever_gives_up_leaves_the_child_in_order() -> None:
    script = ANSWER + "while True: answer(job())"
    pictures = Pictures(child=behaving(script))
    asking = asyncio.create_task(drawn(pictures, "one"))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    other = await drawn(pictures, "two")
    assert other is not None
    assert json.loads(other.png)["subject"]["title"] == "two"
    await pictures.stop()


# --- what is remembered


async def test_no_more_is_remembered_than_there_is_room_for() -> None:
    script = ANSWER + "while True: job(); answer(b'x' * 10_000)"
    pictures = Pictures(child=behaving(script), most_cached_bytes=35_000)
    for number in range(6):
        assert await drawn(pictures, str(number)) is not None
    assert len(pictures._cache) == 3
    assert pictures._cached_bytes == sum(len(j) + len(p) for j, p in pictures._cache.items()) <= 35_000
    await pictures.stop()


async def test_a_picture_differs_by_language_and_theme() -> None:
    pictures = Pictures(child=behaving(ANSWER + "while True: answer(job())"))
    looks = [
        await pictures.draw(BOARD, alt="", language=language, theme=theme)
        for language in ("ja", "en")
        for theme in ("light", "dark")
    ]
    assert len({look.png for look in looks if look}) == 4
    usual = await pictures.draw(BOARD, alt="", language="ja")
    assert usual == looks[1], "dark where nothing is said"
    await pictures.stop()


async def test_a_description_is_never_longer_than_discord_takes() -> None:
    pictures = Pictures(child=behaving(ANSWER + "while True: job(); answer(b'png')"))
    picture = await drawn(pictures, alt="長い" * 1000)
    assert picture is not None
    assert len(picture.alt) == 1024
    assert picture.alt.endswith("…")
    await pictures.stop()


# --- what the child is told


async def test_the_child_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@host/db")
    script = ANSWER + "job(); answer(json.dumps(dict(os.environ)).encode())"
    pictures = Pictures(child=behaving(script))
    picture = await drawn(pictures)
    assert picture is not None
    told = json.loads(picture.png)
    assert "PATH" in told
    assert "a secret" not in told.values()
    assert not [name for name in told if "TOKEN" in name or "DATABASE" in name]
    await pictures.stop()


async def test_numbers_that_are_none_are_not_known_and_long_lists_are_cut() -> None:
    pictures = Pictures(child=behaving(ANSWER + "while True: answer(job())"))
    values = [float("nan"), float("inf"), -3.0, 1e300, 2.5, *([1.0] * 1000)]
    picture = await pictures.draw(Trend("t", [], [Series("s", values)]), alt="", language="ja")
    assert picture is not None
    kept = json.loads(picture.png)["subject"]["series"][0]["values"]
    assert kept[:5] == [None, None, 0.0, 1e15, 2.5]
    assert len(kept) == 400
    lone = Balance("\ud800", Side("a", -5), Side("b", 10**40))
    picture = await pictures.draw(lone, alt="", language="ja")
    assert picture is not None
    assert json.loads(picture.png)["subject"]["takes"]["count"] == 10**15
    await pictures.stop()


# --- with the app


@pytest.fixture
async def hanging(world: Village) -> AsyncIterator[Child]:
    child = behaving("import time; time.sleep(600)")
    world.app.pictures._child = child
    yield child
    await child.end()


async def test_a_picture_is_work_that_the_app_waits_for_and_stops_with_it(
    world: Village, hanging: Child
) -> None:
    world.app.pictures._seconds_per_picture = 0.3
    asking = asyncio.create_task(drawn(world.app.pictures))
    await asyncio.sleep(0)
    await world.app.settled()
    assert not hanging.alive
    assert await asking is None

    world.app.pictures._seconds_per_picture = 60
    asking = asyncio.create_task(drawn(world.app.pictures))
    await until(lambda: hanging.alive)
    await world.app.close()
    assert not hanging.alive
    assert await asking is None
