"""The page in a real browser: being somebody, talking, using commands, buttons and forms."""

import re

import pytest
from playwright.async_api import expect

from bot.sandbox.state import ChannelType
from tests import porch as opened
from tests import screen
from tests.porch import Tab
from tests.showcase import picture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


browser, desk, porch, tab = screen.browser, screen.desk, opened.porch, opened.tab


# --- being somebody


async def test_the_page_opens_on_a_room_with_people_in_it(tab: Tab) -> None:
    await tab.page.goto(tab.porch.url)
    await expect(tab.page).to_have_title("縁側 Engawa · おためし")
    await expect(tab.page.locator(".heading-line h2")).to_have_text("雑談")
    await expect(tab.page.locator(".member")).to_have_count(5)
    await expect(tab.page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    await expect(tab.page.get_by_role("navigation", name="サーバーとチャンネル")).to_be_visible()


async def test_another_persona_sees_other_rooms(tab: Tab) -> None:
    await tab.open(tab.porch.aoi)
    hidden = tab.page.locator(".channel", has_text="世話役の部屋")
    await expect(hidden).to_be_visible()
    await tab.become(tab.porch.suzu)
    await expect(tab.page.locator(".channel", has_text="お知らせ")).to_be_visible()
    await expect(hidden).to_have_count(0)


async def test_a_reload_comes_back_to_the_same_person_and_room(tab: Tab) -> None:
    await tab.open(tab.porch.suzu, channel=tab.porch.notice)
    await tab.page.reload()
    await expect(tab.page.locator("body")).to_have_attribute("data-ready", str(tab.porch.suzu.id))
    await expect(tab.page.locator(".heading-line h2")).to_have_text("お知らせ")


async def test_the_page_speaks_the_language_that_was_chosen(tab: Tab) -> None:
    await tab.open(tab.porch.aoi)
    await tab.speak("English")
    await expect(tab.page.locator("html")).to_have_attribute("lang", "en")
    await expect(tab.page.locator(".panel h2")).to_have_text("Members")
    await tab.box.click()
    await tab.type("/ありが")
    await expect(tab.page.locator(".option.active .command-name")).to_have_text("/thanks")
    assert tab.porch.aoi.user.locale == "en-US"
    await tab.page.reload()
    await expect(tab.page.locator(".panel h2")).to_have_text("Members")


async def test_a_room_for_reading_offers_no_box_to_write_in(tab: Tab) -> None:
    await tab.open(tab.porch.suzu, channel=tab.porch.notice)
    await expect(tab.page.locator(".write")).to_have_text("このチャンネルには書きこめません。")
    await expect(tab.box).to_have_count(0)


async def test_a_lost_line_comes_back_and_what_was_being_written_is_kept(tab: Tab) -> None:
    await tab.open()
    await tab.box.fill("まだ途中")
    await drop_the_line(tab)
    tab.porch.say(tab.porch.ken, "after the break")
    await expect(tab.message("after the break")).to_be_visible()
    await expect(tab.box).to_have_value("まだ途中")
    await tab.box.fill("")
    await tab.command("thanks")
    await tab.type("ken", "<Enter>", "half a sen")
    await drop_the_line(tab)
    await expect(tab.page.locator("[data-option=for] input")).to_have_value("half a sen")
    await tab.type("tence", "<Enter>")
    await expect(tab.last).to_contain_text("half a sentence")


async def drop_the_line(tab: Tab) -> None:
    """Cut the page's socket and wait until it has made a new one."""
    await tab.page.evaluate("delete document.body.dataset.ready")
    for socket in tuple(tab.porch.page._sockets):
        await socket.close()
    await tab.page.locator("body[data-ready]").wait_for()
    await expect(tab.page.locator(".toast", has_text="つながりました。").first).to_be_visible()
    await expect(tab.page.locator(".banner")).to_be_hidden()


async def test_what_others_wrote_while_one_was_somebody_else_is_new(tab: Tab) -> None:
    tab.porch.say(tab.porch.ken, "old")
    await tab.open(tab.porch.suzu)
    await tab.become(tab.porch.ken)
    await tab.box.fill("news for Suzu")
    await tab.box.press("Enter")
    await expect(tab.last).to_contain_text("news for Suzu")
    await tab.page.locator(".channel", has_text="お知らせ").click()
    await tab.become(tab.porch.suzu)
    await tab.page.get_by_role("button", name="雑談 (未読)").click()
    await expect(tab.page.locator(".since + article")).to_contain_text("news for Suzu")


async def test_a_draft_waits_for_its_writer(tab: Tab) -> None:
    await tab.open(tab.porch.aoi)
    await tab.box.fill("あおいの下書き")
    await tab.become(tab.porch.suzu)
    await expect(tab.box).to_have_value("")
    await tab.become(tab.porch.aoi)
    await expect(tab.box).to_have_value("あおいの下書き")


# --- talking


async def test_a_message_is_sent_with_enter_and_seen_by_others(tab: Tab) -> None:
    await tab.open(tab.porch.aoi)
    await tab.box.click()
    await tab.type("@ke", "<Enter>", "おはよう", "<Enter>")
    await expect(tab.last).to_contain_text("@Ken おはよう")
    assert tab.porch.aoi.last().content == f"<@{tab.porch.ken.id}> おはよう"
    await expect(tab.box).to_have_value("")
    await tab.become(tab.porch.ken)
    await expect(tab.last).to_have_class(re.compile(r"\bcalled\b"))


async def test_a_reply_shows_what_it_answers_and_leads_there(tab: Tab) -> None:
    tab.porch.say(tab.porch.ken, "**Tea**, anybody?")
    await tab.open()
    await tab.last.hover()
    await tab.last.get_by_role("button", name="返信").click()
    await tab.type("いただきます", "<Enter>")
    await expect(tab.last.locator(".quoted")).to_have_text(re.compile("Ken.*Tea, anybody\\?"))
    assert tab.porch.aoi.last().mentions == [tab.porch.ken.id]
    await tab.last.locator(".quoted").click()
    await expect(tab.message("Tea, anybody?").first).to_be_focused()


async def test_own_words_can_be_changed_and_taken_back(tab: Tab) -> None:
    await tab.open()
    await tab.box.click()
    await tab.type("ひとつ", "<Enter>")
    await expect(tab.last).to_contain_text("ひとつ")
    await tab.type("<ArrowUp>", "<End>", "、ふたつ", "<Enter>")
    await expect(tab.last).to_contain_text("ひとつ、ふたつ （編集済み）")
    await tab.last.click(button="right")
    remove = tab.page.get_by_role("menuitem", name="削除")
    await remove.click()
    await tab.page.get_by_role("menuitem", name="もう一度押すと削除します").click()
    await expect(tab.page.locator("article")).to_have_count(0)


async def test_a_reaction_is_a_switch_that_all_see(tab: Tab) -> None:
    message = tab.porch.say(tab.porch.ken, "done!")
    await tab.open()
    await tab.last.hover()
    await tab.last.get_by_role("button", name="リアクション").click()
    await tab.type("おめでとう", "<Enter>")
    reaction = tab.last.locator(".reaction")
    await expect(reaction).to_have_attribute("aria-pressed", "true")
    tab.porch.standin.world.react(message, tab.porch.suzu.id, "🎉")
    await expect(reaction).to_have_text("🎉2")
    await reaction.click()
    await expect(reaction).to_have_attribute("aria-pressed", "false")
    assert message.reactions == {"🎉": [tab.porch.suzu.id]}


async def test_an_edit_by_its_author_keeps_my_reaction_mine(tab: Tab) -> None:
    message = tab.porch.say(tab.porch.ken, "draft")
    tab.porch.aoi.react(message, "👍")
    await tab.open()
    tab.porch.ken.edit(message, "final")
    await expect(tab.message("final").locator(".reaction")).to_have_attribute("aria-pressed", "true")


async def test_a_picture_can_be_sent_and_looked_at(tab: Tab) -> None:
    await tab.open()
    file = {"name": "土の色.png", "mimeType": "image/png", "buffer": picture()}
    await tab.page.locator(".composer input[type=file]").set_input_files(files=[file])
    await expect(tab.page.locator(".attached")).to_contain_text("土の色.png")
    await tab.box.press("Enter")
    image = tab.last.locator("img")
    await expect(image).to_have_js_property("naturalWidth", 64)
    await image.click()
    await expect(tab.page.locator("dialog.lightbox img")).to_be_visible()
    await tab.type("<Escape>")
    await expect(tab.page.locator("dialog.lightbox")).to_have_count(0)


async def test_somebody_typing_is_named(tab: Tab) -> None:
    await tab.open()
    tab.porch.ken.type_in()
    await expect(tab.page.locator(".typing")).to_have_text("Kenさんが入力しています…")
    tab.porch.say(tab.porch.ken, "there")
    await expect(tab.page.locator(".typing")).to_have_text("")


async def test_a_private_conversation_opens_from_a_members_card(tab: Tab) -> None:
    await tab.open()
    await tab.page.locator(".member", has_text="Ken").click()
    card = tab.page.get_by_role("dialog", name="Kenさんについて")
    await expect(card).to_contain_text("留学中の人")
    await expect(card).to_contain_text("America/New_York")
    await tab.page.get_by_role("menuitem", name="メッセージを送る").click()
    await expect(tab.page.locator(".heading-line h2")).to_have_text("Ken")
    await tab.box.click()
    await tab.type("ないしょ", "<Enter>")
    await expect(tab.last).to_contain_text("ないしょ")
    await tab.become(tab.porch.suzu)
    await expect(tab.page.locator(".dms .channel")).to_have_count(0)
    await tab.become(tab.porch.ken)
    await tab.page.locator(".dms .channel", has_text="あおい").click()
    await expect(tab.last).to_contain_text("ないしょ")


async def test_a_thread_hangs_under_its_channel_and_opens(tab: Tab) -> None:
    world = tab.porch.standin.world
    message = tab.porch.say(tab.porch.ken, "ひな形の話")
    thread = world.add_thread(tab.porch.chat, "請求書", tab.porch.ken.id, from_message=message)
    world.post(thread, tab.porch.ken.id, "ここで続けます")
    await tab.open()
    await tab.message("ひな形の話").locator(".thread-link").click()
    await expect(tab.last).to_contain_text("ここで続けます")
    await expect(tab.page.locator(".threads .channel")).to_have_attribute("aria-current", "page")


async def test_voice_is_joined_and_left_in_front_of_all(tab: Tab) -> None:
    await tab.open(tab.porch.aoi, channel=tab.porch.voice)
    await tab.page.locator(".room-voice").get_by_role("button", name="入る").click()
    await expect(tab.page.locator(".inside .visitor")).to_contain_text("あおい")
    await tab.page.get_by_role("button", name="マイクを切る").click()
    await expect(tab.page.locator(".inside").get_by_role("img", name="マイクを切っています")).to_be_visible()
    await tab.page.locator(".voice-bar").get_by_role("button", name="出る").click()
    await expect(tab.page.locator(".visitor")).to_have_count(0)
    assert tab.porch.guild.voice_states == {}


async def test_older_messages_come_as_one_scrolls_up(tab: Tab) -> None:
    for number in range(120):
        tab.porch.say(tab.porch.ken, f"line {number}")
    await tab.open()
    await expect(tab.page.locator("article")).to_have_count(50)
    await tab.page.locator(".scroller").evaluate("(scroller) => { scroller.scrollTop = 100; }")
    await expect(tab.page.locator("article")).to_have_count(100)
    await expect(tab.message("line 70")).to_be_in_viewport()
    await tab.page.locator(".scroller").evaluate("(scroller) => { scroller.scrollTop = 100; }")
    await expect(tab.page.locator(".start")).to_be_attached()
    tab.porch.say(tab.porch.ken, "the newest")
    await tab.page.get_by_role("button", name="新しいメッセージ 1件").click()
    await expect(tab.message("the newest")).to_be_in_viewport()


async def test_a_message_elsewhere_marks_its_room_unread_and_a_call_is_counted(tab: Tab) -> None:
    await tab.open(tab.porch.suzu, channel=tab.porch.notice)
    tab.porch.say(tab.porch.ken, f"hello <@{tab.porch.suzu.id}>")
    room = tab.page.get_by_role("button", name="雑談 (未読, あなたへの呼びかけ 1件)")
    await room.click()
    await expect(tab.page.locator(".channel.unread")).to_have_count(0)


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
    tab.porch.standin.interactions.deadline = 0.4
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


# --- the clock and what happened


async def test_the_clock_goes_forward_and_relative_times_follow(tab: Tab) -> None:
    now = int(tab.porch.clock.now())
    tab.porch.say(tab.porch.ken, f"<t:{now + 7200}:R> and <t:{now + 7200}:t>")
    await tab.open(tab.porch.aoi)
    await expect(tab.last).to_contain_text("2 時間後")
    await expect(tab.last).to_contain_text("14:00")
    await tab.page.locator(".clock").click()
    await tab.page.get_by_role("menuitem", name="1時間進める").click()
    await expect(tab.page.locator(".clock")).to_contain_text("13:00")
    await expect(tab.last).to_contain_text("1 時間後")
    await tab.become(tab.porch.ken)
    await expect(tab.page.locator(".clock")).to_contain_text("12:00 AM")
    await expect(tab.last).to_contain_text("1:00 AM")


async def test_the_next_morning_is_the_viewers(tab: Tab) -> None:
    await tab.open(tab.porch.aoi)
    await tab.page.locator(".clock").click()
    await tab.page.get_by_role("menuitem", name="次の朝まで進める").click()
    await expect(tab.page.locator(".clock")).to_contain_text("8:00")
    await tab.page.locator(".clock").click()
    await tab.page.get_by_role("menuitem", name="次の予定まで進める").click()
    await expect(tab.page.locator(".toasts")).to_contain_text("この先に予定はありません。")


async def test_what_happened_is_listed_filtered_and_opened(tab: Tab) -> None:
    await tab.open()
    await tab.page.get_by_role("button", name="何が起きたか").click()
    await tab.command("thanks")
    await tab.type("ken", "<Enter>", "ひとこと", "<Enter>")
    await expect(tab.last).to_contain_text("ひとこと")
    happened = tab.page.locator(".happening")
    await tab.page.get_by_label("しぼりこむ").fill("callback")
    await expect(happened).to_have_count(1)
    await happened.locator("summary").click()
    await expect(happened.locator(".json").first).to_contain_text('"content"')
    await expect(happened.locator(".status")).to_have_text("200")
    await expect(happened.locator("summary")).not_to_contain_text(re.compile(r"[\w-]{60}"))
    await tab.page.get_by_label("しぼりこむ").fill("")
    await tab.page.locator(".kind", has_text="REST").click()
    await expect(tab.page.locator(".happening.rest")).to_have_count(0)
    await expect(tab.page.locator(".happening.gateway").first).to_be_attached()


# --- rooms that change


async def test_who_leaves_sees_the_server_no_more_until_they_are_back(tab: Tab) -> None:
    await tab.open(tab.porch.suzu)
    tab.porch.suzu.leave(tab.porch.guild)
    await expect(tab.page.locator(".guild")).to_have_count(0)
    await expect(tab.page.locator(".heading-line h2")).to_have_text("チャンネルを選んでください")
    await expect(tab.page.locator(".composer")).to_be_hidden()
    tab.porch.suzu.join(tab.porch.guild)
    await expect(tab.page.locator(".heading-line h2")).to_have_text("雑談")
    await expect(tab.box).to_be_visible()


async def test_a_room_that_goes_takes_its_reader_somewhere_else(tab: Tab) -> None:
    world = tab.porch.standin.world
    passing = world.add_channel(tab.porch.guild, "ひととき", ChannelType.TEXT)
    await tab.open(tab.porch.suzu, channel=passing)
    world.delete_channel(passing)
    await expect(tab.page.locator(".heading-line h2")).to_have_text("雑談")
