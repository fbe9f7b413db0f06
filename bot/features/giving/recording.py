"""Gives that another feature was told of: recorded like a thanks, without words and without a post."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import insert_new, serialise
from bot.errors import Refusal
from bot.features.giving.rules import Give, Kind
from bot.features.giving.tables import gives, row_of


@dataclass(frozen=True)
class Help:
    """`helped_id` said that `helper_id` helped; `id` is that of the press, `source` the feature's name."""

    id: int
    guild_id: int
    channel_id: int
    helper_id: int
    helped_id: int
    kind: Kind
    source: str
    at: int


async def record(tx: AsyncConnection, one: Help) -> bool:
    """Record a give that counts; the same event twice is recorded once, and then False.

    Nobody helps themselves. How often somebody may say so is for the caller to judge: thanks have their own
    allowance, which this does not touch.
    """
    if one.helper_id == one.helped_id:
        raise Refusal("thanks-to-oneself")
    await serialise(tx, "giving", one.guild_id)
    row = Give(
        event_id=one.id,
        guild_id=one.guild_id,
        channel_id=one.channel_id,
        helper_id=one.helper_id,
        helped_id=one.helped_id,
        kind=one.kind,
        note="",
        about=None,
        source=one.source,
        given_at=one.at,
        counts=True,
    )
    return bool(await insert_new(tx, gives, [row_of(row)]))
