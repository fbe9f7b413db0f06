"""What the posts of a start show: who is called, what people set out to do, who is there."""

from typing import Any

import discord

from bot import ui
from bot.app import Engawa
from bot.features import sessions
from bot.features.sessions import Declaration, Meeting, View
from bot.texts import Language, text
from cogs.sessions import saying
from cogs.sessions.refreshing import shows

# Of 4,000 characters so many are for declarations, and the people who are there beside them.
ALOUD_SHOWN = 1500
HERE_SHOWN = 30
PAGE_SHOWN = 3600
LATE_SECONDS = 2 * 60


@shows(sessions.START)
async def start_now(app: Engawa, spoken: Language, view: View) -> ui.Panel | None:
    """A start post that stands already, as it is now."""
    now = int(app.clock.now())
    went = await sessions.look_in(app.db, view.occurrence.id, now)
    if went is None:
        return None
    told = await sessions.call_at_start(app.db, view, 1, now)
    return start_panel(spoken, went, now, called=told.people)


def start_panel(
    spoken: Language, went: Meeting, now: int, *, called: tuple[int, ...] = (), late: int = 0, mark: int = 0
) -> ui.Panel:
    """The start of a session. `mark` goes into a button, by which a lost post is recognised."""
    there = went.view.occurrence
    title = f"### {saying.title_of(spoken, went.view.series)}"
    if there.state == "off" or now >= there.ends_at:
        over = "off" if there.state == "off" else "over"
        closed = discord.ui.TextDisplay[Any](f"{title}\n{text(spoken, f'session-start-{over}')}")
        return ui.Panel(discord.ui.Container(closed))
    begun = "late" if late or now - there.starts_at > LATE_SECONDS else "now"
    said = {"at": str(there.ends_at)} if begun == "late" else {}
    lines = [title, text(spoken, f"session-start-{begun}", **said)]
    place = saying.place(went.view.series.place)
    if place is not None:
        lines.append(text(spoken, "session-start-place", place=place))
    parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(lines))]
    people = (mentions(called), declared_words(spoken, went), here_words(spoken, went))
    parts += [discord.ui.TextDisplay(words) for words in people if words]
    return ui.Panel(discord.ui.Container(*parts, start_row(spoken, went.view, mark)))


def further_panel(spoken: Language, view: View, called: tuple[int, ...], mark: int) -> ui.Panel:
    """A further page of those who come."""
    return ui.Panel(
        discord.ui.TextDisplay(text(spoken, "session-start-also", people=mentions(called))),
        start_row(spoken, view, mark),
    )


def start_row(spoken: Language, view: View, mark: int) -> discord.ui.ActionRow[Any]:
    declare = ui.custom_id("session.declare", view.occurrence.id)
    return discord.ui.ActionRow(
        ui.button(text(spoken, "session-button-declare"), declare, discord.ButtonStyle.primary),
        here_button(spoken, view, mark),
    )


def here_button(spoken: Language, view: View, mark: int) -> discord.ui.Button[Any]:
    return ui.button(
        text(spoken, "session-button-here"), ui.custom_id("session.here", view.occurrence.id, mark)
    )


def declared_words(spoken: Language, went: Meeting) -> str:
    """What was declared aloud, or where it stands once that is much."""
    aloud, thread = went.said_aloud, went.view.occurrence.thread_id
    if not aloud:
        return ""
    if thread is not None and len(aloud) > sessions.MOST_ON_CARD:
        return text(spoken, "session-start-thread", thread=f"<#{thread}>", count=len(aloud))
    return said_lines(spoken, "session-start-aloud", aloud, ALOUD_SHOWN)


def here_words(spoken: Language, went: Meeting) -> str:
    """Who pressed that they are there, and did not declare anything aloud."""
    aloud = {one.user_id for one in went.said_aloud}
    here = [one for one, how in went.here.items() if how == "here" and one not in aloud]
    if not here:
        return ""
    return text(spoken, "session-start-here", people=saying.people(spoken, here, HERE_SHOWN))


def said_lines(spoken: Language, title: str, aloud: tuple[Declaration, ...], limit: int) -> str:
    """Declarations, one a line, as many as fit, and how many more there are."""
    lines, left = [text(spoken, title)], limit
    for place, one in enumerate(aloud):
        line = text(spoken, "session-start-said", who=f"<@{one.user_id}>", words=ui.plain(one.words))
        left -= len(line) + 1
        if left < 0:
            lines.append(text(spoken, "session-start-more", count=len(aloud) - place))
            break
        lines.append(line)
    return "\n".join(lines)


def _draws(page: int) -> None:
    @shows(sessions.PAGES[page])
    async def page_now(app: Engawa, spoken: Language, view: View) -> ui.Panel | None:  # pyright: ignore[reportUnusedFunction] - it is called by its mark
        went = await sessions.look_in(app.db, view.occurrence.id, int(app.clock.now()))
        return None if went is None else page_panel(spoken, went, page)


for _page in range(len(sessions.PAGES)):
    _draws(_page)


def page_panel(spoken: Language, went: Meeting, page: int) -> ui.Panel:
    """A page of declarations in a thread; what was taken back leaves its title alone."""
    begins = page * sessions.ON_A_PAGE
    aloud = went.said_aloud[begins : begins + sessions.ON_A_PAGE]
    return ui.Panel(discord.ui.TextDisplay(said_lines(spoken, "session-aloud-title", aloud, PAGE_SHOWN)))


def where(view: View) -> str:
    return saying.place(view.series.place) or f"<#{view.series.channel_id}>"


def mentions(people: tuple[int, ...]) -> str:
    return " ".join(f"<@{one}>" for one in people)
