"""Whether a series could be kept as it is, asked before anything is written."""

from bot.features.sessions.rules import Series, check, refuse_if_it_never_comes


def fit(one: Series, now: float) -> Series:
    """The series as it would be kept; refuses what it may not be, as planning it would."""
    one = check(one)
    refuse_if_it_never_comes(one, now)
    return one
