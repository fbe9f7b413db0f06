"""What passes between the courier, the cogs that render, and the post that sends."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.features.deliveries import Delivery


@dataclass(frozen=True)
class Outgoing:
    """A message, and where it goes: a channel, or one person's direct messages.

    It pings only `pings`. After a crash it is recognised by a button whose `custom_id` has the delivery's id
    as an argument, or else by its words: by those it begins with, where `begins` says them and the others may
    have changed since. `only_here` when no other channel will do in its place.
    """

    channel_id: int | None = None
    person_id: int | None = None
    content: str | None = None
    view: discord.ui.View | discord.ui.LayoutView | None = None
    files: Sequence[discord.File] = ()
    pings: Collection[int] = ()
    only_here: bool = False
    begins: str | None = None

    def __post_init__(self) -> None:
        if (self.channel_id is None) == (self.person_id is None):
            raise ValueError("a message goes to a channel or to a person")


@dataclass(frozen=True)
class Nothing:
    """There is nothing to say any more, and why."""

    reason: str


@dataclass(frozen=True)
class Later:
    """Not before then, and that is not late: somebody's quiet hours, for one."""

    due_at: int


Render = Callable[[Delivery, int], Awaitable[Outgoing | Nothing | Later]]
"""Reads the truth again and words it. The second argument is by how many seconds it is late; 0 is on time."""


Stands = Callable[[AsyncConnection, Delivery, int], Awaitable[object]]
"""What follows once a message stands, and since when: it runs inside the transaction that settles."""


@dataclass(frozen=True)
class Duty:
    """Upkeep: `act` does it, within a minute, and may be asked to do it again after a crash.

    One with `every` comes again on its own, at `at` and every so many seconds, however the last one ended.
    One that is planned for once asks Discord inside `understood`, and what is refused goes a message's way.
    """

    act: Callable[[Delivery], Awaitable[None]]
    every: int | None = None
    at: int = 0


@dataclass(frozen=True)
class Failure:
    """Something for whoever can mend it.

    `outcome` is "elsewhere" when it went to the fallback channel, "held" when its series now waits, "failed"
    when it will not be sent, "unseen" when it counts as sent although nobody could look.
    """

    delivery: Delivery
    reason: str
    outcome: Literal["elsewhere", "held", "failed", "unseen"]


Report = Callable[[AsyncConnection, Failure], Awaitable[None]]
"""Runs inside the transaction that settles: what it plans there is told if and only if that is settled."""


@dataclass(frozen=True)
class Patience:
    """How long each step may take, in seconds. A claim is let go of before others may think it lost."""

    ready: float = 10.0
    render: float = 10.0
    look: float = 10.0
    send: float = 60.0
    lease: float = 90.0
    duty: float = 60.0


@dataclass(frozen=True)
class Sent:
    """Where a message stands now."""

    channel_id: int
    message_id: int


@dataclass(frozen=True)
class Found:
    """What was found of a message: itself, or others of ours that say the same."""

    itself: Sent | None = None
    alike: tuple[Sent, ...] = ()


class Unsent(Exception):  # noqa: N818 - it reads as what happened
    """It did not work now; later it may. `applied` when it may have been done although no answer came."""

    def __init__(self, reason: str, *, applied: bool, after: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.applied = applied
        self.after = after


class Refused(Exception):  # noqa: N818 - it reads as what happened
    """It will not be taken there.

    `elsewhere` when another channel may take it; `gone` when there is no such place any more.
    """

    def __init__(self, reason: str, *, elsewhere: bool, gone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.elsewhere = elsewhere
        self.gone = gone


class CannotLook(Exception):  # noqa: N818 - it reads as what happened
    """Whether it is there cannot be seen."""


class Post(Protocol):
    """What carries messages to Discord."""

    async def ready(self, guild_id: int | None) -> None:
        """Return once what there is to know about this server is known."""
        ...

    async def send(self, outgoing: Outgoing, nonce: int) -> Sent:
        """Send it, once for each nonce; raises `Unsent` or `Refused`."""
        ...

    async def find(self, outgoing: Outgoing, nonce: int, since: int) -> Found:
        """Look for it where it goes, among what was sent since then.

        Raises `CannotLook`, `Unsent`, or `Refused` where nothing can be any more.
        """
        ...
