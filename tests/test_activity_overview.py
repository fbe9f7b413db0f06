"""An overview of what members did, beside a count that knows every single thing they did."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Table, insert

from bot.db import Database
from bot.features import activity, consent, settings
from bot.features.activity import WINDOWS, Counts, Overview, Window
from bot.features.activity.figures import FEW, FEWEST
from bot.features.checkins.tables import checkins
from bot.features.giving.tables import gives
from bot.features.sessions.tables import occurrences, presences
from tests.gathering import plan_in

GUILD, ADMIN, ROOM = 10**17 + 7, 10**17 + 8, 10**17 + 9
PEOPLE = [10**18 + n for n in range(70)]
HOUR, DAY = 3600, 86_400
BEGINS = 1_772_300_000  # the end of February 2026, a week before New York's clocks change


@dataclass
class Told:
    """Everything that happened, to be counted again in the plainest way."""

    zone: str
    now: int
    did: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])
    joined: dict[int, int] = field(default_factory=dict[int, int])
    first: dict[int, int] = field(default_factory=dict[int, int])
    replied: dict[int, int] = field(default_factory=dict[int, int])
    helped: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    sessions: list[int] = field(default_factory=list[int])
    written: Counter[tuple[int, int, int]] = field(default_factory=Counter[tuple[int, int, int]])

    def local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at, ZoneInfo(self.zone))

    def day(self, at: int) -> int:
        return self.local(at).date().toordinal()

    @property
    def today(self) -> int:
        return self.day(self.now)

    def begins(self, window: Window) -> int:
        today = date.fromordinal(self.today)
        return {
            "week": self.today - 6,
            "days30": self.today - 29,
            "month": today.replace(day=1).toordinal(),
            "year": today.replace(month=1, day=1).toordinal(),
        }[window]

    def active(self, first: int, last: int, what: str = "") -> set[int]:
        """Who did anything, or this, on these days; being thanked is no doing."""
        return {
            user
            for at, user, kind in self.did
            if first <= self.day(at) <= last and (kind == what if what else kind != "gives")
        }


class Server:
    """A server that lives through some weeks, and what it told."""

    def __init__(self, db: Database, seed: int) -> None:
        self.db = db
        self.luck = random.Random(seed)
        self.ids = count(1)
        self.told = Told(self.luck.choice(["Asia/Kathmandu", "America/New_York", "Asia/Tokyo"]), BEGINS)
        self.counts = Counts(1)
        self.refuses = PEOPLE[3]
        self.series = 0
        self.rows: list[tuple[Table, dict[str, Any]]] = []

    def snowflake(self, at: int) -> int:
        return (at * 1000 - 1_420_070_400_000 << 22) + next(self.ids)

    async def begin(self) -> None:
        zone = self.told.zone
        await settings.change_server(self.db, GUILD, "zone", zone, by=ADMIN, at=BEGINS)
        async with self.db.write() as tx:
            await consent.start_counting(tx, GUILD, ADMIN, BEGINS)
            await consent.noticed(tx, GUILD, BEGINS)
        await consent.decide(self.db, self.refuses, GUILD, "counted", yes=False, at=BEGINS)
        await activity.look(self.db, self.counts, [GUILD])

    async def live(self, days: int) -> None:
        await self.begin()
        planned = await plan_in(self.db, BEGINS, guild_id=GUILD, host_id=None)
        assert planned.occurrence
        self.series = planned.series.id
        self.told.sessions.append(planned.occurrence.starts_at)
        arrivals: dict[int, list[int]] = {}
        for person in PEOPLE[8:]:
            arrivals.setdefault(self.luck.randrange(days), []).append(person)
        here = PEOPLE[:8]
        for number in range(days):
            at = BEGINS + number * DAY
            for person in arrivals.get(number, ()):
                here.append(person)
                self.told.joined[person] = at + 60
                if self.luck.random() < 0.9:
                    self.write(person, at + 120)
                    if self.luck.random() < 0.6:
                        self.reply(self.luck.choice(PEOPLE[:3]), person, at + 300)
            for step in range(self.luck.randrange(5, 14)):
                self.do(self.luck.choice(here), at + 3600 + step * 3000)
        self.told.now = BEGINS + days * DAY
        async with self.db.write() as tx:
            for table, row in self.rows:
                await tx.execute(insert(table).values(row))
        await activity.flush(self.db, self.counts, self.told.now)
        today = self.told.today
        await activity.gather(self.db, GUILD, today - days - 2, today, self.told.now)
        await activity.turn(self.db, GUILD, self.told.now)

    def do(self, user: int, at: int) -> None:
        kind = self.luck.choice(["write", "write", "write", "react", "give", "give", "check in", "meet"])
        match kind:
            case "write":
                self.write(user, at)
                if self.luck.random() < 0.5:
                    self.reply(self.luck.choice(PEOPLE[:3]), user, at + self.luck.choice([90, 2 * DAY]))
            case "react":
                self.counts.reaction(GUILD, user, self.snowflake(at), "a", at)
                self.note(user, at, "reactions")
            case "give":
                self.give(user, self.luck.choice([one for one in PEOPLE[:14] if one != user]), at)
            case "check in":
                self.check_in(user, at)
            case _:
                self.meet(user, at)

    def note(self, user: int, at: int, what: str) -> None:
        if user != self.refuses:
            self.told.did.append((at, user, what))
            if what in {"messages", "reactions"}:
                local = self.told.local(at)
                self.told.written[local.date().toordinal(), local.weekday(), local.hour] += 1

    def write(self, user: int, at: int) -> None:
        joined = self.told.joined.get(user)
        self.counts.message(GUILD, ROOM, user, self.snowflake(at), joined_at=joined)
        self.note(user, at, "messages")
        if joined is not None and at - joined <= 7 * DAY:
            self.told.first.setdefault(user, at)

    def reply(self, user: int, to: int, at: int) -> None:
        self.counts.message(GUILD, ROOM + next(self.ids), user, self.snowflake(at), reply_to=to)
        self.note(user, at, "messages")
        if self.refuses not in {user, to} and to in self.told.first and to != user:
            self.told.replied[to] = min(at, self.told.replied.get(to, at))

    def give(self, helper: int, helped: int, at: int) -> None:
        row: dict[str, Any] = {"event_id": self.snowflake(at), "helper_id": helper, "helped_id": helped}
        row |= {"guild_id": GUILD, "channel_id": ROOM, "kind": "time", "source": "session", "given_at": at}
        row["counts"] = back = self.luck.random() < 0.9
        row["withdrawn_at"] = at if self.luck.random() < 0.1 else None
        self.rows.append((gives, row))
        if back and row["withdrawn_at"] is None:
            self.note(helper, at, "gives")
            self.note(helped, at, "takes")
            if self.refuses not in {helper, helped}:
                self.told.helped.append((at, helper, helped))

    def check_in(self, user: int, at: int) -> None:
        row: dict[str, Any] = {"id": self.snowflake(at), "guild_id": GUILD, "user_id": user, "at": at}
        row |= {"day": str(at), "event_id": at, "words": "w", "answer": "", "shared": False}
        self.rows.append((checkins, row | {"wants_reply": False}))
        self.note(user, at, "checkins")

    def meet(self, user: int, at: int) -> None:
        session, state = self.snowflake(at), self.luck.choice(["over", "over", "over", "off"])
        row: dict[str, Any] = {"id": session, "series_id": self.series, "guild_id": GUILD, "day": str(at)}
        row |= {"starts_at": at, "ends_at": at + HOUR, "state": state, "rev": 0, "shown_rev": 0}
        self.rows.append((occurrences, row | {"peopled": True}))
        there = {user, self.luck.choice(PEOPLE[:8])}
        for one in there:
            mine = {"occurrence_id": session, "user_id": one, "guild_id": GUILD, "at": at, "how": "said"}
            self.rows.append((presences, mine))
        if state != "off":
            self.told.sessions.append(at)
            for one in there:
                self.note(one, at, "sessions")


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2))
async def test_every_figure_is_that_of_an_independent_count(database: Database, seed: int) -> None:
    server = Server(database, seed)
    await server.live(100)
    for window in WINDOWS:
        seen = await activity.overview(database, GUILD, window, server.told.now)
        assert seen is not None
        agrees(server.told, window, seen)


def agrees(told: Told, window: Window, seen: Overview) -> None:
    today, first = told.today, told.begins(window)
    start = max(first, seen.counted_from)
    assert seen.counted_from == min(told.day(at) for at, _, _ in told.did)

    def average(since: int) -> float:
        days = [len(told.active(day, day)) for day in range(since, today)]
        return sum(days) / len(days)

    assert seen.daily == (None if 0 < average(start) < FEW else round(average(start), 1))
    assert seen.weekly == few(len(told.active(today - 6, today)))
    assert seen.monthly == few(monthly := len(told.active(today - 29, today)))
    assert seen.stickiness == round(100 * average(today - 29) / monthly)
    active, checked = told.active(first, today), told.active(first, today, "checkins")
    assert seen.checked_in == percent(len(checked), len(active))
    within = [one for one in told.did if first <= told.day(one[0]) <= today]
    assert seen.checkins == few(sum(kind == "checkins" for _, _, kind in within))
    assert seen.meeting.attended == few(sum(kind == "sessions" for _, _, kind in within))
    assert seen.meeting.people == few(len(told.active(first, today, "sessions")))
    assert seen.meeting.sessions == sum(start <= told.day(at) for at in told.sessions)

    given = Counter(user for _, user, kind in within if kind == "gives")
    assert (seen.giving.gives, seen.giving.givers) == (few(given.total()), few(len(given)))
    top = sum(number for _, number in given.most_common(5))
    expected = round(100 * top / given.total()) if len(given) >= 10 else "unclear" if given else "nobody"
    assert seen.giving.top == expected
    pairs = {(helper, helped) for at, helper, helped in told.helped if at >= told.now - 90 * DAY}
    mutual = sum((helped, helper) in pairs for helper, helped in pairs)
    assert len({one for pair in pairs for one in pair}) >= FEWEST
    assert seen.giving.reciprocity == round(100 * mutual / len(pairs))

    welcomed(told, first, seen)
    written: Counter[tuple[int, int]] = Counter()
    for (day, weekday, hour), number in told.written.items():
        written[weekday, hour] += number if first <= day <= today else 0
    found = {(one.weekday, one.hour): one.messages + one.reactions for one in seen.heat}
    assert found == (+written if len(active) >= FEW else {})


def welcomed(told: Told, first: int, seen: Overview) -> None:
    new = [user for user in told.first if told.day(told.joined[user]) >= first]
    waits = {user: told.replied[user] - told.first[user] for user in new if user in told.replied}
    judged = [user for user in new if user in waits or told.first[user] <= told.now - DAY]
    assert seen.welcome.people == few(len(new))
    assert seen.welcome.replied == percent(sum(wait <= DAY for wait in waits.values()), len(judged))
    expected = int(median(waits.values())) if len(waits) >= FEW else None
    assert seen.welcome.median_seconds == expected
    for one in seen.returns:
        there = of = 0
        for user in told.first:
            begins = told.day(told.joined[user]) + 7 * one.week
            if first <= begins + 6 < told.today and begins >= seen.counted_from:
                of += 1
                there += user in told.active(begins, begins + 6)
        assert (one.people, one.share) == (few(of), percent(there, of)), one.week


def few(number: int) -> int | str:
    return "few" if number in {1, 2, 3, 4} else number


def percent(part: int, whole: int) -> int | str:
    if whole < 10:
        return "unclear" if whole else "nobody"
    if part in {1, 2, 3, 4}:
        return "few"
    return "most" if whole - part in {1, 2, 3, 4} else round(100 * part / whole)


async def test_where_nothing_was_ever_counted_there_is_no_overview(database: Database) -> None:
    assert await activity.overview(database, GUILD, "days30", BEGINS) is None


async def test_help_from_before_ones_own_yes_is_in_no_figure(database: Database) -> None:
    server, ring = Server(database, 0), PEOPLE[:12]
    await server.begin()
    late = server.refuses
    for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        for pair in ((one, other), (other, one)):
            await help_given(database, *pair, server.snowflake(BEGINS + HOUR), BEGINS + HOUR)
    await consent.decide(database, late, GUILD, "counted", yes=True, at=BEGINS + 2 * HOUR)
    await help_given(database, late, ring[0], server.snowflake(BEGINS + 3 * HOUR), BEGINS + 3 * HOUR)
    seen = await activity.overview(database, GUILD, "days30", BEGINS + 4 * HOUR)
    assert seen
    # Ten of the ring's twelve links, each both ways, and one that is new.
    assert seen.giving.reciprocity == round(100 * 20 / 21)


async def help_given(db: Database, helper: int, helped: int, event: int, at: int) -> None:
    row = {"event_id": event, "helper_id": helper, "helped_id": helped, "guild_id": GUILD}
    row |= {"channel_id": ROOM, "kind": "time", "source": "session", "given_at": at, "counts": True}
    async with db.write() as tx:
        await tx.execute(insert(gives).values(row))


@pytest.mark.long
async def test_no_more_than_the_latest_newcomers_are_followed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity.newcomers, "MOST_FOLLOWED", 12)
    server = Server(database, 0)
    await server.live(60)
    told = server.told
    first = told.today - 29
    new = sorted((at, user) for user, at in told.joined.items() if user in told.first)
    begins = {user: told.day(at) + 7 for at, user in new if first <= told.day(at) + 13 < told.today}
    latest = list(begins)[-12:]
    assert len(begins) > 12, "else there is nothing to leave out"
    seen = await activity.overview(database, GUILD, "days30", told.now)
    assert seen
    there = sum(user in told.active(begins[user], begins[user] + 6) for user in latest)
    assert (seen.returns[0].people, seen.returns[0].share) == (12, percent(there, 12))


async def test_an_overview_has_nobodys_id_in_it(database: Database) -> None:
    server = Server(database, 1)
    await server.live(40)
    seen = await activity.overview(database, GUILD, "year", server.told.now)
    assert not [person for person in PEOPLE if str(person) in repr(seen)]
    assert seen
    assert date.fromordinal(seen.today) - date.fromordinal(seen.counted_from) <= timedelta(days=42)
