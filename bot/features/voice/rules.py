"""What is kept of somebody who sits in a voice channel: pure decisions, with time as an argument."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

HEARTBEAT_SECONDS = 60
"""How often open stays are written down as still there: a crash costs nobody more than this."""

# A stay that was not seen for longer than this has nobody who sees it.
_ALIVE_SECONDS = 2 * HEARTBEAT_SECONDS


@dataclass(frozen=True)
class Stay:
    """Somebody was in a voice channel from `began_at` to `ended_at`, or is there still.

    `seen_at` is when they were last known to be there. `credited` are the seconds of it in company and
    listening, outside of the AFK channel; while that goes on, they are those before `credited_since`.
    `run` is the process that sees the stay.
    """

    guild_id: int
    user_id: int
    began_at: int
    channel_id: int
    seen_at: int
    ended_at: int | None
    credited: int
    credited_since: int | None
    run: int

    def until(self, now: int | None = None) -> int:
        """Until when they were there, as far as is known by `now`; without it, as far as was written down."""
        if self.ended_at is not None:
            return self.ended_at
        if now is not None and 0 <= now - self.seen_at <= _ALIVE_SECONDS:
            return now
        return self.seen_at

    def credit(self, now: int | None = None) -> int:
        """Seconds in company and listening, as far as `until` goes."""
        running = 0 if self.credited_since is None else self.until(now) - self.credited_since
        return self.credited + max(0, running)

    def end(self, at: int) -> "Stay":
        """The same, over."""
        over = replace(self, ended_at=max(self.began_at, at))
        return replace(over, credited=over.credit(), credited_since=None, seen_at=over.until())


@dataclass(frozen=True)
class Watch:
    """A channel in which stays are kept from `since` until `until`, because somebody meets there.

    `key` is its name, as in "session 123".
    """

    key: str
    guild_id: int
    channel_id: int
    since: int
    until: int


class Seen(NamedTuple):
    """At `at` somebody was in this channel, ever since `since`; or in none, when it is None.

    `counts_since`: since when in company and listening, None while not.
    """

    guild_id: int
    user_id: int
    at: int
    channel_id: int | None = None
    since: int = 0
    counts_since: int | None = None


@dataclass(frozen=True)
class Keeping:
    """For what stays are kept in a server: since when everything is counted, and which rooms are watched."""

    counting_since: int | None = None
    watches: Sequence[Watch] = ()

    def since(self, channel_id: int, at: int) -> int | None:
        """Since when stays in this channel have been kept at that moment; None when they are not."""
        begins = [w.since for w in self.watches if w.channel_id == channel_id and w.since <= at < w.until]
        if self.counting_since is not None and self.counting_since <= at:
            begins.append(self.counting_since)
        return min(begins, default=None)

    def until(self, channel_id: int, since: int, at: int) -> int:
        """How far a stay that was kept at `since` reaches, at most to `at`."""
        if self.counting_since is not None and self.counting_since <= since:
            return at
        reaches = since
        for watch in sorted(self.watches, key=lambda watch: watch.since):
            if watch.channel_id == channel_id and watch.since <= reaches <= watch.until:
                reaches = watch.until
        if self.counting_since is not None and self.counting_since <= reaches:
            return at
        return min(reaches, at)


def follow(stay: Stay | None, seen: Seen, keeping: Keeping, run: int) -> tuple[Stay | None, Stay | None]:
    """What a stay that was open comes to once somebody was seen: it ended, it goes on, another begins.

    Returns the one that ended and the one that is open now. What another process saw ended when it last
    saw it: nobody knows about the time since.
    """
    ended: Stay | None = None
    earliest = seen.since
    if stay is not None:
        if stay.run != run:
            ended, stay = stay.end(stay.seen_at), None
        else:
            reaches = max(stay.seen_at, keeping.until(stay.channel_id, stay.seen_at, seen.at))
            same = stay.channel_id == seen.channel_id
            if same and reaches >= seen.at and keeping.since(stay.channel_id, seen.at) is not None:
                return None, _go_on(stay, seen)
            ended, stay = stay.end(reaches), None
            # They have been there all along; what lies between is only not kept.
            earliest = reaches if same else earliest
    if seen.channel_id is None:
        return ended, None
    kept_since = keeping.since(seen.channel_id, seen.at)
    if kept_since is None:
        return ended, None
    began = max(kept_since, earliest, 0 if ended is None else ended.until())
    counts = None if seen.counts_since is None else max(began, seen.counts_since)
    stay = Stay(
        seen.guild_id, seen.user_id, began, seen.channel_id, max(began, seen.at), None, 0, counts, run
    )
    return ended, stay


def _go_on(stay: Stay, seen: Seen) -> Stay:
    at = max(stay.seen_at, seen.at)
    if seen.counts_since is None and stay.credited_since is not None:
        counted = max(0, seen.at - stay.credited_since)
        stay = replace(stay, credited=stay.credited + counted, credited_since=None)
    elif seen.counts_since is not None and stay.credited_since is None:
        stay = replace(stay, credited_since=max(stay.began_at, seen.counts_since))
    return replace(stay, seen_at=at)
