"""Deliveries in the database: planned once, claimed by one, fair to all, never lost."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.db import Database, open_database
from bot.features import deliveries
from bot.features.deliveries import (
    Delivery,
    Hold,
    Skip,
    cancel,
    cancel_series,
    claim_due,
    claim_unsettled,
    export,
    failures,
    fate,
    follows_a_doubtful,
    forget,
    forget_server,
    held,
    hold,
    lateness,
    move,
    next_due,
    plan,
    purge,
    release,
    resume,
    settle_failed,
    settle_retry,
    settle_sent,
    settle_skipped,
    still_claimed,
)
from bot.features.deliveries.tables import deliveries as table
from tests.postgresql import PostgreSQL

GUILD, OTHER_GUILD, CHANNEL, OTHER_CHANNEL = (10**17 + n for n in range(4))
AOI, KEN = (10**18 + n for n in range(2))
NOON = 1_750_000_000
DAY = 86_400
RUN, OTHER_RUN = 1, 2


def one(key: str = "reminder 1", due_at: int = NOON, **more: Any) -> Delivery:
    known: dict[str, Any] = {"kind": "reminder", "guild_id": GUILD, "channel_id": CHANNEL} | more
    return Delivery(key=key, due_at=due_at, **known)


async def planned(db: Database, *which: Delivery) -> int:
    async with db.write() as tx:
        return await plan(tx, which)


async def claimed(db: Database, now: int = NOON, run: int = RUN, limit: int = 100) -> list[Delivery]:
    return await claim_due(db, now, run, limit)


async def keys(db: Database, now: int = NOON, limit: int = 100) -> list[str]:
    return [delivery.key for delivery in await claimed(db, now, limit=limit)]


async def sent(db: Database, delivery: Delivery, now: int = NOON, late_ms: int = 0, message: int = 7) -> None:
    async with db.write() as tx:
        await settle_sent(tx, delivery.id, now, late_ms=late_ms, channel_id=CHANNEL, message_id=message)


async def rows(db: Database) -> list[Any]:
    async with db.read() as tx:
        return list(await tx.execute(select(table).order_by(table.c.due_at, table.c.key)))


async def states(db: Database) -> dict[str, str]:
    return {row.key: row.state for row in await rows(db)}


# --- planning


async def test_planning_twice_plans_once(database: Database) -> None:
    assert await planned(database, one(), one("reminder 2")) == 2
    assert await planned(database, one(due_at=NOON + 60), one("reminder 3")) == 1
    assert [row.due_at for row in await rows(database)] == [NOON, NOON, NOON]


async def test_a_thousand_planned_at_once_by_eight_are_each_planned_once(database: Database) -> None:
    batch = [f"reminder {n}" for n in range(1000)]
    new = await asyncio.gather(*(planned(database, *map(one, batch)) for _ in range(8)))
    assert sorted(new) == [0] * 7 + [1000]
    assert len(await rows(database)) == 1000


async def test_what_is_claimed_is_what_was_planned(database: Database) -> None:
    first = one(
        series="session 5",
        person_id=AOI,
        subject={"session": 2**62, "part": "start"},
        expires_at=NOON + 900,
        late_after=30,
    )
    await planned(database, first)
    (read,) = await claimed(database)
    assert read == Delivery(**vars(first) | {"attempts": 1})


async def test_planning_is_news_once_it_is_committed_and_only_then(database: Database) -> None:
    heard: list[int | None] = []
    unlisten = database.listen(deliveries.NEWS, lambda: heard.append(None))

    async def fail() -> None:
        async with database.write() as tx:
            await plan(tx, [one()])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.write() as tx:
        await tx.execute(select(table))
    assert heard == []
    async with database.write() as tx:
        await plan(tx, [one()])
        assert heard == []
    assert heard == [None]
    unlisten()
    await planned(database, one("reminder 2"))
    assert heard == [None]


async def test_the_next_due_is_the_earliest_that_waits(database: Database) -> None:
    assert await next_due(database) is None
    await planned(database, one(due_at=NOON + 60), one("reminder 2", NOON + 30), one("reminder 3", NOON + 90))
    assert await next_due(database) == NOON + 30
    await claimed(database, NOON + 30)
    assert await next_due(database) == NOON + 60


# --- moving and cancelling


async def moved(db: Database, due_at: int, key: str = "reminder 1", expires_at: int | None = None) -> bool:
    async with db.write() as tx:
        return await move(tx, key, NOON, due_at=due_at, expires_at=expires_at)


async def test_a_move_before_its_time_changes_the_time(database: Database) -> None:
    await planned(database, one(expires_at=NOON + 10))
    assert await moved(database, NOON + 60, expires_at=NOON + 99)
    assert await claimed(database) == []
    (delivery,) = await claimed(database, NOON + 60)
    assert (delivery.due_at, delivery.expires_at) == (NOON + 60, NOON + 99)


async def test_moving_what_is_not_planned_says_so(database: Database) -> None:
    assert not await moved(database, NOON)


async def test_moved_after_it_was_sent_it_is_sent_again_under_a_new_number(database: Database) -> None:
    await planned(database, one())
    (first,) = await claimed(database)
    await sent(database, first)
    assert await moved(database, NOON + 600)
    assert await claimed(database) == []
    (second,) = await claimed(database, NOON + 600)
    assert (second.key, second.attempts, second.doubt_since) == ("reminder 1", 1, None)
    assert second.id != first.id
    assert sorted((await states(database)).values()) == ["claimed", "sent"]


async def test_a_move_to_the_same_time_sends_nothing_again(database: Database) -> None:
    await planned(database, one())
    (first,) = await claimed(database)
    await sent(database, first)
    assert await moved(database, NOON)
    assert await claimed(database, NOON + DAY) == []


async def test_a_claim_that_is_moved_is_no_longer_to_be_sent(database: Database) -> None:
    await planned(database, one())
    (first,) = await claimed(database)
    assert await still_claimed(database, first, RUN)
    await moved(database, NOON + 600)
    assert not await still_claimed(database, first, RUN)
    (second,) = await claimed(database, NOON + 600)
    assert second.id != first.id


async def test_what_may_have_been_sent_is_moved_under_a_new_number(database: Database) -> None:
    await planned(database, one())
    (first,) = await claimed(database)
    async with database.write() as tx:
        await settle_retry(tx, first.id, RUN, try_at=NOON + 5, reason="timeout", doubt_since=NOON)
    await moved(database, NOON + 600)
    # The old one is looked for, and no longer worth sending; until then the new one's doubts must wait.
    (looked_for,) = await claimed(database, NOON + 5)
    assert (looked_for.id, looked_for.doubt_since) == (first.id, NOON)
    assert isinstance(fate(looked_for, NOON + 5), Skip)
    (second,) = await claimed(database, NOON + 600)
    assert (second.id != first.id, second.doubt_since) == (True, None)
    assert await follows_a_doubtful(database, second)
    await sent(database, looked_for)
    assert not await follows_a_doubtful(database, second)


async def test_what_is_cancelled_is_not_sent_and_may_be_planned_again(database: Database) -> None:
    await planned(database, one(), one("reminder 2"))
    async with database.write() as tx:
        assert await cancel(tx, ["reminder 1", "unknown"], NOON) == 1
        assert await cancel(tx, ["reminder 1"], NOON) == 0
    assert await keys(database) == ["reminder 2"]
    assert await planned(database, one()) == 1
    assert await keys(database) == ["reminder 1"]


async def test_a_claim_that_is_cancelled_is_no_longer_to_be_sent(database: Database) -> None:
    await planned(database, one())
    (delivery,) = await claimed(database)
    async with database.write() as tx:
        assert await cancel(tx, ["reminder 1"], NOON) == 1
    assert not await still_claimed(database, delivery, RUN)
    # It went out at that very moment: what is true is written down.
    await sent(database, delivery)
    assert [row.state for row in await rows(database)] == ["sent"]


async def test_a_series_is_cancelled_whole_and_its_sent_rows_stay(database: Database) -> None:
    await planned(database, *(one(f"reminder {n}", NOON + n, series="session 5") for n in range(3)), one("x"))
    first, *_ = await claimed(database, NOON, limit=1)
    await sent(database, first)
    async with database.write() as tx:
        await hold(tx, "session 5", GUILD, "discord 50013", NOON)
        assert await cancel_series(tx, "session 5", NOON) == 2
    assert await held(database, GUILD) == ()
    assert await keys(database, NOON + 60) == ["x"]


# --- pausing


async def test_a_held_series_waits_with_all_that_is_planned_for_it(database: Database) -> None:
    await planned(database, one(series="session 5"), one("other"))
    async with database.write() as tx:
        assert await hold(tx, "session 5", GUILD, "discord 50013", NOON)
        assert not await hold(tx, "session 5", GUILD, "another reason", NOON + 1)
    await planned(database, one("reminder 2", series="session 5"))
    assert await held(database, GUILD) == (Hold("session 5", GUILD, "discord 50013", NOON),)
    assert await held(database, OTHER_GUILD) == ()
    assert await keys(database) == ["other"]
    assert await next_due(database) is None
    async with database.write() as tx:
        assert await resume(tx, "session 5")
        assert not await resume(tx, "session 5")
    assert await keys(database) == ["reminder 1", "reminder 2"]


# --- claiming


async def test_only_what_is_due_is_claimed_and_by_one_only(database: Database) -> None:
    await planned(database, one(), one("reminder 2", NOON + 1))
    assert [d.key for d in await claimed(database)] == ["reminder 1"]
    assert await claimed(database, run=OTHER_RUN) == []


async def test_a_server_with_a_thousand_rows_does_not_keep_one_waiting(database: Database) -> None:
    many = [one(f"many {n}", NOON - 1000 + n, channel_id=n + 1) for n in range(1000)]
    await planned(database, *many, one("alone", guild_id=OTHER_GUILD, channel_id=OTHER_CHANNEL))
    assert "alone" in await keys(database, limit=2)


async def test_one_channel_gets_five_at_a_time_in_order(database: Database) -> None:
    await planned(database, *(one(f"reminder {n}", NOON - 10 + n) for n in range(8)))
    await planned(database, one("elsewhere", channel_id=OTHER_CHANNEL))
    assert await keys(database) == [*(f"reminder {n}" for n in range(5)), "elsewhere"]


async def test_a_full_channel_is_passed_over(database: Database) -> None:
    await planned(database, one(), one("elsewhere", channel_id=OTHER_CHANNEL))
    found = await claim_due(database, NOON, RUN, 10, leave_out=[CHANNEL])
    assert [delivery.key for delivery in found] == ["elsewhere"]


async def test_a_retry_waits_for_its_time_and_keeps_its_doubt(database: Database) -> None:
    await planned(database, one())
    (first,) = await claimed(database)
    async with database.write() as tx:
        await settle_retry(tx, first.id, RUN, try_at=NOON + 5, reason="timeout", doubt_since=NOON)
    assert (await next_due(database), await claimed(database, NOON + 4)) == (NOON + 5, [])
    (again,) = await claimed(database, NOON + 5)
    assert (again.id, again.attempts, again.due_at, again.doubt_since) == (first.id, 2, NOON, NOON)
    async with database.write() as tx:
        await settle_retry(tx, first.id, RUN, try_at=NOON + 9, reason="refused", doubt_since=None)
    (once_more,) = await claimed(database, NOON + 9)
    assert once_more.doubt_since == NOON


async def test_a_claim_is_taken_over_once_its_lease_is_over(database: Database) -> None:
    await planned(database, one())
    (first,) = await claimed(database, run=OTHER_RUN)

    async def taken(now: int, run: int = RUN, **more: Any) -> list[Delivery]:
        return await claim_unsettled(database, now, run, 10, lease=120, **more)

    assert await taken(NOON + 119) == []
    (over,) = await taken(NOON + 120)
    assert (over.id, over.attempts, over.doubt_since) == (first.id, 2, NOON)
    assert not await still_claimed(database, first, OTHER_RUN)
    # Whoever has it in hand keeps it; what it dropped, it takes up again, still in doubt since the first.
    assert await taken(NOON + 500, in_hand=[first.id]) == []
    (again,) = await taken(NOON + 121)
    assert again.doubt_since == NOON


async def test_what_was_not_begun_is_given_back_as_if_never_claimed(database: Database) -> None:
    await planned(database, one(), one("reminder 2"))
    first, second = await claimed(database)
    await sent(database, second)
    await release(database, OTHER_RUN, [first.id])
    assert await still_claimed(database, first, RUN)
    await release(database, RUN, [first.id, second.id])
    (again,) = await claimed(database)
    assert (again.id, again.attempts, again.doubt_since) == (first.id, 1, None)


async def test_a_claim_that_was_lost_settles_nothing_but_a_message_that_is_there(database: Database) -> None:
    await planned(database, one(), one("reminder 2"))
    first, second = await claimed(database)
    await claim_unsettled(database, NOON + 120, OTHER_RUN, 10, lease=120)
    async with database.write() as tx:
        await settle_skipped(tx, first.id, RUN, NOON, "gone")
        await settle_failed(tx, second.id, RUN, NOON, "broken")
    assert await states(database) == {"reminder 1": "claimed", "reminder 2": "claimed"}
    await sent(database, first)
    assert (await states(database))["reminder 1"] == "sent"
    await sent(database, first, message=8)
    assert [row.message_id for row in await rows(database)] == [7, None]


@pytest.mark.postgres
async def test_two_processes_claiming_at_once_share_without_meeting(postgresql: PostgreSQL) -> None:
    found: list[str] = []

    async def claim(db: Database, run: int) -> None:
        while await next_due(db) is not None:
            found.extend(delivery.key for delivery in await claim_due(db, NOON, run, 17))

    async with postgresql.fresh() as url:
        both = [await open_database(url) for _ in range(2)]
        await planned(both[0], *(one(f"reminder {n}", channel_id=n + 1) for n in range(400)))
        await asyncio.gather(*(claim(db, run) for run, db in enumerate([*both, *both])))
        assert sorted(found) == sorted(f"reminder {n}" for n in range(400))
        for db in both:
            await db.close()


@pytest.mark.postgres
async def test_a_row_that_somebody_is_changing_holds_up_no_claim(postgresql: PostgreSQL) -> None:
    async with postgresql.fresh() as url:
        db = await open_database(url)
        await planned(db, one(), one("reminder 2"))
        async with asyncio.timeout(10), db.write() as tx:
            await cancel(tx, ["reminder 1"], NOON)
            assert await keys(db) == ["reminder 2"]
        assert await claimed(db) == []
        await db.close()


# --- records


async def test_lateness_is_of_the_last_hundred_of_this_server(database: Database) -> None:
    assert await lateness(database, GUILD) is None
    await planned(database, *(one(f"reminder {n}", channel_id=n + 1) for n in range(120)))
    await planned(database, one("other", guild_id=OTHER_GUILD))
    for n, delivery in enumerate(await claimed(database, limit=200)):
        mine = delivery.guild_id == GUILD
        await sent(database, delivery, NOON + n, late_ms=(n if mine else 10**6))
    found = await lateness(database, GUILD)
    assert found is not None
    assert (found.count, found.worst) == (100, 120)
    assert found.p50 < found.p99 < found.worst


async def test_failures_tell_why_and_what_waits(database: Database) -> None:
    await planned(database, one(series="session 5"), one("alert", kind="alert"), one("fine"), one("later"))
    reminder, alert, fine, later = sorted(
        await claimed(database), key=lambda d: ["reminder 1", "alert", "fine", "later"].index(d.key)
    )
    await sent(database, fine)
    async with database.write() as tx:
        await settle_retry(tx, reminder.id, RUN, try_at=NOON, reason="discord 50013", doubt_since=None)
        await hold(tx, "session 5", GUILD, "discord 50013", NOON)
        await settle_failed(tx, alert.id, RUN, NOON, "discord 10003")
        await settle_retry(tx, later.id, RUN, try_at=NOON, reason="timeout", doubt_since=None)
    found = {problem.key: (problem.reason, problem.held) for problem in await failures(database, GUILD)}
    assert found == {"reminder 1": ("discord 50013", True), "alert": ("discord 10003", False)}
    assert await failures(database, OTHER_GUILD) == ()


async def test_what_is_settled_is_dropped_after_a_month_and_nothing_else(database: Database) -> None:
    await planned(database, *(one(f"old {n}", channel_id=n + 1) for n in range(2100)), one("waits"))
    async with database.write() as tx:
        old = table.c.key != "waits"
        await tx.execute(update(table).where(old).values(state="sent", settled_at=NOON))
    assert await purge(database, NOON + 30 * DAY - 1) == 0
    assert await purge(database, NOON + 30 * DAY) == 2100
    assert await states(database) == {"waits": "waiting"}


async def test_what_expired_in_a_paused_series_is_dropped_too(database: Database) -> None:
    await planned(database, one(series="s", expires_at=NOON + 60), one("open", series="s"))
    async with database.write() as tx:
        await hold(tx, "s", GUILD, "discord 50013", NOON)
    assert await purge(database, NOON + 60 + 30 * DAY) == 1
    assert await states(database) == {"open": "waiting"}


async def test_export_tells_what_was_sent_to_a_person(database: Database) -> None:
    await planned(
        database,
        one(person_id=AOI, channel_id=None, kind="note"),
        one("elsewhere", person_id=AOI, guild_id=OTHER_GUILD, channel_id=None),
        one("for ken", person_id=KEN),
    )
    told = await export(database, AOI)
    assert {entry["guild_id"] for entry in told["deliveries"]} == {GUILD, OTHER_GUILD}
    (here,) = (await export(database, AOI, GUILD))["deliveries"]
    assert here == {
        "kind": "note",
        "guild_id": GUILD,
        "due_at": NOON,
        "state": "waiting",
        "settled_at": None,
        "message_id": None,
    }


async def test_forgetting_drops_what_is_for_a_person_or_names_them(database: Database) -> None:
    async with database.write() as tx:
        await hold(tx, f"checkin {AOI}", GUILD, "discord 50007", NOON)
        await hold(tx, f"checkin {AOI}0", GUILD, "discord 50007", NOON)
    await planned(
        database,
        one("dm", person_id=AOI),
        one(f"welcome {AOI}"),
        one("about", subject={"person": AOI}),
        one("series", series=f"checkin {AOI}"),
        one("for ken", person_id=KEN, subject={"person": AOI * 10}),
        one("away", person_id=AOI, guild_id=OTHER_GUILD),
    )
    await forget(database, AOI, GUILD)
    assert set(await states(database)) == {"for ken", "away"}
    await forget(database, AOI)
    assert set(await states(database)) == {"for ken"}
    assert [found.series for found in await held(database, GUILD)] == [f"checkin {AOI}0"]


async def test_a_forgotten_claim_is_not_sent_and_settles_quietly(database: Database) -> None:
    await planned(database, one(person_id=AOI))
    (delivery,) = await claimed(database)
    await forget(database, AOI)
    assert not await still_claimed(database, delivery, RUN)
    await sent(database, delivery)
    assert await rows(database) == []


async def test_a_server_is_forgotten_whole(database: Database) -> None:
    await planned(database, one(), one("other", guild_id=OTHER_GUILD))
    async with database.write() as tx:
        await hold(tx, "s", GUILD, "discord 50013", NOON)
    await forget_server(database, GUILD)
    assert set(await states(database)) == {"other"}
    assert await held(database, GUILD) == ()
