"""Boards and overviews as files: to moderators alone, whole, harmless, and noted for admins."""

import csv
import gzip
import io
import json

import pytest

from bot.features import activity, consent
from bot.features.activity import Counts, boards
from bot.sandbox.people import Answer, Person
from cogs.activity import exporting
from tests.village import Village

DAY = 86_400
NOT_FOR_YOU = "This is for those who look after this server."


async def counting(world: Village) -> None:
    at = int(world.clock.now()) - 60 * DAY
    async with world.db.write() as tx:
        await consent.start_counting(tx, world.guild.id, world.hana.id, at)
        await consent.noticed(tx, world.guild.id, at)


async def wrote(world: Village, numbers: dict[Person, int]) -> None:
    """So many messages of each, some minutes ago."""
    now = int(world.clock.now())
    counts = Counts(now)
    await activity.look(world.db, counts, [world.guild.id])
    for person, number in numbers.items():
        for n in range(number):
            snowflake = ((now - 3600 + 60 * n) * 1000 - 1_420_070_400_000 << 22) + person.id % 1000
            counts.message(world.guild.id, world.channel.id, person.id, snowflake)
    await activity.flush(world.db, counts, now)


def files(world: Village, answer: Answer) -> dict[str, bytes]:
    """Every file of an answer and of what followed it."""
    assert answer.message
    assert answer.private
    messages = [answer.message, *answer.follow_ups]
    assert all(message.ephemeral for message in messages)
    return {
        one.filename: world.standin.world.files[one.id] for message in messages for one in message.attachments
    }


def table(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


async def test_a_board_is_handed_out_for_a_spreadsheet_that_no_name_can_lead_astray(world: Village) -> None:
    world.at(12)
    await counting(world)
    rude = world.newcomer("rude", "=1+1;@x")
    gone = world.newcomer("gone")
    await wrote(world, {world.aoi: 3, rude: 3, world.ken: 2, gone: 1})
    gone.leave(world.guild)

    answer = await world.mio.slash("activity export", what="messages")

    [(name, data)] = files(world, answer).items()
    assert name.startswith("engawa-messages-")
    assert name.endswith(".csv")
    head, *rows = table(data)
    assert head == ["Rank", "Member", "Name", "Number"]
    assert sorted(rows) == sorted(
        [
            ["1", world.aoi.mention, "Aoi", "3"],
            ["1", rude.mention, "'=1+1;'@x", "3"],
            ["3", world.ken.mention, "Ken", "2"],
            ["4", gone.mention, "(has left)", "1"],
        ]
    )
    assert "noted for the admins" in answer.text
    listed = await world.hana.slash("activity exports")
    assert listed.private
    assert f"{world.mio.mention} · Messages · " in listed.text
    assert "CSV · 4 rows" in listed.text


async def test_under_a_board_is_a_button_for_the_same_file(world: Village) -> None:
    world.at(12)
    await counting(world)
    await wrote(world, {world.aoi: 3})
    board = await world.mio.slash("leaderboard", of="messages", period="week")
    handed = await world.mio.click(board, "Export")
    [data] = files(world, handed).values()
    assert table(data)[1] == ["1", world.aoi.mention, "Aoi", "3"]


async def test_the_overview_and_a_range_of_days_are_handed_out_as_json(world: Village) -> None:
    world.at(12)
    await counting(world)
    await wrote(world, {world.aoi: 3, world.ken: 2})
    [data] = files(world, await world.mio.slash("activity export", what="overview", format="json")).values()
    document = json.loads(data)
    assert document["about"]["what"] == "overview"
    assert (document["rows"][-1]["active_members"], document["rows"][-1]["messages"]) == (2, 5)

    [data] = files(
        world, await world.mio.slash("activity export", what="messages", days=14, format="json")
    ).values()
    rows = json.loads(data)["rows"]
    assert {(row["rank"], row["member_id"], row["points"]) for row in rows} == {
        (1, str(world.aoi.id), 3),
        (2, str(world.ken.id), 2),
    }


async def test_in_japanese_the_heads_are_japanese_and_days_that_cannot_be_are_refused(world: Village) -> None:
    world.at(12)
    await counting(world)
    world.guild.members[world.aoi.id].roles.append(world.guild.members[world.mio.id].roles[0])
    await wrote(world, {world.aoi: 1})
    handed = await world.aoi.slash("活動 export", what="messages")
    [data] = files(world, handed).values()
    assert table(data)[0] == ["順位", "メンバー", "名前", "数"]
    for options, said in (
        ({"from": "yesterday"}, "2026-11-02のように"),
        ({"from": "2026-02-30"}, "2026-11-02のように"),
        ({"from": "2999-01-01"}, "順番が合っていません"),
        ({"from": "1999年1月1日"}, "3,650日まで"),
        ({"from": "2020-01-01", "until": "２０２０／１／２"}, "お渡しするものがありません"),
    ):
        refused = await world.aoi.slash("活動 export", what="messages", **options)
        assert said in refused.text, options
        assert files(world, refused) == {}


async def test_a_large_file_tells_how_far_it_is_and_comes_in_parts_that_fit(
    world: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.at(12)
    await counting(world)
    people = [world.newcomer(f"member{n}", f"あ{n * 7919 % 1009:x}" * 3) for n in range(60)]
    await wrote(world, dict.fromkeys(people, 1))
    monkeypatch.setattr(exporting, "LIMIT", 900)
    monkeypatch.setattr(exporting, "SECONDS_BETWEEN_NEWS", 0.0)
    monkeypatch.setattr(boards, "_PEOPLE_AT_ONCE", 20)
    answer = await world.mio.slash("activity export", what="messages")
    assert answer.text.startswith("Still writing: ")
    await world.settled()
    made = files(world, answer)
    assert answer.text == "Ready, with 60 rows. What there is follows in a moment."
    assert len(made) > 1
    assert all(len(data) <= 900 for data in made.values())
    rows = [row for data in made.values() for row in table(gzip.decompress(data))[1:]]
    assert {row[1] for row in rows} == {person.mention for person in people}


async def test_members_are_handed_nothing_by_command_button_or_forged_press(world: Village) -> None:
    await counting(world)
    await wrote(world, {world.aoi: 3})
    for answer in (
        await world.ken.slash("activity export", what="messages"),
        await world.ken.slash("activity exports"),
        await world.ken.click(world.forged("leaderboard.export:messages:week"), "Press"),
    ):
        assert answer.text.startswith(NOT_FOR_YOU)
        assert files(world, answer) == {}
    assert (await world.mio.slash("activity exports")).text.startswith("This list is for those who manage")
    for forged in ("messages:decade", "secrets:week", "overview:week", "messages"):
        answer = await world.mio.click(world.forged(f"leaderboard.export:{forged}"), "Press")
        assert files(world, answer) == {}
        assert "reference" not in answer.text
    assert "Nobody was handed a file so far." in (await world.hana.slash("activity exports")).text
