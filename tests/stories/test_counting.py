"""What is counted as it happens, over a real socket: by whom, where, and whatever becomes of the bot."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from bot.db import Database
from bot.features import activity, consent, settings
from bot.features.activity import Metric
from bot.sandbox.state import Channel, Guild
from bot.sandbox.talk import reference
from cogs.counting import Counting
from tests.listening import Lines
from tests.village import Village

TOLD: tuple[Metric, ...] = ("messages", "replies", "reactions", "threads")


async def count(world: Village, guild: Guild | None = None, *, burst: int = 0) -> None:
    """Counting runs in the server from now on, every message by itself if nothing else is said."""
    guild_id, at = (guild or world.guild).id, int(world.clock.now())
    await settings.change_server(world.db, guild_id, "burst_seconds", burst, by=world.hana.id, at=at)
    async with world.db.write() as tx:
        await consent.start_counting(tx, guild_id, world.hana.id, at)
        await consent.noticed(tx, guild_id, at)
    await world.settled()


async def heard(world: Village) -> None:
    """The bot has heard all that was told so far: an answer to what was asked after it proves that."""
    assert (await world.hana.slash("about")).message
    await world.settled()


async def counted(world: Village, guild: Guild | None = None) -> Mapping[int, Mapping[str, int]]:
    """What Discord told of each member today, as far as there is any."""
    await heard(world)
    guild_id, now = (guild or world.guild).id, int(world.clock.now())
    found: dict[int, dict[str, int]] = {}
    for metric in TOLD:
        board = await activity.board(world.db, guild_id, metric, "week", now, limit=50)
        for place in board.places:
            found.setdefault(place.user_id, {})[metric] = place.points
    return found


def of(world: Village) -> Counting:
    cog = world.app.get_cog("Counting")
    assert isinstance(cog, Counting)
    return cog


def thread(world: Village, who: int, name: str = "side") -> Channel:
    return world.standin.world.add_thread(world.channel, name, who)


async def test_what_people_do_is_counted_and_what_bots_and_discord_write_is_not(world: Village) -> None:
    world.at(12)
    await count(world)
    things, channel = world.standin.world, world.channel
    question = world.aoi.say("Has anybody a template?")
    world.ken.reply(question, "Yes")
    world.ken.reply(world.ken.say("Here"), "and here")
    for _ in range(2):
        world.mio.react(question, "👍")
        world.mio.unreact(question, "👍")
    world.mio.react(question, "🎉")
    side = thread(world, world.aoi.id)
    things.post(side, world.aoi.id, "In here")
    robot = things.add_user("robot", "Robot", bot=True)
    things.add_member(world.guild, robot)
    theirs = things.post(channel, robot.id, "beep")
    things.react(question, robot.id, "👍")
    thread(world, robot.id, "bots only")
    thread(world, world.application.id, "ours")
    world.ken.reply(theirs, "Thank you, robot")
    things.post(channel, world.mio.id, type=7)  # Discord's own words about who has joined
    things.pin(question, world.mio.id)
    assert await counted(world) == {
        world.aoi.id: {"messages": 2, "threads": 1},
        world.ken.id: {"messages": 4, "replies": 1},
        world.mio.id: {"reactions": 2},
    }


async def test_a_webhook_under_somebodys_name_and_a_forwarded_message_are_no_replies(world: Village) -> None:
    world.at(12)
    await count(world)
    message = world.aoi.say("hello")
    data = world.standin.world.message_shape(message) | {"guild_id": str(world.guild.id)}
    hook: Any = data | {"id": str(int(data["id"]) + 1), "webhook_id": "123456789012345678"}
    pointer = reference(world.channel, message.id) | {"type": 1}
    forwarded = data | {"id": str(int(data["id"]) + 2), "message_reference": pointer}
    for one in (hook, forwarded):
        world.standin.gateway.send_raw("MESSAGE_CREATE", one)
    assert await counted(world) == {world.aoi.id: {"messages": 2}}


async def test_what_a_server_writes_as_nothing_is_as_if_it_were_not_there(
    world: Village, lines: Lines
) -> None:
    world.at(12)
    await count(world)
    data = world.standin.world.message_shape(world.aoi.say("hello"))
    said = data | {"id": str(int(data["id"]) + 1), "guild_id": str(world.guild.id), "webhook_id": None}
    elsewhere = said | {"id": str(int(data["id"]) + 2), "guild_id": None}
    for one in (said, elsewhere):
        world.standin.gateway.send_raw("MESSAGE_CREATE", one)
    reaction = {"message_id": data["id"], "channel_id": data["channel_id"], "guild_id": str(world.guild.id)}
    by_nobody = reaction | {"user_id": str(world.ken.id), "member": None, "emoji": {"name": "👍"}, "type": 0}
    world.standin.gateway.send_raw("MESSAGE_REACTION_ADD", by_nobody)

    assert await counted(world) == {world.aoi.id: {"messages": 2}}
    assert lines.of("could not be read") == []


async def test_a_burst_counts_once_also_when_the_bot_starts_anew_in_it(world: Village) -> None:
    world.at(12)
    await count(world, burst=20)
    for text in ("one", "two", "three"):
        world.aoi.say(text)
    await heard(world)
    await world.restart()
    world.aoi.say("four")
    other = world.standin.world.add_channel(world.guild, "kitchen")
    world.aoi.say("somewhere else", channel=other)
    assert await counted(world) == {world.aoi.id: {"messages": 2}}
    world.later(minutes=1)
    world.aoi.say("a minute later")
    assert await counted(world) == {world.aoi.id: {"messages": 3}}


async def test_a_changed_burst_holds_within_a_quarter_of_an_hour(world: Village) -> None:
    world.at(12)
    await count(world, burst=300)
    at = int(world.clock.now())
    await settings.change_server(world.db, world.guild.id, "burst_seconds", 0, by=world.hana.id, at=at)
    world.later(minutes=15)
    await world.settled()
    world.aoi.say("one")
    world.aoi.say("two")
    assert await counted(world) == {world.aoi.id: {"messages": 2}}


async def test_nothing_is_counted_before_the_notice_elsewhere_or_after_the_end(world: Village) -> None:
    world.at(12)
    elsewhere = world.second_server()
    world.aoi.say("before")
    await heard(world)
    await count(world)
    world.ken.say("in another server", channel=elsewhere)
    world.aoi.say("counted")
    await heard(world)
    async with world.db.write() as tx:
        await consent.stop_counting(tx, world.guild.id)
    await world.settled()
    world.aoi.say("after")
    assert await counted(world) == {world.aoi.id: {"messages": 1}}
    assert await activity.counted_servers(world.db) == (world.guild.id,)


async def test_who_says_no_leaves_no_row_at_once_and_is_counted_again_from_their_yes_on(
    world: Village,
) -> None:
    world.at(12)
    await count(world)
    for person in (world.aoi, world.ken):
        person.say("hello")
    await heard(world)
    world.aoi.say("the last")
    notice = world.forged("counting.no")
    answer = await world.aoi.click(notice, "counting.no")
    await world.settled()
    assert not any((await activity.export(world.db, world.aoi.id)).values())
    world.aoi.say("not counted")
    assert await counted(world) == {world.ken.id: {"messages": 1}}
    await world.aoi.click(answer, "counting.yes")
    await world.settled()
    world.aoi.say("counted")
    assert await counted(world) == {world.ken.id: {"messages": 1}, world.aoi.id: {"messages": 1}}


async def test_newcomers_are_known_by_their_first_message_and_the_first_reply_to_it(world: Village) -> None:
    world.at(12)
    await count(world)
    since = int(world.clock.now())
    world.later(minutes=5)
    rin = world.newcomer("rin")
    world.later(minutes=5)
    hello = rin.say("Hello everybody")
    world.later(minutes=7)
    rin.reply(hello, "It is me again")
    world.ken.reply(hello, "Welcome")
    world.later(minutes=7)
    world.aoi.reply(hello, "Welcome from me, too")
    await heard(world)
    [found] = await activity.arrived(world.db, world.guild.id, since, 2**40)
    assert (found.user_id, found.first_message_id) == (rin.id, hello.id)
    assert found.first_reply_at is not None
    assert [round((at - since) / 60) for at in (found.joined_at, found.first_at, found.first_reply_at)] == [
        5,
        10,
        17,
    ]


@pytest.mark.parametrize("how", ["resumed", "begun anew"])
async def test_what_a_lost_line_tells_twice_counts_once(world: Village, how: str) -> None:
    world.at(12)
    await count(world)
    message = world.aoi.say("once")
    await heard(world)
    back = world.connected_again()
    if how == "resumed":
        world.standin.gateway.drop()
        world.ken.say("while it was away")
    else:
        world.app._may_identify_at = 0.0
        world.standin.gateway.invalidate(resumable=False)
    await back
    data = world.standin.world.message_shape(message) | {"guild_id": str(world.guild.id)}
    world.standin.gateway.send_raw("MESSAGE_CREATE", data)
    expected = {world.aoi.id: {"messages": 1}}
    if how == "resumed":
        expected[world.ken.id] = {"messages": 1}
    assert await counted(world) == expected


async def test_a_graceful_stop_writes_what_was_heard(world: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    world.at(12)
    await count(world)
    monkeypatch.setattr("cogs.counting.FLUSH_SECONDS", 60.0)
    for n in range(5):
        world.aoi.say(str(n))
    thread(world, world.ken.id)
    assert (await world.hana.slash("about")).message
    assert of(world).counts.waiting
    await world.close()
    await world.open()
    assert await counted(world) == {world.aoi.id: {"messages": 5}, world.ken.id: {"threads": 1}}


async def test_a_database_that_fails_keeps_the_counts_and_is_told_of_once(
    world: Village, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.at(12)
    await count(world)
    monkeypatch.setattr("cogs.counting.RETRY_SECONDS", 0.01)
    write, left, mended = Database.write, 3, asyncio.Event()

    def failing(self: Database) -> Any:
        nonlocal left
        left -= 1
        if left >= 0:
            raise OSError("the disk is full")
        mended.set()
        return write(self)

    monkeypatch.setattr(Database, "write", failing)
    world.aoi.say("kept")
    await mended.wait()
    assert await counted(world) == {world.aoi.id: {"messages": 1}}
    assert len(lines.of("counts could not be kept, and wait in memory")) == 1
    assert len(lines.of("counts are kept again")) == 1
    world.complaints.records.clear()


async def test_days_leave_the_board_at_the_servers_midnight_when_time_is_moved(world: Village) -> None:
    world.at(12)
    await count(world)
    world.aoi.say("today")
    assert await counted(world) == {world.aoi.id: {"messages": 1}}
    world.later(hours=6 * 24)
    assert await counted(world) == {world.aoi.id: {"messages": 1}}
    world.later(hours=24)
    assert await counted(world) == {}
