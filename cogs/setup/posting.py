"""What an admin has said to everybody: planned together with what they decided, so that it is posted once."""

import asyncio
from weakref import WeakValueDictionary

from bot.app import Engawa
from bot.courier import outcomes
from bot.features.deliveries import Delivery

COUNTING, WELCOME = "setup.counting", "setup.welcome"
# In most cases Discord has answered long before; who asked should not wait much longer to be told so.
SOON_SECONDS = 3.0


def key_of(kind: str, guild_id: int) -> str:
    """A server has one of each on its way at a time."""
    return f"{kind} {guild_id}"


def announcement(kind: str, guild_id: int, channel_id: int, at: int, **subject: int) -> Delivery:
    """Something for everybody, to be planned in the transaction that decides on it."""
    return Delivery(
        key=key_of(kind, guild_id),
        kind=kind,
        due_at=at,
        guild_id=guild_id,
        channel_id=channel_id,
        subject=subject,
    )


async def how_it_went(app: Engawa, told: Delivery) -> str:
    """ "posted", "refused" or, when that is not known soon, "coming"."""
    state = (await outcomes(app.db, [told.id], SOON_SECONDS)).get(told.id)
    return {"sent": "posted", "failed": "refused"}.get(state or "", "coming")


_turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()


def turn_in(guild_id: int) -> asyncio.Lock:
    """What is made once for a server is made in turns: the second sees what the first has done."""
    return _turns.setdefault(guild_id, asyncio.Lock())
