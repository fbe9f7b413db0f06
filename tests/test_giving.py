"""Thanks on a real database: recorded once, posted once, taken back, counted."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from bot.db import Database
from bot.errors import Refusal
from bot.features.giving import (
    Balance,
    Given,
    MessageAt,
    Thanks,
    Undone,
    Unsure,
    balance,
    give,
    not_posted,
    posted,
    thanks_of,
    undo,
)
from bot.features.giving.tables import gives

GUILD, OTHER_GUILD, CHANNEL, OTHER_CHANNEL = (10**17 + n for n in range(4))
AOI, KEN, MIO, YUI, SORA = (10**18 + n for n in range(5))
NOON = 1_750_000_000
MINUTE, DAY = 60, 86_400


def thanks(event_id: int, *to: int, by: int = AOI, at: int = NOON, **more: Any) -> Thanks:
    said: dict[str, Any] = {"guild_id": GUILD, "channel_id": CHANNEL, "note": "for the template"} | more
    return Thanks(id=event_id, helped_id=by, helper_ids=to or (KEN,), at=at, **said)


async def rows(db: Database) -> int:
    async with db.read() as tx:
        return await tx.scalar(select(func.count()).select_from(gives)) or 0


async def counts(db: Database, event_id: int) -> list[bool]:
    return [row.counts for row in await thanks_of(db, GUILD, event_id)]


async def key_of(refused: Awaitable[object]) -> str:
    with pytest.raises(Refusal) as caught:
        await refused
    return caught.value.key


async def together(*calls: Awaitable[Any]) -> tuple[list[Any], list[str]]:
    """What came of calls made at the same time: the results, and the keys of the refusals."""
    results = await asyncio.gather(*calls, return_exceptions=True)
    refusals = [result.key for result in results if isinstance(result, Refusal)]
    fine = [result for result in results if not isinstance(result, BaseException)]
    assert len(refusals) + len(fine) == len(results), results
    return fine, refusals


# --- recording


async def test_a_thanks_is_one_row_for_each_receiver(database: Database) -> None:
    about = MessageAt(OTHER_CHANNEL, 10**18 + 50)
    given = await give(database, thanks(1, MIO, KEN, kind="review", note=" for\u200b it ", about=about))
    assert given == Given(1, GUILD, CHANNEL, AOI, (MIO, KEN), "for it", "review", about, NOON)
    ken, mio = await thanks_of(database, GUILD, 1)
    assert (ken.helper_id, mio.helper_id) == (KEN, MIO)
    for row in (ken, mio):
        assert (row.helped_id, row.channel_id, row.kind, row.note) == (AOI, CHANNEL, "review", "for it")
        assert (row.about, row.source, row.given_at, row.state) == (about, "thanks", NOON, "counted")
        assert row.post is None


async def test_a_refused_thanks_leaves_no_row(database: Database) -> None:
    refused = give(database, thanks(1, KEN, MIO, bots=frozenset({MIO})))
    assert await key_of(refused) == "thanks-to-a-bot"
    assert await rows(database) == 0


async def test_a_replayed_interaction_counts_once(database: Database) -> None:
    first = await give(database, thanks(1, KEN, MIO))
    again = await give(database, thanks(1, KEN, MIO, at=NOON + 1))
    assert (first.look_first, again.look_first, again.message_id) == (False, True, None)
    assert (again.event_id, again.given_at) == (1, NOON)
    assert await rows(database) == 2
    await posted(database, 1, CHANNEL, 70)
    once_more = await give(database, thanks(1, KEN, MIO, at=NOON + 2))
    assert (once_more.look_first, once_more.message_id, once_more.channel_id) == (False, 70, CHANNEL)
    assert await rows(database) == 2


async def test_an_interaction_delivered_many_times_at_once_counts_once(database: Database) -> None:
    fine, refusals = await together(*(give(database, thanks(1, KEN, MIO)) for _ in range(8)))
    assert refusals == []
    assert sorted(given.look_first for given in fine) == [False] + [True] * 7
    assert await rows(database) == 2


async def test_the_same_thanks_sent_many_times_at_once_counts_once(database: Database) -> None:
    fine, refusals = await together(*(give(database, thanks(n)) for n in range(1, 9)))
    assert len(fine) == 1
    assert refusals == ["thanks-on-its-way"] * 7
    assert await rows(database) == 1


async def test_servers_do_not_know_of_each_other(database: Database) -> None:
    await give(database, thanks(1))
    await give(database, thanks(2, guild_id=OTHER_GUILD))
    back = await give(database, thanks(3, AOI, by=KEN, at=NOON + 1))
    elsewhere = await give(database, thanks(4, AOI, by=MIO, guild_id=OTHER_GUILD))
    assert (back.not_counted, elsewhere.not_counted) == ((AOI,), ())


# --- allowance and pause


async def test_ten_receivers_a_day_however_they_are_grouped(database: Database) -> None:
    await give(database, thanks(1, 11, 12, 13, 14, 15))
    await give(database, thanks(2, 21, 22, 23, 24))
    assert await key_of(give(database, thanks(3, 31, 32))) == "thanks-too-many"
    await give(database, thanks(4, 31))
    assert await key_of(give(database, thanks(5, 41))) == "thanks-too-many"
    assert await rows(database) == 10


async def test_the_allowance_is_that_of_the_servers_local_day(database: Database) -> None:
    # 2025-06-15 15:06 UTC: in Tokyo the 16th began six minutes ago.
    await give(database, thanks(1, at=NOON - 10 * MINUTE), allowance=1, zone="Asia/Tokyo")
    assert await key_of(give(database, thanks(2, MIO), allowance=1)) == "thanks-too-many"
    await give(database, thanks(3, MIO), allowance=1, zone="Asia/Tokyo")


async def test_the_allowance_reaches_over_a_day_of_25_hours(database: Database) -> None:
    began = 1_761_429_600  # 2025-10-26 in Berlin: the clocks go back
    await give(database, thanks(1, at=began), allowance=1, zone="Europe/Berlin")
    late = give(database, thanks(2, MIO, at=began + 25 * 3600 - 1), allowance=1, zone="Europe/Berlin")
    assert await key_of(late) == "thanks-too-many"
    await give(database, thanks(3, MIO, at=began + 25 * 3600), allowance=1, zone="Europe/Berlin")


async def test_help_recorded_by_other_means_uses_no_allowance_and_makes_nobody_wait(
    database: Database,
) -> None:
    elsewhere = {
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "kind": "time",
        "source": "session",
        "counts": True,
    }
    people = [{"helper_id": KEN, "helped_id": AOI}, {"helper_id": AOI, "helped_id": KEN}]
    async with database.write() as tx:
        for n, pair in enumerate(people):
            await tx.execute(insert(gives).values(event_id=n + 50, given_at=NOON, **elsewhere, **pair))
    given = await give(database, thanks(1), allowance=1)
    assert given.not_counted == ()
    assert (await balance(database, GUILD, KEN, NOON)).periods[0].given == {"time": 1, "other": 1}


async def test_simultaneous_thanks_do_not_pass_the_allowance(database: Database) -> None:
    fine, refusals = await together(*(give(database, thanks(n, 100 + n)) for n in range(1, 15)))
    assert len(fine) == 10
    assert refusals == ["thanks-too-many"] * 4
    assert await rows(database) == 10


async def test_an_undone_thanks_uses_its_allowance_and_can_be_said_again_at_once(database: Database) -> None:
    await give(database, thanks(1), allowance=2)
    await posted(database, 1, CHANNEL, 70)
    await undo(database, 1, AOI, NOON + 1)
    again = await give(database, thanks(2, at=NOON + 2), allowance=2)
    assert (again.event_id, again.look_first) == (2, False)
    assert await key_of(give(database, thanks(3, MIO, at=NOON + 3), allowance=2)) == "thanks-too-many"


async def test_the_same_pair_waits_ten_minutes(database: Database) -> None:
    await give(database, thanks(1))
    await posted(database, 1, CHANNEL, 70)
    assert await key_of(give(database, thanks(2, MIO, KEN, at=NOON + 599))) == "thanks-too-soon"
    await give(database, thanks(3, MIO, KEN, at=NOON + 600))


# --- thanks back


async def test_a_thanks_back_within_a_day_is_recorded_but_not_counted(database: Database) -> None:
    await give(database, thanks(1, KEN))
    back = await give(database, thanks(2, AOI, MIO, by=KEN, at=NOON + DAY - 1))
    assert back.not_counted == (AOI,)
    assert {row.helper_id: row.state for row in await thanks_of(database, GUILD, 2)} == {
        AOI: "thanks_back",
        MIO: "counted",
    }


async def test_a_day_later_it_is_a_thanks_of_its_own(database: Database) -> None:
    await give(database, thanks(1, KEN))
    assert (await give(database, thanks(2, AOI, by=KEN, at=NOON + DAY))).not_counted == ()


async def test_a_courtesy_in_return_takes_nothing_from_the_next_real_help(database: Database) -> None:
    await give(database, thanks(1, KEN))
    await give(database, thanks(2, AOI, by=KEN, at=NOON + 1))
    await posted(database, 1, CHANNEL, 70)
    assert (await give(database, thanks(3, KEN, at=NOON + 3600))).not_counted == ()


async def test_of_two_who_thank_each_other_at_the_same_time_one_counts(database: Database) -> None:
    for n in range(5):
        at = NOON + 2 * n * DAY
        await asyncio.gather(
            give(database, thanks(10 * n + 1, KEN, by=AOI, at=at)),
            give(database, thanks(10 * n + 2, AOI, by=KEN, at=at)),
        )
        assert sorted(await counts(database, 10 * n + 1) + await counts(database, 10 * n + 2)) == [
            False,
            True,
        ]


async def test_an_undone_thanks_is_not_thanked_back(database: Database) -> None:
    await give(database, thanks(1, KEN))
    await undo(database, 1, AOI, NOON + 1)
    assert (await give(database, thanks(2, AOI, by=KEN, at=NOON + 2))).not_counted == ()


async def test_what_answered_a_thanks_counts_once_that_is_undone(database: Database) -> None:
    await give(database, thanks(1, KEN, MIO))
    await give(database, thanks(2, AOI, by=KEN, at=NOON + 1))
    await undo(database, 1, AOI, NOON + 2)
    assert await counts(database, 2) == [True]


# --- killed between the record and the post


async def test_a_thanks_that_was_never_posted_is_posted_when_it_is_repeated(database: Database) -> None:
    await give(database, thanks(1, KEN, MIO), allowance=2, run=1)
    again = await give(database, thanks(2, MIO, KEN, at=NOON + 1), allowance=2, run=2)
    assert (again.event_id, again.look_first, again.channel_id) == (1, True, CHANNEL)
    assert again.helper_ids == (MIO, KEN)
    assert await rows(database) == 2
    await posted(database, again.event_id, CHANNEL, 70)
    assert await key_of(give(database, thanks(3, KEN, MIO, at=NOON + 2), run=2)) == "thanks-too-soon"


async def test_a_repetition_brings_its_own_words(database: Database) -> None:
    about = MessageAt(CHANNEL, 60)
    await give(database, thanks(1, KEN, MIO, note="tempalte", about=about), run=1)
    better = thanks(2, KEN, MIO, note="template", kind="resource", channel_id=OTHER_CHANNEL)
    again = await give(database, better, run=2)
    assert (again.note, again.kind, again.about, again.channel_id) == ("template", "resource", None, CHANNEL)
    for row in await thanks_of(database, GUILD, 1):
        assert (row.note, row.kind, row.about, row.channel_id) == ("template", "resource", None, CHANNEL)
    await posted(database, 1, OTHER_CHANNEL, 70)
    assert {row.post for row in await thanks_of(database, GUILD, 1)} == {MessageAt(OTHER_CHANNEL, 70)}


async def test_only_one_of_many_repetitions_posts_it(database: Database) -> None:
    await give(database, thanks(1), run=1)
    fine, refusals = await together(*(give(database, thanks(n, at=NOON + 1), run=2) for n in range(2, 10)))
    assert [given.event_id for given in fine] == [1]
    assert refusals == ["thanks-on-its-way"] * 7
    assert await rows(database) == 1


async def test_a_repetition_that_is_killed_too_is_repeated_again(database: Database) -> None:
    await give(database, thanks(1), run=1)
    await give(database, thanks(2, at=NOON + 1), run=2)
    assert (await give(database, thanks(3, at=NOON + 2), run=3)).event_id == 1
    assert await rows(database) == 1


async def test_a_repetition_delivered_twice_is_the_same_repetition(database: Database) -> None:
    await give(database, thanks(1), run=1)
    first = await give(database, thanks(2, at=NOON + 1), run=2)
    assert await give(database, thanks(2, at=NOON + 2), run=2) == first


async def test_a_thanks_whose_post_failed_is_repeated_at_once(database: Database) -> None:
    await give(database, thanks(1))
    assert await key_of(give(database, thanks(2, at=NOON + 1))) == "thanks-on-its-way"
    await not_posted(database, 1, 2)  # not the one that is posting it
    assert await key_of(give(database, thanks(3, at=NOON + 1))) == "thanks-on-its-way"
    await not_posted(database, 1, 1)
    assert (await give(database, thanks(4, at=NOON + 1))).event_id == 1
    assert await rows(database) == 1


async def test_an_undone_thanks_is_not_posted_by_its_repetition(database: Database) -> None:
    await give(database, thanks(1), run=1)
    await undo(database, 1, AOI, NOON + 1)
    assert (await give(database, thanks(2, at=NOON + 2), run=2)).event_id == 2


async def test_the_same_words_an_hour_later_post_the_thanks_that_was_lost(database: Database) -> None:
    await give(database, thanks(1), run=1)
    again = await give(database, thanks(2, at=NOON + 3600), run=2)
    assert again.event_id == 1
    undone = await undo(database, 1, AOI, NOON + 3600 + 5 * MINUTE)
    assert not undone.again, "five minutes from when it was first seen"


async def test_midnight_does_not_hide_a_thanks_that_was_lost(database: Database) -> None:
    midnight = NOON - NOON % DAY
    await give(database, thanks(1, at=midnight - 1), run=1)
    assert (await give(database, thanks(2, at=midnight), run=2)).event_id == 1
    await posted(database, 1, CHANNEL, 70)
    assert await key_of(give(database, thanks(3, at=midnight + 1), run=2)) == "thanks-too-soon"


async def test_other_words_an_hour_later_are_another_thanks_if_the_first_was_seen(database: Database) -> None:
    await give(database, thanks(1), run=1)
    later = thanks(2, at=NOON + 3600, note="for the review")
    assert await give(database, later, run=2) == Unsure(1, CHANNEL)
    assert await rows(database) == 1
    await posted(database, 1, CHANNEL, 70)
    assert (await give(database, later, run=2)).event_id == 2


async def test_other_words_an_hour_later_replace_those_that_nobody_has_seen(database: Database) -> None:
    await give(database, thanks(1), run=1)
    later = thanks(2, at=NOON + 3600, note="for the review")
    again = await give(database, later, run=2, never_seen={1})
    assert (again.event_id, again.note, again.look_first) == (1, "for the review", True)
    assert [row.note for row in await thanks_of(database, GUILD, 1)] == ["for the review"]


async def test_the_first_word_about_the_post_stays(database: Database) -> None:
    await give(database, thanks(1))
    await posted(database, 1, CHANNEL, 70)
    await posted(database, 1, OTHER_CHANNEL, 71)
    assert [row.post for row in await thanks_of(database, GUILD, 1)] == [MessageAt(CHANNEL, 70)]


# --- undo


async def test_its_author_takes_a_thanks_back_and_the_rows_stay(database: Database) -> None:
    await give(database, thanks(1, KEN, MIO))
    undone = await undo(database, 1, AOI, NOON + 5 * MINUTE)
    assert not undone.again
    assert [row.state for row in undone.gives] == ["undone", "undone"]
    assert await thanks_of(database, GUILD, 1) == undone.gives


async def test_taking_it_back_twice_is_harmless_even_later(database: Database) -> None:
    await give(database, thanks(1))
    first = await undo(database, 1, AOI, NOON + 1)
    assert await undo(database, 1, AOI, NOON + DAY) == Undone(first.gives, again=True)


async def test_of_two_presses_at_once_one_is_the_first(database: Database) -> None:
    await give(database, thanks(1))
    fine, _ = await together(*(undo(database, 1, AOI, NOON + 1) for _ in range(4)))
    assert sorted(undone.again for undone in fine) == [False, True, True, True]


async def test_nobody_else_takes_it_back_nor_its_author_too_late(database: Database) -> None:
    await give(database, thanks(1))
    assert await key_of(undo(database, 1, KEN, NOON + 1)) == "thanks-undo-not-yours"
    assert await key_of(undo(database, 1, AOI, NOON + 5 * MINUTE + 1)) == "thanks-undo-too-late"
    assert await key_of(undo(database, 2, AOI, NOON)) == "thanks-undo-gone"
    assert [row.state for row in await thanks_of(database, GUILD, 1)] == ["counted"]


# --- balance


def figures(found: Balance) -> list[tuple[Any, ...]]:
    return [
        (p.days, dict(p.given), dict(p.received), p.people_helped, p.people_who_helped) for p in found.periods
    ]


async def test_a_balance_tells_what_was_given_and_received_by_kind_and_period(database: Database) -> None:
    now = NOON + 400 * DAY
    await give(database, thanks(1, KEN, MIO, kind="answer", at=now - 366 * DAY))
    await give(database, thanks(2, KEN, MIO, kind="answer", at=now - 365 * DAY + 1))
    await give(database, thanks(3, KEN, kind="review", at=now - 90 * DAY + 1))
    await give(database, thanks(4, KEN, by=YUI, kind="review", at=now - 30 * DAY + 1))
    await give(database, thanks(5, SORA, by=KEN, kind="time", at=now))
    assert figures(await balance(database, GUILD, KEN, now)) == [
        (30, {"review": 1}, {"time": 1}, 1, 1),
        (90, {"review": 2}, {"time": 1}, 2, 1),
        (365, {"answer": 1, "review": 2}, {"time": 1}, 2, 1),
    ]
    found = await balance(database, GUILD, KEN, now)
    assert (found.lately_helped, found.lately_helped_by) == ((YUI, AOI), (SORA,))


@pytest.mark.parametrize(
    "ago", [-5, 0, 1, 10 * DAY - 1, 10 * DAY, 45 * DAY, 90 * DAY - 1, 90 * DAY, 200 * DAY]
)
async def test_spans_of_ten_days_are_the_ninety_days(database: Database, ago: int) -> None:
    now = NOON + 400 * DAY
    await give(database, thanks(1, KEN, at=now - ago))
    await give(database, thanks(2, MIO, by=KEN, at=now - 20 * DAY - 1))
    found = await balance(database, GUILD, KEN, now)
    assert [now - span.since for span in found.spans] == [days * DAY for days in range(90, 0, -10)]
    ninety = next(one for one in found.periods if one.days == 90)
    assert sum(span.given for span in found.spans) == sum(ninety.given.values()) == int(ago < 90 * DAY)
    assert [span.received for span in found.spans] == [0, 0, 0, 0, 0, 0, 1, 0, 0]
    if ago < 90 * DAY:
        assert found.spans[8 - max(0, ago) // (10 * DAY)].given == 1


async def test_a_balance_leaves_out_what_does_not_count(database: Database) -> None:
    await give(database, thanks(1, KEN))
    await give(database, thanks(2, AOI, by=KEN, at=NOON + 1))  # a thanks back
    await give(database, thanks(3, MIO, at=NOON + 2))
    await undo(database, 3, AOI, NOON + 3)
    await give(database, thanks(4, KEN, by=AOI, guild_id=OTHER_GUILD))
    found = await balance(database, GUILD, AOI, NOON + 4)
    assert figures(found)[0] == (30, {}, {"other": 1}, 0, 1)
    assert (found.lately_helped, found.lately_helped_by) == ((), (KEN,))


async def test_a_balance_names_the_five_latest_people(database: Database) -> None:
    for n in range(7):
        await give(database, thanks(n + 1, KEN, by=200 + n, at=NOON + n))
    found = await balance(database, GUILD, KEN, NOON + 10)
    assert found.lately_helped == (206, 205, 204, 203, 202)
    assert found.periods[0].people_helped == 7
