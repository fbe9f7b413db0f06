"""The pages for language, time and moderators."""

import discord

from bot import ui
from bot.features.settings import ROLES
from bot.when import Zone
from cogs.setup import values
from cogs.setup.parts import OPTIONS, Item, choice, role_choice, row, words
from cogs.setup.scene import Scene

AS_DISCORD = "discord"
NO_HOLIDAYS = "none"
ROLES_NAMED = 5
LABEL = 100


def language_page(scene: Scene) -> list[Item]:
    """Which language public posts speak."""
    chosen = scene.chosen.language or AS_DISCORD
    discords = values.language_name(scene)
    return [
        words(scene.says("setup-language-text")),
        row(
            *(
                ui.button(
                    scene.says(f"setup-language-{name}", discords=discords),
                    ui.custom_id("setup.language", name),
                    discord.ButtonStyle.primary if name == chosen else discord.ButtonStyle.secondary,
                )
                for name in (AS_DISCORD, "ja", "en")
            )
        ),
        words(scene.says("setup-now", value=values.value(scene, "language", scene.chosen.language))),
    ]


def time_page(scene: Scene) -> list[Item]:
    """Where the server's day begins, and whose holidays it knows."""
    holidays = values.value(scene, "holidays", scene.chosen.holidays)
    return [
        words(
            values.title(scene, "zone"),
            scene.says("setup-zone-text"),
            scene.says("setup-now", value=values.zone_now(scene)),
        ),
        choice("setup.zone", scene.says("setup-zone-choose"), _zone_options(scene)),
        row(ui.button(scene.says("setup-zone-find"), ui.custom_id("setup.find", "zone"))),
        words(
            values.title(scene, "holidays"),
            scene.says("setup-holidays-text"),
            scene.says("setup-now", value=holidays),
        ),
        choice("setup.holidays", scene.says("setup-holidays-choose"), _country_options(scene)),
        row(ui.button(scene.says("setup-holidays-find"), ui.custom_id("setup.find", "holidays"))),
    ]


def _zone_options(scene: Scene) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=zone.label[:LABEL],
            value=zone.name,
            description=there_now(scene, zone)[:LABEL],
            default=zone.name == scene.chosen.zone,
        )
        for zone in scene.zones
    ]


def there_now(scene: Scene, zone: Zone) -> str:
    return scene.says("setup-zone-now", time=f"{zone.local:%H:%M}", offset=zone.from_utc)


def _country_options(scene: Scene) -> list[discord.SelectOption]:
    none = discord.SelectOption(
        label=scene.says("setup-holidays-none"), value=NO_HOLIDAYS, default=scene.country is None
    )
    return [
        none,
        *(
            discord.SelectOption(
                label=country.label[:LABEL],
                value=country.code,
                default=country == scene.country,
            )
            for country in scene.countries[: OPTIONS - 1]
        ),
    ]


def moderators_page(scene: Scene) -> list[Item]:
    """Who looks after the server, besides those whom Discord knows to."""
    chosen = [i for i in scene.chosen.moderator_roles if scene.guild.get_role(i)]
    above = [
        role.mention
        for role in reversed(scene.guild.roles)
        if is_above_bot(role) and not role.managed and not role.is_default()
    ]
    lines = [
        scene.says("setup-roles-text"),
        scene.says("setup-now", value=values.roles(scene, scene.chosen.moderator_roles)),
    ]
    if above:
        more = "…" if len(above) > ROLES_NAMED else ""
        lines.append(scene.says("setup-roles-above", roles=" ".join(above[:ROLES_NAMED]) + more))
    return [
        words(*lines),
        row(role_choice("setup.roles", scene.says("setup-roles-choose"), chosen, ROLES)),
    ]


def is_above_bot(role: discord.Role) -> bool:
    return role >= role.guild.me.top_role
