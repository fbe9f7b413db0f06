"""What the page makes of texts: Discord's markdown, hostile content, and words in both languages."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests import porch as opened
from tests import screen
from tests.porch import Tab

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]
browser, desk, porch, tab = screen.browser, screen.desk, opened.porch, opened.tab

READ = """async (texts) => {
  const { read } = await import("/page/js/markdown.js");
  const brief = (node) => {
    if (node.is === "words") return node.text;
    const inside = node.children ? node.children.map(brief) : [node.text ?? node.id ?? node.unix ?? ""];
    return [node.is + (node.level ?? node.style ?? ""), ...inside];
  };
  return texts.map((text) => read(text).map(brief));
}"""

CASES: list[tuple[str, list[Any]]] = [
    (
        "**a** *b* _c_ __d__ ~~e~~",
        [
            ["bold", "a"],
            " ",
            ["italic", "b"],
            " ",
            ["italic", "c"],
            " ",
            ["underline", "d"],
            " ",
            ["strike", "e"],
        ],
    ),
    ("***both***", [["bold", ["italic", "both"]]]),
    ("**a *b* c**", [["bold", "a ", ["italic", "b"], " c"]]),
    ("snake_case_name and 2 * 3 * 4", ["snake_case_name and 2 * 3 * 4"]),
    (r"\*not\* \`this\`", ["*not* `this`"]),
    ("**open", ["**open"]),
    ("||hidden **bold**||", [["spoiler", "hidden ", ["bold", "bold"]]]),
    ("`a*b*` ``c`d``", [["code", "a*b*"], " ", ["code", "c`d"]]),
    ("```js\nlet a;\n```", [["codeblock", "let a;"]]),
    ("```**a**```", [["codeblock", "**a**"]]),
    ("one\ntwo", ["one", ["break", ""], "two"]),
    ("> a\n> b\nc", [["quote", "a", ["break", ""], "b"], "c"]),
    ("a\n> b", ["a", ["quote", "b"]]),
    ("a\n>>> b\nc", ["a", ["quote", "b", ["break", ""], "c"]]),
    (">no", [">no"]),
    (
        "# one\n## two\n### three\n#### four",
        [["heading1", "one"], ["heading2", "two"], ["heading3", "three"], "#### four"],
    ),
    ("#tag", ["#tag"]),
    ("-# small", [["subtext", "small"]]),
    (
        "- a\n- b\n  - c",
        [["list", ["item", ["text", "a"]], ["item", ["text", "b"], ["list", ["item", ["text", "c"]]]]]],
    ),
    ("3. a\n4. b", [["list", ["item", ["text", "a"]], ["item", ["text", "b"]]]]),
    ("-no", ["-no"]),
    ("[word](https://a.example/b(c))", [["link", "word"]]),
    ("<https://a.example>", [["link", "https://a.example"]]),
    ("see (https://a.example/x).", ["see (", ["link", "https://a.example/x"], ")."]),
    ("「https://a.example/」です", ["「", ["link", "https://a.example/"], "」です"]),
    ("[x](javascript:alert(1))", ["[x](javascript:alert(1))"]),
    (
        "<@123456> <@!123456> <@&234567> <#345678>",
        [["user", "123456"], " ", ["user", "123456"], " ", ["role", "234567"], " ", ["channel", "345678"]],
    ),
    ("</ledger search:12345> <a:wave:123456>", [["command", "/ledger search"], " ", ["emoji", ":wave:"]]),
    ("<t:60> <t:60:R> <t:60:x>", [["timef", 60], " ", ["timeR", 60], " <t:60:x>"]),
    ("@everyone", [["everyone", "@everyone"]]),
]


async def test_markdown_is_read_as_discord_reads_it(tab: Tab) -> None:
    await tab.open()
    found = await tab.page.evaluate(READ, [text for text, _ in CASES])
    read = {text: tree for (text, _), tree in zip(CASES, found, strict=True)}
    assert read == dict(CASES)


async def test_no_text_of_a_message_takes_long_to_read(tab: Tab) -> None:
    await tab.open()
    parts = [
        "*",
        "**a",
        "_a ",
        "[",
        "||a",
        "> ",
        "- ",
        "`",
        "```a",
        "(https://a",
        "[a](",
        "<t:",
        "\\",
        "*a **b ",
        "~~||**__*",
    ]
    texts = [(part * 4000)[:4000] for part in parts]
    slowest = await tab.page.evaluate(
        """async (texts) => {
          const { read } = await import("/page/js/markdown.js");
          let slowest = 0;
          for (const text of texts) {
            const began = performance.now();
            read(text);
            slowest = Math.max(slowest, performance.now() - began);
          }
          return slowest;
        }""",
        texts,
    )
    assert slowest < 1000  # milliseconds; some 20 on an idle machine, minutes for a pattern that backtracks


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>window.hacked = 1</script>",
    "[a](javascript:window.hacked=1) <javascript:window.hacked=1>",
    '[a](https://a.example/"onclick="window.hacked=1)',
    "</article><svg onload=window.hacked=1>",
    "<@123456789012345678> <#123456789012345678> <@&123456789012345678> </x:123456789012345678>",
    "@everyone @here",
    "\u202egnirts detrever\u202c \u2066\u2067 \u200b\u200b",
    "Z" + "\u0363\u0364\u0365\u0366\u0367\u0368" * 60,
    "m" * 2000,
    "https://a.example/" + "y" * 1500,
    "<t:99999999999999999:F> <t:-99999999999999999:R>",
    "```" + "x" * 1900 + "```",
    "||" * 300 + "**" * 300 + "> " * 200,
]


async def test_hostile_messages_run_nothing_ping_nobody_and_break_no_layout(tab: Tab) -> None:
    for text in HOSTILE:
        tab.porch.say(tab.porch.suzu, text)
    await tab.open()
    await expect(tab.page.locator("article")).to_have_count(len(HOSTILE))
    page = tab.page
    assert await page.evaluate("typeof window.hacked") == "undefined"
    assert (
        await page.locator("article script, article img, article svg[onload], article [onclick]").count() == 0
    )
    hrefs = await page.locator("article a").evaluate_all("(links) => links.map((a) => a.protocol)")
    assert set(hrefs) <= {"https:"}
    assert await page.locator("article.called, article .mention.you").count() == 0
    assert await page.evaluate(
        "document.querySelector('.log').scrollWidth <= document.querySelector('.scroller').clientWidth"
    )
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_hostile_names_stay_names(tab: Tab) -> None:
    world, guild = tab.porch.standin.world, tab.porch.guild
    names = ["<b onmouseover=alert(1)>", "\u3164\u200b", "\u202eevil", "W" * 32, "**bold** @everyone"]
    for number, name in enumerate(names):
        user = world.add_user(f"guest{number}", name)
        world.add_member(guild, user)
        world.post(tab.porch.chat, user.id, f"<@{user.id}> and words")
    await tab.open()
    shown = await tab.page.locator("article .name").all_text_contents()
    assert shown == ["<b onmouseover=alert(1)>", "guest1", "\u202eevil", "W" * 32, "**bold** @everyone"]
    assert await tab.page.locator("b[onmouseover]").count() == 0
    assert await tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_the_browser_itself_refuses_markup_as_text(tab: Tab) -> None:
    await tab.open()
    refused = await tab.page.evaluate(
        "() => { try { document.body.innerHTML = '<p>'; return false; } catch { return true; } }"
    )
    assert refused
    # The browser says so on the console too, which is what this test provoked.
    tab.complaints = [words for words in tab.complaints if "TrustedHTML" not in words]


async def test_mentions_are_lit_only_where_they_called(tab: Tab) -> None:
    tab.porch.standin.world.post(
        tab.porch.chat, tab.porch.ken.id, f"<@{tab.porch.aoi.id}>", allowed_mentions={"parse": []}
    )
    tab.porch.say(tab.porch.ken, f"<@{tab.porch.aoi.id}> @everyone")
    await tab.open()
    called = await tab.page.locator("article").evaluate_all(
        "(all) => all.map((one) => one.matches('.called'))"
    )
    assert called == [False, True]
    assert await tab.page.get_by_text("@everyone", exact=True).count() == 0


async def test_a_spoiler_opens_by_key_and_then_is_text(tab: Tab) -> None:
    tab.porch.say(tab.porch.ken, "the end: ||they marry||")
    await tab.open()
    spoiler = tab.last.get_by_role("button", name="ネタバレを見る")
    await spoiler.press("Enter")
    await expect(spoiler).to_have_count(0)
    await expect(tab.last.locator(".spoiler.shown")).to_have_text("they marry")


async def test_times_are_told_in_the_viewers_zone_and_language(tab: Tab) -> None:
    styles = "tTdDfF"
    tab.porch.say(tab.porch.suzu, "\n".join(f"<t:1780000000:{style}>" for style in styles))
    await tab.open(tab.porch.aoi)
    assert await tab.last.locator("time.stamp").all_text_contents() == [
        "5:26",
        "5:26:40",
        "2026/05/29",
        "2026年5月29日",
        "2026年5月29日 5:26",
        "2026年5月29日金曜日 5:26",
    ]
    await tab.become(tab.porch.ken)
    english = await tab.last.locator("time.stamp").all_text_contents()
    assert [text.replace("\u202f", " ") for text in english] == [
        "4:26 PM",
        "4:26:40 PM",
        "5/28/26",
        "May 28, 2026",
        "May 28, 2026 at 4:26 PM",
        "Thursday, May 28, 2026 at 4:26 PM",
    ]


async def test_days_are_the_viewers_days(tab: Tab) -> None:
    tab.porch.say(tab.porch.suzu, "before midnight in New York")
    tab.porch.clock.advance(2 * 3600)
    tab.porch.say(tab.porch.suzu, "after it")
    await tab.open(tab.porch.aoi)
    await expect(tab.page.locator(".day")).to_have_count(1)
    await tab.become(tab.porch.ken)
    await expect(tab.page.locator(".day")).to_have_count(2)
