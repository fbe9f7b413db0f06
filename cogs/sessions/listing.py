"""`/session list`: what is to come in this server, for one reader, page by page."""

from collections.abc import Sequence
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import sessions
from bot.features.sessions import Listed
from bot.pictures import Picture
from bot.texts import Language, text
from cogs.sessions import saying
from cogs.sessions.month import month_picture
from cogs.sessions.places import viewer

PAGE = 8
MOST_PAGES = 100


async def show_list(app: Engawa, interaction: discord.Interaction[Engawa]) -> None:
    """Answer privately with the first page."""
    refuse_if_off(interaction)
    # A picture takes longer than Discord waits, where its process has to be started.
    await ui.think(interaction)
    shown = await list_page(app, interaction, 1)
    await ui.answer(interaction, view=shown.panel, files=shown.files, alts=shown.alts)


async def list_page(app: Engawa, interaction: discord.Interaction[Engawa], page: int) -> ui.Pictured:
    """A page, counted from 1; the last one there is where this one is past the end."""
    guild_id, asking = interaction.guild_id or 0, viewer(interaction)
    found, count = await sessions.listed(app.db, guild_id, asking, min(page, MOST_PAGES) - 1, PAGE)
    if not found and count:
        page = -(-count // PAGE)
        found, count = await sessions.listed(app.db, guild_id, asking, page - 1, PAGE)
    reader, moderates = ui.reader(interaction), ui.is_moderator(interaction)
    picture = await month_picture(app, interaction, asking, found)
    panel = list_panel(reader, found, count, page, asking.id, moderates=moderates, picture=picture)
    return ui.Pictured(panel, picture)


def refuse_if_off(interaction: discord.Interaction[Engawa]) -> None:
    if not ui.server(interaction).sessions_on:
        raise Refusal("session-off")


class Listing(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.pressed("session.list")
    async def open(self, interaction: discord.Interaction[Engawa], page: int, mark: int) -> None:
        """The button under a reminder. `mark` is by what a lost post is recognised."""
        del page, mark
        await show_list(self.app, interaction)

    @ui.pressed("session.page")
    async def turn(self, interaction: discord.Interaction[Engawa], owner: str, page: int) -> None:
        ui.refuse_others(interaction, owner)
        refuse_if_off(interaction)
        await self._turn_to(interaction, page)

    @ui.pressed("session.resume")
    async def resume(
        self, interaction: discord.Interaction[Engawa], owner: str, series_id: int, page: int
    ) -> None:
        ui.refuse_others(interaction, owner)
        refuse_if_off(interaction)
        await sessions.resume(
            self.app.db,
            interaction.guild_id or 0,
            series_id,
            interaction.user.id,
            int(self.app.clock.now()),
            moderator=ui.is_moderator(interaction),
        )
        await self._turn_to(interaction, page)

    async def _turn_to(self, interaction: discord.Interaction[Engawa], page: int) -> None:
        await ui.hold(interaction)
        shown = await list_page(self.app, interaction, max(1, page))
        await ui.replace(interaction, view=shown.panel, files=shown.files, alts=shown.alts)


def list_panel(
    language: Language,
    found: Sequence[Listed],
    count: int,
    page: int,
    user_id: int,
    *,
    moderates: bool,
    picture: Picture | None = None,
) -> ui.Panel:
    if not found:
        return ui.Panel(discord.ui.TextDisplay(text(language, "session-list-empty")))
    owner = ui.packed(user_id)
    parts: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay(f"### {text(language, 'session-list-title', count=count)}"),
        *ui.gallery(picture),
    ]
    for one in found:
        words = discord.ui.TextDisplay[Any](line(language, one))
        if one.rests_for is not None and (moderates or one.host_id == user_id):
            resume = ui.custom_id("session.resume", owner, one.series_id, page)
            button = ui.button(text(language, "session-button-resume"), resume)
            parts.append(discord.ui.Section(words, accessory=button))
        else:
            parts.append(words)
    rows: list[discord.ui.Item[Any]] = [discord.ui.Container(*parts)]
    options = [
        discord.SelectOption(label=saying.shortened(_name(language, one)), value=str(one.occurrence_id))
        for one in found
        if one.occurrence_id is not None
    ]
    if options:
        chosen = ui.custom_id("session.open", owner, page)
        hint = text(language, "session-list-choose")
        rows.append(
            discord.ui.ActionRow(discord.ui.Select(custom_id=chosen, placeholder=hint, options=options))
        )
    turning = _turning(language, owner, page, count)
    return ui.Panel(*rows, *([discord.ui.ActionRow(*turning)] if turning else []))


def line(language: Language, one: Listed) -> str:
    """What a list says of a series: when, how many come, and one's own answer; or why it rests."""
    title = f"**{ui.plain(_name(language, one))}**"
    if one.occurrence_id is None:
        return f"{title}\n{text(language, f'session-rests-{one.rests_for}')}"
    seats = "" if one.capacity is None else f" / {one.capacity}"
    when = text(language, "session-list-when", at=str(one.starts_at), coming=f"{one.coming}{seats}")
    said = [when, *([text(language, f"session-own-{one.mine}-short")] if one.mine else [])]
    if one.rests_for is not None:
        said.append(text(language, f"session-rests-{one.rests_for}"))
    return "\n".join([title, *said])


def _name(language: Language, one: Listed) -> str:
    return one.title or saying.kind_of(language, one.kind)


def _turning(language: Language, owner: str, page: int, count: int) -> list[discord.ui.Item[Any]]:
    buttons = list[discord.ui.Item[Any]]()
    if page > 1:
        earlier = ui.custom_id("session.page", owner, page - 1)
        buttons.append(ui.button(text(language, "session-button-earlier"), earlier))
    if page * PAGE < count:
        later = ui.custom_id("session.page", owner, page + 1)
        buttons.append(ui.button(text(language, "session-button-later"), later))
    return buttons
