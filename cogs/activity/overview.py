"""`/activity overview`: how the community fares as a whole, in numbers that are nobody's."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import activity, consent
from bot.features.activity import FEW, WINDOWS, Window
from bot.pictures import Picture
from bot.texts import Language, text
from bot.ui import words
from bot.when import city
from cogs.activity import drawn, figures
from cogs.activity.parts import WINDOW_CHOICES, named, refuse_others

Asked = discord.Interaction[Engawa]
T = TypeVar("T", bound=str)
Item = discord.ui.Item[Any]


class _Shown(NamedTuple):
    panel: ui.Panel
    pictures: Sequence[Picture] = ()

    @property
    def files(self) -> dict[str, bytes]:
        return {picture.name: picture.png for picture in self.pictures}

    @property
    def alts(self) -> dict[str, str]:
        return {picture.name: picture.alt for picture in self.pictures}


class Overview(commands.Cog):
    """A part of the group: see `cogs.activity`."""

    app: Engawa

    @app_commands.command(**named("overview"))
    @app_commands.rename(period=words("command-activity-overview-option-period"))
    @app_commands.describe(period=words("command-activity-overview-option-period-description"))
    @app_commands.choices(period=WINDOW_CHOICES)
    async def overview(self, interaction: Asked, period: Window = "days30") -> None:
        guild_id = refuse_others(interaction)
        # Pictures take longer than Discord waits, where their process has to be started.
        await ui.think(interaction)
        shown = await self._shown(interaction, guild_id, period)
        await ui.answer(interaction, view=shown.panel, files=shown.files, alts=shown.alts)

    @ui.pressed("activity.overview")
    async def choose_period(self, interaction: Asked, owner: str) -> None:
        ui.refuse_others(interaction, owner)
        guild_id = refuse_others(interaction)
        period = _one_of(WINDOWS, interaction)
        await ui.hold(interaction)
        shown = await self._shown(interaction, guild_id, period)
        await ui.replace(interaction, view=shown.panel, files=shown.files, alts=shown.alts)

    @ui.pressed("activity.what")
    async def tell_what(self, interaction: Asked, owner: str) -> None:
        """Say privately what the chosen figure is, and leave the overview as it stands."""
        ui.refuse_others(interaction, owner)
        refuse_others(interaction)
        figure = _one_of(figures.FIGURES, interaction)
        await ui.answer(interaction, figures.what(ui.reader(interaction), figure))

    async def _shown(self, interaction: Asked, guild_id: int, period: Window) -> _Shown:
        language, owner = ui.reader(interaction), ui.packed(interaction.user.id)
        seen = await activity.overview(self.app.db, guild_id, period, int(self.app.clock.now()))
        if seen is None:
            counting = await consent.counting(self.app.db, guild_id)
            return _Shown(nothing_yet(language, begun=counting is not None and counting.runs))
        trend, heat = await self._drawn(language, seen)
        pictures = [one for one in (trend, heat) if one is not None]
        return _Shown(overview_panel(language, seen, owner, trend, heat), pictures)

    async def _drawn(
        self, language: Language, seen: activity.Overview
    ) -> tuple[Picture | None, Picture | None]:
        async def trend() -> Picture | None:
            if not any(point.active for point in seen.trend):
                return None
            alt = drawn.trend_words(language, seen)
            return await self.app.pictures.draw(drawn.trend(language, seen), alt=alt, language=language)

        async def heat() -> Picture | None:
            if not seen.heat:
                return None
            alt = drawn.heat_words(language, seen)
            return await self.app.pictures.draw(drawn.heat_map(language, seen), alt=alt, language=language)

        return await asyncio.gather(trend(), heat())


def nothing_yet(language: Language, *, begun: bool) -> ui.Panel:
    """What will be here, and when, where nothing was counted so far."""
    key = "activity-nothing-yet" if begun else "activity-not-counting"
    title = f"### {text(language, 'activity-overview-title')}"
    return ui.Panel(
        discord.ui.Container(_text(title, text(language, key), text(language, "activity-to-come")))
    )


def overview_panel(
    language: Language,
    seen: activity.Overview,
    owner: str,
    trend: Picture | None = None,
    heat: Picture | None = None,
) -> ui.Panel:
    """All figures in one message; what is not drawn is said in words."""
    parts: list[Item] = [
        _text(f"### {text(language, 'activity-overview-title')}", *_head(language, seen)),
        _block(language, "people", figures.people_lines(language, seen)),
        _drawn_or_said(trend, drawn.trend_words(language, seen)),
        _block(language, "newcomers", figures.newcomer_lines(language, seen.welcome, seen.returns)),
        _block(language, "together", figures.together_lines(language, seen)),
        _block(language, "hours", () if heat else [drawn.heat_words(language, seen)]),
    ]
    if heat is not None:
        parts.append(_drawn_or_said(heat, ""))
    parts += [
        discord.ui.ActionRow(_what_chooser(language, owner)),
        discord.ui.ActionRow(_period_chooser(language, seen.window, owner)),
        _text(f"-# {text(language, 'activity-overview-note', few=FEW)}"),
    ]
    return ui.Panel(discord.ui.Container(*parts))


def _head(language: Language, seen: activity.Overview) -> list[str]:
    begins = max(seen.first, seen.counted_from)
    lines = [
        text(
            language,
            "activity-overview-period",
            period=drawn.period(language, seen),
            first=ui.day_words(language, date.fromordinal(begins)),
            last=ui.day_words(language, date.fromordinal(seen.today)),
            zone=city(seen.zone, language),
        )
    ]
    if seen.counted_from > seen.first:
        lines.append(f"-# {text(language, 'activity-overview-young')}")
    if not seen.counts:
        lines.append(f"-# {text(language, 'activity-overview-stopped')}")
    return lines


def _block(language: Language, name: str, lines: Sequence[str]) -> Item:
    return _text(f"**{text(language, f'activity-block-{name}')}**", *lines)


def _drawn_or_said(picture: Picture | None, in_words: str) -> Item:
    if picture is None:
        return _text(in_words)
    gallery: discord.ui.MediaGallery[Any] = discord.ui.MediaGallery()
    return gallery.add_item(media=f"attachment://{picture.name}", description=picture.alt)


def _what_chooser(language: Language, owner: str) -> discord.ui.Select[Any]:
    return discord.ui.Select(
        custom_id=ui.custom_id("activity.what", owner),
        placeholder=text(language, "activity-what-choose"),
        options=[
            discord.SelectOption(label=text(language, f"activity-figure-{name}"), value=name)
            for name in figures.FIGURES
        ],
    )


def _period_chooser(language: Language, window: Window, owner: str) -> discord.ui.Select[Any]:
    return discord.ui.Select(
        custom_id=ui.custom_id("activity.overview", owner),
        placeholder=text(language, "activity-period-choose"),
        options=[
            discord.SelectOption(
                label=text(language, f"choice-window-{one}"), value=one, default=one == window
            )
            for one in WINDOWS
        ],
    )


def _one_of(known: Sequence[T], interaction: Asked) -> T:
    """What was chosen; a list that is forged or old may offer what there is not."""
    found = next((one for one in known if one in ui.picked(interaction)), None)
    if found is None:
        raise Refusal("press-unknown")
    return found


def _text(*lines: str) -> discord.ui.TextDisplay[Any]:
    return discord.ui.TextDisplay("\n".join(lines))
