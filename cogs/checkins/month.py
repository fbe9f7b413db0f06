"""The picture above `/checkin history`: on which days of a month one checked in, and nothing of the words."""

from collections.abc import Collection
from datetime import date

from bot.app import Engawa
from bot.features import checkins
from bot.pictures import Day, Legend, Mark, Month, Picture
from bot.texts import Language, text
from bot.when import month_of

WEEKEND = (5, 6)


async def month_picture(
    app: Engawa, language: Language, guild_id: int, user_id: int, day: date, today: date
) -> Picture | None:
    """Somebody's own days in the month of this one; None where there is none, or no picture to be had."""
    said = await checkins.days_of_month(app.db, guild_id, user_id, day)
    if not said:
        return None
    drawn, words = subject(language, day, said, today), alt(language, day, said)
    return await app.pictures.draw(drawn, alt=words, language=language)


def subject(language: Language, day: date, said: Collection[date], today: date) -> Month:
    """The month of this day. One without a check-in is just a day."""
    days = month_of(day)
    return Month(
        title=_title(language, day),
        subtitle=text(language, "checkin-month-count", count=len(said)),
        weekdays=[text(language, "checkin-weekday", day=weekday) for weekday in range(7)],
        days=[Day(one.day, mark=Mark.DONE if one in said else Mark.NONE, today=one == today) for one in days],
        starts_on=days[0].weekday(),
        weekend=WEEKEND,
        legend=[Legend(Mark.DONE, text(language, "checkin-month-done"))],
        note=text(language, "checkin-only-you"),
    )


def alt(language: Language, day: date, said: Collection[date]) -> str:
    """The same in words."""
    days = text(language, "checkin-month-comma").join(str(one.day) for one in sorted(said))
    return text(language, "checkin-month-alt", title=_title(language, day), days=days)


def _title(language: Language, day: date) -> str:
    return text(language, "checkin-month-title", year=str(day.year), month=day.month)
