"""Finding one's way: what one can do here, and how the bot is doing."""

import asyncio
import logging
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import discord
from discord import app_commands
from discord.ext import commands

from bot import __version__, ui
from bot.app import Engawa
from bot.features import consent
from bot.texts import Language, text
from bot.ui import words

log = logging.getLogger(__name__)

Asked = discord.Interaction[Engawa]

# Discord waits for three seconds; reading what was chosen and answering need some of them.
DATABASE_PATIENCE = 1.0
# Slower than this, and whoever waits notices.
SLOW_MS = 1000
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def everybody(_: Asked) -> bool:
    return True


def may_look_at_boards(asked: Asked) -> bool:
    """Moderators may; members where admins opened boards to them."""
    return ui.is_moderator(asked) or (asked.guild_id is not None and ui.server(asked).boards_open)


class Section(NamedTuple):
    """Things one may want to do: a title, the command for each, and who may use them.

    `also` are further commands of the same groups. `where_counted` is of a group that begins elsewhere, and
    shown where the server counts activity.
    """

    title: str
    commands: tuple[str, ...]
    may: Callable[[Asked], bool] = everybody
    also: tuple[str, ...] = ()
    where_counted: tuple[str, ...] = ()


# What admins can turn off, by the setting that says so.
SWITCHES = {"thanks": "thanks_on", "session plan": "sessions_on", "checkin start": "checkins_on"}

# In the order in which they are shown. A command's line stands in the locales as `help-<command>`; of a
# group one is named to begin with; a further one has its own line, `help-<group>-<command>`. A test holds
# that every command is here.
SECTIONS = (
    Section("help-section-giving", ("thanks", "balance")),
    Section("help-section-sessions", ("session plan",), also=("session list",)),
    Section("help-section-checkins", ("checkin start", "goal set")),
    Section("help-section-boards", ("leaderboard",), may_look_at_boards),
    Section("help-section-yours", ("settings", "privacy"), where_counted=("activity member",)),
    Section("help-section-moderators", ("ledger search", "activity overview"), ui.is_moderator),
    Section("help-section-admins", ("setup",), ui.is_admin),
    Section("help-section-engawa", ("support", "about", "help")),
)


class Help(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app
        self._since: dict[int, int] = {}  # when each shard was connected

    @commands.Cog.listener("on_shard_connect")
    @commands.Cog.listener("on_shard_resumed")
    async def connected(self, shard_id: int) -> None:
        self._since[shard_id] = int(self.app.clock.now())

    # --- what one can do

    @app_commands.command(name=words("command-help"), description=words("command-help-description"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def help(self, interaction: Asked) -> None:
        language, counted = ui.reader(interaction), await self._counts(interaction)
        parts: list[discord.ui.Item[Any]] = [
            discord.ui.TextDisplay(f"### {text(language, 'help-title')}"),
            *(discord.ui.TextDisplay(s) for s in self._sections(interaction, language, counted=counted)),
        ]
        only = "help-only-you" if interaction.guild_id is not None else "help-only-you-in-dm"
        parts.append(discord.ui.TextDisplay(f"-# {text(language, only)}"))
        await ui.answer(interaction, view=ui.Panel(discord.ui.Container(*parts)))

    async def _counts(self, interaction: Asked) -> bool:
        """Whether activity is counted here; no, where the database does not say so in time."""
        if interaction.guild_id is None:
            return False
        try:
            async with asyncio.timeout(DATABASE_PATIENCE):
                return bool(await consent.counting_since(self.app.db, [interaction.guild_id]))
        except Exception as error:  # noqa: BLE001 - a line less is no reason to show none
            log.warning("whether activity is counted could not be read", extra={"error": repr(error)})
            return False

    def _sections(self, interaction: Asked, language: Language, *, counted: bool) -> Iterator[str]:
        for section in SECTIONS:
            usable = [path for path in section.commands if self._works_here(interaction, path)]
            if usable and section.may(interaction):
                lines = [f"- {self._line(path, interaction)}" for path in usable]
                besides = (*section.also, *(section.where_counted if counted else ()))
                lines += [f"- {self._line(path, interaction, path.replace(' ', '-'))}" for path in besides]
                yield "\n".join([f"**{text(language, section.title)}**", *lines])

    def _works_here(self, interaction: Asked, path: str) -> bool:
        if interaction.guild_id is not None:
            return bool(getattr(ui.server(interaction), SWITCHES.get(path, ""), True))
        command = self.app.tree.get_command(path.split(maxsplit=1)[0])
        return command is not None and bool(command.allowed_contexts and command.allowed_contexts.dm_channel)

    def _line(self, path: str, interaction: Asked, name: str = "") -> str:
        key = f"help-{name or path.split(maxsplit=1)[0]}"
        mention = self.app.tree.mention(path, interaction)
        return text(ui.reader(interaction), key, command=mention)

    # --- how the bot is doing

    @app_commands.command(name=words("command-about"), description=words("command-about-description"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def about(self, interaction: Asked) -> None:
        language = ui.reader(interaction)
        parts: list[discord.ui.Item[Any]] = [
            discord.ui.TextDisplay(self._introduction(interaction, language)),
            discord.ui.Separator(),
            discord.ui.TextDisplay(await self._health(interaction, language)),
        ]
        await ui.answer(interaction, view=ui.Panel(discord.ui.Container(*parts)))

    def _introduction(self, interaction: Asked, language: Language) -> str:
        lines = [
            f"### Engawa {__version__}",
            text(language, "about-what"),
            text(language, "about-privacy"),
        ]
        if self.app.tree.get_command("privacy") is not None:
            lines.append(self._line("privacy", interaction))
        if self.app.settings.source_url:
            lines.append(text(language, "about-source", url=self.app.settings.source_url))
        return "\n".join(lines)

    async def _health(self, interaction: Asked, language: Language) -> str:
        shard_id = 0 if interaction.guild is None else interaction.guild.shard_id
        shard = self.app.get_shard(shard_id)
        discord_ms = _milliseconds(None if shard is None else shard.latency)
        database_ms = _milliseconds(await self.app.db.answer_time(DATABASE_PATIENCE))
        well = 0 < database_ms < SLOW_MS and discord_ms < SLOW_MS
        lines = [
            f"**{text(language, 'about-well' if well else 'about-slow')}**",
            text(language, "about-discord", since=str(self._since[shard_id]), ms=discord_ms),
            text(language, "about-database", kind=DATABASES[self.app.db.dialect], ms=database_ms),
            f"-# {text(language, 'help-only-you')}",
        ]
        return "\n".join(lines)


def _milliseconds(seconds: float | None) -> int:
    """How long something took; 0 when nobody knows."""
    if seconds is None or not math.isfinite(seconds):
        return 0
    return max(1, round(seconds * 1000))


async def setup(app: Engawa) -> None:
    await app.add_cog(Help(app))
