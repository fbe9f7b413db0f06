"""Reminders on their way to Discord: once, whatever the network, a crash or a server's settings do."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import discord
import pytest

from bot import ui
from bot.courier import Failure, Outgoing
from bot.features import deliveries
from bot.features.deliveries import Delivery
from bot.sandbox.exchange import Exchange
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel, Message, Overwrite
from tests.village import Village

pytestmark = pytest.mark.long

HOUR = 3600
MESSAGES = "/channels/*/messages"
Words = Callable[[Delivery], dict[str, Any]]


def with_a_button(delivery: Delivery) -> dict[str, Any]:
    button = ui.button("I'll be there", ui.custom_id("session.join", delivery.id))
    return {"content": "It begins soon.", "view": ui.Buttons(button)}


def with_words_only(delivery: Delivery) -> dict[str, Any]:
    return {"content": f"**{delivery.key}** begins soon."}


def laid_out(delivery: Delivery) -> dict[str, Any]:
    panel = ui.Panel(discord.ui.Container(discord.ui.TextDisplay(f"{delivery.key} begins soon.")))
    return {"view": panel}


@dataclass
class Reminders:
    """Reminders of a feature that tests make up, in a village."""

    world: Village
    words: Words = with_a_button
    fallback: Channel | None = None
    failures: list[Failure] = field(default_factory=list[Failure])

    def register(self) -> None:
        """Every client has a courier of its own."""
        courier = self.world.app.courier
        courier.renders["reminder"] = self._render
        courier.fallback = self._fallback
        courier.on_failure = self._report

    async def _render(self, delivery: Delivery, _: int) -> Outgoing:
        place = {"channel_id": delivery.channel_id, "person_id": delivery.person_id}
        return Outgoing(**place, **self.words(delivery), pings=[self.world.ken.id])

    async def _fallback(self, _: Delivery) -> int | None:
        return None if self.fallback is None else self.fallback.id

    async def _report(self, _: Any, failure: Failure) -> None:
        self.failures.append(failure)

    async def plan(self, key: str = "reminder 1", seconds: int = 0, **more: Any) -> None:
        where: dict[str, Any] = {"guild_id": self.world.guild.id}
        if "person_id" not in more:
            where["channel_id"] = self.world.channel.id
        due_at = int(self.world.clock.now()) + seconds
        async with self.world.db.write() as tx:
            await deliveries.plan(tx, [Delivery(key, "reminder", due_at, **where | more)])

    async def pass_time(self, seconds: float = 0) -> None:
        self.world.clock.advance(seconds)
        await self.world.settled()

    async def restart(self) -> None:
        """Start anew, with nothing left of the old one's memory."""
        make = self.world.make

        def registered() -> Any:
            app = make()
            self.register()
            return app

        self.world.make = registered
        await self.world.open()
        await self.world.settled()

    async def plan_and_crash(self, moment: str) -> None:
        held = hold_next(self.world, moment)
        await self.plan()
        await asyncio.wait_for(held.reached.wait(), 10)
        await self.crash()
        held.over.set()
        await self.world.standin.quiet()

    async def crash(self) -> None:
        """End at once: whatever was on its way is neither settled nor given back."""
        courier = self.world.app.courier
        errands = [task for _, task in courier._in_hand.values()]

        async def gives_nothing_back(*_: Any, **__: Any) -> None:
            pass

        courier.stop = gives_nothing_back
        await self.world.app.schedule.stop()
        for task in errands:
            task.cancel()
        await asyncio.gather(*errands, return_exceptions=True)
        await self.world.close()


@pytest.fixture
def reminders(world: Village) -> Reminders:
    found = Reminders(world)
    found.register()
    return found


@dataclass
class Moment:
    """The next message is held at a moment, for a crash to happen there."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def hold(self, _: Exchange) -> None:
        self.reached.set()
        await self.over.wait()


def hold_next(world: Village, moment: Any) -> Moment:
    """Hold the next message when it is received, or once it is applied; "lost" is never applied."""
    found = Moment()
    at = "received" if moment == "lost" else moment
    world.standin.faults.hook(at, f"POST {MESSAGES}", found.hold, times=1)
    if moment == "lost":
        world.standin.faults.reset_before_applying(method="POST", path=MESSAGES, times=1)
    return found


def forget_nonces(world: Village) -> None:
    """Discord keeps nonces for a few minutes only, and shows none in a channel's history later."""
    world.standin.world.nonces.clear()
    for messages in world.standin.world.messages.values():
        for message in messages.values():
            message.nonce = None


def forbid(world: Village, *permissions: int, channel: Channel | None = None) -> None:
    place = channel or world.channel
    denied = 0
    for permission in permissions:
        denied |= permission
    place.overwrites[world.application.id] = Overwrite(world.application.id, 1, deny=denied)
    world.standin.world.channel_changed(place)


async def test_a_reminder_arrives_at_its_minute_and_pings_only_whom_it_shall(
    world: Village, reminders: Reminders
) -> None:
    said = f"{world.ken.mention} {world.aoi.mention} @everyone"
    reminders.words = lambda _: {"content": said}
    await reminders.plan(seconds=HOUR)
    await reminders.pass_time(HOUR - 5)
    assert world.posts() == []
    await reminders.pass_time(5)
    [post] = world.posts()
    assert (post.content, post.mentions, post.mention_everyone) == (said, [world.ken.id], False)
    assert world.aoi.sees() == [post]


@pytest.mark.parametrize("words", [with_a_button, with_words_only, laid_out])
async def test_a_reminder_whose_receipt_is_lost_is_found_and_not_sent_again(
    world: Village, reminders: Reminders, words: Words
) -> None:
    reminders.words = words
    world.standin.faults.reset_after_applying(method="POST", path=MESSAGES, times=1)
    await reminders.plan()
    await reminders.pass_time()
    forget_nonces(world)
    await reminders.pass_time(3)
    [post] = world.posts()
    assert await deliveries.recorded(world.db, [post.id]) == {post.id}
    await reminders.pass_time(HOUR)
    assert len(world.posts()) == 1


@pytest.mark.parametrize("status", [503, 500, 429])
async def test_a_reminder_gets_through_an_error_of_discords(
    world: Village, reminders: Reminders, status: int
) -> None:
    world.standin.faults.answer(
        status, times=1, method="POST", path=MESSAGES, retry_after=0.3, via=status != 429
    )
    await reminders.plan()
    for _ in range(3):
        await reminders.pass_time(3)
    assert len(world.posts()) == 1
    assert reminders.failures == []


@pytest.mark.parametrize("moment", ["lost", "received", "applied"])
@pytest.mark.parametrize("downtime", [1, HOUR])
@pytest.mark.parametrize("words", [with_a_button, with_words_only, laid_out])
async def test_a_crash_while_sending_sends_it_once(
    world: Village, reminders: Reminders, moment: str, downtime: int, words: Words
) -> None:
    reminders.words = words
    await reminders.plan_and_crash(moment)
    forget_nonces(world)
    world.clock.advance(downtime)

    await reminders.restart()

    assert len(world.posts()) == 1
    await reminders.pass_time(HOUR)
    assert len(world.posts()) == 1
    assert reminders.failures == []


async def test_what_stood_there_long_before_is_not_taken_for_what_a_crash_cut_off(
    world: Village, reminders: Reminders
) -> None:
    reminders.words = lambda _: {"content": "It begins soon."}
    # Of a reminder that nobody keeps a record of: it was moved before anybody knew that it had arrived.
    post = world.standin.world.post(world.channel, world.application.id, "It begins soon.")
    earlier = replace(post, id=post.id - (HOUR * 1000 << 22))
    world.standin.world.messages[world.channel.id] = {earlier.id: earlier}
    await reminders.plan_and_crash("lost")

    await reminders.restart()

    assert [post.id == earlier.id for post in world.posts()] == [True, False]


async def test_after_a_crash_nobody_may_look_so_it_counts_as_sent_and_is_told(
    world: Village, reminders: Reminders
) -> None:
    await reminders.plan_and_crash("lost")
    forbid(world, Permission.READ_MESSAGE_HISTORY)
    world.clock.advance(HOUR)

    await reminders.restart()

    assert world.posts() == []
    assert [failure.outcome for failure in reminders.failures] == ["unseen"]


async def test_an_empty_channel_that_may_be_read_is_known_to_be_empty(
    world: Village, reminders: Reminders
) -> None:
    await reminders.plan_and_crash("lost")
    world.clock.advance(HOUR)

    await reminders.restart()

    assert len(world.posts()) == 1
    assert reminders.failures == []


async def test_a_deleted_channels_reminder_goes_to_the_fallback_channel(
    world: Village, reminders: Reminders
) -> None:
    reminders.fallback = world.standin.world.add_channel(world.guild, "elsewhere")
    await reminders.plan(seconds=HOUR)
    world.standin.world.delete_channel(world.channel)
    await reminders.pass_time(HOUR)
    assert len(world.posts(reminders.fallback)) == 1
    assert [(f.reason, f.outcome) for f in reminders.failures] == [("discord 10003", "elsewhere")]


async def test_a_permission_taken_away_pauses_the_series_and_given_back_resumes_it(
    world: Village, reminders: Reminders
) -> None:
    forbid(world, Permission.SEND_MESSAGES)
    await reminders.plan(series="session 5")
    await reminders.plan("reminder 2", HOUR, series="session 5")
    await reminders.pass_time()
    await reminders.pass_time(2 * HOUR)
    assert [(f.delivery.key, f.reason, f.outcome) for f in reminders.failures] == [
        ("reminder 1", "discord 50013", "held")
    ]
    [held] = await deliveries.held(world.db, world.guild.id)
    assert (held.series, held.reason) == ("session 5", "discord 50013")

    forbid(world)
    async with world.db.write() as tx:
        await deliveries.resume(tx, "session 5")
    await reminders.pass_time()
    assert len(world.posts()) == 2


async def test_closed_direct_messages_are_told_and_nothing_of_it_becomes_public(
    world: Village, reminders: Reminders
) -> None:
    reminders.fallback = world.channel
    world.ken.user.takes_dms = False
    await reminders.plan(person_id=world.ken.id)
    await reminders.pass_time()
    assert world.posts() == []
    assert [(f.reason, f.outcome) for f in reminders.failures] == [("discord 50007", "failed")]


async def test_a_direct_message_arrives_and_is_found_again(world: Village, reminders: Reminders) -> None:
    world.standin.faults.reset_after_applying(method="POST", path=MESSAGES, times=1)
    await reminders.plan(person_id=world.ken.id)
    await reminders.pass_time()
    forget_nonces(world)
    await reminders.pass_time(3)

    def received() -> list[Message]:
        return world.ken.sees(world.ken.dm_with(world.application))

    assert [message.content for message in received()] == ["It begins soon."]
    assert world.posts() == []


async def test_a_stop_in_the_middle_of_many_loses_none_and_repeats_none(
    world: Village, reminders: Reminders
) -> None:
    rooms = [world.standin.world.add_channel(world.guild, f"room-{n}") for n in range(150)]
    now = int(world.clock.now())
    many = [
        Delivery(f"{room.id}", "reminder", now, guild_id=world.guild.id, channel_id=room.id) for room in rooms
    ]
    some = asyncio.Event()
    world.standin.faults.hook("answered", f"POST {MESSAGES}", lambda _: some.set())
    async with world.db.write() as tx:
        await deliveries.plan(tx, many)
    await asyncio.wait_for(some.wait(), 10)

    await world.close()
    sent = sum(len(world.posts(room)) for room in rooms)
    await reminders.restart()

    assert 0 < sent < 150
    assert [len(world.posts(room)) for room in rooms] == [1] * 150
