"""What the bot may do in a channel, and the names of what it may not."""

from collections.abc import Iterable

import discord

from bot.texts import Language, text

Place = discord.TextChannel
"""A channel that can be chosen: of text or of announcements."""

TO_POST = ("view_channel", "send_messages", "read_message_history")
TO_MAKE = ("view_channel", "manage_channels")


def missing_in(channel: Place) -> list[str]:
    """What the bot lacks to post here, and to find again what it posted."""
    held = channel.permissions_for(channel.guild.me)
    return [name for name in TO_POST if not getattr(held, name)]


def missing_to_make(guild: discord.Guild) -> list[str]:
    """What the bot lacks to make channels."""
    return [name for name in TO_MAKE if not getattr(guild.me.guild_permissions, name)]


def named(language: Language, permissions: Iterable[str]) -> str:
    """Permissions as Discord's own settings call them."""
    words = [f"**{text(language, f'permission-{name}')}**" for name in permissions]
    return text(language, "setup-comma").join(words)


def is_open(channel: Place) -> bool:
    """Whether everybody in the server can read here."""
    return channel.permissions_for(channel.guild.default_role).read_messages


def place(guild: discord.Guild, channel_id: int | None) -> Place | None:
    """A channel of this server in which posts can stand; None when it is none, or gone."""
    found = guild.get_channel(channel_id or 0)
    return found if isinstance(found, discord.TextChannel) else None
