"""What stands around a board: the private panel, the question before it is posted, the post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot import ui
from bot.features.activity import METRICS, PAGE, Metric, Window
from bot.features.boards import Posted
from bot.pictures import Picture
from bot.texts import Language, text
from cogs.leaderboard import saying
from cogs.leaderboard.saying import Sheet

Item = discord.ui.Item[Any]
TEXT, PICTURE = 0, 1
MOST_OFFSET = 10**9
LONGEST_RANK = 12


@dataclass(frozen=True)
class View:
    """What somebody looks at; buttons carry it."""

    metric: Metric = saying.FIRST_METRIC
    window: Window = saying.FIRST_WINDOW
    offset: int = 0
    shape: int = PICTURE


@dataclass(frozen=True)
class Reader:
    """Who looks, and what they may: `shown` is their own yes to being shown on boards."""

    id: int
    language: Language
    moderator: bool
    admin: bool
    shown: bool
    open: bool
    exports: bool = False

    def says(self, key: str, **params: str | int) -> str:
        return text(self.language, key, **params)


@dataclass(frozen=True)
class Drawn:
    """A panel with what is attached to it."""

    panel: ui.Panel
    files: Mapping[str, bytes]
    alts: Mapping[str, str]


def board_panel(reader: Reader, view: View, sheet: Sheet, size: int, picture: Picture | None) -> Drawn:
    """A board with everything its reader can do with it."""
    parts = [*_shown(sheet, picture), _words(f"-# {_footer(reader, view, size)}")]
    return _with_files(ui.Panel(discord.ui.Container(*parts), *_ways(reader, view, size)), picture)


def empty_panel(reader: Reader, view: View, why: str) -> ui.Panel:
    """A board with nobody on it, and why."""
    title = f"### {text(reader.language, f'leaderboard-metric-{view.metric}')}"
    period = f"-# {text(reader.language, f'leaderboard-window-{view.window}')}"
    words = _words(f"{title}\n{period}", reader.says(why))
    return ui.Panel(discord.ui.Container(words), *_ways(reader, view, 0))


def _shown(sheet: Sheet, picture: Picture | None) -> list[Item]:
    if picture is None:
        return [_words(saying.heading(sheet), saying.lines(sheet))]
    item = discord.MediaGalleryItem(f"attachment://{picture.name}", description=picture.alt)
    return [discord.ui.MediaGallery(item)]


def _with_files(panel: ui.Panel, picture: Picture | None) -> Drawn:
    if picture is None:
        return Drawn(panel, {}, {})
    return Drawn(panel, {picture.name: picture.png}, {picture.name: picture.alt})


def _footer(reader: Reader, view: View, size: int) -> str:
    if not reader.moderator:
        return reader.says("leaderboard-footer-member")
    page, pages = view.offset // PAGE + 1, -(-size // PAGE)
    return reader.says("leaderboard-footer", page=page, pages=pages, count=size)


# --- what can be pressed


def _ways(reader: Reader, view: View, size: int) -> list[Item]:
    rows: list[Item] = [_metrics(reader, view), _windows(reader, view)]
    if size and reader.moderator:
        rows += [_pages(reader, view, size), _member(reader, view)]
    more = _more(reader, view, size)
    # Five buttons fit beside each other.
    return [*rows, *(discord.ui.ActionRow(*more[n : n + 5]) for n in range(0, len(more), 5))]


def _metrics(reader: Reader, view: View) -> Item:
    options = [
        discord.SelectOption(
            label=reader.says(f"leaderboard-metric-{name}"),
            value=name,
            description=reader.says(f"leaderboard-metric-{name}-means"),
            default=name == view.metric,
        )
        for name in saying.METRICS
    ]
    chooser: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=ui.custom_id("leaderboard.metric", view.window, view.shape), options=options
    )
    return discord.ui.ActionRow(chooser)


def _windows(reader: Reader, view: View) -> Item:
    buttons: list[discord.ui.Button[Any]] = []
    for window in saying.WINDOWS:
        name = ui.custom_id("leaderboard.window", view.metric, window, view.shape)
        style = discord.ButtonStyle.primary if window == view.window else discord.ButtonStyle.secondary
        buttons.append(ui.button(reader.says(f"leaderboard-window-{window}"), name, style))
    return discord.ui.ActionRow(*buttons)


def _pages(reader: Reader, view: View, size: int) -> Item:
    def to(offset: int) -> str:
        return ui.custom_id("leaderboard.page", view.metric, view.window, offset, view.shape)

    here = view.metric, view.window, view.shape
    return discord.ui.ActionRow(
        ui.button(
            reader.says("leaderboard-before"), to(max(0, view.offset - PAGE)), disabled=view.offset == 0
        ),
        ui.button(
            reader.says("leaderboard-after"), to(view.offset + PAGE), disabled=view.offset + PAGE >= size
        ),
        ui.button(reader.says("leaderboard-me"), ui.custom_id("leaderboard.me", *here)),
        ui.button(reader.says("leaderboard-rank"), ui.custom_id("leaderboard.rank", *here)),
    )


def _member(reader: Reader, view: View) -> Item:
    chooser: discord.ui.UserSelect[Any] = discord.ui.UserSelect(
        custom_id=ui.custom_id("leaderboard.member", view.metric, view.window, view.shape),
        placeholder=reader.says("leaderboard-member"),
    )
    return discord.ui.ActionRow(chooser)


def _more(reader: Reader, view: View, size: int) -> list[discord.ui.Button[Any]]:
    here = view.metric, view.window, view.offset
    buttons: list[discord.ui.Button[Any]] = []
    if size:
        label = "leaderboard-as-text" if view.shape == PICTURE else "leaderboard-as-picture"
        other = TEXT if view.shape == PICTURE else PICTURE
        buttons.append(ui.button(reader.says(label), ui.custom_id("leaderboard.shape", *here, other)))
    if reader.moderator:
        post = ui.custom_id("leaderboard.post", view.metric, view.window, view.shape)
        buttons.append(ui.button(reader.says("leaderboard-post"), post, disabled=not size))
    if reader.moderator and reader.exports and size:
        export = ui.custom_id("leaderboard.export", view.metric, view.window)
        buttons.append(ui.button(reader.says("leaderboard-export"), export))
    # A press tells what is meant, not "the other one": a panel may be old.
    say = ui.custom_id("leaderboard.shown", *here, view.shape, int(not reader.shown))
    buttons.append(
        ui.button(reader.says("leaderboard-hide-me" if reader.shown else "leaderboard-show-me"), say)
    )
    if reader.admin:
        opened = ui.custom_id("leaderboard.open", *here, view.shape, int(not reader.open))
        buttons.append(
            ui.button(reader.says("leaderboard-close" if reader.open else "leaderboard-open"), opened)
        )
    return buttons


def rank_form(language: Language, view: View, typed: str = "") -> ui.Form:
    field: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="rank",
        placeholder=text(language, "leaderboard-rank-hint"),
        default=typed[:LONGEST_RANK] or None,
        max_length=LONGEST_RANK,
    )
    return ui.Form(
        text(language, "leaderboard-rank-title"),
        ui.custom_id("leaderboard.rank", view.metric, view.window, view.shape),
        ui.labelled(text(language, "leaderboard-rank-which"), field),
    )


# --- in the channel


def asking_panel(language: Language, view: View, sheet: Sheet, asked_id: int, where: int) -> ui.Panel:
    """Shows what would be posted, in the words it would have there, before it is."""
    yes = ui.custom_id("leaderboard.post-now", asked_id, view.metric, view.window, view.shape)
    count = len(sheet.places)
    return ui.Panel(
        discord.ui.Container(
            _words(text(language, "leaderboard-post-ask", channel=str(where), count=count)),
            _words(saying.heading(sheet), saying.lines(sheet)),
            discord.ui.ActionRow(
                ui.button(text(language, "leaderboard-post-now"), yes, discord.ButtonStyle.primary)
            ),
        )
    )


def posted_note(language: Language, post_id: int, link: str) -> ui.Panel:
    down = ui.button(text(language, "leaderboard-down"), ui.custom_id("leaderboard.down", post_id))
    return ui.Panel(
        discord.ui.Container(
            _words(text(language, "leaderboard-posted", link=link)), discord.ui.ActionRow(down)
        )
    )


def post_panel(language: Language, board: Posted, sheet: Sheet, picture: Picture | None) -> Drawn:
    """The board as everybody sees it. Its buttons answer whoever presses them, for them alone."""
    parts = [*_shown(sheet, picture), _words(f"-# {text(language, 'leaderboard-as-of', at=str(board.at))}")]
    # Outside of the frame, where a post whose answer was lost is looked for by its button.
    row = discord.ui.ActionRow[Any](
        ui.button(
            text(language, "leaderboard-look"),
            ui.custom_id("leaderboard.look", board.metric, board.window),
        ),
        ui.button(text(language, "leaderboard-being-shown"), ui.custom_id("leaderboard.being-shown")),
        ui.button(text(language, "leaderboard-down"), ui.custom_id("leaderboard.down", board.id)),
    )
    return _with_files(ui.Panel(discord.ui.Container(*parts), row), picture)


def being_shown_panel(language: Language, *, shown: bool) -> ui.Panel:
    """Whether one is shown on boards, what that means, and the other answer."""
    label = "leaderboard-hide-me" if shown else "leaderboard-show-me"
    say = ui.button(text(language, label), ui.custom_id("leaderboard.say", int(not shown)))
    state = text(language, "leaderboard-shown-yes" if shown else "leaderboard-shown-no")
    return ui.Panel(
        discord.ui.Container(
            _words(state, f"-# {text(language, 'purpose-boards-means')}"), discord.ui.ActionRow(say)
        )
    )


def known(view: View) -> bool:
    """Whether a button of ours can carry this: anything else is forged."""
    return view.metric in METRICS and view.window in saying.WINDOWS and view.shape in {TEXT, PICTURE}


def _words(*lines: str | Sequence[str]) -> discord.ui.TextDisplay[Any]:
    return discord.ui.TextDisplay("\n".join(str(line) for line in lines if line))
