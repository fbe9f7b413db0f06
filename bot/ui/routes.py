"""Which handler a `custom_id` belongs to, and what it carries."""

import inspect
import re
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.errors import Refusal
from bot.texts import Language
from bot.ui.drafts import Draft
from bot.ui.parts import Form

_NAME = re.compile(r"[a-z]+(?:[.-][a-z]+)*")


def custom_id(name: str, *arguments: int | str) -> str:
    """`name:argument:argument`, at most 100 characters."""
    made = ":".join([name, *map(str, arguments)])
    assert len(made) <= 100, made
    assert all(":" not in a for a in arguments if isinstance(a, str)), made
    return made


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def packed(number: int) -> str:
    """A number in base 36: an id takes 13 of a `custom_id`'s 100 characters instead of 19."""
    digits = ""
    rest = abs(number)
    while rest:
        rest, digit = divmod(rest, 36)
        digits = _DIGITS[digit] + digits
    return ("-" if number < 0 else "") + (digits or "0")


def unpacked(digits: str) -> int:
    """What `packed` made; `Refusal` for anything else."""
    if not re.fullmatch(r"-?[0-9a-z]{1,13}", digits) or abs(int(digits, 36)) >= 2**63:
        raise Refusal("press-unknown")
    return int(digits, 36)


def refuse_others(interaction: discord.Interaction[Any], owner: str) -> None:
    """A private panel carries its owner (`packed`): nobody else sees it, unless they forged one."""
    if unpacked(owner) != interaction.user.id:
        raise Refusal("panel-not-yours")


Handler = Callable[..., Awaitable[None]]
FormBuilder = Callable[..., Form]


def pressed(name: str) -> Callable[[Handler], Handler]:
    """Mark a cog's method as what a button or select of this name does: `(interaction, *arguments)`."""

    def mark(handler: Handler) -> Handler:
        handler.__dict__["pressed"] = name
        return handler

    return mark


def submitted(name: str) -> Callable[[Handler], Handler]:
    """Mark a cog's method as what a form of this name does: `(interaction, answers, *arguments)`."""

    def mark(handler: Handler) -> Handler:
        handler.__dict__["submitted"] = name
        return handler

    return mark


def rebuilds(name: str) -> Callable[[FormBuilder], FormBuilder]:
    """Mark a cog's method as what opens the form of this name again: `(language, fields)`, prefilled."""

    def mark(builder: FormBuilder) -> FormBuilder:
        builder.__dict__["rebuilds"] = name
        return builder

    return mark


class Routes:
    """Which handler a `custom_id` belongs to. Arguments are read as the handler's annotations say."""

    def __init__(self) -> None:
        self._presses: dict[str, Handler] = {}
        self._forms: dict[str, Handler] = {}
        self._builders: dict[str, FormBuilder] = {}

    def learn(self, cog: object) -> None:
        """Take in a cog's marked methods."""
        marks = {"pressed": self._presses, "submitted": self._forms, "rebuilds": self._builders}
        functions = {
            attribute: value
            for kind in reversed(type(cog).__mro__)
            for attribute, value in vars(kind).items()
            if inspect.isfunction(value)
        }
        for attribute, function in functions.items():
            for mark, known in marks.items():
                name = function.__dict__.get(mark)
                if name is not None:
                    assert _NAME.fullmatch(name), name
                    assert name not in known, name
                    known[name] = getattr(cog, attribute)

    def knows(self, name: str) -> bool:
        """Whether some cog has taken presses of this name upon it."""
        return name in self._presses

    def press(self, custom_id: str) -> tuple[Handler, list[int | str]]:
        """A button's handler and its arguments; `Refusal` for one that is unknown, old or forged."""
        return _find(self._presses, custom_id, skip=1)

    def form(self, custom_id: str) -> tuple[Handler, list[int | str]]:
        """A form's handler and its arguments; `Refusal` for one that is unknown, old or forged."""
        return _find(self._forms, custom_id, skip=2)

    def rebuild(self, draft: Draft, language: Language) -> Form:
        """The form a draft was typed in, prefilled; `Refusal` when this version has no such form."""
        builder = self._builders.get(draft.form)
        if builder is None:
            raise Refusal("press-unknown")
        return builder(language, draft.fields)


def _find(known: dict[str, Handler], custom_id: str, *, skip: int) -> tuple[Handler, list[int | str]]:
    name, *given = custom_id.split(":")
    handler = known.get(name)
    if handler is None:
        raise Refusal("press-unknown")
    wanted = list(inspect.signature(handler).parameters.values())[skip:]
    if len(given) != len(wanted):
        raise Refusal("press-unknown")
    try:
        return handler, [_read(a, p.annotation) for a, p in zip(given, wanted, strict=True)]
    except ValueError:
        raise Refusal("press-unknown") from None


def _read(argument: str, annotation: object) -> int | str:
    if annotation is not int:
        return argument
    if not re.fullmatch(r"[0-9]{1,19}", argument) or int(argument) >= 2**63:
        raise ValueError(argument)
    return int(argument)
