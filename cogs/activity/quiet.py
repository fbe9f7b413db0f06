"""`/activity quiet`: who asked to be missed, and has not been seen for a while; nobody else."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.features import activity, consent
from bot.features.activity import QUIET_DAYS, Quiet
from bot.texts import Language, text
from bot.ui import words
from cogs.activity.member import plain_name
from cogs.activity.parts import named, refuse_others

Asked = discord.Interaction[Engawa]

USUAL_DAYS = 21
PAGE = 10


class QuietPeople(commands.Cog):
    """A part of the group: see `cogs.activity`."""

    app: Engawa

    @app_commands.command(**named("quiet"))
    @app_commands.rename(days=words("command-activity-quiet-option-days"))
    @app_commands.describe(days=words("command-activity-quiet-option-days-description"))
    async def quiet(
        self,
        interaction: Asked,
        days: app_commands.Range[int, QUIET_DAYS[0], QUIET_DAYS[-1]] = USUAL_DAYS,
    ) -> None:
        guild_id = refuse_others(interaction)
        await ui.answer(interaction, view=await self._quiet_panel(interaction, guild_id, days, 0))

    @ui.pressed("activity.quiet")
    async def turn_quiet(self, interaction: Asked, days: int, page: int) -> None:
        guild_id = refuse_others(interaction)
        # Whoever forges a button gets an answer too: numbers stay within bounds.
        days = max(QUIET_DAYS[0], min(days, QUIET_DAYS[-1]))
        await ui.replace(interaction, view=await self._quiet_panel(interaction, guild_id, days, page))

    async def _quiet_panel(self, interaction: Asked, guild_id: int, days: int, page: int) -> ui.Panel:
        language, now = ui.reader(interaction), int(self.app.clock.now())
        if not await consent.counting_since(self.app.db, [guild_id]):
            return ui.Panel(discord.ui.TextDisplay(text(language, "quiet-not-counting")))
        await activity.freshen(self.app.db, guild_id, now)
        found = await activity.quiet(self.app.db, guild_id, days, now)
        pages = max(1, -(-len(found) // PAGE))
        page = min(page, pages - 1)
        shown = found[page * PAGE : (page + 1) * PAGE]
        names: Mapping[int, str] = {}
        if shown and interaction.guild is not None:
            names = await self.app.names(interaction.guild, [one.user_id for one in shown])
        return quiet_panel(language, shown, names, days, page, pages, len(found))


def quiet_panel(
    language: Language,
    shown: Sequence[Quiet],
    names: Mapping[int, str],
    days: int,
    page: int,
    pages: int,
    count: int,
) -> ui.Panel:
    """A page of them: who, and since which week; nothing else about anybody."""
    lines = [f"### {text(language, 'quiet-title')}"]
    if not shown:
        lines.append(text(language, "quiet-nobody", days=days))
    else:
        lines.append(text(language, "quiet-head", count=count, days=days))
        lines += [_line(language, one, names) for one in shown]
    lines.append(f"-# {text(language, 'quiet-note')}")
    parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(lines))]
    if pages > 1:
        following = (page + 1) % pages
        label = text(language, "quiet-next" if following else "quiet-first")
        press = ui.custom_id("activity.quiet", days, following)
        parts.append(discord.ui.ActionRow(ui.button(label, press)))
    return ui.Panel(discord.ui.Container(*parts))


def _line(language: Language, one: Quiet, names: Mapping[int, str]) -> str:
    if one.user_id not in names:
        who = text(language, "quiet-left")
    else:
        name = ui.plain(plain_name(language, names[one.user_id]))
        who = text(language, "quiet-who", name=name, mention=f"<@{one.user_id}>")
    return text(language, "quiet-line", who=who, day=ui.day_words(language, one.since))
