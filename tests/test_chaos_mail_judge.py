"""The judge of the courier's chaos runs must be able to fail: each broken delivery breaks what it should."""

import random
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.db import open_database
from bot.sandbox.server import StandIn
from tests.chaos.courier import DELIVERIES_ON_DISK
from tests.chaos.ledger import on_disk
from tests.chaos.lives import Vigil
from tests.chaos.mail import Mail
from tests.chaos.mail_judge import PROMISES, Arrival, Letter, Row, broken, late_ms

ROOM, PORCH = 7, 8
DUE = 1_790_000_000

LETTER = Letter(1, "notice 1", ROOM, "100", DUE)
ARRIVAL = Arrival(500, ROOM, "100", DUE + 0.2)
ROW = Row("notice 1", "sent", 1, 200, 500)
TWIN = Letter(2, "notice 2", ROOM, "100", DUE)
TWINS_ARRIVAL = Arrival(501, ROOM, "100", DUE + 0.3)
TWINS_ROW = Row("notice 2", "sent", 1, 300, 501)


def promises(
    letters: list[Letter], rows: list[Row], arrivals: list[Arrival], *, over: bool = True
) -> set[str]:
    return {promise for promise, _, _ in broken(letters, rows, arrivals, over=over)}


def test_what_arrived_once_and_is_settled_breaks_nothing() -> None:
    assert promises([LETTER], [ROW], [ARRIVAL]) == set()
    assert promises([LETTER, TWIN], [ROW, TWINS_ROW], [ARRIVAL, TWINS_ARRIVAL]) == set()
    # Which of two that are alike is which, nobody can tell.
    crossed = [ROW._replace(message_id=501), TWINS_ROW._replace(message_id=500)]
    assert promises([LETTER, TWIN], crossed, [ARRIVAL, TWINS_ARRIVAL]) == set()


@pytest.mark.parametrize("state", ["waiting", "claimed"])
@pytest.mark.parametrize("arrivals", [[], [ARRIVAL]])
def test_while_the_bot_is_killed_it_may_have_arrived_or_not(state: str, arrivals: list[Arrival]) -> None:
    row = ROW._replace(state=state, message_id=None)
    assert promises([LETTER], [row], arrivals, over=False) == set()


@pytest.mark.parametrize(
    ("promise", "letters", "rows", "arrivals"),
    [
        ("lost", [LETTER], [ROW], []),
        ("lost", [LETTER, TWIN], [ROW, TWINS_ROW], [ARRIVAL]),
        ("seen_twice", [LETTER], [ROW], [ARRIVAL, TWINS_ARRIVAL]),
        ("early", [LETTER], [ROW], [ARRIVAL._replace(at=DUE - 0.1)]),
        ("unplanned", [LETTER], [ROW], [ARRIVAL, Arrival(501, PORCH, "100", DUE + 1)]),
        ("unplanned", [LETTER], [ROW], [ARRIVAL, Arrival(501, ROOM, "101", DUE + 1)]),
        ("unsettled", [LETTER], [ROW._replace(state="claimed", message_id=None)], [ARRIVAL]),
        ("unsettled", [LETTER], [ROW._replace(state="waiting", message_id=None)], [ARRIVAL]),
        ("given_up", [LETTER], [ROW._replace(state="failed", message_id=None)], [ARRIVAL]),
        ("given_up", [LETTER], [ROW._replace(state="skipped", message_id=None)], [ARRIVAL]),
        ("given_up", [LETTER], [], [ARRIVAL]),
        ("settled_wrongly", [LETTER], [ROW._replace(message_id=None)], [ARRIVAL]),
        ("settled_wrongly", [LETTER], [ROW._replace(message_id=501)], [ARRIVAL]),
        ("settled_wrongly", [LETTER], [ROW], [ARRIVAL._replace(place=PORCH)]),
        (
            "settled_wrongly",
            [LETTER, TWIN],
            [ROW, TWINS_ROW._replace(message_id=500)],
            [ARRIVAL, TWINS_ARRIVAL],
        ),
    ],
)
def test_a_broken_delivery_is_noticed(
    promise: str, letters: list[Letter], rows: list[Row], arrivals: list[Arrival]
) -> None:
    assert promise in PROMISES
    assert promise in promises(letters, rows, arrivals)


@pytest.mark.parametrize("promise", ["seen_twice", "early", "settled_wrongly", "given_up", "unplanned"])
def test_what_can_never_be_mended_is_noticed_at_once(promise: str) -> None:
    wrong = {
        "seen_twice": ([ROW], [ARRIVAL, TWINS_ARRIVAL]),
        "early": ([ROW], [ARRIVAL._replace(at=DUE - 0.1)]),
        "settled_wrongly": ([ROW], []),
        "given_up": ([ROW._replace(state="failed")], [ARRIVAL]),
        "unplanned": ([ROW], [ARRIVAL, Arrival(501, PORCH, "", DUE + 1)]),
    }
    rows, arrivals = wrong[promise]
    assert promise in promises([LETTER], rows, arrivals, over=False)


def test_lateness_leaves_out_the_time_in_which_nobody_was_up() -> None:
    assert late_ms(100, 100.25, []) == 250
    assert late_ms(100, 110, [(90, 104), (106, 107), (109.5, 200)]) == 10_000 - 4000 - 1000 - 500
    assert late_ms(100, 110, [(0, 50), (111, 120)]) == 10_000
    assert late_ms(100, 110, [(0, 200)]) == 0


def test_the_bot_is_down_while_none_of_its_processes_is_up() -> None:
    instants = iter([1.0, 4.0, 5.0])
    vigil = Vigil(lambda: next(instants))
    for turn in (vigil.woke, vigil.woke, vigil.died, vigil.died, vigil.woke):
        turn()
    assert vigil.spells == [(0.0, 1.0), (4.0, 5.0)]


async def test_the_mail_is_planned_with_the_bot_and_seen_by_those_it_is_for(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/engawa.db"
    standin = StandIn()
    application = standin.world.add_application("Engawa", "made-up.token")
    mail = Mail(standin.world, Clock(), application, random.Random(1))
    database = await open_database(url)
    await mail.move_in(database)
    await mail.plan(database, 40, DUE, 60)
    rows = [Row(*row) for row in await on_disk(url, DELIVERIES_ON_DISK)]
    await database.close()

    assert {row.key for row in rows} == {letter.key for letter in mail.letters}
    assert len(mail.letters) == mail.missing() == 40
    assert all(DUE <= letter.due_at < DUE + 60 for letter in mail.letters)
    letter = next(letter for letter in mail.letters if letter.place in standin.world.channels)
    channel = standin.world.channels[letter.place]
    post = standin.world.post(channel, application.id, f"Nothing came to <#{letter.mark}>.", nonce="5")
    assert [arrival[:3] for arrival in mail.arrivals] == [(post.id, letter.place, letter.mark)]
    assert post.nonce is None
