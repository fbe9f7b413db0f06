"""What moderators do with the ledger: look, withdraw, restore; and what nobody else may do."""

import asyncio
import re
from collections.abc import Sequence

import pytest

from bot import ui
from bot.features import giving
from bot.sandbox.components import every
from bot.sandbox.people import Answer, Person
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Message, MessageFlag, Overwrite
from tests.village import Village

NOT_FOR_YOU = "The ledger is for moderators."


async def thank(world: Village, note: str, *, to: Person | None = None, by: Person | None = None) -> Answer:
    answer = await (by or world.ken).slash("thanks", to=to or world.aoi, for_=note)
    await world.settled()
    return answer


async def thank_many(world: Village, notes: Sequence[str]) -> None:
    """One thanks after another, each of its own pair."""
    for number, note in enumerate(notes):
        await thank(world, note, by=world.newcomer(f"member{number}"))


def entries(shown: Message) -> list[str]:
    """The notes that a page shows, in order."""
    texts = [part["content"] for part in every(shown.components) if part["type"] == 10]
    return [re.sub(r"\\(.)", r"\1", text.split("\n")[1][2:]) for text in texts if text.startswith("<t:")]


async def test_the_ledger_shows_who_thanked_whom_newest_first_and_only_to_the_moderator(
    world: Village,
) -> None:
    await thank(world, "the review")
    world.later(minutes=1)
    await thank(world, "the invoice", to=world.mio, by=world.aoi)

    answer = await world.mio.slash("ledger search")

    assert answer.private
    assert answer.message
    assert answer.message.mentions == []
    assert answer.text.startswith("### Ledger of thanks\n<t:")
    assert entries(answer.message) == ["the invoice", "the review"]
    assert f"{world.aoi.mention} thanked {world.mio.mention}" in answer.text
    assert answer.buttons == ["Withdraw", "Withdraw"]


async def test_it_is_found_by_person_words_days_and_state(world: Village) -> None:
    await thank(world, "an old review")
    world.later(hours=49)
    await thank(world, "Invoice TEMPLATE", to=world.mio, by=world.aoi)
    undone = await thank(world, "a mistake", to=world.hana)
    await world.ken.click(undone, "Undo")

    async def found(**options: object) -> list[str]:
        answer = await world.hana.slash("ledger search", **options)
        assert answer.message
        return entries(answer.message)

    assert await found(member=world.mio) == ["Invoice TEMPLATE"]
    assert await found(member=world.ken) == ["a mistake", "an old review"]
    assert await found(text="template") == ["Invoice TEMPLATE"]
    assert await found(days=2) == ["a mistake", "Invoice TEMPLATE"]
    assert await found(state="undone") == ["a mistake"]
    assert await found(state="counted", member=world.ken) == ["an old review"]
    assert await found(text="%") == []
    assert await found(text="nothing of the kind") == []


async def test_an_empty_search_says_what_to_try(world: Village) -> None:
    assert (await world.mio.slash("ledger search")).text.startswith("No thanks found.")
    owner = Person(world.standin, world.newcomer("rin", locale="ja").user, channel=world.channel)
    world.guild.members[owner.id].roles.append(world.guild.members[world.mio.id].roles[0])
    assert (await owner.slash("お礼帳 search")).text.startswith("見つかりませんでした。")


async def test_older_entries_follow_page_by_page_with_the_search_kept(world: Village) -> None:
    await thank_many(world, [f"review number {n}" for n in range(19)])
    await thank(world, "something else")

    page = await world.mio.slash("ledger search", text="review number")
    shown = [entries(page.message)] if page.message else []
    await thank(world, "review number 19 came meanwhile", to=world.mio)
    while "Older" in page.buttons:
        page = await world.mio.click(page, "Older")
        assert page.message
        shown.append(entries(page.message))

    assert [len(notes) for notes in shown] == [8, 8, 3]
    assert [note for notes in shown for note in notes] == [f"review number {n}" for n in range(18, -1, -1)]


async def test_a_page_of_the_longest_and_worst_entries_fits_into_one_message(world: Village) -> None:
    await thank_many(world, ["*_~`|>[](x)" * 27 + "\n**" for _ in range(8)])
    for give in await world.ledger():
        await world.mio.slash("ledger withdraw", thanks=str(give.event_id), reason="*" * 300)

    answer = await world.mio.slash("ledger search")

    assert answer.message
    assert len(entries(answer.message)) == 8
    assert answer.buttons == ["Restore"] * 8


async def test_a_moderator_withdraws_by_button_and_form_and_the_post_says_so(world: Village) -> None:
    said = await thank(world, "the review")
    page = await world.mio.slash("ledger search")

    form = await world.mio.click(page, "Withdraw")
    assert form.modal
    assert form.modal.title == "Withdraw a thanks"
    [about] = [part["content"] for part in form.modal.components if part["type"] == 10]
    assert f"{world.ken.mention} thanked {world.aoi.mention}" in about
    assert about.endswith("\n> the review")
    answer = await world.mio.submit(form, {"Why?": "said in jest"})
    await world.settled()

    assert answer.private
    assert answer.text.startswith("Withdrawn. It stays in the ledger")
    assert said.message
    assert said.message.content == "A moderator withdrew this thanks."
    assert said.message.components == []
    [give] = await world.ledger()
    assert give.state == "withdrawn"
    [act] = await giving.acts(world.db, world.guild.id, give.event_id)
    assert (act.what, act.by_id, act.reason) == ("withdraw", world.mio.id, "said in jest")
    page = await world.mio.slash("ledger search")
    assert f"{world.mio.mention} withdrew it" in page.text
    assert "-# said in jest" in page.text
    assert page.buttons == ["Restore"]


async def test_a_withdrawn_thanks_is_restored_by_button_and_stands_again(world: Village) -> None:
    said = await thank(world, "the review")
    assert said.message
    before = said.message.content
    await world.mio.slash("ledger withdraw", thanks=str(said.interaction.id), reason="by mistake")
    page = await world.mio.slash("ledger search")

    form = await world.mio.click(page, "Restore")
    answer = await world.mio.submit(form, reason="")
    await world.settled()

    assert answer.text.startswith("Restored. It stands again as before.")
    assert said.message.content == before
    assert said.message.mentions == []
    [give] = await world.ledger()
    assert give.state == "counted"
    acts = await giving.acts(world.db, world.guild.id, give.event_id)
    assert [act.what for act in acts] == ["withdraw", "restore"]


async def test_a_thanks_taken_back_stays_so_when_it_is_restored(world: Village) -> None:
    said = await thank(world, "the review")
    await world.ken.click(said, "Undo")
    await world.mio.slash("ledger withdraw", thanks=str(said.interaction.id), reason="rude")
    await world.mio.slash("ledger restore", thanks=str(said.interaction.id))
    await world.settled()

    assert said.message
    assert said.message.content == f"{world.ken.mention} took this thanks back."
    [give] = await world.ledger()
    assert give.state == "undone"


async def test_one_receiver_of_several_is_withdrawn_and_the_post_names_the_others(world: Village) -> None:
    said = await world.ken.slash("thanks", to=world.aoi, to2=world.mio, for_="the review")
    await world.settled()
    thanks = str(said.interaction.id)

    await world.mio.slash("ledger withdraw", thanks=thanks, reason="was away", member=world.mio)
    await world.settled()
    assert said.message
    assert said.message.content == f"{world.ken.mention} thanks {world.aoi.mention}\n> the review"
    assert {g.helper_id: g.state for g in await world.ledger()} == {
        world.aoi.id: "counted",
        world.mio.id: "withdrawn",
    }

    await world.mio.slash("ledger withdraw", thanks=thanks, reason="was away too")
    await world.settled()
    assert said.message.content == "A moderator withdrew this thanks."


async def test_a_thanks_is_named_by_the_link_of_its_post(world: Village) -> None:
    said = await thank(world, "the review")
    assert said.message
    link = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}/{said.message.id}"

    answer = await world.mio.slash("ledger withdraw", thanks=f" {link} ", reason="why not")

    assert answer.text.startswith("Withdrawn.")
    assert [give.state for give in await world.ledger()] == ["withdrawn"]


async def test_suggestions_name_people_and_notes_and_fit_what_can_be_done(world: Village) -> None:
    await thank(world, "the review")
    said = await thank(world, "the **invoice**\nand more", to=world.mio, by=world.aoi)

    offered = await world.mio.autocomplete("ledger withdraw", thanks="")
    assert offered.names == ["Aoi → Mio: the **invoice** and more", "Ken → Aoi: the review"]
    assert offered.choices[0]["value"] == str(said.interaction.id)
    assert (await world.mio.autocomplete("ledger withdraw", thanks="INVOICE")).names == offered.names[:1]
    assert (await world.mio.autocomplete("ledger restore", thanks="")).names == []

    await world.mio.slash("ledger withdraw", thanks=offered.choices[0]["value"], reason="no")
    assert (await world.mio.autocomplete("ledger restore", thanks="")).names == offered.names[:1]
    assert (await world.mio.autocomplete("ledger withdraw", thanks="")).names == offered.names[1:]


async def test_a_group_is_suggested_once_and_names_of_people_who_left_are_a_question_mark(
    world: Village,
) -> None:
    gone = world.newcomer("gone")
    await world.ken.slash("thanks", to=gone, to2=world.aoi, for_="x" * 200)
    await world.settled()
    gone.leave(world.guild)

    [name] = (await world.mio.autocomplete("ledger withdraw", thanks="")).names

    assert re.fullmatch(r"Ken → (\?|Aoi): x+…", name)
    assert len(name) == 100


async def test_a_reason_is_asked_for_and_what_was_typed_is_kept(world: Village) -> None:
    said = await thank(world, "the review")
    reason = "ふざけていたので" * 50

    refused = await world.mio.slash("ledger withdraw", thanks=str(said.interaction.id), reason=reason)
    assert refused.private
    assert refused.text.startswith("A reason may be up to 300 characters long. Yours is 400;")
    form = await world.mio.click(refused, "Fix it")
    assert form.modal
    assert form.modal.prefilled() == {"reason": reason}
    answer = await world.mio.submit(form, reason="short")
    assert answer.text.startswith("Withdrawn.")

    empty = await world.mio.slash("ledger withdraw", thanks=str(said.interaction.id), reason="\u200b")
    assert empty.text.startswith("Please say why.")


async def test_what_is_so_already_is_refused(world: Village) -> None:
    said = await thank(world, "the review")
    thanks = str(said.interaction.id)
    restored = await world.mio.slash("ledger restore", thanks=thanks)
    assert restored.text.startswith("This thanks is not withdrawn")
    await world.mio.slash("ledger withdraw", thanks=thanks, reason="x")
    again = await world.mio.slash("ledger withdraw", thanks=thanks, reason="x")
    assert again.text.startswith("This thanks is already withdrawn.")


async def test_two_moderators_at_once_withdraw_it_once(world: Village) -> None:
    said = await thank(world, "the review")
    thanks = str(said.interaction.id)

    answers = await asyncio.gather(
        world.mio.slash("ledger withdraw", thanks=thanks, reason="first"),
        world.hana.slash("ledger withdraw", thanks=thanks, reason="second"),
    )

    assert sorted(answer.text.split(".")[0] for answer in answers) == [
        "This thanks is already withdrawn",
        "Withdrawn",
    ]
    assert len(await giving.acts(world.db, world.guild.id, said.interaction.id)) == 1


@pytest.mark.parametrize("gone", ["post", "channel", "access"])
async def test_the_ledger_is_changed_although_the_post_cannot_be(world: Village, gone: str) -> None:
    things = world.standin.world
    place = things.add_channel(world.guild, "elsewhere")
    said = await world.ken.slash("thanks", channel=place, to=world.aoi, for_="the review")
    await world.settled()
    assert said.message
    if gone == "post":
        world.hana.delete(said)
    elif gone == "channel":
        things.delete_channel(place)
    else:
        hide_from_bot(world, place.id)

    answer = await world.mio.slash("ledger withdraw", thanks=str(said.interaction.id), reason="x")
    await world.settled()

    assert answer.text.startswith("Withdrawn.")
    [told] = answer.follow_ups
    assert told.flags & MessageFlag.EPHEMERAL
    assert told.content == "The ledger is changed. The public post could not be reached to say so."
    assert [give.state for give in await world.ledger()] == ["withdrawn"]


def hide_from_bot(world: Village, channel_id: int) -> None:
    channel = world.standin.world.channels[channel_id]
    bot = world.application.id
    channel.overwrites[bot] = Overwrite(bot, 1, deny=int(Permission.VIEW_CHANNEL))
    world.standin.world.channel_changed(channel)


async def test_members_may_not_look_or_act_by_command(world: Village) -> None:
    said = await thank(world, "the review")
    thanks = str(said.interaction.id)
    for answer in (
        await world.ken.slash("ledger search"),
        await world.ken.slash("ledger withdraw", thanks=thanks, reason="x"),
        await world.ken.slash("ledger restore", thanks=thanks),
    ):
        assert answer.private
        assert answer.text.startswith(NOT_FOR_YOU)
    assert (await world.aoi.slash("ledger search")).text.startswith("お礼帳はモデレーターのためのものです。")
    assert (await world.ken.autocomplete("ledger withdraw", thanks="")).choices == []
    assert [give.state for give in await world.ledger()] == ["counted"]


async def test_members_may_not_act_by_a_forged_press_or_form(world: Village) -> None:
    said = await thank(world, "the review")
    event = said.interaction.id
    for custom_id in (
        f"ledger.withdraw:{event}:{world.aoi.id}",
        f"ledger.restore:{event}:{world.aoi.id}",
        "ledger.older:0:0:0:0:0:-",
    ):
        answer = await world.ken.click(world.forged(custom_id), "Press")
        assert answer.modal is None
        assert answer.text.startswith(NOT_FOR_YOU)

    form = await world.mio.user_command("Say thanks", world.aoi)
    stolen = await world.ken.user_command("Say thanks", world.aoi)
    assert form.modal
    assert stolen.modal
    stolen.modal.custom_id = f"ledger.withdraw:{event}:{world.aoi.id}"
    answer = await world.ken.submit(stolen, note="x")
    assert answer.text.startswith(NOT_FOR_YOU)
    assert [give.state for give in await world.ledger()] == ["counted"]


async def test_who_is_no_longer_a_moderator_when_the_form_is_sent_is_refused(world: Village) -> None:
    await thank(world, "the review")
    page = await world.mio.slash("ledger search")
    form = await world.mio.click(page, "Withdraw")
    world.guild.members[world.mio.id].roles.clear()

    answer = await world.mio.submit(form, reason="parting shot")

    assert answer.text.startswith(NOT_FOR_YOU)
    assert [give.state for give in await world.ledger()] == ["counted"]


async def test_another_servers_thanks_are_out_of_reach(world: Village) -> None:
    said = await thank(world, "the review")
    event = said.interaction.id
    elsewhere = world.second_server()  # Hana owns it too

    for answer in (
        await world.hana.slash("ledger withdraw", channel=elsewhere, thanks=str(event), reason="x"),
        await world.hana.slash(
            "ledger withdraw",
            channel=elsewhere,
            thanks=f"https://discord.com/channels/1/2/{said.message.id if said.message else 0}",
            reason="x",
        ),
        await world.hana.slash("ledger restore", channel=elsewhere, thanks=str(event)),
    ):
        assert answer.text.startswith("There is no such thanks in this server's ledger.")
    press = world.forged(f"ledger.withdraw:{event}:{world.aoi.id}", elsewhere)
    form = await world.hana.click(press, "Press")
    answer = await world.hana.submit(form, reason="x")
    assert answer.text.startswith("There is no such thanks in this server's ledger.")
    older = world.forged("ledger.older:0:0:0:0:0:-", elsewhere)
    assert (await world.hana.click(older, "Press")).text.startswith("This button is from an earlier time")
    assert (await world.hana.slash("ledger search", channel=elsewhere)).text.startswith("No thanks found.")
    assert [give.state for give in await world.ledger()] == ["counted"]


async def test_forged_numbers_break_nothing(world: Village) -> None:
    said = await thank(world, "the review")
    event, most = ui.packed(said.interaction.id), 2**63 - 1
    for custom_id in (
        f"ledger.older:{event}:0:0:{most}:{most}:-",
        f"ledger.older:{event}:0:{ui.packed(-most)}:0:0:-",
        f"ledger.older:{event}:{ui.packed(most)}:0:0:0:AA",
        f"ledger.older:{event}:0:0:0:0:____",
        f"ledger.older:{event}:0:0:0:0:あ",
        f"ledger.withdraw:{most}:{most}",
    ):
        answer = await world.mio.click(world.forged(custom_id), "Press")
        if answer.modal:
            answer = await world.mio.submit(answer, reason="x")
        assert answer.message, custom_id
        assert "reference" not in answer.text, custom_id
