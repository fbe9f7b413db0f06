"""The bot stays up, whatever Discord does, and says each thing once; it ends where trying cannot help."""

import asyncio
import re

import pytest
from sqlalchemy import text

from bot.sandbox.state import Json
from bot.serving import keep_up
from tests.listening import Lines
from tests.village import Village

pytestmark = pytest.mark.long


def no_alarm(lines: Lines) -> None:
    """What happens to a connection is no mistake of ours: no line carries a traceback."""
    assert lines.of("traceback=") == []


async def answers(world: Village) -> None:
    answer = await world.ken.slash("balance")
    assert not answer.failed


# --- events that cannot be read

MALFORMED: list[tuple[str, object]] = [
    ("MESSAGE_REACTION_ADD", {"x": 1}),
    ("MESSAGE_CREATE", {"guild_id": "not a number"}),
    ("GUILD_CREATE", {}),
    ("GUILD_MEMBER_UPDATE", None),
    ("CHANNEL_UPDATE", []),
    ("VOICE_STATE_UPDATE", {"guild_id": "not a number"}),
    ("INTERACTION_CREATE", {"type": 2}),
]


async def test_an_event_that_cannot_be_read_costs_one_line_and_nothing_else(
    world: Village, lines: Lines
) -> None:
    for name, data in MALFORMED:
        world.standin.gateway.send_raw(name, data)
        await answers(world)
        assert len(lines.of(f"event={name}")) == 1, name
    world.standin.gateway.send_raw("AN_EVENT_OF_NEXT_YEAR", {"x": 1})
    await answers(world)

    assert len(lines.of("could not be read")) == len(MALFORMED)
    world.complaints.records.clear()


async def test_an_interaction_with_an_unreadable_inside_is_one_line(world: Village, lines: Lines) -> None:
    created = await created_event(world)
    options: list[Json] = [{"name": "to", "type": 6, "value": "1"}, {"nonsense": True}]
    for inside in ({"id": "1", "name": "thanks", "type": 1, "options": options}, {"id": "1", "type": 2}):
        world.standin.gateway.send_raw("INTERACTION_CREATE", created | {"id": "2", "data": inside})
        await answers(world)
    await world.settled()

    assert len(lines.of("command failed")) == 2
    world.complaints.records.clear()


async def created_event(world: Village) -> Json:
    """An interaction as the gateway told of it."""
    await world.ken.slash("balance")
    return dict(world.standin.record.of("gateway", "INTERACTION_CREATE")[-1].detail["data"])


# --- Discord is away


async def test_a_refused_first_connection_is_tried_again(world: Village, lines: Lines) -> None:
    await world.close()
    await world.standin.faults.refuse_connections(30)
    opening = asyncio.create_task(world.open())
    await lines.hear("connection lost, trying again")
    await world.standin.faults.accept_connections()
    await opening

    await answers(world)
    assert len(lines.of("connection lost, trying again")) == 1
    assert len(lines.of("msg=connected")) == 1
    no_alarm(lines)


@pytest.mark.parametrize("path", ["/users/@me", "/gateway/bot", "/applications/*/commands"])
async def test_discord_failing_while_the_bot_starts_is_tried_again(
    world: Village, lines: Lines, path: str
) -> None:
    await world.close()
    world.standin.faults.answer(503, times=1, path=path)
    await world.open()

    await answers(world)
    [line] = lines.of("connection lost, trying again")
    assert "503" in line or "GatewayNotFound" in line
    no_alarm(lines)


async def test_while_discord_is_down_the_bot_stays_up_and_comes_back(world: Village, lines: Lines) -> None:
    back = world.connected_again()
    await world.standin.faults.refuse_connections(30)
    world.standin.gateway.drop()
    await lines.hear("Attempting a reconnect", times=2)
    assert len(lines.of("msg=disconnected")) == 1
    await world.standin.faults.accept_connections()
    await back

    await answers(world)
    assert len(lines.of("msg=connected")) == 1
    no_alarm(lines)
    world.complaints.records.clear()


async def test_a_session_that_expired_is_begun_anew_and_nothing_is_set_up_twice(
    world: Village, lines: Lines
) -> None:
    await lines.hear("msg=ready")
    said = await world.ken.slash("thanks", to=world.aoi, for_="the review")
    back = world.connected_again()
    world.standin.gateway.invalidate(resumable=False)
    await back
    await lines.hear("msg=ready", times=2)

    await world.ken.click(said, "Undo")
    await world.settled()
    assert world.posts()[0].content.endswith("took this thanks back.")
    assert [give.state for give in await world.ledger()] == ["undone"]
    # Discord takes one new session every five seconds.
    first, second = world.standin.record.of("gateway", "READY")
    assert second.at - first.at > 4.5
    assert len(lines.of("msg=disconnected")) == 1
    assert len(world.standin.record.of("rest", f"PUT /applications/{world.application.id}/commands")) == 1
    no_alarm(lines)


async def test_a_line_that_is_cut_is_resumed_at_once(world: Village, lines: Lines) -> None:
    for number in range(1, 4):
        back = world.connected_again()
        world.standin.gateway.drop()
        await back
        assert len(lines.of("msg=disconnected")) == number
        assert len(lines.of("msg=resumed")) == number
    await answers(world)
    no_alarm(lines)


async def test_a_mistake_of_ours_at_the_start_is_told_whole_and_tried_again(
    world: Village, lines: Lines
) -> None:
    await world.close()
    await rename(world, "house_notes", "house_notes_elsewhere")
    opening = asyncio.create_task(world.open())
    await lines.hear("the bot failed, trying again")
    await rename(world, "house_notes_elsewhere", "house_notes")
    await opening

    await answers(world)
    [line] = lines.of("the bot failed, trying again")
    assert "no such table: house_notes" in line
    assert "traceback=" in line
    world.complaints.records.clear()


async def rename(world: Village, old: str, new: str) -> None:
    async with world.db.write() as tx:
        await tx.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


# --- where trying again cannot help


async def test_a_wrong_token_ends_it_with_one_clear_line(world: Village, lines: Lines) -> None:
    await world.close()
    token, world.application.token = world.application.token, "another"

    assert await keep_up(world.make, world.settings, asyncio.Event()) == 1

    [line] = lines.of("level=critical")
    assert "Discord refuses the token: check DISCORD_TOKEN." in line
    assert lines.of("trying again") == []
    assert not any(token in said for said in lines.all)
    no_alarm(lines)
    world.complaints.records.clear()
    world.application.token = token
    await world.open()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (4004, "Discord refuses the token: check DISCORD_TOKEN."),
        (4013, "Discord refuses the intents asked for: update Engawa."),
        (4014, "Discord refuses the intents asked for, although none is privileged"),
    ],
)
async def test_a_gateway_that_refuses_the_bot_ends_it(
    world: Village, lines: Lines, code: int, words: str
) -> None:
    world.standin.gateway.close(code)

    assert await world.ended() == 1

    [line] = lines.of("level=critical")
    assert words in line
    no_alarm(lines)
    world.complaints.records.clear()
    await world.open()


async def test_the_token_is_in_no_line(world: Village, lines: Lines) -> None:
    await world.standin.faults.refuse_connections(30)
    world.standin.gateway.drop()
    await lines.hear("Attempting a reconnect")
    await world.standin.faults.accept_connections()
    await world.close()
    await world.open()

    assert lines.all
    assert not any(re.search(re.escape(world.application.token), line) for line in lines.all)
    world.complaints.records.clear()


# --- stopping


async def test_a_bot_that_was_stopped_says_no_more(world: Village, lines: Lines) -> None:
    # discord.py finds itself ready some time after its last server came, closed or not.
    world.ready_seconds = 0.3
    await world.restart()
    await world.close()
    said = list(lines.all)
    await asyncio.sleep(world.ready_seconds + 0.1)
    assert lines.all == said
    await world.open()


async def test_a_stop_while_discord_is_away_is_a_stop(world: Village, lines: Lines) -> None:
    await world.close()
    await world.standin.faults.refuse_connections(30)
    opening = asyncio.create_task(world.open())
    await lines.hear("connection lost, trying again")

    assert await world.close() == 0
    opening.cancel()

    await world.standin.faults.accept_connections()
    await world.open()


async def test_a_stop_before_the_bot_has_logged_in_is_a_stop(world: Village, lines: Lines) -> None:
    await world.close()
    asked, held = asyncio.Event(), asyncio.Event()

    async def hold(_: object) -> None:
        asked.set()
        await held.wait()

    hook = world.standin.faults.hook("received", "GET /users/@me", hold)
    opening = asyncio.create_task(world.open())
    await asked.wait()

    assert await world.close() == 0

    opening.cancel()
    held.set()
    hook.cancel()
    no_alarm(lines)
    await world.open()
