"""How an ordinary discord.py bot may answer an interaction, and until when."""

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from bot.sandbox.state import MessageFlag
from tests.asking import Moved, bot_that, interaction_data
from tests.standin import House, connected, open_house, point_at


@pytest.fixture
def clock() -> Moved:
    return Moved()


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch, clock: Moved) -> AsyncIterator[House]:
    async with open_house(now=clock, rate_limits=False) as opened:
        point_at(opened.standin, monkeypatch)
        yield opened


# --- messages


async def test_an_answer_is_a_message_that_says_what_it_answers(house: House) -> None:
    async def hello(interaction: discord.Interaction, name: str) -> None:
        await interaction.response.send_message(f"hello {name}")

    async with connected(bot_that(hello)):
        answer = await house.aoi.slash("hello", name="けん")
        assert answer.text == "hello けん"
        assert not answer.private
        assert house.ken.last().content == "hello けん"
        shape = house.standin.world.message_shape(house.ken.last())
        assert shape["interaction"]["name"] == "hello"
        assert shape["interaction_metadata"]["user"]["id"] == str(house.aoi.id)
        assert (shape["type"], shape["application_id"]) == (20, str(house.application.id))


async def test_the_message_of_an_answer_is_known_to_the_bot(house: House) -> None:
    known: list[Any] = []

    async def hello(interaction: discord.Interaction) -> None:
        sent = await interaction.response.send_message("hello")
        known.append(sent.message_id)
        known.append((await interaction.original_response()).id)

    bot = bot_that(hello)
    async with connected(bot):
        answer = await house.aoi.slash("hello")
        await bot.settled()
        assert answer.message is not None
        assert known == [answer.message.id, answer.message.id]


async def test_a_private_answer_is_seen_by_one_person(house: House) -> None:
    async def hello(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("psst", ephemeral=True)

    bot = bot_that(hello)
    async with connected(bot):
        answer = await house.aoi.slash("hello")
        assert answer.private
        assert house.aoi.last().content == "psst"
        assert house.ken.sees() == []
        assert answer.message is not None
        channel = bot.get_partial_messageable(house.room.id)
        with pytest.raises(discord.NotFound):
            await channel.fetch_message(answer.message.id)
        assert [m async for m in channel.history()] == []


async def test_a_bot_is_told_of_its_private_answers_as_of_direct_messages(house: House) -> None:
    async def hello(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("psst", ephemeral=True, delete_after=0)

    bot = bot_that(hello)
    async with connected(bot):
        answer = await house.aoi.slash("hello")
        told = await bot.heard.next("message")
        assert answer.message is not None
        assert (told.id, told.guild, told.flags.ephemeral) == (answer.message.id, None, True)
        assert (await bot.heard.next("raw_message_delete")).guild_id is None


async def test_a_deferred_answer_is_filled_by_its_edit(house: House) -> None:
    deferred, go_on = asyncio.Event(), asyncio.Event()

    async def think(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        deferred.set()
        await go_on.wait()
        await interaction.edit_original_response(content="done")

    async with connected(bot_that(think)):
        asked = asyncio.create_task(house.aoi.slash("think"))
        await deferred.wait()
        assert house.aoi.last().flags & MessageFlag.LOADING
        assert house.ken.sees() == []
        go_on.set()
        answer = await asked
        assert (answer.text, answer.private, answer.thinking) == ("done", True, False)
        assert answer.message is not None
        assert answer.message.edited_at is None


async def test_the_first_follow_up_fills_a_deferred_answer_and_the_next_is_new(house: House) -> None:
    ids: list[int] = []

    async def think(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        ids.append((await interaction.followup.send("first", wait=True)).id)
        ids.append((await interaction.followup.send("second", wait=True, ephemeral=True)).id)

    bot = bot_that(think)
    async with connected(bot):
        answer = await house.aoi.slash("think")
        await bot.settled()
        assert answer.message is not None
        assert ids == [answer.message.id, answer.follow_ups[0].id]
        assert [m.content for m in house.aoi.sees()] == ["first", "second"]
        assert house.ken.sees() == []


async def test_follow_ups_are_edited_fetched_and_deleted(house: House) -> None:
    done = asyncio.Event()

    async def talk(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("one")
        sent = await interaction.followup.send("two", wait=True)
        await sent.edit(content="two, mended")
        assert (await interaction.followup.fetch_message(sent.id)).content == "two, mended"
        await interaction.followup.send("three", ephemeral=True)
        await sent.delete()
        await interaction.delete_original_response()
        done.set()

    async with connected(bot_that(talk)):
        await house.aoi.slash("talk")
        await done.wait()
        assert [m.content for m in house.aoi.sees()] == ["three"]
        assert house.ken.sees() == []


async def test_a_follow_up_answers_the_first_answer(house: House) -> None:
    async def talk(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("one")
        await interaction.followup.send("two")

    bot = bot_that(talk)
    async with connected(bot):
        answer = await house.aoi.slash("talk")
        await bot.settled()
        second = house.ken.last()
        assert second.reference is not None
        assert answer.message is not None
        assert second.reference["message_id"] == str(answer.message.id)
        assert second.interaction is not None
        assert second.interaction["original_response_message_id"] == str(answer.message.id)


async def test_files_come_with_answers_and_follow_ups(house: House) -> None:
    async def show(interaction: discord.Interaction) -> None:
        picture = discord.File(io.BytesIO(b"1"), filename="one.txt", description="the first")
        await interaction.response.send_message("look", file=picture, ephemeral=True)
        await interaction.followup.send(file=discord.File(io.BytesIO(b"2"), filename="two.txt"))

    bot = bot_that(show)
    async with connected(bot):
        answer = await house.aoi.slash("show")
        await bot.settled()
        assert answer.message is not None
        (attachment,) = answer.message.attachments
        assert (attachment.filename, attachment.description, attachment.ephemeral) == (
            "one.txt",
            "the first",
            True,
        )
        assert house.ken.last().attachments[0].filename == "two.txt"
        assert house.ken.last().reference is None  # Ken cannot see what it follows
        assert house.standin.world.files[attachment.id] == b"1"


async def test_an_answer_pings_whom_its_allowed_mentions_let_through(house: House) -> None:
    async def call(interaction: discord.Interaction, everyone: bool) -> None:
        allowed = discord.AllowedMentions(users=[house.ken.user]) if not everyone else None
        text = f"{house.ken.mention} {house.aoi.mention} @everyone"
        await interaction.response.send_message(text, allowed_mentions=allowed or discord.utils.MISSING)

    async with connected(bot_that(call)):
        careful = await house.aoi.slash("call", everyone=False)
        assert careful.message is not None
        assert careful.message.mentions == [house.ken.id]
        loud = await house.aoi.slash("call", everyone=True)
        assert loud.message is not None
        assert loud.message.mentions == [house.ken.id, house.aoi.id]
        assert not loud.message.mention_everyone  # the bot may not


# --- too late, too often


async def test_an_answer_that_comes_too_late_is_for_an_unknown_interaction(house: House) -> None:
    house.standin.interactions.deadline = 0.05
    failed = asyncio.Event()
    seen: list[discord.HTTPException] = []

    async def slow(interaction: discord.Interaction) -> None:
        await failed.wait()
        try:
            await interaction.response.send_message("sorry")
        except discord.NotFound as error:
            seen.append(error)
        try:
            await interaction.followup.send("sorry")
        except discord.NotFound as error:
            seen.append(error)

    bot = bot_that(slow)
    async with connected(bot):
        answer = await house.aoi.slash("slow")
        assert answer.failed
        assert answer.message is None
        failed.set()
        await bot.settled()
        assert [error.code for error in seen] == [10062, 10015]
        assert house.aoi.sees() == []


async def test_a_bot_has_three_seconds() -> None:
    async with open_house() as house:
        assert house.standin.interactions.deadline == 3.0


async def test_answering_twice_is_refused(house: House) -> None:
    seen: list[discord.HTTPException] = []

    async def twice(interaction: discord.Interaction) -> None:
        again = discord.Interaction(data=interaction_data(interaction), state=interaction._state)
        await interaction.response.send_message("one")
        try:
            await again.response.send_message("two")
        except discord.HTTPException as error:
            seen.append(error)

    bot = bot_that(twice)
    async with connected(bot):
        await house.aoi.slash("twice")
        await bot.settled()
        assert [(error.status, error.code) for error in seen] == [(400, 40060)]
        assert [m.content for m in house.ken.sees()] == ["one"]


async def test_following_up_before_answering_is_refused(house: House) -> None:
    seen: list[discord.HTTPException] = []

    async def hasty(interaction: discord.Interaction) -> None:
        try:
            await interaction.followup.send("too early")
        except discord.NotFound as error:
            seen.append(error)
        await interaction.response.send_message("now")

    async with connected(bot_that(hasty)):
        answer = await house.aoi.slash("hasty")
        assert [error.code for error in seen] == [10015]
        assert answer.text == "now"


async def test_a_wrong_body_leaves_the_interaction_to_be_answered(house: House) -> None:
    seen: list[discord.HTTPException] = []

    async def long(interaction: discord.Interaction) -> None:
        try:
            await interaction.response.send_message("x" * 2001)
        except discord.HTTPException as error:
            seen.append(error)
        again = discord.Interaction(data=interaction_data(interaction), state=interaction._state)
        await again.response.send_message("short")

    async with connected(bot_that(long)):
        assert (await house.aoi.slash("long")).text == "short"
        assert [(error.status, error.code) for error in seen] == [(400, 50035)]


async def test_a_token_lives_for_fifteen_minutes(house: House, clock: Moved) -> None:
    kept: list[discord.Interaction] = []

    async def hello(interaction: discord.Interaction) -> None:
        kept.append(interaction)
        await interaction.response.send_message("hello")

    async with connected(bot_that(hello)):
        await house.aoi.slash("hello")
        clock.now += 15 * 60 - 1
        await kept[0].edit_original_response(content="still there")
        clock.now += 1
        with pytest.raises(discord.HTTPException) as refused:
            await kept[0].followup.send("too late")
        assert (refused.value.status, refused.value.code) == (401, 50027)


async def test_somebody_elses_token_opens_nothing(house: House) -> None:
    kept: list[discord.Interaction] = []

    async def hello(interaction: discord.Interaction) -> None:
        kept.append(interaction)
        await interaction.response.send_message("hello")

    async with connected(bot_that(hello)):
        await house.aoi.slash("hello")
        kept[0].token = "made-up"
        kept[0].followup.token = "made-up"
        with pytest.raises(discord.NotFound) as refused:
            await kept[0].followup.send("hm")
        assert refused.value.code == 10015
