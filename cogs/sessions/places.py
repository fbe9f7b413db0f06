"""Where cards may stand: what Engawa needs there, and whether whoever asks may write there themselves."""

from collections.abc import Iterable

import discord

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.texts import Language, text

Postable = discord.TextChannel | discord.VoiceChannel | discord.StageChannel
"""Where a card can stand: rooms for text and for announcements, and the chat of a voice room."""

TO_POST = ("view_channel", "send_messages", "read_message_history")


def missing_in(channel: Postable) -> list[str]:
    """What Engawa lacks to post here, and to find again what it posted."""
    held = channel.permissions_for(channel.guild.me)
    return [name for name in TO_POST if not getattr(held, name)]


def named(language: Language, permissions: Iterable[str]) -> str:
    """Permissions as Discord's own settings call them."""
    words = [f"**{text(language, f'permission-{name}')}**" for name in permissions]
    return text(language, "session-comma").join(words)


def card_channel(interaction: discord.Interaction[Engawa], chosen: int | None) -> int:
    """The channel for the cards: the chosen one, the server's, or this one.

    Refuses one in which Engawa may not post, by the names of what it lacks, and one in which whoever asks
    may not write. Where admins chose a channel for sessions, every member may have theirs there.
    """
    guild = interaction.guild
    if guild is None:
        raise Refusal("session-plan-channel-none")
    usual = ui.server(interaction).sessions_channel
    channel = (
        guild.get_channel(chosen)
        if chosen is not None
        else guild.get_channel(usual or 0) or _here(interaction)
    )
    if not isinstance(channel, Postable):
        raise Refusal("session-plan-channel-none")
    missing = missing_in(channel)
    if missing:
        permissions = named(ui.reader(interaction), missing)
        raise Refusal("session-plan-channel-missing", channel=str(channel.id), permissions=permissions)
    if channel.id != usual and not _may_write(interaction, channel):
        raise Refusal("session-plan-channel-not-yours", channel=str(channel.id))
    return channel.id


def meeting_place(interaction: discord.Interaction[Engawa], chosen: int | None) -> int | None:
    """A channel of this server to meet in; refuses one that is not there."""
    guild = interaction.guild
    if chosen is None or guild is None:
        return None
    if guild.get_channel(chosen) is None:
        raise Refusal("session-plan-place-none")
    return chosen


def _here(interaction: discord.Interaction[Engawa]) -> object:
    channel = interaction.channel
    # A thread is put away by and by, and its cards with it.
    return channel.parent if isinstance(channel, discord.Thread) else channel


def _may_write(interaction: discord.Interaction[Engawa], channel: Postable) -> bool:
    member = interaction.user
    if not isinstance(member, discord.Member):
        return False
    held = channel.permissions_for(member)
    return held.view_channel and held.send_messages
