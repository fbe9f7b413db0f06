"""What happens at a session, on a real database: taking part, how it went, what follows."""

import asyncio
from collections.abc import Awaitable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from bot.db import Database
from bot.errors import Refusal
from bot.features import consent, deliveries, giving, sessions, settings, voice
from bot.features.deliveries import Settled, new_id
from bot.features.deliveries.tables import deliveries as sent
from bot.features.sessions import Meeting, Occurrence, Place, Report, Series
from bot.features.sessions.following import was_seen_through
from bot.features.sessions.meeting import Declaration, together
from bot.features.sessions.tables import calls, occurrences, regulars, series
from bot.features.voice.tables import voice_stays
from tests.studying import DAY, HOUR, MINUTE, WEEKLY, plan_session

GUILD, OTHER, CHANNEL, ROOM = (10**17 + n for n in range(4))
AOI, KEN, MIO, YUI = (10**18 + n for n in range(4))
START = 1_750_003_200  # a whole hour
PLANNED = START - HOUR


async def planned(db: Database, **more: Any) -> tuple[Series, Occurrence]:
    return await plan_session(db, GUILD, CHANNEL, MIO, START, PLANNED, **more)


async def declare(
    db: Database,
    there: Occurrence,
    who: int,
    words: str,
    *,
    at: int = START,
    event: int = 0,
    private: bool = False,
) -> Declaration:
    return await sessions.declare(db, GUILD, there.id, who, words, event or new_id(), at, private=private)


async def went(db: Database, there: Occurrence, now: int = START) -> Meeting:
    found = await sessions.look_in(db, there.id, now)
    assert found is not None
    return found


async def key_of(refused: Awaitable[object]) -> str:
    with pytest.raises(Refusal) as caught:
        await refused
    return caught.value.key


async def seen_through(db: Database, there: Occurrence, *, late: int = 0) -> None:
    """The courier called people and was there at the end."""
    async with db.write() as tx:
        for kind, at in ((sessions.START, there.starts_at + late), (sessions.CLOSE, there.ends_at)):
            found = await tx.scalar(select(sent.c.id).where(sent.c.key == f"{kind} {there.id}"))
            assert found is not None
            await deliveries.settle_sent(
                tx, found, at, late_ms=0, channel_id=CHANNEL, message_id=found, reason=None
            )


async def close(db: Database, there: Occurrence, *, late: int = 0) -> sessions.Ended | None:
    await seen_through(db, there, late=late)
    return await sessions.finish(db, there.id, there.ends_at + 10 * MINUTE)


async def ahead(db: Database) -> Occurrence:
    [view] = await sessions.ahead(db, GUILD)
    return view.occurrence


# --- rules


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
@at_most(max_examples=60)
def test_together_is_every_second_with_at_least_two(spans: list[tuple[int, int]]) -> None:
    by_hand = sum(sum(a <= second < b for a, b in spans) > 1 for second in range(60))
    assert together(spans) == by_hand


@pytest.mark.parametrize(
    ("start", "close", "through"),
    [
        (Settled("sent", START + 1, 1, 1), Settled("skipped", START + HOUR, None, None), True),
        (Settled("sent", START + 1, 1, 1), Settled("sent", START + 2 * HOUR, 1, 1), False),
        (Settled("sent", START + 10 * MINUTE, 1, 1), Settled("sent", START + HOUR, 1, 1), False),
        (Settled("skipped", START + 1, None, None), Settled("sent", START + HOUR, 1, 1), False),
        (None, Settled("sent", START + HOUR, 1, 1), False),
        (Settled("sent", START, 1, 1), None, False),
    ],
)
def test_only_who_called_on_time_and_saw_the_end_knows_of_emptiness(
    start: Settled | None, close: Settled | None, *, through: bool
) -> None:
    there = Occurrence(1, 1, GUILD, date(2025, 6, 15), START, START + HOUR)
    assert was_seen_through(there, start, close) is through


# --- taking part


async def test_whoever_declares_is_there_and_the_last_words_hold(database: Database) -> None:
    _, there = await planned(database)
    await declare(database, there, AOI, "  a   letter ", event=10)
    await declare(database, there, AOI, "two letters", event=12, private=True)
    await declare(database, there, AOI, "a letter", event=11)
    await declare(database, there, AOI, "again", event=12)

    found = await went(database, there)
    assert [(one.words, one.private) for one in found.declarations] == [("two letters", True)]
    assert found.present == {AOI}
    assert found.said_aloud == ()
    assert found.shown(()) == ()
    assert found.shown([AOI]) == (AOI,)
    assert await sessions.be_here(database, GUILD, there.id, AOI, START)
    assert not await sessions.be_here(database, GUILD, there.id, AOI, START)
    assert (await went(database, there)).shown(()) == (AOI,)


async def test_one_takes_part_only_while_it_is_on(database: Database) -> None:
    _, there = await planned(database)
    early, late = START - 16 * MINUTE, START + HOUR
    assert await key_of(declare(database, there, AOI, "x", at=early)) == "session-not-begun"
    assert await key_of(declare(database, there, AOI, "x", at=late)) == "session-over"
    assert await key_of(declare(database, there, AOI, "  ")) == "session-line-empty"
    assert await key_of(declare(database, there, AOI, "x" * 201)) == "session-line-too-long"
    assert await key_of(sessions.be_here(database, OTHER, there.id, AOI, START)) == "session-gone"
    assert (await went(database, there)).present == frozenset()
    await sessions.end(database, GUILD, there.series_id, MIO, START, moderator=False)
    assert await key_of(declare(database, there, AOI, "x")) == "session-called-off"


async def test_the_ninth_declaration_aloud_asks_for_a_thread_once(database: Database) -> None:
    _, there = await planned(database)
    await declare(database, there, 1, "for me alone", private=True)
    await asyncio.gather(*(declare(database, there, 2 + n, f"task {n}") for n in range(8)))
    key = f"{sessions.THREAD} {there.id}"
    assert key not in await deliveries.whereabouts(database, [key])
    await declare(database, there, 10, "one more")
    assert key in await deliveries.whereabouts(database, [key])

    await sessions.keep_thread(database, there, 77, START)
    await asyncio.gather(*(declare(database, there, 20 + n, f"task {n}") for n in range(7)))
    pages = [f"{what} {there.id}" for what in sessions.PAGES]
    assert set(await deliveries.whereabouts(database, pages)) == set(pages[:2])


async def test_company_is_the_same_when_asked_again_and_nobody_is_called_twice_a_day(
    database: Database,
) -> None:
    _, there = await planned(database)
    _, other = await planned(database)
    for person in (AOI, KEN, MIO, YUI):
        await consent.decide(database, person, GUILD, "call_me", yes=True, at=PLANNED)
    await settings.change_member(database, KEN, GUILD, "reach_sessions", "wait", at=PLANNED)
    await sessions.answer(database, GUILD, there.id, YUI, "no", new_id(), PLANNED)
    await sessions.be_here(database, GUILD, there.id, MIO, START)

    first = await went(database, there)
    assert await sessions.call_people(database, first, {MIO}, START) == (AOI,)
    assert await sessions.call_people(database, first, {MIO}, START + MINUTE) == (AOI,)
    second = await went(database, other)
    assert await sessions.call_people(database, second, {MIO}, START) == (YUI,)
    tomorrow = await plan_session(database, GUILD, CHANNEL, MIO, START + DAY, PLANNED)
    third = await went(database, tomorrow[1])
    assert await sessions.call_people(database, third, {MIO}, START + DAY) == (AOI, YUI)
    async with database.read() as tx:
        assert len((await tx.execute(select(calls))).all()) == 4


async def test_at_most_eighty_are_called(database: Database) -> None:
    _, there = await planned(database)
    for person in range(1, 91):
        await consent.decide(database, person, GUILD, "call_me", yes=True, at=PLANNED)
    assert len(await sessions.call_people(database, await went(database, there), {AOI}, START)) == 80


# --- how it went


async def test_the_last_result_holds_and_only_what_is_done_aloud_is_shared(database: Database) -> None:
    _, there = await planned(database)
    await declare(database, there, AOI, "aloud", event=10)
    await declare(database, there, KEN, "quietly", event=11, private=True)
    end = there.ends_at

    async def say(who: int, result: sessions.Result, event: int) -> Declaration:
        return await sessions.say_result(database, GUILD, there.id, who, result, event, end)

    assert (await say(AOI, "done", 20)).shared
    assert (await say(AOI, "tomorrow", 19)).result == "done"
    assert not (await say(AOI, "tomorrow", 21)).shared
    assert not (await say(KEN, "done", 22)).shared
    assert (await sessions.say_result(database, None, there.id, KEN, "partly", 23, end)).result == "partly"
    assert await key_of(say(MIO, "done", 24)) == "session-not-there"
    late = sessions.say_result(database, GUILD, there.id, AOI, "done", 25, end + DAY)
    assert await key_of(late) == "session-told-too-late"
    assert (await sessions.unfinished(database, GUILD, AOI)) is not None
    assert (await sessions.unfinished(database, OTHER, AOI)) is None


async def test_a_report_is_replaced_and_its_lesson_keeps_its_number(database: Database) -> None:
    _, there = await planned(database)
    await sessions.be_here(database, GUILD, there.id, AOI, START)

    async def write(event: int, **lines: Any) -> None:
        await sessions.report(database, GUILD, there.id, AOI, Report(**lines), event, there.ends_at)

    await write(30, line=" went  well ", taught="bisect", learned="patience", shared=True)
    await write(31, taught="git bisect", shared=True)
    await write(30, line="a replay")
    assert await sessions.so_far(database, there.id, AOI) == Report(taught="git bisect", shared=True)
    [lesson] = (await went(database, there)).lessons
    assert lesson.id == 30
    assert await key_of(write(33, line="x" * 201)) == "session-line-too-long"


async def test_help_is_confirmed_once_by_each_who_was_there(database: Database) -> None:
    _, there = await planned(database)
    for person in (AOI, KEN):
        await sessions.be_here(database, GUILD, there.id, person, START)
    await sessions.report(
        database, GUILD, there.id, AOI, Report(taught="bisect", shared=True), 30, there.ends_at
    )

    async def helped(who: int, event: int, guild: int = GUILD) -> bool:
        return await sessions.it_helped(database, guild, 30, who, event, CHANNEL, there.ends_at)

    assert sorted(await asyncio.gather(helped(KEN, 40), helped(KEN, 41), helped(KEN, 40))) == [
        False,
        False,
        True,
    ]
    assert await key_of(helped(AOI, 42)) == "session-lesson-own"
    assert await key_of(helped(MIO, 43)) == "session-not-there"
    assert await key_of(helped(KEN, 44, OTHER)) == "session-lesson-gone"
    [give] = (await giving.search(database, GUILD)).gives
    assert (give.helper_id, give.helped_id, give.source, give.state) == (AOI, KEN, "session", "counted")
    await sessions.report(database, GUILD, there.id, AOI, Report(taught="bisect"), 50, there.ends_at)
    assert await key_of(helped(KEN, 51)) == "session-lesson-gone"


# --- what follows


async def test_what_is_over_makes_room_for_the_next_with_its_card_once(database: Database) -> None:
    _, there = await planned(database, repeats=WEEKLY)
    ended = await asyncio.gather(close(database, there), close(database, there))
    done = [one for one in ended if one is not None]
    assert len(done) == 1
    following = await ahead(database)
    assert following.starts_at == START + DAY
    key = f"{sessions.CARD} {following.id}"
    assert key in await deliveries.whereabouts(database, [key])


async def test_one_that_became_longer_does_not_come_twice(database: Database) -> None:
    one, there = await planned(database, repeats=WEEKLY)
    async with database.write() as tx:
        await tx.execute(update(series).where(series.c.id == one.id).values(minutes=180))
    await close(database, there)
    assert (await ahead(database)).starts_at == START + DAY


async def test_a_single_one_ends_its_series(database: Database) -> None:
    one, there = await planned(database)
    ended = await close(database, there)
    assert ended is not None
    assert ended.following is None
    assert (await sessions.look(database, GUILD, one.id)).ended_at is not None


async def test_three_empty_ones_in_a_row_rest_and_anybody_breaks_the_row(database: Database) -> None:
    one, there = await planned(database, repeats=WEEKLY)
    await close(database, there)
    await close(database, await ahead(database))
    third = await ahead(database)
    await sessions.be_here(database, GUILD, third.id, AOI, third.starts_at)
    await close(database, third)
    assert (await sessions.look(database, GUILD, one.id)).empty == 0
    for _ in range(2):
        await close(database, await ahead(database))
    # Late by our own fault: it says nothing.
    await close(database, await ahead(database), late=20 * MINUTE)
    assert (await sessions.look(database, GUILD, one.id)).empty == 2
    there = await ahead(database)
    await sessions.somebody_was_there(database, there.id)
    await close(database, there)
    assert (await sessions.look(database, GUILD, one.id)).empty == 0
    for _ in range(3):
        ended = await close(database, await ahead(database))
    assert ended is not None
    assert ended.paused
    assert (await sessions.look(database, GUILD, one.id)).paused_for == "empty"
    assert await sessions.ahead(database, GUILD) == ()


async def test_a_regular_is_asked_after_once_until_they_come_again(database: Database) -> None:
    one, there = await planned(database, repeats=WEEKLY)
    for person in (AOI, KEN, YUI):
        await sessions.become_regular(database, GUILD, there.id, person, new_id(), PLANNED)
    for person in (AOI, YUI):
        await consent.decide(database, person, GUILD, "ask_after", yes=True, at=PLANNED)
    await consent.decide(database, YUI, GUILD, "counted", yes=False, at=PLANNED)

    async def state(who: int) -> tuple[int, bool]:
        async with database.read() as tx:
            row = (await tx.execute(select(regulars).where(regulars.c.user_id == who))).one()
        return row.missed, row.asked_at is not None

    await close(database, there)
    assert await state(AOI) == (1, False)
    for _ in range(2):
        await close(database, await ahead(database))
        there = await ahead(database)
        await sessions.be_here(database, GUILD, there.id, MIO, there.starts_at)
    assert await state(AOI) == (3, True)
    assert await state(KEN) == (3, False)
    assert await state(YUI) == (0, False)
    await sessions.be_here(database, GUILD, there.id, AOI, there.starts_at)
    await sessions.answer(database, GUILD, there.id, KEN, "no", new_id(), there.starts_at)
    await close(database, there)
    assert await state(AOI) == (0, False)
    assert await state(KEN) == (0, False)
    assert one.id


async def test_a_room_is_watched_from_a_quarter_before_until_it_is_called_off(database: Database) -> None:
    one, there = await planned(database, place=Place(ROOM))
    [watch] = await voice.watched(database, START)
    assert (watch.channel_id, watch.since, watch.until) == (ROOM, START - 15 * MINUTE, START + HOUR)
    await sessions.end(database, GUILD, one.id, MIO, START + MINUTE, moderator=False)
    assert await voice.watched(database, START + 2 * MINUTE) == frozenset()
    assert there.id


async def test_minutes_together_come_from_the_voice_channel_where_somebody_was_in_it(
    database: Database,
) -> None:
    _, there = await planned(database, place=Place(ROOM))
    await sessions.be_here(database, GUILD, there.id, YUI, START)
    for who, began, left in ((AOI, -600, 1800), (KEN, 600, 5000)):
        stay = voice.Stay(GUILD, who, START + began, ROOM, START + left, START + left, 0, None, 1)
        async with database.write() as tx:
            await tx.execute(insert(voice_stays).values(vars(stay)))
    found = await went(database, there, there.ends_at)
    assert found.seconds_together() == 1200
    assert found.present == {AOI, KEN, YUI}
    assert found.shown(()) == (YUI,)
    assert set(found.shown([AOI])) == {YUI, AOI}


async def test_what_is_older_than_its_server_keeps_it_goes(database: Database) -> None:
    _, there = await planned(database)
    await declare(database, there, AOI, "long ago")
    await close(database, there)
    await sessions.tidy(database, START + 399 * DAY)
    assert (await went(database, there)).declarations
    await sessions.tidy(database, START + 402 * DAY)
    async with database.read() as tx:
        assert (await tx.execute(select(occurrences))).all() == []
    assert await sessions.look_in(database, there.id, START) is None
