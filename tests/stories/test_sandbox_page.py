"""`engawa sandbox` in a real browser: the real bot, a living community, in both languages."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import NamedTuple

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, expect

from bot import neighbours
from bot.demo import sandbox
from bot.texts import text
from tests import screen
from tests.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
browser, desk = screen.browser, screen.desk

NAMES = {neighbour.key: neighbour.name for neighbour in neighbours.NEIGHBOURS}
ROOMS = {room.key: room.name for _, rooms in neighbours.HOUSE for room in rooms}


class Visit(Screen):
    """Somebody who has just opened the page, reading one language."""

    language: str

    def words(self, key: str, **params: str | int) -> str:
        """What the bot says under a key."""
        return text(self.language, key, **params)

    def name(self, key: str) -> str:
        return NAMES[key].said_in(self.language)

    def room(self, key: str) -> str:
        return ROOMS[key].said_in(self.language)

    async def thank(self, who: str, note: str) -> None:
        """Run /thanks from the palette, with the keyboard alone."""
        await self.command(self.words("command-thanks") if self.language == "ja" else "thanks")
        await self.type(self.name(who), "<Enter>", note, "<Enter>")
        await expect(self.page.locator("form.command")).to_have_count(0)


class House(NamedTuple):
    language: str
    url: str


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["ja", "en"])
async def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    file = tmp_path_factory.mktemp("house") / "engawa.db"
    async with AsyncExitStack() as stack:
        async with asyncio.timeout(60):  # a bot that cannot start would keep everybody waiting
            porch = await stack.enter_async_context(sandbox(file, 0, request.param))
        yield House(request.param, porch.url)


@pytest_asyncio.fixture(loop_scope="module")
async def visit(house: House, desk: BrowserContext) -> AsyncIterator[Visit]:
    visit = Visit(await desk.new_page())
    visit.language = house.language
    await visit.page.goto(house.url)
    await visit.page.locator("body[data-ready]").wait_for()
    yield visit
    await visit.page.close()
    assert visit.complaints == []


async def test_a_thanks_is_public_a_refusal_is_private_and_both_can_be_mended(visit: Visit) -> None:
    await visit.go(visit.room("thanks"))
    await visit.become_named(visit.name("suzu"))

    await visit.thank("koharu", "the words at the door")
    await expect(visit.last).to_contain_text("the words at the door")
    await expect(visit.last).to_contain_text(f"@{visit.name('koharu')}")

    await visit.thank("suzu", "a quiet afternoon")
    refused = visit.words("thanks-to-oneself")
    await expect(visit.last).to_contain_text(refused)

    await visit.become_named(visit.name("minato"))
    await expect(visit.message("the words at the door")).to_be_visible()
    await expect(visit.message(refused)).to_have_count(0)

    await visit.become_named(visit.name("suzu"))
    await visit.last.get_by_role("button", name=visit.words("fix-it")).click()
    form = visit.page.get_by_role("dialog", name=visit.words("thanks-form-title"))
    await expect(form.get_by_label(visit.words("thanks-form-note"))).to_have_value("a quiet afternoon")
    await form.locator(".select").first.click()
    await visit.type(visit.name("suzu"), "<Enter>", "<Control+a>", visit.name("minato"), "<Enter>")
    await visit.type("<Tab>", "<Enter>")
    await form.locator("[type=submit]").click()
    await expect(form).to_have_count(0)
    await expect(visit.last).to_contain_text("a quiet afternoon")
    await expect(visit.last).to_contain_text(f"@{visit.name('minato')}")

    await visit.last.get_by_role("button", name=visit.words("thanks-undo")).click()
    undone = visit.words("thanks-post-undone", giver="\0").partition("\0")[2]
    await expect(visit.page.locator("article:not(.ephemeral)").last).to_contain_text(undone)


async def test_somebody_elses_room_stays_theirs_and_their_hours_too(visit: Visit) -> None:
    moderators = visit.page.locator(".channel", has_text=visit.room("moderators"))
    await visit.become_named(visit.name("minato"))
    await expect(moderators).to_be_visible()
    clock = await visit.page.locator(".clock").get_attribute("aria-label")
    await visit.become_named(visit.name("riku"))
    await expect(moderators).to_have_count(0)
    assert await visit.page.locator(".clock").get_attribute("aria-label") != clock


async def test_the_message_menu_thanks_for_a_message_and_links_it(visit: Visit) -> None:
    await visit.go(visit.room("chat"))
    await visit.become_named(visit.name("suzu"))
    number = await visit.page.locator("article", has_text=visit.name("asahi")).last.get_attribute("id")
    message = visit.page.locator(f"article#{number}")
    await message.click(button="right")
    await visit.page.get_by_role("menuitem", name=visit.words("menu-thank-for-this-message")).click()
    form = visit.page.get_by_role("dialog", name=visit.words("thanks-form-title"))
    await form.get_by_label(visit.words("thanks-form-note")).fill("good luck")
    await form.locator("[type=submit]").click()
    await expect(form).to_have_count(0)
    await expect(visit.last).to_contain_text("good luck")
    await visit.last.locator(".mention.place").click()
    await expect(message).to_be_focused()
