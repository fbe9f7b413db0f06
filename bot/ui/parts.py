"""What is shown and what comes back: buttons, panels, forms and what was typed in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.ui.people import Person


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
    people: Mapping[str, Person]  # by their ids as they were sent

    def text(self, name: str) -> str:
        """The text or single choice of a field; empty when it was left so."""
        return next(iter(self.values.get(name, ())), "")

    def chosen(self, name: str) -> list[Person]:
        """The people chosen in a field, in their order."""
        return [self.people[i] for i in self.values.get(name, ()) if i in self.people]


def picked(interaction: discord.Interaction[Any]) -> tuple[str, ...]:
    """What was chosen in the select that was used, as Discord writes it; ids are digits."""
    data: Any = interaction.data
    return tuple(data.get("values", ()))


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
        i: Person(int(i), bool(user.get("bot")), i in members)
        for i, user in resolved.get("users", {}).items()
    }
    return Answers(values, people)
