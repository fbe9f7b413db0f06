"""What the weekly letter says, and its picture."""

from collections.abc import Iterable
from datetime import date

from bot import ui
from bot.features.activity import Metric
from bot.features.letters import Contents, Week
from bot.pictures import Figure, Series
from bot.pictures import Letter as Picture
from bot.texts import Language, text

HOUR = 60 * 60


def letter_text(language: Language, guild_id: int, told: Contents, *, late: int = 0) -> str:
    """Five lines, what changed in each, and which check-ins wait: links, and nothing of what they say."""
    if told.week is None:
        lines = [f"### {text(language, 'letter-title')}", text(language, "letter-not-counting")]
    else:
        first, last = (ui.day_words(language, day) for day in (told.week.first, told.week.last))
        lines = [
            f"### {text(language, 'letter-title')}",
            f"-# {text(language, 'letter-days', first=first, last=last)}",
            *_five(language, told.week, told.before),
        ]
    if told.wishes:
        lines.append(text(language, "letter-waiting", count=told.waiting))
        for wish in told.wishes:
            lines.append(f"- {ui.message_link(guild_id, wish.channel_id, wish.message_id)}")
        if told.waiting > len(told.wishes):
            lines.append(text(language, "letter-waiting-more", count=told.waiting - len(told.wishes)))
    if late >= HOUR:
        lines.append(f"-# {text(language, 'letter-late')}")
    return "\n".join(lines)


def letter_picture(language: Language, week: Week, before: Week | None) -> Picture:
    series = [Series(text(language, "letter-this-week"), week.daily)]
    if before is not None:
        series.append(Series(text(language, "letter-week-before"), before.daily))
    return Picture(
        title=text(language, "letter-title"),
        # The whole dates would not fit; they stand above the picture.
        period=f"{week.first.month}/{week.first.day} – {week.last.month}/{week.last.day}",
        figures=[_figure(language, week, before, metric) for metric in _FIGURES],
        labels=[f"{day.month}/{day.day}" for day in _days(week)],
        series=series,
        note=text(language, "letter-daily"),
    )


def picture_words(language: Language, week: Week, before: Week | None) -> str:
    """What the picture shows, in words."""
    parts: list[str] = []
    for one in letter_picture(language, week, before).figures:
        key = "letter-alt-figure-changed" if one.change else "letter-alt-figure"
        parts.append(text(language, key, name=one.name, shown=one.shown, change=one.change))
    parts.append(text(language, "letter-alt-daily", days=_numbers(language, week)))
    if before is not None:
        parts.append(text(language, "letter-alt-before", days=_numbers(language, before)))
    return " ".join(parts)


def changed(language: Language, now: int, before: int | None) -> str:
    """What changed since the week before; nothing where that is not known."""
    if before is None:
        return ""
    if now == before:
        return text(language, "letter-change-same")
    return text(
        language, "letter-change-more" if now > before else "letter-change-fewer", n=abs(now - before)
    )


# --- within

_FIGURES: tuple[Metric, ...] = ("days", "messages", "sessions", "takes")


def _five(language: Language, week: Week, before: Week | None) -> Iterable[str]:
    then = None if before is None else before.counts

    def change(metric: Metric) -> str:
        return _aside(
            language, changed(language, week.counts[metric], None if then is None else then[metric])
        )

    people = changed(language, week.people, None if before is None else before.people)
    yield text(language, "letter-people", count=week.people, change=_aside(language, people))
    yield text(
        language,
        "letter-talk",
        messages=week.counts["messages"],
        hours=round(week.counts["voice_seconds"] / HOUR),
        change=change("messages"),
    )
    yield text(language, "letter-newcomers", count=week.newcomers, answered=week.answered)
    yield text(
        language,
        "letter-sessions",
        hosted=week.counts["hosted"],
        came=week.counts["sessions"],
        change=change("sessions"),
    )
    yield text(
        language,
        "letter-thanks",
        thanks=week.counts["takes"],
        checkins=week.counts["checkins"],
        change=change("takes"),
    )


def _aside(language: Language, change: str) -> str:
    return text(language, "letter-aside", change=change) if change else ""


def _figure(language: Language, week: Week, before: Week | None, metric: Metric) -> Figure:
    if metric == "days":
        now, then = week.people, None if before is None else before.people
    else:
        now, then = week.counts[metric], None if before is None else before.counts[metric]
    return Figure(text(language, f"letter-figure-{metric}"), f"{now:,}", changed(language, now, then))


def _numbers(language: Language, week: Week) -> str:
    return text(language, "activity-comma").join(map(str, week.daily))


def _days(week: Week) -> Iterable[date]:
    return (date.fromordinal(week.first.toordinal() + n) for n in range(len(week.daily)))
