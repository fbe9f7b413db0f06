"""A server that speaks as Discord does and says less: what is not promised to us is not needed."""

from typing import Any

import pytest

from bot.sandbox.encoding import dumps, loads
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
    dispatch, command = Session.dispatch, commands._shown

    def tell(session: Session, name: str, data: bytes) -> None:
        said = loads(data)
        if name == "READY":
            del said["shard"]
            said["resume_gateway_url"] = ELSEWHERE
        if name == "INTERACTION_CREATE":
            del said["attachment_size_limit"], said["version"]
        dispatch(session, name, dumps(said))

    def untyped(*args: Any, **options: Any) -> Json:
        shown = command(*args, **options)
        return {name: value for name, value in shown.items() if (name, value) != ("type", 1)}

    monkeypatch.setattr(Session, "dispatch", tell)
    monkeypatch.setattr(commands, "_shown", untyped)
    monkeypatch.setattr(interactions, "_receipt", lambda *_: None)


async def test_a_terse_server_is_served_as_any_other(terse: None, world: Village, lines: Lines) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, for_="the review")
    await world.ken.click(said, "Undo")
    assert (await world.aoi.slash("about")).message
    form = await world.ken.user_command("Say thanks", world.mio)
    await world.ken.submit(form, note="the answer")
    assert [give.state for give in await world.ledger()] == ["counted", "undone"]

    back = world.connected_again()
    world.standin.gateway.reconnect_all()
    await back

    assert not (await world.ken.slash("balance")).failed
    assert len(lines.of("msg=resumed")) == 1
    assert lines.of("traceback=") == []

    await world.restart()
    assert len(world.standin.record.of("rest", f"PUT /applications/{world.application.id}/commands")) == 1
    # The stand-in is judged still, and this is what it was made to leave out.
    assert all(record.endswith("type is missing") for record in world.complaints.records)
    world.complaints.records.clear()
