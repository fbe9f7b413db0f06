"""The page's scripts as text: their words in both languages, and what none of them may do."""

import json
import re
from pathlib import Path

SCRIPTS = Path(__file__).parents[1] / "bot/sandbox/page/js"
WORD = re.compile(r'^  "([a-z.]+)": (\[.*\]),$', re.MULTILINE)


def _words() -> dict[str, list[str]]:
    return {key: json.loads(said) for key, said in WORD.findall((SCRIPTS / "words.js").read_text())}


def _code() -> dict[str, str]:
    """Every script but the words themselves, without comments."""
    return {
        path.name: re.sub(r"/\*.*?\*/|^\s*//.*?$", "", path.read_text(), flags=re.DOTALL | re.MULTILINE)
        for path in SCRIPTS.glob("*.js")
        if path.name != "words.js"
    }


def test_every_word_is_said_in_both_languages_with_the_same_blanks() -> None:
    words = _words()
    assert len(words) > 200
    for key, (japanese, english) in words.items():
        assert japanese
        assert english
        assert set(re.findall(r"{\w+}", japanese)) == set(re.findall(r"{\w+}", english)), key


def test_every_word_that_is_asked_for_is_there_and_none_is_idle() -> None:
    words, code = _words(), "\n".join(_code().values())
    first = {key.split(".")[0] for key in words}
    asked = {key for key in re.findall(r'"([a-z]+(?:\.[a-z]+)+|failed)"', code) if key.split(".")[0] in first}
    begun = tuple(re.findall(r"`((?:[a-z]+\.)+)\${", code))
    assert asked - set(words) == set()
    assert {key for key in words if key not in asked and not key.startswith(begun)} == set()


def test_no_script_writes_markup_or_runs_text() -> None:
    banned = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(.on"
    )
    assert {name: banned.findall(code) for name, code in _code().items() if banned.search(code)} == {}


def test_scripts_and_styles_are_small_enough_to_read() -> None:
    files = [*SCRIPTS.glob("*.js"), *(SCRIPTS.parent / "css").glob("*.css")]
    long = {path.name: lines for path in files if (lines := path.read_text().count("\n")) > 400}
    assert long == {}
