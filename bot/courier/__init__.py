"""The courier and its post.

`rounds` claims and settles, `errand` is one delivery on its way, `post` speaks to Discord, `limiter` keeps
below its limits, `watch` measures lateness, `outcomes` waits for how it went;
`standing` changes what was sent before; `letters` is what passes between them and the cogs.
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
    Unsent,
)
from bot.courier.limiter import Limiter, Places
from bot.courier.outcomes import outcomes
from bot.courier.post import DiscordPost, retry_after, understood
from bot.courier.rounds import Courier
from bot.courier.standing import change, keep_true

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
    "Unsent",
    "change",
    "keep_true",
    "outcomes",
    "retry_after",
    "understood",
]
