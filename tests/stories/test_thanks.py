"""Saying thanks, as people live it."""

import pytest

from bot.features import giving
from bot.sandbox.state import MessageFlag
from tests.village import Village

KINDS_SAID = {
    "answer": " for an answer",
    "review": " for a review",
    "resource": " for sharing something useful",
    "time": " for their time",
    "encouragement": " for their encouragement",
    "introduction": " for an introduction",
    "other": "",
}


async def test_a_thanks_stands_in_public_and_pings_only_the_thanked(world: Village) -> None:
    answer = await world.aoi.slash("thanks", to=world.ken, for_="the invoice template", kind="resource")

    post = world.ken.last()
    assert post is answer.message
    assert post.content == (
        f"{world.aoi.mention} thanks {world.ken.mention} for sharing something useful\n> the invoice template"
    )
    assert post.mentions == [world.ken.id]
    assert not post.mention_everyone
    assert answer.buttons == ["Undo"]


async def test_a_thanks_is_recorded_with_who_helped_whom_and_where(world: Village) -> None:
    answer = await world.aoi.slash("thanks", to=world.ken, for_="the invoice template", kind="resource")
    await world.settled()

    [give] = await world.ledger()
    assert (give.helper_id, give.helped_id) == (world.ken.id, world.aoi.id)
    assert (give.kind, give.note, give.source) == ("resource", "the invoice template", "thanks")
    assert give.event_id == answer.interaction.id
    assert answer.message
    assert give.post == giving.MessageAt(world.channel.id, answer.message.id)


async def test_five_people_are_thanked_in_one_post_with_a_row_each(world: Village) -> None:
    five = [world.ken, world.mio, world.hana, world.newcomer("ren"), world.newcomer("yui")]
    options = dict(zip(("to", "to2", "to3", "to4", "to5"), five, strict=True))

    await world.aoi.slash("thanks", **options, for_="moving house")
    await world.settled()

    [post] = world.posts()
    a, b, c, d, e = (person.mention for person in five)
    assert post.content == f"{world.aoi.mention} thanks {a}, {b}, {c}, {d} and {e}\n> moving house"
    assert sorted(post.mentions) == sorted(person.id for person in five)
    assert {give.helper_id for give in await world.ledger()} == {person.id for person in five}


async def test_somebody_named_twice_is_thanked_once(world: Village) -> None:
    await world.aoi.slash("thanks", to=world.ken, to2=world.ken, for_="two reviews")
    await world.settled()

    assert world.posts()[0].content.startswith(f"{world.aoi.mention} thanks {world.ken.mention}\n")
    assert len(await world.ledger()) == 1


async def test_every_kind_has_its_words(world: Village) -> None:
    for kind, words in KINDS_SAID.items():
        await world.aoi.slash("thanks", to=world.newcomer(f"{kind}-giver"), for_="that", kind=kind)
        first, note = world.posts()[-1].content.split("\n")
        assert first.endswith(f">{words}"), kind
        assert note == "> that"
    await world.settled()

    assert [give.kind for give in reversed(await world.ledger())] == list(KINDS_SAID)


async def test_where_the_server_speaks_japanese_the_post_does_and_private_words_follow_the_person(
    world: Village,
) -> None:
    world.guild.preferred_locale = "ja"

    # Ken's Discord is in English, Aoi's in Japanese: she finds the command under its Japanese name.
    await world.ken.slash("thanks", to=world.aoi, for_="請求書のテンプレート", kind="resource")
    post = world.posts()[-1]
    assert post.content == (
        f"{world.ken.mention}さんから{world.aoi.mention}さんへ、役に立つものをありがとう。\n"
        "> 請求書のテンプレート"
    )
    mine = await world.ken.slash("thanks", to=world.ken, for_="x")
    assert mine.text.startswith("Thanks to yourself can't be recorded.")
    hers = await world.aoi.slash("ありがとう", to=world.aoi, for_="x")
    assert hers.text.startswith("自分へのお礼は受け取れません。")


async def test_the_user_menu_opens_a_form_for_that_person(world: Village) -> None:
    form = await world.ken.user_command("Say thanks", world.aoi)

    assert form.modal
    assert form.modal.prefilled() == {"to": [str(world.aoi.id)], "note": "", "kind": []}
    answer = await world.ken.submit(form, note="the introduction", kind="an introduction")

    assert answer.message is world.posts()[-1]
    assert answer.text.startswith(
        f"{world.ken.mention} thanks {world.aoi.mention} for an introduction\n> the introduction"
    )
    assert answer.message.mentions == [world.aoi.id]


async def test_the_menu_and_its_form_speak_japanese(world: Village) -> None:
    form = await world.aoi.user_command("お礼を伝える", world.ken)

    assert form.modal
    assert form.modal.title == "お礼を伝える"
    assert "何へのお礼ですか" in form.text
    await world.aoi.submit(form, {"何へのお礼ですか": "紹介", "どんな助けでしたか": "紹介"})

    assert world.posts()[-1].content.endswith("for an introduction\n> 紹介")


async def test_more_people_can_be_chosen_in_the_form(world: Village) -> None:
    form = await world.ken.user_command("Say thanks", world.aoi)
    answer = await world.ken.submit(form, to=[world.aoi, world.mio], note="the picnic")

    assert answer.message
    assert sorted(answer.message.mentions) == sorted([world.aoi.id, world.mio.id])


async def test_the_message_menu_links_the_message_it_is_about(world: Village) -> None:
    said = world.aoi.say("Try `git bisect`, it found mine in five steps.")

    form = await world.ken.message_command("Thank for this message", said)
    await world.ken.submit(form, note="that saved my evening", kind="answer")
    await world.settled()

    link = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}/{said.id}"
    assert world.posts()[-1].content == (
        f"{world.ken.mention} thanks {world.aoi.mention} for an answer\n> that saved my evening\n"
        f"[The message it is about]({link})"
    )
    [give] = await world.ledger()
    assert give.about == giving.MessageAt(world.channel.id, said.id)


async def test_the_words_of_the_thanked_message_are_nowhere_kept(world: Village) -> None:
    said = world.aoi.say("a secret that stays in the channel")
    form = await world.ken.message_command("Thank for this message", said)
    await world.ken.submit(form, note="for that")
    await world.settled()

    [give] = await world.ledger()
    assert "secret" not in repr(give)
    assert "secret" not in world.posts()[-1].content


async def test_a_thanks_said_back_within_a_day_is_posted_but_not_counted_and_only_its_author_is_told(
    world: Village,
) -> None:
    await world.aoi.slash("thanks", to=world.ken, for_="the review")
    world.later(hours=23)
    answer = await world.ken.slash("thanks", to=world.aoi, to2=world.mio, for_="the warm words")
    await world.settled()

    assert answer.message is world.posts()[-1]
    assert sorted(answer.message.mentions) == sorted([world.aoi.id, world.mio.id])
    [told] = answer.follow_ups
    assert told.flags & MessageFlag.EPHEMERAL
    assert told.visible_to == world.ken.id
    assert told.content.startswith(f"Your thanks has reached {world.aoi.mention}.\n")
    states = {give.helper_id: give.state for give in await world.ledger() if give.helped_id == world.ken.id}
    assert states == {world.aoi.id: "thanks_back", world.mio.id: "counted"}


async def test_a_thanks_in_the_other_direction_a_day_later_counts(world: Village) -> None:
    await world.aoi.slash("thanks", to=world.ken, for_="the review")
    world.later(hours=24)
    answer = await world.ken.slash("thanks", to=world.aoi, for_="the invoice")
    await world.settled()

    assert answer.follow_ups == []
    assert {give.state for give in await world.ledger()} == {"counted"}


async def test_the_author_of_a_thanks_back_is_told_in_japanese(world: Village) -> None:
    await world.ken.slash("thanks", to=world.aoi, for_="the review")
    answer = await world.aoi.slash("thanks", to=world.ken, for_="こちらこそ")
    await world.settled()

    [told] = answer.follow_ups
    assert told.content.startswith(f"{world.ken.mention}さんへお礼を届けました。")


@pytest.mark.parametrize("kind", ["a thread", "a voice channel's chat"])
async def test_thanks_are_said_wherever_people_talk(world: Village, kind: str) -> None:
    things = world.standin.world
    if kind == "a thread":
        place = things.add_thread(world.channel, "reviews", world.aoi.id)
    else:
        place = things.add_channel(world.guild, "study room", 2)

    await world.aoi.slash("thanks", channel=place, to=world.ken, for_="being here")
    await world.settled()

    [post] = world.posts(place)
    assert post.mentions == [world.ken.id]
    [give] = await world.ledger()
    assert give.channel_id == place.id
