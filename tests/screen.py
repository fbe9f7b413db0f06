"""The page on a screen: a browser, and what people do with a page that is open in it."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, async_playwright, expect

# The first has no window to draw, and needs half the time of the others.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PATIENCE = 15_000  # milliseconds: more than a busy machine needs, for what is there at once on an idle one
expect.set_options(timeout=PATIENCE)


class Screen:
    """One open page, what people do on it, and what the browser complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda m: m.type in {"error", "warning"} and self.complaints.append(m.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def box(self) -> Locator:
        """Where messages are written."""
        return self.page.locator(".write textarea")

    @property
    def last(self) -> Locator:
        """The newest message on the screen."""
        return self.page.locator("article").last

    def message(self, text: str) -> Locator:
        return self.page.locator("article", has_text=text)

    async def go(self, room: str) -> None:
        """Open a channel by its name."""
        await self.page.locator(".channel", has_text=room).first.click()
        await expect(self.page.locator(".heading-line h2")).to_have_text(room)
        await self.page.locator(".log:not([aria-busy])").wait_for()

    async def become_named(self, name: str) -> None:
        await self.page.locator(".persona").click()
        await self.page.locator(".persona-row .title", has_text=name).click()
        await expect(self.page.locator(".persona-name")).to_have_text(name)
        await self.page.locator(".log:not([aria-busy])").wait_for()

    async def speak(self, language: str) -> None:
        """Choose a language, or how light the page is, by its name in the menu."""
        await self.page.locator(".settings").click()
        await self.page.get_by_role("menuitemradio", name=language).click()

    async def type(self, *parts: str) -> None:
        """Type on the keyboard; a part in angle brackets is a key."""
        for part in parts:
            if part.startswith("<"):
                await self.page.keyboard.press(part[1:-1])
            else:
                await self.page.keyboard.type(part)

    async def command(self, name: str) -> None:
        """Open a command's form from the palette."""
        await self.box.click()
        await self.type("/" + name)
        await self.page.locator(".suggest .option.active").wait_for()
        await self.type("<Enter>")
        await expect(self.page.locator("form.command")).to_be_visible()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The machine's Chromium; without one the tests are skipped, except in CI.

    For modules whose tests share one event loop: it is started once for each.
    """
    if CHROMIUM is None:
        missing = "Chromium is missing (Debian: apt-get install chromium-headless-shell)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A large screen. Each stand-in has an address of its own, so that tests share nothing on it."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="ja-JP")
    yield context
    await context.close()
