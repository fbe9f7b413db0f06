"""Goals: setting one, looking at them, and how a week went."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import goals
from bot.features.goals import Ending, Goal, Result
from bot.texts import Language, text
from bot.ui import words
from bot.when import Unread, read_day

FORM_LIMIT = 4000  # what a form's field can hold at all


class Goals(
    commands.GroupCog, group_name=words("command-goal"), group_description=words("command-goal-description")
):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    # --- setting one

    @app_commands.command(name=words("command-goal-set"), description=words("command-goal-set-description"))
    async def set(self, interaction: discord.Interaction[Engawa]) -> None:
        await ui.open_form(interaction, goal_form(ui.reader(interaction)))

    @ui.pressed("goal.change")
    async def ask_for_change(self, interaction: discord.Interaction[Engawa], goal_id: int) -> None:
        goal = await goals.goal_of(self.app.db, goal_id, *who(interaction))
        await ui.open_form(interaction, goal_form(ui.reader(interaction), goal_id, **as_typed(goal)))

    @ui.submitted("goal.set")
    async def goal_typed(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, goal_id: int
    ) -> None:
        typed = {name: answers.text(name) for name in ("words", "step", "day", "who")}
        async with ui.keeping(ui.Draft("goal", {"goal": goal_id, **typed}, typed=typed["words"])):
            goal = self._goal(interaction, typed)
            if goal_id:
                goal = await goals.change_goal(self.app.db, goal_id, goal)
            else:
                goal = await goals.set_goal(self.app.db, goal)
        language = ui.reader(interaction)
        kept = text(language, "goal-kept", words=goal_text(language, goal))
        note = text(language, "goal-shared-note" if goal.shared else "goal-private-note")
        await ui.answer(interaction, f"{kept}\n-# {note}")

    @ui.rebuilds("goal")
    def goal_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        typed = {name: fields[name] for name in ("words", "step", "day", "who")}
        return goal_form(language, fields["goal"], **typed)

    def _goal(self, interaction: discord.Interaction[Engawa], typed: Mapping[str, str]) -> Goal:
        guild_id, user_id = who(interaction)
        now = self.app.clock.now()
        day: date | None = None
        if typed["day"].strip():
            read = read_day(typed["day"], now=now, zone=ui.zone(interaction), language=ui.reader(interaction))
            if isinstance(read, Unread):
                raise Refusal("goal-day-past" if read.reason == "past" else "goal-day-unreadable")
            day = read
        return Goal(
            id=interaction.id,
            guild_id=guild_id,
            user_id=user_id,
            words=typed["words"],
            at=int(now),
            step=typed["step"],
            day=day,
            shared=typed["who"] == "shared",
        )

    # --- looking at them

    @app_commands.command(name=words("command-goal-done"), description=words("command-goal-done-description"))
    async def done(self, interaction: discord.Interaction[Engawa]) -> None:
        await ui.answer(interaction, view=await self._panel(interaction))

    @app_commands.command(name=words("command-goal-list"), description=words("command-goal-list-description"))
    @app_commands.rename(of=words("command-goal-list-option-of"))
    @app_commands.describe(of=words("command-goal-list-option-of-description"))
    async def list(self, interaction: discord.Interaction[Engawa], of: discord.User | None = None) -> None:
        if of is None or of.id == interaction.user.id:
            await ui.answer(interaction, view=await self._panel(interaction))
            return
        language = ui.reader(interaction)
        found = await goals.goals_of(self.app.db, who(interaction)[0], of.id, only_shared=True)
        key = "goal-list-title-of" if found else "goal-list-empty-of"
        lines = [text(language, key, who=f"<@{of.id}>"), *(goal_text(language, one) for one in found)]
        await ui.answer(interaction, "\n".join(lines))

    async def _panel(self, interaction: discord.Interaction[Engawa]) -> ui.Panel:
        return goals_panel(ui.reader(interaction), await goals.goals_of(self.app.db, *who(interaction)))

    @ui.pressed("goal.done")
    async def is_done(self, interaction: discord.Interaction[Engawa], goal_id: int) -> None:
        await self._end(interaction, goal_id, "done")

    @ui.pressed("goal.let-go")
    async def is_let_go(self, interaction: discord.Interaction[Engawa], goal_id: int) -> None:
        await self._end(interaction, goal_id, "let-go")

    async def _end(self, interaction: discord.Interaction[Engawa], goal_id: int, how: Ending) -> None:
        now = int(self.app.clock.now())
        goal = await goals.end_goal(self.app.db, goal_id, *who(interaction), how, now)
        await ui.replace(interaction, view=await self._panel(interaction))
        language = ui.reader(interaction)
        said = text(language, f"goal-ended-{how}", words=ui.plain(goal.words))
        undo = ui.button(text(language, "goal-undo"), ui.custom_id("goal.reopen", goal.id))
        await ui.answer(interaction, said, view=ui.Buttons(undo))

    @ui.pressed("goal.reopen")
    async def reopen(self, interaction: discord.Interaction[Engawa], goal_id: int) -> None:
        goal = await goals.reopen_goal(self.app.db, goal_id, *who(interaction))
        language = ui.reader(interaction)
        await ui.replace(interaction, text(language, "goal-reopened", words=goal_text(language, goal)))

    @ui.pressed("goal.share")
    async def share(self, interaction: discord.Interaction[Engawa], goal_id: int) -> None:
        await goals.share_goal(self.app.db, goal_id, *who(interaction), shared=True)
        await ui.replace(interaction, view=await self._panel(interaction))

    @ui.pressed("goal.unshare")
    async def unshare(self, interaction: discord.Interaction[Engawa], goal_id: int) -> None:
        await goals.share_goal(self.app.db, goal_id, *who(interaction), shared=False)
        await ui.replace(interaction, view=await self._panel(interaction))

    # --- how a week went

    @ui.pressed("goal.week")
    async def week(
        self, interaction: discord.Interaction[Engawa], guild_id: int, goal_id: int, week: str, result: str
    ) -> None:
        """A press under a check-in, in its server or in a direct message."""
        known: dict[str, Result] = {one: one for one in goals.RESULTS}
        chosen = known.get(result)
        if chosen is None or interaction.guild_id not in {None, guild_id}:
            raise Refusal("press-unknown")
        now = int(self.app.clock.now())
        goal = await goals.say_week(
            self.app.db, goal_id, guild_id, interaction.user.id, day_in(week), chosen, now
        )
        language = ui.reader(interaction)
        if chosen == "changed" and interaction.guild_id is not None:
            await ui.open_form(interaction, goal_form(language, goal_id, **as_typed(goal)))
        else:
            await ui.answer(interaction, text(language, f"goal-week-kept-{chosen}"))


def who(interaction: discord.Interaction[Any]) -> tuple[int, int]:
    return interaction.guild_id or 0, interaction.user.id


def day_in(typed: str) -> date:
    """A day as a button carries it."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Refusal("press-unknown") from None


def as_typed(goal: Goal) -> dict[str, str]:
    return {
        "words": goal.words,
        "step": goal.step,
        "day": goal.day.isoformat() if goal.day else "",
        "who": "shared" if goal.shared else "",
    }


def goal_text(language: Language, goal: Goal) -> str:
    """A goal on its lines, without markdown of its own."""
    first = f"**{ui.plain(goal.words)}**"
    if goal.day is not None:
        # At noon, so that it is the same day nearly everywhere.
        noon = int(datetime.combine(goal.day, time(12), UTC).timestamp())
        first += f" · {text(language, 'goal-until', at=str(noon))}"
    step = [text(language, "goal-step", step=ui.plain(goal.step))] if goal.step else []
    return "\n".join([first, *step])


def goals_panel(language: Language, found: Sequence[Goal]) -> ui.Panel:
    if not found:
        return ui.Panel(discord.ui.TextDisplay(text(language, "goal-list-empty")))
    parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay(f"### {text(language, 'goal-list-title')}")]
    for one in found:
        note = text(language, "goal-shared-note" if one.shared else "goal-private-note")
        parts.append(discord.ui.TextDisplay(f"{goal_text(language, one)}\n-# {note}"))
        acts = ("done", "change", "unshare" if one.shared else "share", "let-go")
        buttons = [
            ui.button(text(language, f"goal-{act}"), ui.custom_id(f"goal.{act}", one.id)) for act in acts
        ]
        parts.append(discord.ui.ActionRow(*buttons))
    parts.append(discord.ui.TextDisplay(f"-# {text(language, 'goal-only-you')}"))
    return ui.Panel(discord.ui.Container(*parts))


def goal_form(
    language: Language, goal_id: int = 0, *, words: str = "", step: str = "", day: str = "", who: str = ""
) -> ui.Form:
    def field(name: str, typed: str, *, required: bool = False, hint: str | None = None) -> Any:
        shown = typed[:FORM_LIMIT]
        return discord.ui.TextInput[Any](
            custom_id=name,
            required=required,
            default=shown or None,
            placeholder=hint,
            # What was refused for its length must fit, to be shortened.
            max_length=max(goals.WORDS_LIMIT, len(shown)),
        )

    seen: discord.ui.Select[Any] = discord.ui.Select(
        custom_id="who",
        required=False,
        options=[
            discord.SelectOption(label=text(language, "goal-form-only-me"), value="me", default=who == "me"),
            discord.SelectOption(
                label=text(language, "goal-form-shared"), value="shared", default=who == "shared"
            ),
        ],
    )
    return ui.Form(
        text(language, "goal-form-title"),
        ui.custom_id("goal.set", goal_id),
        ui.labelled(text(language, "goal-form-words"), field("words", words, required=True)),
        ui.labelled(text(language, "goal-form-step"), field("step", step)),
        ui.labelled(
            text(language, "goal-form-day"), field("day", day, hint=text(language, "goal-form-day-hint"))
        ),
        ui.labelled(text(language, "goal-form-who"), seen),
    )


async def setup(app: Engawa) -> None:
    await app.add_cog(Goals(app))
