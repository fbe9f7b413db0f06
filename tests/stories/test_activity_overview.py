"""`/activity overview`: how a community fares, for its moderators, and for nobody else."""

import re

import pytest

from bot import ui
from bot.features import activity, consent, settings
from bot.features.activity import Counts
from bot.sandbox.components import every
from bot.sandbox.people import Answer, Person
from bot.sandbox.state import Message
from bot.texts import LANGUAGES, text
from cogs.activity.figures import FIGURES
from tests.children import ROOT
from tests.gathering import said_in
from tests.village import Village

DAY = 86_400
NOT_FOR_YOU = "This is for those who look after this server."


async def count_here(world: Village, *, days: int = 40) -> None:
    """Let the server have counted for so many days."""
    since = int(world.clock.now())
    async with world.db.write() as tx:
        await consent.start_counting(tx, world.guild.id, world.hana.id, since)
        await consent.noticed(tx, world.guild.id, since)
    world.clock.advance(days * DAY)
    await world.settled()


async def write(world: Village, people: int, *, days: int = 20, new: bool = False) -> None:
    """Let so many people write on every second of the last days; new ones joined just before."""
    now, counts = int(world.clock.now()), Counts(77)
    await activity.look(world.db, counts, [world.guild.id])
    joined = now - days * DAY - 60
    for back in range(days, 0, -1):
        for person in range(back % 2, people, 2):
            at = now - back * DAY + 60 * person
            message = (at * 1000 - 1_420_070_400_000 << 22) + person
            counts.message(
                world.guild.id,
                world.channel.id + person,
                10**18 + person,
                message,
                joined_at=joined if new else None,
                reply_to=10**18 + person - 2 if person > 1 else None,
            )
    await activity.flush(world.db, counts, now)
    await activity.turn(world.db, world.guild.id, now)


def shown(answer: Answer | Message | None) -> str:
    assert answer is not None
    return said_in(answer)


async def choose(person: Person, answer: Answer, name: str, value: str) -> Answer:
    assert answer.message
    [custom_id] = [
        part["custom_id"]
        for part in every(answer.message.components)
        if part.get("custom_id", "").startswith(f"{name}:")
    ]
    return await person.select(answer, custom_id, value)


def descriptions(message: Message | None) -> list[str]:
    assert message
    return [found.description or "" for found in message.attachments]


async def test_a_moderator_sees_how_the_community_fares_in_figures_and_pictures(world: Village) -> None:
    await count_here(world)
    await write(world, 12, new=True)
    answer = await world.mio.slash("activity overview")
    assert answer.private
    said = shown(answer)
    for line in (
        "Active on an average day: **6 people**",
        "Active in the last 7 days: **12 people**",
        "Active in the last 30 days: **12 people**",
        "Stickiness: **50% of the month's people, on an average day**",
        "Newcomers: **12 people**",
        "Replied to within a day: **all but fewer than five**",
        "Median time to a first reply: **2 min**",
        "Came again: **week 1: 100% · week 4: nothing yet · week 12: nothing yet**",
        "Sessions and attendance: **none began**",
        "Check-in participation: **0% of those who were active**",
        "Reciprocity of giving: **nothing yet**",
    ):
        assert line in said
    assert answer.message
    assert [file.filename for file in answer.message.attachments] == ["trend.png", "heatmap.png"]
    trend, heat = descriptions(answer.message)
    assert trend.startswith("Most people were active on ")
    assert heat.startswith("Busiest: ")
    assert "1000000000000000" not in str(answer.message)

    # After a restart its lists still work: what a figure is, and another period in its place.
    await world.restart()
    for figure in FIGURES:
        told = await choose(world.mio, answer, "activity.what", figure)
        assert told.private
        assert told.text.startswith("**")
    assert "DAU ÷ MAU" in (await choose(world.mio, answer, "activity.what", "stickiness")).text
    week = await choose(world.mio, answer, "activity.overview", "week")
    await world.settled()
    assert re.search(r"last 7 days: \w{3} \d+ \w{3} 20\d\d to ", shown(week))
    assert week.message
    assert week.message.id == answer.message.id
    assert len(week.message.attachments) == 2


async def test_in_japanese_and_without_pictures_everything_is_said_in_words(world: Village) -> None:
    await count_here(world)
    await settings.change_server(world.db, world.guild.id, "zone", "Asia/Tokyo", by=world.hana.id, at=0)
    await write(world, 12)
    world.guild.members[world.aoi.id].roles += world.guild.members[world.mio.id].roles
    await world.app.pictures.stop()
    answer = await world.aoi.slash("活動 overview", period="week")
    said = shown(answer)
    assert answer.message
    assert answer.message.attachments == []
    assert "この7日に活動した人：**12人**" in said
    assert "いちばん多かったのは" in said
    assert "曜日ごと：月 0 · 火 6" in said
    assert "（このサーバーの日付、東京）" in said
    told = await choose(world.aoi, answer, "activity.what", "stickiness")
    assert "DAU÷MAU" in told.text


async def test_few_people_are_not_counted_out(world: Village) -> None:
    await count_here(world)
    await write(world, 3)
    said = shown(await world.mio.slash("activity overview"))
    assert said.count("**fewer than five people**") == 3
    assert "Stickiness: **too few people to say**" in said
    assert "Fewer than five people were active, so their hours are not shown." in said
    assert "no line is drawn" in said


async def test_where_nothing_was_counted_it_says_what_will_be_here_and_when(world: Village) -> None:
    off = shown(await world.mio.slash("activity overview"))
    assert "An admin can begin in `/setup`" in off
    assert "after two weeks" in off
    await count_here(world, days=0)
    begun = shown(await world.mio.slash("activity overview"))
    assert "Counting has begun" in begun
    async with world.db.write() as tx:
        await consent.stop_counting(tx, world.guild.id)
    assert "Nothing is counted here." in shown(await world.mio.slash("activity overview"))


async def test_when_counting_has_ended_what_was_counted_is_still_shown_as_such(world: Village) -> None:
    await count_here(world, days=10)
    await write(world, 6, days=5)
    async with world.db.write() as tx:
        await consent.stop_counting(tx, world.guild.id)
    said = shown(await world.mio.slash("activity overview"))
    assert "Counting is off at the moment." in said
    assert "Counting began within this period" in said


def test_every_figure_is_defined_in_the_page_of_metrics() -> None:
    page = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
    for figure in FIGURES:
        assert f"### {text('en', f'activity-figure-{figure}')}\n" in page
        for language in LANGUAGES:
            assert text(language, f"activity-what-{figure}")


@pytest.mark.parametrize("press", ["activity.overview", "activity.what"])
async def test_nobody_else_gets_anything_by_command_press_or_forgery(world: Village, press: str) -> None:
    await count_here(world, days=10)
    await write(world, 6, days=5)
    answer = await world.mio.slash("activity overview")
    assert NOT_FOR_YOU in (await world.ken.slash("activity overview")).text

    # A button that nobody made, with one's own id in it, and with the moderator's.
    mine = world.forged(ui.custom_id(press, ui.packed(world.ken.id)))
    assert NOT_FOR_YOU in (await world.ken.click(mine, "Press")).text
    hers = world.forged(ui.custom_id(press, ui.packed(world.mio.id)))
    assert (
        await world.ken.click(hers, "Press")
    ).text == "This panel is somebody else's. Use the command to open your own."
    # What a list does not offer.
    odd = world.forged(ui.custom_id(press, ui.packed(world.mio.id)))
    assert "no longer works" in (await world.mio.click(odd, "Press")).text

    # Who no longer looks after the server is asked anew at every press.
    world.guild.members[world.mio.id].roles.clear()
    choice = "week" if press == "activity.overview" else "daily"
    assert NOT_FOR_YOU in (await choose(world.mio, answer, press, choice)).text
