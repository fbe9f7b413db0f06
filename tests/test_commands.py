"""The commands, as they are documented."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from discord import AppCommandType, app_commands

from bot.texts import LANGUAGES, vocabulary
from cogs.help import SECTIONS
from tests.commands_page import page, tree

ROOT = Path(__file__).parent.parent
DOCUMENTED = ROOT / "docs" / "commands.md"


async def test_the_page_of_commands_says_what_the_tree_has() -> None:
    documented = await asyncio.to_thread(DOCUMENTED.read_text, encoding="utf-8")
    assert documented == await page()


@pytest.mark.parametrize(
    ("readme", "log"), [("README.md", "What happened"), ("README.ja.md", "何が起きたか")]
)
async def test_a_readme_names_every_command_and_what_to_open_on_the_page(readme: str, log: str) -> None:
    said = await asyncio.to_thread((ROOT / readme).read_text, encoding="utf-8")
    names = {command.name for command in (await tree()).get_commands(type=AppCommandType.chat_input)}
    assert sorted(name for name in names if f"/{name}`" not in said) == []
    assert log in said
    assert log in await asyncio.to_thread((ROOT / "bot/sandbox/page/js/words.js").read_text, encoding="utf-8")


async def test_every_command_has_its_line_in_help_in_every_language() -> None:
    commands = {command.name for command in (await tree()).get_commands(type=AppCommandType.chat_input)}
    shown = Counter(path.split()[0] for section in SECTIONS for path in section.commands)
    assert shown == Counter(commands), "give each its one place in SECTIONS of cogs/help.py"
    for language in LANGUAGES:
        for name in commands:
            assert vocabulary(language).get(f"help-{name}") == {"command"}, (
                f"{language}.ftl needs help-{name}"
            )


async def test_help_leads_to_commands_that_can_be_used_as_they_stand() -> None:
    usable = {c.qualified_name for c in (await tree()).walk_commands() if isinstance(c, app_commands.Command)}
    assert {
        path for section in SECTIONS for path in section.commands + section.also + section.where_counted
    } <= usable
