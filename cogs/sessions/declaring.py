"""Saying what one will do, and that one is there."""

from collections.abc import Mapping
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.features import sessions
from bot.texts import Language, text

FORM_LIMIT = 4000  # what a form's field can hold at all


class Declaring(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.pressed("session.declare")
    async def ask(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> None:
        guild_id, person = interaction.guild_id or 0, interaction.user.id
        await sessions.refuse_unless_on(self.app.db, guild_id, occurrence_id, self._now())
        said = await sessions.declared(self.app.db, occurrence_id, person)
        carried = None if said is not None else await sessions.unfinished(self.app.db, guild_id, person)
        before = said or carried
        form = declare_form(
            ui.reader(interaction),
            occurrence_id,
            "" if before is None else before.words,
            private=before is not None and before.private,
            carried=carried is not None,
        )
        await ui.open_form(interaction, form)

    @ui.submitted("session.declare")
    async def declared(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, occurrence_id: int
    ) -> None:
        words, private = answers.text("words"), answers.text("who") == "me"
        fields = {"occurrence": occurrence_id, "words": words, "private": private}
        async with ui.keeping(ui.Draft("session.declare", fields, typed=words)):
            said = await sessions.declare(
                self.app.db,
                interaction.guild_id or 0,
                occurrence_id,
                interaction.user.id,
                words,
                interaction.id,
                self._now(),
                private=private,
            )
        key = "session-declared-private" if said.private else "session-declared"
        await ui.answer(interaction, text(ui.reader(interaction), key))

    @ui.rebuilds("session.declare")
    def ask_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        return declare_form(language, fields["occurrence"], fields["words"], private=fields["private"])

    @ui.pressed("session.here")
    async def here(self, interaction: discord.Interaction[Engawa], occurrence_id: int, _: int) -> None:
        new = await sessions.be_here(
            self.app.db, interaction.guild_id or 0, occurrence_id, interaction.user.id, self._now()
        )
        key = "session-here-noted" if new else "session-here-already"
        await ui.answer(interaction, text(ui.reader(interaction), key))

    def _now(self) -> int:
        return int(self.app.clock.now())


def declare_form(
    language: Language, occurrence_id: int, words: str = "", *, private: bool = False, carried: bool = False
) -> ui.Form:
    """What somebody will do; what they left unfinished, or said before, stands in it already."""
    shown = words[:FORM_LIMIT]
    typed: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="words",
        placeholder=text(language, "session-declare-hint"),
        default=shown or None,
        # What was refused for its length must fit, to be shortened.
        max_length=max(sessions.WORDS_LIMIT, len(shown)),
    )
    about = text(language, "session-declare-carried") if carried else None
    who = who_select(language, "session-declare", shown=not private)
    return ui.Form(
        text(language, "session-declare-title"),
        ui.custom_id("session.declare", occurrence_id),
        ui.labelled(text(language, "session-declare-words"), typed, about),
        ui.labelled(text(language, "session-declare-who"), who, text(language, "session-declare-me-means")),
    )


def who_select(language: Language, words: str, *, shown: bool) -> discord.ui.Select[Any]:
    """Who sees what is written: everybody, or its author alone."""
    return discord.ui.Select(
        custom_id="who",
        options=[
            discord.SelectOption(label=text(language, f"{words}-all"), value="all", default=shown),
            discord.SelectOption(label=text(language, f"{words}-me"), value="me", default=not shown),
        ],
    )
