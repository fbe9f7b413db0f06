"""What moderators see of one member, and of those who asked to be missed; and what nobody else sees."""

from bot import ui
from bot.features import activity, consent
from bot.features.activity import Counts
from bot.sandbox.people import Answer, Person
from tests.village import Village

DAY = 86_400
NOT_FOR_YOU = "This is for those who look after this server."


async def counting(world: Village, days_ago: int = 100) -> None:
    at = int(world.clock.now()) - days_ago * DAY
    async with world.db.write() as tx:
        await consent.start_counting(tx, world.guild.id, world.hana.id, at)
        await consent.noticed(tx, world.guild.id, at)


async def wrote(world: Village, person: Person, *days_ago: int) -> None:
    now = int(world.clock.now())
    counts = Counts(person.id % 2**40)
    await activity.look(world.db, counts, [world.guild.id])
    for days in sorted(days_ago, reverse=True):
        snowflake = ((now - days * DAY) * 1000 - 1_420_070_400_000 << 22) + 1
        counts.message(world.guild.id, world.channel.id, person.id, snowflake)
    await activity.flush(world.db, counts, now)


def pictured(answer: Answer) -> str:
    """What the one picture of an answer says it shows."""
    assert answer.message
    [picture] = answer.message.attachments
    assert picture.content_type == "image/png"
    assert picture.description
    return picture.description


async def test_a_moderator_sees_a_member_by_weeks_and_the_member_sees_the_same(world: Village) -> None:
    world.at(12)
    await counting(world)
    await wrote(world, world.aoi, 30, 29, 0)

    answer = await world.mio.slash("activity member", member=world.aoi)

    assert answer.private
    assert answer.text.startswith("### Aoi\nActive on 3 days of the last 12 weeks\nLast seen this week")
    assert "Messages: 3" in answer.text
    assert "Nothing finer is shown" in answer.text
    told = pictured(answer)
    assert told.startswith("Days active by week, from the week of ")
    assert " to this one so far: " in told
    assert told in answer.text, "the picture in words, for whoever sees none"
    own = await world.aoi.slash("活動 member")
    assert own.private
    assert own.text.startswith("### Aoiさん\nこの12週間に、3日活動しました\n最後に見かけたのは今週です")
    assert pictured(own).startswith("週ごとの活動した日数")


async def test_nothing_is_shown_or_hinted_of_who_said_no(world: Village) -> None:
    world.at(12)
    assert "Nothing is counted in this server" in (await world.mio.slash("activity member")).text
    await counting(world)
    await wrote(world, world.aoi, 1)
    silent = await world.mio.slash("activity member", member=world.ken)
    await consent.decide(world.db, world.aoi.id, world.guild.id, "counted", yes=False, at=0)
    refused = await world.mio.slash("activity member", member=world.aoi)
    assert refused.text.replace("Aoi", "Ken") == silent.text == "Nothing is counted of Ken here."
    assert refused.message
    assert refused.message.attachments == []
    assert "「数えない」を選んでいる" in (await world.aoi.slash("活動 member")).text
    assert "Nothing is counted of you yet" in (await world.ken.slash("activity member")).text


async def test_who_has_left_is_shown_as_such(world: Village) -> None:
    world.at(12)
    await counting(world)
    await wrote(world, world.ken, 8)
    world.ken.leave(world.guild)
    answer = await world.mio.slash("activity member", member=world.ken)
    assert answer.text.startswith("### Ken\nNo longer in this server.")


async def test_members_see_nobody_but_themselves(world: Village) -> None:
    await counting(world)
    await wrote(world, world.aoi, 1)
    for answer in (
        await world.ken.slash("activity member", member=world.aoi),
        await world.ken.slash("activity quiet"),
        await world.ken.click(world.forged("activity.quiet:21:0"), "Press"),
    ):
        assert answer.private
        assert answer.text.startswith(NOT_FOR_YOU)
        assert "Aoi" not in answer.text
    assert "見守る人" in (await world.aoi.slash("活動 quiet")).text


async def test_only_who_asked_to_be_missed_is_listed_a_page_at_a_time(world: Village) -> None:
    world.at(12)
    assert "not counted in this server" in (await world.mio.slash("activity quiet")).text
    await counting(world)
    away = [world.newcomer(f"away{n:02}") for n in range(12)]
    asked = int(world.clock.now()) - 90 * DAY
    for person in away:
        await consent.decide(world.db, person.id, world.guild.id, "ask_after", yes=True, at=asked)
    await wrote(world, away[0], 1)
    await wrote(world, world.ken, 60)
    away[1].leave(world.guild)

    page = await world.mio.slash("activity quiet", days=30)
    shown = page.text
    assert page.private
    assert shown.startswith(
        "### People who asked to be missed\n11 people have not been seen for 30 days or more."
    )
    assert page.buttons == ["Next page"]
    page = await world.mio.click(page, "Next page")
    shown += page.text
    assert page.buttons == ["First page"]
    assert [shown.count(f"{person.name} (") for person in away] == [0, 0, *[1] * 10]
    assert shown.count("Somebody who has left the server") == 1
    assert "Ken" not in shown
    none = await world.mio.slash("activity quiet", days=200)
    assert "Nobody who asked to be missed has been away for 200 days." in none.text

    for forged in ("activity.quiet:0:0", f"activity.quiet:{2**62}:{2**62}", "activity.quiet:21"):
        answer = await world.mio.click(world.forged(forged), "Press")
        assert "reference" not in answer.text


async def test_settings_say_who_will_see_that_one_is_missed(world: Village) -> None:
    panel = await world.aoi.click(
        await world.aoi.slash("設定"), f"settings.page:{ui.packed(world.aoi.id)}:agreed"
    )
    assert "どの週から見かけないかは、モデレーターにも見えます" in panel.text
