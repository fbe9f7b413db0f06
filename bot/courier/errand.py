"""One delivery on its way: from its claim to how it ends."""

import asyncio
import logging
import random
from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import discord
import sqlalchemy.exc

from bot.courier.endings import ANOTHERS, Again, Delivered, Ending, Failed, Postponed, Skipped, Withdrawn
from bot.courier.letters import CannotLook, Duty, Later, Nothing, Outgoing, Refused, Render, Sent, Unsent
from bot.db import DatabaseFault
from bot.features import deliveries
from bot.features.deliveries import Delivery, Fate, SendLate, Skip

if TYPE_CHECKING:
    from bot.courier.rounds import Courier

T = TypeVar("T")

log = logging.getLogger(__name__)

TROUBLE = (
    OSError,
    aiohttp.ClientError,
    discord.DiscordServerError,
    DatabaseFault,
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.InterfaceError,
    sqlalchemy.exc.TimeoutError,
)
"""What a render or the database fails with for no fault of the delivery's."""

# Discord drops a repeat of a nonce for "a few minutes"; we trust in one.
NONCE_SECONDS = 60
MOST_TRIES = 1000  # about sixteen hours
BROKEN_TRIES = 5
UNKNOWN_KIND_SECONDS = 3600
# A message is older, by Discord's clock, than our claim says by ours.
CLOCKS_APART = 60


class Errand:
    """What is done about one claimed delivery. It raises nothing and settles nothing."""

    def __init__(self, courier: "Courier", delivery: Delivery) -> None:
        self.delivery = delivery
        self.begun = False
        """Whether something may have been sent or done. Until then the claim can be given back."""
        self._courier = courier
        self._claimed_at = asyncio.get_running_loop().time()

    async def run(self) -> Ending:
        """Send or do it, and say how that ended."""
        started = self._now()
        try:
            return await self._run()
        except Unsent as unsent:
            return self._again(
                unsent.reason, max(unsent.after, self._pause()), started if unsent.applied else None
            )
        except Refused as refused:
            return Failed(refused.reason, hold=refused.elsewhere)
        except TROUBLE as trouble:
            return self._again(type(trouble).__name__, self._pause(), started if self.begun else None)
        except Exception:
            log.exception(
                "a delivery broke", extra={"kind": self.delivery.kind, "delivery": self.delivery.id}
            )
            if self.delivery.attempts >= BROKEN_TRIES:
                return Failed("broken")
            return self._again("broken", self._pause(), started if self.begun else None)

    async def _run(self) -> Ending:
        delivery, courier = self.delivery, self._courier
        duty, render = courier.duties.get(delivery.kind), courier.renders.get(delivery.kind)
        if duty is not None:
            return await self._do(duty)
        if render is None:
            # Another version of Engawa, or another process of this one, may know it.
            return self._again("unknown kind", UNKNOWN_KIND_SECONDS, None)
        await self._within(courier.patience.ready, courier.post.ready(delivery.guild_id))
        await courier.limiter.turn()
        if not await deliveries.still_claimed(courier.db, delivery.id, courier.run):
            return Withdrawn()
        fate = deliveries.fate(delivery, self._now())
        if isinstance(fate, Skip) and delivery.doubt_since is None:
            return Skipped(fate.reason)
        outgoing = await self._rendered(render, fate)
        if isinstance(outgoing, Nothing | Later):
            return _unsent(outgoing)
        try:
            return await self._hand_over(outgoing, fate)
        except Refused as refused:
            return await self._elsewhere(render, fate, outgoing, refused)

    async def _do(self, duty: Duty) -> Ending:
        fate = deliveries.fate(self.delivery, self._now())
        if isinstance(fate, Skip):
            return Skipped(fate.reason)
        self.begun = True
        await self._within(self._courier.patience.duty, duty.act(self.delivery))
        return Delivered(self._courier.watch.late(self.delivery.due_at))

    async def _rendered(self, render: Render, fate: Fate) -> Outgoing | Nothing | Later:
        late = fate.seconds if isinstance(fate, SendLate) else 0
        return await self._within(self._courier.patience.render, render(self.delivery, late))

    async def _elsewhere(self, render: Render, fate: Fate, refused_by: Outgoing, refused: Refused) -> Ending:
        """Down the ladder: the server's fallback channel. What was for one person goes nowhere else."""
        if refused_by.channel_id is None or refused_by.only_here or not refused.elsewhere:
            raise refused
        channel_id = await self._courier.fallback(self.delivery)
        if channel_id is None or channel_id == refused_by.channel_id:
            raise refused
        # Rendered again, for files are used up by the first try.
        outgoing = await self._rendered(render, fate)
        if isinstance(outgoing, Nothing | Later):
            return _unsent(outgoing)
        await self._courier.limiter.turn()
        try:
            ending = await self._hand_over(replace(outgoing, channel_id=channel_id, person_id=None), fate)
        except Refused:
            raise refused from None
        if isinstance(ending, Delivered) and ending.outcome is None:
            return replace(ending, reason=refused.reason, outcome="elsewhere")
        return ending

    async def _hand_over(self, outgoing: Outgoing, fate: Fate) -> Ending:
        """Send it there, unless it is there already."""
        doubt_since = self.delivery.doubt_since
        if doubt_since is not None:
            try:
                sent = await self._within(self._courier.patience.look, self._find(outgoing, doubt_since))
            except CannotLook:
                if self._now() - doubt_since > NONCE_SECONDS:
                    return Delivered(self._late(), reason="nobody could look", outcome="unseen")
                # So soon after, Discord itself drops a repeat.
                sent = None
            if sent is not None:
                return Delivered(self._late(), sent)
            await self._courier.limiter.turn()
        if isinstance(fate, Skip):
            return Skipped(fate.reason)
        patience = self._courier.patience
        if asyncio.get_running_loop().time() - self._claimed_at > patience.lease - patience.send:
            raise Unsent("out of time", applied=False)
        self.begun = True
        nonce = self._courier.nonces.get(self.delivery.id, self.delivery.id)
        try:
            sent = await self._within(patience.send, self._courier.post.send(outgoing, nonce))
        except Unsent as unsent:
            self.begun = unsent.applied
            raise
        if doubt_since is not None and await deliveries.recorded(self._courier.db, [sent.message_id]):
            # Discord dropped a repeat of what was taken for another's. It will take it under another nonce.
            self._courier.nonces[self.delivery.id] = deliveries.new_id()
            raise Unsent(ANOTHERS, applied=False)
        return Delivered(self._late(), sent)

    async def _find(self, outgoing: Outgoing, doubt_since: int) -> Sent | None:
        since = doubt_since - int(self._courier.clock.offset) - CLOCKS_APART
        found = await self._courier.post.find(outgoing, self.delivery.id, since)
        maybe = found.alike if found.itself is None else (found.itself,)
        if not maybe:
            return None
        # Of what others have sent just now or recognised too, settling will tell.
        known = await deliveries.recorded(self._courier.db, [sent.message_id for sent in maybe])
        return next((sent for sent in maybe if sent.message_id not in known), None)

    async def _within(self, seconds: float, work: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(seconds):
                return await work
        except TimeoutError as error:
            raise Unsent("timeout", applied=self.begun) from error

    def _pause(self) -> int:
        return deliveries.pause(self.delivery.attempts, random.random())  # noqa: S311 - scatters the tries

    def _again(self, reason: str, after: float, doubt_since: int | None) -> Ending:
        if self.delivery.attempts >= MOST_TRIES:
            return Failed(reason)
        return Again(reason, after, doubt_since)

    def _late(self) -> int:
        return self._courier.watch.late(self.delivery.due_at)

    def _now(self) -> int:
        return int(self._courier.clock.now())


def _unsent(rendered: Nothing | Later) -> Ending:
    return Skipped(rendered.reason) if isinstance(rendered, Nothing) else Postponed(rendered.due_at)
