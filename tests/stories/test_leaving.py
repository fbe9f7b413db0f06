"""Who left, and servers the bot was removed from, are found out; what is kept of them goes a month later."""

import asyncio

import pytest

from bot.features import consent, privacy, settings
from tests.village import Village

HOUR = 60 * 60
DAY = 24 * HOUR
NOTE = "the invoice template"


async def pass_time(world: Village, seconds: float) -> None:
    world.clock.advance(seconds)
    await world.settled()


async def kept(world: Village, guild_id: int | None = None) -> int:
    return sum((await privacy.summary(world.db, world.ken.id, guild_id)).values())


async def live(world: Village) -> None:
    await world.app.wait_until_ready()  # before that, nobody knows who is missing
    await world.ken.slash("thanks", to=world.aoi, for_=NOTE)
    await world.settled()
    await consent.decide(world.db, world.ken.id, world.guild.id, "boards", yes=True, at=0)
    await settings.change_member(world.db, world.ken.id, None, "zone", "Asia/Tokyo", at=0)


def go(world: Village) -> None:
    world.standin.world.remove_member(world.guild, world.ken.id)


async def test_who_left_is_found_out_within_hours_and_forgotten_thirty_days_later(world: Village) -> None:
    await live(world)
    assert await kept(world) == 3
    go(world)
    for _ in range(2):
        await pass_time(world, HOUR)
    assert await kept(world) == 4, "that they left is kept too"
    await pass_time(world, 28 * DAY)
    assert await kept(world) == 4
    for _ in range(3):
        await pass_time(world, DAY)
    assert await kept(world) == 0
    assert (await settings.member(world.db, world.ken.id, None)).zone is None, "they were in no other server"
    [post] = world.posts()
    assert world.ken.mention not in post.content


@pytest.mark.parametrize("days", [1, 29])
async def test_who_comes_back_in_time_finds_everything_again(world: Village, days: int) -> None:
    await live(world)
    go(world)
    await pass_time(world, days * DAY)
    world.standin.world.add_member(world.guild, world.ken.user)
    for _ in range(3):
        await pass_time(world, DAY)
    await pass_time(world, 40 * DAY)
    assert await kept(world) == 3
    assert world.posts()[0].content.endswith(NOTE)


async def test_a_server_the_bot_was_removed_from_is_forgotten_thirty_days_later_and_no_other_is(
    world: Village,
) -> None:
    there = world.second_server()
    await world.ken.slash("thanks", channel=there, to=world.hana, for_=NOTE)
    await live(world)
    elsewhere = there.guild_id or 0
    removed = asyncio.create_task(world.app.wait_for("guild_remove", timeout=20))
    await asyncio.sleep(0)  # it listens from here on
    world.standin.world.remove_member(world.standin.world.guilds[elsewhere], world.application.id)
    await removed
    await world.settled()
    await pass_time(world, 29 * DAY)
    assert await kept(world, elsewhere) == 1
    for _ in range(2):
        await pass_time(world, DAY)
    assert await kept(world, elsewhere) == 0
    assert await kept(world) == 3
