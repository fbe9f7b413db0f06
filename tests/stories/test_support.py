"""Where to turn to: for whoever asks, and what admins make of it."""

import re

import pytest

from bot.features import settings, support
from bot.sandbox.people import Person
from bot.sandbox.permissions import Permission
from tests.village import Village

NOT_FOR_YOU = "Only those who may manage this server can change this list."
OURS = "Porch Line | 000-111-2222 | weekdays\nTea with Hana | #tea"


async def numbers(world: Village, person: Person) -> list[str]:
    text = (await person.slash("support")).text
    return re.findall(r"^(0[\d-]+|https:\S+|#\S+)$", text, re.MULTILINE)


async def live_in(world: Village, country: str) -> None:
    await settings.change_server(world.db, world.guild.id, "holidays", country, by=world.hana.id, at=1)


def japanese_admin(world: Village) -> Person:
    """Somebody who reads Japanese and may manage the server."""
    role = world.standin.world.add_role(world.guild, "admins", Permission.MANAGE_GUILD)
    admin = world.newcomer("yui", "Yui", locale="ja")
    world.guild.members[admin.id].roles.append(role.id)
    return admin


async def write(world: Village, typed: str = OURS, *, by: Person | None = None) -> None:
    admin = by or world.hana
    form = await admin.click(await admin.slash("support"), "Replace these")
    answer = await admin.submit(form, contacts=typed)
    assert "wrote this list on" in answer.text


# --- who asks


async def test_whoever_asks_is_told_privately_in_their_language(world: Village) -> None:
    await live_in(world, "JP")

    answer = await world.aoi.slash("相談先")
    assert answer.private
    assert answer.buttons == []
    assert answer.text.startswith("### 話を聞いてくれるところ")
    assert await numbers(world, world.aoi) == [
        "0120-279-338",
        "0120-061-338",
        "https://talkme.jp/",
        "03-5774-0992",
    ]
    assert "**よりそいホットライン**\n0120-279-338\n-# 電話・24時間・無料。" in answer.text
    assert "使う前にお確かめください" in answer.text

    answer = await world.ken.slash("support")
    assert answer.private
    assert "**TELL**\n03-5774-0992\n-# By phone in English" in answer.text
    assert (await numbers(world, world.ken))[0] == "03-5774-0992"
    assert "please verify them first" in answer.text


async def test_the_day_on_which_it_was_last_checked_stands_under_it(world: Village) -> None:
    for person, words in ((world.ken, "Last checked on"), (world.aoi, "最終確認：")):
        [at] = re.findall(rf"{words} ?<t:(\d+):D>", (await person.slash("support")).text)
        assert at == "1795348800"  # noon of 22 November 2026


async def test_where_no_country_is_known_the_language_decides(world: Village) -> None:
    assert "https://findahelpline.com/" in await numbers(world, world.ken)
    assert "https://findahelpline.com/" not in await numbers(world, world.aoi)


async def test_elsewhere_there_is_what_helps_everywhere(world: Village) -> None:
    await live_in(world, "FR")

    assert await numbers(world, world.ken) == ["https://findahelpline.com/"]
    assert await numbers(world, world.aoi) == ["https://findahelpline.com/"]


async def test_it_works_in_a_dm_and_nobody_can_change_it_there(world: Village) -> None:
    place = world.hana.dm_with(world.application)
    answer = await world.hana.slash("support", channel=place)
    assert "03-5774-0992" in answer.text
    assert answer.buttons == []

    for custom_id in ("support.replace", "support.defaults:1", "support.defaults-now:1", "support.keep"):
        refused = await world.hana.click(world.forged(custom_id, place), "Press")
        assert refused.modal is None
        assert refused.text.startswith(NOT_FOR_YOU)


# --- what admins make of it


async def test_an_admin_replaces_the_list_for_everybody(world: Village) -> None:
    shown = await world.hana.slash("support")
    assert shown.buttons == ["Replace these"]
    form = await world.hana.click(shown, "Replace these")
    assert form.modal
    assert form.modal.title == "Where people here can turn"
    assert form.modal.prefilled()["contacts"].startswith("TELL | 03-5774-0992 | By phone in English\n")

    answer = await world.hana.submit(form, contacts=OURS)

    assert answer.private
    assert f"{world.hana.mention} wrote this list on <t:{int(world.clock.now())}"[:-4] in answer.text
    for person in (world.ken, world.aoi):
        theirs = await person.slash("support")
        assert "**Porch Line**\n000-111-2222\n-# weekdays" in theirs.text
        assert "**Tea with Hana**\n\\#tea" in theirs.text
        assert "03-5774-0992" not in theirs.text
        assert world.hana.mention not in theirs.text
    assert "This server's admins wrote this list" in (await world.ken.slash("support")).text
    assert "このサーバーの管理者が書いた一覧です" in (await world.aoi.slash("support")).text


async def test_it_is_all_in_japanese_for_who_reads_that(world: Village) -> None:
    admin = japanese_admin(world)
    form = await admin.click(await admin.slash("相談先"), "置き換える")
    assert form.modal
    assert form.modal.title == "ここの人たちの相談先"
    assert form.modal.prefilled()["contacts"].startswith("よりそいホットライン | 0120-279-338 | 電話")

    answer = await admin.submit(form, contacts="縁側電話｜000-111-2222｜平日")
    assert "**縁側電話**\n000-111-2222\n-# 平日" in answer.text
    sure = await admin.click(answer, "はじめの一覧に戻す")
    assert sure.buttons == ["はじめの一覧に戻す", "このままにする"]
    restored = await admin.click(sure, "はじめの一覧に戻す")
    assert "よりそいホットライン" in restored.text


async def test_a_list_is_its_servers_own(world: Village) -> None:
    elsewhere = world.second_server()
    await write(world)

    assert "Porch Line" not in (await world.ken.slash("support", channel=elsewhere)).text
    assert (await world.hana.slash("support", channel=elsewhere)).buttons == ["Replace these"]
    assert (
        "Porch Line"
        not in (await world.ken.slash("support", channel=world.ken.dm_with(world.application))).text
    )


async def test_the_defaults_come_back_when_an_admin_is_sure(world: Village) -> None:
    await write(world)
    shown = await world.hana.slash("support")
    assert shown.buttons == ["Replace these", "Use the defaults again"]

    kept = await world.hana.click(await world.hana.click(shown, "Use the defaults again"), "Keep ours")
    assert "Porch Line" in kept.text
    assert kept.buttons == shown.buttons

    sure = await world.hana.click(kept, "Use the defaults again")
    restored = await world.hana.click(sure, "Use the defaults again")
    assert "03-5774-0992" in restored.text
    assert restored.buttons == ["Replace these"]
    assert await support.own(world.db, world.guild.id) is None


async def test_a_form_opened_before_a_restart_is_served_after_it(world: Village) -> None:
    shown = await world.hana.slash("support")
    form = await world.hana.click(shown, "Replace these")
    await world.restart()

    assert "Porch Line" in (await world.hana.submit(form, contacts=OURS)).text
    await world.restart()
    assert (await world.hana.click(shown, "Replace these")).modal


async def test_what_was_typed_wrongly_is_kept_to_be_mended(world: Village) -> None:
    form = await world.hana.click(await world.hana.slash("support"), "Replace these")

    refused = await world.hana.submit(form, contacts="Porch Line, 000-111-2222")
    assert refused.private
    assert refused.text.startswith("Line 1 can't be read as a contact.")
    await world.restart()
    form = await world.hana.click(refused, "Fix it")
    assert form.modal
    assert form.modal.prefilled() == {"contacts": "Porch Line, 000-111-2222"}
    mended = await world.hana.submit(form, contacts="Porch Line | 000-111-2222")

    assert "**Porch Line**\n000-111-2222" in mended.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("\u200b\n\u3000", "Please write at least one contact."),
        ("a | b\nc | d | e | f", "Line 2 can't be read as a contact."),
        ("\n".join(["a | b"] * 11), "A list may have up to 10 contacts. Yours has 11;"),
        ("a | " + "b" * 1500, "A list may be up to 1,500 characters long altogether. Yours is 1,504;"),
        ("Aoi | <@{aoi}>", "A person can't be mentioned in this list."),
    ],
)
async def test_bad_input_is_refused_with_what_to_do_and_changes_nothing(
    world: Village, typed: str, said: str
) -> None:
    await write(world)
    before = await support.own(world.db, world.guild.id)
    form = await world.hana.click(await world.hana.slash("support"), "Replace these")
    assert form.modal
    # Discord's own client would stop at the field's length; another client need not.
    for part in form.modal.components:
        part["component"]["max_length"] = 4000

    refused = await world.hana.submit(form, contacts=typed.replace("{aoi}", str(world.aoi.id)))

    assert refused.private
    assert refused.text.startswith(said)
    assert "Fix it" in refused.buttons
    assert await support.own(world.db, world.guild.id) == before


async def test_hostile_text_pings_nobody_and_stays_within_its_place(world: Village) -> None:
    await write(world, "# **@everyone** | [click](https://example.com) __x__ | <@&1> ``` > - <t:1:R> { $at }")

    answer = await world.ken.slash("support")

    assert answer.message
    assert (answer.message.mentions, answer.message.mention_roles, answer.message.mention_everyone) == (
        [],
        [],
        False,
    )
    assert "@everyone" not in answer.text
    assert "**\\# \\*\\*@\u200beveryone\\*\\***" in answer.text
    assert "\\[click\\](https://example.com) \\_\\_x\\_\\_" in answer.text
    assert "\\`\\`\\`" in answer.text


# --- two admins


async def test_what_another_admin_wrote_meanwhile_is_not_lost(world: Village) -> None:
    other = japanese_admin(world)
    mine = await world.hana.click(await world.hana.slash("support"), "Replace these")
    theirs = await other.click(await other.slash("support"), "置き換える")
    await other.submit(theirs, contacts="縁側電話 | 000")

    refused = await world.hana.submit(mine, contacts=OURS)
    assert refused.text.startswith("Another admin has changed this list just now, and theirs stands.")
    assert "縁側電話" in (await world.ken.slash("support")).text

    again = await world.hana.click(refused, "Fix it")
    assert "Porch Line" in (await world.hana.submit(again)).text
    assert "Porch Line" in (await world.ken.slash("support")).text


async def test_a_mistake_in_a_list_does_not_hide_that_another_admin_was_faster(world: Village) -> None:
    other = japanese_admin(world)
    mine = await world.hana.click(await world.hana.slash("support"), "Replace these")
    theirs = await other.click(await other.slash("support"), "置き換える")
    refused = await world.hana.submit(mine, contacts="no bar")
    await other.submit(theirs, contacts="縁側電話 | 000")

    again = await world.hana.submit(await world.hana.click(refused, "Fix it"), contacts=OURS)

    assert again.text.startswith("Another admin has changed this list just now")
    assert "縁側電話" in (await world.ken.slash("support")).text


async def test_an_old_panel_does_not_undo_what_another_admin_wrote(world: Village) -> None:
    await write(world)
    sure = await world.hana.click(await world.hana.slash("support"), "Use the defaults again")
    await write(world, "New | 1", by=world.hana)

    refused = await world.hana.click(sure, "Use the defaults again")

    assert refused.text.startswith("Another admin has changed this list just now")
    assert "**New**" in (await world.ken.slash("support")).text


# --- who may not


@pytest.mark.parametrize("name", ["ken", "mio"])
async def test_members_and_moderators_are_offered_no_change(world: Village, name: str) -> None:
    assert (await getattr(world, name).slash("support")).buttons == []


@pytest.mark.parametrize(
    "custom_id", ["support.replace", "support.defaults:{id}", "support.defaults-now:{id}", "support.keep"]
)
async def test_a_forged_press_is_refused(world: Village, custom_id: str) -> None:
    await write(world)
    before = await support.own(world.db, world.guild.id)
    assert before

    press = world.forged(custom_id.replace("{id}", str(before.id)))
    for person in (world.ken, world.mio):
        answer = await person.click(press, "Press")
        assert answer.modal is None
        assert answer.text.startswith(NOT_FOR_YOU)
    assert (await world.aoi.click(press, "Press")).text.startswith("この一覧を変えられるのは")
    assert await support.own(world.db, world.guild.id) == before


async def test_a_forged_form_is_refused(world: Village) -> None:
    form = await world.ken.user_command("Say thanks", world.aoi)
    assert form.modal
    form.modal.custom_id = "support.replace:0"

    answer = await world.ken.submit(form, note="x")

    assert answer.text.startswith(NOT_FOR_YOU)
    assert await support.own(world.db, world.guild.id) is None


@pytest.mark.parametrize(
    "custom_id",
    [
        "support.defaults",
        "support.defaults:x",
        "support.defaults:-1",
        "support.defaults-now:99999999999999999999",
    ],
)
async def test_a_press_that_was_never_made_is_refused(world: Village, custom_id: str) -> None:
    answer = await world.hana.click(world.forged(custom_id), "Press")
    assert answer.text.startswith("This button is from an earlier time")


async def test_who_is_demoted_between_form_and_submit_is_refused(world: Village) -> None:
    admin = japanese_admin(world)
    shown = await admin.slash("相談先")
    form = await admin.click(shown, "置き換える")
    world.guild.members[admin.id].roles.clear()

    assert (await admin.submit(form, contacts=OURS)).text.startswith("この一覧を変えられるのは")
    assert (await admin.click(shown, "置き換える")).modal is None
    assert await support.own(world.db, world.guild.id) is None


async def test_an_admin_of_another_server_changes_nothing_here(world: Village) -> None:
    await write(world)
    before = await support.own(world.db, world.guild.id)
    assert before
    elsewhere = world.second_server()

    # Hana is admin there too: a press there is about that server, whatever its custom_id says.
    press = world.forged(f"support.defaults-now:{before.id}", elsewhere)
    await world.hana.click(press, "Press")

    assert await support.own(world.db, world.guild.id) == before
