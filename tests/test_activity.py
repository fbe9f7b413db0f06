"""Activity: what counts and what does not, who stands where, what goes and when."""

import asyncio
from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features import activity, consent, giving, settings
from bot.features.activity import Counts, Metric, Place, turning
from bot.features.activity.counts import KEPT_SECONDS, Rules
from bot.features.activity.rules import id_at, local_day, local_hour, period_of, sent_at
from bot.features.activity.tables import days, hours, members, newcomers, recent, standings, totals
from bot.features.giving import Help
from bot.features.sessions.tables import occurrences, presences, series
from bot.features.voice.tables import voice_stays

GUILD, OTHER, ROOM, ROOM_2, ADMIN = (10**17 + n for n in range(5))
AOI, KEN, MIO, REN = (10**18 + n for n in range(4))
NOON = 1_795_176_000  # 2026-11-20, a Friday, 12:00 in UTC
HOUR, DAY = 3600, 86_400
TODAY = local_day(NOON, "UTC")


def counting(burst: int = 20, since: int = 0) -> Counts:
    counts = Counts(1)
    counts.look([GUILD], {GUILD: Rules(since, burst)})
    return counts


def messages(counts: Counts) -> dict[int, tuple[int, int]]:
    """How many messages and replies wait, by member."""
    found: dict[int, tuple[int, int]] = {}
    while (piece := counts.piece()) is not None:
        for one in piece.counters:
            before = found.get(one.user_id, (0, 0))
            found[one.user_id] = before[0] + one.messages, before[1] + one.replies
        counts.done(piece)
    return found


def sends(counts: Counts, user: int, at: float, *, room: int = ROOM, **more: int) -> None:
    counts.message(GUILD, room, user, (round((at - 1_420_070_400) * 1000) << 22) + 5, **more)


async def server_counts(
    db: Database, guild: int = GUILD, at: int = NOON - 100 * DAY, zone: str = "UTC"
) -> Counts:
    await settings.change_server(db, guild, "zone", zone, by=ADMIN, at=at)
    async with db.write() as tx:
        await consent.start_counting(tx, guild, ADMIN, at)
        await consent.noticed(tx, guild, at)
    counts = Counts(1)
    await activity.look(db, counts, [guild])
    return counts


async def test_a_flush_ends_although_more_is_counted_meanwhile(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts, write, others = await server_counts(database), Database.write, iter(range(REN + 1, REN + 20))

    def and_somebody_writes(self: Database) -> AbstractAsyncContextManager[AsyncConnection]:
        sends(counts, next(others), NOON)
        return write(self)

    sends(counts, AOI, NOON)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "write", and_somebody_writes)
        await activity.flush(database, counts, NOON)
    assert counts.waiting
    await activity.flush(database, counts, NOON)
    assert not counts.waiting
    board = await activity.board(database, GUILD, "messages", "week", NOON)
    assert {place.user_id for place in board.places} == {AOI, REN + 1}


async def did(db: Database, counts: Counts, user: int, at: int, times: int = 1) -> None:
    """Somebody writes so many messages that count, half a minute apart, and that is written down."""
    for n in range(times):
        sends(counts, user, at + n * 30)
    await activity.flush(db, counts, at)


async def points(db: Database, metric: Metric, now: int = NOON) -> dict[int, int]:
    found = await activity.board(db, GUILD, metric, "week", now)
    return {place.user_id: place.points for place in found.places}


# --- what counts


def test_of_a_burst_one_message_counts_in_each_channel() -> None:
    counts = counting()
    for at in (0, 1, 19.999, 20, 39.999, 41):
        sends(counts, AOI, NOON + at)
    sends(counts, AOI, NOON + 1, room=ROOM_2)
    sends(counts, KEN, NOON + 1)
    assert messages(counts) == {AOI: (4, 0), KEN: (1, 0)}


def test_a_message_told_again_never_counts_again() -> None:
    counts = counting(burst=0)
    for at in (0, 0.001, 0, 5, 0.001, 5):
        sends(counts, AOI, NOON + at)
    assert messages(counts) == {AOI: (3, 0)}


def test_a_message_told_again_after_it_was_forgotten_does_not_count() -> None:
    counts = counting(burst=0)
    sends(counts, AOI, NOON)
    for n in range(5001):
        sends(counts, KEN, NOON + KEPT_SECONDS + 1 + n * 0.01)
    sends(counts, AOI, NOON)
    assert messages(counts)[AOI] == (1, 0)


def test_a_reply_to_oneself_is_a_message_and_no_reply() -> None:
    counts = counting()
    sends(counts, AOI, NOON, reply_to=AOI)
    sends(counts, KEN, NOON, reply_to=AOI)
    assert messages(counts) == {AOI: (1, 0), KEN: (1, 1)}


def test_the_same_reaction_and_the_same_thread_count_once() -> None:
    counts = counting()
    for emoji in ("a", "b", "a", "a"):
        counts.reaction(GUILD, AOI, 77, emoji, NOON)
    for thread in (5, 5, 6):
        counts.thread(GUILD, AOI, thread, NOON)
    piece = counts.piece()
    assert piece is not None
    assert [(one.reactions, one.threads) for one in piece.counters] == [(2, 2)]


def test_a_reaction_given_again_counts_again_after_a_restart_for_nobody_wrote_it_down() -> None:
    for run in (1, 2):
        counts = Counts(run)
        counts.look([GUILD], {GUILD: Rules(0, 20)})
        for _ in range(2):
            counts.reaction(GUILD, AOI, 77, "a", NOON)
        piece = counts.piece()
        assert piece is not None
        assert [one.reactions for one in piece.counters] == [1]
        assert (piece.lasts, piece.answers, piece.arrivals) == ((), (), ())


def test_nothing_is_counted_where_it_is_off_or_from_before_it_began() -> None:
    counts = counting(since=NOON)
    sends(counts, AOI, NOON - 1)
    counts.reaction(GUILD, AOI, 77, "a", NOON - 1)
    counts.message(OTHER, ROOM, AOI, id_at(NOON))
    assert not counts.waiting
    sends(counts, AOI, NOON)
    counts.look([GUILD], {})
    assert not counts.waiting


def test_days_are_those_of_the_servers_zone() -> None:
    assert sent_at(id_at(NOON)) == NOON
    # 12:00 in UTC is 17:45 in Kathmandu.
    midnight = NOON + 6 * HOUR + 15 * 60
    assert local_day(midnight, "Asia/Kathmandu") == local_day(midnight - 1, "Asia/Kathmandu") + 1
    assert local_hour(midnight // 900, "Asia/Kathmandu") == (TODAY + 1, 0)
    assert [period_of(window, TODAY) for window in activity.WINDOWS] == [7, 30, 202611, 2026]


# --- written down


async def test_counts_stand_in_day_standing_total_and_hour(database: Database) -> None:
    counts = await server_counts(database)
    await did(database, counts, AOI, NOON, times=3)
    await did(database, counts, KEN, NOON + HOUR)
    await did(database, counts, AOI, NOON + HOUR)
    assert await points(database, "messages") == {AOI: 4, KEN: 1}
    assert await points(database, "days") == {AOI: 1, KEN: 1}
    (total,) = await activity.totals(database, GUILD, TODAY - 5, TODAY)
    assert (total.day, total.counts["messages"], total.counts["days"]) == (TODAY, 5, 2)
    found = await activity.heat(database, GUILD, TODAY, TODAY)
    assert [(one.weekday, one.hour, one.messages) for one in found] == [(4, 12, 3), (4, 13, 2)]
    assert await activity.last_seen(database, GUILD, [AOI, MIO]) == {AOI: TODAY}


async def test_a_flush_that_failed_is_written_by_the_next_once(database: Database) -> None:
    counts = await server_counts(database)
    sends(counts, AOI, NOON)
    task = asyncio.create_task(activity.flush(database, counts, NOON))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert counts.waiting
    sends(counts, KEN, NOON)
    await activity.flush(database, counts, NOON)
    assert await points(database, "messages") == {AOI: 1, KEN: 1}


async def test_a_burst_counts_once_when_the_bot_starts_anew_in_it(database: Database) -> None:
    await did(database, await server_counts(database), AOI, NOON)
    anew = Counts(2)
    await activity.look(database, anew, [GUILD])
    await did(database, anew, AOI, NOON + 19)
    assert await points(database, "messages") == {AOI: 1}
    await did(database, anew, AOI, NOON + 20)
    assert await points(database, "messages") == {AOI: 2}
    await did(database, anew, KEN, NOON + 400)
    async with database.read() as tx:
        assert list(await tx.scalars(select(recent.c.user_id))) == [KEN]


async def test_of_those_who_said_no_nothing_is_kept_and_nothing_comes_back(database: Database) -> None:
    counts = await server_counts(database)
    await did(database, counts, AOI, NOON)
    async with database.write() as tx:
        await giving.record(tx, Help(5, GUILD, ROOM, AOI, KEN, "time", "session", NOON))
    await activity.freshen(database, GUILD, NOON)
    await consent.decide(database, AOI, None, "counted", yes=False, at=NOON)
    await activity.drop_uncounted(database, NOON)
    await did(database, counts, AOI, NOON + HOUR)
    await activity.freshen(database, GUILD, NOON + HOUR)
    for table in (days, standings, members, recent, newcomers):
        async with database.read() as tx:
            assert not await tx.scalar(
                select(func.count()).select_from(table).where(table.c.user_id == AOI)
            ), table.name
    # What the server did that day is nobody's in particular.
    (total,) = await activity.totals(database, GUILD, TODAY, TODAY)
    assert (total.counts["messages"], total.counts["takes"]) == (1, 1)
    await consent.decide(database, AOI, GUILD, "counted", yes=True, at=NOON + 2 * HOUR)
    await activity.freshen(database, GUILD, NOON + 2 * HOUR)
    assert AOI not in await points(database, "gives")


async def turn(db: Database, at: int, *, on: bool) -> None:
    async with db.write() as tx:
        if on:
            await consent.start_counting(tx, GUILD, ADMIN, at)
            await consent.noticed(tx, GUILD, at)
        else:
            await consent.stop_counting(tx, GUILD, at)


async def helps(db: Database, number: int, at: int) -> None:
    async with db.write() as tx:
        await giving.record(tx, Help(number, GUILD, ROOM, AOI, KEN, "time", "session", at))


async def talks(db: Database, began: int, ended: int) -> None:
    """Ren is in voice with others."""
    row = {"guild_id": GUILD, "channel_id": ROOM, "user_id": REN, "began_at": began, "seen_at": ended}
    whole = {"ended_at": ended, "credited": ended - began, "run": 1}
    async with db.write() as tx:
        await tx.execute(insert(voice_stays), row | whole)


async def test_what_was_gathered_in_the_morning_stays_when_counting_is_turned_off_and_on_again(
    database: Database,
) -> None:
    await server_counts(database)
    await helps(database, 1, NOON - 3 * HOUR)
    await helps(database, 2, NOON - 2 * HOUR)
    await talks(database, NOON - 2 * HOUR, NOON + HOUR)
    await activity.freshen(database, GUILD, NOON - HOUR)
    await turn(database, NOON - HOUR, on=False)
    await helps(database, 3, NOON - HOUR)  # while nothing is counted
    await turn(database, NOON, on=True)
    await activity.freshen(database, GUILD, NOON + 1)
    assert await points(database, "gives", NOON + 1) == {AOI: 2}
    # Off a second time within the day; and what is withdrawn later goes, whenever it was given.
    await helps(database, 4, NOON + 60)
    await turn(database, NOON + 120, on=False)
    await turn(database, NOON + 180, on=True)
    await helps(database, 5, NOON + 240)
    await activity.freshen(database, GUILD, NOON + HOUR)
    assert await points(database, "gives", NOON + HOUR) == {AOI: 4}
    assert await points(database, "voice_seconds", NOON + HOUR) == {REN: 2 * HOUR - 60}
    await giving.moderate(database, giving.Act(9, GUILD, 1, "withdraw", MIO, "a mistake", NOON + HOUR))
    for now in (NOON + HOUR, NOON + DAY):
        await activity.freshen(database, GUILD, now)
        assert await points(database, "gives", now) == {AOI: 3}


async def test_what_was_before_the_day_on_which_counting_began_again_stays_as_it_is(
    database: Database,
) -> None:
    await server_counts(database)
    await helps(database, 1, NOON - DAY)
    await activity.freshen(database, GUILD, NOON - DAY)
    await turn(database, NOON - DAY + 60, on=False)
    await helps(database, 2, NOON - HOUR)
    await turn(database, NOON, on=True)
    await helps(database, 3, NOON)
    await activity.freshen(database, GUILD, NOON)
    assert await points(database, "gives") == {AOI: 2}


async def test_what_waits_is_dropped_once_counting_is_turned_off(database: Database) -> None:
    counts = await server_counts(database)
    sends(counts, AOI, NOON)
    async with database.write() as tx:
        await consent.stop_counting(tx, GUILD)
    await activity.flush(database, counts, NOON)
    assert not counts.waiting
    assert await points(database, "messages") == {}


async def test_a_newcomer_is_known_by_the_first_message_and_the_first_reply(database: Database) -> None:
    counts = await server_counts(database)
    sends(counts, AOI, NOON, joined_at=NOON - HOUR)
    sends(counts, KEN, NOON, joined_at=NOON - 8 * DAY)
    sends(counts, AOI, NOON + 30, reply_to=AOI, joined_at=NOON - HOUR)
    sends(counts, KEN, NOON + 60, reply_to=AOI)
    await activity.flush(database, counts, NOON + 60)
    sends(counts, KEN, NOON + 90, reply_to=AOI)
    await activity.flush(database, counts, NOON + 90)
    (one,) = await activity.arrived(database, GUILD, NOON - DAY, NOON)
    assert (one.user_id, one.joined_at, one.first_at, one.first_reply_at) == (
        AOI,
        NOON - HOUR,
        NOON,
        NOON + 60,
    )


# --- what others keep


async def test_a_session_counts_for_those_who_were_there_and_for_its_host(database: Database) -> None:
    await server_counts(database)
    numbers = {column.name: 0 for column in series.c} | {
        "id": 1,
        "guild_id": GUILD,
        "host_id": AOI,
        "place_id": None,
        "until": None,
        "times": None,
        "holidays": None,
        "link": None,
        "capacity": None,
        "ended_at": None,
        "paused_at": None,
        "paused_for": None,
    }
    words = ("title", "kind", "level", "bring", "reminders", "zone", "first", "repeats")
    held = {"id": 2, "series_id": 1, "guild_id": GUILD, "day": "d", "starts_at": NOON, "ends_at": NOON + HOUR}
    held |= {"state": "over", "rev": 0, "shown_rev": 0, "peopled": False}
    async with database.write() as tx:
        await tx.execute(series.insert().values(numbers | dict.fromkeys(words, "x")))
        await tx.execute(occurrences.insert().values(held))
        await tx.execute(occurrences.insert().values(held | {"id": 3}))
        for user in (KEN, MIO):
            row = {"occurrence_id": 2, "user_id": user, "guild_id": GUILD, "at": NOON, "how": "here"}
            await tx.execute(presences.insert().values(row))
    await activity.freshen(database, GUILD, NOON + DAY)
    assert await points(database, "sessions") == {KEN: 1, MIO: 1}
    # To the other one nobody came.
    assert await points(database, "hosted") == {AOI: 1}


async def test_help_that_is_withdrawn_is_no_longer_counted(database: Database) -> None:
    await server_counts(database)
    async with database.write() as tx:
        await giving.record(tx, Help(5, GUILD, ROOM, AOI, KEN, "time", "session", NOON))
    await activity.freshen(database, GUILD, NOON)
    assert await points(database, "gives") == {AOI: 1}
    # To be thanked is nothing that one did on that day.
    assert await points(database, "days") == {KEN: 1}
    await giving.moderate(database, giving.Act(9, GUILD, 5, "withdraw", MIO, "a mistake", NOON))
    await activity.freshen(database, GUILD, NOON)
    assert await points(database, "gives") == await points(database, "days") == {}
    async with database.read() as tx:
        assert await tx.scalar(select(func.count()).select_from(days)) == 0


# --- who stands where


async def on_board(db: Database, of: Iterable[tuple[int, int]]) -> None:
    counts = await server_counts(db)
    for user, times in of:
        await did(db, counts, user, NOON - HOUR, times)


async def test_ties_share_a_rank_on_every_page(database: Database) -> None:
    await on_board(database, [(AOI, 3), (KEN, 2), (MIO, 2), (REN, 1)])
    everybody = (Place(1, AOI, 3), Place(2, MIO, 2), Place(2, KEN, 2), Place(4, REN, 1))
    board = await activity.board(database, GUILD, "messages", "month", NOON)
    assert (board.places, board.offset, board.size) == (everybody, 0, 4)
    for offset, place in enumerate(everybody):
        page = await activity.board(database, GUILD, "messages", "month", NOON, offset=offset, limit=1)
        assert page.places == (place,)
        assert await activity.rank(database, GUILD, "messages", "month", place.user_id, NOON) == place
    around = await activity.around(database, GUILD, "messages", "month", KEN, NOON, limit=2)
    assert around is not None
    assert (around.places, around.offset) == (everybody[2:], 2)
    last = await activity.board(database, GUILD, "messages", "month", NOON, offset=99, limit=3)
    assert (last.places, last.offset) == (everybody[3:], 3)
    assert [part async for part in activity.everybody(database, GUILD, "messages", "year", NOON)] == [
        everybody
    ]
    assert await activity.rank(database, GUILD, "takes", "month", AOI, NOON) is None
    assert await activity.around(database, GUILD, "messages", "month", ADMIN, NOON) is None


async def test_open_to_members_a_board_shows_only_those_who_agreed(database: Database) -> None:
    await on_board(database, [(AOI, 3), (KEN, 2), (MIO, 1)])
    for user in (KEN, MIO):
        await consent.decide(database, user, GUILD, "boards", yes=True, at=NOON)
    board = await activity.board(database, GUILD, "messages", "week", NOON, shown_only=True)
    assert board.places == (Place(1, KEN, 2), Place(2, MIO, 1))
    assert await activity.rank(database, GUILD, "messages", "week", AOI, NOON, shown_only=True) is None
    (part,) = [part async for part in activity.sums(database, GUILD, TODAY, TODAY, shown_only=True)]
    assert [(user, sums["messages"]) for user, sums in part] == [(KEN, 2), (MIO, 1)]


async def test_servers_do_not_meet(database: Database) -> None:
    await on_board(database, [(AOI, 1)])
    counts = await server_counts(database, OTHER)
    counts.message(OTHER, ROOM_2, AOI, id_at(NOON))
    await activity.flush(database, counts, NOON)
    await activity.forget(database, AOI, OTHER)
    assert await points(database, "messages") == {AOI: 1}
    assert await activity.size(database, OTHER, "messages", "week", NOON) == 0


# --- the turn of the day


async def test_a_day_leaves_its_windows_at_the_servers_midnight(database: Database) -> None:
    counts = await server_counts(database)
    for back in (29, 6, 0):
        await did(database, counts, AOI, NOON - back * DAY)

    async def now_is(later: int) -> list[int]:
        now = NOON - NOON % DAY + later
        await activity.turn(database, GUILD, now)
        places = [await activity.rank(database, GUILD, "messages", w, AOI, now) for w in activity.WINDOWS]
        return [0 if place is None else place.points for place in places]

    assert await now_is(DAY - 1) == [2, 3, 2, 3]
    assert await now_is(DAY) == [1, 2, 2, 3]
    assert await now_is(11 * DAY) == [0, 2, 0, 3]
    assert await now_is(200 * DAY) == [0, 0, 0, 0]


async def test_a_turn_that_was_cut_short_goes_on_and_counts_meanwhile(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turning, "AT_ONCE", 2)
    counts = await server_counts(database)
    for user in (AOI, KEN, MIO, REN):
        await did(database, counts, user, NOON - 6 * DAY)
    tomorrow = NOON + DAY
    assert await turning.leave(database, GUILD, 7, TODAY - 5)
    assert await points(database, "messages") == {MIO: 1, REN: 1}
    # Told late, of the day that is leaving.
    anew = Counts(2)
    await activity.look(database, anew, [GUILD])
    for user in (AOI, REN):
        await did(database, anew, user, NOON - 6 * DAY + HOUR)
    assert await points(database, "messages") == {MIO: 1, REN: 2}
    assert [one async for one in activity.rebuild(database, tomorrow)] == []
    await activity.turn(database, GUILD, tomorrow)
    assert await points(database, "messages", tomorrow) == {}


async def test_what_is_older_than_the_server_keeps_it_goes(database: Database) -> None:
    await settings.change_server(database, GUILD, "retention_days", 30, by=ADMIN, at=NOON)
    counts = await server_counts(database)
    await did(database, counts, KEN, NOON - 30 * DAY)
    await did(database, counts, AOI, NOON - 29 * DAY)
    await activity.tidy(database, NOON)
    for table in (days, totals, hours, members):
        async with database.read() as tx:
            assert await tx.scalar(select(func.count()).select_from(table)) == 1, table.name
    assert await activity.rank(database, GUILD, "messages", "year", KEN, NOON) is None
    assert [one.day for one in await activity.member(database, GUILD, AOI, TODAY - 60, TODAY)] == [TODAY - 29]
    await activity.tidy(database, NOON + 400 * DAY)
    for table in (days, totals, hours, members, standings):
        async with database.read() as tx:
            assert await tx.scalar(select(func.count()).select_from(table)) == 0, table.name


# --- proof


async def test_rebuilding_says_what_differed_and_mends_it(database: Database) -> None:
    await on_board(database, [(AOI, 3), (KEN, 1)])
    async with database.write() as tx:
        mine = (standings.c.user_id == AOI, standings.c.period == 7)
        await tx.execute(update(standings).where(*mine).values(messages=9))
        await tx.execute(standings.delete().where(standings.c.user_id == KEN, standings.c.period == 30))
    found = [one async for one in activity.rebuild(database, NOON)]
    assert {(one.user_id, one.period) for one in found} == {(AOI, 7), (KEN, 30)}
    assert found[0].stood["messages"] == 9
    assert found[0].should["messages"] == 3
    assert await points(database, "messages") == {AOI: 3, KEN: 1}
    assert [one async for one in activity.rebuild(database, NOON)] == []
