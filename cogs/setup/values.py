"""Settings in words: what each is called, what it is, and what has just become of it."""

from typing import Any

import discord

from bot.features.settings import Change
from bot.texts import Language, text
from bot.when import show
from cogs.setup.scene import Scene, country


def title(scene: Scene, name: str) -> str:
    """What a setting is called, above what it is."""
    return f"**{scene.says(f'setting-name-{name}')}**"


def zone_now(scene: Scene) -> str:
    return scene.says(
        "setup-zone-chosen",
        place=scene.zone.label,
        time=f"{scene.zone.local:%H:%M}",
        offset=scene.zone.from_utc,
    )


def value(scene: Scene, name: str, of: Any) -> str:
    """The value of a setting as a reader knows it."""
    if name == "language":
        return scene.says(f"setup-language-{of or 'discord'}", discords=language_name(scene))
    if name == "zone":
        return show(of, scene.language, 0).label
    if name == "holidays":
        found = country(of, scene.language)
        return scene.says("setup-none") if found is None else found.label
    if name == "retention_days":
        return scene.says("setup-days", days=of)
    if name == "burst_seconds":
        return scene.says("setup-seconds", seconds=of)
    if name == "moderator_roles":
        return roles(scene, of)
    if isinstance(of, bool):
        return scene.says("setup-on" if of else "setup-off")
    return channel(scene, of)


def language_name(scene: Scene) -> str:
    return text(scene.language, f"setup-{scene.discords}")


def channel(scene: Scene, channel_id: int | None) -> str:
    if channel_id is None:
        return scene.says("setup-none")
    return scene.says("setup-gone") if scene.guild.get_channel(channel_id) is None else f"<#{channel_id}>"


def roles(scene: Scene, ids: tuple[int, ...]) -> str:
    there = [f"<@&{role_id}>" for role_id in ids if scene.guild.get_role(role_id)]
    return " ".join(there) or scene.says("setup-none")


def what_changed(scene: Scene, change: Change, by: discord.abc.Snowflake) -> str:
    """What a setting is now and, when somebody else had chosen, who and what that was."""
    now = scene.says(
        "setup-changed",
        what=scene.says(f"setting-name-{change.name}"),
        value=value(scene, change.name, change.value),
    )
    earlier = change.earlier
    if earlier is None or earlier.by_id == by.id or earlier.value == change.value:
        return now
    before = scene.says(
        "setup-changed-before",
        value=value(scene, change.name, earlier.value),
        who=somebody(scene.language, earlier.by_id),
        at=str(earlier.at),
    )
    return f"{now}\n{before}"


def somebody(language: Language, user_id: int | None) -> str:
    return text(language, "setup-somebody") if user_id is None else f"<@{user_id}>"
