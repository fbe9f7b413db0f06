"""A member by weeks and never finer, and who asked to be missed."""

from datetime import date

from bot.db import Database
from bot.features import activity, consent, settings
from bot.features.activity import Counts
from bot.features.activity.rules import METRICS, Metric
from bot.features.activity.weeks import portray

GUILD, ADMIN, ROOM = 10**17, 10**17 + 1, 10**17 + 2
AOI, KEN, MIO = (10**18 + n for n in range(3))
NOON = 1_772_539_200  # Tuesday, 3 March 2026, 12:00 UTC
DAY = 86_400
TODAY = date(2026, 3, 3).toordinal()


def day(of: int, **counts: int) -> activity.Day:
    named: dict[Metric, int] = {name: counts.get(name, 0) for name in METRICS}
    return activity.Day(of, named)


def test_days_become_twelve_weeks_from_monday_on_the_quiet_ones_too() -> None:
    days = (
        day(TODAY - 60, days=1, messages=3),
        day(TODAY - 8, days=1, voice_seconds=90),
        day(TODAY - 1, days=1, messages=2),
        day(TODAY, takes=1),
    )
    seen = portray(days, TODAY - 1, TODAY)
    assert [week.active for week in seen.weeks] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert seen.weeks[0].monday == date(2025, 12, 15)
    assert seen.weeks[-1].monday == date(2026, 3, 2)
    assert (seen.counts["messages"], seen.counts["days"], seen.counts["takes"]) == (5, 3, 1)
    assert (seen.seen, seen.weeks_away) == (date(2026, 3, 2), 0)


def test_every_day_of_a_week_looks_the_same() -> None:
    for back in range(2, 9):
        seen = portray((), TODAY - back, TODAY)
        assert (seen.seen, seen.weeks_away) == (date(2026, 2, 23), 1)


async def count_in(db: Database, since: int = NOON - 200 * DAY) -> None:
    async with db.write() as tx:
        await consent.start_counting(tx, GUILD, ADMIN, since)
        await consent.noticed(tx, GUILD, since)


async def wrote(db: Database, user: int, days_ago: int) -> None:
    counts, at = Counts(user % 1000 * 1000 + days_ago), NOON - days_ago * DAY
    await activity.look(db, counts, [GUILD])
    counts.message(GUILD, ROOM, user, (at * 1000 - 1_420_070_400_000 << 22) + user % 1000)
    await activity.flush(db, counts, at + 1)


async def miss(db: Database, user: int, *, days_ago: int = 100, yes: bool = True) -> None:
    await consent.decide(db, user, GUILD, "ask_after", yes=yes, at=NOON - days_ago * DAY)


async def quiet(db: Database, days: int = 21) -> list[tuple[int, str]]:
    found = await activity.quiet(db, GUILD, days, NOON)
    return [(one.user_id, one.since.isoformat()) for one in found]


async def test_a_portrait_is_of_who_is_counted_and_of_nobody_else(database: Database) -> None:
    await count_in(database)
    await wrote(database, AOI, 20)
    seen = await activity.portrait(database, GUILD, AOI, NOON)
    assert seen
    assert (seen.counts["messages"], seen.seen) == (1, date(2026, 2, 9))
    assert await activity.portrait(database, GUILD, KEN, NOON) is None
    assert await activity.portrait(database, GUILD + 9, AOI, NOON) is None
    # At once, before anything is dropped.
    await consent.decide(database, AOI, GUILD, "counted", yes=False, at=NOON)
    assert await activity.portrait(database, GUILD, AOI, NOON) is None


async def test_only_who_asked_to_be_missed_is_and_the_longest_away_first(database: Database) -> None:
    await count_in(database)
    for user, days_ago in ((AOI, 30), (KEN, 60), (MIO, 90)):
        await wrote(database, user, days_ago)
    await miss(database, AOI)
    await miss(database, KEN)
    assert await quiet(database) == [(KEN, "2025-12-29"), (AOI, "2026-01-26")]
    await miss(database, KEN, yes=False)
    assert await quiet(database) == [(AOI, "2026-01-26")]
    await wrote(database, AOI, 1)
    assert await quiet(database) == []


async def test_nobody_is_missed_before_they_asked_or_counting_is_so_old(database: Database) -> None:
    await count_in(database, NOON - 40 * DAY)
    await miss(database, AOI)
    assert await quiet(database) == [(AOI, "2026-01-19")], "not seen since counting began"
    await miss(database, KEN, days_ago=10)
    assert await quiet(database) == [(AOI, "2026-01-19")]
    async with database.write() as tx:
        await consent.stop_counting(tx, GUILD)
    assert await quiet(database) == [], "nobody knows"


async def test_who_said_no_to_being_counted_is_not_missed_nor_right_after_they_said_yes_again(
    database: Database,
) -> None:
    await count_in(database)
    await wrote(database, AOI, 60)
    await miss(database, AOI)
    await consent.decide(database, AOI, GUILD, "counted", yes=False, at=NOON - 50 * DAY)
    assert await quiet(database) == []
    await consent.decide(database, AOI, GUILD, "counted", yes=True, at=NOON - 2 * DAY)
    assert await quiet(database) == []


async def test_how_many_days_are_asked_for_tells_no_more_than_the_week(database: Database) -> None:
    await count_in(database)
    first = date(2026, 2, 2).toordinal()
    users = [AOI + 10 + n for n in range(7)]
    for n, user in enumerate(users):
        await wrote(database, user, TODAY - first - n)
        await miss(database, user)
    for days in (7, 22, 23, 24, 30):
        assert len(await quiet(database, days)) in {0, 7}
    assert len(await quiet(database, TODAY - first - 6)) == 7
    assert len(await quiet(database, TODAY - first - 5)) == 0


async def test_a_yes_to_less_is_asked_again(database: Database) -> None:
    assert consent.PURPOSES["ask_after"].same_since == 2
    await settings.change_server(database, GUILD, "zone", "Asia/Tokyo", by=ADMIN, at=0)
    await count_in(database)
    await miss(database, AOI)
    assert [user for user, _ in await quiet(database)] == [AOI]
