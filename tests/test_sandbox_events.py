"""What the stand-in's gateway tells a bot, and what it answers when asked."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from bot.sandbox.intents import Intent
from bot.sandbox.permissions import Permission
from bot.sandbox.state import ChannelType, Overwrite
from bot.sandbox.uploads import image_size
from tests.standin import Client, House, connected, open_house, point_at
from tests.wire import greeted

WITHOUT_PRIVILEGES = discord.Intents.default()


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    async with open_house() as opened:
        point_at(opened.standin, monkeypatch)
        yield opened


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    made = Client(intents=WITHOUT_PRIVILEGES)
    async with connected(made):
        yield made


# --- what is told


async def test_content_is_blanked_for_who_may_not_read_it(house: House, client: Client) -> None:
    house.aoi.say("a secret", files={"note.txt": b"x"})
    message = await client.heard.next("message")
    assert message.content == ""
    assert message.attachments == []
    assert message.author.id == house.aoi.id


async def test_content_is_there_for_who_is_mentioned(house: House, client: Client) -> None:
    house.aoi.say(f"<@{house.application.id}> hello")
    assert (await client.heard.next("message")).content.endswith("hello")


async def test_content_is_there_in_direct_messages_and_in_own_ones(house: House, client: Client) -> None:
    house.aoi.say("in private", channel=house.aoi.dm_with(house.application))
    assert (await client.heard.next("message")).content == "in private"
    channel = client.get_channel(house.room.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("my own words")
    assert (await client.heard.next("message")).content == "my own words"


async def test_a_reply_without_a_mention_keeps_the_quoted_words_secret(house: House, client: Client) -> None:
    first = house.aoi.say("a secret")
    house.ken.reply(first, "an answer", ping=False)
    await client.heard.next("message")
    reply = await client.heard.next("message")
    assert reply.reference.resolved.content == ""


async def test_content_is_there_with_the_intent(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_house(privileged=Intent.MESSAGE_CONTENT) as house:
        point_at(house.standin, monkeypatch)
        intents = discord.Intents.default()
        intents.message_content = True
        client = Client(intents=intents)
        async with connected(client):
            house.aoi.say("for all")
            assert (await client.heard.next("message")).content == "for all"


async def test_events_that_were_not_asked_for_do_not_come(house: House) -> None:
    client = Client(intents=discord.Intents(guilds=True, guild_reactions=True))
    async with connected(client):
        message = house.aoi.say("hello")
        house.aoi.type_in()
        house.aoi.join_voice(house.voice)
        house.ken.react(message, "🙂")
        await client.heard.next("raw_reaction_add")
        kinds = [entry.title for entry in house.standin.record.of("gateway")]
        assert kinds == ["READY", "GUILD_CREATE", "MESSAGE_REACTION_ADD"]


async def test_what_happens_in_a_room_the_bot_cannot_see_is_not_told(house: House, client: Client) -> None:
    bot = house.application.id
    house.hidden.overwrites[bot] = Overwrite(bot, 1, deny=Permission.VIEW_CHANNEL)
    house.aoi.say("unseen", channel=house.hidden)
    house.aoi.say("seen")
    assert (await client.heard.next("message")).channel.id == house.room.id
    assert client.heard.waiting("message") == 0


async def test_a_room_is_shown_even_where_its_words_are_not(house: House, client: Client) -> None:
    bot = house.application.id
    house.hidden.overwrites[bot] = Overwrite(bot, 1, deny=Permission.VIEW_CHANNEL)
    house.standin.world.channel_changed(house.hidden)
    _, after = await client.heard.next("guild_channel_update")
    assert after.id == house.hidden.id
    assert not after.permissions_for(after.guild.me).view_channel


async def test_joining_a_server_is_told_as_it_happens(house: House, client: Client) -> None:
    new = house.standin.world.add_guild("New", house.owner.user)
    house.standin.world.install(house.application, new, 0)
    assert (await client.heard.next("guild_join")).id == new.id
    house.standin.world.remove_member(new, house.application.id)
    assert (await client.heard.next("guild_remove")).id == new.id


async def test_voice_typing_reactions_and_edits_arrive(house: House, client: Client) -> None:
    house.aoi.join_voice(house.voice, muted=True)
    member, before, after = await client.heard.next("voice_state_update")
    assert (member.id, before.channel, after.channel.id, after.self_mute) == (
        house.aoi.id,
        None,
        house.voice.id,
        True,
    )
    house.aoi.leave_voice()
    assert (await client.heard.next("voice_state_update"))[2].channel is None
    message = house.aoi.say("hello")
    house.aoi.type_in()
    assert (await client.heard.next("raw_typing")).user_id == house.aoi.id
    house.ken.react(message, "🙂")
    assert str((await client.heard.next("raw_reaction_add")).emoji) == "🙂"
    house.ken.unreact(message, "🙂")
    await client.heard.next("raw_reaction_remove")
    house.aoi.edit(message, "hello again")
    assert (await client.heard.next("raw_message_edit")).message_id == message.id
    house.aoi.delete(message)
    assert (await client.heard.next("raw_message_delete")).message_id == message.id


# --- asking


async def test_members_are_told_by_id_and_strangers_are_named_as_not_found(
    house: House, client: Client
) -> None:
    guild = client.get_guild(house.guild.id)
    assert guild is not None
    members = await guild.query_members(user_ids=[house.aoi.id, house.ken.id, 1234567890123456])
    assert {m.id for m in members} == {house.aoi.id, house.ken.id}
    (chunk,) = house.standin.record.of("gateway", "GUILD_MEMBERS_CHUNK")
    assert chunk.detail["data"]["not_found"] == ["1234567890123456"]


async def test_a_bot_is_told_of_the_threads_it_can_see(house: House) -> None:
    world, ken = house.standin.world, house.ken.id
    world.add_thread(house.room, "for all", ken)
    world.add_thread(house.room, "between us", ken, kind=ChannelType.PRIVATE_THREAD)
    world.add_thread(house.hidden, "out of sight", ken)
    house.hidden.overwrites[house.guild.id] = Overwrite(house.guild.id, 0, deny=Permission.VIEW_CHANNEL)
    next(r for r in house.guild.roles.values() if r.managed).permissions &= ~Permission.MANAGE_THREADS
    client = Client(intents=WITHOUT_PRIVILEGES)
    async with connected(client):
        assert [thread.name for thread in client.guilds[0].threads] == ["for all"]


async def test_everybody_has_a_picture(house: House, client: Client) -> None:
    picture = await (await client.fetch_user(house.aoi.id)).display_avatar.read()
    assert image_size(picture) == (256, 256)


async def test_members_are_found_by_the_start_of_a_name(house: House, client: Client) -> None:
    guild = client.get_guild(house.guild.id)
    assert guild is not None
    house.guild.members[house.ken.id].nick = "Aozora"
    assert {m.id for m in await guild.query_members("ao")} == {house.aoi.id, house.ken.id}
    assert len(await guild.query_members("ao", limit=1)) == 1


async def test_all_members_come_in_chunks_to_who_may_know_them(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_house(privileged=Intent.GUILD_MEMBERS) as house:
        point_at(house.standin, monkeypatch)
        for number in range(2100):
            user = house.standin.world.add_user(f"member{number}")
            house.standin.world.add_member(house.guild, user)
        intents = discord.Intents.default()
        intents.members = True
        client = Client(intents=intents)
        async with connected(client):
            assert len(client.guilds[0].members) == 2104
        assert len(house.standin.record.of("gateway", "GUILD_MEMBERS_CHUNK")) == 3


async def test_everybody_comes_with_the_server_to_who_may_see_presences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """discord.py then asks for no chunks: who is missing here would stay unknown to it."""
    async with open_house(privileged=Intent.PRIVILEGED) as house:
        point_at(house.standin, monkeypatch)
        client = Client(intents=discord.Intents.all())
        async with connected(client):
            members = {m.id: m.status for m in client.guilds[0].members}
            assert members == dict.fromkeys(house.guild.members, discord.Status.online)
            [found] = await client.guilds[0].query_members("aoi", presences=True)
            assert found.status is discord.Status.online
            mio = house.standin.world.add_user("mio")
            house.standin.world.add_member(house.guild, mio)
            joined, _ = await client.heard.next("presence_update")
            assert joined.id == mio.id
            other = house.standin.world.add_application("Other", "another-token")
            house.standin.world.install(other, house.guild, 0)
            await client.heard.next("member_join")
            assert [role.name for role in (await client.heard.next("member_join")).roles] == [
                "@everyone",
                "Other",
            ]
        [created] = house.standin.record.of("gateway", "GUILD_CREATE")
        assert not created.detail["data"]["large"]


@pytest.mark.parametrize(
    "asked",
    [
        {"query": "", "limit": 0},
        {"query": "aoi", "limit": 1, "presences": True},
        {"user_ids": [str(number) for number in range(101)]},
        {"guild_id": "1", "query": "aoi", "limit": 1},
    ],
)
async def test_members_who_may_not_be_known_are_not_told(house: House, asked: dict[str, Any]) -> None:
    async with greeted(house) as line:
        await line.identify()
        await line.until("GUILD_CREATE")
        await line.send(8, {"guild_id": str(house.guild.id)} | asked)
        await line.send(1)
        assert (await line.receive())["op"] == 11


async def test_the_bot_itself_may_enter_and_leave_voice(house: House, client: Client) -> None:
    guild = client.get_guild(house.guild.id)
    assert guild is not None
    await guild.change_voice_state(channel=discord.Object(house.voice.id), self_deaf=True)  # type: ignore[arg-type]
    member, _, after = await client.heard.next("voice_state_update")
    assert (member.id, after.self_deaf) == (house.application.id, True)
    await guild.change_voice_state(channel=None)
    await client.heard.next("voice_state_update")
    assert house.guild.voice_states == {}


async def test_new_roles_stand_at_the_bottom_below_the_bots_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with open_house() as house:
        point_at(house.standin, monkeypatch)
        house.standin.world.add_role(house.guild, "players")
        next(r for r in house.guild.roles.values() if r.managed).permissions |= Permission.MANAGE_ROLES
        client = Client(intents=WITHOUT_PRIVILEGES)
        async with connected(client):
            guild = client.guilds[0]
            made = await guild.create_role(name="guests")
            await client.heard.next("guild_role_create")
            assert [role.name for role in guild.roles] == ["@everyone", "guests", "players", "Porch"]
            aoi = await guild.fetch_member(house.aoi.id)
            await aoi.add_roles(*guild.roles[1:3])
            await made.delete()
            await client.heard.next("guild_role_delete")
            assert [role.position for role in guild.roles] == [
                role.position for role in await guild.fetch_roles()
            ]


async def test_a_bot_takes_a_new_name(house: House, client: Client) -> None:
    assert client.user is not None
    assert (await client.user.edit(username="veranda")).name == "veranda"
    await client.heard.next("member_update")
    assert (client.user.name, client.guilds[0].me.name) == ("veranda", "veranda")


async def test_a_presence_is_accepted(house: House, client: Client) -> None:
    await client.change_presence(status=discord.Status.idle, activity=discord.Game("tea"))
    house.aoi.say("still here?")
    await client.heard.next("message")
