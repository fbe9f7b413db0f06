"""The instants at which the bot is killed, as the stand-in knows them from the requests it gets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import Moment

_MESSAGE, _HOLD, _UPDATE, _FORM = 4, 6, 7, 9  # kinds of first answers to an interaction
_PRIVATE = 1 << 6


def _answers(kind: int, *, private: bool) -> Callable[[Exchange], bool]:
    def is_it(exchange: Exchange) -> bool:
        body: dict[str, Any] = exchange.body
        data: dict[str, Any] = body.get("data") or {}
        return body["type"] == kind and bool(data.get("flags", 0) & _PRIVATE) == private

    return is_it


@dataclass(frozen=True)
class Step:
    """A request that the bot makes, or an answer that it gives.

    `chance`: how often the kill takes one it could take. Where there are many, some shall get through.
    """

    name: str
    match: str  # as `Faults.hook` takes it
    is_it: Callable[[Exchange], bool] = lambda _: True
    chance: float = 1.0


CALLBACK = "POST /interactions/*/callback"


@dataclass(frozen=True)
class Point:
    """When, at one of these requests. One that is `lost` never reaches Discord."""

    step: Step
    moment: Moment
    lost: bool = False

    @property
    def name(self) -> str:
        return f"{self.step.name} {'lost' if self.lost else self.moment}"


def points(steps: Iterable[Step]) -> tuple[Point, ...]:
    """All instants of these requests."""
    moments: tuple[tuple[Moment, bool], ...] = (
        ("received", True),
        ("received", False),
        ("applied", False),
        ("answered", False),
    )
    return tuple(Point(step, moment, lost) for step in steps for moment, lost in moments)


THANKS = points(
    (
        Step("post", CALLBACK, _answers(_MESSAGE, private=False), chance=0.15),
        Step("private answer", CALLBACK, _answers(_MESSAGE, private=True)),
        Step("follow-up", "POST /webhooks/*"),
        Step("history", "GET /channels/*/messages", chance=0.15),
        Step("edit", "PATCH /channels/*/messages/*"),
        Step("undo", CALLBACK, _answers(_UPDATE, private=False)),
    )
)
"""What a thanks, its repetition or its undoing asks of Discord."""

DELIVERIES = points(
    (
        Step("message", "POST /channels/*/messages", chance=0.3),
        Step("look", "GET /channels/*/messages", chance=0.15),
        Step("private channel", "POST /users/@me/channels"),
    )
)
"""What a delivery asks of Discord."""


def _shows(part: str, *, without: str | None = None) -> Callable[[Exchange], bool]:
    """Whether what is sent has this in it, a custom_id or words, and not the other."""

    def is_it(exchange: Exchange) -> bool:
        body = str(exchange.body)
        return part in body and (without is None or without not in body)

    return is_it


def _answers_a_wish(exchange: Exchange) -> bool:
    return exchange.body["type"] == _HOLD or _shows("'session.say:")(exchange)


_MESSAGES = "POST /channels/*/messages"
SESSIONS = points(
    (
        Step("card", _MESSAGES, _shows("'session.yes:")),
        Step("reminder", _MESSAGES, _shows("'session.say:")),
        Step("start", _MESSAGES, _shows("'session.declare:")),
        Step("close", _MESSAGES, _shows("'session.done:")),
        Step("recap", _MESSAGES, _shows("'session.line:", without="'session.done:")),
        Step("answer", CALLBACK, _answers_a_wish),
        Step("declaration", CALLBACK, _shows("Written down")),
        Step("result", CALLBACK, _shows("'session.line:")),
    )
)
"""What a session asks of Discord: its posts, and the answers to those who press."""

CHECKINS = points(
    (
        Step("form", CALLBACK, lambda exchange: exchange.body["type"] == _FORM),
        Step("kept", CALLBACK, _shows("Kept")),
        Step("thread", "POST /channels/*/threads"),
        Step("shared", _MESSAGES, _shows(" today:")),
        Step("card", _MESSAGES, _shows("'reply.write:")),
        Step("edit", "PATCH /channels/*/messages/*"),
        Step("removal", "DELETE /channels/*/messages/*"),
    )
)
"""What a check-in asks of Discord: its form, its answer, and what others see of it."""
