"""Consent: no until somebody says yes, and nobody is counted where no admin began it in public."""

import asyncio
from typing import Any

import pytest

from bot.db import Database
from bot.features import consent
from bot.features.consent import (
    PURPOSES,
    Choice,
    Counting,
    Purpose,
    Wording,
    agrees,
    choices,
    counting,
    decide,
    export,
    forget,
    noticed,
    refuses_everywhere,
    start_counting,
    stop_counting,
    who_agrees,
)
from bot.features.consent.rules import Answer, choice

GUILD, OTHER_GUILD = 10**17, 10**17 + 1
AOI, KEN, MIO = (10**18 + n for n in range(3))
NOON = 1_750_000_000


async def is_noticed(db: Database, guild_id: int = GUILD, at: int = NOON) -> bool:
    async with db.write() as tx:
        return await noticed(tx, guild_id, at)


async def stop(db: Database) -> bool:
    async with db.write() as tx:
        return await stop_counting(tx, GUILD)


async def start(db: Database, guild_id: int = GUILD, by: int = MIO, at: int = NOON) -> bool:
    async with db.write() as tx:
        return await start_counting(tx, guild_id, by, at)


async def count_in(db: Database, *guild_ids: int) -> None:
    for guild_id in guild_ids:
        await start(db, guild_id)
        await is_noticed(db, guild_id)


async def answer(db: Database, purpose: Purpose, guild_id: int | None, *, yes: bool, by: int = AOI) -> None:
    await decide(db, by, guild_id, purpose, yes=yes, at=NOON)


# --- what holds


def held(purpose: Purpose, here: Answer | None, everywhere: Answer | None = None, **more: Any) -> Choice:
    settled: dict[str, Any] = {"counting": True, "wording": Wording(now=3, same_since=2)} | more
    return choice(purpose, here, everywhere, **settled)


def said(*, yes: bool, wording: int = 3) -> Answer:
    return Answer(yes, wording, NOON)


def test_the_nearer_answer_decides() -> None:
    for purpose in PURPOSES:
        assert held(purpose, said(yes=True), said(yes=False)).yes
        assert not held(purpose, said(yes=False)).yes
        assert not held(purpose, None, said(yes=False)).yes


def test_a_yes_to_wording_that_asked_for_less_is_asked_again_and_a_no_stays() -> None:
    assert held("boards", said(yes=True, wording=2)) == Choice("boards", True, said(yes=True, wording=2))
    old = said(yes=True, wording=1)
    assert held("boards", old) == Choice("boards", False, old, ask_again=True)
    assert held("counted", old) == Choice("counted", True, old, ask_again=True)
    assert not held("counted", old, said(yes=False, wording=1)).yes, "the wish for all servers is older still"
    assert held("counted", said(yes=False, wording=1)) == Choice("counted", False, said(yes=False, wording=1))


def test_nobody_is_counted_where_nothing_is() -> None:
    for here in (None, said(yes=True), said(yes=False)):
        assert not held("counted", here, counting=False).yes


@pytest.mark.parametrize("purpose", PURPOSES)
async def test_everything_is_no_until_somebody_answers(purpose: Purpose, database: Database) -> None:
    assert not await agrees(database, GUILD, AOI, purpose)
    await count_in(database, GUILD)
    assert await agrees(database, GUILD, AOI, purpose) == (purpose == "counted")
    assert not await agrees(database, OTHER_GUILD, AOI, purpose)


# --- answers


async def test_an_answer_is_one_members_for_one_purpose_in_one_server(database: Database) -> None:
    await answer(database, "boards", GUILD, yes=True)
    assert await agrees(database, GUILD, AOI, "boards")
    assert not await agrees(database, GUILD, KEN, "boards")
    assert not await agrees(database, GUILD, AOI, "matching")
    assert not await agrees(database, OTHER_GUILD, AOI, "boards")


async def test_the_last_answer_holds(database: Database) -> None:
    for yes in (True, False, True):
        await decide(database, AOI, GUILD, "boards", yes=yes, at=NOON + yes)
        assert await agrees(database, GUILD, AOI, "boards") == yes
    shown = {choice.purpose: choice for choice in await choices(database, AOI, GUILD)}
    assert list(shown) == list(PURPOSES)
    assert shown["boards"] == Choice("boards", True, Answer(True, PURPOSES["boards"].now, NOON + 1))
    assert shown["matching"] == Choice("matching", False, None)


async def test_answers_given_at_once_leave_one(database: Database) -> None:
    await asyncio.gather(*(answer(database, "boards", GUILD, yes=bool(n % 2)) for n in range(6)))
    assert len((await export(database, AOI))["choices"]) == 1


async def test_a_no_for_all_servers_replaces_what_was_said_in_each(database: Database) -> None:
    await count_in(database, GUILD, OTHER_GUILD)
    await answer(database, "boards", GUILD, yes=True)
    await answer(database, "counted", GUILD, yes=True)
    await answer(database, "counted", None, yes=False)
    assert not await agrees(database, GUILD, AOI, "counted")
    assert not await agrees(database, OTHER_GUILD, AOI, "counted")
    assert await agrees(database, GUILD, AOI, "boards"), "only what was answered"
    assert await refuses_everywhere(database, AOI, "counted")
    assert not await refuses_everywhere(database, KEN, "counted")
    await answer(database, "counted", GUILD, yes=True)
    assert await agrees(database, GUILD, AOI, "counted")
    assert not await agrees(database, OTHER_GUILD, AOI, "counted")


async def test_a_yes_for_all_servers_only_takes_back_a_no_to_being_counted(database: Database) -> None:
    await count_in(database, GUILD)
    await answer(database, "counted", None, yes=False)
    await answer(database, "counted", None, yes=True)
    assert await agrees(database, GUILD, AOI, "counted")
    assert (await export(database, AOI))["choices"] == []
    with pytest.raises(ValueError, match="agreed to in a server"):
        await answer(database, "boards", None, yes=True)


async def test_without_a_server_choices_are_those_for_all(database: Database) -> None:
    await answer(database, "boards", GUILD, yes=True)
    await answer(database, "matching", None, yes=False)
    shown = {choice.purpose: choice for choice in await choices(database, AOI, None)}
    assert (shown["boards"].answer, shown["counted"].yes) == (None, True)
    assert shown["matching"].answer == Answer(False, PURPOSES["matching"].now, NOON)


async def test_who_agrees_among_many(database: Database) -> None:
    await count_in(database, GUILD)
    crowd = [AOI + 100 + n for n in range(2500)]
    for person in crowd[::500]:
        await answer(database, "counted", GUILD, yes=False, by=person)
        await answer(database, "boards", GUILD, yes=True, by=person)
    await answer(database, "boards", OTHER_GUILD, yes=True, by=KEN)
    await answer(database, "boards", GUILD, yes=False, by=MIO)
    assert await who_agrees(database, GUILD, "counted", crowd) == set(crowd) - set(crowd[::500])
    assert await who_agrees(database, GUILD, "boards", crowd) == set(crowd[::500])
    assert await who_agrees(database, GUILD, "boards") == set(crowd[::500])
    assert await who_agrees(database, GUILD, "boards", []) == frozenset()
    with pytest.raises(ValueError, match="everybody is counted"):
        await who_agrees(database, GUILD, "counted")


async def test_what_was_agreed_to_before_a_change_of_wording_is_asked_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await count_in(database, GUILD)
    await answer(database, "boards", GUILD, yes=True)
    await answer(database, "matching", GUILD, yes=True)
    for purpose in ("boards", "counted"):
        monkeypatch.setitem(PURPOSES, purpose, Wording(now=2, same_since=2))
    assert await who_agrees(database, GUILD, "boards") == frozenset()
    assert not await agrees(database, GUILD, AOI, "boards")
    assert await agrees(database, GUILD, AOI, "matching")
    assert [c.purpose for c in await choices(database, AOI, GUILD) if c.ask_again] == ["boards"]
    await answer(database, "boards", GUILD, yes=True)
    assert await who_agrees(database, GUILD, "boards") == {AOI}
    assert not await agrees(database, GUILD, AOI, "counted"), "until there is a notice in the new words"
    assert await start(database)
    await is_noticed(database, GUILD, NOON + 1)
    assert await agrees(database, GUILD, AOI, "counted")


# --- counting


async def test_counting_runs_once_its_one_notice_is_there(database: Database) -> None:
    assert await counting(database, GUILD) is None
    assert await start(database)
    assert await counting(database, GUILD) == Counting(MIO, NOON, None, runs=False)
    assert await start(database, by=KEN, at=NOON + 1), "the notice is still due"
    assert not await agrees(database, GUILD, AOI, "counted")
    assert await is_noticed(database, GUILD, NOON + 2)
    assert await counting(database, GUILD) == Counting(MIO, NOON, NOON + 2, runs=True)
    assert await agrees(database, GUILD, AOI, "counted")
    assert not await start(database, by=KEN, at=NOON + 3)
    assert await counting(database, OTHER_GUILD) is None


async def test_of_admins_who_turn_counting_on_at_once_one_is_kept(database: Database) -> None:
    assert all(await asyncio.gather(*(start(database, by=AOI + n, at=NOON + n) for n in range(5))))
    now = await counting(database, GUILD)
    assert now is not None
    assert now.by_id == AOI + now.since - NOON


async def test_counting_that_was_turned_off_begins_with_a_notice_again(database: Database) -> None:
    await count_in(database, GUILD)
    assert await stop(database)
    assert not await stop(database)
    assert not await agrees(database, GUILD, AOI, "counted")
    assert not await is_noticed(database), "a notice that was under way starts nothing"
    assert await counting(database, GUILD) is None
    assert await start(database)


async def test_when_counting_ran_before_is_known_for_some_days(database: Database) -> None:
    day = 86_400

    async def runs(began: int, ended: int | None) -> None:
        await start(database, at=began)
        await is_noticed(database, GUILD, began)
        async with database.write() as tx:
            await stop_counting(tx, GUILD, ended)

    await runs(NOON, NOON + 5)
    await runs(NOON + day, NOON + day)
    await runs(NOON + day + 5, NOON + day + 9)
    await start(database, at=NOON + day + 10)  # whose notice does not stand yet
    async with database.write() as tx:
        await stop_counting(tx, GUILD, NOON + day + 11)
    await runs(NOON + day + 12, None)
    assert await consent.counted_before(database, GUILD) == (
        (NOON, NOON + 5),
        (NOON + day + 5, NOON + day + 9),
    )
    await runs(NOON + 4 * day, NOON + 4 * day + 7)
    first, last = await consent.counted_before(database, GUILD)
    assert (first.began_at, last.ended_at) == (NOON + day + 5, NOON + 4 * day + 7)
    assert await consent.counted_before(database, OTHER_GUILD) == ()


# --- one's own


async def test_an_export_holds_answers_and_what_one_began_as_an_admin(database: Database) -> None:
    await start(database, by=AOI)
    await answer(database, "boards", GUILD, yes=True)
    await answer(database, "counted", None, yes=False)
    await answer(database, "boards", GUILD, yes=True, by=KEN)
    everywhere = {"guild_id": None, "purpose": "counted", "yes": False, "wording": 1, "at": NOON}
    here = {"guild_id": GUILD, "purpose": "boards", "yes": True, "wording": 1, "at": NOON}
    began = [{"guild_id": GUILD, "at": NOON}]
    assert await export(database, AOI) == {"choices": [everywhere, here], "counting_started": began}
    assert await export(database, AOI, GUILD) == {"choices": [here], "counting_started": began}
    assert await export(database, AOI, OTHER_GUILD) == {"choices": [], "counting_started": []}


async def test_forgetting_in_one_server_leaves_the_other(database: Database) -> None:
    await count_in(database, GUILD, OTHER_GUILD)
    for guild in (GUILD, OTHER_GUILD):
        await answer(database, "boards", guild, yes=True)
        await answer(database, "boards", guild, yes=True, by=KEN)
    await forget(database, AOI, GUILD)
    assert not await agrees(database, GUILD, AOI, "boards")
    assert await agrees(database, OTHER_GUILD, AOI, "boards")
    assert await agrees(database, GUILD, KEN, "boards")
    await forget(database, MIO)
    now = await counting(database, GUILD)
    assert now == Counting(None, NOON, NOON, runs=True), "what the admin began goes on without their name"


@pytest.mark.parametrize("guild_id", [GUILD, None])
async def test_of_somebody_forgotten_the_wish_not_to_be_counted_can_stay(
    database: Database, guild_id: int | None
) -> None:
    await count_in(database, GUILD, OTHER_GUILD)
    await answer(database, "boards", GUILD, yes=True)
    await answer(database, "counted", GUILD, yes=True)
    await forget(database, AOI, guild_id, stay_uncounted_at=NOON + 9)
    wish = {"guild_id": guild_id, "purpose": "counted", "yes": False, "wording": 1, "at": NOON + 9}
    assert (await export(database, AOI))["choices"] == [wish]
    assert not await agrees(database, GUILD, AOI, "counted")
    assert await agrees(database, OTHER_GUILD, AOI, "counted") == (guild_id is not None)


async def test_who_is_not_to_be_counted_is_known_whether_or_not_the_server_counts(
    database: Database,
) -> None:
    await consent.decide(database, AOI, GUILD, "counted", yes=False, at=NOON)
    await consent.decide(database, KEN, None, "counted", yes=False, at=NOON + 1)
    await consent.decide(database, KEN, OTHER_GUILD, "counted", yes=True, at=NOON + 2)
    everybody = [(guild, person) for guild in (GUILD, OTHER_GUILD) for person in (AOI, KEN, MIO)]
    assert await consent.uncounted(database, everybody) == {(GUILD, AOI), (GUILD, KEN)}
    assert await consent.refused_counting(database) == tuple(sorted([AOI, KEN]))
    assert await consent.refused_counting(database, NOON + 1) == (KEN,)
    async with database.write() as tx:
        await consent.start_counting(tx, GUILD, MIO, NOON)
    assert await consent.counting_since(database, [GUILD, OTHER_GUILD]) == {}
    await is_noticed(database, GUILD, NOON + 5)
    assert await consent.counting_since(database, [GUILD, OTHER_GUILD]) == {GUILD: NOON + 5}
