"""Sessions on a real database: planned once, changed, rested, ended, and what is then to be sent."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update

from bot.db import Database
from bot.errors import Refusal
from bot.features import deliveries, sessions
from bot.features.deliveries.tables import deliveries as letters
from bot.features.sessions import Occurrence, Place, Planned, Series, planning
from bot.features.sessions.tables import occurrences, series
from bot.when import ONCE, Plan, Repeats

GUILD, CHANNEL, ELSEWHERE = (10**17 + n for n in range(3))
HOST, KEN, MIO, AOI = (10**18 + n for n in range(4))
MINUTE, HOUR, DAY = 60, 3600, 86_400
TUESDAY = date(2026, 3, 3)
DAILY = Repeats("day")
TUESDAYS = Repeats("week", weekdays=(1,))


def at(said: str, zone: str = "Asia/Tokyo") -> int:
    """What a clock on the wall says, as an instant."""
    return int(datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(zone)).timestamp())


NOW = at("2026-03-02 12:00")


def planned(number: int = 1, repeats: Repeats = TUESDAYS, **more: Any) -> Series:
    """Tuesdays at nine in the evening in Tokyo, unless said otherwise."""
    rule = {k: more.pop(k) for k in ("until", "count", "holidays", "zone", "first", "minute") if k in more}
    plan = Plan(**{"zone": "Asia/Tokyo", "first": TUESDAY, "minute": 21 * 60, "repeats": repeats} | rule)
    said: dict[str, Any] = {"host_id": HOST, "title": "Quiet work", "kind": "quiet", "reminders": (60, 15)}
    return Series(
        id=number, guild_id=GUILD, channel_id=CHANNEL, place=Place(ELSEWHERE), plan=plan, **said | more
    )


def seen_in(zone: str, there: Occurrence | None) -> str:
    assert there is not None
    return f"{datetime.fromtimestamp(there.starts_at, ZoneInfo(zone)):%m-%d %H:%M}"


async def waiting(db: Database, kind: str | None = None) -> dict[str, int]:
    """What is to be sent, by its key without numbers of ours, and when."""
    async with db.read() as tx:
        rows = await tx.execute(
            select(letters).where(letters.c.state == "waiting").order_by(letters.c.due_at)
        )
        found = [row for row in rows if kind in {None, row.kind}]
    return {" ".join([row.kind, *row.key.split()[2:]]): row.due_at for row in found}


async def how_many(db: Database, state: str = "ahead") -> int:
    async with db.read() as tx:
        query = select(func.count()).select_from(occurrences).where(occurrences.c.state == state)
        return await tx.scalar(query) or 0


async def over(db: Database, there: Occurrence | None, now: int) -> Occurrence | None:
    """Let an occurrence be over, as it is ten minutes after its end, and look what comes next."""
    assert there is not None
    async with db.write() as tx:
        await tx.execute(update(occurrences).where(occurrences.c.id == there.id).values(state="over"))
        one = await planning.series_in(tx, GUILD, there.series_id)
        return await sessions.advance(tx, one, now)


async def sent(db: Database, there: Occurrence | None, key: str, now: int) -> None:
    """Let this one go out, as the courier does."""
    assert there is not None
    async with db.write() as tx:
        number = await tx.scalar(select(letters.c.id).where(letters.c.key == key.replace("_", str(there.id))))
        assert number is not None, key
        await deliveries.settle_sent(tx, number, now, late_ms=0, channel_id=CHANNEL, message_id=number)


async def key_of(refused: Awaitable[object]) -> str:
    with pytest.raises(Refusal) as caught:
        await refused
    return caught.value.key


async def skip(db: Database, day: date, now: int = NOW, by: int = HOST) -> Planned:
    return await sessions.skip(db, GUILD, 1, day, by, now, moderator=False)


async def move(db: Database, day: date, to: int, now: int = NOW) -> Planned:
    return await sessions.move(db, GUILD, 1, day, to, HOST, now, moderator=False)


async def rest(db: Database, first: date, last: date, now: int = NOW) -> Planned:
    return await sessions.rest(db, GUILD, 1, first, last, HOST, now, moderator=False)


async def edit(db: Database, now: int = NOW, by: int = HOST, **new: Any) -> Planned:
    """Look at the series, and change that of it."""
    one = await sessions.look(db, GUILD, 1)
    rule = {k: new.pop(k) for k in ("until", "count", "holidays", "first", "minute", "repeats") if k in new}
    changed = replace(one, plan=replace(one.plan, **rule), **new)
    return await sessions.edit(db, changed, by, now, moderator=False)


async def comes(db: Database, *people: int, to: Occurrence | None, now: int = NOW) -> None:
    assert to is not None
    for number, person in enumerate(people):
        await sessions.answer(db, GUILD, to.id, person, "yes", now * 1000 + number, now)


async def coming(db: Database, there: Occurrence | None) -> tuple[int, ...]:
    assert there is not None
    view = await sessions.view(db, there.id)
    assert view is not None
    return sessions.who(view.coming, "yes")


# --- planned


async def test_a_plan_arms_everything_around_its_first_occurrence(database: Database) -> None:
    made = await sessions.plan(database, planned(), NOW)
    start = at("2026-03-03 21:00")
    assert seen_in("Asia/Tokyo", made.occurrence) == "03-03 21:00"
    due = await waiting(database)
    mirrored = [key for key in due if key.startswith("session.mirror")]
    assert len(mirrored) == 1
    assert {key: when - start for key, when in due.items() if key not in mirrored} == {
        "session.card": NOW - start,
        "session.remind 60": -60 * MINUTE,
        "session.remind 15": -15 * MINUTE,
        "session.start": 0,
        "session.alone": 5 * MINUTE,
        "session.close": HOUR,
        "session.recap": HOUR + 10 * MINUTE,
        "session.after": HOUR + 10 * MINUTE,
    }


async def test_planning_twice_plans_once(database: Database) -> None:
    first, again = [await sessions.plan(database, planned(), NOW) for _ in range(2)]
    assert again.occurrence == first.occurrence
    assert again.series == first.series
    assert await how_many(database) == 1
    assert len(await waiting(database, "session.card")) == 1


async def test_the_last_that_fits_may_come_twice_and_one_more_is_refused(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "MOST_SERIES", 2)
    for number in (1, 2, 2):
        await sessions.plan(database, planned(number), NOW)
    assert await key_of(sessions.plan(database, planned(3), NOW)) == "session-too-many"
    assert len(await sessions.running(database, GUILD)) == 2


async def test_what_never_comes_and_what_overlaps_itself_is_refused(database: Database) -> None:
    past = planned(repeats=ONCE, first=date(2026, 3, 1))
    assert await key_of(sessions.plan(database, past, NOW)) == "session-never-comes"
    endless = planned(repeats=DAILY, minutes=12 * 60)
    assert (await sessions.plan(database, endless, NOW)).occurrence is not None
    assert await how_many(database) == 1


# --- one after the other


async def test_each_occurrence_is_followed_by_one_more(database: Database) -> None:
    there = (await sessions.plan(database, planned(), NOW)).occurrence
    for day in ("03-10", "03-17", "03-24"):
        assert there is not None
        there = await over(database, there, there.ends_at + 10 * MINUTE)
        assert seen_in("Asia/Tokyo", there) == f"{day} 21:00"
        assert await how_many(database) == 1
        async with database.write() as tx:
            one = await planning.series_in(tx, GUILD, 1)
            assert await sessions.advance(tx, one, NOW) == there


async def test_after_an_absence_over_three_occurrences_there_is_one(database: Database) -> None:
    first = (await sessions.plan(database, planned(repeats=DAILY), NOW)).occurrence
    there = await over(database, first, at("2026-03-06 12:00"))
    assert seen_in("Asia/Tokyo", there) == "03-06 21:00"
    assert (await how_many(database), await how_many(database, "over")) == (1, 1)


async def test_after_an_absence_the_one_that_is_on_is_there(database: Database) -> None:
    first = (await sessions.plan(database, planned(repeats=DAILY), NOW)).occurrence
    there = await over(database, first, at("2026-03-06 21:40"))
    assert seen_in("Asia/Tokyo", there) == "03-06 21:00"


@pytest.mark.parametrize("ends", [{"count": 2}, {"until": date(2026, 3, 10)}])
async def test_a_series_ends_with_its_last_occurrence(database: Database, ends: dict[str, Any]) -> None:
    there = (await sessions.plan(database, planned(**ends), NOW)).occurrence
    there = await over(database, there, at("2026-03-03 22:10"))
    assert seen_in("Asia/Tokyo", there) == "03-10 21:00"
    assert await over(database, there, at("2026-03-10 22:10")) is None
    assert (await sessions.look(database, GUILD, 1)).ended_at == at("2026-03-10 22:10")
    assert await sessions.running(database, GUILD) == ()


async def test_a_longer_length_does_not_bring_back_what_was(database: Database) -> None:
    there = (await sessions.plan(database, planned(), NOW)).occurrence
    await edit(database, at("2026-03-03 21:30"), minutes=240)
    there = await over(database, there, at("2026-03-03 22:10"))
    assert seen_in("Asia/Tokyo", there) == "03-10 21:00"


async def test_an_hour_changed_while_it_is_on_holds_from_the_next(database: Database) -> None:
    there = (await sessions.plan(database, planned(repeats=DAILY), NOW)).occurrence
    kept = await edit(database, at("2026-03-03 21:10"), minute=21 * 60 + 30)
    assert kept.occurrence == there
    after = await over(database, kept.occurrence, at("2026-03-03 22:10"))
    assert seen_in("Asia/Tokyo", after) == "03-04 21:30"


async def test_holidays_are_left_out_and_come_again_when_asked_for(database: Database) -> None:
    friday = planned(repeats=Repeats("week", weekdays=(4,)), first=date(2026, 3, 20), holidays="JP")
    made = await sessions.plan(database, friday, NOW)
    assert seen_in("Asia/Tokyo", made.occurrence) == "03-27 21:00"  # the 20th is the spring equinox
    back = await edit(database, holidays=None)
    assert seen_in("Asia/Tokyo", back.occurrence) == "03-20 21:00"
    assert back.was_moved


@pytest.mark.parametrize(
    ("zone", "first", "in_tokyo"),
    [
        ("America/New_York", "2026-03-01", ["03-02 10:00", "03-09 09:00"]),
        ("America/New_York", "2026-10-25", ["10-26 09:00", "11-02 10:00"]),
        ("Europe/London", "2026-03-22", ["03-23 05:00", "03-30 04:00"]),
        ("Europe/London", "2026-10-18", ["10-19 04:00", "10-26 05:00"]),
    ],
)
async def test_a_series_keeps_its_hour_where_it_lives(
    database: Database, zone: str, first: str, in_tokyo: list[str]
) -> None:
    one = planned(
        repeats=Repeats("week", weekdays=(6,)), zone=zone, first=date.fromisoformat(first), minute=1200
    )
    there = (await sessions.plan(database, one, at(first, "UTC") - DAY)).occurrence
    found = [seen_in("Asia/Tokyo", there)]
    assert there is not None
    found.append(seen_in("Asia/Tokyo", await over(database, there, there.ends_at + 10 * MINUTE)))
    assert found == in_tokyo


@pytest.mark.parametrize(
    ("zone", "day", "before"),
    [("America/New_York", "2026-03-08", "2026-03-07"), ("Europe/London", "2026-03-29", "2026-03-28")],
)
async def test_an_hour_that_is_skipped_moves_forward_once(
    database: Database, zone: str, day: str, before: str
) -> None:
    minute = 150 if zone.startswith("America") else 90  # half past two, half past one: the hour that is not
    one = planned(repeats=DAILY, zone=zone, first=date.fromisoformat(before), minute=minute)
    there = (await sessions.plan(database, one, at(before, zone))).occurrence
    assert there is not None
    there = await over(database, there, there.ends_at + 10 * MINUTE)
    assert seen_in(zone, there) == f"{day[5:]} 0{minute // 60 + 1}:30"
    assert there is not None
    after = await over(database, there, there.ends_at + 10 * MINUTE)
    assert seen_in(zone, after) == f"{day[5:8]}{int(day[8:]) + 1:02} 0{minute // 60}:30"


@pytest.mark.parametrize(
    ("zone", "day"), [("America/New_York", "2026-11-01"), ("Europe/London", "2026-10-25")]
)
async def test_an_hour_that_comes_twice_brings_one_session(database: Database, zone: str, day: str) -> None:
    one = planned(repeats=DAILY, zone=zone, first=date.fromisoformat(day), minute=90, minutes=20)
    there = (await sessions.plan(database, one, at(day, zone))).occurrence
    assert there is not None
    assert there.starts_at == at(f"{day} 01:30", zone)
    after = await over(database, there, there.ends_at + 10 * MINUTE)
    assert after is not None
    assert after.starts_at - there.starts_at == 25 * HOUR


# --- changed


async def test_an_edit_re_arms_reminders_and_drops_the_old(database: Database) -> None:
    made = await sessions.plan(database, planned(), NOW)
    await edit(database, reminders=(120, 15, 5))
    start = at("2026-03-03 21:00")
    reminders = await waiting(database, "session.remind")
    assert {key: (when - start) // MINUTE for key, when in reminders.items()} == {
        "session.remind 120": -120,
        "session.remind 15": -15,
        "session.remind 5": -5,
    }
    assert made.occurrence is not None
    await sessions.remind_me(database, GUILD, 1, KEN, 30, "mention", NOW)
    later = await edit(database, minute=22 * 60)
    assert later.occurrence is not None
    assert (later.occurrence.id, later.was_moved) == (made.occurrence.id, True)
    assert await waiting(database, "session.remind") == {k: v + HOUR for k, v in reminders.items()}
    assert await waiting(database, "session.own") == {f"session.own {KEN} 30": start + 30 * MINUTE}
    assert list(await waiting(database, "session.moved")) == [f"session.moved {start + HOUR} {NOW}"]


async def test_a_reminder_that_is_just_late_survives_an_edit(database: Database) -> None:
    await sessions.plan(database, planned(), NOW)
    await edit(database, at("2026-03-03 20:45"), title="Another name")
    assert list(await waiting(database, "session.remind")) == ["session.remind 60", "session.remind 15"]
    await edit(database, at("2026-03-03 20:45"), minute=20 * 60 + 50)
    assert await waiting(database, "session.remind") == {}


async def test_moved_after_its_reminder_went_it_reminds_again(database: Database) -> None:
    made = await sessions.plan(database, planned(), NOW)
    now = at("2026-03-03 20:50")
    for minutes in (60, 15):
        await sent(database, made.occurrence, f"session.remind _ {minutes}", now)
    moved = await move(database, TUESDAY, at("2026-03-03 22:30"), now)
    assert moved.occurrence is not None
    assert await waiting(database, "session.remind") == {
        "session.remind 60": at("2026-03-03 21:30"),
        "session.remind 15": at("2026-03-03 22:15"),
    }
    # A minute that has passed by then is not made up for.
    await move(database, TUESDAY, at("2026-03-03 21:20"), now)
    assert list(await waiting(database, "session.remind")) == ["session.remind 15"]


async def test_whoever_comes_stays_through_a_move_and_an_edit(database: Database) -> None:
    made = await sessions.plan(database, planned(), NOW)
    await comes(database, KEN, MIO, to=made.occurrence)
    await move(database, TUESDAY, at("2026-03-04 21:00"))
    edited = await edit(database, minute=20 * 60, repeats=Repeats("week", weekdays=(3,)))
    assert seen_in("Asia/Tokyo", edited.occurrence) == "03-05 20:00"
    assert await coming(database, edited.occurrence) == (KEN, MIO)


async def test_no_move_past_another_into_the_past_or_into_a_rest(database: Database) -> None:
    await sessions.plan(database, planned(repeats=DAILY), NOW)
    await rest(database, date(2026, 3, 4), date(2026, 3, 5))
    for to, key in (
        ("2026-03-06 21:30", "session-moved-past-another"),
        ("2026-03-02 11:00", "session-in-the-past"),
        ("2026-03-04 21:00", "session-moved-into-rest"),
    ):
        assert await key_of(move(database, TUESDAY, at(to))) == key
    assert await key_of(move(database, date(2026, 3, 2), at("2026-03-03 09:00"))) == "session-not-on-that-day"
    assert (
        await key_of(move(database, TUESDAY, at("2026-03-03 23:00"), at("2026-03-03 21:05")))
        == "session-begun"
    )
    moved = await move(database, TUESDAY, at("2026-03-03 09:00"))
    assert seen_in("Asia/Tokyo", moved.occurrence) == "03-03 09:00"


async def test_one_skipped_makes_way_for_the_next(database: Database) -> None:
    made = await sessions.plan(database, planned(), NOW)
    after = await skip(database, TUESDAY)
    assert seen_in("Asia/Tokyo", after.occurrence) == "03-10 21:00"
    assert after.before == made.occurrence
    assert (await how_many(database), await how_many(database, "off")) == (1, 1)
    assert set((await waiting(database, "session.start")).values()) == {at("2026-03-10 21:00")}
    assert await key_of(skip(database, TUESDAY)) == "session-not-on-that-day"
    assert after.occurrence is not None
    assert (await skip(database, date(2026, 3, 17))).before == after.occurrence
    assert (await ahead(database)).id == after.occurrence.id
    assert (
        seen_in("Asia/Tokyo", await over(database, after.occurrence, at("2026-03-10 22:10"))) == "03-24 21:00"
    )


async def ahead(db: Database) -> Occurrence:
    (view,) = await sessions.ahead(db, GUILD)
    return view.occurrence


async def test_a_rest_over_what_is_ahead_carries_it_behind(database: Database) -> None:
    await sessions.plan(database, planned(), NOW)
    resting = await rest(database, TUESDAY, date(2026, 3, 17))
    assert seen_in("Asia/Tokyo", resting.occurrence) == "03-24 21:00"
    shorter = await rest(database, TUESDAY, date(2026, 3, 9))
    assert seen_in("Asia/Tokyo", shorter.occurrence) == "03-10 21:00"
    assert await how_many(database) == 1
    assert await key_of(rest(database, TUESDAY, date(2026, 3, 1))) == "session-rest-backwards"


async def test_words_of_one_that_is_on_may_change_though_nothing_follows(database: Database) -> None:
    made = await sessions.plan(database, planned(repeats=ONCE), NOW)
    now = at("2026-03-03 21:10")
    edited = await edit(database, now, title="Late, but here")
    assert edited.series.title == "Late, but here"
    assert edited.occurrence is not None
    assert edited.occurrence == made.occurrence
    assert await key_of(edit(database, NOW, first=date(2026, 3, 1))) == "session-never-comes"


async def test_two_edits_at_once_are_one_edit_and_one_refusal(database: Database) -> None:
    await sessions.plan(database, planned(), NOW)
    one = await sessions.look(database, GUILD, 1)
    results = await asyncio.gather(
        *(
            sessions.edit(database, replace(one, title=title), HOST, NOW, moderator=False)
            for title in ("First", "Second")
        ),
        return_exceptions=True,
    )
    refused = [result for result in results if isinstance(result, Refusal)]
    done = [result for result in results if isinstance(result, Planned)]
    assert [refusal.key for refusal in refused] == ["session-changed-meanwhile"]
    assert (await sessions.look(database, GUILD, 1)).title == done[0].series.title
    assert done[0].series.rev == (await sessions.look(database, GUILD, 1)).rev


async def test_an_edit_does_not_undo_a_rest_or_a_skip_in_between(database: Database) -> None:
    await sessions.plan(database, planned(), NOW)
    for change in (rest(database, TUESDAY, TUESDAY), skip(database, date(2026, 3, 10))):
        one = await sessions.look(database, GUILD, 1)
        await change
        late = sessions.edit(database, replace(one, title="Late"), HOST, NOW, moderator=False)
        assert await key_of(late) == "session-changed-meanwhile"
    assert seen_in("Asia/Tokyo", await ahead(database)) == "03-17 21:00"


async def test_more_seats_are_given_in_the_order_of_waiting(database: Database) -> None:
    made = await sessions.plan(database, planned(capacity=1), NOW)
    await comes(database, KEN, MIO, AOI, to=made.occurrence)
    assert await coming(database, made.occurrence) == (KEN,)
    await edit(database, capacity=2)
    assert await coming(database, made.occurrence) == (KEN, MIO)


async def test_only_its_host_and_moderators_change_it(database: Database) -> None:
    await sessions.plan(database, planned(), NOW)
    assert await key_of(skip(database, TUESDAY, by=KEN)) == "session-not-yours"
    assert await key_of(edit(database, by=KEN, title="Mine")) == "session-not-yours"
    await sessions.hand_over(database, GUILD, 1, KEN, MIO, moderator=True)
    assert (await edit(database, by=KEN, title="Mine")).series.title == "Mine"
    assert await key_of(edit(database, by=HOST, title="Mine again")) == "session-not-yours"
    gone = sessions.look(database, ELSEWHERE, 1)
    assert await key_of(gone) == "session-gone"


# --- rested and ended


async def test_a_paused_series_sends_nothing_and_comes_back_with_those_who_came(database: Database) -> None:
    made = await sessions.plan(database, planned(capacity=2), NOW)
    await comes(database, KEN, MIO, AOI, to=made.occurrence)
    await sessions.pause_by_host(database, GUILD, 1, HOST, NOW, moderator=False)
    assert await how_many(database) == 0
    assert set(await waiting(database)) - set(await waiting(database, "session.mirror")) == {"session.card"}
    assert (await edit(database, title="Named while it rests")).occurrence is None
    back = await sessions.resume(database, GUILD, 1, HOST, NOW, moderator=False, channel_id=ELSEWHERE)
    assert back.series.channel_id == ELSEWHERE
    assert (back.series.paused_at, back.series.paused_for) == (None, None)
    assert seen_in("Asia/Tokyo", back.occurrence) == "03-03 21:00"
    assert await coming(database, back.occurrence) == (KEN, MIO)
    assert len(await waiting(database, "session.remind")) == 2


async def test_resumed_late_it_goes_on_with_what_is_next(database: Database) -> None:
    await sessions.plan(database, planned(), NOW)
    await sessions.pause_by_host(database, GUILD, 1, HOST, NOW, moderator=False)
    late = at("2026-03-19 12:00")
    back = await sessions.resume(database, GUILD, 1, HOST, late, moderator=False)
    assert seen_in("Asia/Tokyo", back.occurrence) == "03-24 21:00"
    again = await sessions.resume(database, GUILD, 1, HOST, late, moderator=False)
    assert again.occurrence == back.occurrence
    assert await how_many(database) == 1


async def test_moved_to_another_channel_while_it_runs_it_is_announced_there(database: Database) -> None:
    made = await sessions.plan(database, planned(), NOW)
    await comes(database, KEN, to=made.occurrence)
    back = await sessions.resume(database, GUILD, 1, HOST, NOW, moderator=False, channel_id=ELSEWHERE)
    assert back.occurrence is not None
    assert await coming(database, back.occurrence) == (KEN,)
    async with database.read() as tx:
        places = await tx.scalars(
            select(letters.c.channel_id).where(
                letters.c.state == "waiting", letters.c.key.contains(str(back.occurrence.id))
            )
        )
        assert set(places) == {ELSEWHERE, None}


async def test_what_has_ended_sends_nothing_and_is_not_changed(database: Database) -> None:
    await sessions.plan(database, planned(), NOW)
    ended = await sessions.end(database, GUILD, 1, HOST, NOW, moderator=False)
    assert ended.occurrence is None
    assert list(await waiting(database)) == list(await waiting(database, "session.mirror"))
    assert await sessions.running(database, GUILD) == ()
    for refused in (
        skip(database, date(2026, 3, 10)),
        edit(database, title="Once more"),
        sessions.resume(database, GUILD, 1, HOST, NOW, moderator=True),
    ):
        assert await key_of(refused) == "session-ended"


async def test_two_series_at_one_time_know_nothing_of_each_other(database: Database) -> None:
    await sessions.plan(database, planned(1), NOW)
    await sessions.plan(database, planned(2, title="Other"), NOW)
    await sessions.end(database, GUILD, 1, HOST, NOW, moderator=False)
    assert seen_in("Asia/Tokyo", await ahead(database)) == "03-03 21:00"
    assert len(await waiting(database, "session.start")) == 1
    async with database.read() as tx:
        assert await tx.scalar(select(series.c.title).where(series.c.ended_at.is_(None))) == "Other"
