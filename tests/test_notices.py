"""What is to be said, kept until it was seen."""

from sqlalchemy import select

from bot.db import Database
from bot.features import deliveries, notices
from bot.features.notices import Notice

NOON = 1_790_000_000
DAY = 86_400
SERVER, AOI, KEN = 100, 201, 202


def notice(
    about: str = "one",
    *,
    user_id: int | None = AOI,
    at: int = NOON,
    params: dict[str, str | int] | None = None,
) -> Notice:
    return Notice(SERVER, about, "notice-gone", at, user_id=user_id, params=params or {})


async def waiting(database: Database, user_id: int, *, moderator: bool = False) -> list[str]:
    return [n.about for n in await notices.waiting(database, SERVER, user_id, moderator=moderator)]


async def test_a_notice_waits_for_its_person_alone(database: Database) -> None:
    await notices.say(database, notice())

    assert await waiting(database, AOI) == ["one"]
    assert await waiting(database, KEN, moderator=True) == []
    assert await notices.waiting(database, SERVER + 1, AOI, moderator=False) == ()


async def test_what_is_for_moderators_waits_for_any_of_them(database: Database) -> None:
    await notices.say(database, notice(user_id=None))

    assert await waiting(database, KEN) == []
    assert await waiting(database, KEN, moderator=True) == ["one"]


async def test_what_was_seen_waits_no_longer(database: Database) -> None:
    one = notice()
    await notices.say(database, one)

    await notices.seen(database, [one.id], NOON + 5)

    assert await waiting(database, AOI) == []
    assert await notices.unseen(database, one.id) is None
    assert await notices.look(database, one.id) == one


async def test_the_same_is_said_again_only_a_day_after_it_was_seen(database: Database) -> None:
    one = notice()
    assert await notices.say(database, one)
    assert not await notices.say(database, notice(at=NOON + 2 * DAY))
    await notices.seen(database, [one.id], NOON + 2 * DAY)

    assert not await notices.say(database, notice(at=NOON + 3 * DAY - 1))
    assert await notices.say(database, notice(at=NOON + 3 * DAY))


async def test_a_notice_and_its_delivery_are_planned_together(database: Database) -> None:
    one = notice()
    await notices.say(database, one)
    await notices.say(database, notice())

    assert await deliveries.next_due(database) == NOON
    claimed = await deliveries.claim_due(database, NOON, 1, 10)
    assert [delivery.subject for delivery in claimed] == [{"notice": one.id}]


async def test_a_month_later_nothing_is_kept(database: Database) -> None:
    await notices.say(database, notice("old"))
    await notices.say(database, notice("new", at=NOON + DAY))

    assert await notices.purge(database, NOON + notices.KEPT_SECONDS) == 1
    assert await waiting(database, AOI) == ["new"]


async def test_forgetting_takes_what_names_the_person_and_nothing_else(database: Database) -> None:
    await notices.say(database, notice("theirs"))
    await notices.say(database, notice("naming", user_id=None, params={"who": str(AOI)}))
    await notices.say(database, notice("longer", user_id=None, params={"who": f"{AOI}7"}))

    await notices.forget(database, AOI)

    async with database.read() as tx:
        left = await tx.scalars(select(notices.notices.c.about))
    assert list(left) == ["longer"]
