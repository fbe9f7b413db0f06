"""Departures: thirty days to come back, then it is due that nothing stays."""

from bot.db import Database
from bot.features.departures import (
    GRACE,
    Purge,
    due_purges,
    export,
    forget,
    members_seen,
    servers_seen,
    still_due,
)

GUILD, OTHER_GUILD = 10**17, 10**17 + 1
AOI, KEN, MIO = (10**18 + n for n in range(3))
NOON = 1_750_000_000


async def test_who_left_is_due_after_thirty_days(database: Database) -> None:
    await members_seen(database, GUILD, here=[KEN], gone=[AOI], at=NOON)
    await servers_seen(database, here=[GUILD], gone=[OTHER_GUILD], at=NOON + 1)
    assert await due_purges(database, NOON + GRACE - 1) == ()
    assert await due_purges(database, NOON + GRACE) == (Purge(GUILD, AOI),)
    assert await due_purges(database, NOON + GRACE + 1) == (Purge(OTHER_GUILD), Purge(GUILD, AOI))
    assert await due_purges(database, NOON + GRACE + 1, limit=1) == (Purge(OTHER_GUILD),)


async def test_somebody_found_gone_again_has_been_gone_since_the_first_time(database: Database) -> None:
    for day in range(3):
        await members_seen(database, GUILD, gone=[AOI], at=NOON + day)
        await servers_seen(database, gone=[OTHER_GUILD], at=NOON + day)
    assert await still_due(database, Purge(GUILD, AOI), NOON + GRACE)
    assert await still_due(database, Purge(OTHER_GUILD), NOON + GRACE)


async def test_a_return_restores_and_the_next_departure_counts_anew(database: Database) -> None:
    await members_seen(database, GUILD, gone=[AOI, KEN], at=NOON)
    await servers_seen(database, gone=[GUILD], at=NOON)
    assert await members_seen(database, GUILD, here=[AOI, MIO], gone=[KEN], at=NOON + 5) == 1
    assert await members_seen(database, GUILD, here=[AOI], at=NOON + 6) == 0
    assert await servers_seen(database, here=[GUILD, OTHER_GUILD], at=NOON + 5) == 1
    assert await due_purges(database, NOON + GRACE) == (Purge(GUILD, KEN),)
    assert not await still_due(database, Purge(GUILD, AOI), NOON + GRACE)
    assert not await still_due(database, Purge(GUILD), NOON + GRACE)
    await members_seen(database, GUILD, gone=[AOI], at=NOON + 7)
    assert not await still_due(database, Purge(GUILD, AOI), NOON + 6 + GRACE)
    assert await still_due(database, Purge(GUILD, AOI), NOON + 7 + GRACE)


async def test_a_departure_is_shown_to_and_forgotten_for_whom_it_is_about(database: Database) -> None:
    for guild in (GUILD, OTHER_GUILD):
        await members_seen(database, guild, gone=[AOI, KEN], at=NOON)
    here, there = ({"guild_id": guild, "since": NOON} for guild in (GUILD, OTHER_GUILD))
    assert await export(database, AOI) == {"departures": [here, there]}
    assert await export(database, AOI, GUILD) == {"departures": [here]}
    await forget(database, AOI, GUILD)
    assert await export(database, AOI) == {"departures": [there]}
    await forget(database, AOI)
    assert await export(database, AOI) == {"departures": []}
    assert await export(database, KEN) == {"departures": [here, there]}
