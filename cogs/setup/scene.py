"""What a page of the panel is drawn from, read at that moment."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import consent, letters, settings
from bot.features.consent import Counting
from bot.features.letters import Letter
from bot.features.settings import ServerSettings
from bot.texts import Language, language, text
from bot.when import Country, Zone, find_countries, find_zones, show


@dataclass(frozen=True)
class Scene:
    """A server as its admins see it: what is chosen, what there is to choose, what has just happened."""

    language: Language
    discords: Language  # what Discord knows to be spoken here
    guild: discord.Guild
    channel_id: int
    chosen: ServerSettings
    counting: Counting | None
    letter: Letter | None
    zone: Zone
    country: Country | None
    zones: Sequence[Zone]
    countries: Sequence[Country]
    said: tuple[str, ...] = ()

    def says(self, key: str, **params: str | int) -> str:
        return text(self.language, key, **params)

    @property
    def public(self) -> Language:
        """The language of public posts."""
        return language(self.chosen.language) if self.chosen.language else self.discords

    def saying(self, *said: str) -> "Scene":
        return replace(self, said=(*self.said, *filter(None, said)))


def server_of(interaction: discord.Interaction[Engawa]) -> discord.Guild:
    """The server this is about, for an admin of it; anybody else is refused."""
    if not ui.is_admin(interaction):
        raise Refusal("setup-not-for-you")
    guild = interaction.client.get_guild(interaction.guild_id or 0)
    if guild is None or guild.unavailable or guild.me is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise Refusal("setup-bot-not-here")
    return guild


async def look(
    interaction: discord.Interaction[Engawa], *, zone_like: str = "", country_like: str = ""
) -> Scene:
    """The scene now; the lists hold what is called like that, or else what most choose."""
    app, guild, reader = interaction.client, server_of(interaction), ui.reader(interaction)
    chosen = await settings.server(app.db, guild.id)
    now = app.clock.now()
    # The first search of a process reads all names there are, which takes a third of a second.
    zones = await asyncio.to_thread(find_zones, zone_like, reader, now)
    countries = await asyncio.to_thread(find_countries, country_like, reader)
    zone, holidays = show(chosen.zone, reader, now), country(chosen.holidays, reader)
    if not zone_like and zone.name not in [other.name for other in zones]:
        zones = [zone, *zones]
    if holidays and not country_like and holidays not in countries:
        countries = [holidays, *countries]
    return Scene(
        language=reader,
        discords=language(guild.preferred_locale.value),
        guild=guild,
        channel_id=interaction.channel_id or 0,
        chosen=chosen,
        counting=await consent.counting(app.db, guild.id),
        letter=await letters.chosen(app.db, guild.id),
        zone=zone,
        country=holidays,
        zones=zones,
        countries=countries,
    )


def country(code: str | None, language: Language) -> Country | None:
    """A country by its code, as a reader of this language knows it."""
    if code is None:
        return None
    return next((c for c in find_countries(code, language) if c.code == code), None)
