"""Boards and overviews as files, for moderators: asked for by `/activity export` or under a board."""

import asyncio
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty
from bot.errors import Refusal
from bot.features import activity, exports, settings
from bot.features.activity import METRICS, WINDOWS, Metric, Place, Window
from bot.features.activity.rules import first_day
from bot.features.deliveries import Delivery
from bot.features.exports import DAY_COLUMNS, PLACE_COLUMNS, Cell, Files, Format, Taken
from bot.texts import Language, text
from bot.ui import words
from cogs.activity.parts import WINDOW_CHOICES, named, refuse_others

Asked = discord.Interaction[Engawa]

OVERVIEW = "overview"
WHAT_CHOICES = [
    app_commands.Choice(name=words("export-what-overview"), value=OVERVIEW),
    *(app_commands.Choice(name=words(f"leaderboard-metric-{name}"), value=name) for name in METRICS),
]
FORM_CHOICES = [
    app_commands.Choice(name=words(f"export-form-{form}"), value=form) for form in exports.FORMATS
]
DAY = 86_400
MOST_DAYS = 3650
LIMIT = exports.LARGEST  # of a file, where Discord would take a larger one
LISTED = 20
# Names are asked of Discord a hundred at a time, and others need some of what it answers in a minute.
MOST_NAMES = 1000
NAMES_SECONDS = 10.0
SECONDS_BETWEEN_NEWS = 2.0
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True)
class Wish:
    """What is to be handed out: a metric's board or the overview, of which days, in which form.

    `window` is what they were chosen as, None for days that were named. Days are ordinals, both among them.
    """

    what: str
    form: Format
    first: int
    last: int
    window: Window | None

    @property
    def when(self) -> Window | tuple[int, int]:
        return self.window or (self.first, self.last)

    @property
    def file(self) -> str:
        first, last = (date.fromordinal(day).isoformat() for day in (self.first, self.last))
        return f"engawa-{self.what}-{first}-to-{last}"


_under_way = set[int]()


class Exporting(commands.Cog):
    """A part of the group: see `cogs.activity`."""

    app: Engawa

    @app_commands.command(**named("export"))
    @app_commands.rename(
        what=words("command-activity-export-option-what"),
        period=words("command-activity-export-option-period"),
        days=words("command-activity-export-option-days"),
        since=words("command-activity-export-option-since"),
        until=words("command-activity-export-option-until"),
        form=words("command-activity-export-option-form"),
    )
    @app_commands.describe(
        what=words("command-activity-export-option-what-description"),
        period=words("command-activity-export-option-period-description"),
        days=words("command-activity-export-option-days-description"),
        since=words("command-activity-export-option-since-description"),
        until=words("command-activity-export-option-until-description"),
        form=words("command-activity-export-option-form-description"),
    )
    @app_commands.choices(what=WHAT_CHOICES, period=WINDOW_CHOICES, form=FORM_CHOICES)
    async def export(
        self,
        interaction: Asked,
        what: str,
        period: str = "days30",
        days: app_commands.Range[int, 1, MOST_DAYS] = 0,
        since: app_commands.Range[str, 1, 20] = "",
        until: app_commands.Range[str, 1, 20] = "",
        form: str = "csv",
    ) -> None:
        guild_id = refuse_others(interaction)
        today = await self._today(guild_id)
        chosen = known(form, exports.FORMATS), known(what, (OVERVIEW, *METRICS))
        if since or until or days:
            first, last = days_between(today, days, since, until)
            wish = Wish(chosen[1], chosen[0], first, last, None)
        else:
            window = known(period, WINDOWS)
            wish = Wish(chosen[1], chosen[0], first_day(window, today), today, window)
        await hand_out(self.app, interaction, guild_id, wish)

    @ui.pressed("leaderboard.export")
    async def export_board(self, interaction: Asked, metric: str, window: str) -> None:
        """From a board: the whole of it, as a file for spreadsheets."""
        guild_id = refuse_others(interaction)
        today, chosen = await self._today(guild_id), known(window, WINDOWS)
        wish = Wish(known(metric, METRICS), "csv", first_day(chosen, today), today, chosen)
        await hand_out(self.app, interaction, guild_id, wish)

    @app_commands.command(**named("exports"))
    async def exports(self, interaction: Asked) -> None:
        """Who was handed what, for admins."""
        guild_id = refuse_others(interaction)
        if not ui.is_admin(interaction):
            raise Refusal("exports-for-admins")
        found = await exports.recent(self.app.db, guild_id, LISTED)
        await ui.answer(interaction, listed(ui.reader(interaction), found))

    async def _today(self, guild_id: int) -> int:
        return await activity.today(self.app.db, guild_id, int(self.app.clock.now()))


class ExportLog(commands.Cog):
    """Lets go of who was handed what, once that is as old as what is counted."""

    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        self.app.courier.duties["export.tidy"] = Duty(self.tidy, every=DAY)

    async def tidy(self, _: Delivery) -> None:
        await exports.tidy(self.app.db, int(self.app.clock.now()))


async def hand_out(app: Engawa, interaction: Asked, guild_id: int, wish: Wish) -> None:
    """Write the file and send it, to whoever asked alone; one at a time in a server."""
    if guild_id in _under_way:
        raise Refusal("export-under-way")
    _under_way.add(guild_id)
    try:
        await ui.think(interaction)
        await _Handing(app, interaction, guild_id, wish).run()
    finally:
        _under_way.discard(guild_id)


class _Handing:
    """One export on its way."""

    def __init__(self, app: Engawa, interaction: Asked, guild_id: int, wish: Wish) -> None:
        self._app = app
        self._interaction = interaction
        self._guild_id = guild_id
        self._wish = wish
        self._language = ui.reader(interaction)
        self._told_at = asyncio.get_running_loop().time()
        self._told = False
        self._named = 0

    async def run(self) -> None:
        db, now, wish = self._app.db, int(self._app.clock.now()), self._wish
        who = self._interaction.user.id
        days = wish.first, wish.last
        taken = Taken(self._interaction.id, self._guild_id, who, wish.what, *days, wish.form, None, now)
        await exports.take(db, taken)
        await activity.freshen(db, self._guild_id, now)
        columns = DAY_COLUMNS if wish.what == OVERVIEW else PLACE_COLUMNS
        about = {
            "server": str(self._guild_id),
            "what": wish.what,
            "first_day": date.fromordinal(wish.first).isoformat(),
            "last_day": date.fromordinal(wish.last).isoformat(),
            "zone": (await settings.server(db, self._guild_id)).zone,
            "made_at": now,
        }
        titles = [self._says(f"export-column-{name}") for name in columns]
        limit = min(LIMIT, self._interaction.filesize_limit)
        with Files(wish.file, wish.form, columns, titles, about=about, limit=limit) as files:
            if wish.what == OVERVIEW:
                files.add(await exports.days(db, self._guild_id, wish.first, wish.last))
            else:
                await self._add_people(files, cast("Metric", wish.what), now)
            await self._send(files)

    async def _add_people(self, files: Files, metric: Metric, now: int) -> None:
        db, when = self._app.db, self._wish.when
        count = await exports.how_many(db, self._guild_id, metric, when, now)
        async for page in exports.everybody(db, self._guild_id, metric, when, now):
            names = await self._names(page)
            rows = [self._row(place, names) for place in page]
            # Compressing what stands there so far takes longer than anybody else should wait.
            await asyncio.to_thread(files.add, rows)
            await self._tell_how_far(files.rows, count)

    def _row(self, place: Place, names: Mapping[int, str] | None) -> Sequence[Cell]:
        name = None if names is None else names.get(place.user_id) or self._says("export-left")
        # In CSV as a mention: a spreadsheet would round so long a number.
        member = f"<@{place.user_id}>" if self._wish.form == "csv" else str(place.user_id)
        return place.rank, member, name, place.points

    async def _names(self, page: Sequence[Place]) -> Mapping[int, str] | None:
        """What the people of a page are called; None beyond those whose names are asked for."""
        guild = self._interaction.guild
        if guild is None or self._named >= MOST_NAMES:
            return None
        self._named += len(page)
        try:
            async with asyncio.timeout(NAMES_SECONDS):
                return await self._app.names(guild, [place.user_id for place in page])
        except TimeoutError:
            return None

    async def _tell_how_far(self, rows: int, count: int) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._told_at >= SECONDS_BETWEEN_NEWS and rows < count:
            self._told_at, self._told = now, True
            await ui.replace(self._interaction, self._says("export-how-far", rows=rows, count=count))

    async def _send(self, files: Files) -> None:
        if not files.rows:
            await ui.answer(self._interaction, self._says("export-nothing"))
            return
        # Kept before anything leaves: what was handed out without being kept would be seen by nobody.
        await exports.finish(self._app.db, self._interaction.id, files.rows)
        made = files.finished()
        if self._told:
            await ui.replace(self._interaction, self._says("export-ready", rows=files.rows))
        for number, file in enumerate(made, start=1):
            said = self._says("export-part", number=number, parts=len(made), rows=files.rows)
            await ui.answer(self._interaction, said, files={file.name: await asyncio.to_thread(file.read)})

    def _says(self, key: str, **params: str | int) -> str:
        return text(self._language, key, **params)


def days_between(today: int, days: int, since: str, until: str) -> tuple[int, int]:
    """The first and the last day that were named; refuses what is no day, or in no order."""
    last = today if not until else min(today, read_day(until))
    first = read_day(since) if since else last - max(days, 1) + 1
    if first > last:
        raise Refusal("export-days-in-no-order")
    if last - first >= MOST_DAYS:
        raise Refusal("export-days-too-many", most=MOST_DAYS)
    return first, last


def read_day(typed: str) -> int:
    """A day as the calendar writes it: 2026-11-02, 2026/11/2, 2026年11月2日."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        raise Refusal("export-day-unreadable")
    try:
        return date(*map(int, found.groups())).toordinal()
    except ValueError:
        raise Refusal("export-day-unreadable") from None


def listed(language: Language, found: Sequence[Taken]) -> str:
    """Who was handed what, a line for each."""
    if not found:
        return text(language, "exports-none")
    return "\n".join([f"### {text(language, 'exports-title')}", *(_line(language, one) for one in found)])


def _line(language: Language, one: Taken) -> str:
    return text(
        language,
        "exports-line",
        at=str(one.at),
        who=text(language, "exports-somebody") if one.by_id is None else f"<@{one.by_id}>",
        what=what_words(language, one.what),
        first=ui.day_words(language, date.fromordinal(one.first_day)),
        last=ui.day_words(language, date.fromordinal(one.last_day)),
        form=one.form.upper(),
        rows=-1 if one.rows is None else one.rows,
    )


def what_words(language: Language, what: str) -> str:
    return text(language, "export-what-overview" if what == OVERVIEW else f"leaderboard-metric-{what}")


def known(word: str, of: Sequence[Any]) -> Any:
    """One of the words that a choice or a button of ours can carry; a forged one is refused."""
    if word not in of:
        raise Refusal("press-unknown")
    return word
