"""What was refused is kept, and offered again to whoever typed it."""

import pytest

from bot.features import drafts, giving
from bot.sandbox.people import NotPossible
from tests.village import Village


async def test_what_was_refused_can_be_mended_after_a_restart(world: Village) -> None:
    refused = await world.ken.slash("thanks", to=world.ken, for_="reading my draft", kind="review")
    await world.restart()

    form = await world.ken.click(refused, "Fix it")
    assert form.modal
    assert form.modal.prefilled() == {
        "to": [str(world.ken.id)],
        "note": "reading my draft",
        "kind": ["review"],
    }
    answer = await world.ken.submit(form, to=[world.aoi])

    assert answer.message
    assert answer.message.mentions == [world.aoi.id]
    assert answer.text.startswith(
        f"{world.ken.mention} thanks {world.aoi.mention} for a review\n> reading my draft"
    )


async def test_the_offer_speaks_the_persons_language(world: Village) -> None:
    refused = await world.aoi.slash("ありがとう", to=world.aoi, for_="下書き")

    form = await world.aoi.click(refused, "直す")

    assert form.modal
    assert form.modal.title == "お礼を伝える"


async def test_only_its_author_is_offered_what_was_refused(world: Village) -> None:
    refused = await world.ken.slash("thanks", to=world.ken, for_="between the two of us")
    assert refused.message
    with pytest.raises(NotPossible):  # Discord shows it to nobody else …
        await world.mio.click(refused, "Fix it")

    # … and whoever forges the button gets nothing.
    forged = await world.mio.click(world.forged(f"draft.fix:{refused.interaction.id}"), "Press")

    assert forged.modal is None
    assert forged.private
    assert forged.text.startswith("What you wrote is no longer kept")


async def test_a_draft_is_offered_for_a_day(world: Village) -> None:
    refused = await world.ken.slash("thanks", to=world.ken, for_="reading my draft")
    world.later(hours=23.9)
    assert (await world.ken.click(refused, "Fix it")).modal

    world.later(hours=0.2)
    gone = await world.ken.click(refused, "Fix it")

    assert gone.modal is None
    assert gone.private
    assert gone.text.startswith("What you wrote is no longer kept")


async def test_expired_drafts_leave_the_database_by_themselves(world: Village) -> None:
    await world.ken.slash("thanks", to=world.ken, for_="an old one")
    world.later(hours=25)
    await world.settled()

    assert await drafts.export(world.db, world.ken.id) == {"drafts": []}


async def test_a_mended_thanks_that_is_refused_again_is_kept_again(world: Village) -> None:
    refused = await world.ken.slash("thanks", to=world.ken, for_="first try")
    form = await world.ken.click(refused, "Fix it")

    again = await world.ken.submit(form, note="second try")

    assert again.private
    form = await world.ken.click(again, "Fix it")
    assert form.modal
    assert form.modal.prefilled()["note"] == "second try"


async def test_an_over_long_note_fits_into_the_form_to_be_shortened(world: Village) -> None:
    note = "よい" * 1000
    refused = await world.ken.slash("thanks", to=world.aoi, for_=note)
    form = await world.ken.click(refused, "Fix it")

    assert form.modal
    assert form.modal.prefilled()["note"] == note
    await world.ken.submit(form, note=note[:300])

    assert world.posts()[-1].content.endswith(f"> {note[:300]}")


async def test_the_message_it_is_about_survives_a_refusal(world: Village) -> None:
    said = world.aoi.say("use `git bisect`")
    form = await world.ken.message_command("Thank for this message", said)
    refused = await world.ken.submit(form, note="\u200b\u200b")
    form = await world.ken.click(refused, "Fix it")
    await world.ken.submit(form, note="that helped")
    await world.settled()

    [give] = await world.ledger()
    assert give.about == giving.MessageAt(world.channel.id, said.id)


async def test_a_person_who_left_meanwhile_stands_in_the_form_and_is_refused_kindly(world: Village) -> None:
    refused = await world.ken.slash("thanks", to=world.aoi, to2=world.ken, for_="cooking")
    world.aoi.leave(world.guild)
    form = await world.ken.click(refused, "Fix it")
    answer = await world.ken.submit(form, to=[world.aoi])

    assert answer.private
    assert answer.text.startswith(f"{world.aoi.mention} isn't in this server right now")
    assert world.posts() == []
