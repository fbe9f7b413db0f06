"""What moderators do with the ledger of thanks: look, withdraw, restore."""

import asyncio
import contextlib
import re
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import giving
from bot.texts import Language, text
from bot.ui import words
from cogs.giving.entries import MOST_DAYS, Query, page_panel, reason_form, suggestion, told
from cogs.giving.posts import post_now

DAY = 24 * 60 * 60
PAGE = 8
SUGGESTIONS = 10
NAMES_SECONDS = 1.5  # of the three Discord waits for suggestions, which notes alone can be
TEXT_BYTES = 27  # of the words searched for: they travel in the button that shows older entries
STATE_CHOICES = [
    app_commands.Choice(name=words(f"choice-state-{state}"), value=state) for state in giving.STATES
]


def refuse_others(interaction: discord.Interaction[Any]) -> None:
    if not ui.is_moderator(interaction):
        raise Refusal("ledger-not-for-you")


class Ledger(
    commands.GroupCog,
    group_name=words("command-ledger"),
    group_description=words("command-ledger-description"),
):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    # --- looking

    @app_commands.command(
        name=words("command-ledger-search"), description=words("command-ledger-search-description")
    )
    @app_commands.rename(
        member=words("command-ledger-search-option-member"),
        words_=words("command-ledger-search-option-text"),
        days=words("command-ledger-search-option-days"),
        state=words("command-ledger-search-option-state"),
    )
    @app_commands.describe(
        member=words("command-ledger-search-option-member-description"),
        words_=words("command-ledger-search-option-text-description"),
        days=words("command-ledger-search-option-days-description"),
        state=words("command-ledger-search-option-state-description"),
    )
    @app_commands.choices(state=STATE_CHOICES)
    async def search(
        self,
        interaction: discord.Interaction[Engawa],
        member: discord.User | None = None,
        words_: app_commands.Range[str, 1, TEXT_BYTES] = "",
        days: app_commands.Range[int, 1, MOST_DAYS] = 0,
        state: str = "",
    ) -> None:
        refuse_others(interaction)
        place = giving.STATES.index(state) + 1 if state in giving.STATES else 0
        typed = giving.clean_note(words_).encode()[:TEXT_BYTES].decode(errors="ignore")
        query = Query(0 if member is None else member.id, days, place, typed)
        await ui.answer(interaction, view=await self._page(interaction, query, None))

    @ui.pressed("ledger.older")
    async def older(
        self,
        interaction: discord.Interaction[Engawa],
        event: str,
        helper: str,
        member: str,
        days: int,
        state: int,
        typed: str,
    ) -> None:
        refuse_others(interaction)
        query = Query.unpacked(member, days, state, typed)
        last = await giving.thanks_of(self.app.db, interaction.guild_id or 0, ui.unpacked(event))
        if not last:
            raise Refusal("press-unknown")
        place = giving.Place(last[0].given_at, last[0].event_id, ui.unpacked(helper))
        await ui.replace(interaction, view=await self._page(interaction, query, place))

    async def _page(
        self, interaction: discord.Interaction[Engawa], query: Query, before: giving.Place | None
    ) -> ui.Panel:
        guild_id = interaction.guild_id or 0
        page = await giving.search(
            self.app.db,
            guild_id,
            member=query.member or None,
            text=query.text or None,
            since=int(self.app.clock.now()) - query.days * DAY if query.days else None,
            include=giving.STATES[query.state - 1 : query.state] if query.state else giving.STATES,
            before=before,
            limit=PAGE,
        )
        acts = {
            give.event_id: await giving.acts(self.app.db, guild_id, give.event_id)
            for give in page.gives
            if give.state == "withdrawn"
        }
        return page_panel(ui.reader(interaction), page, query, acts)

    # --- acting

    @app_commands.command(
        name=words("command-ledger-withdraw"), description=words("command-ledger-withdraw-description")
    )
    @app_commands.rename(
        thanks=words("command-ledger-withdraw-option-thanks"),
        reason=words("command-ledger-withdraw-option-reason"),
        member=words("command-ledger-withdraw-option-member"),
    )
    @app_commands.describe(
        thanks=words("command-ledger-withdraw-option-thanks-description"),
        reason=words("command-ledger-withdraw-option-reason-description"),
        member=words("command-ledger-withdraw-option-member-description"),
    )
    async def withdraw(
        self,
        interaction: discord.Interaction[Engawa],
        thanks: str,
        reason: str,
        member: discord.User | None = None,
    ) -> None:
        event_id = await self._event(interaction, thanks)
        await self._moderate(interaction, "withdraw", event_id, member.id if member else None, reason)

    @app_commands.command(
        name=words("command-ledger-restore"), description=words("command-ledger-restore-description")
    )
    @app_commands.rename(
        thanks=words("command-ledger-restore-option-thanks"),
        reason=words("command-ledger-restore-option-reason"),
        member=words("command-ledger-restore-option-member"),
    )
    @app_commands.describe(
        thanks=words("command-ledger-restore-option-thanks-description"),
        reason=words("command-ledger-restore-option-reason-description"),
        member=words("command-ledger-restore-option-member-description"),
    )
    async def restore(
        self,
        interaction: discord.Interaction[Engawa],
        thanks: str,
        reason: str = "",
        member: discord.User | None = None,
    ) -> None:
        event_id = await self._event(interaction, thanks)
        await self._moderate(interaction, "restore", event_id, member.id if member else None, reason)

    @withdraw.autocomplete("thanks")
    async def suggest_standing(
        self, interaction: discord.Interaction[Engawa], typed: str
    ) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, ("counted", "thanks_back", "undone"))

    @restore.autocomplete("thanks")
    async def suggest_withdrawn(
        self, interaction: discord.Interaction[Engawa], typed: str
    ) -> list[app_commands.Choice[str]]:
        return await self._suggest(interaction, typed, ("withdrawn",))

    async def _suggest(
        self, interaction: discord.Interaction[Engawa], typed: str, states: tuple[giving.State, ...]
    ) -> list[app_commands.Choice[str]]:
        if not ui.is_moderator(interaction) or interaction.guild is None:
            return []
        found = await giving.search(
            self.app.db,
            interaction.guild.id,
            text=giving.clean_note(typed) or None,
            include=states,
            limit=SUGGESTIONS,
        )
        people = [i for give in found.gives for i in (give.helped_id, give.helper_id) if i is not None]
        names: Mapping[int, str] = {}
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(NAMES_SECONDS):
                names = await self.app.names(interaction.guild, people)
        events = {give.event_id: give for give in reversed(found.gives)}
        return [
            app_commands.Choice(name=suggestion(give, names), value=str(event_id))
            for event_id, give in reversed(events.items())
        ]

    async def _event(self, interaction: discord.Interaction[Engawa], thanks: str) -> int:
        """The event that was chosen from the list, or whose post's link was pasted."""
        refuse_others(interaction)
        number = re.search(r"([0-9]{15,20})\s*$", thanks)
        guild_id = interaction.guild_id or 0
        if number is None or int(number[1]) >= 2**63:
            raise Refusal("ledger-not-found")
        given = int(number[1])
        return await giving.posted_as(self.app.db, guild_id, given) or given

    @ui.pressed("ledger.withdraw")
    async def ask_to_withdraw(
        self, interaction: discord.Interaction[Engawa], event_id: int, helper_id: int
    ) -> None:
        await self._ask_why(interaction, "withdraw", event_id, helper_id)

    @ui.pressed("ledger.restore")
    async def ask_to_restore(
        self, interaction: discord.Interaction[Engawa], event_id: int, helper_id: int
    ) -> None:
        await self._ask_why(interaction, "restore", event_id, helper_id)

    async def _ask_why(
        self, interaction: discord.Interaction[Engawa], what: giving.What, event_id: int, helper_id: int
    ) -> None:
        refuse_others(interaction)
        language, guild_id = ui.reader(interaction), interaction.guild_id or 0
        gives = await giving.thanks_of(self.app.db, guild_id, event_id)
        about = next((told(language, give) for give in gives if give.helper_id == helper_id), "")
        await ui.open_form(interaction, reason_form(language, what, event_id, helper_id, about=about))

    @ui.submitted("ledger.withdraw")
    async def withdraw_typed(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, event_id: int, helper_id: int
    ) -> None:
        await self._moderate(interaction, "withdraw", event_id, helper_id, answers.text("reason"))

    @ui.submitted("ledger.restore")
    async def restore_typed(
        self, interaction: discord.Interaction[Engawa], answers: ui.Answers, event_id: int, helper_id: int
    ) -> None:
        await self._moderate(interaction, "restore", event_id, helper_id, answers.text("reason"))

    @ui.rebuilds("ledger")
    def reason_again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        return reason_form(language, fields["what"], fields["event"], fields["helper"], fields["reason"])

    async def _moderate(
        self,
        interaction: discord.Interaction[Engawa],
        what: giving.What,
        event_id: int,
        helper_id: int | None,
        reason: str,
    ) -> None:
        refuse_others(interaction)
        fields = {"what": what, "event": event_id, "helper": helper_id or 0, "reason": reason}
        act = giving.Act(
            id=interaction.id,
            guild_id=interaction.guild_id or 0,
            event_id=event_id,
            what=what,
            by_id=interaction.user.id,
            reason=reason,
            at=int(self.app.clock.now()),
            helper_id=helper_id or None,
        )
        async with ui.keeping(ui.Draft("ledger", fields, typed=reason)):
            await giving.moderate(self.app.db, act)
        key = "ledger-withdrawn" if what == "withdraw" else "ledger-restored"
        await ui.answer(interaction, text(ui.reader(interaction), key))
        await self._mark_post(interaction, event_id)

    async def _mark_post(self, interaction: discord.Interaction[Engawa], event_id: int) -> None:
        """Let the public post say what the ledger says, where it is still there to be edited."""
        gives = await giving.thanks_of(self.app.db, interaction.guild_id or 0, event_id)
        post, content = gives[0].post, post_now(ui.public(interaction), gives)
        if post is None or content is None:
            return
        message = self.app.get_partial_messageable(post.channel_id).get_partial_message(post.message_id)
        try:
            await message.edit(content=content, view=None)
        except (discord.HTTPException, *ui.TRANSIENT):
            # The ledger is what counts; the post may have been deleted, or its channel closed to us.
            await ui.answer(interaction, text(ui.reader(interaction), "ledger-post-unreached"))
