"""Data to pictures: what it shows is told by plain data, what comes back is a PNG.

It knows nothing of Discord, databases or our words. Drawing is done by a child process, started when first
needed and ended when idle; whatever happens to it costs the picture and never the answer.
"""

from bot.pictures.drawing import Language, Picture, Pictures, Theme
from bot.pictures.kinds import (
    Attendance,
    Balance,
    Day,
    Exchange,
    Figure,
    HeatMap,
    Leaderboard,
    Legend,
    Letter,
    Mark,
    Month,
    Occurrence,
    Place,
    Regular,
    Series,
    Side,
    Subject,
    Trend,
)

__all__ = [
    "Attendance",
    "Balance",
    "Day",
    "Exchange",
    "Figure",
    "HeatMap",
    "Language",
    "Leaderboard",
    "Legend",
    "Letter",
    "Mark",
    "Month",
    "Occurrence",
    "Picture",
    "Pictures",
    "Place",
    "Regular",
    "Series",
    "Side",
    "Subject",
    "Theme",
    "Trend",
]
