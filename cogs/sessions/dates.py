"""Single dates and vacations: left out, moved, and taken back."""

from dataclasses import replace
from datetime import date

from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import sessions
from bot.features.sessions import Series
from bot.texts import text
from bot.when import Plan, next_occurrence, occurrences
from cogs.sessions import saying
from cogs.sessions.replies import (
    Asking,
    as_number,
    asked_of,
    from_number,
    next_line,
    rights,
    said,
    say_restored,
    take_back,
)
from cogs.sessions.suggesting import chosen_day
from cogs.sessions.wishes import read_date, read_when, shown_day

COUNTED = 400  # dates that fall into a vacation, as far as they are counted


class Dates(commands.Cog):
    """What the buttons under a private answer do."""

    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.pressed("session.end-next")
    async def end_next(self, interaction: Asking, series_id: int, day: int) -> None:
        one = await sessions.look(self.app.db, interaction.guild_id or 0, series_id)
        await skip_day(interaction, one, from_number(day), replacing=True)

    @ui.pressed("session.restore")
    async def restore(self, interaction: Asking, series_id: int, day: int) -> None:
        guild_id, by, now = self._by_day(interaction)
        planned = await sessions.restore(
            self.app.db, guild_id, series_id, from_number(day), by, now, **rights(interaction)
        )
        await say_restored(interaction, planned)

    @ui.pressed("session.unrest")
    async def end_rest(self, interaction: Asking, series_id: int, first: int) -> None:
        guild_id, by, now = self._by_day(interaction)
        planned = await sessions.end_rest(
            self.app.db, guild_id, series_id, from_number(first), by, now, **rights(interaction)
        )
        await say_restored(interaction, planned)

    def _by_day(self, interaction: Asking) -> tuple[int, int, int]:
        return interaction.guild_id or 0, interaction.user.id, int(self.app.clock.now())


async def skip_day(interaction: Asking, one: Series, day: date, *, replacing: bool = False) -> None:
    """Leave out one occurrence, and offer to take that back."""
    app, language, now = interaction.client, ui.reader(interaction), int(interaction.client.clock.now())
    _refuse_if_last(replace(one.plan, skipped=one.plan.skipped | {day}), now)
    planned = await sessions.skip(
        app.db, one.guild_id, one.id, day, interaction.user.id, now, **rights(interaction)
    )
    line = text(
        language,
        "session-skipped",
        title=saying.title_of(language, one),
        day=saying.day(language, day),
    )
    panel = said(
        line,
        next_line(interaction, planned),
        buttons=[take_back(language, "session.restore", one.id, as_number(day))],
    )
    await (ui.replace(interaction, view=panel) if replacing else ui.answer(interaction, view=panel))


async def skip(interaction: Asking, one: Series, day: str | None, until: str | None) -> None:
    """Leave out one occurrence; with `until` all from that day, or from today, to the last."""
    asked = await asked_of(interaction, one)
    if not until:
        await skip_day(interaction, one, chosen_day(one, day, asked).day)
        return
    app, language, now = interaction.client, ui.reader(interaction), int(asked.now)
    today = shown_day(now, one.plan.zone)
    first = read_date(day, asked) if day else today
    last = read_date(until, asked)
    if last < first:
        raise Refusal("session-rest-backwards")
    _refuse_if_last(replace(one.plan, away=(*one.plan.away, (first, last))), now)
    left_out = [each for each in occurrences(one.plan, now, limit=COUNTED) if first <= each.day <= last]
    planned = await sessions.rest(
        app.db, one.guild_id, one.id, first, last, interaction.user.id, now, **rights(interaction)
    )
    line = text(
        language,
        "session-rests",
        title=saying.title_of(language, one),
        first=saying.day(language, first, year=True),
        last=saying.day(language, last, year=True),
        count=len(left_out),
    )
    back = take_back(language, "session.unrest", one.id, as_number(first))
    await ui.answer(interaction, view=said(line, next_line(interaction, planned), buttons=[back]))


async def move(interaction: Asking, one: Series, when: str, day: str | None) -> None:
    """Let one occurrence take place at another time, and offer to take that back."""
    asked = await asked_of(interaction, one)
    there, reading = chosen_day(one, day, asked), read_when(when, asked)
    if reading.repeats is not None:
        raise Refusal("session-move-once")
    app, language, now = interaction.client, ui.reader(interaction), int(asked.now)
    to = saying.moment(language, reading.at, one.plan.zone, now)
    await sessions.move(
        app.db, one.guild_id, one.id, there.day, reading.at, interaction.user.id, now, **rights(interaction)
    )
    line = text(
        language,
        "session-was-moved",
        title=saying.title_of(language, one),
        before=saying.moment(language, there.starts_at, one.plan.zone, now),
        after=to,
        at=str(reading.at),
    )
    notes = [text(language, "session-note-rolled", moment=to)] if reading.rolled else []
    back = take_back(language, "session.restore", one.id, as_number(there.day))
    await ui.answer(interaction, view=said(line, *notes, buttons=[back]))


def _refuse_if_last(plan: Plan, now: float) -> None:
    """A session of which nothing is left over would end: whoever means that says so."""
    if next_occurrence(plan, now) is None:
        raise Refusal("session-skip-last")
