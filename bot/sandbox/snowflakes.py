"""Discord's ids: milliseconds since 2015 in the upper 42 bits, a counter below (reference, "Snowflakes")."""

from collections.abc import Callable

EPOCH = 1_420_070_400.0


class Snowflakes:
    """Makes ids that never repeat and never run backwards, whatever the clock does."""

    def __init__(self, now: Callable[[], float], last: int = 0) -> None:
        self._now = now
        self.last = last

    def next(self) -> int:
        """A new id that carries the present time."""
        self.last = max(int((self._now() - EPOCH) * 1000) << 22, self.last + 1)
        return self.last


def made_at(snowflake: int) -> float:
    """When an id was made, in UTC seconds since 1970."""
    return (snowflake >> 22) / 1000 + EPOCH
