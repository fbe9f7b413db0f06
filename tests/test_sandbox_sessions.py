"""Coming back to the stand-in's gateway after drops, restarts and outages."""

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest

from tests.standin import TOKEN, Client, House, connected, open_house, point_at
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


async def test_closing_takes_less_than_a_second_with_a_client_that_does_not_answer() -> None:
    loop = asyncio.get_running_loop()
    async with open_house() as house, greeted(house) as line:
        await line.identify()
        await line.until("READY")
        began = loop.time()
        await house.standin.close()
        assert loop.time() - began < 1
