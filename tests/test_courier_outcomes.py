"""What follows when a message stands, duties that are planned for once, and being told how it went."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.courier import Duty, Outgoing, outcomes
from bot.courier.letters import Refused, Unsent
from bot.db import Database, keep_note, note
from bot.features import deliveries
from bot.features.deliveries import Delivery
from tests.letterbox import FORBIDDEN, lost_answer, unreachable
from tests.rounds import CHANNEL, FALLBACK, GUILD, House

HOUR = 3600


@pytest.fixture
async def house(database: Database) -> AsyncIterator[House]:
    house = await House(database).open()
    house.courier.stands["reminder"] = lambda tx, told, at: keep_note(tx, told.key, str(at))
    yield house
    await house.close()


async def noted(house: House, name: str = "reminder 1") -> str | None:
    async with house.db.read() as tx:
        return await note(tx, name)


# --- what stands


async def test_what_follows_is_on_disk_with_the_message_and_not_before(house: House) -> None:
    house.letterbox.before = [unreachable]
    await house.plan(house.reminder())
    await house.settled()
    assert await noted(house) is None
    await house.pass_time(60)
    assert house.letterbox.said == ["reminder 1"]
    assert await noted(house) is not None


async def test_what_was_found_again_stands_too(house: House) -> None:
    house.letterbox.after = [lost_answer]
    await house.plan(house.reminder())
    await house.settled()
    assert await noted(house) is None, "nobody knows yet that it stands"
    await house.pass_time(60)
    assert house.letterbox.said == ["reminder 1"]
    assert await noted(house) is not None


@pytest.mark.parametrize("fails", [1, 99])
async def test_when_what_follows_cannot_be_written_down_nothing_is_settled(house: House, fails: int) -> None:
    tries = 0

    async def follow(tx: Any, told: Delivery, at: int) -> None:
        nonlocal tries
        tries += 1
        if tries <= fails:
            raise ConnectionError
        await keep_note(tx, told.key, str(at))

    house.courier.stands["reminder"] = follow
    await house.plan(house.reminder())
    await house.until(lambda: tries > min(fails, 1), pause=0.05)
    await house.until(lambda: bool(house.letterbox.said))
    if fails == 1:
        await house.settled()
        assert await noted(house) is not None
    else:
        assert await house.states() == {"reminder 1": "claimed"}
        assert await noted(house) is None


async def test_what_is_refused_has_nothing_following_and_goes_nowhere_else(house: House) -> None:
    async def render(delivery: Delivery, _: int) -> Outgoing:
        return Outgoing(channel_id=delivery.channel_id, content="for all", only_here=True)

    async def fallback(_: Delivery) -> int:
        return FALLBACK

    house.courier.renders["reminder"] = render
    house.courier.fallback = fallback
    house.letterbox.refusing = {CHANNEL: FORBIDDEN}
    await house.plan(house.reminder())
    await house.settled()
    assert house.letterbox.said == []
    assert [failure.outcome for failure in house.failures] == ["failed"]
    assert await noted(house) is None


# --- planned again under one key


async def test_what_has_ended_can_be_planned_again_and_what_is_on_its_way_cannot(house: House) -> None:
    async def again(seconds: int = 0) -> bool:
        async with house.db.write() as tx:
            return await deliveries.plan_again(tx, house.reminder(seconds=seconds))

    assert await again(HOUR)
    assert not await again()
    await house.pass_time(HOUR)
    house.letterbox.refusing = {CHANNEL: FORBIDDEN}
    assert await again()
    await house.settled()
    house.letterbox.refusing = {}
    assert await again()
    await house.settled()
    assert house.letterbox.said == ["reminder 1", "reminder 1"]


# --- duties for once


def duty(house: House, **more: Any) -> Delivery:
    place = {"guild_id": GUILD, "channel_id": CHANNEL, "series": "edits 1"}
    return Delivery(key="edit 1", kind="edit", due_at=house.now, **place | more)


async def test_a_duty_that_is_refused_waits_with_its_series_until_that_is_mended(house: House) -> None:
    done: list[str] = []
    refusing = True

    async def edit(planned: Delivery) -> None:
        if refusing:
            raise Refused("discord 50001", elsewhere=True)
        done.append(planned.key)

    house.courier.duties["edit"] = Duty(edit)
    await house.plan(duty(house))
    await house.settled()
    await house.pass_time(HOUR)
    assert [(f.reason, f.outcome) for f in house.failures] == [("discord 50001", "held")]

    refusing = False
    async with house.db.write() as tx:
        await deliveries.resume(tx, "edits 1")
    await house.settled()
    assert done == ["edit 1"]
    await house.pass_time(HOUR)
    assert done == ["edit 1"]


async def test_a_duty_is_done_again_when_discord_failed_and_not_once_its_time_is_over(house: House) -> None:
    tries = 0

    async def edit(_: Delivery) -> None:
        nonlocal tries
        tries += 1
        raise Unsent("http 503", applied=True)

    house.courier.duties["edit"] = Duty(edit)
    await house.plan(duty(house, expires_at=house.now + 300))
    for _ in range(3):
        await house.pass_time(60)
    assert tries > 1
    before = tries
    await house.pass_time(300)
    await house.pass_time(HOUR)
    assert tries == before
    assert house.failures == []


# --- being told


async def test_how_it_went_is_known_as_soon_as_all_were_tried(house: House) -> None:
    house.letterbox.before = [unreachable]
    planned = [house.reminder("reminder 1"), house.reminder("reminder 2")]
    asked = asyncio.create_task(outcomes(house.db, [one.id for one in planned], 20))
    await house.plan(*planned)
    went = await asked
    assert sorted(went.values()) == ["sent", "waiting"]


async def test_of_what_is_not_tried_in_time_nothing_is_known(house: House) -> None:
    later = house.reminder(seconds=HOUR)
    now = house.reminder("reminder 2")
    await house.plan(later, now)
    await house.settled()
    assert await outcomes(house.db, [later.id, now.id], 0.05) == {now.id: "sent"}
    assert await outcomes(house.db, [], 5) == {}
