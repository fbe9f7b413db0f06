"""Choosing when to be asked, resting and stopping, as members meet it in both languages."""

import pytest

from bot.features import checkins, settings
from bot.sandbox.answers import Answer
from bot.texts import Language, text
from tests.checking_in import NEW_YORK, TOKYO, Speaker, go_to, instant, lives_in, on_screen, room, speaker
from tests.village import IN_EITHER_LANGUAGE, Village

MONDAY = (2027, 4, 26)  # of a week with a public holiday in Japan on its Thursday


@pytest.mark.parametrize("language", IN_EITHER_LANGUAGE)
async def test_whoever_begins_sees_what_will_come_and_it_comes(world: Village, language: Language) -> None:
    # The server speaks the other language: what is posted is in its own, what is private in the reader's.
    spoken: Language = "en" if language == "ja" else "ja"
    channel = await room(world, TOKYO, spoken)
    me = speaker(world, language)
    await go_to(world, TOKYO, *MONDAY, 8, 0)
    shown = {"mention": me.person.mention, "dm": "", "quiet": ""}
    begun = {
        way: await me.slash("checkin start", time="8:50", how=way, days=me.says("checkin-days-usual"))
        for way in ("quiet", "dm", "mention")
    }
    at = str(instant(TOKYO, *MONDAY, 9, 0))
    for way, answer in begun.items():
        assert answer.text.startswith(me.says("checkin-started"))
        assert me.says("checkin-rounded") in answer.text
        assert ("9:00（東京）" if language == "ja" else "9:00 (Tokyo)") in answer.text
        assert me.says("checkin-next", at=at, way=way) in answer.text
        assert me.says("checkin-preview") in answer.text
        assert f"> {text(spoken, 'checkin-prompt')}" in answer.text
        assert (me.person.mention in answer.text) == bool(shown[way])
        assert me.says("checkin-zone-unchosen", command="") not in answer.text
    # Earlier choices cannot be taken back any more, the last one can.
    assert me.says("checkin-changed-meanwhile") in (await me.press(begun["dm"], "checkin-undo")).text
    await go_to(world, TOKYO, *MONDAY, 9, 0)
    [post] = world.posts(channel)
    assert post.mentions == [me.id]
    for line in on_screen(post).splitlines()[:3]:
        assert line.removeprefix("> ") in begun["mention"].text, "as it was shown"
    form = await me.press_public(post, "checkin-answer", spoken)
    assert form.modal
    assert form.modal.title == me.says("checkin-form-title")


@pytest.mark.parametrize("language", IN_EITHER_LANGUAGE)
async def test_the_welcome_s_button_asks_what_is_needed_and_keeps_what_was_refused(
    world: Village, language: Language
) -> None:
    me, db = speaker(world, language), world.db
    await settings.change_member(db, me.id, None, "quiet_hours", (22 * 60, 7 * 60), at=0)
    press = world.forged("checkin.begin")
    typed = {"time": "6:00", "days": me.says("checkin-days-usual"), "way": "dm"}
    refused = await me.person.submit(await me.person.click(press, "Press"), typed)
    assert me.says("checkin-time-is-quiet") in refused.text
    await world.restart()
    form = await me.person.click(refused, "Fix it" if language == "en" else "直す")
    assert form.modal
    assert form.modal.prefilled() == typed | {"way": ["dm"]}
    # Nobody has chosen a channel: only direct messages are possible.
    nowhere = await me.person.submit(form, time="7:30pm", way="mention")
    assert me.says("checkin-no-channel") in nowhere.text
    form = await me.person.click(press, "Press")
    begun = await me.person.submit(form, time="7:30pm", way="dm")
    assert "19:30" in begun.text
    assert me.says("checkin-zone-unchosen", command="").split("UTC", maxsplit=1)[0] in begun.text
    # Their zone is chosen later: the hour moves along.
    await lives_in(world, me.person, NEW_YORK)
    await go_to(world, NEW_YORK, *MONDAY, 19, 29)
    assert world.posts(me.person.dm_with(world.application)) == []
    await go_to(world, NEW_YORK, *MONDAY, 19, 30)
    [asked] = world.posts(me.person.dm_with(world.application))
    assert asked.content.startswith(text("en", "checkin-prompt")), "the server's, while they have chosen none"
    await settings.change_member(db, me.id, None, "language", "ja", at=0)
    world.later(hours=24)
    await world.settled()
    assert world.posts(me.person.dm_with(world.application))[-1].content.startswith(
        text("ja", "checkin-prompt")
    )


@pytest.mark.parametrize("language", IN_EITHER_LANGUAGE)
async def test_pauses_rest_and_a_stop_say_what_holds_and_are_taken_back(
    world: Village, language: Language
) -> None:
    channel, me = await room(world, TOKYO, language), speaker(world, language)
    asked = lambda: len(world.posts(channel))  # noqa: E731 - said often
    ja = language == "ja"
    every, friday, on_28th = ("毎日", "金", "4/28") if ja else ("every day", "Fri", "Apr 28")
    await go_to(world, TOKYO, *MONDAY, 8, 0)
    early = ("pause", {"until": on_28th}), ("stop", {}), ("rest", {"days": every}), ("evening", {})
    for name, options in early:
        assert me.says("checkin-none") in (await me.slash(f"checkin {name}", **options)).text
    await me.slash("checkin start", time="9:00", how="mention", days=every)

    over = await me.slash("checkin pause", until="昨日" if ja else "yesterday")
    assert me.says("checkin-pause-over") in over.text
    paused = await me.slash("checkin pause", until=on_28th)
    assert me.says("checkin-paused") in paused.text
    assert str(instant(TOKYO, 2027, 4, 28, 9, 0)) in paused.text
    await go_to(world, TOKYO, 2027, 4, 27, 10, 0)
    assert asked() == 0
    seen = await me.slash("checkin history")
    assert str(instant(TOKYO, 2027, 4, 28, 9, 0)) in seen.text
    seen = await me.press(seen, "checkin-resume")
    await world.settled()
    assert me.says("checkin-resume") not in seen.buttons
    await go_to(world, TOKYO, 2027, 4, 28, 9, 0)
    assert asked() == 1

    # Thursday is a public holiday, Friday their own day of rest.
    rested = await me.slash("checkin rest", holidays=True)
    assert me.says("checkin-resting-holidays") in rested.text
    rested = await me.slash("checkin rest", days=friday)
    assert me.says("checkin-resting") in rested.text
    assert str(instant(TOKYO, 2027, 5, 1, 9, 0)) in rested.text
    await go_to(world, TOKYO, 2027, 4, 30, 10, 0)
    assert asked() == 1
    always = await me.slash("checkin rest", days=every)
    assert me.says("checkin-rests-always") in always.text
    back = await me.press(rested, "checkin-undo")
    assert me.says("checkin-every-day") in back.text
    asking = await me.slash("checkin rest", holidays=False)
    assert me.says("checkin-asking-holidays") in asking.text
    assert me.says("checkin-rest-what") in (await me.slash("checkin rest")).text

    stopped = await me.slash("checkin stop")
    assert me.says("checkin-stopped") in stopped.text
    assert me.says("checkin-now-none") in (await me.slash("checkin history")).text
    await go_to(world, TOKYO, 2027, 5, 1, 10, 0)
    assert asked() == 1
    back = await me.press(stopped, "checkin-undo")
    assert me.says("checkin-undone") in back.text
    await go_to(world, TOKYO, 2027, 5, 2, 9, 0)
    assert asked() == 2
    # Quiet hours that came to lie over the hour: nothing is asked, and one is told where one looks.
    await settings.change_member(world.db, me.id, None, "quiet_hours", (8 * 60, 10 * 60), at=0)
    assert me.says("checkin-next-none") in (await me.slash("checkin history")).text


def pictures(shown: Answer) -> list[tuple[str, str]]:
    assert shown.message
    return [(one.filename, one.description or "") for one in shown.message.attachments]


def comma(me: Speaker, *days: int) -> str:
    return me.says("checkin-month-comma").join(str(day) for day in days)


@pytest.mark.parametrize("language", IN_EITHER_LANGUAGE)
async def test_now_and_history_belong_to_whoever_uses_them(world: Village, language: Language) -> None:
    await room(world, TOKYO, "en")
    me, db = speaker(world, language), world.db
    await go_to(world, TOKYO, *MONDAY, 12, 0)
    assert me.says("checkin-history-empty") in (await me.slash("checkin history")).text
    for n in range(10):
        form = await me.slash("checkin now")
        kept = await me.person.submit(form, words=f"*leaf* {n}", answer="tea" * n, energy=str(n % 5 + 1))
        assert me.says("checkin-saved") in kept.text
        assert me.says("checkin-saved-private") in kept.text
        world.later(hours=24)
        await world.settled()
    seen = await me.slash("checkin history")
    assert "\\*leaf\\* 9" in seen.text
    assert "> teatea" in seen.text
    assert me.says("checkin-days", count=5) in seen.text, "May has begun"
    assert "\\*leaf\\* 2" not in seen.text
    months = pictures(seen)
    older = await me.press(seen, "checkin-history-older")
    await world.settled()
    assert "\\*leaf\\* 2" in older.text
    assert older.buttons == [me.says("checkin-history-newest")]
    months += pictures(older)
    newest = await me.press(older, "checkin-history-newest")
    await world.settled()
    months += pictures(newest)
    april, may = (
        me.says(
            "checkin-month-alt", title=me.says("checkin-month-title", year="2027", month=month), days=days
        )
        for month, days in ((4, comma(me, 26, 27, 28, 29, 30)), (5, comma(me, 1, 2, 3, 4, 5)))
    )
    assert months == [("month.png", may), ("month.png", april), ("month.png", may)]
    assert "\\*leaf\\* 9" in newest.text
    # Said again on the same day, it takes the other's place, and the form begins with it.
    [last] = await checkins.history(db, world.guild.id, me.id, limit=1)
    assert last.words == "*leaf* 9"
    await me.person.submit(await me.slash("checkin now"), words="bark")
    form = await me.slash("checkin now")
    assert form.modal
    assert form.modal.prefilled()["words"] == "bark"
    again = await me.person.submit(form, words="root")
    assert me.says("checkin-saved-again") in again.text
