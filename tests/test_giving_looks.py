"""Whatever was typed, a post, a page of the ledger and a suggestion keep their looks."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import ui
from bot.features import giving
from bot.sandbox.components import every
from bot.sandbox.talk import EVERYONE_MENTION, ROLE_MENTION, USER_MENTION
from bot.texts import LANGUAGES, Language
from cogs.giving.entries import NOTE_SHOWN, Query, page_panel, shortened, suggestion
from cogs.giving.posts import post_text

HELPED, HELPER = 900000000000000001, 900000000000000002
TOKENS = [
    "@everyone",
    "@here",
    "<@900000000000000003>",
    "<@!900000000000000003>",
    "<@&900000000000000004>",
    "https://example.com/",
    "http://",
    "[a](https://example.com)",
    "```",
    "`",
    "**",
    "__",
    "~~",
    "||",
    "\\",
    "# ",
    "-# ",
    "> ",
    ">>> ",
    "- ",
    "1. ",
    "23)",
    "\n",
    "\r",
    "\u2028",
    "\u202e",
    "\u200b",
    "\u0301",
    "あ",
    "👩‍👩‍👧",
    " ",
]
TYPED = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
# Marks that open something when an even number of backslashes stands before them.
UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[`|\[\]<]")
STARTS_SOMETHING = re.compile(r"\s*(?:#{1,3} |-# |[-*] |\d+\. |>(?:>>)? )")


def give(note: str, number: int = 1, **details: object) -> giving.Give:
    return giving.Give(
        event_id=2**62 + number,
        guild_id=2**62,
        channel_id=2**62,
        helper_id=HELPER,
        helped_id=HELPED,
        kind="introduction",
        note=note,
        about=giving.MessageAt(2**62, 2**62),
        source="thanks",
        given_at=1_790_000_000,
        counts=True,
        **details,  # pyright: ignore[reportArgumentType]
    )


@pytest.mark.parametrize("language", LANGUAGES)
@given(typed=TYPED)
@example(typed="https://example.com/```x @everyone")
@example(typed="<https://example.com/@everyone>")
@example(typed="one\n\n- two\n# three")
@example(typed="[```](x)")
@example(typed="\\`\\\\`")
def test_a_post_quotes_every_line_and_mentions_only_its_people(language: Language, typed: str) -> None:
    note = giving.clean_note(typed)[: giving.NOTE_LIMIT]
    given = giving.as_given([give(note)])
    assert given

    post = post_text(language, given)

    first, *lines, link = post.split("\n")
    assert len(post) <= 2000
    assert {HELPED, HELPER} == {int(i) for i in USER_MENTION.findall(first)}
    assert link.startswith("[")
    assert lines
    for line in lines:
        assert line.startswith("> ")
        assert not STARTS_SOMETHING.match(line[2:]), line
    said = "\n".join(lines)
    for pattern in (EVERYONE_MENTION, ROLE_MENTION, USER_MENTION, UNESCAPED):
        assert not pattern.search(said), said


@given(typed=TYPED, limit=st.integers(1, 300))
def test_shortened_words_are_one_line_within_their_limit(typed: str, limit: int) -> None:
    shown = shortened(typed, limit)
    assert len(shown) <= limit
    assert "\n" not in shown
    whole = ui.plain(" ".join(typed.split()))
    assert shown == whole if len(whole) <= limit else shown.endswith("…")


@given(note=TYPED, helped=TYPED, helper=TYPED)
def test_a_suggestion_is_one_short_line_that_reads_in_one_direction(
    note: str, helped: str, helper: str
) -> None:
    line = suggestion(give(giving.clean_note(note)), {HELPED: helped, HELPER: helper})
    assert 0 < len(line) <= 100
    assert not re.search("[\n\r\u2028\u202a-\u202e\u2066-\u2069]", line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_page_of_the_ledger_fits_into_one_message(language: Language) -> None:
    gives = tuple(give("*" * 300, number, withdrawn_at=1_790_000_000) for number in range(8))
    acts = {
        g.event_id: [giving.Act(1, g.guild_id, g.event_id, "withdraw", HELPED, "_" * 300, 1_790_000_000)]
        for g in gives
    }
    last = giving.Place(1_790_000_000, 2**63 - 1, -(2**63) + 1)
    query = Query(member=2**63 - 1, days=9999, state=4, text="よ" * 9)

    panel = page_panel(language, giving.Page(gives, last), query, acts)

    parts = list(every(panel.to_components()))
    shown = sum(len(part["content"]) for part in parts if part["type"] == 10)
    assert len(parts) <= 40
    assert NOTE_SHOWN * 8 < shown <= 4000
    assert all(len(part["custom_id"]) <= 100 for part in parts if "custom_id" in part)


def test_what_is_searched_for_travels_in_a_button_and_comes_back() -> None:
    query = Query(member=2**63 - 1, days=9999, state=4, text="よ" * 9)
    assert Query.unpacked(*query.packed()) == query
    assert Query.unpacked(*Query().packed()) == Query()


def test_plain_words_read_as_they_were_typed() -> None:
    for typed in ("snake_case", "2 * 3 < 7", "C:\\dir", "¯\\_(ツ)_/¯", "1. one\n- two", "a -> b", "[x] done"):
        assert re.sub(r"\\(.)", r"\1", ui.plain(typed)) == typed
    link = "https://example.com/a_b/~c?d=*e#f"
    assert ui.plain(f"see {link} *now*") == f"see {link} \\*now\\*"
