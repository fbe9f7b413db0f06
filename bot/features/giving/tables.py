"""Where the ledger is kept, and how a row becomes a `Give`."""

import secrets
from typing import Any, cast

from sqlalchemy import BigInteger, Boolean, Column, ColumnElement, Index, Row, Table, Text, case

from bot.db import metadata
from bot.features.deliveries import MessageAt
from bot.features.giving.rules import Give, Kind, State

# A member's id is positive. Below zero stands somebody who had themselves forgotten: one number
# for each person at the other side, so that "how many people" stays true and nothing leads back.
gives = Table(
    "gives",
    metadata,
    Column("event_id", BigInteger, primary_key=True, autoincrement=False),
    Column("helper_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("helped_id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("note", Text),
    Column("about_channel_id", BigInteger),
    Column("about_message_id", BigInteger),
    Column("source", Text, nullable=False),
    Column("given_at", BigInteger, nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("undone_at", BigInteger),
    Column("withdrawn_at", BigInteger),
    Column("message_id", BigInteger),
    Column("posting_event_id", BigInteger),
    Column("posting_run", BigInteger),
    Column("posting_at", BigInteger),
    # The person first: the same index finds all that is theirs, in every server.
    Index(None, "helper_id", "guild_id", "given_at"),
    Index(None, "helped_id", "guild_id", "given_at"),
    Index(None, "guild_id", "given_at", "event_id", "helper_id"),
)

# What moderators did to rows of the ledger. `helper_id` is null for all rows of the event, `by_id`
# once the moderator had themselves forgotten.
ledger_acts = Table(
    "ledger_acts",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("event_id", BigInteger, nullable=False),
    Column("helper_id", BigInteger),
    Column("by_id", BigInteger),
    Column("what", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "event_id"),
    Index(None, "by_id"),
)


def stranger() -> int:
    """A fresh number for somebody who had themselves forgotten. It says nothing about them."""
    return -1 - secrets.randbits(62)


def known(person_id: int | None) -> int | None:
    """The person, or None for somebody who had themselves forgotten."""
    return person_id if person_id is not None and person_id > 0 else None


def is_state(state: State) -> ColumnElement[bool]:
    """The condition that a row's `Give.state` is this one."""
    withdrawn, undone = gives.c.withdrawn_at.is_not(None), gives.c.undone_at.is_not(None)
    found = case(
        (withdrawn, "withdrawn"), (undone, "undone"), (gives.c.counts, "counted"), else_="thanks_back"
    )
    return found == state


def row_of(give: Give) -> dict[str, Any]:
    """A `Give` of people who are both known, as a row of `gives`."""
    row = {column.name: getattr(give, column.name, None) for column in gives.c}
    if give.about is not None:
        row |= {"about_channel_id": give.about.channel_id, "about_message_id": give.about.message_id}
    return row


def give_of(row: Row[Any]) -> Give:
    """A row of `gives`, as the rest of the house knows it."""
    about = None
    if row.about_channel_id is not None:
        about = MessageAt(row.about_channel_id, row.about_message_id)
    return Give(
        event_id=row.event_id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        helper_id=known(row.helper_id),
        helped_id=known(row.helped_id),
        kind=cast("Kind", row.kind),
        note=row.note,
        about=about,
        source=row.source,
        given_at=row.given_at,
        counts=row.counts,
        undone_at=row.undone_at,
        withdrawn_at=row.withdrawn_at,
        message_id=row.message_id,
        posting_event_id=row.posting_event_id,
        posting_run=row.posting_run,
        posting_at=row.posting_at,
    )
