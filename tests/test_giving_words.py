"""The words of giving, in both languages: there for every rule, and within Discord's limits."""

import ast
import re
from pathlib import Path

import pytest

import bot.features.giving
from bot.features.giving import KINDS, STATES
from bot.texts import LANGUAGES, text, vocabulary

# Discord's pattern for names of commands and options, for the scripts we write.
COMMAND_NAME = re.compile(r"[-_'a-z0-9\u3040-\u30ff\u4e00-\u9fff]{1,32}")
OURS = ("command-thanks", "command-balance", "command-ledger", "menu-", "choice-")
EVERYBODY = dict(zip("abcde", ("<@1>", "<@2>", "<@3>", "<@4>", "<@5>"), strict=True))

everywhere = pytest.mark.parametrize("language", LANGUAGES)


def refusals() -> dict[str, set[str]]:
    """Every refusal the feature raises, with the values it fills in."""
    found: dict[str, set[str]] = {}
    for file in Path(bot.features.giving.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                keys = [part for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
                for key in keys:
                    if isinstance(key.value, str) and "-" in key.value:
                        found[key.value] = {keyword.arg or "" for keyword in node.keywords}
    return found


@everywhere
def test_every_refusal_has_its_words(language: str) -> None:
    known = vocabulary(language)
    assert len(refusals()) > 15
    for key, values in refusals().items():
        assert known[key] <= values, key


@everywhere
def test_names_and_descriptions_fit_discord(language: str) -> None:
    for key in vocabulary(language):
        if not key.startswith(OURS):
            continue
        words = text(language, key)
        if key.startswith("menu-"):
            assert len(words) <= 32, key
        elif key.startswith("choice-") or key.endswith("-description"):
            assert 1 <= len(words) <= 100, key
        else:
            assert COMMAND_NAME.fullmatch(words), key


@everywhere
def test_titles_labels_and_buttons_fit_discord(language: str) -> None:
    for key in ("thanks-form-title", "thanks-form-note", "thanks-form-kind", "ledger-withdraw-title"):
        assert len(text(language, key)) <= 45, key
    for key in ("ledger-restore-title", "ledger-reason", "thanks-undo", "ledger-older", "ledger-withdraw"):
        assert len(text(language, key)) <= 45, key
    for key in ("thanks-form-note-hint", "ledger-reason-hint"):
        assert len(text(language, key)) <= 100, key


@everywhere
def test_options_of_one_command_have_different_names(language: str) -> None:
    for command in ("thanks", "ledger-search", "ledger-withdraw", "ledger-restore"):
        start = f"command-{command}-option-"
        names = [
            text(language, key)
            for key in vocabulary(language)
            if key.startswith(start) and not key.endswith("-description")
        ]
        assert len(set(names)) == len(names) > 2


@everywhere
def test_every_kind_and_state_has_words_of_its_own(language: str) -> None:
    for key in ("balance-kind", "thanks-post"):
        said = {
            text(language, key, kind=kind, count=1, giver="A", receivers="B", note="> n") for kind in KINDS
        }
        assert len(said) == len(KINDS), key
    assert len({text(language, f"choice-kind-{kind}") for kind in KINDS}) == len(KINDS)
    assert len({text(language, f"choice-state-{state}") for state in STATES}) == len(STATES)
    lines = {text(language, "ledger-line", at="1", helped="A", helper="B", state=state) for state in STATES}
    assert len(lines) == len(STATES)


def test_the_public_post_reads_as_it_should() -> None:
    several = {
        language: text(language, "thanks-people", count=3, a="<@1>", b="<@2>", c="<@3>")
        for language in LANGUAGES
    }
    assert several == {"en": "<@1>, <@2> and <@3>", "ja": "<@1>さん、<@2>さん、<@3>さん"}
    said = {"giver": "<@9>", "note": "> a\n> b"}
    assert text("en", "thanks-post", receivers="<@1>", kind="other", **said) == "<@9> thanks <@1>\n> a\n> b"
    assert (
        text("en", "thanks-post", receivers="<@1>", kind="review", **said)
        == "<@9> thanks <@1> for a review\n> a\n> b"
    )
    one = text("ja", "thanks-people", count=1, a="<@1>")
    assert text("ja", "thanks-post", receivers=one, kind="other", **said) == (
        "<@9>さんから<@1>さんへ、ありがとう。\n> a\n> b"
    )
    assert text("ja", "thanks-post", receivers=one, kind="time", **said) == (
        "<@9>さんから<@1>さんへ、時間をありがとう。\n> a\n> b"
    )


@everywhere
@pytest.mark.parametrize("count", range(1, 6))
def test_every_receiver_is_named_once(language: str, count: int) -> None:
    named = dict(list(EVERYBODY.items())[:count])
    words = text(language, "thanks-people", count=count, **named)
    assert re.findall("<@.>", words) == list(named.values())


def test_the_allowance_is_told_in_plain_words() -> None:
    told = {"limit": 10, "asked": 3, "again": "1750000000"}
    assert text("en", "thanks-too-many", left=0, **told) == (
        "You have given all of today's 10 thanks. You can give more <t:1750000000:R>."
    )
    assert text("en", "thanks-too-many", left=1, **told) == (
        "You can thank one more person today, so 3 are too many at once.\n"
        "Choose fewer, or come back <t:1750000000:R>."
    )
    assert text("ja", "thanks-too-many", left=2, **told) == (
        "今日お礼を送れるのは、あと2人です。3人には足りません。\n人数を減らすか、<t:1750000000:R>にもう一度どうぞ。"
    )


def test_a_balance_speaks_of_giving_and_of_what_comes_next() -> None:
    assert text("en", "balance-given", people=1, count=1) == "You helped one person, once"
    assert text("en", "balance-received", people=3, count=12) == "3 people helped you, 12 times"
    assert text("en", "balance-given", people=0, count=0) == "Helping: still to come."
    assert text("ja", "balance-received", people=3, count=12) == "3人に12回助けてもらいました"
