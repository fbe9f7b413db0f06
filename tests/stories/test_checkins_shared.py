"""What is shared of a check-in stands once, says what is kept, and goes when it is taken back."""

import asyncio

from bot.features import checkins
from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import Severed
from bot.sandbox.people import Answer, words
from bot.sandbox.state import Channel, Message
from tests.stories.test_checkins import TOKYO, go_to, room
from tests.village import Village

FIRST, SECOND = "water the plants", "rest instead"


def posts(world: Village, channel: Channel) -> list[Message]:
    """What stands of anybody in the channel and its threads, the newest last."""
    places = [one for one in world.guild.channels.values() if channel.id in {one.id, one.parent_id}]
    return [post for place in places for post in world.posts(place) if "<@" in post.content]


async def share(world: Village, said: str, *boxes: str, **more: str) -> Answer:
    form = await world.ken.slash("checkin now")
    told = await world.ken.submit(form, words=said, boxes=["share", *boxes], **more)
    await world.settled()
    return told


async def day(world: Village) -> Channel:
    channel = await room(world)
    await go_to(world, TOKYO, 2027, 3, 2, 9, 0)
    return channel


async def test_a_shared_check_in_that_is_edited_is_edited_where_it_stands(world: Village) -> None:
    channel = await day(world)
    await share(world, FIRST, "reply")
    await share(world, SECOND, "reply", answer="a quiet heron")
    shared, card = sorted(posts(world, channel), key=lambda post: "like a reply" in post.content)
    assert words(shared).startswith(f"{world.ken.mention} today:\n> {SECOND}")
    assert "> a quiet heron" in shared.content
    assert f"> {SECOND}" in card.content
    # A form in which the box is empty shares no more.
    form = await world.ken.slash("checkin now")
    await world.ken.submit(form, words=FIRST, boxes=["reply"])
    await world.settled()
    [card] = posts(world, channel)
    assert card.content.startswith(f"{world.ken.mention} would like a reply today.")
    assert FIRST not in card.content


async def test_what_is_taken_back_goes_however_often_one_presses_and_can_be_shared_again(
    world: Village,
) -> None:
    channel = await day(world)
    told = await share(world, FIRST)
    both = await asyncio.gather(*(world.ken.click(told, "Take it back from the thread") for _ in range(2)))
    assert {answer.text for answer in both} == {"Taken back: only you see it now."}
    await world.settled()
    assert posts(world, channel) == []
    [one] = await checkins.history(world.db, world.guild.id, world.ken.id)
    assert (one.words, one.shared) == (FIRST, False)
    assert (await world.ken.slash("checkin history")).buttons == []

    await share(world, SECOND)
    [post] = posts(world, channel)
    history = await world.ken.slash("checkin history")
    # A moderator has removed it meanwhile: that is no error.
    world.hana.delete(post)
    gone = await world.ken.click(history, "Take it back from the thread")
    await world.settled()
    assert gone.buttons == []
    assert posts(world, channel) == []
    forged = world.forged(f"checkin.unshare:{'zzz'}:{one.id}:said")
    assert (await world.mio.click(forged, "Press")).private


async def test_in_japanese_it_is_taken_back_in_a_thread_that_was_closed(world: Village) -> None:
    channel = await day(world)
    form = await world.aoi.slash("チェックイン now")
    told = await world.aoi.submit(form, words="見積もりを送る", boxes=["share"])
    await world.settled()
    [post] = posts(world, channel)
    thread = world.guild.channels[post.channel_id]
    assert thread.thread
    thread.thread.archived = True
    world.standin.world.channel_changed(thread)
    answer = await world.aoi.click(told, "スレッドから下げる")
    assert "下げました" in answer.text
    await world.settled()
    assert posts(world, channel) == []


async def test_a_post_that_may_stand_is_known_again_although_its_words_have_changed(world: Village) -> None:
    channel = await day(world)
    lost = asyncio.Event()

    def strike(_: Exchange) -> None:
        world.standin.world.nonces.clear()
        lost.set()
        raise Severed

    world.standin.faults.hook("applied", "POST /channels/*/messages", strike, times=1)
    form = await world.ken.slash("checkin now")
    await world.ken.submit(form, words=FIRST, boxes=["share"])
    await lost.wait()
    form = await world.ken.slash("checkin now")
    told = await world.ken.submit(form, words=SECOND, boxes=["share"])
    for _ in range(3):
        world.later(minutes=2)
        await world.settled()
    [post] = posts(world, channel)
    assert post.content.endswith(f"> {SECOND}")
    await world.ken.click(told, "Take it back from the thread")
    await world.settled()
    assert posts(world, channel) == []


async def test_what_may_stand_and_is_taken_back_before_anybody_knows_goes_too(world: Village) -> None:
    channel = await day(world)
    lost = asyncio.Event()

    def strike(_: Exchange) -> None:
        lost.set()
        raise Severed

    world.standin.faults.hook("applied", "POST /channels/*/messages", strike, times=1)
    form = await world.ken.slash("checkin now")
    told = await world.ken.submit(form, words=FIRST, boxes=["share"])
    await lost.wait()
    await world.ken.click(told, "Take it back from the thread")
    for _ in range(3):
        world.later(minutes=2)
        await world.settled()
    assert posts(world, channel) == []
