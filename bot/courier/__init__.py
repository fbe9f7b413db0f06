"""The courier and its post.

`rounds` claims and settles, `errand` is one delivery on its way, `post` speaks to Discord, `limiter` keeps
below its limits, `watch` measures lateness, `outcomes` waits for how it went;
`letters` is what passes between them and the cogs.
"""

from bot.courier.letters import (
    Duty,
    Failure,
    Later,
    Nothing,
    Outgoing,
    Patience,
    Post,
    Refused,
    Render,
    Report,
    Sent,
    Stands,
)
from bot.courier.limiter import Limiter, Places
from bot.courier.outcomes import outcomes
from bot.courier.post import DiscordPost, understood
from bot.courier.rounds import Courier

__all__ = [
    "Courier",
    "DiscordPost",
    "Duty",
    "Failure",
    "Later",
    "Limiter",
    "Nothing",
    "Outgoing",
    "Patience",
    "Places",
    "Post",
    "Refused",
    "Render",
    "Report",
    "Sent",
    "Stands",
    "outcomes",
    "understood",
]
