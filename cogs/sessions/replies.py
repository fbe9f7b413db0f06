"""What answers to changes have in common: who may, what comes next, how to take it back."""

from datetime import date
from typing import Any

import discord

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import sessions
from bot.features.sessions import Planned, Series, View
from bot.texts import Language, text
from bot.when import next_occurrence
from cogs.sessions import saying
from cogs.sessions.planning import asked_by
from cogs.sessions.suggesting import chosen_session
from cogs.sessions.wishes import Asked

Asking = discord.Interaction[Engawa]


async def to_change(interaction: Asking, typed: str) -> Series:
    """The session that was chosen, for somebody who may change it."""
    one = await chosen_session(interaction, typed)
    sessions.refuse_to_change(one, interaction.user.id, moderator=ui.is_moderator(interaction))
    return one


async def asked_of(interaction: Asking, one: Series) -> Asked:
    """Times are read in the zone of a session; its host's own, where they have chosen another since."""
    own = one.host_id == interaction.user.id and ui.zone_is_chosen(interaction)
    return await asked_by(interaction, None if own else one.plan.zone)


def rights(interaction: Asking) -> dict[str, bool]:
    return {"moderator": ui.is_moderator(interaction)}


def others(view: View | None, me: int) -> int:
    """How many besides oneself are coming, may come, or wait for a seat."""
    if view is None:
        return 0
    return sum(each.answer != "no" and each.user_id != me for each in view.coming)


def next_line(interaction: Asking, planned: Planned) -> str:
    language, now = ui.reader(interaction), interaction.client.clock.now()
    there = planned.occurrence
    if there is None:
        ahead = next_occurrence(planned.series.plan, now)
        if ahead is None:
            return text(language, "session-next-none")
        starts_at = ahead.starts_at
    else:
        starts_at = there.starts_at
    moment = saying.moment(language, starts_at, planned.series.plan.zone, now)
    return text(language, "session-next", moment=moment, at=str(starts_at))


def said(*lines: str, buttons: list[discord.ui.Button[Any]] | None = None) -> ui.Panel:
    parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(line for line in lines if line))]
    if buttons:
        parts.append(discord.ui.ActionRow(*buttons))
    return ui.Panel(discord.ui.Container(*parts))


def take_back(language: Language, name: str, *arguments: int) -> discord.ui.Button[Any]:
    return ui.button(text(language, "session-take-back"), ui.custom_id(name, *arguments))


def as_number(day: date) -> int:
    """A day as a button carries it: 20261126."""
    return day.year * 10_000 + day.month * 100 + day.day


def from_number(number: int) -> date:
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except (ValueError, OverflowError):
        raise Refusal("press-unknown") from None


async def say_restored(interaction: Asking, planned: Planned) -> None:
    """Say that something was taken back, and what comes next."""
    language = ui.reader(interaction)
    line = text(language, "session-restored", title=saying.title_of(language, planned.series))
    await ui.replace(interaction, view=said(line, next_line(interaction, planned)))
