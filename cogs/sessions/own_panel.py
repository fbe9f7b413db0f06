"""What one person sees of a session for themselves: their answer, being a regular, reminders of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot import ui
from bot.features import sessions
from bot.features.sessions import Answer, View, Way
from bot.texts import Language, text
from cogs.sessions import saying
from cogs.sessions.card import facts, is_open

OFFERED = (5, 10, 15, 30, 60, 120, 180, 720, 1440, 2880, 10_080)
NOT_FROM_LIST = 0
"""Instead of the page of a list, counted from 1, from which somebody came."""


@dataclass(frozen=True)
class Own:
    """What holds for one person; `by_dm` is whether they agreed to direct messages about sessions here."""

    user_id: int
    regular: bool
    reminders: Mapping[int, Way]
    by_dm: bool


def own_panel(
    language: Language,
    view: View,
    own: Own,
    now: float,
    *,
    page: int = NOT_FROM_LIST,
    ask_dm: int | None = None,
) -> ui.Panel:
    """The panel. With `ask_dm` it asks whether a reminder so many minutes before may come by DM."""
    mine = answer_of(view, own.user_id)
    title = saying.title_of(language, view.series)
    head = [f"### {title}", f"-# {saying.kind_of(language, view.series.kind)}", *facts(language, view, now)]
    parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(head))]
    if is_open(view, now):
        parts += [
            discord.ui.Separator(),
            discord.ui.TextDisplay(_answer_text(language, view, own, mine)),
            _answers(language, view, own, mine, page),
            discord.ui.Separator(),
            *_reminders(language, view, own, page, ask_dm),
        ]
    else:
        parts.append(discord.ui.TextDisplay(text(language, "session-own-closed")))
    rows: list[discord.ui.Item[Any]] = [discord.ui.Container(*parts)]
    if page != NOT_FROM_LIST:
        back = ui.button(
            text(language, "session-button-back"), ui.custom_id("session.page", ui.packed(own.user_id), page)
        )
        rows.append(discord.ui.ActionRow(back))
    return ui.Panel(*rows)


def answer_of(view: View, user_id: int) -> Answer | None:
    """What this person answered, if they did."""
    for one in view.coming:
        if one.user_id == user_id:
            return one.answer
    return None


def _answer_text(language: Language, view: View, own: Own, mine: Answer | None) -> str:
    lines = [text(language, f"session-own-{mine or 'open'}")]
    if mine == "waiting":
        place = sessions.who(view.coming, "waiting").index(own.user_id) + 1
        lines = [text(language, "session-own-waiting", place=place)]
    if own.regular:
        lines.append(text(language, "session-own-regular"))
    return "\n".join(lines)


def _answers(
    language: Language, view: View, own: Own, mine: Answer | None, page: int
) -> discord.ui.ActionRow[Any]:
    owner, there = ui.packed(own.user_id), view.occurrence.id
    wait = saying.is_full(view) and mine not in {"yes", "waiting"}
    row = list[discord.ui.Item[Any]]()
    for wish, word in (("yes", "wait" if wait else "yes"), ("maybe", "maybe"), ("no", "no")):
        chosen = wish == mine or (wish == "yes" and mine == "waiting")
        style = discord.ButtonStyle.primary if chosen else discord.ButtonStyle.secondary
        custom_id = ui.custom_id("session.my-answer", owner, there, wish, page)
        row.append(ui.button(text(language, f"session-button-{word}"), custom_id, style))
    if view.series.comes_again:
        label = "session-button-regular-no-more" if own.regular else "session-button-regular"
        custom_id = ui.custom_id("session.my-regular", owner, there, int(not own.regular), page)
        row.append(ui.button(text(language, label), custom_id))
    return discord.ui.ActionRow(*row)


def _reminders(
    language: Language, view: View, own: Own, page: int, ask_dm: int | None
) -> list[discord.ui.Item[Any]]:
    owner, there = ui.packed(own.user_id), view.occurrence.id
    everybody = saying.reminders(language, view.series.reminders)
    parts: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay(text(language, "session-own-reminders", everybody=everybody))
    ]
    for minutes, way in own.reminders.items():
        before = saying.before(language, minutes)
        words = discord.ui.TextDisplay[Any](text(language, f"session-own-reminder-{way}", before=before))
        drop = ui.custom_id("session.my-reminder-drop", owner, there, minutes, page)
        button = ui.button(text(language, "session-button-drop"), drop)
        parts.append(discord.ui.Section(words, accessory=button))
    if ask_dm is not None:
        yes = ui.custom_id("session.my-dm", owner, there, ask_dm, page)
        by_mention = ui.custom_id("session.my-reminder", owner, there, ask_dm, page)
        parts.append(discord.ui.TextDisplay(text(language, "session-own-ask-dm")))
        parts.append(
            discord.ui.ActionRow(
                ui.button(text(language, "session-button-dm-yes"), yes, discord.ButtonStyle.primary),
                ui.button(text(language, "session-button-dm-mention"), by_mention),
            )
        )
    elif len(own.reminders) < sessions.MOST_OWN_REMINDERS:
        parts += [_offer(language, view, own, page, way) for way in ("mention", "dm")]
    return parts


def _offer(language: Language, view: View, own: Own, page: int, way: Way) -> discord.ui.ActionRow[Any]:
    options = [
        discord.SelectOption(label=saying.before(language, minutes), value=str(minutes))
        for minutes in OFFERED
        if own.reminders.get(minutes) != way
    ]
    custom_id = ui.custom_id("session.my-reminder-add", ui.packed(own.user_id), view.occurrence.id, way, page)
    placeholder = text(language, f"session-own-add-{way}")
    return discord.ui.ActionRow(
        discord.ui.Select(custom_id=custom_id, placeholder=placeholder, options=options)
    )
