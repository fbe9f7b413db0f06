"""The page's side of the stand-in: who may come in, what they are told, what they may ask for."""

import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bot.sandbox.acts import next_morning
from bot.sandbox.page import Hands
from bot.sandbox.people import Person
from bot.sandbox.permissions import Permission
from bot.sandbox.state import MessageFlag, Overwrite
from tests.porch import Porch, open_porch


@pytest.fixture
async def porch(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Porch]:
    async with open_porch(monkeypatch, bot=False) as porch:
        yield porch


class Socket:
    """The page's end of the line."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._count = 0
        self.told: list[dict[str, Any]] = []

    async def be(self, who: Person | None, language: str | None = None) -> dict[str, Any]:
        persona = None if who is None else str(who.id)
        await self._socket.send_json({"op": "be", "persona": persona, "language": language})
        return await self.until("world")

    async def until(self, operation: str) -> dict[str, Any]:
        while True:
            packet: dict[str, Any] = await self._socket.receive_json(timeout=5)
            self.told.append(packet)
            if packet["op"] == operation:
                return packet

    async def do(self, what: str, **args: Any) -> dict[str, Any]:
        """Ask for something; the whole answer."""
        self._count += 1
        plain = {key: str(value) if type(value) is int else value for key, value in args.items()}
        await self._socket.send_json({"op": "do", "id": self._count, "what": what, "args": plain})
        while (done := await self.until("done"))["id"] != self._count:
            pass
        return done

    async def send(self, text: str) -> None:
        await self._socket.send_str(text)

    def events(self, name: str) -> list[Any]:
        return [packet["data"] for packet in self.told if packet["op"] == "event" and packet["name"] == name]


@asynccontextmanager
async def line(porch: Porch, **headers: str) -> AsyncIterator[Socket]:
    sent = {"Origin": porch.standin.url} | headers
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{porch.url}page/socket", headers=sent) as socket,
    ):
        yield Socket(socket)


# --- who may come in


async def test_another_sites_page_is_refused(porch: Porch) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with line(porch, Origin="https://example.com"):
            pass
    assert refused.value.status == 403


async def test_a_socket_without_an_origin_is_refused(porch: Porch) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with line(porch, Origin=""):
            pass
    assert refused.value.status == 403


@pytest.mark.parametrize("path", ["", "page/socket", "page/js/main.js"])
async def test_a_rebound_domain_is_refused(porch: Porch, path: str) -> None:
    port = porch.standin.url.rpartition(":")[2]
    host = f"porch.example.com:{port}"
    headers = {"Host": host, "Origin": f"http://{host}"}
    async with aiohttp.ClientSession() as session, session.get(porch.url + path, headers=headers) as answer:
        assert answer.status == 403


async def test_the_page_may_load_nothing_from_elsewhere(porch: Porch) -> None:
    async with aiohttp.ClientSession() as session, session.get(porch.url) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "path", ["page/../page.py", "page/..%2Fpage.py", "page/%2e%2e/server.py", "page/js", "page/none.js"]
)
async def test_only_the_pages_own_files_are_served(porch: Porch, path: str) -> None:
    url = aiohttp.client.URL(porch.url + path, encoded=True)
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 404


# --- what somebody is told


async def test_a_world_holds_only_what_this_person_may_see(porch: Porch) -> None:
    async with line(porch) as socket:
        moderator = {channel["name"] for channel in (await socket.be(porch.aoi))["channels"]}
        newcomer = {channel["name"] for channel in (await socket.be(porch.suzu))["channels"]}
    assert moderator - newcomer == {"世話役の部屋"}


async def test_events_reach_only_those_who_may_see_them(porch: Porch) -> None:
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        porch.standin.world.post(porch.moderators, porch.aoi.id, "among ourselves")
        porch.standin.world.post(
            porch.chat, porch.aoi.id, "for Ken alone", flags=MessageFlag.EPHEMERAL, visible_to=porch.ken.id
        )
        porch.say(porch.aoi, "for all")
        await socket.do("commands", channel=porch.chat.id)
    assert [message["content"] for message in socket.events("MESSAGE_CREATE")] == ["for all"]


async def test_somebody_in_a_hidden_voice_channel_seems_to_have_left(porch: Porch) -> None:
    world = porch.standin.world
    world.join_voice(porch.guild, porch.aoi.id, porch.voice)
    async with line(porch) as socket:
        told = await socket.be(porch.suzu)
        assert [state["user_id"] for state in told["guilds"][0]["voice_states"]] == [str(porch.aoi.id)]
        world.join_voice(porch.guild, porch.aoi.id, porch.moderators)
        await socket.do("commands", channel=porch.chat.id)
        assert [state["channel_id"] for state in socket.events("VOICE_STATE_UPDATE")] == [None]
        assert (await socket.be(porch.suzu))["guilds"][0]["voice_states"] == []


async def test_a_new_role_opens_its_rooms_at_once(porch: Porch) -> None:
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        member = porch.guild.members[porch.suzu.id]
        member.roles = porch.guild.members[porch.aoi.id].roles
        porch.standin.world.member_changed(member)
        await socket.do("commands", channel=porch.chat.id)
        told = socket.events("CHANNELS")
    assert [{channel["name"] for channel in channels} >= {"世話役の部屋"} for channels in told] == [True]


async def test_an_unknown_persona_is_the_first_one(porch: Porch) -> None:
    async with line(porch) as socket:
        assert (await socket.be(None))["you"]["id"] == str(porch.aoi.id)
        await socket.send('{"op": "be", "persona": "1"}')
        assert (await socket.until("world"))["you"]["id"] == str(porch.aoi.id)


async def test_a_chosen_language_becomes_the_persons_locale_and_goes_again(porch: Porch) -> None:
    async with line(porch) as socket:
        await socket.be(porch.ken, "ja")
        assert porch.ken.user.locale == "ja"
        await socket.be(porch.ken)
        assert porch.ken.user.locale == "en-US"


async def test_tokens_do_not_reach_the_page(porch: Porch) -> None:
    porch.standin.record.add("gateway", "INTERACTION_CREATE", data={"token": "very-secret", "id": "1"})
    async with line(porch) as socket:
        await socket.be(porch.aoi)
        [entry] = (await socket.until("log"))["entries"]
    assert entry["title"] == "INTERACTION_CREATE"
    assert "very-secret" not in json.dumps(entry)


async def test_ids_that_a_bot_sent_as_numbers_arrive_whole(porch: Porch) -> None:
    number = porch.ken.id
    select = {"type": 5, "custom_id": "x", "default_values": [{"id": number, "type": "user"}]}
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        porch.standin.world.emit("MODAL", {"components": [select], "count": 7}, only=[porch.suzu.id])
        await socket.do("commands", channel=porch.chat.id)
        [modal] = socket.events("MODAL")
    assert modal["components"][0]["default_values"][0]["id"] == str(number)
    assert modal["count"] == 7


async def test_a_clock_that_is_moved_elsewhere_is_told_too(porch: Porch) -> None:
    async with line(porch) as socket:
        before = (await socket.be(porch.aoi))["now"]
        porch.clock.advance(7200)
        porch.say(porch.ken, "later")
        told = await socket.until("clock")
    assert told["now"] - before == pytest.approx(7200, abs=5)


# --- what somebody may ask for


async def test_history_comes_in_pages_from_the_newest(porch: Porch) -> None:
    ids = [porch.say(porch.ken, str(n)).id for n in range(5)]
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        newest = (await socket.do("messages", channel=porch.chat.id, limit=2))["result"]
        older = (await socket.do("messages", channel=porch.chat.id, limit=2, before=ids[3]))["result"]
    assert [message["content"] for message in newest] == ["3", "4"]
    assert [message["content"] for message in older] == ["1", "2"]


async def test_a_hidden_channel_cannot_be_read_by_its_number(porch: Porch) -> None:
    porch.standin.world.post(porch.moderators, porch.aoi.id, "among ourselves")
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        answer = await socket.do("messages", channel=porch.moderators.id)
    assert answer["error"]["code"] == "not_possible"


async def test_nobody_writes_where_they_may_not(porch: Porch) -> None:
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        answer = await socket.do("say", channel=porch.notice.id, content="hello")
    assert answer["error"]["code"] == "not_possible"
    assert porch.standin.world.messages[porch.notice.id] == {}


async def test_nobody_edits_or_deletes_what_others_wrote(porch: Porch) -> None:
    message = porch.say(porch.aoi, "mine")
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        place = {"channel": porch.chat.id, "message": message.id}
        answers = [await socket.do("edit", content="yours", **place), await socket.do("delete", **place)]
    assert [answer["error"]["code"] for answer in answers] == ["not_possible"] * 2
    assert message.content == "mine"


async def test_a_file_is_kept_under_a_safe_name(porch: Porch) -> None:
    data = base64.b64encode(b"notes").decode()
    files = [{"filename": "../../etc/pass wd", "data": data}]
    async with line(porch) as socket:
        await socket.be(porch.aoi)
        await socket.do("say", channel=porch.chat.id, content="", files=files)
    attachment = porch.aoi.last().attachments[0]
    assert (attachment.filename, porch.standin.world.files[attachment.id]) == ("pass_wd", b"notes")


@pytest.mark.parametrize(
    ("what", "args"),
    [
        ("fly", {}),
        ("say", {}),
        ("say", {"channel": "x", "content": "a"}),
        ("say", {"channel": "1", "content": "a"}),
        ("say", {"channel": None, "content": "a", "files": "no list"}),
        ("slash", {"channel": "0", "command": "1"}),
        ("click", {"channel": "1", "message": "1", "custom_id": "x"}),
        ("submit", {"modal": "7", "values": {}}),
        ("advance", {"seconds": -5}),
        ("advance", {"seconds": "soon"}),
        ("advance", {"seconds": 1e12}),
        ("advance_to", {"to": "yesterday"}),
        ("mute", {"on": True}),
        ("open_dm", {"user": "3"}),
        ("do", {}),
        ("__init__", {}),
    ],
)
async def test_a_request_that_makes_no_sense_is_answered_and_harms_nothing(
    porch: Porch, what: str, args: dict[str, Any]
) -> None:
    offset = porch.clock.offset
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        answer = await socket.do(what, **args)
        assert answer["error"]["code"] in {"unclear", "not_possible"}
        assert "result" not in answer
        assert "result" in await socket.do("commands", channel=porch.chat.id)
    assert porch.clock.offset == offset


async def test_noise_on_the_socket_is_passed_over(porch: Porch) -> None:
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        for noise in ("", "{", "[]", "7", '"be"', '{"op": 3}', '{"op":"do","id":99,"what":"say","args":7}'):
            await socket.send(noise)
        answer = await socket.do("say", channel=porch.chat.id, content="still here")
    assert "result" in answer
    assert porch.suzu.last().content == "still here"


async def test_a_private_message_put_away_does_not_come_back(porch: Porch) -> None:
    secret = porch.standin.world.post(
        porch.chat, porch.aoi.id, "psst", flags=MessageFlag.EPHEMERAL, visible_to=porch.suzu.id
    )
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        place = {"channel": porch.chat.id}
        assert len((await socket.do("messages", **place))["result"]) == 1
        await socket.do("dismiss", message=secret.id, **place)
        assert (await socket.do("messages", **place))["result"] == []


async def test_what_is_due_next_moves_the_clock_there_and_nothing_due_leaves_it(porch: Porch) -> None:
    async with line(porch) as socket:
        await socket.be(porch.aoi)
        assert (await socket.do("advance_to", to="due"))["result"]["moved"] is False
        porch.due = porch.clock.now() + 3600
        answer = (await socket.do("advance_to", to="due"))["result"]
    assert answer["moved"] is True
    assert answer["now"] == pytest.approx(porch.due, abs=5)


async def test_whatever_is_due_on_the_way_happens_at_its_own_time(porch: Porch) -> None:
    begun = porch.clock.now()
    waiting = [begun + 600, begun + 1800, begun + 90_000]
    happened: list[float] = []

    async def next_due() -> float:
        return waiting[0]

    async def settled() -> None:
        happened.append(porch.clock.now())
        waiting.pop(0)

    porch.page._hands = Hands(porch.page._advance, next_due, settled)
    async with line(porch) as socket:
        await socket.be(porch.aoi)
        answer = (await socket.do("advance", seconds=3600))["result"]
    assert happened == pytest.approx([begun + 600, begun + 1800], abs=5)
    assert answer["now"] == pytest.approx(begun + 3600, abs=5)


async def test_a_bot_that_leaves_undone_what_is_due_keeps_nobody_from_the_morning(porch: Porch) -> None:
    porch.due = porch.clock.now() + 60
    async with line(porch) as socket:
        await socket.be(porch.aoi)
        answer = (await socket.do("advance_to", to="morning"))["result"]
    assert answer["moved"]
    assert answer["now"] == pytest.approx(porch.clock.now(), abs=5)
    assert answer["now"] > porch.due + 60


async def test_deaf_is_mute_too_and_speaking_again_is_hearing_again(porch: Porch) -> None:
    def state() -> tuple[bool, bool]:
        one = porch.guild.voice_states[porch.aoi.id]
        return one.self_mute, one.self_deaf

    async with line(porch) as socket:
        await socket.be(porch.aoi)
        await socket.do("join_voice", channel=porch.voice.id)
        await socket.do("deaf", on=True)
        assert state() == (True, True)
        await socket.do("mute", on=False)
        assert state() == (False, False)


async def test_a_member_without_history_sees_no_history(porch: Porch) -> None:
    porch.say(porch.aoi, "before")
    shut = Overwrite(porch.guild.id, 0, deny=Permission.READ_MESSAGE_HISTORY)
    porch.chat.overwrites[porch.guild.id] = shut
    async with line(porch) as socket:
        await socket.be(porch.suzu)
        assert (await socket.do("messages", channel=porch.chat.id))["result"] == []


@pytest.mark.parametrize(
    ("now", "zone", "morning"),
    [
        ("2026-05-20T07:59", "Asia/Tokyo", "2026-05-20T08:00"),
        ("2026-05-20T08:00", "Asia/Tokyo", "2026-05-21T08:00"),
        ("2026-05-31T23:00", "Asia/Tokyo", "2026-06-01T08:00"),
        ("2026-03-07T21:00", "America/New_York", "2026-03-08T08:00"),
        ("2026-10-31T21:00", "America/New_York", "2026-11-01T08:00"),
    ],
)
def test_the_next_morning_is_at_eight_in_the_persons_zone(now: str, zone: str, morning: str) -> None:
    def instant(local: str) -> float:
        return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp()

    assert next_morning(instant(now), zone) == instant(morning)
