"""What was counted and is not written down yet: in memory, without a clock, a database or Discord."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, islice
from typing import NamedTuple

from bot.features.activity.rules import NEWCOMER_SECONDS, QUARTER, sent_at

AT_ONCE = 500
"""So many counters are written in one transaction: others write, too."""
KEPT_SECONDS = 15 * 60
"""So long the last message of each member and channel is remembered. What is told later is not counted."""
_SEEN_AT_ONCE = 50_000
_PRUNE_EVERY = 5_000


class Rules(NamedTuple):
    """A server that counts: what was sent at `since` or later, one message in so many seconds."""

    since: int
    burst_seconds: int


class Counter(NamedTuple):
    """What one member did in one quarter of an hour, counted from 1970."""

    guild_id: int
    quarter: int
    user_id: int
    messages: int
    replies: int
    reactions: int
    threads: int


class Arrival(NamedTuple):
    """The first message that came from somebody new."""

    guild_id: int
    user_id: int
    joined_at: int
    message_id: int


class Answer(NamedTuple):
    """Somebody was replied to, the first time since the last flush; `by_id` replied."""

    guild_id: int
    user_id: int
    by_id: int
    at: int


class Last(NamedTuple):
    """The last message that was counted of a member in a channel."""

    guild_id: int
    channel_id: int
    user_id: int
    message_id: int


@dataclass(frozen=True)
class Piece:
    """What is written in one transaction, and its number: it is written once, however often it is tried."""

    number: int
    counters: tuple[Counter, ...]
    arrivals: tuple[Arrival, ...]
    answers: tuple[Answer, ...]
    lasts: tuple[Last, ...]
    is_all: bool
    """Whether nothing else waited when it was taken."""


@dataclass(slots=True)
class _Server:
    rules: Rules
    last: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])
    # Nothing up to this message is counted any more: whether it was is forgotten.
    floor: int = 0
    newest: int = 0
    counters: dict[tuple[int, int], list[int]] = field(default_factory=dict[tuple[int, int], list[int]])
    arrivals: dict[int, Arrival] = field(default_factory=dict[int, Arrival])
    answers: dict[int, Answer] = field(default_factory=dict[int, Answer])
    changed: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])


class Counts:
    """Counts of every server that counts. Each method of an event takes about a microsecond.

    Nothing is counted, and nothing remembered, of a server of which `look` has not said that it counts.
    `run` is this process's number. Whatever is told twice counts once: a message that is not newer than the
    last one of the same member and channel, and the same reaction or thread.
    """

    def __init__(self, run: int) -> None:
        self.run = run
        self._servers: dict[int, _Server] = {}
        self._seen: dict[int, None] = {}
        self._piece: Piece | None = None
        self._numbers = count(1)
        self._until_pruned = _PRUNE_EVERY

    # --- which servers count

    @property
    def servers(self) -> frozenset[int]:
        """Where is counted."""
        return frozenset(self._servers)

    def look(self, asked: Iterable[int], rules: Mapping[int, Rules], lasts: Iterable[Last] = ()) -> None:
        """Of the servers that were `asked` about, those with rules count; what waits of others is dropped.

        `lasts` are remembered for servers that were not known before.
        """
        new = {guild_id for guild_id in rules if guild_id not in self._servers}
        for guild_id in asked:
            if guild_id not in rules:
                self._servers.pop(guild_id, None)
            elif guild_id in new:
                self._servers[guild_id] = _Server(rules[guild_id])
            else:
                self._servers[guild_id].rules = rules[guild_id]
        for one in lasts:
            if one.guild_id in new:
                self._servers[one.guild_id].last[one.channel_id, one.user_id] = one.message_id

    # --- events

    def message(
        self,
        guild_id: int,
        channel_id: int,
        user_id: int,
        message_id: int,
        *,
        reply_to: int | None = None,
        joined_at: int | None = None,
    ) -> None:
        """A member wrote a message. Its instant is the one in its id.

        `reply_to` is who wrote the message that it replies to, where that is a person; `joined_at` when the
        member joined the server, UTC seconds, where that is known.
        """
        server = self._servers.get(guild_id)
        if server is None:
            return
        at = sent_at(message_id)
        if at < server.rules.since:
            return
        place = (channel_id, user_id)
        if reply_to is not None and reply_to != user_id and reply_to not in server.answers:
            server.answers[reply_to] = Answer(guild_id, reply_to, user_id, at)
        last = server.last.get(place, server.floor)
        if message_id <= last or (message_id >> 22) - (last >> 22) < server.rules.burst_seconds * 1000:
            return
        server.last[place] = server.changed[place] = message_id
        server.newest = max(server.newest, message_id)
        counter = self._counter(server, user_id, at)
        counter[0] += 1
        if reply_to is not None and reply_to != user_id:
            counter[1] += 1
        if (
            joined_at is not None
            and server.rules.since <= joined_at
            and at - joined_at <= NEWCOMER_SECONDS
            and user_id not in server.arrivals
        ):
            server.arrivals[user_id] = Arrival(guild_id, user_id, joined_at, message_id)
        self._until_pruned -= 1
        if self._until_pruned <= 0:
            self._prune()

    def reaction(self, guild_id: int, user_id: int, message_id: int, emoji: str, at: int) -> None:
        """A member reacted at this instant; the same reaction to the same message counts once."""
        server = self._servers.get(guild_id)
        if server is not None and at >= server.rules.since and self._is_new((message_id, user_id, emoji)):
            self._counter(server, user_id, at)[2] += 1

    def thread(self, guild_id: int, user_id: int, thread_id: int, at: int) -> None:
        """A member started a thread at this instant; the same thread counts once."""
        server = self._servers.get(guild_id)
        if server is not None and at >= server.rules.since and self._is_new((thread_id, "thread")):
            self._counter(server, user_id, at)[3] += 1

    # --- writing down

    @property
    def waiting(self) -> bool:
        """Whether something is not written down yet."""
        return self.left_over or self._more

    @property
    def left_over(self) -> bool:
        """Whether a piece was taken and is not done: what was counted since is not in it."""
        return self._piece is not None

    @property
    def _more(self) -> bool:
        return any(server.counters or server.answers for server in self._servers.values())

    def piece(self) -> Piece | None:
        """What is to be written next; the same until it is `done`. None when nothing waits."""
        if self._piece is None and self.waiting:
            self._piece = self._take()
        return self._piece

    def done(self, piece: Piece) -> None:
        """This piece stands in the database."""
        if self._piece == piece:
            self._piece = None

    # --- inside

    def _counter(self, server: _Server, user_id: int, at: int) -> list[int]:
        key = (at // QUARTER, user_id)
        counter = server.counters.get(key)
        if counter is None:
            counter = server.counters[key] = [0, 0, 0, 0]
        return counter

    def _is_new(self, what: tuple[object, ...]) -> bool:
        key = hash(what)
        if key in self._seen:
            return False
        self._seen[key] = None
        if len(self._seen) > _SEEN_AT_ONCE:
            del self._seen[next(iter(self._seen))]
        return True

    def _take(self) -> Piece:
        counters: list[Counter] = []
        arrivals: list[Arrival] = []
        answers: list[Answer] = []
        lasts: list[Last] = []
        for guild_id, server in self._servers.items():
            left = AT_ONCE - len(counters)
            if left <= 0:
                break
            for quarter, user_id in list(islice(server.counters, left)):
                counters.append(Counter(guild_id, quarter, user_id, *server.counters.pop((quarter, user_id))))
            arrivals += server.arrivals.values()
            answers += server.answers.values()
            lasts += [Last(guild_id, *place, message_id) for place, message_id in server.changed.items()]
            server.arrivals.clear()
            server.answers.clear()
            server.changed.clear()
        return Piece(
            next(self._numbers),
            tuple(counters),
            tuple(arrivals),
            tuple(answers),
            tuple(lasts),
            is_all=not self._more,
        )

    def _prune(self) -> None:
        self._until_pruned = _PRUNE_EVERY
        for server in self._servers.values():
            old = list(_older(server.last, server.newest - (KEPT_SECONDS * 1000 << 22)))
            for place, message_id in old:
                del server.last[place]
                server.floor = max(server.floor, message_id)


def _older(last: Mapping[tuple[int, int], int], than: int) -> Iterator[tuple[tuple[int, int], int]]:
    return ((place, message_id) for place, message_id in last.items() if message_id < than)
