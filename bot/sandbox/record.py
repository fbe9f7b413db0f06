"""What happened in the stand-in, in order: for the page's panel, and for tests that ask what was sent."""

import itertools
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, cast

Kind = Literal["rest", "gateway", "interaction"]

REDACTED = "…"
# Where Discord puts a token in a path: after an interaction's id, or after a webhook's (an application's) id.
_SECRET_IN_PATH = re.compile(r"(/(?:interactions|webhooks)/\d+/)[^/?]+")


@dataclass(frozen=True)
class Entry:
    """One thing that happened.

    `title` is "POST /channels/1/messages", "MESSAGE_CREATE", "answered /thanks" … and `detail` its JSON.
    """

    number: int
    at: float
    kind: Kind
    title: str
    detail: dict[str, Any]

    def shown(self) -> dict[str, Any]:
        """The entry as plain JSON, without any token."""
        return {
            "number": self.number,
            "at": self.at,
            "kind": self.kind,
            "title": without_tokens_in_path(self.title),
            "detail": redacted(self.detail),
        }


@dataclass
class Record:
    """The last `limit` entries, and everybody who wants to hear of the next."""

    now: Callable[[], float]
    limit: int = 2000
    listeners: list[Callable[[Entry], None]] = field(default_factory=list[Callable[[Entry], None]])

    def __post_init__(self) -> None:
        self.entries: deque[Entry] = deque(maxlen=self.limit)
        self._numbers = itertools.count(1)

    def add(self, kind: Kind, title: str, **detail: Any) -> Entry:
        """Note that something happened. `detail` is kept as it is and must not be changed afterwards."""
        entry = Entry(next(self._numbers), self.now(), kind, title, detail)
        self.entries.append(entry)
        for listener in tuple(self.listeners):
            listener(entry)
        return entry

    def of(self, kind: Kind, title: str | None = None) -> list[Entry]:
        """The entries of a kind, oldest first; of one title only, if it is given."""
        return [e for e in self.entries if e.kind == kind and title in {None, e.title}]


def without_tokens_in_path(path: str) -> str:
    return _SECRET_IN_PATH.sub(rf"\g<1>{REDACTED}", path)


def redacted(value: Any) -> Any:
    """A copy of some JSON in which no token can be read."""
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value)
        return {
            key: REDACTED if key == "token" and isinstance(inner, str) else redacted(inner)
            for key, inner in items.items()
        }
    if isinstance(value, (list, tuple)):
        return [redacted(inner) for inner in cast("list[Any]", value)]
    return without_tokens_in_path(value) if isinstance(value, str) else value
