"""The question of the day: a bank of our own, what moderators add to it, and whose turn it is."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import Refusal
from bot.features.giving import clean_note

APART = 60
"""Days before a question comes again, while there are more questions than that."""
LENGTH = 150
OWN_LIMIT = 200
# Discord's ids have 17 digits and more.
_ID = re.compile(r"[0-9]{17,}")

# Their words stand in the locales, as "checkin-question-…".
BANK = (
    # work
    "first-task",
    "next-step",
    "easier",
    "tool",
    "desk",
    "leave-out",
    "show",
    "best-hour",
    "listening",
    "first-job",
    "finished",
    "ask",
    "offer",
    "tidy",
    "trick",
    "break",
    "enough",
    "explain",
    # learning
    "by-chance",
    "curious",
    "read-this",
    "ten-minutes",
    "teacher",
    "word",
    "language",
    "by-hand",
    "once-more",
    "changed-mind",
    "puzzled",
    "expert",
    "halfway",
    "first-look",
    "school",
    "notes",
    "teach",
    "map",
    # small joys
    "drink",
    "window",
    "tasty",
    "song",
    "smell",
    "season",
    "smile",
    "walk",
    "snack",
    "neighbour",
    "bought",
    "tonight",
    "slow-day",
    "photo",
    "game",
    "kindness",
    "rainy-day",
    "corner",
    # circumstances
    "own-hours",
    "school-run",
    "call-me",
    "quietest",
    "lunch",
    "begins",
    "ends",
    "weather",
    "place",
    "housework",
    "funny",
    "asleep",
    "sounds",
    "errand",
    "no-commute",
    "care",
    "clothes",
    "free-hour",
    "talking",
)


@dataclass(frozen=True)
class Question:
    """A question: one of the bank's by its name, or one that moderators wrote, then with its `words`."""

    name: str
    words: str | None = None
    retired: bool = False


def choose(guild_id: int, day: date, questions: Collection[Question], asked: Mapping[str, date]) -> Question:
    """Whose turn it is on a day of a server; `asked` says when each was asked last before that.

    None comes again within 60 days while enough are not retired; with fewer, the one asked longest ago comes.
    What moderators wrote and was never asked goes before the bank. The same facts choose the same question.
    """
    active = [one for one in questions if not one.retired]
    rested = [one for one in active if day - asked.get(one.name, date.min) > timedelta(days=APART)]
    if not rested:
        return min(active, key=lambda one: (asked[one.name], one.name))
    new = [one for one in rested if one.words is not None and one.name not in asked]
    return min(new or rested, key=lambda one: _lot(guild_id, day, one.name))


def _lot(guild_id: int, day: date, name: str) -> bytes:
    """Drawn anew every day, so that two servers, or two years, do not have the same order."""
    return hashlib.blake2b(f"{guild_id} {day} {name}".encode(), digest_size=8).digest()


def clean_question(typed: str) -> str:
    """A question as it is kept, on one line; refuses what is none."""
    words = " ".join(clean_note(typed).split())
    if not words:
        raise Refusal("checkin-question-refused-empty")
    if len(words) > LENGTH:
        raise Refusal("checkin-question-refused-too-long", length=len(words), limit=LENGTH)
    if _ID.search(words):
        # It stays when somebody has themselves forgotten, so nobody may stand in it.
        raise Refusal("checkin-question-refused-with-an-id")
    return words
