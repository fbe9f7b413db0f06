"""The courier: on time, once, and somebody is told when it cannot be."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bot.courier import Duty, Failure, Later, Limiter, Nothing, Outgoing, Patience
from bot.courier import rounds as courier_rounds
from bot.courier.letters import Sent, Unsent
from bot.courier.limiter import Places
from bot.courier.watch import Watch
from bot.db import Database, DatabaseFault, open_database
from bot.features import deliveries
from bot.features.deliveries import Delivery
from tests.clocks import SetClock
from tests.letterbox import (
    DELETED,
    DM_CLOSED,
    FORBIDDEN,
    MALFORMED,
    Letterbox,
    fine,
    lost_answer,
    unreachable,
)
from tests.postgresql import PostgreSQL
from tests.rounds import AOI, CHANNEL, FALLBACK, GUILD, OTHER_CHANNEL, OTHER_GUILD, House

DAY = 86_400
Opened = Callable[..., Awaitable[House]]


@pytest.fixture
async def opened(database: Database) -> AsyncIterator[Opened]:
    """Opens houses over one database, and closes those that are still up."""
    houses: list[House] = []

    async def opened(db: Database = database, **more: Any) -> House:
        houses.append(House(db, **more))
        return await houses[-1].open()

    yield opened
    for one in houses:
        await one.close()


@pytest.fixture
async def house(opened: Opened) -> House:
    return await opened()


async def again(opened: Opened, house: House) -> House:
    """The next process: the same database, Discord and time."""
    return await opened(letterbox=house.letterbox, clock=house.clock)


# --- on time


async def test_what_is_due_is_sent_once_and_settled_with_its_message(house: House) -> None:
    await house.plan(house.reminder())
    await house.settled()
    await house.pass_time(DAY)
    assert house.letterbox.said == ["reminder 1"]
    (row,) = (await house.rows()).values()
    assert (row.state, row.message_id, row.channel_id, row.reason) == ("sent", 5000, CHANNEL, None)
    assert house.letterbox.posted[0].nonce == row.id


async def test_nothing_is_sent_before_its_time_and_a_moved_clock_is_noticed(house: House) -> None:
    await house.plan(house.reminder(seconds=3600), house.reminder("reminder 2", 7200))
    await house.settled()
    assert house.letterbox.said == []
    # Not the very second before: time goes on by itself while the house works.
    await house.pass_time(3500)
    assert house.letterbox.said == []
    await house.pass_time(100)
    assert house.letterbox.said == ["reminder 1"]
    await house.pass_time(3600)
    assert house.letterbox.said == ["reminder 1", "reminder 2"]


async def test_what_is_planned_meanwhile_for_an_earlier_time_is_on_time(house: House) -> None:
    await house.plan(house.reminder(seconds=3600))
    await house.settled()
    await house.plan(house.reminder("sooner"))
    await house.settled()
    assert house.letterbox.said == ["sooner"]


async def test_it_wakes_by_itself_when_the_instant_comes(house: House) -> None:
    await house.plan(house.reminder(seconds=1))
    await house.until(lambda: bool(house.letterbox.posted))
    await house.settled()
    (row,) = (await house.rows()).values()
    assert house.clock.now() >= row.due_at
    assert row.late_ms < 900


async def test_what_fell_due_in_a_downtime_is_late_or_expired_and_never_a_backlog(
    house: House, opened: Opened
) -> None:
    await house.plan(
        house.reminder("a day before", 600, expires_at=house.now + 3600),
        house.reminder("start", 3600, expires_at=house.now + 7200),
        house.reminder("no hurry", 600),
    )
    await house.close()
    house.clock.advance(5400)
    late = await again(opened, house)
    await late.settled()
    assert sorted(late.letterbox.said) == ["no hurry", "start"]
    assert sorted(late.lateness) == [1800, 4800]
    assert (await late.states())["a day before"] == "skipped"


async def test_on_time_a_render_is_not_told_that_it_is_late(house: House) -> None:
    await house.plan(house.reminder(seconds=60))
    await house.pass_time(90)
    assert house.lateness == [0]


async def test_a_render_that_finds_nothing_to_say_sends_nothing(house: House) -> None:
    async def nothing(_: Delivery, __: int) -> Nothing:
        return Nothing("session cancelled")

    house.courier.renders["reminder"] = nothing
    await house.plan(house.reminder())
    await house.settled()
    (row,) = (await house.rows()).values()
    assert (house.letterbox.said, row.state, row.reason) == ([], "skipped", "session cancelled")


async def test_what_is_not_wanted_before_another_hour_waits_for_it_and_is_not_late(house: House) -> None:
    morning = house.now + 7200
    render = house.courier.renders["reminder"]

    async def in_the_morning(delivery: Delivery, late: int) -> Outgoing | Nothing | Later:
        return Later(morning) if house.now < morning else await render(delivery, late)

    house.courier.renders["reminder"] = in_the_morning
    await house.plan(house.reminder())
    await house.settled()
    await house.pass_time(7000)
    assert (house.letterbox.said, (await house.rows())["reminder 1"].attempts) == ([], 0)
    await house.pass_time(200)
    assert (house.letterbox.said, house.lateness) == (["reminder 1"], [0])


async def test_what_is_cancelled_between_claim_and_send_is_not_sent(house: House) -> None:
    gate, turns = asyncio.Event(), house.courier.limiter

    class Gated(Limiter):
        async def turn(self) -> None:
            await gate.wait()
            await turns.turn()

    house.courier.limiter = Gated()
    await house.plan(house.reminder(), house.reminder("moved"), house.reminder("stays"))
    await house.until(lambda: len(house.courier._in_hand) == 3)
    async with house.db.write() as tx:
        await deliveries.cancel(tx, ["reminder 1"], house.now)
        await deliveries.move(tx, "moved", house.now, due_at=house.now + 600, expires_at=None)
    gate.set()
    await house.settled()
    assert house.letterbox.said == ["stays"]
    await house.pass_time(600)
    assert house.letterbox.said == ["stays", "moved"]


async def test_a_kind_nobody_renders_here_waits_for_somebody_who_does(house: House, opened: Opened) -> None:
    render = house.courier.renders.pop("reminder")
    await house.plan(house.reminder())
    await house.pass_time(DAY)
    assert (await house.states(), house.failures) == ({"reminder 1": "waiting"}, [])
    house.courier.renders["reminder"] = render
    await house.pass_time(3600)
    assert house.letterbox.said == ["reminder 1"]


# --- when it does not work at once


async def test_a_lost_answer_is_looked_for_and_not_sent_again(house: House) -> None:
    house.letterbox.after = [lost_answer]
    await house.plan(house.reminder())
    await house.settled()
    assert await house.states() == {"reminder 1": "waiting"}
    await house.pass_time(2)
    assert house.letterbox.said == ["reminder 1"]
    (row,) = (await house.rows()).values()
    assert (row.state, row.message_id, house.letterbox.looked) == ("sent", 5000, [row.id])


@pytest.mark.long
@pytest.mark.parametrize("drops_repeats", [False, True])
async def test_a_message_on_its_way_may_be_taken_for_another_of_the_same_words_but_none_is_lost(
    opened: Opened, drops_repeats: bool
) -> None:
    class Box(Letterbox):
        async def send(self, outgoing: Outgoing, nonce: int) -> Sent:
            sent = [n for n, posted in enumerate(self.posted) if posted.nonce == nonce]
            if drops_repeats and sent:
                return Sent(CHANNEL, self._message_ids[sent[0]])
            answer = await super().send(outgoing, nonce)
            if slow.is_set():
                await answered.wait()
            return answer

    def cut_off(_: Outgoing, __: int) -> None:
        raise Unsent("ConnectionResetError", applied=True)

    async def the_same(delivery: Delivery, _: int) -> Outgoing:
        return Outgoing(channel_id=delivery.channel_id, content="It begins soon.")

    slow, answered = asyncio.Event(), asyncio.Event()
    house = await opened(letterbox=Box(), places=Places(seconds=0))
    house.letterbox.remembers_nonces = False
    house.letterbox.before = [cut_off]
    house.courier.renders["reminder"] = the_same
    await house.plan(house.reminder("never arrived"))
    await house.settled()
    slow.set()
    await house.plan(house.reminder("on its way"))
    await house.until(lambda: bool(house.letterbox.posted))
    # While the answer is awaited, the first is looked for, and the other's message found.
    house.clock.advance(3)
    await house.until(lambda: len(house.letterbox.looked) == 1 and len(house.courier._in_hand) == 1)
    slow.clear()
    answered.set()
    await house.settled()
    for _ in range(3):
        await house.pass_time(10)
    rows = await house.rows()
    assert {row.state for row in rows.values()} == {"sent"}
    assert len(house.letterbox.said) == 2
    assert {row.message_id for row in rows.values()} == set(house.letterbox._message_ids)


@pytest.mark.long
async def test_one_message_that_two_of_the_same_words_look_for_is_one_of_them(house: House) -> None:
    async def the_same(delivery: Delivery, _: int) -> Outgoing:
        return Outgoing(channel_id=delivery.channel_id, content="It begins soon.")

    def cut_off(_: Outgoing, __: int) -> None:
        raise Unsent("ConnectionResetError", applied=True)

    house.letterbox.remembers_nonces = False
    house.letterbox.before, house.letterbox.after = [cut_off], [lost_answer]
    house.courier.renders["reminder"] = the_same
    await house.plan(house.reminder("one"), house.reminder("other"))
    await house.settled()
    for _ in range(3):
        await house.pass_time(10)
    rows = await house.rows()
    assert {row.state for row in rows.values()} == {"sent"}
    assert len({row.message_id for row in rows.values()}) == len(house.letterbox.said) == 2


@pytest.mark.long
async def test_after_a_crash_the_first_are_sent_before_all_are_looked_for(
    house: House, opened: Opened
) -> None:
    # Nobody else claims what is planned here.
    await house.close()
    async with house.db.write() as tx:
        await deliveries.plan(tx, [house.reminder(f"reminder {n}", channel_id=n + 1) for n in range(60)])
    assert len(await deliveries.claim_due(house.db, house.now, 1, 100)) == 60
    house.clock.advance(300)
    box, before = Letterbox(), list[int]()
    send = box.send

    async def noted(outgoing: Outgoing, nonce: int) -> Sent:
        before.append(len(box.looked))
        return await send(outgoing, nonce)

    box.send = noted
    late = await opened(letterbox=box, clock=house.clock, places=Places(seconds=0))
    await late.settled()
    assert len(box.posted) == len(box.looked) == 60
    assert before[0] <= courier_rounds.MOST_DOUBTS


async def test_what_got_nowhere_is_tried_again_with_the_same_nonce(house: House) -> None:
    house.letterbox.before = [unreachable] * 3
    await house.plan(house.reminder())
    await house.settled()
    for pause in (2, 4, 8):
        await house.pass_time(pause)
    assert house.letterbox.said == ["reminder 1"]
    assert len(house.letterbox.tries) == 4
    assert len(set(house.letterbox.tries)) == 1
    # Nothing had got through, so there was nothing to look for.
    assert house.letterbox.looked == []


async def test_a_rate_limit_is_waited_for(house: House) -> None:
    def limited(_: Outgoing, __: int) -> None:
        raise Unsent("discord 429", applied=False, after=50.0)

    house.letterbox.before = [limited]
    await house.plan(house.reminder())
    await house.settled()
    await house.pass_time(48)
    assert house.letterbox.said == []
    await house.pass_time(3)
    assert house.letterbox.said == ["reminder 1"]


@pytest.mark.long
async def test_in_an_outage_of_hours_everything_waits_and_then_arrives_once(opened: Opened) -> None:
    house = await opened(places=Places(seconds=0))
    house.letterbox.before = [unreachable, lost_answer] * 100
    await house.plan(*(house.reminder(f"reminder {n}", channel_id=n + 1) for n in range(5)))
    await house.settled()
    for _ in range(20):
        await house.pass_time(60)
    assert (house.letterbox.said, house.failures) == ([], [])
    house.letterbox.before = []
    await house.pass_time(61)
    assert sorted(filter(None, house.letterbox.said)) == [f"reminder {n}" for n in range(5)]


async def test_a_send_that_hangs_holds_up_nobody_and_is_looked_for(opened: Opened) -> None:
    house = await opened(patience=Patience(send=0.05))
    house.letterbox.hanging = {CHANNEL}
    await house.plan(house.reminder("hangs"), house.reminder("passes", channel_id=OTHER_CHANNEL))
    await house.settled()
    assert house.letterbox.said == ["passes"]
    house.letterbox.hanging = set()
    await house.pass_time(2)
    assert house.letterbox.said == ["passes", "hangs"]
    assert len(house.letterbox.looked) == 1


async def test_a_render_that_hangs_holds_up_nobody(opened: Opened) -> None:
    house = await opened(patience=Patience(render=0.05))
    render = house.courier.renders["reminder"]

    async def slow(delivery: Delivery, late: int) -> Outgoing | Nothing | Later:
        if delivery.key == "hangs":
            await asyncio.Event().wait()
        return await render(delivery, late)

    house.courier.renders["reminder"] = slow
    await house.plan(house.reminder("hangs"), house.reminder("passes"))
    await house.settled()
    assert house.letterbox.said == ["passes"]
    assert (await house.rows())["hangs"].doubt_since is None


@pytest.mark.long
async def test_one_poison_row_in_a_hundred_stalls_nobody_and_is_told(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    render = house.courier.renders["reminder"]

    async def poisoned(delivery: Delivery, late: int) -> Outgoing | Nothing | Later:
        if delivery.key == "reminder 50":
            raise KeyError("poison")
        return await render(delivery, late)

    house.courier.renders["reminder"] = poisoned
    await house.plan(*(house.reminder(f"reminder {n}", channel_id=n + 1) for n in range(100)))
    await house.settled()
    assert len(set(house.letterbox.said)) == len(house.letterbox.said) == 99
    for _ in range(5):
        await house.pass_time(61)
    assert [(f.delivery.key, f.reason, f.outcome) for f in house.failures] == [
        ("reminder 50", "broken", "failed")
    ]
    assert (await house.states())["reminder 50"] == "failed"
    assert "poison" in caplog.text


# --- when it cannot be


async def test_a_refused_message_goes_to_the_fallback_channel_and_somebody_is_told(house: House) -> None:
    async def fallback(_: Delivery) -> int:
        return FALLBACK

    house.courier.fallback = fallback
    house.letterbox.refusing = {CHANNEL: DELETED}
    await house.plan(house.reminder(series="session 5"))
    await house.settled()
    assert [posted.place for posted in house.letterbox.posted] == [FALLBACK]
    assert [(f.reason, f.outcome) for f in house.failures] == [("discord 10003", "elsewhere")]
    (row,) = (await house.rows()).values()
    assert (row.state, row.channel_id) == ("sent", FALLBACK)


async def test_a_series_that_is_refused_waits_until_it_is_mended(house: House) -> None:
    house.letterbox.refusing = {CHANNEL: FORBIDDEN}
    await house.plan(
        house.reminder(series="session 5", expires_at=house.now + 7200),
        house.reminder("reminder 2", 600, series="session 5", expires_at=house.now + 1200),
        house.reminder("other"),
    )
    await house.settled()
    await house.pass_time(1800)
    told = sorted((f.delivery.key, f.reason, f.outcome) for f in house.failures)
    assert told == [("other", "discord 50013", "failed"), ("reminder 1", "discord 50013", "held")]
    assert (await house.states())["reminder 1"] == "waiting"
    house.letterbox.refusing = {}
    async with house.db.write() as tx:
        await deliveries.resume(tx, "session 5")
    await house.settled()
    # What is still worth it comes late; what expired while nobody could read it does not.
    assert house.letterbox.said == ["reminder 1"]
    assert (await house.states())["reminder 2"] == "skipped"


async def test_both_channels_refusing_is_told_with_the_first_reason(house: House) -> None:
    async def fallback(_: Delivery) -> int:
        return FALLBACK

    house.courier.fallback = fallback
    house.letterbox.refusing = {CHANNEL: FORBIDDEN, FALLBACK: DELETED}
    await house.plan(house.reminder())
    await house.settled()
    assert [(f.reason, f.outcome) for f in house.failures] == [("discord 50013", "failed")]


async def test_what_is_for_one_person_never_falls_back_to_a_channel(house: House) -> None:
    async def fallback(_: Delivery) -> int:
        return FALLBACK

    house.courier.fallback = fallback
    house.letterbox.refusing = {AOI: DM_CLOSED}
    await house.plan(house.reminder(person_id=AOI))
    await house.settled()
    assert house.letterbox.said == []
    assert [(f.reason, f.outcome) for f in house.failures] == [("discord 50007", "failed")]


async def test_a_malformed_message_fails_alone_and_pauses_no_series(house: House) -> None:
    house.letterbox.refusing = {CHANNEL: MALFORMED}
    await house.plan(house.reminder(series="session 5"))
    await house.settled()
    assert [(f.reason, f.outcome) for f in house.failures] == [("discord 50035", "failed")]
    assert await deliveries.held(house.db, GUILD) == ()


async def test_what_a_report_plans_is_planned_with_the_failure(house: House) -> None:
    async def report(tx: Any, failure: Failure) -> None:
        alert = house.reminder(f"alert {failure.delivery.id}", channel_id=OTHER_CHANNEL)
        await deliveries.plan(tx, [alert])

    house.courier.on_failure = report
    house.letterbox.refusing = {CHANNEL: DELETED}
    await house.plan(house.reminder())
    await house.settled()
    (said,) = house.letterbox.said
    assert said is not None
    assert said.startswith("alert ")


async def test_a_report_that_breaks_still_lets_the_failure_settle(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async def report(_: Any, __: Failure) -> None:
        raise KeyError("report")

    house.courier.on_failure = report
    house.letterbox.refusing = {CHANNEL: DELETED}
    await house.plan(house.reminder())
    await house.settled()
    assert await house.states() == {"reminder 1": "failed"}
    assert "nobody could be told" in caplog.text


# --- crashes


async def killed_at(house: House, moment: str) -> None:
    """Plan a reminder and crash while it is received, once it is applied, or before it is settled."""
    reached = asyncio.Event()
    if moment == "received":
        house.letterbox.hanging = {CHANNEL}
        arrived = lambda: bool(house.letterbox.tries)  # noqa: E731 - one line says it
    elif moment == "applied":
        send = house.letterbox.send

        async def applied(outgoing: Outgoing, nonce: int) -> Any:
            await send(outgoing, nonce)
            reached.set()
            await asyncio.Event().wait()

        house.letterbox.send = applied
        arrived = reached.is_set
    else:

        async def never(*_: Any) -> None:
            reached.set()
            await asyncio.Event().wait()

        house.courier._settle = never
        arrived = reached.is_set
    await house.plan(house.reminder())
    await house.until(arrived)
    await house.crash()
    house.letterbox.hanging = set()
    house.letterbox.__dict__.pop("send", None)


@pytest.mark.long
@pytest.mark.parametrize("moment", ["received", "applied", "answered"])
@pytest.mark.parametrize("downtime", [3, 7200])
async def test_a_crash_at_any_moment_sends_it_once(
    house: House, opened: Opened, moment: str, downtime: int
) -> None:
    await killed_at(house, moment)
    house.clock.advance(downtime)
    after = await again(opened, house)
    await after.settled()
    await after.pass_time(150)
    assert after.letterbox.said == ["reminder 1"]
    (row,) = (await after.rows()).values()
    assert (row.state, row.message_id) == ("sent", 5000)
    assert after.failures == []


@pytest.mark.long
async def test_without_nonces_in_the_history_a_message_is_known_by_its_words(
    house: House, opened: Opened
) -> None:
    house.letterbox.remembers_nonces = False
    await killed_at(house, "applied")
    after = await again(opened, house)
    await after.pass_time(150)
    assert after.letterbox.said == ["reminder 1"]


@pytest.mark.long
async def test_two_messages_of_the_same_words_are_not_taken_for_one(house: House, opened: Opened) -> None:
    house.letterbox.remembers_nonces = False

    async def same(delivery: Delivery, _: int) -> Outgoing:
        return Outgoing(channel_id=delivery.channel_id, content="Good morning.")

    house.courier.renders["reminder"] = same
    # The first arrives and is settled; the second arrives and its answer is lost; the third does not arrive.
    house.letterbox.after = [fine, lost_answer]
    await house.plan(house.reminder())
    await house.settled()
    await house.plan(house.reminder("reminder 2"))
    await house.settled()

    def lost(_: Outgoing, __: int) -> None:
        raise Unsent("ConnectionResetError", applied=True)

    house.letterbox.before = [lost]
    await house.plan(house.reminder("reminder 3"))
    await house.pass_time(5)
    await house.pass_time(5)
    assert house.letterbox.said == ["Good morning."] * 3
    assert len({row.message_id for row in (await house.rows()).values()}) == 3


@pytest.mark.long
async def test_soon_after_a_try_an_unreadable_channel_is_left_to_discords_nonce(house: House) -> None:
    def lost(_: Outgoing, __: int) -> None:
        raise Unsent("ConnectionResetError", applied=True)

    house.letterbox.unreadable = {CHANNEL}
    house.letterbox.before = [lost]
    await house.plan(house.reminder())
    await house.settled()
    await house.pass_time(2)
    assert house.letterbox.said == ["reminder 1"]
    assert (len(house.letterbox.tries), len(set(house.letterbox.tries))) == (2, 1)


@pytest.mark.long
async def test_long_after_a_crash_an_unreadable_channel_counts_as_sent_and_is_told(
    house: House, opened: Opened
) -> None:
    house.letterbox.unreadable = {CHANNEL}
    await killed_at(house, "applied")
    house.clock.advance(300)
    after = await again(opened, house)
    await after.settled()
    assert after.letterbox.said == ["reminder 1"]
    assert [failure.outcome for failure in after.failures] == ["unseen"]
    assert await after.states() == {"reminder 1": "sent"}


@pytest.mark.long
async def test_a_crash_after_the_fallback_took_it_sends_it_once(house: House, opened: Opened) -> None:
    async def fallback(_: Delivery) -> int:
        return FALLBACK

    house.letterbox.refusing = {CHANNEL: DELETED}
    house.courier.fallback = fallback
    await killed_at(house, "answered")
    after = await again(opened, house)
    after.courier.fallback = fallback
    await after.pass_time(150)
    assert [posted.place for posted in after.letterbox.posted] == [FALLBACK]
    assert await after.states() == {"reminder 1": "sent"}


@pytest.mark.long
async def test_a_settling_that_fails_is_tried_again_without_sending_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle, faults = courier_rounds.settle, [DatabaseFault("gone")] * 2

    async def failing(*arguments: Any) -> Any:
        if faults:
            raise faults.pop()
        return await settle(*arguments)

    monkeypatch.setattr(courier_rounds, "settle", failing)
    monkeypatch.setattr(courier_rounds, "SETTLING_PAUSES", (0.0,) * 4)
    await house.plan(house.reminder())
    await house.settled()
    assert (house.letterbox.said, faults) == (["reminder 1"], [])
    assert await house.states() == {"reminder 1": "sent"}


@pytest.mark.long
async def test_a_settling_that_never_works_is_taken_up_again_and_found(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settle = courier_rounds.settle

    async def failing(*_: Any) -> Any:
        raise DatabaseFault("gone")

    monkeypatch.setattr(courier_rounds, "settle", failing)
    monkeypatch.setattr(courier_rounds, "SETTLING_PAUSES", ())
    await house.plan(house.reminder())
    await house.settled()
    assert await house.states() == {"reminder 1": "claimed"}
    monkeypatch.setattr(courier_rounds, "settle", settle)
    await house.pass_time(31)
    assert house.letterbox.said == ["reminder 1"]
    assert await house.states() == {"reminder 1": "sent"}


# --- stopping


@pytest.mark.long
async def test_a_stop_gives_back_what_has_not_begun_and_waits_for_what_has(
    house: House, opened: Opened
) -> None:
    gate, sending, send = asyncio.Event(), asyncio.Event(), house.letterbox.send
    render = house.courier.renders["reminder"]

    async def gated(outgoing: Outgoing, nonce: int) -> Any:
        sending.set()
        await gate.wait()
        return await send(outgoing, nonce)

    async def stuck(delivery: Delivery, late: int) -> Outgoing | Nothing | Later:
        if delivery.key == "not begun":
            await asyncio.Event().wait()
        return await render(delivery, late)

    house.letterbox.send = gated
    house.courier.renders["reminder"] = stuck
    await house.plan(house.reminder("begun"), house.reminder("not begun"))
    await house.until(lambda: sending.is_set() and len(house.courier._in_hand) == 2)
    closing = asyncio.create_task(house.close())
    await house.until(lambda: len(house.courier._in_hand) == 1)
    gate.set()
    await closing
    assert house.letterbox.said == ["begun"]
    assert await house.states() == {"begun": "sent", "not begun": "waiting"}
    assert (await house.rows())["not begun"].attempts == 0
    after = await again(opened, house)
    await after.settled()
    assert after.letterbox.said == ["begun", "not begun"]
    assert after.letterbox.looked == []


async def test_what_somebody_else_cancelled_before_it_began_is_given_back_too(
    house: House, opened: Opened
) -> None:
    gate = asyncio.Event()

    async def stuck(_: Delivery, __: int) -> Outgoing | Nothing | Later:
        gate.set()
        await asyncio.Event().wait()
        raise AssertionError

    house.courier.renders["reminder"] = stuck
    await house.plan(house.reminder())
    await gate.wait()
    for _, task in list(house.courier._in_hand.values()):
        task.cancel()
    await house.close()
    assert (await house.rows())["reminder 1"].state == "waiting"
    after = await again(opened, house)
    await after.settled()
    assert (after.letterbox.said, after.letterbox.looked) == (["reminder 1"], [])


@pytest.mark.long
async def test_what_hangs_at_a_stop_is_looked_for_by_the_next(house: House, opened: Opened) -> None:
    house.letterbox.hanging = {CHANNEL}
    await house.plan(house.reminder())
    await house.until(lambda: bool(house.letterbox.tries))
    await house.close()
    assert await house.states() == {"reminder 1": "claimed"}
    house.letterbox.hanging = set()
    after = await again(opened, house)
    await after.pass_time(150)
    assert (after.letterbox.said, len(after.letterbox.looked)) == (["reminder 1"], 1)


async def test_a_claim_that_has_grown_old_is_not_sent_on(opened: Opened) -> None:
    house = await opened(patience=Patience(lease=0.0, send=1.0))
    await house.plan(house.reminder())
    await house.settled()
    assert (house.letterbox.tries, await house.states()) == ([], {"reminder 1": "waiting"})


# --- many


@pytest.mark.long
async def test_a_server_with_many_due_does_not_keep_another_waiting(house: House) -> None:
    await house.close()
    many = [house.reminder(f"many {n}", -60, channel_id=n + 1) for n in range(300)]
    alone = house.reminder("alone", guild_id=OTHER_GUILD, channel_id=OTHER_CHANNEL)
    busy = House(house.db, clock=house.clock)
    await busy.plan(*many, alone)
    claimed = await deliveries.claim_due(busy.db, busy.now, busy.courier.run, 50)
    assert "alone" in [delivery.key for delivery in claimed[:2]]
    await deliveries.release(busy.db, busy.courier.run, [delivery.id for delivery in claimed])
    await busy.open()
    # Those of one claim are under way at once: which of them goes first is not promised.
    await busy.until(lambda: len(busy.letterbox.posted) >= 50)
    assert "alone" in busy.letterbox.said
    await busy.settled()
    assert sorted(busy.letterbox.said, key=str) == sorted([*(f"many {n}" for n in range(300)), "alone"])
    await busy.close()


async def test_one_channel_gets_no_more_than_its_share_at_a_time(opened: Opened) -> None:
    house = await opened(places=Places(seconds=0.3))
    await house.plan(*(house.reminder(f"reminder {n}") for n in range(7)), house.reminder("x", channel_id=9))
    await house.until(lambda: len(house.letterbox.posted) == 6)
    await house.courier.settled()
    assert len(house.letterbox.posted) == 6
    await house.settled()
    assert sorted(filter(None, house.letterbox.said)) == [*(f"reminder {n}" for n in range(7)), "x"]


async def test_what_has_expired_takes_no_share_of_its_channel(opened: Opened) -> None:
    house = await opened(places=Places(seconds=60))
    old = [house.reminder(f"old {n}", -7200, expires_at=house.now - 3600) for n in range(12)]
    await house.plan(*old, house.reminder("new"))
    await house.settled()
    assert house.letterbox.said == ["new"]
    assert sorted((await house.states()).values()) == ["sent", *["skipped"] * 12]


@pytest.mark.long
@pytest.mark.postgres
async def test_two_couriers_on_one_postgresql_send_each_once(postgresql: PostgreSQL) -> None:
    async with postgresql.fresh() as url:
        letterbox, clock = Letterbox(), SetClock()
        both = [await open_database(url) for _ in range(2)]
        houses = [await House(db, letterbox, clock).open() for db in both]
        keys = sorted(f"reminder {n}" for n in range(300))
        await houses[0].plan(*(houses[0].reminder(key, 60, channel_id=i + 1) for i, key in enumerate(keys)))
        clock.advance(60)
        for house in [*houses, *houses]:
            await house.settled()
        assert sorted(filter(None, letterbox.said)) == keys
        assert letterbox.looked == []
        for house, db in zip(houses, both, strict=True):
            assert await house.states() == dict.fromkeys(keys, "sent")
            await house.close()
            await db.close()


@pytest.mark.long
@pytest.mark.postgres
async def test_the_other_process_takes_over_what_a_crashed_one_had_claimed(postgresql: PostgreSQL) -> None:
    async with postgresql.fresh() as url:
        letterbox, clock = Letterbox(), SetClock()
        both = [await open_database(url) for _ in range(2)]
        first = await House(both[0], letterbox, clock).open()
        await killed_at(first, "applied")
        second = await House(both[1], letterbox, clock).open()
        await second.pass_time(100)
        assert await second.states() == {"reminder 1": "claimed"}
        await second.pass_time(31)
        assert letterbox.said == ["reminder 1"]
        assert await second.states() == {"reminder 1": "sent"}
        await second.close()
        for db in both:
            await db.close()


# --- upkeep


def duty_of(house: House, *, every: int | None = DAY, fails: int = 0) -> list[int]:
    """Register upkeep that notes when it was done."""
    done: list[int] = []
    left = [fails]

    async def act(_: Delivery) -> None:
        if left[0]:
            left[0] -= 1
            raise KeyError("duty")
        done.append(house.now)

    house.courier.duties["upkeep"] = Duty(act, every=every)
    return done


async def test_upkeep_comes_again_every_day_and_after_a_week_of_downtime_once(
    database: Database, opened: Opened
) -> None:
    house = House(database)
    done = duty_of(house)
    await house.open()
    for _ in range(3):
        await house.pass_time(DAY)
    assert len(done) == 3
    await house.close()
    house.clock.advance(7 * DAY)
    after = House(database, clock=house.clock)
    done = duty_of(after)
    await after.open()
    await after.settled()
    assert len(done) == 1
    await after.pass_time(DAY)
    assert len(done) == 2
    await after.close()


async def test_upkeep_that_fails_for_good_still_comes_again(database: Database) -> None:
    house = House(database)
    done = duty_of(house, fails=5)
    await house.open()
    await house.pass_time(DAY)
    for _ in range(5):
        await house.pass_time(61)
    assert done == []
    assert [failure.outcome for failure in house.failures] == ["failed"]
    await house.pass_time(DAY)
    assert len(done) == 1
    await house.close()


async def test_upkeep_asked_for_once_is_done_once(house: House) -> None:
    done = duty_of(house, every=None)
    await house.plan(Delivery("upkeep now", "upkeep", house.now))
    await house.settled()
    await house.pass_time(3 * DAY)
    assert len(done) == 1


async def test_what_was_settled_long_ago_is_purged_by_itself(house: House) -> None:
    await house.plan(house.reminder())
    await house.settled()
    await house.pass_time(29 * DAY)
    assert len(await house.rows()) == 1
    await house.pass_time(2 * DAY)
    assert await house.rows() == {}


# --- the watchdog


def test_a_clock_that_is_moved_makes_nobody_late() -> None:
    clock = SetClock()
    watch = Watch(clock)
    due = int(clock.now()) + 60
    clock.advance(3600)
    watch.look()
    assert watch.late(due) < 100
    # What was due before the clock was moved had been late already.
    assert watch.late(due - 120) > 3_600_000
    # What is on its way while it is moved once more is no later by that.
    clock.advance(7200)
    assert watch.late(due) < 200


async def test_the_log_warns_once_when_deliveries_are_late(
    house: House, opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    await house.plan(*(house.reminder(f"reminder {n}", -60, channel_id=n + 1) for n in range(25)))
    await house.settled()
    for _ in range(3):
        await house.pass_time(31)
    warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert [record.message for record in warnings] == ["deliveries are late"]
    assert warnings[0].__dict__["p99_ms"] >= 60_000


# --- pace


async def test_turns_come_at_the_rate_in_order_and_after_whoever_goes_first() -> None:
    limiter, loop = Limiter(rate=200, burst=4), asyncio.get_running_loop()
    order: list[int] = []

    async def take(number: int) -> None:
        await limiter.turn()
        order.append(number)

    began = loop.time()
    await asyncio.gather(*(take(n) for n in range(24)))
    took = loop.time() - began
    assert order == list(range(24))
    assert took >= 20 / 200
    for _ in range(20):
        limiter.first()
    began = loop.time()
    await limiter.turn()
    assert loop.time() - began >= 16 / 200


async def test_a_request_that_waited_for_its_turn_is_counted_once() -> None:
    limiter, loop = Limiter(rate=10, burst=1), asyncio.get_running_loop()
    began = loop.time()
    for _ in range(3):
        await limiter.turn()
        limiter.counted()
    assert loop.time() - began < 0.38
    limiter.counted()
    began = loop.time()
    await limiter.turn()
    assert loop.time() - began >= 0.15


async def test_a_message_goes_to_one_place() -> None:
    with pytest.raises(ValueError, match="a channel or to a person"):
        Outgoing(content="nowhere")
    with pytest.raises(ValueError, match="a channel or to a person"):
        Outgoing(channel_id=1, person_id=2)
