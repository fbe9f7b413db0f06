"""Looking after sessions: Discord's own events, what stands in the way, and how sessions fare."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.features import sessions, settings
from bot.features.sessions import Place, Planned, Series
from bot.features.settings import Channel as Chosen
from bot.pictures import Picture
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel, ChannelType, Overwrite, ScheduledEvent
from bot.when import ONCE, Plan, Repeats
from cogs.sessions.health import Health, health_panel
from cogs.sessions.turnout import SHOWN
from tests.village import Village

MINUTE, HOUR, DAY = 60, 3600, 86_400
KINDS = ("channel_gone", "host", "empty", None)


def series(world: Village, *, number: int = 1, days: int = 1, hour: int = 12, **more: Any) -> Series:
    """Every week from so many days from now on, an hour from that hour on (UTC)."""
    day = datetime.fromtimestamp(world.clock.now() + days * DAY, UTC).date()
    repeats = more.pop("repeats", Repeats("week", weekdays=(day.weekday(),)))
    said: dict[str, Any] = {"host_id": world.ken.id, "title": "Quiet work", "kind": "quiet"} | more
    return Series(
        **{
            "id": number,
            "guild_id": world.guild.id,
            "channel_id": world.channel.id,
            "place": Place(),
            "plan": Plan("UTC", day, hour * 60, repeats),
            "reminders": (),
        }
        | said
    )


async def plan(world: Village, **more: Any) -> Planned:
    made = await sessions.plan(world.db, series(world, **more), int(world.clock.now()))
    await world.settled()
    return made


def events(world: Village) -> list[ScheduledEvent]:
    return list(world.guild.scheduled_events.values())


async def moderators_room(world: Village) -> Channel:
    room = world.standin.world.add_channel(world.guild, "caretakers")
    chosen = Chosen(room.id, "text")
    await settings.change_server(
        world.db, world.guild.id, "moderators_channel", chosen, by=world.hana.id, at=0
    )
    return room


# --- Discord's own events


async def test_the_next_one_stands_among_discords_events_and_follows(world: Village) -> None:
    world.at(9)
    made = await plan(world)
    (event,) = events(world)
    assert made.occurrence is not None
    assert (event.name, event.starts_at) == ("Quiet work", made.occurrence.starts_at)
    assert event.location == "#chat"
    voice = world.standin.world.add_channel(world.guild, "desk", ChannelType.VOICE)
    await world.standin.quiet()
    one = await sessions.look(world.db, world.guild.id, 1)
    changed = replace(one, title="Deep work", place=Place(voice.id))
    now = int(world.clock.now())
    await sessions.edit(world.db, changed, world.ken.id, now, moderator=False)
    await world.settled()
    assert [(event.id, event.name, event.channel_id) for event in events(world)] == [
        (event.id, "Deep work", voice.id)
    ]
    await sessions.skip(world.db, world.guild.id, 1, made.occurrence.day, world.ken.id, now, moderator=False)
    await world.settled()
    (after,) = events(world)
    assert after.id != event.id
    assert after.starts_at == event.starts_at + 7 * DAY
    await sessions.end(world.db, world.guild.id, 1, world.ken.id, now, moderator=False)
    await world.settled()
    assert events(world) == []


async def test_one_deleted_by_hand_comes_back_with_the_next_change_only(world: Village) -> None:
    world.at(9)
    made = await plan(world)
    world.standin.world.delete_scheduled_event(events(world)[0])
    world.later(hours=2)
    await world.settled()
    assert events(world) == []
    assert made.occurrence is not None
    to = made.occurrence.starts_at + HOUR
    await sessions.move(
        world.db,
        world.guild.id,
        1,
        made.occurrence.day,
        to,
        world.ken.id,
        int(world.clock.now()),
        moderator=False,
    )
    await world.settled()
    assert [event.starts_at for event in events(world)] == [to]


async def test_one_that_was_made_and_not_written_down_is_found_again(world: Village) -> None:
    world.at(9)
    made = await plan(world)
    assert made.occurrence is not None
    (event,) = events(world)
    await sessions.keep_mirror(world.db, made.occurrence.id, None)
    one = await sessions.look(world.db, world.guild.id, 1)
    await sessions.edit(
        world.db,
        replace(one, title="Renamed"),
        world.ken.id,
        int(world.clock.now()),
        moderator=False,
    )
    await world.settled()
    assert [(each.id, each.name) for each in events(world)] == [(event.id, "Renamed")]


async def test_where_events_are_not_allowed_or_full_the_session_goes_on_quietly(world: Village) -> None:
    world.at(9)
    things = world.standin.world
    for number in range(100):
        event = ScheduledEvent(
            things.ids.next(), world.guild.id, world.hana.id, f"{number}", 3, things.now() + DAY
        )
        event.ends_at, event.location = things.now() + 2 * DAY, "here"
        things.add_scheduled_event(event)
    await plan(world)
    assert len(events(world)) == 100
    assert len(world.posts()) == 1
    forbid(world, Permission.CREATE_EVENTS)
    await plan(world, number=2)
    assert len(world.posts()) == 2


# --- what stands in the way


def forbid(world: Village, *permissions: int) -> None:
    """Take these away from the bot in the whole server."""
    denied = 0
    for permission in permissions:
        denied |= permission
    for role in world.guild.roles.values():
        role.permissions &= ~denied
        world.standin.world.role_changed(role)


async def heard(world: Village, event: str, change: Callable[[], None]) -> None:
    """Let something happen in the server, and the bot hear of it and do what it does."""
    waiting = asyncio.ensure_future(world.app.wait_for(event))
    await asyncio.sleep(0)
    change()
    await waiting
    await world.settled()


async def close(world: Village, channel: Channel, permission: int | None) -> None:
    """Take one permission away from everybody in a channel, or give all back."""
    channel.overwrites = (
        {} if permission is None else {world.guild.id: Overwrite(world.guild.id, 0, deny=permission)}
    )
    await heard(world, "guild_channel_update", lambda: world.standin.world.channel_changed(channel))


async def test_a_missing_permission_is_told_a_day_ahead_and_once(world: Village) -> None:
    room = await moderators_room(world)
    world.at(9)
    await plan(world, days=3)
    await close(world, world.channel, Permission.SEND_MESSAGES)
    world.later(hours=48)
    await world.settled()
    world.later(hours=12)
    await world.settled()
    told = [post.content for post in world.posts(room) if "within two days" in post.content]
    assert len(told) == 1
    assert "**Send Messages**" in told[0]
    assert "View Channels" not in told[0]
    assert f"<#{world.channel.id}>" in told[0]


async def test_what_was_refused_goes_on_once_it_is_allowed_again(world: Village) -> None:
    world.at(9)
    await plan(world, days=0)
    await close(world, world.channel, Permission.SEND_MESSAGES)
    await world.settled()
    before = len(world.posts())
    world.at(12)
    await world.settled()
    assert len(world.posts()) == before
    assert list(await sessions.held(world.db, world.guild.id)) == [1]
    await close(world, world.channel, None)
    assert await sessions.held(world.db, world.guild.id) == {}
    assert len(world.posts()) == before + 1  # it has begun: still worth sending


async def test_a_deleted_channel_lets_the_series_rest_and_asks_where_to(world: Village) -> None:
    room = await moderators_room(world)
    world.at(9)
    hall = world.standin.world.add_channel(world.guild, "hall")
    await world.standin.quiet()
    await plan(world, channel_id=hall.id)
    await heard(world, "guild_channel_delete", lambda: world.standin.world.delete_channel(hall))
    one = await sessions.look(world.db, world.guild.id, 1)
    assert one.paused_for == "channel_gone"
    (told,) = [post.content for post in world.posts(room) if "/session resume" in post.content]
    assert "quiet work session" in told
    back = await sessions.resume(
        world.db,
        world.guild.id,
        1,
        world.ken.id,
        int(world.clock.now()),
        moderator=False,
        channel_id=world.channel.id,
    )
    await world.settled()
    assert back.occurrence is not None
    assert len(world.posts()) == 1


async def test_a_channel_deleted_while_the_bot_was_away_is_noticed_within_the_hour(world: Village) -> None:
    world.at(9)
    hall = world.standin.world.add_channel(world.guild, "hall")
    desk = world.standin.world.add_channel(world.guild, "desk", ChannelType.VOICE)
    await world.standin.quiet()
    await plan(world, channel_id=hall.id)
    await plan(world, number=2, place=Place(desk.id))
    await world.close()
    world.standin.world.delete_channel(hall)
    world.standin.world.delete_channel(desk)
    await world.open()
    world.later(hours=1.1)
    await world.settled()
    first, second = await sessions.running(world.db, world.guild.id)
    assert (first.paused_for, second.paused_for) == ("channel_gone", None)


async def test_a_host_who_left_is_missed_and_moderators_are_asked(world: Village) -> None:
    room = await moderators_room(world)
    world.at(9)
    await plan(world, days=3)
    await plan(world, number=2, days=3, host_id=world.aoi.id)
    world.ken.leave(world.guild)
    world.later(hours=24)
    await world.settled()
    hosts = [one.host_id for one in await sessions.running(world.db, world.guild.id)]
    assert hosts == [None, world.aoi.id]
    (told,) = [post.content for post in world.posts(room) if "/session host" in post.content]
    assert "has left" in told


# --- how it fares


@pytest.mark.parametrize("language", ["en", "ja"])
def test_health_fits_one_message_however_many_series_there_are(language: Any) -> None:
    plans = Plan("UTC", datetime(2026, 3, 3, tzinfo=UTC).date(), 0, ONCE)
    many = tuple(
        Series(
            number,
            1,
            None,
            "_*" * 40,
            "quiet",
            10**18 + number,
            Place(),
            plans,
            paused_at=0 if number % 2 else None,
            paused_for=KINDS[number % 4] if number % 2 else None,
        )
        for number in range(10**18, 10**18 + 200)
    )
    every = list(sessions.CHECKED)
    full = Health(
        series=many,
        due=tuple(sessions.NextDelivery("session.alone", 10**9, one.id, 1) for one in many[:6]),
        lateness=None,
        failures=(),
        held={one.id: "discord 50013" for one in many},
        missing={one.channel_id: every for one in many},
        mirrors=False,
        turnouts=tuple(sessions.Turnout(one, 10**9, 1000, 1000) for one in many[:SHOWN]),
    )
    picture = Picture(b"", "x" * 1024, "attendance.png")
    panel = health_panel(language, full, 10**18, 10**9, picture)
    assert panel.total_children_count <= 40
    assert panel.content_length() <= 4000
    none = Health((), (), None, (), {}, {}, mirrors=True)
    assert health_panel(language, none, 1, 10**9).content_length() <= 4000


async def test_moderators_see_how_sessions_fare_and_others_are_told_where_to_look(world: Village) -> None:
    world.at(9)
    await plan(world)
    await plan(world, number=2, title="At rest")
    now = int(world.clock.now())
    await sessions.pause_by_host(world.db, world.guild.id, 2, world.ken.id, now, moderator=False)
    await world.settled()
    shown = await world.mio.slash("session health")
    assert shown.private
    assert "Quiet work" in shown.text
    assert "its host lets it rest" in shown.text
    await world.mio.click(shown, "Let it go on")
    assert "None. All go on." in shown.text
    await world.mio.click(shown, "Look again")
    refused = await world.aoi.slash("session health")
    assert "/勉強会 一覧" in refused.text
    assert "見守る人" in refused.text
