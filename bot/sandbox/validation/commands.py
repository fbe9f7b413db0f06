"""Application commands: names, options, choices, and how much of them there may be."""

import json
import math
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from bot.sandbox.errors import too_many_commands
from bot.sandbox.validation.form import (
    Form,
    Problems,
    Spot,
    number_at,
    number_of,
    opened,
    refuse_if_any,
    text_at,
)
from bot.sandbox.validation.parts import check_channel_types

CHAT_INPUT, USER, MESSAGE, ENTRY_POINT = 1, 2, 3, 4
MENUS = (USER, MESSAGE)
SUB_COMMAND, GROUP, STRING, INTEGER, CHANNEL, NUMBER = 1, 2, 3, 4, 7, 10
VALUE_TYPES = tuple(range(3, 12))
WITH_CHOICES = (STRING, INTEGER, NUMBER)
MOST_OF_TYPE = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15, ENTRY_POINT: 1}
MOST_CHARACTERS = 8000  # of one command with everything in it
BIGGEST_INTEGER = 2**53 - 1
# fmt: off
LOCALES = frozenset({
    "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he",
    "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro",
    "ru", "sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
})
# fmt: on
# The vowel signs of Devanagari and Thai are neither letters nor numbers, and words need them.
VOWEL_SIGNS = ((0x0900, 0x0950), (0x0955, 0x0963), (0x0E31, 0x0E3A), (0x0E47, 0x0E4E))

Json = Mapping[str, Any]

_fine = set[str]()  # lists of commands that Discord would take, as they came


def check_commands(commands: Any) -> None:
    """Raises `ApiError` when Discord would not take this list in place of all commands of a scope."""
    # A bot registers the same ones at each of its starts.
    text = json.dumps(commands)
    if text in _fine:
        return
    problems = Problems()
    root = Spot(problems)
    if not isinstance(commands, list):
        root.refuse("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        problems.refuse_if_any()
    named: Counter[tuple[Any, Any]] = Counter()
    kinds: Counter[Any] = Counter()
    for index, item in enumerate(cast("list[Any]", commands)):
        form = Form.of(root.at(index), item)
        if form is None:
            continue
        kind, name = _command(form, name_required=True)
        kinds[kind] += 1
        named[kind, name] += 1
        if name is not None and named[kind, name] > 1:
            text = "Application command names must be unique"
            form.spot.refuse("APPLICATION_COMMANDS_DUPLICATE_NAME", text)
    problems.refuse_if_any()
    if any(kinds[kind] > most for kind, most in MOST_OF_TYPE.items()):
        raise too_many_commands()
    _fine.add(text)


def check_command(body: Any, *, editing: bool = False, kind: int | None = None) -> None:
    """Raises `ApiError` when Discord would not take this one command; `kind`: the type of the one edited."""
    form = opened(body)
    _command(form, name_required=not editing, kind=kind, partial=editing)
    refuse_if_any(form)


def _command(
    form: Form, *, name_required: bool, kind: int | None = None, partial: bool = False
) -> tuple[int | None, str | None]:
    if kind is None:
        given: int | None = form.choice("type", tuple(MOST_OF_TYPE))
        kind = given if given is not None else CHAT_INPUT
    name = form.text("name", least=1, most=32, required=name_required)
    if kind in MENUS:
        _localizations(form, "name", most=32)
        _menu_only(form)
    else:
        _check_name(form.at("name"), name)
        for spot, text in _localizations(form, "name", most=32):
            _check_name(spot, text)
        form.text("description", least=1, most=100, required=kind == CHAT_INPUT and not partial)
        _localizations(form, "description", most=100)
        _options(form, (SUB_COMMAND, GROUP, *VALUE_TYPES))
    form.bits("default_member_permissions")
    form.flag("dm_permission")
    form.flag("nsfw")
    _numbers(form, "contexts", (0, 1, 2))
    _numbers(form, "integration_types", (0, 1))
    if size_of(form.body) > MOST_CHARACTERS:
        text = f"Command exceeds maximum size ({MOST_CHARACTERS})"
        form.spot.refuse("APPLICATION_COMMAND_TOO_LARGE", text)
    return kind, name


def _menu_only(form: Form) -> None:
    """User and message commands have a name and nothing more."""
    if form.body.get("description"):
        text = "Context menu commands cannot have description"
        form.at("description").refuse("APPLICATION_COMMAND_INVALID_DESCRIPTION", text)
    if form.body.get("options"):
        text = "Context menu commands cannot have options"
        form.at("options").refuse("APPLICATION_COMMAND_INVALID_OPTIONS", text)


def _check_name(spot: Spot, name: str | None) -> None:
    if name is None:
        return
    if not all(_may_stand_in_a_name(character) for character in name):
        spot.refuse("STRING_TYPE_REGEX", "String value did not match validation regex.")
    elif name != name.lower():
        spot.refuse("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _may_stand_in_a_name(character: str) -> bool:
    """`[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]`, which Python's own expressions cannot say."""
    if character in "-_'" or unicodedata.category(character)[0] in "LN":
        return True
    return any(first <= ord(character) <= last for first, last in VOWEL_SIGNS)


def _localizations(form: Form, key: str, *, most: int) -> list[tuple[Spot, str]]:
    texts = form.form(f"{key}_localizations")
    if texts is None:
        return []
    found: list[tuple[Spot, str]] = []
    for locale, text in texts.body.items():
        if locale not in LOCALES:
            texts.spot.refuse("ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid locale.')
            continue
        good = text_at(texts.at(locale), text, least=1, most=most)
        if good is not None:
            found.append((texts.at(locale), good))
    return found


def _numbers(form: Form, key: str, allowed: tuple[int, ...]) -> None:
    seen: list[int] = []
    for spot, number in form.items(key, least=1, most=len(allowed)):
        if isinstance(number, bool) or number not in allowed:
            spot.not_one_of(allowed)
        elif number in seen:
            spot.repeated()
        else:
            seen.append(number)


def _options(form: Form, allowed: tuple[int, ...]) -> None:
    names: set[str] = set()
    kinds: set[bool] = set()
    optional_seen = False
    for option in form.forms("options", most=25):
        kind = option.body.get("type")
        if kind is None:
            option.at("type").missing()
            continue
        if isinstance(kind, bool) or kind not in allowed:
            text = f'Value of field "type" must be one of {allowed}.'
            option.spot.refuse("UNION_TYPE_CHOICES", text)
            continue
        name = _option(option, kind)
        if name is not None and name in names:
            text = f"Option name {name} is already used in these options"
            option.at("name").refuse("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", text)
        names.add(name or "")
        nested = kind in (SUB_COMMAND, GROUP)
        kinds.add(nested)
        required = option.body.get("required") is True and not nested
        if required and optional_seen:
            text = "Required options must be placed before non-required options"
            option.spot.refuse("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", text)
        optional_seen = optional_seen or not required
    if len(kinds) > 1:
        text = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.at("options").refuse("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", text)


def _option(option: Form, kind: int) -> str | None:
    name = option.text("name", least=1, most=32, required=True)
    _check_name(option.at("name"), name)
    for spot, text in _localizations(option, "name", most=32):
        _check_name(spot, text)
    option.text("description", least=1, most=100, required=True)
    _localizations(option, "description", most=100)
    option.flag("required")
    if kind == SUB_COMMAND:
        _options(option, VALUE_TYPES)
    elif kind == GROUP:
        _options(option, (SUB_COMMAND,))
    elif kind == CHANNEL:
        check_channel_types(option)
    elif kind in WITH_CHOICES:
        _limits(option, kind)
        check_choices(option, kind)
        if option.flag("autocomplete") and option.body.get("choices"):
            text = "Options with choices cannot have autocomplete"
            option.at("autocomplete").refuse("APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", text)
    return name


def _limits(option: Form, kind: int) -> None:
    if kind == STRING:
        low, high = "min_length", "max_length"
        least = option.number(low, least=0, most=6000)
        greatest = option.number(high, least=1, most=6000)
    else:
        low, high = "min_value", "max_value"
        least = _amount(option.at(low), option.body.get(low), kind)
        greatest = _amount(option.at(high), option.body.get(high), kind)
    if least is not None and greatest is not None and least > greatest:
        text = f"{low} must be less than or equal to {high}"
        option.at(low).refuse("APPLICATION_COMMAND_OPTIONS_LIMITS_INVALID", text)


def check_choices(form: Form, kind: int | None) -> None:
    """The `choices` of an option of this type, or of an answer to an autocomplete (None: any type)."""
    for choice in form.forms("choices", most=25, required=kind is None):
        choice.text("name", least=1, most=100, required=True)
        _localizations(choice, "name", most=100)
        value = choice.body.get("value")
        if value is None:
            choice.at("value").missing()
        elif kind == STRING or (kind is None and isinstance(value, str)):
            choice.text("value", most=100)
        else:
            _amount(choice.at("value"), value, INTEGER if kind == INTEGER else NUMBER)


def _amount(spot: Spot, value: Any, kind: int) -> float | None:
    if value is None:
        return None
    if kind == INTEGER:
        return number_at(spot, value, least=-BIGGEST_INTEGER, most=BIGGEST_INTEGER)
    if number_of(value) is None and not (isinstance(value, float) and math.isfinite(value)):
        spot.not_a("double", value)
        return None
    return value


def size_of(part: Json) -> int:
    """How many characters Discord counts in a command, an option or a choice: the longest of each text."""
    size = 0
    for key in ("name", "description"):
        texts: list[Any] = [part.get(key)]
        if isinstance(translated := part.get(f"{key}_localizations"), dict):
            texts += cast("Json", translated).values()
        size += max(len(text) if isinstance(text, str) else 0 for text in texts)
    if "value" in part:
        size += len(str(part["value"]))
    for key in ("options", "choices"):
        inner = part.get(key)
        if isinstance(inner, list):
            size += sum(
                size_of(cast("Json", one)) for one in cast("list[Any]", inner) if isinstance(one, dict)
            )
    return size
