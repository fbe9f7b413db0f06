"""Whom we speak to, and the words they and others chose."""

import re
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.texts import Language, language, text
from bot.ui.meeting import met, server


def reader(interaction: discord.Interaction[Any]) -> Language:
    """The language of the person who acts: their choice, or that of their Discord."""
    return language(met(interaction).member.language or interaction.locale.value)


def public(interaction: discord.Interaction[Any]) -> Language:
    """The language of public posts here: the server's choice, or what Discord knows of it."""
    if interaction.guild_locale is None:
        return reader(interaction)
    return language(server(interaction).language or interaction.guild_locale.value)


def is_admin(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person who acts may manage this server."""
    return interaction.guild_id is not None and interaction.permissions.manage_guild


def is_moderator(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person who acts looks after this server: by Discord's permissions, or by a chosen role."""
    if interaction.guild_id is None:
        return False
    if is_admin(interaction) or interaction.permissions.moderate_members:
        return True
    user = interaction.user
    roles = server(interaction).moderator_roles
    return isinstance(user, discord.Member) and any(user.get_role(role) for role in roles)


@dataclass(frozen=True)
class Person:
    """Somebody named in a command or a form, as Discord described them at that moment."""

    id: int
    bot: bool
    here: bool  # a member of this server


def person(user: discord.User | discord.Member) -> Person:
    return Person(user.id, user.bot, isinstance(user, discord.Member))


def words(key: str) -> app_commands.locale_str:
    """A name or description of a command: English here, other languages through the translator."""
    return app_commands.locale_str(text("en", key), key=key)


# The library's own escaping leaves what stands in a masked link as it is, and slips across empty lines.
_LINK = re.compile(r"https?://[^\s<>`|\\\[\]]+")
_MARK = re.compile(r"[\\`*_~|\[\]<>]")
_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([#.)-])", re.MULTILINE)
_CALL = re.compile(r"@(?=everyone|here)")


def plain(note: str) -> str:
    """Somebody's words as they stand: no markdown, no mentions; links stay links."""
    parts, end = list[str](), 0
    for link in _LINK.finditer(note):
        parts += [_MARK.sub(r"\\\g<0>", note[end : link.start()]), link[0]]
        end = link.end()
    parts.append(_MARK.sub(r"\\\g<0>", note[end:]))
    return _CALL.sub("@\u200b", _LINE_START.sub(r"\1\\\2", "".join(parts)))


def quoted(note: str) -> str:
    """Somebody's words as a quotation, every line of it."""
    return "\n".join(f"> {line}" for line in plain(note).split("\n"))


def message_link(guild_id: int, channel_id: int, message_id: int) -> str:
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"
