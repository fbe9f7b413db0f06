"""The card of a session: posted, answered, brought up to date, and what becomes of it."""

import asyncio

import pytest

from bot import ui
from bot.features import sessions, settings
from bot.sandbox.permissions import Permission
from cogs.sessions import refreshing
from tests.gathering import DAILY, HOUR, Gathering, has, labels, said_in
from tests.moving_in import deny
from tests.village import Village


async def test_a_card_is_posted_and_answered_in_english(world: Village, gathering: Gathering) -> None:
    planned = await gathering.plan(capacity=2, bring="tea", minutes=90)
    card = gathering.card()
    assert planned.occurrence
    said = said_in(card)
    assert f"### Monday work\n-# Quiet work\n**<t:{planned.occurrence.starts_at}:F>**" in said
    assert "1 h 30 min" in said
    assert f"**Host** {world.hana.mention}" in said
    assert "**Bring** tea\n**Seats** 0 / 2" in said
    assert labels(card) == ["I'll be there", "Maybe", "Not this time", "My reminders"]
    assert card.mentions == []

    answer = await world.ken.click(card, "I'll be there")
    await world.settled()
    assert answer.message is card
    assert "**Seats** 1 / 2" in said_in(card)
    assert f"**Coming (1)** {world.ken.mention}" in said_in(card)

    again = await world.ken.click(card, "I'll be there")
    assert again.private
    assert again.text.startswith("You're coming on <t:")
    await world.ken.click(again, "Not this time")
    await gathering.settled()
    assert "Nobody yet" in said_in(card)


async def test_a_card_speaks_japanese_where_the_server_does(world: Village, gathering: Gathering) -> None:
    await settings.change_server(world.db, world.guild.id, "language", "ja", by=world.hana.id, at=0)
    await gathering.plan("月曜もくもく会", repeats=DAILY, capacity=1)
    card = gathering.card()
    assert labels(card) == ["参加する", "たぶん", "今回は休む", "いつも参加する", "自分のお知らせ"]
    assert "毎日" in said_in(card)
    await gathering.world.ken.click(card, "参加する")
    await gathering.settled()
    assert "**席** 1 / 1、満席" in said_in(card)
    waits = await world.aoi.click(card, "席を待つ")
    await gathering.settled()
    assert waits.private
    assert "1番目に待っています" in waits.text
    assert f"**席待ち（1人）** {world.aoi.mention}" in said_in(card)


async def test_whoever_waits_gets_the_seat_that_becomes_free_and_is_told(
    world: Village, gathering: Gathering
) -> None:
    await settings.change_server(
        world.db, world.guild.id, "sessions_channel", settings.Channel(world.channel.id, "text"), by=1, at=0
    )
    planned = await gathering.plan(capacity=1)
    await gathering.answers(planned, "yes", [world.ken, world.mio, world.hana])
    assert said_in(gathering.card()).endswith(f"{world.mio.mention} {world.hana.mention}")

    await world.ken.click(gathering.card(), "Not this time")
    await gathering.settled()

    said = said_in(gathering.card())
    assert f"**Coming (1)** {world.mio.mention}" in said
    assert f"**Waiting for a seat (1)** {world.hana.mention}" in said
    [told] = [post for post in world.posts() if world.mio.id in post.mentions]
    opened = await world.mio.click(told, labels(told)[0])
    assert "A seat has become free" in opened.text


@pytest.mark.long
async def test_many_presses_are_few_edits_and_none_is_lost(
    world: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "SECONDS_BETWEEN_EDITS", 2.0)
    gathering = Gathering(world)
    planned = await gathering.plan(capacity=10)
    card, people = gathering.card(), [world.newcomer(f"member{n}") for n in range(50)]

    await asyncio.gather(*(person.click(card, "I'll be there") for person in people))
    await gathering.settled()

    assert planned.occurrence
    view = await sessions.view(world.db, planned.occurrence.id)
    assert view
    assert len(sessions.who(view.coming, "yes")) == 10
    assert len(sessions.who(view.coming, "waiting")) == 40
    assert "**Seats** 10 / 10, 40 waiting" in said_in(card)
    assert gathering.patches(card) <= 3


async def test_buttons_work_after_a_restart_and_stale_cards_are_brought_up_to_date(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan()
    card = gathering.card()
    await world.close()
    assert planned.occurrence
    await sessions.answer(
        world.db, world.guild.id, planned.occurrence.id, world.ken.id, "yes", 5, gathering.now
    )
    await world.open()
    await world.app.wait_until_ready()
    await world.settled()
    assert f"**Coming (1)** {world.ken.mention}" in said_in(card)
    await world.aoi.click(card, "Maybe")
    await gathering.settled()
    assert f"**Maybe (1)** {world.aoi.mention}" in said_in(card)
    assert len(world.posts()) == 1


async def test_what_cannot_be_answered_is_refused_kindly(world: Village, gathering: Gathering) -> None:
    planned = await gathering.plan(repeats=DAILY)
    assert planned.occurrence
    card, there = gathering.card(), planned.occurrence

    elsewhere = world.second_server()
    forged = world.forged(ui.custom_id("session.yes", there.id), elsewhere)
    answer = await world.ken.click(forged, "Press")
    assert answer.text.startswith("This session is not here any more.")

    await settings.change_server(world.db, world.guild.id, "sessions_on", False, by=world.hana.id, at=0)
    for button in ("I'll be there", "I'm a regular", "My reminders"):
        assert (await world.ken.click(card, button)).text.startswith("Sessions are turned off")
    await settings.change_server(world.db, world.guild.id, "sessions_on", True, by=world.hana.id, at=0)

    late = world.forged(ui.custom_id("session.yes", there.id))
    await sessions.skip(
        world.db, world.guild.id, planned.series.id, there.day, world.hana.id, gathering.now, moderator=False
    )
    await gathering.settled()
    answer = await world.ken.click(late, "Press")
    assert answer.private
    assert answer.text.startswith("This one does not take place.")
    assert labels(card) == []
    assert "This one does not take place." in said_in(card)
    assert len(world.posts()) == 3  # one that was forged, the card, and that of the next one

    once = await gathering.plan("Once")
    card = gathering.card()
    await gathering.go_to(once, before=-61)
    answer = await world.ken.click(card, "I'll be there")
    assert answer.text.startswith("This one is over.")


async def test_a_card_that_somebody_deleted_stays_deleted(world: Village, gathering: Gathering) -> None:
    planned = await gathering.plan()
    card = gathering.card()
    world.hana.delete(card)
    await gathering.answers(planned, "yes", [world.ken])
    await gathering.answers(planned, "yes", [world.aoi])
    assert world.posts() == []
    assert gathering.patches(card) == 1


async def test_a_card_whose_receipt_is_lost_is_found_although_somebody_answered_meanwhile(
    world: Village, gathering: Gathering
) -> None:
    world.standin.faults.reset_after_applying(method="POST", path="/channels/*/messages", times=1)
    planned = await gathering.plan()
    world.standin.world.nonces.clear()
    await world.ken.click(gathering.card(), "I'll be there")
    world.later(minutes=1)
    await world.settled()
    await gathering.settled()
    assert len(world.posts()) == 1
    assert planned.occurrence
    await gathering.answers(planned, "yes", [world.aoi])
    assert "**Coming (2)**" in said_in(gathering.card())


async def test_a_channel_that_is_closed_to_us_and_opened_again_shows_how_it_is(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan(ahead=4 * HOUR)
    card = gathering.card()
    deny(world, world.channel, world.application.id, Permission.VIEW_CHANNEL)
    await gathering.answers(planned, "yes", [world.ken])
    assert "Nobody yet" in said_in(card)
    deny(world, world.channel, world.application.id, 0)
    world.later(minutes=11)
    await world.settled()
    assert f"**Coming (1)** {world.ken.mention}" in said_in(card)


async def test_a_series_whose_channel_refuses_is_held_and_goes_on_from_the_list(
    world: Village, gathering: Gathering
) -> None:
    deny(world, world.channel, world.application.id, Permission.SEND_MESSAGES)
    planned = await gathering.plan(ahead=4 * HOUR)
    assert world.posts() == []
    page = await world.ken.click(world.forged("session.list:0:0"), "Press")
    assert "I may not write in its channel." in said_in(page)
    assert "Go on with it" not in labels(page)
    page = await world.mio.click(world.forged("session.list:0:0"), "Press")
    # Allowed again, it goes on by itself; whoever still sees the button may press it.
    deny(world, world.channel, world.application.id, 0)
    answer = await world.mio.click(page, "Go on with it")
    await world.settled()
    assert "may not write" not in said_in(answer)
    assert planned.series.title in said_in(gathering.card())


async def test_a_regular_comes_to_every_one_skips_one_and_stops(world: Village, gathering: Gathering) -> None:
    planned = await gathering.plan(repeats=DAILY)
    card = gathering.card()
    answer = await world.aoi.click(card, "I'm a regular")
    await gathering.settled()
    assert answer.private
    assert answer.text.startswith("これから「Monday work」の毎回に")
    assert f"**Coming (1)** {world.aoi.mention}" in said_in(card)

    skipped = await world.aoi.click(answer, "この回だけ休む")
    await gathering.settled()
    assert "この回だけ" not in skipped.text
    assert "その次の回からは、また参加になります" in skipped.text
    assert "Nobody yet" in said_in(card)
    await world.aoi.click(skipped, "やっぱり参加する")
    await gathering.settled()
    assert world.aoi.mention in said_in(card)

    again = await world.aoi.click(card, "I'm a regular")
    stopped = await world.aoi.click(again, "いつもの参加をやめる")
    assert not await sessions.is_regular(world.db, planned.series.id, world.aoi.id)
    assert "この回の答えはそのまま" in stopped.text
    await world.aoi.click(stopped, "やっぱりいつも参加する")
    assert await sessions.is_regular(world.db, planned.series.id, world.aoi.id)
    assert has(card, "session.regular")
