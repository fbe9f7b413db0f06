"""The watchdog: how late deliveries are, and a warning when that is too much."""

import logging
from collections import deque

from bot.clock import Clock
from bot.features.deliveries import lateness_of

log = logging.getLogger(__name__)

BOUND_SECONDS = 10
FEWEST = 20
_REMEMBERED_JUMPS = 100


class Watch:
    """Measures lateness. A clock that is moved forward past an instant does not make anybody late."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._offset = clock.offset
        self._jumps = deque[tuple[float, float]](maxlen=_REMEMBERED_JUMPS)
        self._late = deque[int](maxlen=1000)

    def look(self) -> None:
        """Notice that the clock was moved."""
        moved = self._clock.offset - self._offset
        if moved:
            now = self._clock.now()
            self._offset += moved
            self._jumps.append((now - moved, now))

    def late(self, due_at: int) -> int:
        """By how many milliseconds something that was due then is late by now; it is remembered."""
        # It may have been moved while this was on its way.
        self.look()
        seen_at = float(due_at)
        for before, after in self._jumps:
            # What was late already when the clock was moved stays late.
            if before - BOUND_SECONDS < seen_at <= after:
                seen_at = after - max(0.0, before - seen_at)
        milliseconds = max(0, int((self._clock.now() - seen_at) * 1000))
        self._late.append(milliseconds)
        return milliseconds

    def warn(self) -> None:
        """Say in the log when one in a hundred was later than the bound; then begin to count anew."""
        found = lateness_of(self._late)
        if found is None or found.count < FEWEST or found.p99 <= BOUND_SECONDS * 1000:
            return
        self._late.clear()
        log.warning(
            "deliveries are late",
            extra={"p50_ms": found.p50, "p99_ms": found.p99, "worst_ms": found.worst, "of": found.count},
        )
