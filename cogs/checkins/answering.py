"""Answering a check-in, and closing the day: for oneself alone, unless one shares it."""

from collections.abc import Mapping
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import checkins, goals, settings
from bot.features.checkins import RESULTS, Entry, Result, Said
from bot.texts import Language, text
from cogs.checkins.forms import REPLY, SHARE, asked, filled_form, say_form
from cogs.checkins.saying import SAID, said_text, unshare_button
from cogs.checkins.week import goals_of_the_day


class AnsweringCheckins(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.pressed("checkin.answer")
    async def answer(
        self,
        interaction: discord.Interaction[Engawa],
        guild_id: int,
        delivery: int,  # noqa: ARG002
    ) -> None:
        refuse_elsewhere(interaction, guild_id)
        language = ui.reader(interaction)
        form = await say_form(self.app, language, guild_id, interaction.user.id, interaction.id)
        await ui.open_form(interaction, form)

    @ui.pressed("checkin.not-today")
    async def not_today(
        self,
        interaction: discord.Interaction[Engawa],
        guild_id: int,
        delivery: int,  # noqa: ARG002
    ) -> None:
        """It counts as nothing, and says nothing."""
        refuse_elsewhere(interaction, guild_id)
        await ui.hold(interaction)

    @ui.submitted("checkin.say")
    async def say(
        self,
        interaction: discord.Interaction[Engawa],
        answers: ui.Answers,
        guild_id: int,
        question: str,
        opened: int,
    ) -> None:
        refuse_elsewhere(interaction, guild_id)
        entry = entry_in(interaction, answers, guild_id, question, self._now())
        fields = typed_in(answers) | {"guild": guild_id, "opened": opened, "question": question, "asked": ""}
        # Whatever goes wrong, before it is kept or after, they have their words back.
        async with ui.keeping(ui.Draft("checkin-say", fields, typed=entry.words)):
            named = await checkins.question_named(self.app.db, guild_id, question)
            fields["asked"] = asked(ui.reader(interaction), named)
            shown = (await settings.server(self.app.db, guild_id)).checkins_channel is not None
            said = await checkins.say(self.app.db, entry, opened=opened)
            await self._tell(interaction, said, shown=shown)

    async def _tell(self, interaction: discord.Interaction[Engawa], said: Said, *, shown: bool) -> None:
        """That it is kept, with the goals of the day."""
        language, one = ui.reader(interaction), said.checkin
        week, buttons = await goals_of_the_day(self.app, language, one.guild_id, one.user_id, one.day)
        told = said_text(language, said, shown=shown)
        if one.shared and shown:
            buttons.append(unshare_button(language, one, SAID))
            buttons[-1].row = goals.GOALS + 1  # below each goal's
        view = ui.Buttons(*buttons) if buttons else None
        await ui.answer(interaction, f"{told}\n\n{week}" if week else told, view=view)

    @ui.rebuilds("checkin-say")
    def say_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        return filled_form(language, dict(fields))

    # --- the evening

    @ui.pressed("checkin.evening")
    async def look_back(self, interaction: discord.Interaction[Engawa], guild_id: int, delivery: int) -> None:
        """At what was said on the day that the post asked about: after midnight too."""
        refuse_elsewhere(interaction, guild_id)
        language, who = ui.reader(interaction), interaction.user.id
        said = await checkins.asked_about(self.app.db, guild_id, who, delivery, self._now())
        if said is None:
            raise Refusal("checkin-nothing-to-close")
        owner = ui.packed(interaction.user.id)
        buttons = [
            ui.button(
                text(language, f"checkin-close-{result}"),
                ui.custom_id("checkin.close", owner, said.id, result),
            )
            for result in RESULTS
        ]
        words = f"{text(language, 'checkin-evening-ask')}\n{ui.quoted(said.words)}"
        await ui.answer(interaction, words, view=ui.Buttons(*buttons))

    @ui.pressed("checkin.close")
    async def close_day(
        self, interaction: discord.Interaction[Engawa], owner: str, checkin_id: int, result: str
    ) -> None:
        ui.refuse_others(interaction, owner)
        known: Result | None = next((one for one in RESULTS if one == result), None)
        if known is None:
            raise Refusal("press-unknown")
        await checkins.close_day(self.app.db, checkin_id, interaction.user.id, known, self._now())
        await ui.replace(interaction, text(ui.reader(interaction), f"checkin-closed-{known}"), view=None)

    def _now(self) -> int:
        return int(self.app.clock.now())


def typed_in(answers: ui.Answers) -> dict[str, Any]:
    """What stands in the form, for its draft."""
    texts = {name: answers.text(name) for name in ("words", "energy", "answer")}
    return texts | {"boxes": list(answers.values.get("boxes", ()))}


def entry_in(
    interaction: discord.Interaction[Engawa], answers: ui.Answers, guild_id: int, question: str, now: int
) -> Entry:
    """A check-in as it was typed."""
    energy, boxes = answers.text("energy"), answers.values.get("boxes", ())
    return Entry(
        id=interaction.id,
        guild_id=guild_id,
        user_id=interaction.user.id,
        at=now,
        words=answers.text("words"),
        energy=int(energy) if energy.isdecimal() else None,
        question=question,
        answer=answers.text("answer"),
        shared=SHARE in boxes,
        wants_reply=REPLY in boxes,
    )


def refuse_elsewhere(interaction: discord.Interaction[Engawa], guild_id: int) -> None:
    """A button belongs to its server, or stands in a direct message."""
    if interaction.guild_id not in {None, guild_id}:
        raise Refusal("press-unknown")
