"""The end of a session: those who declared say how it went, at one press, and may add a line."""

from collections.abc import Mapping
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Nothing, Outgoing
from bot.features import sessions, settings
from bot.features.deliveries import Delivery
from bot.features.sessions import Declaration, Meeting, Report, Result
from bot.texts import Language, language, text
from cogs.sessions.declaring import FORM_LIMIT, who_select
from cogs.sessions.start_post import mentions
from cogs.sessions.starting import in_voice_now, thread_of

STYLES = {
    "done": discord.ButtonStyle.success,
    "partly": discord.ButtonStyle.secondary,
    "tomorrow": discord.ButtonStyle.secondary,
}


class Closing(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        self.app.courier.renders[sessions.CLOSE] = self.close

    async def close(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        """Reach those who declared and have not said how it went: in their thread, or else where it began."""
        occurrence_id, page = int(delivery.subject["occurrence"]), int(delivery.subject.get("page", 1))
        went = await sessions.look_in(self.app.db, occurrence_id, self._now())
        if went is None or went.view.occurrence.state == "off":
            return Nothing("called off")
        one = went.view.series
        if not (await settings.server(self.app.db, one.guild_id)).sessions_on:
            return Nothing("sessions are off")
        if page == 1 and (went.present or in_voice_now(self.app, went.view)):
            await sessions.somebody_was_there(self.app.db, occurrence_id)
        if delivery.person_id is not None:
            return await self._ask_directly(delivery, delivery.person_id, went)
        pages = await sessions.to_ask(self.app.db, went, self._now())
        people = pages[page - 1] if page <= len(pages) else ()
        if not people and (page > 1 or not went.declarations):
            return Nothing("nobody is to be asked")
        spoken = await self.app.reach.speaks(one.guild_id)
        return Outgoing(
            channel_id=await thread_of(self.app, went.view) or one.channel_id,
            content=text(spoken, "session-close", people=mentions(people)).strip(),
            view=ui.Buttons(*result_buttons(spoken, occurrence_id, delivery.id)),
            pings=people,
        )

    async def _ask_directly(self, delivery: Delivery, person_id: int, went: Meeting) -> Outgoing | Nothing:
        said = went.of(person_id)
        if said is None or said.result is not None:
            return Nothing("said already")
        own = (await settings.member(self.app.db, person_id, None)).language
        spoken = language(own) if own else await self.app.reach.speaks(went.view.series.guild_id)
        channel = f"<#{went.view.series.channel_id}>"
        buttons = result_buttons(spoken, went.view.occurrence.id, delivery.id)
        words = text(spoken, "session-close", people=channel)
        return Outgoing(person_id=person_id, content=words, view=ui.Buttons(*buttons))

    @ui.pressed("session.done")
    async def done(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> None:
        await self._say(interaction, occurrence_id, "done")

    @ui.pressed("session.partly")
    async def partly(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> None:
        await self._say(interaction, occurrence_id, "partly")

    @ui.pressed("session.tomorrow")
    async def tomorrow(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> None:
        await self._say(interaction, occurrence_id, "tomorrow")

    async def _say(
        self, interaction: discord.Interaction[Engawa], occurrence_id: int, result: Result
    ) -> None:
        said = await sessions.say_result(
            self.app.db,
            interaction.guild_id,
            occurrence_id,
            interaction.user.id,
            result,
            interaction.id,
            self._now(),
        )
        spoken = ui.reader(interaction)
        more = ui.custom_id("session.line", occurrence_id, 0)
        line = ui.button(text(spoken, "session-button-line"), more)
        await ui.answer(interaction, told_words(spoken, said, result), view=ui.Buttons(line))

    # --- a line

    @ui.pressed("session.line")
    async def ask(self, interaction: discord.Interaction[Engawa], occurrence_id: int, _: int) -> None:
        guild_id, person = interaction.guild_id, interaction.user.id
        await sessions.refuse_unless_told(self.app.db, guild_id, occurrence_id, person, self._now())
        written = await sessions.so_far(self.app.db, occurrence_id, person)
        await ui.open_form(interaction, line_form(ui.reader(interaction), occurrence_id, written))

    @ui.submitted("session.line")
    async def told(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, occurrence_id: int
    ) -> None:
        names = ("line", "learned", "taught")
        typed = {name: answers.text(name) for name in names}
        shared = answers.text("who") == "all"
        fields = {"occurrence": occurrence_id, "shared": shared, **typed}
        draft = ui.Draft("session.line", fields, typed="\n".join(filter(None, typed.values())))
        async with ui.keeping(draft):
            await sessions.report(
                self.app.db,
                interaction.guild_id,
                occurrence_id,
                interaction.user.id,
                Report(**typed, shared=shared),
                interaction.id,
                self._now(),
            )
        await ui.answer(interaction, text(ui.reader(interaction), "session-line-kept"))

    @ui.rebuilds("session.line")
    def ask_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        written = Report(fields["line"], fields["learned"], fields["taught"], fields["shared"])
        return line_form(language, fields["occurrence"], written)

    def _now(self) -> int:
        return int(self.app.clock.now())


def result_buttons(spoken: Language, occurrence_id: int, mark: int) -> list[discord.ui.Button[Any]]:
    """How it went, at one press. `mark` is by what a lost post is recognised."""
    found = [
        ui.button(
            text(spoken, f"session-button-{result}"),
            ui.custom_id(f"session.{result}", occurrence_id),
            STYLES[result],
        )
        for result in sessions.RESULTS
    ]
    line = ui.custom_id("session.line", occurrence_id, mark)
    return [*found, ui.button(text(spoken, "session-button-line"), line)]


def told_words(language: Language, said: Declaration, result: Result) -> str:
    """What the person who pressed is told, alone."""
    words = text(language, f"session-told-{result}")
    if said.shared and said.public and result == "done":
        words += f"\n-# {text(language, 'session-told-shown')}"
    return words


def line_form(language: Language, occurrence_id: int, written: Report) -> ui.Form:
    """A line about how it went, something learned, something taught: any of it may be left out."""

    def field(name: str, words: str) -> discord.ui.TextInput[Any]:
        shown = words[:FORM_LIMIT]
        return discord.ui.TextInput(
            custom_id=name,
            required=False,
            default=shown or None,
            max_length=max(sessions.WORDS_LIMIT, len(shown)),
        )

    taught = text(language, "session-line-taught-means")
    return ui.Form(
        text(language, "session-line-title"),
        ui.custom_id("session.line", occurrence_id),
        ui.labelled(text(language, "session-line-words"), field("line", written.line)),
        ui.labelled(text(language, "session-line-learned"), field("learned", written.learned)),
        ui.labelled(text(language, "session-line-taught"), field("taught", written.taught), taught),
        ui.labelled(
            text(language, "session-line-who"), who_select(language, "session-line", shown=written.shared)
        ),
    )
