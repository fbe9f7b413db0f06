"""What is known of an interaction before it is handled: what its server and its member have chosen."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.db import Database
from bot.features import settings
from bot.features.settings import MemberSettings, ServerSettings

log = logging.getLogger(__name__)

PATIENCE = 1.5  # of the three seconds Discord waits for an answer


@dataclass(frozen=True)
class Met:
    """Where and with whom we speak. Until it is read, what holds where nobody chose."""

    server: ServerSettings = field(default_factory=ServerSettings)
    member: MemberSettings = field(default_factory=MemberSettings)


async def meet(db: Database, interaction: discord.Interaction[Any]) -> None:
    """Read what the server and the member have chosen, for the functions of this room.

    Whatever fails here holds up no answer: then Discord's languages and the defaults hold.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            server, member = await settings.here(db, interaction.guild_id, interaction.user.id)
    except Exception as error:  # noqa: BLE001 - nothing here holds up an answer
        log.warning("settings could not be read", extra={"error": repr(error)})
        return
    interaction.extras["met"] = Met(server, member)


def met(interaction: discord.Interaction[Any]) -> Met:
    found: Met | None = interaction.extras.get("met")
    return found or Met()


def server(interaction: discord.Interaction[Any]) -> ServerSettings:
    """What this server has chosen."""
    return met(interaction).server


def zone(interaction: discord.Interaction[Any]) -> str:
    """The zone of the person who acts: their own choice, or the server's."""
    return met(interaction).member.zone or server(interaction).zone


def zone_is_chosen(interaction: discord.Interaction[Any]) -> bool:
    """Whether that zone was chosen by somebody, and does not only hold because nobody chose one."""
    return met(interaction).member.zone is not None or server(interaction).zone != ServerSettings().zone
