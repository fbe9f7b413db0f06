"""Reminders of sessions: at their minute, one for each person at a moment, none for whoever wants quiet."""

import pytest

from bot.features import consent, deliveries, sessions, settings
from bot.sandbox.people import Person
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Message
from tests.gathering import DAILY, DAY, HOUR, MINUTE, Gathering, labels, said_in
from tests.moving_in import deny
from tests.village import Village


async def agree(world: Village, person: Person, guild_id: int | None = None) -> None:
    await consent.decide(
        world.db, person.id, guild_id or world.guild.id, "dm_sessions", yes=True, at=int(world.clock.now())
    )


def received(world: Village, person: Person) -> list[Message]:
    return person.sees(person.dm_with(world.application))


async def test_those_who_come_or_may_come_are_called_once_at_the_minute(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan()
    await gathering.answers(planned, "yes", [world.ken])
    await gathering.answers(planned, "maybe", [world.aoi])
    await gathering.answers(planned, "no", [world.mio])
    assert planned.occurrence
    await gathering.until(planned.occurrence.starts_at - 15 * MINUTE - 2)
    assert gathering.reminders() == []
    await gathering.go_to(planned, before=15)
    [post] = gathering.reminders()
    assert sorted(post.mentions) == sorted([world.ken.id, world.aoi.id])
    assert said_in(post).startswith(f"“Monday work” starts at <t:{planned.occurrence.starts_at}:t>")

    answer = await world.ken.click(post, "Not this time")
    assert answer.private
    assert answer.text.startswith("Another time, then.")
    await gathering.go_to(planned, before=1)
    await world.restart()
    await world.settled()
    assert len(gathering.reminders()) == 1


async def test_a_reminder_is_posted_although_nobody_said_yet_that_they_come(
    world: Village, gathering: Gathering
) -> None:
    await settings.change_server(world.db, world.guild.id, "language", "ja", by=world.hana.id, at=0)
    planned = await gathering.plan("月曜もくもく会")
    await gathering.go_to(planned, before=15)
    [post] = gathering.reminders()
    assert post.mentions == []
    assert said_in(post).startswith("「月曜もくもく会」が<t:")
    assert labels(post) == ["参加する", "今回は休む", "自分のお知らせ"]


async def test_whoever_comes_to_two_sessions_is_called_once_by_a_post_that_names_both(
    world: Village, gathering: Gathering
) -> None:
    other = world.standin.world.add_channel(world.guild, "reading")
    first = await gathering.plan("First")
    second = await gathering.plan("Second", ahead=HOUR + 15 * MINUTE, reminders=(30,))
    third = await gathering.plan("Third", channel_id=other.id)
    await gathering.answers(first, "yes", [world.ken, world.aoi])
    await gathering.answers(second, "yes", [world.ken])
    await gathering.answers(third, "yes", [world.ken, world.mio])

    await gathering.go_to(first, before=15)

    [post] = gathering.reminders()
    assert sorted(post.mentions) == sorted([world.ken.id, world.aoi.id])
    assert all(f"“{title}”" in said_in(post) for title in ("First", "Second", "Third"))
    [post] = gathering.reminders(other)
    assert post.mentions == [world.mio.id]
    assert "“First”" not in said_in(post)
    page = await world.ken.click(gathering.reminders()[0], "See what is on")
    assert page.private
    assert "### 3 sessions here" in said_in(page)


@pytest.mark.long
async def test_many_people_are_called_eighty_a_post_each_once(world: Village, gathering: Gathering) -> None:
    planned = await gathering.plan()
    people = [world.newcomer(f"member{n}") for n in range(170)]
    assert planned.occurrence
    async with world.db.write() as tx:
        db = world.db.within(tx)
        for number, person in enumerate(people):
            await sessions.answer(
                db, world.guild.id, planned.occurrence.id, person.id, "yes", number + 1, gathering.now
            )
    await gathering.settled()
    world.standin.faults.reset_after_applying(method="POST", path="/channels/*/messages", times=1)
    await gathering.go_to(planned, before=15)
    await gathering.until(gathering.now + 5)
    posts = gathering.reminders()
    # They are under way at once: which of them stands first is not promised.
    assert sorted(len(post.mentions) for post in posts) == [10, 80, 80]
    assert sorted(one for post in posts for one in post.mentions) == sorted(one.id for one in people)


async def test_quiet_hours_and_waiting_for_a_command_leave_somebody_out(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan()
    people = [world.ken, world.aoi, world.mio]
    await gathering.answers(planned, "yes", people)
    everyday = (0, 24 * 60 - 1)
    await settings.change_member(world.db, world.ken.id, None, "quiet_hours", everyday, at=0)
    await settings.change_member(world.db, world.aoi.id, world.guild.id, "reach_sessions", "wait", at=0)
    await gathering.go_to(planned, before=15)
    [post] = gathering.reminders()
    assert post.mentions == [world.mio.id]
    # A start one joined breaks into quiet hours; what one may come to does not.
    assert planned.occurrence
    moment = planned.occurrence.starts_at
    view = await sessions.view(world.db, planned.occurrence.id)
    assert view
    await sessions.hand_out(world.db, world.guild.id, moment, moment)
    told = await sessions.call_at_start(world.db, view, 1, moment)
    assert sorted(told.people) == sorted([world.ken.id, world.mio.id])


async def test_whoever_agreed_is_told_directly_once_for_all_servers(
    world: Village, gathering: Gathering
) -> None:
    elsewhere = world.second_server()
    assert elsewhere.guild_id
    first = await gathering.plan("First")
    second = await gathering.plan("Second", guild_id=elsewhere.guild_id, channel_id=elsewhere.id)
    for planned in (first, second):
        await gathering.answers(planned, "yes", [world.ken])
    await agree(world, world.ken)
    await agree(world, world.ken, elsewhere.guild_id)
    await gathering.go_to(first, before=15)
    [message] = received(world, world.ken)
    assert "“First”" in message.content
    assert "“Second”" in message.content
    assert [post.mentions for post in gathering.reminders() + gathering.reminders(elsewhere)] == [[], []]


async def test_closed_direct_messages_become_nothing_public_and_no_matter_of_moderators(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan()
    await gathering.answers(planned, "yes", [world.ken])
    await agree(world, world.ken)
    world.ken.user.takes_dms = False
    await gathering.go_to(planned, before=15)
    [post] = gathering.reminders()
    assert post.mentions == []
    await world.mio.slash("balance")
    await world.settled()
    assert not any("could not" in message.content for message in world.mio.sees())
    await world.ken.slash("balance")
    await world.settled()
    assert world.ken.last().content.startswith("I could not reach you by direct message")


async def test_ones_own_reminder_comes_before_every_one_by_a_mention_or_directly(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan(ahead=4 * HOUR, reminders=(), repeats=DAILY)
    panel = await world.ken.click(gathering.card(), "My reminders")
    assert panel.private
    assert "Everybody who comes: none" in said_in(panel)
    panel = await world.ken.select(panel, "Add one, by a mention", "2 hours before")
    assert "Yours: 2 hours before, by a mention" in said_in(panel)
    panel = await world.ken.select(panel, "Add one, by DM", "10 min before")
    assert "`/settings` takes it back" in said_in(panel)
    panel = await world.ken.click(panel, "Yes, by DM")
    assert await consent.agrees(world.db, world.guild.id, world.ken.id, "dm_sessions")
    assert "Yours: 10 min before, by DM" in said_in(panel)

    # Whoever does not come is not reminded.
    await gathering.go_to(planned, before=120)
    assert gathering.reminders() == []
    await world.ken.click(panel, "I'll be there")
    await gathering.settled()
    await gathering.go_to(planned, before=10)
    assert [message.content[:13] for message in received(world, world.ken)] == ["“Monday work”"]
    assert gathering.reminders() == []

    panel = await world.ken.click(gathering.card(), "My reminders")
    remove = [part for part in labels(panel) if part == "Remove"]
    assert len(remove) == 2


async def test_an_own_reminder_by_a_mention_calls_that_person_alone(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan(ahead=4 * HOUR, reminders=())
    await gathering.answers(planned, "yes", [world.ken, world.mio])
    await sessions.remind_me(
        world.db, world.guild.id, planned.series.id, world.ken.id, 120, "mention", gathering.now
    )
    await gathering.go_to(planned, before=120)
    [post] = gathering.reminders()
    assert post.mentions == [world.ken.id]


async def test_what_was_missed_is_said_once_and_late_and_never_after_the_start(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan(ahead=2 * DAY, reminders=(24 * 60, 120, 15))
    past = await gathering.plan("Past", ahead=2 * HOUR, reminders=(15,))
    await gathering.answers(planned, "yes", [world.ken])
    await world.close()
    assert planned.occurrence
    world.clock.advance(planned.occurrence.starts_at - 60 * MINUTE - world.clock.now())
    await world.open()
    await world.settled()
    assert past.occurrence
    [post] = gathering.reminders()
    assert post.mentions == [world.ken.id]
    assert "“Past”" not in said_in(post)


async def test_a_move_tells_those_who_come_and_reminds_them_anew(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan(ahead=2 * HOUR)
    await gathering.answers(planned, "yes", [world.ken, world.mio])
    await agree(world, world.mio)
    await gathering.go_to(planned, before=15)
    assert len(gathering.reminders()) == 1
    assert planned.occurrence
    there, later = planned.occurrence, planned.occurrence.starts_at + HOUR

    await sessions.move(
        world.db,
        world.guild.id,
        planned.series.id,
        there.day,
        later,
        world.hana.id,
        gathering.now,
        moderator=False,
    )
    await gathering.settled()

    told = gathering.reminders()[1]
    assert told.mentions == [world.ken.id]
    assert f"has another time now: <t:{later}:F>" in said_in(told)
    assert f"<t:{later}:F>" in received(world, world.mio)[-1].content
    assert f"**<t:{later}:F>**" in said_in(gathering.card())
    await gathering.until(later - 15 * MINUTE)
    assert gathering.reminders()[2].mentions == [world.ken.id]


async def test_one_called_off_between_claim_and_sending_reminds_nobody(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan()
    await gathering.answers(planned, "yes", [world.ken])
    render = world.app.courier.renders[sessions.CALL]

    async def called_off_first(delivery: deliveries.Delivery, late: int) -> object:
        await sessions.end(
            world.db, world.guild.id, planned.series.id, world.hana.id, gathering.now, moderator=False
        )
        return await render(delivery, late)

    world.app.courier.renders[sessions.CALL] = called_off_first  # type: ignore[assignment] - the same answer
    await gathering.go_to(planned, before=15)
    assert gathering.reminders() == []
    assert "no more of them are planned" in said_in(gathering.card())


async def test_a_reminder_refused_by_its_channel_waits_and_comes_late_when_that_is_mended(
    world: Village, gathering: Gathering
) -> None:
    planned = await gathering.plan(reminders=(30,))
    await gathering.answers(planned, "yes", [world.ken])
    deny(world, world.channel, world.application.id, Permission.SEND_MESSAGES)
    await gathering.go_to(planned, before=30)
    [held] = await deliveries.held(world.db, world.guild.id)
    assert held.series == planned.series.name
    deny(world, world.channel, world.application.id, 0)
    await sessions.resume(
        world.db, world.guild.id, planned.series.id, world.hana.id, gathering.now, moderator=False
    )
    await gathering.go_to(planned, before=10)
    [post] = gathering.reminders()
    assert post.mentions == [world.ken.id]


async def test_where_the_channel_was_deleted_nobody_is_reminded_and_the_moderators_are_told(
    world: Village, gathering: Gathering
) -> None:
    room = world.standin.world.add_channel(world.guild, "study")
    planned = await gathering.plan(channel_id=room.id)
    await gathering.answers(planned, "yes", [world.ken])
    world.standin.world.delete_channel(room)
    await gathering.go_to(planned, before=15)
    assert gathering.reminders() == []
    kept = await sessions.look(world.db, world.guild.id, planned.series.id)
    assert kept.paused_for == "channel_gone"
    await world.mio.slash("balance")
    await world.settled()
    assert any("/session resume" in message.content for message in world.mio.sees() if message.ephemeral)


async def test_of_two_sessions_at_once_the_one_that_may_be_posted_calls_those_of_both(
    world: Village, gathering: Gathering
) -> None:
    room = world.standin.world.add_channel(world.guild, "study")
    refused = await gathering.plan("Refused", channel_id=room.id, reminders=(30, 15))
    other = await gathering.plan("Other")
    for planned in (refused, other):
        await gathering.answers(planned, "yes", [world.ken])
    deny(world, room, world.application.id, Permission.SEND_MESSAGES)
    await gathering.go_to(refused, before=30)
    assert [held.series for held in await deliveries.held(world.db, world.guild.id)] == [refused.series.name]
    await gathering.go_to(refused, before=15)
    [post] = gathering.reminders()
    assert post.mentions == [world.ken.id]
    assert "“Refused”" in said_in(post)
    assert "“Other”" in said_in(post)
