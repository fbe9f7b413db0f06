"""How many came to the last sessions: a line for each in `/session health`, and the same as a picture."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import ui
from bot.app import Engawa
from bot.features.sessions import Turnout
from bot.pictures import Attendance, Occurrence, Picture
from bot.texts import Language, text
from cogs.sessions import saying

SHOWN = 8
TITLE = 24


async def turnout_picture(
    app: Engawa, language: Language, found: Sequence[Turnout], zone: str
) -> Picture | None:
    """The picture, where there was a session and a picture is to be had. Days are those of this zone."""
    if not found:
        return None
    drawn, words = subject(language, found, zone), alt(language, found, zone)
    return await app.pictures.draw(drawn, alt=words, language=language)


def subject(language: Language, found: Sequence[Turnout], zone: str) -> Attendance:
    """Numbers alone: nobody's name is in it, and nobody is missed in it."""
    return Attendance(
        title=text(language, "session-health-came"),
        subtitle=text(language, "session-health-came-whom"),
        period=text(language, "session-health-came-times", count=len(found)),
        occurrences=[Occurrence(_day(one, zone), one.came, one.planned) for one in found],
        came=text(language, "session-health-came-legend"),
        planned=text(language, "session-health-planned-legend"),
    )


def lines(language: Language, found: Sequence[Turnout]) -> list[str]:
    """The same in words, for a message; what to expect, where there was no session yet."""
    if not found:
        return [text(language, "session-health-none-held")]
    return [
        text(
            language,
            "session-health-turnout",
            at=str(one.at),
            title=ui.plain(_title(language, one)),
            came=one.came,
            planned=one.planned,
        )
        for one in found
    ] + [f"-# {text(language, 'session-health-came-whom')}"]


def alt(language: Language, found: Sequence[Turnout], zone: str) -> str:
    """The same in words, for whoever does not see the picture."""
    return "\n".join(
        text(
            language,
            "session-health-turnout-alt",
            day=_day(one, zone),
            title=_title(language, one),
            came=one.came,
            planned=one.planned,
        )
        for one in found
    )


def _title(language: Language, one: Turnout) -> str:
    return saying.shortened(saying.name_of(language, one.series), TITLE)


def _day(one: Turnout, zone: str) -> str:
    day = datetime.fromtimestamp(one.at, ZoneInfo(zone))
    return f"{day.month}/{day.day}"
