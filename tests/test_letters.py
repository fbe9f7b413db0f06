"""The weekly letter: at the server's day and hour, once a week, and what it says."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.db import Database
from bot.errors import Refusal
from bot.features import activity, consent, deliveries, letters, notices, replies, settings
from bot.features.activity import Counts
from bot.features.deliveries import Delivery
from bot.features.replies import Ask
from bot.features.settings import Channel

GUILD, ADMIN, ROOM = 10**17, 10**17 + 1, 10**17 + 2
AOI, KEN, MIO = (10**18 + n for n in range(3))
NEW_YORK = "America/New_York"
DAY, HOUR = 86_400, 3600
MONDAY, TUESDAY, WEDNESDAY, SUNDAY = 0, 1, 2, 6


def local(zone: str, *when: int) -> int:
    year, month, day, hour = when
    return int(datetime(year, month, day, hour, tzinfo=ZoneInfo(zone)).timestamp())


NOW = local(NEW_YORK, 2026, 3, 5, 12)  # a Thursday; clocks go forward on Sunday the 8th


@pytest.fixture
async def server(database: Database) -> Database:
    """A server in New York that counts, with a room for moderators."""
    await settings.change_server(database, GUILD, "zone", NEW_YORK, by=ADMIN, at=0)
    room = Channel(ROOM, "text")
    await settings.change_server(database, GUILD, "moderators_channel", room, by=ADMIN, at=0)
    await count_since(database, NOW - 60 * DAY)
    return database


async def count_since(db: Database, at: int) -> None:
    async with db.write() as tx:
        await consent.stop_counting(tx, GUILD)
        await consent.start_counting(tx, GUILD, ADMIN, at)
        await consent.noticed(tx, GUILD, at)


async def choose(db: Database, weekday: int, hour: int, now: int = NOW) -> letters.Letter:
    return await letters.choose(db, GUILD, weekday, hour, by=ADMIN, now=now)


async def planned(db: Database) -> list[str]:
    """When letters are to be sent, by the server's clock."""
    zone = ZoneInfo((await settings.server(db, GUILD)).zone)
    coming = await deliveries.coming(db, GUILD, kinds=letters.KIND, limit=99)
    return [datetime.fromtimestamp(one.due_at, zone).strftime("%a %d %H:%M") for one in coming]


async def send(db: Database, now: int) -> list[Delivery]:
    """Send what is due, as the courier does."""
    due = await deliveries.claim_due(db, now, 1, 99)
    for one in due:
        async with db.write() as tx:
            await deliveries.settle_sent(tx, one.id, now, late_ms=0, channel_id=ROOM, message_id=one.id)
    return [one for one in due if one.kind == letters.KIND]


# --- when


@pytest.mark.long
async def test_letters_come_at_the_servers_hour_across_both_clock_changes(server: Database) -> None:
    await choose(server, SUNDAY, 9)
    assert await planned(server) == ["Sun 08 09:00", "Sun 15 09:00"]
    sent: list[int] = []
    for days in range(270):
        now = NOW + days * DAY
        await letters.plan_all(server, now)
        sent += [one.due_at for one in await send(server, now)]
    walls = [datetime.fromtimestamp(at, ZoneInfo(NEW_YORK)) for at in sent]
    assert {(wall.weekday(), wall.hour, wall.minute) for wall in walls} == {(SUNDAY, 9, 0)}
    assert {wall.utcoffset() for wall in walls} == {
        datetime(2026, month, 1, tzinfo=ZoneInfo(NEW_YORK)).utcoffset() for month in (1, 7)
    }
    days = [wall.date().toordinal() for wall in walls]
    assert days == [*range(days[0], days[0] + 7 * len(days), 7)]


async def test_an_hour_that_the_clocks_skip_or_repeat_gives_one_letter(server: Database) -> None:
    await choose(server, SUNDAY, 2)
    assert await planned(server) == ["Sun 08 03:00", "Sun 15 02:00"]
    autumn = local(NEW_YORK, 2026, 10, 31, 12)
    await choose(server, SUNDAY, 1, autumn)
    coming = await deliveries.coming(server, GUILD, kinds=letters.KIND, limit=9)
    assert coming[0].due_at == local(NEW_YORK, 2026, 11, 1, 1)
    assert await planned(server) == ["Sun 01 01:00", "Sun 08 01:00", "Sun 15 01:00"][: len(coming)]


async def test_planned_twice_it_is_planned_once_and_says_when_it_comes(server: Database) -> None:
    chosen = await choose(server, MONDAY, 9)
    assert chosen.next_at == local(NEW_YORK, 2026, 3, 9, 9)
    for _ in range(2):
        await letters.plan_all(server, NOW)
    assert await planned(server) == ["Mon 09 09:00", "Mon 16 09:00"]
    assert await letters.chosen(server, GUILD) == chosen
    [first, _] = await deliveries.coming(server, GUILD, kinds=letters.KIND, limit=9)
    assert first.subject == {"day": date(2026, 3, 9).toordinal()}
    assert first.expires_at == first.due_at + 2 * DAY, "then the next one will do"


async def test_chosen_anew_there_is_still_one_letter_a_week(server: Database) -> None:
    await choose(server, MONDAY, 9)
    await choose(server, TUESDAY, 18)
    assert await planned(server) == ["Tue 10 18:00", "Tue 17 18:00"]
    tuesday = local(NEW_YORK, 2026, 3, 10, 18)
    assert len(await send(server, tuesday)) == 1
    # This week has had its letter.
    again = await choose(server, WEDNESDAY, 9, tuesday + HOUR)
    assert await planned(server) == ["Wed 18 09:00", "Wed 25 09:00"][: len(await planned(server))]
    assert again.next_at == local(NEW_YORK, 2026, 3, 18, 9)


async def test_a_server_that_moves_to_another_zone_gets_its_letter_at_its_new_hour(server: Database) -> None:
    await choose(server, MONDAY, 9)
    for zone in ("Asia/Tokyo", "Pacific/Honolulu"):
        await settings.change_server(server, GUILD, "zone", zone, by=ADMIN, at=0)
        await letters.plan_all(server, NOW)
        assert await planned(server) == ["Mon 09 09:00", "Mon 16 09:00"]


async def test_stopped_none_comes_and_begun_again_one_does(server: Database) -> None:
    await choose(server, MONDAY, 9)
    assert await letters.stop(server, GUILD, NOW)
    assert not await letters.stop(server, GUILD, NOW)
    await letters.plan_all(server, NOW)
    assert await planned(server) == []
    assert await letters.chosen(server, GUILD) is None
    assert await letters.contents(server, GUILD, date(2026, 3, 9).toordinal(), NOW) is None
    await choose(server, MONDAY, 9)
    assert await planned(server) == ["Mon 09 09:00", "Mon 16 09:00"]


async def test_it_is_refused_without_a_room_or_where_nothing_is_counted(server: Database) -> None:
    for weekday, hour in ((7, 9), (-1, 9), (0, 24), (0, -1)):
        with pytest.raises(Refusal, match="letter-when-unknown"):
            await choose(server, weekday, hour)
    async with server.write() as tx:
        await consent.stop_counting(tx, GUILD)
    with pytest.raises(Refusal, match="letter-nothing-counted"):
        await choose(server, MONDAY, 9)
    await settings.change_server(server, GUILD, "moderators_channel", None, by=ADMIN, at=0)
    with pytest.raises(Refusal, match="letter-no-room"):
        await choose(server, MONDAY, 9)
    assert await planned(server) == []


async def test_when_the_room_is_gone_letters_wait_and_moderators_are_told_once(server: Database) -> None:
    await letters.lose_room(server, GUILD, NOW)
    assert await notices.waiting(server, GUILD, MIO, moderator=True) == (), "nobody wished for letters"
    await choose(server, MONDAY, 9)
    for _ in range(2):
        await letters.lose_room(server, GUILD, NOW)
    [told] = await notices.waiting(server, GUILD, MIO, moderator=True)
    assert told.words == letters.ROOM_GONE
    found = await letters.chosen(server, GUILD)
    assert found
    assert found.waits == "no room"
    assert await letters.waiting_servers(server) == (GUILD,)
    monday = local(NEW_YORK, 2026, 3, 9, 9)
    assert await send(server, monday) == []
    assert await letters.go_on(server, GUILD)
    assert len(await send(server, monday + HOUR)) == 1


async def test_who_wished_for_it_is_forgotten_and_the_wish_is_not(server: Database) -> None:
    await choose(server, MONDAY, 9)
    assert (await letters.export(server, ADMIN))["letters"] == [
        {"guild_id": GUILD, "weekday": MONDAY, "hour": 9, "at": NOW}
    ]
    await letters.forget(server, ADMIN, GUILD + 1)
    assert (await letters.export(server, ADMIN, GUILD))["letters"]
    await letters.forget(server, ADMIN, GUILD)
    assert (await letters.export(server, ADMIN))["letters"] == []
    assert await letters.chosen(server, GUILD)


# --- what it says


@dataclass
class Talk:
    db: Database
    run: int = 0

    async def writes(self, user: int, at: int, *, joined_at: int | None = None) -> None:
        self.run += 1
        counts = Counts(self.run)
        await activity.look(self.db, counts, [GUILD])
        snowflake = (at * 1000 - 1_420_070_400_000 << 22) + user % 1000
        counts.message(GUILD, ROOM, user, snowflake, joined_at=joined_at)
        await activity.flush(self.db, counts, at + 1)


async def test_it_speaks_of_the_seven_days_before_it_and_of_the_seven_before_those(server: Database) -> None:
    await choose(server, MONDAY, 9)
    talk, zone = Talk(server), NEW_YORK
    await talk.writes(AOI, local(zone, 2026, 2, 22, 23))  # too long ago
    await talk.writes(AOI, local(zone, 2026, 2, 23, 0))
    await talk.writes(AOI, local(zone, 2026, 3, 1, 23))
    await talk.writes(AOI, local(zone, 2026, 3, 2, 0))
    await talk.writes(KEN, local(zone, 2026, 3, 8, 23), joined_at=local(zone, 2026, 3, 8, 1))
    await talk.writes(AOI, local(zone, 2026, 3, 8, 23))
    await talk.writes(MIO, local(zone, 2026, 3, 9, 0))  # today is not over
    now = local(zone, 2026, 3, 9, 9)
    told = await letters.contents(server, GUILD, date(2026, 3, 9).toordinal(), now)
    assert told
    assert told.week
    assert told.before
    assert (told.week.first, told.week.last) == (date(2026, 3, 2), date(2026, 3, 8))
    assert (told.week.people, told.week.daily) == (2, (1, 0, 0, 0, 0, 0, 2))
    assert (told.week.counts["messages"], told.week.newcomers, told.week.answered) == (3, 1, 0)
    assert (told.before.people, told.before.counts["messages"]) == (1, 2)


async def test_where_counting_is_younger_nothing_is_compared_and_where_it_ended_nothing_is_told(
    server: Database,
) -> None:
    await choose(server, MONDAY, 9)
    day = date(2026, 3, 9).toordinal()
    await count_since(server, local(NEW_YORK, 2026, 2, 23, 1))
    told = await letters.contents(server, GUILD, day, NOW)
    assert told
    assert told.week is not None
    assert told.before is None
    await count_since(server, local(NEW_YORK, 2026, 2, 22, 23))
    told = await letters.contents(server, GUILD, day, NOW)
    assert told
    assert told.before is not None
    async with server.write() as tx:
        await consent.stop_counting(tx, GUILD)
    told = await letters.contents(server, GUILD, day, NOW)
    assert told == letters.Contents(None, None, (), 0)


async def wish(db: Database, number: int, at: int, *, posted: bool = True, answered: bool = False) -> None:
    async with db.write() as tx:
        await replies.ask(tx, Ask(number, GUILD, AOI, at))
    if posted:
        [card] = [one for one in await deliveries.claim_due(db, at, 1, 99) if one.kind == replies.CARD]
        async with db.write() as tx:
            await deliveries.settle_sent(tx, card.id, at, late_ms=0, channel_id=ROOM, message_id=number + 1)
            await replies.card_stands(tx, card, at)
    if answered:
        await replies.reply(db, number * 10, number, GUILD, KEN, "well done", at + 1)


async def test_it_names_the_check_ins_that_wait_longest_for_a_reply(server: Database) -> None:
    await choose(server, MONDAY, 9)
    at = int(datetime(2026, 3, 4, tzinfo=UTC).timestamp())
    for n in range(7):
        await wish(server, 1000 + n, at + n)
    await wish(server, 2000, at, answered=True)
    await wish(server, 3000, at - 31 * DAY)
    await wish(server, 4000, at, posted=False)
    told = await letters.contents(server, GUILD, date(2026, 3, 9).toordinal(), at + DAY)
    assert told
    assert told.waiting == 7
    assert [(one.channel_id, one.message_id) for one in told.wishes] == [(ROOM, 1001 + n) for n in range(5)]
