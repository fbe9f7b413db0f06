"""What must hold of check-ins, whenever the bot was killed: by what people were told, see, and is kept."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tests.chaos.judge import Broken

PROMISES = (
    "lost",  # somebody was told that it is kept, and it is not
    "kept_twice",
    "kept_unasked",  # what is kept nobody said, or somebody else
    "never_kept",  # although it was sent until it was answered
    "shown_unasked",  # a post of what is not kept, or not shared
    "posted_twice",
    "never_posted",  # although it is shared, or a reply is wished for
    "other_words",  # at the end a post says something else than what is kept
    "not_taken_back",  # somebody was told that nobody sees it any more, and it is kept as shared
    "refused",  # somebody was told something else than that it is kept
    "broken_answers",  # somebody was told that something broke
    "errors_logged",
    "bad_requests",  # the stand-in noticed something that Discord does not describe
    "unclean_stop",
)

Kind = Literal["shared", "card"]


@dataclass(eq=False)
class Version:
    """What somebody sends in a form, and whether they were told that it is kept."""

    words: str
    shared: bool
    wants_reply: bool
    told: bool = False


@dataclass(eq=False)
class Wish:
    """A check-in that somebody means to make once, however often they have to send it."""

    number: int
    user_id: int
    versions: list[Version] = field(default_factory=list[Version])
    sent: int = 0

    @property
    def last_told(self) -> int | None:
        return max((n for n, version in enumerate(self.versions) if version.told), default=None)

    @property
    def possible(self) -> list[Version]:
        """What may be kept: the last that was told, and what was sent since."""
        return self.versions[self.last_told or 0 :]

    def sent_nothing_since(self, version: Version) -> bool:
        return self.versions[-1] is version

    def has_shared(self, words: str) -> bool:
        return any(version.shared for version in self.versions if version.words == words)


class Row(NamedTuple):
    """A check-in as it is kept."""

    checkin_id: int
    user_id: int
    words: str
    shared: bool
    wants_reply: bool


class Post(NamedTuple):
    """A public message of the bot: what it is, and what it says now."""

    message_id: int
    kind: Kind
    user_id: int
    words: str | None  # a card of what is not shared has none


def wish_in(words: str) -> int | None:
    """Which wish these words are of: each carries its number."""
    found = re.search(r"\bc(\d+)\b", words)
    return None if found is None else int(found[1])


def broken(
    wishes: Iterable[Wish], rows: Sequence[Row], posts: Sequence[Post], *, over: bool
) -> Iterator[Broken]:
    """Every promise that is not kept. `over`: everybody has sent theirs until it was answered."""
    known = {wish.user_id: wish for wish in wishes}
    kept, seen = defaultdict[int, list[Row]](list), defaultdict[int, list[Post]](list)
    for row in rows:
        kept[row.user_id].append(row)
    for post in posts:
        seen[post.user_id].append(post)
    for user_id in {*kept, *seen} - {*known}:
        yield Broken("kept_unasked", 0, f"{kept[user_id]} {seen[user_id]}")
    for wish in known.values():
        own, theirs = kept[wish.user_id], seen[wish.user_id]
        promises = [*_of_keeping(wish, own), *_of_showing(wish, own, theirs)]
        promises += _at_the_end(wish, own, theirs) if over else ()
        for promise in promises:
            yield Broken(promise, wish.number, f"{wish} {own} {theirs}")


def _of_keeping(wish: Wish, rows: Sequence[Row]) -> Iterator[str]:
    if len(rows) > 1:
        yield "kept_twice"
    if wish.last_told is not None and not rows:
        yield "lost"
    for row in rows:
        if not any(row.words == version.words for version in wish.versions):
            yield "kept_unasked"
        elif not any(row.words == version.words for version in wish.possible):
            yield "lost"
        elif not any(row.shared == one.shared for one in wish.possible if one.words == row.words):
            yield "not_taken_back"


def _of_showing(wish: Wish, rows: Sequence[Row], posts: Sequence[Post]) -> Iterator[str]:
    counts = Counter(post.kind for post in posts)
    if any(count > 1 for count in counts.values()):
        yield "posted_twice"
    if posts and not rows:
        yield "shown_unasked"
    for post in posts:
        unasked = post.words is not None and not wish.has_shared(post.words)
        if unasked or (post.kind == "card" and not any(version.wants_reply for version in wish.versions)):
            yield "shown_unasked"


def _at_the_end(wish: Wish, rows: Sequence[Row], posts: Sequence[Post]) -> Iterator[str]:
    if wish.last_told is None:
        yield "never_kept"
    for row in rows:
        wanted: dict[Kind, bool] = {"shared": row.shared, "card": row.wants_reply}
        for kind, is_wanted in wanted.items():
            there = [post for post in posts if post.kind == kind]
            if is_wanted and not there:
                yield "never_posted"
            if there and not is_wanted:
                yield "shown_unasked"
            says = row.words if row.shared else None
            if is_wanted and any(post.words != says for post in there):
                yield "other_words"
