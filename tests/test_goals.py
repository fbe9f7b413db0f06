"""Goals: theirs alone unless shared, looked at from week to week."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.db import Database
from bot.errors import Refusal
from bot.features import goals
from bot.features.goals import GOALS, WORDS_LIMIT, Goal

GUILD, OTHER_GUILD, AOI, KEN, NOON = 11, 12, 101, 102, 1_750_000_000
MONDAY = date(2026, 11, 30)
FRIDAY = MONDAY + timedelta(days=4)
BOOK = Goal(1, GUILD, AOI, "  write\nthe book ", NOON, step="two pages", day=date(2027, 3, 1))


async def test_a_goal_is_kept_on_one_line_and_once(database: Database) -> None:
    await goals.set_goal(database, BOOK)
    await goals.set_goal(database, BOOK)
    (kept,) = await goals.goals_of(database, GUILD, AOI)
    assert kept == replace(BOOK, words="write the book")
    assert await goals.goals_of(database, OTHER_GUILD, AOI) == ()


async def test_others_see_only_what_is_shared(database: Database) -> None:
    await goals.set_goal(database, BOOK)
    assert await goals.goals_of(database, GUILD, AOI, only_shared=True) == ()
    await goals.share_goal(database, 1, GUILD, AOI, shared=True)
    assert len(await goals.goals_of(database, GUILD, AOI, only_shared=True)) == 1
    await goals.share_goal(database, 1, GUILD, AOI, shared=False)
    assert await goals.goals_of(database, GUILD, AOI, only_shared=True) == ()


async def test_nobody_touches_the_goal_of_another(database: Database) -> None:
    await goals.set_goal(database, BOOK)
    before = await goals.export(database, AOI)
    for who in ((GUILD, KEN), (OTHER_GUILD, AOI)):
        for act in (
            goals.end_goal(database, 1, *who, "done", NOON),
            goals.share_goal(database, 1, *who, shared=True),
            goals.change_goal(database, 1, Goal(9, *who, "mine now", NOON)),
            goals.say_week(database, 1, *who, FRIDAY, "done", NOON),
            goals.goal_of(database, 1, *who),
            goals.reopen_goal(database, 1, *who),
        ):
            with pytest.raises(Refusal, match="goal-gone"):
                await act
    assert await goals.export(database, AOI) == before


async def test_a_few_at_a_time_and_one_that_ended_makes_room(database: Database) -> None:
    for number in range(1, GOALS + 1):
        await goals.set_goal(database, replace(BOOK, id=number))
    with pytest.raises(Refusal, match="goal-too-many"):
        await goals.set_goal(database, replace(BOOK, id=50))
    assert (await goals.end_goal(database, 2, GUILD, AOI, "done", NOON + 1)).ended_at == NOON + 1
    assert (await goals.end_goal(database, 2, GUILD, AOI, "let-go", NOON + 9)).ended_at == NOON + 1
    await goals.set_goal(database, replace(BOOK, id=50))
    assert [one.id for one in await goals.done_lately(database, GUILD, AOI, NOON)] == [2]
    # Taken back while there is room, it goes on as it was.
    with pytest.raises(Refusal, match="goal-too-many"):
        await goals.reopen_goal(database, 2, GUILD, AOI)
    await goals.end_goal(database, 50, GUILD, AOI, "let-go", NOON + 9)
    for _ in range(2):
        assert (await goals.reopen_goal(database, 2, GUILD, AOI)).ended_at is None
    assert await goals.done_lately(database, GUILD, AOI, NOON) == ()


async def test_monday_shows_goals_and_friday_asks_until_it_was_said(database: Database) -> None:
    await goals.set_goal(database, BOOK)
    days = [MONDAY + timedelta(days=n) for n in range(7)]
    asked = [len(await goals.asked_today(database, GUILD, AOI, day)) for day in days]
    assert asked == [1, 0, 0, 0, 1, 0, 0]
    await goals.say_week(database, 1, GUILD, AOI, FRIDAY, "partly", NOON)
    await goals.say_week(database, 1, GUILD, AOI, FRIDAY, "done", NOON + 1)
    assert await goals.weeks_of(database, 1) == {MONDAY: "done"}
    assert await goals.asked_today(database, GUILD, AOI, FRIDAY) == ()
    assert len(await goals.asked_today(database, GUILD, AOI, FRIDAY + timedelta(days=7))) == 1


async def test_a_change_that_comes_late_does_not_undo_a_later_one(database: Database) -> None:
    await goals.set_goal(database, BOOK)
    await goals.change_goal(database, 1, Goal(8, GUILD, AOI, "later", NOON, shared=True))
    await goals.change_goal(database, 1, Goal(7, GUILD, AOI, "earlier", NOON))
    (kept,) = await goals.goals_of(database, GUILD, AOI)
    assert (kept.words, kept.step, kept.day, kept.shared) == ("later", "", None, True)


@pytest.mark.parametrize(
    ("words", "step", "key"),
    [
        (" \u200b", "", "goal-empty"),
        ("x" * (WORDS_LIMIT + 1), "", "goal-too-long"),
        ("x", "y" * 151, "goal-too-long"),
    ],
)
def test_what_is_no_goal_is_refused(words: str, step: str, key: str) -> None:
    with pytest.raises(Refusal, match=key):
        goals.clean(replace(BOOK, words=words, step=step))
