"""Replies: a check-in whose author would like one gets a line from somebody, within a day where it can be.

`rules` decides, `asking` keeps wishes and replies, `listening` calls those who volunteered, `own_data` shows
and forgets.
"""

from bot.features.replies.asking import (
    CAME,
    CARD,
    LISTEN,
    SOURCE,
    WANTED,
    answered,
    ask,
    ask_of,
    card_stands,
    may_reply,
    read,
    reply,
    unanswered,
)
from bot.features.replies.listening import call_listeners
from bot.features.replies.own_data import export, forget
from bot.features.replies.rules import (
    COUNTED,
    EACH,
    LISTENERS,
    LISTENERS_AFTER,
    WITHIN,
    WORDS_LIMIT,
    Answered,
    Ask,
    Reply,
    Wish,
    count_answered,
)

__all__ = [
    "CAME",
    "CARD",
    "COUNTED",
    "EACH",
    "LISTEN",
    "LISTENERS",
    "LISTENERS_AFTER",
    "SOURCE",
    "WANTED",
    "WITHIN",
    "WORDS_LIMIT",
    "Answered",
    "Ask",
    "Reply",
    "Wish",
    "answered",
    "ask",
    "ask_of",
    "call_listeners",
    "card_stands",
    "count_answered",
    "export",
    "forget",
    "may_reply",
    "read",
    "reply",
    "unanswered",
]
