"""One's own side of the ledger, in both languages and for nobody else's eyes."""

import re

import pytest

from bot.sandbox.people import Answer
from tests.village import Village


def pictures(shown: Answer) -> list[tuple[str, str]]:
    assert shown.message
    return [(one.filename, one.description or "") for one in shown.message.attachments]


async def test_who_gave_and_received_sees_it_privately_by_kind_and_period(world: Village) -> None:
    await world.ken.slash("thanks", to=world.aoi, for_="the review", kind="review")
    await world.mio.slash("thanks", to=world.aoi, for_="the answer", kind="answer")
    world.later(hours=24 * 40)
    await world.ken.slash("thanks", to=world.aoi, for_="another review", kind="review")
    await world.aoi.slash("thanks", to=world.mio, for_="time", kind="time")
    await world.settled()

    answer = await world.aoi.slash("助け合い")
    assert answer.private
    assert (
        answer.text.split("\n")
        == [
            "### あなたの助け合い",
            "**この30日間**",
            "1人を1回助けました",
            "-# レビュー 1",
            "1人に1回助けてもらいました",
            "-# 時間 1",
            "**この90日間**",
            "2人を3回助けました",
            *answer.text.split("\n")[8:9],  # the kinds, in any order
            "1人に1回助けてもらいました",
            "-# 時間 1",
            "**この365日間**",
            "2人を3回助けました",
            *answer.text.split("\n")[13:14],
            "1人に1回助けてもらいました",
            "-# 時間 1",
            f"最近助けた人：{world.ken.mention}さんと{world.mio.mention}さん",
            f"最近助けてくれた人：{world.mio.mention}さん",
            "-# これはあなただけに見えています。点数でも順位でもありません。",
            "giving.png",
        ]
    )
    assert set(answer.text.split("\n")[8].removeprefix("-# ").split(" · ")) == {"レビュー 2", "答え 1"}

    hers = await world.mio.slash("balance")
    assert "You helped one person, once\n-# time 1" in hers.text
    assert "One person helped you, once\n-# answers 1" in hers.text
    assert f"Lately you helped {world.aoi.mention}." in hers.text
    assert hers.message
    assert hers.message.mentions == []


async def test_the_picture_says_what_the_words_say_and_nobody_else_has_it(world: Village) -> None:
    await world.ken.slash("thanks", to=world.aoi, for_="the review")
    await world.mio.slash("thanks", to=world.aoi, for_="the answer")
    await world.settled()
    hers, theirs = await world.aoi.slash("助け合い"), await world.ken.slash("balance")
    [(name, alt)] = pictures(hers)
    assert hers.private
    assert name == "giving.png"
    assert alt.startswith("この90日間：2回助けました。助けてもらうことはこれからです。")
    assert alt.endswith("：助けた2、助けてもらった0")
    [(_, alt)] = pictures(theirs)
    assert theirs.private
    assert alt.startswith("The last 90 days: helping is still to come, you were helped once.")
    assert pictures(await world.hana.slash("balance")) == []


async def test_without_pictures_the_words_are_there(world: Village) -> None:
    await world.app.pictures.stop()
    await world.ken.slash("thanks", to=world.aoi, for_="the review")
    answer = await world.ken.slash("balance")
    assert answer.private
    assert "One person helped you, once" in answer.text
    assert pictures(answer) == []


async def test_nothing_yet_is_fine(world: Village) -> None:
    answer = await world.ken.slash("balance")
    assert answer.private
    assert answer.text == (
        "Nothing here yet, and that is fine. When someone helps you, tell them with `/thanks`."
    )
    assert (await world.aoi.slash("助け合い")).text.startswith("まだ何もありませんが、それで大丈夫です。")


async def test_what_does_not_count_is_not_in_it(world: Village) -> None:
    undone = await world.ken.slash("thanks", to=world.aoi, for_="a mistake")
    await world.ken.click(undone, "Undo")
    await world.mio.slash("thanks", to=world.ken, for_="the review")
    await world.ken.slash("thanks", to=world.mio, for_="thanks for the thanks")

    assert (await world.aoi.slash("balance")).text.startswith("まだ何もありません")
    mios = (await world.mio.slash("balance")).text
    assert "Helping: still to come." in mios
    assert "One person helped you, once" in mios


async def test_another_servers_thanks_are_not_in_it(world: Village) -> None:
    elsewhere = world.second_server()
    await world.hana.slash("thanks", channel=elsewhere, to=world.ken, for_="over there")

    assert (await world.ken.slash("balance")).text.startswith("Nothing here yet")
    assert "You helped one person" in (await world.ken.slash("balance", channel=elsewhere)).text


@pytest.mark.parametrize("name", ["ken", "aoi"])
async def test_no_word_of_debt(world: Village, name: str) -> None:
    await world.ken.slash("thanks", to=world.aoi, for_="the review")
    person = getattr(world, name)
    text = (await person.slash("balance")).text.lower()
    assert not re.search(r"\bowe|debt|balance|behind|借り|負債|不足|ランク", text)
