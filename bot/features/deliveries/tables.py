"""Where deliveries wait and what became of them, and which series are paused."""

import json
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Index, Integer, Row, Table, Text, exists, or_

from bot.db import metadata
from bot.features.deliveries.rules import Delivery

UNSENT = ("waiting", "claimed")

# `try_at` is `due_at` until a try has failed. `channel_id` is where it is to go; once it is sent, where it
# went. A row that is settled by a cancellation gives its key back, so that it can be planned again.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("series", Text),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger),
    Column("person_id", BigInteger),
    Column("subject", Text, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger),
    Column("late_after", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("try_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("doubt_since", BigInteger),
    Column("claimed_at", BigInteger),
    Column("claimed_by", BigInteger),
    Column("settled_at", BigInteger),
    Column("late_ms", BigInteger),
    Column("message_id", BigInteger),
    Column("reason", Text),
    Index(None, "state", "try_at"),
    Index(None, "guild_id", "settled_at"),
    Index(None, "series"),
    Index(None, "person_id"),
)

held_series = Table(
    "held_series",
    metadata,
    Column("series", Text, primary_key=True),
    Column("guild_id", BigInteger),
    Column("reason", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Index(None, "guild_id"),
)


def is_held() -> ColumnElement[bool]:
    """The condition that a row's series is paused."""
    return exists().where(held_series.c.series == deliveries.c.series)


def was_sent(key: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition that the delivery of this key was sent."""
    return exists().where(deliveries.c.key == key, deliveries.c.state == "sent")


def was_begun(key: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition that the delivery of this key was sent, or may be there already."""
    maybe = or_(deliveries.c.state.in_(["sent", "claimed"]), deliveries.c.doubt_since.is_not(None))
    return exists().where(deliveries.c.key == key, maybe)


def row_of(delivery: Delivery) -> dict[str, Any]:
    """A delivery that has just been planned, as a row."""
    row = vars(delivery) | {"subject": json.dumps(dict(delivery.subject))}
    return row | {"state": "waiting", "try_at": delivery.due_at}


def delivery_of(row: Row[Any]) -> Delivery:
    """A row, as the rest of the house knows it."""
    known = {name: getattr(row, name) for name in Delivery.__dataclass_fields__}
    return Delivery(**known | {"subject": json.loads(row.subject)})
