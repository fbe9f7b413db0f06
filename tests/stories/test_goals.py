"""Goals, replies and what moderators see, as people meet them in both languages."""

from datetime import date

from bot.features import checkins, goals, privacy, settings
from bot.features.checkins import Entry
from bot.features.deliveries import new_id
from bot.sandbox.people import words
from bot.sandbox.state import Message
from bot.texts import text
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
    return [one for one in world.posts() if "reply.write:" in str(one.components)]


def seen_by_all(world: Village) -> str:
    return "\n".join(words(one) for one in world.posts())


# --- replies


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


async def test_a_card_speaks_of_nobody_who_was_forgotten(world: Village) -> None:
    await room(world)
    card = await wish(world)
    await privacy.forget_all(world.db, world.aoi.id, stay_uncounted=False, now=int(world.clock.now()))
    await world.settled()
    assert world.aoi.mention not in words(card)
    assert "was deleted" in words(card)


# --- goals


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


async def test_a_week_is_answered_by_whose_goal_it_is_in_direct_messages_too(world: Village) -> None:
    guild_id, aoi = world.guild.id, world.aoi
    await goals.set_goal(world.db, goals.Goal(5, guild_id, aoi.id, "本を書く", 1))
    press = f"goal.week:{guild_id}:5:{FRIDAY}:changed"
    assert "not yours" in (await world.ken.click(world.forged(press), "Press")).text
    home = aoi.dm_with(world.application)
    answer = await aoi.click(world.forged(press, home), "Press")
    assert text("ja", "goal-week-kept-changed") in answer.text
    assert await goals.weeks_of(world.db, 5) == {MONDAY: "changed"}


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
