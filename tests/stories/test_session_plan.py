"""Planning a session by clicks: what was understood is shown, mended and posted, once."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.features import sessions, settings
from bot.features.sessions import Series
from bot.features.settings import Channel
from bot.sandbox.people import Answer, NotPossible
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Overwrite
from tests.village import Village


async def choose(world: Village, name: str, value: Any) -> None:
    """What the owner chooses for the server."""
    by, at = world.hana.id, int(world.clock.now())
    await settings.change_server(world.db, world.guild.id, name, value, by=by, at=at)


async def planned(world: Village) -> tuple[Series, ...]:
    return await sessions.running(world.db, world.guild.id)


async def in_tokyo(world: Village) -> None:
    """Thursday, noon in Tokyo; the server speaks its time."""
    world.at(3)
    world.clock.advance((3 - datetime.fromtimestamp(world.clock.now(), UTC).weekday()) % 7 * 86_400)
    await choose(world, "zone", "Asia/Tokyo")


async def test_from_a_phrase_to_a_card_in_english(world: Village) -> None:
    await in_tokyo(world)
    offered = await world.ken.autocomplete("session plan", when="every Tue 21:00")
    assert "Tue" in offered.names[0]
    assert "21:00, Tokyo time · in 5 days · every Tue" in offered.names[0]

    shown = await world.ken.slash("session plan", title="Quiet Tuesday", when=offered.choices[0]["value"])

    assert shown.private
    assert "Only you see this. Nothing is posted yet." in shown.text
    assert "every Tue 21:00, Tokyo time" in shown.text
    assert shown.text.count("Tokyo time (<t:") == 3
    assert "UTC" not in shown.text
    assert world.posts() == []
    assert await planned(world) == ()

    done = await world.ken.click(shown, "Post it")
    await world.settled()

    assert "“Quiet Tuesday” is planned." in done.text
    assert done.buttons == []
    [one] = await planned(world)
    assert (one.host_id, one.plan.zone, one.plan.minute) == (world.ken.id, "Asia/Tokyo", 1260)
    [card] = world.posts()
    assert "Quiet Tuesday" in str(card.components)


async def test_from_a_refusal_to_a_card_in_japanese_across_a_restart(world: Village) -> None:
    await in_tokyo(world)
    refused = await world.aoi.slash(
        "勉強会 plan", title="もくもく会", when="明日の夜", repeats="毎週", reminders="1日前、15分前", seats=5
    )
    assert refused.private
    assert refused.text.startswith("「明日の夜」には時刻がありません。「明日21時」")

    await world.restart()
    form = await world.aoi.click(refused, "直す")
    assert form.modal
    assert form.modal.title == "何を、いつ"
    assert form.modal.prefilled() == {
        "title": "もくもく会",
        "when": "明日の夜",
        "repeats": ["weekly"],
        "length": "",
        "until": "",
    }
    shown = await world.aoi.submit(form, when="明日21時", length="90分")
    assert "毎週金曜 21:00（東京）" in shown.text
    assert "1日前、15分前" in shown.text
    assert "**席** 5" in shown.text
    assert "1時間30分" in shown.text

    await world.restart()
    form = await world.aoi.click(shown, "くわしく")
    shown = await world.aoi.submit(form, bring="飲みもの", kind=["study"])
    assert "**持ち物** 飲みもの" in shown.text
    await world.restart()
    assert "予定を立てました" in (await world.aoi.click(shown, "投稿する")).text
    [one] = await planned(world)
    assert (one.bring, one.kind, one.capacity, one.minutes) == ("飲みもの", "study", 5, 90)


async def test_it_is_planned_once_however_often_it_is_posted(world: Village) -> None:
    await in_tokyo(world)
    shown = await world.ken.slash("session plan", title="Once", when="tomorrow 9pm")
    mended = await world.ken.submit(await world.ken.click(shown, "Fix it"), title="Once only")

    answers = await asyncio.gather(*(world.ken.click(mended, "Post it") for _ in range(4)))
    await world.settled()

    assert all("is planned" in answer.text for answer in answers)
    assert [one.title for one in await planned(world)] == ["Once only"]
    assert len(world.posts()) == 1


async def test_a_preview_is_its_authors_own_in_its_own_server_and_for_a_day(world: Village) -> None:
    await in_tokyo(world)
    shown = await world.ken.slash("session plan", title="Mine", when="in 3 days at 9pm")
    assert shown.message
    with pytest.raises(NotPossible):
        await world.mio.click(shown, "Post it")
    draft, root = shown.interaction.id, shown.interaction.id
    for forged in (f"session.post:{draft}:{root}", f"session.mend:{draft}:when"):
        answer = await world.mio.click(world.forged(forged), "Press")
        assert answer.private
        assert answer.text.startswith("What you wrote is no longer kept")
    elsewhere = world.second_server()
    await world.settled()
    answer = await world.ken.click(world.forged(f"session.post:{draft}:{root}", elsewhere), "Press")
    assert answer.text.startswith("What you wrote is no longer kept")

    world.later(hours=24.1)
    assert (await world.ken.click(shown, "Post it")).text.startswith("What you wrote is no longer kept")
    assert await planned(world) == ()


async def test_never_mind(world: Village) -> None:
    await in_tokyo(world)
    shown = await world.ken.slash("session plan", title="Perhaps not", when="tomorrow 9pm")
    assert (await world.ken.click(shown, "Never mind")).text == "All right, nothing was posted."
    assert await planned(world) == ()


async def test_a_time_that_rolled_on_and_a_zone_that_nobody_chose_are_said(world: Village) -> None:
    world.at(12)
    shown = await world.ken.slash("session plan", title="Early", when="9am")
    assert "That time has passed already, so I took the next one:" in shown.text
    assert (
        "These times are in UTC, because nobody has chosen a zone yet. Choose yours with </settings:"
        in shown.text
    )

    await settings.change_member(
        world.db, world.ken.id, None, "zone", "Asia/Tokyo", at=int(world.clock.now())
    )
    again = await world.ken.submit(await world.ken.click(shown, "Fix it"), when="10pm")
    assert "Tokyo time" in again.text
    assert "nobody has chosen" not in again.text


async def test_new_york_keeps_its_hour_when_its_clocks_change_and_tokyo_is_told(world: Village) -> None:
    """A series of New York's, planned by somebody who reads it in Japanese."""
    await settings.change_member(world.db, world.aoi.id, None, "zone", "America/New_York", at=0)
    now = datetime.fromtimestamp(world.clock.now(), UTC)
    before = datetime(now.year + (now.month > 2), 3, 1, 12, tzinfo=UTC)
    world.clock.advance(before.timestamp() - world.clock.now())
    await world.settled()
    shown = await world.aoi.slash("session plan", title="朝の会", when="毎日 8:00", until="30回")
    assert "夏時間の切りかえ" not in shown.text
    late = await world.aoi.slash("session plan", title="朝の会", when="毎週日 8:00")
    assert "夏時間の切りかえがあります。ニューヨークの8:00のままで" in late.text


async def deny(world: Village, channel: Any, target: int, permission: Permission) -> None:
    kind = 1 if target in world.guild.members else 0
    channel.overwrites[target] = Overwrite(target, kind, deny=permission)
    world.standin.world.channel_changed(channel)
    await world.settled()


async def test_what_engawa_may_not_do_is_named_before_anything_is_posted(world: Village) -> None:
    await in_tokyo(world)
    room = world.standin.world.add_channel(world.guild, "sessions")
    await choose(world, "sessions_channel", Channel(room.id, "text"))
    await deny(world, room, world.application.id, Permission.SEND_MESSAGES)

    refused = await world.ken.slash("session plan", title="Quiet", when="tomorrow 9pm")
    assert f"In <#{room.id}> I lack these permissions: **Send Messages**." in refused.text
    assert "Edit Channel → Permissions" in refused.text
    refused = await world.aoi.slash("session plan", title="静かに", when="明日21時")
    assert "**メッセージを送信**" in refused.text

    form = await world.ken.click(refused_again := await plan_again(world), "Fix it")
    assert refused_again.private
    assert form.modal
    assert form.modal.title == "Places and people"
    shown = await world.ken.submit(form, channel=[world.channel])
    assert f"**Card in** <#{world.channel.id}>" in shown.text


async def plan_again(world: Village) -> Answer:
    return await world.ken.slash("session plan", title="Quiet", when="tomorrow 9pm")


async def test_nobody_lets_engawa_post_where_they_may_not_write_themselves(world: Village) -> None:
    await in_tokyo(world)
    news = world.standin.world.add_channel(world.guild, "news")
    await deny(world, news, world.guild.id, Permission.SEND_MESSAGES)
    news.overwrites[world.application.id] = Overwrite(world.application.id, 1, allow=Permission.SEND_MESSAGES)
    world.standin.world.channel_changed(news)
    await world.settled()

    refused = await world.ken.slash("session plan", title="Quiet", when="tomorrow 9pm", channel_=news)
    assert refused.text.startswith(f"You can't write in <#{news.id}> yourself")
    # Where admins want sessions to be announced, every member's are.
    await choose(world, "sessions_channel", Channel(news.id, "text"))
    shown = await world.ken.slash("session plan", title="Quiet", when="tomorrow 9pm")
    assert f"**Card in** <#{news.id}>" in shown.text


async def test_where_sessions_are_off_none_is_planned(world: Village) -> None:
    await in_tokyo(world)
    shown = await world.ken.slash("session plan", title="Quiet", when="tomorrow 9pm")
    await choose(world, "sessions_on", value=False)
    for answer in (
        await world.ken.click(shown, "Post it"),
        await world.ken.slash("session plan", title="Quiet", when="tomorrow 9pm"),
    ):
        assert answer.text.startswith("Sessions are turned off in this server.")
    assert await planned(world) == ()
