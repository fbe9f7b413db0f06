"""Answering: presses on the card and under reminders, being a regular, and reminders of one's own."""

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import consent, sessions
from bot.features.sessions import Answer, Answered, Series, View, Way
from bot.texts import text
from cogs.sessions import saying
from cogs.sessions.own_panel import NOT_FROM_LIST, Own, answer_of, own_panel

WISHES: tuple[Answer, ...] = ("yes", "maybe", "no")
WAYS: tuple[Way, ...] = ("mention", "dm")
MOST_PAGES = 100


def refuse_if_off(interaction: discord.Interaction[Engawa]) -> None:
    """Where admins turned sessions off nobody answers any."""
    if not ui.server(interaction).sessions_on:
        raise Refusal("session-off")


class Answering(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    # --- on the card

    @ui.pressed("session.yes")
    async def yes(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> None:
        await self._on_card(interaction, occurrence_id, "yes")

    @ui.pressed("session.maybe")
    async def maybe(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> None:
        await self._on_card(interaction, occurrence_id, "maybe")

    @ui.pressed("session.no")
    async def no(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> None:
        await self._on_card(interaction, occurrence_id, "no")

    async def _on_card(
        self, interaction: discord.Interaction[Engawa], occurrence_id: int, wish: Answer
    ) -> None:
        """The card itself shows the answer within moments; words follow only where it cannot say enough."""
        done = await self._answer(interaction, occurrence_id, wish)
        regular = wish == "no" and await self._is_regular(interaction, done.series)
        if done.answer in {"waiting", done.before} or regular:
            await self._confirm(interaction, done, regular=regular)
        else:
            await ui.hold(interaction)

    # --- elsewhere

    @ui.pressed("session.say")
    async def say(self, interaction: discord.Interaction[Engawa], occurrence_id: int, wish: str) -> None:
        done = await self._answer(interaction, occurrence_id, known_wish(wish))
        await self._confirm(interaction, done, regular=await self._is_regular(interaction, done.series))

    async def _answer(
        self, interaction: discord.Interaction[Engawa], occurrence_id: int, wish: Answer
    ) -> Answered:
        refuse_if_off(interaction)
        guild_id, now = interaction.guild_id or 0, int(self.app.clock.now())
        return await sessions.answer(
            self.app.db, guild_id, occurrence_id, interaction.user.id, wish, interaction.id, now
        )

    async def _confirm(
        self, interaction: discord.Interaction[Engawa], done: Answered, *, regular: bool
    ) -> None:
        reader, there = ui.reader(interaction), done.occurrence
        at = str(there.starts_at)
        if done.answer == "waiting":
            words = text(reader, "session-said-waiting", at=at, place=done.place or 1)
        elif done.answer == "no" and regular:
            words = text(reader, "session-said-skipped", at=at)
        else:
            words = text(reader, f"session-said-{done.answer}", at=at)
        undo = {"no": "yes", "yes": "no", "maybe": "no", "waiting": "no"}[done.answer]
        label = text(reader, "session-button-after-all" if undo == "yes" else "session-button-no")
        button = ui.button(label, ui.custom_id("session.say", there.id, undo))
        await ui.answer(interaction, words, view=ui.Buttons(button))

    # --- regulars

    @ui.pressed("session.regular")
    async def regular(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> None:
        """Become a regular; whoever is one already is offered to skip this one, or to be none any more."""
        refuse_if_off(interaction)
        view = await self._view(interaction, occurrence_id)
        before = await self._is_regular(interaction, view.series)
        if not before:
            await self._become_regular(interaction, occurrence_id)
            view = await self._view(interaction, occurrence_id)
        reader = ui.reader(interaction)
        key = "session-regular-already" if before else "session-regular-now"
        title = saying.title_of(reader, view.series)
        if answer_of(view, interaction.user.id) == "waiting":
            key = "session-regular-waits"
        skip = ui.custom_id("session.say", occurrence_id, "no")
        stop = ui.custom_id("session.regular-no-more", occurrence_id)
        buttons = ui.Buttons(
            ui.button(text(reader, "session-button-skip"), skip),
            ui.button(text(reader, "session-button-regular-no-more"), stop),
        )
        await ui.answer(interaction, text(reader, key, title=title), view=buttons)

    @ui.pressed("session.regular-no-more")
    async def regular_no_more(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> None:
        view = await self._view(interaction, occurrence_id)
        await sessions.stop_regular(
            self.app.db, interaction.guild_id or 0, view.series.id, interaction.user.id
        )
        reader = ui.reader(interaction)
        again = ui.custom_id("session.regular", occurrence_id)
        button = ui.button(text(reader, "session-button-regular-again"), again)
        title = saying.title_of(reader, view.series)
        words = text(reader, "session-regular-no-more", title=title)
        await ui.answer(interaction, words, view=ui.Buttons(button))

    # --- the panel of one's own

    @ui.pressed("session.mine")
    async def mine(self, interaction: discord.Interaction[Engawa], occurrence_id: int, mark: int) -> None:
        del mark  # by which a lost post is recognised
        refuse_if_off(interaction)
        await ui.answer(interaction, view=await self._panel(interaction, occurrence_id, NOT_FROM_LIST))

    @ui.pressed("session.open")
    async def open(self, interaction: discord.Interaction[Engawa], owner: str, page: int) -> None:
        ui.refuse_others(interaction, owner)
        chosen = next(iter(ui.picked(interaction)), "")
        if not chosen.isdecimal():
            raise Refusal("press-unknown")
        # The list's picture goes with the list.
        await ui.replace(interaction, view=await self._panel(interaction, int(chosen), page), files={})

    @ui.pressed("session.my-answer")
    async def my_answer(
        self, interaction: discord.Interaction[Engawa], owner: str, occurrence_id: int, wish: str, page: int
    ) -> None:
        ui.refuse_others(interaction, owner)
        await self._answer(interaction, occurrence_id, known_wish(wish))
        await ui.replace(interaction, view=await self._panel(interaction, occurrence_id, page))

    @ui.pressed("session.my-regular")
    async def my_regular(
        self, interaction: discord.Interaction[Engawa], owner: str, occurrence_id: int, on: int, page: int
    ) -> None:
        ui.refuse_others(interaction, owner)
        if on:
            refuse_if_off(interaction)
            await self._become_regular(interaction, occurrence_id)
        else:
            view = await self._view(interaction, occurrence_id)
            guild_id, user_id = interaction.guild_id or 0, interaction.user.id
            await sessions.stop_regular(self.app.db, guild_id, view.series.id, user_id)
        await ui.replace(interaction, view=await self._panel(interaction, occurrence_id, page))

    @ui.pressed("session.my-reminder-add")
    async def add_reminder(
        self, interaction: discord.Interaction[Engawa], owner: str, occurrence_id: int, way: str, page: int
    ) -> None:
        chosen = next(iter(ui.picked(interaction)), "")
        if way not in WAYS or not chosen.isdecimal():
            raise Refusal("press-unknown")
        ui.refuse_others(interaction, owner)
        if way == "dm" and not await self._agrees(interaction):
            panel = await self._panel(interaction, occurrence_id, page, ask_dm=int(chosen))
            await ui.replace(interaction, view=panel)
            return
        await self._remind(interaction, owner, occurrence_id, int(chosen), page, way)

    @ui.pressed("session.my-dm")
    async def agree_to_dm(
        self,
        interaction: discord.Interaction[Engawa],
        owner: str,
        there: int,
        minutes: int,
        page: int,
    ) -> None:
        """Their yes to direct messages about sessions here, the same as in `/settings`."""
        ui.refuse_others(interaction, owner)
        if interaction.guild_id is None:
            raise Refusal("settings-agree-in-server")
        now = int(self.app.clock.now())
        await self._remind(interaction, owner, there, minutes, page, "dm", agreed_at=now)

    @ui.pressed("session.my-reminder")
    async def by_mention(
        self,
        interaction: discord.Interaction[Engawa],
        owner: str,
        there: int,
        minutes: int,
        page: int,
    ) -> None:
        await self._remind(interaction, owner, there, minutes, page, "mention")

    @ui.pressed("session.my-reminder-drop")
    async def drop_reminder(
        self,
        interaction: discord.Interaction[Engawa],
        owner: str,
        there: int,
        minutes: int,
        page: int,
    ) -> None:
        ui.refuse_others(interaction, owner)
        view = await self._view(interaction, there)
        guild_id, user_id, now = interaction.guild_id or 0, interaction.user.id, int(self.app.clock.now())
        await sessions.remind_me_no_more(self.app.db, guild_id, view.series.id, user_id, minutes, now)
        await ui.replace(interaction, view=await self._panel(interaction, there, page))

    # --- within

    async def _remind(
        self,
        interaction: discord.Interaction[Engawa],
        owner: str,
        occurrence_id: int,
        minutes: int,
        page: int,
        way: Way,
        *,
        agreed_at: int | None = None,
    ) -> None:
        ui.refuse_others(interaction, owner)
        refuse_if_off(interaction)
        view = await self._view(interaction, occurrence_id)
        guild_id, user_id, now = interaction.guild_id or 0, interaction.user.id, int(self.app.clock.now())
        await sessions.remind_me(self.app.db, guild_id, view.series.id, user_id, minutes, way, now)
        if agreed_at is not None:
            await consent.decide(self.app.db, user_id, guild_id, "dm_sessions", yes=True, at=agreed_at)
        await ui.replace(interaction, view=await self._panel(interaction, occurrence_id, page))

    async def _become_regular(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> Answered:
        guild_id, now = interaction.guild_id or 0, int(self.app.clock.now())
        return await sessions.become_regular(
            self.app.db, guild_id, occurrence_id, interaction.user.id, interaction.id, now
        )

    async def _panel(
        self,
        interaction: discord.Interaction[Engawa],
        occurrence_id: int,
        page: int,
        *,
        ask_dm: int | None = None,
    ) -> ui.Panel:
        view = await self._view(interaction, occurrence_id)
        user_id = interaction.user.id
        own = Own(
            user_id,
            await sessions.is_regular(self.app.db, view.series.id, user_id),
            await sessions.own(self.app.db, view.series.id, user_id),
            await self._agrees(interaction),
        )
        now, page = self.app.clock.now(), min(page, MOST_PAGES)
        return own_panel(ui.reader(interaction), view, own, now, page=page, ask_dm=ask_dm)

    async def _view(self, interaction: discord.Interaction[Engawa], occurrence_id: int) -> View:
        view = await sessions.view(self.app.db, occurrence_id)
        if view is None or view.series.guild_id != interaction.guild_id:
            raise Refusal("session-gone")
        return view

    async def _is_regular(self, interaction: discord.Interaction[Engawa], one: Series) -> bool:
        if not one.comes_again:
            return False
        return await sessions.is_regular(self.app.db, one.id, interaction.user.id)

    async def _agrees(self, interaction: discord.Interaction[Engawa]) -> bool:
        guild_id, user_id = interaction.guild_id or 0, interaction.user.id
        return await consent.agrees(self.app.db, guild_id, user_id, "dm_sessions")


def known_wish(word: str) -> Answer:
    """One of the answers a button of ours can carry; a forged one is refused."""
    for one in WISHES:
        if one == word:
            return one
    raise Refusal("press-unknown")
