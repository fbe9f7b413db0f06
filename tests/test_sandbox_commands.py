"""Commands on the stand-in: what a bot is given, and what Discord's client lets through."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.sandbox.people import NotPossible
from bot.sandbox.permissions import Permission
from tests.asking import Bot, bot_that
from tests.standin import House, connected, open_house, point_at


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    async with open_house(rate_limits=False) as opened:
        point_at(opened.standin, monkeypatch)
        yield opened


# --- what the bot is given


async def test_a_bot_learns_who_asks_where_and_in_which_language(house: House) -> None:
    seen: list[discord.Interaction] = []

    async def hello(interaction: discord.Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("hello")

    async with connected(bot_that(hello)):
        await house.aoi.slash("hello")
        (interaction,) = seen
        assert isinstance(interaction.user, discord.Member)
        assert interaction.user.display_name == "Aoi"
        assert interaction.locale is discord.Locale.japanese
        assert interaction.guild_locale is discord.Locale.japanese
        assert interaction.guild is not None
        assert interaction.guild.id == house.guild.id
        assert interaction.channel_id == house.room.id
        assert interaction.permissions.send_messages
        assert not interaction.permissions.manage_guild
        assert interaction.app_permissions.manage_messages
        assert interaction.context.guild
        assert interaction.is_guild_integration()
        assert interaction.filesize_limit == 10 * 1024 * 1024


async def test_commands_work_in_a_direct_message(house: House) -> None:
    seen: list[discord.Interaction] = []

    async def hello(interaction: discord.Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("hello")

    async with connected(bot_that(hello)):
        room = house.aoi.dm_with(house.application)
        answer = await house.aoi.slash("hello", channel=room)
        assert answer.text == "hello"
        (interaction,) = seen
        assert isinstance(interaction.user, discord.User)
        assert interaction.guild is None
        assert interaction.context.dm_channel


async def test_options_of_every_type_arrive_as_what_they_are(house: House) -> None:
    seen: dict[str, Any] = {}

    async def all_of_them(
        interaction: discord.Interaction,
        text: str,
        number: app_commands.Range[int, 1, 10],
        share: float,
        yes: bool,
        who: discord.Member,
        where: discord.TextChannel,
        role: discord.Role,
        somebody: discord.User | discord.Role,
        file: discord.Attachment,
    ) -> None:
        seen.update(list(interaction.namespace))
        await interaction.response.send_message(str(await file.read(), "utf-8"))

    role = house.standin.world.add_role(house.guild, "gardeners")
    async with connected(bot_that(all_of_them)):
        answer = await house.aoi.slash(
            "all_of_them",
            text="ことば",
            number=3,
            share=0.5,
            yes=True,
            who=house.ken,
            where=house.room,
            role=role,
            somebody=role,
            file=("seeds.txt", b"tomatoes"),
        )
        assert answer.text == "tomatoes"
        assert (seen["text"], seen["number"], seen["share"], seen["yes"]) == ("ことば", 3, 0.5, True)
        assert (seen["who"].id, seen["who"].joined_at is not None) == (house.ken.id, True)
        assert seen["who"].resolved_permissions.send_messages
        assert (seen["where"].id, seen["where"].permissions.view_channel) == (house.room.id, True)
        assert seen["role"].name == seen["somebody"].name == "gardeners"
        assert seen["file"].filename == "seeds.txt"


async def test_somebody_who_is_not_in_the_server_arrives_as_a_user(house: House) -> None:
    seen: list[Any] = []

    async def call(interaction: discord.Interaction, who: discord.User) -> None:
        seen.append(who)
        await interaction.response.send_message("called")

    house.ken.leave(house.guild)
    async with connected(bot_that(call)):
        await house.aoi.slash("call", who=house.ken)
        assert type(seen[0]) is discord.User


async def test_groups_and_sub_commands_are_found_by_their_whole_name(house: House) -> None:
    bot = Bot()
    garden = app_commands.Group(name="garden", description="…")
    beds = app_commands.Group(name="beds", description="…", parent=garden)

    @beds.command()
    async def water(interaction: discord.Interaction, litres: int) -> None:
        await interaction.response.send_message(f"{litres} l")

    bot.tree.add_command(garden)
    async with connected(bot):
        answer = await house.aoi.slash("garden beds water", litres=5)
        assert answer.text == "5 l"
        assert answer.message is not None
        assert answer.message.command == "garden beds water"


async def test_suggestions_come_while_somebody_types(house: House) -> None:
    seen: dict[str, Any] = {}

    async def when(interaction: discord.Interaction, room: str, hour: int) -> None:
        await interaction.response.send_message(f"{room} {hour}")

    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[int]]:
        seen.update(room=interaction.namespace.room, current=current)
        return [app_commands.Choice(name=f"{n} o'clock", value=n) for n in (9, 10)]

    bot = Bot()
    command = app_commands.Command(name="when", description="…", callback=when)
    command.autocomplete("hour")(suggest)
    bot.tree.add_command(command)
    async with connected(bot):
        answer = await house.aoi.autocomplete("when", room="study", hour="9")
        assert answer.names == ["9 o'clock", "10 o'clock"]
        assert answer.choices[1]["value"] == 10
        assert seen == {"room": "study", "current": "9"}
        assert house.aoi.sees() == []


async def test_commands_from_menus_carry_their_target(house: House) -> None:
    bot = Bot()

    @bot.tree.context_menu(name="Wave at")
    async def wave(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"👋 {member.display_name}")

    @bot.tree.context_menu(name="Read aloud")
    async def read(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(message.content)

    async with connected(bot):
        assert (await house.aoi.user_command("Wave at", house.ken)).text == "👋 Ken"
        said = house.ken.say("なんでも")
        answer = await house.aoi.message_command("Read aloud", said)
        # A message that is handed over may be read, without any intent for content.
        assert answer.text == "なんでも"
        assert answer.message is not None
        assert answer.message.interaction is not None
        assert answer.message.interaction["target_message_id"] == str(said.id)


# --- what Discord's client does not let through


async def test_who_may_not_use_a_command_is_not_offered_it(house: House) -> None:
    async def setup(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("set up")

    bot = Bot()
    command = app_commands.Command(name="setup", description="…", callback=setup)
    command.default_permissions = discord.Permissions(manage_guild=True)
    command.guild_only = True
    bot.tree.add_command(command)
    async with connected(bot):
        assert [c.name for c in house.aoi.commands()] == []
        assert [c.name for c in house.owner.commands()] == ["setup"]
        assert house.owner.commands(house.owner.dm_with(house.application)) == []
        with pytest.raises(NotPossible, match="offered 0 commands"):
            await house.aoi.slash("setup")
        assert (await house.owner.slash("setup")).text == "set up"
        helpers = house.standin.world.add_role(house.guild, "helpers", Permission.MANAGE_GUILD)
        house.guild.members[house.aoi.id].roles.append(helpers.id)
        assert (await house.aoi.slash("setup")).text == "set up"


async def test_impossible_input_is_stopped_where_discords_client_stops_it(house: House) -> None:
    async def pick(
        interaction: discord.Interaction,
        number: app_commands.Range[int, 1, 5],
        word: app_commands.Range[str, 2, 4] = "ok",
    ) -> None:
        await interaction.response.send_message(f"{number} {word}")

    async def choose(interaction: discord.Interaction, colour: str) -> None:
        await interaction.response.send_message(colour)

    bot = bot_that(pick)
    chooser = app_commands.Command(name="choose", description="…", callback=choose)
    app_commands.choices(colour=[app_commands.Choice(name="Red wine", value="red")])(chooser)
    bot.tree.add_command(chooser)
    async with connected(bot):
        assert (await house.aoi.slash("pick", number=5)).text == "5 ok"
        assert (await house.aoi.slash("choose", colour="Red wine")).text == "red"
        for wrong in (
            {},
            {"number": 6},
            {"number": "1"},
            {"number": 1, "word": "x"},
            {"number": 1, "word": "xxxxx"},
            {"number": 1, "other": 1},
        ):
            with pytest.raises(NotPossible):
                await house.aoi.slash("pick", **wrong)
        with pytest.raises(NotPossible, match="choices"):
            await house.aoi.slash("choose", colour="green")
