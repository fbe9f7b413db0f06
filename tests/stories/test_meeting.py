"""What a server and a member have chosen holds from the first word: languages, day, moderators."""

from typing import Any

from sqlalchemy import text

from bot.features import settings
from bot.features.settings import Role
from bot.sandbox.people import Person
from tests.village import Village

HANA = 1


async def choose(world: Village, name: str, value: Any) -> None:
    await settings.change_server(world.db, world.guild.id, name, value, by=HANA, at=0)


async def own(world: Village, person: Person, name: str, value: Any) -> None:
    await settings.change_member(world.db, person.id, None, name, value, at=0)


async def test_a_member_is_answered_in_the_language_they_chose(world: Village) -> None:
    assert (await world.ken.slash("balance")).text.startswith("Nothing here yet")
    await own(world, world.ken, "language", "ja")

    assert (await world.ken.slash("balance")).text.startswith("まだ何もありませんが")
    refused = await world.ken.slash("thanks", to=world.ken, for_="x")
    assert refused.text.startswith("自分へのお礼は")
    form = await world.ken.click(refused, "直す")
    assert form.modal
    assert form.modal.title == "お礼を伝える"
    assert (await world.ken.submit(form)).text.startswith("自分へのお礼は")
    assert (await world.ken.click(world.forged("x"), "Press")).text.startswith("このボタンは以前の")


async def test_public_posts_speak_the_language_the_server_chose(world: Village) -> None:
    await choose(world, "language", "ja")
    said = await world.ken.slash("thanks", to=world.aoi, for_="the review")
    assert said.text.startswith(f"{world.ken.mention}さんから{world.aoi.mention}さんへ、ありがとう。")


async def test_the_days_thanks_begin_anew_at_the_servers_midnight(world: Village) -> None:
    world.at(14)
    for n in range(10):
        await world.ken.slash("thanks", to=world.newcomer(f"friend{n}"), for_="help")
    world.later(hours=1.5)  # past midnight in Tokyo, not in UTC
    refused = await world.ken.slash("thanks", to=world.aoi, for_="the review")
    assert refused.text.startswith("You have given all of today's 10 thanks.")

    await choose(world, "zone", "Asia/Tokyo")

    assert not (await world.ken.slash("thanks", to=world.aoi, for_="the review")).private


async def test_whoever_has_a_chosen_role_moderates(world: Village) -> None:
    role = world.standin.world.add_role(world.guild, "caretakers")
    world.guild.members[world.ken.id].roles.append(role.id)
    assert (await world.ken.slash("ledger search")).text.startswith("The ledger is for moderators.")

    await choose(world, "moderator_roles", [Role(role.id)])

    assert (await world.ken.slash("ledger search")).text.startswith("No thanks found.")
    assert (await world.aoi.slash("ledger search")).text.startswith("お礼帳はモデレーターのためのものです。")
    world.guild.members[world.ken.id].roles.clear()
    assert (await world.ken.slash("ledger search")).text.startswith("The ledger is for moderators.")


async def test_settings_that_cannot_be_read_hold_up_no_answer(world: Village) -> None:
    async with world.db.write() as tx:
        await tx.execute(text("ALTER TABLE server_settings RENAME TO lost"))
    try:
        assert (await world.aoi.slash("balance")).text.startswith("まだ何もありませんが")
        assert (await world.aoi.click(world.forged("x"), "Press")).text.startswith("このボタンは以前の")
        assert not (await world.ken.slash("thanks", to=world.aoi, for_="the review")).private
    finally:
        async with world.db.write() as tx:
            await tx.execute(text("ALTER TABLE lost RENAME TO server_settings"))
