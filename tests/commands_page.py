"""Writes the page of commands from the tree: `python -m tests.commands_page > docs/commands.md`."""

import asyncio
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

from discord import AppCommandType, app_commands

from bot.app import Engawa
from bot.clock import Clock
from bot.config import Settings
from bot.db import open_database
from bot.texts import text
from bot.tree import Tree

HEAD = """# Commands

Every command in English and in Japanese. *For moderators* means members who may manage the server or time
members out; everything is checked when it is used, whatever a server's own settings show in the menu.
"""


async def tree() -> Tree:
    """Every command there is."""
    settings = Settings(_env_file=None, discord_token="none")
    with TemporaryDirectory() as folder:
        db = await open_database(f"sqlite:///{folder}/engawa.db")
        app = Engawa(settings, Clock(), db)
        await app.add_cogs()
        await db.close()
    return app.tree


async def page() -> str:
    """The whole page."""
    commands = await tree()
    slash = [c for c in commands.walk_commands() if isinstance(c, app_commands.Command)]
    lines = [HEAD]
    for command in sorted(slash, key=lambda c: c.qualified_name):
        lines += _slash(command)
    lines.append("## In menus\n")
    for kind, where in ((AppCommandType.user, "a person"), (AppCommandType.message, "a message")):
        for menu in sorted(commands.walk_commands(type=kind), key=lambda m: m.name):
            lines.append(f"- **{menu.name}** · {_japanese(menu._locale_name)} — in the menu of {where}")
    return "\n".join(lines) + "\n"


def _slash(command: app_commands.Command[Any, ..., Any]) -> Iterator[str]:
    parents = [command.parent] if command.parent else []
    names = [_japanese(part._locale_name) for part in [*parents, command]]
    yield f"## /{command.qualified_name} · /{' '.join(names)}\n"
    yield f"{command.description}  \n{_japanese(command._locale_description)}\n"
    if command.parameters:
        yield "| option | | what it is |\n|---|---|---|"
        for option in command.parameters:
            need = "needed" if option.required else ""
            name = f"`{option.display_name}` · `{_japanese(option.locale_name)}`"
            what = f"{option.description} · {_japanese(option.locale_description)}"
            choices = ", ".join(c.name for c in option.choices)
            yield f"| {name} | {need} | {what}{f'<br>{choices}' if choices else ''} |"
        yield ""


def _japanese(words: object) -> str:
    assert isinstance(words, app_commands.locale_str), words
    return text("ja", words.extras["key"])


if __name__ == "__main__":
    print(asyncio.run(page()), end="")
