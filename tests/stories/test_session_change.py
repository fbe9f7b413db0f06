"""Changing what is planned, by clicks: each says what became of it, and can be taken back where that goes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.features import sessions, settings
from bot.features.sessions import Place, Series, View
from bot.sandbox.people import Person
from bot.when import Plan, Repeats, occurrences
from tests.village import Village

TOKYO = "Asia/Tokyo"
WEEKLY = "every Tue 21:00"


async def tuesdays(world: Village, host: Person | None = None, **details: Any) -> Series:
    """Quiet Tuesdays in Tokyo, planned on a Thursday at noon there, by Ken unless somebody else."""
    world.at(3)
    world.clock.advance((3 - datetime.fromtimestamp(world.clock.now(), UTC).weekday()) % 7 * 86_400)
    await settings.change_server(world.db, world.guild.id, "zone", TOKYO, by=world.hana.id, at=0)
    today = datetime.fromtimestamp(world.clock.now(), ZoneInfo(TOKYO)).date()
    one = Series(
        id=77,
        guild_id=world.guild.id,
        host_id=(host or world.ken).id,
        title="Quiet Tuesday",
        kind="quiet",
        channel_id=world.channel.id,
        place=Place(),
        plan=Plan(TOKYO, today, 1260, Repeats("week", weekdays=(1,))),
    )
    planned = await sessions.plan(world.db, replace(one, **details), int(world.clock.now()))
    await world.settled()
    return planned.series


async def coming(world: Village, one: Series) -> View:
    view = await sessions.next_of(world.db, world.guild.id, one.id)
    assert view is not None
    return view


async def days(world: Village, one: Series, limit: int = 3) -> list[str]:
    kept = await sessions.look(world.db, world.guild.id, one.id)
    zone = ZoneInfo(TOKYO)
    found = occurrences(kept.plan, world.clock.now(), limit=limit)
    return [f"{datetime.fromtimestamp(each.starts_at, zone):%a %H:%M}" for each in found]


async def says_yes(world: Village, one: Series, who: Person) -> None:
    view, now = await coming(world, one), int(world.clock.now())
    event = now << 22 | who.id % 1000
    await sessions.answer(world.db, one.guild_id, view.occurrence.id, who.id, "yes", event, now)


async def ahead(world: Village, one: Series) -> int:
    return (await coming(world, one)).occurrence.starts_at


# --- edit


async def test_an_edit_shows_before_and_after_and_moves_what_is_planned(world: Village) -> None:
    one = await tuesdays(world)
    before = await ahead(world, one)

    done = await world.ken.slash("session edit", session=str(one.id), when="Tue 22:00", seats=3)

    assert "**When** every Tue 21:00, Tokyo time → every Tue 22:00, Tokyo time" in done.text
    assert "**Seats** for everybody → 3" in done.text
    assert await ahead(world, one) == before + 3600
    same = await world.ken.slash("session edit", session=str(one.id), when="Tue 22:00")
    assert same.text.startswith("Nothing would change.")


async def test_an_edit_asks_first_where_others_are_coming_and_meets_another_edit(world: Village) -> None:
    one = await tuesdays(world)
    await says_yes(world, one, world.aoi)

    asked = await world.ken.slash("session edit", session="quiet tuesday", when="火曜22時")
    assert asked.text.startswith("One other person has answered to “Quiet Tuesday”.")
    assert asked.text.count("Tokyo time (<t:") == 3
    assert await days(world, one, 1) == ["Tue 21:00"]
    kept = await world.ken.slash("session edit", session=str(one.id), title="Kept")
    assert (await world.ken.click(kept, "Leave it as it is")).text == "All right, it stays as it is."

    quick = await world.mio.slash("session edit", session=str(one.id), title="Loud Tuesday")
    await world.mio.click(quick, "Change it")
    late = await world.ken.click(asked, "Change it")
    assert late.text.startswith("Somebody else has just changed this session.")

    again = await world.ken.slash("session edit", session=str(one.id), when="火曜22時")
    await world.restart()
    assert "“Loud Tuesday” is changed." in (await world.ken.click(again, "Change it")).text
    assert await days(world, one, 1) == ["Tue 22:00"]
    assert [each.user_id for each in (await coming(world, one)).coming] == [world.aoi.id]


async def test_a_refused_edit_is_kept_and_mended(world: Village) -> None:
    one = await tuesdays(world, host=world.aoi)
    refused = await world.aoi.slash(
        "session edit", session=str(one.id), bring="お茶", link="ftp://x", when="火曜22時"
    )
    assert refused.text.startswith("リンクは https:// で始まり")
    form = await world.aoi.click(refused, "直す")
    assert form.modal
    assert form.modal.prefilled()["bring"] == "お茶"
    done = await world.aoi.submit(form, link="https://example.org")
    assert "「Quiet Tuesday」を変えました。" in done.text
    kept = await sessions.look(world.db, world.guild.id, one.id)
    assert (kept.bring, kept.place.link, kept.plan.minute) == ("お茶", "https://example.org", 1320)


async def test_only_its_host_and_moderators_change_it_and_only_here(world: Village) -> None:
    one = await tuesdays(world)
    for command in ("edit", "skip", "move", "cancel", "host", "pause", "resume"):
        needed = {"when": "tomorrow 9pm"} if command == "move" else {}
        answer = await world.aoi.slash(f"session {command}", session=str(one.id), **needed)
        assert answer.private
        assert answer.text.startswith("変えられるのは、開いた人とモデレーターだけです。"), command
    elsewhere = world.second_server()
    await world.settled()
    answer = await world.ken.slash("session cancel", session=str(one.id), channel=elsewhere)
    assert answer.text.startswith("This session is not here any more.")
    answer = await world.ken.slash("session cancel", session="nothing of that name")
    assert answer.text.startswith("I don't know which session you mean.")
    assert (await world.mio.slash("session pause", session=str(one.id))).text.startswith(
        "“Quiet Tuesday” rests"
    )


async def test_sessions_are_suggested_to_those_who_may_change_them_their_own_first(world: Village) -> None:
    one = await tuesdays(world)
    await sessions.plan(
        world.db, replace(one, id=78, host_id=world.mio.id, title="Morning"), int(world.clock.now())
    )

    async def names(who: Person, command: str, typed: str) -> list[str]:
        return (await who.autocomplete(f"session {command}", session=typed)).names

    assert await names(world.aoi, "edit", "") == []
    assert await names(world.ken, "edit", "") == ["Quiet Tuesday · every Tue 21:00, Tokyo time"]
    assert [name[:7] for name in await names(world.mio, "edit", "")] == ["Morning", "Quiet T"]
    assert len(await names(world.aoi, "export", "ＱＵＩＥＴ")) == 1
    dates = await world.ken.autocomplete("session skip", session=str(one.id), date="")
    assert len(dates.names) == 25
    assert "Tue" in dates.names[0]
    assert dates.choices[0]["value"] == (await coming(world, one)).occurrence.day.isoformat()
    assert (await world.ken.autocomplete("session skip", session="nonsense", date="")).names == []
    times = await world.ken.autocomplete("session move", session=str(one.id), when="Wed 9pm")
    assert "Tokyo time" in times.names[0]


# --- single dates


async def test_a_date_is_skipped_and_comes_back_with_whoever_was_coming(world: Village) -> None:
    one = await tuesdays(world)
    await says_yes(world, one, world.aoi)
    first = await coming(world, one)

    done = await world.ken.slash("session skip", session=str(one.id))
    assert "“Quiet Tuesday” does not take place on Tue" in done.text
    assert await ahead(world, one) == first.occurrence.starts_at + 7 * 86_400

    await world.restart()
    back = await world.ken.click(done, "Take that back")
    assert back.text.startswith("Taken back: “Quiet Tuesday” takes place as before.")
    now = await coming(world, one)
    assert (now.occurrence.starts_at, now.coming) == (first.occurrence.starts_at, first.coming)
    assert len(await days(world, one)) == 3
    again = await world.ken.click(
        world.forged(f"session.restore:{one.id}:{first.occurrence.day:%Y%m%d}"), "Press"
    )
    assert again.text.startswith("That has been taken back already.")


async def test_a_vacation_names_its_dates_and_ends_when_it_is_taken_back(world: Village) -> None:
    one = await tuesdays(world, host=world.aoi)
    usual = await days(world, one)
    first = (await coming(world, one)).occurrence.day

    done = await world.aoi.slash("session skip", session=str(one.id), until="in 3 weeks")
    assert "お休みにします。3回がお休みになります。" in done.text
    assert (await coming(world, one)).occurrence.day > first
    await world.aoi.click(done, "元に戻す")
    assert (await coming(world, one)).occurrence.day == first
    assert await days(world, one) == usual

    wrong = await world.aoi.slash("session skip", session=str(one.id), date="in 2 weeks", until="tomorrow")
    assert wrong.text.startswith("終わりの日が、始まりの日より前")


async def test_the_last_one_is_cancelled_and_not_skipped(world: Village) -> None:
    one = await tuesdays(world, plan=Plan(TOKYO, date(2030, 1, 1), 600, Repeats("once")))
    answer = await world.ken.slash("session skip", session=str(one.id))
    assert answer.text.startswith("Nothing would be left of it. End it with `/session cancel`")


async def test_a_date_is_moved_and_moved_back(world: Village) -> None:
    one = await tuesdays(world)
    usual = await ahead(world, one)

    done = await world.ken.slash("session move", session=str(one.id), when="Wed 20:00")
    assert "Tue" in done.text
    assert "→ Wed" in done.text
    assert await ahead(world, one) == usual + 23 * 3600
    await world.ken.click(done, "Take that back")
    assert await ahead(world, one) == usual

    often = await world.ken.slash("session move", session=str(one.id), when=WEEKLY)
    assert often.text.startswith("Only one date moves, to one time.")
    unread = await world.ken.slash("session move", session=str(one.id), when="later")
    assert unread.text.startswith("“later” is not a time I can read")


# --- the whole of it


async def test_cancelling_says_how_many_come_and_asks_which(world: Village) -> None:
    one = await tuesdays(world)
    for person in (world.aoi, world.mio):
        await says_yes(world, one, person)

    asked = await world.ken.slash("session cancel", session=str(one.id))
    assert asked.text.startswith("Cancel “Quiet Tuesday”? 2 other people are coming, or may come.")
    assert asked.buttons == ["Only the next one", "The whole series", "Leave it as it is"]
    first = await ahead(world, one)
    await world.ken.click(asked, "Only the next one")
    assert await ahead(world, one) == first + 7 * 86_400

    asked = await world.ken.slash("session cancel", session=str(one.id))
    assert "Nobody else has said that they are coming." in asked.text
    done = await world.ken.click(asked, "The whole series")
    assert done.text == "“Quiet Tuesday” is cancelled, and its card says so."
    assert await sessions.running(world.db, world.guild.id) == ()
    again = await world.ken.slash("session edit", session=str(one.id), title="Back")
    assert again.text.startswith("This session has ended.")


async def test_handing_over(world: Village) -> None:
    one = await tuesdays(world)
    bot = world.standin.world.users[world.application.id]
    for to, begins in (
        (bot, f"<@{bot.id}> is a bot"),
        (world.outsider("stranger"), "<@"),
        (world.ken, f"{world.ken.mention} is its host already."),
        (None, "You are its host. Choose who takes over."),
    ):
        answer = await world.ken.slash("session host", session=str(one.id), member=to)
        assert answer.text.startswith(begins)
    done = await world.ken.slash("session host", session=str(one.id), member=world.aoi)
    assert done.text == f"{world.aoi.mention} is the host of “Quiet Tuesday” now."
    assert done.message
    assert done.message.mentions == []
    assert (await world.ken.slash("session pause", session=str(one.id))).text.startswith("Only its host")

    there = await world.mio.slash("session host", session=str(one.id))
    assert there.text.startswith(f"{world.aoi.mention} is its host. To hand it over")
    await sessions.forget(world.db, world.aoi.id)
    taken = await world.mio.slash("session host", session=str(one.id))
    assert f"{world.mio.mention} is the host of" in taken.text


async def test_resting_and_going_on_elsewhere(world: Village) -> None:
    one = await tuesdays(world)
    room = world.standin.world.add_channel(world.guild, "quiet-room")
    await world.settled()
    assert (await world.ken.slash("session resume", session=str(one.id))).text.startswith(
        "It is not resting."
    )

    done = await world.ken.slash("session pause", session=str(one.id))
    assert await sessions.next_of(world.db, world.guild.id, one.id) is None
    assert (await world.ken.slash("session pause", session=str(one.id))).text.startswith("It rests already.")
    assert "(resting)" in (await world.ken.autocomplete("session resume", session="")).names[0]
    assert (await world.ken.click(done, "Take that back")).text.startswith("Taken back:")
    assert await ahead(world, one)

    await world.ken.slash("session pause", session=str(one.id))
    back = await world.ken.slash("session resume", session=str(one.id), channel_=room)
    assert back.text.startswith(f"“Quiet Tuesday” goes on, with its card in <#{room.id}>.")
    await world.settled()
    assert "Quiet Tuesday" in str(world.posts(room)[-1].components)


# --- a calendar


async def test_sessions_are_taken_into_a_calendar(world: Village) -> None:
    none = await world.aoi.slash("session export")
    assert none.text.startswith("カレンダーに入れられる予定はありません。")
    one = await tuesdays(world)

    every = await world.aoi.slash("session export")
    assert every.private
    assert every.message
    assert [each.filename for each in every.message.attachments] == ["sessions.ics"]
    assert (await world.aoi.slash("session export", mine=True)).text.startswith("あなたが開く会も")
    await says_yes(world, one, world.aoi)
    mine = await world.aoi.slash("session export", mine=True)
    assert mine.text.startswith("1件の勉強会が入った")
    assert (await world.ken.slash("session export", mine=True)).text.startswith(
        "Here is a calendar file with one"
    )
    await world.ken.slash("session pause", session=str(one.id))
    assert (await world.ken.slash("session export")).text.startswith("Nothing is planned")
