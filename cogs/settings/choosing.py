"""`/settings`: members choose for themselves, in a server or in a direct message."""

from collections.abc import Iterable
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import consent, settings
from bot.features.consent import PURPOSES
from bot.ui import words
from bot.when import find_zones, show
from cogs.settings.panels import (
    ABOUT,
    AS_DISCORD,
    BY_DM,
    PAGES,
    WAYS,
    Reader,
    agreed_panel,
    own_panel,
    quiet_form,
    read_clock,
    zone_form,
    zones_panel,
)

T = TypeVar("T")


class Choosing(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @app_commands.command(name=words("command-settings"), description=words("command-settings-description"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def settings(self, interaction: discord.Interaction[Engawa]) -> None:
        await ui.answer(interaction, view=await self._panel(interaction, "own"))

    @ui.pressed("settings.page")
    async def turn(self, interaction: discord.Interaction[Engawa], owner: str, page: str) -> None:
        ui.refuse_others(interaction, owner)
        await ui.replace(interaction, view=await self._panel(interaction, known(page, PAGES)))

    # --- what holds everywhere

    @ui.pressed("settings.language")
    async def choose_language(
        self, interaction: discord.Interaction[Engawa], owner: str, chosen: str
    ) -> None:
        ui.refuse_others(interaction, owner)
        await self._change(interaction, "language", None if chosen == AS_DISCORD else chosen)

    @ui.pressed("settings.zone-search")
    async def ask_zone(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        await ui.open_form(interaction, zone_form(reader_of(interaction)))

    @ui.submitted("settings.zone")
    async def show_zones(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, owner: str
    ) -> None:
        ui.refuse_others(interaction, owner)
        reader, typed = reader_of(interaction), answers.text("place")
        found = find_zones(typed, reader.language, self.app.clock.now())
        await ui.replace(interaction, view=zones_panel(reader, typed, found))

    @ui.pressed("settings.zone")
    async def choose_zone(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        await self._change(interaction, "zone", one_picked(interaction))

    @ui.pressed("settings.zone-none")
    async def leave_zone_to_server(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        await self._change(interaction, "zone", None)

    @ui.pressed("settings.quiet-choose")
    async def ask_quiet_hours(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        mine = await settings.member(self.app.db, interaction.user.id, interaction.guild_id)
        await ui.open_form(interaction, quiet_form(reader_of(interaction), mine.quiet_hours))

    @ui.submitted("settings.quiet")
    async def choose_quiet_hours(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, owner: str
    ) -> None:
        ui.refuse_others(interaction, owner)
        hours = tuple(
            read_clock(answers.text(name), answers.text(f"{name}-minute")) for name in ("from", "until")
        )
        await self._change(interaction, "quiet_hours", hours)

    @ui.pressed("settings.quiet-none")
    async def end_quiet_hours(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        await self._change(interaction, "quiet_hours", None)

    # --- what holds in one server

    @ui.pressed("settings.reach")
    async def choose_reach(self, interaction: discord.Interaction[Engawa], owner: str, about: str) -> None:
        ui.refuse_others(interaction, owner)
        topic, way = known(about, ABOUT), known(one_picked(interaction), WAYS)
        if interaction.guild_id is None:
            raise Refusal("settings-agree-in-server")
        if way != "dm":
            await self._keep(interaction, f"reach_{topic}", way)
        await self._decide(interaction, BY_DM[topic], yes=way == "dm")
        await ui.replace(interaction, view=await self._panel(interaction, "own"))

    @ui.pressed("settings.agree")
    async def agree(
        self, interaction: discord.Interaction[Engawa], owner: str, purpose: str, yes: int
    ) -> None:
        ui.refuse_others(interaction, owner)
        asked = known(purpose, PURPOSES)
        if interaction.guild_id is None and yes and asked != "counted":
            raise Refusal("settings-agree-in-server")
        await self._decide(interaction, asked, yes=bool(yes))
        await ui.replace(interaction, view=await self._panel(interaction, "agreed"))

    # --- within

    async def _change(self, interaction: discord.Interaction[Engawa], name: str, value: Any) -> None:
        await self._keep(interaction, name, value)
        await ui.replace(interaction, view=await self._panel(interaction, "own"))

    async def _keep(self, interaction: discord.Interaction[Engawa], name: str, value: Any) -> None:
        now = int(self.app.clock.now())
        user, guild = interaction.user.id, interaction.guild_id
        await settings.change_member(self.app.db, user, guild, name, value, at=now)
        await ui.meet(self.app.db, interaction)  # the answer speaks as was chosen just now

    async def _decide(
        self, interaction: discord.Interaction[Engawa], purpose: consent.Purpose, *, yes: bool
    ) -> None:
        now = int(self.app.clock.now())
        user, guild = interaction.user.id, interaction.guild_id
        await consent.decide(self.app.db, user, guild, purpose, yes=yes, at=now)

    async def _panel(self, interaction: discord.Interaction[Engawa], page: str) -> ui.Panel:
        reader, guild = reader_of(interaction), interaction.guild_id
        choices = await consent.choices(self.app.db, reader.id, guild)
        if page == "agreed":
            counting = guild is None or await consent.counting(self.app.db, guild) is not None
            return agreed_panel(reader, choices, counting=counting)
        mine = await settings.member(self.app.db, reader.id, guild)
        zone = show(ui.zone(interaction), reader.language, self.app.clock.now())
        return own_panel(reader, mine, zone, [choice.purpose for choice in choices if choice.yes])


def reader_of(interaction: discord.Interaction[Engawa]) -> Reader:
    return Reader(interaction.user.id, ui.reader(interaction), interaction.guild_id is not None)


def known(word: str, words: Iterable[T]) -> T:
    """One of the words a button of ours can carry; a forged one is refused."""
    for one in words:
        if one == word:
            return one
    raise Refusal("press-unknown")


def one_picked(interaction: discord.Interaction[Engawa]) -> str:
    return next(iter(ui.picked(interaction)), "")
