"""The page for everybody: by keyboard alone, on a narrow screen, in the light and in the dark."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, expect

from tests import porch as opened
from tests import screen
from tests.porch import Porch, Tab

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]
browser, desk, porch, tab = screen.browser, screen.desk, opened.porch, opened.tab


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def telephone(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(
        viewport={"width": 390, "height": 780}, locale="ja-JP", has_touch=True, is_mobile=True
    )
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def narrow(telephone: BrowserContext, porch: Porch) -> AsyncIterator[Tab]:
    async with opened.opened_in(telephone, porch) as tab:
        yield tab


# The box to write in is outlined by the frame around it.
OUTLINED = """() => {
  const at = document.activeElement;
  const style = getComputedStyle((at.matches("textarea") && at.closest(".write")) || at);
  return at === document.body || (style.outlineStyle !== "none" && style.outlineWidth !== "0px");
}"""


# --- by keyboard


async def test_messages_are_one_stop_and_the_arrows_move_within(tab: Tab) -> None:
    for text in ("first", "second", "third"):
        tab.porch.say(tab.porch.ken, text)
    await tab.open()
    await tab.page.locator(".skip").focus()
    await tab.type("<Enter>")
    await expect(tab.message("third")).to_be_focused()
    await tab.type("<ArrowUp>", "<ArrowUp>")
    await expect(tab.message("first")).to_be_focused()
    await tab.type("<End>", "<Tab>")
    await expect(tab.message("third").get_by_role("button", name="リアクション")).to_be_focused()
    await tab.type("<Shift+Tab>", "<Escape>")
    await expect(tab.box).to_be_focused()


async def test_everything_on_the_page_is_reached_with_the_tab_key(tab: Tab) -> None:
    tab.porch.say(tab.porch.ken, "hello")
    await tab.open()
    await tab.page.locator(".skip").focus()
    seen: list[str] = []
    for _ in range(60):
        await tab.type("<Tab>")
        seen.append(
            await tab.page.evaluate(
                "document.activeElement.closest('.top, .side, .heading-line, .messages, .composer, .panel')"
                "?.className.split(' ')[0] ?? ''"
            )
        )
    order = [part for n, part in enumerate(seen) if part and part not in seen[:n]]
    assert order == ["top", "side", "heading-line", "messages", "composer", "panel"]


async def test_what_has_the_focus_is_outlined(tab: Tab) -> None:
    await tab.open()
    await tab.page.evaluate("document.activeElement.blur()")
    for _ in range(25):
        await tab.type("<Tab>")
        outlined = await tab.page.evaluate(OUTLINED)
        assert outlined, await tab.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


async def test_a_slash_anywhere_opens_the_palette(tab: Tab) -> None:
    await tab.open()
    await tab.page.locator(".member").first.focus()
    await tab.type("/")
    await expect(tab.box).to_be_focused()
    await expect(tab.page.get_by_role("listbox", name="コマンド")).to_be_visible()
    active = await tab.box.get_attribute("aria-activedescendant")
    await expect(tab.page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")


async def test_menus_move_with_the_arrows_and_give_the_focus_back(tab: Tab) -> None:
    await tab.open()
    clock = tab.page.locator(".clock")
    await clock.focus()
    await tab.type("<Enter>")
    await expect(tab.page.get_by_role("menuitem", name="10分進める")).to_be_focused()
    await tab.type("<ArrowDown>", "<ArrowDown>", "<ArrowDown>", "<ArrowDown>")
    await expect(tab.page.get_by_role("menuitem", name="10分進める")).to_be_focused()
    await tab.type("<End>")
    await expect(tab.page.get_by_role("menuitem", name="次の予定まで進める")).to_be_focused()
    await expect(clock).to_have_attribute("aria-expanded", "true")
    await tab.type("<Escape>")
    await expect(clock).to_be_focused()
    await expect(clock).to_have_attribute("aria-expanded", "false")


async def test_an_answer_in_place_keeps_the_focus_on_what_was_pressed(tab: Tab) -> None:
    await tab.porch.aoi.slash("thanks", to=tab.porch.ken, for_="ひとこと")
    await tab.open()
    select = tab.last.locator(".select")
    await select.focus()
    await tab.type("<Enter>", "<Enter>", "<Tab>", "<Enter>")
    await expect(tab.last).to_contain_text("えらばれたのは sencha")
    await expect(tab.last.locator(".select")).to_be_focused()


async def test_enter_while_an_input_method_composes_sends_nothing(tab: Tab) -> None:
    await tab.open()
    await tab.box.fill("へんかん")
    await tab.box.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    await expect(tab.box).to_have_value("へんかん")
    await tab.box.press("Enter")
    await expect(tab.last).to_contain_text("へんかん")
    await expect(tab.page.locator("article")).to_have_count(1)


# --- on a narrow screen


async def fits(tab: Tab) -> bool:
    return await tab.page.evaluate("document.documentElement.scrollWidth <= 390 && innerWidth <= 390")


async def test_everything_fits_on_a_telephone(narrow: Tab) -> None:
    for what in ("card", "layout"):
        await narrow.porch.aoi.slash("show", what=what)
    await narrow.porch.aoi.slash("thanks", to=narrow.porch.ken, for_="ひとこと")
    narrow.porch.say(narrow.porch.ken, "w" * 500)
    await narrow.open()
    assert await fits(narrow)
    await narrow.speak("English")
    assert await fits(narrow)
    await narrow.page.locator(".write .tool").first.click()
    await narrow.page.locator(".option", has_text="thanks").click()
    await expect(narrow.page.locator("form.command")).to_be_visible()
    assert await fits(narrow)
    await narrow.page.get_by_role("button", name="Leave the command").tap()
    await narrow.page.locator("[data-custom-id=write]").click()
    await expect(narrow.page.get_by_role("dialog", name="ひとこと書く")).to_be_visible()
    assert await fits(narrow)


async def test_the_sides_come_in_over_the_messages_and_leave(narrow: Tab) -> None:
    await narrow.open(narrow.porch.aoi, channel=narrow.porch.notice)
    side = narrow.page.locator(".side")
    await expect(side).to_be_hidden()
    opener = narrow.page.get_by_role("button", name="チャンネルの一覧を開く")
    await opener.click()
    await expect(side.locator("[aria-current=page]")).to_be_focused()
    await narrow.type("<Escape>")
    await expect(side).to_be_hidden()
    await expect(opener).to_be_focused()
    await opener.click()
    await side.locator(".channel", has_text="雑談").click()
    await expect(side).to_be_hidden()
    await expect(narrow.page.locator(".heading-line h2")).to_have_text("雑談")
    await narrow.page.get_by_role("button", name="メンバー").click()
    await expect(narrow.page.locator(".panel .member").first).to_be_visible()
    await narrow.page.locator(".panel").get_by_role("button", name="閉じる").click()
    await expect(narrow.page.locator(".panel")).to_be_hidden()


async def test_what_can_be_done_with_a_message_appears_at_a_tap(narrow: Tab) -> None:
    narrow.porch.say(narrow.porch.ken, "tap me")
    await narrow.open()
    tools = narrow.last.locator(".tools")
    await expect(tools).to_be_hidden()
    await narrow.last.locator(".marks").tap()
    await expect(tools).to_be_visible()
    await tools.get_by_role("button", name="ほかの操作").tap()
    await expect(narrow.page.get_by_role("menuitem", name="とっておく")).to_be_visible()


# --- light and dark

PAIRS = [
    (ink, paper)
    for ink in ("ink", "quiet", "accent-ink", "shu-ink", "leaf-ink", "wood")
    for paper in ("paper", "sheet", "raised", "sunken", "board")
] + [
    ("ink", "call"),
    ("quiet", "call"),
    ("accent-ink", "call"),
    ("ink", "accent-wash"),
    ("quiet", "accent-wash"),
    ("accent-ink", "accent-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-lit"),
    ("on-accent", "leaf"),
    ("on-accent", "shu"),
]
RATIOS = """(pairs) => {
  const probe = document.body.appendChild(document.createElement("i"));
  const light = (name) => {
    probe.style.color = `var(--${name})`;
    const [r, g, b] = getComputedStyle(probe).color.match(/[\\d.]+/g).map((n) => {
      const part = Number(n) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return pairs.map(([ink, paper]) => {
    const [low, high] = [light(ink), light(paper)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  });
}"""


@pytest.mark.parametrize("theme", ["明るい", "暗い"])
async def test_every_ink_can_be_read_on_every_paper(tab: Tab, theme: str) -> None:
    await tab.open()
    await tab.speak(theme)
    ratios = await tab.page.evaluate(RATIOS, PAIRS)
    faint = {pair: round(ratio, 2) for pair, ratio in zip(PAIRS, ratios, strict=True) if ratio < 4.5}
    assert faint == {}


async def test_the_light_follows_the_system_until_it_is_chosen(tab: Tab) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    await tab.page.emulate_media(color_scheme="dark")
    await tab.open()
    dark = await tab.page.evaluate(paper)
    await tab.page.emulate_media(color_scheme="light")
    light = await tab.page.evaluate(paper)
    assert dark != light
    await tab.speak("暗い")
    assert await tab.page.evaluate(paper) == dark
    await tab.page.reload()
    await tab.page.locator("body[data-ready]").wait_for()
    assert await tab.page.evaluate(paper) == dark


async def test_who_wants_no_motion_gets_none(tab: Tab) -> None:
    await tab.page.emulate_media(reduced_motion="reduce")
    await tab.open()
    await tab.command("show")
    await tab.type("slow", "<Enter>", "<Enter>")
    dots = tab.last.locator(".dots i").first
    assert float(await dots.evaluate("(dot) => parseFloat(getComputedStyle(dot).animationDuration)")) < 0.01
