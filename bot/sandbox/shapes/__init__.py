"""The stand-in's records as Discord's JSON (API v10). Ids travel as strings, instants as ISO 8601 in UTC."""

from bot.sandbox.shapes.basics import instant, member, own_user, presence, role, user
from bot.sandbox.shapes.bots import application_flags, command, ready
from bot.sandbox.shapes.places import (
    channel,
    guild,
    guild_counts,
    guild_create,
    overwrites,
    scheduled_event,
    thread,
    thread_member,
    voice_state,
)
from bot.sandbox.shapes.words import attachment, emoji, message, reactions

__all__ = [
    "application_flags",
    "attachment",
    "channel",
    "command",
    "emoji",
    "guild",
    "guild_counts",
    "guild_create",
    "instant",
    "member",
    "message",
    "overwrites",
    "own_user",
    "presence",
    "reactions",
    "ready",
    "role",
    "scheduled_event",
    "thread",
    "thread_member",
    "user",
    "voice_state",
]
