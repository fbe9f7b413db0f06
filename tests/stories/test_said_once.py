"""What an admin has said to everybody is posted once, and counting runs if and only if its notice stands."""

from collections.abc import Awaitable, Callable

import pytest

from bot.features import consent, settings
from bot.sandbox.people import Answer
from bot.sandbox.state import Message
from tests.moving_in import chosen, counts
from tests.stories.test_courier import forget_nonces
from tests.village import Village

MESSAGES = "/channels/*/messages"
MINUTE = 60


async def counting(world: Village) -> Answer:
    """Have counting turned on; return the panel's answer."""
    panel = await world.hana.click(await world.hana.slash("setup"), "setup.page:5")
    form = await world.hana.click(panel, "setup.count:1")
    return await world.hana.submit(form, channel=world.channel)


async def welcome(world: Village) -> Answer:
    form = await world.hana.click(await world.hana.slash("setup"), "setup.welcome:0")
    return await world.hana.submit(form, channel=world.channel)


async def is_welcomed(world: Village) -> bool:
    return (await chosen(world)).welcomed


Decide = Callable[[Village], Awaitable[Answer]]
Holds = Callable[[Village], Awaitable[bool]]
BOTH = pytest.mark.parametrize(
    ("decide", "holds"), [(counting, counts), (welcome, is_welcomed)], ids=["the notice", "the welcome"]
)


async def pass_time(world: Village, seconds: float = MINUTE) -> None:
    world.clock.advance(seconds)
    await world.settled()


async def start(world: Village) -> None:
    """Something is chosen, so that the panel opens with its summary."""
    await settings.change_server(world.db, world.guild.id, "language", "en", by=1, at=0)


@BOTH
async def test_a_lost_receipt_and_a_restart_post_it_once(
    world: Village, decide: Decide, holds: Holds
) -> None:
    await start(world)
    world.standin.faults.reset_after_applying(method="POST", path=MESSAGES, times=1)
    panel = await decide(world)
    await world.settled()
    forget_nonces(world)
    assert "is being posted in" in panel.text
    assert not await holds(world), "nobody knows yet that it stands"
    await world.restart()
    await pass_time(world)
    assert len(world.posts()) == 1
    assert await holds(world)


@BOTH
async def test_while_discord_is_down_nothing_holds_and_afterwards_it_does(
    world: Village, decide: Decide, holds: Holds
) -> None:
    await start(world)
    down = world.standin.faults.answer(503, method="POST", path=MESSAGES)
    panel = await decide(world)
    await world.settled()
    assert f"is being posted in <#{world.channel.id}>" in panel.text
    again = await decide(world)
    await world.settled()
    assert "is being posted at this moment" in again.text
    assert not await holds(world)

    await world.restart()
    down.cancel()
    await pass_time(world)
    assert len(world.posts()) == 1
    assert await holds(world)


@BOTH
async def test_where_it_is_refused_admins_are_told_what_to_do_and_it_can_be_done_again(
    world: Village, decide: Decide, holds: Holds
) -> None:
    await start(world)
    world.standin.faults.answer(403, method="POST", path=MESSAGES, times=1)
    panel = await decide(world)
    await world.settled()
    assert f"could not be posted in <#{world.channel.id}>" in panel.text
    assert not await holds(world)
    [notice] = panel.follow_ups
    assert f"could not be posted in <#{world.channel.id}>" in notice.content
    assert "Somebody who may manage the server can open `/setup`" in notice.content

    panel = await decide(world)
    await world.settled()
    assert f"is posted in <#{world.channel.id}>" in panel.text
    assert len(world.posts()) == 1
    assert await holds(world)


async def test_counting_turned_off_before_its_notice_stands_posts_none(world: Village) -> None:
    await start(world)
    down = world.standin.faults.answer(503, method="POST", path=MESSAGES)
    panel = await counting(world)
    await world.settled()
    await world.hana.click(panel, "setup.count:0")
    down.cancel()
    await pass_time(world)
    assert world.posts() == []
    assert await consent.counting(world.db, world.guild.id) is None


async def test_the_notice_says_what_holds_when_it_is_posted(world: Village) -> None:
    await start(world)
    down = world.standin.faults.answer(503, method="POST", path=MESSAGES)
    await counting(world)
    await world.settled()
    for name, value in (("retention_days", 90), ("language", "ja")):
        await settings.change_server(world.db, world.guild.id, name, value, by=1, at=0)
    down.cancel()
    await pass_time(world)
    [post] = world.posts()
    assert "90日" in words_of(post)


async def test_a_notice_posted_again_after_an_end_is_a_new_one(world: Village) -> None:
    await start(world)
    panel = await counting(world)
    await world.settled()
    await world.hana.click(panel, "setup.count:0")
    await world.settled()
    await counting(world)
    await world.settled()
    assert len(world.posts()) == 2
    assert await counts(world)


def words_of(message: Message) -> str:
    return str(message.components)
