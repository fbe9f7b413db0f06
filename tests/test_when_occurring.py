"""When a series comes, held against a walk over every day and every minute of its zone."""

import calendar
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.when import (
    ONCE,
    WEEKEND,
    WORKDAYS,
    Occurrence,
    Plan,
    Reading,
    Repeats,
    instant,
    is_holiday,
    knows_holidays,
    next_occurrence,
    occurrence,
    occurrences,
    plan_of,
    start_of_week,
    zones,
)

TOKYO, NEW_YORK, LONDON = "Asia/Tokyo", "America/New_York", "Europe/London"
ODD = [
    TOKYO,
    NEW_YORK,
    LONDON,
    "Africa/Cairo",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Apia",
]
DAILY = Repeats("day")


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def starts(plan: Plan, after: str, limit: int) -> list[str]:
    """The next ones by the clock on the wall of their zone."""
    found = occurrences(plan, utc(after), limit=limit)
    return [f"{datetime.fromtimestamp(one.starts_at, ZoneInfo(plan.zone)):%Y-%m-%d %H:%M}" for one in found]


def days(plan: Plan, after: str, limit: int) -> list[str]:
    return [moment[5:10] for moment in starts(plan, after, limit)]


# --- the rules

WEEKLY = Plan(TOKYO, date(2026, 12, 2), 21 * 60, Repeats("week", weekdays=(2,)))


def test_a_weekly_session_comes_every_week_at_its_hour() -> None:
    assert starts(WEEKLY, "2026-12-01", 3) == ["2026-12-02 21:00", "2026-12-09 21:00", "2026-12-16 21:00"]


def test_what_starts_at_this_very_instant_is_not_the_next() -> None:
    assert days(WEEKLY, "2026-12-02T12:00:00", 1) == ["12-09"]
    assert days(WEEKLY, "2026-12-02T11:59:59", 1) == ["12-02"]


def test_every_other_week_counts_weeks_from_monday() -> None:
    plan = replace(WEEKLY, repeats=Repeats("week", 2, (0, 4)))
    # Begun on a Wednesday: that week's Friday, then Monday and Friday of every second week.
    assert days(plan, "2026-12-01", 5) == ["12-04", "12-14", "12-18", "12-28", "01-01"]


def test_the_first_day_comes_only_if_the_rule_gives_it() -> None:
    assert days(replace(WEEKLY, repeats=Repeats("week", weekdays=WEEKEND)), "2026-12-01", 2) == [
        "12-05",
        "12-06",
    ]
    assert days(replace(WEEKLY, repeats=Repeats("month", month_day=1)), "2026-12-01", 2) == ["01-01", "02-01"]


def test_the_thirty_first_is_the_last_day_of_a_shorter_month() -> None:
    plan = Plan(TOKYO, date(2026, 12, 31), 0, Repeats("month", month_day=31))
    assert days(plan, "2026-12-01", 4) == ["12-31", "01-31", "02-28", "03-31"]


def test_the_nth_weekday_of_a_month() -> None:
    second = Plan(TOKYO, date(2026, 12, 1), 600, Repeats("month", weekdays=(5,), nth=2))
    last = Plan(TOKYO, date(2026, 12, 1), 600, Repeats("month", weekdays=(4,), nth=-1))
    assert days(second, "2026-12-01", 3) == ["12-12", "01-09", "02-13"]
    assert days(last, "2026-12-01", 3) == ["12-25", "01-29", "02-26"]


def test_once_comes_once() -> None:
    plan = Plan(TOKYO, date(2026, 12, 2), 600, ONCE)
    assert days(plan, "2026-01-01", 5) == ["12-02"]
    assert next_occurrence(plan, utc("2026-12-02T01:00:00")) is None


def test_it_ends_on_its_last_day_or_after_its_number() -> None:
    assert days(replace(WEEKLY, until=date(2026, 12, 16)), "2026-12-01", 9) == ["12-02", "12-09", "12-16"]
    assert days(replace(WEEKLY, count=2), "2026-12-01", 9) == ["12-02", "12-09"]
    assert days(replace(WEEKLY, count=2), "2026-12-05", 9) == ["12-09"]
    assert days(replace(WEEKLY, count=0), "2026-12-01", 9) == []


def test_what_is_skipped_counts_towards_the_number() -> None:
    plan = replace(WEEKLY, count=3, skipped=frozenset({date(2026, 12, 9)}))
    assert days(plan, "2026-12-01", 9) == ["12-02", "12-16"]


def test_a_window_has_an_end() -> None:
    found = occurrences(WEEKLY, utc("2026-12-01"), limit=9, before=utc("2026-12-16T12:00:00"))
    assert [one.day.day for one in found] == [2, 9]


# --- exceptions


def test_a_moved_one_keeps_its_name_and_comes_in_its_new_place() -> None:
    moved = {date(2026, 12, 9): utc("2026-12-17T03:00:00")}
    plan = replace(WEEKLY, moved=moved)
    assert days(plan, "2026-12-01", 4) == ["12-02", "12-16", "12-17", "12-23"]
    assert occurrence(plan, date(2026, 12, 9)) == Occurrence(
        date(2026, 12, 9), moved[date(2026, 12, 9)], moved=True
    )
    assert occurrence(plan, date(2026, 12, 17)) is None


def test_one_moved_from_the_past_to_ahead_still_comes() -> None:
    plan = replace(WEEKLY, moved={date(2026, 12, 2): utc("2027-03-01T12:00:00")}, until=date(2026, 12, 9))
    assert days(plan, "2026-12-20", 5) == ["03-01"]


def test_a_skip_outweighs_a_move_and_a_day_out_of_the_rule_is_not_heeded() -> None:
    day, other = date(2026, 12, 9), date(2026, 12, 10)
    plan = replace(WEEKLY, skipped=frozenset({day}), moved={day: utc("2026-12-11"), other: utc("2026-12-12")})
    assert days(plan, "2026-12-01", 3) == ["12-02", "12-16", "12-23"]


def test_public_holidays_are_left_out_if_asked() -> None:
    plan = Plan(TOKYO, date(2026, 9, 1), 600, Repeats("week", weekdays=(0, 1, 2)), holidays="JP")
    # 敬老の日, the day between as 国民の休日, 秋分の日.
    assert days(plan, "2026-09-15T12:00:00", 3) == ["09-16", "09-28", "09-29"]
    assert occurrence(plan, date(2026, 9, 22)) is None
    assert days(replace(plan, holidays=None), "2026-09-16T12:00:00", 1) == ["09-21"]


def test_one_moved_from_a_holiday_comes() -> None:
    plan = Plan(TOKYO, date(2026, 9, 7), 600, Repeats("week", weekdays=(0,)), holidays="JP")
    plan = replace(plan, moved={date(2026, 9, 21): utc("2026-09-24T01:00:00")})
    assert days(plan, "2026-09-15", 2) == ["09-24", "09-28"]


def test_nothing_comes_on_vacation() -> None:
    plan = replace(
        WEEKLY, away=((date(2026, 12, 9), date(2026, 12, 16)), (date(2026, 12, 10), date(2027, 1, 5)))
    )
    assert days(plan, "2026-12-01", 2) == ["12-02", "01-06"]
    assert occurrence(plan, date(2026, 12, 9)) is None


def test_one_moved_into_a_vacation_does_not_come_and_one_moved_out_does() -> None:
    away = ((date(2026, 12, 9), date(2026, 12, 20)),)
    into = replace(WEEKLY, away=away, moved={date(2026, 12, 2): utc("2026-12-10")})
    assert occurrence(into, date(2026, 12, 2)) is None
    out = replace(WEEKLY, away=away, moved={date(2026, 12, 9): utc("2026-12-08")})
    assert days(out, "2026-12-07", 1) == ["12-08"]


def test_a_country_without_known_holidays_has_none() -> None:
    assert knows_holidays("JP")
    assert not any(knows_holidays(code) for code in ("XX", "jp", "", "HolidayBase", "__name__"))
    assert is_holiday(date(2026, 11, 23), "JP")
    assert not is_holiday(date(2026, 11, 23), "XX")


# --- clocks that change


def test_an_hour_that_is_skipped_moves_forward_by_the_gap() -> None:
    plan = Plan(NEW_YORK, date(2026, 3, 7), 150, DAILY)
    assert starts(plan, "2026-03-07", 3) == ["2026-03-07 02:30", "2026-03-08 03:30", "2026-03-09 02:30"]


def test_an_hour_that_comes_twice_happens_once_the_first_time() -> None:
    plan = Plan(NEW_YORK, date(2026, 10, 31), 90, DAILY)
    found = [one.starts_at for one in occurrences(plan, utc("2026-10-31"), limit=3)]
    assert found == [utc("2026-10-31T05:30:00"), utc("2026-11-01T05:30:00"), utc("2026-11-02T06:30:00")]


def test_the_wall_clock_stays_when_it_is_seen_from_tokyo() -> None:
    for zone, change in ((NEW_YORK, "2026-03-06"), (LONDON, "2026-10-23")):
        plan = Plan(zone, date(2026, 1, 1), 21 * 60, DAILY)
        assert {moment[11:] for moment in starts(plan, change, 5)} == {"21:00"}
        hours = {(one.starts_at // 3600 + 9) % 24 for one in occurrences(plan, utc(change), limit=5)}
        assert len(hours) == 2


def test_a_gap_may_carry_an_occurrence_over_midnight() -> None:
    plan = Plan("America/Nuuk", date(2027, 3, 26), 23 * 60 + 30, DAILY)
    assert starts(plan, "2027-03-27T03:00:00", 3) == [
        "2027-03-28 00:30",
        "2027-03-28 23:30",
        "2027-03-29 23:30",
    ]
    found = occurrences(plan, utc("2027-03-28T01:29:00"), limit=1)
    assert found == [Occurrence(date(2027, 3, 27), utc("2027-03-28T01:30:00"))]


def test_a_day_that_a_zone_left_out_has_no_occurrence() -> None:
    plan = Plan("Pacific/Apia", date(2011, 12, 28), 540, DAILY)
    assert days(plan, "2011-12-28T00:00:00", 3) == ["12-28", "12-29", "12-31"]
    assert occurrence(plan, date(2011, 12, 30)) is None


# --- an independent computation

days_of_year = st.dates(date(2009, 1, 1), date(2032, 12, 31))


@st.composite
def rules(draw: st.DrawFn) -> Repeats:
    interval = draw(st.sampled_from([1, 1, 2, 3, 5]))
    weekdays = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    return draw(
        st.sampled_from(
            [
                ONCE,
                Repeats("day", interval),
                Repeats("week", interval, weekdays),
                Repeats("month", interval, month_day=draw(st.integers(1, 31))),
                Repeats("month", interval, weekdays[:1], nth=draw(st.sampled_from([1, 2, 3, 4, -1]))),
            ]
        )
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    zone = draw(st.sampled_from(ODD) | st.sampled_from(sorted(zones())))
    first = draw(days_of_year)
    near = st.integers(0, 120).map(lambda ahead: first + timedelta(days=ahead))
    repeats = draw(rules())
    given_days = list(walk(Plan(zone, first, 0, repeats), first + timedelta(days=150)))
    to_move = draw(st.sets(st.sampled_from(given_days), max_size=3)) if given_days else set[date]()
    shift = st.integers(-(10**6), 10**6)
    return Plan(
        zone,
        first,
        draw(st.integers(0, 1439)),
        repeats,
        until=draw(st.none() | near),
        count=draw(st.none() | st.integers(0, 40)),
        holidays=draw(st.sampled_from([None, "JP", "US"])),
        skipped=frozenset(draw(st.sets(near, max_size=6))),
        moved={
            day: int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) // 60 * 60 + draw(shift)
            for day in to_move
        },
        away=tuple(tuple(sorted((draw(near), draw(near)))) for _ in range(draw(st.integers(0, 2)))),
    )


def walk(plan: Plan, end: date) -> Iterator[date]:
    """The days of a rule, by looking at every day."""
    day, found = plan.first, 0
    while day <= end and found != plan.count and day <= (plan.until or date.max):
        if by_the_rule(plan.repeats, plan.first, day):
            found += 1
            yield day
        day += timedelta(days=1)


def by_the_rule(repeats: Repeats, first: date, day: date) -> bool:
    if repeats.every == "once":
        return day == first
    if repeats.every == "day":
        return day.toordinal() % repeats.interval == first.toordinal() % repeats.interval
    if repeats.every == "week":
        # Day 1 of the calendar was a Monday.
        apart = (day.toordinal() - 1) // 7 - (first.toordinal() - 1) // 7
        return day.weekday() in repeats.weekdays and apart % repeats.interval == 0
    if (day.month - first.month + 12 * (day.year - first.year)) % repeats.interval:
        return False
    month = [
        moment
        for moment in calendar.Calendar().itermonthdates(day.year, day.month)
        if moment.month == day.month
    ]
    if repeats.nth is not None:
        fitting = [moment for moment in month if moment.weekday() == repeats.weekdays[0]]
        return day == fitting[repeats.nth if repeats.nth < 0 else repeats.nth - 1]
    return day == month[min(repeats.month_day or 0, len(month)) - 1]


def on_the_wall(day: date, minute: int, zone: str) -> int | None:
    """The instant at which a wall shows a minute, found by looking at each offset a zone has around it."""
    local = ZoneInfo(zone)
    wall = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
    offsets = {(wall + timedelta(hours=hours)).astimezone(local).utcoffset() for hours in range(-36, 37)}
    instants = sorted(wall - offset for offset in offsets if offset is not None)
    showing = [moment for moment in instants if moment.astimezone(local).replace(tzinfo=UTC) == wall]
    if showing:
        return int(showing[0].timestamp())
    # In a gap: by the clock that went before it, later by the gap.
    if instants[-1] - instants[0] >= timedelta(days=1):
        return None
    return int(instants[-1].timestamp())


def expected(plan: Plan, end: date) -> list[Occurrence]:
    found: list[Occurrence] = []
    for day in walk(plan, end):
        on_vacation = any(a <= day <= b for a, b in plan.away)
        if day in plan.skipped:
            continue
        if day in plan.moved:
            there = datetime.fromtimestamp(plan.moved[day], ZoneInfo(plan.zone)).date()
            if not any(a <= there <= b for a, b in plan.away):
                found.append(Occurrence(day, plan.moved[day], moved=True))
        elif not on_vacation and not (plan.holidays and is_holiday(day, plan.holidays)):
            at = on_the_wall(day, plan.minute, plan.zone)
            found += [] if at is None else [Occurrence(day, at)]
    return sorted(found, key=lambda one: one.starts_at)


@pytest.mark.long
@settings(max_examples=80, deadline=None)
@given(plans(), st.integers(-3 * 86_400, 140 * 86_400))
def test_a_series_comes_as_a_walk_over_its_days_says(plan: Plan, later: int) -> None:
    end = plan.first + timedelta(days=400)
    begins = int(datetime(plan.first.year, plan.first.month, plan.first.day, tzinfo=UTC).timestamp())
    after, before = begins + later, begins + 300 * 86_400
    all_of_them = expected(plan, end)
    coming = [one for one in all_of_them if after < one.starts_at < before]
    found = occurrences(plan, after, limit=1000, before=before)
    assert sorted(found, key=lambda one: (one.starts_at, one.day)) == sorted(
        coming, key=lambda one: (one.starts_at, one.day)
    )
    assert [one.starts_at for one in found] == sorted(one.starts_at for one in found)
    named = {one.day: one for one in all_of_them}
    for ahead in range(0, 400, 7):
        day = plan.first + timedelta(days=ahead)
        assert occurrence(plan, day) == named.get(day)
    assert occurrences(plan, after, limit=3, before=before) == found[:3]


@pytest.mark.long
@settings(max_examples=200, deadline=None)
@given(days_of_year, st.integers(0, 1439), st.sampled_from(ODD) | st.sampled_from(sorted(zones())))
def test_a_wall_clock_means_the_instant_that_looking_finds(day: date, minute: int, zone: str) -> None:
    looked = on_the_wall(day, minute, zone)
    assert looked is None or instant(day, minute, zone) == looked


@given(days_of_year)
def test_a_week_begins_on_monday(day: date) -> None:
    assert start_of_week(day).weekday() == 0
    assert 0 <= (day - start_of_week(day)).days < 7


# --- speed, and the ends of the calendar


@pytest.mark.parametrize(
    "repeats",
    [DAILY, Repeats("week", weekdays=WORKDAYS), Repeats("month", month_day=31)],
    ids=lambda r: r.every,
)
def test_an_old_series_is_no_slower_than_a_new_one(repeats: Repeats) -> None:
    now = utc("2026-12-01")
    old, new = (Plan(TOKYO, date(year, 11, 1), 600, repeats, count=10**6) for year in (1826, 2026))
    for plan in (old, new):
        next_occurrence(plan, now)

    def spent(plan: Plan) -> float:
        begun = time.perf_counter()
        for _ in range(50):
            next_occurrence(plan, now)
        return time.perf_counter() - begun

    # Two hundred years would take a thousand times as long to walk.
    assert min(spent(old) for _ in range(5)) < 10 * min(spent(new) for _ in range(5))


@pytest.mark.parametrize(
    "repeats", [ONCE, DAILY, Repeats("week", weekdays=(4,)), Repeats("month", month_day=31)]
)
def test_a_series_ends_with_the_calendar(repeats: Repeats) -> None:
    plan = Plan(NEW_YORK, date(9999, 12, 24), 600, repeats)
    assert len(occurrences(plan, utc("9999-12-20"), limit=50)) < 10
    for after in (-(10**18), 10**18):
        assert len(occurrences(plan, after, limit=5)) <= 5
        assert len(occurrences(WEEKLY, after, limit=5)) <= 5


def test_a_series_whose_days_are_all_left_out_is_over() -> None:
    begun = time.perf_counter()
    always = Plan(TOKYO, date(2026, 1, 1), 600, Repeats("month", 12, month_day=1), holidays="JP")
    forever = replace(WEEKLY, away=((date(2026, 1, 1), date.max),))
    one_by_one = replace(
        WEEKLY, away=tuple((d, d) for d in (date.fromordinal(n) for n in range(739_000, 740_000)))
    )
    assert next_occurrence(always, utc("2026-12-01")) is None
    assert next_occurrence(forever, utc("2026-12-01")) is None
    assert next_occurrence(one_by_one, utc("2026-12-01")) is not None
    assert time.perf_counter() - begun < 2


# --- what is stored


@pytest.mark.parametrize(
    "wrong",
    [
        {"every": "year"},
        {"every": "once", "interval": 2},
        {"every": "day", "interval": 0},
        {"every": "day", "weekdays": (1,)},
        {"every": "week"},
        {"every": "week", "weekdays": (7,)},
        {"every": "week", "weekdays": (2, 1)},
        {"every": "week", "weekdays": (1, 1)},
        {"every": "week", "weekdays": (1,), "month_day": 1},
        {"every": "month"},
        {"every": "month", "month_day": 32},
        {"every": "month", "month_day": 1, "nth": 1},
        {"every": "month", "weekdays": (1, 2), "nth": 1},
        {"every": "month", "weekdays": (1,), "nth": 5},
    ],
    ids=str,
)
def test_a_rule_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"Repeats|every"):
        Repeats(**wrong)
    with pytest.raises(ValueError, match=r"Repeats|every"):
        Repeats.from_json({name: list(v) if isinstance(v, tuple) else v for name, v in wrong.items()})


@pytest.mark.long
@given(rules())
def test_a_rule_comes_back_from_its_dict(repeats: Repeats) -> None:
    assert Repeats.from_json(repeats.to_json()) == repeats


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"every": "day", "interval": True},
        {"every": "day", "more": 1},
        {"every": "week", "weekdays": "01"},
    ],
    ids=str,
)
def test_what_no_rule_gave_is_no_rule(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\{"):
        Repeats.from_json(wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"minute": 1440}, {"minute": -1}, {"count": -1}, {"away": ((date(2026, 1, 2), date(2026, 1, 1)),)}],
    ids=str,
)
def test_a_plan_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="Plan"):
        replace(WEEKLY, **wrong)


def test_a_plan_comes_from_what_was_read() -> None:
    weekly = Repeats("week", weekdays=(2,))
    plan = plan_of(Reading(utc("2026-12-02T12:00:00"), repeats=weekly), TOKYO, count=3)
    assert plan == replace(WEEKLY, count=3)
    # Read from 02:30 on a night that skips it: the series stays at 02:30.
    plan = plan_of(Reading(utc("2026-03-08T07:30:00"), repeats=DAILY, gap=60), NEW_YORK)
    assert starts(plan, "2026-03-08", 2) == ["2026-03-08 03:30", "2026-03-09 02:30"]


def test_an_instant_in_the_second_coming_of_an_hour_stays_there() -> None:
    at = utc("2026-11-01T06:30:00")
    plan = plan_of(Reading(at), NEW_YORK)
    assert [one.starts_at for one in occurrences(plan, utc("2026-11-01"), limit=2)] == [at]
