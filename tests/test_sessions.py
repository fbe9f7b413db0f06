"""Sessions as they are kept: seats, those who wait, regulars, edits and what is to be sent."""

import asyncio
from datetime import date
from itertools import count

import pytest

from bot.db import Database
from bot.errors import Refusal
from bot.features import deliveries, notices, sessions
from bot.features.sessions import Answer, Answered, Occurrence, Planned, View
from bot.when import Repeats
from tests.gathering import DAILY, DAY, HOUR, MINUTE, NOON, plan_in

HOST, AOI, KEN, MIO = 2, 11, 12, 13
GUILD = 1
_presses = count(1000)


def there_of(planned: Planned) -> Occurrence:
    assert planned.occurrence
    return planned.occurrence


async def says(
    db: Database, planned: Planned, who: int, wish: Answer, *, press: int | None = None, now: int = NOON
) -> Answered:
    number = next(_presses) if press is None else press
    return await sessions.answer(db, GUILD, there_of(planned).id, who, wish, number, now)


async def view(db: Database, planned: Planned) -> View:
    found = await sessions.view(db, there_of(planned).id)
    assert found
    return found


async def waiting_for(db: Database, now: int = NOON * 2) -> dict[str, int]:
    """What is to be sent, by its kind and minutes, and when."""
    claimed = await deliveries.claim_due(db, now, 1, 1000)
    await deliveries.release(db, 1, [one.id for one in claimed])
    return {f"{one.kind} {one.subject.get('minutes', '')}".strip(): one.due_at for one in claimed}


async def test_fifty_presses_at_once_fill_ten_seats_and_the_others_wait_in_order(database: Database) -> None:
    planned = await plan_in(database, NOON, capacity=10)
    done = await asyncio.gather(*(says(database, planned, 100 + n, "yes") for n in range(50)))
    seen = await view(database, planned)
    assert len(sessions.who(seen.coming, "yes")) == 10
    assert len(sessions.who(seen.coming, "waiting")) == 40
    assert sum(one.answer == "yes" for one in done) == 10
    # They wait in the order in which they pressed, in whichever the database took them.
    waiting = sessions.who(seen.coming, "waiting")
    assert list(waiting) == sorted(waiting)
    assert sum(one.place is not None for one in done) == 40


async def test_where_everybody_fits_each_answer_stands_for_itself_however_many_come(
    database: Database,
) -> None:
    planned = await plan_in(database, NOON)
    for n in range(20):
        await says(database, planned, 100 + n, "yes")
    done = await says(database, planned, 105, "maybe")
    assert (done.answer, done.before, done.place, done.promoted) == ("maybe", "yes", None, ())
    again = await says(database, planned, 105, "maybe")
    assert (again.answer, again.before) == ("maybe", "maybe")
    seen = await view(database, planned)
    assert sessions.who(seen.coming, "yes") == tuple(100 + n for n in range(20) if n != 5)
    assert sessions.who(seen.coming, "maybe") == (105,)


async def test_seats_that_become_free_go_to_those_who_wait_in_order_and_they_are_told(
    database: Database,
) -> None:
    planned = await plan_in(database, NOON, capacity=1)
    for who in (AOI, KEN, MIO):
        await says(database, planned, who, "yes")
    done = await says(database, planned, AOI, "no")
    assert done.promoted == (KEN,)
    seen = await view(database, planned)
    assert (sessions.who(seen.coming, "yes"), sessions.who(seen.coming, "waiting")) == ((KEN,), (MIO,))
    [told] = await notices.waiting(database, GUILD, KEN, moderator=False)
    assert told.words == "notice-session-seat"
    assert await notices.waiting(database, GUILD, MIO, moderator=False) == ()
    # Whoever gave their seat away waits behind those who wait already.
    assert (await says(database, planned, AOI, "yes")).place == 2


async def test_a_press_that_comes_twice_or_after_a_later_one_changes_nothing(database: Database) -> None:
    planned = await plan_in(database, NOON)
    await says(database, planned, AOI, "yes", press=7)
    await says(database, planned, AOI, "no", press=9)
    rev = (await view(database, planned)).occurrence.rev
    assert (await says(database, planned, AOI, "yes", press=7)).answer == "no"
    assert (await says(database, planned, AOI, "maybe", press=8)).answer == "no"
    assert (await view(database, planned)).occurrence.rev == rev


async def test_whoever_is_forgotten_leaves_their_seat_to_the_next(database: Database) -> None:
    planned = await plan_in(database, NOON, capacity=1)
    await says(database, planned, AOI, "yes")
    await says(database, planned, KEN, "yes")
    await sessions.shown(database, there_of(planned).id, (await view(database, planned)).occurrence.rev)
    assert await sessions.stale(database, [GUILD], NOON) == ()
    await sessions.forget(database, AOI, GUILD)
    assert await sessions.stale(database, [GUILD], NOON) == (there_of(planned).id,)
    assert await sessions.give_free_seats(database, there_of(planned).id, NOON) == (KEN,)
    assert sessions.who((await view(database, planned)).coming, "yes") == (KEN,)
    assert await sessions.give_free_seats(database, there_of(planned).id, NOON) == ()


async def test_more_seats_let_those_in_who_wait_and_fewer_turn_nobody_out(database: Database) -> None:
    planned = await plan_in(database, NOON, capacity=1)
    for who in (AOI, KEN, MIO):
        await says(database, planned, who, "yes")
    series = await sessions.look(database, GUILD, planned.series.id)
    await sessions.edit(
        database, type(series)(**{**vars(series), "capacity": 2}), HOST, NOON, moderator=False
    )
    assert sessions.who((await view(database, planned)).coming, "yes") == (AOI, KEN)
    series = await sessions.look(database, GUILD, planned.series.id)
    await sessions.edit(
        database, type(series)(**{**vars(series), "capacity": 1}), HOST, NOON, moderator=False
    )
    assert sessions.who((await view(database, planned)).coming, "yes") == (AOI, KEN)


async def test_regulars_are_down_for_the_next_one_before_everybody_else(database: Database) -> None:
    planned = await plan_in(database, NOON, capacity=1, repeats=DAILY)
    there = there_of(planned)
    await sessions.become_regular(database, GUILD, there.id, AOI, next(_presses), NOON)
    done = await says(database, planned, AOI, "no")
    assert done.before == "yes"
    after = await sessions.skip(database, GUILD, planned.series.id, there.day, HOST, NOON, moderator=False)
    assert there_of(after).day != there.day
    [regular] = (await view(database, after)).coming
    assert (regular.user_id, regular.answer, regular.as_regular) == (AOI, "yes", True)
    assert await sessions.stop_regular(database, GUILD, planned.series.id, AOI)
    assert not await sessions.stop_regular(database, GUILD, planned.series.id, AOI)
    assert sessions.who((await view(database, after)).coming, "yes") == (AOI,)


async def test_an_edit_of_the_hour_arms_everything_anew(database: Database) -> None:
    planned = await plan_in(database, NOON, ahead=5 * HOUR, reminders=(60, 15))
    start = there_of(planned).starts_at
    before = await waiting_for(database, start - 1)
    assert before["session.remind 60"] == start - HOUR
    series = await sessions.look(database, GUILD, planned.series.id)
    plan = type(series.plan)(**{**vars(series.plan), "minute": series.plan.minute + 60})
    edited = type(series)(**{**vars(series), "plan": plan, "reminders": (30,)})
    after = await sessions.edit(database, edited, HOST, NOON, moderator=False)
    assert after.was_moved
    armed = await waiting_for(database)
    assert there_of(after).starts_at == start + HOUR
    assert armed["session.remind 30"] == start + HOUR // 2
    assert armed["session.start"] == start + HOUR
    assert "session.moved" in armed


async def test_reminders_an_edit_takes_away_are_not_sent(database: Database) -> None:
    planned = await plan_in(database, NOON, ahead=5 * HOUR, reminders=(60, 15))
    series = await sessions.look(database, GUILD, planned.series.id)
    edited = type(series)(**{**vars(series), "reminders": (15,)})
    await sessions.edit(database, edited, HOST, NOON, moderator=False)
    assert [kind for kind in await waiting_for(database) if "remind" in kind] == ["session.remind 15"]


async def test_moving_one_after_its_reminder_went_reminds_again(database: Database) -> None:
    planned = await plan_in(database, NOON, ahead=HOUR, reminders=(15,))
    there = there_of(planned)
    now = there.starts_at - 15 * MINUTE
    claimed = await deliveries.claim_due(database, now, 1, 100)
    async with database.write() as tx:
        for one in claimed:
            await deliveries.settle_sent(tx, one.id, now, late_ms=0)
    to = there.starts_at + 2 * HOUR
    await sessions.move(database, GUILD, planned.series.id, there.day, to, HOST, now + 60, moderator=False)
    armed = await waiting_for(database)
    assert (armed["session.remind 15"], armed["session.start"]) == (to - 15 * MINUTE, to)


@pytest.mark.long
async def test_who_is_told_is_handed_out_once_and_stays_where_it_is(database: Database) -> None:
    planned = await plan_in(database, NOON, ahead=HOUR)
    for number in range(100):
        await says(database, planned, 100 + number, "yes")
    moment = there_of(planned).starts_at - 15 * MINUTE
    for _ in range(2):
        await sessions.hand_out(database, GUILD, moment, moment)

    async def pages() -> list[tuple[int, ...]]:
        told = [await sessions.call(database, GUILD, 3, moment, page, moment) for page in (1, 2)]
        return [one.people if one else () for one in told]

    first, second = await pages()
    assert (len(first), len(second)) == (80, 20)
    await says(database, planned, first[0], "no")
    assert await pages() == [first[1:], second]
    await sessions.forget(database, second[0], GUILD)
    assert await pages() == [first[1:], second[1:]]
    calls = [one for one in await deliveries.claim_due(database, moment, 1, 100) if one.kind == sessions.CALL]
    assert len(calls) == 2


async def test_a_list_shows_what_comes_next_first_and_what_rests_last(database: Database) -> None:
    later = await plan_in(database, NOON, ahead=2 * DAY, title="Later", capacity=4)
    resting = await plan_in(database, NOON, title="Resting", repeats=DAILY)
    soon = await plan_in(database, NOON, title="Soon")
    await sessions.pause_by_host(database, GUILD, resting.series.id, HOST, NOON, moderator=False)
    await says(database, soon, AOI, "maybe")
    await says(database, later, KEN, "yes")
    viewer = sessions.Viewer(AOI, frozenset({soon.series.channel_id}))
    found, many = await sessions.listed(database, GUILD, viewer, 0, 10)
    assert many == 3
    assert [(one.title, one.coming, one.mine, one.rests_for) for one in found] == [
        ("Soon", 0, "maybe", None),
        ("Later", 1, None, None),
        ("Resting", 0, None, "host"),
    ]
    assert [one.title for one in (await sessions.listed(database, GUILD, viewer, 1, 2))[0]] == ["Resting"]
    assert await sessions.listed(database, GUILD + 1, viewer, 0, 10) == ((), 0)


async def test_what_is_called_off_elsewhere_or_over_is_refused(database: Database) -> None:
    planned = await plan_in(database, NOON, repeats=Repeats("week", 1, (2,)))
    there = there_of(planned)
    with pytest.raises(Refusal, match="session-gone"):
        await sessions.answer(database, GUILD + 1, there.id, AOI, "yes", 1, NOON)
    with pytest.raises(Refusal, match="session-over"):
        await says(database, planned, AOI, "yes", now=there.ends_at)
    await sessions.end(database, GUILD, planned.series.id, HOST, NOON, moderator=False)
    with pytest.raises(Refusal, match="session-called-off"):
        await says(database, planned, AOI, "yes")
    assert there.day == date(2026, 11, 18)
