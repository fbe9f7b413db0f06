"""What each member agreed to, in each server, and where activity is counted at all.

`rules` says what is asked and what holds until somebody answers, `tables` keeps the answers,
`choices` is for members, `counting` for admins.
"""

from bot.features.consent.choices import (
    agrees,
    choices,
    counted_from,
    decide,
    export,
    forget,
    not_yet_counted,
    refused_counting,
    refuses_everywhere,
    said_yes_at,
    says_yes,
    uncounted,
    who_agrees,
)
from bot.features.consent.counting import (
    Counting,
    counted_before,
    counting,
    counting_since,
    noticed,
    start_counting,
    stop_counting,
)
from bot.features.consent.rules import NEWS, PURPOSES, SHOWN_NEWS, Choice, Purpose, Wording

__all__ = [
    "NEWS",
    "PURPOSES",
    "SHOWN_NEWS",
    "Choice",
    "Counting",
    "Purpose",
    "Wording",
    "agrees",
    "choices",
    "counted_before",
    "counted_from",
    "counting",
    "counting_since",
    "decide",
    "export",
    "forget",
    "not_yet_counted",
    "noticed",
    "refused_counting",
    "refuses_everywhere",
    "said_yes_at",
    "says_yes",
    "start_counting",
    "stop_counting",
    "uncounted",
    "who_agrees",
]
