"""`/settings`: what members choose for themselves, here and everywhere, and what they agree to."""

import asyncio

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import select

from bot import ui
from bot.features import consent, settings
from bot.features.consent import PURPOSES
from bot.features.consent.tables import consents
from bot.features.settings import MemberSettings
from bot.features.settings.tables import member_settings
from bot.sandbox.components import every
from bot.sandbox.people import Answer, Person
from bot.sandbox.state import Channel
from tests.village import Village

NOON = 1_800_000_000
NOT_YOURS = "This panel is somebody else's."


async def chosen(world: Village, person: Person, guild_id: int | None = None) -> MemberSettings:
    return await settings.member(world.db, person.id, guild_id or world.guild.id)


async def agreed(world: Village, person: Person, guild_id: int | None = None) -> set[str]:
    choices = await consent.choices(world.db, person.id, guild_id or world.guild.id)
    return {choice.purpose for choice in choices if choice.yes}


async def count(world: Village) -> None:
    """Let the server count activity."""
    async with world.db.write() as tx:
        await consent.start_counting(tx, world.guild.id, world.hana.id, NOON)
        await consent.noticed(tx, world.guild.id, NOON)


def dm(world: Village, person: Person) -> Channel:
    return person.dm_with(world.application)


def custom_id(answer: Answer, ending: str) -> str:
    assert answer.message
    ids = [part["custom_id"] for part in every(answer.message.components) if "custom_id" in part]
    [found] = [one for one in ids if one.endswith(ending)]
    return found


# --- what holds everywhere


async def test_a_language_is_chosen_by_one_press_and_holds_at_once_and_everywhere(world: Village) -> None:
    panel = await world.ken.slash("settings")
    assert panel.private
    assert panel.text.startswith("### Your settings")

    panel = await world.ken.click(panel, "日本語")
    assert panel.text.startswith("### あなたの設定")
    elsewhere = await world.ken.slash("settings", channel=world.second_server())
    assert elsewhere.text.startswith("### あなたの設定")

    panel = await world.ken.click(elsewhere, "Discordと同じ")
    assert panel.text.startswith("### Your settings")
    assert (await chosen(world, world.ken)).language is None


async def test_a_zone_is_searched_by_its_name_and_shown_with_its_time(world: Village) -> None:
    panel = await world.ken.slash("settings")
    form = await world.ken.click(panel, "Choose a time zone")
    assert form.modal
    assert form.modal.title == "Your time zone"
    found = await world.ken.submit(form, place="東京")
    assert "Tokyo, Japan" in found.text
    assert "now · UTC+9 · Asia/Tokyo" in found.text

    panel = await world.ken.select(found, "Choose a time zone", "Asia/Tokyo")

    assert "**Time zone** · Tokyo, Japan\nIt is " in panel.text
    assert (await chosen(world, world.ken)).zone == "Asia/Tokyo"
    panel = await world.ken.click(panel, "As the server")
    assert "**Time zone** · this server's: UTC" in panel.text
    assert (await chosen(world, world.ken)).zone is None


async def test_a_zone_that_nobody_knows_is_searched_again(world: Village) -> None:
    panel = await world.ken.slash("settings")
    form = await world.ken.click(panel, "Choose a time zone")
    found = await world.ken.submit(form, place="*Atlantis*")
    assert found.text.startswith("I know no time zone called “\\*Atlantis\\*”.")
    form = await world.ken.click(found, "Search again")
    many = await world.ken.submit(form, place="America")
    assert many.message
    [select] = [part for part in every(many.message.components) if part["type"] == 3]
    assert len(select["options"]) == 25
    panel = await world.ken.click(many, "Back")
    assert panel.text.startswith("### Your settings")


async def test_quiet_hours_are_chosen_changed_and_ended(world: Village) -> None:
    panel = await world.ken.slash("settings")
    form = await world.ken.click(panel, "Choose quiet hours")
    panel = await world.ken.submit(form)
    assert "**Quiet hours** · 22:00 to 7:00" in panel.text
    assert (await chosen(world, world.ken)).quiet_hours == (22 * 60, 7 * 60)

    form = await world.ken.click(panel, "Choose quiet hours")
    panel = await world.ken.submit(form, {"From, minutes": "30", "Until": "6", "Until, minutes": "45"})
    assert "**Quiet hours** · 22:30 to 6:45" in panel.text
    assert (await chosen(world, world.ken)).quiet_hours == (22 * 60 + 30, 6 * 60 + 45)

    form = await world.ken.click(panel, "Choose quiet hours")
    assert form.modal
    assert list(form.modal.prefilled().values()) == [["22"], ["30"], ["6"], ["45"]]
    refused = await world.ken.submit(form, {"From": "6", "From, minutes": "45"})
    assert refused.text.startswith("Quiet hours need an end that differs")
    assert (await chosen(world, world.ken)).quiet_hours == (22 * 60 + 30, 6 * 60 + 45)

    panel = await world.ken.click(panel, "No quiet hours")
    assert "**Quiet hours** · none" in panel.text
    assert (await chosen(world, world.ken)).quiet_hours is None


async def test_a_direct_message_has_what_holds_everywhere_and_no_server(world: Village) -> None:
    panel = await world.ken.slash("settings", channel=dm(world, world.ken))
    assert "**Time zone** · each server's own" in panel.text
    assert "This is chosen in each server" in panel.text
    panel = await world.ken.click(panel, "日本語")
    assert panel.text.startswith("### あなたの設定")
    assert (await chosen(world, world.ken)).language == "ja"


# --- what holds in one server


async def test_how_to_be_reached_is_chosen_for_each_purpose_in_one_server(world: Village) -> None:
    there = world.second_server()
    panel = await world.ken.slash("settings")
    panel = await world.ken.select(panel, custom_id(panel, ":sessions"), "dm")
    panel = await world.ken.select(panel, custom_id(panel, ":notices"), "wait")

    assert await agreed(world, world.ken) == {"dm_sessions"}
    assert (await chosen(world, world.ken)).reach_notices == "wait"
    assert await agreed(world, world.ken, there.guild_id) == set()
    assert (await chosen(world, world.ken, there.guild_id)).reach_notices == "mention"

    panel = await world.ken.select(panel, custom_id(panel, ":sessions"), "mention")
    assert await agreed(world, world.ken) == set()
    assert (await chosen(world, world.ken)).reach_sessions == "mention"


async def test_every_purpose_is_agreed_to_and_taken_back_by_one_press(world: Village) -> None:
    await count(world)
    panel = await world.ken.click(await world.ken.slash("settings"), "What I agree to")
    asked = [purpose for purpose in PURPOSES if not purpose.startswith("dm_")]
    for purpose in asked:
        yes = purpose != "counted"
        panel = await world.ken.click(panel, custom_id(panel, f":{purpose}:{int(yes)}"))
    assert await agreed(world, world.ken) == {*asked} - {"counted"}
    for purpose in asked:
        yes = purpose == "counted"
        panel = await world.ken.click(panel, custom_id(panel, f":{purpose}:{int(yes)}"))
    assert await agreed(world, world.ken) == {"counted"}


async def test_being_counted_is_asked_only_where_something_is_counted(world: Village) -> None:
    panel = await world.aoi.click(await world.aoi.slash("settings"), "同意していること")
    assert "**数えること**" not in panel.text
    await count(world)
    panel = await world.aoi.click(await world.aoi.slash("settings"), "同意していること")
    assert "**数えること**・はい" not in panel.text
    assert "**数えること** · はい" in panel.text


async def test_in_a_direct_message_a_no_holds_in_all_servers_and_a_yes_is_given_in_each(
    world: Village,
) -> None:
    there = world.second_server()
    await count(world)
    for guild_id in (world.guild.id, there.guild_id or 0):
        await consent.decide(world.db, world.ken.id, guild_id, "boards", yes=True, at=NOON)
    place = dm(world, world.ken)
    panel = await world.ken.click(await world.ken.slash("settings", channel=place), "What I agree to")
    panel = await world.ken.click(panel, custom_id(panel, ":boards:0"))
    panel = await world.ken.click(panel, custom_id(panel, ":counted:0"))
    assert await agreed(world, world.ken) == set()
    assert await agreed(world, world.ken, there.guild_id) == set()

    panel = await world.ken.click(panel, "Take back the no")
    assert await agreed(world, world.ken) == {"counted"}
    owner = ui.packed(world.ken.id)
    forged = world.forged(f"settings.agree:{owner}:boards:1", place)
    assert (await world.ken.click(forged, "Press")).text.startswith("A yes is given in the server")
    assert await agreed(world, world.ken) == {"counted"}


async def test_a_yes_to_less_than_is_asked_now_is_asked_again(
    world: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    await consent.decide(world.db, world.ken.id, world.guild.id, "boards", yes=True, at=NOON)
    monkeypatch.setitem(PURPOSES, "boards", consent.Wording(now=2, same_since=2))
    panel = await world.ken.click(await world.ken.slash("settings"), "What I agree to")
    assert "**Boards** · more is asked now" in panel.text
    panel = await world.ken.click(panel, custom_id(panel, ":boards:1"))
    assert "boards" in await agreed(world, world.ken)


# --- panels that are old, somebody else's, or forged


async def test_a_panel_works_after_a_restart(world: Village) -> None:
    panel = await world.ken.slash("settings")
    form = await world.ken.click(panel, "Choose a time zone")
    await world.restart()
    found = await world.ken.submit(form, place="Tokyo")
    await world.restart()
    await world.ken.select(found, "Choose a time zone", "Asia/Tokyo")
    assert (await chosen(world, world.ken)).zone == "Asia/Tokyo"


async def test_two_presses_at_once_leave_one_of_both_choices(world: Village) -> None:
    panel = await world.ken.slash("settings")
    assert panel.message
    await asyncio.gather(world.ken.click(panel, "日本語"), world.ken.click(panel, "English"))
    assert (await chosen(world, world.ken)).language in {"ja", "en"}


PRESSES = [
    "page:{}:own",
    "language:{}:ja",
    "zone-search:{}",
    "zone:{}",
    "zone-none:{}",
    "quiet-choose:{}",
    "quiet-none:{}",
    "reach:{}:sessions",
    "agree:{}:boards:1",
]


@pytest.mark.parametrize("press", PRESSES)
async def test_somebody_elses_panel_is_refused(world: Village, press: str) -> None:
    forged = world.forged("settings." + press.format(ui.packed(world.aoi.id)))
    answer = await world.ken.click(forged, "Press")
    assert answer.private
    assert answer.text.startswith(NOT_YOURS)
    for person in (world.aoi, world.ken):
        assert await chosen(world, person) == MemberSettings()
        assert await agreed(world, person) == set()


@pytest.mark.parametrize("form", ["settings.zone", "settings.quiet"])
async def test_somebody_elses_form_is_refused(world: Village, form: str) -> None:
    opened = await world.ken.click(await world.ken.slash("settings"), "Choose a time zone")
    assert opened.modal
    opened.modal.custom_id = f"{form}:{ui.packed(world.aoi.id)}"
    assert (await world.ken.submit(opened, place="Tokyo")).text.startswith(NOT_YOURS)
    assert await chosen(world, world.aoi) == MemberSettings()


async def test_a_choice_that_is_not_offered_is_refused(world: Village) -> None:
    owner = ui.packed(world.ken.id)
    for press in (
        f"settings.page:{owner}:none",
        f"settings.language:{owner}:tlh",
        f"settings.zone:{owner}",
        f"settings.reach:{owner}:birthdays",
        f"settings.reach:{owner}:sessions",
        f"settings.agree:{owner}:everything:1",
    ):
        answer = await world.ken.click(world.forged(press), "Press")
        assert answer.private
        assert not answer.failed
    assert await chosen(world, world.ken) == MemberSettings()
    assert await agreed(world, world.ken) == set()


WORDS = st.one_of(
    st.sampled_from(
        ["0", "1", "own", "agreed", "ja", "en", "boards", "counted", "sessions", *map(str, range(3))]
    ),
    st.text("abcdefghijklmnopqrstuvwxyz-._0123456789", max_size=14),
)


@pytest.mark.long
@given(
    presses=st.lists(st.tuples(st.sampled_from(PRESSES), st.lists(WORDS, max_size=3)), min_size=1, max_size=5)
)
@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_made_up_press_is_served(world: Village, presses: list[tuple[str, list[str]]]) -> None:
    for press, words in presses:
        forged = world.forged(":".join(["settings." + press.partition(":")[0], *words]))
        answer = await world.ken.click(forged, "Press")
        assert answer.private
        assert answer.text.startswith((NOT_YOURS, "This button is from an earlier time"))
    async with world.db.read() as tx:
        for table in (member_settings, consents):
            assert (await tx.execute(select(table))).all() == []
