"""Sessions for tests: planned without a command, in a database or in a village."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from bot.db import Database
from bot.features import sessions
from bot.features.sessions import Occurrence, Place, Planned, Series
from bot.sandbox.components import every
from bot.sandbox.people import Answer, Person
from bot.sandbox.state import Channel, Message
from bot.when import ONCE, Plan, Repeats
from tests.village import Village

MINUTE, HOUR, DAY = 60, 3600, 86_400
NOON = 1_795_003_200  # Wednesday, 18 November 2026, 12:00 UTC
DAILY = Repeats("day")
_numbers = count(2**61)
_presses = count(1)  # long before every press in a village


def a_series(starts_at: int, *, repeats: Repeats = ONCE, zone: str = "UTC", **details: Any) -> Series:
    """A series whose first occurrence starts at this instant, a whole minute of UTC."""
    local = datetime.fromtimestamp(starts_at, UTC)
    plan = Plan(zone, local.date(), local.hour * 60 + local.minute, repeats)
    usual: dict[str, Any] = {"title": "Monday work", "kind": "quiet", "reminders": (15,)}
    return Series(
        **{
            "id": next(_numbers),
            "guild_id": 1,
            "host_id": 2,
            "channel_id": 3,
            "place": Place(),
            "plan": plan,
            **usual,
            **details,
        }
    )


def occurrence(starts_at: int = NOON, minutes: int = 60, **details: Any) -> Occurrence:
    usual: dict[str, Any] = {"id": 2**62 + 7, "series_id": 1, "guild_id": 1, "day": date(2026, 11, 18)}
    return Occurrence(**{**usual, "starts_at": starts_at, "ends_at": starts_at + minutes * MINUTE, **details})


async def plan_in(db: Database, now: int, *, ahead: int = HOUR, **details: Any) -> Planned:
    """Plan a series that starts so many seconds from now, or less: at the whole minute before."""
    one = a_series((now + ahead) // MINUTE * MINUTE, **details)
    return await sessions.plan(db, one, now)


class Gathering:
    """Sessions in a village, and what came of them."""

    def __init__(self, world: Village) -> None:
        self.world = world

    @property
    def now(self) -> int:
        return int(self.world.clock.now())

    async def plan(self, title: str = "Monday work", **details: Any) -> Planned:
        """Plan a series, hosted by Hana in #chat, and let its card be posted."""
        usual: dict[str, Any] = {
            "guild_id": self.world.guild.id,
            "host_id": self.world.hana.id,
            "channel_id": self.world.channel.id,
        }
        planned = await plan_in(self.world.db, self.now, title=title, **{**usual, **details})
        await self.world.settled()
        return planned

    async def answers(self, planned: Planned, answer: sessions.Answer, people: Sequence[Person]) -> None:
        """Let people answer without a press; posts are brought up to date."""
        assert planned.occurrence
        for person in people:
            await sessions.answer(
                self.world.db,
                planned.series.guild_id,
                planned.occurrence.id,
                person.id,
                answer,
                next(_presses),
                self.now,
            )
        await self.settled()

    def card(self, channel: Channel | None = None) -> Message:
        """The newest card in a channel."""
        return [m for m in self.world.posts(channel) if has(m, "session.maybe") or is_closed(m)][-1]

    def reminders(self, channel: Channel | None = None) -> list[Message]:
        """What was posted besides cards and starts, oldest first."""
        return [m for m in self.world.posts(channel) if is_reminder(m)]

    async def go_to(self, planned: Planned, *, before: int = 0) -> None:
        """Move the clock to so many minutes before the start."""
        assert planned.occurrence
        await self.until(planned.occurrence.starts_at - before * MINUTE)

    async def until(self, instant: float) -> None:
        self.world.clock.advance(instant - self.world.clock.now())
        await self.world.settled()

    async def settled(self) -> None:
        """Posts are up to date: a pause between two edits of them is over."""
        self.world.clock.advance(3)
        await self.world.settled()

    def patches(self, message: Message) -> int:
        """How often a message was edited."""
        title = f"PATCH /channels/{message.channel_id}/messages/{message.id}"
        return len(self.world.standin.record.of("rest", title))


def has(message: Message, name: str) -> bool:
    """Whether a message carries a button or select of this name."""
    return any(part.get("custom_id", "").split(":")[0] == name for part in every(message.components))


def is_reminder(message: Message) -> bool:
    """Whether it tells of sessions to come, and is no card."""
    return has(message, "session.say") or has(message, "session.list")


def is_closed(message: Message) -> bool:
    """Whether it is a card without its buttons."""
    said = said_in(message)
    return any(words in said for words in ("is over", "does not take place", "is resting"))


def said_in(message: Message | Answer) -> str:
    """All words of a laid-out message."""
    found = message.message if isinstance(message, Answer) else message
    assert found
    return "\n".join(part["content"] for part in every(found.components) if "content" in part)


def labels(message: Message | Answer) -> list[str]:
    """What the buttons of a message are called."""
    found = message.message if isinstance(message, Answer) else message
    assert found
    return [part["label"] for part in every(found.components) if "label" in part]
