"""The rules of check-ins: when somebody is asked, and when they are left in peace."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.features.checkins.rules import (
    SLOT,
    Entry,
    Member,
    Plan,
    asked_on,
    checked,
    clean,
    country_of,
    next_prompt,
    paused,
    readings,
    resting,
    rounded,
)

EVERY_DAY = tuple(range(7))
NINE = 9 * 60
HOUR, DAY = 3600, 86_400
TOKYO, NEW_YORK, LONDON = "Asia/Tokyo", "America/New_York", "Europe/London"


def plan(**more: Any) -> Plan:
    chosen: dict[str, Any] = {"weekdays": EVERY_DAY, "minute": NINE, "way": "mention"} | more
    return Plan(1, 2, 3, **chosen)


def at(zone: str, *when: int) -> int:
    return int(datetime(*when, tzinfo=ZoneInfo(zone)).timestamp())  # type: ignore[arg-type, misc]  # a date


def key_of(refused: Any) -> str:
    with pytest.raises(Refusal) as caught:
        refused()
    return caught.value.key


def test_a_time_is_rounded_up_to_the_next_quarter_of_an_hour_of_the_same_day() -> None:
    assert [rounded(m) for m in (0, 1, 15, 541, 1425, 1426, 1439)] == [0, 15, 15, 555, 1425, 1425, 1425]


@given(
    st.sampled_from([TOKYO, NEW_YORK, LONDON, "Australia/Lord_Howe", "Asia/Kathmandu", "America/Havana"]),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
)
@settings(max_examples=40, deadline=None)
def test_each_quarter_of_each_day_comes_at_one_slot_whatever_the_clocks_do(zone: str, day: date) -> None:
    noon = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
    slots = range((noon - 2 * DAY) // SLOT * SLOT, noon + 2 * DAY, SLOT)
    found = [minute for slot in slots for when, minute in readings(slot, zone) if when == day]
    assert sorted(found) == list(range(0, 1440, 15))


def test_a_minute_that_clocks_skip_is_asked_after_the_gap_and_one_they_repeat_once() -> None:
    # New York, 8 March 2026: 02:00 becomes 03:00; 1 November: 02:00 becomes 01:00.
    member = Member(NEW_YORK)
    half_past_two = plan(minute=150)
    slot = at(NEW_YORK, 2026, 3, 8, 3, 30)
    assert asked_on(half_past_two, member, "morning", slot, slot) == date(2026, 3, 8)
    assert next_prompt(half_past_two, member, slot - HOUR) == slot
    half_past_one = plan(minute=90)
    first = at(NEW_YORK, 2026, 11, 1, 1, 30)
    assert asked_on(half_past_one, member, "morning", first, first) == date(2026, 11, 1)
    assert asked_on(half_past_one, member, "morning", first + HOUR, first + HOUR) is None


def test_nobody_is_asked_who_rests_pauses_was_asked_or_is_in_quiet_hours() -> None:
    slot = at(TOKYO, 2026, 11, 23, 9)  # a Monday, and a public holiday in Japan
    today = date(2026, 11, 23)
    member = Member(TOKYO, country="JP")

    def asked(one: Plan, about: Member = member, now: int = slot) -> bool:
        return asked_on(one, about, "morning", slot, now) is not None

    assert asked(plan())
    assert not asked(plan(weekdays=(1, 2)))
    assert not asked(plan(holidays=True))
    assert not asked(plan(minute=NINE + 15))
    assert not asked(plan(since=slot))
    assert not asked(plan(paused_until=slot + 1))
    assert asked(plan(paused_until=slot)), "a pause ends at its minute"
    assert not asked(plan(), replace(member, done=frozenset({today})))
    assert not asked(plan(), replace(member, quiet_hours=(22 * 60, 9 * 60 + 1)))
    assert asked(plan(), replace(member, quiet_hours=(22 * 60, 9 * 60)))
    assert not asked(plan(), replace(member, quiet_hours=(600, 660)), slot + HOUR), "late, it is quiet"


def test_a_prompt_is_too_late_after_three_hours_or_when_the_day_is_over() -> None:
    slot = at(TOKYO, 2026, 11, 24, 9)
    assert asked_on(plan(), Member(TOKYO), "morning", slot, slot + 3 * HOUR)
    assert asked_on(plan(), Member(TOKYO), "morning", slot, slot + 3 * HOUR + 1) is None
    late = at(TOKYO, 2026, 11, 24, 23, 45)
    midnight = late + 15 * 60
    assert asked_on(plan(minute=1425), Member(TOKYO), "morning", late, midnight - 1)
    assert asked_on(plan(minute=1425), Member(TOKYO), "morning", late, midnight) is None


@given(
    st.sampled_from([TOKYO, NEW_YORK, "Australia/Lord_Howe"]),
    st.integers(0, 95),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(1_767_225_600, 1_798_761_600),
)
@settings(max_examples=60, deadline=None)
def test_the_next_prompt_is_the_first_slot_at_which_somebody_is_asked(
    zone: str, quarter: int, weekdays: set[int], now: int
) -> None:
    one, member = plan(minute=quarter * 15, weekdays=tuple(sorted(weekdays))), Member(zone)
    found = next_prompt(one, member, now)
    slots = range((now // SLOT + 1) * SLOT, now + 9 * DAY, SLOT)
    assert found == next(slot for slot in slots if asked_on(one, member, "morning", slot, slot))


def test_a_plan_needs_days_and_times_at_which_somebody_may_be_asked() -> None:
    assert checked(plan(weekdays=(4, 0, 0), minute=541), Member(TOKYO)) == plan(weekdays=(0, 4), minute=555)
    quiet = Member(TOKYO, (8 * 60, 10 * 60))
    assert key_of(lambda: checked(plan(weekdays=()), quiet)) == "checkin-no-days"
    assert key_of(lambda: checked(plan(), quiet)) == "checkin-time-is-quiet"
    assert key_of(lambda: checked(plan(evening=NINE), Member(TOKYO))) == "checkin-evening-too-early"
    assert key_of(lambda: checked(plan(holidays=True), Member(NEW_YORK))) == "checkin-holidays-unknown"
    assert (country_of(None, TOKYO), country_of(None, NEW_YORK)) == ("JP", None)
    assert country_of("US", TOKYO) == "US"


def test_resting_takes_days_out_and_leaves_one() -> None:
    assert resting(plan(), (5, 6), holidays=True).weekdays == (0, 1, 2, 3, 4)
    assert resting(plan(holidays=True), (5,), holidays=None).holidays
    assert key_of(lambda: resting(plan(weekdays=(5, 6)), (5, 6), holidays=None)) == "checkin-rests-always"


def test_a_pause_ends_with_the_first_minute_of_its_day_where_somebody_lives() -> None:
    now = at(TOKYO, 2026, 11, 24, 8)
    until = paused(plan(), date(2026, 11, 30), TOKYO, now).paused_until
    assert until == at(TOKYO, 2026, 11, 30)
    assert key_of(lambda: paused(plan(), date(2026, 11, 24), TOKYO, now)) == "checkin-pause-over"
    far = date(2026, 11, 24) + timedelta(days=367)
    assert key_of(lambda: paused(plan(), far, TOKYO, now)) == "checkin-pause-too-long"


def test_what_is_said_is_cleaned_and_refused_only_for_its_length() -> None:
    entry = Entry(1, 2, 3, 4, " one\u200b thing ", energy=9, question="own:1", answer=" ")
    assert clean(entry) == Entry(1, 2, 3, 4, "one thing")
    assert key_of(lambda: clean(replace(entry, words="\u200b"))) == "checkin-empty"
    assert key_of(lambda: clean(replace(entry, words="x" * 301))) == "checkin-words-too-long"
    assert key_of(lambda: clean(replace(entry, answer="x" * 501))) == "checkin-answer-too-long"
