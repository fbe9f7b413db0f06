"""What somebody sees of their own check-ins: when they are asked, and what they said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import discord

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import checkins
from bot.features.checkins import Change, Checkin, Question
from bot.pictures import Picture
from bot.texts import Language, text
from cogs.checkins.forms import asked
from cogs.checkins.month import month_picture
from cogs.checkins.saying import day_text, plan_lines, unshare_button

ROOM = 3000  # of the 4,000 characters that a panel holds
MOST = 7
NEWEST = "-"


@dataclass(frozen=True)
class Looked:
    """What is there to see: the newest check-ins before a day, and how many of this month."""

    coming: Change
    found: Sequence[Checkin]
    questions: Mapping[str, Question]
    count: int
    before: date | None = None


def page_before(mark: str) -> date | None:
    """The day before which a page of the history begins, as a button carries it; None for the newest."""
    if mark == NEWEST:
        return None
    try:
        return date.fromisoformat(mark)
    except ValueError:
        raise Refusal("press-unknown") from None


async def look_back(app: Engawa, guild_id: int, user_id: int, zone: str, before: date | None) -> Looked:
    """Somebody's own check-ins here, with one more than a page shows."""
    db, now = app.db, int(app.clock.now())
    return Looked(
        await checkins.coming(db, guild_id, user_id, now),
        await checkins.history(db, guild_id, user_id, before=before, limit=MOST + 1),
        {one.name: one for one in await checkins.all_questions(db, guild_id)},
        await checkins.days_this_month(db, guild_id, user_id, checkins.local_day(now, zone)),
        before,
    )


async def pictured(app: Engawa, interaction: discord.Interaction[Engawa], looked: Looked) -> ui.Pictured:
    """The page, with a picture of the month of its newest check-in. It may take a while."""
    language, now = ui.reader(interaction), int(app.clock.now())
    user_id, picture = interaction.user.id, None
    if looked.found:
        newest, today = looked.found[0], checkins.local_day(now, ui.zone(interaction))
        picture = await month_picture(app, language, newest.guild_id, user_id, newest.day, today)
    return ui.Pictured(history_panel(language, looked, user_id, now, picture), picture)


def history_panel(
    language: Language, looked: Looked, user_id: int, now: int, picture: Picture | None = None
) -> ui.Panel:
    """Somebody's own check-ins, for them alone; what finds no room is a press away."""
    parts = [f"### {text(language, 'checkin-history-title')}", *plan_lines(language, looked.coming)]
    if looked.count:
        parts.append(text(language, "checkin-days", count=looked.count))
    said: list[str] = []
    room = ROOM
    for one in looked.found[:MOST]:
        part = _said(language, one, looked.questions)
        room -= len(part)
        if room < 0 and said:
            break
        said.append(part)
    if not said:
        said = [text(language, "checkin-history-empty")]
    shown = looked.found[: len(said)]
    items: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(parts))]
    items += [*ui.gallery(picture), discord.ui.Separator()]
    page = NEWEST if looked.before is None else looked.before.isoformat()
    for n, part in enumerate(said):
        items.append(discord.ui.TextDisplay(part))
        if n < len(shown) and shown[n].shared:
            items.append(discord.ui.ActionRow(unshare_button(language, shown[n], page)))
    items.append(discord.ui.TextDisplay(f"-# {text(language, 'checkin-only-you')}"))
    older = shown[-1].day if len(looked.found) > len(shown) else None
    buttons = _buttons(language, looked, user_id, now, older)
    if buttons:
        items.append(discord.ui.ActionRow(*buttons))
    return ui.Panel(discord.ui.Container(*items))


def _buttons(
    language: Language, looked: Looked, user_id: int, now: int, older: date | None
) -> list[discord.ui.Button[Any]]:
    owner, plan = ui.packed(user_id), looked.coming.plan
    turns: list[tuple[str, str]] = []
    if looked.before is not None:
        turns.append(("checkin-history-newest", NEWEST))
    if older is not None:
        turns.append(("checkin-history-older", older.isoformat()))
    buttons = [
        ui.button(text(language, key), ui.custom_id("checkin.history", owner, before))
        for key, before in turns
    ]
    if plan is not None and (plan.paused_until or 0) > now:
        resume = ui.custom_id("checkin.resume", owner)
        buttons.append(ui.button(text(language, "checkin-resume"), resume))
    return buttons


def _said(language: Language, one: Checkin, questions: Mapping[str, Question]) -> str:
    lines = [f"**{day_text(language, one.day)}**", ui.quoted(one.words)]
    question = questions.get(one.question or "")
    if question is not None and one.answer:
        lines += [f"-# {ui.plain(asked(language, question))}", ui.quoted(one.answer)]
    notes: list[str] = []
    if one.result is not None:
        notes.append(text(language, f"checkin-result-{one.result}"))
    if one.energy is not None:
        notes.append(text(language, "checkin-history-energy", energy=str(one.energy)))
    if one.shared:
        notes.append(text(language, "checkin-history-shared"))
    if notes:
        lines.append(f"-# {' · '.join(notes)}")
    return "\n".join(lines)
