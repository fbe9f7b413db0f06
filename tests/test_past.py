"""The eight weeks that lie behind a sandbox: alive, the same for everybody who asks, and of one piece."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import func, select

from bot import past, remembering
from bot.db import Database
from bot.demo import Porch, moving_in, sandbox
from bot.errors import Refusal
from bot.features import activity, checkins, consent, deliveries, giving, letters, sessions, settings
from bot.features.activity.rules import local_day
from bot.features.activity.tables import days, newcomers
from bot.features.checkins.tables import checkins as checkin_rows
from bot.features.giving.tables import gives
from bot.features.sessions.tables import occurrences
from bot.features.voice.tables import voice_stays
from bot.habits import OTHERS
from bot.neighbours import HISTORY, NEIGHBOURS, SESSIONS, Said
from bot.past import DAYS, EVERYBODY, Past, Time
from bot.remembering import House
from bot.sandbox.people import Person
from bot.texts import text
from tests.gathering import is_reminder

TODAY, TOKYO = date(2026, 11, 27), "Asia/Tokyo"
# What it may cost at opening, in seconds of work; a third of it is usual.
COST = 1.5


def weeks(today: date = TODAY) -> Past:
    return past.eight_weeks(today, TOKYO)


# --- what happened


def test_a_day_was_the_same_whenever_it_is_asked_about() -> None:
    friday, saturday = weeks(), weeks(date(2026, 11, 28))
    assert friday == weeks()
    # Who comes and goes is so many days before today; the others did the same, seen a day later.
    there = {key for key, habit in EVERYBODY.items() if habit.joined is None and habit.gone == 0}
    begins, ends = min(one.at for one in saturday.wrote), max(one.at for one in friday.wrote)
    seen = [
        {one for one in each.checked_in if one.who in there and begins < one.at < ends}
        for each in (friday, saturday)
    ]
    assert len(seen[0]) > 50
    assert seen[0] == seen[1]


def test_working_days_and_waking_hours_are_the_livelier() -> None:
    wrote = weeks().wrote
    by_weekday = Counter(date.fromordinal(local_day(one.at, TOKYO)).weekday() for one in wrote)
    assert min(by_weekday[day] for day in range(5)) > max(by_weekday[day] for day in (5, 6))
    by_hour = Counter((one.at + 9 * 3600) % 86_400 // 3600 for one in wrote)
    assert sum(by_hour[hour] for hour in range(2, 5)) < sum(by_hour[hour] for hour in range(20, 23)) / 5


def test_some_newcomers_stayed_and_some_only_looked_in() -> None:
    there: dict[str, set[int]] = {}
    for one in weeks().wrote:
        there.setdefault(one.who, set()).add(TODAY.toordinal() - local_day(one.at, TOKYO))
    assert there["kotone"] == {25}
    assert max(there["tsukasa"]) == 47
    assert min(there["tsukasa"]) >= 45
    assert min(there["kei"]) < 8
    assert min(there["nao"]) > 20, "who is missed was not there for weeks"
    assert "suzu" not in there, "she has only just come in"
    assert all(0 < ago <= DAYS for days in there.values() for ago in days)


def test_nobody_sits_in_two_places_and_no_pair_thanks_itself() -> None:
    time_ = Time("1", "minato", date(2026, 11, 25), 1_795_604_400, 1_795_608_000, in_voice=True)
    lived = past.eight_weeks(TODAY, TOKYO, [time_])
    assert lived.met[0].came
    last: dict[str, int] = {}
    for one in sorted(lived.sat, key=lambda sat: sat.began):
        assert last.get(one.who, 0) < one.began < one.ended
        last[one.who] = one.ended
    assert len(lived.thanked) > 40
    assert all(one.who != one.helper for one in lived.thanked)


# --- an open sandbox; each was closed once and opened again


@dataclass
class Opened:
    """An open sandbox, what its beginning cost, and how it was as soon as it was open the first time.

    `authors` wrote what stands in the rooms; `due` is when the next thing is to be done, `since` when they
    began to move in.
    """

    porch: Porch
    house: House
    now: int
    cost: float
    before: dict[str, int]
    authors: list[int]
    due: int | None
    since: int

    @property
    def db(self) -> Database:
        return self.porch.db

    async def today(self) -> int:
        return await activity.today(self.db, self.house.guild_id, self.now)


async def sizes(db: Database) -> dict[str, int]:
    async with db.read() as tx:
        return {
            table.name: await tx.scalar(select(func.count()).select_from(table)) or 0
            for table in (days, newcomers, gives, checkin_rows, voice_stays, occurrences)
        }


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["ja", "en"])
async def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Opened]:
    file, cost = tmp_path_factory.mktemp("porch") / "engawa.db", list[float]()

    async def remember(*args: Any) -> None:
        began = time.process_time()
        await remembering.remember(*args)
        cost.append(time.process_time() - began)

    since = int(time.time())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moving_in, "remember", remember)
        async with asyncio.timeout(60), sandbox(file, 0, request.param) as porch:
            due = await deliveries.next_due(porch.db, in_servers=True)
            rooms = porch.standin.world.messages.values()
            posts = (one for room in rooms for one in room.values() if not one.ephemeral)
            # The first reminder comes within the first minute, as it should: perhaps by now.
            authors = [one.author_id for one in posts if not is_reminder(one)]
            before = await sizes(porch.db)
        async with asyncio.timeout(60), sandbox(file, 0, request.param) as porch:
            house = moving_in.house_of(porch.standin.world, request.param)
            yield Opened(porch, house, int(porch.clock.now()), sum(cost), before, authors, due, since)
            assert porch.standin.problems == []
        assert len(cost) == 1, "what is kept in a file is remembered once"


module = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.long
@module
async def test_the_weeks_are_written_once_and_quickly(opened: Opened) -> None:
    assert opened.before == await sizes(opened.db)
    assert opened.cost < COST


@pytest.mark.long
@module
async def test_what_features_keep_and_what_is_counted_are_of_one_piece(opened: Opened) -> None:
    today, guild_id = await opened.today(), opened.house.guild_id
    assert await activity.gather(opened.db, guild_id, today - DAYS - 1, today, opened.now) == 0
    assert [one async for one in activity.rebuild(opened.db, opened.now)] == []
    found = await activity.totals(opened.db, guild_id, today - DAYS, today - 1)
    assert len(found) == DAYS
    assert all(one.counts["days"] for one in found)
    for metric in activity.METRICS:
        assert sum(one.counts[metric] for one in found) > 0, metric
    assert len(await activity.heat(opened.db, guild_id, today - DAYS, today)) > 100


@pytest.mark.long
@module
async def test_counting_began_eight_weeks_ago_and_was_said(opened: Opened) -> None:
    begins = opened.house.begins(opened.now)
    assert await consent.counting_since(opened.db, [opened.house.guild_id]) == {opened.house.guild_id: begins}
    welcome = opened.porch.standin.world.messages[opened.house.rooms["welcome"]]
    first = min(welcome.values(), key=lambda message: message.id)
    suzu = opened.porch.standin.world.users[opened.house.people["suzu"]]
    channel = opened.porch.standin.world.channels[opened.house.rooms["welcome"]]
    answer = await Person(opened.porch.standin, suzu, channel=channel).click(first, "counting.no")
    assert answer.text.startswith(text(opened.house.language, "counting-no"))


@pytest.mark.long
@module
async def test_boards_and_newcomers_are_alive(opened: Opened) -> None:
    db, guild_id, people = opened.db, opened.house.guild_id, opened.house.people
    assert (await settings.server(db, guild_id)).boards_open
    month = await activity.board(db, guild_id, "messages", "days30", opened.now, limit=50)
    assert month.size > activity.PAGE
    shown = await activity.board(db, guild_id, "gives", "days30", opened.now, shown_only=True)
    assert 3 <= shown.size < (await activity.board(db, guild_id, "gives", "days30", opened.now)).size
    came = await activity.arrived(db, guild_id, 0, opened.now)
    joined = {key for key, habit in EVERYBODY.items() if habit.joined}
    assert {people[key] for key in joined} <= {one.user_id for one in came}
    assert sum(one.first_reply_at is not None for one in came) >= len(joined) - 2
    members = next(iter(opened.porch.standin.world.guilds.values())).members
    for one in came:
        assert int(members[one.user_id].joined_at) == one.joined_at < one.first_at


@pytest.mark.long
@module
async def test_who_said_no_has_no_rows_and_who_is_missed_had_asked_for_it(opened: Opened) -> None:
    db, guild_id, people = opened.db, opened.house.guild_id, opened.house.people
    assert not any((await activity.export(db, people["botan"])).values())
    async with db.read() as tx:
        assert await tx.scalar(select(func.count()).where(voice_stays.c.user_id == people["botan"])) == 0
    missed = await consent.who_agrees(db, guild_id, "ask_after")
    assert missed == {people["nao"]}
    seen = await activity.last_seen(db, guild_id, missed)
    assert await opened.today() - seen[people["nao"]] > 20


@pytest.mark.long
@module
async def test_sessions_of_before_have_attendance_and_a_recap(opened: Opened) -> None:
    db, guild_id = opened.db, opened.house.guild_id
    async with db.read() as tx:
        here = occurrences.c
        over = list(await tx.scalars(select(here.id).where(here.guild_id == guild_id, here.state == "over")))
    assert len(over) >= 11
    met = [await sessions.look_in(db, one, opened.now) for one in over]
    for one in met:
        assert one is not None
        assert one.view.series.host_id in one.present
        assert one.seconds_together() > 0
        assert one.said_aloud
    assert len(await sessions.ahead(db, guild_id)) == len(SESSIONS)


@pytest.mark.long
@module
async def test_checkins_are_their_authors_alone(opened: Opened) -> None:
    async with opened.db.read() as tx:
        kept = (await tx.execute(select(checkin_rows))).all()
    assert len(kept) > 50
    for row in kept:
        assert not row.shared
        assert not row.wants_reply
        assert row.energy is None or row.at > opened.since - 30 * past.DAY
    mine = await checkins.history(opened.db, opened.house.guild_id, opened.house.people["minato"])
    words = {one.said_in(opened.house.language) for one in past.CHECKINS}
    assert {one.words for one in mine} <= words


@pytest.mark.long
@module
async def test_the_rooms_are_not_flooded_and_nothing_old_is_due(opened: Opened) -> None:
    bot = next(iter(opened.porch.standin.world.applications))
    said = [one for one in HISTORY if isinstance(one, Said)]
    # The notice about counting, each thanks and the card of each session.
    assert opened.authors.count(bot) == 1 + len(HISTORY) - len(said) + len(SESSIONS)
    assert len(opened.authors) - opened.authors.count(bot) == len(said)
    assert opened.due is not None
    assert opened.due >= opened.since, "what is under way is of the present"
    assert not await deliveries.failures(opened.db, opened.house.guild_id, 10)


@pytest.mark.long
@module
async def test_everybody_who_is_counted_lives_there(opened: Opened) -> None:
    guild = next(iter(opened.porch.standin.world.guilds.values()))
    assert len(guild.members) == len(NEIGHBOURS) + len(OTHERS) + 1
    assert {one.key for one in NEIGHBOURS} | {one.key for one in OTHERS} == set(EVERYBODY)
    today = await opened.today()
    async for part in activity.sums(opened.db, guild.id, today - DAYS, today):
        assert {user_id for user_id, _ in part} <= guild.members.keys()


# --- the doors through which it was brought in


GUILD, ROOM = 10**17, 10**17 + 1
AOI, KEN, MIO = (10**18 + n for n in range(3))
NOON = 1_795_176_000


async def test_thanks_of_before_are_judged_like_any_other(database: Database) -> None:
    def thanks(number: int, by: int, to: int, at: int) -> giving.Thanks:
        return giving.Thanks(number, GUILD, ROOM, by, (to,), "for the template", at)

    said = [
        thanks(2, KEN, AOI, NOON + 3600),
        thanks(1, AOI, KEN, NOON),
        thanks(3, KEN, AOI, NOON + 2 * past.DAY),
    ]
    assert await giving.recall(database, GUILD, said) == 3
    assert await giving.recall(database, GUILD, said) == 0
    counts = [(await giving.thanks_of(database, GUILD, number))[0].counts for number in (1, 2, 3)]
    assert counts == [True, False, True], "the second answers the first"
    assert await deliveries.next_due(database) is None


async def test_checkins_of_before_keep_energy_for_a_month_only(database: Database) -> None:
    def said(number: int, at: int) -> checkins.Past:
        entry = checkins.Entry(number, GUILD, AOI, at, "Two pages", energy=4, shared=True, wants_reply=True)
        return checkins.Past(entry, "done", at + 3600)

    brought = [said(1, NOON - 40 * past.DAY), said(2, NOON - past.DAY), said(3, NOON - past.DAY + 60)]
    assert await checkins.recall(database, GUILD, brought, NOON) == 2, "a day has one"
    kept = await checkins.history(database, GUILD, AOI)
    assert [(one.id, one.energy, one.shared, one.wants_reply, one.result) for one in kept] == [
        (2, 4, False, False, "done"),
        (1, None, False, False, "done"),
    ]
    assert await deliveries.next_due(database) is None


async def test_a_series_that_is_not_there_was_never_held(database: Database) -> None:
    with pytest.raises(Refusal, match="session-gone"):
        await sessions.recall(database, GUILD, 5, [sessions.Held(6, TODAY, NOON)])


@pytest.mark.long
@module
async def test_the_caretakers_letter_comes_to_their_room(opened: Opened) -> None:
    letter = await letters.chosen(opened.db, opened.house.guild_id)
    assert letter is not None
    assert letter.next_at is not None
    room = opened.porch.standin.world.messages[opened.house.rooms["moderators"]]
    bot = next(iter(opened.porch.standin.world.applications))
    opened.porch.clock.advance(letter.next_at + 1 - opened.porch.clock.now())
    async with asyncio.timeout(60):
        # What else has fallen due comes five at a time.
        while not [one for one in room.values() if one.author_id == bot]:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
