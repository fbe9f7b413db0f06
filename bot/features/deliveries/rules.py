"""What is to be sent, when it is too late for it, and when to try again."""

import itertools
import math
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

State = Literal["waiting", "claimed", "sent", "skipped", "failed"]

# Later than this, a render is told so and may word it otherwise.
LATE_AFTER = 120
LONGEST_PAUSE = 60


# From anywhere, because a database begun anew would else count from one again; upwards, because what is
# planned together for one instant is sent in that order.
_numbers = itertools.count(secrets.randbits(61))


def new_id() -> int:
    """A number nobody has used: it becomes the message's nonce, by which Discord drops a repeat."""
    return next(_numbers)


@dataclass(frozen=True)
class Delivery:
    """Something that is to be sent once, at its time; or upkeep that is to be done then.

    `key` says which one it is, as in "welcome 123": planning one key twice plans it once. `kind` says who
    renders it and `subject` what about: ids, never words, for the truth is read again when it is due.
    `channel_id` or `person_id` is where it goes, when that is known beforehand.
    From `expires_at` on it is skipped. What belongs to one `series` is paused together.
    """

    key: str
    kind: str
    due_at: int
    guild_id: int | None = None
    channel_id: int | None = None
    person_id: int | None = None
    series: str | None = None
    subject: Mapping[str, int | str] = field(default_factory=dict[str, int | str])
    expires_at: int | None = None
    late_after: int = LATE_AFTER
    id: int = field(default_factory=new_id)
    # Read back by the courier: how often it was claimed, and since when it may have been sent unknown to us.
    attempts: int = 0
    doubt_since: int | None = None


@dataclass(frozen=True)
class Send:
    """It is time."""


@dataclass(frozen=True)
class SendLate:
    """It is worth sending still, so many seconds late."""

    seconds: int


@dataclass(frozen=True)
class Skip:
    """Its time is over."""

    reason: str


Fate = Send | SendLate | Skip


def fate(delivery: Delivery, now: int) -> Fate:
    """What to do with a delivery that is due."""
    if delivery.expires_at is not None and now >= delivery.expires_at:
        return Skip("expired")
    late = now - delivery.due_at
    return SendLate(late) if late > delivery.late_after else Send()


def pause(attempts: int, luck: float) -> int:
    """Seconds until the next try: longer each time up to a minute, scattered by `luck` from 0 to 1."""
    longest = min(LONGEST_PAUSE, 2 ** min(attempts, 10))
    return max(1, math.ceil(longest * (0.5 + luck / 2)))


def occurrence(kind: str, *, every: int, at: int, after: int) -> Delivery:
    """The first upkeep of this kind after an instant, among those at `at` and every `every` seconds.

    Its key is made of its instant: planned twice, at a start and by the one before it, it is one.
    """
    due_at = after + every - (after - at) % every
    return Delivery(key=f"{kind} {due_at}", kind=kind, due_at=due_at)


@dataclass(frozen=True)
class Lateness:
    """How late the last deliveries were, in milliseconds."""

    count: int
    p50: int
    p99: int
    worst: int


def lateness_of(values: Sequence[int]) -> Lateness | None:
    """The median, the 99th percentile and the worst; None when there were no deliveries."""
    if not values:
        return None
    ordered = sorted(values)
    median, late = (ordered[math.ceil(len(ordered) * share) - 1] for share in (0.5, 0.99))
    return Lateness(len(ordered), median, late, ordered[-1])
