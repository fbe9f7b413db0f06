"""A session from its start to its recap, as people live it."""

import pytest

from bot.features import giving, sessions, settings
from bot.features.sessions import Place
from bot.sandbox.people import words
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel, ChannelType, Message, Overwrite
from tests.listening import Lines
from tests.studying import DAY, MINUTE, WEEKLY, Study
from tests.village import Village

SECRET = "the letter I dread"


def said(message: Message) -> str:
    """Everything a message shows."""
    return words(message)


def room_of(world: Village) -> Channel:
    return world.standin.world.add_channel(world.guild, "study room", ChannelType.VOICE)


async def test_declare_work_report_recap(world: Village) -> None:
    study = await Study.planned(world)
    await study.comes(world.aoi, world.ken)

    start = await study.start()
    assert study.pinged(start) == sorted([world.aoi.id, world.ken.id])
    assert "It has started" in said(start)

    form = await world.ken.click(start, "Say what I'll do")
    answer = await world.ken.submit(form, words="the tax *form*")
    assert answer.private
    form = await world.aoi.click(start, "Say what I'll do")
    assert form.modal.title == "何をしますか"
    await world.aoi.submit(form, words="見積もりを1通", who="me")
    here = await world.hana.click(start, "I'm here")
    assert here.private
    await world.settled()
    assert "the tax \\*form\\*" in said(start)
    assert "見積もり" not in said(start)
    assert world.hana.mention in said(start)

    await study.end()
    close = study.post("session.done:")
    assert study.pinged(close) == sorted([world.aoi.id, world.ken.id])
    told = await world.ken.click(close, "Done")
    assert told.private
    assert "Done. Well worked." in told.text
    told = await world.aoi.click(close, "Next time")
    assert "つづきは次のときに" in told.text

    form = await world.ken.click(close, "Add a line")
    await world.ken.submit(form, line="only two pages left", learned="where to sign", who="all")
    await study.recap()

    recap = study.post("session.line:")
    assert "Quiet hour: how it was" in said(recap)
    assert "the tax \\*form\\*" in said(recap)
    assert "only two pages left" in said(recap)
    assert "where to sign" in said(recap)
    assert world.hana.mention in said(recap)
    assert world.mio.mention not in said(recap)
    assert "見積もり" not in said(recap)
    assert "It is over" in said(start)


async def test_what_is_unfinished_is_offered_next_time_in_japanese(world: Village) -> None:
    await settings.change_server(world.db, world.guild.id, "language", "ja", by=world.hana.id, at=0)
    study = await Study.planned(world, repeats=WEEKLY)
    start = await study.start()
    form = await world.aoi.click(start, "宣言する")
    await world.aoi.submit(form, words="第3章を読む")
    await study.end()
    close = study.post("session.done:")
    assert "どうでしたか" in said(close)
    await world.aoi.click(close, "途中")
    await study.recap()
    assert "第3章" not in said(study.post("session.line:"))

    await study.next_one()
    start = await study.start()
    form = await world.aoi.click(start, "宣言する")

    assert form.modal.prefilled()["words"] == "第3章を読む"
    assert "前回のつづき" in form.text
    await world.aoi.submit(form, words="第3章の残り")
    await world.settled()
    assert "第3章の残り" in said(start)
    again = await world.aoi.click(start, "宣言する")
    assert again.modal.prefilled()["words"] == "第3章の残り"


async def test_a_private_sentence_is_shown_to_nobody(world: Village, lines: Lines) -> None:
    study = await Study.planned(world)
    start = await study.start()
    form = await world.aoi.click(start, "Say what I'll do")
    await world.aoi.submit(form, words=SECRET, who="me")
    await world.settled()
    await study.end()
    close = study.post("session.done:")
    await world.aoi.click(close, "Done")
    form = await world.aoi.click(close, "Add a line")
    await world.aoi.submit(form, line=f"{SECRET}, sent", learned=SECRET, taught=SECRET, who="me")
    await study.recap()

    for channel in world.standin.world.channels.values():
        for message in world.standin.world.messages[channel.id].values():
            if not message.ephemeral:
                assert SECRET not in said(message)
    for person in (world.ken, world.mio, world.hana):
        assert all(SECRET not in said(message) for message in person.sees(world.channel))
    assert study.posts("session.helped:") == []
    assert lines.of(SECRET) == []


async def test_what_was_taught_counts_once_a_participant_says_that_it_helped(world: Village) -> None:
    study = await Study.planned(world)
    start = await study.start()
    for person in (world.ken, world.aoi, world.mio):
        await person.click(start, "I'm here")
    await study.end()
    # Nobody declared, so nobody is asked; whoever was there can add a line to the recap.
    await study.recap()
    recap = study.post("session.line:")
    form = await world.ken.click(recap, "Add a line")
    await world.ken.submit(form, taught="how to bisect", who="all")
    await world.settled()
    assert "how to bisect" in said(recap)

    own = await world.ken.click(recap, "It helped me")
    assert "taught yourself" in own.text
    outside = await world.hana.click(recap, "It helped me")
    assert "did not see you" in outside.text
    thanked = await world.aoi.click(recap, "It helped me")
    assert world.ken.mention in thanked.text
    await world.aoi.click(recap, "It helped me")
    await world.mio.click(recap, "It helped me")
    await world.settled()

    found = await world.ledger()
    assert {(g.helper_id, g.helped_id, g.source, g.kind) for g in found} == {
        (world.ken.id, world.aoi.id, "session", "time"),
        (world.ken.id, world.mio.id, "session", "time"),
    }
    assert len(found) == 2
    assert "helped 2 people" in said(recap)
    balance = await giving.balance(world.db, world.guild.id, world.ken.id, int(world.clock.now()))
    assert balance.periods[0].given == {"time": 2}


async def test_company_is_called_once_a_day_to_whoever_sits_alone(world: Village) -> None:
    room = room_of(world)
    study = await Study.planned(world, place=Place(room.id), repeats=WEEKLY)
    for person in (world.aoi, world.ken, world.hana):
        await study.agrees(person, "call_me")
    minute = study.there.starts_at // MINUTE % (24 * 60)
    quiet = ((minute - 30) % 1440, (minute + 60) % 1440)
    await settings.change_member(world.db, world.hana.id, None, "quiet_hours", quiet, at=0)
    world.ken.join_voice(room)
    await study.start()
    await study.until(study.there.starts_at + 5 * MINUTE)

    call = study.post("session.here:")
    assert study.pinged(call) == [world.aoi.id]
    assert "even for ten minutes" in said(call)

    second = await Study.planned(world)
    await study.end()
    start = await second.start()
    await world.ken.click(start, "I'm here")
    await second.until(second.there.starts_at + 5 * MINUTE)
    # Aoi has been called today; Hana's quiet hours are over.
    calls = [study.pinged(m) for m in world.posts() if "even for ten minutes" in said(m)]
    assert calls == [[world.aoi.id], [world.hana.id]]


async def test_nobody_is_called_where_two_are_there(world: Village) -> None:
    study = await Study.planned(world)
    await study.agrees(world.hana, "call_me")
    start = await study.start()
    await world.ken.click(start, "I'm here")
    await world.aoi.click(start, "I'm here")
    await study.until(study.there.starts_at + 5 * MINUTE)
    assert not [m for m in world.posts() if "even for ten minutes" in said(m)]


async def test_away_over_three_of_them_there_is_one_late_call(world: Village) -> None:
    study = await Study.planned(world, repeats=WEEKLY)
    await study.comes(world.aoi)
    before = len(world.posts())
    await world.close()
    # Two have passed, the third is on.
    world.clock.advance(study.there.starts_at + 2 * DAY + 20 * MINUTE - world.clock.now())
    await world.open()
    await world.settled()

    new = world.posts()[before:]
    assert len(new) == 1
    assert "already running" in said(new[0])
    [view] = await sessions.ahead(world.db, world.guild.id)
    assert view.occurrence.starts_at == study.there.starts_at + 2 * DAY
    assert view.series.empty == 0


async def test_three_empty_ones_rest_the_series_and_its_host_starts_it_again(world: Village) -> None:
    study = await Study.planned(world, repeats=WEEKLY)
    await study.agrees(world.mio, "dm_sessions")
    await study.has_been_empty(2)
    await study.start()
    await study.end()
    await study.recap()
    assert await sessions.ahead(world.db, world.guild.id) == ()
    one = await sessions.look(world.db, world.guild.id, study.series.id)
    assert one.paused_for == "empty"

    [letter] = world.mio.sees(world.mio.dm_with(world.application))
    assert "rests for now" in letter.content
    answer = await world.mio.click(letter, "Start it again")
    await world.settled()
    assert "It goes on" in answer.text
    [view] = await sessions.ahead(world.db, world.guild.id)
    assert view.series.empty == 0
    again = await world.mio.click(letter, "Start it again")
    assert "already" in again.text


async def test_above_eight_declarations_stand_in_a_thread(world: Village) -> None:
    study = await Study.planned(world)
    start = await study.start()
    people = [world.newcomer(f"member{n}") for n in range(9)]
    for n, person in enumerate(people):
        form = await person.click(start, "Say what I'll do")
        await person.submit(form, words=f"task {n}")
    await world.settled()

    thread = world.standin.world.channels[start.id]
    assert f"<#{thread.id}>" in said(start)
    assert "task 3" not in said(start)
    [page] = [m for m in world.posts(thread) if "task" in said(m)]
    assert all(f"task {n}" in said(page) for n in range(9))

    form = await people[0].click(start, "Say what I'll do")
    await people[0].submit(form, words="task 0", who="me")
    await world.settled()
    assert "task 0" not in said(page)

    thread.thread.archived = True
    await study.end()
    close = study.post("session.done:", thread)
    assert len(study.pinged(close)) == 9


async def test_without_the_permission_declarations_stay_on_the_card(world: Village) -> None:
    denied = Overwrite(world.guild.id, 0, deny=Permission.CREATE_PUBLIC_THREADS)
    world.channel.overwrites[world.guild.id] = denied
    world.standin.world.channel_changed(world.channel)
    await world.settled()
    study = await Study.planned(world)
    start = await study.start()
    for n in range(9):
        person = world.newcomer(f"member{n}")
        form = await person.click(start, "Say what I'll do")
        await person.submit(form, words=f"task {n}")
    await world.settled()
    assert start.id not in world.standin.world.channels
    assert all(f"task {n}" in said(start) for n in range(9))


async def test_presses_that_come_too_late_or_from_elsewhere_are_refused_kindly(world: Village) -> None:
    study = await Study.planned(world)
    elsewhere = world.second_server()
    start = await study.start()
    form = await world.ken.click(start, "Say what I'll do")
    forged = world.forged(f"session.declare:{study.there.id}", elsewhere)
    answer = await world.ken.click(forged, "Press")
    assert "not here any more" in answer.text

    await world.restart()
    answer = await world.ken.submit(form, words="after a restart")
    assert "Written down" in answer.text
    await world.settled()
    await study.end()
    forged = world.forged(f"session.here:{study.there.id}:0")
    answer = await world.hana.click(forged, "Press")
    assert "This one is over" in answer.text
    close = study.post("session.done:")
    answer = await world.hana.click(close, "Done")
    assert "did not see you" in answer.text
    world.later(hours=25)
    await world.settled()
    answer = await world.ken.click(close, "Done")
    assert "more than a day ago" in answer.text


async def test_a_regular_twice_away_is_asked_after_if_they_wished_it(world: Village) -> None:
    study = await Study.planned(world, repeats=WEEKLY)
    for person in (world.aoi, world.ken):
        await study.was_missed_by(person, 1)
        await study.agrees(person, "dm_sessions")
    await study.agrees(world.aoi, "ask_after")
    start = await study.start()
    await world.hana.click(start, "I'm here")
    await study.end()
    await study.recap()

    letters = [m.content for m in world.aoi.sees(world.aoi.dm_with(world.application))]
    assert sum("all is well" in letter for letter in letters) == 1
    letters = [m.content for m in world.ken.sees(world.ken.dm_with(world.application))]
    assert not any("all is well" in letter for letter in letters)


async def test_a_deleted_start_post_is_not_posted_again_and_the_rest_goes_on(world: Village) -> None:
    study = await Study.planned(world)
    start = await study.start()
    form = await world.ken.click(start, "Say what I'll do")
    world.standin.world.delete_message(start)
    await world.ken.submit(form, words="anyway")
    await world.settled()
    assert study.posts("session.declare:") == []
    await study.end()
    await study.recap()
    assert world.ken.mention in said(study.post("session.line:"))


async def test_voice_alone_is_named_only_where_somebody_agreed(world: Village) -> None:
    room = room_of(world)
    study = await Study.planned(world, place=Place(room.id))
    await study.agrees(world.aoi, "boards")
    start = await study.start()
    for person in (world.ken, world.aoi):
        person.join_voice(room)
    await world.mio.click(start, "I'm here")
    await world.settled()
    await study.end()
    await study.recap()
    recap = said(study.post("session.line:"))
    assert world.aoi.mention in recap
    assert world.ken.mention not in recap
    assert "59 minutes" in recap or "60 minutes" in recap


async def test_whoever_wishes_it_is_asked_directly_and_answers_there(world: Village) -> None:
    study = await Study.planned(world)
    await study.agrees(world.ken, "dm_sessions")
    start = await study.start()
    for person in (world.ken, world.hana):
        form = await person.click(start, "Say what I'll do")
        await person.submit(form, words=f"work of {person.name}")
    await study.end()

    close = study.post("session.done:")
    assert study.pinged(close) == [world.hana.id]
    letter = world.ken.last(world.ken.dm_with(world.application))
    answer = await world.ken.click(letter, "Done")
    assert "Done. Well worked." in answer.text
    form = await world.ken.click(answer, "Add a line")
    await world.ken.submit(form, line="from afar", who="all")
    await study.recap()
    assert "from afar" in said(study.post("session.line:"))


async def test_a_locked_thread_sends_the_close_to_the_channel(world: Village) -> None:
    study = await Study.planned(world)
    start = await study.start()
    people = [world.newcomer(f"member{n}") for n in range(9)]
    for person in people:
        form = await person.click(start, "Say what I'll do")
        await person.submit(form, words="something")
    await world.settled()
    thread = world.standin.world.channels[start.id]
    assert thread.thread is not None
    thread.thread.archived = thread.thread.locked = True
    world.standin.world.channel_changed(thread)
    await study.end()
    assert len(study.pinged(study.post("session.done:"))) == 9


@pytest.mark.long
async def test_more_than_eighty_are_called_on_pages_of_eighty(world: Village) -> None:
    study = await Study.planned(world)
    await study.comes(*(world.newcomer(f"member{n}") for n in range(85)))
    start = await study.start()
    calls = study.posts("session.declare:")
    assert sorted(len(study.pinged(call)) for call in calls) == [5, 80]
    assert "complete" in said(start) or "complete" in said(calls[0])
