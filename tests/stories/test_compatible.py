"""A server that speaks as Discord does and says less: what is not promised to us is not needed."""

from typing import Any

import pytest
from aiohttp import web

from bot.sandbox.encoding import dumps, loads
from bot.sandbox.exchange import Answer
from bot.sandbox.routes import commands, interactions
from bot.sandbox.sessions import Session
from bot.sandbox.state import Json
from tests.listening import Lines
from tests.village import Village

ELSEWHERE = "ws://127.0.0.1:9/elsewhere"
"""An address of which a server may say that sessions are resumed there, and nobody answers."""


@pytest.fixture
def terse(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in leaves out what others may leave out, and knows itself by another address."""
    dispatch, command, respond = Session.dispatch, commands._shown, Answer.response

    def tell(session: Session, name: str, data: bytes) -> None:
        said = loads(data)
        if name == "READY":
            del said["shard"]
            said["resume_gateway_url"] = ELSEWHERE
        if name == "INTERACTION_CREATE":
            del said["attachment_size_limit"], said["version"], said["channel"]
        dispatch(session, name, dumps(said))

    def untyped(*args: Any, **options: Any) -> Json:
        shown = command(*args, **options)
        return {name: value for name, value in shown.items() if (name, value) != ("type", 1)}

    def with_charset(answer: Answer) -> web.Response:
        response = respond(answer)
        if response.body is not None:
            response.charset = "utf-8"
        return response

    monkeypatch.setattr(Answer, "response", with_charset)
    monkeypatch.setattr(Session, "dispatch", tell)
    monkeypatch.setattr(commands, "_shown", untyped)
    monkeypatch.setattr(interactions, "_receipt", lambda *_: None)


def registered(world: Village) -> int:
    """How often the commands were registered."""
    return len(world.standin.record.of("rest", f"PUT /applications/{world.application.id}/commands"))


async def test_a_terse_server_is_served_as_any_other(terse: None, world: Village, lines: Lines) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, for_="the review")
    await world.ken.click(said, "Undo")
    assert (await world.aoi.slash("about")).message
    form = await world.ken.user_command("Say thanks", world.mio)
    await world.ken.submit(form, note="the answer")
    newer, older = await world.ledger()
    assert (newer.state, older.state) == ("counted", "undone")
    assert older.post is not None
    assert older.post.channel_id == world.channel.id

    back = world.connected_again()
    world.standin.gateway.reconnect_all()
    await back

    assert not (await world.ken.slash("balance")).failed
    assert len(lines.of("msg=resumed")) == 1
    assert lines.of("traceback=") == []

    await world.restart()
    assert registered(world) == 1
    # The stand-in is judged still, and this is what it was made to leave out.
    for found in (world.complaints.records, world.standin.problems):
        assert all(problem.endswith("type is missing") for problem in found)
        found.clear()


@pytest.mark.parametrize("status", [404, 501])
async def test_a_server_that_has_nothing_to_list_is_told_the_commands_once(
    world: Village, status: int
) -> None:
    for path in ("/gateway/bot", "/applications/*/commands"):
        world.standin.faults.answer(status, method="GET", path=path)
    await world.restart()
    # What was known of another list holds no more.
    assert registered(world) == 2

    await world.restart()
    assert registered(world) == 2
    assert not (await world.ken.slash("balance")).failed
