"""Taking back a skipped date, a moved one, a vacation: as if it had not been said, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.db import Database
from bot.errors import Refusal
from bot.features import sessions
from bot.features.deliveries.tables import deliveries as planned
from bot.features.sessions import Place, Series, View
from bot.when import Plan, Reading, Repeats, occurrences, plan_of

FIRST = date(2030, 1, 1)  # a Tuesday
NOW = int(datetime(2029, 12, 30, tzinfo=UTC).timestamp())
HOST, GUEST, GUILD, ROOM = 11, 12, 5, 6
WEEK = 7 * 86_400
ONE = Series(
    id=1,
    guild_id=GUILD,
    host_id=HOST,
    title="Quiet",
    kind="quiet",
    channel_id=ROOM,
    place=Place(),
    plan=Plan("UTC", FIRST, 600, Repeats("week", weekdays=(1,))),
)


async def ahead(db: Database) -> View:
    view = await sessions.next_of(db, GUILD, ONE.id)
    assert view is not None
    return view


async def waiting(db: Database, occurrence_id: int) -> list[str]:
    """What is still to be sent about an occurrence."""
    async with db.read() as tx:
        rows = await tx.execute(planned.select().where(planned.c.state == "waiting"))
        return sorted(row.key for row in rows if f" {occurrence_id}" in row.key)


@pytest.fixture
async def db(database: Database) -> Database:
    await sessions.plan(database, ONE, NOW)
    seen = await ahead(database)
    await sessions.answer(database, GUILD, seen.occurrence.id, GUEST, "yes", 99, NOW)
    return database


async def test_a_skipped_date_comes_back_as_it_was(db: Database) -> None:
    before = await ahead(db)
    armed = {key for key in await waiting(db, before.occurrence.id) if "mirror" not in key}
    await sessions.skip(db, GUILD, ONE.id, FIRST, HOST, NOW, moderator=False)
    later = await ahead(db)
    assert later.occurrence.starts_at == before.occurrence.starts_at + WEEK

    back = await sessions.restore(db, GUILD, ONE.id, FIRST, HOST, NOW + 60, moderator=False)

    assert back.occurrence
    assert (back.occurrence.id, back.occurrence.starts_at) == (
        before.occurrence.id,
        before.occurrence.starts_at,
    )
    assert (await ahead(db)).coming == before.coming
    assert armed <= set(await waiting(db, before.occurrence.id))
    assert not [key for key in await waiting(db, later.occurrence.id) if "remind" in key or "start" in key]
    with pytest.raises(Refusal, match="session-undone-already"):
        await sessions.restore(db, GUILD, ONE.id, FIRST, HOST, NOW + 61, moderator=False)


async def test_a_date_that_is_not_the_next_comes_back_too(db: Database) -> None:
    third = FIRST + timedelta(days=14)
    await sessions.skip(db, GUILD, ONE.id, third, HOST, NOW, moderator=False)
    back = await sessions.restore(db, GUILD, ONE.id, third, HOST, NOW, moderator=False)
    assert back.series.plan == ONE.plan
    assert back.occurrence == (await ahead(db)).occurrence
    assert back.occurrence.day == FIRST


async def test_a_moved_date_goes_back_and_those_who_come_are_told_again(db: Database) -> None:
    seen = (await ahead(db)).occurrence
    await sessions.move(db, GUILD, ONE.id, FIRST, seen.starts_at + 3600, HOST, NOW, moderator=False)
    assert (await ahead(db)).occurrence.starts_at == seen.starts_at + 3600
    await sessions.restore(db, GUILD, ONE.id, FIRST, HOST, NOW + 60, moderator=False)
    assert (await ahead(db)).occurrence.starts_at == seen.starts_at
    told = [key for key in await waiting(db, seen.id) if key.startswith(sessions.MOVED)]
    assert len(told) == 2


async def test_a_vacation_ends_at_once(db: Database) -> None:
    last = FIRST + timedelta(days=20)
    away = await sessions.rest(db, GUILD, ONE.id, FIRST, last, HOST, NOW, moderator=False)
    assert away.occurrence
    assert away.occurrence.day == FIRST + timedelta(days=21)
    back = await sessions.end_rest(db, GUILD, ONE.id, FIRST, HOST, NOW, moderator=False)
    assert back.occurrence
    assert (back.occurrence.day, back.series.plan.away) == (FIRST, ())
    assert [each.user_id for each in (await ahead(db)).coming] == [GUEST]


async def test_what_rests_or_has_ended_is_not_woken_by_it(db: Database) -> None:
    await sessions.skip(db, GUILD, ONE.id, FIRST, HOST, NOW, moderator=False)
    await sessions.pause_by_host(db, GUILD, ONE.id, HOST, NOW, moderator=False)
    back = await sessions.restore(db, GUILD, ONE.id, FIRST, HOST, NOW, moderator=False)
    assert back.occurrence is None
    woken = await sessions.resume(db, GUILD, ONE.id, HOST, NOW, moderator=False)
    assert woken.occurrence
    assert woken.occurrence.day == FIRST

    await sessions.skip(db, GUILD, ONE.id, FIRST, HOST, NOW, moderator=False)
    await sessions.end(db, GUILD, ONE.id, HOST, NOW, moderator=False)
    with pytest.raises(Refusal, match="session-ended"):
        await sessions.restore(db, GUILD, ONE.id, FIRST, HOST, NOW, moderator=False)


async def test_only_those_who_may_change_it_take_it_back(db: Database) -> None:
    await sessions.skip(db, GUILD, ONE.id, FIRST, HOST, NOW, moderator=False)
    with pytest.raises(Refusal, match="session-not-yours"):
        await sessions.restore(db, GUILD, ONE.id, FIRST, GUEST, NOW, moderator=False)
    with pytest.raises(Refusal, match="session-gone"):
        await sessions.restore(db, GUILD + 1, ONE.id, FIRST, HOST, NOW, moderator=True)
    assert (await sessions.restore(db, GUILD, ONE.id, FIRST, GUEST, NOW, moderator=True)).occurrence


async def test_the_second_coming_of_an_hour_stays_the_second_by_plan_and_by_edit(db: Database) -> None:
    # In New York 1:30 comes twice on 3 November 2030, at 05:30 and 06:30 UTC.
    first, second = (int(datetime(2030, 11, 3, hour, 30, tzinfo=UTC).timestamp()) for hour in (5, 6))
    meant = plan_of(Reading(second, repeats=Repeats("day")), "America/New_York")
    later = replace(ONE, id=3, plan=replace(ONE.plan, first=date(2030, 12, 3)))
    await sessions.plan(db, later, first)
    changed = replace(await sessions.look(db, GUILD, 3), plan=meant)
    for made in (
        await sessions.plan(db, replace(ONE, id=2, plan=meant), first),
        await sessions.edit(db, changed, HOST, first, moderator=False),
    ):
        assert made.occurrence
        assert made.occurrence.starts_at == second
        kept = await sessions.look(db, GUILD, made.series.id)
        assert occurrences(kept.plan, first, limit=1)[0].starts_at == second


async def test_regulars_are_known_by_their_series(db: Database) -> None:
    seen = (await ahead(db)).occurrence
    assert await sessions.regular_in(db, GUILD, GUEST) == frozenset()
    await sessions.become_regular(db, GUILD, seen.id, GUEST, 100, NOW)
    assert await sessions.regular_in(db, GUILD, GUEST) == {ONE.id}
    assert await sessions.regular_in(db, GUILD + 1, GUEST) == frozenset()
    assert replace(ONE, rev=0) == replace(await sessions.look(db, GUILD, ONE.id), planned_at=0, rev=0)
