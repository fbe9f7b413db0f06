"""What a month brings, and how it is drawn and said."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.features.sessions import Series, times_of
from bot.pictures import Day
from bot.texts import LANGUAGES, Language
from bot.when import Repeats, month_of
from cogs.sessions.month import Sheet, alt, still_to_come, subject
from tests.gathering import DAILY, DAY, HOUR, NOON, a_series

NOVEMBER = date(2026, 11, 18)


def days(found: Series, zone: str = "UTC", now: int = NOON) -> list[int]:
    return [time.day.day for time in times_of([found], NOVEMBER, zone, now)]


def test_a_month_has_all_its_days() -> None:
    assert [month_of(date(year, 2, 3))[-1].day for year in (2027, 2028)] == [28, 29]
    assert month_of(date(2026, 12, 31))[0] == date(2026, 12, 1)


def test_what_is_on_and_what_is_to_come_this_month_is_in_it_and_nothing_else() -> None:
    assert days(a_series(NOON + HOUR, repeats=DAILY)) == list(range(18, 31))
    assert days(a_series(NOON - 30 * 60, repeats=DAILY, minutes=60)) == list(range(18, 31)), "it is on"
    assert days(a_series(NOON - HOUR, repeats=DAILY, minutes=60)) == list(range(19, 31)), "it is over"
    assert days(a_series(NOON + 13 * DAY)) == []


def test_exceptions_of_a_plan_hold() -> None:
    one = a_series(NOON + HOUR, repeats=Repeats("week", weekdays=(2,)))
    skipped = replace(one.plan, skipped=frozenset({date(2026, 11, 25)}))
    moved = replace(one.plan, moved={date(2026, 11, 25): NOON + 5 * DAY})
    assert days(one) == [18, 25]
    assert days(replace(one, plan=skipped)) == [18]
    assert days(replace(one, plan=moved)) == [18, 23]
    away = ((date(2026, 11, 1), date(2026, 11, 20)),)
    assert days(replace(one, plan=replace(one.plan, away=away))) == [25]


@pytest.mark.parametrize("rests", [{"paused_at": 1, "paused_for": "host"}, {"ended_at": 1}])
def test_what_rests_or_has_ended_is_not_in_it(rests: dict[str, Any]) -> None:
    assert days(replace(a_series(NOON + HOUR, repeats=DAILY), **rests)) == []


def test_days_and_hours_are_those_of_the_readers_wall() -> None:
    late = int(datetime(2026, 11, 30, 20, tzinfo=UTC).timestamp())
    assert days(a_series(late)) == [30]
    assert days(a_series(late), "Asia/Tokyo") == []
    [time] = times_of([a_series(late)], date(2026, 12, 9), "Asia/Tokyo", NOON)
    assert (time.day, time.minute) == (date(2026, 12, 1), 5 * 60)


def test_weeks_that_are_over_are_not_drawn() -> None:
    month = month_of(NOVEMBER)
    assert [day.day for day in still_to_come(month, NOVEMBER)] == list(range(16, 31))
    assert still_to_come(month, date(2026, 10, 20)) == month
    assert still_to_come(month, date(2026, 11, 15))[0] == date(2026, 11, 9)
    drawn = subject(replace(sheet("en", a_series(NOON)), days=still_to_come(month, NOVEMBER)))
    assert (drawn.title, drawn.starts_on, drawn.days[0].number) == ("Sessions in November 2026", 0, 16)


def sheet(language: Language, *found: Series) -> Sheet:
    times = times_of(found, NOVEMBER, "Asia/Tokyo", NOON)
    return Sheet(language, "Asia/Tokyo", month_of(NOVEMBER), times, NOVEMBER, {date(2026, 11, 23)})


def test_it_is_drawn_and_said_in_both_languages() -> None:
    weekly = a_series(NOON + HOUR, repeats=Repeats("week", weekdays=(2,)), title="*Quiet* hour")
    nameless = a_series(NOON + 2 * HOUR, title="", kind="quiet")
    drawn = subject(sheet("en", weekly, nameless))
    assert (drawn.title, drawn.period, drawn.starts_on) == ("Sessions in November 2026", "Tokyo time", 6)
    assert drawn.days[17] == Day(18, ["22:00 *Quiet* hour", "23:00 Quiet work"], today=True)
    assert [day.number for day in drawn.days if day.holiday] == [23]
    assert alt(sheet("en", weekly, nameless)).split("\n") == [
        "Sessions in November 2026 (Tokyo time), by day of the month:",
        "*Quiet* hour at 22:00: 18, 25",
        "Quiet work at 23:00: 18",
    ]
    assert alt(sheet("ja", weekly)) == (
        "2026年11月の勉強会（東京の時刻）の日にち\n22:00「*Quiet* hour」：18・25日"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_however_many_there_are_the_words_fit_and_say_how_many_more(language: Language) -> None:
    many = [a_series(NOON + HOUR, repeats=DAILY, title="長" * 80) for _ in range(30)]
    said = alt(sheet(language, *many))
    assert len(said) <= 1024
    shown = len(said.split("\n")) - 2
    assert str(30 - shown) in said.split("\n")[-1]
    assert len(subject(sheet(language, *many)).days) == 30
