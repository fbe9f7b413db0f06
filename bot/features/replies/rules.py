"""What a reply may be, and how a server's replies are counted: all without a database."""

from collections.abc import Collection
from dataclasses import dataclass
from statistics import median

from bot.errors import Refusal
from bot.features.giving import clean_note

HOUR = 60 * 60
DAY = 24 * HOUR
LISTENERS_AFTER = 20 * HOUR
"""So long a check-in waits for somebody who passes by, before those who volunteered are called."""
LISTENERS = 10
"""So many are called at most for one check-in, those first who were not called for longest."""
WITHIN = DAY
COUNTED = 30 * DAY
KEPT = 90 * DAY
"""So long a wish and what was written to it are kept, and its card stands."""
WORDS_LIMIT = 300
EACH = 3
"""So many lines one person can send to one check-in."""


@dataclass(frozen=True)
class Ask:
    """Somebody would like a reply to a check-in; `user_id` is None once they had themselves forgotten."""

    checkin_id: int
    guild_id: int
    user_id: int | None
    at: int
    answered_at: int | None = None


@dataclass(frozen=True)
class Reply:
    """A line from `helper_id` to `user_id`, who asked; `id` is that of the interaction."""

    id: int
    checkin_id: int
    guild_id: int
    user_id: int
    helper_id: int
    words: str
    at: int


@dataclass(frozen=True)
class Wish:
    """A check-in that waits for a reply: where its card stands, and since when. Nothing of what it says."""

    channel_id: int
    message_id: int
    at: int


@dataclass(frozen=True)
class Answered:
    """How it went with the last thirty days' wishes for a reply.

    `asked` are those that have an answer or had a day's time for one, `in_time` those answered within it;
    `median` seconds until the first reply, None where none came.
    """

    asked: int
    in_time: int
    median: int | None


def clean_reply(typed: str) -> str:
    """A reply as it is kept; refuses what is none."""
    words = clean_note(typed)
    if not words:
        raise Refusal("reply-empty")
    if len(words) > WORDS_LIMIT:
        raise Refusal("reply-too-long", length=len(words), limit=WORDS_LIMIT)
    return words


def refuse_oneself(ask: Ask, helper_id: int) -> int:
    """Refuse a reply to oneself, and to somebody who is not there any more; return who asked."""
    if ask.user_id is None:
        raise Refusal("reply-gone")
    if ask.user_id == helper_id:
        raise Refusal("reply-to-oneself")
    return ask.user_id


def count_answered(asks: Collection[Ask], now: int) -> Answered:
    """Count wishes for a reply; what still waits within its first day is not counted yet."""
    recent = [one for one in asks if one.at > now - COUNTED]
    counted = [one for one in recent if one.answered_at is not None or one.at <= now - WITHIN]
    took = [one.answered_at - one.at for one in counted if one.answered_at is not None]
    in_time = sum(seconds <= WITHIN for seconds in took)
    return Answered(len(counted), in_time, int(median(took)) if took else None)
