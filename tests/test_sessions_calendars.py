"""The calendar file gives the same dates as Engawa does, whoever reads it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.features.sessions import Place, Series
from bot.when import ONCE, Plan, Repeats, instant, occurrence, occurrences
from cogs.sessions import calendars

ZONES = ("Asia/Tokyo", "America/New_York", "Europe/London", "Australia/Lord_Howe", "UTC", "Africa/Casablanca")
DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(400)]
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC).timestamp()
FAR = NOW + calendars.AHEAD.total_seconds()


def series(plan: Plan, **details: Any) -> Series:
    shown = {"title": "Quiet", "kind": "quiet", "channel_id": 3, "place": Place(), "minutes": 90}
    return Series(id=7, guild_id=1, host_id=2, plan=plan, **(shown | details))


def read(file: bytes) -> Calendar:
    made = Calendar.from_ical(file)
    assert isinstance(made, Calendar)
    return made


def expanded(file: bytes, zone: str, until: float) -> list[int]:
    """The instants at which a calendar shows something: by the library `dateutil`, on the wall."""
    masters = [e for e in read(file).walk("VEVENT") if "RECURRENCE-ID" not in e]
    moved = {wall(e["RECURRENCE-ID"].dt): e for e in read(file).walk("VEVENT") if "RECURRENCE-ID" in e}
    found = [at(e["DTSTART"].dt) for e in moved.values()]
    for event in masters:
        start = event["DTSTART"].dt
        walls = [wall(start)]
        if "RRULE" in event:
            rule = event["RRULE"].to_ical().decode()
            if "UNTIL" in event["RRULE"]:
                # The rule runs on the wall here, and its end is an instant.
                ends = event["RRULE"]["UNTIL"][0].astimezone(ZoneInfo(zone))
                rule = ";".join(p for p in rule.split(";") if not p.startswith("UNTIL"))
                rule += f";UNTIL={ends:%Y%m%dT%H%M%S}"
            last = datetime.fromtimestamp(until, UTC).replace(tzinfo=None) + timedelta(days=2)
            walls = list(rrulestr(rule, dtstart=wall(start)).between(wall(start), last, inc=True))
        dates = event.get("EXDATE", [])
        without = {wall(x.dt) for group in (dates if isinstance(dates, list) else [dates]) for x in group.dts}
        if "RRULE" not in event:
            found.append(at(start))
            continue
        found += [
            int(each.replace(tzinfo=ZoneInfo(zone)).timestamp())
            for each in walls
            if each not in without and each not in moved
        ]
    return sorted(x for x in found if x < until)


def wall(when: datetime) -> datetime:
    return when.replace(tzinfo=None)


def at(when: datetime) -> int:
    return int(when.timestamp())


weeks = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
rules = st.one_of(
    st.just(ONCE),
    st.builds(Repeats, st.just("day"), st.integers(1, 9)),
    st.builds(Repeats, st.just("week"), st.integers(1, 3), weeks),
    st.builds(lambda n, d: Repeats("month", n, month_day=d), st.integers(1, 3), st.integers(1, 31)),
    st.builds(
        lambda n, w, nth: Repeats("month", n, (w,), nth=nth),
        st.integers(1, 3),
        st.integers(0, 6),
        st.sampled_from([1, 2, 3, 4, -1]),
    ),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    zone = draw(st.sampled_from(ZONES))
    first = draw(st.sampled_from(DAYS))
    minute = draw(st.one_of(st.integers(0, 1439), st.sampled_from([90, 120, 150, 0])))
    bare = Plan(
        zone,
        first,
        minute,
        draw(rules),
        until=draw(st.none() | st.sampled_from(DAYS)),
        count=draw(st.none() | st.integers(1, 60)),
    )
    ahead = [each.day for each in occurrences(bare, 0, limit=40)]
    some = st.lists(st.sampled_from(ahead), max_size=3) if ahead else st.just([])
    moved = {day: instant(day, draw(st.integers(0, 1439)), zone) for day in draw(some)}
    away = [(day, day + timedelta(days=draw(st.integers(0, 30)))) for day in draw(some)[:1]]
    return Plan(
        zone,
        first,
        minute,
        bare.repeats,
        bare.until,
        bare.count,
        draw(st.sampled_from([None, None, "JP", "US"])),
        frozenset(draw(some)),
        moved,
        tuple(away),
    )


GAP = Plan("America/New_York", date(2026, 3, 1), 150, Repeats("week", weekdays=(6,)))
FOLD = Plan("America/New_York", date(2026, 10, 25), 90, Repeats("day"))
MONTH_END = Plan("Asia/Tokyo", date(2026, 1, 31), 540, Repeats("month", month_day=31))
BOTH_ENDS = Plan("UTC", date(2026, 1, 1), 540, Repeats("day"), until=date(2026, 1, 9), count=30)
HOLIDAYS = Plan("Asia/Tokyo", date(2026, 11, 2), 540, Repeats("week", weekdays=(0, 1)), holidays="JP")


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@example(GAP)
@example(FOLD)
@example(MONTH_END)
@example(BOTH_ENDS)
@example(HOLIDAYS)
@given(plans())
def test_a_calendar_shows_the_dates_at_which_it_comes(plan: Plan) -> None:
    file = calendars.calendar("en", "Porch", [series(plan)], NOW)
    ours = [each.starts_at for each in occurrences(plan, 0, limit=2000, before=FAR)]
    assert expanded(file, plan.zone, FAR) == sorted(ours)


@pytest.mark.long
@settings(max_examples=25, deadline=None)
@example(GAP)
@example(FOLD)
@given(plans())
def test_the_zone_in_the_file_shows_the_same_clock_as_the_zone_itself(plan: Plan) -> None:
    file = read(calendars.calendar("en", "Porch", [series(plan)], NOW))
    zones = {str(part["TZID"]): part.to_tz() for part in file.walk("VTIMEZONE")}
    assert zones.keys() == {plan.zone} - {"UTC"}
    for each in occurrences(plan, NOW, limit=30):
        local = datetime.fromtimestamp(each.starts_at, ZoneInfo(plan.zone))
        if zones and not local.fold:
            assert zones[plan.zone].utcoffset(local.replace(tzinfo=None)) == local.utcoffset()


def test_a_file_names_what_is_the_same_by_the_same_name_each_time() -> None:
    one = series(GAP, bring="tea; and, more\\", place=Place(5, "https://example.org/a?b=1,2"))
    first, later = (read(calendars.calendar("ja", "縁側", [one], now)) for now in (NOW, NOW + 9))
    [event], [again] = first.walk("VEVENT"), later.walk("VEVENT")
    assert event["UID"] == again["UID"] == "session-7@engawa"
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert event["DURATION"].dt == timedelta(minutes=90)
    assert event["LOCATION"] == "https://example.org/a?b=1,2"
    assert "tea; and, more\\" in event["DESCRIPTION"]
    assert first["X-WR-CALNAME"] == "縁側"


def test_what_was_moved_and_what_is_left_out_is_said_of_its_day() -> None:
    first = date(2026, 12, 1)
    moved, skipped = first + timedelta(days=7), first + timedelta(days=14)
    plan = Plan(
        "Asia/Tokyo",
        first,
        1260,
        Repeats("week", weekdays=(1,)),
        skipped=frozenset({skipped}),
        moved={moved: instant(moved, 1320, "Asia/Tokyo")},
    )
    file = calendars.calendar("en", "Porch", [series(plan)], NOW).decode()
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU;WKST=MO" in file.replace("\r\n ", "")
    assert "EXDATE;TZID=Asia/Tokyo:20261215T210000" in file
    assert "RECURRENCE-ID;TZID=Asia/Tokyo:20261208T210000" in file
    assert "DTSTART;TZID=Asia/Tokyo:20261208T220000" in file


def test_somebody_who_comes_just_once_gets_that_one_date() -> None:
    file = read(calendars.calendar("en", "Porch", [series(HOLIDAYS)], NOW, only=[7]))
    [event] = file.walk("VEVENT")
    assert "RRULE" not in event
    assert at(event["DTSTART"].dt) == occurrences(HOLIDAYS, NOW, limit=1)[0].starts_at


def test_a_file_of_a_whole_server_is_made_soon() -> None:
    every = [series(HOLIDAYS), *(series(Plan(z, date(2026, 1, 5), 540, Repeats("day"))) for z in ZONES)]
    file = calendars.calendar("en", "Porch", every, NOW)
    assert file.count(b"BEGIN:VEVENT") == len(every)
    assert file.count(b"BEGIN:VTIMEZONE") == len(ZONES) - 1
    assert occurrence(HOLIDAYS, date(2026, 11, 23)) is None
