"""Every word a member sees, in both languages: `locales/en.ftl` and `locales/ja.ftl` (Fluent).

What belongs to one large feature stands in a file of its own beside them, as in `locales/en/sessions.ftl`.
Each message stands for itself: none refers to another, and there are no terms.

Ids are passed as strings: Fluent writes numbers as people read them, 1,000 and not 1000. One
value may hold up to 2,500 characters, Fluent's own bound.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

LOCALES = Path(__file__).parent / "locales"


def language(locale: str | None) -> Language:
    """Which of our languages to speak with somebody whose Discord is set to this locale."""
    return "ja" if locale == "ja" else "en"


def text(language: str, key: str, **params: str | float) -> str:
    """The words for `key`, filled with `params`.

    A key that does not exist (`KeyError`), a value that is missing, or a string where the words choose by a
    number (`ValueError`) is our mistake and never reaches a member.
    """
    pattern, numbers = _words(language, key)
    wrong = [name for name in numbers if isinstance(params.get(name), str)]
    if wrong:
        # Fluent would say for every one of them what it says when none is meant.
        raise ValueError(f"{key} in {language}.ftl chooses by the number {', '.join(wrong)}: digits are none")
    words, faults = _bundle(language).format_pattern(pattern, params)
    if faults:
        raise ValueError(f"{key} in {language}.ftl: {'; '.join(map(str, faults))}")
    return str(words)


@cache
def vocabulary(language: str) -> dict[str, frozenset[str]]:
    """Every key of a language with the variables its words need."""
    return {key: frozenset(_Variables.of(_message(language, key))) for key in _written(language)}


@cache
def _words(language: str, key: str) -> tuple[Pattern, frozenset[str]]:
    """What is said for a key, and by which of its variables it chooses among numbers; most choose by none."""
    message, bundle = _message(language, key), _bundle(language)
    bundle.add_resource(ast.Resource([message]))
    pattern = bundle.get_message(key).value
    assert pattern is not None, f"{key} in {language}.ftl has attributes only"
    return pattern, _Numbers.of(message)


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation marks around values would end up in what members copy, and in command names.
    return FluentBundle([language], use_isolating=False)


def _message(language: str, key: str) -> ast.Message:
    """A message, read strictly: Fluent itself skips what it cannot read."""
    written = _written(language).get(key)
    if written is None:
        raise KeyError(f"{language}.ftl has no words for {key!r}")
    entries = FluentParser().parse(written).body
    match entries:
        case [ast.Message() as message]:
            return message
        case _:
            raise ValueError(f"{language}.ftl cannot be read here: {written}")


@cache
def _written(language: str) -> dict[str, str]:
    """Each message of a language as it stands in its file, to be read when it is first said.

    To read them all would take half a second of every start.
    """
    if language not in LANGUAGES:
        raise KeyError(f"Engawa does not speak {language!r}")
    found: dict[str, str] = {}
    for path in [LOCALES / f"{language}.ftl", *sorted((LOCALES / language).glob("*.ftl"))]:
        before, *messages = _BEGINNING.split(_COMMENT.sub("", path.read_text(encoding="utf-8")))
        if before.strip():
            raise ValueError(f"{language}.ftl cannot be read here: {before}")
        for message in messages:
            key = message.partition("=")[0].strip()
            if key in found:
                raise ValueError(f"{language}.ftl says {key} twice")
            found[key] = message
    return found


# A message begins where a line begins with its key; what follows is indented, or closes a bracket.
_BEGINNING = re.compile(r"^(?=[a-zA-Z][\w-]* *=)", re.MULTILINE | re.ASCII)
_COMMENT = re.compile(r"^#.*\n?", re.MULTILINE)


class _Numbers(Visitor):
    """Collects the names of the variables whose variants are numbers, or one and others."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    @classmethod
    def of(cls, message: ast.Message) -> frozenset[str]:
        visitor = cls()
        visitor.visit(message)
        return frozenset(visitor.names)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - as below
        by_number = any(
            isinstance(variant.key, ast.NumberLiteral) or variant.key.name == "one"
            for variant in node.variants
        )
        if by_number and isinstance(node.selector, ast.VariableReference):
            self.names.add(node.selector.id.name)
        self.generic_visit(node)


class _Variables(Visitor):
    """Collects the names of the variables in a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    @classmethod
    def of(cls, message: ast.Message) -> set[str]:
        visitor = cls()
        visitor.visit(message)
        return visitor.names

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802 - Fluent's visitor looks for this name
        self.names.add(node.id.name)
