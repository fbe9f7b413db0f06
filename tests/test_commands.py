"""The commands, as they are documented."""

import asyncio
from pathlib import Path

from tests.commands_page import page

DOCUMENTED = Path(__file__).parent.parent / "docs" / "commands.md"


async def test_the_page_of_commands_says_what_the_tree_has() -> None:
    documented = await asyncio.to_thread(DOCUMENTED.read_text, encoding="utf-8")
    assert documented == await page()
