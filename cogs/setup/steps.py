"""`/setup` and every press in its panel. Whoever acts is asked each time whether they may."""

import asyncio
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import consent, settings
from bot.features.settings import Channel, Role, ServerSettings
from bot.texts import text
from bot.ui import words
from bot.when import find_zones, zone
from cogs.setup.features import SWITCHES
from cogs.setup.notice import begin_counting, end_counting, notice_words
from cogs.setup.pages import AS_DISCORD, NO_HOLIDAYS, is_above_bot
from cogs.setup.panel import FEATURES, LANGUAGE, MODERATORS, PAGES, PLACES, SUMMARY, TIME, panel
from cogs.setup.parts import known, picked, yes_or_no
from cogs.setup.places import PLACES as PLACE_NAMES
from cogs.setup.places import greet_checkins, make_places
from cogs.setup.scene import Scene, look, server_of
from cogs.setup.values import what_changed
from cogs.setup.welcome import announcing_form, chosen_for_all, post_welcome, welcome_words

SUGGESTIONS = 25
LONGEST_SEARCH = 100


class Setup(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @app_commands.command(name=words("command-setup"), description=words("command-setup-description"))
    @app_commands.rename(timezone=words("command-setup-option-timezone"))
    @app_commands.describe(timezone=words("command-setup-option-timezone-description"))
    @app_commands.default_permissions(manage_guild=True)
    async def setup(
        self,
        interaction: discord.Interaction[Engawa],
        timezone: app_commands.Range[str, 1, LONGEST_SEARCH] = "",
    ) -> None:
        guild = server_of(interaction)
        if zone(timezone):
            await self._choose(interaction, TIME, "zone", timezone)
        elif timezone:
            await self._offer(interaction, "zone", timezone)
        else:
            untouched = (
                await settings.server(self.app.db, guild.id) == ServerSettings()
                and await consent.counting(self.app.db, guild.id) is None
            )
            await self._show(interaction, LANGUAGE if untouched else SUMMARY)

    @setup.autocomplete("timezone")
    async def suggest_zones(
        self, interaction: discord.Interaction[Engawa], typed: str
    ) -> list[app_commands.Choice[str]]:
        if not ui.is_admin(interaction):
            return []
        reader, now = ui.reader(interaction), self.app.clock.now()
        found = await asyncio.to_thread(find_zones, typed, reader, now, SUGGESTIONS)
        return [
            app_commands.Choice(
                name=text(
                    reader,
                    "setup-zone-suggested",
                    place=each.label,
                    time=f"{each.local:%H:%M}",
                    offset=each.from_utc,
                )[:100],
                value=each.name,
            )
            for each in found
        ]

    # --- turning pages

    @ui.pressed("setup.page")
    async def turn(self, interaction: discord.Interaction[Engawa], page: int) -> None:
        if not 1 <= page <= len(PAGES):
            raise Refusal("press-unknown")
        await self._show(interaction, page)

    @ui.pressed("setup.again")
    async def look_again(self, interaction: discord.Interaction[Engawa]) -> None:
        scene = await look(interaction)
        await self._draw(interaction, PLACES, scene.saying(await greet_checkins(self.app, scene)))

    # --- language and time

    @ui.pressed("setup.language")
    async def choose_language(self, interaction: discord.Interaction[Engawa], language: str) -> None:
        await self._choose(interaction, LANGUAGE, "language", None if language == AS_DISCORD else language)

    @ui.pressed("setup.zone")
    async def choose_zone(self, interaction: discord.Interaction[Engawa]) -> None:
        await self._choose(interaction, TIME, "zone", _one(interaction))

    @ui.pressed("setup.holidays")
    async def choose_holidays(self, interaction: discord.Interaction[Engawa]) -> None:
        chosen = _one(interaction)
        await self._choose(interaction, TIME, "holidays", None if chosen == NO_HOLIDAYS else chosen)

    @ui.pressed("setup.find")
    async def ask_what_to_find(self, interaction: discord.Interaction[Engawa], what: str) -> None:
        server_of(interaction)
        language, what = ui.reader(interaction), known(what, ("zone", "holidays"))
        typed: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="typed",
            placeholder=text(language, f"setup-{what}-find-hint"),
            max_length=LONGEST_SEARCH,
        )
        field = ui.labelled(text(language, f"setup-{what}-find-label"), typed)
        title = text(language, f"setup-{what}-find")
        await ui.open_form(interaction, ui.Form(title, ui.custom_id("setup.find", what), field))

    @ui.submitted("setup.find")
    async def find(self, interaction: discord.Interaction[Engawa], answers: ui.Answers, what: str) -> None:
        server_of(interaction)
        await self._offer(interaction, known(what, ("zone", "holidays")), answers.text("typed"))

    async def _offer(self, interaction: discord.Interaction[Engawa], what: str, typed: str) -> None:
        """Show what is called like that, to choose from."""
        like = {"zone": "zone_like", "holidays": "country_like"}[what]
        scene = await look(interaction, **{like: typed})
        if scene.zones and scene.countries:
            await self._draw(interaction, TIME, scene.saying(scene.says(f"setup-{what}-found")))
            return
        scene = await look(interaction)
        nothing = scene.says(f"setup-{what}-not-found", typed=ui.plain(typed))
        await self._draw(interaction, TIME, scene.saying(nothing))

    # --- channels and moderators

    @ui.pressed("setup.place")
    async def choose_place(self, interaction: discord.Interaction[Engawa], name: str) -> None:
        guild, ids = server_of(interaction), picked(interaction)
        channel = guild.get_channel(ids[0]) if ids else None
        chosen = (
            Channel(ids[0], str(channel.type) if channel else "", here=channel is not None) if ids else None
        )
        await self._choose(interaction, PLACES, known(name, PLACE_NAMES), chosen)

    @ui.pressed("setup.make")
    async def make(self, interaction: discord.Interaction[Engawa]) -> None:
        scene = await look(interaction)
        await ui.hold(interaction)
        made = await make_places(interaction, scene)
        scene = await look(interaction)
        key = "setup-made" if made else "setup-made-nothing"
        said = scene.says(key, channels=" ".join(f"<#{i}>" for i in made)) if made else scene.says(key)
        await self._draw(interaction, PLACES, scene.saying(said, await greet_checkins(self.app, scene)))

    @ui.pressed("setup.roles")
    async def choose_roles(self, interaction: discord.Interaction[Engawa]) -> None:
        guild = server_of(interaction)
        chosen = [_role(guild, role_id) for role_id in picked(interaction)]
        await self._choose(interaction, MODERATORS, "moderator_roles", chosen)

    # --- what is on

    @ui.pressed("setup.feature")
    async def switch(self, interaction: discord.Interaction[Engawa], name: str, on: int) -> None:
        await self._choose(interaction, FEATURES, known(name, SWITCHES), yes_or_no(on))

    @ui.pressed("setup.retention")
    async def choose_retention(self, interaction: discord.Interaction[Engawa]) -> None:
        await self._choose_number(interaction, "retention_days")

    @ui.pressed("setup.burst")
    async def choose_burst(self, interaction: discord.Interaction[Engawa]) -> None:
        await self._choose_number(interaction, "burst_seconds")

    @ui.pressed("setup.count")
    async def count(self, interaction: discord.Interaction[Engawa], on: int) -> None:
        guild = server_of(interaction)
        scene = await look(interaction)
        if yes_or_no(on):
            shown = notice_words(scene.public, scene.chosen.retention_days)
            await ui.open_form(interaction, announcing_form(scene, "count", "setup.count", shown))
            return
        await end_counting(self.app, guild.id)
        await self._show(interaction, FEATURES, "setup-count-ended")

    @ui.submitted("setup.count")
    async def begin_to_count(self, interaction: discord.Interaction[Engawa], answers: ui.Answers) -> None:
        scene = await look(interaction)
        channel = chosen_for_all(scene, answers)
        await ui.hold(interaction)
        went = await begin_counting(interaction, scene.guild.id, channel.id)
        await self._show(interaction, FEATURES, f"setup-count-{went}", channel=str(channel.id))

    # --- the end

    @ui.pressed("setup.welcome")
    async def offer_welcome(self, interaction: discord.Interaction[Engawa], again: int) -> None:
        scene = await look(interaction)
        custom_id = ui.custom_id("setup.welcome", int(yes_or_no(again)))
        shown = welcome_words(scene.public)
        await ui.open_form(interaction, announcing_form(scene, "welcome", custom_id, shown))

    @ui.submitted("setup.welcome")
    async def welcome(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, again: int
    ) -> None:
        scene = await look(interaction)
        channel, anew = chosen_for_all(scene, answers), yes_or_no(again)
        await ui.hold(interaction)
        went = await post_welcome(interaction, channel.id, again=anew)
        await self._show(interaction, SUMMARY, f"setup-welcome-{went}", channel=str(channel.id))

    # --- within

    async def _choose_number(self, interaction: discord.Interaction[Engawa], name: str) -> None:
        server_of(interaction)
        number = next(iter(picked(interaction)), None)
        await self._choose(interaction, FEATURES, name, number)

    async def _choose(
        self, interaction: discord.Interaction[Engawa], page: int, name: str, value: Any
    ) -> None:
        """Change a setting and show its page; what is refused is said there, and nothing changes."""
        guild, by, at = server_of(interaction), interaction.user, int(self.app.clock.now())
        try:
            change = await settings.change_server(self.app.db, guild.id, name, value, by=by.id, at=at)
        except Refusal as refusal:
            scene = await look(interaction)
            said = scene.says(refusal.key, **refusal.params)
        else:
            scene = await look(interaction)
            said = what_changed(scene, change, by)
            if name in {"checkins_channel", "checkins_on"}:
                scene = scene.saying(said)
                said = await greet_checkins(self.app, scene)
        await self._draw(interaction, page, scene.saying(said))

    async def _show(
        self, interaction: discord.Interaction[Engawa], page: int, said: str = "", **params: str
    ) -> None:
        scene = await look(interaction)
        await self._draw(interaction, page, scene.saying(scene.says(said, **params) if said else ""))

    async def _draw(self, interaction: discord.Interaction[Engawa], page: int, scene: Scene) -> None:
        """Draw a page where the panel stands, or as a new private panel."""
        message = interaction.message
        if message is not None and message.flags.ephemeral:
            await ui.replace(interaction, view=panel(scene, page))
        else:
            await ui.answer(interaction, view=panel(scene, page))


def _one(interaction: discord.Interaction[Engawa]) -> str:
    server_of(interaction)
    return next(iter(ui.picked(interaction)), "")


def _role(guild: discord.Guild, role_id: int) -> Role:
    role = guild.get_role(role_id)
    if role is None:
        return Role(role_id, here=False)
    return Role(role_id, everyone=role.is_default(), managed=role.managed, above_bot=is_above_bot(role))
