"""Thanks: who helped whom, recorded because somebody said so.

A give is stored from the side of help: `helper_id` gave it and is thanked, `helped_id` received it
and says thanks. `rules` decides, `tables` keeps; `queries` is what members do, `ledger` what moderators do,
`balances` and `own_data` what people see of their own, `recording` is for features that were told of help,
`past` brings in what was said long ago.
"""

from bot.features.deliveries import MessageAt, Post
from bot.features.giving.balances import DRAWN, PERIODS, Balance, Period, Span, balance
from bot.features.giving.counting import Counted, counted, moderated
from bot.features.giving.ledger import Act, Page, Place, What, acts, moderate, posted_as, search, thanks_of
from bot.features.giving.notes import NOTE_LIMIT, clean_note
from bot.features.giving.own_data import export, forget
from bot.features.giving.past import recall
from bot.features.giving.queries import (
    UNDO_OVER,
    Given,
    Undone,
    Unsure,
    as_given,
    give,
    not_posted,
    posted,
    undo,
)
from bot.features.giving.recording import Help, record
from bot.features.giving.rules import (
    DAILY_ALLOWANCE,
    KINDS,
    RECEIVER_LIMIT,
    STATES,
    UNDO_WINDOW,
    Give,
    Kind,
    State,
    Thanks,
    refuse_receivers,
)

__all__ = [
    "DAILY_ALLOWANCE",
    "DRAWN",
    "KINDS",
    "NOTE_LIMIT",
    "PERIODS",
    "RECEIVER_LIMIT",
    "STATES",
    "UNDO_OVER",
    "UNDO_WINDOW",
    "Act",
    "Balance",
    "Counted",
    "Give",
    "Given",
    "Help",
    "Kind",
    "MessageAt",
    "Page",
    "Period",
    "Place",
    "Post",
    "Span",
    "State",
    "Thanks",
    "Undone",
    "Unsure",
    "What",
    "acts",
    "as_given",
    "balance",
    "clean_note",
    "counted",
    "export",
    "forget",
    "give",
    "moderate",
    "moderated",
    "not_posted",
    "posted",
    "posted_as",
    "recall",
    "record",
    "refuse_receivers",
    "search",
    "thanks_of",
    "undo",
]
