"""What people can do and see on the stand-in, by themselves and through Discord's client."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.answers import words
from bot.sandbox.people import NotPossible, Person
from bot.sandbox.permissions import Permission
from bot.sandbox.state import ChannelType, Event, MessageType, Overwrite
from tests.standin import House, open_house


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with open_house() as opened:
        yield opened


def closed_to(house: House, person: Person, permission: int) -> None:
    house.room.overwrites[person.id] = Overwrite(person.id, 1, deny=permission)


# --- talking


async def test_everybody_in_a_room_sees_what_is_said(house: House) -> None:
    said = house.aoi.say("おはよう")
    assert house.ken.last() is said
    assert house.ken.sees() == [said]


async def test_who_cannot_see_a_room_sees_nothing_in_it(house: House) -> None:
    closed_to(house, house.ken, Permission.VIEW_CHANNEL)
    house.aoi.say("おはよう")
    assert house.ken.sees(house.room) == []
    with pytest.raises(NotPossible, match="sees no message"):
        house.ken.last(house.room)


async def test_who_may_not_write_cannot(house: House) -> None:
    closed_to(house, house.ken, Permission.SEND_MESSAGES)
    with pytest.raises(NotPossible, match="Missing Permissions"):
        house.ken.say("hello")


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
async def test_a_message_needs_words_and_not_too_many(house: House, text: str) -> None:
    with pytest.raises(NotPossible):
        house.aoi.say(text)


async def test_a_file_may_come_without_words(house: House) -> None:
    said = house.aoi.say(files={"garden.png": b"\x89PNG\r\n\x1a\n"})
    assert words(said) == "garden.png"
    assert said.attachments[0].content_type == "image/png"
    assert not said.attachments[0].ephemeral


async def test_slow_mode_makes_members_wait(house: House) -> None:
    house.room.slowmode = 60
    house.aoi.say("one")
    with pytest.raises(NotPossible, match="slow mode"):
        house.aoi.say("two")
    house.ken.say("somebody else may")


async def test_a_mention_names_whom_it_pings(house: House) -> None:
    said = house.aoi.say(f"{house.ken.mention} @everyone")
    assert said.mentions == [house.ken.id]
    assert not said.mention_everyone
    assert house.owner.say("@everyone").mention_everyone


async def test_a_reply_pings_its_author_unless_that_is_switched_off(house: House) -> None:
    said = house.aoi.say("a question")
    answer = house.ken.reply(said, "an answer")
    assert (answer.type, answer.mentions) == (MessageType.REPLY, [house.aoi.id])
    quiet = house.ken.reply(said, f"again, {house.owner.mention}", ping=False)
    assert quiet.mentions == [house.owner.id]


async def test_only_ones_own_words_can_be_edited(house: House) -> None:
    said = house.aoi.say("teh")
    house.aoi.edit(said, "the")
    assert house.ken.last().content == "the"
    assert said.edited_at is not None
    with pytest.raises(NotPossible):
        house.ken.edit(said, "my words")


async def test_messages_are_deleted_by_their_author_or_a_moderator(house: House) -> None:
    said = house.aoi.say("oops")
    with pytest.raises(NotPossible):
        house.ken.delete(said)
    house.aoi.delete(said)
    assert house.ken.sees() == []
    house.owner.delete(house.aoi.say("again"))
    assert house.ken.sees() == []


async def test_joining_a_reaction_needs_less_than_beginning_one(house: House) -> None:
    said = house.aoi.say("tea?")
    closed_to(house, house.ken, Permission.ADD_REACTIONS)
    with pytest.raises(NotPossible):
        house.ken.react(said, "🍵")
    house.aoi.react(said, "🍵")
    house.ken.react(said, "🍵")
    assert said.reactions == {"🍵": [house.aoi.id, house.ken.id]}
    house.aoi.unreact(said, "🍵")
    house.ken.unreact(said, "🍵")
    assert said.reactions == {}


async def test_typing_is_told_to_those_who_see_the_room(house: House) -> None:
    events: list[Event] = []
    house.standin.world.listeners.append(events.append)
    house.aoi.type_in()
    (event,) = events
    assert event.name == "TYPING_START"
    assert house.standin.world.receives(house.ken.id, event)
    closed_to(house, house.ken, Permission.VIEW_CHANNEL)
    assert not house.standin.world.receives(house.ken.id, event)


async def test_two_people_have_one_direct_line_and_nobody_else_hears_it(house: House) -> None:
    line = house.aoi.dm_with(house.ken)
    assert house.ken.dm_with(house.aoi) is line
    house.aoi.say("just us", channel=line)
    assert house.ken.last(line).content == "just us"
    assert house.owner.sees(line) == []


# --- coming and going


async def test_a_full_voice_channel_takes_nobody_more(house: House) -> None:
    house.voice.user_limit = 1
    house.aoi.join_voice(house.voice)
    house.aoi.join_voice(house.voice, muted=True)  # who is in may change there
    with pytest.raises(NotPossible, match="full"):
        house.ken.join_voice(house.voice)
    house.owner.join_voice(house.voice)  # may move members
    house.aoi.leave_voice()
    house.owner.leave_voice()
    house.ken.join_voice(house.voice)
    assert set(house.guild.voice_states) == {house.ken.id}


async def test_a_text_channel_is_no_voice_channel(house: House) -> None:
    with pytest.raises(NotPossible, match="no voice channel"):
        house.aoi.join_voice(house.room)


async def test_who_leaves_is_gone_from_rooms_and_voice(house: House) -> None:
    house.aoi.join_voice(house.voice)
    house.aoi.leave(house.guild)
    assert house.guild.voice_states == {}
    with pytest.raises(NotPossible):
        house.aoi.say("from outside")
    house.aoi.join(house.guild)
    house.aoi.say("back again")
    with pytest.raises(NotPossible, match="already"):
        house.aoi.join(house.guild)
    with pytest.raises(NotPossible, match="owner"):
        house.owner.leave(house.guild)


async def test_people_are_in_the_first_room_where_they_may_write(house: House) -> None:
    newcomer = Person(house.standin, house.standin.world.add_user("mio"))
    with pytest.raises(NotPossible, match="in no channel"):
        newcomer.say("hello?")
    newcomer.join(house.guild)
    assert newcomer.say("hello").channel_id == house.room.id


# --- threads


async def test_a_private_thread_is_seen_by_who_is_in_it(house: House) -> None:
    world = house.standin.world
    thread = world.add_thread(house.room, "plans", house.aoi.id, kind=ChannelType.PRIVATE_THREAD)
    house.aoi.say("between us", channel=thread)
    assert house.ken.sees(thread) == []
    world.join_thread(thread, house.ken.id)
    assert [m.content for m in house.ken.sees(thread)] == ["between us"]


async def test_writing_in_an_archived_thread_brings_it_back(house: House) -> None:
    thread = house.standin.world.add_thread(house.room, "plans", house.aoi.id)
    assert thread.thread is not None
    thread.thread.archived = True
    house.ken.say("one more thing", channel=thread)
    assert not thread.thread.archived


# --- without a bot to answer


async def test_nobody_answers_when_no_bot_is_connected(house: House) -> None:
    house.standin.interactions.deadline = 0.01
    house.standin.world.register_commands(house.application, None, [{"name": "hello", "description": "…"}])
    answer = await house.aoi.slash("hello")
    assert answer.failed
    assert answer.text == ""
    assert repr(answer) == "<Answer: the application did not respond>"
    (entry,) = house.standin.record.of("interaction")
    assert entry.title == "no answer in time"


async def test_commands_are_found_in_the_persons_language(house: House) -> None:
    body = {"name": "thanks", "description": "…", "name_localizations": {"ja": "ありがとう"}}
    house.standin.world.register_commands(house.application, None, [body])
    house.standin.interactions.deadline = 0.01
    assert (await house.aoi.slash("ありがとう")).failed
    assert (await house.aoi.slash("thanks")).failed
    with pytest.raises(NotPossible):
        await house.ken.slash("ありがとう")


async def test_a_servers_commands_are_offered_there_only(house: House) -> None:
    other = house.standin.world.add_guild("Elsewhere", house.owner.user)
    house.standin.world.install(house.application, other, 0)
    yard = house.standin.world.add_channel(other, "yard")
    house.standin.world.register_commands(house.application, other.id, [{"name": "dig", "description": "…"}])
    assert [c.name for c in house.owner.commands(yard)] == ["dig"]
    assert house.owner.commands(house.room) == []


async def test_who_may_not_use_commands_is_offered_none(house: House) -> None:
    house.standin.world.register_commands(house.application, None, [{"name": "hello", "description": "…"}])
    assert len(house.ken.commands()) == 1
    closed_to(house, house.ken, Permission.USE_APPLICATION_COMMANDS)
    assert house.ken.commands() == []


# --- the record


async def test_the_record_shows_no_token(house: House) -> None:
    heard: list[Any] = []
    house.standin.record.listeners.append(heard.append)
    house.standin.record.add(
        "rest",
        "POST /interactions/1/secret/callback",
        request={"token": "secret", "d": [{"token": "secret"}]},
    )
    assert heard == house.standin.record.of("rest")
    assert "secret" not in str(heard[0].shown())
    assert heard[0].shown()["title"] == "POST /interactions/1/…/callback"


async def test_the_record_keeps_the_newest(house: House) -> None:
    for number in range(house.standin.record.limit + 1):
        house.standin.record.add("rest", str(number))
    assert house.standin.record.entries[0].title == "1"
