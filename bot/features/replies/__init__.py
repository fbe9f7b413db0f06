"""Replies: a check-in whose author would like one gets a line from somebody, within a day where it can be.

`rules` decides, `asking` keeps wishes and replies, `showing` where their cards stand, `listening` calls those
who volunteered, `own_data` shows and forgets.
"""

from bot.features.replies.asking import (
    CAME,
    CARD,
    LISTEN,
    SHOWN,
    SOURCE,
    WANTED,
    answered,
    ask,
    ask_of,
    may_reply,
    read,
    reply,
    unanswered,
)
from bot.features.replies.listening import call_listeners
from bot.features.replies.own_data import export, forget, purge
from bot.features.replies.rules import (
    COUNTED,
    EACH,
    KEPT,
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
from bot.features.replies.showing import Card, card_of, card_stands, show_again

__all__ = [
    "CAME",
    "CARD",
    "COUNTED",
    "EACH",
    "KEPT",
    "LISTEN",
    "LISTENERS",
    "LISTENERS_AFTER",
    "SHOWN",
    "SOURCE",
    "WANTED",
    "WITHIN",
    "WORDS_LIMIT",
    "Answered",
    "Ask",
    "Card",
    "Reply",
    "Wish",
    "answered",
    "ask",
    "ask_of",
    "call_listeners",
    "card_of",
    "card_stands",
    "count_answered",
    "export",
    "forget",
    "may_reply",
    "purge",
    "read",
    "reply",
    "show_again",
    "unanswered",
]
