"""What each member agreed to, in each server, and where activity is counted at all.

`rules` says what is asked and what holds until somebody answers, `tables` keeps the answers,
`choices` is for members, `counting` for admins.
"""

from bot.features.consent.choices import (
    agrees,
    choices,
    decide,
    export,
    forget,
    refuses_everywhere,
    who_agrees,
)
from bot.features.consent.counting import Counting, counting, noticed, start_counting, stop_counting
from bot.features.consent.rules import PURPOSES, Choice, Purpose, Wording

__all__ = [
    "PURPOSES",
    "Choice",
    "Counting",
    "Purpose",
    "Wording",
    "agrees",
    "choices",
    "counting",
    "decide",
    "export",
    "forget",
    "noticed",
    "refuses_everywhere",
    "start_counting",
    "stop_counting",
    "who_agrees",
]
