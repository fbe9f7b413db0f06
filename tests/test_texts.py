"""Both languages say the same things, and say everything that is asked for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import texts
from bot.texts import LANGUAGES, LOCALES, language, text, vocabulary

ROOT = Path(__file__).parents[1]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An English locale file of the test's own."""
    monkeypatch.setattr(texts, "LOCALES", tmp_path)
    for cached in (texts._written, texts._bundle, texts._words, vocabulary):
        cached.cache_clear()
    yield tmp_path / "en.ftl"
    for cached in (texts._written, texts._bundle, texts._words, vocabulary):
        cached.cache_clear()


def test_both_languages_have_the_same_keys_and_the_same_variables() -> None:
    assert vocabulary("en") == vocabulary("ja")
    assert vocabulary("en")


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_message_can_be_said(spoken: str) -> None:
    for key, variables in vocabulary(spoken).items():
        _, numbers = texts._words(spoken, key)
        said = {name: 1 if name in numbers else "1" for name in variables}
        assert text(spoken, key, **said).strip(), key
        assert text(spoken, key, **dict.fromkeys(variables, 1)).strip(), key


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [("ja", "ja"), ("en-US", "en"), ("en-GB", "en"), ("fr", "en"), ("", "en"), (None, "en")],
)
def test_whoever_reads_japanese_is_answered_in_it_and_everybody_else_in_english(
    locale: str | None, spoken: str
) -> None:
    assert language(locale) == spoken


def test_numbers_are_grouped_and_ids_stay_as_they_are(written: Path) -> None:
    written.write_text("count = { $n } of { $id }")
    assert text("en", "count", n=12345, id="12345") == "12,345 of 12345"


def test_values_are_put_in_without_marks_around_them(written: Path) -> None:
    written.write_text("thanks =\n    { $giver } thanks { $receiver }\n    > { $note }")
    said = text("en", "thanks", giver="<@1>", receiver="<@2>", note="{ $giver } *stays* as written")
    assert said == "<@1> thanks <@2>\n> { $giver } *stays* as written"


def test_plurals_follow_the_number(written: Path) -> None:
    written.write_text(
        "people =\n    { $n ->\n        [one] one person\n       *[other] { $n } people\n    }"
    )
    assert [text("en", "people", n=n) for n in (1, 2)] == ["one person", "2 people"]


def test_an_unknown_key_is_our_mistake() -> None:
    with pytest.raises(KeyError, match="no words for 'nowhere'"):
        text("en", "nowhere")


def test_an_unknown_language_is_our_mistake() -> None:
    with pytest.raises(KeyError, match="does not speak 'fr'"):
        text("fr", "fix-it")


def test_a_missing_value_is_never_said_half_filled(written: Path) -> None:
    written.write_text("greeting = Hello { $name }, { $other }")
    with pytest.raises(
        ValueError, match=r"greeting in en\.ftl: Unknown external: name; Unknown external: other"
    ):
        text("en", "greeting", wrong="x")


@pytest.mark.parametrize("first", ["0", "one"])
def test_digits_are_refused_where_the_words_choose_by_a_number(first: str, written: Path) -> None:
    written.write_text(f"day = {{ $day ->\n    [{first}] Monday\n   *[6] Sunday\n}} of {{ $id }}")
    assert text("en", "day", day=6, id="6") == "Sunday of 6"
    with pytest.raises(ValueError, match=r"day in en\.ftl chooses by the number day"):
        text("en", "day", day="0", id="6")


@pytest.mark.parametrize("mistake", ["half a line", "key = { $open", "twice = a\ntwice = b"])
def test_a_mistake_in_a_locale_file_is_found_by_whoever_reads_all(mistake: str, written: Path) -> None:
    written.write_text(f"fine = Fine\n{mistake}\n")
    with pytest.raises(ValueError, match=r"en\.ftl"):
        vocabulary("en")


def test_a_message_is_read_when_it_is_said(written: Path) -> None:
    written.write_text("# A word.\nfine = Fine\n    and more\nkey = { $open\n")
    assert text("en", "fine") == "Fine\nand more"
    with pytest.raises(ValueError, match=r"en\.ftl cannot be read here: key"):
        text("en", "key", open="a")


def test_the_vocabulary_knows_the_variables_inside_of_choices(written: Path) -> None:
    written.write_text("a = { $n ->\n    [one] { $x }\n   *[other] { $y }\n}\nb = plain")
    assert vocabulary("en") == {"a": {"n", "x", "y"}, "b": set()}


def calls() -> Iterator[tuple[str, ast.expr, ast.Call]]:
    """Every place in code that asks for words: where it stands, the key, the call."""
    for path in sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                match node.func:
                    case ast.Name(id="Refusal") | ast.Attribute(attr="Refusal") if node.args:
                        yield place, node.args[0], node
                    case ast.Name(id="text") | ast.Attribute(value=ast.Name(id="texts"), attr="text"):
                        # SQLAlchemy's text() takes one argument, ours a language and a key.
                        if len(node.args) > 1:
                            yield place, node.args[1], node


def test_every_key_in_code_has_words_and_every_value_they_need() -> None:
    words = vocabulary("en")
    for place, key, call in calls():
        match key:
            case ast.Constant(value=str(name)):
                assert name in words, f"{place} asks for {name}"
                given = {keyword.arg for keyword in call.keywords}
                assert None in given or words[name] <= given, (
                    f"{place} says {name} without {words[name] - given}"
                )
            case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                assert any(name.startswith(start) for name in words), f"{place} asks for {start}…"


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_are_named_as_their_reader_finds_them_in_the_menu(language: str) -> None:
    names = {
        key.removeprefix("command-"): text(language, key)
        for key in vocabulary(language)
        if key.startswith("command-") and "-option-" not in key and not key.endswith("-description")
    }
    called = {
        " ".join(names["-".join(parts[: n + 1])] for n in range(len(parts)))
        for parts in (key.split("-") for key in names)
    }
    files = [LOCALES / f"{language}.ftl", *(LOCALES / language).glob("*.ftl")]
    for path in files:
        for named in re.findall(r"`/([^`{}]+)`", path.read_text(encoding="utf-8")):
            assert named in called, f"{path.name} speaks of /{named}"
