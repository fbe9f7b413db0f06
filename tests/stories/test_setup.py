"""`/setup`: a server is set up by clicks, by two admins at once too, and what is missing is named."""

import asyncio

import pytest

from bot.features import consent
from bot.features.settings import ServerSettings
from bot.sandbox.components import BUTTON, every
from bot.sandbox.people import Answer, NotPossible, Person
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel, ChannelType, Json, Message
from tests.moving_in import admin, below_bot, bots_role, chosen, counts, deny, grant
from tests.village import Village

CHOICES = ("thanks_channel", "sessions_channel", "checkins_channel", "moderators_channel")


def room(world: Village, name: str, kind: int = ChannelType.TEXT) -> Channel:
    return world.standin.world.add_channel(world.guild, name, kind)


def words_of(message: Message) -> str:
    return "\n".join(part["content"] for part in every(message.components) if part["type"] == 10)


def part(answer: Answer, custom_id: str) -> Json:
    assert answer.message
    [found] = [c for c in every(answer.message.components) if c.get("custom_id") == custom_id]
    return found


async def counting_begins(world: Village, by: Person, place: Channel) -> Message:
    """Have counting turned on; return the notice."""
    panel = await by.click(await by.slash("setup"), "To the summary")
    panel = await by.click(panel, "setup.page:5")
    form = await by.click(panel, "Begin")
    await by.submit(form, channel=place)
    await world.settled()
    return world.posts(place)[-1]


# --- by clicks alone


async def test_a_server_is_set_up_from_nothing_in_japanese_by_clicks_alone(world: Village) -> None:
    ren = admin(world, "ren", "ja")
    hall, desk = room(world, "お礼の間"), room(world, "机")
    role = below_bot(world, "世話役")
    await world.settled()

    panel = await ren.slash("セットアップ")
    assert panel.private
    assert panel.text.startswith("### 公開の投稿のことば\n")
    panel = await ren.click(panel, "日本語")
    assert "変えました・公開の投稿のことば：日本語" in panel.text
    panel = await ren.click(panel, "次へ")

    assert panel.text.startswith("### 時間と祝日\n")
    panel = await ren.select(panel, "タイムゾーンを選ぶ", "東京（日本）")
    panel = await ren.select(panel, "どの国の祝日か選ぶ", "日本")
    assert "変えました・祝日：日本" in panel.text
    panel = await ren.click(panel, "次へ")

    panel = await ren.select(panel, "setup.place:thanks_channel", hall)
    panel = await ren.select(panel, "setup.place:sessions_channel", desk)
    assert f"<#{desk.id}>・投稿できます" in panel.text
    panel = await ren.click(panel, "次へ")

    panel = await ren.select(panel, "モデレーターのロールを選ぶ（10個まで）", [role])
    panel = await ren.click(panel, "次へ")

    panel = await ren.click(panel, "setup.feature:checkins_on:0")
    assert "変えました・チェックイン：止めています" in panel.text
    panel = await ren.select(panel, "日数を選ぶ", "90日")
    panel = await ren.select(panel, "秒数を選ぶ", "30秒")
    assert "変えました・数えるメッセージの間隔：30秒" in panel.text
    form = await ren.click(panel, "数え始める")
    assert form.modal
    assert form.modal.prefilled() == {"channel": [str(hall.id)]}
    panel = await ren.submit(form)
    await world.settled()
    assert "に知らせを投稿し、数え始めました。" in panel.text
    panel = await ren.click(panel, "次へ")

    assert panel.text.startswith("### まとめ\n")
    form = await ren.click(panel, "あいさつを出す")
    panel = await ren.submit(form, channel=desk)
    await world.settled()
    assert "にあいさつを投稿しました。" in panel.text

    assert await chosen(world) == ServerSettings(
        language="ja",
        zone="Asia/Tokyo",
        holidays="JP",
        thanks_channel=hall.id,
        sessions_channel=desk.id,
        moderator_roles=(role,),
        checkins_on=False,
        retention_days=90,
        burst_seconds=30,
        welcomed=True,
    )
    assert await counts(world)
    [notice], [welcome] = world.posts(hall), world.posts(desk)
    assert "活動の数を数え始めます" in words_of(notice)
    assert "90日" in words_of(notice)
    assert "Engawaです。" in words_of(welcome)
    assert notice.mentions == welcome.mentions == []


async def test_defaults_hold_at_once_and_nothing_has_to_be_chosen(world: Village) -> None:
    panel = await world.hana.slash("setup")
    for title in ("Time and holidays", "Channels", "Moderators", "What is on, what is counted", "Summary"):
        panel = await world.hana.click(panel, "Next")
        assert panel.text.startswith(f"### {title}\n")
        assert panel.message
        assert len(list(every(panel.message.components))) <= 40
    assert await chosen(world) == ServerSettings()
    assert world.posts() == []
    assert not (await world.ken.slash("thanks", to=world.aoi, for_="the review")).private


async def test_once_something_is_chosen_it_opens_with_the_summary_that_leads_everywhere(
    world: Village,
) -> None:
    await world.hana.slash("setup", timezone="Tokyo")
    panel = await world.hana.slash("setup")
    assert panel.text.startswith("### Summary\n")
    assert "Time zone: **Tokyo, Japan" in panel.text
    for page, title in enumerate(("Language", "Time", "Channels", "Moderators", "What is on"), 1):
        panel = await world.hana.click(panel, f"setup.page:{page}")
        assert panel.text.startswith(f"### {title}")
        panel = await world.hana.click(panel, "To the summary" if page < 5 else "Next")
    assert panel.text.startswith("### Summary\n")


# --- time


@pytest.mark.parametrize("typed", ["東京", "Tokyo", "JST", "とうきょう"])
async def test_the_zone_is_suggested_by_any_of_its_names_with_the_time_there(
    world: Village, typed: str
) -> None:
    world.at(3)
    offered = await world.hana.autocomplete("setup", timezone=typed)
    assert offered.choices[0]["value"] == "Asia/Tokyo"
    assert offered.names[0] == "Tokyo, Japan · now 12:00 · UTC+9"

    panel = await world.hana.slash("setup", timezone=offered.choices[0]["value"])

    assert "> Changed · Time zone: Tokyo, Japan" in panel.text
    assert (await chosen(world)).zone == "Asia/Tokyo"


async def test_new_york_is_found_and_only_admins_are_offered_zones(world: Village) -> None:
    assert (await world.hana.autocomplete("setup", timezone="New York")).choices[0]["value"] == (
        "America/New_York"
    )
    with pytest.raises(NotPossible):
        await world.ken.autocomplete("setup", timezone="New York")


async def test_a_name_that_several_zones_have_is_offered_to_choose_from(world: Village) -> None:
    panel = await world.hana.slash("setup", timezone="CST")
    assert "These time zones were found." in panel.text
    assert (await chosen(world)).zone == "UTC"
    panel = await world.hana.select(panel, "setup.zone", "America/Chicago")
    assert (await chosen(world)).zone == "America/Chicago"


async def test_zones_and_countries_are_searched_for_also_across_restarts(world: Village) -> None:
    world.at(3)
    panel = await world.hana.slash("setup")
    await world.restart()
    panel = await world.hana.click(panel, "Next")
    form = await world.hana.click(panel, "Find a time zone")
    await world.restart()

    panel = await world.hana.submit(form, typed="New York")

    assert panel.private
    options = part(panel, "setup.zone")["options"]
    assert [o["value"] for o in options] == ["America/New_York"]
    assert options[0]["description"].startswith("now 22:00 · UTC-5") or "23:00" in options[0]["description"]
    await world.restart()
    panel = await world.hana.select(panel, "setup.zone", "America/New_York")
    form = await world.hana.click(panel, "Find a country")
    panel = await world.hana.submit(form, typed="フランス")
    panel = await world.hana.select(panel, "setup.holidays", "France")
    assert "> Changed · Public holidays: France" in panel.text
    now = await chosen(world)
    assert (now.zone, now.holidays) == ("America/New_York", "FR")

    panel = await world.hana.select(panel, "setup.holidays", "No public holidays")
    assert (await chosen(world)).holidays is None


async def test_what_is_called_nothing_is_said_so_and_nothing_changes(world: Village) -> None:
    panel = await world.hana.slash("setup", timezone="**Atlantis**")
    assert r"Nothing is called “\*\*Atlantis\*\*”." in panel.text
    assert len(part(panel, "setup.zone")["options"]) == 25
    form = await world.hana.click(panel, "Find a country")
    panel = await world.hana.submit(form, typed="Atlantis")
    assert "Nothing is called “Atlantis”." in panel.text
    assert await chosen(world) == ServerSettings()


# --- two at once


async def test_two_admins_at_once_lose_nothing(world: Village) -> None:
    ren = admin(world, "ren")
    one, other = await world.hana.slash("setup"), await ren.slash("setup")
    other = await ren.click(await ren.click(other, "To the summary"), "setup.page:5")
    await asyncio.gather(world.hana.click(one, "日本語"), ren.click(other, "setup.feature:sessions_on:0"))
    await asyncio.gather(
        world.hana.slash("setup", timezone="Tokyo"), ren.select(other, "setup.retention", "90")
    )
    assert await chosen(world) == ServerSettings(
        language="ja", zone="Asia/Tokyo", sessions_on=False, retention_days=90
    )


async def test_of_two_who_change_the_same_the_last_holds_and_hears_of_the_first(world: Village) -> None:
    ren = admin(world, "ren")
    stale = await ren.slash("setup")
    await world.hana.slash("setup", timezone="Tokyo")

    panel = await ren.click(stale, "Next")
    panel = await ren.select(panel, "setup.zone", "Europe/London")

    assert "> Changed · Time zone: London, United Kingdom" in panel.text
    assert f"> Before that, as {world.hana.mention} had chosen <t:" in panel.text
    assert ":R>: Tokyo, Japan" in panel.text
    assert (await chosen(world)).zone == "Europe/London"
    panel = await ren.select(panel, "setup.zone", "Europe/Paris")
    assert "Before that" not in panel.text, "nobody is told of their own"


# --- channels


async def test_missing_permissions_are_named_in_the_readers_language_until_they_are_granted(
    world: Village,
) -> None:
    ren, hall = admin(world, "ren", "ja"), room(world, "hall")
    deny(world, hall, world.application.id, Permission.SEND_MESSAGES | Permission.READ_MESSAGE_HISTORY)
    await world.settled()
    english = await world.hana.click(await world.hana.slash("setup"), "Next")
    english = await world.hana.click(english, "Next")
    english = await world.hana.select(english, "setup.place:thanks_channel", hall)
    missing = "missing permissions: **Send Messages**, **Read Message History**"
    assert f"<#{hall.id}> · {missing}" in english.text
    assert "Edit Channel → Permissions" in english.text

    japanese = await ren.slash("セットアップ")
    assert "⚠️ 投稿できないところがあります：お礼のチャンネル" in japanese.text
    japanese = await ren.click(japanese, "setup.page:3")
    assert "足りない権限があります：**メッセージを送信**、**メッセージ履歴を読む**" in japanese.text

    hall.overwrites.clear()
    world.standin.world.channel_changed(hall)
    await world.settled()
    japanese = await ren.click(japanese, "確かめ直す")
    assert f"<#{hall.id}>・投稿できます" in japanese.text
    assert "足りない権限があります" not in japanese.text


async def test_a_channel_deleted_later_is_seen_to_be_gone_and_can_be_chosen_anew_or_left_open(
    world: Village,
) -> None:
    hall, desk = room(world, "hall"), room(world, "desk")
    panel = await world.hana.click(await world.hana.slash("setup"), "Next")
    panel = await world.hana.click(panel, "Next")
    panel = await world.hana.select(panel, "setup.place:sessions_channel", hall)
    world.standin.world.delete_channel(hall)
    await world.settled()

    summary = await world.hana.click(panel, "To the summary")
    assert "Sessions channel: **a deleted channel**" in summary.text
    panel = await world.hana.click(summary, "setup.page:3")
    assert "The chosen channel no longer exists." in panel.text
    panel = await world.hana.select(panel, "setup.place:sessions_channel", desk)
    assert (await chosen(world)).sessions_channel == desk.id
    panel = await world.hana.select(panel, "setup.place:sessions_channel", [])
    assert (await chosen(world)).sessions_channel is None


async def test_the_missing_channels_are_made_and_the_moderators_room_is_private(world: Village) -> None:
    ren = admin(world, "ren", "ja")
    role = below_bot(world, "caretakers")
    hall = room(world, "hall")
    grant(world, Permission.MANAGE_CHANNELS)
    await world.settled()
    panel = await ren.slash("セットアップ")
    panel = await ren.click(panel, "日本語")
    panel = await ren.click(panel, "まとめを見る")
    panel = await ren.click(panel, "setup.page:4")
    panel = await ren.select(panel, "setup.roles", [role])
    panel = await ren.click(panel, "前へ")
    panel = await ren.select(panel, "setup.place:thanks_channel", hall)

    panel = await ren.click(panel, "ないものを作ってもらう")
    await world.settled()

    now = await chosen(world)
    made = [world.guild.channels[getattr(now, name) or 0] for name in CHOICES[1:]]
    assert [c.name for c in made] == ["勉強会", "チェックイン", "世話役の部屋"]
    assert now.thanks_channel == hall.id
    [category] = {c.parent_id for c in made}
    assert world.guild.channels[category or 0].name == "縁側"
    assert "作りました：" in panel.text
    assert "ないものを作ってもらう" not in panel.buttons
    things = world.standin.world
    private = made[-1]
    caretaker = world.newcomer("caretaker")
    world.guild.members[caretaker.id].roles.append(role)
    for who, sees in ((ren, True), (caretaker, True), (world.ken, False), (world.mio, False)):
        assert things.may(who.id, private, Permission.VIEW_CHANNEL) == sees, who
    assert things.may(world.application.id, private, Permission.SEND_MESSAGES)
    assert things.may(world.ken.id, made[0], Permission.SEND_MESSAGES)


async def test_two_who_have_them_made_at_once_get_them_once(world: Village) -> None:
    ren = admin(world, "ren")
    grant(world, Permission.MANAGE_CHANNELS)
    await world.settled()
    panels = [
        await who.click(await who.click(await who.slash("setup"), "Next"), "Next")
        for who in (world.hana, ren)
    ]
    await asyncio.gather(
        *(who.click(p, "setup.make") for who, p in zip((world.hana, ren), panels, strict=True))
    )
    await world.settled()
    assert sum(c.name == "thanks" for c in world.guild.channels.values()) == 1
    assert sum(c.type == ChannelType.CATEGORY for c in world.guild.channels.values()) == 1
    assert None not in [getattr(await chosen(world), name) for name in CHOICES]


async def test_without_the_permission_nothing_is_made_and_the_page_says_what_to_grant(
    world: Village,
) -> None:
    before = set(world.guild.channels)
    panel = await world.hana.click(await world.hana.slash("setup"), "Next")
    panel = await world.hana.click(panel, "Next")
    assert "Engawa could make these for you, but lacks **Manage Channels**." in panel.text
    assert part(panel, "setup.make")["disabled"]
    assert part(panel, "setup.make")["type"] == BUTTON

    grant(world, Permission.MANAGE_CHANNELS)
    await world.settled()
    panel = await world.hana.click(panel, "Check again")
    bots_role(world).permissions &= ~Permission.MANAGE_CHANNELS
    world.standin.world.role_changed(bots_role(world))
    await world.settled()
    refused = await world.hana.click(panel, "Make the missing ones")
    await world.settled()

    [told] = refused.follow_ups
    assert told.content.startswith("Discord didn't let Engawa make the channels.")
    assert "**Manage Channels**" in told.content
    assert set(world.guild.channels) == before


# --- moderators


async def test_roles_that_cannot_be_chosen_are_refused_with_what_to_do(world: Village) -> None:
    fine = below_bot(world, "fine")
    above = world.standin.world.add_role(world.guild, "above", position=bots_role(world).position + 1)
    await world.settled()
    panel = await world.hana.slash("setup")
    panel = await world.hana.click(panel, "To the summary")
    panel = await world.hana.click(panel, "setup.page:4")
    assert f"Roles above Engawa's own can't be chosen: <@&{above.id}>" in panel.text
    for role_id, said in (
        (above.id, f"<@&{above.id}> stands above Engawa's own role. Drag Engawa above it"),
        (world.guild.id, "With @everyone, everybody would be a moderator."),
        (bots_role(world).id, "belongs to a bot or to boosters."),
    ):
        panel = await world.hana.select(panel, "setup.roles", [fine, role_id])
        assert said in panel.text
        assert (await chosen(world)).moderator_roles == ()
    panel = await world.hana.select(panel, "setup.roles", [fine])
    assert (await chosen(world)).moderator_roles == (fine,)
    assert part(panel, "setup.roles")["default_values"] == [{"id": str(fine), "type": "role"}]
    assert not (await world.ken.slash("ledger search")).text.startswith("No thanks")
    world.guild.members[world.ken.id].roles.append(fine)
    assert (await world.ken.slash("ledger search")).text.startswith("No thanks")


# --- what is on


async def test_a_feature_that_is_off_says_so_kindly_and_keeps_what_was_typed(world: Village) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, for_="before")
    panel = await world.hana.slash("setup")
    panel = await world.hana.click(panel, "To the summary")
    panel = await world.hana.click(panel, "setup.page:5")
    panel = await world.hana.click(panel, "setup.feature:thanks_on:0")

    refused = await world.ken.slash("thanks", to=world.mio, for_="the review")
    assert refused.private
    assert refused.text.startswith("Thanks are turned off in this server at the moment.")
    assert (await world.aoi.user_command("お礼を伝える", world.ken)).text.startswith(
        "お礼は、いまこのサーバーでは"
    )
    assert (await world.ken.message_command("Thank for this message", world.aoi.say("x"))).modal is None
    assert (await world.ken.click(said, "Undo")).message, "what was said can be taken back"

    await world.hana.click(panel, "setup.feature:thanks_on:1")
    form = await world.ken.click(refused, "Fix it")
    assert not (await world.ken.submit(form)).private


async def test_counting_is_off_until_its_notice_stands_and_anybody_may_say_no(world: Village) -> None:
    assert not await counts(world)
    notice = await counting_begins(world, world.hana, world.channel)
    assert await counts(world)
    assert "400 days" in words_of(notice)
    both = [world.ken.id, world.aoi.id]
    assert await consent.who_agrees(world.db, world.guild.id, "counted", both) == set(both)

    answer = await world.aoi.click(notice, "Don't count me")
    assert answer.private
    assert answer.text.startswith("わかりました。このサーバーで、あなたのことは数えません。")
    await world.restart()
    assert (await world.ken.click(notice, "Don't count me")).private
    assert await consent.who_agrees(world.db, world.guild.id, "counted", both) == set()
    assert (await world.aoi.click(notice, "Don't count me")).text.startswith("もう、あなたのことは")

    undone = await world.aoi.click(answer, "やっぱり数えて")
    assert undone.text.startswith("わかりました。また数えます。")
    assert undone.buttons == []
    assert await consent.who_agrees(world.db, world.guild.id, "counted", both) == {world.aoi.id}
    assert words_of(notice) == words_of(world.posts()[-1]), "what others see stays as it was"


async def test_whoever_is_counted_nowhere_is_not_offered_to_take_that_back_here(world: Village) -> None:
    notice = await counting_begins(world, world.hana, world.channel)
    await consent.decide(world.db, world.ken.id, None, "counted", yes=False, at=1)
    answer = await world.ken.click(notice, "Don't count me")
    assert answer.text.startswith("You are not counted already.")
    assert answer.buttons == []


async def test_two_who_turn_counting_on_at_once_post_one_notice(world: Village) -> None:
    ren = admin(world, "ren")
    forms: list[Answer] = []
    for who in (world.hana, ren):
        panel = await who.click(await who.slash("setup"), "To the summary")
        forms.append(await who.click(await who.click(panel, "setup.page:5"), "Begin"))
    panels = await asyncio.gather(
        world.hana.submit(forms[0], channel=world.channel), ren.submit(forms[1], channel=world.channel)
    )
    await world.settled()
    assert len(world.posts()) == 1
    late = ("It is being counted already", "Another admin's notice is being posted")
    assert sorted(any(words in panel.text for words in late) for panel in panels) == [False, True]

    panel = await ren.click(panels[1], "setup.count:0")
    assert "Counting has ended." in panel.text
    assert not await counts(world)
    form = await ren.click(panel, "Begin")
    await ren.submit(form)
    await world.settled()
    assert len(world.posts()) == 2
    assert await counts(world)


async def test_the_notice_is_refused_where_it_would_not_reach_everybody(world: Village) -> None:
    hidden, closed = room(world, "hidden"), room(world, "closed")
    deny(world, hidden, world.guild.id, Permission.VIEW_CHANNEL)
    deny(world, closed, world.application.id, Permission.SEND_MESSAGES)
    hidden.overwrites |= {
        world.application.id: type(hidden.overwrites[world.guild.id])(
            world.application.id, 1, allow=int(Permission.VIEW_CHANNEL)
        )
    }
    world.standin.world.channel_changed(hidden)
    await world.settled()
    panel = await world.hana.click(await world.hana.slash("setup"), "To the summary")
    panel = await world.hana.click(panel, "setup.page:5")
    for place, said in (
        (hidden, f"Not everybody can read <#{hidden.id}>."),
        (closed, f"In <#{closed.id}> Engawa lacks **Send Messages**."),
    ):
        form = await world.hana.click(panel, "Begin")
        refused = await world.hana.submit(form, channel=place)
        assert refused.private
        assert refused.text.startswith(said)
    assert await consent.counting(world.db, world.guild.id) is None
    assert world.posts(hidden) == world.posts(closed) == []


# --- the welcome


async def test_the_welcome_is_posted_once_unless_asked_for_again(world: Village) -> None:
    ren = admin(world, "ren")
    forms: list[Answer] = []
    for who in (world.hana, ren):
        panel = await who.click(await who.slash("setup"), "To the summary")
        forms.append(await who.click(panel, "Post a welcome"))
    done = await world.hana.submit(forms[0], channel=world.channel)
    await world.settled()
    refused = await ren.submit(forms[1], channel=world.channel)
    await world.settled()
    assert f"The welcome is posted in <#{world.channel.id}>." in done.text
    [told] = refused.follow_ups
    assert told.content.startswith("The welcome has been posted already.")
    assert [words_of(m).split("\n")[0] for m in world.posts()] == ["### Hello, I'm Engawa"]

    form = await world.hana.click(done, "Post it again")
    await world.hana.submit(form, channel=world.channel)
    await world.settled()
    assert len(world.posts()) == 2
