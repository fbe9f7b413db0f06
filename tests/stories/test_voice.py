"""Stays in voice channels, over a real socket: whoever was there is known, across restarts and lost lines."""

from collections.abc import Mapping

import pytest
from sqlalchemy import event

from bot.features import consent, voice
from bot.features.voice import Stay, Watch
from bot.sandbox import shapes
from bot.sandbox.people import Person
from bot.sandbox.state import Channel, ChannelType, Guild
from tests.village import Village


def room(world: Village, name: str = "library", guild: Guild | None = None) -> Channel:
    return world.standin.world.add_channel(guild or world.guild, name, ChannelType.VOICE)


async def count(world: Village, guild: Guild | None = None) -> None:
    """Counting runs in the server from now on."""
    guild_id, at = (guild or world.guild).id, int(world.clock.now())
    async with world.db.write() as tx:
        await consent.start_counting(tx, guild_id, world.hana.id, at)
        await consent.noticed(tx, guild_id, at)


async def heard(world: Village) -> None:
    """The bot has heard all that was told so far: an answer to what was asked after it proves that."""
    await world.settled()
    assert (await world.hana.slash("about")).message
    await world.settled()


async def stays(world: Village, channel: Channel) -> tuple[Stay, ...]:
    await heard(world)
    return await voice.stays(world.db, channel.id, 0, int(world.clock.now()) + 1)


async def minutes(world: Village, channel: Channel) -> Mapping[Person, int]:
    """How long each was in a channel, as far as is written down."""
    await heard(world)
    found = await voice.seconds_by_person(world.db, channel.guild_id, channel.id, 0, 2**40)
    people = {person.id: person for person in (world.aoi, world.ken, world.mio, world.hana)}
    return {people[user_id]: round(seconds / 60) for user_id, seconds in found.items()}


async def credited(world: Village, channel: Channel) -> Mapping[int, int]:
    """Minutes in company and listening."""
    found: dict[int, int] = {}
    for stay in await stays(world, channel):
        found[stay.user_id] = found.get(stay.user_id, 0) + round(stay.credit() / 60)
    return found


async def test_an_evening_in_voice_is_known_to_the_minute(world: Village) -> None:
    library, kitchen = room(world), room(world, "kitchen")
    await count(world)
    world.aoi.join_voice(library)
    await heard(world)
    world.later(minutes=10)
    world.ken.join_voice(library)
    await heard(world)
    world.later(minutes=20)
    world.ken.join_voice(library, deafened=True)
    await heard(world)
    world.later(minutes=5)
    world.ken.join_voice(library)
    await heard(world)
    world.later(minutes=5)
    world.ken.join_voice(kitchen)
    await heard(world)
    world.later(minutes=7)
    world.aoi.leave_voice()
    assert await minutes(world, library) == {world.aoi: 47, world.ken: 30}
    assert await minutes(world, kitchen) == {world.ken: 7}
    # Aoi was alone for ten minutes and for seven; Ken had ears for 25 of his 30.
    assert await credited(world, library) == {world.aoi.id: 30, world.ken.id: 25}
    assert await credited(world, kitchen) == {world.ken.id: 0}
    assert await voice.here_now(world.db, kitchen.id, int(world.clock.now())) == (world.ken.id,)


async def test_a_restart_costs_only_the_time_it_takes(world: Village) -> None:
    library = room(world)
    await count(world)
    for person in (world.aoi, world.ken):
        person.join_voice(library)
    await heard(world)
    world.later(minutes=10)
    await world.settled()
    await world.close()
    # Ken leaves and Mio comes while nobody listens.
    world.ken.leave_voice()
    world.later(minutes=30)
    world.mio.join_voice(library)
    await world.open()
    await heard(world)
    world.later(minutes=5)
    assert await minutes(world, library) == {world.aoi: 15, world.ken: 10, world.mio: 5}
    assert len(await stays(world, library)) == 4


@pytest.mark.parametrize("how", ["resumed", "begun anew"])
async def test_a_lost_line_neither_loses_time_nor_doubles_it(world: Village, how: str) -> None:
    library = room(world)
    await count(world)
    for person in (world.aoi, world.ken):
        person.join_voice(library)
    await heard(world)
    world.later(minutes=10)
    await heard(world)
    gateway = world.standin.gateway
    back = world.connected_again()
    if how == "resumed":
        gateway.drop()
    else:
        world.app._may_identify_at = 0.0
        gateway.invalidate(resumable=False)
    world.ken.leave_voice()
    await back
    await heard(world)
    world.later(minutes=5)
    assert await minutes(world, library) == {world.aoi: 15, world.ken: 10}
    assert [stay.ended_at is None for stay in await stays(world, library)] == [True, False]


async def test_a_server_that_was_out_of_sight_keeps_no_ghosts(world: Village) -> None:
    library = room(world)
    await count(world)
    for person in (world.aoi, world.ken):
        person.join_voice(library)
    await heard(world)
    world.later(minutes=10)
    await heard(world)
    gone = {"id": str(world.guild.id), "unavailable": True}
    world.standin.gateway.send_raw("GUILD_DELETE", gone)
    await world.standin.quiet()
    state = world.guild.voice_states.pop(world.ken.id)
    data = world.standin.world.guild_create(world.guild, world.application.id)
    world.standin.gateway.send_raw("GUILD_CREATE", data | {"unavailable": False})
    await heard(world)
    world.later(minutes=5)
    assert await minutes(world, library) == {world.aoi: 15, world.ken: 10}
    world.guild.voice_states[world.ken.id] = state


async def test_each_server_counts_for_itself_and_bots_are_no_company(world: Village) -> None:
    library = room(world)
    elsewhere = world.second_server()
    lounge = room(world, "lounge", world.standin.world.guilds[elsewhere.guild_id or 0])
    robot = world.newcomer("robot", bot=True)
    await count(world)
    await heard(world)
    for person in (world.aoi, robot):
        person.join_voice(library)
    for person in (world.ken, world.hana):
        person.join_voice(lounge)
    await heard(world)
    world.later(minutes=10)
    assert await credited(world, library) == {world.aoi.id: 0}
    assert await stays(world, lounge) == ()


async def test_time_in_the_afk_channel_is_presence_but_counts_for_nothing(world: Village) -> None:
    lounge = room(world, "lounge")
    await count(world)
    for person in (world.aoi, world.ken):
        person.join_voice(lounge)
    await heard(world)
    world.later(minutes=10)
    await heard(world)
    world.guild.afk_channel_id = lounge.id
    world.standin.gateway.send_raw("GUILD_UPDATE", shapes.guild(world.guild))
    await heard(world)
    world.later(minutes=10)
    assert await minutes(world, lounge) == {world.aoi: 20, world.ken: 20}
    assert await credited(world, lounge) == {world.aoi.id: 10, world.ken.id: 10}


async def test_a_watched_room_finds_who_sits_there_already_and_ends_with_the_watch(world: Village) -> None:
    library, kitchen = room(world), room(world, "kitchen")
    world.aoi.join_voice(library)
    world.ken.join_voice(kitchen)
    await heard(world)
    world.later(minutes=30)
    assert await stays(world, library) == ()
    now = int(world.clock.now())
    async with world.db.write() as tx:
        await voice.watch(tx, Watch("session 1", world.guild.id, library.id, now, now + 3600))
    await heard(world)
    world.later(minutes=50)
    world.mio.join_voice(library)
    await heard(world)
    assert await voice.here_now(world.db, library.id, int(world.clock.now())) == (world.aoi.id, world.mio.id)
    world.later(minutes=50)
    # Both stayed on, but the session was over.
    assert await minutes(world, library) == {world.aoi: 60, world.mio: 10}
    assert await stays(world, kitchen) == ()


async def test_whoever_says_no_to_being_counted_while_in_voice_is_not_kept(world: Village) -> None:
    library = room(world)
    await count(world)
    for person in (world.aoi, world.ken):
        person.join_voice(library)
    await heard(world)
    world.later(minutes=10)
    await heard(world)
    await consent.decide(
        world.db, world.ken.id, world.guild.id, "counted", yes=False, at=int(world.clock.now())
    )
    assert [stay.user_id for stay in await stays(world, library)] == [world.aoi.id]
    world.later(minutes=10)
    await heard(world)
    await consent.decide(
        world.db, world.ken.id, world.guild.id, "counted", yes=True, at=int(world.clock.now())
    )
    await heard(world)
    world.later(minutes=5)
    assert await minutes(world, library) == {world.aoi: 25, world.ken: 5}
    # Company is company, whether or not it is counted.
    assert (await credited(world, library))[world.aoi.id] == 25


async def test_two_hundred_people_who_arrive_together_are_a_few_transactions(world: Village) -> None:
    library = room(world)
    await count(world)
    crowd = [world.newcomer(f"guest{n}") for n in range(200)]
    await heard(world)
    commits: list[None] = []
    writer = world.db._writer.sync_engine
    event.listen(writer, "commit", lambda _: commits.append(None))
    for person in crowd:
        person.join_voice(library)
    await heard(world)
    assert len(await voice.here_now(world.db, library.id, int(world.clock.now()))) == 200
    assert len(commits) < 20


async def test_what_could_not_be_written_is_written_later_with_its_own_time(world: Village) -> None:
    library = room(world)
    await count(world)
    async with world.db.write() as tx:
        await tx.exec_driver_sql(
            "CREATE TRIGGER broken BEFORE INSERT ON voice_stays BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )
    world.aoi.join_voice(library)
    await heard(world)
    world.later(minutes=10)
    await heard(world)
    assert await stays(world, library) == ()
    async with world.db.write() as tx:
        await tx.exec_driver_sql("DROP TRIGGER broken")
    world.later(minutes=5)
    assert await minutes(world, library) == {world.aoi: 15}
    world.complaints.records.clear()
