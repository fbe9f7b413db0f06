"""What moderators see of check-ins, and the questions they add and retire."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import checkins, replies
from bot.features.checkins import Overview, Question
from bot.features.replies import Answered
from bot.texts import Language, text
from bot.ui import words

FORM_LIMIT = 4000  # what a form's field can hold at all
PAGE = 25  # so many choices a select holds
LABEL = 100


def refuse_others(interaction: discord.Interaction[Any]) -> int:
    """Refuse whoever does not look after this server; return which it is."""
    if interaction.guild_id is None or not ui.is_moderator(interaction):
        raise Refusal("checkin-not-for-you")
    return interaction.guild_id


class ModeratingCheckins(commands.Cog):
    """Adds its commands to those of check-ins."""

    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        group = self.app.tree.get_command("checkin")
        if not isinstance(group, app_commands.Group):
            group = app_commands.Group(
                name=words("command-checkin"), description=words("command-checkin-description")
            )
            self.app.tree.add_command(group)
        for name, callback in (("overview", self.overview), ("questions", self.questions)):
            command = app_commands.Command[Any, Any, Any](
                name=words(f"command-checkin-{name}"),
                description=words(f"command-checkin-{name}-description"),
                callback=callback,
            )
            group.add_command(command)

    async def overview(self, interaction: discord.Interaction[Engawa]) -> None:
        guild_id, now = refuse_others(interaction), self._now()
        seen = await checkins.overview(self.app.db, guild_id, now)
        answered = await replies.answered(self.app.db, guild_id, now)
        await ui.answer(interaction, overview_text(ui.reader(interaction), seen, answered))

    # --- questions

    async def questions(self, interaction: discord.Interaction[Engawa]) -> None:
        await ui.answer(interaction, view=await self._panel(interaction, refuse_others(interaction), 0))

    @ui.pressed("checkin.questions")
    async def turn(self, interaction: discord.Interaction[Engawa], page: int) -> None:
        await ui.replace(interaction, view=await self._panel(interaction, refuse_others(interaction), page))

    @ui.pressed("checkin.retire")
    async def retire(self, interaction: discord.Interaction[Engawa], page: int) -> None:
        """Retire the question that was chosen, or bring it back."""
        guild_id, name = refuse_others(interaction), next(iter(ui.picked(interaction)), "")
        chosen = await checkins.question_named(self.app.db, guild_id, name)
        await checkins.retire_question(self.app.db, guild_id, name, retire=not chosen.retired, at=self._now())
        await ui.replace(interaction, view=await self._panel(interaction, guild_id, page))

    @ui.pressed("checkin.add-question")
    async def ask_for_question(self, interaction: discord.Interaction[Engawa]) -> None:
        refuse_others(interaction)
        await ui.open_form(interaction, question_form(ui.reader(interaction)))

    @ui.submitted("checkin.add-question")
    async def question_typed(self, interaction: discord.Interaction[Engawa], answers: ui.Answers) -> None:
        guild_id, typed = refuse_others(interaction), answers.text("question")
        async with ui.keeping(ui.Draft("checkin-question", {"question": typed}, typed=typed)):
            writing = checkins.Writing(interaction.id, guild_id, typed, self._now())
            await checkins.add_question(self.app.db, writing)
        await ui.answer(interaction, view=await self._panel(interaction, guild_id, 0))

    @ui.rebuilds("checkin-question")
    def question_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        return question_form(language, fields["question"])

    async def _panel(self, interaction: discord.Interaction[Engawa], guild_id: int, page: int) -> ui.Panel:
        found = await checkins.all_questions(self.app.db, guild_id)
        return questions_panel(ui.reader(interaction), found, page)

    def _now(self) -> int:
        return int(self.app.clock.now())


def overview_text(language: Language, seen: Overview, answered: Answered) -> str:
    lines = [
        f"### {text(language, 'checkin-overview-title')}",
        text(language, "checkin-overview-people", count=seen.taking_part),
    ]
    if answered.asked:
        percent = round(100 * answered.in_time / answered.asked)
        within = {"asked": answered.asked, "within": answered.in_time, "percent": percent}
        lines.append(text(language, "checkin-overview-replies", **within))
    else:
        lines.append(text(language, "checkin-overview-none"))
    if answered.median is not None:
        hours, minutes = divmod(answered.median // 60, 60)
        lines.append(text(language, "checkin-overview-median", hours=hours, minutes=minutes))
    if seen.energy is None:
        lines.append(text(language, "checkin-overview-energy-few"))
    else:
        shown = {"day": seen.week.isoformat(), "energy": f"{seen.energy:g}"}
        lines.append(text(language, "checkin-overview-energy", **shown))
    lines.append(f"-# {text(language, 'checkin-overview-no-more')}")
    return "\n".join(lines)


def question_text(language: Language, question: Question) -> str:
    """A question in a reader's language; one that moderators wrote, as they wrote it."""
    return question.words or text(language, f"checkin-question-{question.name}")


def questions_panel(language: Language, found: tuple[Question, ...], page: int) -> ui.Panel:
    """A page of the questions, each of which can be chosen to retire it or to bring it back."""
    pages = -(-len(found) // PAGE)
    page = page if page < pages else 0
    shown = found[page * PAGE : (page + 1) * PAGE]
    retired = sum(one.retired for one in found)
    counts = text(language, "checkin-questions-count", active=len(found) - retired, retired=retired)
    chooser: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=ui.custom_id("checkin.retire", page),
        placeholder=text(language, "checkin-questions-choose"),
        options=[
            discord.SelectOption(
                label=question_text(language, one)[:LABEL],
                value=one.name,
                description=text(language, "checkin-questions-state", state=state_of(one)),
            )
            for one in shown
        ],
    )
    buttons = [ui.button(text(language, "checkin-questions-add"), ui.custom_id("checkin.add-question"))]
    if pages > 1:
        following = (page + 1) % pages
        label = text(language, "checkin-questions-next" if following else "checkin-questions-first")
        buttons.append(ui.button(label, ui.custom_id("checkin.questions", following)))
    title = f"### {text(language, 'checkin-questions-title')}\n{counts}"
    return ui.Panel(
        discord.ui.Container(
            discord.ui.TextDisplay(title),
            discord.ui.ActionRow(chooser),
            discord.ui.ActionRow(*buttons),
        )
    )


def state_of(question: Question) -> str:
    if question.words is None:
        return "retired" if question.retired else "bank"
    return "own-retired" if question.retired else "own"


def question_form(language: Language, typed: str = "") -> ui.Form:
    shown = typed[:FORM_LIMIT]
    field: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="question",
        default=shown or None,
        # What was refused for its length must fit, to be shortened.
        max_length=max(checkins.LENGTH, len(shown)),
    )
    return ui.Form(
        text(language, "checkin-questions-form-title"),
        ui.custom_id("checkin.add-question"),
        ui.labelled(text(language, "checkin-questions-form-words"), field),
    )
