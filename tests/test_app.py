"""The client: what it asks of Discord, its commands, its one error path, and work that is counted."""

import asyncio
import contextlib
import json
from typing import Any, cast

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import ui
from bot.app import INTENTS
from bot.errors import Refusal
from bot.sandbox.intents import Intent
from bot.sandbox.state import Json
from bot.texts import text
from bot.tree import sync
from cogs.drafts import Drafts
from cogs.giving import Giving, Ledger
from cogs.setup.notice import CountingNotice
from cogs.setup.steps import Setup
from tests.listening import Lines
from tests.village import Village

# --- what it asks for


def test_none_of_its_intents_is_privileged() -> None:
    privileged = discord.Intents(members=True, presences=True, message_content=True).value
    assert INTENTS.value & privileged == 0
    assert INTENTS.value & int(Intent.PRIVILEGED) == 0


async def test_it_cannot_read_messages(world: Village) -> None:
    received: list[discord.Message] = []
    parsers = world.app._connection.parsers
    create = parsers["MESSAGE_CREATE"]
    heard: list[Json] = []
    parsers["MESSAGE_CREATE"] = lambda data: (heard.append(data), create(data))
    [session] = world.standin.gateway.sessions.values()
    assert session.intents == INTENTS.value

    world.ken.say("a private word between members", files={"photo.png": b"\x89PNG"})
    world.ken.say(f"{world.app.user.mention if world.app.user else ''} hello")
    await world.settled()
    # The events have been written to the socket; this one is answered after they were read.
    await world.ken.slash("balance")

    unseen, addressed = (data for data in heard if data["author"]["id"] == str(world.ken.id))
    assert unseen["content"] == ""
    assert unseen["attachments"] == []
    assert "private word" not in json.dumps(unseen)
    # Whoever mentions the bot hands it that one message.
    assert addressed["content"].endswith("hello")
    assert received == []


async def test_it_keeps_no_members_and_no_messages(world: Village) -> None:
    world.ken.say("hello")
    await world.ken.slash("thanks", to=world.aoi, for_="the review")
    await world.settled()

    guild = world.app.get_guild(world.guild.id)
    assert guild
    assert [member.id for member in guild.members] == [world.application.id]
    assert list(world.app.cached_messages) == []


# --- commands


def puts(world: Village) -> int:
    title = f"PUT /applications/{world.application.id}/commands"
    return len(world.standin.record.of("rest", title))


async def test_commands_are_registered_once_and_not_again_by_a_restart(world: Village) -> None:
    assert puts(world) == 1
    await world.restart()
    assert puts(world) == 1


async def test_commands_are_registered_again_when_they_changed(world: Village) -> None:
    assert not await sync(world.app)
    world.app.tree.remove_command("balance")

    assert await sync(world.app)
    assert "balance" not in {command.name for command in world.application.commands.values()}
    assert not await sync(world.app)
    assert puts(world) == 2


async def test_commands_are_registered_again_when_discord_has_lost_or_changed_one(world: Village) -> None:
    for spoil in ("lose", "change"):
        balance = next(c for c in world.application.commands.values() if c.name == "balance")
        if spoil == "lose":
            del world.application.commands[balance.id]
        else:
            balance.body["description"] = "somebody else's"
        before = puts(world)
        await world.restart()
        assert puts(world) == before + 1
        body = next(c.body for c in world.application.commands.values() if c.name == "balance")
        assert body["description"] == text("en", "command-balance-description")


async def test_another_application_has_its_commands_registered_on_its_own(world: Village) -> None:
    other = world.standin.world.add_application("Other", "another.made-up.token")
    async with world.db.read() as tx:
        before = (await tx.exec_driver_sql("SELECT count(*) FROM house_notes")).scalar_one()
    world.app._connection.application_id = other.id
    world.app.http.token = "another.made-up.token"

    assert await sync(world.app)

    async with world.db.read() as tx:
        assert (await tx.exec_driver_sql("SELECT count(*) FROM house_notes")).scalar_one() == before + 1


async def test_every_command_option_and_choice_is_there_in_japanese(world: Village) -> None:
    def check(part: Json, where: str) -> None:
        japanese = part["name_localizations"]["ja"]
        assert list(part["name_localizations"]) == ["ja"], where
        assert japanese
        if part.get("description"):
            assert part["description_localizations"]["ja"] not in {"", part["description"]}, where
        inner = [*(part.get("options") or []), *(part.get("choices") or [])]
        names = [i["name_localizations"]["ja"] for i in inner]
        assert len(set(names)) == len(names), where
        for i in inner:
            check(i, f"{where} {i['name']}")

    bodies = [command.body for command in world.application.commands.values()]
    of_servers = {"thanks", "balance", "ledger", "setup", "Say thanks", "Thank for this message"}
    assert of_servers < {body["name"] for body in bodies}
    for body in bodies:
        check(body, body["name"])
        # Nothing of a server's is offered where there is no server; never in other people's messages.
        assert body["contexts"] == [0] if body["name"] in of_servers else body["contexts"] in ([0], [0, 1])
        assert body["integration_types"] == [0]


async def test_a_command_that_changed_under_somebodys_hands_is_explained(
    world: Village, lines: Lines
) -> None:
    world.app.tree.remove_command("balance")
    assert (await world.ken.slash("balance")).text.startswith("This command has just changed.")
    assert (await world.aoi.slash("助け合い")).text.startswith("このコマンドは変わったばかりです。")
    world.app.tree.remove_command("ledger")
    world.standin.interactions.deadline = 0.2
    assert (await world.mio.autocomplete("ledger withdraw", thanks="x")).choices == []
    assert lines.of("level=error") == lines.of("could not be told") == []


# --- buttons and forms that are not ours, or no longer

UNKNOWN = [
    "",
    " ",
    ":",
    "thanks",
    "thanks.undo",
    "thanks.undo:",
    "thanks.undo:x",
    "thanks.undo:1:2",
    "thanks.undo:-1",
    "thanks.undo:1.0",
    "thanks.undo:９",
    "thanks.undo:9223372036854775808",
    "THANKS.UNDO:1",
    "draft.fix:1e5",
    "ledger.older:0:0:0:0:0",
    "ledger.older:~:0:0:0:0:-",
    "ledger.withdraw:1",
    "press-unknown",
    "an old button of another bot",
    "あ" * 100,
]


async def test_presses_nobody_knows_are_refused_kindly(world: Village) -> None:
    for custom_id in filter(None, UNKNOWN):
        english = await world.mio.click(world.forged(custom_id), "Press")
        assert english.private, custom_id
        assert english.text.startswith("This button is from an earlier time"), custom_id
    japanese = await world.aoi.click(world.forged("x"), "Press")
    assert japanese.text.startswith("このボタンは以前のもので")


async def test_forms_nobody_knows_are_refused_kindly(world: Village) -> None:
    for custom_id in (*filter(None, UNKNOWN), "thanks:1", "thanks:a:b", "ledger.withdraw:1:2:3"):
        form = await world.ken.user_command("Say thanks", world.aoi)
        assert form.modal
        form.modal.custom_id = custom_id
        answer = await world.ken.submit(form, note="x")
        assert answer.private, custom_id
        assert answer.text.startswith("This button is from an earlier time"), custom_id
    assert world.posts() == []


async def test_a_form_without_the_fields_it_should_have_is_refused(world: Village) -> None:
    form = await world.ken.user_command("Say thanks", world.aoi)
    assert form.modal
    form.modal.components = [part for part in form.modal.components if part["component"]["custom_id"] != "to"]

    answer = await world.ken.submit(form, note="whom?")

    assert answer.private
    assert answer.text.startswith("This button is from an earlier time")


def routes() -> ui.Routes:
    known = ui.Routes()
    for cog in (Giving, Ledger, Drafts, Setup, CountingNotice):
        known.learn(cog.__new__(cog))  # without a bot: finding a handler asks for none
    return known


NAMES = [*routes()._presses, *routes()._forms]
ARGUMENTS = st.one_of(
    st.text(max_size=30), st.integers().map(str), st.from_regex(r"[0-9]{1,19}", fullmatch=True)
)


@pytest.mark.long
@given(st.one_of(st.text(max_size=100), st.tuples(st.sampled_from(NAMES), st.lists(ARGUMENTS, max_size=8))))
def test_any_custom_id_finds_its_handler_with_what_it_asks_for_or_is_refused(
    given_id: str | tuple[str, list[str]],
) -> None:
    custom_id = given_id if isinstance(given_id, str) else ":".join([given_id[0], *given_id[1]])
    known = routes()
    for find, skip in ((known.press, 1), (known.form, 2)):
        try:
            handler, arguments = find(custom_id)
        except Refusal:
            continue
        wanted = list(cast("Any", handler).__func__.__annotations__.items())[skip:-1]
        assert [type(argument) for argument in arguments] == [kind for _, kind in wanted]
        assert all(0 <= argument < 2**63 for argument in arguments if isinstance(argument, int))


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_a_packed_number_is_short_and_comes_back(number: int) -> None:
    packed = ui.packed(number)
    assert ui.unpacked(packed) == number
    assert len(packed) <= 13 + (number < 0)


@given(st.text(max_size=20))
def test_whatever_is_no_packed_number_is_refused(digits: str) -> None:
    with contextlib.suppress(Refusal):
        assert abs(ui.unpacked(digits)) < 2**63


# --- names


async def test_names_are_asked_for_by_id_and_whoever_left_is_missing(world: Village) -> None:
    people = [world.newcomer(f"member{number}") for number in range(230)]
    world.guild.members[people[0].id].nick = "Nick"
    people[1].leave(world.guild)
    await world.settled()
    guild = world.app.get_guild(world.guild.id)
    assert guild

    names = await world.app.names(guild, [p.id for p in people] + [people[0].id, 12345])

    assert len(names) == 229
    assert names[people[0].id] == "Nick"
    assert people[1].id not in names
    assert names[people[229].id] == "Member229"
    assert await world.app.names(guild, []) == {}
    assert len(guild.members) == 1


# --- work that is counted


class Held:
    """A handler at work: its answer, however often it is tried, is on its way and held there."""

    def __init__(self, world: Village) -> None:
        self.begun, self.released = asyncio.Event(), asyncio.Event()
        world.standin.faults.hook("received", "POST /interactions/*/callback", self._hold)

    async def _hold(self, _: object) -> None:
        self.begun.set()
        await self.released.wait()


async def test_settled_returns_when_the_last_handler_has_ended(world: Village) -> None:
    held = Held(world)
    said = asyncio.create_task(world.ken.slash("thanks", to=world.aoi, for_="the review"))
    await held.begun.wait()
    settled = asyncio.create_task(world.app.settled())
    done, _ = await asyncio.wait({settled}, timeout=0.05)
    assert not done

    held.released.set()
    await settled

    assert not (await said).failed
    assert [give.post is not None for give in await world.ledger()] == [True]


async def test_a_graceful_stop_lets_a_handler_finish(world: Village, lines: Lines) -> None:
    held = Held(world)
    said = asyncio.create_task(world.ken.slash("thanks", to=world.aoi, for_="the review"))
    await held.begun.wait()
    stopped = asyncio.create_task(world.close())
    asyncio.get_running_loop().call_later(0.1, held.released.set)

    assert await stopped == 0

    assert not (await said).failed
    assert [give.post is not None for give in await world.ledger()] == [True]
    assert lines.of("unfinished") == []
    await world.open()


async def test_a_handler_that_never_ends_holds_no_stop_up(world: Village, lines: Lines) -> None:
    held = Held(world)
    said = asyncio.create_task(world.ken.slash("thanks", to=world.aoi, for_="the review"))
    await held.begun.wait()
    begun = asyncio.get_running_loop().time()
    try:
        assert await world.close() == 0
        took = asyncio.get_running_loop().time() - begun
    finally:
        held.released.set()
    await said
    await world.open()

    assert took < 5
    assert len(lines.of("stopped with work unfinished")) == 1


async def test_a_listener_that_fails_is_one_line(world: Village, lines: Lines) -> None:
    heard = asyncio.Event()

    async def on_raw_reaction_add(_: object) -> None:
        heard.set()
        raise ValueError("listener")

    world.app.add_listener(on_raw_reaction_add)
    message = world.ken.say("hello")
    world.aoi.react(message, "👍")
    await heard.wait()
    await world.settled()

    assert len(lines.of("listener failed")) == 1
    world.complaints.records.clear()
