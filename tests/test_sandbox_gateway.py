"""The stand-in's gateway, as an unmodified discord.py client and a bare WebSocket see it."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox.intents import Intent
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Overwrite
from tests.standin import TOKEN, Client, House, ShardedClient, connected, open_house, point_at

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


class Wire:
    """A bare WebSocket that speaks the protocol by hand."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws

    async def send(self, op: int, data: Any = None) -> None:
        await self.ws.send_str(json.dumps({"op": op, "d": data}))

    async def receive(self) -> dict[str, Any]:
        return json.loads(await self.ws.receive_str(timeout=5))

    async def until(self, name: str) -> dict[str, Any]:
        """The next dispatch of this name."""
        while True:
            payload = await self.receive()
            if payload["t"] == name:
                return payload

    async def identify(self, **changed: Any) -> None:
        data = {"token": TOKEN, "properties": {}, "intents": WITHOUT_PRIVILEGES.value}
        await self.send(2, data | changed)

    async def closed_with(self) -> int | None:
        while True:
            message = await self.ws.receive(timeout=5)
            if message.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}:
                return self.ws.close_code


@asynccontextmanager
async def wire(house: House, query: str = "v=10&encoding=json") -> AsyncIterator[Wire]:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{house.standin.gateway_url}?{query}") as ws,
    ):
        yield Wire(ws)


@asynccontextmanager
async def greeted(house: House) -> AsyncIterator[Wire]:
    async with wire(house) as line:
        assert (await line.receive())["op"] == 10
        yield line


# --- logging in


async def test_a_client_gets_ready_and_knows_its_servers(house: House, client: Client) -> None:
    assert client.user is not None
    assert client.user.id == house.application.id
    (guild,) = client.guilds
    assert guild.name == "Home"
    assert {c.name for c in guild.channels} == {"living-room", "moderators", "study"}
    assert guild.member_count == 4
    assert guild.me.guild_permissions.manage_messages


@pytest.mark.parametrize("compress", [True, False])
async def test_a_client_may_ask_for_compression_or_not(
    house: House, monkeypatch: pytest.MonkeyPatch, compress: bool
) -> None:
    plain = discord.gateway.DiscordWebSocket.from_client

    async def asking(*args: Any, **kwargs: Any) -> Any:
        return await plain(*args, **kwargs | {"compress": compress})

    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "from_client", asking)
    client = Client(intents=WITHOUT_PRIVILEGES)
    async with connected(client):
        house.aoi.say("おはよう 🌞")
        assert (await client.heard.next("message")).author.id == house.aoi.id


async def test_a_compressed_stream_is_one_stream(house: House) -> None:
    async with wire(house, "v=10&encoding=json&compress=zlib-stream") as line:
        stream = zlib.decompressobj()
        hello = json.loads(stream.decompress(await line.ws.receive_bytes()))
        assert hello["op"] == 10
        await line.send(1, None)
        data = await line.ws.receive_bytes()
        assert data.endswith(b"\x00\x00\xff\xff")
        assert json.loads(stream.decompress(data))["op"] == 11


async def test_each_shard_hears_of_its_own_servers_only(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = house.standin.world
    while {(g.id >> 22) % 2 for g in world.guilds.values()} != {0, 1}:
        other = world.add_guild("Elsewhere", house.owner.user)
        world.install(house.application, other, 0)
    client = ShardedClient(intents=WITHOUT_PRIVILEGES, shard_count=2)
    async with connected(client):
        assert set(client.shards) == {0, 1}
        assert {g.id for g in client.guilds} == set(world.guilds)
        assert all(g.shard_id == (g.id >> 22) % 2 for g in client.guilds)
        for session in house.standin.gateway.sessions.values():
            told = [
                entry.detail["data"]["id"]
                for entry in house.standin.record.of("gateway", "GUILD_CREATE")
                if entry.detail["to"]["shard"] == list(session.shard)
            ]
            assert all((int(number) >> 22) % 2 == session.shard[0] for number in told)


async def test_direct_messages_come_to_the_first_shard(house: House) -> None:
    client = ShardedClient(intents=WITHOUT_PRIVILEGES, shard_count=2)
    async with connected(client):
        house.aoi.say("hello", channel=house.aoi.dm_with(house.application))
        assert (await client.heard.next("message")).guild is None
        (told,) = house.standin.record.of("gateway", "MESSAGE_CREATE")
        assert told.detail["to"]["shard"] == [0, 2]


async def test_a_wrong_token_is_told_at_the_gateway_too(house: House) -> None:
    async with greeted(house) as line:
        await line.identify(token="somebody else's")
        assert await line.closed_with() == 4004


async def test_intents_the_owner_has_not_switched_on_end_the_client(house: House) -> None:
    intents = discord.Intents.default()
    intents.message_content = True
    client = Client(intents=intents)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with connected(client):
            pass


@pytest.mark.parametrize("shard", [[2, 2], [-1, 2], [0, 0]])
async def test_a_shard_that_cannot_be_is_refused(house: House, shard: list[int]) -> None:
    async with greeted(house) as line:
        await line.identify(shard=shard)
        assert await line.closed_with() == 4010


async def test_unknown_intents_are_refused(house: House) -> None:
    async with greeted(house) as line:
        await line.identify(intents=1 << 30)
        assert await line.closed_with() == 4013


async def test_only_version_ten_is_spoken(house: House) -> None:
    async with wire(house, "v=6&encoding=json") as line:
        assert await line.closed_with() == 4012


# --- what clients do wrong


async def test_asking_before_identifying_closes(house: House) -> None:
    async with greeted(house) as line:
        await line.send(3, {"status": "online"})
        assert await line.closed_with() == 4003


async def test_identifying_twice_closes(house: House) -> None:
    async with greeted(house) as line:
        await line.identify()
        await line.until("READY")
        await line.identify()
        assert await line.closed_with() == 4005


async def test_an_unknown_op_closes(house: House) -> None:
    async with greeted(house) as line:
        await line.send(99)
        assert await line.closed_with() == 4001


@pytest.mark.parametrize(
    "text", ["not json", "[]", '{"op": 2, "d": {}}', json.dumps({"op": 1, "d": "x" * 4096})]
)
async def test_what_cannot_be_read_closes(house: House, text: str) -> None:
    async with greeted(house) as line:
        await line.ws.send_str(text)
        assert await line.closed_with() == 4002


async def test_too_many_payloads_in_a_minute_close(house: House) -> None:
    async with greeted(house) as line:
        for _ in range(121):
            await line.send(1)
        assert await line.closed_with() == 4008


async def test_a_client_without_a_heartbeat_is_closed_and_must_start_anew(house: House) -> None:
    house.standin.gateway.heartbeat = 0.05
    async with greeted(house) as line:
        await line.identify()
        session = (await line.until("READY"))["d"]["session_id"]
        assert await line.closed_with() == 4009
    async with greeted(house) as line:
        await line.send(6, {"token": TOKEN, "session_id": session, "seq": 1})
        assert await line.receive() == {"op": 9, "d": False, "s": None, "t": None}


async def test_a_heartbeat_is_acknowledged_and_keeps_the_line(house: House) -> None:
    async with greeted(house) as line:
        await line.send(1, None)
        assert (await line.receive())["op"] == 11


# --- coming back


async def test_what_was_missed_is_replayed_in_order_after_a_drop(house: House, client: Client) -> None:
    (session,) = house.standin.gateway.sessions
    house.standin.gateway.drop()
    for number in range(50):
        house.aoi.say(str(number))
    await client.heard.next("resumed")
    heard = [(await client.heard.next("message")).id for _ in range(50)]
    assert heard == [m.id for m in house.aoi.sees()]
    assert list(house.standin.gateway.sessions) == [session]
    assert client.heard.waiting("message") == 0


async def test_a_client_resumes_when_it_is_asked_to_reconnect(house: House, client: Client) -> None:
    house.standin.gateway.reconnect_all()
    house.aoi.say("meanwhile")
    await client.heard.next("resumed")
    await client.heard.next("message")
    assert client.heard.waiting("message") == 0


async def test_an_invalidated_session_that_may_be_resumed_is(house: House, client: Client) -> None:
    (session,) = house.standin.gateway.sessions
    house.standin.gateway.invalidate(resumable=True)
    await client.heard.next("resumed")
    assert list(house.standin.gateway.sessions) == [session]


async def test_an_invalidated_session_begins_anew(
    house: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    await client.heard.next("ready")
    (session,) = house.standin.gateway.sessions
    house.standin.gateway.invalidate(resumable=False)
    await client.heard.next("ready")
    (new,) = house.standin.gateway.sessions
    assert new != session
    assert client.heard.waiting("resumed") == 0


async def test_a_close_code_of_choice_is_survived(house: House, client: Client) -> None:
    house.standin.gateway.close(4000)
    await client.heard.next("resumed")


async def test_a_client_that_says_goodbye_leaves_no_session(house: House) -> None:
    async with greeted(house) as line:
        await line.identify()
        await line.until("READY")
        assert len(house.standin.gateway.sessions) == 1
        await line.ws.close(code=1000)
        assert house.standin.gateway.sessions == {}


async def test_a_killed_client_keeps_its_session(house: House) -> None:
    async with greeted(house) as line:
        await line.identify()
        ready = await line.until("READY")
        await line.until("GUILD_CREATE")
        assert line.ws._response.connection is not None
        line.ws._response.connection.transport.abort()
    house.aoi.say("meanwhile")
    async with greeted(house) as line:
        resume = {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": 2}
        await line.send(6, resume)
        missed = await line.receive()
        assert (missed["t"], missed["s"]) == ("MESSAGE_CREATE", 3)
        assert (await line.receive())["t"] == "RESUMED"


async def test_a_forgotten_session_cannot_be_resumed(house: House) -> None:
    house.standin.gateway.resumable_for = 0.0
    async with greeted(house) as line:
        await line.identify()
        ready = await line.until("READY")
        await line.ws.close(code=4000)
    async with greeted(house) as line:
        await line.send(6, {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": 1})
        assert (await line.receive())["op"] == 9


async def test_a_session_is_resumed_by_its_own_bot_only(house: House) -> None:
    house.standin.world.add_application("Other", "another token")
    async with greeted(house) as line:
        await line.identify()
        ready = await line.until("READY")
        await line.ws.close(code=4000)
    async with greeted(house) as line:
        resume = {"token": "another token", "session_id": ready["d"]["session_id"], "seq": 1}
        await line.send(6, resume)
        assert await line.closed_with() == 4004


async def test_a_resumed_session_is_not_forgotten_later(house: House, client: Client) -> None:
    (session,) = house.standin.gateway.sessions.values()
    house.standin.gateway.drop()
    await client.heard.next("resumed")
    assert session.connection is not None
    assert session.expiry is None


async def test_a_sequence_from_the_future_is_refused(house: House) -> None:
    async with greeted(house) as line:
        await line.identify()
        ready = await line.until("READY")
        await line.ws.close(code=4000)
    async with greeted(house) as line:
        await line.send(6, {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": 99})
        assert await line.closed_with() == 4007


async def test_a_line_that_missed_too_much_starts_anew(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.sessions.KEPT", 5)
    async with greeted(house) as line:
        await line.identify()
        ready = await line.until("READY")
        await line.until("GUILD_CREATE")
        await line.ws.close(code=4000)
    for number in range(6):
        house.aoi.say(str(number))
    async with greeted(house) as line:
        await line.send(6, {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": 2})
        assert (await line.receive()) == {"op": 9, "d": False, "s": None, "t": None}


async def test_an_event_of_choice_may_be_sent(house: House, client: Client) -> None:
    house.standin.gateway.send_raw("RATE_LIMITED", {"opcode": 8})
    assert await client.heard.next("socket_event_type") == "READY"
    assert await client.heard.next("socket_event_type") == "GUILD_CREATE"
    assert await client.heard.next("socket_event_type") == "RATE_LIMITED"


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


async def test_a_presence_is_accepted(house: House, client: Client) -> None:
    await client.change_presence(status=discord.Status.idle, activity=discord.Game("tea"))
    house.aoi.say("still here?")
    await client.heard.next("message")


async def test_closing_takes_less_than_a_second_with_a_client_that_does_not_answer() -> None:
    loop = asyncio.get_running_loop()
    async with open_house() as house, greeted(house) as line:
        await line.identify()
        await line.until("READY")
        began = loop.time()
        await house.standin.close()
        assert loop.time() - began < 1


async def test_a_client_comes_back_after_an_outage(house: House, client: Client) -> None:
    await house.standin.faults.refuse_connections(0.1)
    house.standin.gateway.drop()
    house.aoi.say("while nobody got through")
    await client.heard.next("resumed")
    assert (await client.heard.next("message")).author.id == house.aoi.id
    assert not house.standin.faults.refusing


async def test_a_malformed_event_ends_an_ordinary_client(house: House) -> None:
    client = Client(intents=WITHOUT_PRIVILEGES)
    async with connected(client) as running:
        house.standin.gateway.send_raw("MESSAGE_CREATE", {"id": "1"})
        with pytest.raises(KeyError):
            await running
