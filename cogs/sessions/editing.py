"""`/session edit`: before and after, asked first where others are coming; what is refused is kept."""

from collections.abc import Mapping
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import drafts, sessions
from bot.features.sessions import Planned, Series
from bot.texts import Language, text
from bot.when import carry
from cogs.sessions import preview, saying
from cogs.sessions.places import card_channel, meeting_place
from cogs.sessions.replies import Asking, asked_of, others, rights, said
from cogs.sessions.wishes import Wish, change, page_of, read_when

FORM = "session.edit"


class Editing(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.submitted(FORM)
    async def edited(self, interaction: Asking, answers: ui.Answers, draft_id: int, page: str) -> None:
        kept = await self._kept(interaction, draft_id)
        wish = preview.answered(Wish.of(kept), answers, preview.known_page(page) or "when")
        one = await sessions.look(self.app.db, interaction.guild_id or 0, int(kept["series"]))
        await edit(interaction, one, wish)

    @ui.rebuilds(FORM)
    def again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        page = preview.known_page(str(fields["page"])) or "when"
        custom_id = ui.custom_id(FORM, int(fields["id"]), page)
        return preview.form(language, Wish.of(fields), page, custom_id, new=False)

    @ui.pressed("session.edit-do")
    async def confirm_edit(self, interaction: Asking, draft_id: int) -> None:
        kept = await self._kept(interaction, draft_id)
        one = await sessions.look(self.app.db, interaction.guild_id or 0, int(kept["series"]))
        if one.rev != kept["rev"]:
            raise Refusal("session-changed-meanwhile")
        after = await changed_by(interaction, one, Wish.of(kept))
        planned = await _edit(interaction, after)
        await drafts.discard(self.app.db, draft_id, interaction.user.id)
        await ui.replace(interaction, view=edited(ui.reader(interaction), one, planned.series))

    async def _kept(self, interaction: Asking, draft_id: int) -> dict[str, Any]:
        found = await drafts.look(self.app.db, draft_id, interaction.user.id, int(self.app.clock.now()))
        if found is None or found.form != FORM:
            raise Refusal("draft-gone")
        return dict(ui.Draft.load(found.form, found.fields).fields)


async def edit(interaction: Asking, one: Series, wish: Wish) -> None:
    """Change a session; where others are coming to it, show the change first. What is refused is kept."""
    app, language = interaction.client, ui.reader(interaction)
    sessions.refuse_to_change(one, interaction.user.id, moderator=ui.is_moderator(interaction))
    kept: dict[str, Any] = {
        **wish.kept(),
        "id": interaction.id,
        "series": one.id,
        "rev": one.rev,
        "page": "when",
    }
    async with ui.keeping(ui.Draft(FORM, kept, typed=wish.title or wish.bring or "")):
        try:
            asked = await asked_of(interaction, one)
            if wish.when:
                reading = read_when(wish.when, asked)
                typed = wish.said or wish.when
                kept["said"] = preview.said_again(language, one, reading, typed, asked)
                kept["when"] = carry(reading)
            after = await changed_by(interaction, one, Wish.of(kept))
        except Refusal as refusal:
            kept["page"] = page_of(refusal.key)
            raise
        if not preview.differences(language, one, after):
            raise Refusal("session-edit-nothing")
        count = others(await sessions.next_of(app.db, one.guild_id, one.id), interaction.user.id)
        if count:
            fields = ui.Draft(FORM, kept).dump()
            now = int(app.clock.now())
            await drafts.keep(app.db, drafts.Draft(interaction.id, interaction.user.id, FORM, fields, now))
            panel = _asking(interaction, one, after, count)
        else:
            planned = await _edit(interaction, after)
            panel = edited(language, one, planned.series)
    await ui.answer(interaction, view=panel)


async def changed_by(interaction: Asking, one: Series, wish: Wish) -> Series:
    """The series with the changes that are wished for, where this person may make them."""
    asked = await asked_of(interaction, one)
    after = change(one, wish, asked)
    meeting_place(interaction, wish.place)
    if after.channel_id != one.channel_id:
        card_channel(interaction, after.channel_id)
    return sessions.fit(after, asked.now)


async def _edit(interaction: Asking, after: Series) -> Planned:
    now = int(interaction.client.clock.now())
    return await sessions.edit(interaction.client.db, after, interaction.user.id, now, **rights(interaction))


def edited(language: Language, before: Series, after: Series) -> ui.Panel:
    line = text(language, "session-edited", title=saying.title_of(language, after))
    return said(line, *preview.differences(language, before, after))


def _asking(interaction: Asking, one: Series, after: Series, count: int) -> ui.Panel:
    language, now = ui.reader(interaction), interaction.client.clock.now()
    lines = [
        text(language, "session-edit-sure", title=saying.title_of(language, one), count=count),
        *preview.differences(language, one, after),
    ]
    if after.plan != one.plan:
        lines += preview.next_dates(language, after, now)
    do = ui.custom_id("session.edit-do", interaction.id)
    row = discord.ui.ActionRow[Any](
        ui.button(text(language, "session-edit-do"), do, discord.ButtonStyle.primary),
        ui.button(text(language, "session-leave"), "session.leave"),
    )
    return ui.Panel(discord.ui.Container(discord.ui.TextDisplay("\n".join(lines)), row))
