"""Replies: who would like one gets it, listeners are called once, and help is recorded once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.db import Database
from bot.errors import Refusal
from bot.features import checkins, consent, giving, replies, settings
from bot.features.checkins import Entry, Writing
from bot.features.checkins.questions import BANK
from bot.features.checkins.tables import checkins as kept_checkins
from bot.features.deliveries.tables import deliveries, delivery_of
from bot.features.notices import notices as kept_notices
from bot.features.replies import KEPT, LISTENERS, LISTENERS_AFTER, WITHIN, Answered, Ask, Card, count_answered
from bot.features.replies.tables import asks, calls

GUILD, OTHER_GUILD, AOI, KEN, MIO, NOON = 11, 12, 101, 102, 103, 1_750_000_000
HOUR, DAY = 3600, 86_400
SECRET = "the letter I dread"


async def wish(
    db: Database, checkin_id: int = 1, user_id: int = AOI, at: int = NOON, guild_id: int = GUILD
) -> None:
    async with db.write() as tx:
        await replies.ask(tx, Ask(checkin_id, guild_id, user_id, at))


async def line(
    db: Database, event: int, by: int, words: str = "I read it", *, to: int = 1, at: int = NOON + 9
) -> bool:
    return await replies.reply(db, event, to, GUILD, by, words, at)


async def told(db: Database, words: str) -> list[int]:
    async with db.read() as tx:
        query = select(kept_notices.c.user_id).where(kept_notices.c.words == words)
        return [user_id or 0 for user_id in await tx.scalars(query)]


async def listens(db: Database, *people: int) -> None:
    for person in people:
        await consent.decide(db, person, GUILD, "listener", yes=True, at=NOON)


# --- a reply


async def test_saying_so_in_a_check_in_is_the_wish(database: Database) -> None:
    await checkins.say(database, Entry(5, GUILD, AOI, NOON, "tax form", wants_reply=True))
    assert await replies.ask_of(database, 5) == Ask(5, GUILD, AOI, NOON)
    await checkins.say(database, Entry(6, GUILD, KEN, NOON, "tax form"))
    assert await replies.ask_of(database, 6) is None


async def test_a_reply_reaches_who_asked_and_is_help_once(database: Database) -> None:
    await wish(database)
    assert await line(database, 7, KEN)
    assert await line(database, 7, KEN)
    assert not await line(database, 8, KEN, "and good luck")
    assert await line(database, 9, MIO)
    gives = (await giving.search(database, GUILD)).gives
    assert {(give.helper_id, give.helped_id, give.source) for give in gives} == {
        (KEN, AOI, "checkin"),
        (MIO, AOI, "checkin"),
    }
    assert len(gives) == 2
    assert (await giving.balance(database, GUILD, KEN, NOON + 10)).periods[0].people_helped == 1
    assert await told(database, "reply-came") == [AOI]
    found = await replies.read(database, 1, AOI, NOON + 20)
    assert [(one.helper_id, one.words) for one in found] == [
        (KEN, "I read it"),
        (KEN, "and good luck"),
        (MIO, "I read it"),
    ]
    await line(database, 10, MIO, "one more")
    assert await told(database, "reply-came") == [AOI, AOI], "what came after they looked is told again"


async def test_what_is_no_reply_is_refused(database: Database) -> None:
    await wish(database)
    for event, by, words, key in (
        (7, AOI, "well done me", "reply-to-oneself"),
        (7, KEN, " \u200b", "reply-empty"),
        (7, KEN, "x" * 301, "reply-too-long"),
    ):
        with pytest.raises(Refusal, match=key):
            await line(database, event, by, words)
    with pytest.raises(Refusal, match="reply-gone"):
        await line(database, 7, KEN, to=99)
    for guild in (OTHER_GUILD, None):
        with pytest.raises(Refusal, match="reply-gone"):
            await replies.reply(database, 7, 1, guild, KEN, "hello", NOON)
    for person in (KEN, MIO):
        with pytest.raises(Refusal, match="reply-not-yours"):
            await replies.read(database, 1, person, NOON)
    for event in (21, 22, 23):
        await line(database, event, KEN)
    with pytest.raises(Refusal, match="reply-enough"):
        await line(database, 24, KEN)
    assert (await replies.answered(database, GUILD, NOON + 10)).in_time == 1


# --- listeners


async def test_listeners_are_called_once_and_not_when_somebody_has_answered(database: Database) -> None:
    await listens(database, AOI, KEN)
    await wish(database)
    later = NOON + LISTENERS_AFTER
    assert await replies.call_listeners(database, 1, later) == (KEN,)
    assert await replies.call_listeners(database, 1, later + DAY) == ()
    assert await told(database, "reply-wanted") == [KEN]
    # A listener may answer in direct messages too; then the others need not be told.
    assert await replies.reply(database, 7, 1, None, KEN, "I am here", later + 1)
    assert await told(database, "reply-wanted") == []
    await wish(database, 2)
    await line(database, 8, KEN, to=2)
    assert await replies.call_listeners(database, 2, later + 3 * DAY) == ()


async def test_a_listener_is_called_once_a_day_of_theirs_in_all_servers(database: Database) -> None:
    await listens(database, KEN)
    await consent.decide(database, KEN, OTHER_GUILD, "listener", yes=True, at=NOON)
    await wish(database, 1)
    await wish(database, 2, MIO, guild_id=OTHER_GUILD)
    await wish(database, 3, MIO)
    later = NOON + LISTENERS_AFTER
    assert await replies.call_listeners(database, 1, later) == (KEN,)
    assert await replies.call_listeners(database, 2, later + 60) == ()
    assert await replies.call_listeners(database, 3, later + DAY) == (KEN,)


async def test_quiet_hours_count_for_the_day_on_which_they_end(database: Database) -> None:
    await listens(database, KEN)
    await settings.change_member(database, KEN, None, "quiet_hours", (22 * 60, 8 * 60), at=NOON)
    midnight = NOON - NOON % DAY
    await wish(database, 1, at=midnight)
    await wish(database, 2, MIO, at=midnight)
    assert await replies.call_listeners(database, 1, midnight + 23 * HOUR) == (KEN,)
    assert await replies.call_listeners(database, 2, midnight + DAY + 9 * HOUR) == ()


async def test_those_are_called_first_who_were_not_for_longest_and_not_too_many(database: Database) -> None:
    people = [1000 + n for n in range(LISTENERS + 3)]
    await listens(database, *people)
    await wish(database, 1)
    await wish(database, 2)
    later = NOON + LISTENERS_AFTER
    first = await replies.call_listeners(database, 1, later)
    second = await replies.call_listeners(database, 2, later + DAY)
    assert len(first) == len(second) == LISTENERS
    assert second[:3] == tuple(people[LISTENERS:])


async def test_whoever_said_no_to_listening_or_left_is_not_called(database: Database) -> None:
    await listens(database, KEN)
    await consent.decide(database, KEN, GUILD, "listener", yes=False, at=NOON + 1)
    await wish(database)
    assert await replies.call_listeners(database, 1, NOON + LISTENERS_AFTER) == ()
    async with database.read() as tx:
        assert (await tx.execute(select(calls))).all() == []


# --- forgotten, and counted


async def test_forgetting_leaves_that_somebody_asked(database: Database) -> None:
    await wish(database)
    await line(database, 7, KEN, SECRET)
    before = await replies.answered(database, GUILD, NOON + HOUR)
    await replies.forget(database, KEN)
    assert await replies.read(database, 1, AOI, NOON) == ()
    await replies.forget(database, AOI)
    assert await replies.answered(database, GUILD, NOON + HOUR) == before == Answered(1, 1, 9)
    with pytest.raises(Refusal, match="reply-gone"):
        await line(database, 8, MIO)


def test_what_still_waits_in_its_first_day_is_not_counted() -> None:
    now = NOON + 40 * DAY
    asks = [
        Ask(1, GUILD, AOI, now - 3 * DAY, now - 3 * DAY + HOUR),
        Ask(2, GUILD, AOI, now - 3 * DAY, now - 3 * DAY + WITHIN + 1),
        Ask(3, GUILD, AOI, now - 3 * DAY),
        Ask(4, GUILD, AOI, now - HOUR),
        Ask(5, GUILD, AOI, NOON, NOON + 1),
    ]
    assert count_answered(asks, now) == Answered(3, 1, (HOUR + WITHIN + 1) // 2)
    assert count_answered([], now) == Answered(0, 0, None)


async def test_energy_is_one_number_of_ten_people_and_of_a_whole_week(database: Database) -> None:
    now = NOON + 7 * DAY
    for person in range(1, 11):
        shown = await checkins.overview(database, GUILD, now)
        assert shown.energy is None
        await checkins.say(database, Entry(person, GUILD, person, NOON, "work", energy=5 - person % 2))
    assert (await checkins.overview(database, GUILD, now)).energy == 4.5
    assert (await checkins.overview(database, GUILD, NOON)).energy is None, "that week is not over"
    assert (await checkins.overview(database, OTHER_GUILD, now)).energy is None
    # One person who says it often is still one.
    async with database.write() as tx:
        await tx.execute(update(kept_checkins).where(kept_checkins.c.user_id == 10).values(energy=None))
    assert (await checkins.overview(database, GUILD, now)).energy is None


# --- a server's questions


async def test_a_day_keeps_its_question_even_when_it_is_retired(database: Database) -> None:
    day = date(2026, 11, 30)
    first = await checkins.question_of(database, GUILD, day)
    await checkins.retire_question(database, GUILD, first.name, retire=True, at=NOON)
    assert (await checkins.question_of(database, GUILD, day)).name == first.name
    names = [
        (await checkins.question_of(database, GUILD, day + timedelta(days=n))).name for n in range(1, 60)
    ]
    assert first.name not in names
    assert len(set(names)) == len(names)


async def test_looking_at_the_question_to_come_chooses_none(database: Database) -> None:
    day = date(2026, 11, 30)
    before = await checkins.question_to_come(database, GUILD, day)
    assert before.words is None
    await checkins.add_question(database, Writing(77, GUILD, "Tea or coffee?", NOON))
    assert (await checkins.question_to_come(database, GUILD, day)).words == "Tea or coffee?"
    kept = await checkins.question_of(database, GUILD, day)
    await checkins.retire_question(database, GUILD, "77", retire=True, at=NOON)
    assert (await checkins.question_to_come(database, GUILD, day)).name == kept.name == "77"


async def test_moderators_add_retire_and_bring_back(database: Database) -> None:
    writing = Writing(77, GUILD, "Tea or coffee?", NOON)
    await checkins.add_question(database, writing)
    await checkins.add_question(database, writing)
    with pytest.raises(Refusal, match="checkin-question-refused-twice"):
        await checkins.add_question(database, Writing(78, GUILD, "Tea or coffee?", NOON))
    assert (await checkins.question_of(database, GUILD, date(2026, 11, 30))).words == "Tea or coffee?"
    assert (await checkins.question_of(database, OTHER_GUILD, date(2026, 11, 30))).words is None
    with pytest.raises(Refusal, match="checkin-question-refused-gone"):
        await checkins.retire_question(database, OTHER_GUILD, "77", retire=True, at=NOON)
    for name in BANK:
        await checkins.retire_question(database, GUILD, name, retire=True, at=NOON)
    with pytest.raises(Refusal, match="checkin-question-refused-last"):
        await checkins.retire_question(database, GUILD, "77", retire=True, at=NOON)
    await checkins.retire_question(database, GUILD, "desk", retire=False, at=NOON)
    await checkins.retire_question(database, GUILD, "77", retire=True, at=NOON)
    active = [one.name for one in await checkins.all_questions(database, GUILD) if not one.retired]
    assert active == ["desk"]


async def test_who_was_not_told_before_somebody_answered_has_their_day_left(database: Database) -> None:
    await listens(database, KEN)
    await wish(database, 1)
    await wish(database, 2)
    later = NOON + LISTENERS_AFTER
    assert await replies.call_listeners(database, 1, later) == (KEN,)
    # It waits still, for the end of their quiet hours for one.
    await line(database, 7, MIO, at=later + 1)
    assert await told(database, "reply-wanted") == []
    assert await replies.call_listeners(database, 2, later + 2) == (KEN,)
    # What was sent counts, answered or not.
    async with database.write() as tx:
        await tx.execute(update(deliveries).where(deliveries.c.person_id == KEN).values(state="sent"))
    await line(database, 8, MIO, to=2, at=later + 3)
    await wish(database, 3)
    assert await replies.call_listeners(database, 3, later + 4) == ()


async def test_wishes_and_replies_are_kept_three_months_and_their_cards_go_with_them(
    database: Database,
) -> None:
    for checkin_id, at in ((1, NOON), (2, NOON + DAY)):
        await wish(database, checkin_id, at=at)
        await line(database, 10 + checkin_id, KEN, SECRET, to=checkin_id, at=at + 9)
    async with database.write() as tx:
        await tx.execute(update(asks).values(channel_id=5, message_id=asks.c.checkin_id + 100))
    await replies.purge(database, NOON + KEPT - 1)
    assert await replies.ask_of(database, 1)
    await replies.purge(database, NOON + KEPT)
    assert await replies.ask_of(database, 1) is None
    assert await replies.ask_of(database, 2)
    kept = await replies.export(database, KEN)
    assert [one["at"] for one in kept["replies"]] == [NOON + DAY + 9]
    async with database.read() as tx:
        [row] = (await tx.execute(select(deliveries).where(deliveries.c.kind == replies.SHOWN))).all()
    assert await replies.card_of(database, delivery_of(row)) == Card(giving.MessageAt(5, 101), None)
