"""Goals, replies and what moderators see, as people meet them in both languages."""

from datetime import date

import pytest

from bot.features import checkins, consent, goals, privacy, replies, settings
from bot.features.checkins import Entry
from bot.features.deliveries import new_id
from bot.sandbox.people import words
from bot.sandbox.state import Message
from cogs.checkins.week import goals_of_the_day
from tests.village import Village

SECRET = "the letter I dread"
MONDAY, FRIDAY = date(2026, 11, 30), date(2026, 12, 4)


async def room(world: Village, language: str = "en") -> None:
    """Check-ins have their channel."""
    chosen = {"checkins_channel": settings.Channel(world.channel.id, "text"), "language": language}
    for name, value in chosen.items():
        await settings.change_server(world.db, world.guild.id, name, value, by=world.hana.id, at=1)


async def wish(world: Village, *, shared: bool = False) -> Message:
    """Aoi would like a reply; the card."""
    now = int(world.clock.now())
    entry = Entry(new_id(), world.guild.id, world.aoi.id, now, SECRET, shared=shared, wants_reply=True)
    await checkins.say(world.db, entry)
    await world.settled()
    return cards(world)[-1]


def cards(world: Village) -> list[Message]:
    """In the channel, or in the day's thread once something was shared there."""
    everywhere = [one for place in world.guild.channels.values() for one in world.posts(place)]
    return [one for one in everywhere if "reply.write:" in str(one.components)]


def seen_by_all(world: Village) -> str:
    return "\n".join(words(one) for one in world.posts())


# --- replies


async def test_a_line_from_anybody_reaches_who_wished_for_one(world: Village) -> None:
    await room(world)
    card = await wish(world)
    assert SECRET not in words(card)
    assert world.aoi.mention in words(card)
    assert card.mentions == []

    form = await world.ken.click(card, "Write a line")
    answer = await world.ken.submit(form, line="I *dread* mine too")
    assert answer.private
    assert "on its way" in answer.text
    await world.settled()

    assert "dread" not in seen_by_all(world)
    mention = world.posts()[-1]
    assert mention.mentions == [world.aoi.id]
    opened = await world.aoi.click(mention, "Read it")
    assert "返事が届きました" in opened.text
    shown = await world.aoi.click(opened, "読む")
    assert shown.private
    assert world.ken.mention in shown.text
    assert "I \\*dread\\* mine too" in shown.text
    (give,) = await world.ledger()
    assert (give.helper_id, give.helped_id, give.source) == (world.ken.id, world.aoi.id, "checkin")


async def test_it_goes_in_japanese_and_survives_a_restart(world: Village) -> None:
    await room(world, "ja")
    card = await wish(world, shared=True)
    assert f"> {SECRET}" in words(card)
    form = await world.mio.click(card, "一行書く")
    await world.restart()
    await world.mio.submit(form, line="おつかれさまです")
    await world.settled()
    assert [one.helper_id for one in await replies.read(world.db, _checkin(card), world.aoi.id, 1)] == [
        world.mio.id
    ]


async def test_nobody_but_who_wished_for_it_reads_a_reply(world: Village) -> None:
    await room(world)
    card = await wish(world)
    form = await world.ken.click(card, "Write a line")
    await world.ken.submit(form, line=SECRET)
    for person in (world.ken, world.mio, world.hana):
        refused = await person.click(world.forged(f"reply.read:{_checkin(card)}"), "Press")
        assert SECRET not in refused.text
        assert "Replies are for whoever asked" in refused.text
    refused = await world.aoi.click(card, "Write a line")
    assert refused.modal is None
    assert "あなた自身のチェックイン" in refused.text
    elsewhere = world.second_server()
    forged = world.forged(f"reply.write:{_checkin(card)}:1", elsewhere)
    assert "no longer waits" in (await world.ken.click(forged, "Press")).text
    await world.settled()
    assert SECRET not in seen_by_all(world)


async def test_listeners_hear_of_it_after_twenty_hours(world: Village) -> None:
    await room(world)
    now = int(world.clock.now())
    await consent.decide(world.db, world.ken.id, world.guild.id, "listener", yes=True, at=now)
    await wish(world)
    world.later(hours=19)
    await world.settled()
    assert world.posts()[-1].mentions == []
    world.later(hours=1.1)
    await world.settled()
    mention = world.posts()[-1]
    assert mention.mentions == [world.ken.id]
    opened = await world.ken.click(mention, "Read it")
    assert "You said you would listen" in opened.text
    form = await world.ken.click(opened, "Write a line")
    await world.ken.submit(form, line="here I am")
    assert (await replies.answered(world.db, world.guild.id, int(world.clock.now()))).in_time == 1


async def test_a_card_speaks_of_nobody_who_was_forgotten(world: Village) -> None:
    await room(world)
    card = await wish(world)
    await privacy.forget_all(world.db, world.aoi.id, stay_uncounted=False, now=int(world.clock.now()))
    await world.settled()
    assert world.aoi.mention not in words(card)
    assert "was deleted" in words(card)


# --- goals


async def test_a_goal_is_set_looked_at_and_done(world: Village) -> None:
    form = await world.ken.slash("goal set")
    refused = await world.ken.submit(form, words="The *book*", step="two pages", day="someday")
    assert "couldn't read that day" in refused.text
    form = await world.ken.click(refused, "Fix it")
    assert form.modal
    assert form.modal.prefilled()["step"] == "two pages"
    kept = await world.ken.submit(form, words="The *book*", step="two pages", day="in 3 weeks")
    assert kept.private
    assert "**The \\*book\\***" in kept.text
    assert "共有している目標はありません" in (await world.aoi.slash("目標 list", of=world.ken)).text

    mine = await world.ken.slash("goal list")
    assert mine.private
    await world.ken.click(mine, "Share")
    theirs = await world.aoi.slash("目標 list", of=world.ken)
    assert theirs.private
    assert "book" in theirs.text

    done = await world.ken.click(await world.ken.slash("goal done"), "Done")
    assert "no open goals" in done.text
    await world.settled()
    assert any("Done: The \\*book\\*" in words(one) for one in world.ken.sees())
    assert "The \\*book\\*" not in seen_by_all(world)
    assert "no open goals" in (await world.ken.slash("goal list")).text


async def test_a_private_goal_is_seen_by_nobody_else(world: Village) -> None:
    form = await world.aoi.slash("目標 set")
    assert form.modal
    assert form.modal.title == "目標"
    await world.aoi.submit(form, words=SECRET)
    (goal,) = await goals.goals_of(world.db, world.guild.id, world.aoi.id)
    for person in (world.ken, world.mio, world.hana):
        seen = await person.slash("goal list", of=world.aoi)
        assert "shares no goals" in seen.text
        for name in ("done", "let-go", "share", "change"):
            refused = await person.click(world.forged(f"goal.{name}:{goal.id}"), "Press")
            assert SECRET not in refused.text
            assert refused.modal is None
            assert "not open here, or not yours" in refused.text
    assert SECRET not in seen_by_all(world)


@pytest.mark.parametrize("result", goals.RESULTS)
async def test_friday_is_answered_by_one_press(world: Village, result: goals.Result) -> None:
    guild_id, aoi = world.guild.id, world.aoi
    await goals.set_goal(world.db, goals.Goal(5, guild_id, aoi.id, "本を書く", 1, step="2ページ"))
    monday, _ = await goals_of_the_day(world.app, "ja", guild_id, aoi.id, MONDAY)
    assert monday == "今週は：\n- 2ページ"
    friday, buttons = await goals_of_the_day(world.app, "ja", guild_id, aoi.id, FRIDAY)
    assert friday.startswith("今週はどうでしたか")
    assert [one.label for one in buttons] == ["1 できた", "1 途中", "1 変えた"]
    press = f"goal.week:{guild_id}:5:{FRIDAY}:{result}"
    assert press in [one.custom_id for one in buttons]
    refused = await world.ken.click(world.forged(press), "Press")
    assert "not yours" in refused.text
    answer = await aoi.click(world.forged(press), "Press")
    assert (answer.modal is not None) == (result == "changed")
    assert await goals.weeks_of(world.db, 5) == {MONDAY: result}


# --- moderators


async def test_moderators_see_numbers_and_nothing_else(world: Village) -> None:
    await room(world)
    card = await wish(world)
    world.later(minutes=90)
    form = await world.ken.click(card, "Write a line")
    await world.ken.submit(form, line=SECRET)
    seen = await world.mio.slash("checkin overview")
    assert seen.private
    assert "1 of 1 within 24 hours (100%)" in seen.text
    assert "1 h 30 min" in seen.text
    assert "ten or more" in seen.text
    assert SECRET not in seen.text
    assert seen.buttons == []
    for command in ("checkin overview", "checkin questions"):
        assert "for moderators" in (await world.ken.slash(command)).text


async def test_moderators_add_a_question_and_retire_one(world: Village) -> None:
    panel = await world.mio.slash("checkin questions")
    form = await world.mio.click(panel, "Add a question")
    await world.restart()
    panel = await world.mio.submit(form, question="Tea or coffee?")
    assert "74 in use" in panel.text
    asked = await checkins.question_of(world.db, world.guild.id, MONDAY)
    assert asked.words == "Tea or coffee?"
    panel = await world.mio.select(panel, "checkin.retire:0", asked.name)
    assert "73 in use, 1 retired" in panel.text
    forged = world.forged("checkin.add-question")
    assert "for moderators" in (await world.ken.click(forged, "Press")).text


def _checkin(card: Message) -> int:
    return int(str(card.components).partition("reply.write:")[2].split(":")[0])


async def test_a_check_in_asks_what_moderators_wrote_and_on_friday_how_the_week_went(world: Village) -> None:
    await room(world)
    guild_id, now = world.guild.id, int(world.clock.now())
    to_friday = (FRIDAY.weekday() - checkins.local_day(now, "UTC").weekday()) % 7
    world.later(hours=24 * to_friday)
    await checkins.add_question(world.db, checkins.Writing(9, guild_id, "Tea or coffee?", now))
    await goals.set_goal(world.db, goals.Goal(5, guild_id, world.ken.id, "the book", 1))
    form = await world.ken.slash("checkin now")
    refused = await world.ken.submit(form, words="\u200b", answer="tea")
    form = await world.ken.click(refused, "Fix it")
    assert form.modal
    answer = await world.ken.submit(form, words="two pages", answer="tea", boxes=["share"])
    assert "How did the week go?" in answer.text
    assert answer.buttons == ["1 Done", "1 Partly", "1 Changed", "Take it back from the thread"]
    assert "Noted" in (await world.ken.click(answer, "1 Partly")).text
