"""Every word a member sees, in both languages: `locales/en.ftl` and `locales/ja.ftl` (Fluent).

What belongs to one large feature stands in a file of its own beside them, as in `locales/en/sessions.ftl`.

Ids are passed as strings: Fluent writes numbers as people read them, 1,000 and not 1000. One
value may hold up to 2,500 characters, Fluent's own bound.
"""

from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from fluent.runtime import FluentBundle
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
    bundle = _bundle(language)
    if not bundle.has_message(key):
        raise KeyError(f"{language}.ftl has no words for {key!r}")
    pattern = bundle.get_message(key).value
    assert pattern is not None, f"{key} in {language}.ftl has attributes only"
    wrong = [name for name in _numbers(language).get(key, ()) if isinstance(params.get(name), str)]
    if wrong:
        # Fluent would say for every one of them what it says when none is meant.
        raise ValueError(f"{key} in {language}.ftl chooses by the number {', '.join(wrong)}: digits are none")
    words, faults = bundle.format_pattern(pattern, params)
    if faults:
        raise ValueError(f"{key} in {language}.ftl: {'; '.join(map(str, faults))}")
    return str(words)


def vocabulary(language: str) -> dict[str, frozenset[str]]:
    """Every key of a language with the variables its words need."""
    messages = (entry for entry in _entries(language) if isinstance(entry, ast.Message))
    return {message.id.name: frozenset(_Variables.of(message)) for message in messages}


@cache
def _numbers(language: str) -> dict[str, frozenset[str]]:
    """By which of its variables a message chooses among numbers; most choose by none."""
    found = {
        entry.id.name: _Numbers.of(entry) for entry in _entries(language) if isinstance(entry, ast.Message)
    }
    return {key: names for key, names in found.items() if names}


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation marks around values would end up in what members copy, and in command names.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(ast.Resource(_entries(language)))
    return bundle


@cache
def _entries(language: str) -> list[ast.EntryType]:
    """A language, read strictly: Fluent itself skips what it cannot read and keeps the first of two."""
    if language not in LANGUAGES:
        raise KeyError(f"Engawa does not speak {language!r}")
    paths = [LOCALES / f"{language}.ftl", *sorted((LOCALES / language).glob("*.ftl"))]
    entries = [e for path in paths for e in FluentParser().parse(path.read_text(encoding="utf-8")).body]
    seen: set[str] = set()
    for entry in entries:
        match entry:
            case ast.Junk():
                raise ValueError(f"{language}.ftl cannot be read here: {entry.content}")
            case ast.Message() | ast.Term() if entry.id.name in seen:
                raise ValueError(f"{language}.ftl says {entry.id.name} twice")
            case ast.Message() | ast.Term():
                seen.add(entry.id.name)
            case _:
                pass
    return entries


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
