"""Goals from week to week, wishes for a reply, and what moderators do, in both languages."""

import pytest

from bot.features import checkins, consent, goals, settings
from bot.sandbox.answers import Answer, words
from bot.sandbox.people import Person
from bot.sandbox.state import Channel, Message
from bot.texts import Language, text
from tests.checking_in import TOKYO, Speaker, go_to, room, speaker
from tests.village import IN_EITHER_LANGUAGE, Village

SUNDAY, MONDAY, FRIDAY = (2027, 2, 28), (2027, 3, 1), (2027, 3, 5)
SECRET = "the letter I dread"


async def check_in(me: Speaker, post: Message, spoken: Language) -> Answer:
    form = await me.press_public(post, "checkin-answer", spoken)
    return await me.person.submit(form, words=SECRET)


@pytest.mark.parametrize("language", IN_EITHER_LANGUAGE)
async def test_a_goal_is_shown_on_monday_and_asked_about_on_friday(
    world: Village, language: Language
) -> None:
    spoken: Language = "en" if language == "ja" else "ja"
    channel, me = await room(world, TOKYO, spoken), speaker(world, language)
    await go_to(world, TOKYO, *SUNDAY, 12, 0)
    every, ahead, past = (
        ("毎日", "3週間後", "昨日") if language == "ja" else ("every day", "in 3 weeks", "Feb 1, 2027")
    )
    await me.slash("checkin start", time="9:00", how="mention", days=every)
    form = await me.slash("goal set")
    await world.restart()
    refused = await me.person.submit(form, words="*quill*", step="two pages", day=past)
    assert me.says("goal-day-past") in refused.text
    form = await me.person.click(refused, "Fix it" if language == "en" else "直す")
    assert form.modal
    assert form.modal.prefilled()["step"] == "two pages"
    await world.restart()
    kept = await me.person.submit(form, day=ahead)
    assert "**\\*quill\\***" in kept.text
    assert me.says("goal-private-note") in kept.text
    for n in range(2):
        await me.person.submit(await me.slash("goal set"), words=f"goal {n}")
    full = await me.person.submit(await me.slash("goal set"), words="one more")
    assert me.says("goal-too-many", limit=3) in full.text

    await go_to(world, TOKYO, *MONDAY, 9, 0)
    monday = await check_in(me, world.posts(channel)[-1], spoken)
    assert f"{me.says('goal-monday')}\n- two pages\n- goal 0\n- goal 1" in monday.text
    assert monday.private
    await go_to(world, TOKYO, *FRIDAY, 9, 0)
    friday = await check_in(me, world.posts(channel)[-1], spoken)
    assert f"{me.says('goal-friday')}\n1. \\*quill\\*" in friday.text
    for n, result in enumerate(("done", "partly"), start=1):
        noted = await me.person.click(friday, f"{n} {me.says(f'goal-week-{result}')}")
        assert noted.private
        assert noted.text == me.says(f"goal-week-kept-{result}")
    changed = await me.person.click(friday, f"3 {me.says('goal-week-changed')}")
    assert changed.modal
    assert changed.modal.prefilled()["words"] == "goal 1"
    await me.person.submit(changed, words="goal one")
    open_now = await goals.goals_of(world.db, world.guild.id, me.id)
    assert [goal.words for goal in open_now] == ["*quill*", "goal 0", "goal one"]
    weeks = [list((await goals.weeks_of(world.db, goal.id)).values()) for goal in open_now]
    assert weeks == [["done"], ["partly"], ["changed"]]

    # Done, shared, let go; and each taken back.
    panel = await me.slash("goal done")
    first = [part for part in panel.buttons if part == me.says("goal-done")]
    assert len(first) == 3
    named = {act: f"goal.{act}:{open_now[0].id}" for act in ("done", "let-go", "share", "unshare")}
    for act in ("let-go", "done"):
        await me.person.click(panel, named[act])
        await world.settled()
        ended = me.person.last()
        assert me.says(f"goal-ended-{act}", words="\\*quill\\*") in words(ended)
        back = await me.press(ended, "goal-undo")
        assert "\\*quill\\*" in back.text
        panel = await me.slash("goal list")
        assert panel.text.count(me.says("goal-private-note")) == 3
    await me.person.click(panel, named["share"])
    other = speaker(world, spoken)
    assert "quill" in (await other.slash("goal list", of=me.person)).text
    await me.person.click(await me.slash("goal list"), named["unshare"])
    none = await other.slash("goal list", of=me.person)
    assert other.says("goal-list-empty-of", who=me.person.mention) in none.text
    assert "quill" not in "\n".join(words(post) for post in [*world.posts(channel), *world.posts()])


# --- a wish for a reply


def cards(world: Village, channel: Channel) -> list[Message]:
    return [one for one in world.posts(channel) if "reply.write:" in str(one.components)]


@pytest.mark.parametrize("language", IN_EITHER_LANGUAGE)
async def test_a_wish_for_a_reply_goes_from_its_box_to_a_line_that_is_read(
    world: Village, language: Language
) -> None:
    spoken: Language = "en" if language == "ja" else "ja"
    channel, me, other = await room(world, TOKYO, spoken), speaker(world, language), speaker(world, spoken)
    await go_to(world, TOKYO, *MONDAY, 12, 0)
    boxes = {me.says("checkin-form-boxes"): [me.says("checkin-form-reply")]}
    kept = await me.person.submit(await me.slash("checkin now"), {"words": SECRET} | boxes)
    assert me.says("checkin-saved-private") in kept.text
    assert me.says("checkin-saved-reply") in kept.text
    await world.settled()
    [card] = cards(world, channel)
    assert card.content == text(spoken, "reply-card", who=me.person.mention)
    own = await me.press_public(card, "reply-write", spoken)
    assert me.says("reply-to-oneself") in own.text
    form = await other.press_public(card, "reply-write", spoken)
    await world.restart()
    empty = await other.person.submit(form, line="\u200b")
    assert other.says("reply-empty") in empty.text
    form = await other.person.click(empty, "Fix it" if spoken == "en" else "直す")
    sent = await other.person.submit(form, line="me *too*")
    assert other.says("reply-sent", who=me.person.mention) in sent.text
    await world.settled()
    mention = world.posts(channel)[-1]
    assert mention.mentions == [me.id]
    assert "too" not in words(mention)
    opened = await me.press_public(mention, "notice-open", spoken)
    assert me.says("reply-came") in opened.text
    read = await me.press(opened, "reply-read")
    assert read.private
    assert "me \\*too\\*" in read.text
    assert other.person.mention in read.text

    # Shared as well, on the next day: the card stands in the channel, the words in the thread too.
    world.later(hours=24)
    await me.person.submit(await me.slash("checkin now"), words="two pages", boxes=["share", "reply"])
    await world.settled()
    assert cards(world, channel)[-1].content == text(
        spoken, "reply-card-shared", who=me.person.mention, words="> two pages"
    )
    # Nobody passes by: after twenty hours a listener hears of it, by direct message as they chose.
    now = int(world.clock.now())
    for purpose in ("listener", "dm_checkins"):
        await consent.decide(world.db, other.id, world.guild.id, purpose, yes=True, at=now)
    await settings.change_member(world.db, other.id, None, "language", spoken, at=now)
    home = other.person.dm_with(world.application)
    world.later(hours=19.9)
    await world.settled()
    assert world.posts(home) == []
    world.later(hours=0.2)
    await world.settled()
    [called] = world.posts(home)
    assert called.content == other.says("reply-wanted", who=str(me.id))
    form = await other.press(called, "reply-write")
    sent = await other.person.submit(form, line="well begun")
    assert other.says("reply-sent", who=me.person.mention) in sent.text
    gives = [(give.helper_id, give.helped_id, give.source) for give in await world.ledger()]
    assert gives == [(other.id, me.id, "checkin")] * 2


@pytest.mark.parametrize("language", IN_EITHER_LANGUAGE)
async def test_where_no_channel_is_chosen_one_is_told_what_becomes_of_both_boxes(
    world: Village, language: Language
) -> None:
    me = speaker(world, language)
    kept = await me.person.submit(await me.slash("checkin now"), words=SECRET, boxes=["share", "reply"])
    assert me.says("checkin-saved-nowhere") in kept.text
    assert me.says("checkin-saved-reply-nowhere") in kept.text
    await world.settled()
    assert world.posts() == []


# --- moderators


@pytest.mark.parametrize("language", IN_EITHER_LANGUAGE)
async def test_moderators_see_ten_people_as_one_number_and_look_after_the_questions(
    world: Village, language: Language
) -> None:
    channel = await room(world, TOKYO, language)
    mod = Speaker(moderator(world, language), language)
    await go_to(world, TOKYO, *MONDAY, 12, 0)
    people = [world.newcomer(f"person{n}") for n in range(10)]
    for n, person in enumerate(people):
        await person.slash("checkin start", time="13:00", how="quiet", days="every day")
        await person.submit(await person.slash("checkin now"), words=SECRET, energy=str(4 + n % 2))
    seen = await mod.slash("checkin overview")
    assert mod.says("checkin-overview-people", count=10) in seen.text
    assert mod.says("checkin-overview-none") in seen.text
    assert mod.says("checkin-overview-energy-few") in seen.text, "that week is not over"
    await go_to(world, TOKYO, 2027, 3, 8, 12, 0)
    seen = await mod.slash("checkin overview")
    assert mod.says("checkin-overview-energy", day="2027-03-01", energy="4.5") in seen.text
    assert mod.says("checkin-overview-no-more") in seen.text
    assert (seen.buttons, SECRET in seen.text) == ([], False)
    await checkins.forget(world.db, people[0].id)
    seen = await mod.slash("checkin overview")
    assert mod.says("checkin-overview-energy-few") in seen.text, "nine are not ten"
    assert mod.says("checkin-overview-people", count=9) in seen.text

    # A question of their own comes next, and once retired no more.
    panel = await mod.slash("checkin questions")
    twice = [await mod.press(panel, "checkin-questions-add") for _ in range(2)]
    panel = await mod.person.submit(twice[0], question="お茶? Tea?")
    assert mod.says("checkin-questions-state", state="own") in panel.text
    again = await mod.person.submit(twice[1], question="お茶? Tea?")
    assert mod.says("checkin-question-refused-twice") in again.text
    await go_to(world, TOKYO, 2027, 3, 9, 13, 0)
    assert "お茶? Tea?" in words(world.posts(channel)[-1])
    [own] = [one for one in await checkins.all_questions(world.db, world.guild.id) if one.words]
    panel = await mod.person.select(panel, "checkin.retire:0", own.name)
    assert mod.says("checkin-questions-state", state="own-retired") in panel.text
    older = await mod.press(panel, "checkin-questions-next")
    assert mod.says("checkin-questions-state", state="own-retired") not in older.text
    assert mod.says("checkin-not-for-you") not in older.text
    other = speaker(world, language)
    for command in ("checkin overview", "checkin questions"):
        assert other.says("checkin-not-for-you") in (await other.slash(command)).text


def moderator(world: Village, language: Language) -> Person:
    """Mio, or somebody like her who speaks Japanese."""
    if language == "en":
        return world.mio
    person = world.newcomer("sora", locale="ja")
    world.guild.members[person.id].roles += world.guild.members[world.mio.id].roles
    return person
