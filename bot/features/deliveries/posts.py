"""Where a message of ours stands, and whom one is about who had themselves forgotten."""

from dataclasses import dataclass
from typing import NamedTuple


class MessageAt(NamedTuple):
    """Where a message stands."""

    channel_id: int
    message_id: int


@dataclass(frozen=True)
class Post:
    """A public post about somebody who had themselves forgotten.

    Of one that only `mentions` them, among others, nothing but that is to go.
    """

    event_id: int
    guild_id: int
    message: MessageAt
    mentions: bool = False
