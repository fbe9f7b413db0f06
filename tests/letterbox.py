"""A post of the tests' own: it keeps what is sent, and behaves as badly as a test asks."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from bot.courier.letters import CannotLook, Found, Outgoing, Refused, Sent, Unsent

Trouble = Callable[[Outgoing, int], None]


@dataclass(frozen=True)
class Posted:
    """What arrived: where, under which nonce, what it says."""

    place: int
    nonce: int
    content: str | None


class Letterbox:
    """What was sent, in order. It never drops a repeat, so that the courier has to avoid it."""

    def __init__(self) -> None:
        self.posted: list[Posted] = []
        self.tries: list[int] = []
        self.looked: list[int] = []
        self.refusing: dict[int, Refused] = {}  # by channel or person
        self.unreadable: set[int] = set()
        self.before: list[Trouble] = []  # raise to fail without applying; each is used once
        self.after: list[Trouble] = []  # raise to fail after applying; each is used once
        self.hanging: set[int] = set()
        self.remembers_nonces = True
        self._ids = itertools.count(5000)
        self._message_ids: list[int] = []

    async def ready(self, guild_id: int | None) -> None:
        """There is nothing to wait for."""

    async def send(self, outgoing: Outgoing, nonce: int) -> Sent:
        place = outgoing.channel_id or outgoing.person_id or 0
        self.tries.append(nonce)
        if place in self.hanging:
            await asyncio.Event().wait()
        if self.before:
            self.before.pop(0)(outgoing, nonce)
        if place in self.refusing:
            raise self.refusing[place]
        message_id = next(self._ids)
        self.posted.append(Posted(place, nonce, outgoing.content))
        self._message_ids.append(message_id)
        if self.after:
            self.after.pop(0)(outgoing, nonce)
        return Sent(place, message_id)

    async def find(self, outgoing: Outgoing, nonce: int, since: int) -> Found:
        place = outgoing.channel_id or outgoing.person_id or 0
        self.looked.append(nonce)
        if place in self.refusing and self.refusing[place].gone:
            raise self.refusing[place]
        if place in self.unreadable:
            raise CannotLook
        there = [
            (posted, Sent(place, message_id))
            for posted, message_id in zip(self.posted, self._message_ids, strict=True)
            if posted.place == place
        ]
        if self.remembers_nonces:
            for posted, sent in there:
                if posted.nonce == nonce:
                    return Found(sent)
        return Found(alike=tuple(sent for posted, sent in there if posted.content == outgoing.content))

    @property
    def said(self) -> list[str | None]:
        return [posted.content for posted in self.posted]


def lost_answer(_: Outgoing, __: int) -> None:
    """The message is there, but no answer came."""
    raise Unsent("ConnectionResetError", applied=True)


def unreachable(_: Outgoing, __: int) -> None:
    """Nothing got through."""
    raise Unsent("ClientConnectorError", applied=False)


def fine(_: Outgoing, __: int) -> None:
    """Nothing out of the ordinary, this time."""


FORBIDDEN = Refused("discord 50013", elsewhere=True)
DELETED = Refused("discord 10003", elsewhere=True, gone=True)
DM_CLOSED = Refused("discord 50007", elsewhere=True)
MALFORMED = Refused("discord 50035", elsewhere=False)
