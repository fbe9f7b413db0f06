"""The question of the day: the bank in both languages, and whose turn it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.features.checkins import questions
from bot.features.checkins.questions import APART, BANK, Question, choose, clean_question
from bot.texts import text, vocabulary

GUILD = 10**17
MONDAY = date(2026, 11, 30)
FROM_BANK = [Question(name) for name in BANK]


def a_year(of: list[Question], days: int = 400, guild: int = GUILD) -> list[str]:
    asked: dict[str, date] = {}
    names: list[str] = []
    for day in (MONDAY + timedelta(days=n) for n in range(days)):
        names.append(choose(guild, day, of, asked).name)
        asked[names[-1]] = day
    return names


# --- the bank


def test_there_are_enough_questions_and_each_is_there_once() -> None:
    assert len(BANK) == len(set(BANK)) >= 64
    written = {
        key.removeprefix("checkin-question-")
        for key in vocabulary("en")
        if key.startswith("checkin-question-")
    }
    assert {name for name in written if not name.startswith("refused-")} == set(BANK)


@pytest.mark.parametrize(("language", "most"), [("en", 70), ("ja", 45)])
def test_every_question_is_short_and_said_once(language: str, most: int) -> None:
    said = [text(language, f"checkin-question-{name}") for name in BANK]
    assert len(set(said)) == len(said)
    assert max(map(len, said)) <= most
    assert not any("\n" in one or "!" in one or "！" in one for one in said)


def test_no_question_asks_after_health_or_expects_a_feeling() -> None:
    unasked = [
        "feel",
        "mood",
        "health",
        "sleep well",
        "anxi",
        "stress",
        "tired",
        "lonely",
        "pain",
        "medic",
        "weight",
    ]
    unasked += [
        "気分",
        "体調",
        "健康",
        "不安",
        "ストレス",
        "疲れ",
        "さびし",
        "孤独",
        "眠れ",
        "薬",
        "病",
        "感謝",
    ]
    for name in BANK:
        said = [text(language, f"checkin-question-{name}").lower() for language in ("en", "ja")]
        assert not [word for word in unasked if any(word in one for one in said)], name


# --- whose turn it is


def test_none_comes_again_within_sixty_days_and_all_come() -> None:
    names = a_year(FROM_BANK)
    for place, name in enumerate(names):
        assert name not in names[max(0, place - APART) : place]
    assert set(names) == set(BANK)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 80), st.integers(0, 10), st.integers(1, 2**62))
def test_however_many_there_are_they_come_as_far_apart_as_they_can(bank: int, own: int, guild: int) -> None:
    of = FROM_BANK[:bank] + [Question(str(n), words=f"own {n}?") for n in range(own)]
    names = a_year(of, 200, guild)
    apart = min(APART, len(of) - 1)
    for place, name in enumerate(names):
        assert name not in names[max(0, place - apart) : place]


def test_the_same_day_has_the_same_question_and_servers_differ() -> None:
    assert a_year(FROM_BANK, 30) == a_year(FROM_BANK, 30)
    assert a_year(FROM_BANK, 30) != a_year(FROM_BANK, 30, GUILD + 1)


def test_what_moderators_wrote_comes_first_and_then_in_its_turn() -> None:
    own = [Question("1", words="Tea or coffee?"), Question("2", words="Which park?")]
    names = a_year([*FROM_BANK, *own])
    assert set(names[:2]) == {"1", "2"}
    assert set(names[2:]) == {"1", "2", *BANK}


def test_what_was_retired_does_not_come() -> None:
    retired = [replace(one, retired=True) for one in FROM_BANK[1:]]
    assert a_year([FROM_BANK[0], *retired], 5) == [BANK[0]] * 5


# --- what moderators write


def test_a_question_is_kept_on_one_line() -> None:
    assert clean_question("  Tea\nor\u200b coffee?  ") == "Tea or coffee?"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (" \u200b\n", "checkin-question-refused-empty"),
        ("x" * (questions.LENGTH + 1), "checkin-question-refused-too-long"),
        (f"What would <@{10**17}> do?", "checkin-question-refused-with-an-id"),
    ],
)
def test_what_is_no_question_is_refused(typed: str, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_question(typed)
    assert refused.value.key == key
