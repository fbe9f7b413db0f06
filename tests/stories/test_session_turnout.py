"""How many came, in `/session health`: nothing in the picture that the words beside it do not say."""

from datetime import UTC, datetime

from bot.features import sessions
from bot.features.sessions import Place, Turnout
from bot.pictures import Occurrence
from bot.sandbox.people import Answer
from bot.sandbox.state import ChannelType
from bot.ui import packed
from cogs.sessions.turnout import SHOWN, alt, lines, subject
from tests.gathering import DAY, NOON, a_series, said_in
from tests.studying import Study
from tests.village import Village


def pictures(shown: Answer) -> list[tuple[str, str]]:
    assert shown.message
    return [(one.filename, one.description or "") for one in shown.message.attachments]


def test_the_picture_holds_numbers_alone_and_the_words_hold_them_too() -> None:
    found = [
        Turnout(a_series(NOON, title="*Quiet* hour"), NOON - 2 * DAY, 3, 4),
        Turnout(a_series(NOON, title="", kind="quiet"), NOON - DAY, 0, 1),
    ]
    drawn = subject("en", found, "Asia/Tokyo")
    assert drawn.occurrences == [Occurrence("11/16", 3, 4), Occurrence("11/17", 0, 1)]
    assert drawn.people == ()
    assert lines("en", found)[:2] == [
        f"<t:{NOON - 2 * DAY}:d> \\*Quiet\\* hour: 3 came, 4 had said they would",
        f"<t:{NOON - DAY}:d> Quiet work: a quiet one, 1 had said they would",
    ]
    assert alt("ja", found, "Asia/Tokyo").split("\n") == [
        "11/16 *Quiet* hour：来た人3、参加の返事4",
        "11/17 もくもく会：静かな会、参加の返事1",
    ]
    most = [Turnout(a_series(NOON, title="長" * 80), NOON, 1000, 1000)] * SHOWN
    assert len(alt("en", most, "UTC")) <= 1024


async def test_moderators_see_how_many_the_recap_names_and_nobody_else_does(world: Village) -> None:
    room = world.standin.world.add_channel(world.guild, "desk", ChannelType.VOICE)
    study = await Study.planned(world, place=Place(room.id))
    await study.comes(world.aoi, world.ken)
    assert "Nothing has been held yet." in said_in(await world.mio.slash("session health"))

    # Hana says that she is there; of the two in the voice channel Aoi agreed to be shown, and Ken did not.
    await study.agrees(world.aoi, "boards")
    start = await study.start()
    await world.hana.click(start, "I'm here")
    for person in (world.aoi, world.ken):
        person.join_voice(room)
    await study.end()
    await study.recap()
    shown = await world.mio.slash("session health")
    assert shown.private
    day = datetime.fromtimestamp(study.there.starts_at, UTC)
    counts = "Quiet hour: 2 came, 2 had said they would"
    assert f"<t:{study.there.starts_at}:d> {counts}" in said_in(shown)
    assert pictures(shown) == [("attendance.png", f"{day.month}/{day.day} {counts}")]
    again = await world.mio.click(shown, "Look again")
    await world.settled()
    assert len(pictures(again)) == 1

    for who in (world.ken, world.mio):
        forged = world.forged(f"session.health:{packed(who.id)}")
        refused = await world.ken.click(forged, "Press")
        assert refused.private
        assert pictures(refused) == []
        assert "came" not in refused.text

    # Without pictures every number is there all the same.
    await world.restart()  # a picture that was drawn is remembered
    await world.app.pictures.stop()
    plain = await world.mio.slash("session health")
    assert counts in said_in(plain)
    assert pictures(plain) == []

    # Somebody who takes their yes back is no longer counted.
    await study.agrees(world.aoi, "boards", yes=False)
    now = int(world.clock.now())
    [one] = await sessions.turnouts(world.db, world.guild.id, now, SHOWN)
    assert (one.came, one.planned) == (1, 2)
    assert await sessions.turnouts(world.db, world.guild.id + 1, now, SHOWN) == ()
