"""Where cards may stand, and who sees them there.

What Engawa needs to post, whether whoever asks may write there themselves, and to whom a session is known:
whoever can read the channel of its card, as Discord has it.
"""

from collections.abc import Iterable

import discord

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features.sessions import Viewer
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


def viewer(interaction: discord.Interaction[Engawa]) -> Viewer:
    """Whoever asks, with the channels of this server that they can read, or as a moderator cannot.

    Refuses while Discord has not told of the server yet: nothing is known of its channels then.
    """
    member, guild = interaction.user, interaction.client.get_guild(interaction.guild_id or 0)
    if guild is None or not isinstance(member, discord.Member):
        raise Refusal("session-server-unknown")
    moderates = ui.is_moderator(interaction)
    channels = (one for one in guild.channels if one.permissions_for(member).view_channel is not moderates)
    return Viewer(member.id, frozenset(one.id for one in channels), all_but_these=moderates)


def is_as_open(channel: discord.abc.GuildChannel, other: discord.abc.GuildChannel | None) -> bool:
    """Whether everybody who can read the `other` channel, or anything here at all, can read this one too.

    As far as roles tell, and who was let into the other one by name.
    """
    roles = [role for role in channel.guild.roles if not role.managed]
    readers = [role for role in roles if other is None or other.permissions_for(role).view_channel]
    if not all(channel.permissions_for(role).view_channel for role in readers):
        return False
    everybody = channel.permissions_for(channel.guild.default_role).view_channel
    return everybody or other is None or _let_in(other) <= _let_in(channel)


def _let_in(channel: discord.abc.GuildChannel) -> set[int]:
    """People who can read there by a permission of their own; Engawa, which is no reader, aside."""
    roles = {role.id for role in channel.guild.roles}
    named = {target.id for target, held in channel.overwrites.items() if held.view_channel}
    return named - roles - {channel.guild.me.id}


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
