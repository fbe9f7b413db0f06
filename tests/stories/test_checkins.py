"""Check-ins as members live them: asked at their hour, answered for themselves, left in peace."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot.features import checkins, consent, settings
from tests.checking_in import NEW_YORK, TOKYO, go_to, lives_in, room
from tests.listening import Lines
from tests.village import Village


async def test_a_member_is_asked_at_their_hour_and_answers_for_themselves_alone(
    world: Village, lines: Lines
) -> None:
    channel = await room(world)
    await go_to(world, TOKYO, 2027, 3, 1, 8, 0)
    begun = await world.ken.slash("checkin start", time="8:50", how="mention", days="every day")
    assert begun.private
    at = int(datetime(2027, 3, 1, 9, tzinfo=ZoneInfo(TOKYO)).timestamp())
    assert f"Next mention: <t:{at}:F>" in begun.text
    assert "quarters of an hour" in begun.text
    await world.settled()
    assert world.posts(channel) == []

    await go_to(world, TOKYO, 2027, 3, 1, 9, 0)
    [post] = world.posts(channel)
    assert post.mentions == [world.ken.id]
    form = await world.ken.click(post, "Answer")
    secret = "finish the heron chapter"
    answer = await world.ken.submit(form, words=secret, energy="3", answer="a quiet heron")
    assert answer.private
    assert "1 day this month" in answer.text
    assert "/support" in answer.text
    await world.settled()

    # Nobody else sees it, the moderators and the log included.
    for person in (world.mio, world.hana, world.aoi):
        for place in (channel, world.channel):
            seen = json.dumps([str(message) for message in person.sees(place)])
            assert "heron" not in seen
    assert lines.of("heron") == []
    history = await world.ken.slash("checkin history")
    assert history.private
    assert secret in history.text
    assert "Nothing is written here yet" in (await world.mio.slash("checkin history")).text
    # And on the same day nobody is asked again.
    await go_to(world, TOKYO, 2027, 3, 1, 23, 0)
    assert len(world.posts(channel)) == 1


async def test_tokyo_and_new_york_are_asked_at_nine_across_both_clock_changes(world: Village) -> None:
    channel = await room(world)
    await lives_in(world, world.ken, NEW_YORK)
    await go_to(world, TOKYO, 2027, 3, 12, 12, 0)
    for person in (world.ken, world.mio):
        await person.slash("checkin start", time="9am", how="mention", days="every day")
    # The clocks in New York change in the night before each second day.
    for first, changes in ((date(2027, 3, 13), date(2027, 3, 14)), (date(2027, 11, 6), date(2027, 11, 7))):
        for day in (first, changes):
            for zone, person in ((TOKYO, world.mio), (NEW_YORK, world.ken)):
                before = len(world.posts(channel))
                if day == changes:
                    await go_to(world, zone, day.year, day.month, day.day, 8, 59)
                    quiet = world.posts(channel)[before:]
                    assert person.id not in [i for post in quiet for i in post.mentions]
                await go_to(world, zone, day.year, day.month, day.day, 9, 0)
                assert world.posts(channel)[-1].mentions == [person.id]


async def test_a_pause_a_stop_and_not_today_are_honoured_and_taken_back(world: Village) -> None:
    channel = await room(world)
    await go_to(world, TOKYO, 2027, 3, 1, 8, 0)
    await world.ken.slash("checkin start", time="0:00", how="mention", days="every day")
    paused = await world.ken.slash("checkin pause", until="Mar 5")
    assert paused.private
    await go_to(world, TOKYO, 2027, 3, 4, 23, 59)
    assert world.posts(channel) == []
    await go_to(world, TOKYO, 2027, 3, 5, 0, 0)
    [post] = world.posts(channel)
    passed = await world.ken.click(post, "Not today")
    assert passed.message is not None, "only what was pressed, as it was"
    assert passed.message.id == post.id
    stopped = await world.ken.slash("checkin stop")
    assert "won't ask" in stopped.text
    await go_to(world, TOKYO, 2027, 3, 6, 0, 0)
    assert len(world.posts(channel)) == 1
    await world.ken.click(stopped, "Undo")
    await go_to(world, TOKYO, 2027, 3, 7, 0, 0)
    assert len(world.posts(channel)) == 2
    refused = await world.mio.slash("checkin pause", until="tomorrow")
    assert "/checkin start" in refused.text


async def test_a_no_in_settings_ends_prompts_at_once_and_dms_ask_in_private(world: Village) -> None:
    channel = await room(world)
    await go_to(world, TOKYO, 2027, 3, 1, 8, 0)
    await world.ken.slash("checkin start", time="9:00", how="dm", days="every day")
    await world.mio.slash("checkin start", time="9:00", how="quiet", days="every day")
    await go_to(world, TOKYO, 2027, 3, 1, 9, 0)
    [quiet] = world.posts(channel)
    assert quiet.mentions == []
    [asked] = world.posts(world.ken.dm_with(world.application))
    form = await world.ken.click(asked, "Answer")
    kept = await world.ken.submit(form, words="tea first")
    assert "Kept" in kept.text
    [one] = await checkins.history(world.db, world.guild.id, world.ken.id)
    assert (one.words, one.day) == ("tea first", date(2027, 3, 1))
    for person in (world.ken, world.mio):
        await consent.decide(world.db, person.id, world.guild.id, "checkins", yes=False, at=0)
    await go_to(world, TOKYO, 2027, 3, 2, 9, 0)
    assert len(world.posts(channel)) == 1
    assert len(world.posts(world.ken.dm_with(world.application))) == 1


async def test_a_form_that_was_open_while_the_bot_was_away_is_kept_once(world: Village) -> None:
    await room(world)
    await go_to(world, TOKYO, 2027, 3, 1, 8, 0)
    form = await world.ken.slash("checkin now")
    await world.restart()
    first = await world.ken.submit(form, words="water the plants")
    assert "Kept" in first.text
    refused = await world.ken.submit(await world.ken.slash("checkin now"), words=" ")
    assert "Fix it" in refused.buttons
    [one] = await checkins.history(world.db, world.guild.id, world.ken.id)
    assert one.words == "water the plants"


async def test_the_channel_chosen_for_checkins_is_told_of_them_once_and_one_begins_there(
    world: Village,
) -> None:
    channel = world.standin.world.add_channel(world.guild, "checkins")
    await settings.change_server(world.db, world.guild.id, "zone", TOKYO, by=world.hana.id, at=0)
    panel = await world.hana.slash("setup")
    panel = await world.hana.click(panel, "setup.page:3")
    panel = await world.hana.select(panel, "setup.place:checkins_channel", channel)
    assert f"A short word on check-ins goes to <#{channel.id}>, with a button to begin." in panel.text
    await world.settled()
    [post] = world.posts(channel)
    assert post.mentions == []

    # Chosen again, or turned on again, it has been said.
    panel = await world.hana.select(panel, "setup.place:checkins_channel", channel)
    panel = await world.hana.click(await world.hana.slash("setup"), "setup.page:5")
    panel = await world.hana.click(panel, "setup.feature:checkins_on:0")
    assert "チェックインを使わない設定" in (await world.aoi.click(post, "Ask me at my hour")).text
    panel = await world.hana.click(panel, "setup.feature:checkins_on:1")
    await world.settled()
    assert world.posts(channel) == [post]
    assert "A short word" not in panel.text

    form = await world.ken.click(post, "Ask me at my hour")
    begun = await world.ken.submit(form, time="9:00", days="weekdays", way="mention")
    assert begun.private
    assert "Next mention: " in begun.text
    assert await checkins.plan_of(world.db, world.guild.id, world.ken.id)


async def test_when_something_breaks_after_a_check_in_was_kept_its_words_are_offered_again(
    world: Village,
) -> None:
    await room(world)
    await go_to(world, TOKYO, 2027, 3, 1, 8, 0)  # a Monday, on which goals are looked up
    form = await world.ken.slash("checkin now")
    async with world.db.write() as tx:
        await tx.execute(text("ALTER TABLE goals RENAME TO elsewhere"))
    broken = await world.ken.submit(form, words="water the plants", answer="tea")
    assert "What you wrote is kept" in broken.text
    world.complaints.records.clear()
    async with world.db.write() as tx:
        await tx.execute(text("ALTER TABLE elsewhere RENAME TO goals"))
    again = await world.ken.click(broken, "Fix it")
    assert again.modal
    assert {"words": "water the plants", "answer": "tea"}.items() <= again.modal.prefilled().items()
    kept = await world.ken.submit(again)
    assert kept.text.startswith("Kept. "), "it was kept the first time already"
    [one] = await checkins.history(world.db, world.guild.id, world.ken.id)
    assert (one.words, one.answer) == ("water the plants", "tea")
    once_more = await world.ken.slash("checkin now")
    assert once_more.modal
    assert once_more.modal.components[0]["description"].startswith("What you wrote today.")
