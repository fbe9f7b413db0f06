"""Thanks that cannot be recorded: each is refused for all, privately, and says what to do instead."""

import pytest

from bot.sandbox.people import Answer
from tests.village import Village


async def refused(world: Village, answer: Answer, begins: str) -> None:
    """It was said privately, and nothing was posted, recorded or pinged."""
    assert answer.private
    assert answer.text.startswith(begins), answer.text
    assert answer.message
    assert answer.message.mentions == []
    assert world.posts() == []
    assert await world.ledger() == ()


async def test_oneself_among_several(world: Village) -> None:
    answer = await world.ken.slash("thanks", to=world.aoi, to2=world.ken, for_="us all")
    await refused(world, answer, "Thanks to yourself can't be recorded.")

    answer = await world.aoi.slash("thanks", to=world.ken, to5=world.aoi, for_="みんなに")
    await refused(world, answer, "自分へのお礼は受け取れません。")


async def test_a_bot(world: Village) -> None:
    me = world.standin.world.users[world.application.id]
    answer = await world.ken.slash("thanks", to=me, to2=world.aoi, for_="good bot")
    await refused(world, answer, f"<@{me.id}> is a bot and can't receive thanks")

    answer = await world.aoi.slash("thanks", to=me, for_="いつもありがとう")
    await refused(world, answer, f"<@{me.id}>はボットなので、お礼を受け取れません。")


async def test_a_bot_is_refused_before_anybody_writes_a_note(world: Village) -> None:
    answer = await world.ken.user_command("Say thanks", world.standin.world.users[world.application.id])
    assert answer.modal is None
    await refused(world, answer, f"<@{world.application.id}> is a bot")


async def test_oneself_is_refused_before_anybody_writes_a_note(world: Village) -> None:
    await refused(world, await world.ken.user_command("Say thanks", world.ken), "Thanks to yourself")
    mine = world.ken.say("look what I did")
    answer = await world.ken.message_command("Thank for this message", mine)
    await refused(world, answer, "Thanks to yourself")


async def test_somebody_who_is_not_in_the_server(world: Village) -> None:
    stranger = world.outsider("stranger")
    answer = await world.ken.slash("thanks", to=world.aoi, to2=stranger, for_="the talk")
    await refused(world, answer, f"{stranger.mention} isn't in this server right now")

    answer = await world.aoi.slash("thanks", to=stranger, for_="発表")
    await refused(world, answer, f"{stranger.mention}さんは、いまこのサーバーにいません。")


async def test_a_member_of_another_server_only(world: Village) -> None:
    stranger = world.outsider("stranger")
    elsewhere = world.standin.world.add_guild("Elsewhere", stranger.user)
    assert stranger.id in elsewhere.members

    answer = await world.ken.slash("thanks", to=stranger.id, for_="the talk")
    await refused(world, answer, f"{stranger.mention} isn't in this server right now")


async def test_the_author_of_a_message_who_has_left_since(world: Village) -> None:
    said = world.aoi.say("bye, and try `git bisect`")
    world.aoi.leave(world.guild)

    form = await world.ken.message_command("Thank for this message", said)
    answer = await world.ken.submit(form, note="it worked")

    await refused(world, answer, f"{world.aoi.mention} isn't in this server right now")


@pytest.mark.parametrize(
    "note", [" ", "\u200b", "\u200b\u2060\ufeff", "\u3164\u2800", "\n\n", "\u202e\u202c"]
)
async def test_a_note_in_which_nothing_can_be_seen(world: Village, note: str) -> None:
    answer = await world.ken.slash("thanks", to=world.aoi, for_=note)
    await refused(world, answer, "Please say what it is for.")
    answer = await world.aoi.slash("thanks", to=world.ken, for_=note)
    await refused(world, answer, "何へのお礼か、ひとことだけでも書いてください。")


async def test_a_note_of_more_than_300_characters(world: Village) -> None:
    answer = await world.ken.slash("thanks", to=world.aoi, for_="x" * 301)
    await refused(world, answer, "A note may be up to 300 characters long. Yours is 301;")
    answer = await world.aoi.slash("thanks", to=world.ken, for_="あ" * 2000)
    await refused(world, answer, "お礼のことばは300文字までです。いまは2,000文字なので")

    fits = await world.ken.slash("thanks", to=world.aoi, for_="x" * 300)
    assert fits.message is world.posts()[-1]


async def test_the_same_pair_within_ten_minutes(world: Village) -> None:
    await world.ken.slash("thanks", to=world.aoi, for_="the review")
    world.later(minutes=9)

    answer = await world.ken.slash("thanks", to=world.mio, to2=world.aoi, for_="again")
    assert answer.private
    assert answer.text.startswith(f"You thanked {world.aoi.mention} just a moment ago")
    assert len(world.posts()) == 1

    world.later(minutes=1)
    assert (await world.ken.slash("thanks", to=world.aoi, for_="again")).message is world.posts()[1]


async def test_the_same_pair_is_refused_in_japanese_and_other_pairs_go_on(world: Village) -> None:
    await world.aoi.slash("thanks", to=world.ken, for_="レビュー")

    answer = await world.aoi.slash("thanks", to=world.ken, for_="もう一度")
    assert answer.text.startswith(f"{world.ken.mention}さんには、さきほどお礼を届けたところ")
    await world.aoi.slash("thanks", to=world.mio, for_="モデレーション")
    await world.mio.slash("thanks", to=world.ken, for_="review")
    assert len(world.posts()) == 3


async def test_ten_receivers_a_day_a_group_costs_each_and_one_refusal_refuses_all(world: Village) -> None:
    world.at(9)
    people = [world.newcomer(f"helper{n}") for n in range(14)]
    names = ("to", "to2", "to3", "to4", "to5")
    await world.ken.slash("thanks", **dict(zip(names, people[:5], strict=True)), for_="moving")
    await world.ken.slash("thanks", **dict(zip(names[:3], people[5:8], strict=True)), for_="cooking")

    answer = await world.ken.slash("thanks", **dict(zip(names[:3], people[8:11], strict=True)), for_="x")
    assert answer.private
    assert answer.text.startswith("You can thank 2 more people today, so 3 are too many at once.")
    await world.ken.slash("thanks", **dict(zip(names[:2], people[8:10], strict=True)), for_="driving")
    await world.settled()
    assert len(await world.ledger()) == 10

    answer = await world.ken.slash("thanks", to=people[10], for_="one more")
    assert answer.text.startswith("You have given all of today's 10 thanks.")
    world.at(0)
    await world.ken.slash("thanks", to=people[10], for_="one more")
    assert len(world.posts()) == 4


async def test_what_was_taken_back_still_uses_the_allowance(world: Village) -> None:
    world.at(9)
    for n in range(10):
        answer = await world.aoi.slash("thanks", to=world.newcomer(f"helper{n}"), for_="that")
        if n < 3:
            await world.aoi.click(answer, "Undo")

    answer = await world.aoi.slash("thanks", to=world.ken, for_="もうひとり")

    assert answer.private
    assert answer.text.startswith("今日のお礼は、10人分すべて届けました。")
