"""Sessions as a calendar file (iCalendar): the same dates in any calendar, in their own zone."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from bot import __version__
from bot.features.sessions import Series
from bot.texts import Language, text
from bot.when import Occurrence, Plan, Repeats, instant, occurrence, occurrences
from cogs.sessions import saying

# So far ahead holidays and vacations are taken out; a file is made anew before that.
AHEAD = timedelta(days=2 * 366)
MOST_DATES = 4000
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SHORTEST_MONTH = 28


def calendar(
    language: Language, name: str, found: Iterable[Series], now: float, *, only: Collection[int] = ()
) -> bytes:
    """A file with these series; of those in `only` (their ids) just what comes next."""
    made = Calendar()
    _put(made, "prodid", f"-//Engawa//{__version__}//EN")
    _put(made, "version", "2.0")
    _put(made, "calscale", "GREGORIAN")
    _put(made, "method", "PUBLISH")
    _put(made, "x-wr-calname", name)
    zones = dict[str, tuple[date, date]]()
    for one in found:
        for event in _alone(language, one, now) if one.id in only else events(language, one, now):
            made.add_component(event)
        first, last = zones.get(one.plan.zone, (one.plan.first, one.plan.first))
        zones[one.plan.zone] = (min(first, one.plan.first), max(last, one.plan.first))
    today = datetime.fromtimestamp(now, UTC).date()
    for zone, (first, last) in sorted(zones.items()):
        if zone != "UTC":
            span = first - timedelta(days=366), max(last, today) + 5 * AHEAD
            made.add_component(Timezone.from_tzid(zone, first_date=span[0], last_date=span[1]))
    return bytes(made.to_ical())


def events(language: Language, one: Series, now: float) -> list[Event]:
    """A series as its calendar's events: the rule with its exceptions, and each that was moved."""
    plan = one.plan
    bare = replace(plan, skipped=frozenset(), moved={}, away=(), holidays=None)
    first = next(iter(occurrences(bare, _beginning(plan), limit=1)), None)
    if first is None:
        return []
    moved = [each for day in sorted(plan.moved) if (each := occurrence(plan, day)) is not None]
    if plan.repeats.every == "once":
        return (
            [_event(language, one, moved[0] if moved else first, now)] if occurrence(plan, first.day) else []
        )
    series = _event(language, one, first, now)
    _put(series, "rrule", _rule(plan))
    for day in _left_out(plan, bare, now):
        _put(series, "exdate", _wall(plan, day))
    return [series, *(_moved(language, one, each, now) for each in moved)]


def _left_out(plan: Plan, bare: Plan, now: float) -> list[date]:
    """The days its rule gives and on which it does not come, as far as anybody plans ahead."""
    until = now + AHEAD.total_seconds()
    known = {day for day in plan.skipped if occurrence(bare, day) is not None}
    if plan.holidays is None and not plan.away:
        return sorted(known)
    ruled = occurrences(bare, _beginning(plan), before=until, limit=MOST_DATES)
    return sorted(known | {each.day for each in ruled if occurrence(plan, each.day) is None})


def _beginning(plan: Plan) -> float:
    return instant(plan.first, 0, plan.zone) - 1


def _alone(language: Language, one: Series, now: float) -> list[Event]:
    """Only what comes next of a series: an event of its own, for somebody who comes just this once."""
    coming = occurrences(one.plan, now - one.minutes * 60, limit=1)
    return [_event(language, one, each, now, uid=f"{each.day:%Y%m%d}-{uid(one)}") for each in coming]


def _moved(language: Language, one: Series, each: Occurrence, now: float) -> Event:
    event = _event(language, one, each, now)
    _put(event, "recurrence-id", _wall(one.plan, each.day))
    return event


def uid(one: Series) -> str:
    """By this a calendar knows a session again, in whichever file it comes."""
    return f"session-{one.id}@engawa"


def _event(language: Language, one: Series, each: Occurrence, now: float, *, uid: str | None = None) -> Event:
    event = Event()
    _put(event, "uid", uid or f"session-{one.id}@engawa")
    _put(event, "dtstamp", datetime.fromtimestamp(int(now), UTC))
    _put(event, "sequence", one.rev)
    _put(event, "dtstart", _start(one.plan, each))
    _put(event, "duration", timedelta(minutes=one.minutes))
    _put(event, "summary", saying.name_of(language, one))
    _put(event, "categories", [saying.kind_of(language, one.kind)])
    about = [text(language, "session-file-level", level=saying.level_of(language, one.level))]
    about += [text(language, "session-file-bring", bring=one.bring)] if one.bring else []
    _put(event, "description", "\n".join(about))
    _put(event, "url", f"https://discord.com/channels/{one.guild_id}/{one.channel_id}")
    place = one.place.channel_id
    if one.place.link is not None:
        _put(event, "location", one.place.link)
    elif place is not None:
        _put(event, "location", f"https://discord.com/channels/{one.guild_id}/{place}")
    return event


def _start(plan: Plan, each: Occurrence) -> datetime:
    """Where its rule puts it, on the wall; where it was moved, at that instant."""
    if not each.moved:
        return _wall(plan, each.day)
    local = datetime.fromtimestamp(each.starts_at, ZoneInfo(plan.zone))
    # The second coming of an hour has no name on the wall.
    return datetime.fromtimestamp(each.starts_at, UTC) if local.fold else local


def _wall(plan: Plan, day: date) -> datetime:
    hour, minute = divmod(plan.minute, 60)
    zone = UTC if plan.zone == "UTC" else ZoneInfo(plan.zone)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def _rule(plan: Plan) -> dict[str, object]:
    rule = _rhythm(plan.repeats)
    if plan.repeats.interval > 1:
        rule["interval"] = plan.repeats.interval
    bare = replace(plan, skipped=frozenset(), moved={}, away=(), holidays=None)
    # A calendar takes one end only: the earlier one.
    until = None if plan.until is None else instant(plan.until, 24 * 60 - 1, plan.zone)
    if plan.count is not None and not _ends_before(bare, until):
        rule["count"] = plan.count
    elif until is not None:
        rule["until"] = datetime.fromtimestamp(until, UTC)
    return rule


def _ends_before(bare: Plan, until: int | None) -> bool:
    """Whether its last day ends it before it has come so many times."""
    if until is None or bare.count is None:
        return False
    without = replace(bare, until=None)
    all_of_them = occurrences(without, _beginning(bare), limit=bare.count)
    return bool(all_of_them) and all_of_them[-1].starts_at > until


def _rhythm(repeats: Repeats) -> dict[str, object]:
    match repeats.every:
        case "week":
            return {"freq": "weekly", "wkst": "MO", "byday": [WEEKDAYS[day] for day in repeats.weekdays]}
        case "month" if repeats.nth is not None:
            return {"freq": "monthly", "byday": f"{repeats.nth}{WEEKDAYS[repeats.weekdays[0]]}"}
        case "month":
            return {"freq": "monthly", **_day_of_month(repeats.month_day or 1)}
        case _:
            return {"freq": "daily"}


def _day_of_month(day: int) -> dict[str, object]:
    if day <= SHORTEST_MONTH:
        return {"bymonthday": day}
    # The 31st is the last day of a shorter month: the latest there is of these.
    return {"bymonthday": list(range(SHORTEST_MONTH, day + 1)), "bysetpos": -1}


def _put(part: Any, name: str, value: object) -> None:
    """The library types what can be put into a calendar only in part."""
    part.add(name, value)
