"""Stays in voice channels: who was there, from when to when.

`whereabouts` knows in memory who sits where, `rules` decides what is kept of it, `keeping` writes it down,
`records` reads it. Kept are stays where a server counts, and in rooms that are watched because somebody
meets there; never those of people who said no to being counted.
"""

from bot.features.voice.keeping import (
    AT_ONCE,
    NEWS,
    Kept,
    drop_uncounted,
    heartbeat,
    keep,
    unwatch,
    watch,
    watched,
)
from bot.features.voice.records import expire, export, forget, here_now, seconds_by_person, stays, stays_in
from bot.features.voice.rules import HEARTBEAT_SECONDS, Seen, Stay, Watch
from bot.features.voice.whereabouts import Here, Whereabouts

__all__ = [
    "AT_ONCE",
    "HEARTBEAT_SECONDS",
    "NEWS",
    "Here",
    "Kept",
    "Seen",
    "Stay",
    "Watch",
    "Whereabouts",
    "drop_uncounted",
    "expire",
    "export",
    "forget",
    "heartbeat",
    "here_now",
    "keep",
    "seconds_by_person",
    "stays",
    "stays_in",
    "unwatch",
    "watch",
    "watched",
]
