"""What must hold of every delivery, whenever the bot was killed: by what arrived and what is kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tests.chaos.judge import Broken

PROMISES = (
    "lost",  # it never arrived
    "seen_twice",
    "early",
    "unplanned",  # a message that nobody planned, or for somebody else
    "unsettled",  # at the end it still waits, or is claimed
    "given_up",  # settled as failed or skipped, or its row is gone
    "settled_wrongly",  # the message it names does not stand there, or is another one's
    "errors_logged",
    "bad_requests",  # the stand-in noticed something that Discord does not describe
    "unclean_stop",
)


class Letter(NamedTuple):
    """A message that must arrive once. Those of one place and mark are alike: of two, two must arrive."""

    number: int
    key: str
    place: int  # a channel, or the person who is written to directly
    mark: str
    due_at: int


class Arrival(NamedTuple):
    """A message of the bot that everybody there sees, and when it came."""

    message_id: int
    place: int
    mark: str
    at: float


class Row(NamedTuple):
    """A delivery as the bot keeps it."""

    key: str
    state: str
    attempts: int
    late_ms: int | None
    message_id: int | None


def broken(
    letters: Sequence[Letter], rows: Iterable[Row], arrivals: Sequence[Arrival], *, over: bool
) -> Iterator[Broken]:
    """Every promise that is not kept. `over`: there was time for everything to arrive."""
    known = {row.key: row for row in rows}
    there = {arrival.message_id: arrival for arrival in arrivals}
    used = Counter(row.message_id for row in known.values() if row.state == "sent")
    for letter in letters:
        row = known.get(letter.key)
        for promise in _of_row(letter, row, there, used, over=over):
            yield Broken(promise, letter.number, f"{letter} {row}")
    yield from _of_arrivals(letters, arrivals, over=over)


def _of_row(
    letter: Letter, row: Row | None, there: dict[int, Arrival], used: Counter[int | None], *, over: bool
) -> Iterator[str]:
    if row is None or row.state in {"failed", "skipped"}:
        yield "given_up"
    elif row.state == "sent":
        arrival = there.get(row.message_id or 0)
        itself = arrival is not None and (arrival.place, arrival.mark) == (letter.place, letter.mark)
        if not itself or used[row.message_id] > 1:
            yield "settled_wrongly"
    elif over:
        yield "unsettled"


def _of_arrivals(letters: Sequence[Letter], arrivals: Sequence[Arrival], *, over: bool) -> Iterator[Broken]:
    planned = defaultdict[tuple[int, str], list[Letter]](list)
    for letter in sorted(letters, key=lambda letter: letter.due_at):
        planned[letter.place, letter.mark].append(letter)
    arrived = defaultdict[tuple[int, str], list[Arrival]](list)
    for arrival in sorted(arrivals, key=lambda arrival: arrival.at):
        arrived[arrival.place, arrival.mark].append(arrival)
    for alike, seen in arrived.items():
        if alike not in planned:
            yield Broken("unplanned", 0, str(seen))
    for alike, wanted in planned.items():
        seen = arrived[alike]
        for letter, arrival in zip(wanted, seen, strict=False):
            if arrival.at < letter.due_at:
                yield Broken("early", letter.number, f"{letter} {arrival}")
        if len(seen) > len(wanted):
            yield Broken("seen_twice", wanted[0].number, f"{wanted} {seen}")
        if over:
            for letter in wanted[len(seen) :]:
                yield Broken("lost", letter.number, f"{wanted} {seen}")


Spell = tuple[float, float]
"""From when to when."""


def late_ms(due_at: float, at: float, down: Iterable[Spell]) -> int:
    """By how many milliseconds it came late, without the time in which the bot was down."""
    asleep = sum(max(0.0, min(until, at) - max(since, due_at)) for since, until in down)
    return max(0, round((at - due_at - asleep) * 1000))
