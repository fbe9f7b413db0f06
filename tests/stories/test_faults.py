"""What becomes of a thanks when Discord, the network or the database fails around it."""

import re

import pytest
from sqlalchemy import text

from bot.sandbox.people import Answer
from bot.sandbox.state import Event
from tests.listening import Lines
from tests.village import Village

pytestmark = pytest.mark.long

CALLBACK = "/interactions/*/callback"


async def said_once(world: Village, note: str = "the review") -> None:
    """Recorded once, posted once, and known to be posted."""
    await world.settled()
    [give] = await world.ledger()
    [post] = world.posts()
    assert give.note == note
    assert give.post is not None
    assert give.post.message_id == post.id
    assert post.content.endswith(f"> {note}")


async def thank(world: Village, note: str = "the review") -> Answer:
    return await world.ken.slash("thanks", to=world.aoi, for_=note)


@pytest.mark.parametrize("times", [1, 3])
async def test_an_answer_whose_receipt_is_lost_is_given_once(world: Village, times: int) -> None:
    # The first is done, then the connection is reset; what comes after hears 40060, or is lost as well.
    world.standin.faults.reset_after_applying(method="POST", path=CALLBACK, times=times)

    answer = await thank(world)

    assert answer.message
    await said_once(world)


async def test_an_answer_that_is_lost_on_its_way_is_given_again(world: Village) -> None:
    world.standin.faults.reset_before_applying(method="POST", path=CALLBACK, times=2)
    assert (await thank(world)).message
    await said_once(world)


@pytest.mark.parametrize(("status", "times"), [(503, 1), (500, 2), (502, 1), (429, 1)])
async def test_an_answer_gets_through_an_error_of_discords(world: Village, status: int, times: int) -> None:
    fault = world.standin.faults.answer(
        status, times=times, method="POST", path=CALLBACK, retry_after=0.3, via=True
    )
    answer = await thank(world)

    assert fault.struck == times
    assert not answer.failed
    await said_once(world)


async def test_a_limit_that_is_not_said_to_be_discords_is_waited_for_while_it_is_short(
    world: Village, lines: Lines
) -> None:
    world.standin.faults.answer(429, times=1, method="POST", path=CALLBACK, retry_after=1.0, via=False)
    assert not (await thank(world)).failed
    await said_once(world)

    world.standin.faults.answer(429, times=1, method="POST", path=CALLBACK, retry_after=60.0, via=False)
    told = await world.aoi.slash("balance")
    await world.settled()
    assert "うまくいきませんでした" in told.text
    assert len(lines.of("Discord was not reached")) == 1
    assert lines.of("traceback=") == []


async def test_further_private_words_follow_although_the_receipt_of_the_first_answer_was_lost(
    world: Village,
) -> None:
    await world.aoi.slash("thanks", to=world.ken, for_="the review")
    world.standin.faults.reset_after_applying(method="POST", path=CALLBACK, times=1)

    answer = await thank(world, "thank you too")
    await world.settled()

    assert [told.content.split("\n")[0] for told in answer.follow_ups] == [
        f"Your thanks has reached {world.aoi.mention}."
    ]


async def test_a_press_whose_receipt_is_lost_is_answered_once(world: Village) -> None:
    said = await thank(world)
    world.standin.faults.reset_after_applying(method="POST", path=CALLBACK, times=1)

    answer = await world.ken.click(said, "Undo")
    await world.settled()

    assert world.posts()[0].content.endswith("took this thanks back.")
    assert [told.content.split(".")[0] for told in answer.follow_ups] == ["Taken back"]


async def test_a_form_whose_receipt_is_lost_is_open_all_the_same(world: Village) -> None:
    world.standin.faults.reset_after_applying(method="POST", path=CALLBACK, times=1)
    form = await world.ken.user_command("Say thanks", world.aoi)
    await world.ken.submit(form, note="the review")
    await said_once(world)


async def test_an_answer_that_comes_too_late_can_be_repeated_and_is_posted_then(world: Village) -> None:
    world.standin.interactions.deadline = 0.2
    world.standin.faults.latency(0.4, method="POST", path=CALLBACK, times=1)
    answer = await thank(world)
    assert answer.failed
    await world.settled()
    assert len(await world.ledger()) == 1
    assert world.posts() == []
    world.standin.interactions.deadline = 3.0

    # Said a little differently, for nobody has seen the first.
    await thank(world, "the long review")

    await said_once(world, "the long review")


async def test_a_thanks_that_never_got_out_is_posted_when_it_is_repeated_after_a_restart(
    world: Village,
) -> None:
    world.standin.interactions.deadline = 0.3
    fault = world.standin.faults.reset_before_applying(method="POST", path=CALLBACK)
    assert (await thank(world)).failed
    fault.cancel()
    await world.settled()
    await world.restart()
    assert [give.post for give in await world.ledger()] == [None]
    world.standin.interactions.deadline = 3.0

    await thank(world)

    await said_once(world)


async def test_a_post_that_nobody_heard_of_is_found_by_its_button_and_never_posted_twice(
    world: Village,
) -> None:
    # It was done, but neither the receipt nor anything asked about it came through.
    world.standin.faults.reset_after_applying(method="POST", path=CALLBACK)
    world.standin.faults.reset_before_applying(path="/webhooks/*")
    answer = await thank(world)
    await world.settled()
    world.standin.faults.clear()
    assert [give.post for give in await world.ledger()] == [None]

    # While it cannot be looked for, it is not posted again either.
    blind = world.standin.faults.reset_before_applying(method="GET", path="/channels/*/messages")
    refused = await thank(world)
    assert refused.private
    assert refused.text.startswith("That didn't work. What you wrote is kept.")
    assert len(world.posts()) == 1
    blind.cancel()

    again = await thank(world, "the long review")
    assert again.private
    link = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}/{world.posts()[0].id}"
    assert again.text == f"Your thanks is already there: {link}"
    assert answer.message is world.posts()[0]
    await said_once(world, "the long review")


@pytest.mark.parametrize("seen", [True, False])
async def test_other_words_an_hour_later_are_a_new_thanks_only_if_the_first_stands_there(
    world: Village, seen: bool
) -> None:
    lose = world.standin.faults.reset_after_applying if seen else world.standin.faults.reset_before_applying
    if not seen:
        world.standin.interactions.deadline = 0.3
    lose(method="POST", path=CALLBACK)
    world.standin.faults.reset_before_applying(path="/webhooks/*")
    await thank(world)
    await world.settled()
    world.standin.faults.clear()
    world.standin.interactions.deadline = 3.0
    await world.restart()
    world.later(hours=1)

    await thank(world, "the introduction")
    await world.settled()

    notes = [give.note for give in await world.ledger()]
    assert notes == (["the introduction", "the review"] if seen else ["the introduction"])
    assert len(world.posts()) == len(notes)


async def test_an_event_that_is_delivered_twice_counts_once(world: Village) -> None:
    twice = repeat_interactions(world)
    answer = await thank(world)
    await said_once(world)
    assert answer.follow_ups == []

    await world.ken.click(answer, "Undo")
    await world.settled()
    assert world.posts()[0].content.endswith("took this thanks back.")
    assert [give.state for give in await world.ledger()] == ["undone"]

    refused = await world.ken.slash("thanks", to=world.ken, for_="x")
    form = await world.ken.click(refused, "Fix it")
    assert form.modal
    assert refused.follow_ups == []
    assert twice == ["INTERACTION_CREATE"] * 4


def repeat_interactions(world: Village) -> list[str]:
    """From now on the gateway delivers every interaction twice."""
    repeated: list[str] = []

    def again(event: Event) -> None:
        if event.name == "INTERACTION_CREATE":
            repeated.append(event.name)
            world.standin.gateway.tell(event)

    world.standin.world.listeners.append(again)
    return repeated


@pytest.mark.parametrize("how", ["dropped", "told to reconnect", "invalid, resumable"])
async def test_a_press_while_nobody_listened_is_heard_when_the_session_is_resumed(
    world: Village, how: str
) -> None:
    said = await thank(world)
    await world.settled()
    back = world.connected_again()
    gateway = world.standin.gateway
    if how == "dropped":
        gateway.drop()
    elif how == "told to reconnect":
        gateway.reconnect_all()
    else:
        gateway.invalidate(resumable=True)

    pressed = await world.ken.click(said, "Undo")
    await back
    await world.settled()

    assert not pressed.failed
    assert world.posts()[0].content.endswith("took this thanks back.")
    assert [give.state for give in await world.ledger()] == ["undone"]


async def test_a_mistake_of_ours_shows_a_reference_that_stands_in_the_log_and_nothing_else(
    world: Village, caplog: pytest.LogCaptureFixture
) -> None:
    async with world.db.write() as tx:
        await tx.execute(
            text("CREATE TRIGGER broken BEFORE INSERT ON gives BEGIN SELECT RAISE(ABORT, 'broken'); END")
        )
    english = await thank(world, "a private matter")
    japanese = await world.aoi.slash("thanks", to=world.ken, for_="内緒の話")

    assert english.private
    assert japanese.private
    shown = re.fullmatch(
        r"That didn't work\. What you wrote is kept\.\n"
        r"If it keeps happening, show a moderator this reference: `([0-9a-f]{6})`",
        english.message.content if english.message else "",
    )
    other = re.fullmatch(
        r"うまくいきませんでした。入力はそのまま残してあります。\n"
        r"続くようでしたら、この番号をモデレーターに見せてください：`([0-9a-f]{6})`",
        japanese.message.content if japanese.message else "",
    )
    assert shown
    assert other
    logged = [vars(record)["reference"] for record in caplog.records if record.levelname == "ERROR"]
    assert logged == [shown[1], other[1]]
    # What a member wrote stands in no log, not even in an error's.
    assert "broken" in caplog.text
    assert "private matter" not in caplog.text
    assert "内緒" not in caplog.text
    world.complaints.records.clear()


async def test_a_mistake_of_ours_without_anything_typed_says_when_to_try_again(world: Village) -> None:
    await break_table(world, "gives")

    answer = await world.aoi.slash("balance")

    assert answer.private
    assert answer.text.startswith("うまくいきませんでした。あなたのせいではありません。少し待ってから")
    world.complaints.records.clear()


async def test_what_was_typed_is_offered_again_after_a_mistake_of_ours(world: Village) -> None:
    await break_table(world, "gives")
    answer = await thank(world)
    await mend_table(world, "gives")

    form = await world.ken.click(answer, "Fix it")
    await world.ken.submit(form)

    await said_once(world)
    world.complaints.records.clear()


async def test_a_draft_that_cannot_be_kept_is_handed_back_quoted(world: Village) -> None:
    await break_table(world, "drafts")

    refused = await world.ken.slash("thanks", to=world.ken, for_="line one @everyone\n**two**")

    assert refused.private
    assert refused.buttons == []
    assert refused.message
    assert refused.message.content.startswith("Thanks to yourself can't be recorded.")
    assert refused.message.content.endswith("\n> line one @\u200beveryone\n> \\*\\*two\\*\\*")
    world.complaints.records.clear()


async def test_a_long_draft_that_cannot_be_kept_is_handed_back_as_a_file(world: Village) -> None:
    await break_table(world, "drafts")
    note = "**あいうえお**" * 300

    refused = await world.aoi.slash("thanks", to=world.ken, for_=note)

    assert refused.private
    assert refused.message
    [file] = refused.message.attachments
    assert world.standin.world.files[file.id].decode() == note
    world.complaints.records.clear()


async def test_nothing_is_said_to_be_kept_that_is_not(world: Village) -> None:
    await break_table(world, "drafts")
    await break_table(world, "gives")

    answer = await thank(world)

    assert answer.message
    assert "kept" not in answer.message.content
    assert answer.message.content.endswith("\n> the review")
    world.complaints.records.clear()


async def test_suggestions_that_fail_are_none_and_the_bot_goes_on(world: Village) -> None:
    world.standin.interactions.deadline = 0.3
    await break_table(world, "gives")
    offered = await world.mio.autocomplete("ledger withdraw", thanks="x")
    assert offered.choices == []
    await mend_table(world, "gives")
    world.standin.interactions.deadline = 3.0
    await thank(world)
    await said_once(world)
    world.complaints.records.clear()


async def test_suggestions_that_come_too_late_are_one_line(world: Village, lines: Lines) -> None:
    world.standin.interactions.deadline = 0.1
    world.standin.faults.latency(0.2, method="POST", path=CALLBACK, times=1)
    assert (await world.mio.autocomplete("ledger withdraw", thanks="x")).failed
    await world.settled()

    [line] = lines.of("Ignoring exception in autocomplete")
    assert "Unknown interaction" in line
    assert "traceback=" not in line
    world.complaints.records.clear()


async def break_table(world: Village, name: str) -> None:
    async with world.db.write() as tx:
        await tx.execute(text(f"ALTER TABLE {name} RENAME TO {name}_elsewhere"))


async def mend_table(world: Village, name: str) -> None:
    async with world.db.write() as tx:
        await tx.execute(text(f"ALTER TABLE {name}_elsewhere RENAME TO {name}"))


async def test_a_refusal_that_cannot_be_told_breaks_nothing(world: Village) -> None:
    world.standin.interactions.deadline = 0.2
    world.standin.faults.answer(403, method="POST", path=CALLBACK, times=1)
    assert (await world.ken.slash("thanks", to=world.ken, for_="x")).failed
    world.standin.interactions.deadline = 3.0

    await thank(world)
    await said_once(world)
