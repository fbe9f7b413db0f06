"""Looking at boards: the command, and every press in the private panel."""

import asyncio
import contextlib
import re
from collections.abc import Mapping
from typing import Any, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import activity, consent, settings
from bot.features.activity import PAGE, Board, Metric, Place, Window
from bot.features.activity.rules import first_day
from bot.pictures import Picture
from bot.texts import Language, text
from bot.ui import words
from cogs.leaderboard import saying
from cogs.leaderboard.panels import (
    MOST_OFFSET,
    PICTURE,
    Drawn,
    Reader,
    View,
    board_panel,
    empty_panel,
    known,
    rank_form,
)
from cogs.leaderboard.saying import Names, Sheet

Asked = discord.Interaction[Engawa]

NAMES_SECONDS = 5.0
METRIC_CHOICES = [
    app_commands.Choice(name=words(f"leaderboard-metric-{name}"), value=name) for name in saying.METRICS
]
WINDOW_CHOICES = [
    app_commands.Choice(name=words(f"leaderboard-window-{name}"), value=name) for name in saying.WINDOWS
]


class Leaderboard(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @app_commands.command(
        name=words("command-leaderboard"), description=words("command-leaderboard-description")
    )
    @app_commands.rename(
        metric=words("command-leaderboard-option-metric"), period=words("command-leaderboard-option-period")
    )
    @app_commands.describe(
        metric=words("command-leaderboard-option-metric-description"),
        period=words("command-leaderboard-option-period-description"),
    )
    @app_commands.choices(metric=METRIC_CHOICES, period=WINDOW_CHOICES)
    async def leaderboard(
        self, interaction: Asked, metric: str = saying.FIRST_METRIC, period: str = saying.FIRST_WINDOW
    ) -> None:
        await self._show(interaction, view_of(metric, period))

    @ui.pressed("leaderboard.look")
    async def look(self, interaction: Asked, metric: str, window: str) -> None:
        """From a board in a channel: one's own look at it, as far as one may."""
        await self._show(interaction, view_of(metric, window))

    # --- looking about

    @ui.pressed("leaderboard.metric")
    async def choose_metric(self, interaction: Asked, window: str, shape: int) -> None:
        metric = next(iter(ui.picked(interaction)), "")
        await self._show(interaction, view_of(metric, window, 0, shape))

    @ui.pressed("leaderboard.window")
    async def choose_window(self, interaction: Asked, metric: str, window: str, shape: int) -> None:
        await self._show(interaction, view_of(metric, window, 0, shape))

    @ui.pressed("leaderboard.page")
    async def turn(self, interaction: Asked, metric: str, window: str, offset: int, shape: int) -> None:
        await self._show(interaction, view_of(metric, window, offset, shape))

    @ui.pressed("leaderboard.shape")
    async def reshape(self, interaction: Asked, metric: str, window: str, offset: int, shape: int) -> None:
        await self._show(interaction, view_of(metric, window, offset, shape))

    @ui.pressed("leaderboard.me")
    async def find_me(self, interaction: Asked, metric: str, window: str, shape: int) -> None:
        view = view_of(metric, window, 0, shape)
        await self._jump(interaction, view, interaction.user.id, "leaderboard-you-not-on")

    @ui.pressed("leaderboard.member")
    async def find_member(self, interaction: Asked, metric: str, window: str, shape: int) -> None:
        view = view_of(metric, window, 0, shape)
        chosen = next((int(one) for one in ui.picked(interaction) if one.isdecimal()), 0)
        await self._jump(interaction, view, chosen, "leaderboard-member-not-on")

    @ui.pressed("leaderboard.rank")
    async def ask_rank(self, interaction: Asked, metric: str, window: str, shape: int) -> None:
        refuse_members(interaction)
        form = rank_form(ui.reader(interaction), view_of(metric, window, 0, shape))
        await ui.open_form(interaction, form)

    @ui.submitted("leaderboard.rank")
    async def find_rank(
        self, interaction: Asked, answers: ui.Answers, metric: str, window: str, shape: int
    ) -> None:
        refuse_members(interaction)
        view, typed = view_of(metric, window, 0, shape), answers.text("rank")
        fields = {"metric": metric, "window": window, "shape": shape, "rank": typed}
        async with ui.keeping(ui.Draft("leaderboard-rank", fields)):
            offset = (rank_typed(typed) - 1) // PAGE * PAGE
        await self._show(interaction, View(view.metric, view.window, offset, view.shape))

    @ui.rebuilds("leaderboard-rank")
    def rank_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        view = view_of(fields["metric"], fields["window"], 0, fields["shape"])
        return rank_form(language, view, fields["rank"])

    # --- who may look, and who is shown

    @ui.pressed("leaderboard.open")
    async def open_to_members(
        self, interaction: Asked, metric: str, window: str, offset: int, shape: int, opened: int
    ) -> None:
        """Let members use boards, or no more; for those who manage the server."""
        if not ui.is_admin(interaction) or interaction.guild_id is None:
            raise Refusal("leaderboard-open-not-for-you")
        view, now = view_of(metric, window, offset, shape), int(self.app.clock.now())
        await settings.change_server(
            self.app.db, interaction.guild_id, "boards_open", bool(opened), by=interaction.user.id, at=now
        )
        await ui.meet(self.app.db, interaction)
        await self._show(interaction, view)

    @ui.pressed("leaderboard.shown")
    async def say(
        self, interaction: Asked, metric: str, window: str, offset: int, shape: int, yes: int
    ) -> None:
        """One's own yes or no to being shown, from the panel."""
        view, guild_id = view_of(metric, window, offset, shape), refuse_unless_open(interaction)
        now = int(self.app.clock.now())
        await consent.decide(self.app.db, interaction.user.id, guild_id, "boards", yes=bool(yes), at=now)
        await self._show(interaction, view)

    # --- within

    async def _jump(self, interaction: Asked, view: View, user_id: int, otherwise: str) -> None:
        guild_id = refuse_members(interaction)
        now = int(self.app.clock.now())
        await activity.freshen(self.app.db, guild_id, now)
        found = await activity.around(self.app.db, guild_id, view.metric, view.window, user_id, now)
        if found is None:
            raise Refusal(otherwise, who=f"<@{user_id}>")
        await self._show(interaction, View(view.metric, view.window, found.offset, view.shape), user_id)

    async def _show(self, interaction: Asked, view: View, marked: int = 0) -> None:
        """Show a board to whoever asks, as far as they may see it; nobody else sees that."""
        guild_id, reader = refuse_unless_open(interaction), await self._reader(interaction)
        found, own = await self._look(guild_id, reader, view)
        message = interaction.message
        in_place = message is not None and message.flags.ephemeral
        if found.size:
            view = View(view.metric, view.window, found.offset, view.shape)
            await (ui.hold if in_place else ui.think)(interaction)
            drawn = await self._drawn(interaction, reader, view, found, own, marked)
        else:
            why = await self._why_empty(guild_id, reader)
            drawn = Drawn(empty_panel(reader, view, why), {}, {})
        if in_place:
            await ui.replace(interaction, view=drawn.panel, files=drawn.files, alts=drawn.alts)
        else:
            await ui.answer(interaction, view=drawn.panel, files=drawn.files, alts=drawn.alts)

    async def _reader(self, interaction: Asked) -> Reader:
        guild_id, user_id = interaction.guild_id or 0, interaction.user.id
        return Reader(
            id=user_id,
            language=ui.reader(interaction),
            moderator=ui.is_moderator(interaction),
            admin=ui.is_admin(interaction),
            shown=await consent.agrees(self.app.db, guild_id, user_id, "boards"),
            open=ui.server(interaction).boards_open,
            exports=self.app.routes.knows("leaderboard.export"),
        )

    async def _look(self, guild_id: int, reader: Reader, view: View) -> tuple[Board, Place | None]:
        """What of the board this reader may see: members the top, of those who agreed to be shown."""
        db, now, only = self.app.db, int(self.app.clock.now()), not reader.moderator
        await activity.freshen(db, guild_id, now)
        what = guild_id, view.metric, view.window
        offset = view.offset if reader.moderator else 0
        found = await activity.board(db, *what, now, offset=offset, shown_only=only)
        own = await activity.rank(db, *what, reader.id, now, shown_only=only)
        if own is None or own in found.places or own.rank < found.places[-1].rank:
            return found, None
        return found, own

    async def _drawn(
        self,
        interaction: Asked,
        reader: Reader,
        view: View,
        found: Board,
        own: Place | None,
        marked: int,
    ) -> Drawn:
        places = [*found.places, *([] if own is None else [own])]
        names = await names_of(interaction.guild, self.app, [one.user_id for one in places])
        first, last = await days_of(self.app, interaction.guild_id or 0, view.window)
        count = text(reader.language, "leaderboard-people", count=found.size) if reader.moderator else ""
        sheet = Sheet(
            language=reader.language,
            metric=view.metric,
            window=view.window,
            first=first,
            last=last,
            places=found.places,
            names=names,
            own=own,
            marked=marked or reader.id,
            note=count,
            shown_only=not reader.moderator,
        )
        picture = await draw(self.app, sheet) if view.shape == PICTURE else None
        return board_panel(reader, view, sheet, found.size, picture)

    async def _why_empty(self, guild_id: int, reader: Reader) -> str:
        counting = await consent.counting(self.app.db, guild_id)
        if counting is None or not counting.runs:
            return "leaderboard-not-counted"
        return "leaderboard-nobody" if reader.moderator else "leaderboard-nobody-shown"


def refuse_unless_open(interaction: Asked) -> int:
    """Refuse whoever may not look at boards here; return which server it is."""
    if interaction.guild_id is None:
        raise Refusal("press-unknown")
    if not ui.is_moderator(interaction) and not ui.server(interaction).boards_open:
        raise Refusal("leaderboard-not-for-you")
    return interaction.guild_id


def refuse_members(interaction: Asked) -> int:
    """Refuse whoever does not moderate; return which server it is."""
    if interaction.guild_id is None or not ui.is_moderator(interaction):
        raise Refusal("leaderboard-not-for-you")
    return interaction.guild_id


def view_of(metric: str, window: str, offset: int = 0, shape: int = PICTURE) -> View:
    """What a button or a command says; refuses what neither of ours can."""
    view = View(cast("Metric", metric), cast("Window", window), min(offset, MOST_OFFSET), shape)
    if not known(view):
        raise Refusal("press-unknown")
    return view


def rank_typed(typed: str) -> int:
    """The rank somebody typed, such as 12, 12th or １２位."""
    number = re.search(r"\d{1,9}", typed)
    if number is None or int(number[0]) < 1:
        raise Refusal("leaderboard-rank-unreadable")
    return int(number[0])


async def names_of(guild: discord.Guild | None, app: Engawa, ids: list[int]) -> Names:
    """What these people are called; who is missing has left. None when Discord does not tell in time."""
    if guild is None:
        return None
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(NAMES_SECONDS):
            return await app.names(guild, ids)
    return None


async def days_of(app: Engawa, guild_id: int, window: Window) -> tuple[int, int]:
    """From which day to which a window goes now, both among them."""
    last = await activity.today(app.db, guild_id, int(app.clock.now()))
    return first_day(window, last), last


async def draw(app: Engawa, sheet: Sheet) -> Picture | None:
    """The picture of a board, where there is one to be had and names to put on it."""
    if sheet.names is None:
        return None
    return await app.pictures.draw(saying.subject(sheet), alt=saying.alt(sheet), language=sheet.language)
