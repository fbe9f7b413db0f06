"""A session in the village, planned without its command, and the hours around it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import update

from bot.db import Database
from bot.features import consent, sessions
from bot.features.consent import Purpose
from bot.features.deliveries import new_id
from bot.features.sessions import Occurrence, Place, Series
from bot.features.sessions.tables import regulars, series
from bot.sandbox.people import Person
from bot.sandbox.state import Channel, Message
from bot.when import ONCE, Plan, Repeats
from tests.village import Village

MINUTE, HOUR, DAY = 60, 3600, 86_400
WEEKLY = Repeats("week", weekdays=(0, 1, 2, 3, 4, 5, 6))
"""Every day of the week, at the same hour."""


def plan_at(at: int, repeats: Repeats = ONCE) -> Plan:
    """A plan whose first one starts at this instant, in UTC."""
    local = datetime.fromtimestamp(at, UTC)
    return Plan(zone="UTC", first=local.date(), minute=local.hour * 60 + local.minute, repeats=repeats)


async def plan_session(
    db: Database, guild_id: int, channel_id: int, host_id: int, at: int, now: int, **more: Any
) -> tuple[Series, Occurrence]:
    """A session of an hour that starts at this instant, a whole minute, without reminders."""
    details: dict[str, Any] = {"repeats": ONCE, "title": "Quiet hour", "place": Place()} | more
    one = Series(
        id=new_id(),
        guild_id=guild_id,
        host_id=host_id,
        kind="quiet",
        channel_id=channel_id,
        plan=plan_at(at, details.pop("repeats")),
        reminders=(),
        **details,
    )
    planned = await sessions.plan(db, one, now)
    assert planned.occurrence is not None
    return planned.series, planned.occurrence


class Study:
    """A session in the village: it starts an hour from now, hosted by Mio."""

    def __init__(self, world: Village, one: Series, there: Occurrence) -> None:
        self.world = world
        self.series = one
        self.there = there

    @classmethod
    async def planned(cls, world: Village, **more: Any) -> "Study":
        now = int(world.clock.now())
        at = now - now % MINUTE + HOUR
        guild_id, channel_id = world.guild.id, world.channel.id
        one, there = await plan_session(world.db, guild_id, channel_id, world.mio.id, at, now, **more)
        await world.settled()
        return cls(world, one, there)

    async def comes(self, *people: Person) -> None:
        for person in people:
            await sessions.answer(
                self.world.db,
                self.world.guild.id,
                self.there.id,
                person.id,
                "yes",
                new_id(),
                int(self.world.clock.now()),
            )

    async def agrees(self, person: Person, purpose: Purpose, *, yes: bool = True) -> None:
        await consent.decide(
            self.world.db, person.id, self.world.guild.id, purpose, yes=yes, at=int(self.world.clock.now())
        )

    async def has_been_empty(self, times: int) -> None:
        async with self.world.db.write() as tx:
            await tx.execute(update(series).where(series.c.id == self.series.id).values(empty=times))

    async def was_missed_by(self, person: Person, times: int) -> None:
        """This person is a regular who was not there so often in a row."""
        now, event = int(self.world.clock.now()), new_id()
        await sessions.become_regular(
            self.world.db, self.world.guild.id, self.there.id, person.id, event, now
        )
        async with self.world.db.write() as tx:
            mine = regulars.c.user_id == person.id
            await tx.execute(update(regulars).where(mine).values(missed=times))

    # --- the hours around it

    async def until(self, at: float) -> None:
        """Move the clock to this instant, and let happen what is due."""
        self.world.clock.advance(max(0.0, at + 0.5 - self.world.clock.now()))
        await self.world.settled()

    async def start(self) -> Message:
        await self.until(self.there.starts_at)
        return self.post("session.declare:")

    async def end(self) -> None:
        await self.until(self.there.starts_at + 5 * MINUTE)
        await self.until(self.there.ends_at)

    async def recap(self) -> None:
        await self.until(self.there.ends_at + 10 * MINUTE)

    async def next_one(self) -> None:
        """The occurrence that is ahead now takes the place of this one."""
        [view] = await sessions.ahead(self.world.db, self.world.guild.id)
        self.there = view.occurrence

    # --- what stands there

    def posts(self, custom_id: str, channel: Channel | None = None) -> list[Message]:
        """Posts about this one with such a button."""
        return [m for m in self.world.posts(channel) if f"{custom_id}" in str(m.components)]

    def post(self, custom_id: str, channel: Channel | None = None) -> Message:
        return self.posts(custom_id, channel)[-1]

    def pinged(self, message: Message) -> list[int]:
        """Whom a message pinged as it came; edited, it pings nobody."""
        came = self.world.standin.record.of("gateway", "MESSAGE_CREATE")
        [data] = [one.detail["data"] for one in came if one.detail["data"]["id"] == str(message.id)]
        return sorted(int(user["id"]) for user in data["mentions"])
