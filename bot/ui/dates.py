"""Dates as they stand within a sentence."""

from datetime import date

from bot.texts import Language, text


def day_words(language: Language, day: date) -> str:
    """A date with its year and weekday."""
    return text(
        language,
        "session-date-year",
        weekday=text(language, "session-weekday", day=day.weekday()),
        day=day.day,
        month=text(language, "session-month", month=day.month),
        year=str(day.year),
    )
