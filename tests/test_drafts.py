"""Drafts: what a form refused is kept for its author, for a day."""

import pytest

from bot.db import Database
from bot.features.drafts import Draft, discard, expire, export, forget, keep, look

AOI, KEN = 10**18 + 1, 10**18 + 2
NOON = 1_750_000_000
DAY = 86_400


def draft(draft_id: int, user_id: int = AOI, at: int = NOON, **changes: str) -> Draft:
    typed = {"form": "thanks.note", "fields": '{"note": "長すぎる"}'} | changes
    return Draft(draft_id, user_id, typed["form"], typed["fields"], at)


async def test_a_draft_is_there_again_for_its_author_only(database: Database) -> None:
    await keep(database, draft(1))
    assert await look(database, 1, AOI, NOON) == draft(1)
    assert await look(database, 1, AOI, NOON) == draft(1), "looking does not take it away"
    assert await look(database, 1, KEN, NOON) is None
    assert await look(database, 2, AOI, NOON) is None


async def test_a_draft_kept_twice_is_one(database: Database) -> None:
    await keep(database, draft(1))
    await keep(database, draft(1, fields="{}"))
    assert await look(database, 1, AOI, NOON) == draft(1)


async def test_a_draft_is_discarded_by_its_author_only(database: Database) -> None:
    await keep(database, draft(1))
    await discard(database, 1, KEN)
    assert await look(database, 1, AOI, NOON) is not None
    await discard(database, 1, AOI)
    await discard(database, 1, AOI)
    assert await look(database, 1, AOI, NOON) is None


async def test_a_draft_is_kept_for_a_day(database: Database) -> None:
    await keep(database, draft(1))
    await keep(database, draft(2, at=NOON + 1))
    assert await look(database, 1, AOI, NOON + DAY - 1) is not None
    assert await look(database, 1, AOI, NOON + DAY) is None, "even before it is cleared away"
    assert await expire(database, NOON + DAY) == 1
    assert await expire(database, NOON + DAY) == 0
    assert await look(database, 2, AOI, NOON + DAY) is not None


async def test_the_oldest_of_six_makes_room(database: Database) -> None:
    await keep(database, draft(99, KEN))
    for n in range(6):
        await keep(database, draft(n + 1, at=NOON + n))
    assert await look(database, 1, AOI, NOON) is None
    for n in range(2, 7):
        assert await look(database, n, AOI, NOON) is not None
    assert await look(database, 99, KEN, NOON) is not None


async def test_an_export_holds_ones_own_drafts(database: Database) -> None:
    await keep(database, draft(1))
    await keep(database, draft(2, KEN))
    assert (await export(database, AOI))["drafts"] == [
        {"id": 1, "user_id": AOI, "form": "thanks.note", "fields": '{"note": "長すぎる"}', "kept_at": NOON}
    ]


@pytest.mark.parametrize("about", [{"form": f"thanks.note:{KEN}:9"}, {"fields": f'{{"to": "{KEN}"}}'}])
async def test_forgetting_drops_ones_own_drafts_and_those_about_oneself(
    database: Database, about: dict[str, str]
) -> None:
    await keep(database, draft(1, KEN))
    await keep(database, draft(2, AOI, **about))
    await keep(database, draft(3, AOI, fields=f'{{"note": "{KEN}0"}}'))
    await forget(database, KEN)
    assert (await export(database, KEN))["drafts"] == []
    assert [row["id"] for row in (await export(database, AOI))["drafts"]] == [3]
