"""Waiting a moment for what was just planned, so that whoever asked for it can be told how it went."""

import asyncio
from collections.abc import Collection

from bot.db import Database
from bot.features import deliveries
from bot.features.deliveries import State


async def outcomes(db: Database, ids: Collection[int], within: float) -> dict[int, State]:
    """How it went with these, once each was tried, or after so many seconds of real time.

    "waiting" is to be tried again; what is missing was not tried yet, or not by this process.
    """
    heard = asyncio.Event()
    end_listening = db.listen(deliveries.TRIED, heard.set)
    ends = asyncio.get_running_loop().time() + within
    try:
        while True:
            heard.clear()
            found = await deliveries.outcomes(db, ids)
            left = ends - asyncio.get_running_loop().time()
            if len(found) == len(set(ids)) or left <= 0:
                return found
            try:
                await asyncio.wait_for(heard.wait(), left)
            except TimeoutError:
                continue
    finally:
        end_listening()
