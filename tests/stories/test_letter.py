"""The weekly letter: wished for by an admin, in the moderators' room once a week, and silent when stopped."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.features import activity, consent, settings
from bot.features.activity import Counts
from bot.features.settings import Channel as Chosen
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel, Message, Overwrite
from bot.texts import text
from tests.village import IN_EITHER_LANGUAGE, Village

TOKYO = "Asia/Tokyo"
DAY = 86_400
WORDS = {
    "en": {
        "none": "Weekly letter to the moderators: **none**",
        "begin": "No weekly letter is wished for here. Choose a day or an hour",
        "choose": "Choose a day",
        "sunday": "Sunday",
        "eight": "20:00",
        "on": "Every Sunday at 20:00 (Tokyo) a letter goes to <#{}>",
        "comes": "Weekly letter to the moderators: **Sunday at 20:00**",
        "stop": "Stop the letter",
    },
    "ja": {
        "none": "モデレーターへの週の手紙：**届きません**",
        "begin": "このサーバーには、週の手紙は届いていません。曜日か時刻を選ぶと",
        "choose": "曜日を選ぶ",
        "sunday": "日曜",
        "eight": "20時",
        "on": "毎週日曜の20時（東京）に、<#{}>へ手紙が届きます",
        "comes": "モデレーターへの週の手紙：**毎週日曜の20時**",
        "stop": "手紙をやめる",
    },
}


async def go_to(world: Village, *when: int) -> None:
    """Move the clock forward to this time on Tokyo's walls."""
    year, month, day, hour, minute = when
    at = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(TOKYO)).timestamp()
    world.clock.advance(max(0.0, at - world.clock.now()))
    await world.settled()


async def room(world: Village, language: str = "en", name: str = "moderators-room") -> Channel:
    """A room for moderators, in a server in Tokyo that counts."""
    made = world.standin.world.add_channel(world.guild, name)
    chosen = {"language": language, "zone": TOKYO, "moderators_channel": Chosen(made.id, "text")}
    for setting, value in chosen.items():
        await settings.change_server(world.db, world.guild.id, setting, value, by=world.hana.id, at=0)
    return made


async def counting(world: Village) -> None:
    at = int(world.clock.now()) - 60 * DAY
    async with world.db.write() as tx:
        await consent.start_counting(tx, world.guild.id, world.hana.id, at)
        await consent.noticed(tx, world.guild.id, at)


async def wrote(world: Village, year: int, month: int, day: int, hour: int) -> None:
    """A message of Aoi's and one of Ken's."""
    at = int(datetime(year, month, day, hour, tzinfo=ZoneInfo(TOKYO)).timestamp())
    for person in (world.aoi, world.ken):
        counts = Counts(person.id % 2**40 + at)
        await activity.look(world.db, counts, [world.guild.id])
        snowflake = (at * 1000 - 1_420_070_400_000 << 22) + person.id % 1000
        counts.message(world.guild.id, world.channel.id, person.id, snowflake)
        await activity.flush(world.db, counts, int(world.clock.now()))


def alt(letter: Message) -> str:
    [picture] = letter.attachments
    assert picture.content_type == "image/png"
    return picture.description or ""


async def test_a_letter_comes_at_its_hour_once_with_one_picture_five_lines_and_links(world: Village) -> None:
    await go_to(world, 2027, 3, 3, 12, 0)
    place = await room(world)
    await counting(world)
    chosen = await world.hana.slash("activity letter", day=0, hour=9)
    assert chosen.private
    monday = int(datetime(2027, 3, 8, 9, tzinfo=ZoneInfo(TOKYO)).timestamp())
    assert f"Every Monday at 9:00 (Tokyo) a letter goes to <#{place.id}>" in chosen.text
    assert f"<t:{monday}:F>" in chosen.text
    await wrote(world, 2027, 3, 3, 11)
    await go_to(world, 2027, 3, 8, 8, 59)
    assert world.posts(place) == []

    await go_to(world, 2027, 3, 8, 9, 0)
    [letter] = world.posts(place)
    lines = letter.content.split("\n")
    assert lines[:2] == ["### How the week went", "-# Mon 1 Mar 2027 to Sun 7 Mar 2027"]
    assert lines[2:7] == [
        "2 people were here (2 more than the week before).",
        "2 messages were written (2 more than the week before), and 0 hours were spent together in voice.",
        "Nobody new wrote here.",
        "No session took place.",
        "0 thanks were said (as in the week before), and 0 check-ins were made.",
    ]
    assert "People: 2 (2 more than the week before)." in alt(letter)
    assert "People active on each day: 0, 0, 2, 0, 0, 0, 0." in alt(letter)
    assert letter.mentions == []
    await world.restart()
    await go_to(world, 2027, 3, 8, 21, 0)
    assert world.posts(place) == [letter]
    await go_to(world, 2027, 3, 15, 9, 0)
    assert len(world.posts(place)) == 2

    stopped = await world.mio.click(letter, "Stop the letter")
    assert stopped.private
    assert stopped.text.startswith("No more letters come.")
    await go_to(world, 2027, 3, 29, 10, 0)
    assert len(world.posts(place)) == 2
    assert "No weekly letter is wished for" in (await world.mio.slash("activity letter")).text


async def test_in_japanese_it_links_to_what_waits_for_a_reply_and_says_nothing_of_it(world: Village) -> None:
    await go_to(world, 2027, 3, 3, 12, 0)
    place = await room(world, "ja")
    await counting(world)
    chosen = Chosen(world.channel.id, "text")
    await settings.change_server(world.db, world.guild.id, "checkins_channel", chosen, by=None, at=0)
    form = await world.aoi.slash("チェックイン now")
    await world.aoi.submit(form, {"今日のひとつ": "あおさぎの章を書く", "みんなに": ["reply"]})
    await world.settled()
    [card] = [post for post in world.posts() if "返事" in post.content]
    state = await world.hana.slash("activity letter", day=6, hour=20)
    assert "Every Sunday at 20:00" in state.text

    await go_to(world, 2027, 3, 7, 20, 0)
    [letter] = world.posts(place)
    assert letter.content.startswith(
        "### この1週間のようす\n-# 2027年2月28日（日）から2027年3月6日（土）まで\n"
    )
    link = f"https://discord.com/channels/{world.guild.id}/{card.channel_id}/{card.id}"
    assert letter.content.endswith(f"返事を待っているチェックインが1件あります。\n- {link}")
    assert "あおさぎ" not in letter.content + alt(letter)
    assert world.aoi.mention not in letter.content
    assert "活動した人：1" in alt(letter)


async def test_when_its_room_is_gone_it_waits_says_so_and_goes_on_in_a_new_one(world: Village) -> None:
    await go_to(world, 2027, 3, 3, 12, 0)
    place = await room(world)
    await counting(world)
    await world.hana.slash("activity letter", day=0, hour=9)
    world.standin.world.delete_channel(place)
    await world.settled()
    told = await world.mio.slash("about")
    await world.settled()
    assert "the weekly letter waits" in "".join(more.content for more in told.follow_ups)
    assert (
        "could not be posted in the moderators' room, and waits"
        in (await world.mio.slash("activity letter")).text
    )

    await go_to(world, 2027, 3, 8, 10, 0)
    other = await room(world, name="new-room")
    await go_to(world, 2027, 3, 8, 12, 0)
    [letter] = world.posts(other)
    assert letter.content.split("\n")[-1].startswith("-# This comes late")
    assert "Mon 1 Mar 2027 to Sun 7 Mar 2027" in letter.content


async def test_a_room_that_was_taken_from_setup_or_closed_to_the_bot_makes_it_wait_too(
    world: Village,
) -> None:
    await go_to(world, 2027, 3, 3, 12, 0)
    place = await room(world)
    await counting(world)
    await world.hana.slash("activity letter", day=0, hour=9)
    await settings.change_server(world.db, world.guild.id, "moderators_channel", None, by=None, at=0)
    await go_to(world, 2027, 3, 8, 9, 30)
    told = await world.mio.slash("about")
    await world.settled()
    assert "could not be posted in the moderators' room" in "".join(m.content for m in told.follow_ups)
    await settings.change_server(
        world.db, world.guild.id, "moderators_channel", Chosen(place.id, "text"), by=None, at=0
    )
    bot = world.application.id
    place.overwrites[bot] = Overwrite(bot, 1, deny=int(Permission.SEND_MESSAGES))
    world.standin.world.channel_changed(place)
    await go_to(world, 2027, 3, 8, 11, 30)
    assert world.posts(place) == []
    del place.overwrites[bot]
    world.standin.world.channel_changed(place)
    await go_to(world, 2027, 3, 8, 13, 30)
    assert len(world.posts(place)) == 1


async def test_only_admins_choose_when_and_only_moderators_see_or_stop_it(world: Village) -> None:
    await go_to(world, 2027, 3, 3, 12, 0)
    no_room = await world.hana.slash("activity letter", day=0)
    assert "no moderators' room yet" in no_room.text
    await room(world)
    assert "Nothing is counted in this server" in (await world.hana.slash("activity letter", day=0)).text
    await counting(world)
    assert (await world.mio.slash("activity letter", day=0)).text.startswith(
        "When the letter comes is chosen"
    )
    on = await world.hana.slash("activity letter", hour=7)
    assert "Every Monday at 7:00" in on.text
    for answer in (
        await world.ken.slash("activity letter"),
        await world.ken.slash("activity letter", day=0, hour=9),
        await world.ken.click(world.forged("letter.stop:0"), "Press"),
    ):
        assert answer.private
        assert answer.text.startswith("This is for those who look after this server.")
    assert "Every Monday at 7:00" in (await world.mio.slash("activity letter")).text


@pytest.mark.parametrize("language", IN_EITHER_LANGUAGE)
async def test_setup_says_whether_a_letter_comes_and_opens_the_same_choice(
    world: Village, language: str
) -> None:
    here = WORDS[language]
    role = world.standin.world.add_role(world.guild, "admins", Permission.MANAGE_GUILD)
    admin = {"en": world.ken, "ja": world.aoi}[language]
    world.guild.members[admin.id].roles.append(role.id)
    await go_to(world, 2027, 3, 3, 12, 0)
    place = await room(world, language)
    summary = await admin.slash("setup")
    assert here["none"] in summary.text
    choice = await admin.click(summary, "letter.look")
    assert choice.private
    assert choice.text == (await admin.slash("activity letter")).text
    assert choice.text.startswith(here["begin"])
    assert (await admin.select(choice, here["choose"], "6")).text == text(language, "letter-nothing-counted")
    await counting(world)

    sunday = await admin.select(choice, here["choose"], here["sunday"])
    await world.settled()
    assert sunday.message
    assert choice.message
    assert sunday.message.id == choice.message.id
    evening = await admin.select(choice, "letter.hour", here["eight"])
    assert here["on"].format(place.id) in evening.text
    assert here["comes"] in (await admin.slash("setup")).text
    assert (await world.mio.click(world.forged("letter.look"), "Press")).buttons == ["Stop the letter"]
    await go_to(world, 2027, 3, 7, 20, 0)
    assert len(world.posts(place)) == 1

    world.standin.world.delete_channel(place)
    await admin.slash("about")  # by then, the bot has heard of it
    await world.settled()
    assert text(language, "notice-letter-waits") in (await admin.slash("setup")).text
    await admin.click(await admin.slash("activity letter"), here["stop"])
    assert here["none"] in (await admin.slash("setup")).text
    for forged in ("letter.day", "letter.hour"):
        assert "no longer works" in (await world.hana.click(world.forged(forged), "Press")).text
