"""Describing sessions in words: what, when, how often, how long, where and who.

What is given back may stand in a message: titles and words of members are escaped. `name_of` is not.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import ui
from bot.features import sessions
from bot.features.sessions import Kind, Level, Place, Series, Titled, View
from bot.texts import Language, text
from bot.when import WEEKEND, WORKDAYS, Plan, Repeats, city

HOUR, DAY, WEEK = 60, 24 * 60, 7  # minutes, minutes, days
LAST_OF_MONTH = 31
ONE_LINE = 100  # what Discord shows of a choice or an option


# --- what


def name_of(language: Language, one: Series | Titled) -> str:
    """Its title as it was written; the name of its kind once its words were forgotten."""
    return one.title or kind_of(language, one.kind)


def title_of(language: Language, one: Series) -> str:
    """`name_of`, for a message."""
    return ui.plain(name_of(language, one))


def kind_of(language: Language, kind: Kind) -> str:
    return text(language, f"session-kind-{kind}")


def level_of(language: Language, level: Level) -> str:
    return text(language, f"session-level-{level}")


def shortened(line: str, limit: int = ONE_LINE) -> str:
    """Plain text that fits into a choice or an option."""
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


# --- how long


def length(language: Language, minutes: int) -> str:
    """A length: 45 min, 2 hours, 1 h 30 min."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return text(language, "session-minutes", minutes=rest)
    if not rest:
        return text(language, "session-hours", hours=hours)
    return text(language, "session-hours-minutes", hours=hours, minutes=rest)


def before(language: Language, minutes: int) -> str:
    """So long before the start: 15 min before, 1 day before."""
    days, rest = divmod(minutes, DAY)
    whole_days = days and not rest
    span = text(language, "session-days", days=days) if whole_days else length(language, minutes)
    return text(language, "session-before", span=span)


def reminders(language: Language, minutes: Collection[int]) -> str:
    """When one is reminded, the earliest first."""
    listed = [before(language, one) for one in sorted(minutes, reverse=True)]
    return comma(language, listed) or text(language, "session-no-reminders")


def comma(language: Language, words: Sequence[str]) -> str:
    """Words in a row, with this language's comma between them."""
    return text(language, "session-comma").join(words)


# --- when


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it."""
    return f"{minute // HOUR}:{minute % HOUR:02}"


def day(language: Language, one: date, *, year: bool = False) -> str:
    """A date with its weekday."""
    if year:
        return ui.day_words(language, one)
    return text(
        language,
        "session-date",
        weekday=weekday(language, one.weekday()),
        day=str(one.day),
        month=text(language, "session-month", month=one.month),
    )


def weekday(language: Language, one: int) -> str:
    """Monday is 0."""
    return text(language, "session-weekday", day=one)


def moment(language: Language, at: int, zone: str, now: float) -> str:
    """An instant where text must say it: date, weekday, clock and zone; the year when it is another."""
    local, today = (datetime.fromtimestamp(one, ZoneInfo(zone)) for one in (at, now))
    said = {
        "date": day(language, local.date(), year=local.year != today.year),
        "clock": clock(local.hour * HOUR + local.minute),
    }
    if zone == "UTC":
        return text(language, "session-moment-utc", **said)
    return text(language, "session-moment", **said, zone=in_zone(language, zone))


def in_zone(language: Language, zone: str) -> str:
    """Whose clock it is: Tokyo time."""
    return text(language, "session-in-zone", city=city(zone, language))


def repeats(language: Language, one: Repeats) -> str:
    """How often: every Tue, on the 2nd Wed of every month. Empty for what comes once."""
    match one.every:
        case "once":
            return ""
        case "day":
            return _often(language, one.interval, "day", "days", {})
        case "week":
            if one.interval == 1 and len(one.weekdays) == WEEK:
                return text(language, "session-every-day")
            if one.interval == 1 and one.weekdays == WORKDAYS:
                return text(language, "session-every-workday")
            if one.interval == 1 and one.weekdays == WEEKEND:
                return text(language, "session-every-weekend")
            return _often(
                language, one.interval, "week", "weeks", {"days": _weekdays(language, one.weekdays)}
            )
        case "month":
            return _often(language, one.interval, "month", "months", {"day": _day_of_month(language, one)})


def plan(language: Language, one: Plan) -> str:
    """When a series comes, with its exceptions: every Tue 21:00, Tokyo time · not on public holidays.

    Of one that comes once, its day and hour as its rule gives them.
    """
    if one.repeats.every == "once":
        rule = day(language, one.first, year=True)
        said = {"date": rule, "clock": clock(one.minute)}
        if one.zone == "UTC":
            return text(language, "session-moment-utc", **said)
        return text(language, "session-moment", **said, zone=in_zone(language, one.zone))
    said = {"rule": repeats(language, one.repeats), "clock": clock(one.minute)}
    if one.zone == "UTC":
        line = text(language, "session-plan-utc", **said)
    else:
        line = text(language, "session-plan", **said, zone=in_zone(language, one.zone))
    for further in _exceptions(language, one):
        line = text(language, "session-plan-joined", first=line, second=further)
    return line


def resting(language: Language, one: Plan, today: date) -> list[str]:
    """The breaks that are still to come, or on, the next first."""
    return [
        text(language, "session-resting", first=day(language, first), last=day(language, last))
        for first, last in sorted(one.away)
        if last >= today
    ]


# --- where and who


def place(one: Place) -> str | None:
    """Where one meets, as it may stand in a message; None where nobody said."""
    found = [] if one.channel_id is None else [f"<#{one.channel_id}>"]
    # In brackets nothing of a link is markdown, and no preview of it is shown.
    found += [] if one.link is None else [f"<{one.link}>"]
    return " · ".join(found) or None


def people(language: Language, ids: Sequence[int], most: int) -> str:
    """Mentions of so many people at most, and how many more there are."""
    said = " ".join(f"<@{one}>" for one in ids[:most])
    if len(ids) <= most:
        return said
    return f"{said} {text(language, 'session-more-people', n=len(ids) - most)}"


def seats(language: Language, view: View) -> str | None:
    """Seats taken and how many wait; None where everybody fits."""
    if view.series.capacity is None:
        return None
    taken, waiting = (len(sessions.who(view.coming, one)) for one in ("yes", "waiting"))
    said = {"taken": taken, "seats": view.series.capacity}
    if waiting:
        return text(language, "session-seats-waiting", **said, waiting=waiting)
    return text(language, "session-seats-full" if is_full(view) else "session-seats", **said)


def is_full(view: View) -> bool:
    """Whether somebody who says yes now has to wait."""
    if view.series.capacity is None:
        return False
    waits = bool(sessions.who(view.coming, "waiting"))
    return waits or len(sessions.who(view.coming, "yes")) >= view.series.capacity


# --- within


def _often(language: Language, interval: int, unit: str, units: str, what: dict[str, str]) -> str:
    if interval == 1:
        return text(language, f"session-every-{unit}", **what)
    if interval == 2:
        return text(language, f"session-every-other-{unit}", **what)
    return text(language, f"session-every-n-{units}", **what, n=interval)


def _weekdays(language: Language, days: Sequence[int]) -> str:
    named = [weekday(language, one) for one in days]
    others = text(language, "session-weekday-comma").join(named[:-1])
    return text(language, "session-weekdays", count=len(named), others=others, last=named[-1])


def _day_of_month(language: Language, one: Repeats) -> str:
    if one.month_day is not None:
        if one.month_day == LAST_OF_MONTH:
            return text(language, "session-last-day")
        return text(language, "session-day-of-month", n=one.month_day)
    named = weekday(language, one.weekdays[0])
    if one.nth == -1:
        return text(language, "session-last-weekday", weekday=named)
    assert one.nth is not None, "a monthly rule has a day or an nth weekday"
    return text(language, "session-nth-weekday", n=one.nth, weekday=named)


def _exceptions(language: Language, one: Plan) -> list[str]:
    found = list[str]()
    if one.holidays is not None:
        found.append(text(language, "session-not-on-holidays"))
    if one.until is not None:
        found.append(text(language, "session-until", date=day(language, one.until, year=True)))
    if one.count is not None:
        found.append(text(language, "session-times", n=one.count))
    return found
