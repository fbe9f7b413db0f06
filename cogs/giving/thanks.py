"""Saying thanks, and seeing one's own side of the ledger."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty
from bot.errors import Refusal
from bot.features import giving
from bot.features.deliveries import Delivery
from bot.pictures import Picture
from bot.texts import Language, text
from bot.ui import words
from cogs.giving import drawn
from cogs.giving.posts import named, post_text

KIND_CHOICES = [app_commands.Choice(name=words(f"choice-kind-{kind}"), value=kind) for kind in giving.KINDS]
FORM_LIMIT = 4000  # what a form's field can hold at all; a command's text may be longer
RECEIVERS = ("to", "to2", "to3", "to4", "to5")


class Giving(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app
        self._menus = [
            app_commands.ContextMenu(name=words("menu-say-thanks"), callback=self.say_thanks),
            app_commands.ContextMenu(name=words("menu-thank-for-this-message"), callback=self.thank_for),
        ]

    async def cog_load(self) -> None:
        self.app.courier.duties[giving.UNDO_OVER] = Duty(self.undo_is_over)
        for menu in self._menus:
            self.app.tree.add_command(menu)

    async def cog_unload(self) -> None:
        for menu in self._menus:
            self.app.tree.remove_command(menu.name, type=menu.type)

    # --- saying thanks

    @app_commands.command(name=words("command-thanks"), description=words("command-thanks-description"))
    @app_commands.rename(
        for_=words("command-thanks-option-for"),
        kind=words("command-thanks-option-kind"),
        **{name: words(f"command-thanks-option-{name}") for name in RECEIVERS},
    )
    @app_commands.describe(
        for_=words("command-thanks-option-for-description"),
        kind=words("command-thanks-option-kind-description"),
        **{name: words(f"command-thanks-option-{name}-description") for name in RECEIVERS},
    )
    @app_commands.choices(kind=KIND_CHOICES)
    async def thanks(
        self,
        interaction: discord.Interaction[Engawa],
        to: discord.User,
        for_: str,
        kind: str = "other",
        to2: discord.User | None = None,
        to3: discord.User | None = None,
        to4: discord.User | None = None,
        to5: discord.User | None = None,
    ) -> None:
        people = [ui.person(user) for user in (to, to2, to3, to4, to5) if user is not None]
        await self._thank(interaction, people, for_, kind, None)

    async def say_thanks(self, interaction: discord.Interaction[Engawa], user: discord.User) -> None:
        refuse_if_off(interaction)
        giving.refuse_receivers(interaction.user.id, [user.id], bots=[user.id] if user.bot else [])
        await ui.open_form(interaction, thanks_form(ui.reader(interaction), [user.id]))

    async def thank_for(self, interaction: discord.Interaction[Engawa], message: discord.Message) -> None:
        refuse_if_off(interaction)
        author = message.author
        not_a_person = author.bot or message.webhook_id is not None
        giving.refuse_receivers(interaction.user.id, [author.id], bots=[author.id] if not_a_person else [])
        about = giving.MessageAt(message.channel.id, message.id)
        await ui.open_form(interaction, thanks_form(ui.reader(interaction), [author.id], about=about))

    @ui.submitted("thanks")
    async def thanks_typed(
        self,
        interaction: discord.Interaction[Engawa],
        answers: ui.Answers,
        about_channel: int,
        about_message: int,
    ) -> None:
        about = giving.MessageAt(about_channel, about_message) if about_message else None
        people = answers.chosen("to")
        if not 1 <= len(people) <= giving.RECEIVER_LIMIT:
            raise Refusal("press-unknown")  # The form lets nobody do that: this one is not ours.
        await self._thank(interaction, people, answers.text("note"), answers.text("kind"), about)

    @ui.rebuilds("thanks")
    def thanks_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        about = giving.MessageAt(*fields["about"]) if fields["about"] else None
        return thanks_form(language, fields["to"], fields["note"], fields["kind"], about)

    async def _thank(
        self,
        interaction: discord.Interaction[Engawa],
        people: Sequence[ui.Person],
        note: str,
        kind: str,
        about: giving.MessageAt | None,
    ) -> None:
        to = [person.id for person in people]
        fields = {"to": to, "note": note, "kind": kind, "about": list(about or ())}
        async with ui.keeping(ui.Draft("thanks", fields, typed=note)):
            refuse_if_off(interaction)
            thanks = giving.Thanks(
                id=interaction.id,
                guild_id=interaction.guild_id or 0,
                channel_id=interaction.channel_id or 0,
                helped_id=interaction.user.id,
                helper_ids=tuple(to),
                note=note,
                kind=kind if kind in giving.KINDS else "other",
                about=about,
                at=int(self.app.clock.now()),
                bots=frozenset(person.id for person in people if person.bot),
                absent=frozenset(person.id for person in people if not person.here),
            )
            await self._post(interaction, await self._give(interaction, thanks))

    async def _give(self, interaction: discord.Interaction[Engawa], thanks: giving.Thanks) -> giving.Given:
        """Record a thanks; where an earlier one may or may not have been seen, look for it first."""
        zone, never_seen = ui.server(interaction).zone, set[int]()
        while True:
            found = await giving.give(self.app.db, thanks, zone=zone, never_seen=never_seen)
            if isinstance(found, giving.Given):
                return found
            post = await self._find_post(interaction, found.event_id, found.channel_id)
            if post is None:
                never_seen.add(found.event_id)
            else:
                await giving.posted(self.app.db, found.event_id, post.channel.id, post.id)

    async def _post(self, interaction: discord.Interaction[Engawa], given: giving.Given) -> None:
        """Say a recorded thanks in public, once, whatever became of an earlier attempt."""
        try:
            earlier = await self._earlier_post(interaction, given)
            post = earlier or await self._new_post(interaction, given)
        except Exception:
            await giving.not_posted(self.app.db, given.event_id, interaction.id)
            raise
        if post is not None:
            await giving.posted(self.app.db, given.event_id, post.channel_id, post.message_id)
        language = ui.reader(interaction)
        if earlier is not None:
            link = ui.message_link(given.guild_id, *earlier)
            await ui.answer(interaction, text(language, "thanks-already-posted", link=link))
        elif given.not_counted:
            people = named(language, given.not_counted)
            await ui.answer(interaction, text(language, "thanks-not-counted", people=people))

    async def _new_post(
        self, interaction: discord.Interaction[Engawa], given: giving.Given
    ) -> giving.MessageAt | None:
        language = ui.public(interaction)
        undo = ui.custom_id("thanks.undo", given.event_id)
        message_id = await ui.answer(
            interaction,
            post_text(language, given),
            view=ui.Buttons(ui.button(text(language, "thanks-undo"), undo)),
            private=False,
            pings=given.helper_ids,
        )
        return None if message_id is None else giving.MessageAt(interaction.channel_id or 0, message_id)

    async def _earlier_post(
        self, interaction: discord.Interaction[Engawa], given: giving.Given
    ) -> giving.MessageAt | None:
        """The public post an earlier attempt left, if it did, with the words it has now."""
        if given.message_id is not None:
            return giving.MessageAt(given.channel_id, given.message_id)
        if not given.look_first:
            return None
        post = await self._find_post(interaction, given.event_id, given.channel_id)
        if post is None:
            return None
        await post.edit(content=post_text(ui.public(interaction), given))
        return giving.MessageAt(post.channel.id, post.id)

    async def _find_post(
        self, interaction: discord.Interaction[Engawa], event_id: int, channel_id: int
    ) -> discord.Message | None:
        """The post of a thanks by its button: where it was first said, or where it is said now."""
        undo = ui.custom_id("thanks.undo", event_id)
        for place in dict.fromkeys((channel_id, interaction.channel_id or 0)):
            message = await self.app.find_own(place, undo, after=event_id)
            if message is not None:
                return message
        return None

    @ui.pressed("thanks.undo")
    async def undo(self, interaction: discord.Interaction[Engawa], event_id: int) -> None:
        try:
            undone = await giving.undo(self.app.db, event_id, interaction.user.id, int(self.app.clock.now()))
        except Refusal as refusal:
            if refusal.key == "thanks-undo-too-late":
                # The button has had its time, and nobody needs to be refused by it again.
                await ui.replace_buttons(interaction, None)
            raise
        giver = f"<@{interaction.user.id}>"
        await ui.replace(interaction, text(ui.public(interaction), "thanks-post-undone", giver=giver))
        key = "thanks-undone-already" if undone.again else "thanks-undone"
        await ui.answer(interaction, text(ui.reader(interaction), key))

    async def undo_is_over(self, delivery: Delivery) -> None:
        """Take away the button that would only refuse from now on."""
        event_id, guild_id = int(delivery.subject["event"]), delivery.guild_id or 0
        gives = await giving.thanks_of(self.app.db, guild_id, event_id)
        post = gives[0].post if gives and gives[0].stands else None
        if post is None:
            return
        channel = self.app.get_partial_messageable(post.channel_id)
        with contextlib.suppress(discord.NotFound, discord.Forbidden):
            await channel.get_partial_message(post.message_id).edit(view=None)

    # --- one's own side of the ledger

    @app_commands.command(name=words("command-balance"), description=words("command-balance-description"))
    async def balance(self, interaction: discord.Interaction[Engawa]) -> None:
        now = int(self.app.clock.now())
        balance = await giving.balance(self.app.db, interaction.guild_id or 0, interaction.user.id, now)
        picture = await self._drawn(interaction, balance)
        shown = ui.Pictured(balance_panel(ui.reader(interaction), balance, picture), picture)
        await ui.answer(interaction, view=shown.panel, files=shown.files, alts=shown.alts)

    async def _drawn(
        self, interaction: discord.Interaction[Engawa], balance: giving.Balance
    ) -> Picture | None:
        language, zone = ui.reader(interaction), ui.zone(interaction)
        subject = drawn.subject(language, balance, zone)
        if subject is None:
            return None
        # A picture takes longer than Discord waits, where its process has to be started.
        await ui.think(interaction)
        words = drawn.alt(language, balance, zone)
        picture = await self.app.pictures.draw(subject, alt=words, language=language)
        # Its file's name is to be seen too, and what is between people is no account.
        return None if picture is None else replace(picture, name="giving.png")


def refuse_if_off(interaction: discord.Interaction[Engawa]) -> None:
    """Nothing new is said where admins turned thanks off; what was said stays to be seen and mended."""
    if not ui.server(interaction).thanks_on:
        raise Refusal("thanks-off")


def thanks_form(
    language: Language,
    to: Sequence[int],
    note: str = "",
    kind: str = "",
    about: giving.MessageAt | None = None,
) -> ui.Form:
    """The form behind both menus, and behind “Fix it”."""
    people: discord.ui.UserSelect[Any] = discord.ui.UserSelect(
        custom_id="to",
        required=True,
        min_values=1,
        max_values=giving.RECEIVER_LIMIT,
        default_values=[discord.Object(i, type=discord.User) for i in to],
    )
    typed: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="note",
        style=discord.TextStyle.paragraph,
        placeholder=text(language, "thanks-form-note-hint"),
        default=note[:FORM_LIMIT] or None,
        # A note that was refused for its length must fit, to be shortened.
        max_length=max(giving.NOTE_LIMIT, len(note[:FORM_LIMIT])),
    )
    kinds: discord.ui.Select[Any] = discord.ui.Select(
        custom_id="kind",
        required=False,
        options=[
            discord.SelectOption(label=text(language, f"choice-kind-{k}"), value=k, default=k == kind)
            for k in giving.KINDS
        ],
    )
    return ui.Form(
        text(language, "thanks-form-title"),
        ui.custom_id("thanks", *(about or (0, 0))),
        ui.labelled(text(language, "thanks-form-to"), people),
        ui.labelled(text(language, "thanks-form-note"), typed),
        ui.labelled(text(language, "thanks-form-kind"), kinds),
    )


def balance_panel(language: Language, balance: giving.Balance, picture: Picture | None = None) -> ui.Panel:
    if not any(period.given or period.received for period in balance.periods):
        return ui.Panel(discord.ui.TextDisplay(text(language, "balance-empty")))
    parts: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay(f"### {text(language, 'balance-title')}"),
        *ui.gallery(picture),
    ]
    for period in balance.periods:
        parts.append(discord.ui.Separator())
        parts.append(discord.ui.TextDisplay(period_text(language, period)))
    lately = {
        "balance-lately-helped": balance.lately_helped,
        "balance-lately-helped-by": balance.lately_helped_by,
    }
    lines = [text(language, key, people=named(language, ids)) for key, ids in lately.items() if ids]
    lines.append(f"-# {text(language, 'balance-only-you')}")
    parts += [discord.ui.Separator(), discord.ui.TextDisplay("\n".join(lines))]
    return ui.Panel(discord.ui.Container(*parts))


def period_text(language: Language, period: giving.Period) -> str:
    lines = [f"**{text(language, 'balance-period', days=period.days)}**"]
    sides = (
        ("balance-given", period.given, period.people_helped),
        ("balance-received", period.received, period.people_who_helped),
    )
    for key, by_kind, people in sides:
        lines.append(text(language, key, count=sum(by_kind.values()), people=people))
        if by_kind:
            kinds = [text(language, "balance-kind", kind=kind, count=n) for kind, n in by_kind.items()]
            lines.append(f"-# {' · '.join(kinds)}")
    return "\n".join(lines)
