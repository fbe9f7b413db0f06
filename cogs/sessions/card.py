"""The card of an occurrence: what it is, when and where, who comes, and the buttons to answer it.

One card is one message of Discord's: 40 parts and 4,000 characters at most, whoever and however many come.
"""

from typing import Any

import discord

from bot import ui
from bot.features import sessions
from bot.features.sessions import Answer, View
from bot.texts import Language, text
from bot.when import occurrence as time_on
from cogs.sessions import saying

# With every character of title and words escaped, so many mentions fit into what is left of 4,000.
COMING_SHOWN = 50
OTHERS_SHOWN = 15


def card(language: Language, view: View, now: float, *, mark: int = 0) -> ui.Panel:
    """The card as it is at this moment. `mark` goes into a button, by which a lost card is recognised."""
    if not is_open(view, now):
        return ui.Panel(discord.ui.Container(discord.ui.TextDisplay(_closed(language, view))))
    parts: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay("\n".join(_head(language, view))),
        discord.ui.TextDisplay("\n".join(facts(language, view, now))),
        discord.ui.Separator(),
        discord.ui.TextDisplay("\n".join(_people(language, view))),
        *buttons(language, view, mark=mark),
    ]
    return ui.Panel(discord.ui.Container(*parts))


def is_open(view: View, now: float) -> bool:
    """Whether one can still answer."""
    return view.occurrence.state == "ahead" and now < view.occurrence.ends_at


def facts(language: Language, view: View, now: float) -> list[str]:
    """When and where it takes place, and what one should know before."""
    one, there = view.series, view.occurrence
    lines = [
        text(
            language,
            "session-card-when",
            at=str(there.starts_at),
            length=saying.length(language, (there.ends_at - there.starts_at) // 60),
        )
    ]
    if there.is_on(now):
        lines.append(text(language, "session-card-on", at=str(there.ends_at)))
    if was_moved(view):
        lines.append(text(language, "session-card-unusual"))
    if one.comes_again:
        lines.append(text(language, "session-card-repeats", plan=saying.plan(language, one.plan)))
    place, seats = saying.place(one.place), saying.seats(language, view)
    if place is not None:
        lines.append(text(language, "session-card-place", place=place))
    if one.host_id is not None:
        lines.append(text(language, "session-card-host", host=f"<@{one.host_id}>"))
    if one.level != "any":
        lines.append(text(language, "session-card-level", level=saying.level_of(language, one.level)))
    if one.bring:
        lines.append(text(language, "session-card-bring", bring=ui.plain(one.bring)))
    if seats is not None:
        lines.append(text(language, "session-card-seats", seats=seats))
    return lines


def was_moved(view: View) -> bool:
    """Whether this one of a series takes place at another time than its rule gives."""
    time = time_on(view.series.plan, view.occurrence.day)
    return view.series.comes_again and time is not None and time.moved


def buttons(
    language: Language, view: View, *, mark: int = 0, mine: Answer | None = None
) -> list[discord.ui.Item[Any]]:
    """The rows with which one answers; one's own answer stands out where `mine` is given."""
    there = view.occurrence.id
    waits = saying.is_full(view) and mine != "yes"
    wishes = {"yes": "wait" if waits else "yes", "maybe": "maybe", "no": "no"}
    answers: list[discord.ui.Item[Any]] = [
        ui.button(
            text(language, f"session-button-{word}"),
            ui.custom_id(f"session.{wish}", there),
            _style(wish, mine),
        )
        for wish, word in wishes.items()
    ]
    more: list[discord.ui.Item[Any]] = [
        ui.button(text(language, "session-button-mine"), ui.custom_id("session.mine", there, mark))
    ]
    if view.series.comes_again:
        regular = ui.custom_id("session.regular", there)
        more.insert(0, ui.button(text(language, "session-button-regular"), regular))
    return [discord.ui.ActionRow(*answers), discord.ui.ActionRow(*more)]


def _style(wish: str, mine: Answer | None) -> discord.ButtonStyle:
    chosen = wish == ("yes" if mine in {"yes", "waiting"} else mine) if mine else wish == "yes"
    return discord.ButtonStyle.primary if chosen else discord.ButtonStyle.secondary


def _head(language: Language, view: View) -> list[str]:
    title, kind = (
        saying.title_of(language, view.series),
        saying.kind_of(language, view.series.kind),
    )
    # Once its words were forgotten, the kind is its title.
    return [f"### {title}", f"-# {kind}"] if view.series.title else [f"### {title}"]


def _people(language: Language, view: View) -> list[str]:
    coming = sessions.who(view.coming, "yes")
    if coming:
        said = saying.people(language, coming, COMING_SHOWN)
        lines = [text(language, "session-card-coming", count=len(coming), people=said)]
    else:
        lines = [text(language, "session-card-nobody-yet")]
    for answer in ("maybe", "waiting"):
        ids = sessions.who(view.coming, answer)
        if ids:
            said = saying.people(language, ids, OTHERS_SHOWN)
            lines.append(text(language, f"session-card-{answer}", count=len(ids), people=said))
    return lines


def _closed(language: Language, view: View) -> str:
    """What stays of a card: nobody is named, for not all who meant to come were there."""
    if view.occurrence.state != "off":
        state = "over"
    elif view.series.ended_at is not None:
        state = "ended"
    elif view.series.paused_at is not None:
        state = "paused"
    else:
        state = "off"
    was_at = text(language, "session-card-was-at", at=str(view.occurrence.starts_at))
    lines = [*_head(language, view), was_at, text(language, f"session-card-{state}")]
    return "\n".join(lines)
