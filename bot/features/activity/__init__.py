"""Activity: what members do on which day, as numbers, where an admin turned counting on.

`counts` holds in memory what Discord tells, `keeping` writes it down, `gathering` adds what other features
keep, `turning` lets days leave their windows and go once they are old. `boards` ranks, `reading` looks back,
`rebuilding` proves that standings are the sum of their days. `rules` says what is counted and when.

How it is used: one `Counts` in each process; `look` at a server's arrival, when `consent.NEWS` is heard and
once a minute; `flush` every few seconds and at the end. `freshen` before a board or an overview is read.
Every quarter of an hour `turn` for `counted_servers`, once a day `tidy`; `drop_uncounted` when somebody said
no.
"""

from bot.features.activity.boards import (
    PAGE,
    Board,
    Place,
    around,
    board,
    everybody,
    rank,
    size,
    sums,
)
from bot.features.activity.counts import Counts
from bot.features.activity.figures import FEW, Crowd, Point, Share, halves
from bot.features.activity.gathering import freshen, gather
from bot.features.activity.keeping import counted_servers, flush, look
from bot.features.activity.newcomers import RETENTION_WEEKS, Return, Welcome
from bot.features.activity.overview import Overview, overview
from bot.features.activity.own_data import drop_uncounted, export, forget
from bot.features.activity.reading import (
    Day,
    Hour,
    Newcomer,
    arrived,
    heat,
    last_seen,
    member,
    people,
    today,
    totals,
)
from bot.features.activity.rebuilding import Difference, rebuild
from bot.features.activity.rules import METRICS, NEWCOMER_SECONDS, WINDOWS, Metric, Window
from bot.features.activity.together import Giving, Meeting
from bot.features.activity.turning import tidy, turn
from bot.features.activity.weeks import QUIET_DAYS, Portrait, Quiet, portrait, quiet

__all__ = [
    "FEW",
    "METRICS",
    "NEWCOMER_SECONDS",
    "PAGE",
    "QUIET_DAYS",
    "RETENTION_WEEKS",
    "WINDOWS",
    "Board",
    "Counts",
    "Crowd",
    "Day",
    "Difference",
    "Giving",
    "Hour",
    "Meeting",
    "Metric",
    "Newcomer",
    "Overview",
    "Place",
    "Point",
    "Portrait",
    "Quiet",
    "Return",
    "Share",
    "Welcome",
    "Window",
    "around",
    "arrived",
    "board",
    "counted_servers",
    "drop_uncounted",
    "everybody",
    "export",
    "flush",
    "forget",
    "freshen",
    "gather",
    "halves",
    "heat",
    "last_seen",
    "look",
    "member",
    "overview",
    "people",
    "portrait",
    "quiet",
    "rank",
    "rebuild",
    "size",
    "sums",
    "tidy",
    "today",
    "totals",
    "turn",
]
