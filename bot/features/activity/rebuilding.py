"""Proving that standings are the sum of their days, and mending what is not."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.db import Database
from bot.features.activity.rules import Metric


class Difference(NamedTuple):
    """A standing that was not the sum of its days: what stood there, and what should."""

    guild_id: int
    period: int
    user_id: int
    stood: Mapping[Metric, int]
    should: Mapping[Metric, int]


async def rebuild(db: Database, now: int) -> tuple[Difference, ...]:
    """Compare every server's standings with the sums of their days, mend them, and say what differed."""
    raise NotImplementedError
