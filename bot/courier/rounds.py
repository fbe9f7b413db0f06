"""The courier: claims what is due, sends it once, settles it.

A claim is on disk before anything is sent, and what became of it after. So wherever the process ends nothing
is lost; and whatever may have been sent is looked for before it is sent again.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.courier.endings import Again, Delivered, Ending, settle
from bot.courier.errand import TROUBLE, Errand
from bot.courier.letters import Duty, Failure, Patience, Post, Render, Report, Stands
from bot.courier.limiter import Limiter, Places
from bot.courier.watch import Watch
from bot.db import Database
from bot.features import deliveries
from bot.features.deliveries import Delivery

log = logging.getLogger(__name__)

# How many are in hand at once, and how much room it takes for a claim to be worth its transaction.
SLOTS = 128
LEAST_ROOM = 32
# How many are looked for at once. All of them are looked for before the first is sent: with many, a process
# that does not live for long would never come to send.
MOST_DOUBTS = 16
SWEEP_SECONDS = 30
UNSETTLED_SECONDS = 120
SETTLING_PAUSES = (0.1, 0.5, 2.0, 5.0)
_CANCEL_SECONDS = 1.0
PURGE = "deliveries.purge"
DAY = 86_400

Start = Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]]
Fallback = Callable[[Delivery], Awaitable[int | None]]


class Courier:
    """The only one who claims, sends and settles. One belongs to each client.

    Cogs register what they have in `renders` and `duties`, and in `stands` what follows once it was sent, by
    kind. `fallback` names the channel to take when the right one refuses; `on_failure` tells somebody;
    `changed` is called when another round may find something to do. `start` runs work that is counted.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        post: Post,
        limiter: Limiter,
        *,
        start: Start | None = None,
        places: Places | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.db = db
        self.clock = clock
        self.post = post
        self.limiter = limiter
        self.patience = patience or Patience()
        self.run = secrets.randbits(62)
        self.watch = Watch(clock)
        self.renders: dict[str, Render] = {}
        self.stands: dict[str, Stands] = {}
        self.duties: dict[str, Duty] = {PURGE: Duty(self._purge, every=DAY)}
        self.fallback: Fallback = _nowhere
        self.on_failure: Report = _in_the_log
        self.changed: Callable[[], None] = _nobody_listens
        self.nonces: dict[int, int] = {}  # of deliveries whose own number Discord takes for a repeat
        self._start = start or _start
        self._places = places or Places()
        self._in_hand: dict[int, tuple[Errand, asyncio.Task[None]]] = {}
        self._swept_at: int | None = None
        self._given_up: set[int] = set()
        self._stopping = False

    # --- rounds

    async def open(self) -> None:
        """Plan the upkeep that comes again on its own. To be called once everything is registered."""
        async with self.db.write() as tx:
            await deliveries.plan(
                tx, [d for kind, duty in self.duties.items() for d in _following(kind, duty, self._now())]
            )

    async def work(self) -> int | None:
        """One round: claim what is due, as far as there is room, and start on it; when the next is due."""
        self.watch.look()
        if self._stopping:
            return None
        room = SLOTS - len(self._in_hand)
        if room < LEAST_ROOM:
            return await deliveries.next_due(self.db)
        now = self._now()
        if self._swept_at is None or now - self._swept_at >= SWEEP_SECONDS:
            room -= await self._sweep(now, room)
        # Most looks find something planned for later, and to claim asks for much more than this.
        due = await deliveries.next_due(self.db)
        if not room or due is None or due > now:
            return due
        for delivery in await deliveries.claim_due(self.db, now, self.run, room, self._places.full()):
            self._begin(delivery)
        return await deliveries.next_due(self.db)

    async def _sweep(self, now: int, room: int) -> int:
        """Take over what was claimed and never settled; return how many there were."""
        self.watch.warn()
        # SQLite is one process's: what other runs claimed there, they can no longer send.
        doubts = sum(errand.delivery.doubt_since is not None for errand, _ in self._in_hand.values())
        room = min(room, MOST_DOUBTS - doubts)
        if room <= 0:
            return 0
        alone = self._swept_at is None and self.db.dialect == "sqlite"
        lost = await deliveries.claim_unsettled(
            self.db, now, self.run, room, lease=0 if alone else UNSETTLED_SECONDS, in_hand=self._in_hand
        )
        if len(lost) < room:
            self._swept_at = now
        for delivery in lost:
            self._begin(delivery)
        return len(lost)

    def _begin(self, delivery: Delivery) -> None:
        errand = Errand(self, delivery)
        self._places.begin(deliveries.place_of(delivery))
        task = self._start(self._carry(errand), f"delivery {delivery.kind}")
        self._in_hand[delivery.id] = (errand, task)
        # Not the task's own doing: one that is cancelled before its first step never runs.
        task.add_done_callback(lambda _: self._end(errand, task))

    def _end(self, errand: Errand, task: asyncio.Task[None]) -> None:
        self._places.end(deliveries.place_of(errand.delivery), used=errand.begun)
        del self._in_hand[errand.delivery.id]
        if task.cancelled() and not errand.begun:
            self._given_up.add(errand.delivery.id)
        self.changed()

    # --- one delivery

    async def _carry(self, errand: Errand) -> None:
        ending = await errand.run()
        if isinstance(ending, Delivered):
            self.nonces.pop(errand.delivery.id, None)
        for pause in (*SETTLING_PAUSES, None):
            try:
                await self._settle(errand.delivery, ending)
            except TROUBLE:
                if pause is not None:
                    await asyncio.sleep(pause)
                    continue
                # The claim stays, and is looked for in time.
                log.exception("a delivery could not be settled", extra={"delivery": errand.delivery.id})
            except Exception:
                log.exception("a delivery could not be settled", extra={"delivery": errand.delivery.id})
            return

    async def _settle(self, delivery: Delivery, ending: Ending) -> None:
        now = self._now()
        failure = None
        try:
            async with self.db.write() as tx:
                failure = await self._write_down(tx, delivery, ending, now)
                if failure is not None:
                    await self.on_failure(tx, failure)
        except TROUBLE:
            raise
        except Exception:
            if failure is None:
                raise
            log.exception("nobody could be told of a failure", extra={"delivery": delivery.id})
            async with self.db.write() as tx:
                await self._write_down(tx, delivery, ending, now)

    async def _write_down(
        self, tx: AsyncConnection, delivery: Delivery, ending: Ending, now: int
    ) -> Failure | None:
        duty = self.duties.get(delivery.kind)
        if duty is not None and not isinstance(ending, Again):
            await deliveries.plan(tx, _following(delivery.kind, duty, now))
        failure = await settle(tx, delivery, self.run, ending, now)
        stands = self.stands.get(delivery.kind)
        if stands is not None and isinstance(ending, Delivered):
            await stands(tx, delivery, now)
        return failure

    async def _purge(self, _: Delivery) -> None:
        await deliveries.purge(self.db, self._now())

    # --- ending

    async def settled(self) -> None:
        """Return when nothing is in hand."""
        while self._in_hand:
            await asyncio.wait([task for _, task in self._in_hand.values()])

    async def stop(self, within: float = 2.0) -> None:
        """Claim nothing more, give back what has not begun, and let what has begun end in time."""
        self._stopping = True
        begun = [task for errand, task in self._in_hand.values() if errand.begun]
        for errand, task in self._in_hand.values():
            if not errand.begun:
                task.cancel()
        if begun:
            _, late = await asyncio.wait(begun, timeout=within)
            # Their claims stay: the next run looks for them.
            for task in late:
                task.cancel()
        if self._in_hand:
            await asyncio.wait([task for _, task in self._in_hand.values()], timeout=_CANCEL_SECONDS)
        if self._given_up:
            try:
                await deliveries.release(self.db, self.run, self._given_up)
            except TROUBLE:
                log.exception("what was not begun could not be given back")
            self._given_up.clear()

    def _now(self) -> int:
        return int(self.clock.now())


def _following(kind: str, duty: Duty, now: int) -> list[Delivery]:
    """The next time upkeep comes, where it comes again on its own."""
    if duty.every is None:
        return []
    return [deliveries.occurrence(kind, every=duty.every, at=duty.at, after=now)]


def _start(work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
    return asyncio.create_task(work, name=name)


async def _nowhere(_: Delivery) -> int | None:
    return None


async def _in_the_log(_: AsyncConnection, failure: Failure) -> None:
    log.warning(
        "a delivery failed",
        extra={
            "kind": failure.delivery.kind,
            "delivery": failure.delivery.id,
            "server": failure.delivery.guild_id,
            "reason": failure.reason,
            "outcome": failure.outcome,
        },
    )


def _nobody_listens() -> None:
    pass
