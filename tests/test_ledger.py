"""The ledger of thanks: searched and moderated, shown to its people, forgotten by them, and fast."""

import json
from typing import Any

import pytest
from sqlalchemy import event, insert, text

from bot.db import Database
from bot.features.giving import (
    Act,
    Give,
    MessageAt,
    Place,
    Post,
    acts,
    balance,
    export,
    forget,
    give,
    moderate,
    posted,
    search,
    thanks_of,
    undo,
)
from bot.features.giving.tables import gives
from tests.test_giving import (
    AOI,
    CHANNEL,
    DAY,
    GUILD,
    KEN,
    MIO,
    NOON,
    OTHER_GUILD,
    SORA,
    YUI,
    counts,
    key_of,
    thanks,
    together,
)

MODERATOR = 10**18 + 90


def act(act_id: int, what: Any = "withdraw", **changes: Any) -> Act:
    done: dict[str, Any] = {
        "guild_id": GUILD,
        "event_id": 1,
        "by_id": MODERATOR,
        "reason": "a test",
        "at": NOON + 1,
    }
    return Act(id=act_id, what=what, **done | changes)


def states(rows: tuple[Give, ...]) -> dict[int | None, str]:
    return {row.helper_id: row.state for row in rows}


# --- withdraw and restore


async def test_a_withdrawn_thanks_is_kept_and_marked_and_not_counted(database: Database) -> None:
    await give(database, thanks(1, KEN, MIO))
    assert states(await moderate(database, act(90))) == {KEN: "withdrawn", MIO: "withdrawn"}
    assert [row.withdrawn_at for row in await thanks_of(database, GUILD, 1)] == [NOON + 1] * 2
    assert (await balance(database, GUILD, KEN, NOON + 2)).periods[0].given == {}


async def test_one_receiver_of_several_can_be_withdrawn(database: Database) -> None:
    await give(database, thanks(1, KEN, MIO))
    assert states(await moderate(database, act(90, helper_id=MIO))) == {MIO: "withdrawn"}
    assert states(await thanks_of(database, GUILD, 1)) == {KEN: "counted", MIO: "withdrawn"}
    await moderate(database, act(91, at=NOON + 2))
    assert [row.withdrawn_at for row in await thanks_of(database, GUILD, 1)] == [NOON + 2, NOON + 1]


async def test_a_restored_thanks_counts_again(database: Database) -> None:
    await give(database, thanks(1))
    await moderate(database, act(90))
    assert states(await moderate(database, act(91, "restore", reason=""))) == {KEN: "counted"}
    assert (await balance(database, GUILD, KEN, NOON + 2)).periods[0].given == {"other": 1}


async def test_every_act_is_kept_with_its_reason(database: Database) -> None:
    await give(database, thanks(1, KEN, MIO))
    done = [
        act(90, reason="paired  "),
        act(91, "restore", reason="", at=NOON + 2),
        act(92, helper_id=KEN, at=NOON + 3),
    ]
    for one in done:
        await moderate(database, one)
    kept = await acts(database, GUILD, 1)
    assert kept == (act(90, reason="paired"), *done[1:])
    assert await acts(database, OTHER_GUILD, 1) == ()


async def test_an_act_delivered_twice_is_done_once(database: Database) -> None:
    await give(database, thanks(1))
    fine, refusals = await together(*(moderate(database, act(90)) for _ in range(4)))
    assert [states(rows) for rows in fine] == [{KEN: "withdrawn"}] * 4
    assert refusals == []
    await moderate(database, act(91, "restore"))
    assert states(await moderate(database, act(90))) == {KEN: "counted"}, (
        "the replay does not withdraw it again"
    )
    assert len(await acts(database, GUILD, 1)) == 2


async def test_of_two_moderators_at_once_one_withdraws_and_the_other_is_told(database: Database) -> None:
    await give(database, thanks(1))
    fine, refusals = await together(moderate(database, act(90)), moderate(database, act(91)))
    assert (len(fine), refusals) == (1, ["ledger-already-withdrawn"])
    assert len(await acts(database, GUILD, 1)) == 1


async def test_an_act_is_refused_when_it_cannot_be_done(database: Database) -> None:
    await give(database, thanks(1))
    assert await key_of(moderate(database, act(90, reason=" \u200b"))) == "ledger-reason-empty"
    assert await key_of(moderate(database, act(91, reason="a" * 301))) == "ledger-reason-too-long"
    assert await key_of(moderate(database, act(92, "restore"))) == "ledger-not-withdrawn"
    assert await key_of(moderate(database, act(93, event_id=2))) == "ledger-not-found"
    assert await key_of(moderate(database, act(94, helper_id=MIO))) == "ledger-not-found"
    assert await acts(database, GUILD, 1) == ()


async def test_moderators_of_one_server_do_not_reach_another(database: Database) -> None:
    await give(database, thanks(1))
    assert await key_of(moderate(database, act(90, guild_id=OTHER_GUILD))) == "ledger-not-found"
    assert await thanks_of(database, OTHER_GUILD, 1) == ()
    assert (await search(database, OTHER_GUILD)).gives == ()
    assert states(await thanks_of(database, GUILD, 1)) == {KEN: "counted"}


async def test_what_answered_a_thanks_counts_while_that_is_withdrawn(database: Database) -> None:
    await give(database, thanks(1, KEN))
    await give(database, thanks(2, AOI, by=KEN, at=NOON + 1))
    assert await counts(database, 2) == [False]
    await moderate(database, act(90))
    assert await counts(database, 2) == [True]
    await moderate(database, act(91, "restore"))
    assert await counts(database, 2) == [False]


async def test_restoring_does_not_bring_back_what_its_author_took_back(database: Database) -> None:
    await give(database, thanks(1))
    await undo(database, 1, AOI, NOON + 1)
    await moderate(database, act(90))
    assert states(await moderate(database, act(91, "restore"))) == {KEN: "undone"}


# --- search


async def events(db: Database, **wanted: Any) -> list[tuple[int, int | None]]:
    return [(row.event_id, row.helper_id) for row in (await search(db, GUILD, **wanted)).gives]


async def test_a_search_finds_by_member_words_time_and_state(database: Database) -> None:
    await give(database, thanks(1, KEN, note="the Invoice template"))
    await give(database, thanks(2, AOI, by=KEN, at=NOON + 1, note="ありがとう 100%"))
    await give(database, thanks(3, MIO, at=NOON + 2, note="a_b"))
    await give(database, thanks(4, SORA, by=YUI, at=NOON + 3))
    await undo(database, 3, AOI, NOON + 4)
    await moderate(database, act(90, event_id=4))
    assert await events(database) == [(4, SORA), (3, MIO), (2, AOI), (1, KEN)]
    assert await events(database, member=KEN) == [(2, AOI), (1, KEN)]
    assert await events(database, text="invoice") == [(1, KEN)]
    assert await events(database, text="ありがとう") == [(2, AOI)]
    assert await events(database, text="%") == [(2, AOI)]
    assert await events(database, text="_") == [(3, MIO)]
    assert await events(database, since=NOON + 2) == [(4, SORA), (3, MIO)]
    for state, found in {"counted": 1, "thanks_back": 2, "undone": 3, "withdrawn": 4}.items():
        assert [event_id for event_id, _ in await events(database, include={state})] == [found]
    assert await events(database, include=set()) == []


async def test_pages_follow_each_other_without_gap_or_repeat_while_thanks_are_added(
    database: Database,
) -> None:
    for n in range(1, 4):
        await give(database, thanks(n, *range(100 * n, 100 * n + 3), by=n))
    seen: list[tuple[int, int | None]] = []
    place: Place | None = None
    for n in range(10, 20):
        page = await search(database, GUILD, before=place, limit=2)
        seen += [(row.event_id, row.helper_id) for row in page.gives]
        await give(database, thanks(n, MIO, by=1000 + n, at=NOON + n))
        place = page.next
        if place is None:
            break
    assert seen == [(n, helper) for n in (3, 2, 1) for helper in range(100 * n + 2, 100 * n - 1, -1)]


# --- one's own data


async def test_an_export_holds_both_sides_and_is_json(database: Database) -> None:
    await give(database, thanks(1, KEN, MIO, about=MessageAt(CHANNEL, 60)))
    await give(database, thanks(2, KEN, by=YUI, guild_id=OTHER_GUILD))
    await give(database, thanks(3, SORA, by=YUI))
    await posted(database, 1, CHANNEL, 70)
    await moderate(database, act(90, helper_id=MIO))
    await moderate(database, act(91, helper_id=KEN, reason="seen twice"))
    found = await export(database, KEN)
    assert json.loads(json.dumps(found)) == found
    assert [(row["event_id"], row["helper_id"], row["helped_id"]) for row in found["thanks"]] == [
        (1, KEN, AOI),
        (2, KEN, YUI),
    ]
    assert found["thanks"][0]["about"] == {"channel_id": CHANNEL, "message_id": 60}
    assert found["thanks"][0]["post"] == {"channel_id": CHANNEL, "message_id": 70}
    assert found["ledger_acts"] == [
        {
            "id": 91,
            "guild_id": GUILD,
            "event_id": 1,
            "what": "withdraw",
            "reason": "seen twice",
            "at": NOON + 1,
            "by_you": False,
        }
    ]
    assert [row["id"] for row in (await export(database, AOI))["ledger_acts"]] == [90, 91]
    assert [row["by_you"] for row in (await export(database, MODERATOR))["ledger_acts"]] == [True, True]
    assert len((await export(database, KEN, OTHER_GUILD))["thanks"]) == 1


async def everything(db: Database) -> str:
    async with db.read() as tx:
        found = [
            (await tx.execute(text(f"SELECT * FROM {table}"))).all() for table in ("gives", "ledger_acts")
        ]
    return repr(found)


async def test_forgetting_leaves_no_trace_of_the_person(database: Database) -> None:
    await give(
        database,
        thanks(1, KEN, MIO, about=MessageAt(CHANNEL, KEN + 500), note=f"Thanks <@{KEN}> and <@!{KEN}>!"),
    )
    await give(database, thanks(2, AOI, by=KEN, note="written by Ken", at=NOON + DAY))
    await give(database, thanks(3, SORA, by=YUI, note=f"as <@{KEN}> told me"))
    await moderate(database, act(90, helper_id=KEN, reason="Ken and Aoi are one"))
    await moderate(database, act(91, event_id=3, by_id=KEN, reason="Ken found it odd"))
    await moderate(database, act(92, "restore", event_id=3, reason=f"ask <@{KEN}>"))
    await forget(database, KEN)
    left = await everything(database)
    assert str(KEN) not in left
    assert str(KEN + 500) not in left
    assert "Ken" not in left
    assert [row.note for row in await thanks_of(database, GUILD, 1)] == ["Thanks @… and @…!"] * 2
    assert states(await thanks_of(database, GUILD, 1)) == {None: "withdrawn", MIO: "counted"}
    assert [(one.by_id, one.reason) for one in await acts(database, GUILD, 3)] == [
        (None, ""),
        (MODERATOR, "ask @…"),
    ]
    assert await export(database, KEN) == {"thanks": [], "ledger_acts": []}


async def test_forgetting_changes_nobody_elses_balance(database: Database) -> None:
    for n, helper in enumerate((KEN, MIO, KEN, YUI)):
        await give(database, thanks(n + 1, helper, at=NOON + n * 3600))
    await give(database, thanks(10, MIO, YUI, by=KEN, at=NOON + DAY))
    await give(database, thanks(11, MIO, by=KEN, at=NOON + 2 * DAY))
    now = NOON + 2 * DAY
    before = {person: (await balance(database, GUILD, person, now)).periods for person in (AOI, MIO, YUI)}
    await forget(database, KEN)
    for person, periods in before.items():
        assert (await balance(database, GUILD, person, now)).periods == periods
    assert (await balance(database, GUILD, AOI, now)).lately_helped_by == (YUI, MIO)
    assert (await balance(database, GUILD, KEN, now)).periods[0].given == {}


async def test_nobody_can_tell_that_two_forgotten_were_the_same_person(database: Database) -> None:
    await give(database, thanks(1, MIO, YUI, by=KEN))
    await give(database, thanks(2, KEN, by=SORA))
    await forget(database, KEN)
    async with database.read() as tx:
        people = (await tx.execute(text("SELECT helper_id, helped_id FROM gives"))).all()
    strangers = [person for row in people for person in row if person < 0]
    assert len(set(strangers)) == 3


async def test_several_receivers_of_one_thanks_can_all_be_forgotten(database: Database) -> None:
    await give(database, thanks(1, KEN, MIO, YUI))
    for person in (KEN, MIO, YUI, AOI):
        await forget(database, person)
    assert [(row.helper_id, row.helped_id) for row in await thanks_of(database, GUILD, 1)] == [
        (None, None)
    ] * 3
    assert (await search(database, GUILD, member=KEN)).gives == ()


async def test_forgetting_names_the_public_posts_to_mend(database: Database) -> None:
    await give(database, thanks(1, KEN, MIO))
    await give(database, thanks(2, YUI, SORA, by=KEN))
    await give(database, thanks(3, KEN, by=YUI))  # never posted
    await give(database, thanks(4, KEN, by=SORA, guild_id=OTHER_GUILD))
    for event_id in (1, 2, 4):
        await posted(database, event_id, CHANNEL, 70 + event_id)
    assert await forget(database, KEN, OTHER_GUILD) == (Post(4, OTHER_GUILD, MessageAt(CHANNEL, 74)),)
    assert await forget(database, KEN) == (
        Post(1, GUILD, MessageAt(CHANNEL, 71)),
        Post(2, GUILD, MessageAt(CHANNEL, 72)),
    )
    assert await forget(database, KEN) == ()


async def test_a_forgotten_thanks_can_still_be_withdrawn(database: Database) -> None:
    await give(database, thanks(1, KEN))
    await forget(database, KEN)
    assert states(await moderate(database, act(90))) == {None: "withdrawn"}


# --- speed


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_every_question_to_the_ledger_uses_an_index(database: Database) -> None:
    asked: list[tuple[str, Any]] = []

    def listen(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE")):
            asked.append((statement, parameters))

    for engine in (database._reader, database._writer):
        event.listen(engine.sync_engine, "before_cursor_execute", listen)
    await give(database, thanks(1, KEN, MIO))
    await posted(database, 1, CHANNEL, 70)
    await undo(database, 1, AOI, NOON)
    await moderate(database, act(90))
    await balance(database, GUILD, KEN, NOON)
    await search(database, GUILD, text="a", include={"counted"}, before=Place(NOON, 1, 1))
    await search(database, GUILD, member=KEN)
    await acts(database, GUILD, 1)
    await export(database, KEN)
    questions = list(asked)
    assert len(questions) > 15
    async with database.read() as tx:
        for statement, parameters in questions:
            plan = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = [row.detail for row in plan]
            assert not [step for step in steps if step.startswith("SCAN")], (statement, steps)
            if "ORDER BY gives.given_at DESC" in statement and "helper_id = ?" not in statement:
                assert not [step for step in steps if "TEMP B-TREE" in step], (statement, steps)


async def test_a_long_ledger_is_read_a_page_at_a_time_whatever_its_rows_came_from(database: Database) -> None:
    async with database.write() as tx:
        rows = [
            {
                "event_id": n,
                "helper_id": 500 + n % 40,
                "guild_id": GUILD,
                "channel_id": CHANNEL,
                "helped_id": 600 + n % 37,
                "kind": "other",
                "source": "session",
                "given_at": NOON + n,
                "counts": True,
            }
            for n in range(1, 1001)
        ]
        await tx.execute(insert(gives), rows)
    page = await search(database, GUILD, limit=10)
    assert [row.event_id for row in page.gives] == list(range(1000, 990, -1))
    assert page.next == Place(NOON + 991, 991, 500 + 991 % 40)
