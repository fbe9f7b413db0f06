"""`/checkin`: choosing when and how to be asked, resting, stopping, and taking that back."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import checkins
from bot.features.checkins import WAYS, Change, Plan, Way
from bot.texts import Language, text
from bot.ui import words
from bot.when import WORKDAYS, Unread, read_clock, read_day, read_weekdays
from cogs.checkins.asking import asks_in
from cogs.checkins.forms import asked, begin_form, say_form
from cogs.checkins.looking import NEWEST, Looked, look_back, page_before, pictured
from cogs.checkins.saying import changed_text, packed_plan, preview_text, unpacked_plan

WAY_CHOICES = [app_commands.Choice(name=words(f"choice-checkin-way-{way}"), value=way) for way in WAYS]


class ChoosingCheckins(
    commands.GroupCog,
    group_name=words("command-checkin"),
    group_description=words("command-checkin-description"),
):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    # --- being asked

    @app_commands.command(
        name=words("command-checkin-start"), description=words("command-checkin-start-description")
    )
    @app_commands.rename(
        time=words("command-checkin-option-time"),
        way=words("command-checkin-option-way"),
        days=words("command-checkin-option-days"),
    )
    @app_commands.describe(
        time=words("command-checkin-option-time-description"),
        way=words("command-checkin-option-way-description"),
        days=words("command-checkin-option-days-description"),
    )
    @app_commands.choices(way=WAY_CHOICES)
    async def start(
        self, interaction: discord.Interaction[Engawa], time: str, way: str, days: str | None = None
    ) -> None:
        await self._begin(interaction, time, days, way)

    @ui.pressed("checkin.begin")
    async def ask_when(self, interaction: discord.Interaction[Engawa]) -> None:
        refuse_if_off(interaction)
        language = ui.reader(interaction)
        await ui.open_form(interaction, begin_form(language, "", text(language, "checkin-days-usual"), ""))

    @ui.submitted("checkin.begin")
    async def chosen_in_form(self, interaction: discord.Interaction[Engawa], answers: ui.Answers) -> None:
        time, days, way = (answers.text(name) for name in ("time", "days", "way"))
        await self._begin(interaction, time, days, way)

    @ui.rebuilds("checkin-begin")
    def choose_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        return begin_form(language, fields["time"], fields["days"], fields["way"])

    async def _begin(
        self, interaction: discord.Interaction[Engawa], time: str, days: str | None, way: str
    ) -> None:
        fields = {"time": time, "days": days or "", "way": way}
        async with ui.keeping(ui.Draft("checkin-begin", fields, typed=time)):
            refuse_if_off(interaction)
            chosen = way_in(way)
            if chosen != "dm" and ui.server(interaction).checkins_channel is None:
                raise Refusal("checkin-no-channel")
            wanted = Plan(
                guild_id=interaction.guild_id or 0,
                user_id=interaction.user.id,
                event_id=interaction.id,
                weekdays=weekdays_in(days) if days else WORKDAYS,
                minute=minute_in(time),
                way=chosen,
            )
            change = await checkins.start(self.app.db, wanted, self._now())
        rounded = change.plan is not None and change.plan.minute != wanted.minute
        notes = await self._beginning(interaction, change)
        await self._answer(interaction, change, "checkin-started", rounded=rounded, notes=notes)

    async def _beginning(self, interaction: discord.Interaction[Engawa], change: Change) -> list[str]:
        """What somebody sees who begins: how they will be asked, and what they can change."""
        language, server, user_id = ui.reader(interaction), ui.server(interaction), interaction.user.id
        notes: list[str] = []
        if not ui.zone_is_chosen(interaction):
            command = self.app.tree.mention("settings", interaction)
            notes.append(f"⚠️ {text(language, 'checkin-zone-unchosen', command=command)}")
        if change.plan is not None and change.first is not None:
            day = checkins.local_day(change.first, server.zone)
            spoken = await asks_in(self.app, change.plan.guild_id, user_id, dm=change.plan.way == "dm")
            question = await checkins.question_to_come(self.app.db, change.plan.guild_id, day)
            person = user_id if change.plan.way == "mention" else None
            notes += preview_text(language, spoken, person, asked(spoken, question))
        return [*notes, f"-# {text(language, 'checkin-begun-tips')}"]

    @app_commands.command(
        name=words("command-checkin-evening"), description=words("command-checkin-evening-description")
    )
    @app_commands.rename(time=words("command-checkin-option-time"))
    @app_commands.describe(time=words("command-checkin-evening-option-time-description"))
    async def evening(self, interaction: discord.Interaction[Engawa], time: str | None = None) -> None:
        minute = None if time is None else minute_in(time)
        change = await checkins.close_evenings(self.app.db, *self._who(interaction), minute, self._now())
        rounded = minute is not None and change.plan is not None and change.plan.evening != minute
        key = "checkin-evening-on" if minute is not None else "checkin-evening-off"
        await self._answer(interaction, change, key, rounded=rounded)

    # --- being left in peace

    @app_commands.command(
        name=words("command-checkin-pause"), description=words("command-checkin-pause-description")
    )
    @app_commands.rename(until=words("command-checkin-pause-option-until"))
    @app_commands.describe(until=words("command-checkin-pause-option-until-description"))
    async def pause(self, interaction: discord.Interaction[Engawa], until: str) -> None:
        now, zone = self._now(), ui.zone(interaction)
        day = read_day(until, now=now, zone=zone, language=ui.reader(interaction))
        if isinstance(day, Unread):
            raise Refusal("checkin-pause-over" if day.reason == "past" else "checkin-day-unreadable")
        change = await checkins.pause(self.app.db, *self._who(interaction), day, now)
        await self._answer(interaction, change, "checkin-paused")

    @app_commands.command(
        name=words("command-checkin-rest"), description=words("command-checkin-rest-description")
    )
    @app_commands.rename(
        days=words("command-checkin-option-days"), holidays=words("command-checkin-rest-option-holidays")
    )
    @app_commands.describe(
        days=words("command-checkin-rest-option-days-description"),
        holidays=words("command-checkin-rest-option-holidays-description"),
    )
    async def rest(
        self,
        interaction: discord.Interaction[Engawa],
        days: str | None = None,
        holidays: bool | None = None,
    ) -> None:
        if days is None and holidays is None:
            raise Refusal("checkin-rest-what")
        weekdays = weekdays_in(days) if days else ()
        change = await checkins.rest(
            self.app.db, *self._who(interaction), weekdays, self._now(), holidays=holidays
        )
        await self._answer(interaction, change, resting_key(weekdays, holidays=holidays))

    @app_commands.command(
        name=words("command-checkin-stop"), description=words("command-checkin-stop-description")
    )
    async def stop(self, interaction: discord.Interaction[Engawa]) -> None:
        change = await checkins.stop(self.app.db, *self._who(interaction), self._now())
        await self._answer(interaction, change, "checkin-stopped")

    @ui.pressed("checkin.undo")
    async def undo(
        self, interaction: discord.Interaction[Engawa], owner: str, changed_by: str, before: str
    ) -> None:
        ui.refuse_others(interaction, owner)
        guild_id, user_id, event_id = self._who(interaction)
        earlier = unpacked_plan(before, guild_id, user_id)
        change = await checkins.take_back(
            self.app.db, guild_id, user_id, event_id, ui.unpacked(changed_by), earlier, self._now()
        )
        await ui.replace(
            interaction, changed_text(ui.reader(interaction), change, "checkin-undone"), view=None
        )

    # --- saying something, and what was said

    @app_commands.command(
        name=words("command-checkin-now"), description=words("command-checkin-now-description")
    )
    async def now(self, interaction: discord.Interaction[Engawa]) -> None:
        refuse_if_off(interaction)
        guild_id = interaction.guild_id or 0
        who = (guild_id, interaction.user.id, interaction.id)
        form = await say_form(self.app, ui.reader(interaction), *who)
        await ui.open_form(interaction, form)

    @app_commands.command(
        name=words("command-checkin-history"), description=words("command-checkin-history-description")
    )
    async def history(self, interaction: discord.Interaction[Engawa]) -> None:
        looked = await self._look_back(interaction, NEWEST)
        if looked.found:
            # A picture takes longer than Discord waits, where its process has to be started.
            await ui.think(interaction)
        shown = await pictured(self.app, interaction, looked)
        await ui.answer(interaction, view=shown.panel, files=shown.files, alts=shown.alts)

    @ui.pressed("checkin.history")
    async def turn(self, interaction: discord.Interaction[Engawa], owner: str, before: str) -> None:
        ui.refuse_others(interaction, owner)
        await self._turn_to(interaction, before)

    @ui.pressed("checkin.resume")
    async def resume(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        await checkins.resume(self.app.db, *self._who(interaction), self._now())
        await self._turn_to(interaction, NEWEST)

    async def _turn_to(self, interaction: discord.Interaction[Engawa], before: str) -> None:
        looked = await self._look_back(interaction, before)
        await ui.hold(interaction)
        shown = await pictured(self.app, interaction, looked)
        await ui.replace(interaction, view=shown.panel, files=shown.files, alts=shown.alts)

    async def _look_back(self, interaction: discord.Interaction[Engawa], before: str) -> Looked:
        guild_id, user_id, _ = self._who(interaction)
        return await look_back(self.app, guild_id, user_id, ui.zone(interaction), page_before(before))

    # --- within

    async def _answer(
        self,
        interaction: discord.Interaction[Engawa],
        change: Change,
        key: str,
        *,
        rounded: bool = False,
        notes: Sequence[str] = (),
    ) -> None:
        language = ui.reader(interaction)
        undo = ui.custom_id(
            "checkin.undo",
            ui.packed(interaction.user.id),
            ui.packed(interaction.id),
            packed_plan(change.before),
        )
        said = changed_text(language, change, key, rounded=rounded, notes=notes)
        await ui.answer(interaction, said, view=ui.Buttons(ui.button(text(language, "checkin-undo"), undo)))

    def _who(self, interaction: discord.Interaction[Engawa]) -> tuple[int, int, int]:
        return interaction.guild_id or 0, interaction.user.id, interaction.id

    def _now(self) -> int:
        return int(self.app.clock.now())


def refuse_if_off(interaction: discord.Interaction[Engawa]) -> None:
    """Nobody is asked where admins turned check-ins off; whoever was can still rest, stop and look."""
    if not ui.server(interaction).checkins_on:
        raise Refusal("checkin-off")


def resting_key(weekdays: Sequence[int], *, holidays: bool | None) -> str:
    if weekdays or holidays is None:
        return "checkin-resting"
    return "checkin-resting-holidays" if holidays else "checkin-asking-holidays"


def way_in(chosen: str) -> Way:
    """One of the ways; whatever else a form may send is the usual one."""
    ways: dict[str, Way] = {way: way for way in WAYS}
    return ways.get(chosen, "mention")


def minute_in(typed: str) -> int:
    """The minute of the day that was typed, or a refusal with examples."""
    minute = read_clock(typed)
    if isinstance(minute, Unread):
        raise Refusal("checkin-time-unreadable")
    return minute


def weekdays_in(typed: str) -> tuple[int, ...]:
    """The weekdays that were typed, or a refusal with examples."""
    weekdays = read_weekdays(typed)
    if isinstance(weekdays, Unread):
        raise Refusal("checkin-days-unreadable")
    return weekdays
