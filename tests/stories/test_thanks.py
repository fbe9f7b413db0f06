"""Saying thanks, as people live it."""

from bot.sandbox.state import MessageFlag
from tests.village import Village


async def test_a_thanks_stands_in_public_and_pings_only_the_thanked(world: Village) -> None:
    answer = await world.aoi.slash("thanks", to=world.ken, for_="the invoice template", kind="resource")

    post = world.ken.last()
    assert post is answer.message
    assert post.content == (
        f"{world.aoi.mention} thanks {world.ken.mention} for sharing something useful\n> the invoice template"
    )
    assert post.mentions == [world.ken.id]
    assert not post.mention_everyone


async def test_a_refusal_is_seen_by_its_receiver_only_and_in_their_language(world: Village) -> None:
    answer = await world.aoi.slash("thanks", to=world.aoi, for_="myself")

    assert answer.text.startswith("自分へのお礼は受け取れません。")
    assert answer.message.flags & MessageFlag.EPHEMERAL
    assert world.ken.sees() == []


async def test_what_was_refused_is_offered_again_and_can_be_mended_after_a_restart(world: Village) -> None:
    refused = await world.ken.slash("thanks", to=world.ken, for_="reading my draft")
    await world.restart()

    form = await world.ken.click(refused, "Fix it")
    assert form.modal.prefilled()["note"] == "reading my draft"
    answer = await world.ken.submit(form.modal, to=[world.aoi], note="reading my draft")

    assert answer.message.mentions == [world.aoi.id]
