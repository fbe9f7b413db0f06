"""What time it is in a test, whatever the hour outside."""

from datetime import UTC, datetime

from bot.clock import Clock

MORNING = datetime(2026, 12, 2, 10, 0, 5, tzinfo=UTC).timestamp()
"""A Wednesday at ten, seven in the evening in Japan: far from the turn of a day, a week and a month.

Some seconds past, for two plans of a story are to begin in the same minute.
"""


class SetClock(Clock):
    """A clock that was set to an instant from the beginning: its offset says what was added since."""

    def __init__(self, instant: float = MORNING) -> None:
        super().__init__()
        self._ahead = instant - super().now()

    def now(self) -> float:
        return super().now() + self._ahead
