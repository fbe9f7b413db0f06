"""Counts as days go by: what leaves a board at midnight, and what goes at once when somebody says no."""

from bot.features import activity, consent, settings
from bot.features.activity import Counts
from bot.features.activity.rules import id_at
from tests.village import Village

DAY = 24 * 60 * 60


async def test_a_week_later_a_message_is_on_no_weekly_board_and_a_no_takes_all_at_once(
    world: Village,
) -> None:
    now, guild = int(world.clock.now()), world.guild.id
    await settings.change_server(world.db, guild, "zone", "Asia/Tokyo", by=None, at=now)
    async with world.db.write() as tx:
        await consent.start_counting(tx, guild, world.hana.id, now)
        await consent.noticed(tx, guild, now)
    counts = Counts(1)
    await activity.look(world.db, counts, [guild])
    for who in (world.aoi, world.ken):
        counts.message(guild, world.guild.id, who.id, id_at(now + 60))
    await activity.flush(world.db, counts, now + 60)

    async def on_board(window: activity.Window) -> set[int]:
        board = await activity.board(world.db, guild, "messages", window, int(world.clock.now()))
        return {place.user_id for place in board.places}

    assert await on_board("week") == {world.aoi.id, world.ken.id}
    await consent.decide(world.db, world.ken.id, guild, "counted", yes=False, at=now + 60)
    await world.settled()
    assert await on_board("week") == {world.aoi.id}
    world.clock.advance(7 * DAY)
    await world.settled()
    assert await on_board("week") == set()
    assert await on_board("days30") == {world.aoi.id}
    world.clock.advance(500 * DAY)
    await world.settled()
    async with world.db.read() as tx:
        assert not (await tx.execute(activity.tables.days.select())).all()
