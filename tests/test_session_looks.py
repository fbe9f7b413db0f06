"""Sessions in words, and cards that keep their looks and Discord's limits whatever was typed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import ui
from bot.features.sessions import Answer, Coming, Due, Listed, Place, Series, Told, View, Way
from bot.pictures import Picture
from bot.sandbox.components import every
from bot.texts import LANGUAGES, Language
from bot.when import ONCE, WEEKEND, WORKDAYS, Plan, Repeats
from cogs.sessions import saying
from cogs.sessions.card import card
from cogs.sessions.listing import PAGE, list_panel
from cogs.sessions.own_panel import Own, own_panel
from cogs.sessions.posts import call_panel, moved_words, told_words
from tests.gathering import DAILY, HOUR, MINUTE, NOON, a_series, occurrence

MOST_PARTS, MOST_CHARACTERS = 40, 4000
AOI = 900_000_000_000_000_001
TUESDAY = Repeats("week", 1, (1,))
TOKENS = [
    "@everyone",
    "@here",
    "<@9>",
    "*",
    "_",
    "`",
    "|",
    "[a](https://b.c)",
    "\\",
    "# ",
    "あ",
    "👩‍👩‍👧",
    " ",
    "x",
]
TYPED = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=80).map("".join)
SPOKEN = st.sampled_from(LANGUAGES)


def view(answers: Sequence[tuple[Answer, int]] = (), *, at: int = NOON, **details: Any) -> View:
    each = [answer for answer, many in answers for _ in range(many)]
    coming = [Coming(AOI + number, answer, number) for number, answer in enumerate(each)]
    return View(a_series(at, **details), occurrence(at), tuple(coming))


def parts(panel: ui.Panel) -> list[dict[str, Any]]:
    return list(every(panel.to_components()))


def words_of(panel: ui.Panel) -> str:
    return "\n".join(part["content"] for part in parts(panel) if "content" in part)


def labels(panel: ui.Panel) -> list[str]:
    return [part["label"] for part in parts(panel) if "label" in part]


def assert_fits(panel: ui.Panel) -> None:
    assert len(parts(panel)) <= MOST_PARTS
    assert len(words_of(panel)) <= MOST_CHARACTERS
    assert all(len(part.get("custom_id", "")) <= 100 for part in parts(panel))
    assert all(1 <= len(label) <= 80 for label in labels(panel))
    assert "@everyone" not in words_of(panel)
    assert "@here" not in words_of(panel)


@pytest.mark.parametrize(
    ("repeats", "english", "japanese"),
    [
        (Repeats("day"), "every day", "毎日"),
        (Repeats("day", 2), "every other day", "1日おき"),
        (Repeats("day", 3), "every 3 days", "3日ごと"),
        (TUESDAY, "every Tue", "毎週火曜"),
        (Repeats("week", 1, (0, 3)), "every Mon and Thu", "毎週月・木"),
        (Repeats("week", 1, WORKDAYS), "on weekdays", "平日"),
        (Repeats("week", 1, WEEKEND), "on weekends", "毎週土・日"),
        (Repeats("week", 1, tuple(range(7))), "every day", "毎日"),
        (Repeats("week", 2, (2,)), "every other Wed", "隔週水曜"),
        (
            Repeats("week", 3, (2, 5)),
            "every 3 weeks on Wed and Sat",
            "3週間ごとの水・土",
        ),
        (
            Repeats("month", 1, (), 22),
            "on the 22nd of every month",
            "毎月22日",
        ),
        (
            Repeats("month", 2, (), 31),
            "on the last day of every other month",
            "隔月の末日",
        ),
        (
            Repeats("month", 3, (2,), None, 2),
            "on the 2nd Wed of every 3 months",
            "3か月ごとの第2水曜",
        ),
        (
            Repeats("month", 1, (4,), None, -1),
            "on the last Fri of every month",
            "毎月最終金曜",
        ),
    ],
)
def test_a_plan_is_said_in_both_languages(repeats: Repeats, english: str, japanese: str) -> None:
    plan = Plan("Asia/Tokyo", date(2026, 11, 24), 21 * 60, repeats)
    assert saying.plan("en", plan) == f"{english} 21:00, Tokyo time"
    assert saying.plan("ja", plan) == f"{japanese} 21:00（東京）"


def test_what_comes_once_is_said_by_its_date() -> None:
    plan = Plan("Asia/Tokyo", date(2026, 11, 24), 21 * 60, ONCE)
    assert saying.plan("en", plan) == "Tue 24 Nov 2026 21:00, Tokyo time"
    assert saying.plan("ja", plan) == "2026年11月24日（火）21:00（東京）"


def test_what_is_taken_out_of_a_plan_is_said_after_it() -> None:
    plan = Plan("UTC", date(2026, 11, 24), 9 * 60, TUESDAY, date(2027, 1, 5), 10, "JP")
    assert saying.plan("en", plan) == (
        "every Tue 9:00 UTC · not on public holidays · until Tue 5 Jan 2027 · 10 times"
    )
    assert saying.plan("ja", plan) == "毎週火曜 9:00（UTC）・祝日は休み・2027年1月5日（火）まで・全10回"
    away = Plan("UTC", plan.first, 0, TUESDAY, away=((date(2026, 12, 24), date(2027, 1, 3)),))
    assert saying.resting("en", away, date(2027, 1, 3)) == ["resting Thu 24 Dec to Sun 3 Jan"]
    assert saying.resting("en", away, date(2027, 1, 4)) == []


@pytest.mark.parametrize(
    ("minutes", "english", "japanese"),
    [
        (15, "15 min before", "15分前"),
        (60, "1 hour before", "1時間前"),
        (90, "1 h 30 min before", "1時間30分前"),
        (1440, "1 day before", "1日前"),
        (1500, "25 hours before", "25時間前"),
        (10_080, "7 days before", "7日前"),
    ],
)
def test_how_long_before_is_said_as_people_say_it(minutes: int, english: str, japanese: str) -> None:
    assert (saying.before("en", minutes), saying.before("ja", minutes)) == (english, japanese)
    assert saying.reminders("en", ()) == "none"
    assert saying.reminders("ja", (15, 1440)) == "1日前、15分前"


def test_a_moment_names_the_year_when_it_is_another() -> None:
    assert saying.moment("en", NOON, "Asia/Tokyo", NOON) == "Wed 18 Nov 21:00, Tokyo time"
    assert saying.moment("ja", NOON, "UTC", NOON - 400 * 86_400) == "2026年11月18日（水）12:00（UTC）"


@pytest.mark.long
@settings(max_examples=60)
@given(SPOKEN, TYPED, TYPED, st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
@example("en", "*" * 80, "_" * 200, 1000, 1000, 1000)
@example("ja", "@everyone" * 9, "@here" * 40, 1000, 1000, 1000)
def test_a_card_fits_one_message_whoever_comes(
    language: Language, title: str, bring: str, coming: int, maybe: int, waiting: int
) -> None:
    shown = view(
        [("yes", coming), ("maybe", maybe), ("waiting", waiting)],
        title=title[:80],
        bring=bring[:200],
        capacity=1000,
        level="intermediate",
        host_id=AOI,
        repeats=Repeats("month", 3, (2,), None, 2),
        place=Place(AOI, "https://example.com/" + "x" * 280),
    )
    for now in (NOON - HOUR, NOON, NOON + HOUR):
        assert_fits(card(language, shown, now, mark=2**62))
    own = Own(AOI, True, {1440: "dm", 60: "mention", 5: "dm"}, True)
    assert_fits(own_panel(language, shown, own, NOON - HOUR, page=25))
    assert_fits(own_panel(language, shown, own, NOON - HOUR, page=25, ask_dm=10_080))


@pytest.mark.long
@settings(max_examples=30)
@given(SPOKEN, TYPED)
@example("en", "*" * 80)
def test_lists_and_reminders_fit_too(language: Language, title: str) -> None:
    one = Listed(2**62, 2**62, AOI, title[:80], "quiet", NOON, 1000, "refused", 1000, "waiting")
    picture = Picture(b"", "x" * 1024, "month.png")
    assert_fits(list_panel(language, [one] * PAGE, 200, 2, AOI, moderates=True, picture=picture))
    place = Place(AOI, "https://example.com/" + "x" * 280)
    dues = tuple(Due(view(title=title[:80], place=place), NOON - HOUR, {}) for _ in range(200))
    people = tuple(range(AOI, AOI + 80))
    assert_fits(call_panel(language, Told(people, dues), NOON - HOUR, mark=2**62))
    assert_fits(call_panel(language, Told(people, dues[:1]), NOON - HOUR, mark=2**62))
    # A direct message holds half as much.
    assert len(told_words(language, dues[:1], NOON - HOUR)) <= 2000
    assert len(moved_words(language, dues[0].view)) <= 2000


def test_several_sessions_fit_one_direct_message_at_their_longest() -> None:
    place = Place(AOI, "https://example.com/" + "x" * 280)
    dues = tuple(Due(view(title="*" * 80, place=place), NOON - HOUR, {}) for _ in range(200))
    assert all(len(told_words(language, dues, NOON - HOUR)) <= 2000 for language in LANGUAGES)


def test_a_card_shows_its_states() -> None:
    full = view([("yes", 2), ("waiting", 1)], capacity=2)
    assert "2 / 2, 1 waiting" in words_of(card("en", full, 0))
    assert labels(card("en", full, 0))[0] == "Wait for a seat"
    assert "2 / 2、満席" in words_of(card("ja", view([("yes", 2)], capacity=2), 0))
    on = words_of(card("ja", view(), NOON + MINUTE))
    assert "いま開かれています" in on

    def closed(**changes: Any) -> str:
        shown = view([("yes", 3)], **{name: v for name, v in changes.items() if name != "state"})
        there = occurrence(NOON, state=changes.get("state", "ahead"))
        panel = card("en", View(shown.series, there, shown.coming), NOON + 2 * HOUR)
        assert labels(panel) == []
        # Nobody is named, for not all of them were there.
        assert "<@" not in words_of(panel)
        return words_of(panel).split("\n")[-1]

    assert closed() == "This one is over. Thank you for being there."
    assert closed(state="off").startswith("One before it takes place after all.")
    plan = a_series(NOON).plan
    left_out = {"plan": replace(plan, skipped=frozenset({plan.first}))}
    assert closed(state="off", **left_out) == "This one does not take place."
    assert closed(state="off", paused_at=1, paused_for="host") == "This session is resting for now."
    assert closed(state="off", ended_at=1) == "This one does not take place, and no more of them are planned."


def test_a_moved_one_of_a_series_says_so() -> None:
    one = a_series(NOON, repeats=DAILY)
    plan = Plan("UTC", one.plan.first, one.plan.minute, DAILY, moved={date(2026, 11, 18): NOON + HOUR})
    shown = View(Series(**{**vars(one), "plan": plan}), occurrence(NOON + HOUR), ())
    assert "Not at its usual time." in words_of(card("en", shown, 0))
    assert "Not at its usual time." not in words_of(card("en", view(repeats=DAILY), 0))


def test_a_series_whose_words_were_forgotten_goes_by_its_kind() -> None:
    shown = view(title="", host_id=None)
    assert words_of(card("ja", shown, 0)).startswith("### もくもく会\n**")
    assert "開く人" not in words_of(card("ja", shown, 0))


def test_a_reminder_is_told_to_those_who_come_and_by_the_last_that_is_due() -> None:
    ways: dict[int, dict[int, Way]] = {AOI: {30: "dm"}}

    def tells(minutes: int, answer: Answer, now: int, user_id: int = AOI) -> bool:
        due = Due(view(reminders=(60, 15)), NOON - minutes * MINUTE, ways)
        return due.tells(Coming(user_id, answer, 1), now)

    assert tells(60, "yes", NOON - HOUR)
    assert tells(60, "maybe", NOON - HOUR)
    assert not tells(60, "no", NOON - HOUR)
    assert not tells(60, "waiting", NOON - HOUR)
    assert tells(30, "yes", NOON - HOUR // 2)
    assert not tells(30, "yes", NOON - HOUR // 2, AOI + 1)
    # So late that the next is due as well, or that it has begun.
    assert not tells(60, "yes", NOON - 30 * MINUTE)
    assert tells(60, "yes", NOON - 30 * MINUTE, AOI + 1)
    assert not tells(15, "yes", NOON)
    assert tells(0, "yes", NOON + MINUTE)
