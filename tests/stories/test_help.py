"""Finding one's way: what one can do here, and how the bot is doing."""

import re
import threading

import pytest
from discord.gateway import KeepAliveHandler

from bot import __version__
from bot.features import consent, settings
from bot.sandbox.palette import CHAT_INPUT
from bot.sandbox.people import Answer, Person
from bot.sandbox.state import Channel
from tests.village import Village


def registered(world: Village) -> dict[str, int]:
    """The ids under which Discord knows the commands."""
    return {command.name: command.id for command in world.application.commands.values()}


def offered(person: Person, channel: Channel | None = None) -> set[str]:
    """The commands that Discord itself shows somebody."""
    return {command.name for command in person.commands(channel) if command.type == CHAT_INPUT}


def mentioned(answer: Answer) -> dict[str, int]:
    return {name: int(number) for name, number in re.findall(r"</([^:]+):(\d+)>", answer.text)}


async def test_a_member_sees_what_they_may_use_with_commands_to_click(world: Village) -> None:
    answer = await world.ken.slash("help")

    assert answer.private
    ids = registered(world)
    # Of a group, the command to begin with is named.
    shown = {path.split()[0]: number for path, number in mentioned(answer).items()}
    assert shown == {name: ids[name] for name in offered(world.ken) - {"ledger", "leaderboard", "activity"}}
    assert answer.text.startswith(
        "### What would you like to do?\n**Thanks**\n- Thank someone who helped you:"
    )
    assert "ledger" not in answer.text
    assert answer.text.endswith("-# Only you see this.")


@pytest.mark.parametrize("name", ["mio", "hana"])
async def test_whoever_looks_after_the_server_sees_that_too(world: Village, name: str) -> None:
    answer = await getattr(world, name).slash("help")

    assert f"</ledger search:{registered(world)['ledger']}>" in answer.text
    assert "**Looking after this server**" in answer.text


async def test_who_no_longer_moderates_no_longer_sees_it(world: Village) -> None:
    world.guild.members[world.mio.id].roles.clear()

    assert "ledger" not in (await world.mio.slash("help")).text


async def test_what_is_turned_off_is_not_offered(world: Village) -> None:
    await settings.change_server(world.db, world.guild.id, "thanks_on", value=False, by=1, at=0)
    told = (await world.ken.slash("help")).text
    assert "Thank someone" not in told
    assert "See what you gave and received" in told

    sessions = ("Plan a time to work side by side", "See what is planned here")
    assert all(line in told for line in sessions)
    await settings.change_server(world.db, world.guild.id, "sessions_on", value=False, by=1, at=0)
    told = (await world.ken.slash("help")).text
    assert not any(line in told for line in sessions)


async def test_boards_are_offered_to_members_once_they_are_open_to_them(world: Village) -> None:
    assert "**Boards**" in (await world.mio.slash("help")).text
    await settings.change_server(world.db, world.guild.id, "boards_open", value=True, by=1, at=0)
    assert "**Boards**" in (await world.ken.slash("help")).text


async def test_ones_own_days_are_offered_to_everybody_where_they_are_counted(world: Village) -> None:
    assert "activity" not in (await world.ken.slash("help")).text
    async with world.db.write() as tx:
        await consent.start_counting(tx, world.guild.id, world.hana.id, 0)
    assert "activity" not in (await world.ken.slash("help")).text, "its notice does not stand yet"
    async with world.db.write() as tx:
        await consent.noticed(tx, world.guild.id, 1)
    line = f"See how active you were here, week by week: </activity member:{registered(world)['activity']}>"
    for person in (world.ken, world.mio):
        assert f"- {line}" in (await person.slash("help")).text
    assert "- 自分が活動した日を、週ごとに見る：</activity member:" in (await world.aoi.slash("ヘルプ")).text


async def test_japanese_readers_are_told_their_own_names_of_commands(world: Village) -> None:
    answer = await world.aoi.slash("ヘルプ")

    assert answer.private
    assert answer.text.startswith("### 何をしましょうか")
    # Discord finds a clicked command by its English name only.
    assert f"</thanks:{registered(world)['thanks']}>（`/ありがとう`）" in answer.text
    assert "（`/このボットについて`）" in answer.text


async def test_commands_without_a_known_id_are_named_as_one_types_them(world: Village) -> None:
    world.app.tree.ids = {}

    assert "Thank someone who helped you: `/thanks`" in (await world.ken.slash("help")).text
    assert "：`/お礼帳 さがす`" in (await moderating_aoi(world).slash("ヘルプ")).text


def moderating_aoi(world: Village) -> Person:
    world.guild.members[world.aoi.id].roles = list(world.guild.members[world.mio.id].roles)
    return world.aoi


async def test_the_ids_are_known_after_a_restart_that_registers_nothing(world: Village) -> None:
    await world.restart()

    assert mentioned(await world.ken.slash("help"))["thanks"] == registered(world)["thanks"]


async def test_in_a_dm_there_is_what_works_there(world: Village) -> None:
    place = world.mio.dm_with(world.application)
    answer = await world.mio.slash("help", channel=place)

    assert set(mentioned(answer)) == offered(world.mio, place)
    assert {"support", "about", "help"} <= set(mentioned(answer))
    assert "thanks" not in mentioned(answer)
    assert "There is more in a server" in answer.text
    japanese = await world.aoi.slash("ヘルプ", channel=world.aoi.dm_with(world.application))
    assert "ほかのこともできます" in japanese.text


@pytest.mark.parametrize("name", ["mio", "hana"])
async def test_help_names_all_that_discord_offers_to_whoever_looks_after_the_server(
    world: Village, name: str
) -> None:
    person = getattr(world, name)
    answer = await person.slash("help")
    assert {command.split()[0] for command in mentioned(answer)} == offered(person)


async def test_words_are_in_the_chosen_language_and_names_as_ones_discord_shows_them(world: Village) -> None:
    await settings.change_member(world.db, world.aoi.id, None, "language", "en", at=1)
    await settings.change_member(world.db, world.ken.id, None, "language", "ja", at=1)

    in_english = (await world.aoi.slash("ヘルプ")).text
    assert in_english.startswith("### What would you like to do?")
    assert "(`/ありがとう`)" in in_english
    in_japanese = (await world.ken.slash("help")).text
    assert in_japanese.startswith("### 何をしましょうか")
    assert "`" not in in_japanese


# --- about


async def test_about_says_what_it_is_and_that_it_is_well(world: Village) -> None:
    world.later(hours=3)
    answer = await world.ken.slash("about")

    assert answer.private
    lines = answer.text.split("\n")
    assert lines[0] == f"### Engawa {__version__}"
    assert "It can't read your messages" in answer.text
    assert "**All is well.**" in lines
    [since] = re.findall(r"Discord: connected since <t:(\d+):f>", answer.text)
    assert 3 * 3600 - 60 < world.clock.now() - int(since) < 3 * 3600 + 60
    assert re.search(r"Database: SQLite, answering in \d+ ms", answer.text)
    assert "Source code" not in answer.text


async def test_about_leads_to_what_is_kept_about_oneself_wherever_that_can_be_seen(world: Village) -> None:
    answer = await world.ken.slash("about")
    assert mentioned(answer).keys() == {"privacy"} & registered(world).keys()


async def test_about_speaks_japanese_and_works_in_a_dm(world: Village) -> None:
    answer = await world.aoi.slash("このボットについて", channel=world.aoi.dm_with(world.application))

    assert "**調子は良好です。**" in answer.text
    assert "データベース：SQLite（応答" in answer.text


async def test_about_links_to_the_source_where_the_host_named_it(
    world: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_URL", "https://git.example/porch/engawa")
    await world.restart()

    assert "[Source code](https://git.example/porch/engawa)" in (await world.ken.slash("about")).text
    assert "[ソースコード](https://git.example/porch/engawa)" in (await world.aoi.slash("about")).text


async def test_about_is_connected_since_the_line_came_back(world: Village) -> None:
    world.later(hours=3)
    again = world.connected_again()
    world.standin.gateway.drop()
    await again
    await world.settled()

    answer = await world.ken.slash("about")

    [since] = re.findall(r"connected since <t:(\d+):f>", answer.text)
    assert abs(world.clock.now() - int(since)) < 60


async def test_an_answer_that_is_quicker_than_the_note_of_its_heartbeat_is_not_taken_for_slow(
    world: Village, caplog: pytest.LogCaptureFixture
) -> None:
    [beating] = [thread for thread in threading.enumerate() if isinstance(thread, KeepAliveHandler)]
    beating._last_send -= 41  # the heartbeat before
    beating.get_payload()
    beating.ack()

    assert "**All is well.**" in (await world.ken.slash("about")).text
    assert "Can't keep up" not in caplog.text
