"""What members are asked, and what holds until they answer: no, to all but being counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

NEWS = "counting"
"""What `Database.listen` hears when somebody said whether to be counted, or counting began or ended."""

SHOWN_NEWS = "boards"
"""The same when somebody said whether to be shown on boards, or had their answers forgotten."""

Purpose = Literal[
    "counted",
    "boards",
    "thanks_wall",
    "checkins",
    "evening",
    "dm_sessions",
    "dm_checkins",
    "dm_notices",
    "listener",
    "call_me",
    "ask_after",
    "matching",
]


@dataclass(frozen=True)
class Wording:
    """Which wording of a question is shown now, and the oldest that still asks for the same.

    When what is asked for grows, both become a new number: a yes to less is asked again, a no stays no.
    """

    now: int = 1
    same_since: int = 1


PURPOSES: Mapping[Purpose, Wording] = {
    "counted": Wording(),
    "boards": Wording(),
    "thanks_wall": Wording(),
    "checkins": Wording(),
    "evening": Wording(),
    "dm_sessions": Wording(),
    "dm_checkins": Wording(),
    "dm_notices": Wording(),
    "listener": Wording(),
    "call_me": Wording(),
    # From the second on it also lets moderators see who has been away.
    "ask_after": Wording(now=2, same_since=2),
    "matching": Wording(),
}


@dataclass(frozen=True)
class Answer:
    """What somebody answered, to which wording, and when."""

    yes: bool
    wording: int
    at: int


@dataclass(frozen=True)
class Choice:
    """What holds for a purpose: `answer` is what they chose, None while that is only the default.

    `ask_again` when they had said yes to a wording that asked for less.
    """

    purpose: Purpose
    yes: bool
    answer: Answer | None
    ask_again: bool = False


def choice(
    purpose: Purpose, here: Answer | None, everywhere: Answer | None, *, counting: bool, wording: Wording
) -> Choice:
    """What holds, from the answers for this server and for all: the nearer one decides.

    Nobody is counted where no admin turned `counting` on, whatever they answered.
    """
    answers = [answer for answer in (here, everywhere) if answer is not None]
    binding = [answer for answer in answers if not answer.yes or answer.wording >= wording.same_since]
    yes = binding[0].yes if binding else purpose == "counted"
    return Choice(
        purpose,
        yes and (counting or purpose != "counted"),
        answers[0] if answers else None,
        ask_again=bool(answers) and answers[0] not in binding,
    )
