"""`/setup` in hands it is not for, and with presses and forms that nobody made: nothing changes."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot.features import consent
from bot.features.settings import ServerSettings
from bot.sandbox.people import Answer, NotPossible, Person
from bot.sandbox.state import Channel, ChannelType, Json, Message
from tests.moving_in import admin, below_bot, chosen
from tests.village import Village

NOT_FOR_YOU = "Setting up this server is for those who may manage it."
UNKNOWN = "This button is from an earlier time"
SELECTS = ("zone", "holidays", "roles", "retention", "burst")
PRESSES = (
    "setup.page:2",
    "setup.again",
    "setup.language:ja",
    "setup.find:zone",
    "setup.make",
    "setup.feature:thanks_on:0",
    "setup.count:1",
    "setup.count:0",
    "setup.welcome:0",
)
FORMS = ("setup.find:zone", "setup.count", "setup.welcome:1")


def forged_select(world: Village, custom_id: str, *values: str, channel: Channel | None = None) -> Message:
    """A message of the bot's with a list that the bot never made."""
    select: Json = {
        "type": 3,
        "min_values": 1,
        "id": 2,
        "custom_id": custom_id,
        "options": [{"label": value, "value": value} for value in values],
        "max_values": len(values),
    }
    row = {"type": 1, "id": 1, "components": [select]}
    place = channel or world.channel
    return world.standin.world.post(place, world.application.id, "forged", components=[row])


async def forged_form(who: Person, world: Village, custom_id: str, **fields: Any) -> Answer:
    """Submit a form that the bot never opened, in the shape of one that it did."""
    opened = await who.user_command("Say thanks", world.aoi)
    assert opened.modal
    opened.modal.custom_id = custom_id
    return await who.submit(opened, **fields)


async def nothing_changed(world: Village) -> bool:
    unchanged = await chosen(world) == ServerSettings()
    return unchanged and await consent.counting(world.db, world.guild.id) is None


# --- who may not


async def test_members_and_moderators_are_not_offered_it(world: Village) -> None:
    for who in (world.ken, world.mio):
        with pytest.raises(NotPossible):
            await who.slash("setup")
    [body] = [c.body for c in world.application.commands.values() if c.name == "setup"]
    assert int(body["default_member_permissions"]) == 1 << 5


async def test_a_server_that_lets_everybody_use_commands_still_keeps_it_to_admins(world: Village) -> None:
    # Admins of a server can override who is shown a command; the bot asks for itself.
    [command] = [c for c in world.application.commands.values() if c.name == "setup"]
    command.body["default_member_permissions"] = None
    for refused in (await world.mio.slash("setup"), await world.mio.slash("setup", timezone="Tokyo")):
        assert refused.private
        assert refused.text.startswith(NOT_FOR_YOU)
    assert (await world.mio.autocomplete("setup", timezone="Tokyo")).choices == []
    assert await nothing_changed(world)


@pytest.mark.parametrize("who", ["ken", "mio"])
async def test_no_press_and_no_form_does_anything_for_somebody_who_may_not(world: Village, who: str) -> None:
    person: Person = getattr(world, who)
    role, thing = below_bot(world, "fine"), str(world.channel.id)
    await world.settled()
    chosen_by = {"zone": "Asia/Tokyo", "holidays": "JP", "roles": str(role), "retention": "90", "burst": "5"}
    for press in PRESSES:
        answer = await person.click(world.forged(press), "Press")
        assert answer.text.startswith(NOT_FOR_YOU), press
    selects = {f"setup.{name}": value for name, value in chosen_by.items()}
    for press, value in {**selects, "setup.place:thanks_channel": thing}.items():
        answer = await person.select(forged_select(world, press, value), press, value)
        assert answer.private
        assert answer.text.startswith(NOT_FOR_YOU), press
    for form in FORMS:
        answer = await forged_form(person, world, form, note="x")
        assert answer.private
        assert answer.text.startswith(NOT_FOR_YOU), form
    assert await nothing_changed(world)
    assert not [m for m in world.posts() if m.content != "forged"]


async def test_an_admin_who_is_one_no_longer_is_refused_in_a_panel_that_is_still_open(
    world: Village,
) -> None:
    ren = admin(world, "ren")
    panel = await ren.slash("setup")
    features = await ren.click(await ren.click(panel, "To the summary"), "setup.page:5")
    form = await ren.click(features, "Begin")
    world.guild.members[ren.id].roles.clear()

    for answer in (
        await ren.click(features, "setup.feature:thanks_on:0"),
        await ren.select(features, "setup.retention", "90"),
        await ren.submit(form, channel=world.channel),
    ):
        assert answer.private
        assert answer.text.startswith(NOT_FOR_YOU)
    assert await nothing_changed(world)
    assert world.posts() == []


# --- what cannot be


async def test_channels_of_the_wrong_kind_or_of_no_server_are_refused_in_words(world: Village) -> None:
    things = world.standin.world
    voice = things.add_channel(world.guild, "voice", ChannelType.VOICE)
    gone = things.add_channel(world.guild, "gone")
    things.delete_channel(gone)
    elsewhere = world.second_server()
    await world.settled()
    for channel_id, said in (
        (voice.id, f"Posts with buttons can't stand in <#{voice.id}>."),
        (gone.id, "That channel is not in this server; it may have been deleted."),
        (elsewhere.id, "That channel is not in this server; it may have been deleted."),
    ):
        press = "setup.place:thanks_channel"
        answer = await world.hana.select(forged_select(world, press, str(channel_id)), press, str(channel_id))
        assert answer.private
        assert said in answer.text
    assert await nothing_changed(world)


async def test_a_role_of_another_server_is_refused_in_words(world: Village) -> None:
    elsewhere = world.second_server()
    role = world.standin.world.add_role(world.standin.world.guilds[elsewhere.guild_id or 0], "theirs")
    forged = forged_select(world, "setup.roles", str(role.id))
    answer = await world.hana.select(forged, "setup.roles", str(role.id))
    assert "That role is not in this server." in answer.text
    assert await nothing_changed(world)


async def test_a_panel_pressed_in_another_server_is_about_that_server(world: Village) -> None:
    elsewhere = world.second_server()
    answer = await world.hana.click(world.forged("setup.language:ja", elsewhere), "Press")
    assert "Changed" in answer.text
    assert await nothing_changed(world)


async def test_other_values_than_offered_are_refused_in_words(world: Village) -> None:
    for press, value in (
        ("setup.zone", "Asia/Atlantis"),
        ("setup.holidays", "XX"),
        ("setup.retention", "3"),
        ("setup.retention", "99999"),
        ("setup.burst", "301"),
    ):
        answer = await world.hana.select(forged_select(world, press, value), press, value)
        assert answer.private
        assert "> " in answer.text
        assert "Changed" not in answer.text
    assert await nothing_changed(world)


NAMES = (
    *(press.partition(":")[0] for press in PRESSES),
    *(f"setup.{name}" for name in (*SELECTS, "place")),
    "counting.no.x",
)
WORDS = st.one_of(
    st.sampled_from(
        ["0", "1", "7", "99", "zone", "thanks_on", "welcomed", "moderator_roles", "language", ""]
    ),
    st.text("abc0123_.-", max_size=20),
)


@pytest.mark.long
@given(
    press=st.tuples(st.sampled_from(NAMES), st.lists(WORDS, max_size=3)), values=st.lists(WORDS, max_size=2)
)
@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_made_up_presses_of_an_admin_are_answered_and_leave_settings_that_hold(
    world: Village, press: tuple[str, list[str]], values: list[str]
) -> None:
    custom_id = ":".join([press[0], *press[1]])
    given_values = list(dict.fromkeys(filter(None, values))) or ["x"]
    answers = [
        await world.hana.click(world.forged(custom_id), "Press"),
        await world.hana.select(forged_select(world, custom_id, *given_values), custom_id, given_values),
    ]
    await world.settled()
    for answer in answers:
        assert not answer.failed
        assert answer.modal or answer.private or answer.follow_ups
        assert "That didn't work" not in answer.text, custom_id
    now = await chosen(world)
    assert (now.zone, now.moderator_roles, now.thanks_channel, now.welcomed) == ("UTC", (), None, False)
    assert now.retention_days == 400 or 30 <= now.retention_days <= 3650


@pytest.mark.long
@given(form=st.sampled_from([*FORMS, "setup.find:x", "setup.welcome:7", "setup.count:1"]))
@examples(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_made_up_forms_of_an_admin_post_nothing_and_change_nothing(world: Village, form: str) -> None:
    answer = await forged_form(world.hana, world, form, note="x")
    assert answer.private
    assert "That didn't work" not in answer.text
    assert await nothing_changed(world)
    assert world.posts() == []
