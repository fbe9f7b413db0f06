"""The commands around sessions. Each reads its options and hands them on."""

from collections.abc import Callable
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features.sessions import KINDS, LEVELS
from bot.ui import words
from cogs.sessions import changing, dates, editing, exporting, planning
from cogs.sessions.health import show_health
from cogs.sessions.listing import show_list
from cogs.sessions.preview import HOLIDAYS
from cogs.sessions.replies import asked_of, to_change
from cogs.sessions.suggesting import (
    Choices,
    chosen_session,
    quietly,
    suggest_days,
    suggest_sessions,
    suggest_times,
)
from cogs.sessions.wishes import OFTEN, Wish

T = TypeVar("T")
Asking = discord.Interaction[Engawa]
Meeting = discord.VoiceChannel | discord.StageChannel | discord.TextChannel
Text = app_commands.Range[str, 1, 400]

REPEATS = [app_commands.Choice(name=words(f"choice-repeats-{word}"), value=word) for word in OFTEN]
KIND = [app_commands.Choice(name=words(f"session-kind-{word}"), value=word) for word in KINDS]
LEVEL = [app_commands.Choice(name=words(f"session-level-{word}"), value=word) for word in LEVELS]
ON_HOLIDAYS = [app_commands.Choice(name=words(f"choice-holidays-{word}"), value=word) for word in HOLIDAYS]
CHOICES = {"repeats": REPEATS, "kind": KIND, "level": LEVEL, "holidays": ON_HOLIDAYS}


def options(*names: str, **choices: list[app_commands.Choice[str]]) -> Callable[[T], T]:
    """Name and describe a command's options, as everywhere in this group."""
    called = {name: words(f"session-option-{name}") for name in names}
    described = {name: words(f"session-option-{name}-description") for name in names}

    def mark(callback: Any) -> Any:
        marked = app_commands.describe(**described)(app_commands.rename(**called)(callback))
        return app_commands.choices(**choices)(marked) if choices else marked

    return mark


def named(name: str) -> dict[str, Any]:
    return {
        "name": words(f"command-session-{name}"),
        "description": words(f"command-session-{name}-description"),
    }


class Sessions(
    commands.GroupCog,
    group_name=words("command-session"),
    group_description=words("command-session-description"),
):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @app_commands.command(**named("plan"))
    @options(
        "title",
        "when",
        "repeats",
        "length",
        "kind",
        "place",
        "link",
        "capacity",
        "level",
        "bring",
        "reminders",
        "until",
        "holidays",
        "channel",
        **CHOICES,
    )
    async def plan(
        self,
        interaction: Asking,
        title: Text,
        when: Text,
        repeats: str | None = None,
        length: Text | None = None,
        kind: str | None = None,
        place: Meeting | None = None,
        link: Text | None = None,
        capacity: int | None = None,
        level: str | None = None,
        bring: Text | None = None,
        reminders: Text | None = None,
        until: Text | None = None,
        holidays: str | None = None,
        channel: discord.TextChannel | None = None,
    ) -> None:
        wish = Wish(
            title=title,
            when=when,
            repeats=repeats,
            length=length,
            kind=kind,
            place=place and place.id,
            link=link,
            capacity=None if capacity is None else str(capacity),
            level=level,
            bring=bring,
            reminders=reminders,
            until=until,
            holidays=holidays,
            channel=channel and channel.id,
        )
        await planning.show(interaction, wish, root=interaction.id)

    @app_commands.command(**named("list"))
    async def list(self, interaction: Asking) -> None:
        await show_list(self.app, interaction)

    @app_commands.command(**named("edit"))
    @options(
        "session",
        "title",
        "when",
        "repeats",
        "length",
        "kind",
        "place",
        "link",
        "capacity",
        "level",
        "bring",
        "reminders",
        "until",
        "holidays",
        "channel",
        **CHOICES,
    )
    async def edit(
        self,
        interaction: Asking,
        session: str,
        title: Text | None = None,
        when: Text | None = None,
        repeats: str | None = None,
        length: Text | None = None,
        kind: str | None = None,
        place: Meeting | None = None,
        link: Text | None = None,
        capacity: int | None = None,
        level: str | None = None,
        bring: Text | None = None,
        reminders: Text | None = None,
        until: Text | None = None,
        holidays: str | None = None,
        channel: discord.TextChannel | None = None,
    ) -> None:
        wish = Wish(
            title=title,
            when=when,
            repeats=repeats,
            length=length,
            kind=kind,
            place=place and place.id,
            link=link,
            capacity=None if capacity is None else str(capacity),
            level=level,
            bring=bring,
            reminders=reminders,
            until=until,
            holidays=holidays,
            channel=channel and channel.id,
        )
        await editing.edit(interaction, await to_change(interaction, session), wish)

    @app_commands.command(**named("skip"))
    @options("session", "day", "last")
    async def skip(
        self, interaction: Asking, session: str, day: str | None = None, last: str | None = None
    ) -> None:
        await dates.skip(interaction, await to_change(interaction, session), day, last)

    @app_commands.command(**named("move"))
    @options("session", "when", "day")
    async def move(self, interaction: Asking, session: str, when: Text, day: str | None = None) -> None:
        await dates.move(interaction, await to_change(interaction, session), when, day)

    @app_commands.command(**named("cancel"))
    @options("session")
    async def cancel(self, interaction: Asking, session: str) -> None:
        await changing.cancel(interaction, await to_change(interaction, session))

    @app_commands.command(**named("host"))
    @options("session", "member")
    async def host(self, interaction: Asking, session: str, member: discord.User | None = None) -> None:
        one = await to_change(interaction, session)
        await changing.hand_over(interaction, one, None if member is None else ui.person(member))

    @app_commands.command(**named("pause"))
    @options("session")
    async def pause(self, interaction: Asking, session: str) -> None:
        await changing.pause(interaction, await to_change(interaction, session))

    @app_commands.command(**named("resume"))
    @options("session", "channel")
    async def resume(
        self, interaction: Asking, session: str, channel: discord.TextChannel | None = None
    ) -> None:
        one = await to_change(interaction, session)
        await changing.resume(interaction, one, channel and channel.id)

    @app_commands.command(**named("health"))
    async def health(self, interaction: Asking) -> None:
        await show_health(self.app, interaction)

    @app_commands.command(**named("export"))
    @options("session", "mine")
    async def export(self, interaction: Asking, session: str | None = None, mine: bool = False) -> None:
        await exporting.export(interaction, session, mine=mine)

    # --- while somebody types

    @edit.autocomplete("session")
    @skip.autocomplete("session")
    @move.autocomplete("session")
    @cancel.autocomplete("session")
    @host.autocomplete("session")
    @pause.autocomplete("session")
    @resume.autocomplete("session")
    @quietly
    async def suggest_own(self, interaction: Asking, typed: str) -> Choices:
        return await suggest_sessions(interaction, typed, to_change=True)

    @export.autocomplete("session")
    @quietly
    async def suggest_any(self, interaction: Asking, typed: str) -> Choices:
        return await suggest_sessions(interaction, typed, to_change=False)

    @skip.autocomplete("day")
    @move.autocomplete("day")
    @quietly
    async def suggest_day(self, interaction: Asking, typed: str) -> Choices:
        return await suggest_days(interaction, typed)

    @plan.autocomplete("when")
    @quietly
    async def suggest_time(self, interaction: Asking, typed: str) -> Choices:
        return suggest_times(await planning.asked_by(interaction), typed)

    @edit.autocomplete("when")
    @move.autocomplete("when")
    @quietly
    async def suggest_its_time(self, interaction: Asking, typed: str) -> Choices:
        chosen = str(getattr(interaction.namespace, "session", ""))
        try:
            asked = await asked_of(interaction, await chosen_session(interaction, chosen))
        except Refusal:
            # Nobody has said yet of which session.
            asked = await planning.asked_by(interaction)
        return suggest_times(asked, typed)
