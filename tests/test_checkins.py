"""Check-ins on a real database: asked once a day, in pages, at one's own hour; said once, kept, forgotten."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select

from bot.db import Database
from bot.errors import Refusal
from bot.features import checkins, consent, settings
from bot.features.checkins import Entry, Plan, Standing
from bot.features.checkins.rules import DAY
from bot.features.checkins.tables import checkins as kept_checkins
from bot.features.checkins.tables import plans
from bot.features.consent.tables import consents
from bot.features.deliveries import Delivery
from bot.features.deliveries.tables import deliveries, delivery_of
from bot.features.giving import MessageAt

GUILD, KEN, MIO, AOI = 10**17, 10**18, 10**18 + 1, 10**18 + 2
TOKYO, NEW_YORK = "Asia/Tokyo", "America/New_York"
EVERY_DAY = tuple(range(7))
NINE, HOUR = 9 * 60, 3600


def at(hour: int, minute: int = 0, day: int = 24, zone: str = TOKYO) -> int:
    return int(datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(zone)).timestamp())


def plan(user_id: int = KEN, event_id: int = 1, **more: Any) -> Plan:
    chosen: dict[str, Any] = {"weekdays": EVERY_DAY, "minute": NINE, "way": "mention"} | more
    return Plan(GUILD, user_id, event_id, **chosen)


async def in_tokyo(db: Database) -> None:
    await settings.change_server(db, GUILD, "zone", TOKYO, by=AOI, at=0)


async def keys(db: Database, kind: str = checkins.PROMPT) -> list[str]:
    async with db.read() as tx:
        query = select(deliveries.c.key).where(deliveries.c.kind == kind).order_by(deliveries.c.due_at)
        return list(await tx.scalars(query))


async def asked(db: Database, slot: int, delivery: int = 9, now: int | None = None) -> tuple[int, ...]:
    found = await checkins.ask_together(db, GUILD, "morning", slot, 0, delivery, now or slot)
    return found.mentioned


async def test_who_starts_is_asked_in_their_next_slot_once_a_day(database: Database) -> None:
    await in_tokyo(database)
    change = await checkins.start(database, plan(minute=NINE - 4), at(8))
    assert change.first == at(9)
    assert await keys(database) == [f"checkin.prompt {GUILD} morning {at(9)} 0"]
    assert await checkins.plan_slots(database, at(8, 50)) == 0, "it is planned already"
    assert await asked(database, at(9)) == (KEN,)
    assert await asked(database, at(9)) == (KEN,), "the same delivery asks the same"
    assert await asked(database, at(9), delivery=10) == ()
    # Another zone, the same day: nobody is asked twice.
    await settings.change_member(database, KEN, None, "zone", NEW_YORK, at=0)
    assert await asked(database, at(9, zone=NEW_YORK), delivery=11) == ()
    assert await asked(database, at(9, day=25, zone=NEW_YORK), delivery=12) == (KEN,)


async def test_a_no_takes_somebody_out_even_between_two_tries(database: Database) -> None:
    await in_tokyo(database)
    for event, person in enumerate((KEN, MIO, AOI), start=1):
        await checkins.start(database, plan(person, event), at(8))
    assert await asked(database, at(9)) == (KEN, MIO, AOI)
    await consent.decide(database, MIO, GUILD, "checkins", yes=False, at=at(9))
    await checkins.pause(database, GUILD, AOI, 5, date(2026, 11, 30), at(9))
    assert await asked(database, at(9), now=at(9) + 1) == (KEN,)
    await checkins.stop(database, GUILD, KEN, 6, at(9))
    assert not await consent.agrees(database, GUILD, KEN, "checkins")
    assert await asked(database, at(9), now=at(9) + 2) == ()


async def test_who_is_due_is_asked_eighty_to_a_page(database: Database) -> None:
    await in_tokyo(database)
    people = range(KEN, KEN + 200)
    rows = [vars(plan(i)) | {"weekdays": "0,1,2,3,4,5,6"} for i in people]
    yes = {"guild_id": GUILD, "purpose": "checkins", "yes": True, "wording": 1, "at": 0}
    async with database.write() as tx:
        await tx.execute(insert(plans), rows)
        await tx.execute(insert(consents), [yes | {"user_id": i} for i in people])
    assert await checkins.plan_slots(database, at(8, 50)) > 0
    seen: list[int] = []
    for page in range(3):
        for _ in range(2):
            found = await checkins.ask_together(database, GUILD, "morning", at(9), page, 70 + page, at(9))
        assert len(found.mentioned) <= checkins.MOST_MENTIONS
        seen += found.mentioned
    assert sorted(seen) == list(people)
    pages = [key for key in await keys(database) if f" {at(9)} " in key]
    assert len(pages) == 3


async def test_a_change_is_taken_back_unless_it_was_changed_again(database: Database) -> None:
    await in_tokyo(database)
    first = await checkins.start(database, plan(evening=21 * 60), at(8))
    stopped = await checkins.stop(database, GUILD, KEN, 2, at(8))
    assert stopped.before == first.plan
    back = await checkins.take_back(database, GUILD, KEN, 3, 2, stopped.before, at(8))
    assert first.plan is not None
    assert back.plan == replace(first.plan, event_id=3)
    assert await consent.agrees(database, GUILD, KEN, "evening")
    await checkins.rest(database, GUILD, KEN, 4, (5, 6), at(8), holidays=True)
    with pytest.raises(Refusal, match="checkin-changed-meanwhile"):
        await checkins.take_back(database, GUILD, KEN, 5, 3, None, at(8))
    with pytest.raises(Refusal, match="checkin-none"):
        await checkins.pause(database, GUILD, MIO, 6, date(2026, 12, 1), at(8))


def entry(event: int, when: int, **more: Any) -> Entry:
    return Entry(event, GUILD, KEN, when, **{"words": "write"} | more)


async def test_half_past_eleven_and_half_past_midnight_are_two_days(database: Database) -> None:
    await in_tokyo(database)
    first = await checkins.say(database, entry(1, at(23, 30)))
    second = await checkins.say(database, entry(2, at(0, 30, day=25)))
    assert (first.checkin.day, second.checkin.day) == (date(2026, 11, 24), date(2026, 11, 25))
    assert (first.days, second.days) == (1, 2)
    again = await checkins.say(database, entry(3, at(1, day=25), words="rest", shared=True))
    assert (again.again, again.checkin.words, again.days, again.checkin.id) == (True, "rest", 2, 2)
    replay = await checkins.say(database, entry(2, at(0, 30, day=25)))
    assert replay.checkin.words == "rest", "an older event does not come back"
    assert await keys(database, checkins.SHARE) == ["checkin.share 2"]


async def test_the_days_of_a_month_are_those_of_one_person_in_one_server(database: Database) -> None:
    await in_tokyo(database)
    for number, day in enumerate((1, 24, 30), start=1):
        await checkins.say(database, entry(number, at(9, day=day)))
    await checkins.say(database, replace(entry(8, at(9, day=2)), user_id=MIO))
    await checkins.say(database, replace(entry(9, at(9, day=3)), guild_id=GUILD + 1))
    await checkins.say(database, entry(10, at(9, day=30) + 2 * DAY))
    found = await checkins.days_of_month(database, GUILD, KEN, date(2026, 11, 9))
    assert [day.day for day in found] == [1, 24, 30]
    assert await checkins.days_of_month(database, GUILD, KEN, date(2026, 10, 1)) == ()


async def test_what_one_form_says_twice_is_one_check_in_even_across_midnight(database: Database) -> None:
    await in_tokyo(database)
    before, after = at(23, 59), at(0, 1, day=25)
    for event in (20, 21):
        said = await checkins.say(database, entry(event, before, shared=True), opened=10)
        assert (said.again, said.checkin.id) == (False, 20)
    for event, opened in ((20, None), (22, 10), (20, 10)):
        late = await checkins.say(database, entry(event, after, shared=True), opened=opened)
        assert (late.again, late.days, late.checkin.id) == (False, 1, 20)
    # Other words, or a form that was opened since, are the next day's.
    assert (await checkins.say(database, entry(23, after, words="rest"), opened=10)).checkin.id == 23
    third = await checkins.say(database, entry(24, at(1, day=26), shared=True), opened=23)
    assert (third.checkin.day, third.days) == (date(2026, 11, 26), 3)


async def test_the_evening_asks_those_who_named_something_and_carries_it_over(database: Database) -> None:
    await in_tokyo(database)
    for event, person in enumerate((KEN, MIO), start=1):
        await checkins.start(database, plan(person, event, evening=21 * 60), at(8))
    said = await checkins.say(database, entry(7, at(10)))
    evening = await checkins.ask_together(database, GUILD, "evening", at(21), 0, 9, at(21))
    assert evening.mentioned == (KEN,)
    with pytest.raises(Refusal, match="checkin-gone"):
        await checkins.close_day(database, said.checkin.id, MIO, "done", at(21))
    await checkins.close_day(database, said.checkin.id, KEN, "tomorrow", at(21))
    assert (await checkins.today(database, GUILD, KEN, at(9, day=25))).carried == "write"
    await checkins.close_day(database, said.checkin.id, KEN, "done", at(21))
    assert (await checkins.today(database, GUILD, KEN, at(9, day=25))).carried is None


async def test_energy_is_kept_for_a_month(database: Database) -> None:
    await in_tokyo(database)
    said = await checkins.say(database, entry(1, at(9), energy=2))
    await checkins.tidy(database, at(9) + 30 * DAY - 1)
    assert (await checkins.look(database, said.checkin.id) or said.checkin).energy == 2
    await checkins.tidy(database, at(9) + 30 * DAY)
    kept = await checkins.look(database, said.checkin.id)
    assert kept is not None
    assert (kept.energy, kept.words) == (None, "write")


async def stands(db: Database, checkin_id: int, message_id: int) -> None:
    """A shared check-in was posted."""
    mine = deliveries.c.key == f"{checkins.SHARE} {checkin_id}"
    async with db.write() as tx:
        row = {"state": "sent", "settled_at": at(8), "channel_id": 5, "message_id": message_id}
        await tx.execute(deliveries.update().where(mine).values(row))
        share = delivery_of((await tx.execute(select(deliveries).where(mine))).one())
        await checkins.share_stands(tx, share, at(8))


async def planned(db: Database) -> list[Delivery]:
    """What is to be done about posts that stand."""
    mine = select(deliveries).where(deliveries.c.kind == checkins.SHOWN).order_by(deliveries.c.id)
    async with db.read() as tx:
        return [delivery_of(row) for row in await tx.execute(mine)]


async def test_a_post_is_kept_true_and_goes_when_it_is_taken_back_or_forgotten(database: Database) -> None:
    await in_tokyo(database)
    said = (await checkins.say(database, entry(7, at(8), shared=True))).checkin
    await checkins.say(database, entry(8, at(8), words="rest", shared=True))
    [edit] = await planned(database)
    waiting = await checkins.standing(database, edit)
    assert waiting is not None
    assert waiting.at is None, "it is on its way still"
    await stands(database, said.id, 6)
    there = await checkins.standing(database, edit)
    assert there is not None
    assert (there.at, there.checkin and there.checkin.words) == ((5, 6), "rest")

    for _ in range(2):
        assert not (await checkins.unshare(database, said.id, KEN, at(9))).shared
    with pytest.raises(Refusal, match="checkin-gone"):
        await checkins.unshare(database, said.id, MIO, at(9))
    [_, removal] = await planned(database)
    assert await checkins.standing(database, removal) == Standing(MessageAt(5, 6), None)
    # Shared again before it went: the one that stands stays, else there is a new one.
    await checkins.say(database, entry(9, at(9), shared=True))
    assert (await checkins.standing(database, removal) or there).checkin is not None
    await checkins.taken_down(database, removal, at(9))
    assert (await keys(database, checkins.SHARE))[-1:] == ["checkin.share 7"]
    # Forgotten while it is on its way, it goes as soon as it stands.
    await checkins.forget(database, KEN)
    await stands(database, said.id, 9)
    last = (await planned(database))[-1]
    assert await checkins.standing(database, last) == Standing(MessageAt(5, 9), None)


async def test_forgetting_ends_prompts_and_names_the_posts_that_were_shared(database: Database) -> None:
    await in_tokyo(database)
    await checkins.start(database, plan(), at(8))
    said = await checkins.say(database, entry(7, at(8), shared=True))
    await stands(database, said.checkin.id, 6)
    async with database.write() as tx:
        # Where a post stands is kept longer than that it was sent.
        await tx.execute(deliveries.delete())
    [post] = await checkins.forget(database, KEN)
    assert (post.event_id, post.message) == (said.checkin.id, (5, 6))
    assert await asked(database, at(9)) == ()
    async with database.read() as tx:
        assert (await tx.execute(select(kept_checkins))).all() == []
