"""Whether a series could be kept as it is, asked before anything is written."""

from bot.errors import Refusal
from bot.features.sessions.rules import Series, check, repeats_too_soon


def fit(one: Series, now: float) -> Series:
    """The series as it would be kept; refuses what it may not be, as planning it would."""
    one = check(one, now)
    if repeats_too_soon(one.plan.repeats, one.minutes):
        raise Refusal("session-overlaps-itself")
    return one
