"""The month above `/checkin history`: one's own days, for oneself alone, and the answer without it."""

import json
from datetime import date

from bot.features import checkins
from bot.pictures import Mark
from bot.sandbox.people import Answer
from bot.ui import packed
from cogs.checkins.month import alt, subject
from tests.checking_in import TOKYO, go_to, room
from tests.village import Village

MARCH = date(2027, 3, 1)


def pictures(shown: Answer) -> list[str]:
    assert shown.message
    return [one.description or "" for one in shown.message.attachments]


async def write(world: Village, words: str) -> None:
    await world.ken.submit(await world.ken.slash("checkin now"), words=words)


def test_only_days_with_a_checkin_carry_a_mark_and_no_word_is_in_it() -> None:
    drawn = subject("en", MARCH, [date(2027, 3, 2), date(2027, 3, 31)], date(2027, 3, 3))
    assert [day.number for day in drawn.days if day.mark is Mark.DONE] == [2, 31]
    assert [day.number for day in drawn.days if day.today] == [3]
    assert not any(day.titles for day in drawn.days)
    assert {day.mark for day in drawn.days} == {Mark.DONE, Mark.NONE}
    assert alt("en", MARCH, [date(2027, 3, 31), date(2027, 3, 2)]) == (
        "Your check-ins in March 2027, by day of the month: 2, 31"
    )
    assert alt("ja", MARCH, [date(2027, 3, 2)]) == "2027年3月のチェックイン：2日"


async def test_the_month_is_for_oneself_alone_by_command_and_by_forged_buttons(world: Village) -> None:
    await room(world)
    await go_to(world, TOKYO, 2027, 2, 28, 12, 0)
    await write(world, "the heron chapter")
    await go_to(world, TOKYO, 2027, 3, 1, 12, 0)
    await write(world, "another heron")
    [mine] = pictures(await world.ken.slash("checkin history"))
    assert mine == "Your check-ins in March 2027, by day of the month: 1"
    assert "heron" not in mine

    assert pictures(await world.mio.slash("checkin history")) == []
    for who in (world.ken, world.mio):
        forged = world.forged(f"checkin.history:{packed(who.id)}:2027-03-01")
        answer = await world.mio.click(forged, "Press")
        await world.settled()
        seen = [message for message in world.mio.sees(world.channel) if message.ephemeral]
        assert "heron" not in json.dumps([str(message) for message in seen])
        assert not any(message.attachments for message in seen), answer

    # On an older page stands the month of that page.
    older = world.forged(f"checkin.history:{packed(world.ken.id)}:2027-03-01")
    answer = await world.ken.click(older, "Press")
    await world.settled()
    assert pictures(answer) == ["Your check-ins in February 2027, by day of the month: 28"]


async def test_without_pictures_the_history_comes_all_the_same(world: Village) -> None:
    await room(world)
    await world.app.pictures.stop()
    form = await world.ken.slash("checkin now")
    told = await world.ken.submit(form, words="the heron chapter", boxes=["share"])
    assert told.private
    history = await world.ken.slash("checkin history")
    assert history.private
    assert "the heron chapter" in history.text
    assert pictures(history) == []
    back = await world.ken.click(history, "Take it back from the thread")
    await world.settled()
    assert back.buttons == []
    assert [one.content for one in back.follow_ups] == ["Taken back: only you see it now."]
    [one] = await checkins.history(world.db, world.guild.id, world.ken.id)
    assert not one.shared
