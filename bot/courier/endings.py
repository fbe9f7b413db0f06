"""How a delivery's turn can end, and writing that down."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier.letters import Failure, Sent
from bot.features import deliveries
from bot.features.deliveries import Delivery

ANOTHERS = "another's message"


@dataclass(frozen=True)
class Delivered:
    """It is there, or done. `outcome` when somebody should know how it got there."""

    late_ms: int
    sent: Sent | None = None
    reason: str | None = None
    outcome: Literal["elsewhere", "unseen"] | None = None


@dataclass(frozen=True)
class Skipped:
    """There is nothing to send."""

    reason: str


@dataclass(frozen=True)
class Failed:
    """It cannot be sent; `hold` when the rest of its series could not be either."""

    reason: str
    hold: bool = False


@dataclass(frozen=True)
class Again:
    """It is to be tried again after so many seconds; `doubt_since` when it may be there nevertheless."""

    reason: str
    after: float
    doubt_since: int | None = None


@dataclass(frozen=True)
class Postponed:
    """It is due at another time after all."""

    due_at: int


@dataclass(frozen=True)
class Withdrawn:
    """It was cancelled, moved or forgotten before it was sent: there is nothing to settle."""


Ending = Delivered | Skipped | Failed | Again | Postponed | Withdrawn


async def settle(
    tx: AsyncConnection, delivery: Delivery, run: int, ending: Ending, now: int
) -> Failure | None:
    """Write down how it ended; return what somebody must be told of."""
    match ending:
        case Delivered(late_ms, sent, reason, outcome):
            if sent is not None and await deliveries.is_anothers(tx, delivery, sent.message_id):
                # Whoever looked for one that says the same has taken it: then this one is still to be sent.
                await deliveries.settle_retry(
                    tx, delivery.id, run, try_at=now + 1, reason=ANOTHERS, doubt_since=now
                )
                return None
            await deliveries.settle_sent(
                tx,
                delivery.id,
                now,
                late_ms=late_ms,
                channel_id=sent and sent.channel_id,
                message_id=sent and sent.message_id,
                reason=reason,
            )
            return outcome and Failure(delivery, reason or outcome, outcome)
        case Skipped(reason):
            await deliveries.settle_skipped(tx, delivery.id, run, now, reason)
        case Failed(reason, hold):
            if hold and delivery.series is not None:
                # It waits with the rest: once that is mended, it is sent if it is still worth sending.
                await deliveries.settle_retry(
                    tx, delivery.id, run, try_at=now, reason=reason, doubt_since=None
                )
                await deliveries.hold(tx, delivery.series, delivery.guild_id, reason, now)
                return Failure(delivery, reason, "held")
            await deliveries.settle_failed(tx, delivery.id, run, now, reason)
            return Failure(delivery, reason, "failed")
        case Again(reason, after, doubt_since):
            try_at = now + max(1, round(after))
            await deliveries.settle_retry(
                tx, delivery.id, run, try_at=try_at, reason=reason, doubt_since=doubt_since
            )
        case Postponed(due_at):
            await deliveries.settle_postponed(tx, delivery.id, run, due_at)
        case Withdrawn():
            pass
    return None
