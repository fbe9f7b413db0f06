"""What `/privacy` shows: what is kept, what forgetting takes away, and the receipt for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot import ui
from bot.features.deliveries import Delivery
from bot.features.privacy import Receipt
from bot.texts import Language, text
from bot.when import show

LINKS = 10  # in a message; the file has all of them


@dataclass(frozen=True)
class Scope:
    """Whose data it is about, and of which server; of all of them without one."""

    person: int
    guild_id: int | None
    language: Language

    def says(self, key: str, **params: str | int) -> str:
        return text(self.language, key, **params)

    def button(
        self, key: str, name: str, *arguments: str | int, danger: bool = False
    ) -> discord.ui.Button[Any]:
        """A button that only this person may press."""
        style = discord.ButtonStyle.danger if danger else discord.ButtonStyle.secondary
        return ui.button(self.says(key), ui.custom_id(name, ui.packed(self.person), *arguments), style)

    @property
    def where(self) -> str:
        return "everywhere" if self.guild_id is None else "here"


def overview_panel(scope: Scope, kept: Mapping[str, int]) -> ui.Panel:
    buttons = [
        scope.button("privacy-button-copy", "privacy.copy"),
        # The page of `/settings` on which purposes are answered.
        scope.button("privacy-button-agreed", "settings.page", "agreed"),
    ]
    if scope.guild_id is not None:
        buttons.append(scope.button("privacy-button-report", "privacy.report"))
    buttons.append(scope.button("privacy-button-forget", "privacy.forget", danger=True))
    parts: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay(f"### {scope.says(f'privacy-title-{scope.where}')}\n{listed(scope, kept)}"),
        discord.ui.Separator(),
        discord.ui.TextDisplay(scope.says("privacy-never")),
        discord.ui.TextDisplay(f"-# {scope.says(f'privacy-elsewhere-{scope.where}')}"),
        discord.ui.ActionRow(*buttons),
    ]
    return ui.Panel(discord.ui.Container(*parts))


def confirm_panel(scope: Scope, kept: Mapping[str, int], asked_at: int) -> ui.Panel:
    """Says exactly what goes, and asks whether they wish to stay uncounted."""
    about = (scope.guild_id or 0, asked_at)
    parts: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay(f"### {scope.says(f'privacy-forget-title-{scope.where}')}"),
        discord.ui.TextDisplay(listed(scope, kept)),
        discord.ui.TextDisplay(scope.says(f"privacy-forget-means-{scope.where}")),
        discord.ui.TextDisplay(f"-# {scope.says('privacy-uncounted-means')}"),
        discord.ui.ActionRow(
            scope.button("privacy-button-forget-now", "privacy.confirm", *about, 0, danger=True),
            scope.button("privacy-button-forget-uncounted", "privacy.confirm", *about, 1, danger=True),
            scope.button("privacy-button-keep", "privacy.page"),
        ),
    ]
    return ui.Panel(discord.ui.Container(*parts))


def note_panel(scope: Scope, key: str) -> ui.Panel:
    return ui.Panel(discord.ui.TextDisplay(scope.says(key)))


def listed(scope: Scope, kept: Mapping[str, int]) -> str:
    """Every kind of which there is something, with how much."""
    lines = [scope.says("privacy-count", kind=kind_of(scope, k), count=n) for k, n in kept.items() if n]
    return "\n".join(f"- {line}" for line in lines) or scope.says("privacy-nothing")


def kind_of(scope: Scope, kind: str) -> str:
    return scope.says("privacy-kind", kind=kind)


def receipt(scope: Scope, done: Receipt, left: Sequence[Delivery]) -> str:
    """What was forgotten, and what could not be reached, in one message."""
    lines = [
        scope.says(f"privacy-forgotten-{scope.where}"),
        listed(scope, done.forgotten),
        *_afterwards(scope, done, left[:LINKS], len(left)),
    ]
    return "\n".join(lines)


def receipt_file(scope: Scope, done: Receipt, left: Sequence[Delivery], zone: str, now: int) -> bytes:
    """The same as a file to keep, with the hour and every post."""
    at = show(zone, scope.language, now)
    lines = [
        f"Engawa · {at.local:%Y-%m-%d %H:%M} ({at.from_utc})",
        scope.says(f"privacy-forgotten-{scope.where}"),
        listed(scope, done.forgotten),
        *_afterwards(scope, done, left, len(left)),
    ]
    return "\n".join(lines).encode()


def _afterwards(scope: Scope, done: Receipt, left: Sequence[Delivery], missed: int) -> list[str]:
    lines: list[str] = []
    changed = len(done.edits) - missed
    if changed:
        lines.append(scope.says("privacy-posts-changed", count=changed))
    if left:
        lines.append(scope.says("privacy-posts-left", count=missed))
        lines += [f"- {_link(edit)}" for edit in left]
    if done.stays_uncounted:
        lines.append(scope.says("privacy-stays-uncounted"))
    return lines


def _link(edit: Delivery) -> str:
    return ui.message_link(edit.guild_id or 0, edit.channel_id or 0, int(edit.subject["message"]))
