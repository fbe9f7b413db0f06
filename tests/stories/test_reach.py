"""What people and moderators are told besides answers to their own commands."""

from bot.features import consent, notices, settings
from bot.features.consent import Purpose
from bot.features.notices import Notice
from bot.features.settings import Channel as Chosen
from bot.sandbox.people import Person
from bot.sandbox.state import Channel
from tests.village import Village

MINUTE = 60
HOUR = 60 * MINUTE


async def choose(world: Village, name: str, channel: Channel) -> None:
    await settings.change_server(
        world.db, world.guild.id, name, Chosen(channel.id, "text"), by=world.hana.id, at=0
    )


async def say(
    world: Village, to: Person | None, *, purpose: Purpose | None = None, about: str = "test"
) -> None:
    notice = Notice(
        guild_id=world.guild.id,
        about=about,
        words="notice-channel-gone",
        params={"room": "thanks_channel"},
        made_at=int(world.clock.now()),
        user_id=None if to is None else to.id,
        purpose=purpose,
    )
    await notices.say(world.db, notice)
    await world.settled()


async def test_a_deleted_channel_is_told_once_in_the_moderators_room(world: Village) -> None:
    room = world.standin.world.add_channel(world.guild, "caretakers")
    wall = world.standin.world.add_channel(world.guild, "wall")
    await choose(world, "moderators_channel", room)
    await choose(world, "thanks_channel", wall)

    world.standin.world.delete_channel(wall)
    await world.settled()
    await world.restart()
    await world.settled()

    for days in (0, 2, 29, 2, 40):
        world.clock.advance(days * 24 * HOUR)
        await world.settled()
        told = world.mio.sees(room)
        assert len(told) == 1
        assert "the one for thanks" in told[0].content
    await world.mio.slash("balance")
    await world.settled()
    assert [m for m in world.mio.sees() if "deleted" in m.content] == []


async def test_a_channel_deleted_while_the_bot_was_away_is_told_within_the_hour(world: Village) -> None:
    room = world.standin.world.add_channel(world.guild, "caretakers")
    wall = world.standin.world.add_channel(world.guild, "wall")
    await choose(world, "moderators_channel", room)
    await choose(world, "thanks_channel", wall)
    await world.close()
    world.standin.world.delete_channel(wall)
    await world.open()

    world.clock.advance(HOUR)
    await world.settled()

    assert ["the one for thanks" in message.content for message in world.mio.sees(room)] == [True]


async def test_without_a_room_a_deleted_channel_is_told_to_the_next_moderator_alone(world: Village) -> None:
    wall = world.standin.world.add_channel(world.guild, "wall")
    await choose(world, "thanks_channel", wall)
    world.standin.world.delete_channel(wall)
    await world.settled()

    await world.ken.slash("balance")
    await world.settled()
    assert not any("deleted" in message.content for message in world.ken.sees())

    await world.mio.slash("balance")
    await world.settled()
    told = [message for message in world.mio.sees() if "deleted" in message.content]
    assert len(told) == 1
    assert told[0].ephemeral

    for days in (0, 2, 29, 2, 40):
        world.clock.advance(days * 24 * HOUR)
        await world.settled()
    await world.hana.slash("balance")
    await world.settled()
    assert not any("deleted" in message.content for message in world.hana.sees())


async def test_somebody_who_agreed_to_it_is_written_to_directly(world: Village) -> None:
    now = int(world.clock.now())
    await consent.decide(world.db, world.aoi.id, world.guild.id, "dm_notices", yes=True, at=now)

    await say(world, world.aoi, purpose="dm_notices")

    letters = world.aoi.sees(world.aoi.dm_with(world.application))
    assert ["the one for thanks" in letter.content for letter in letters] == [True]
    assert world.ken.sees() == []


async def test_others_get_a_mention_that_only_they_can_open(world: Village) -> None:
    await choose(world, "thanks_channel", world.channel)

    await say(world, world.aoi, purpose="dm_notices")

    mention = world.ken.last()
    assert mention.mentions == [world.aoi.id]
    assert "thanks" not in mention.content
    refused = await world.ken.click(mention, "Read it")
    assert "somebody else" in refused.text
    assert refused.private
    opened = await world.aoi.click(mention, "Read it")
    assert "お礼のチャンネル" in opened.text
    assert opened.private


async def test_nobody_is_mentioned_in_their_quiet_hours(world: Village) -> None:
    await choose(world, "thanks_channel", world.channel)
    minute = int(world.clock.now()) // MINUTE % (24 * 60)
    now = int(world.clock.now())
    quiet = (minute - 60) % (24 * 60), (minute + 120) % (24 * 60)
    await settings.change_member(world.db, world.aoi.id, None, "quiet_hours", quiet, at=now)

    await say(world, world.aoi, purpose="dm_notices")
    assert world.ken.sees() == []

    world.clock.advance(2 * HOUR + MINUTE)
    await world.settled()
    assert world.ken.last().mentions == [world.aoi.id]


async def test_what_can_go_nowhere_waits_for_the_next_command(world: Village) -> None:
    await say(world, world.aoi, purpose="dm_notices")
    assert world.aoi.sees() == []

    await world.aoi.slash("balance")
    await world.settled()

    shown = [message for message in world.aoi.sees() if "お礼のチャンネル" in message.content]
    assert len(shown) == 1
    assert shown[0].ephemeral
    await world.aoi.slash("balance")
    await world.settled()
    assert sum("お礼のチャンネル" in message.content for message in world.aoi.sees()) == 1


async def test_closed_direct_messages_leave_the_words_for_the_next_command(world: Village) -> None:
    now = int(world.clock.now())
    await consent.decide(world.db, world.aoi.id, world.guild.id, "dm_notices", yes=True, at=now)
    world.aoi.user.takes_dms = False

    await say(world, world.aoi, purpose="dm_notices")
    await world.aoi.slash("balance")
    await world.settled()

    assert any("お礼のチャンネル" in message.content for message in world.aoi.sees())


async def test_the_same_thing_is_not_said_again_while_it_waits(world: Village) -> None:
    await say(world, world.aoi, about="one")
    await say(world, world.aoi, about="one")

    await world.aoi.slash("balance")
    await world.settled()

    assert sum("お礼のチャンネル" in message.content for message in world.aoi.sees()) == 1


async def test_an_undo_button_goes_when_its_time_is_over(world: Village) -> None:
    answer = await world.aoi.slash("thanks", to=world.ken, for_="the template")
    assert answer.message.components
    said = answer.message.content

    world.clock.advance(5 * MINUTE + 2)
    await world.settled()

    assert answer.message.components == []
    assert answer.message.content == said
