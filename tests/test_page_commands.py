"""The page in a real browser: commands, buttons, menus and forms, and what bots put into messages."""

import pytest
from playwright.async_api import expect

from tests import porch as opened
from tests import screen
from tests.porch import Tab

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]
browser, desk, porch, tab = screen.browser, screen.desk, opened.porch, opened.tab


# --- commands


async def test_a_command_is_run_from_the_palette_by_keyboard_alone(tab: Tab) -> None:
    await tab.open(tab.porch.aoi)
    await tab.box.click()
    await tab.type("/あり", "<Enter>", "けん", "<Backspace>", "<Backspace>", "ken", "<Enter>")
    await tab.type("朝のひとこと", "<Tab>", "<Enter>", "時間", "<Enter>", "<Enter>")
    await expect(tab.last).to_contain_text("@あおいさんから@Kenさんへ、ありがとう。")
    await expect(tab.last.locator("blockquote")).to_have_text("朝のひとこと (time)")
    await expect(tab.last.locator(".used")).to_contain_text("あおい が /ありがとう を使いました")
    await expect(tab.box).to_be_focused()


async def test_a_private_answer_is_seen_by_its_receiver_only_and_can_be_put_away(tab: Tab) -> None:
    await tab.open(tab.porch.aoi)
    await tab.command("thanks")
    await tab.type("あおい", "<Enter>", "自分", "<Enter>")
    await expect(tab.last).to_contain_text("自分へのお礼は受け取れません。")
    await expect(tab.last).to_contain_text("あなただけに見えています")
    await tab.become(tab.porch.suzu)
    await expect(tab.page.locator("article")).to_have_count(0)
    await tab.become(tab.porch.aoi)
    await tab.last.get_by_role("button", name="このメッセージを消す").click()
    await expect(tab.page.locator("article")).to_have_count(0)


async def test_fields_say_what_is_wrong_before_anything_is_sent(tab: Tab) -> None:
    await tab.open()
    await tab.command("thanks")
    await tab.page.get_by_role("button", name="実行する").click()
    to = tab.page.locator("[data-option=to]")
    await expect(to.locator(".wrong")).to_have_text("この項目を入れてください")
    await expect(to.locator("input")).to_be_focused()
    await tab.type("nobody at all", "<Tab>", "あ", "<Enter>")
    await expect(to.locator(".wrong")).to_have_text("一覧から選んでください")
    await expect(to.locator("input")).to_have_attribute("aria-invalid", "true")
    await expect(tab.page.locator("[data-option=for] .wrong")).to_have_text("2文字以上にしてください")
    assert tab.porch.standin.record.of("gateway", "INTERACTION_CREATE") == []


async def test_suggestions_come_from_the_bot_while_typing(tab: Tab) -> None:
    await tab.open()
    await tab.command("tree")
    await tab.type("き")
    choices = tab.page.locator(".combo-panel .option")
    await expect(choices).to_have_text(["けやき", "ひのき", "くすのき"])
    await tab.type("<ArrowDown>", "<Enter>")
    await tab.page.get_by_role("button", name="rows").click()
    await tab.type("12", "<Enter>")
    await expect(tab.page.locator("[data-option=rows] .wrong")).to_have_text("9以下にしてください")
    await tab.type("<Backspace>", "<Backspace>", "3", "<Enter>")
    await expect(tab.last).to_contain_text("ひのき ×3")


async def test_a_deferred_answer_is_thought_about_until_it_comes(tab: Tab) -> None:
    await tab.open()
    await tab.command("show")
    await tab.type("slow", "<Enter>", "<Enter>")
    await expect(tab.last.locator(".thinking")).to_have_text("Engawa が考えています…")


async def test_every_kind_of_option_can_be_given(tab: Tab) -> None:
    await tab.open()
    await tab.command("ledger search")
    for name, value in (("where", "雑談"), ("role", "世話")):
        await tab.page.locator(".chip", has_text=name).click()
        await tab.type(value, "<Enter>")
    await tab.page.locator(".chip", has_text="file").click()
    file = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"1234"}
    await tab.page.locator("[data-option=file] input").set_input_files(files=[file])
    await tab.page.get_by_role("button", name="実行する").click()
    await expect(tab.last).to_contain_text("雑談 世話役 ('notes.txt', 4)")


async def test_the_palette_closes_with_escape_and_a_sentence_with_a_slash_is_just_said(tab: Tab) -> None:
    await tab.open()
    await tab.box.click()
    await tab.type("/")
    palette = tab.page.locator(".suggest")
    await expect(palette).to_be_visible()
    await tab.type("<Escape>")
    await expect(palette).to_be_hidden()
    await tab.type("s はスラッシュ", "<Enter>")
    await expect(tab.last).to_contain_text("/s はスラッシュ")


async def test_menus_offer_the_apps_commands_by_keyboard(tab: Tab) -> None:
    tab.porch.say(tab.porch.ken, "覚えておきたいこと")
    await tab.open()
    await tab.last.focus()
    await tab.type("<Shift+F10>")
    await tab.page.get_by_role("menuitem", name="とっておく").press("Enter")
    await expect(tab.last).to_contain_text("「覚えておきたいこと」をとっておきました。")
    await expect(tab.last.locator(".used")).to_contain_text("あおい が「とっておく」を使いました")
    await tab.page.locator(".member", has_text="Ken").click(button="right")
    await tab.page.get_by_role("menuitem", name="お礼を言う").click()
    await expect(tab.last).to_contain_text("Kenさんへ")


# --- components and forms


async def test_a_button_shows_that_it_waits_and_that_nobody_answered(tab: Tab) -> None:
    await tab.porch.aoi.slash("thanks", to=tab.porch.ken, for_="ひとこと")
    tab.porch.standin.interactions.deadline = 1.0
    await tab.open()
    silent = tab.last.get_by_role("button", name="だまる")
    await silent.click()
    await expect(silent).to_have_attribute("aria-busy", "true")
    await expect(tab.last.get_by_role("alert")).to_contain_text("インタラクションに失敗しました")
    await expect(silent).not_to_have_attribute("aria-busy", "true")
    await tab.last.get_by_role("button", name="参加する").click()
    await expect(tab.last).to_contain_text("いらっしゃい。")


async def test_a_select_takes_several_and_the_message_changes_in_place(tab: Tab) -> None:
    await tab.porch.aoi.slash("thanks", to=tab.porch.ken, for_="ひとこと")
    await tab.open()
    await tab.last.locator(".select").click()
    panel = tab.page.get_by_role("dialog", name="お茶をえらぶ")
    await expect(panel.get_by_role("button", name="決定")).to_be_disabled()
    await tab.type("<Enter>", "<ArrowDown>", "<Enter>", "<Tab>", "<Enter>")
    await expect(tab.last).to_contain_text("えらばれたのは sencha, hojicha")
    await expect(tab.page.locator("article")).to_have_count(1)


async def test_a_form_is_checked_kept_and_submitted(tab: Tab) -> None:
    await tab.open()
    await tab.command("show")
    await tab.type("form", "<Enter>", "<Enter>")
    form = tab.page.get_by_role("dialog", name="ひとこと書く")
    words = form.get_by_label("ことば")
    await expect(words).to_be_focused()
    await form.get_by_role("button", name="送信").click()
    await expect(form.locator(".wrong").first).to_have_text("入力してください")
    await expect(words).to_have_attribute("aria-invalid", "true")
    await tab.type("しずかに、ありがとう")
    await form.locator(".select").click()
    await tab.type("すず", "<Enter>", "<Tab>", "<Enter>")
    await form.get_by_label("お礼").check()
    await form.get_by_label("くらし").check()
    await form.get_by_label("だまって届ける").check()
    await form.get_by_role("button", name="送信").click()
    await expect(form).to_have_count(0)
    values = {
        "words": "しずかに、ありがとう",
        "who": ["すず"],
        "kind": "thanks",
        "about": ["life"],
        "quiet": True,
    }
    await expect(tab.last.locator("code")).to_have_text(str(values))


async def test_a_form_holds_the_focus_and_leaves_with_escape(tab: Tab) -> None:
    await tab.porch.aoi.slash("thanks", to=tab.porch.ken, for_="ひとこと")
    await tab.open()
    opener = tab.last.get_by_role("button", name="書く")
    await opener.click()
    form = tab.page.get_by_role("dialog", name="ひとこと書く")
    await expect(form).to_be_visible()
    for _ in range(14):
        await tab.type("<Tab>")
        # The browser lets the focus out to its own bar between the last control and the first.
        assert await tab.page.evaluate("document.activeElement.matches('body, dialog *')")
    await tab.type("<Escape>")
    await expect(form).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_a_file_goes_through_a_form(tab: Tab) -> None:
    await tab.open()
    await tab.command("show")
    await tab.type("upload", "<Enter>", "<Enter>")
    form = tab.page.get_by_role("dialog", name="ファイルを送る")
    await form.get_by_role("button", name="送信").click()
    await expect(form.locator(".wrong").first).to_have_text("ファイルを選んでください（1〜2個）")
    files = [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": b"12345"} for n in (1, 2)]
    await form.get_by_label("ファイル").set_input_files(files=files)
    await form.get_by_role("button", name="送信").click()
    await expect(tab.last.locator("code")).to_have_text("[('1.txt', 5), ('2.txt', 5)]")


async def test_an_embed_is_drawn_whole(tab: Tab) -> None:
    await tab.porch.aoi.slash("show", what="card")
    await tab.open()
    embed = tab.last.locator(".embed")
    await expect(embed.locator(".embed-author a")).to_have_text("縁側だより")
    await expect(embed.locator(".embed-title")).to_have_text("週のまとめ")
    await expect(embed.locator(".embed-field dt")).to_have_text(["受けとった", "贈った", "日数", "ひとこと"])
    await expect(embed.locator(".embed-footer")).to_contain_text("数字は本人だけのものです · ")
    await expect(embed.locator("img")).to_have_count(3)


async def test_a_layout_is_drawn_whole_and_nothing_is_fetched_from_elsewhere(tab: Tab) -> None:
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))
    await tab.porch.aoi.slash("show", what="layout")
    await tab.open()
    box = tab.last.locator(".container")
    await expect(box.get_by_role("heading", name="今日の縁側")).to_be_visible()
    await expect(box.locator("img[alt='土の色']")).to_have_js_property("complete", value=True)
    await expect(box.get_by_role("button", name="ネタバレを見る")).to_be_visible()
    await expect(box.locator(".elsewhere")).to_contain_text("よその絵")
    await expect(box.locator(".file-card a")).to_have_text("notes.txt")
    await expect(box.locator(".select")).to_contain_text("だれを呼びますか")
    await box.get_by_role("button", name="もう一度").click()
    await expect(box.locator("[aria-busy=true]")).to_have_count(0)
    assert [url for url in asked if not url.startswith((tab.porch.url, "data:"))] == []
