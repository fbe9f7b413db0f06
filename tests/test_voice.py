"""Stays in voice channels: what is kept, for how long, of whom, and what a crash costs."""

from collections.abc import Sequence

import pytest

from bot.db import Database
from bot.features import consent, settings, voice
from bot.features.privacy import forget_all
from bot.features.voice import Here, Seen, Stay, Watch, Whereabouts
from bot.features.voice.rules import Keeping, follow

GUILD, OTHER_GUILD = 10**17, 10**17 + 1
ROOM, KITCHEN = 10**17 + 10, 10**17 + 11
AOI, KEN, MIO = (10**18 + n for n in range(3))
NOON = 1_750_000_000
MINUTE, DAY = 60, 86_400
EVERYTHING = Keeping(counting_since=0)
RUN = 7


def stay(began: int = NOON, seen: int = NOON, since: int | None = None, run: int = RUN) -> Stay:
    return Stay(GUILD, AOI, began, ROOM, seen, None, 0, since, run)


def seen(at: int, room: int | None = ROOM, counts: int | None = None, since: int | None = None) -> Seen:
    return Seen(GUILD, AOI, at, room, at if since is None else since, counts)


# --- rules


def test_what_was_last_seen_before_a_crash_is_all_that_is_known() -> None:
    left_open = stay(NOON, NOON + 120, NOON + 60, run=RUN - 1)
    ended, begun = follow(left_open, seen(NOON + 9000, counts=NOON + 9000), EVERYTHING, RUN)
    assert ended is not None
    assert (ended.began_at, ended.ended_at, ended.credited) == (NOON, NOON + 120, 60)
    assert begun == stay(NOON + 9000, NOON + 9000, NOON + 9000)


def test_nobody_is_credited_beyond_what_was_seen() -> None:
    # Credit until the last update and an hour more: a mistake of others.
    long_gone = stay(NOON, NOON + 120)
    assert long_gone.until(NOON + 150) == NOON + 150
    assert long_gone.until(NOON + 3600) == NOON + 120
    assert long_gone.until() == NOON + 120


def test_credit_runs_in_company_and_rests_alone() -> None:
    _, alone = follow(None, seen(NOON), EVERYTHING, RUN)
    _, together = follow(alone, seen(NOON + 60, counts=NOON + 60), EVERYTHING, RUN)
    _, again = follow(together, seen(NOON + 160), EVERYTHING, RUN)
    ended, gone = follow(again, seen(NOON + 400, None), EVERYTHING, RUN)
    assert gone is None
    assert ended is not None
    assert (ended.until() - ended.began_at, ended.credit()) == (400, 100)


def test_a_move_ends_one_stay_and_begins_another_at_the_same_instant() -> None:
    ended, begun = follow(stay(), seen(NOON + 60, KITCHEN), EVERYTHING, RUN)
    assert ended is not None
    assert begun is not None
    assert ended.ended_at == begun.began_at == NOON + 60


@pytest.mark.parametrize(
    ("since", "until", "at", "kept"),
    [
        (-600, 600, 0, (NOON - 600, 600)),  # the watch began before; they were there before that
        (-100, 600, 0, (NOON - 100, 600)),
        (0, 600, 0, (NOON, 600)),
        (60, 600, 0, None),
        (-600, 0, 0, None),
    ],
)
def test_a_watched_room_keeps_what_lies_within(
    since: int, until: int, at: int, kept: tuple[int, int] | None
) -> None:
    watching = Keeping(watches=[Watch("session", GUILD, ROOM, NOON + since, NOON + until)])
    _, begun = follow(None, seen(NOON + at, since=NOON - 6000), watching, RUN)
    if kept is None:
        assert begun is None
        return
    assert begun is not None
    assert begun.began_at == kept[0]
    ended, after = follow(begun, seen(NOON + 9000), watching, RUN)
    assert after is None
    assert ended is not None
    assert ended.ended_at == NOON + kept[1]


def test_two_sessions_one_after_the_other_in_a_room_are_one_stay() -> None:
    watches = [
        Watch("second", GUILD, ROOM, NOON + 600, NOON + 1200),
        Watch("first", GUILD, ROOM, NOON, NOON + 600),
    ]
    _, begun = follow(None, seen(NOON), Keeping(watches=watches), RUN)
    ended, begun = follow(begun, seen(NOON + 1100), Keeping(watches=watches), RUN)
    assert (ended, begun) == (None, stay(NOON, NOON + 1100))


def test_what_lies_between_two_sessions_is_not_kept() -> None:
    watches = [
        Watch("first", GUILD, ROOM, NOON, NOON + 600),
        Watch("second", GUILD, ROOM, NOON + 900, NOON + 1200),
    ]
    _, begun = follow(None, seen(NOON), Keeping(watches=watches), RUN)
    ended, begun = follow(begun, seen(NOON + 1000), Keeping(watches=watches), RUN)
    assert ended is not None
    assert ended.ended_at == NOON + 600
    assert begun == stay(NOON + 900, NOON + 1000)


# --- who is where


def told(where: Whereabouts) -> list[tuple[int, int, int | None, bool]]:
    return [(s.user_id, s.at - NOON, s.channel_id, s.counts_since is not None) for s in where.take().seen]


def test_company_begins_with_the_second_and_ends_with_the_last_but_one() -> None:
    where = Whereabouts()
    where.snapshot(GUILD, {AOI: Here(ROOM, "a")}, NOON)
    where.saw(GUILD, KEN, Here(ROOM, "k"), NOON + 5)
    where.saw(GUILD, MIO, Here(ROOM, "m", listens=False), NOON + 6)
    where.saw(GUILD, KEN, None, NOON + 8)
    where.saw(GUILD, MIO, Here(KITCHEN, "m"), NOON + 9)
    assert told(where) == [
        (AOI, 0, ROOM, False),
        (KEN, 5, ROOM, False),
        (AOI, 5, ROOM, True),
        (KEN, 5, ROOM, True),
        (MIO, 6, ROOM, False),
        (KEN, 8, None, False),
        (MIO, 9, None, False),
        (AOI, 9, ROOM, False),
        (MIO, 9, KITCHEN, False),
    ]


def test_what_is_told_late_after_a_gap_ends_when_the_line_was_lost() -> None:
    where = Whereabouts()
    where.snapshot(GUILD, {AOI: Here(ROOM, "a"), KEN: Here(ROOM, "k")}, NOON)
    where.take()
    where.lose([GUILD], NOON + 10)
    where.take()
    where.saw(GUILD, KEN, None, NOON + 300)
    where.saw(GUILD, MIO, Here(ROOM, "m"), NOON + 300)
    assert not where.pending
    where.hear_again([GUILD], NOON + 300)
    seen = told(where)
    assert (KEN, 10, None, False) in seen
    assert (AOI, 300, ROOM, True) in seen
    assert (MIO, 300, ROOM, True) in seen
    assert where.silent() == frozenset()


@pytest.mark.parametrize(("session", "left"), [("a", []), ("another", [10])])
def test_after_a_new_session_whoever_did_not_hang_up_was_there_all_along(
    session: str, left: list[int]
) -> None:
    where = Whereabouts()
    where.snapshot(GUILD, {AOI: Here(ROOM, "a")}, NOON)
    where.lose([GUILD], NOON + 10)
    where.take()
    where.snapshot(GUILD, {AOI: Here(ROOM, session)}, NOON + 300)
    assert [s.at - NOON for s in where.take().seen if s.channel_id is None] == left


# --- storage


class Process:
    """A process that hears of voice and writes down what it hears."""

    def __init__(self, db: Database, run: int = 1) -> None:
        self.db = db
        self.run = run
        self.where = Whereabouts()

    async def write(self) -> None:
        news = self.where.take()
        kept = await voice.keep(self.db, self.run, news.seen, news.servers)
        self.where.kept(news.seen, kept.open, kept.refused)

    async def hears(self, user: int, room: int | None, at: int, guild: int = GUILD) -> None:
        here = None if room is None else Here(room, f"{user}")
        self.where.saw(guild, user, here, NOON + at)
        await self.write()

    async def finds(self, people: Sequence[int], at: int, room: int = ROOM) -> None:
        self.where.snapshot(GUILD, {user: Here(room, f"{user}") for user in people}, NOON + at)
        await self.write()

    async def beats(self, at: int) -> None:
        await voice.heartbeat(self.db, self.run, NOON + at, silent=self.where.silent())

    async def looks(self, at: int) -> None:
        self.where.look([GUILD], NOON + at)
        await self.write()


async def count(db: Database, *guilds: int) -> None:
    for guild in guilds or (GUILD,):
        async with db.write() as tx:
            await consent.start_counting(tx, guild, MIO, NOON - DAY)
            await consent.noticed(tx, guild, NOON - DAY)


async def seconds(db: Database, room: int = ROOM, guild: int = GUILD) -> dict[int, int]:
    return dict(await voice.seconds_by_person(db, guild, room, NOON - DAY, NOON + 10 * DAY))


async def test_nothing_is_kept_where_nobody_counts_and_nobody_meets(database: Database) -> None:
    process = Process(database)
    await process.hears(AOI, ROOM, 0)
    await process.beats(60)
    await process.hears(AOI, None, 90)
    assert await voice.stays(database, ROOM, 0, NOON + DAY) == ()


async def test_after_a_crash_a_stay_ends_at_its_last_heartbeat_and_a_new_one_begins(
    database: Database,
) -> None:
    await count(database)
    first = Process(database)
    await first.finds([AOI, KEN], 0)
    for at in (60, 120, 180):
        await first.beats(at)
    second = Process(database, run=2)
    await second.finds([AOI, MIO], 600)
    await second.beats(660)
    assert await seconds(database) == {AOI: 180 + 60, KEN: 180, MIO: 60}
    stays = await voice.stays(database, ROOM, 0, NOON + DAY)
    assert [(s.user_id, s.ended_at) for s in stays if s.run == 1] == [(AOI, NOON + 180), (KEN, NOON + 180)]
    assert [s.credited for s in stays if s.run == 1] == [180, 180]
    # The old process, were it there still, touches nothing of it.
    await first.beats(700)
    assert await seconds(database) == {AOI: 240, KEN: 180, MIO: 60}


async def test_a_heartbeat_leaves_servers_out_that_nothing_is_heard_from(database: Database) -> None:
    await count(database, GUILD, OTHER_GUILD)
    process = Process(database)
    await process.hears(AOI, ROOM, 0)
    await process.hears(KEN, KITCHEN, 0, OTHER_GUILD)
    process.where.lose([OTHER_GUILD], NOON + 10)
    await process.write()
    await process.beats(60)
    assert await seconds(database) == {AOI: 60}
    assert await seconds(database, KITCHEN, OTHER_GUILD) == {KEN: 10}


async def test_somebody_has_one_open_stay_in_each_server(database: Database) -> None:
    await count(database, GUILD, OTHER_GUILD)
    process = Process(database)
    await process.hears(AOI, ROOM, 0)
    await process.hears(AOI, KITCHEN, 30)
    await process.hears(AOI, KITCHEN + 1, 40, OTHER_GUILD)
    await process.hears(AOI, ROOM, 50)
    now = NOON + 50
    assert [await voice.here_now(database, room, now) for room in (ROOM, KITCHEN, KITCHEN + 1)] == [
        (AOI,),
        (),
        (AOI,),
    ]
    # A process that took the server over before this one has noticed.
    other = Process(database, run=2)
    await other.hears(AOI, KITCHEN, 60)
    await process.hears(AOI, ROOM, 61)
    assert await voice.here_now(database, KITCHEN, NOON + 61) == (AOI,)


async def test_a_day_of_jumping_in_and_out_leaves_no_stay_of_no_length(database: Database) -> None:
    await count(database)
    process = Process(database)
    for _ in range(3):
        await process.hears(AOI, ROOM, 5)
        await process.hears(AOI, None, 5)
    assert await voice.stays(database, ROOM, 0, NOON + DAY) == ()
    await process.hears(AOI, ROOM, 5)
    await process.hears(AOI, None, 9)
    assert await seconds(database) == {AOI: 4}


async def test_a_watch_keeps_one_room_for_its_time_and_can_be_moved_or_ended(database: Database) -> None:
    process = Process(database)
    await process.finds([AOI], -600)
    await process.hears(KEN, KITCHEN, -600)
    async with database.write() as tx:
        await voice.watch(tx, Watch("session 1", GUILD, ROOM, NOON - 60, NOON + 600))
    assert await voice.watched(database, NOON) == {Watch("session 1", GUILD, ROOM, NOON - 60, NOON + 600)}
    await process.looks(0)
    await process.beats(60)
    assert await seconds(database) == {AOI: 120}
    async with database.write() as tx:
        await voice.watch(tx, Watch("session 1", GUILD, ROOM, NOON - 60, NOON + 1200))
    await process.looks(900)
    async with database.write() as tx:
        await voice.unwatch(tx, "session 1", NOON + 930)
    await process.looks(940)
    await process.beats(960)
    assert await seconds(database) == {AOI: 990}
    assert await seconds(database, KITCHEN) == {}
    assert await voice.watched(database, NOON + 940) == frozenset()


async def test_a_stay_reaches_beyond_a_session_where_the_server_counts(database: Database) -> None:
    await count(database)
    process = Process(database)
    async with database.write() as tx:
        await voice.watch(tx, Watch("session 1", GUILD, ROOM, NOON, NOON + 600))
    await process.finds([AOI], 0)
    await process.looks(700)
    await process.hears(AOI, None, 900)
    assert await seconds(database) == {AOI: 900}


async def test_windows_clip_and_open_stays_count_to_now_only_while_somebody_sees_them(
    database: Database,
) -> None:
    await count(database)
    process = Process(database)
    await process.finds([AOI], 0)
    await process.hears(KEN, ROOM, 100)
    await process.hears(KEN, None, 300)
    await process.beats(400)
    within = await voice.seconds_by_person(database, GUILD, ROOM, NOON + 50, NOON + 200)
    assert within == {AOI: 150, KEN: 100}
    to_now = await voice.seconds_by_person(database, GUILD, ROOM, NOON, NOON + DAY, now=NOON + 430)
    assert to_now == {AOI: 430, KEN: 200}
    crashed = await voice.seconds_by_person(database, GUILD, ROOM, NOON, NOON + DAY, now=NOON + 4000)
    assert crashed == {AOI: 400, KEN: 200}
    assert await voice.here_now(database, ROOM, NOON + 4000) == ()


async def test_nobody_who_said_no_is_kept_not_even_in_a_session(database: Database) -> None:
    await consent.decide(database, AOI, GUILD, "counted", yes=False, at=NOON - 5)
    await consent.decide(database, KEN, None, "counted", yes=False, at=NOON - 5)
    await consent.decide(database, MIO, None, "counted", yes=False, at=NOON - 5)
    await consent.decide(database, MIO, GUILD, "counted", yes=True, at=NOON - 4)
    async with database.write() as tx:
        await voice.watch(tx, Watch("session 1", GUILD, ROOM, NOON, NOON + 600))
    process = Process(database)
    await process.finds([AOI, KEN, MIO], 0)
    await process.beats(60)
    assert await seconds(database) == {MIO: 60}


async def test_a_no_takes_every_stay_with_it_here_or_everywhere(database: Database) -> None:
    await count(database, GUILD, OTHER_GUILD)
    process = Process(database)
    for person in (AOI, KEN, MIO):
        await process.hears(person, ROOM, 0)
        await process.hears(person, None, 60)
        await process.hears(person, ROOM, 90)
        await process.hears(person, KITCHEN, 0, OTHER_GUILD)
    await process.beats(120)
    await consent.decide(database, AOI, GUILD, "counted", yes=False, at=NOON + 130)
    await consent.decide(database, KEN, None, "counted", yes=False, at=NOON + 130)
    await voice.drop_uncounted(database, NOON + 130)
    assert set(await seconds(database)) == {MIO}
    assert set(await seconds(database, KITCHEN, OTHER_GUILD)) == {AOI, MIO}


async def test_what_was_forgotten_while_in_voice_does_not_come_back(database: Database) -> None:
    await count(database)
    process = Process(database)
    await process.finds([AOI, KEN], 0)
    await process.beats(600)
    await forget_all(database, AOI, stay_uncounted=False, now=NOON + 610)
    await process.looks(610)
    await process.beats(660)
    assert await seconds(database) == {AOI: 50, KEN: 660}


async def test_a_copy_of_ones_own_stays_holds_only_ones_own(database: Database) -> None:
    await count(database)
    process = Process(database)
    await process.finds([AOI, KEN], 0)
    await process.hears(AOI, None, 90)
    assert await voice.export(database, AOI) == {
        "voice_stays": [
            {
                "guild_id": GUILD,
                "channel_id": ROOM,
                "began_at": NOON,
                "ended_at": NOON + 90,
                "seconds": 90,
                "credited": 90,
            }
        ]
    }
    assert await voice.export(database, AOI, OTHER_GUILD) == {"voice_stays": []}


async def test_stays_go_when_their_server_keeps_them_no_longer(database: Database) -> None:
    await count(database, GUILD, OTHER_GUILD)
    await settings.change_server(database, GUILD, "retention_days", 30, by=MIO, at=NOON)
    process = Process(database)
    await process.finds([AOI, MIO], 0)
    await process.hears(KEN, KITCHEN, 0, OTHER_GUILD)
    await process.hears(AOI, None, 600)
    await process.hears(KEN, None, 600, OTHER_GUILD)
    async with database.write() as tx:
        await voice.watch(tx, Watch("session 1", GUILD, ROOM, NOON, NOON + 600))
    later = NOON + 600 + 30 * DAY
    await voice.expire(database, later, process.run)
    assert await seconds(database) == {AOI: 600, MIO: 600}
    await voice.expire(database, later + 1, process.run)
    assert await seconds(database) == {MIO: 600}, "who is there still stays"
    assert await voice.here_now(database, ROOM, NOON) == (MIO,)
    assert await seconds(database, KITCHEN, OTHER_GUILD) == {KEN: 600}
    assert await voice.watched(database, NOON) == frozenset()


async def test_what_a_process_left_open_that_never_came_back_is_ended(database: Database) -> None:
    await count(database)
    await Process(database).finds([AOI], 0)
    await voice.heartbeat(database, 1, NOON + 60)
    await voice.expire(database, NOON + 300, run=2)
    [open_still] = await voice.stays(database, ROOM, 0, NOON + DAY)
    assert open_still.ended_at is None
    await voice.expire(database, NOON + DAY, run=2)
    [ended] = await voice.stays(database, ROOM, 0, NOON + DAY)
    assert ended.ended_at == NOON + 60
