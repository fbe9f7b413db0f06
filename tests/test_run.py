"""`engawa run` as a host meets it: a process of its own against a stand-in, its log, and how it ends."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.exchange import Exchange
from tests.children import PATIENCE, Child
from tests.village import TOKEN, Village, village

CALLBACK = "POST /interactions/*/callback"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Village]:
    """The village without a bot in this process."""
    async with village(f"sqlite:///{tmp_path}/engawa.db", awake=False) as opened:
        yield opened


@pytest.fixture
async def bot(place: Village, tmp_path: Path) -> AsyncIterator[Child]:
    """The bot as a process, not started yet; gone afterwards whatever happened."""
    process = Child(
        place.standin,
        place.application,
        "bot",
        DATABASE_URL=f"sqlite:///{tmp_path}/engawa.db",
        LOG_LEVEL="info",
    )
    yield process
    if process.alive:
        await process.kill()


async def said_once(place: Village) -> None:
    """Recorded once, posted once, and known to be posted."""
    [give] = await place.ledger()
    [post] = place.posts()
    assert give.post is not None
    assert give.post.message_id == post.id


# --- how it ends


async def test_it_serves_until_the_host_says_stop_and_ends_with_0(place: Village, bot: Child) -> None:
    await bot.start("run")
    await place.aoi.slash("thanks", to=place.ken, for_="the review")

    begun = time.monotonic()
    assert await bot.stop() == 0
    assert time.monotonic() - begun < 5

    await said_once(place)
    assert bot.log
    assert all(line.startswith("time=") and " level=info " in line for line in bot.log)


@pytest.mark.long
async def test_a_stop_during_a_request_lets_it_finish(place: Village, bot: Child) -> None:
    await bot.start("run")
    asked, held = asyncio.Event(), asyncio.Event()

    async def hold(_: Exchange) -> None:
        asked.set()
        await held.wait()

    place.standin.faults.hook("received", CALLBACK, hold, times=1)
    said = asyncio.create_task(place.aoi.slash("thanks", to=place.ken, for_="the review"))
    await asked.wait()
    stopped = asyncio.create_task(bot.stop())
    asyncio.get_running_loop().call_later(0.3, held.set)

    assert await stopped == 0
    assert not (await said).failed
    await said_once(place)


async def test_mistaken_settings_are_all_named_at_once_and_end_it_with_2(
    place: Village, tmp_path: Path
) -> None:
    mistaken = Child(
        place.standin,
        place.application,
        "bot",
        DISCORD_TOKEN=f"Bot {TOKEN}",
        DISCORD_API_URL="discord.example",
        DISCORD_GATEWAY_URL="https://discord.example",
        LOG_LEVEL="loud",
        LOG_FORMAT="xml",
        DATABASE_URL="mysql://engawa:hidden@host/name",
    )
    await mistaken.launch("run")
    assert await mistaken.ended() == 2
    assert sorted(line.split()[0] for line in mistaken.log) == [
        "DATABASE_URL",
        "DISCORD_API_URL",
        "DISCORD_GATEWAY_URL",
        "DISCORD_TOKEN",
        "LOG_FORMAT",
        "LOG_LEVEL",
    ]
    assert not any(TOKEN in line or "hidden" in line for line in mistaken.log)


async def test_a_wrong_token_is_one_line_and_ends_it_with_1(place: Village, bot: Child) -> None:
    place.application.token = "another"
    await bot.launch("run")

    assert await bot.ended() == 1

    [line] = bot.log
    assert "level=critical" in line
    assert "Discord refuses the token: check DISCORD_TOKEN." in line
    assert not any(TOKEN in said or "Traceback" in said for said in bot.log)


# --- what it says


@pytest.mark.long
async def test_no_note_and_no_name_is_in_its_log(place: Village, tmp_path: Path) -> None:
    note = "something nobody else shall read"
    bot = Child(
        place.standin,
        place.application,
        "bot",
        DATABASE_URL=f"sqlite:///{tmp_path}/engawa.db",
        LOG_LEVEL="info",
        LOG_FORMAT="json",
    )
    try:
        await bot.start("run")
        said = await place.aoi.slash("thanks", to=place.ken, for_=note)
        await place.aoi.click(said, "Undo")
        await place.aoi.slash("thanks", to=place.aoi, for_=note)
        await place.mio.slash("ledger search", text="nobody")
        await place.mio.slash("ledger withdraw", thanks=str(said.interaction.id), reason=note)
        form = await place.ken.user_command("Say thanks", place.mio)
        await place.ken.submit(form, note=note)
        # While this is being posted, the connection breaks.
        place.standin.faults.reset_before_applying(path="/interactions/*/callback", times=9)
        await place.ken.slash("thanks", to=place.aoi, for_=note)
        assert await bot.stop() == 0
    finally:
        if bot.alive:
            await bot.kill()

    log = "\n".join(bot.log)
    assert "Discord was not reached" in log
    for word in (note, "nobody", "Aoi", "Ken", "Mio", "aoi", "mio", TOKEN):
        assert word not in log, word
    assert all({"time", "level", "logger", "msg"} <= json.loads(line).keys() for line in bot.log)


@pytest.mark.long
async def test_its_clock_can_start_ahead(place: Village, bot: Child) -> None:
    await bot.start("run", "--clock-offset", str(3 * 86_400))
    await place.aoi.slash("thanks", to=place.ken, for_="the review")
    assert await bot.stop() == 0

    [give] = await place.ledger()
    assert 0 <= give.given_at - (place.clock.now() + 3 * 86_400 - 60) <= 60


# --- killed


@pytest.mark.long
async def test_killed_between_record_and_post_it_is_posted_when_it_is_repeated(
    place: Village, bot: Child
) -> None:
    await bot.start("run")

    killed = asyncio.Event()

    async def kill(_: Exchange) -> None:
        await bot.kill()
        killed.set()

    place.standin.interactions.deadline = 0.5
    place.standin.faults.hook("received", CALLBACK, kill, times=1)
    # What was on its way when the process died does not arrive after all.
    place.standin.faults.reset_before_applying(path="/interactions/*/callback", times=1)
    said, _ = await asyncio.gather(
        place.aoi.slash("thanks", to=place.ken, for_="the review"), asyncio.wait_for(killed.wait(), PATIENCE)
    )
    assert said.failed
    assert len(await place.ledger()) == 1
    assert place.posts() == []
    place.standin.interactions.deadline = 3.0

    await bot.start("run")
    answer = await place.aoi.slash("thanks", to=place.ken, for_="the review")
    assert await bot.stop() == 0

    assert answer.message is place.posts()[0]
    await said_once(place)


@pytest.mark.long
async def test_killed_after_the_post_it_is_found_when_it_is_repeated(place: Village, bot: Child) -> None:
    await bot.start("run")

    async def kill(_: Exchange) -> None:
        await bot.kill()

    place.standin.faults.hook("applied", CALLBACK, kill, times=1)
    await place.aoi.slash("thanks", to=place.ken, for_="the review")
    await place.standin.quiet()
    assert [give.post for give in await place.ledger()] == [None]
    assert len(place.posts()) == 1

    await bot.start("run")
    answer = await place.aoi.slash("thanks", to=place.ken, for_="the review")
    assert await bot.stop() == 0

    assert answer.private
    assert answer.text.startswith("お礼はもう届いています：https://discord.com/channels/")
    await said_once(place)
