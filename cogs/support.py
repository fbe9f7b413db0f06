"""Where to turn to: a list for whoever asks, which a server's admins can replace."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import support
from bot.texts import Language, text
from bot.ui import words

FORM_LIMIT = 4000  # what a form's field can hold at all


def refuse_others(interaction: discord.Interaction[Any]) -> int:
    """Refuse whoever may not change the list; return the server they may change it for."""
    if interaction.guild_id is None or not ui.is_admin(interaction):
        raise Refusal("support-not-for-you")
    return interaction.guild_id


class Support(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @app_commands.command(name=words("command-support"), description=words("command-support-description"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def support(self, interaction: discord.Interaction[Engawa]) -> None:
        await ui.answer(interaction, view=await self._panel(interaction))

    async def _panel(self, interaction: discord.Interaction[Engawa]) -> ui.Panel:
        language, guild_id = ui.reader(interaction), interaction.guild_id
        own = None if guild_id is None else await support.own(self.app.db, guild_id)
        if own is None:
            shown, besides = listed_text(language, listed(interaction))
        else:
            shown, besides = own_text(language, own)
        parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay(shown), discord.ui.Separator()]
        parts.append(discord.ui.TextDisplay(besides))
        if ui.is_admin(interaction):
            parts += [discord.ui.Separator(), *admin_parts(language, own)]
        return ui.Panel(discord.ui.Container(*parts))

    # --- replacing it

    @ui.pressed("support.replace")
    async def ask_for_contacts(self, interaction: discord.Interaction[Engawa]) -> None:
        guild_id = refuse_others(interaction)
        language = ui.reader(interaction)
        own = await support.own(self.app.db, guild_id)
        if own is None:
            contacts = tuple(as_contact(language, one) for one in listed(interaction))
        else:
            contacts = own.contacts
        form = contacts_form(language, seen_id(own), support.as_text(contacts))
        await ui.open_form(interaction, form)

    @ui.submitted("support.replace")
    async def contacts_typed(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, seen: int
    ) -> None:
        guild_id = refuse_others(interaction)
        typed = answers.text("contacts")
        # Whoever is told that the list has changed meanwhile may then put their own over it.
        now = seen_id(await support.own(self.app.db, guild_id))
        async with ui.keeping(ui.Draft("support", {"contacts": typed, "seen": now}, typed=typed)):
            writing = support.Writing(
                id=interaction.id,
                guild_id=guild_id,
                typed=typed,
                seen=seen,
                by_id=interaction.user.id,
                at=int(self.app.clock.now()),
            )
            await support.replace(self.app.db, writing)
        await ui.answer(interaction, view=await self._panel(interaction))

    @ui.rebuilds("support")
    def contacts_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        return contacts_form(language, fields["seen"], fields["contacts"])

    # --- using the one that comes with Engawa again

    @ui.pressed("support.defaults")
    async def ask_for_defaults(self, interaction: discord.Interaction[Engawa], seen: int) -> None:
        refuse_others(interaction)
        language = ui.reader(interaction)
        do = ui.button(
            text(language, "support-defaults"),
            ui.custom_id("support.defaults-now", seen),
            discord.ButtonStyle.danger,
        )
        keep = ui.button(text(language, "support-keep"), ui.custom_id("support.keep"))
        question = discord.ui.TextDisplay[Any](text(language, "support-defaults-sure"))
        await ui.replace(interaction, view=ui.Panel(question, discord.ui.ActionRow(do, keep)))

    @ui.pressed("support.defaults-now")
    async def use_defaults(self, interaction: discord.Interaction[Engawa], seen: int) -> None:
        await support.restore(self.app.db, refuse_others(interaction), seen=seen)
        await ui.replace(interaction, view=await self._panel(interaction))

    @ui.pressed("support.keep")
    async def keep_own(self, interaction: discord.Interaction[Engawa]) -> None:
        refuse_others(interaction)
        await ui.replace(interaction, view=await self._panel(interaction))


def listed(interaction: discord.Interaction[Any]) -> tuple[support.Listed, ...]:
    """What comes with Engawa for whoever asks, where they ask."""
    return support.listed(ui.server(interaction).holidays, ui.reader(interaction))


def seen_id(own: support.OwnList | None) -> int:
    return 0 if own is None else own.id


def contacts_form(language: Language, seen: int, typed: str) -> ui.Form:
    shown = typed[:FORM_LIMIT]
    field: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="contacts",
        style=discord.TextStyle.paragraph,
        placeholder=text(language, "support-form-hint"),
        default=shown or None,
        # What was refused for its length must fit, to be shortened.
        max_length=max(support.LIST_LIMIT, len(shown)),
    )
    about = text(language, "support-form-about", limit=support.CONTACTS)
    return ui.Form(
        text(language, "support-form-title"),
        ui.custom_id("support.replace", seen),
        ui.labelled(text(language, "support-form-contacts"), field, about),
    )


# --- what is shown


def listed_text(language: Language, contacts: tuple[support.Listed, ...]) -> tuple[str, str]:
    """The list that comes with Engawa, and what to know about it."""
    # At noon, so that it is the same day nearly everywhere.
    noon = datetime.combine(min(one.checked for one in contacts), time(12), UTC)
    dated = text(language, "support-listed", at=str(int(noon.timestamp())))
    return _page(language, [as_contact(language, one) for one in contacts], dated)


def own_text(language: Language, own: support.OwnList) -> tuple[str, str]:
    """The list that a server's admins wrote, and what to know about it."""
    plain = [support.Contact(*map(ui.plain, (one.name, one.how, one.note))) for one in own.contacts]
    return _page(language, plain, text(language, "support-own", at=str(own.at)))


def as_contact(language: Language, one: support.Listed) -> support.Contact:
    name, note = (text(language, f"support-{what}-{one.key}") for what in ("name", "note"))
    return support.Contact(name, one.how, note)


def _page(language: Language, contacts: list[support.Contact], dated: str) -> tuple[str, str]:
    parts = [f"### {text(language, 'support-title')}\n{text(language, 'support-intro')}"]
    parts += [f"**{one.name}**\n{one.how}" + (f"\n-# {one.note}" if one.note else "") for one in contacts]
    besides = (dated, text(language, "support-danger"), text(language, "support-only-you"))
    return "\n\n".join(parts), "\n".join(f"-# {line}" for line in besides)


def admin_parts(language: Language, own: support.OwnList | None) -> list[discord.ui.Item[Any]]:
    """What only those see who may change the list."""
    buttons = [ui.button(text(language, "support-replace"), ui.custom_id("support.replace"))]
    if own is None:
        said = text(language, "support-admin")
    else:
        by = text(language, "support-an-admin") if own.by_id is None else f"<@{own.by_id}>"
        said = text(language, "support-admin-own", by=by, at=str(own.at))
        defaults = ui.custom_id("support.defaults", own.id)
        buttons.append(ui.button(text(language, "support-defaults"), defaults))
    return [discord.ui.TextDisplay(f"-# {said}"), discord.ui.ActionRow(*buttons)]


async def setup(app: Engawa) -> None:
    await app.add_cog(Support(app))
