"""Boards: for moderators, open to members where admins say so, and naming nobody who did not agree."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import insert

from bot import ui
from bot.features import activity, boards, consent, settings
from bot.features.activity.rules import period_of
from bot.features.activity.tables import standings
from bot.sandbox.components import every
from bot.sandbox.people import Answer, Person
from bot.sandbox.state import Message
from tests.village import Village

NOT_FOR_YOU = "Boards are for moderators in this server."
TEXT = "As text"


async def click(world: Village, by: Person, on: Answer | Message, button: str) -> Answer:
    """Press, and wait until what was pressed has been written anew."""
    answer = await by.click(on, button)
    await world.settled()
    return answer


async def select(world: Village, by: Person, on: Answer, where: str, what: Any) -> Answer:
    answer = await by.select(on, where, what)
    await world.settled()
    return answer


async def submit(world: Village, by: Person, form: Answer, **typed: str) -> Answer:
    answer = await by.submit(form, **typed)
    await world.settled()
    return answer


def said_last(answer: Answer) -> str:
    """What was said privately beside the panel, or in it."""
    return answer.follow_ups[-1].content if answer.follow_ups else answer.text


async def begin_counting(world: Village) -> None:
    world.at(12)
    async with world.db.write() as tx:
        await consent.start_counting(tx, world.guild.id, world.hana.id, 0)
        await consent.noticed(tx, world.guild.id, int(world.clock.now()))


async def stand(world: Village, points: Mapping[int, int], metric: str = "messages") -> None:
    """Have these people so many points over the last thirty days."""
    await begin_counting(world)
    today = await activity.today(world.db, world.guild.id, int(world.clock.now()))
    nothing = dict.fromkeys(activity.METRICS, 0)
    key = {"guild_id": world.guild.id, "period": period_of("days30", today)}
    rows = [{**nothing, **key, "user_id": user_id, metric: number} for user_id, number in points.items()]
    async with world.db.write() as tx:
        await tx.execute(insert(standings), rows)


async def agree(world: Village, *people: Person, yes: bool = True) -> None:
    for person in people:
        await consent.decide(world.db, person.id, world.guild.id, "boards", yes=yes, at=1)


async def open_boards(world: Village) -> None:
    await settings.change_server(world.db, world.guild.id, "boards_open", True, by=world.hana.id, at=1)


async def board(world: Village, by: Person, of: str = "messages") -> Answer:
    return await by.slash("leaderboard", of=of)


async def as_text(world: Village, by: Person, of: str = "messages") -> Answer:
    shown = await board(world, by, of)
    return await click(world, by, shown, "文字で見る" if by.locale == "ja" else TEXT)


def places(answer: Answer | Message) -> list[str]:
    """The lines of a board in words, without their marks."""
    message = answer.message if isinstance(answer, Answer) else answer
    assert message
    texts = [part["content"] for part in every(message.components) if part["type"] == 10]
    lines = [line.replace("*", "").replace(" ←", "") for text in texts for line in text.split("\n")]
    return [line for line in lines if line[:1].isdigit()]


def gallery(message: Message | None) -> list[dict[str, Any]]:
    assert message
    return [part for part in every(message.components) if part["type"] == 12]


def crowd(world: Village, count: int) -> list[Person]:
    return [world.newcomer(f"member{number:02}") for number in range(count)]


async def test_a_moderator_sees_thanks_given_first_as_a_picture_that_says_what_it_shows(
    world: Village,
) -> None:
    await begin_counting(world)
    await world.aoi.slash("thanks", to=world.ken, for_="the review")
    await world.settled()

    shown = await world.mio.slash("leaderboard")

    assert shown.private
    assert shown.message
    [picture] = gallery(shown.message)
    [attached] = shown.message.attachments
    said = picture["items"][0]["description"]
    assert said.startswith("Board “Thanks given”, Last 30 days (")
    assert said.endswith("1: Aoi, 1.")
    assert attached.description == said
    assert attached.filename == "leaderboard.png"

    words = await click(world, world.mio, shown, TEXT)
    assert places(words) == ["1 · Aoi · 1"]
    assert words.message
    assert words.message.attachments == []
    helped = await select(world, world.mio, words, "leaderboard.metric:days30:0", "gives")
    assert places(helped) == ["1 · Ken · 1"]
    week = await click(world, world.mio, helped, "Last 7 days")
    assert "### Help given\n-# Last 7 days" in week.text


async def test_a_board_is_paged_and_jumped_about_in_across_a_restart(world: Village) -> None:
    people = crowd(world, 22)
    points = {person.id: 100 - number for number, person in enumerate(people)}
    points[people[11].id] = points[people[10].id]  # a tie, across no page
    await stand(world, points | {world.mio.id: 1})
    people[21].leave(world.guild)
    shown = await as_text(world, world.mio)
    assert places(shown)[0] == "1 · Member00 · 100"
    assert places(shown)[-1] == "23 · Mio · 1"  # one's own place stands beneath
    assert "Page 1 of 3 · 23 people" in shown.text

    await world.restart()

    second = await click(world, world.mio, shown, "Further")
    assert places(second)[:3] == ["11 · Member11 · 90", "11 · Member10 · 90", "13 · Member12 · 88"]
    mine = await click(world, world.mio, second, "Where am I?")
    assert places(mine) == ["21 · Member20 · 80", "22 · somebody who left · 79", "23 · Mio · 1"]
    assert "**23 · Mio · 1** ←" in mine.text
    theirs = await select(world, world.mio, mine, "Go to a member", people[4])
    assert "**5 · Member04 · 96** ←" in theirs.text
    form = await click(world, world.mio, theirs, "Go to a place")
    assert places(await submit(world, world.mio, form, rank="１２位"))[0] == "11 · Member11 · 90"
    last = await submit(world, world.mio, await click(world, world.mio, theirs, "Go to a place"), rank="4000")
    assert "Page 3 of 3" in last.text
    unread = await submit(
        world, world.mio, await click(world, world.mio, theirs, "Go to a place"), rank="far"
    )
    assert unread.text.startswith("I couldn't read that place.")
    again = await submit(world, world.mio, await click(world, world.mio, unread, "Fix it"), rank="13")
    assert "Page 2 of 3" in again.text
    nobody = await select(world, world.mio, theirs, "Go to a member", world.ken)
    assert nobody.text.startswith(f"{world.ken.mention} isn't on this board")


async def test_a_member_gets_nothing_by_command_press_or_form(world: Village) -> None:
    await stand(world, {world.ken.id: 3, world.aoi.id: 2})
    await agree(world, world.ken, world.aoi)
    assert (await board(world, world.ken)).text.startswith(NOT_FOR_YOU)
    assert (await board(world, world.aoi)).text.startswith(
        "このサーバーのボードは、モデレーターのためのものです。"
    )

    shown = await as_text(world, world.mio)
    form = await click(world, world.mio, shown, "Go to a place")
    world.guild.members[world.mio.id].roles.clear()
    for press in ("Where am I?", "Last 7 days", "Go to a place", "Post it here", "As a picture"):
        assert said_last(await click(world, world.mio, shown, press)).startswith(NOT_FOR_YOU), press
    assert (await submit(world, world.mio, form, rank="1")).text.startswith(NOT_FOR_YOU)

    here = "messages:days30"
    for custom_id in (
        f"leaderboard.look:{here}",
        f"leaderboard.page:{here}:0:0",
        f"leaderboard.shape:{here}:0:1",
        f"leaderboard.window:{here}:0",
        f"leaderboard.me:{here}:0",
        f"leaderboard.rank:{here}:0",
        f"leaderboard.post:{here}:0",
        f"leaderboard.post-now:7:{here}:0",
        f"leaderboard.shown:{here}:0:0:1",
    ):
        answer = await click(world, world.ken, world.forged(custom_id), "Press")
        assert answer.private, custom_id
        assert answer.text.startswith(NOT_FOR_YOU), custom_id
    opening = await click(world, world.ken, world.forged(f"leaderboard.open:{here}:0:0:1"), "Press")
    assert opening.text.startswith("Whether members may use boards is chosen by")
    assert not (await settings.server(world.db, world.guild.id)).boards_open
    for forged in (f"leaderboard.page:{here}:0:7", "leaderboard.page:secrets:days30:0:0"):
        assert (await click(world, world.mio, world.forged(forged), "Press")).private
    assert all("Ken ·" not in post.content for post in world.posts())


async def test_an_admin_opens_boards_and_members_see_the_top_of_who_agreed(world: Village) -> None:
    people = crowd(world, 13)
    points = {person.id: 100 - number for number, person in enumerate(people)}
    await stand(world, points | {world.ken.id: 5, world.aoi.id: 4})
    await agree(world, *people[1:], world.aoi)
    shown = await click(world, world.hana, await board(world, world.hana), "Open to members")
    assert "For moderators only" in shown.buttons
    assert (await settings.server(world.db, world.guild.id)).boards_open

    ken = await as_text(world, world.ken)

    # Who said no is not there, nor is whoever stands below, nor how many there are.
    assert [line.split(" · ")[1] for line in places(ken)] == [f"Member{n:02}" for n in range(1, 11)]
    assert places(ken)[0] == "1 · Member01 · 99"
    assert "Page" not in ken.text
    assert not {"Further", "Where am I?", "Go to a place", "Post it here"} & set(ken.buttons)
    assert (await world.aoi.slash("leaderboard")).text.startswith("### 贈ったお礼")
    aoi = await as_text(world, world.aoi)
    assert places(aoi)[-1] == "13 · Aoi · 4"
    for forged in ("leaderboard.page:messages:days30:10:0", "leaderboard.me:messages:days30:0"):
        press = await click(world, world.ken, world.forged(forged), "Press")
        assert "Aoi" not in press.text

    yes = await click(world, world.ken, ken, "Show me on boards")
    assert places(yes)[-1] == "13 · Ken · 5"
    assert places(await click(world, world.aoi, aoi, "直近30日"))[-1] == "14 · Aoi · 4"
    no = await click(world, world.ken, yes, "Don't show me")
    assert len(places(no)) == 10

    await click(world, world.hana, shown, "For moderators only")
    assert said_last(await click(world, world.ken, no, "Last 30 days")).startswith(NOT_FOR_YOU)


async def test_an_empty_board_says_kindly_why(world: Village) -> None:
    off = await world.mio.slash("leaderboard")
    assert "Nothing is counted in this server at the moment." in off.text
    assert "`/setup`" in off.text
    await begin_counting(world)
    assert "Nobody has any of this in these days yet." in (await world.mio.slash("leaderboard")).text
    await open_boards(world)
    nobody = await world.aoi.slash("leaderboard")
    assert "のってもいいと答えた人は、この期間にはまだいません。" in nobody.text


async def post_board(world: Village, by: Person) -> tuple[Answer, Message]:
    """Ask, and say yes; return what was said privately, and the post."""
    asked = await click(world, by, await as_text(world, by), "Post it here")
    question = asked.follow_ups[-1] if asked.follow_ups else asked.message
    assert question
    assert question.ephemeral
    before = len(world.posts())
    note = await click(world, by, question, "Post it")
    await world.settled()
    [post] = world.posts()[before:]
    return note, post


async def test_a_posted_board_names_those_who_agreed_and_is_taken_down_by_moderators(
    world: Village,
) -> None:
    await stand(world, {world.ken.id: 9, world.aoi.id: 7, world.mio.id: 5})
    nobody = await click(world, world.mio, await as_text(world, world.mio), "Post it here")
    assert nobody.text.startswith("Nobody on this board has agreed to be shown yet")
    assert world.posts() == []
    await agree(world, world.aoi, world.mio)

    note, post = await post_board(world, world.mio)

    assert places(post) == ["1 · Aoi · 7", "2 · Mio · 5"]
    assert post.mentions == []
    assert note.text.startswith("It is posted: https://discord.com/channels/")
    # Its buttons answer whoever presses them, for them alone.
    look = await click(world, world.ken, post, "Look closer")
    assert look.private
    assert look.text.startswith(NOT_FOR_YOU)
    whole = await click(world, world.hana, post, "Look closer")
    assert whole.private
    down = await click(world, world.ken, post, "Take it down")
    assert down.text.startswith("Only whoever posted this board, or a moderator")
    assert places(post) == ["1 · Aoi · 7", "2 · Mio · 5"]

    gone = await click(world, world.hana, post, "Take it down")
    assert said_last(gone) == "It is taken down."
    assert world.posts() == []
    again = await click(world, world.mio, note, "Take it down")
    assert said_last(again) == "This board is taken down already."


async def test_whoever_says_no_is_off_a_posted_board_at_once(world: Village) -> None:
    await stand(world, {world.ken.id: 9, world.aoi.id: 7, world.mio.id: 5})
    await agree(world, world.ken, world.aoi, world.mio)
    _, post = await post_board(world, world.mio)
    assert len(places(post)) == 3

    shown = await click(world, world.aoi, post, "Am I shown?")
    assert shown.private
    assert "あなたの名前がのることがあります" in shown.text
    await click(world, world.aoi, shown, "わたしはのせない")
    await world.settled()
    assert places(post) == ["1 · Ken · 9", "2 · Mio · 5"]

    await consent.decide(world.db, world.ken.id, world.guild.id, "counted", yes=False, at=2)
    await world.settled()
    assert places(post) == ["1 · Mio · 5"]
    await agree(world, world.mio, yes=False)
    await world.settled()
    assert world.posts() == []
    assert await boards.stale(world.db) == ()


async def test_a_posted_board_forgets_whoever_is_forgotten(world: Village) -> None:
    await stand(world, {world.ken.id: 9, world.aoi.id: 7})
    await agree(world, world.ken, world.aoi)
    _, post = await post_board(world, world.mio)
    panel = await world.ken.slash("privacy")
    confirm = await click(world, world.ken, panel, "Forget me …")
    await click(world, world.ken, confirm, "Forget me")
    await world.settled()
    assert places(post) == ["1 · Aoi · 7"]


async def test_a_board_is_posted_once_however_often_it_is_pressed(world: Village) -> None:
    await stand(world, {world.ken.id: 9})
    await agree(world, world.ken)
    asked = await click(world, world.mio, await as_text(world, world.mio), "Post it here")
    question = asked.follow_ups[-1] if asked.follow_ups else asked.message
    assert question
    custom_id = next(c["custom_id"] for c in every(question.components) if c.get("label") == "Post it")
    await click(world, world.mio, question, "Post it")
    await world.settled()
    again = await click(world, world.mio, world.forged(custom_id), "Press")
    await world.settled()
    assert not again.failed
    assert len([post for post in world.posts() if places(post)]) == 1


async def test_a_post_whose_answer_was_lost_is_found_by_its_button_and_others_are_let_go(
    world: Village,
) -> None:
    await stand(world, {world.ken.id: 9, world.aoi.id: 7})
    await agree(world, world.ken, world.aoi)
    _, post = await post_board(world, world.mio)
    [row] = [b["custom_id"] for b in every(post.components) if "down" in b.get("custom_id", "")]
    kept = await boards.posted(world.db, world.guild.id, int(row.split(":")[1]))
    assert kept
    await boards.drop(world.db, kept.id)
    await boards.keep(world.db, replace(kept, message_id=None))
    await boards.keep(world.db, replace(kept, id=kept.id + 1, message_id=None))

    world.later(hours=2)
    await world.settled()

    found = await boards.posted(world.db, world.guild.id, kept.id)
    assert found
    assert found.message_id == post.id
    assert await boards.posted(world.db, world.guild.id, kept.id + 1) is None


def test_the_longest_board_fits_into_its_buttons() -> None:
    longest = max(activity.METRICS, key=len), max(activity.WINDOWS, key=len)
    assert len(ui.custom_id("leaderboard.shown", *longest, 10**9, 1, 1)) <= 100
    assert len(ui.custom_id("leaderboard.post-now", 2**63 - 1, *longest, 1)) <= 100
