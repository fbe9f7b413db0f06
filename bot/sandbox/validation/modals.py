"""What Discord takes as a modal, and what a person may answer in it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from bot.sandbox.validation.form import Form, opened, refuse_if_any
from bot.sandbox.validation.layouts import check_text_display
from bot.sandbox.validation.parts import (
    ACTION_ROW,
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    LABEL,
    RADIO_GROUP,
    SELECTS,
    STRING_SELECT,
    TEXT_DISPLAY,
    TEXT_INPUT,
    Tally,
    check_counts,
    check_custom_id,
    check_options,
    check_select,
    kind_of,
)

MOST_PARTS = 5
LONGEST_TEXT = 4000
IN_LABEL = (TEXT_INPUT, *SELECTS, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX)

Json = Mapping[str, Any]


def check_modal(data: Any) -> None:
    """Raises `ApiError` when Discord would not show this modal."""
    form = opened(data)
    note_modal(form)
    refuse_if_any(form)


def note_modal(data: Form) -> None:
    """Notes every problem of a modal, which may stand inside a larger body."""
    data.text("title", least=1, most=45, required=True)
    data.text("custom_id", least=1, most=100, required=True)
    tally = Tally()
    for part in data.forms("components", least=1, most=MOST_PARTS, required=True):
        kind = kind_of(part, (ACTION_ROW, TEXT_DISPLAY, LABEL), tally)
        if kind == ACTION_ROW:
            _old_row(part, tally)
        elif kind == TEXT_DISPLAY:
            check_text_display(part, tally)
        elif kind == LABEL:
            _label(part, tally)


def _old_row(row: Form, tally: Tally) -> None:
    """The older way: a row with one text input that carries its own label."""
    for part in row.forms("components", least=1, most=1, required=True):
        if kind_of(part, (TEXT_INPUT,), tally) is not None:
            part.text("label", least=1, most=45, required=True)
            _text_input(part, tally)


def _label(label: Form, tally: Tally) -> None:
    label.text("label", least=1, most=45, required=True)
    label.text("description", least=1, most=100)
    part = label.form("component", required=True)
    kind = kind_of(part, IN_LABEL, tally) if part is not None else None
    if part is None or kind is None:
        return
    if kind == TEXT_INPUT:
        part.text("label", least=1, most=45)
        _text_input(part, tally)
    elif kind in SELECTS:
        check_select(part, kind, tally, in_modal=True)
    else:
        check_custom_id(part, tally)
        part.flag("required")
    if kind == FILE_UPLOAD:
        check_counts(part, most=10, in_modal=True)
    elif kind == RADIO_GROUP:
        chosen, _ = check_options(part, least=2, most=10)
        if chosen > 1:
            text = "The specified number of default values exceeds the specified maximum values"
            part.spot.refuse("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", text)
    elif kind == CHECKBOX_GROUP:
        check_options(part, least=1, most=10)
        check_counts(part, most=10, in_modal=True, usual_most=10)
    elif kind == CHECKBOX:
        part.flag("default")


def _text_input(part: Form, tally: Tally) -> None:
    check_custom_id(part, tally)
    part.choice("style", (1, 2), required=True)
    part.text("placeholder", most=100)
    part.flag("required")
    shortest = part.number("min_length", least=0, most=LONGEST_TEXT)
    longest = part.number("max_length", least=1, most=LONGEST_TEXT)
    if shortest is not None and longest is not None and shortest > longest:
        text = "The specified minimum length exceeds the specified maximum length"
        part.at("min_length").refuse("TEXT_INPUT_MIN_LENGTH_TOO_LARGE", text)
    part.text("value", most=longest or LONGEST_TEXT)


def inputs(components: Iterable[Json]) -> Iterator[Json]:
    """The parts of a modal that take an answer, in order."""
    for part in components:
        if part["type"] == LABEL:
            yield part["component"]
        elif part["type"] == ACTION_ROW:
            yield from part["components"]


def check_modal_values(components: Iterable[Json], values: Mapping[str, Any]) -> dict[str, str]:
    """What a client would hold against the answers, by custom_id; empty when they may be sent.

    `components` are those of a modal `check_modal` has passed. Answers are text for text inputs, a
    list for selects, uploads and checkbox groups, one value or None for radio groups, a boolean for
    checkboxes; what was left alone need not be named.
    """
    problems: dict[str, str] = {}
    parts = {part["custom_id"]: part for part in inputs(components)}
    for custom_id in values:
        if custom_id not in parts:
            problems[custom_id] = "there is no such field in this modal"
    for custom_id, part in parts.items():
        problem = _answer_problem(part, values.get(custom_id))
        if problem:
            problems[custom_id] = problem
    return problems


def _answer_problem(part: Json, answer: Any) -> str | None:
    kind = part["type"]
    required = part.get("required") is not False
    if kind == CHECKBOX:
        return None if answer is None or isinstance(answer, bool) else "must be true or false"
    if answer is None or answer in ("", []):
        return "an answer is required" if required else None
    if kind == TEXT_INPUT:
        return _text_problem(part, answer)
    if kind == RADIO_GROUP:
        return _values_problem(part, [answer], 1, 1)
    if not isinstance(answer, list):
        return "must be a list of values"
    least = part.get("min_values")
    most = part.get("max_values") or (len(part["options"]) if kind == CHECKBOX_GROUP else 1)
    return _values_problem(part, cast("list[Any]", answer), 1 if least is None else least, most)


def _text_problem(part: Json, answer: Any) -> str | None:
    if not isinstance(answer, str):
        return "must be text"
    shortest = part.get("min_length") or 0
    longest = part.get("max_length") or LONGEST_TEXT
    if not shortest <= len(answer) <= longest:
        return f"must be between {shortest} and {longest} characters long, not {len(answer)}"
    return None


def _values_problem(part: Json, answer: list[Any], least: int, most: int) -> str | None:
    if not all(isinstance(value, str) for value in answer):
        return "every value must be text"
    if len(set(answer)) != len(answer):
        return "a value was chosen twice"
    if not least <= len(answer) <= most:
        return f"between {least} and {most} must be chosen, not {len(answer)}"
    if part["type"] in (STRING_SELECT, RADIO_GROUP, CHECKBOX_GROUP):
        offered = {option["value"] for option in part["options"]}
        strangers = [value for value in answer if value not in offered]
        if strangers:
            return f"{strangers[0]} was not offered"
    return None
