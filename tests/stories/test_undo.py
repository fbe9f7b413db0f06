"""Taking a thanks back."""

import asyncio

from tests.village import Village


async def test_its_author_takes_a_thanks_back_and_the_post_says_so(world: Village) -> None:
    said = await world.aoi.slash("thanks", to=world.ken, for_="the invoice template")
    world.later(minutes=4.9)

    answer = await world.aoi.click(said, "Undo")
    await world.settled()

    [post] = world.posts()
    assert post.content == f"{world.aoi.mention} took this thanks back."
    assert post.components == []
    assert post.mentions == []
    [told] = answer.follow_ups
    assert told.visible_to == world.aoi.id
    assert told.content == "取り消しました。すぐに言い直せます（どちらも今日の回数に入ります）。"
    assert [give.state for give in await world.ledger()] == ["undone"]


async def test_the_pair_is_free_again_at_once(world: Village) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, for_="the invioce template")
    await world.ken.click(said, "Undo")

    await world.ken.slash("thanks", to=world.aoi, for_="the invoice template")
    await world.settled()

    assert [give.state for give in await world.ledger()] == ["counted", "undone"]


async def test_what_answered_an_undone_thanks_counts(world: Village) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, for_="oh, wrong person")
    await world.aoi.slash("thanks", to=world.ken, for_="レビュー")
    await world.ken.click(said, "Undo")
    await world.settled()

    assert [give.state for give in await world.ledger()] == ["counted", "undone"]


async def test_nobody_else_takes_it_back(world: Village) -> None:
    said = await world.aoi.slash("thanks", to=world.ken, for_="the invoice template")
    for person in (world.ken, world.mio):  # not the thanked, not a moderator
        answer = await person.click(said, "Undo")
        assert answer.private
        assert answer.text.startswith("Only the person who said it can take it back.")
    await world.settled()

    assert world.posts()[0].content.endswith("> the invoice template")
    assert [give.state for give in await world.ledger()] == ["counted"]


async def test_after_five_minutes_it_is_refused_and_the_button_goes(world: Village) -> None:
    said = await world.aoi.slash("thanks", to=world.ken, for_="the invoice template")
    world.later(minutes=5, hours=0.01)

    answer = await world.aoi.click(said, "Undo")
    await world.settled()

    [post] = world.posts()
    assert post.components == []
    assert post.content.endswith("> the invoice template")
    [told] = answer.follow_ups
    assert told.visible_to == world.aoi.id
    assert told.content.startswith("取り消せるのは5分間です。")
    assert [give.state for give in await world.ledger()] == ["counted"]


async def test_somebody_elses_late_press_leaves_the_button(world: Village) -> None:
    said = await world.aoi.slash("thanks", to=world.ken, for_="the invoice template")
    await world.settled()
    # Its five minutes are over, and taking the button away is under way: that is not for the press to do.
    taken_away = asyncio.Event()
    world.standin.faults.hook("received", "PATCH *", lambda _: taken_away.wait())
    world.later(minutes=6)

    answer = await world.ken.click(said, "Undo")

    assert answer.text.startswith("Only the person who said it")
    assert world.posts()[0].components
    taken_away.set()
    await world.settled()
    assert world.posts()[0].components == []


async def test_pressed_twice_it_is_taken_back_once(world: Village) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, for_="the invoice template")
    interaction = said.interaction.id
    await world.ken.click(said, "Undo")

    again = await world.ken.click(world.forged(f"thanks.undo:{interaction}"), "Press")
    await world.settled()

    [told] = again.follow_ups
    assert told.content == "This thanks had already been taken back."
    [give] = await world.ledger()
    assert give.state == "undone"


async def test_two_presses_at_once_take_it_back_once(world: Village) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, for_="the invoice template")

    presses = await asyncio.gather(world.ken.click(said, "Undo"), world.ken.click(said, "Undo"))
    await world.settled()

    told = sorted(press.follow_ups[0].content for press in presses)
    assert told[0].startswith("Taken back.")
    assert told[1] == "This thanks had already been taken back."
    [give] = await world.ledger()
    assert give.state == "undone"
    assert world.posts()[0].content.endswith("took this thanks back.")


async def test_a_post_deleted_under_the_press_is_still_taken_back(world: Village) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, for_="the invoice template")
    await world.settled()
    post = world.posts()[0]

    def delete(_: object) -> None:
        if post.id in world.standin.world.messages[world.channel.id]:
            world.standin.world.delete_message(post)

    world.standin.faults.hook("received", "POST /interactions/*/callback", delete, times=1)
    answer = await world.ken.click(said, "Undo")
    await world.settled()

    assert answer.private
    assert answer.text.startswith("Taken back.")
    assert [give.state for give in await world.ledger()] == ["undone"]


async def test_a_post_deleted_under_a_late_press_is_refused_plainly(world: Village) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, for_="the invoice template")
    await world.settled()
    post = world.posts()[0]
    world.later(minutes=6)

    def delete(_: object) -> None:
        if post.id in world.standin.world.messages[world.channel.id]:
            world.standin.world.delete_message(post)

    world.standin.faults.hook("received", "POST /interactions/*/callback", delete, times=1)
    answer = await world.ken.click(said, "Undo")

    assert answer.private
    assert answer.text.startswith("A thanks can be taken back for five minutes.")


async def test_a_thanks_that_is_not_in_the_ledger_cannot_be_taken_back(world: Village) -> None:
    answer = await world.ken.click(world.forged("thanks.undo:1234567890123456789"), "Press")

    assert answer.private
    assert answer.text.startswith("This thanks is no longer in the ledger")


async def test_it_can_be_taken_back_after_a_restart(world: Village) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, for_="the invoice template")
    await world.restart()

    await world.ken.click(said, "Undo")

    assert world.posts()[0].content.endswith("took this thanks back.")
