"""What a thanks may be, decided without a database."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.features.giving.notes import LINE_LIMIT, MARK_LIMIT, clean_note
from bot.features.giving.rules import (
    DAY,
    MINUTE,
    Give,
    Thanks,
    count_again,
    is_thanks_back,
    may_be_another,
    never_posted,
    new_gives,
    refuse_if_too_much,
    refuse_if_wrong,
    refuse_to_undo,
    tidy,
)
from bot.when import day_of

GUILD, CHANNEL = 10**17 + 1, 10**17 + 2
AOI, KEN, MIO, BOT = (10**18 + n for n in range(4))
NOON = 1_750_000_000


def thanks(**changes: Any) -> Thanks:
    said = {"id": 1, "guild_id": GUILD, "channel_id": CHANNEL, "helped_id": AOI, "helper_ids": (KEN,)}
    return Thanks(**said | {"note": "for the template", "at": NOON} | changes)


def gave(event_id: int = 1, helper: int = KEN, helped: int = AOI, at: int = NOON, **changes: Any) -> Give:
    return Give(
        **{
            "event_id": event_id,
            "guild_id": GUILD,
            "channel_id": CHANNEL,
            "helper_id": helper,
            "helped_id": helped,
            "kind": "other",
            "note": "for the template",
            "about": None,
            "source": "thanks",
            "given_at": at,
            "counts": True,
        }
        | changes
    )


def refused(rule: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        rule()
    return caught.value


# --- who


def test_a_good_thanks_is_not_refused() -> None:
    refuse_if_wrong(thanks(helper_ids=(KEN, MIO)))


def test_thanks_to_oneself_are_refused_even_among_others() -> None:
    assert refused(lambda: refuse_if_wrong(thanks(helper_ids=(KEN, AOI)))).key == "thanks-to-oneself"


def test_a_bot_among_the_receivers_refuses_all() -> None:
    refusal = refused(lambda: refuse_if_wrong(thanks(helper_ids=(KEN, BOT), bots=frozenset({BOT}))))
    assert (refusal.key, refusal.params) == ("thanks-to-a-bot", {"who": str(BOT)})


def test_somebody_not_in_the_server_refuses_all() -> None:
    refusal = refused(lambda: refuse_if_wrong(thanks(helper_ids=(KEN, MIO), absent=frozenset({MIO}))))
    assert (refusal.key, refusal.params) == ("thanks-to-someone-absent", {"who": str(MIO)})


def test_somebody_named_twice_is_thanked_once_in_the_order_named() -> None:
    assert tidy(thanks(helper_ids=(MIO, KEN, MIO))).helper_ids == (MIO, KEN)


@pytest.mark.parametrize("helpers", [(), tuple(range(1, 7))])
def test_a_thanks_has_one_to_five_receivers(helpers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="one to five"):
        thanks(helper_ids=helpers)


# --- the note


@pytest.mark.parametrize(
    "nothing", ["", "  \n\t ", "\u200b\u200d\ufeff", "\u3164\u2800", "\u202e\u2066", "\x00", "\u0301"]
)
def test_a_note_in_which_nothing_can_be_seen_is_refused(nothing: str) -> None:
    assert refused(lambda: refuse_if_wrong(tidy(thanks(note=nothing)))).key == "thanks-note-empty"


def test_a_note_of_300_characters_is_taken_and_301_are_refused_with_their_number() -> None:
    refuse_if_wrong(tidy(thanks(note=" " + "あ" * 300 + "\u200b")))
    refusal = refused(lambda: refuse_if_wrong(tidy(thanks(note="あ" * 301))))
    assert (refusal.key, refusal.params) == ("thanks-note-too-long", {"length": 301, "limit": 300})


@pytest.mark.parametrize(
    "kept",
    [
        "テンプレートをありがとう！",
        "family 👨‍👩‍👧‍👦, heart ❤️, skin 👍🏽, key 1️⃣, Scotland 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "葛󠄀城さん",  # an ideograph with its variation selector
        "می‌خواهم",  # Persian needs its non-joiner
        "क्‍ष",  # and Hindi its joiner
        "Việt Nam",
        "**bold** @everyone <@123> > quote",
        "one\n\ntwo\nthree",
    ],
)
def test_what_people_write_is_kept_as_typed(kept: str) -> None:
    assert clean_note(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("abc\u202edef\u202c", "abcdef"),
        ("\u2067abc\u2069", "abc"),
        ("a\u200fb\u200ec", "abc"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("bell\x07 null\x00", "bell null"),
        ("half \ud83d surrogate", "half  surrogate"),
        ("one\r\ntwo\u2028three\rfour", "one\ntwo\nthree\nfour"),
        ("one \n\n\n\n\n two", "one\n\ntwo"),
        ("a\tb", "a b"),
        ("Z" + "\u0334" * 40 + "algo", "Z" + "\u0334" * MARK_LIMIT + "algo"),
        ("Z" + "\u0334\u200d" * 40 + "algo", "Z" + "\u0334\u200d" * MARK_LIMIT + "algo"),
        ("a\u200d\u200d\u200db \u200d c\u200d", "a\u200db  c"),
        ("secret\U000e0041\U000e0042", "secret"),
        ("x\ufff0\u2065\U000e0fffy", "xy"),
        ("a\u3164\u3164b", "a  b"),
    ],
)
def test_what_hides_or_breaks_the_layout_is_removed(typed: str, kept: str) -> None:
    assert clean_note(typed) == kept


def test_from_the_sixth_line_on_the_lines_run_together() -> None:
    assert clean_note("\n".join("abcdefgh")) == "a\nb\nc\nd\ne\nf g h"


AWKWARD = (
    "\u200b\u200c\u200d\u202e\u2066\u2069\ufe0f\u0301\u20e3\u3164"
    "\n\r\v \u3000🏴👩👦\U000e0067\U000e007f\x00\ud800a"
)
awkward = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(AWKWARD),
    ),
    max_size=60,
)


@given(awkward)
def test_a_cleaned_note_is_clean(typed: str) -> None:
    note = clean_note(typed)
    assert clean_note(note) == note
    assert note == note.strip()
    assert "\n\n\n" not in note
    assert note.count("\n") < LINE_LIMIT
    assert not set(note) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\x00\r\t")
    note.encode()  # no half characters
    seen = [c for c in note if not c.isspace() and unicodedata.category(c)[0] not in "MC"]
    unassigned = [
        c for c in note if unicodedata.category(c) in {"Cn", "Co", "Cf"} and c not in "\u200c\u200d"
    ]
    assert not note or seen or unassigned


@given(
    st.text(
        st.characters(
            categories=["Lu", "Ll", "Lo", "Nd", "Po", "So"],
            exclude_characters="\u115f\u1160\u3164\uffa0\u2800",
        )
    )
)
def test_letters_digits_and_signs_all_stay(typed: str) -> None:
    assert clean_note(typed) == typed


# --- too soon, too much


def test_the_same_pair_waits_ten_minutes_and_is_told_when() -> None:
    day = day_of(NOON, "UTC")
    before = [gave(at=NOON)]
    soon = thanks(id=2, at=NOON + 10 * MINUTE - 1, helper_ids=(MIO, KEN))
    refusal = refused(lambda: refuse_if_too_much(soon, before, day=day, allowance=10))
    assert (refusal.key, refusal.params) == (
        "thanks-too-soon",
        {"who": str(KEN), "again": str(NOON + 10 * MINUTE)},
    )
    refuse_if_too_much(thanks(id=2, at=NOON + 10 * MINUTE), before, day=day, allowance=10)
    refuse_if_too_much(thanks(id=2, at=NOON + 1, helper_ids=(MIO,)), before, day=day, allowance=10)


def test_an_undone_thanks_leaves_the_pair_free_and_a_withdrawn_one_does_not() -> None:
    day = day_of(NOON, "UTC")
    refuse_if_too_much(thanks(id=2), [gave(undone_at=NOON)], day=day, allowance=10)
    assert (
        refused(
            lambda: refuse_if_too_much(thanks(id=2), [gave(withdrawn_at=NOON)], day=day, allowance=10)
        ).key
        == "thanks-too-soon"
    )


def test_the_allowance_counts_receivers_undone_ones_too_and_says_what_is_left() -> None:
    day = day_of(NOON, "UTC")
    before = [gave(n, helper=10**18 + 100 + n, undone_at=NOON if n % 2 else None) for n in range(8)]
    refuse_if_too_much(thanks(id=99, helper_ids=(KEN, MIO)), before, day=day, allowance=10)
    three = thanks(id=99, helper_ids=(KEN, MIO, 5))
    refusal = refused(lambda: refuse_if_too_much(three, before, day=day, allowance=10))
    assert (refusal.key, refusal.params) == (
        "thanks-too-many",
        {"limit": 10, "left": 2, "asked": 3, "again": str(day.ends)},
    )


def test_yesterdays_thanks_use_nothing_of_todays_allowance() -> None:
    day = day_of(NOON, "Asia/Tokyo")
    yesterday = [gave(n, helper=10**18 + 100 + n, at=day.starts - 1) for n in range(10)]
    refuse_if_too_much(thanks(id=99), yesterday, day=day, allowance=10)
    today = [gave(n, helper=10**18 + 100 + n, at=day.starts) for n in range(10)]
    assert (
        refused(lambda: refuse_if_too_much(thanks(id=99), today, day=day, allowance=10)).params["left"] == 0
    )


# --- thanks back


def test_a_thanks_within_a_day_of_being_thanked_is_a_thanks_back() -> None:
    assert is_thanks_back(NOON + DAY - 1, [gave()])
    assert not is_thanks_back(NOON + DAY, [gave()])


@pytest.mark.parametrize("changes", [{"undone_at": NOON}, {"withdrawn_at": NOON}, {"counts": False}])
def test_only_a_thanks_that_stands_and_counts_is_thanked_back(changes: dict[str, Any]) -> None:
    assert not is_thanks_back(NOON + 1, [gave(**changes)])


def test_each_receiver_is_judged_alone() -> None:
    new = new_gives(thanks(id=2, at=NOON + 1, helper_ids=(KEN, MIO)), [gave(helper=AOI, helped=KEN)], run=1)
    assert {give.helper_id: give.counts for give in new} == {KEN: False, MIO: True}


def test_taking_a_thanks_back_lets_its_answer_count_and_then_the_answers_answer_not() -> None:
    first = gave(1, helper=KEN, helped=AOI, at=NOON, undone_at=NOON + 3)
    answer = gave(2, helper=AOI, helped=KEN, at=NOON + 1, counts=False)
    again = gave(3, helper=KEN, helped=AOI, at=NOON + 2, counts=True)
    changed = count_again([first, answer, again], first)
    assert [(give.event_id, give.counts) for give in changed] == [(2, True), (3, False)]


def test_what_is_not_affected_is_not_changed() -> None:
    long_ago = gave(1, helper=KEN, helped=AOI, at=NOON, withdrawn_at=NOON)
    later = gave(2, helper=AOI, helped=KEN, at=NOON + 2 * DAY)
    assert count_again([long_ago, later], long_ago) == ()


# --- never posted


def test_an_unposted_thanks_of_a_process_that_is_gone_is_repeated_at_once() -> None:
    lost = gave(posting_event_id=1, posting_run=1, posting_at=NOON)
    assert never_posted(thanks(id=2, at=NOON, note="other words"), [lost], run=2) == (lost,)


def test_the_same_process_is_given_a_minute_to_post_it() -> None:
    sending = gave(posting_event_id=1, posting_run=1, posting_at=NOON)
    refusal = refused(lambda: never_posted(thanks(id=2, at=NOON + MINUTE - 1), [sending], run=1))
    assert refusal.key == "thanks-on-its-way"
    assert never_posted(thanks(id=2, at=NOON + MINUTE), [sending], run=1) == (sending,)


def test_after_ten_minutes_other_words_may_be_another_thanks() -> None:
    lost = gave()
    for at, note, another in (
        (NOON + 10 * MINUTE - 1, "other words", False),
        (NOON + 10 * MINUTE, "other words", True),
        (NOON + DAY - 1, lost.note, False),
    ):
        again = thanks(id=2, at=at, note=note)
        assert never_posted(again, [lost], run=2) == (lost,)
        assert may_be_another(again, [lost]) is another


def test_after_a_day_nothing_is_a_repetition() -> None:
    assert never_posted(thanks(id=2, at=NOON + DAY), [gave()], run=2) == ()


@pytest.mark.parametrize("changes", [{"message_id": 7}, {"undone_at": NOON}, {"withdrawn_at": NOON}])
def test_what_was_seen_undone_or_withdrawn_is_not_repeated(changes: dict[str, Any]) -> None:
    assert never_posted(thanks(id=2), [gave(**changes)], run=2) == ()


def test_a_repetition_goes_to_the_very_same_people() -> None:
    lost = [gave(), gave(helper=MIO)]
    assert never_posted(thanks(id=2, helper_ids=(MIO, KEN)), lost, run=2) == tuple(lost)
    assert never_posted(thanks(id=2), lost, run=2) == ()
    assert never_posted(thanks(id=2, helper_ids=(KEN, MIO, 5)), lost, run=2) == ()


# --- undo


def test_only_its_author_takes_it_back() -> None:
    assert refused(lambda: refuse_to_undo(gave(), by=KEN, now=NOON)).key == "thanks-undo-not-yours"
    refuse_to_undo(gave(), by=AOI, now=NOON)


def test_taking_back_is_possible_for_five_minutes_from_when_it_was_seen() -> None:
    refuse_to_undo(gave(), by=AOI, now=NOON + 5 * MINUTE)
    late = NOON + 5 * MINUTE + 1
    assert refused(lambda: refuse_to_undo(gave(), by=AOI, now=late)).key == "thanks-undo-too-late"
    refuse_to_undo(gave(posting_at=NOON + 60), by=AOI, now=late)
