"""The page in a real browser: being somebody, talking, the clock, and what happened."""

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


async def test_the_clock_is_called_one_for_whoever_one_becomes(tab: Tab) -> None:
    await tab.open(tab.porch.aoi)
    clock = tab.page.get_by_role("button", name=re.compile("^時計: "))
    await expect(clock).to_be_visible()
    await tab.become_named("すず")
    # Drawn anew in the same minute.
    await expect(clock).to_be_visible()


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


# --- the clock and what happened


async def test_the_clock_goes_forward_and_relative_times_follow(tab: Tab) -> None:
    now = int(tab.porch.clock.now())
    tab.porch.say(tab.porch.ken, f"<t:{now + 7200}:R> and <t:{now + 7200}:t>")
    await tab.open(tab.porch.aoi)
    await expect(tab.last).to_contain_text("2時間後")
    await expect(tab.last).to_contain_text("14:00")
    await tab.page.locator(".clock").click()
    await tab.page.get_by_role("menuitem", name="1時間進める").click()
    told, newest = await tab.page.locator(".toast").bounding_box(), await tab.last.bounding_box()
    assert told
    assert newest
    assert told["y"] + told["height"] <= newest["y"], "it lies on the newest message"
    await expect(tab.page.locator(".clock")).to_contain_text("13:00")
    await expect(tab.last).to_contain_text("1時間後")
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
    days = tab.page.locator(".happenings h3")
    await expect(days).to_have_text(["2026年5月28日木曜日"])
    tab.porch.clock.advance(86_400)
    tab.porch.say(tab.porch.ken, "the day after")
    await expect(days).to_have_text(["2026年5月28日木曜日", "2026年5月29日金曜日"])


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
