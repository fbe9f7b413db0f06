"""What stands between a cog and Discord's buttons, forms and answers.

A press or a submitted form finds its handler by its `custom_id`, which carries all that the handler needs. So
both work after a restart, and their errors take the one error path. The library's own view store is not used.
"""

import asyncio
import inspect
import json
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import aiohttp
import discord
from discord import app_commands

from bot.errors import Refusal
from bot.texts import Language, language, text

T = TypeVar("T")

_NAME = re.compile(r"[a-z]+(?:[.-][a-z]+)*")

TRANSIENT = (OSError, aiohttp.ClientError, TimeoutError, discord.DiscordServerError)
"""What a request may fail with although a later one can succeed; whether it was applied stays open."""

_PAUSES = (0.1, 0.3, 0.6, 1.0)  # within the three seconds Discord waits for an answer
_ALREADY_ANSWERED = 40060
_TOO_LATE = 10062


class TooLate(Exception):  # noqa: N818 - it reads as what happened
    """Discord no longer takes an answer: three seconds have passed, or fifteen minutes for a further one."""


# --- whom we speak to


def reader(interaction: discord.Interaction[Any]) -> Language:
    """The language of the person who acts."""
    return language(interaction.locale.value)


def public(interaction: discord.Interaction[Any]) -> Language:
    """The language of public posts here."""
    if interaction.guild_locale is None:
        return reader(interaction)
    return language(interaction.guild_locale.value)


def is_moderator(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person who acts looks after this server."""
    held = interaction.permissions
    return interaction.guild_id is not None and (held.manage_guild or held.moderate_members)


@dataclass(frozen=True)
class Person:
    """Somebody named in a command or a form, as Discord described them at that moment."""

    id: int
    bot: bool
    here: bool  # a member of this server


def person(user: discord.User | discord.Member) -> Person:
    return Person(user.id, user.bot, isinstance(user, discord.Member))


def words(key: str) -> app_commands.locale_str:
    """A name or description of a command: English here, other languages through the translator."""
    return app_commands.locale_str(text("en", key), key=key)


def plain(note: str) -> str:
    """Somebody's words as they stand: no markdown, no mentions."""
    return discord.utils.escape_mentions(discord.utils.escape_markdown(note))


def quoted(note: str) -> str:
    """Somebody's words as a quotation, every line of it."""
    return "\n".join(f"> {line}" for line in plain(note).split("\n"))


def message_link(guild_id: int, channel_id: int, message_id: int) -> str:
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"


# --- custom ids


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


Handler = Callable[..., Awaitable[None]]
FormBuilder = Callable[..., "Form"]


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
        for _, method in inspect.getmembers(cog, inspect.ismethod):
            for mark, known in marks.items():
                name = getattr(method, mark, None)
                if name is not None:
                    assert _NAME.fullmatch(name), name
                    assert name not in known, name
                    known[name] = method

    def press(self, custom_id: str) -> tuple[Handler, list[int | str]]:
        """A button's handler and its arguments; `Refusal` for one that is unknown, old or forged."""
        return _find(self._presses, custom_id, skip=1)

    def form(self, custom_id: str) -> tuple[Handler, list[int | str]]:
        """A form's handler and its arguments; `Refusal` for one that is unknown, old or forged."""
        return _find(self._forms, custom_id, skip=2)

    def rebuild(self, draft: "Draft", language: Language) -> "Form":
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


# --- what is shown


class Buttons(discord.ui.View):
    """Buttons under a message. Their presses are routed by `custom_id`, so the library need not keep them."""

    def __init__(self, *items: discord.ui.Item[Any]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)

    def is_finished(self) -> bool:
        return True  # Else the library would store the view for as long as the process lives.


class Panel(discord.ui.LayoutView):
    """A laid-out message (components v2), kept by nobody for the same reason as `Buttons`."""

    def __init__(self, *items: discord.ui.Item[Any]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)

    def is_finished(self) -> bool:
        return True


class Form(discord.ui.Modal):
    """A form. What it is about stands in its `custom_id`; what was typed comes to its `submitted` handler."""

    def __init__(self, title: str, custom_id: str, *fields: discord.ui.Item[Any]) -> None:
        super().__init__(title=title, custom_id=custom_id)
        for item in fields:
            self.add_item(item)

    def is_finished(self) -> bool:
        return True


def button(
    label: str,
    custom_id: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    *,
    emoji: str | None = None,
    disabled: bool = False,
) -> discord.ui.Button[Any]:
    return discord.ui.Button(label=label, custom_id=custom_id, style=style, emoji=emoji, disabled=disabled)


def labelled(label: str, item: discord.ui.Item[Any], description: str | None = None) -> discord.ui.Label[Any]:
    """A form's field under its label."""
    return discord.ui.Label(text=label, component=item, description=description)


def has_button(message: discord.Message, custom_id: str) -> bool:
    """Whether a message carries this button."""
    rows = (row for row in message.components if isinstance(row, discord.ActionRow))
    return any(getattr(part, "custom_id", None) == custom_id for row in rows for part in row.children)


@dataclass(frozen=True)
class Answers:
    """What was typed and chosen in a form."""

    values: Mapping[str, tuple[str, ...]]
    people: Mapping[int, Person]

    def text(self, name: str) -> str:
        """The text or single choice of a field; empty when it was left so."""
        return next(iter(self.values.get(name, ())), "")

    def chosen(self, name: str) -> list[Person]:
        """The people chosen in a field, in their order."""
        return [self.people[int(i)] for i in self.values.get(name, ()) if int(i) in self.people]


def answers(data: Mapping[str, Any]) -> Answers:
    """Read a modal submission as Discord sends it."""
    values: dict[str, tuple[str, ...]] = {}

    def gather(component: Mapping[str, Any]) -> None:
        for child in component.get("components", ()):
            gather(child)
        if "component" in component:
            gather(component["component"])
        if "custom_id" in component:
            several = component.get("values")
            one = component.get("value")
            values[component["custom_id"]] = tuple(
                several if several is not None else [one] if one is not None else []
            )

    gather(data)
    resolved = data.get("resolved", {})
    members = resolved.get("members", {})
    people = {
        int(i): Person(int(i), bool(user.get("bot")), i in members)
        for i, user in resolved.get("users", {}).items()
    }
    return Answers(values, people)


# --- answering


async def answer(
    interaction: discord.Interaction[Any],
    content: str | None = None,
    *,
    view: discord.ui.View | discord.ui.LayoutView | None = None,
    private: bool = True,
    pings: Collection[int] = (),
    files: Sequence[discord.File] = (),
) -> int | None:
    """Answer, once, and return the message's id where Discord names it.

    Pings only `pings`. A further call sends a further message. A failed request is tried again while Discord
    still waits; `TooLate` when it no longer does.
    """
    options: dict[str, Any] = {
        "allowed_mentions": discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[discord.Object(i) for i in pings]
        ),
        "ephemeral": private,
        "suppress_embeds": view is None or not isinstance(view, discord.ui.LayoutView),
    }
    if content is not None:
        options["content"] = content
    if view is not None:
        options["view"] = view
    if files:
        options["files"] = list(files)
    if interaction.response.is_done():
        message = await _insist(lambda: interaction.followup.send(wait=True, **options))
        return None if message is None else message.id
    response = await _insist(lambda: interaction.response.send_message(**options))
    if response is not None:
        return response.message_id
    message = await _insist(interaction.original_response)
    return None if message is None else message.id


async def replace(
    interaction: discord.Interaction[Any],
    content: str | None = None,
    *,
    view: discord.ui.View | discord.ui.LayoutView | None = None,
) -> None:
    """Put this in place of the message whose button was pressed."""
    await _insist(
        lambda: interaction.response.edit_message(
            content=content, view=view, allowed_mentions=discord.AllowedMentions.none()
        )
    )


async def replace_buttons(
    interaction: discord.Interaction[Any], view: discord.ui.View | discord.ui.LayoutView | None
) -> None:
    """Change only what stands under the message whose button was pressed."""
    await _insist(lambda: interaction.response.edit_message(view=view))


async def open_form(interaction: discord.Interaction[Any], form: Form) -> None:
    """Show a form in answer to a command or a press (Discord allows none in answer to a form)."""
    await _insist(lambda: interaction.response.send_modal(form))


async def _insist(act: Callable[[], Awaitable[T]]) -> T | None:
    """Make a request until Discord answers it; None when an earlier try turns out to have been applied."""
    pauses = iter(_PAUSES)
    tried = False
    while True:
        try:
            return await act()
        except TRANSIENT:
            pause = next(pauses, None)
            if pause is None:
                raise
            tried = True
            await asyncio.sleep(pause)
        except discord.HTTPException as error:
            if error.code == _ALREADY_ANSWERED and tried:
                return None
            if error.code == _TOO_LATE:
                raise TooLate from error
            raise


# --- drafts: what was typed is kept when it is refused


@dataclass(frozen=True)
class Draft:
    """A form's name and what was typed in it."""

    form: str
    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])  # what JSON can hold

    def words(self) -> str:
        """What was typed, without what was chosen."""
        return "\n".join(value for value in self.fields.values() if isinstance(value, str) and value)

    @classmethod
    def load(cls, form: str, fields: str) -> "Draft":
        return cls(form, json.loads(fields))

    def dump(self) -> str:
        return json.dumps(dict(self.fields), ensure_ascii=False)


@asynccontextmanager
async def keeping(draft: Draft) -> AsyncGenerator[None]:
    """Whatever goes wrong inside, the error path keeps the draft and offers it again."""
    try:
        yield
    except Exception as error:
        error.__dict__["draft"] = draft
        raise


def draft_of(error: BaseException) -> Draft | None:
    return cast("Draft | None", error.__dict__.get("draft"))
