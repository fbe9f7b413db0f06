"""A card for whoever would like a reply; anybody answers it with a line that only they read."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty, Nothing, Outgoing, Sent, Unsent, change, keep_true
from bot.features import checkins, consent, replies, settings
from bot.features.deliveries import Delivery
from bot.features.notices import Notice
from bot.texts import Language, text

DAY = 24 * 60 * 60
FORM_LIMIT = 4000  # what a form's field can hold at all


class Replies(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        courier = self.app.courier
        courier.renders[replies.CARD] = self.card
        courier.stands[replies.CARD] = replies.card_stands
        courier.duties[replies.SHOWN] = Duty(self.keep_true)
        self.app.reach.unsent[replies.SHOWN] = "notice-post-unchanged"
        courier.duties[replies.LISTEN] = Duty(self.call_listeners)
        courier.duties["reply.tidy"] = Duty(self.tidy, every=DAY)
        self.app.reach.wanted[replies.WANTED] = self.is_wanted
        self.app.reach.buttons[replies.CAME] = read_button
        self.app.reach.buttons[replies.WANTED] = answer_button

    # --- wishing for one

    async def card(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        """Say where everybody passes by that somebody would like a reply; what they wrote if it is shared."""
        wish = await replies.ask_of(self.app.db, checkin_in(delivery))
        if wish is None or wish.user_id is None:
            return Nothing("forgotten")
        server = await settings.server(self.app.db, wish.guild_id)
        said = await checkins.look(self.app.db, wish.checkin_id)
        if said is None or server.checkins_channel is None or not server.checkins_on:
            return Nothing("no room for check-ins")
        spoken = await self.app.reach.public(wish.guild_id)
        return Outgoing(
            channel_id=server.checkins_channel,
            content=card_text(spoken, wish.user_id, said.words if said.shared else None),
            view=ui.Buttons(write_button(spoken, wish.checkin_id, delivery.id)),
            only_here=True,
        )

    async def keep_true(self, shown: Delivery) -> None:
        """Let the card say what is so now, or take it down; one that is gone is left so."""
        await keep_true(lambda: self._standing(shown), self._write)

    async def _standing(self, shown: Delivery) -> tuple[Sent, str] | None:
        """Where the card stands and what it is to say: nothing, where it is to go."""
        card = await replies.card_of(self.app.db, shown)
        if card is None:
            return None
        if card.at is None:
            raise Unsent("on its way still", applied=False)
        words = ""
        if card.wish is not None and card.wish.user_id is not None:
            said = await checkins.look(self.app.db, card.wish.checkin_id)
            spoken = await self.app.reach.public(card.wish.guild_id)
            shared = said.words if said is not None and said.shared else None
            words = card_text(spoken, card.wish.user_id, shared)
        return Sent(card.at.channel_id, card.at.message_id), words

    async def _write(self, card: tuple[Sent, str]) -> None:
        at, words = card
        await change(
            self.app,
            self.app.courier.limiter,
            at,
            lambda message: message.edit(content=words) if words else message.delete(),
        )

    async def call_listeners(self, delivery: Delivery) -> None:
        await replies.call_listeners(self.app.db, checkin_in(delivery), self._now())

    async def is_wanted(self, notice: Notice) -> bool:
        """Whether a listener who was called still listens, now that they are about to hear of it."""
        server = await settings.server(self.app.db, notice.guild_id)
        listens = await consent.agrees(self.app.db, notice.guild_id, notice.user_id or 0, "listener")
        return listens and server.checkins_on

    async def tidy(self, _: Delivery) -> None:
        """Wishes and replies are kept three months."""
        await replies.purge(self.app.db, self._now())

    # --- writing one

    @ui.pressed("reply.write")
    async def ask_for_line(
        self,
        interaction: discord.Interaction[Engawa],
        checkin_id: int,
        mark: int,  # noqa: ARG002 - by it the courier knows the card again
    ) -> None:
        await replies.may_reply(self.app.db, checkin_id, interaction.guild_id, interaction.user.id)
        await ui.open_form(interaction, line_form(ui.reader(interaction), checkin_id))

    @ui.submitted("reply.write")
    async def line_typed(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, checkin_id: int
    ) -> None:
        typed, db = answers.text("line"), self.app.db
        who = interaction.user.id
        async with ui.keeping(ui.Draft("reply", {"checkin": checkin_id, "line": typed}, typed=typed)):
            wish = await replies.may_reply(db, checkin_id, interaction.guild_id, who)
            await replies.reply(db, interaction.id, checkin_id, interaction.guild_id, who, typed, self._now())
        await ui.answer(interaction, text(ui.reader(interaction), "reply-sent", who=f"<@{wish.user_id}>"))

    @ui.rebuilds("reply")
    def line_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        return line_form(language, fields["checkin"], fields["line"])

    # --- reading them

    @ui.pressed("reply.read")
    async def read(self, interaction: discord.Interaction[Engawa], checkin_id: int) -> None:
        found = await replies.read(self.app.db, checkin_id, interaction.user.id, self._now())
        await ui.answer(interaction, view=replies_panel(ui.reader(interaction), found))

    def _now(self) -> int:
        return int(self.app.clock.now())


def checkin_in(delivery: Delivery) -> int:
    return int(delivery.subject["checkin"])


def card_text(language: Language, user_id: int, words: str | None) -> str:
    who = f"<@{user_id}>"
    if words is None:
        return text(language, "reply-card", who=who)
    return text(language, "reply-card-shared", who=who, words=ui.quoted(words))


def write_button(language: Language, checkin_id: int, mark: int) -> discord.ui.Button[Any]:
    press = ui.custom_id("reply.write", checkin_id, mark)
    return ui.button(text(language, "reply-write"), press, discord.ButtonStyle.primary)


def answer_button(language: Language, notice: Notice) -> discord.ui.Button[Any]:
    """What a listener presses under their notice."""
    return write_button(language, int(notice.params["checkin"]), notice.id)


def read_button(language: Language, notice: Notice) -> discord.ui.Button[Any]:
    return ui.button(text(language, "reply-read"), ui.custom_id("reply.read", notice.params["checkin"]))


def line_form(language: Language, checkin_id: int, typed: str = "") -> ui.Form:
    shown = typed[:FORM_LIMIT]
    field: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="line",
        style=discord.TextStyle.paragraph,
        default=shown or None,
        # What was refused for its length must fit, to be shortened.
        max_length=max(replies.WORDS_LIMIT, len(shown)),
    )
    return ui.Form(
        text(language, "reply-form-title"),
        ui.custom_id("reply.write", checkin_id),
        ui.labelled(text(language, "reply-form-words"), field),
    )


def replies_panel(language: Language, found: Sequence[replies.Reply]) -> ui.Panel:
    """The replies to one's own check-in, the newest that fit into one message."""
    if not found:
        return ui.Panel(discord.ui.TextDisplay(text(language, "reply-read-none")))
    parts = [f"### {text(language, 'reply-read-title')}"]
    room = 3500
    for one in reversed(found):
        who = text(language, "reply-one", who=f"<@{one.helper_id}>", at=str(one.at))
        part = f"-# {who}\n{ui.quoted(one.words)}"
        room -= len(part)
        if room < 0:
            break
        parts.insert(1, part)
    return ui.Panel(discord.ui.TextDisplay("\n".join(parts)))


async def setup(app: Engawa) -> None:
    await app.add_cog(Replies(app))
