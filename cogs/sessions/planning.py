"""Planning a session: what was asked for is read, shown, mended and posted.

What is shown is kept as a draft for a day, so that its buttons work after a restart. `root`, the command with
which it all began, becomes the session's id: however often it is mended or posted, it is planned once.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import drafts, sessions
from bot.features.sessions import Planned
from bot.texts import Language, text
from bot.when import knows_holidays
from cogs.sessions import preview, saying
from cogs.sessions.places import card_channel, meeting_place
from cogs.sessions.wishes import Asked, Page, Understood, Wish, carrying, page_of, understand

FORM = "session.plan"


def refuse_if_off(interaction: discord.Interaction[Any]) -> None:
    """No new session is planned where admins turned them off; those there are can be seen and mended."""
    if not ui.server(interaction).sessions_on:
        raise Refusal("session-off")


async def asked_by(interaction: discord.Interaction[Engawa], zone: str | None = None) -> Asked:
    """How what this person writes is read: now, in their zone or the given one."""
    country = ui.server(interaction).holidays
    if country is not None:
        # Reading a country's holidays for the first time takes a moment.
        await asyncio.to_thread(knows_holidays, country)
    now = interaction.client.clock.now()
    return Asked(now, zone or ui.zone(interaction), ui.reader(interaction), country)


class Planning(commands.Cog):
    """The preview of a new session, and what its buttons do."""

    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.pressed("session.mend")
    async def mend(self, interaction: discord.Interaction[Engawa], draft_id: int, page: str) -> None:
        kept = await self._kept(interaction, draft_id)
        shown = preview.known_page(page)
        if kept is None or shown is None:
            raise Refusal("draft-gone")
        await ui.open_form(interaction, plan_form(ui.reader(interaction), Wish.of(kept), draft_id, shown))

    @ui.submitted(FORM)
    async def mended(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, draft_id: int, page: str
    ) -> None:
        kept = await self._kept(interaction, draft_id) or {}
        wish = preview.answered(Wish.of(kept), answers, preview.known_page(page) or "when")
        await show(interaction, wish, root=int(kept.get("root", interaction.id)), before=draft_id)

    @ui.rebuilds(FORM)
    def again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        page = preview.known_page(str(fields["page"])) or "when"
        return plan_form(language, Wish.of(fields), int(fields["id"]), page)

    @ui.pressed("session.post")
    async def post(self, interaction: discord.Interaction[Engawa], draft_id: int, root: int) -> None:
        kept = await self._kept(interaction, draft_id)
        if kept is None:
            await self._posted_already(interaction, root)
            return
        understood = await read_wish(interaction, Wish.of(kept), int(kept["root"]))
        planned = await sessions.plan(self.app.db, understood.series, int(self.app.clock.now()))
        await drafts.discard(self.app.db, draft_id, interaction.user.id)
        await ui.replace(interaction, view=posted(ui.reader(interaction), planned))

    @ui.pressed("session.drop")
    async def drop(self, interaction: discord.Interaction[Engawa], draft_id: int) -> None:
        await drafts.discard(self.app.db, draft_id, interaction.user.id)
        words = discord.ui.TextDisplay[Any](text(ui.reader(interaction), "session-preview-dropped"))
        await ui.replace(interaction, view=ui.Panel(words))

    async def _kept(self, interaction: discord.Interaction[Engawa], draft_id: int) -> dict[str, Any] | None:
        """What is kept of a preview, for whoever made it, in the server for which they did."""
        now = int(self.app.clock.now())
        found = await drafts.look(self.app.db, draft_id, interaction.user.id, now)
        if found is None or found.form != FORM:
            return None
        fields = dict(ui.Draft.load(found.form, found.fields).fields)
        return fields if fields["guild"] == interaction.guild_id else None

    async def _posted_already(self, interaction: discord.Interaction[Engawa], root: int) -> None:
        """Another press of the same button was quicker, or the preview is no longer kept."""
        try:
            one = await sessions.look(self.app.db, interaction.guild_id or 0, root)
        except Refusal:
            raise Refusal("draft-gone") from None
        language = ui.reader(interaction)
        await ui.replace(interaction, view=posted(language, Planned(one, None)))


async def show(
    interaction: discord.Interaction[Engawa], wish: Wish, *, root: int, before: int | None = None
) -> None:
    """Show what was understood of a wish, privately; what is refused is kept, to be mended.

    `before` is the draft that this one takes the place of.
    """
    app, language = interaction.client, ui.reader(interaction)
    kept: dict[str, Any] = {
        **wish.kept(),
        "id": interaction.id,
        "root": root,
        "guild": interaction.guild_id,
        "page": "when",
    }
    async with ui.keeping(ui.Draft(FORM, kept, typed=wish.title or "")):
        try:
            understood = await read_wish(interaction, wish, root)
        except Refusal as refusal:
            kept["page"] = page_of(refusal.key)
            raise
        one, reading, now = understood.series, understood.reading, app.clock.now()
        asked = await asked_by(interaction)
        typed = wish.said or wish.when or ""
        kept |= carrying(wish, reading, preview.said_again(language, one, reading, typed, asked)).kept()
        fields = ui.Draft(FORM, kept).dump()
        await drafts.keep(app.db, drafts.Draft(interaction.id, interaction.user.id, FORM, fields, int(now)))
    settings = "" if ui.zone_is_chosen(interaction) else app.tree.mention("settings", interaction)
    notes = preview.notes(language, one, reading, now, settings=settings)
    panel = preview.panel(language, one, now, notes, buttons(language, interaction.id, root))
    if before is None or interaction.message is None:
        await ui.answer(interaction, view=panel)
    else:
        await ui.replace(interaction, view=panel)
        await drafts.discard(app.db, before, interaction.user.id)


async def read_wish(interaction: discord.Interaction[Engawa], wish: Wish, root: int) -> Understood:
    """The series that is meant, where this person may have it; refuses it otherwise."""
    refuse_if_off(interaction)
    asked = await asked_by(interaction)
    understood = understand(
        wish,
        asked,
        root=root,
        guild_id=interaction.guild_id or 0,
        host_id=interaction.user.id,
        channel_id=interaction.channel_id or 0,
    )
    meeting_place(interaction, wish.place)
    channel_id = card_channel(interaction, wish.channel)
    return understood.within(channel_id)


def plan_form(language: Language, wish: Wish, draft_id: int, page: Page) -> ui.Form:
    return preview.form(language, wish, page, ui.custom_id(FORM, draft_id, page), new=True)


def buttons(language: Language, draft_id: int, root: int) -> discord.ui.ActionRow[Any]:
    def mend(page: Page) -> discord.ui.Button[Any]:
        return ui.button(text(language, f"session-mend-{page}"), ui.custom_id("session.mend", draft_id, page))

    post = ui.custom_id("session.post", draft_id, root)
    return discord.ui.ActionRow(
        ui.button(text(language, "session-post"), post, discord.ButtonStyle.primary),
        mend("when"),
        mend("details"),
        mend("places"),
        ui.button(text(language, "session-drop"), ui.custom_id("session.drop", draft_id)),
    )


def posted(language: Language, planned: Planned) -> ui.Panel:
    """That it is planned, and where its card stands."""
    one = planned.series
    title = saying.title_of(language, one)
    lines = [text(language, "session-planned", title=title, channel=str(one.channel_id))]
    lines.append(f"-# {text(language, 'session-planned-more')}")
    return ui.Panel(discord.ui.TextDisplay("\n".join(lines)))
