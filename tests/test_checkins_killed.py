"""The real process is killed (-9) around a check-in's form: kept once, or still in its author's hands."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.features import checkins, settings
from bot.features.settings import Channel as Chosen
from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import Moment, Severed
from bot.sandbox.people import Person
from bot.sandbox.state import Channel
from tests.chaos.points import CALLBACK
from tests.children import PATIENCE, Child
from tests.village import Village, village

pytestmark = pytest.mark.long

BOXES = ["share", "reply"]
WORDS = "water the plants"


@pytest.fixture
async def place(tmp_path: Path, empty_file: Path) -> AsyncIterator[Village]:
    """The village without a bot in this process, at noon: no day ends within a story."""
    file = shutil.copy(empty_file, tmp_path / "engawa.db")
    async with village(f"sqlite:///{file}", awake=False) as opened:
        opened.standin.interactions.deadline = 1.5
        opened.at(12)
        yield opened


@pytest.fixture
async def bot(place: Village, tmp_path: Path) -> AsyncIterator[Child]:
    """The bot as a process of its own, awake; gone afterwards whatever happened."""
    url = f"sqlite:///{tmp_path}/engawa.db"
    process = Child(place.standin, place.application, "bot", DATABASE_URL=url)
    await wake(place, process)
    yield process
    if process.alive:
        await process.kill()
    assert not [line for line in process.log if " level=error " in line]


async def wake(place: Village, bot: Child) -> None:
    # Discord drops a repeat for some minutes: here nobody may rely on that across a crash.
    place.standin.world.nonces.clear()
    await bot.start("run", "--clock-offset", str(place.clock.offset))


async def room(place: Village) -> Channel:
    channel = place.standin.world.add_channel(place.guild, "checkins")
    chosen = Chosen(channel.id, "text")
    await settings.change_server(place.db, place.guild.id, "checkins_channel", chosen, by=1, at=0)
    return channel


async def kept(place: Village, person: Person) -> list[str]:
    return [one.words for one in await checkins.history(place.db, place.guild.id, person.id)]


def posts(place: Village, channel: Channel) -> list[str]:
    """What of Ken's stands in the channel for check-ins and in its thread."""
    places = [one for one in place.guild.channels.values() if channel.id in {one.id, one.parent_id}]
    return sorted(post.content for one in places for post in place.posts(one) if WORDS in post.content)


async def posted(place: Village, channel: Channel, count: int) -> None:
    """Returns when so many do."""
    there = asyncio.Event()

    def look(_: object = None) -> None:
        if len(posts(place, channel)) >= count:
            there.set()

    place.standin.world.listeners.append(look)
    look()
    await asyncio.wait_for(there.wait(), PATIENCE)


@contextmanager
def nothing_is_written(tmp_path: Path) -> Iterator[None]:
    """Whatever anybody wants to write has to wait."""
    with closing(sqlite3.connect(tmp_path / "engawa.db", isolation_level=None)) as lock:
        lock.execute("BEGIN IMMEDIATE")
        yield
        lock.execute("ROLLBACK")


async def test_a_form_outlives_the_process_and_what_was_not_committed_is_sent_again(
    place: Village, bot: Child, tmp_path: Path
) -> None:
    form = await place.ken.slash("checkin now")
    await bot.kill()
    await wake(place, bot)
    with nothing_is_written(tmp_path):
        lost = asyncio.create_task(place.ken.submit(form, words=WORDS))
        # Answered after it was asked, on the same line: what Ken sent has come before.
        await place.mio.slash("checkin history")
        await bot.kill()
    assert (await lost).failed
    assert await kept(place, place.ken) == []

    await wake(place, bot)
    told = await place.ken.submit(form, words=WORDS)
    assert told.text.startswith("Kept. ")
    assert await kept(place, place.ken) == [WORDS]


@pytest.mark.parametrize("moment", ["received", "applied"])
async def test_what_was_committed_is_one_check_in_one_post_and_one_wish_however_often_it_is_sent(
    place: Village, bot: Child, moment: Moment
) -> None:
    channel = await room(place)

    async def strike(_: Exchange) -> None:
        await bot.kill()
        if moment == "received":
            raise Severed

    form = await place.ken.slash("checkin now")
    place.standin.faults.hook(moment, CALLBACK, strike, times=1)
    told = await place.ken.submit(form, words=WORDS, boxes=BOXES)
    assert told.failed == (moment == "received")
    assert await kept(place, place.ken) == [WORDS]

    await bot.ended()
    await wake(place, bot)
    if moment == "received":
        again = await place.ken.submit(form, words=WORDS, boxes=BOXES)
        assert again.text.startswith("Kept. "), "not in place of anything: it is the same"
    else:
        await place.ken.submit(await place.ken.slash("checkin now"))
    await posted(place, channel, 2)
    assert await bot.stop() == 0
    [shared, card] = posts(place, channel)
    assert shared == f"{place.ken.mention} today:\n> {WORDS}"
    assert f"{place.ken.mention} would like a reply." in card
