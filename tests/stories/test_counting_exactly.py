"""A day at random, told to the real bot over a real socket, and compared with a count of its own."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.features import activity, consent, settings
from bot.features.activity import Metric
from bot.sandbox.people import Person
from bot.sandbox.snowflakes import made_at
from bot.sandbox.state import ChannelType, Message
from tests.village import Village

pytestmark = pytest.mark.long

ZONE = "Asia/Tokyo"  # its midnight lies in the day that is played
BURST = 20
ROUNDS, ACTS = 48, 60
TOLD: tuple[Metric, ...] = ("messages", "replies", "reactions", "threads")
ROUNDING = 2  # seconds, each time somebody comes or goes


@dataclass
class Did:
    at: float
    user: int
    metric: Metric


@dataclass
class Sat:
    """From then on these people sat in the room, those with ears; or nobody watched."""

    at: float
    there: frozenset[int] = frozenset()
    hearing: frozenset[int] = frozenset()


@dataclass
class Count:
    """What is to be counted. `heard` may be lost in a crash, until it is `kept`."""

    kept: list[Did] = field(default_factory=list[Did])
    heard: list[Did] = field(default_factory=list[Did])
    last: dict[tuple[int, int], float] = field(default_factory=dict[tuple[int, int], float])
    last_kept: dict[tuple[int, int], float] = field(default_factory=dict[tuple[int, int], float])
    refused: set[int] = field(default_factory=set[int])

    def did(self, at: float, user: int, metric: Metric) -> None:
        if user not in self.refused:
            self.heard.append(Did(at, user, metric))

    def wrote(self, message: Message, reply_to: int | None) -> None:
        place, at = (message.channel_id, message.author_id), made_at(message.id)
        if at - self.last.get(place, 0.0) > BURST - 0.0005:
            self.last[place] = at
            self.did(at, message.author_id, "messages")
            if reply_to not in {None, message.author_id}:
                self.did(at, message.author_id, "replies")

    def keep(self) -> None:
        self.kept += self.heard
        self.heard, self.last_kept = [], dict(self.last)

    def crash(self) -> None:
        self.heard, self.last = [], dict(self.last_kept)

    def refuse(self, user: int) -> None:
        self.refused.add(user)
        self.kept = [one for one in self.kept if one.user != user]


class Day:
    def __init__(self, world: Village, seed: int) -> None:
        self.world, self.luck, self.count = world, random.Random(seed), Count()
        things = world.standin.world
        self.people = [world.aoi, world.ken, world.mio, *(world.newcomer(f"member{n}") for n in range(7))]
        self.robot = things.add_user("robot", "Robot", bot=True)
        things.add_member(world.guild, self.robot)
        self.rooms = [world.channel, *(things.add_channel(world.guild, f"room{n}") for n in range(3))]
        self.library = things.add_channel(world.guild, "library", ChannelType.VOICE)
        self.elsewhere = world.second_server()
        self.sat: list[Sat] = []
        self.seated: dict[int, bool] = {}  # and whether they hear
        self.crashes = self.events = 0
        self.up = True
        self._answered = asyncio.Event()
        gateway: Any = world.standin.gateway
        expect = gateway._expect_heartbeat
        gateway._expect_heartbeat = lambda line: (expect(line), self._answered.set())[0]

    async def begin(self) -> None:
        world, at = self.world, int(self.world.clock.now())
        await settings.change_server(world.db, world.guild.id, "zone", ZONE, by=world.hana.id, at=at)
        async with world.db.write() as tx:
            await consent.start_counting(tx, world.guild.id, world.hana.id, at)
            await consent.noticed(tx, world.guild.id, at)
        await world.settled()

    @property
    def now(self) -> float:
        return self.world.clock.now()

    async def heard(self) -> None:
        """All that was told so far was heard."""
        self._answered.clear()
        self.world.standin.gateway.ask_for_heartbeat()
        await asyncio.wait_for(self._answered.wait(), 20)

    async def settled(self) -> None:
        await self.heard()
        await self.world.app.settled()
        self.count.keep()

    # --- what people do

    def act(self) -> None:
        self.events += 1
        weights = {self.write: 12, self.react: 4, self.noise: 3, self.open_thread: 1}
        self.luck.choices(list(weights), list(weights.values()))[0]()

    def write(self) -> None:
        who, room = self.luck.choice(self.people), self.luck.choice(self.rooms)
        said = list(self.world.standin.world.messages[room.id].values())[-10:]
        if said and self.luck.random() < 0.3:
            to = self.luck.choice(said)
            person = to.author_id if to.author_id in {one.id for one in self.people} else None
            message = who.reply(to, "yes")
        else:
            person, message = None, who.say("hello", channel=room)
        if self.up:
            self.count.wrote(message, person)
            if self.luck.random() < 0.1:
                self.tell_again(message)

    def tell_again(self, message: Message) -> None:
        shape = self.world.standin.world.message_shape(message)
        member = {"member": {"joined_at": "2020-01-01T00:00:00+00:00", "roles": [], "flags": 0}}
        data = shape | member | {"guild_id": str(self.world.guild.id)}
        self.world.standin.gateway.send_raw("MESSAGE_CREATE", data)

    def react(self) -> None:
        who, room = self.luck.choice(self.people), self.luck.choice(self.rooms)
        said = list(self.world.standin.world.messages[room.id].values())
        if said:
            emoji, message = self.luck.choice("👍🎉"), said[-1]
            new = who.id not in message.reactions.get(emoji, [])
            who.react(message, emoji)
            # Taken back and given again it is the same reaction.
            if self.luck.random() < 0.2:
                who.unreact(message, emoji)
                who.react(message, emoji)
            if new and self.up:
                self.count.did(self.now, who.id, "reactions")

    def noise(self) -> None:
        """What is not counted: bots, Discord's own words, another server."""
        things, room = self.world.standin.world, self.luck.choice(self.rooms)
        who = self.luck.choice(self.people)
        match self.luck.randrange(4):
            case 0:
                things.react(things.post(room, self.robot.id, "beep"), self.robot.id, "👍")
            case 1:
                things.post(room, who.id, type=7)
            case 2:
                things.post(self.elsewhere, self.world.ken.id, "elsewhere")
            case _:
                things.add_thread(room, "beep", self.robot.id)

    def open_thread(self) -> None:
        who, room = self.luck.choice(self.people), self.luck.choice(self.rooms)
        self.world.standin.world.add_thread(room, "side", who.id)
        if self.up:
            self.count.did(self.now, who.id, "threads")

    def sit(self) -> None:
        who = self.luck.choice(self.people)
        if who.id in self.seated and self.luck.random() < 0.6:
            who.leave_voice()
            del self.seated[who.id]
        else:
            self.seated[who.id] = self.luck.random() < 0.8
            who.join_voice(self.library, deafened=not self.seated[who.id])
        self.watch()

    def watch(self) -> None:
        there = frozenset(self.seated) if self.up else frozenset[int]()
        hearing = frozenset(user for user in there if self.seated[user])
        self.sat.append(Sat(self.now, there, hearing))

    # --- what happens to the bot

    async def lose_the_line(self) -> None:
        back = self.world.connected_again()
        self.world.standin.gateway.drop()
        self.act()
        self.act()
        await back

    async def restart(self) -> None:
        await self.settled()
        await self.away(self.world.close)

    async def crash(self, patch: pytest.MonkeyPatch) -> None:
        """End at once, with some of it heard and not written down."""
        await self.settled()
        patch.setattr("cogs.counting.FLUSH_SECONDS", 60.0)
        for _ in range(10):
            self.act()
        await self.heard()
        for name in ("Counting", "Voice"):
            cog: Any = self.world.app.get_cog(name)
            cog._write_all = _writes_nothing
        self.count.crash()
        self.crashes += 1
        await self.away(self.world.close)
        patch.setattr("cogs.counting.FLUSH_SECONDS", 0.02)

    async def away(self, end: Callable[[], Any]) -> None:
        self.up = False
        self.watch()
        await end()
        for _ in range(5):
            self.act()
        self.world.clock.advance(self.luck.choice([1, 40, 900]))
        await self.world.open()
        await self.heard()
        self.up = True
        self.watch()

    async def change_mind(self, who: Person) -> None:
        """Say no, or yes again; nothing of the same moment is on the other side of it."""
        await self.settled()
        yes = who.id in self.count.refused
        db, at = self.world.db, int(self.now)
        await consent.decide(db, who.id, self.world.guild.id, "counted", yes=yes, at=at)
        await self.world.settled()
        (self.count.refused.discard if yes else self.count.refuse)(who.id)
        self.world.clock.advance(BURST + 1)

    # --- what is to be there

    def day(self, at: float) -> int:
        return datetime.fromtimestamp(at, ZoneInfo(ZONE)).date().toordinal()

    def expected(self) -> dict[int, dict[int, Counter[str]]]:
        found: dict[int, dict[int, Counter[str]]] = {}
        for one in self.count.kept:
            found.setdefault(one.user, {}).setdefault(self.day(one.at), Counter())[one.metric] += 1
        return found

    def seconds(self) -> Counter[int]:
        """How long each sat in company, with ears, while the bot was there."""
        found: Counter[int] = Counter()
        for one, following in zip(self.sat, [*self.sat[1:], Sat(self.now)], strict=True):
            for user in one.hearing if len(one.there) > 1 else ():
                found[user] += round(following.at - one.at)
        return found


async def _writes_nothing() -> bool:
    return False


@pytest.mark.parametrize("seed", [11])
async def test_a_random_day_is_counted_to_the_last_reaction(
    world: Village, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    print(f"{seed=}")
    world.at(6)
    day = Day(world, seed)
    await day.begin()
    never, turning = day.people[-1], day.people[-2]
    await day.change_mind(never)
    happens = {9: day.lose_the_line, 14: day.restart, 20: day.lose_the_line, 33: day.restart}
    for number in range(ROUNDS):
        for _ in range(ACTS):
            day.act()
        if number % 2:
            day.sit()
        if number in happens:
            await happens[number]()
        if number in {17, 40}:
            await day.crash(monkeypatch)
        if number in {12, 25}:
            await day.change_mind(turning)
        await day.settled()
        world.clock.advance(day.luck.choice([3, 15, 25, 600, 3600]))
        await world.app.settled()
    await day.settled()
    assert day.events > 2500
    await compare(day)
    assert not any((await activity.export(world.db, never.id)).values())


async def compare(day: Day) -> None:
    world, now = day.world, int(day.now)
    guild_id, today = world.guild.id, day.day(day.now)
    await activity.freshen(world.db, guild_id, now)
    expected = day.expected()
    sums: Counter[tuple[int, str]] = Counter()
    heard = day.seconds()
    for person in (*day.people, world.hana):
        found = await activity.member(world.db, guild_id, person.id, today - 3, today)
        told = {one.day: +Counter({name: one.counts[name] for name in TOLD}) for one in found}
        assert {number: of for number, of in told.items() if of} == expected.get(person.id, {}), person
        for number, of in told.items():
            sums.update({(number, name): points for name, points in of.items()})
        if person.id not in day.count.refused and person is not day.people[-2]:
            voice = sum(one.counts["voice_seconds"] for one in found)
            allowed = 60 * day.crashes + ROUNDING * len(day.sat)
            assert abs(voice - heard[person.id]) <= allowed, (person, voice, heard[person.id])
    assert sum(heard.values()) > 3600
    for one in await activity.totals(world.db, guild_id, today - 3, today):
        # A server's own sums keep what was counted of somebody who said no later.
        for name in TOLD:
            assert one.counts[name] >= sums[one.day, name]
    assert [one async for one in activity.rebuild(world.db, now)] == []
    assert await activity.counted_servers(world.db) == (guild_id,)
