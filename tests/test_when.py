"""Days and quiet hours of a zone, and the zone that somebody means."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.when import (
    Country,
    countries,
    day_of,
    find_countries,
    find_zones,
    in_quiet_hours,
    quiet_until,
    show,
    zone,
    zones,
)

NOW = 1_784_000_000  # 2026-07-14 03:33 UTC
DAY = 86_400


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


# --- days

# Clocks that change at midnight, just after it, by half an hour, by a whole day, or back over midnight.
ODD = [
    "Africa/Cairo",
    "America/Havana",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Amman",
    "Asia/Gaza",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kwajalein",
]


@st.composite
def moments(draw: st.DrawFn) -> tuple[int, str]:
    """An instant in a zone, often near a change of its clocks."""
    name = draw(st.sampled_from(ODD) | st.sampled_from(sorted(zones())))
    instant = draw(st.integers(0, 4_000_000_000))
    if draw(st.booleans()):
        instant = next_change(instant, name)
        instant += draw(st.integers(-26 * 3600, 26 * 3600))
    return max(instant, 0), name


def next_change(instant: int, name: str) -> int:
    """When clocks next change, within a year and to the second; else the same instant."""
    local = ZoneInfo(name)

    def offset(moment: int) -> timedelta | None:
        return datetime.fromtimestamp(moment, local).utcoffset()

    for day in range(instant, instant + 366 * DAY, 5 * DAY):
        if offset(day) != offset(instant):
            early, late = day - 5 * DAY, day
            while late - early > 1:
                middle = (early + late) // 2
                early, late = (middle, late) if offset(middle) == offset(instant) else (early, middle)
            return late
    return instant


@pytest.mark.parametrize(
    ("instant", "name", "starts", "ends"),
    [
        ("2025-06-15T12:00", "UTC", "2025-06-15T00:00", "2025-06-16T00:00"),
        ("2025-06-15T14:59", "Asia/Tokyo", "2025-06-14T15:00", "2025-06-15T15:00"),
        ("2025-06-15T15:00", "Asia/Tokyo", "2025-06-15T15:00", "2025-06-16T15:00"),
        ("2025-03-30T12:00", "Europe/Berlin", "2025-03-29T23:00", "2025-03-30T22:00"),  # 23 hours
        ("2025-10-26T12:00", "Europe/Berlin", "2025-10-25T22:00", "2025-10-26T23:00"),  # 25 hours
        ("2025-04-25T12:00", "Africa/Cairo", "2025-04-24T22:00", "2025-04-25T21:00"),  # begins at 01:00
        ("2020-10-30T12:00", "Asia/Amman", "2020-10-29T21:00", "2020-10-30T22:00"),  # midnight comes twice
        ("2006-10-29T02:31", "America/St_Johns", "2006-10-29T02:30", "2006-10-30T03:30"),
        ("2006-10-29T02:45", "America/St_Johns", "2006-10-29T02:30", "2006-10-30T03:30"),  # 23:15 again
        ("2011-12-30T09:00", "Pacific/Apia", "2011-12-29T10:00", "2011-12-30T10:00"),  # the 30th is left out
        ("2011-12-30T11:00", "Pacific/Apia", "2011-12-30T10:00", "2011-12-31T10:00"),
    ],
)
def test_a_day_is_the_local_day_of_the_zone(instant: str, name: str, starts: str, ends: str) -> None:
    assert day_of(at(instant), name) == (at(starts), at(ends))


@given(moments())
def test_every_instant_lies_in_its_day_and_days_follow_each_other(moment: tuple[int, str]) -> None:
    instant, name = moment
    day = day_of(instant, name)
    assert day.starts <= instant < day.ends
    assert day_of(day.starts, name) == day == day_of(day.ends - 1, name)
    assert day_of(day.ends, name).starts == day.ends
    assert day_of(day.starts - 1, name).ends == day.starts


# --- quiet hours

NIGHT = (22 * 60, 7 * 60)


@pytest.mark.parametrize(
    ("instant", "name", "hours", "until"),
    [
        ("2025-06-15T20:59", "Europe/London", NIGHT, "2025-06-15T20:59"),
        ("2025-06-15T21:00", "Europe/London", NIGHT, "2025-06-16T06:00"),
        ("2025-06-16T05:59:59", "Europe/London", NIGHT, "2025-06-16T06:00"),
        ("2025-06-16T06:00", "Europe/London", NIGHT, "2025-06-16T06:00"),
        ("2025-06-16T03:30", "Asia/Tokyo", (12 * 60, 13 * 60), "2025-06-16T04:00"),
        ("2025-10-25T22:00", "Europe/London", NIGHT, "2025-10-26T07:00"),  # the night is an hour longer
        ("2025-03-29T22:00", "Europe/London", NIGHT, "2025-03-30T06:00"),  # and an hour shorter
        ("2025-03-30T00:50", "Europe/London", (0, 90), "2025-03-30T01:00"),  # 01:30 never comes: 02:00 does
        ("2025-10-26T00:10", "Europe/London", (60, 90), "2025-10-26T00:30"),
        ("2025-10-26T01:10", "Europe/London", (60, 90), "2025-10-26T01:30"),  # the same hour a second time
        ("2025-06-15T12:00", "UTC", (600, 600), "2025-06-15T12:00"),
    ],
)
def test_quiet_lasts_until_the_wall_says_so(
    instant: str, name: str, hours: tuple[int, int], until: str
) -> None:
    assert quiet_until(at(instant), name, *hours) == at(until)
    assert in_quiet_hours(at(instant), name, *hours) == (instant != until)


@given(moments(), st.integers(0, 1439), st.integers(0, 1439), st.floats(0, 1))
def test_it_is_quiet_all_the_time_up_to_the_end_of_quiet(
    moment: tuple[int, str], start: int, end: int, part: float
) -> None:
    instant, name = moment
    until = quiet_until(instant, name, start, end)
    assert not in_quiet_hours(until, name, start, end)
    assert instant <= until <= instant + 2 * DAY
    if until > instant:
        between = instant + int((until - 1 - instant) * part)
        assert all(in_quiet_hours(when, name, start, end) for when in (instant, between, until - 1))


# --- zones


def first(text: str, language: str = "en", now: int = NOW) -> str | None:
    found = find_zones(text, language, now)
    return found[0].name if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("東京", "Asia/Tokyo"),
        ("とうきょう", "Asia/Tokyo"),
        ("Tokyo", "Asia/Tokyo"),
        ("tok", "Asia/Tokyo"),
        ("JST", "Asia/Tokyo"),
        ("日本", "Asia/Tokyo"),
        ("にほん", "Asia/Tokyo"),
        ("Japan", "Asia/Tokyo"),
        ("大阪", "Asia/Tokyo"),
        ("New York", "America/New_York"),
        ("new_york", "America/New_York"),
        ("ニューヨーク", "America/New_York"),
        ("にゅーよーく", "America/New_York"),
        ("ﾆｭｰﾖｰｸ", "America/New_York"),
        ("EST", "America/New_York"),
        ("アメリカ", "America/New_York"),
        ("la", "America/Los_Angeles"),
        ("London", "Europe/London"),
        ("ロンドン", "Europe/London"),
        ("イギリス", "Europe/London"),
        ("são paulo", "America/Sao_Paulo"),
        ("Sao Paulo", "America/Sao_Paulo"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("kyiv", "Europe/Kyiv"),
        ("キーウ", "Europe/Kyiv"),
        ("CST", "America/Chicago"),
        ("IST", "Asia/Kolkata"),
        ("UTC", "UTC"),
        ("ＵＴＣ", "UTC"),
        ("+9", "Asia/Tokyo"),
        ("UTC+9", "Asia/Tokyo"),
        ("gmt +09:00", "Asia/Tokyo"),
        ("＋９", "Asia/Tokyo"),
        ("+0545", "Asia/Kathmandu"),
        ("−2:30", "America/St_Johns"),  # a real minus sign, as phones write it
        ("", "Asia/Tokyo"),
    ],
)
def test_a_zone_is_found_by_what_people_call_it(text: str, name: str) -> None:
    assert first(text) == name == first(text, "ja")


def test_an_offset_is_that_of_now() -> None:
    assert "Europe/London" in [zone.name for zone in find_zones("+1", "en", at("2026-07-01"), limit=400)]
    assert "Europe/London" not in [zone.name for zone in find_zones("+1", "en", at("2026-01-01"), limit=400)]


@pytest.mark.parametrize("text", ["xyzzy", "+25", "+9:77", "Etc/GMT+5"])
def test_what_is_no_zone_finds_none(text: str) -> None:
    assert find_zones(text, "en", NOW) == []
    assert zone(text) is None


def test_a_zone_is_shown_in_the_readers_language_with_its_time() -> None:
    tokyo = show("Asia/Tokyo", "ja", NOW)
    assert (tokyo.label, tokyo.from_utc, f"{tokyo.local:%H:%M}") == ("東京（日本）", "UTC+9", "12:33")
    assert show("Asia/Tokyo", "en", NOW).label == "Tokyo, Japan"
    assert [show(name, "en", NOW).from_utc for name in ("UTC", "America/St_Johns", "Asia/Kathmandu")] == [
        "UTC+0",
        "UTC-2:30",
        "UTC+5:45",
    ]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_zones_are_found_by_their_names_and_shown(language: str) -> None:
    for name in sorted(zones())[::9]:
        shown = show(name, language, NOW)
        assert shown.label
        assert name in [found.name for found in find_zones(name, language, NOW)], name
        assert name in [found.name for found in find_zones(shown.from_utc, language, NOW, limit=400)], name
        city = shown.label.partition("（")[0].partition(",")[0]
        assert name in [found.name for found in find_zones(city, language, NOW)], city


@pytest.mark.long
@given(st.text())
def test_whatever_is_typed_only_proper_zones_are_offered(text: str) -> None:
    found = find_zones(text, "ja", NOW)
    assert len(found) <= 25
    assert len({zone.name for zone in found}) == len(found)
    assert {zone.name for zone in found} <= zones()
    assert zone(text) in {None, *zones()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Asia/Tokyo", "Asia/Tokyo"),
        (" asia/tokyo ", "Asia/Tokyo"),
        ("Japan", "Asia/Tokyo"),
        ("東京", "Asia/Tokyo"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Iceland", "Atlantic/Reykjavik"),  # tzdata's own link leads to Abidjan
        ("Etc/UTC", "UTC"),
        ("GMT", "UTC"),
        ("EST", None),  # a zone of that name is Panama; people mean others
        ("CET", None),
        ("la", None),
        ("+9", None),
        ("", None),
    ],
)
def test_a_zone_that_is_named_has_one_proper_name(text: str, name: str | None) -> None:
    assert zone(text) == name


def test_every_proper_zone_can_be_used() -> None:
    for name in zones():
        assert zone(name) == name
        assert day_of(NOW, name).starts <= NOW


# --- countries


def test_a_country_is_found_by_name_and_code() -> None:
    for text in ("日本", "にほん", "japan", "JP", "Jap"):
        assert find_countries(text, "ja")[0] == Country("JP", "日本"), text
    assert find_countries("US", "en")[0] == Country("US", "United States")
    assert find_countries("", "en")[0] == Country("JP", "Japan")
    assert len(find_countries("", "en")) == 25
    assert find_countries("xyzzy", "en") == []


def test_countries_are_found_by_code_in_both_languages() -> None:
    for code in sorted(countries())[::5]:
        for language in ("en", "ja"):
            assert code in [country.code for country in find_countries(code, language)]
