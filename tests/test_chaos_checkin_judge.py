"""The judge of check-ins in a storm must be able to fail: each broken promise is noticed as just that."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from bot.db import open_database
from bot.features import checkins
from bot.features.checkins import Entry
from bot.sandbox.exchange import Exchange
from bot.sandbox.server import StandIn
from tests.chaos.checkin_judge import PROMISES, Post, Row, Version, Wish, broken
from tests.chaos.checkins import ROWS
from tests.chaos.diarists import Diarists
from tests.chaos.ledger import on_disk
from tests.chaos.points import CHECKINS

AOI, KEN = 1, 2
WORDS, BETTER = "c1 two pages", "c1 three pages"
TOLD = Version(WORDS, shared=True, wants_reply=True, told=True)
SECRET = Version(WORDS, shared=False, wants_reply=True, told=True)
BACK = replace(TOLD, shared=False)
LATER = replace(TOLD, words=BETTER, told=False)
SAID = Wish(1, AOI, [TOLD], sent=2)
ROW = Row(10, AOI, WORDS, shared=True, wants_reply=True)
SHARED, CARD = Post(100, "shared", AOI, WORDS), Post(101, "card", AOI, WORDS)
PRIVATE = ROW._replace(shared=False)


def promises(wish: Wish, rows: list[Row], posts: list[Post], *, over: bool = True) -> set[str]:
    found = {promise for promise, _, _ in broken([wish], rows, posts, over=over)}
    assert found <= set(PROMISES)
    return found


def test_what_is_kept_and_shown_once_breaks_nothing() -> None:
    assert promises(SAID, [ROW], [SHARED, CARD]) == set()
    assert promises(replace(SAID, versions=[SECRET]), [PRIVATE], [CARD._replace(words=None)]) == set()
    assert promises(SAID, [ROW], [], over=False) == set(), "its posts may still come"


def test_what_nobody_was_told_of_may_be_kept_or_not() -> None:
    unheard = replace(SAID, versions=[replace(TOLD, told=False)])
    assert promises(unheard, [], [], over=False) == set()
    assert promises(unheard, [ROW], [SHARED], over=False) == set()
    gone = replace(SAID, versions=[TOLD, BACK])
    assert promises(gone, [PRIVATE], [CARD._replace(words=None)]) == set()
    better = replace(SAID, versions=[TOLD, LATER])
    for row in (ROW, ROW._replace(words=BETTER)):
        assert promises(better, [row], [SHARED, CARD], over=False) == set()


@pytest.mark.parametrize(
    ("promise", "wish", "rows", "posts"),
    [
        ("lost", SAID, [], []),
        ("lost", replace(SAID, versions=[TOLD, replace(LATER, told=True)]), [ROW], [SHARED, CARD]),
        ("kept_twice", SAID, [ROW, ROW._replace(checkin_id=11)], [SHARED, CARD]),
        ("kept_unasked", SAID, [ROW._replace(words="c1 nobody's"), ROW], [SHARED, CARD]),
        ("kept_unasked", SAID, [ROW, ROW._replace(user_id=KEN)], [SHARED, CARD]),
        ("never_kept", replace(SAID, versions=[replace(TOLD, told=False)]), [ROW], [SHARED, CARD]),
        ("shown_unasked", replace(SAID, versions=[SECRET]), [PRIVATE], [SHARED, CARD._replace(words=None)]),
        ("shown_unasked", replace(SAID, versions=[SECRET]), [PRIVATE], [CARD]),
        (
            "shown_unasked",
            replace(SAID, versions=[replace(TOLD, wants_reply=False)]),
            [ROW._replace(wants_reply=False)],
            [SHARED, CARD],
        ),
        ("shown_unasked", replace(SAID, versions=[LATER]), [], [SHARED]),
        ("not_taken_back", replace(SAID, versions=[TOLD, BACK]), [ROW], []),
        ("posted_twice", SAID, [ROW], [SHARED, SHARED._replace(message_id=102), CARD]),
        ("posted_twice", SAID, [ROW], [SHARED, CARD, CARD._replace(message_id=102)]),
        ("never_posted", SAID, [ROW], [SHARED]),
        ("never_posted", SAID, [ROW], [CARD]),
        (
            "other_words",
            replace(SAID, versions=[TOLD, replace(LATER, told=True)]),
            [ROW._replace(words=BETTER)],
            [SHARED, CARD],
        ),
    ],
)
def test_a_broken_promise_is_noticed(promise: str, wish: Wish, rows: list[Row], posts: list[Post]) -> None:
    assert promise in promises(wish, rows, posts)
    if promise not in {"kept_twice", "kept_unasked", "shown_unasked"}:
        assert promises(wish, rows, posts) <= {promise, "never_posted", "never_kept"}


async def test_rows_are_read_and_posts_are_known_as_the_bot_makes_them(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/engawa.db"
    database = await open_database(url)
    await checkins.say(database, Entry(10, 5, AOI, 1_790_000_000, WORDS, shared=True, wants_reply=True))
    [row] = await on_disk(url, ROWS)
    await database.close()
    assert Row(*row) == ROW

    standin = StandIn()
    world = standin.world
    application = world.add_application("Engawa", "made-up.token")
    guild = world.add_guild("Porch", world.add_user("hana", "Hana"))
    channel = world.add_channel(guild, "checkins")
    diarists = Diarists(standin, application, guild, channel, random.Random(1))
    diarists.wishes.append(replace(SAID, user_id=guild.owner_id))
    assert diarists.missing() == 2
    button = {"type": 2, "style": 1, "label": "x", "custom_id": "reply.write:10:7"}
    row = {"type": 1, "components": [button]}
    card = f"<@{guild.owner_id}> would like a reply.\n> {WORDS}"
    world.post(channel, application.id, f"<@{guild.owner_id}> today:\n> {WORDS}")
    world.post(channel, application.id, card, components=[row])
    assert [post[1:] for post in diarists.posts()] == [
        ("shared", guild.owner_id, WORDS),
        ("card", guild.owner_id, WORDS),
    ]
    assert diarists.missing() == 0


def test_each_request_is_one_step() -> None:
    def steps(path: str, body: dict[str, object]) -> set[str]:
        exchange = Exchange("POST", path, body=body)
        return {
            p.step.name
            for p in CHECKINS
            if p.step.match.startswith(f"POST {path}") and p.step.is_it(exchange)
        }

    assert steps("/interactions", {"type": 9, "data": {}}) == {"form"}
    assert steps("/interactions", {"type": 4, "data": {"content": "Kept. Have a good day."}}) == {"kept"}
    assert steps("/channels", {"name": "Check-ins 2026-11-26"}) == {"thread"}
