"""Days with check-ins: asked, answered, shared in the day's thread and closed, in both languages."""

import asyncio
import json

import pytest
from sqlalchemy import select

from bot.features import checkins
from bot.features.deliveries.tables import deliveries
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel, MessageType
from bot.texts import Language, text
from tests.checking_in import TOKYO, Speaker, go_to, on_screen, room, speaker
from tests.moving_in import deny, grant
from tests.village import IN_EITHER_LANGUAGE, Village

MONDAY = (2027, 3, 1)


def threads(world: Village) -> list[Channel]:
    """The threads of the server, oldest first."""
    return [channel for channel in world.guild.channels.values() if channel.thread]


def said_in(world: Village, channel: Channel) -> list[str]:
    """The last lines of what stands there, without that a thread was begun."""
    own = [post for post in world.posts(channel) if post.type == MessageType.DEFAULT]
    return [post.content.splitlines()[-1] for post in own]


async def told(world: Village) -> list[str]:
    """What waited for a moderator."""
    looks = await world.mio.slash("checkin overview")
    await world.settled()
    return [note.content for note in looks.follow_ups]


async def share(world: Village, me: Speaker, words: str) -> None:
    form = await me.slash("checkin now")
    await me.person.submit(form, words=words, boxes=["share"])
    await world.settled()


@pytest.mark.parametrize("spoken", IN_EITHER_LANGUAGE)
async def test_a_day_goes_from_its_question_to_its_close_after_midnight_and_on(
    world: Village, spoken: Language
) -> None:
    channel = await room(world, TOKYO, spoken)
    aoi, ken = speaker(world, "ja"), speaker(world, "en")
    await go_to(world, TOKYO, *MONDAY, 8, 0)
    for me, every in ((aoi, "毎日"), (ken, "every day")):
        await me.slash("checkin start", time="9:00", how="mention", days=every)
        evening = await me.slash("checkin evening", time="23:45")
        assert me.says("checkin-evening-on") in evening.text
        early = await me.slash("checkin evening", time="9:00")
        assert me.says("checkin-evening-too-early") in early.text

    await go_to(world, TOKYO, *MONDAY, 9, 0)
    [post] = world.posts(channel)
    assert sorted(post.mentions) == sorted([aoi.id, ken.id])
    assert text(spoken, "checkin-prompt") in on_screen(post)
    for me in (aoi, ken):
        form = await me.press_public(post, "checkin-answer", spoken)
        typed = {me.says("checkin-form-words"): "見積もり", me.says("checkin-form-boxes"): ["share"]}
        energy = {me.says("checkin-form-energy"): me.says("checkin-energy", energy=2)}
        kept = await me.person.submit(form, typed | energy)
        assert kept.private
        for key in ("checkin-saved", "checkin-saved-shared", "checkin-support"):
            assert me.says(key) in kept.text
        assert me.says("checkin-days", count=1) in kept.text
    await world.settled()
    [thread] = threads(world)
    assert thread.name == text(spoken, "checkin-thread-name", day="2027-03-01")
    shared = text(spoken, "checkin-shared", who=ken.person.mention, words="> 見積もり")
    assert world.posts(thread)[-1].content == shared
    assert world.posts(thread)[-1].mentions == []
    before = world.mio.sees(channel)
    await world.mio.click(post, text(spoken, "checkin-not-today"))
    await world.settled()
    assert world.mio.sees(channel) == before, "it says nothing, to nobody"

    await go_to(world, TOKYO, *MONDAY, 23, 45)
    evening = world.posts(channel)[-1]
    assert text(spoken, "checkin-evening-prompt") in on_screen(evening)
    await go_to(world, TOKYO, 2027, 3, 2, 0, 20)
    for me, result in ((aoi, "tomorrow"), (ken, "done")):
        look = await me.press_public(evening, "checkin-evening-open", spoken)
        assert look.text.startswith(f"{me.says('checkin-evening-ask')}\n> 見積もり")
        closed = await me.press(look, f"checkin-close-{result}")
        assert (closed.text, closed.buttons) == (me.says(f"checkin-closed-{result}"), [])
    nothing = await world.mio.click(evening, text(spoken, "checkin-evening-open"))
    assert text("en", "checkin-nothing-to-close") in nothing.text

    await go_to(world, TOKYO, 2027, 3, 2, 9, 0)
    for me, carried in ((aoi, "見積もり"), (ken, "")):
        form = await me.press_public(world.posts(channel)[-1], "checkin-answer", spoken)
        assert form.modal
        assert form.modal.prefilled().get("words", "") == carried
        told = me.says("checkin-form-carried") if carried else None
        assert form.modal.components[0].get("description") == told
        assert "checkin-result-" not in form.text
    # Who named nothing today is not asked how it went.
    await go_to(world, TOKYO, 2027, 3, 2, 23, 45)
    assert text(spoken, "checkin-evening-prompt") not in on_screen(world.posts(channel)[-1])
    off = await ken.slash("checkin evening")
    assert ken.says("checkin-evening-off") in off.text
    history = await aoi.slash("checkin history")
    assert aoi.says("checkin-result-tomorrow") in history.text
    assert aoi.says("checkin-history-energy", energy="2") in history.text


async def test_those_who_answer_at_once_share_one_thread_the_newest_last(world: Village) -> None:
    channel = await room(world)
    await go_to(world, TOKYO, *MONDAY, 9, 0)
    people = [world.newcomer(f"person{n}") for n in range(6)]
    forms = [await person.slash("checkin now") for person in people]
    sent = [
        person.submit(form, words=f"leaf {n}", boxes=["share"])
        for n, (person, form) in enumerate(zip(people, forms, strict=True))
    ]
    await asyncio.gather(*sent)
    await world.settled()
    [thread] = threads(world)
    said = [post.content.splitlines()[-1] for post in world.posts(thread)]
    async with world.db.read() as tx:
        kept = (
            select(deliveries.c.subject).where(deliveries.c.kind == checkins.SHARE).order_by(deliveries.c.id)
        )
        shared = [json.loads(subject)["checkin"] for subject in await tx.scalars(kept)]
    looks = [await checkins.look(world.db, one) for one in shared]
    assert said == [f"> {one.words}" for one in looks if one], "in the order in which they were kept"
    assert len(said) == len(people)
    assert said_in(world, channel) == []


@pytest.mark.parametrize("language", IN_EITHER_LANGUAGE)
async def test_where_no_thread_may_be_the_channel_takes_it_and_moderators_hear_of_it_once(
    world: Village, language: Language
) -> None:
    channel, me = await room(world, TOKYO, language), speaker(world, language)
    bot = world.application.id
    await go_to(world, TOKYO, *MONDAY, 9, 0)
    deny(world, channel, bot, Permission.CREATE_PUBLIC_THREADS)
    for words in ("one", "two"):
        await share(world, me, words)
        world.later(hours=24)
    assert threads(world) == []
    assert said_in(world, channel) == ["> one", "> two"]
    closed = text("en", "notice-checkin-thread-closed", channel=str(channel.id))
    assert [await told(world), await told(world)] == [[closed], []]

    deny(world, channel, bot, 0)
    await share(world, me, "three")
    [thread] = threads(world)
    assert said_in(world, thread) == ["> three"]

    # What somebody deleted is opened anew, what was put away wakes up, what is locked stays so.
    world.standin.world.delete_channel(thread)
    people = [world.newcomer(f"person{n}") for n in range(3)]
    await share(world, Speaker(people[0], "en"), "four")
    [thread] = threads(world)
    assert thread.thread
    thread.thread.archived = True
    world.standin.world.channel_changed(thread)
    await share(world, Speaker(people[1], "en"), "five")
    assert said_in(world, thread) == ["> four", "> five"]
    thread.thread.locked = True
    world.standin.world.channel_changed(thread)
    await share(world, Speaker(people[2], "en"), "six")
    assert said_in(world, thread) == ["> four", "> five"]
    assert said_in(world, channel)[-1] == "> six"
    assert await told(world) == [text("en", "notice-checkin-thread-locked", channel=str(channel.id))]
    grant(world, Permission.MANAGE_THREADS)
    await share(world, Speaker(world.hana, "en"), "seven")
    assert said_in(world, thread)[-1] == "> seven"


async def test_after_an_outage_one_is_asked_once_and_not_when_it_is_late_or_the_day_is_over(
    world: Village,
) -> None:
    channel = await room(world)
    await go_to(world, TOKYO, *MONDAY, 8, 0)
    hours = {world.ken: "9:00", world.aoi: "11:00", world.mio: "23:45"}
    for person, time in hours.items():
        every = "毎日" if person is world.aoi else "every day"
        await person.slash("checkin start", time=time, how="mention", days=every)
    # Nine o'clock is more than three hours ago, eleven o'clock is not.
    await world.close()
    world.later(hours=5)
    await world.open()
    await world.settled()
    [post] = world.posts(channel)
    assert post.mentions == [world.aoi.id]
    await world.restart()
    world.later(minutes=30)
    await world.settled()
    assert world.posts(channel) == [post]
    # A quarter to midnight was an hour ago, and its day is over.
    await world.close()
    world.later(hours=11)
    await world.open()
    await world.settled()
    assert world.posts(channel) == [post]
    for hour, minute in ((9, 0), (11, 0), (23, 45)):
        await go_to(world, TOKYO, 2027, 3, 2, hour, minute)
    asked = [i for one in world.posts(channel)[1:] for i in one.mentions]
    assert asked == [world.ken.id, world.aoi.id, world.mio.id]
