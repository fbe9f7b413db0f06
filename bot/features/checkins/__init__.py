"""Check-ins for people who work alone: asked at their own hour, answered for themselves.

`rules` decides, `plans` is what members choose, `slots` plans the posts that ask, `asking` says whom each
asks, `saying` keeps what they say, `own_data` shows and forgets.
"""

from bot.features.checkins.asking import Asked, ask_one, ask_together
from bot.features.checkins.day_question import question_of
from bot.features.checkins.own_data import export, forget
from bot.features.checkins.plans import (
    Change,
    close_evenings,
    pause,
    plan_of,
    rest,
    start,
    stop,
    take_back,
)
from bot.features.checkins.questions import Question
from bot.features.checkins.rules import (
    ANSWER_LIMIT,
    ENERGIES,
    MOST_MENTIONS,
    RESULTS,
    WAYS,
    WORDS_LIMIT,
    Checkin,
    Entry,
    Member,
    Plan,
    Result,
    Way,
    What,
    local_day,
    rounded,
)
from bot.features.checkins.saying import (
    SHARE,
    Said,
    Today,
    close_day,
    days_this_month,
    history,
    keep_thread,
    look,
    say,
    thread_of,
    tidy,
    today,
)
from bot.features.checkins.slots import DM, PROMPT, plan_slots

__all__ = [
    "ANSWER_LIMIT",
    "DM",
    "ENERGIES",
    "MOST_MENTIONS",
    "PROMPT",
    "RESULTS",
    "SHARE",
    "WAYS",
    "WORDS_LIMIT",
    "Asked",
    "Change",
    "Checkin",
    "Entry",
    "Member",
    "Plan",
    "Question",
    "Result",
    "Said",
    "Today",
    "Way",
    "What",
    "ask_one",
    "ask_together",
    "close_day",
    "close_evenings",
    "days_this_month",
    "export",
    "forget",
    "history",
    "keep_thread",
    "local_day",
    "look",
    "pause",
    "plan_of",
    "plan_slots",
    "question_of",
    "rest",
    "rounded",
    "say",
    "start",
    "stop",
    "take_back",
    "thread_of",
    "tidy",
    "today",
]
