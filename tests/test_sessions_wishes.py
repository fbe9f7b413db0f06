"""What people write of a session becomes the session they mean, or is refused with what to write instead."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.features.sessions import Series
from bot.texts import LANGUAGES, text
from bot.when import ONCE, Repeats, occurrences
from cogs.sessions.preview import clocks_change, notes, said_again
from cogs.sessions.suggesting import suggest_times
from cogs.sessions.wishes import (
    PAGES,
    Asked,
    Understood,
    Wish,
    carrying,
    change,
    often_of,
    page_of,
    read_reminders,
    rebased,
    understand,
)

TOKYO, NEW_YORK = "Asia/Tokyo", "America/New_York"


def moment(written: str, zone: str = TOKYO) -> int:
    return int(datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone)).timestamp())


NOW = moment("2026-11-26 12:00")  # a Thursday
ASKED = Asked(NOW, TOKYO, "en", "JP")


def meant(asked: Asked = ASKED, **said: Any) -> Understood:
    wish = Wish(**{"title": "Quiet", "when": "tomorrow 9pm"} | said)
    return understand(wish, asked, root=1, guild_id=2, host_id=3, channel_id=4)


def planned(**said: Any) -> Series:
    return meant(**said).series


def days(one: Series, limit: int = 3, now: float = NOW) -> list[str]:
    zone = ZoneInfo(one.plan.zone)
    coming = occurrences(one.plan, now, limit=limit)
    return [f"{datetime.fromtimestamp(each.starts_at, zone):%a %d %b %H:%M}" for each in coming]


def refused(**said: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        meant(**said)
    for language in LANGUAGES:
        assert text(language, refusal.value.key, **refusal.value.params)
    return refusal.value.key


def test_a_title_and_a_time_are_enough() -> None:
    one = planned()
    assert days(one) == ["Fri 27 Nov 21:00"]
    assert (one.minutes, one.kind, one.level, one.reminders) == (60, "quiet", "any", (1440, 15))
    assert (one.id, one.guild_id, one.host_id, one.channel_id) == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("often", "first_three"),
    [
        ("once", ["Fri 27 Nov 21:00"]),
        ("daily", ["Fri 27 Nov 21:00", "Sat 28 Nov 21:00", "Sun 29 Nov 21:00"]),
        ("weekdays", ["Fri 27 Nov 21:00", "Mon 30 Nov 21:00", "Tue 01 Dec 21:00"]),
        ("weekly", ["Fri 27 Nov 21:00", "Fri 04 Dec 21:00", "Fri 11 Dec 21:00"]),
        ("fortnightly", ["Fri 27 Nov 21:00", "Fri 11 Dec 21:00", "Fri 25 Dec 21:00"]),
        ("monthday", ["Fri 27 Nov 21:00", "Sun 27 Dec 21:00", "Wed 27 Jan 21:00"]),
        ("monthweekday", ["Fri 27 Nov 21:00", "Fri 25 Dec 21:00", "Fri 22 Jan 21:00"]),
    ],
)
def test_each_rhythm_begins_at_the_time_that_was_said(often: str, first_three: list[str]) -> None:
    assert days(planned(repeats=often)) == first_three


def test_a_rhythm_is_read_from_the_time_too() -> None:
    for written in ("every Mon and Thu 9pm", "毎週月・木 21時"):
        assert days(planned(when=written)) == ["Thu 26 Nov 21:00", "Mon 30 Nov 21:00", "Thu 03 Dec 21:00"]
    assert days(planned(when="every Mon and Thu 9pm", repeats="weekly"), 2)[1] == "Mon 30 Nov 21:00"
    assert refused(when="every Mon 9pm", repeats="daily") == "session-plan-repeats-differ"
    assert refused(when="every Mon 9pm", repeats="once") == "session-plan-repeats-differ"
    assert refused(when="every Mon 9pm", repeats="fortnightly") == "session-plan-repeats-differ"


def test_the_fifth_weekday_of_a_month_is_its_last() -> None:
    assert often_of("monthweekday", date(2026, 11, 29)).nth == -1
    assert often_of("monthweekday", date(2026, 11, 28)).nth == 4
    assert days(planned(when="Nov 29 9pm", repeats="monthweekday"), 2)[1] == "Sun 27 Dec 21:00"


def test_weekdays_from_a_saturday_begin_on_monday_and_the_preview_says_so() -> None:
    found = meant(when="Saturday 9pm", repeats="weekdays")
    assert days(found.series, 1) == ["Mon 30 Nov 21:00"]
    [note] = notes("en", found.series, found.reading, NOW)
    assert "Mon 30 Nov" in note


def test_an_end_is_a_day_or_a_number_of_times() -> None:
    daily = {"repeats": "daily"}
    assert len(days(planned(until="10 times", **daily), 99)) == 10
    for written in ("10回", "全１０回", "10x"):
        assert planned(until=written, **daily).plan.count == 10
    assert planned(until="Dec 1", **daily).plan.until == date(2026, 12, 1)
    assert planned(until="12/24", **daily) == planned(until="Dec 24", **daily)
    assert planned(until="none", **daily).plan.until is None
    assert refused(until="Nov 26", **daily) == "session-never-comes"
    assert refused(until="someday", **daily) == "session-plan-day-unread"
    assert refused(until="0 times", **daily) == "session-plan-times-wrong"
    assert refused(until="1001回", **daily) == "session-plan-times-wrong"
    assert refused(until="Dec 1") == "session-plan-until-once"


def test_holidays_are_those_of_the_servers_country() -> None:
    one = planned(when="every Mon and Tue 9am", holidays="skip")
    assert one.plan.holidays == "JP"
    assert planned(when="every Mon 9am", holidays="keep").plan.holidays is None
    without = Asked(NOW, TOKYO, "en")
    with pytest.raises(Refusal, match="session-plan-no-country"):
        meant(without, holidays="skip")


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("1 day, 15 min", (1440, 15)),
        ("1日前、15分前", (1440, 15)),
        ("１日前と１５分前", (1440, 15)),
        ("15 min before", (15,)),
        ("1 hour and 10 min", (60, 10)),
        ("15, 15分", (15,)),
        ("1 week before", (10080,)),
        ("1週間前", (10080,)),
        ("30分前・5分前", (30, 5)),
        ("none", ()),
        ("なし", ()),
        ("", ()),
    ],
)
def test_reminders(written: str, minutes: tuple[int, ...]) -> None:
    assert read_reminders(written) == minutes


def test_reminders_that_are_not_read_or_too_many() -> None:
    assert refused(reminders="soon") == "session-plan-reminders-unread"
    assert refused(reminders="8 days") == "session-reminders-wrong"
    assert refused(reminders="1,2,3,4,5") == "session-reminders-too-many"


def test_all_else_is_read_or_refused_with_an_example() -> None:
    one = planned(
        length="1時間半",
        kind="workshop",
        capacity="１０人",
        level="beginner",
        bring=" tea ",
        link="https://x.org",
    )
    assert (one.minutes, one.kind, one.capacity, one.level, one.bring) == (
        90,
        "workshop",
        10,
        "beginner",
        "tea",
    )
    assert one.place.link == "https://x.org"
    assert planned(capacity="0").capacity is None
    assert planned(kind="rave", level="god").kind == "quiet"
    assert refused(length="a while") == "session-plan-length-unread"
    assert refused(length="3 min") == "session-length-wrong"
    assert refused(capacity="many") == "session-plan-capacity-unread"
    assert refused(capacity="99999") == "session-capacity-wrong"
    for link in ("ftp://x", "https://x y", "https://x\ud800", "javascript:alert(1)"):
        assert refused(link=link) == "session-link-wrong"
    assert refused(title="  ") == "session-title-empty"
    assert refused(title="x" * 81) == "session-title-too-long"
    assert refused(bring="x" * 201) == "session-bring-too-long"
    assert refused(repeats="daily", length="24 hours") == "session-length-wrong"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "empty"),
        ("明日の夜", "no-hour"),
        ("tomorrow", "no-hour"),
        ("Feb 30 9pm", "impossible"),
        ("2025-12-01 21:00", "past"),
        ("Saturday 9", "ambiguous"),
        ("when the moon is full", "not-understood"),
        ("`@everyone` **now**", "not-understood"),
    ],
)
def test_a_time_that_is_not_read_is_refused_with_an_example(written: str, why: str) -> None:
    assert refused(when=written) == f"session-when-{why}"


def test_what_was_typed_is_repeated_without_its_marks_and_not_at_length() -> None:
    with pytest.raises(Refusal) as refusal:
        meant(when="**@everyone** " + "x" * 300)
    typed = str(refusal.value.params["typed"])
    assert "\\*\\*@\u200beveryone" in typed
    assert len(typed) < 80


def test_every_refusal_is_mended_on_a_page_of_the_form() -> None:
    assert page_of("session-link-wrong") == "details"
    assert page_of("session-plan-channel-missing") == "places"
    assert page_of("anything-else") == "when"


# --- what was read stays read


@pytest.mark.parametrize("written", ["tomorrow 9pm", "in 90 min", "every other Monday 8pm", "毎月1日 9時"])
def test_what_a_preview_carries_is_read_the_same_an_hour_later(written: str) -> None:
    found = meant(when=written)
    kept = carrying(Wish(title="Quiet", when=written), found.reading, written)
    again = understand(
        Wish.of(kept.kept()), Asked(NOW + 3600, TOKYO, "ja"), root=1, guild_id=2, host_id=3, channel_id=4
    )
    assert again.series.plan == found.series.plan
    assert kept.said == written


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "written", ["in 3 days 21:00", "Dec 24 8pm", "every Mon and Thu 9pm", "every other Wed 20:30"]
)
def test_a_choice_is_shown_in_a_form_in_words_that_are_read_again(language: Any, written: str) -> None:
    asked = Asked(NOW, TOKYO, language, None)
    chosen = suggest_times(asked, written)
    found = meant(asked, when=chosen[0].value)
    shown = said_again(language, found.series, found.reading, chosen[0].value, asked)
    assert not shown.startswith("at=")
    assert meant(asked, when=shown).series.plan == found.series.plan


@settings(max_examples=60, deadline=None)
@example("\ud800 9pm", "en")
@example("\x00", "ja")
@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_whatever_is_typed_something_short_is_suggested(typed: str, language: Any) -> None:
    for choice in suggest_times(Asked(NOW, TOKYO, language), typed):
        assert 1 <= len(str(choice.name)) <= 100
        assert 1 <= len(choice.value) <= 100
        assert f"{choice.name}{choice.value}".encode()


def test_a_time_is_suggested_with_its_date_weekday_zone_and_how_far_off_it_is() -> None:
    [english] = suggest_times(ASKED, "every Tue 21:00")
    assert english.name == "Tue 1 Dec 21:00, Tokyo time · in 5 days · every Tue"
    [japanese] = suggest_times(Asked(NOW, NEW_YORK, "ja"), "明日9時")
    assert japanese.name == "11月26日（木）9:00（ニューヨーク）・あと11時間"
    [rolled] = suggest_times(ASKED, "9am")
    assert rolled.name.endswith("in 21 hours · next one")
    [unread] = suggest_times(ASKED, "tomorrow")
    assert (unread.name, unread.value) == ("Which hour? Like “tomorrow 9pm”", "tomorrow")
    assert len(suggest_times(ASKED, " ")) == 3


# --- when clocks change


def test_a_change_of_the_clocks_between_the_dates_is_noted_and_one_after_them_is_not() -> None:
    at = Asked(moment("2026-10-26 12:00", NEW_YORK), NEW_YORK, "en")
    found = meant(at, when="every Tue 21:00")
    assert days(found.series, 2, at.now) == ["Tue 27 Oct 21:00", "Tue 03 Nov 21:00"]
    [note] = notes("en", found.series, found.reading, at.now)
    assert "It stays at 21:00, New York time" in note
    once = meant(at, when="tomorrow 21:00")
    assert not clocks_change(once.series, occurrences(once.series.plan, at.now, limit=3))


def test_an_hour_that_the_clocks_skip_is_noted() -> None:
    at = Asked(moment("2026-03-07 12:00", NEW_YORK), NEW_YORK, "en")
    found = meant(at, when="tomorrow 2:30")
    assert days(found.series, 1, at.now) == ["Sun 08 Mar 03:30"]
    assert any("60 minutes later" in note for note in notes("en", found.series, found.reading, at.now))


# --- changing


TUESDAYS = planned(when="every Tue 21:00")


def test_a_change_touches_only_what_was_said() -> None:
    after = change(TUESDAYS, Wish(title="Loud", capacity="4"), ASKED)
    assert (after.title, after.capacity) == ("Loud", 4)
    assert (after.plan, after.reminders) == (TUESDAYS.plan, TUESDAYS.reminders)
    assert change(TUESDAYS, Wish(), ASKED) == TUESDAYS
    assert change(after, Wish(capacity="none", bring="none"), ASKED).capacity is None


def test_another_time_keeps_the_rhythm() -> None:
    tue = change(TUESDAYS, Wish(when="Tue 22:00"), ASKED)
    assert days(tue, 2) == [
        "Tue 01 Dec 22:00",
        "Tue 08 Dec 22:00",
    ]
    wed = change(TUESDAYS, Wish(when="Wed 20:00"), ASKED)
    assert days(wed, 2) == [
        "Wed 02 Dec 20:00",
        "Wed 09 Dec 20:00",
    ]
    daily = change(TUESDAYS, Wish(repeats="daily"), ASKED)
    assert days(daily, 2) == ["Tue 01 Dec 21:00", "Wed 02 Dec 21:00"]
    twice = planned(when="every Mon and Thu 21:00")
    assert days(change(twice, Wish(when="Mon 20:00"), ASKED), 2) == ["Mon 30 Nov 20:00", "Thu 03 Dec 20:00"]
    with pytest.raises(Refusal, match="session-plan-which-days"):
        change(twice, Wish(when="Tue 20:00"), ASKED)


def test_an_end_can_be_set_and_taken_away() -> None:
    ends = change(TUESDAYS, Wish(until="3 times"), ASKED)
    assert len(days(ends, 9)) == 3
    assert change(ends, Wish(until="none"), ASKED).plan == TUESDAYS.plan
    assert change(ends, Wish(repeats="once"), ASKED).plan.count is None
    with pytest.raises(Refusal, match="session-plan-until-once"):
        change(planned(), Wish(until="3 times"), ASKED)


def test_a_rhythm_is_carried_to_another_day() -> None:
    day = date(2026, 12, 9)  # the second Wednesday
    assert rebased(ONCE, day) == ONCE
    assert rebased(Repeats("month", month_day=1), day) == Repeats("month", month_day=9)
    assert rebased(Repeats("month", weekdays=(1,), nth=1), day) == Repeats("month", weekdays=(2,), nth=2)
    assert rebased(Repeats("week", 2, (1,)), day) == Repeats("week", 2, (2,))


def test_what_is_kept_of_a_wish_makes_it_again() -> None:
    wish = Wish(title="Quiet", place=5, until="10 times")
    assert Wish.of({**wish.kept(), "guild": 3, "page": PAGES[0]}) == wish
