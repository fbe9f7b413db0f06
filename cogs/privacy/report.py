"""Reporting a problem to the moderators of a server."""

from collections.abc import Mapping
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features.giving import clean_note
from bot.texts import Language, text

# With every character escaped or a line of its own it must fit into one message.
LONGEST = 600


class Report(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.pressed("privacy.report")
    async def ask(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        if interaction.guild_id is None:
            raise Refusal("report-in-server")
        await ui.open_form(interaction, report_form(ui.reader(interaction)))

    @ui.submitted("privacy.report")
    async def send(self, interaction: discord.Interaction[Engawa], answers: ui.Answers) -> None:
        typed = answers.text("words")
        async with ui.keeping(ui.Draft("privacy.report", {"words": typed}, typed=typed)):
            await ui.think(interaction)
            await report(self.app, interaction, typed)
        await ui.answer(interaction, text(ui.reader(interaction), "report-sent"))

    @ui.rebuilds("privacy.report")
    def again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        return report_form(language, fields["words"])


def report_form(language: Language, words: str = "") -> ui.Form:
    typed: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="words",
        style=discord.TextStyle.paragraph,
        placeholder=text(language, "report-hint"),
        default=words or None,
        max_length=LONGEST,
    )
    return ui.Form(
        text(language, "report-title"),
        ui.custom_id("privacy.report"),
        ui.labelled(text(language, "report-words"), typed, text(language, "report-words-means")),
    )


async def report(app: Engawa, interaction: discord.Interaction[Engawa], typed: str) -> None:
    """Put it into the moderators' room; refuses where there is none that can be reached."""
    words = clean_note(typed)
    if not words:
        raise Refusal("report-empty")
    room = ui.server(interaction).moderators_channel
    if interaction.guild_id is None or room is None:
        raise Refusal("report-no-room")
    said = text(
        ui.public(interaction), "report-post", who=f"<@{interaction.user.id}>", words=ui.quoted(words)
    )
    try:
        # Sent again with the same nonce, it is not posted twice.
        await app.get_partial_messageable(room).send(said, nonce=str(interaction.id))
    except (discord.Forbidden, discord.NotFound):
        raise Refusal("report-no-room") from None
