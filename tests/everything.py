"""Rows in every table of every feature, made from the tables themselves: a new table is filled unasked."""

import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Table, select

import bot.features
from bot.db import Database, insert_new
from bot.features.privacy import PEOPLE

# A word of the house, not of a member: it stays where the row stays.
HOUSE_WORDS = {
    ("gives", "kind"),
    ("gives", "source"),
    ("ledger_acts", "what"),
    ("server_settings", "name"),
    ("server_settings", "value"),
    ("support_contacts", "contacts"),
    *(("session_series", name) for name in ("kind", "level", "reminders", "zone", "first", "repeats")),
    *(("session_series", name) for name in ("until", "holidays", "paused_for")),
    *((table, name) for table in ("session_changes", "session_breaks") for name in ("day", "first", "last")),
    ("session_occurrences", "day"),
    ("session_occurrences", "state"),
    ("session_posts", "what"),
    ("session_lessons", "what"),
    ("voice_watches", "key"),
    *(("checkin_plans", name) for name in ("weekdays", "way")),
    *(("checkins", name) for name in ("day", "question", "result")),
    *(("checkin_prompts", name) for name in ("day", "what")),
    *(("checkin_days", name) for name in ("day", "question")),
    *(("checkin_questions", name) for name in ("name", "words")),
    *(("goals", name) for name in ("day", "result")),
    *(("goal_weeks", name) for name in ("week", "result")),
    ("reply_calls", "day"),
    *(("board_posts", name) for name in ("metric", "period")),
    *(("exports", name) for name in ("what", "form")),
}
# A member stands in this column and somebody else wrote the words.
OF_OTHERS = {("gives", "helper_id")}


def tables_of_features() -> dict[str, list[Table]]:
    """Every feature's tables, by the feature's name. One that others import is its own feature's alone."""
    found: dict[str, dict[str, Table]] = {}
    for module in pkgutil.walk_packages(bot.features.__path__, "bot.features."):
        loaded = importlib.import_module(module.name)
        feature = found.setdefault(module.name.split(".")[2], {})
        for name, value in vars(loaded).items():
            if isinstance(value, Table) and f"\n{name} = Table(" in inspect.getsource(loaded):
                feature[value.name] = value
    return {name: list(tables.values()) for name, tables in found.items()}


def every_table() -> list[Table]:
    return [table for tables in tables_of_features().values() for table in tables]


def people_in(table: Table) -> list[str]:
    return [column.name for column in table.c if column.name in PEOPLE]


async def fill(db: Database, me: int, other: int, guild_id: int, words: str) -> None:
    """A row for each column of each table in which `me` can stand, in this server, and in their words."""
    numbers = count(guild_id % 1000 * 100_000 + me % 1000 * 1000 + 1)
    async with db.write() as tx:
        for table in every_table():
            for place in people_in(table) or [""]:
                # Of some things a server has one only: the first stays.
                await insert_new(tx, table, [_row(table, place, me, other, guild_id, words, numbers)])


def _row(
    table: Table, place: str, me: int, other: int, guild_id: int, words: str, numbers: Iterator[int]
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in table.c:
        number = next(numbers)
        if column.name in PEOPLE:
            row[column.name] = me if column.name == place else other
        elif column.name in {"guild_id", "event_id"}:
            # What belongs to one event belongs together.
            row[column.name] = guild_id
        elif isinstance(column.type, sa.Boolean):
            row[column.name] = True
        elif isinstance(column.type, sa.Integer):
            row[column.name] = number
        elif (table.name, column.name) in HOUSE_WORDS:
            row[column.name] = json.dumps(f"{number}")
        elif (table.name, place) in OF_OTHERS:
            row[column.name] = json.dumps(f"somebody else's words to <@{me}> {number}")
        else:
            row[column.name] = json.dumps(f"{words} <@{me}> {number}", ensure_ascii=False)
    return row


async def rows_with(db: Database, *sought: str) -> dict[str, int]:
    """How many rows of which tables hold one of these, as a value or somewhere in a text."""
    found: dict[str, int] = {}
    async with db.read() as tx:
        for table in every_table():
            for row in await tx.execute(select(table)):
                if _holds(row, sought):
                    found[table.name] = found.get(table.name, 0) + 1
    return found


def _holds(row: Iterable[Any], sought: Iterable[str]) -> bool:
    return any(word in str(value) for value in row for word in sought)
