"""The judge of a day of sessions must be able to fail: each broken promise is noticed as just that."""

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.db import open_database
from bot.sandbox.exchange import Exchange
from bot.sandbox.server import StandIn
from tests.chaos.company import RECAP, Company
from tests.chaos.judge import Broken
from tests.chaos.ledger import on_disk
from tests.chaos.points import SESSIONS
from tests.chaos.session_judge import (
    PROMISES,
    Noted,
    Presence,
    Press,
    Stay,
    attendance_lost,
    attended_too_long,
    broken_presses,
    missing_of,
    not_continued,
)
from tests.chaos.sessions import ANSWERS, DECLARATIONS, DELIVERIES, STAGES, STALE, STAYS
from tests.gathering import HOUR

ROOM, AOI = 7, 3
BEGAN = 1_790_000_000
WATCHED = float(BEGAN), float(BEGAN + HOUR)

YES = Press(1, "answer", 5, AOI, "yes", told=True)
NO = Press(2, "answer", 5, AOI, "no", told=True)
UNHEARD = Press(3, "answer", 5, AOI, "maybe")
WHERE = ("answer", 5, AOI)

THERE = Presence(ROOM, AOI, BEGAN + 100.5, BEGAN + 700.5, WATCHED)
STAY = Stay(ROOM, AOI, BEGAN + 100, BEGAN + 701)


def names(found: Iterable[Broken]) -> list[str]:
    promises = [one.promise for one in found]
    assert set(promises) <= set(PROMISES)
    return promises


# --- what people were told


@pytest.mark.parametrize(
    ("presses", "noted"),
    [
        ([YES], {WHERE: "yes"}),
        ([YES, NO], {WHERE: "no"}),
        ([UNHEARD], {}),
        ([UNHEARD], {WHERE: "maybe"}),
        ([YES, UNHEARD], {WHERE: "yes"}),
        ([YES, UNHEARD], {WHERE: "maybe"}),
        ([YES, replace(YES, user_id=4)], {WHERE: "yes", ("answer", 5, 4): "yes"}),
    ],
)
def test_the_last_that_was_told_may_be_noted_or_what_was_pressed_since(
    presses: list[Press], noted: Noted
) -> None:
    assert names(broken_presses(presses, noted)) == []


@pytest.mark.parametrize(
    ("promise", "presses", "noted"),
    [
        ("press_lost", [YES], {}),
        ("press_lost", [YES, NO], {WHERE: "yes"}),
        ("press_lost", [UNHEARD, YES], {WHERE: "maybe"}),
        ("press_lost", [YES], {WHERE: "no"}),
        ("noted_unasked", [UNHEARD], {WHERE: "yes"}),
        ("noted_unasked", [], {WHERE: "yes"}),
        ("noted_unasked", [YES], {WHERE: "yes", ("answer", 5, 4): "yes"}),
        ("noted_unasked", [YES], {WHERE: "yes", ("answer", 6, AOI): "yes"}),
        ("noted_unasked", [YES], {WHERE: "yes", ("result", 5, AOI): "done"}),
    ],
)
def test_a_lost_press_is_noticed(promise: str, presses: list[Press], noted: Noted) -> None:
    assert names(broken_presses(presses, noted)) == [promise]


# --- what came of it


def test_a_series_that_comes_again_has_its_next_one_ahead_once() -> None:
    again = {1: True, 2: False}
    good = [(1, "over"), (1, "ahead"), (2, "over")]
    assert names(not_continued(again, good)) == []
    for wrong in (
        [(1, "over"), (2, "over")],
        [(1, "ahead"), (2, "over")],
        [*good, (1, "ahead")],
        [(1, "over"), (1, "ahead"), (2, "ahead")],
        [*good, (2, "ahead")],
        [(1, "over"), (1, "ahead")],
    ):
        assert names(not_continued(again, wrong)) == ["not_continued"]


# --- who was there


def test_a_stay_may_come_in_pieces_while_somebody_is_there() -> None:
    pieces = [STAY._replace(until=BEGAN + 300), STAY._replace(began_at=BEGAN + 320)]
    assert names(attended_too_long([THERE], [STAY])) == []
    assert names(attended_too_long([THERE], pieces)) == []


@pytest.mark.parametrize(
    "stays",
    [
        [STAY._replace(began_at=BEGAN + 90)],
        [STAY._replace(until=BEGAN + 710)],
        [STAY._replace(user_id=4)],
        [STAY._replace(channel_id=8)],
        [STAY._replace(until=BEGAN + 400), STAY._replace(began_at=BEGAN + 390)],
    ],
)
def test_a_stay_while_somebody_is_not_there_is_noticed(stays: list[Stay]) -> None:
    assert names(attended_too_long([THERE], stays)) == ["attended_too_long"]


def test_whoever_left_and_came_again_was_not_there_in_between() -> None:
    again = THERE._replace(came=BEGAN + 900.0, left=BEGAN + 1000.0)
    through = STAY._replace(until=BEGAN + 1000)
    assert names(attended_too_long([THERE, again], [through])) == ["attended_too_long"]


@pytest.mark.parametrize(
    ("until", "deaths", "down", "lost"),
    [
        (700, [], [], False),
        (690, [], [], True),
        (650, [BEGAN + 650.0], [], False),
        (630, [BEGAN + 650.0], [], True),
        (590, [BEGAN + 400.0, BEGAN + 650.0], [], False),
        (500, [BEGAN + 650.0], [(BEGAN + 550.0, BEGAN + 800.0)], False),
        (400, [BEGAN + 650.0], [(BEGAN + 550.0, BEGAN + 800.0)], True),
        # A kill just after they left may cost as much: that they left was not written yet.
        (650, [BEGAN + 701.0], [], False),
        (650, [BEGAN + 720.0], [], True),
    ],
)
def test_a_kill_costs_a_minute_of_attendance_and_no_more(
    until: int, deaths: list[float], down: list[tuple[float, float]], *, lost: bool
) -> None:
    stay = STAY._replace(until=BEGAN + until)
    assert names(attendance_lost([THERE], [stay], deaths, down)) == ["attendance_lost"] * lost


def test_only_the_time_in_which_a_room_is_watched_is_missed() -> None:
    early = THERE._replace(came=BEGAN - 500.0)
    missing, _ = missing_of(early, [STAY._replace(began_at=BEGAN)], [], [])
    assert missing == 0


# --- what is planned and seen


async def test_sessions_are_planned_with_the_bot_and_their_posts_known_by_their_buttons(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/engawa.db"
    standin = StandIn()
    application = standin.world.add_application("Engawa", "made-up.token")
    clock = Clock()
    company = Company(standin, clock, application, random.Random(1))
    database = await open_database(url)
    starts_at = int(clock.now()) // 60 * 60 + 2 * HOUR
    await company.plan(database, 0, starts_at)
    rows = await on_disk(url, DELIVERIES)
    for query in (ANSWERS, DECLARATIONS, STAYS, STALE):
        assert await on_disk(url, query) == []
    await database.close()

    keys = {letter.key for letter in company.letters if not letter.mark.startswith("reminder")}
    assert len(keys) == 4
    assert keys < {row[0] for row in rows}
    assert [letter.due_at for letter in company.letters][1:] == [
        starts_at - HOUR,
        starts_at,
        starts_at + HOUR,
        starts_at + HOUR + RECAP,
    ]
    [session] = company.today
    assert company.missing("start") == 1
    button = {"type": 2, "style": 1, "label": "x", "custom_id": f"session.declare:{session.occurrence_id}"}
    row = {"type": 1, "components": [button]}
    post = standin.world.post(session.channel, application.id, "", components=[row])
    assert [arrival[:3] for arrival in company.arrivals] == [
        (post.id, session.channel.id, f"start {session.occurrence_id}")
    ]
    assert company.missing("start") == 0

    company.follow(session.series_id, session.occurrence_id)
    company.follow(session.series_id, 99)
    company.follow(session.series_id, 99)
    assert [letter[1:4] for letter in company.letters[5:]] == [
        ("session.card 99", session.channel.id, "card 99")
    ]


def test_each_request_is_one_step_and_each_step_belongs_to_a_stage() -> None:
    def sent(kind: int | None, *custom_ids: str, content: str = "") -> set[str]:
        data = {"content": content, "components": [{"custom_id": one} for one in custom_ids]}
        body = data if kind is None else {"type": kind, "data": data}
        exchange = Exchange("POST", "/", body=body)
        prefix = "POST /channels" if kind is None else "POST /interactions"
        return {p.step.name for p in SESSIONS if p.step.match.startswith(prefix) and p.step.is_it(exchange)}

    assert sent(None, "session.yes:5", "session.mine:5:1") == {"card"}
    assert sent(None, "session.say:5:yes", "session.mine:5:1") == {"reminder"}
    assert sent(None, "session.declare:5", "session.here:5:1") == {"start"}
    assert sent(None, "session.done:5", "session.line:5:1") == {"close"}
    assert sent(None, "session.line:5:1") == {"recap"}
    assert sent(6) == sent(4, "session.say:5:no") == {"answer"}
    assert sent(4, content="Written down. Enjoy the time.") == {"declaration"}
    assert sent(4, "session.line:5:0") == {"result"}
    assert {point for stage in STAGES for point in stage.points} == set(SESSIONS)
