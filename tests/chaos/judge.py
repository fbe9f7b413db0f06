"""What must hold of every thanks, whenever the bot was killed: judged from the ledger and what people saw."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Undo = Literal["no", "asked", "confirmed", "too late"]

PROMISES = (
    "lost",  # somebody was told that it is there, and it is not recorded
    "recorded_twice",
    "recorded_in_part",  # for some of a group only
    "recorded_unasked",
    "posted_without_record",
    "posted_twice",
    "never_posted",  # although it was repeated until it was answered
    "post_elsewhere",  # the ledger names a message that is not its post
    "other_words",  # the ledger says something else than the post
    "miscounted",  # a thanks in return counts, or another does not
    "undo_lost",  # somebody was told that it is taken back, and it is not
    "undone_unasked",
    "allowance_used_twice",
    "allowance_exceeded",
    "broken_answers",  # somebody was told that something broke
    "errors_logged",
    "bad_requests",  # the stand-in noticed something that Discord does not describe
    "unclean_stop",
)


@dataclass(eq=False)
class Wish:
    """A thanks that somebody means to say once, however often they have to ask."""

    number: int
    giver: int
    receivers: tuple[int, ...]
    in_return: bool = False
    asked: int = 0
    told: bool = False  # they saw its post, or were told where it is
    heard: bool = False  # the last time they asked was answered
    undo: Undo = "no"


class Row(NamedTuple):
    """One row of the ledger."""

    event_id: int
    helper_id: int
    helped_id: int
    note: str
    message_id: int | None
    counts: bool
    undone: bool


class Post(NamedTuple):
    """A public message of the bot: which wish it was for when it came, and what it says now."""

    message_id: int
    wish: int
    content: str


class Broken(NamedTuple):
    """A promise that was not kept, in which wish or letter (0: in none), and how."""

    promise: str
    number: int
    how: str


def wish_in(words: str) -> int | None:
    """Which wish these words are about: notes and posts carry its number."""
    found = re.search(r"\bw(\d+)\b", words)
    return None if found is None else int(found[1])


def broken(
    wishes: Iterable[Wish], rows: Sequence[Row], posts: Sequence[Post], *, over: bool
) -> Iterator[Broken]:
    """Every promise that is not kept. `over`: everybody has repeated what was not answered."""
    known = {wish.number: wish for wish in wishes}
    for row in rows:
        number = wish_in(row.note) or 0
        wish = known.get(number)
        if wish is None or row.helped_id != wish.giver or row.helper_id not in wish.receivers:
            yield Broken("recorded_unasked", number, str(row))
    for wish in known.values():
        own = [row for row in rows if wish_in(row.note) == wish.number]
        seen = [post for post in posts if post.wish == wish.number]
        promises = [*_of_recording(wish, own, seen), *_of_undoing(wish, own, seen)]
        promises += _at_the_end(wish, own, seen) if over else ()
        for promise in promises:
            yield Broken(promise, wish.number, f"{wish} {own} {seen}")


def _of_recording(wish: Wish, rows: Sequence[Row], posts: Sequence[Post]) -> Iterator[str]:
    receivers = Counter(row.helper_id for row in rows)
    if len({row.event_id for row in rows}) > 1 or any(n > 1 for n in receivers.values()):
        yield "recorded_twice"
    if rows and set(receivers) != set(wish.receivers):
        yield "recorded_in_part"
    if wish.told and not rows:
        yield "lost"
    if posts and not rows:
        yield "posted_without_record"
    if len(posts) > 1:
        yield "posted_twice"
    named = {row.message_id for row in rows} - {None}
    if named - {post.message_id for post in posts}:
        yield "post_elsewhere"


def _of_undoing(wish: Wish, rows: Sequence[Row], posts: Sequence[Post]) -> Iterator[str]:
    undone = [row.undone for row in rows]
    # What a member can read in the post is as good as an answer.
    read = any(wish_in(post.content) is None for post in posts)
    if (read or wish.undo == "confirmed") and not all(undone):
        yield "undo_lost"
    if any(undone) and (wish.undo in {"no", "too late"} or not all(undone)):
        yield "undone_unasked"


def _at_the_end(wish: Wish, rows: Sequence[Row], posts: Sequence[Post]) -> Iterator[str]:
    if not posts:
        yield "never_posted"
    if wish.undo == "asked":
        yield "undo_lost"
    if wish.undo == "no" and any(row.counts == wish.in_return for row in rows):
        yield "miscounted"
    notes = {row.note for row in rows}
    differs = any(note not in post.content for post in posts for note in notes)
    if differs and wish.heard and wish.undo != "confirmed":
        yield "other_words"
