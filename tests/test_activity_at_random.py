"""Counting, whatever happens in whatever order, beside a count that keeps every event and sums it anew."""

import random
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features import activity, consent, giving, settings, voice
from bot.features.activity import METRICS, WINDOWS, Counts, Metric, Window, adding, counts, turning
from bot.features.activity.tables import days
from bot.features.checkins.tables import checkins
from bot.features.giving import Help
from bot.features.giving.tables import gives
from bot.features.voice.tables import voice_stays

pytestmark = pytest.mark.long

GUILD, ADMIN = 10**17 + 7, 10**17 + 8
PEOPLE = [10**18 + n for n in range(7)]
ROOMS = [10**17 + 100 + n for n in range(2)]
BURST = 20
HOUR, DAY = 3600, 86_400
BEGINS = 1_772_300_000  # the end of February 2026, a week before New York's clocks change


@dataclass
class Did:
    at: int
    user: int
    metric: Metric
    number: int = 1
    event: int = 0


class LostAnswerError(Exception):
    """The database committed and could not say so."""


class Shaky(Database):
    """The same database, whose answer to the next commit is lost."""

    def __init__(self, real: Database) -> None:
        self._real = real
        self.shaky = False

    def __getattribute__(self, name: str) -> Any:
        if name in {"_real", "shaky", "write"}:
            return object.__getattribute__(self, name)
        return getattr(self._real, name)

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[AsyncConnection]:
        async with self._real.write() as tx:
            yield tx
        if self.shaky:
            self.shaky = False
            raise LostAnswerError


class Server:
    """What people do, and what is to be counted of it: `told` stands written, `waiting` in memory only."""

    def __init__(self, db: Database, seed: int) -> None:
        self.db = Shaky(db)
        self.luck = random.Random(seed)
        self.zone = self.luck.choice(["Asia/Kathmandu", "America/New_York", "Asia/Tokyo"])
        self.now = BEGINS
        self.ids = count(1)
        self.counts = Counts(next(self.ids))
        self.told: list[Did] = []
        self.waiting: list[Did] = []
        self.last: dict[tuple[int, int], int] = {}
        self.last_told: dict[tuple[int, int], int] = {}
        self.reacted: list[tuple[int, int, str]] = []
        self.refused: set[int] = set()
        self.agreed: dict[int, int] = {}
        self.thanked: dict[int, tuple[int, int]] = {}

    async def begin(self) -> None:
        await settings.change_server(self.db, GUILD, "zone", self.zone, by=ADMIN, at=self.now)
        async with self.db.write() as tx:
            await consent.start_counting(tx, GUILD, ADMIN, self.now)
            await consent.noticed(tx, GUILD, self.now)
        await activity.look(self.db, self.counts, [GUILD])

    def snowflake(self) -> int:
        return (self.now * 1000 - 1_420_070_400_000 << 22) + next(self.ids)

    def someone(self) -> int:
        return self.luck.choice(PEOPLE)

    # --- what is told

    async def write(self) -> None:
        for _ in range(self.luck.randrange(1, 6)):
            user, room, message = self.someone(), self.luck.choice(ROOMS), self.snowflake()
            to = self.luck.choice([None, None, self.someone()])
            for _ in range(self.luck.choice([1, 1, 2])):
                self.counts.message(GUILD, room, user, message, reply_to=to)
            last = self.last.get((room, user))
            if last is None or self.now - last >= BURST:
                self.last[room, user] = self.now
                self.waiting.append(Did(self.now, user, "messages"))
                if to not in {None, user}:
                    self.waiting.append(Did(self.now, user, "replies"))
            self.now += self.luck.choice([0, 1, 7, BURST, 200])

    async def react(self) -> None:
        user, message = self.someone(), self.luck.randrange(1000)
        what = (message, user, self.luck.choice("ab"))
        for _ in range(self.luck.choice([1, 2])):
            self.counts.reaction(GUILD, user, message, what[2], self.now)
        if what not in self.reacted:
            self.reacted.append(what)
            self.waiting.append(Did(self.now, user, "reactions"))

    async def open_thread(self) -> None:
        user, thread = self.someone(), self.snowflake()
        for _ in range(2):
            self.counts.thread(GUILD, user, thread, self.now)
        self.waiting.append(Did(self.now, user, "threads"))

    # --- what others keep

    async def thank(self) -> None:
        giver, receiver = self.luck.sample(PEOPLE, 2)
        event = self.snowflake()
        async with self.db.write() as tx:
            help_ = Help(event, GUILD, ROOMS[0], giver, receiver, "time", "session", self.now)
            await giving.record(tx, help_)
            counted = await tx.scalar(select(gives.c.counts).where(gives.c.event_id == event))
        if counted:
            self.thanked[event] = giver, receiver
            pairs: list[tuple[int, Metric]] = [(giver, "gives"), (receiver, "takes")]
            for user, metric in pairs:
                self.told.append(Did(self.now, user, metric, event=event))

    async def withdraw(self) -> None:
        if self.thanked:
            event, _ = self.thanked.popitem()
            act = giving.Act(self.snowflake(), GUILD, event, "withdraw", ADMIN, "a mistake", self.now)
            await giving.moderate(self.db, act)
            self.told = [one for one in self.told if one.event != event]

    async def check_in(self) -> None:
        user, event = self.someone(), self.snowflake()
        row = {
            "id": event,
            "guild_id": GUILD,
            "user_id": user,
            "day": str(event),
            "at": self.now,
            "event_id": event,
            "words": "w",
            "answer": "",
            "shared": False,
            "wants_reply": False,
        }
        async with self.db.write() as tx:
            await tx.execute(insert(checkins).values(row))
        self.told.append(Did(self.now, user, "checkins"))

    async def sit(self) -> None:
        user, length = self.someone(), self.luck.choice([60, 3 * HOUR, 30 * HOUR])
        if user in self.refused:
            return
        began = max(BEGINS, self.agreed.get(user, 0), self.now - length)
        if began >= self.now:
            return
        row = {
            "guild_id": GUILD,
            "user_id": user,
            "began_at": began,
            "channel_id": 5,
            "seen_at": self.now,
            "ended_at": self.now,
            "credited": self.now - began,
            "run": 1,
        }
        async with self.db.write() as tx:
            if await tx.scalar(
                select(voice_stays.c.user_id).where(
                    voice_stays.c.user_id == user, voice_stays.c.began_at == began
                )
            ):
                return
            await tx.execute(insert(voice_stays).values(row))
        at = began
        while at < self.now:
            upto = min(self.now, (at // 900 + 1) * 900)
            self.told.append(Did(at, user, "voice_seconds", upto - at))
            at = upto
        self.now += 1

    # --- what happens to the bot

    async def flush(self) -> None:
        self.db.shaky = self.luck.random() < 0.3
        try:
            await activity.flush(self.db, self.counts, self.now)
        except LostAnswerError:
            await activity.flush(self.db, self.counts, self.now)
        self.db.shaky = False
        self.told += [one for one in self.waiting if one.user not in self.refused]
        self.waiting.clear()
        self.last_told = dict(self.last)

    async def crash(self) -> None:
        self.waiting.clear()
        self.last = dict(self.last_told)
        await self.restart()

    async def restart(self) -> None:
        if self.waiting:
            await self.flush()
        # A reaction bears no instant: another process does not know it again.
        self.reacted.clear()
        self.counts = Counts(next(self.ids))
        await activity.look(self.db, self.counts, [GUILD])

    async def wait(self) -> None:
        self.now += self.luck.choice([HOUR, 5 * HOUR, DAY, 3 * DAY, 12 * DAY])
        if self.luck.random() < 0.5:
            await activity.tidy(self.db, self.now)

    async def turn(self) -> None:
        if self.luck.random() < 0.5:
            # Cut short in the middle.
            left = self.luck.randrange(1, 4)
            for _ in range(left):
                until = await activity.today(self.db, GUILD, self.now)
                await turning.leave(self.db, GUILD, 30, until - 29)
        else:
            await activity.turn(self.db, GUILD, self.now)

    async def refuse(self) -> None:
        user = self.someone()
        if user in self.refused:
            await consent.decide(self.db, user, GUILD, "counted", yes=True, at=self.now)
            self.refused.remove(user)
            self.agreed[user] = self.now
            self.told = [one for one in self.told if one.user != user or one.at >= self.now]
            return
        await self.flush()
        await consent.decide(self.db, user, GUILD, "counted", yes=False, at=self.now)
        await activity.drop_uncounted(self.db, self.now)
        await voice.drop_uncounted(self.db, self.now)
        self.refused.add(user)

    # --- what is to be there

    def day(self, at: int) -> int:
        return datetime.fromtimestamp(at, ZoneInfo(self.zone)).date().toordinal()

    def expected(self) -> dict[tuple[int, int], Counter[str]]:
        found: dict[tuple[int, int], Counter[str]] = {}
        for one in self.told:
            if one.user not in self.refused:
                found.setdefault((self.day(one.at), one.user), Counter())[one.metric] += one.number
        for sums in found.values():
            sums["days"] = int(any(number for name, number in sums.items() if name != "gives"))
        return found

    def sums(self, window: Window) -> dict[int, Counter[str]]:
        today = datetime.fromtimestamp(self.now, ZoneInfo(self.zone)).date()
        first = {
            "week": today.toordinal() - 6,
            "days30": today.toordinal() - 29,
            "month": today.replace(day=1).toordinal(),
            "year": today.replace(month=1, day=1).toordinal(),
        }[window]
        found: dict[int, Counter[str]] = {}
        for (day, user), numbers in self.expected().items():
            if day >= first:
                found.setdefault(user, Counter()).update(numbers)
        return found


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "AT_ONCE", 3)
    monkeypatch.setattr(adding, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(turning, "AT_ONCE", 2)


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_happens_every_number_is_that_of_an_independent_count(
    database: Database, seed: int
) -> None:
    server = Server(database, seed)
    await server.begin()
    acts = [server.write] * 6 + [server.flush] * 2 + [server.turn] * 2
    acts += [server.react, server.open_thread, server.thank, server.withdraw, server.check_in, server.sit]
    acts += [server.crash, server.restart, server.wait, server.refuse]
    for step in range(120):
        await server.luck.choice(acts)()
        if step % 30 == 29:
            await server.flush()
            await agrees(server)


async def agrees(server: Server) -> None:
    db, now = server.db, server.now
    await activity.turn(db, GUILD, now)
    await activity.tidy(db, now)
    async with db.read() as tx:
        kept = {
            (row.day, row.user_id): +Counter({name: getattr(row, name) for name in METRICS})
            for row in await tx.execute(select(days))
        }
    assert kept == {key: +sums for key, sums in server.expected().items()}
    for window in WINDOWS:
        sums = server.sums(window)
        for metric in METRICS:
            board = await activity.board(db, GUILD, metric, window, now, limit=50)
            places = {place.user_id: place.points for place in board.places}
            assert places == {user: of[metric] for user, of in sums.items() if of[metric]}, (window, metric)
            for place in board.places:
                assert place.rank == 1 + sum(points > place.points for points in places.values())
    assert [one async for one in activity.rebuild(db, now)] == []
