"""Deliveries: what is decided without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.deliveries import (
    Delivery,
    Lateness,
    Send,
    SendLate,
    Skip,
    fate,
    lateness_of,
    occurrence,
    pause,
    place_of,
)

NOON = 1_750_000_000
DAY = 86_400


def delivery(**changes: int | None) -> Delivery:
    return Delivery("reminder 1", "reminder", NOON, **changes)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("changes", "after", "expected"),
    [
        ({}, 0, Send()),
        ({}, 120, Send()),
        ({}, 121, SendLate(121)),
        ({"late_after": 0}, 1, SendLate(1)),
        ({"expires_at": NOON + 900}, 899, SendLate(899)),
        ({"expires_at": NOON + 900}, 900, Skip("expired")),
        ({"expires_at": NOON}, 0, Skip("expired")),
        ({}, 400 * DAY, SendLate(400 * DAY)),
    ],
)
def test_what_is_due_is_sent_sent_as_late_or_skipped(
    changes: dict[str, int | None], after: int, expected: object
) -> None:
    assert fate(delivery(**changes), NOON + after) == expected


def test_pauses_grow_to_a_minute_and_are_scattered() -> None:
    assert [pause(attempts, 1.0) for attempts in (1, 2, 3, 5, 6, 7, 1000)] == [2, 4, 8, 32, 60, 60, 60]
    assert [pause(attempts, 0.0) for attempts in (1, 2, 6)] == [1, 2, 30]
    assert pause(0, 0.0) == 1


@given(st.integers(0, 10**11), st.integers(1, 10**7), st.integers(0, 10**6))
def test_upkeep_comes_next_after_an_instant_wherever_one_asks_from(after: int, every: int, at: int) -> None:
    due = occurrence("purge", every=every, at=at, after=after)
    assert after < due.due_at <= after + every
    assert (due.due_at - at) % every == 0
    # Asked from any moment before it, it is the same one: the same key.
    assert occurrence("purge", every=every, at=at, after=due.due_at - 1).key == due.key
    assert occurrence("purge", every=every, at=at, after=due.due_at).due_at == due.due_at + every


def test_lateness_is_told_by_nearest_rank() -> None:
    assert lateness_of([]) is None
    assert lateness_of([7]) == Lateness(1, 7, 7, 7)
    assert lateness_of(list(range(100, 0, -1))) == Lateness(100, 50, 99, 100)
    assert lateness_of([0] * 199 + [9000]) == Lateness(200, 0, 0, 9000)


def test_a_message_waits_for_its_channel_or_person_and_upkeep_for_nobody() -> None:
    places = [
        delivery(channel_id=1, person_id=2, guild_id=3, id=4),
        delivery(person_id=2, guild_id=3, id=4),
        delivery(guild_id=3, id=4),
        delivery(id=4),
    ]
    assert [place_of(one) for one in places] == [1, 2, 3, 4]


def test_numbers_fit_a_nonce_and_a_column_and_are_not_used_twice() -> None:
    numbers = [delivery().id for _ in range(1000)]
    assert len(set(numbers)) == 1000
    assert all(0 <= number < 2**63 and len(str(number)) <= 25 for number in numbers)
