"""Logging in at the stand-in's gateway, and what a client may do wrong there."""

import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.standin import TOKEN, Client, House, ShardedClient, connected, open_house, point_at
from tests.wire import greeted, wire

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
