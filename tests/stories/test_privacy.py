"""`/privacy`: what is kept about oneself is shown, handed out and forgotten, in one server or in all."""

import asyncio
import json
import re
from typing import Any

import discord
import pytest

from bot import ui
from bot.features import consent, giving, privacy, settings
from bot.sandbox import payloads
from bot.sandbox.components import every
from bot.sandbox.people import Answer, Person, words
from bot.sandbox.state import Channel, Message
from bot.texts import text
from tests.listening import Lines
from tests.village import Village

NOON = 1_800_000_000
NOTE = "the invoice template saved my week"
FORGET = "Forget me"
STAY = "Forget me, and don't count me"


def dm(world: Village, person: Person) -> Channel:
    return person.dm_with(world.application)


async def thank(world: Village, by: Person, to: Person, channel: Channel | None = None) -> Message:
    answer = await by.slash("thanks", channel=channel, to=to, for_=NOTE)
    await world.settled()
    assert answer.message
    return answer.message


async def live(world: Village) -> tuple[Channel, list[Message]]:
    """Let Ken leave traces in two servers; return a channel of the second, and the public posts."""
    there = world.second_server()
    posts = [
        await thank(world, world.ken, world.aoi),
        await thank(world, world.mio, world.ken),
        await thank(world, world.ken, world.hana, there),
    ]
    panel = await world.ken.slash("settings")
    await world.ken.click(panel, "日本語")
    await world.ken.click(panel, "English")
    for guild_id in (world.guild.id, there.guild_id):
        await consent.decide(world.db, world.ken.id, guild_id, "boards", yes=True, at=NOON)
    return there, posts


async def kept(world: Village, person: Person, guild_id: int | None = None) -> int:
    return sum((await privacy.summary(world.db, person.id, guild_id)).values())


def press_of(answer: Answer, start: str) -> str:
    assert answer.message
    ids = [part["custom_id"] for part in every(answer.message.components) if "custom_id" in part]
    return next(one for one in ids if one.startswith(start))


async def forget(world: Village, press: str, channel: Channel | None = None) -> Answer:
    panel = await world.ken.slash("privacy", channel=channel)
    asked = await world.ken.click(panel, "Forget me …")
    done = await world.ken.click(asked, press)
    await world.settled()
    return done


def files_of(world: Village, messages: list[Message]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for message in messages:
        for attachment in message.attachments:
            found[attachment.filename] = world.standin.world.files[attachment.id]
    return found


async def copy(world: Village, person: Person, channel: Channel | None = None) -> list[Message]:
    panel = await person.slash("privacy", channel=channel)
    answer = await person.click(panel, "Get a copy")
    await world.settled()
    assert answer.message
    assert answer.private
    return [answer.message, *(m for m in answer.follow_ups if m.id != answer.message.id)]


# --- seen


async def test_what_is_kept_is_said_in_plain_words_with_counts_and_what_never_is(world: Village) -> None:
    there, _ = await live(world)
    panel = await world.ken.slash("privacy")
    assert panel.private
    assert panel.text.startswith(
        "### What is kept about you in this server\n- What you agreed to or refused: 1"
    )
    assert "- Thanks you said or received: 2" in panel.text
    assert "Never kept:" in panel.text
    assert NOTE not in panel.text

    everywhere = await world.ken.slash("privacy", channel=dm(world, world.ken))
    assert everywhere.text.startswith("### What is kept about you, in all servers")
    assert "- Thanks you said or received: 3" in everywhere.text
    elsewhere = await world.ken.slash("privacy", channel=there)
    assert "- Thanks you said or received: 1" in elsewhere.text


async def test_somebody_of_whom_nothing_is_kept_is_told_so(world: Village) -> None:
    assert "何もありません。" in (await world.aoi.slash("privacy")).text


async def test_what_one_agrees_to_is_a_press_away(world: Village) -> None:
    panel = await world.ken.slash("privacy")
    answer = await world.ken.click(panel, "What I agree to")
    assert answer.text.startswith("### What you agree to in this server")


@pytest.mark.parametrize("language", ["en", "ja"])
async def test_every_kind_has_words(world: Village, language: str) -> None:
    for kind in await privacy.summary(world.db, world.ken.id):
        assert text(language, "privacy-kind", kind=kind) != kind


# --- handed out


async def test_a_copy_has_everything_and_no_other_members_id(world: Village) -> None:
    there, posts = await live(world)
    messages = await copy(world, world.ken, dm(world, world.ken))
    files = files_of(world, messages)
    assert sorted(files) == ["engawa.html", "engawa.json"]

    document = json.loads(files["engawa.json"])
    assert document["about"] == str(world.ken.id)
    assert {name: len(rows) for name, rows in document["kept"].items()} == await privacy.summary(
        world.db, world.ken.id
    )
    assert [row["note"] for row in document["kept"]["thanks"]] == [NOTE] * 3
    assert {row["guild_id"] for row in document["kept"]["thanks"]} == {
        str(world.guild.id),
        str(there.guild_id),
    }
    assert [row["post"]["message_id"] for row in document["kept"]["thanks"]] == [str(p.id) for p in posts]
    others = {str(user) for user in world.standin.world.users} - {str(world.ken.id)}
    for data in files.values():
        assert not others & set(re.findall(r"\d+", data.decode()))
    page = files["engawa.html"].decode()
    assert "<h2>Thanks you said or received (3)</h2>" in page
    assert NOTE in page


async def test_in_a_server_the_copy_is_of_that_server(world: Village) -> None:
    await live(world)
    files = files_of(world, await copy(world, world.ken))
    document = json.loads(files["engawa.json"])
    assert document["server"] == str(world.guild.id)
    assert len(document["kept"]["thanks"]) == 2


async def test_a_large_copy_comes_in_parts_that_fit(world: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        thanks = giving.Thanks(
            number + 1,
            world.guild.id,
            1,
            world.ken.id,
            (10**17 + number,),
            "<b>" * 100,
            NOON + number * 90_000,
        )
        await giving.give(world.db, thanks)
    limit = 48 * 1024
    monkeypatch.setattr(payloads, "ATTACHMENT_LIMIT", limit)

    messages = await copy(world, world.ken)

    assert len(messages) > 1
    rows: list[Any] = []
    files: dict[str, bytes] = {}
    for message in messages:
        files = files_of(world, [message])
        assert len(files) == 2
        assert sum(map(len, files.values())) <= limit
        document = json.loads(next(data for name, data in files.items() if name.endswith(".json")))
        assert document["parts"] == len(messages)
        rows += document["kept"]["thanks"]
    assert rows == sorted(rows, key=lambda row: row["given_at"])
    assert len(rows) == 60
    assert b"<b>" not in next(data for name, data in files.items() if name.endswith(".html"))


# --- forgotten


async def test_forgotten_in_one_server_only_that_one_forgets(world: Village) -> None:
    there, posts = await live(world)
    panel = await world.ken.slash("privacy")
    asked = await world.ken.click(panel, "Forget me …")
    assert asked.text.startswith("### Forget you in this server?\n- What you agreed to or refused: 1")
    assert await kept(world, world.ken, world.guild.id) > 0

    done = await world.ken.click(asked, FORGET)
    await world.settled()

    assert await kept(world, world.ken, world.guild.id) == 0
    assert await kept(world, world.ken, there.guild_id) == 2
    assert (await settings.member(world.db, world.ken.id, None)).language == "en"
    follow, receipt = done.follow_ups
    assert follow.ephemeral
    assert follow.content.startswith("Everything is forgotten. 2 public posts")
    assert receipt.ephemeral
    assert receipt.content.startswith("Forgotten in this server:\n- What you agreed to or refused: 1")
    assert "2 public posts no longer speak of you." in receipt.content
    as_file = files_of(world, [receipt])["engawa-receipt.txt"]
    assert b"- Thanks you said or received: 2" in as_file
    assert [post.content for post in posts[:2]] == [
        "This thanks was deleted with the data of the person who said it.",
        f"{world.mio.mention} thanks somebody whose data was deleted\n> {NOTE}",
    ]
    assert posts[2].content == f"{world.ken.mention} thanks {world.hana.mention}\n> {NOTE}"


async def test_forgotten_in_all_servers_from_a_direct_message(world: Village) -> None:
    await live(world)
    done = await forget(world, FORGET, dm(world, world.ken))
    assert await kept(world, world.ken) == 0
    assert words(done.follow_ups[-1]).startswith("Forgotten in all servers:")
    assert str(world.ken.id) not in " ".join(
        words(post) for place in world.standin.world.channels.values() for post in world.posts(place)
    )
    assert (await world.mio.slash("balance")).text.count("You helped") == 0


async def test_a_member_of_two_servers_exports_says_no_in_one_and_is_forgotten_in_all(world: Village) -> None:
    there, _ = await live(world)
    elsewhere = there.guild_id or 0
    for guild_id in (world.guild.id, elsewhere):
        async with world.db.write() as tx:
            await consent.start_counting(tx, guild_id, world.hana.id, NOON)
            await consent.noticed(tx, guild_id, NOON)
    place = dm(world, world.ken)
    document = json.loads(files_of(world, await copy(world, world.ken, place))["engawa.json"])
    assert {row["guild_id"] for row in document["kept"]["thanks"]} == {str(world.guild.id), str(elsewhere)}

    agreed = await world.ken.click(await world.ken.slash("privacy", channel=there), "What I agree to")
    await world.ken.click(agreed, f"settings.agree:{ui.packed(world.ken.id)}:counted:0")
    counted = [
        await consent.agrees(world.db, g, world.ken.id, "counted") for g in (world.guild.id, elsewhere)
    ]
    assert counted == [True, False]

    done = await forget(world, STAY, place)
    assert words(done.follow_ups[-1]).startswith("Forgotten in all servers:")
    assert await kept(world, world.ken) == 1
    for guild_id in (world.guild.id, elsewhere):
        assert not await consent.agrees(world.db, guild_id, world.ken.id, "counted")


async def test_nobody_elses_numbers_change(world: Village) -> None:
    await live(world)
    before = await giving.balance(world.db, world.guild.id, world.aoi.id, int(world.clock.now()))
    await forget(world, FORGET)
    after = await giving.balance(world.db, world.guild.id, world.aoi.id, int(world.clock.now()))
    assert [p.given for p in after.periods] == [p.given for p in before.periods]
    assert [p.people_helped for p in after.periods] == [p.people_helped for p in before.periods]


@pytest.mark.parametrize("everywhere", [True, False])
async def test_who_asks_stays_uncounted_and_that_is_all_that_is_kept(
    world: Village, everywhere: bool
) -> None:
    there, _ = await live(world)
    for guild_id in (world.guild.id, there.guild_id or 0):
        async with world.db.write() as tx:
            await consent.start_counting(tx, guild_id, world.hana.id, NOON)
            await consent.noticed(tx, guild_id, NOON)
    done = await forget(world, STAY, dm(world, world.ken) if everywhere else None)
    assert "One line stays: that you are not to be counted." in words(done.follow_ups[-1])
    assert await kept(world, world.ken, None if everywhere else world.guild.id) == 1
    assert not await consent.agrees(world.db, world.guild.id, world.ken.id, "counted")
    counted_there = await consent.agrees(world.db, there.guild_id or 0, world.ken.id, "counted")
    assert counted_there == (not everywhere)


async def test_a_thanks_to_several_keeps_the_others(world: Village) -> None:
    answer = await world.mio.slash("thanks", to=world.ken, to2=world.aoi, for_=NOTE)
    await world.settled()
    await forget(world, FORGET)
    assert answer.message
    assert answer.message.content == (
        f"{world.mio.mention} thanks {world.aoi.mention} and somebody whose data was deleted\n> {NOTE}"
    )


async def test_keeping_everything_leads_back(world: Village) -> None:
    await live(world)
    asked = await world.ken.click(await world.ken.slash("privacy"), "Forget me …")
    back = await world.ken.click(asked, "Keep everything")
    assert back.text.startswith("### What is kept about you in this server")
    assert await kept(world, world.ken, world.guild.id) > 0


# --- when things go wrong


async def test_a_confirmation_holds_over_a_restart(world: Village) -> None:
    await live(world)
    asked = await world.ken.click(await world.ken.slash("privacy"), "Forget me …")
    await world.restart()
    await world.ken.click(asked, FORGET)
    await world.settled()
    assert await kept(world, world.ken, world.guild.id) == 0


async def test_two_presses_at_once_forget_once(world: Village) -> None:
    await live(world)
    asked = await world.ken.click(await world.ken.slash("privacy"), "Forget me …")
    assert asked.message
    press = press_of(asked, "privacy.confirm")
    start = world.standin.interactions.start_component
    both = [start(world.ken.user, asked.message, press) for _ in range(2)]
    await asyncio.gather(*(one.done.wait() for one in both))
    await world.settled()
    said = [words(m) for one in both for m in one.follow_ups.values()]
    said += [words(one.original) for one in both if one.original is not None]
    assert sum(line.startswith("Forgotten in this server:") for line in said) == 1
    assert any(line.startswith("This is being done already.") for line in said)


async def test_a_database_that_fails_halfway_has_forgotten_nothing(
    world: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, posts = await live(world)
    before = await privacy.collect(world.db, world.ken.id)

    async def fail(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr("bot.features.departures.forget", fail)
        done = await forget(world, FORGET, dm(world, world.ken))
    assert done.follow_ups[-1].content.startswith("That didn't work")
    assert await privacy.collect(world.db, world.ken.id) == before
    assert world.ken.mention in posts[0].content
    world.complaints.records.clear()  # the fault is reported, as it has to be

    await forget(world, FORGET, dm(world, world.ken))
    assert await kept(world, world.ken) == 0


async def test_an_old_confirmation_asks_anew(world: Village) -> None:
    await live(world)
    asked = await world.ken.click(await world.ken.slash("privacy"), "Forget me …")
    world.later(hours=1, minutes=1)
    late = await world.ken.click(asked, FORGET)
    assert late.text.startswith("This question is more than an hour old")
    assert await kept(world, world.ken, world.guild.id) > 0


async def test_what_was_forged_forgets_nobody(world: Village) -> None:
    there, _ = await live(world)
    now = int(world.clock.now())
    mine, others = ui.packed(world.ken.id), ui.packed(world.aoi.id)
    before = await kept(world, world.ken), await kept(world, world.aoi)
    for press, said in (
        (f"privacy.page:{others}", "This panel is somebody else's."),
        (f"privacy.copy:{others}", "This panel is somebody else's."),
        (f"privacy.forget:{others}", "This panel is somebody else's."),
        (f"privacy.report:{others}", "This panel is somebody else's."),
        (f"privacy.confirm:{others}:{world.guild.id}:{now}:0", "This panel is somebody else's."),
        (f"privacy.confirm:{mine}:{there.guild_id}:{now}:0", "This button is from an earlier time"),
        (f"privacy.confirm:{mine}:0:{now}:0", "This button is from an earlier time"),
        (f"privacy.confirm:{mine}:{world.guild.id}:{now}:2", "This button is from an earlier time"),
        (f"privacy.confirm:{mine}:{world.guild.id}:{now + 9999}:0", "This question is more than an hour old"),
    ):
        answer = await world.ken.click(world.forged(press), "Press")
        assert answer.private
        assert answer.text.startswith(said)
    assert (await kept(world, world.ken), await kept(world, world.aoi)) == before


async def test_no_log_line_has_an_id_or_a_note(world: Village, lines: Lines) -> None:
    await live(world)
    await copy(world, world.ken)
    await forget(world, FORGET, dm(world, world.ken))
    logged = "\n".join(lines.all)
    assert str(world.ken.id) not in logged
    assert NOTE not in logged


# --- reporting


async def report(world: Village, sentence: str) -> Answer:
    panel = await world.ken.slash("privacy")
    form = await world.ken.click(panel, "Report a problem")
    assert form.modal
    assert form.modal.title == "Report a problem"
    return await world.ken.submit(form, {"What is wrong?": sentence})


async def test_a_report_goes_to_the_moderators_room_and_pings_nobody(world: Village) -> None:
    room = world.standin.world.add_channel(world.guild, "moderators")
    chosen = settings.Channel(room.id, "text")
    await settings.change_server(world.db, world.guild.id, "moderators_channel", chosen, by=1, at=NOON)
    answer = await report(world, "@everyone *look*\nat that")
    assert answer.private
    assert answer.text.startswith("The moderators have it now.")
    [post] = world.posts(room)
    assert post.content.startswith(f"{world.ken.mention} reports a problem with Engawa:\n> @\u200beveryone")
    assert post.mentions == []
    assert not post.mention_everyone


async def test_the_longest_report_fits(world: Village) -> None:
    room = world.standin.world.add_channel(world.guild, "moderators")
    chosen = settings.Channel(room.id, "text")
    await settings.change_server(world.db, world.guild.id, "moderators_channel", chosen, by=1, at=NOON)
    for sentence in ("*" * 600, "a\n" * 300, "@" * 600):
        assert (await report(world, sentence)).text.startswith("The moderators have it now.")
    assert len(world.posts(room)) == 3


@pytest.mark.parametrize("room", ["none", "gone"])
async def test_without_a_room_the_member_is_told_and_the_words_are_kept(world: Village, room: str) -> None:
    if room == "gone":
        gone = settings.Channel(discord.utils.time_snowflake(discord.utils.utcnow()), "text")
        await settings.change_server(world.db, world.guild.id, "moderators_channel", gone, by=1, at=NOON)
    answer = await report(world, "a long story")
    assert answer.private
    assert answer.text.startswith("This server has no moderators' room")
    form = await world.ken.click(answer, "Fix it")
    assert form.modal
    assert form.modal.prefilled() == {"words": "a long story"}


async def test_in_a_direct_message_nothing_is_reported(world: Village) -> None:
    place = dm(world, world.ken)
    panel = await world.ken.slash("privacy", channel=place)
    assert "Report a problem" not in panel.buttons
    forged = world.forged(f"privacy.report:{ui.packed(world.ken.id)}", place)
    assert (await world.ken.click(forged, "Press")).text.startswith("Problems are reported in the server")
