"""The picture above `/session list`: what is to come in the month of the first one on its page."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import discord

from bot import ui
from bot.app import Engawa
from bot.features import sessions
from bot.features.sessions import Listed, Time, Viewer
from bot.pictures import Day, Month, Picture
from bot.texts import Language, text
from bot.when import city, is_holiday, month_of, start_of_week
from cogs.sessions import saying

WEEKEND = (5, 6)
TITLE = 40  # characters of a title that are read out
ALT_ROOM = 900  # of the 1,024 characters that Discord takes


@dataclass(frozen=True)
class Sheet:
    """What is drawn: days of a month of `zone`, one after the other, and what comes on them, by its start."""

    language: Language
    zone: str
    days: tuple[date, ...]
    times: Sequence[Time]
    today: date
    holidays: Collection[date] = ()


async def month_picture(
    app: Engawa, interaction: discord.Interaction[Engawa], asking: Viewer, found: Sequence[Listed]
) -> Picture | None:
    """The month of the first session of a page, in the reader's zone; None where nothing on it has a time."""
    starts = [one.starts_at for one in found if one.occurrence_id is not None]
    if not starts:
        return None
    zone, now = ui.zone(interaction), int(app.clock.now())
    days = month_of(_local_day(min(starts), zone))
    times = await sessions.month_ahead(app.db, interaction.guild_id or 0, asking, days[0], zone, now)
    if not times:
        return None
    # Reading a country's holidays for the first time takes a moment.
    free = await asyncio.to_thread(_holidays, days, ui.server(interaction).holidays)
    today = _local_day(now, zone)
    # What is on now may have begun yesterday, in the week before.
    shown = still_to_come(days, min(today, times[0].day))
    sheet = Sheet(ui.reader(interaction), zone, shown, times, today, free)
    return await app.pictures.draw(subject(sheet), alt=alt(sheet), language=sheet.language)


def still_to_come(days: Sequence[date], since: date) -> tuple[date, ...]:
    """These days without the weeks before this day's: at a month's end they would be most of the picture."""
    this_week = start_of_week(since)
    return tuple(day for day in days if day >= this_week)


def subject(sheet: Sheet) -> Month:
    """The month as it is drawn."""
    titles: dict[date, list[str]] = {}
    for time in sheet.times:
        name = saying.name_of(sheet.language, time.series)
        titles.setdefault(time.day, []).append(f"{saying.clock(time.minute)} {name}")
    return Month(
        title=_title(sheet),
        subtitle=text(sheet.language, "session-month-count", count=len(sheet.times)),
        period=_whose_clock(sheet),
        weekdays=[saying.weekday(sheet.language, day) for day in range(7)],
        days=[
            Day(day.day, titles.get(day, ()), today=day == sheet.today, holiday=day in sheet.holidays)
            for day in sheet.days
        ],
        starts_on=sheet.days[0].weekday(),
        weekend=WEEKEND,
    )


def alt(sheet: Sheet) -> str:
    """The same in words: of each session its hour and its days, the next first, as many as fit."""
    language = sheet.language
    days: dict[tuple[int, int], list[str]] = {}
    names = {time.series.id: saying.name_of(language, time.series) for time in sheet.times}
    for time in sheet.times:
        days.setdefault((time.series.id, time.minute), []).append(str(time.day.day))
    said, room = (
        [text(language, "session-month-alt", title=_title(sheet), zone=_whose_clock(sheet))],
        ALT_ROOM,
    )
    for (series_id, minute), on in days.items():
        line = text(
            language,
            "session-month-line",
            title=saying.shortened(names[series_id], TITLE),
            clock=saying.clock(minute),
            days=text(language, "session-month-comma").join(on),
        )
        room -= len(line) + 1
        if room < 0:
            said.append(text(language, "session-month-more", count=len(days) - len(said) + 1))
            break
        said.append(line)
    return "\n".join(said)


# --- within


def _title(sheet: Sheet) -> str:
    first = sheet.days[0]
    return text(sheet.language, "session-month-title", year=str(first.year), month=first.month)


def _whose_clock(sheet: Sheet) -> str:
    if sheet.zone == "UTC":
        return sheet.zone
    return text(sheet.language, "session-month-zone", city=city(sheet.zone, sheet.language))


def _local_day(at: float, zone: str) -> date:
    return datetime.fromtimestamp(at, ZoneInfo(zone)).date()


def _holidays(days: Collection[date], country: str | None) -> frozenset[date]:
    return frozenset(day for day in days if country is not None and is_holiday(day, country))
