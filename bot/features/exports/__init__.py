"""Handing out what was counted, as files: `rows` says what, `files` writes them, `log` keeps who took it.

Rows are read a page at a time and written to disk as they come: a large server takes longer, not more room.
"""

from bot.features.exports.files import FORMATS, LARGEST, Cell, File, Files, Format, harmless
from bot.features.exports.log import Taken, export, finish, forget, recent, take, tidy
from bot.features.exports.rows import DAY_COLUMNS, PLACE_COLUMNS, days, everybody, how_many

__all__ = [
    "DAY_COLUMNS",
    "FORMATS",
    "LARGEST",
    "PLACE_COLUMNS",
    "Cell",
    "File",
    "Files",
    "Format",
    "Taken",
    "days",
    "everybody",
    "export",
    "finish",
    "forget",
    "harmless",
    "how_many",
    "recent",
    "take",
    "tidy",
]
