"""`/session list` by its panel: pages, one's own answer, and what rests."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.features import sessions, settings
from bot.sandbox.components import every
from bot.sandbox.people import Answer, Person
from bot.ui import packed
from cogs.sessions import listing
from tests.gathering import DAILY, DAY, HOUR, Gathering, labels, said_in
from tests.village import Village

HINTS = {"en-US": "Look at one, and answer", "ja": "くわしく見る・答える"}


async def opened(world: Village, person: Person) -> Answer:
    return await person.click(world.forged("session.list:0:0"), "Press")


async def turned(world: Village, person: Person, page: Answer, button: str) -> Answer:
    """A press under the list, once the new page with its picture stands in the old one's place."""
    shown = await person.click(page, button)
    await world.settled()
    return shown


def titles(shown: Answer) -> list[str]:
    assert shown.message
    said = [part["content"] for part in every(shown.message.components) if "content" in part]
    return [words.split("\n")[0].strip("*") for words in said if words.startswith("**")]


async def test_an_empty_list_says_how_to_begin(world: Village) -> None:
    assert (await opened(world, world.ken)).text.startswith("Nothing is planned here yet.")
    assert (await opened(world, world.aoi)).text.startswith("まだ予定はありません。")


async def test_many_sessions_are_shown_page_by_page_by_their_start(
    world: Village, gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    for number in range(5):
        await gathering.plan(f"Session {5 - number}", ahead=(6 - number) * DAY)
    page = await opened(world, world.ken)
    assert page.private
    seen = [titles(page)]
    while "More" in labels(page):
        page = await turned(world, world.ken, page, "More")
        seen.append(titles(page))
    assert seen == [["Session 1", "Session 2"], ["Session 3", "Session 4"], ["Session 5"]]
    page = await turned(world, world.ken, page, "Back")
    assert titles(page) == seen[1]


async def test_one_is_looked_at_and_answered_from_the_list_in_japanese(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan("月曜もくもく会", repeats=DAILY, ahead=4 * HOUR, capacity=1)
    page = await opened(world, world.aoi)
    assert planned.occurrence
    panel = await world.aoi.select(page, HINTS["ja"], "月曜もくもく会")
    assert "まだ答えていません。" in said_in(panel)
    panel = await world.aoi.click(panel, "参加する")
    assert "**参加します。**" in said_in(panel)
    panel = await world.aoi.click(panel, "いつも参加する")
    assert "毎回、参加として入ります。" in said_in(panel)
    panel = await world.aoi.select(panel, "メンションで知らせてもらう", "2時間前")
    assert "自分だけに：2時間前、メンションで" in said_in(panel)
    panel = await world.aoi.click(panel, "消す")
    assert "自分だけに" not in said_in(panel)
    panel = await world.aoi.click(panel, "いつもの参加をやめる")
    assert not await sessions.is_regular(world.db, planned.series.id, world.aoi.id)
    page = await turned(world, world.aoi, panel, "一覧へもどる")
    assert "-# 参加します" in said_in(page)
    # Somebody else's private panel cannot be used, were it seen.
    other = await opened(world, world.ken)
    panel = await world.ken.select(other, HINTS["en-US"], "月曜もくもく会")
    panel = await world.ken.click(panel, "Wait for a seat")
    assert "You are number 1 in line for a seat." in said_in(panel)
    await gathering.settled()
    assert "1 / 1, 1 waiting" in said_in(gathering.card())


async def test_what_rests_says_why_and_goes_on_for_host_and_moderators(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan(repeats=DAILY)
    card = gathering.card()
    await sessions.pause_by_host(
        world.db, world.guild.id, planned.series.id, world.hana.id, gathering.now, moderator=False
    )
    await gathering.settled()
    assert said_in(card).endswith("This session is resting for now.")
    seen_by_ken = await opened(world, world.ken)
    assert "Resting, because its host said so." in said_in(seen_by_ken)
    assert "Go on with it" not in labels(seen_by_ken)
    page = await turned(world, world.mio, await opened(world, world.mio), "Go on with it")
    await gathering.settled()
    assert "Resting" not in said_in(page)
    assert labels(gathering.card())[0] == "I'll be there"


async def test_a_forged_or_foreign_panel_is_refused(world: Village, gathering: Gathering) -> None:
    planned = await gathering.plan()
    assert planned.occurrence
    for forged in (
        f"session.my-answer:0:{planned.occurrence.id}:yes:0",
        "session.page:0:1",
        f"session.say:{planned.occurrence.id}:waiting",
        "session.mine:1:0",
    ):
        answer = await world.ken.click(world.forged(forged), "Press")
        assert answer.private
    view = await sessions.view(world.db, planned.occurrence.id)
    assert view
    assert view.coming == ()
    await settings.change_server(world.db, world.guild.id, "sessions_on", False, by=world.hana.id, at=0)
    assert (await opened(world, world.ken)).text.startswith("Sessions are turned off")


# --- the month above it


def pictures(shown: Answer) -> list[tuple[str, str]]:
    assert shown.message
    return [(one.filename, one.description or "") for one in shown.message.attachments]


async def test_above_the_list_stands_the_month_in_the_readers_zone(
    world: Village, gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 1)
    world.at(20)  # tomorrow in Tokyo
    first = await gathering.plan("もくもく会", ahead=HOUR)
    second = await gathering.plan("お茶の時間", ahead=40 * DAY)
    await settings.change_member(world.db, world.aoi.id, None, "zone", "Asia/Tokyo", at=0)
    page = await opened(world, world.aoi)
    assert page.private
    for planned, press in ((first, "つづき"), (second, None)):
        assert planned.occurrence
        starts = datetime.fromtimestamp(planned.occurrence.starts_at, ZoneInfo("Asia/Tokyo"))
        [(name, alt)] = pictures(page)
        assert name == "month.png"
        assert alt.split("\n")[0] == f"{starts.year}年{starts.month}月の勉強会（東京の時刻）の日にち"
        assert f"{starts.hour}:{starts.minute:02}「{planned.series.title}」：{starts.day}日" in alt
        page = await turned(world, world.aoi, page, press) if press else page

    # Looked at one, the list's picture is gone, and comes back with it.
    one = await world.aoi.select(page, HINTS["ja"], "お茶の時間")
    assert pictures(one) == []
    back = await turned(world, world.aoi, one, "一覧へもどる")
    assert [name for name, _ in pictures(back)] == ["month.png"]

    # Somebody else's picture is not to be had by a button that nobody made.
    forged = world.forged(f"session.page:{packed(world.aoi.id)}:1")
    refused = await world.ken.click(forged, "Press")
    assert refused.private
    assert refused.text == "This panel is somebody else's. Use the command to open your own."
    assert pictures(refused) == []


async def test_without_pictures_or_without_a_time_the_list_comes_all_the_same(
    world: Village, gathering: Gathering
) -> None:
    assert pictures(await opened(world, world.ken)) == []
    await world.app.pictures.stop()
    planned = await gathering.plan(repeats=DAILY)
    page = await opened(world, world.ken)
    assert titles(page) == ["Monday work"]
    assert pictures(page) == []
    await sessions.pause_by_host(
        world.db, world.guild.id, planned.series.id, world.hana.id, gathering.now, moderator=False
    )
    assert pictures(await opened(world, world.ken)) == []
