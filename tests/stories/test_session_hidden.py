"""Sessions of a channel that not everybody can read: nothing of them is said to anybody else."""

from dataclasses import replace

import pytest

from bot.features import sessions, settings
from bot.features.sessions import Planned
from bot.features.settings import Channel as Chosen
from bot.sandbox.people import Answer, Person
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel, ChannelType, Overwrite
from tests.gathering import DAILY, HOUR, MINUTE, Gathering, has, labels, said_in
from tests.moving_in import deny
from tests.village import Village


def hidden_from_all_but(world: Village, room: Channel, *people: int) -> None:
    """Let only these read a channel: people, or roles by their numbers; and Engawa, to post there."""
    roles = {role.id for role in world.guild.roles.values()}
    for one in (*people, world.application.id):
        room.overwrites[one] = Overwrite(one, 0 if one in roles else 1, allow=int(Permission.VIEW_CHANNEL))
    deny(world, room, world.guild.id, Permission.VIEW_CHANNEL)


@pytest.fixture
def room(world: Village) -> Channel:
    """A channel for Aoi and Hana alone."""
    there = world.standin.world.add_channel(world.guild, "quiet-corner")
    hidden_from_all_but(world, there, world.aoi.id, world.hana.id)
    return there


async def change(world: Village, planned: Planned, bring: str) -> None:
    """Let the session's host change it: what stands elsewhere follows then."""
    one = await sessions.look(world.db, world.guild.id, planned.series.id)
    now = int(world.clock.now())
    await sessions.edit(world.db, replace(one, bring=bring), world.hana.id, now, moderator=False)
    await world.settled()


async def listed(world: Village, person: Person) -> str:
    return said_in(await person.click(world.forged("session.list:0:0"), "Press"))


def pictured(answer: Answer) -> str:
    assert answer.message
    return "\n".join(file.description or "" for file in answer.message.attachments)


async def test_a_list_and_its_picture_leave_out_what_its_reader_cannot_read(
    world: Village, gathering: Gathering, room: Channel
) -> None:
    await gathering.plan("Open table", ahead=HOUR)
    await gathering.plan("Secret table", ahead=2 * HOUR, channel_id=room.id)
    for person, seen in ((world.aoi, True), (world.hana, True), (world.ken, False), (world.mio, False)):
        shown = await person.click(world.forged("session.list:0:0"), "Press")
        await world.settled()
        assert "Open table" in said_in(shown)
        assert ("Secret table" in said_in(shown), "Secret table" in pictured(shown)) == (seen, seen)
    # Whoever hosts one finds it, whatever they can read since.
    await gathering.plan("Ken's table", channel_id=room.id, host_id=world.ken.id)
    assert "Ken's table" in await listed(world, world.ken)


async def test_what_lost_its_channel_is_known_to_its_host_and_moderators_alone(
    world: Village, gathering: Gathering, room: Channel
) -> None:
    await gathering.plan("Secret table", repeats=DAILY, channel_id=room.id, host_id=world.aoi.id)
    world.standin.world.delete_channel(room)
    await world.settled()
    seen = {
        person.name for person in (world.aoi, world.ken, world.mio) if "Secret" in await listed(world, person)
    }
    assert seen == {world.aoi.name, world.mio.name}


async def test_nobody_hears_that_nothing_is_planned_while_the_server_is_not_known_yet(
    world: Village, gathering: Gathering
) -> None:
    await gathering.plan("Open table")
    there = world.app.get_guild(world.guild.id)
    assert there
    world.app._connection._remove_guild(there)  # a command may come before its server
    for person, said in ((world.ken, "I have only just woken up"), (world.aoi, "いま起きたところ")):
        answer = await person.click(world.forged("session.list:0:0"), "Press")
        assert answer.private
        assert answer.text.startswith(said)
    assert (await world.ken.autocomplete("session export", session="open")).names == []
    world.app._connection._add_guild(there)
    assert "Open table" in await listed(world, world.ken)


async def test_it_is_neither_suggested_nor_handed_out_nor_changed_by_its_number(
    world: Village, gathering: Gathering, room: Channel
) -> None:
    made = await gathering.plan("Secret table", repeats=DAILY, channel_id=room.id)
    number = str(made.series.id)
    assert len((await world.aoi.autocomplete("session export", session="secret")).names) == 1
    assert (await world.ken.autocomplete("session export", session="secret")).names == []
    assert (await world.mio.autocomplete("session cancel", session="secret")).names == []
    for typed in (number, "Secret table"):
        refused = await world.ken.slash("session export", session=typed)
        assert refused.private
        assert refused.message
        assert refused.message.attachments == []
        assert "Secret" not in refused.text
    assert "Secret" not in (await world.mio.slash("session cancel", session=number)).text
    handed = await world.aoi.slash("session export")
    assert handed.message
    assert len(handed.message.attachments) == 1
    refused = await world.ken.slash("session export")
    assert refused.message
    assert refused.message.attachments == []
    assert len(await sessions.running(world.db, world.guild.id)) == 1


async def test_a_reminder_elsewhere_does_not_name_it(
    world: Village, gathering: Gathering, room: Channel
) -> None:
    opened = await gathering.plan("Open table")
    secret = await gathering.plan("Secret table", channel_id=room.id)
    for planned in (opened, secret):
        await gathering.answers(planned, "yes", [world.aoi])
    await gathering.go_to(opened, before=15)
    [post] = gathering.reminders()
    assert post.mentions == [world.aoi.id]
    assert "“Open table”" in said_in(post)
    assert "Secret" not in said_in(post)
    assert secret.occurrence
    assert f"A session <t:{secret.occurrence.starts_at}:F>" in said_in(post)
    assert f"<#{room.id}>" in said_in(post)
    # It is named where it belongs.
    assert "“Secret table”" in said_in(gathering.reminders(room)[0])


async def test_alone_on_a_page_elsewhere_it_offers_no_answer_to_everybody(
    world: Village, gathering: Gathering, room: Channel
) -> None:
    opened = await gathering.plan("Open table", repeats=DAILY)
    secret = await gathering.plan("Secret table", channel_id=room.id)
    for planned in (opened, secret):
        await gathering.answers(planned, "yes", [world.aoi])
    assert opened.occurrence
    here, day, moment = world.guild.id, opened.occurrence.day, opened.occurrence.starts_at - 15 * MINUTE
    await sessions.hand_out(world.db, here, moment, moment)
    await sessions.skip(world.db, here, opened.series.id, day, world.hana.id, gathering.now, moderator=False)
    await gathering.go_to(opened, before=15)
    [post] = gathering.reminders()
    assert "Secret" not in said_in(post)
    assert has(post, "session.list")
    assert labels(post) == ["See what is on"]


async def test_no_event_of_it_is_seen_by_the_whole_server(
    world: Village, gathering: Gathering, room: Channel
) -> None:
    events = world.guild.scheduled_events
    voice = world.standin.world.add_channel(world.guild, "desk", ChannelType.VOICE)
    made = await gathering.plan("Secret table", repeats=DAILY, channel_id=room.id)
    assert not events
    in_voice = await gathering.plan("Secret desk", channel_id=room.id, place=sessions.Place(voice.id))
    assert not events
    # A voice channel for the same people shows its events to them alone.
    hidden_from_all_but(world, voice, world.aoi.id)
    await world.standin.quiet()
    await change(world, in_voice, "tea")
    assert [event.name for event in events.values()] == ["Secret desk"]
    # Once everybody can read its channel, it stands among the server's; hidden again, it is taken away.
    for denied, names in ((False, {"Secret desk", "Secret table"}), (True, {"Secret desk"})):
        room.overwrites[world.guild.id] = Overwrite(
            world.guild.id, 0, deny=int(Permission.VIEW_CHANNEL) if denied else 0
        )
        world.standin.world.channel_changed(room)
        await world.standin.quiet()
        await change(world, made, f"a book {denied}")
        assert {event.name for event in events.values()} == names


async def test_where_everybody_needs_a_role_first_the_sessions_channel_stands_for_the_server(
    world: Village, gathering: Gathering
) -> None:
    known = world.standin.world.add_role(world.guild, "known", 0)
    hidden_from_all_but(world, world.channel, known.id)
    made = await gathering.plan("Open table", repeats=DAILY)
    assert not world.guild.scheduled_events
    await settings.change_server(
        world.db, world.guild.id, "sessions_channel", Chosen(world.channel.id, "text"), by=world.hana.id, at=0
    )
    await change(world, made, "tea")
    assert [event.name for event in world.guild.scheduled_events.values()] == ["Open table"]
