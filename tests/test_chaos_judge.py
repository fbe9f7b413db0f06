"""The judge of the chaos runs must be able to fail: each broken ledger breaks just the promise it should."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.db import open_database
from bot.features import giving
from tests.chaos.judge import PROMISES, Post, Row, Wish, broken
from tests.chaos.ledger import ledger

AOI, KEN, MIO, HANA = 1, 2, 3, 4
NOTE = "w1 the invoice template"
TAKEN_BACK = "<@1> took this thanks back."

SAID = Wish(1, AOI, (KEN, MIO), asked=2, told=True, heard=True)
TO_KEN = Row(10, KEN, AOI, NOTE, 100, counts=True, undone=False)
TO_MIO = TO_KEN._replace(helper_id=MIO)
POST = Post(100, 1, f"<@1> thanks <@2> and <@3>\n> {NOTE}")


def promises(wishes: list[Wish], rows: list[Row], posts: list[Post], *, over: bool = True) -> set[str]:
    return {promise for promise, _, _ in broken(wishes, rows, posts, over=over)}


def test_a_thanks_that_is_recorded_and_posted_once_breaks_nothing() -> None:
    assert promises([SAID], [TO_KEN, TO_MIO], [POST]) == set()


def test_a_thanks_that_nobody_was_told_of_may_be_recorded_or_not() -> None:
    silent = replace(SAID, told=False)
    unseen = [TO_KEN._replace(message_id=None), TO_MIO._replace(message_id=None)]

    assert promises([silent], unseen, [], over=False) == set()
    assert promises([silent], [], [], over=False) == set()


def test_a_post_that_came_while_the_bot_was_killed_need_not_be_noted() -> None:
    unseen = [TO_KEN._replace(message_id=None), TO_MIO._replace(message_id=None)]
    assert promises([SAID], unseen, [POST]) == set()


def test_a_thanks_taken_back_is_taken_back_on_both_sides() -> None:
    undone = [TO_KEN._replace(undone=True), TO_MIO._replace(undone=True)]
    wish = replace(SAID, undo="confirmed")

    assert promises([wish], undone, [POST._replace(content=TAKEN_BACK)]) == set()
    # Committed, and killed before the post said so: pressing again is still to come.
    assert promises([replace(SAID, undo="asked")], undone, [POST], over=False) == set()


RECORDED = [TO_KEN, TO_MIO]
UNDONE = [TO_KEN._replace(undone=True), TO_MIO._replace(undone=True)]


@pytest.mark.parametrize(
    ("promise", "wish", "rows", "posts"),
    [
        ("lost", SAID, [], [POST]),
        ("recorded_twice", SAID, [*RECORDED, TO_KEN._replace(event_id=11)], [POST]),
        ("recorded_in_part", SAID, [TO_KEN], [POST]),
        ("recorded_unasked", SAID, [*RECORDED, TO_KEN._replace(helper_id=HANA)], [POST]),
        ("recorded_unasked", SAID, [*RECORDED, TO_KEN._replace(note="w2 nothing")], [POST]),
        ("posted_without_record", replace(SAID, told=False), [], [POST]),
        ("posted_twice", SAID, RECORDED, [POST, POST._replace(message_id=101)]),
        ("never_posted", SAID, RECORDED, []),
        ("post_elsewhere", SAID, [TO_KEN, TO_MIO._replace(message_id=101)], [POST]),
        ("other_words", SAID, RECORDED, [POST._replace(content="> w1 other words")]),
        ("miscounted", SAID, [TO_KEN, TO_MIO._replace(counts=False)], [POST]),
        ("miscounted", replace(SAID, in_return=True), RECORDED, [POST]),
        ("undo_lost", replace(SAID, undo="confirmed"), RECORDED, [POST]),
        ("undo_lost", replace(SAID, undo="asked"), RECORDED, [POST._replace(content=TAKEN_BACK)]),
        ("undo_lost", replace(SAID, undo="asked"), RECORDED, [POST]),
        ("undone_unasked", SAID, UNDONE, [POST]),
        ("undone_unasked", replace(SAID, undo="too late"), UNDONE, [POST]),
        ("undone_unasked", replace(SAID, undo="confirmed"), [TO_KEN, UNDONE[1]], [POST]),
    ],
)
def test_a_broken_ledger_is_noticed(promise: str, wish: Wish, rows: list[Row], posts: list[Post]) -> None:
    assert promise in PROMISES
    assert promise in promises([wish], rows, posts)


async def test_the_ledger_is_read_from_the_file_as_the_bot_wrote_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/engawa.db"
    database = await open_database(url)
    thanks = giving.Thanks(10, 7, 8, AOI, (KEN, MIO), NOTE, at=1_750_000_000)
    await giving.give(database, thanks)
    await giving.posted(database, 10, 8, 100)

    # What a killed process leaves: its journal is not folded into the file yet.
    assert sorted(await ledger(url, guild_id=7)) == [TO_KEN, TO_MIO]
    assert await ledger(url, guild_id=9) == []
    await giving.undo(database, 10, AOI, 1_750_000_001)
    assert all(row.undone for row in await ledger(url, guild_id=7))
    await database.close()
