"""Handing out sessions as a calendar file: one of them, all that one sees, or only one's own."""

import asyncio

import discord

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import sessions
from bot.features.sessions import Series
from bot.texts import Language, text
from cogs.sessions.places import viewer
from cogs.sessions.suggesting import chosen_session

FILE = "sessions.ics"


async def export(interaction: discord.Interaction[Engawa], session: str | None, *, mine: bool) -> None:
    """Answer privately with the file. What rests or has ended is not in it."""
    app, language = interaction.client, ui.reader(interaction)
    guild_id = interaction.guild_id or 0
    if session:
        found: tuple[Series, ...] = (await chosen_session(interaction, session),)
    else:
        found = await sessions.running(app.db, guild_id, viewer(interaction))
    only = frozenset[int]()
    if mine:
        found, only = await _mine(interaction, found)
    found = tuple(one for one in found if one.paused_at is None and one.ended_at is None)
    if not found:
        raise Refusal("session-export-mine-none" if mine else "session-export-none")
    name = interaction.guild.name if interaction.guild is not None else "Engawa"
    now = app.clock.now()
    # Two hundred of them with their holidays take longer than anybody else should wait.
    file = await asyncio.to_thread(_file, language, name, found, now, only)
    said = text(language, "session-exported", count=len(found))
    await ui.answer(interaction, said, files={FILE: file})


def _file(
    language: Language, name: str, found: tuple[Series, ...], now: float, only: frozenset[int]
) -> bytes:
    # Here, because it takes four megabytes, and most servers ask for a file once in a while.
    from cogs.sessions import calendars  # noqa: PLC0415

    return calendars.calendar(language, name, found, now, only=only)


async def _mine(
    interaction: discord.Interaction[Engawa], found: tuple[Series, ...]
) -> tuple[tuple[Series, ...], frozenset[int]]:
    """Those one hosts or always comes to, and those to whose next one somebody has said yes."""
    db, guild_id, me = interaction.client.db, interaction.guild_id or 0, interaction.user.id
    always = await sessions.regular_in(db, guild_id, me) | {one.id for one in found if one.host_id == me}
    next_ones = await sessions.ahead(db, guild_id)
    said_yes = {view.series.id for view in next_ones if me in sessions.who(view.coming, "yes")}
    once = frozenset(said_yes - always)
    return tuple(one for one in found if one.id in always | once), once
