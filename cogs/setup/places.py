"""The page of channels, and making those that are missing."""

from typing import Any

import discord

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import checkins, settings
from bot.features.settings import Channel, ServerSettings
from bot.texts import Language, text
from cogs.setup import values
from cogs.setup.parts import Item, channel_choice, row, words
from cogs.setup.permissions import TO_POST, is_open, missing_in, missing_to_make, named, place
from cogs.setup.posting import turn_in
from cogs.setup.scene import Scene

MADE = ("thanks_channel", "sessions_channel", "checkins_channel", "moderators_channel")
PLACES = (*MADE, "fallback_channel")


def places_page(scene: Scene) -> list[Item]:
    """Where each feature posts, and what the bot lacks there."""
    parts: list[Item] = [words(scene.says("setup-places-text"))]
    for name in PLACES:
        channel_id: int | None = getattr(scene.chosen, name)
        there = place(scene.guild, channel_id)
        select = channel_choice(
            ui.custom_id("setup.place", name),
            scene.says("setup-place-choose"),
            None if there is None else there.id,
        )
        parts += [words(values.title(scene, name), *place_lines(scene, name)), row(select)]
    return [*parts, *_making(scene)]


def place_lines(scene: Scene, name: str) -> list[str]:
    """What is chosen for a place, and what is wrong with it."""
    channel_id: int | None = getattr(scene.chosen, name)
    if channel_id is None:
        return [scene.says(f"setup-place-{name}")]
    there = place(scene.guild, channel_id)
    if there is None:
        return [scene.says("setup-place-gone")]
    missing = missing_in(there)
    lines = [scene.says("setup-place-fine", channel=str(there.id))]
    if missing:
        names = named(scene.language, missing)
        lines = [scene.says("setup-place-missing", channel=str(there.id), permissions=names)]
    if name == "moderators_channel" and is_open(there):
        lines.append(scene.says("setup-place-open"))
    return lines


def troubled(scene: Scene) -> list[str]:
    """The places in which the bot cannot post."""
    chosen = {name: getattr(scene.chosen, name) for name in PLACES}
    there = {name: place(scene.guild, channel_id) for name, channel_id in chosen.items() if channel_id}
    return [name for name, channel in there.items() if channel is None or missing_in(channel)]


def _making(scene: Scene) -> list[Item]:
    left = missing_places(scene.guild, scene.chosen)
    lacking = missing_to_make(scene.guild)
    lines: list[str] = []
    if left and lacking:
        lines.append(scene.says("setup-make-may-not", permissions=named(scene.language, lacking)))
    elif left:
        lines.append(scene.says("setup-make-text"))
    if troubled(scene):
        lines.append(scene.says("setup-place-how"))
    buttons: list[Item] = []
    if left:
        make = ui.button(scene.says("setup-make"), "setup.make", disabled=bool(lacking))
        buttons.append(make)
    if lacking or troubled(scene):
        buttons.append(ui.button(scene.says("setup-look-again"), "setup.again"))
    parts: list[Item] = [discord.ui.Separator()] if lines or buttons else []
    return [*parts, *([words(*lines)] if lines else []), *([row(*buttons)] if buttons else [])]


def missing_places(guild: discord.Guild, chosen: ServerSettings) -> list[str]:
    """The places that can be made and are not there."""
    return [name for name in MADE if place(guild, getattr(chosen, name)) is None]


async def greet_checkins(app: Engawa, scene: Scene) -> str:
    """Have the channel for check-ins told of them once the bot can post there; what is said of that."""
    there = place(scene.guild, scene.chosen.checkins_channel)
    if there is None or missing_in(there):
        return ""
    told = await checkins.plan_welcome(app.db, scene.guild.id, int(app.clock.now()))
    return "" if told is None else scene.says("setup-checkins-welcome", channel=str(told))


async def make_places(interaction: discord.Interaction[Engawa], scene: Scene) -> list[int]:
    """Make the places that are missing, in a category of ours, and choose them; return their channels."""
    app, guild, language = interaction.client, scene.guild, scene.public
    lacking = missing_to_make(guild)
    if lacking:
        names = named(scene.language, lacking)
        raise Refusal("setup-make-refused", permissions=names)
    made: list[int] = []
    async with turn_in(guild.id):
        chosen = await settings.server(app.db, guild.id)
        left = missing_places(guild, chosen)
        try:
            category = await _category(guild, language) if left else None
            for name in left:
                assert category is not None
                channel = await _make(interaction, category, name, chosen, language)
                # Kept one by one: what is there is chosen, whatever becomes of the next.
                await settings.change_server(
                    app.db,
                    guild.id,
                    name,
                    Channel(channel.id, str(channel.type)),
                    by=interaction.user.id,
                    at=int(app.clock.now()),
                )
                made.append(channel.id)
        except discord.Forbidden as error:
            names = named(scene.language, TO_POST)
            raise Refusal("setup-make-refused", permissions=names) from error
    return made


async def _category(guild: discord.Guild, language: Language) -> discord.CategoryChannel:
    name = text(language, "setup-made-category")
    found = next((c for c in guild.categories if c.name == name), None)
    return found or await guild.create_category(name)


async def _make(
    interaction: discord.Interaction[Engawa],
    category: discord.CategoryChannel,
    name: str,
    chosen: ServerSettings,
    language: Language,
) -> discord.TextChannel:
    options: dict[str, Any] = {"topic": text(language, f"setup-made-{name}-topic")}
    if name == "moderators_channel":
        options["overwrites"] = _for_moderators(interaction, category.guild, chosen)
    return await category.create_text_channel(text(language, f"setup-made-{name}"), **options)


def _for_moderators(
    interaction: discord.Interaction[Engawa], guild: discord.Guild, chosen: ServerSettings
) -> dict[discord.Role | discord.Member, discord.PermissionOverwrite]:
    """Nobody but the moderators, the bot, and the admin who asked for it."""
    seeing = discord.PermissionOverwrite(view_channel=True)
    # Discord lets a bot grant only what it has.
    ours = {name: True for name in TO_POST if getattr(guild.me.guild_permissions, name)}
    overwrites: dict[discord.Role | discord.Member, discord.PermissionOverwrite] = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(**ours),
    }
    overwrites |= {role: seeing for i in chosen.moderator_roles if (role := guild.get_role(i))}
    if isinstance(interaction.user, discord.Member):
        overwrites[interaction.user] = seeing
    return overwrites
