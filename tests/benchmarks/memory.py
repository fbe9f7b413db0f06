"""The memory that the bot holds through a day on which 100,000 members of one server write.

A real process with SQLite, its clock moved by a quarter of an hour at a time; everybody writes in one of
them, twice, and every message is counted. The pictures' child process is measured by itself: after its first
picture, and after all kinds in both languages, light and dark.
"""

import asyncio
import os
import signal
from collections.abc import Iterator
from itertools import islice
from typing import Any

from bot.db import Database, open_database
from bot.features import activity
from bot.pictures import Pictures
from bot.sandbox.encoding import dumps
from bot.sandbox.intents import without_content
from bot.sandbox.snowflakes import EPOCH, made_at
from bot.sandbox.state import Event
from tests.benchmarks.ingest import MESSAGE, WORDS, count_everything
from tests.benchmarks.pair import Pair, side_by_side
from tests.pictures_page import sheets

STEP = 900
STEPS = 96
MEMBERS = 100_000
AT_ONCE = 200  # messages: what is waiting to be read takes memory too
FIRST_MEMBER = 10**18
PATIENCE_SECONDS = 60.0


async def measure(*, quick: bool) -> dict[str, Any]:
    steps, members = (2, 400) if quick else (STEPS, MEMBERS)
    command = ("tests.benchmarks.moved", str(STEP))
    async with side_by_side(members=1, furnish=count_everything, command=command) as pair:
        shape, begun = _written_out(pair)
        held, counted = [_held(pair)], 0
        db = await open_database(pair.database)
        for step in range(1, steps + 1):
            os.kill(pair.bot.process.pid, signal.SIGUSR1)
            share = range(members * (step - 1) // steps, members * step // steps)
            messages = _messages(shape, begun + step * STEP, share)
            while some := list(islice(messages, AT_ONCE)):
                pair.bot.send(pair.bot.packed(MESSAGE, some))
            # A day goes by in a minute or two. In a real one nothing has to wait to be written down.
            counted = await _counted(db, pair.guild.id, 2 * share.stop + 1)
            held.append(_held(pair))
        await db.close()
    later = held[len(held) // 2 :]
    return {
        "what": "resident memory in MB, every four hours of moved time",
        "members": members,
        "messages": 2 * members + 1,
        "counted": counted,
        "bot": {
            "at_first": held[0],
            "at_most": max(held),
            "at_last": held[-1],
            "grown_in_the_second_half": round(later[-1] - later[0], 1),
            "on_the_way": held[::16],
        },
        "pictures": await _pictures(quick=quick),
    }


def _held(pair: Pair) -> float:
    return round(pair.bot.process.resident_bytes() / 1e6, 1)


def _written_out(pair: Pair) -> tuple[bytes, float]:
    """A message as Discord sends it, with places for its id and its author's, and when it was sent."""
    shapes: list[bytes] = []

    def write(event: Event) -> None:
        data = without_content(event.data, pair.bot.application.id)
        shapes.append(dumps(data | {"id": "@message", "author": data["author"] | {"id": "@author"}}))

    world = pair.standin.world
    world.listeners.append(write)
    message = world.post(pair.channel, pair.members[0].id, WORDS)
    world.listeners.remove(write)
    [shape] = shapes
    return shape, made_at(message.id)


def _messages(shape: bytes, at: float, share: range) -> Iterator[bytes]:
    """Two messages of each of these members, sent then."""
    first = (int((at - EPOCH) * 1000) << 22) + 1
    ids = iter(range(first, first + 2 * len(share)))
    for _ in range(2):
        for n in share:
            message, author = b"%d" % next(ids), b"%d" % (FIRST_MEMBER + n)
            yield shape.replace(b"@message", message).replace(b"@author", author)


async def _counted(db: Database, guild_id: int, wanted: int) -> int:
    """How many messages stand in the database, once it is as many as this."""
    until = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while True:
        days = await activity.totals(db, guild_id, 0, 2**30)
        found = sum(day.counts["messages"] for day in days)
        if found >= wanted or asyncio.get_running_loop().time() > until:
            return found
        await asyncio.sleep(0.05)


async def _pictures(*, quick: bool) -> dict[str, float | None]:
    pictures, found = Pictures(), dict[str, float | None]()
    some = list(sheets())[:1] if quick else sheets()
    try:
        for sheet in some:
            await pictures.draw(sheet.subject, alt="", language=sheet.language, theme=sheet.theme)
            found.setdefault("after_one", _megabytes(pictures.child_bytes))
        found["after_all"] = _megabytes(pictures.child_bytes)
    finally:
        await pictures.stop()
    return found


def _megabytes(held: int | None) -> float | None:
    return None if held is None else round(held / 1e6, 1)
