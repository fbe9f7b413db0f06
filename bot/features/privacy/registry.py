"""Which features keep something about people, and in which columns.

Every feature whose tables hold a member's id stands in `FEATURES` and says itself how to `export` and to
`forget`; every table that belongs to servers has a `guild_id`. A test holds both.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from bot.db import Database
from bot.features import (
    activity,
    boards,
    checkins,
    consent,
    deliveries,
    departures,
    drafts,
    exports,
    giving,
    goals,
    letters,
    notices,
    replies,
    sessions,
    settings,
    support,
    voice,
)
from bot.features.giving import Post

PEOPLE = frozenset({"user_id", "helper_id", "helped_id", "person_id", "host_id", "by_id"})
"""What columns that hold a member's id are called, in every table and every export."""


STAND_IN = {"activity_days": "activity_members", "activity_standings": "activity_members"}
"""Large tables, and where everybody who stands in one stands too: there it is quick to look for them."""


class Feature(Protocol):
    """A feature that keeps something about people, in one server or, without one, in all.

    `forget` returns the bot's own public posts that still speak of them, where it has any.
    """

    async def export(
        self, db: Database, user_id: int, guild_id: int | None = None
    ) -> dict[str, list[dict[str, Any]]]: ...

    async def forget(
        self, db: Database, user_id: int, guild_id: int | None = None
    ) -> Sequence[Post] | None: ...


# Consent first: what needs it begins nothing new. Departures last: a purge that is cut short is done again.
FEATURES: tuple[Feature, ...] = (
    consent,
    settings,
    drafts,
    notices,
    deliveries,
    giving,
    voice,
    sessions,
    checkins,
    activity,
    boards,
    letters,
    exports,
    goals,
    replies,
    support,
    departures,
)
