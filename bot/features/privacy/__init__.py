"""What is kept about people: shown, handed out and forgotten, whichever feature keeps it.

`registry` knows who keeps something, `own_data` is for the person it is about, `purges` for those who left,
`posts` for what the bot said of them in public.
"""

from bot.features.privacy.own_data import Receipt, clear_traces, collect, forget_all, summary
from bot.features.privacy.posts import KIND, channel_of, edits, series_in
from bot.features.privacy.purges import members_with_data, purge, servers_with_data
from bot.features.privacy.registry import FEATURES, PEOPLE, Feature

__all__ = [
    "FEATURES",
    "KIND",
    "PEOPLE",
    "Feature",
    "Receipt",
    "channel_of",
    "clear_traces",
    "collect",
    "edits",
    "forget_all",
    "members_with_data",
    "purge",
    "series_in",
    "servers_with_data",
    "summary",
]
