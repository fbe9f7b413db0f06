"""A word on check-ins in the channel that was chosen for them, once for each channel."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features import deliveries, settings
from bot.features.deliveries import Delivery
from bot.features.settings import Channel

WELCOME = "checkin.welcome"
"""The kind of deliveries that say in a channel what check-ins are, with a button to begin."""


async def plan_welcome(db: Database, guild_id: int, now: int) -> int | None:
    """Have the chosen channel told of check-ins; which it is, None where there is nothing new to say."""
    async with db.write() as tx:
        channel_id = await to_welcome(db.within(tx), guild_id)
        if channel_id is None:
            return None
        told = Delivery(f"{WELCOME} {guild_id} {channel_id}", WELCOME, now, guild_id, channel_id=channel_id)
        return channel_id if await deliveries.plan_again(tx, told) else None


async def to_welcome(db: Database, guild_id: int) -> int | None:
    """The channel that is chosen for check-ins and has not been told of them; None where they are off."""
    chosen = await settings.server(db, guild_id)
    if not chosen.checkins_on or chosen.checkins_channel == chosen.checkins_welcomed:
        return None
    return chosen.checkins_channel


async def welcome_stands(db: Database, tx: AsyncConnection, told: Delivery, at: int) -> None:
    """Keep, with its delivery, which channel was told."""
    there = Channel(told.channel_id or 0, "text")
    await settings.change_server(
        db.within(tx), told.guild_id or 0, "checkins_welcomed", there, by=None, at=at
    )
