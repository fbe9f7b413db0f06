"""What somebody asks of a session, as they wrote it, and the series that it means. Nobody is asked here."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Literal, TypeVar, get_args
from zoneinfo import ZoneInfo

from bot import ui
from bot.errors import Refusal
from bot.features import sessions
from bot.features.sessions import KINDS, LEVELS, USUAL_MINUTES, USUAL_REMINDERS, Kind, Level, Place, Series
from bot.texts import Language
from bot.when import (
    ONCE,
    WORKDAYS,
    Plan,
    Reading,
    Repeats,
    Unread,
    carry,
    knows_holidays,
    next_occurrence,
    plan_of,
    read,
    read_day,
    read_length,
)

Often = Literal["once", "daily", "weekdays", "weekly", "fortnightly", "monthday", "monthweekday"]
OFTEN: tuple[Often, ...] = get_args(Often)
Page = Literal["when", "details", "places"]
PAGES: tuple[Page, ...] = get_args(Page)
T = TypeVar("T")

QUOTED = 60  # of what could not be read, in the sentence that says so
MOST_TIMES = 1000
DAY, WEEK = 24 * 60, 7
LAST, LAST_OF_MONTH = -1, 31

_NONE = frozenset({"none", "no", "nothing", "-", "0", "なし", "無し", "無", "ない", "未定"})
_TIMES = re.compile(r"(?:全|全部で|x|×)?\s*(\d{1,4})\s*(?:回|times?|x|×)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,、，;；・/&＆+＋\n]|\band\b|と)\s*")
_BEFORE = re.compile(r"\s*(?:前|まえ|\bbefore(?:hand)?\b)$", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,3})\s*(d|days?|日|w|weeks?|週間?)", re.IGNORECASE)
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

# On which page of the form a refusal is mended; what is not named is mended on the first.
_PAGE_OF: dict[str, Page] = {
    "session-capacity-wrong": "details",
    "session-bring-too-long": "details",
    "session-link-wrong": "details",
    "session-reminders-wrong": "details",
    "session-reminders-too-many": "details",
    "session-plan-reminders-unread": "details",
    "session-plan-capacity-unread": "details",
    "session-plan-no-country": "places",
    "session-plan-channel-none": "places",
    "session-plan-channel-missing": "places",
    "session-plan-channel-not-yours": "places",
}


@dataclass(frozen=True)
class Wish:
    """What was written of each thing; None where nothing was said of it. Channels are ids."""

    title: str | None = None
    when: str | None = None
    repeats: str | None = None
    length: str | None = None
    kind: str | None = None
    place: int | None = None
    link: str | None = None
    capacity: str | None = None
    level: str | None = None
    bring: str | None = None
    reminders: str | None = None
    until: str | None = None
    holidays: str | None = None
    channel: int | None = None
    # How `when` is shown in a form, where it carries an instant.
    said: str | None = None

    def kept(self) -> dict[str, Any]:
        """Only what was said, for JSON."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Wish":
        """What `kept` gave; whatever else stands there is not heeded."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in names})


@dataclass(frozen=True)
class Asked:
    """By whom, when and where it is read: their language and zone, the server's country for holidays."""

    now: float
    zone: str
    language: Language
    country: str | None = None


@dataclass(frozen=True)
class Understood:
    """A series that was meant, and how its time was read."""

    series: Series
    reading: Reading

    def within(self, channel_id: int) -> "Understood":
        """The same, its cards standing in this channel."""
        return replace(self, series=replace(self.series, channel_id=channel_id))


def page_of(key: str) -> Page:
    """Where in the form this refusal is mended."""
    return _PAGE_OF.get(key, "when")


def understand(
    wish: Wish, asked: Asked, *, root: int, guild_id: int, host_id: int, channel_id: int
) -> Understood:
    """The new series that is meant; refuses what cannot be read, with an example of what can."""
    reading = read_when(wish.when or "", asked)
    repeats = _often(_choice(wish), reading.repeats, _local(reading, asked.zone))
    until, count = _until(wish.until, asked)
    if repeats.every == "once" and (until or count):
        raise Refusal("session-plan-until-once")
    holidays = _holidays(wish.holidays, asked)
    plan = plan_of(replace(reading, repeats=repeats), asked.zone, until=until, count=count, holidays=holidays)
    series = Series(
        id=root,
        guild_id=guild_id,
        host_id=host_id,
        title=wish.title or "",
        kind=_kind(wish) or "quiet",
        channel_id=channel_id,
        place=Place(wish.place, _unless_none(wish.link)),
        plan=plan,
        minutes=_length(wish.length) if wish.length else USUAL_MINUTES,
        capacity=_capacity(wish.capacity),
        level=_level(wish) or "any",
        bring=_unless_none(wish.bring) or "",
        reminders=USUAL_REMINDERS if wish.reminders is None else read_reminders(wish.reminders),
    )
    return Understood(sessions.fit(series, asked.now), reading)


def change(one: Series, wish: Wish, asked: Asked) -> Series:
    """The series with what is wished for changed; all else stays as it is."""
    place = one.place
    if wish.place is not None:
        place = replace(place, channel_id=wish.place)
    if wish.link is not None:
        place = replace(place, link=_unless_none(wish.link))
    return replace(
        one,
        title=one.title if wish.title is None else wish.title,
        kind=_kind(wish) or one.kind,
        channel_id=wish.channel or one.channel_id,
        place=place,
        plan=_change_plan(one.plan, wish, asked),
        minutes=_length(wish.length) if wish.length else one.minutes,
        capacity=one.capacity if wish.capacity is None else _capacity(wish.capacity),
        level=_level(wish) or one.level,
        bring=one.bring if wish.bring is None else _unless_none(wish.bring) or "",
        reminders=one.reminders if wish.reminders is None else read_reminders(wish.reminders),
    )


def carrying(wish: Wish, reading: Reading, said: str) -> Wish:
    """The wish with its time fixed to what was read just now, so that it no longer depends on the hour."""
    return replace(wish, when=carry(reading), said=said)


# --- when


def read_when(typed: str, asked: Asked) -> Reading:
    """When somebody means; refuses what is not clear, saying why and how to write it."""
    found = read(typed, now=asked.now, zone=asked.zone, language=asked.language)
    if isinstance(found, Unread):
        raise Refusal(f"session-when-{found.reason}", typed=_shown(typed))
    return found


def read_date(typed: str, asked: Asked) -> date:
    """The day somebody means, today or later: an ISO date from the suggestions, or as they write it."""
    found = read_day(typed, now=asked.now, zone=asked.zone, language=asked.language)
    if isinstance(found, Unread):
        raise Refusal("session-plan-day-unread", typed=_shown(typed))
    return found


def often_of(choice: Often, day: date) -> Repeats:
    """What a choice means for a session that first comes on this day."""
    match choice:
        case "once":
            return ONCE
        case "daily":
            return Repeats("day")
        case "weekdays":
            return Repeats("week", weekdays=WORKDAYS)
        case "weekly" | "fortnightly":
            return Repeats("week", 2 if choice == "fortnightly" else 1, (day.weekday(),))
        case "monthday":
            return Repeats("month", month_day=day.day)
        case "monthweekday":
            return Repeats("month", weekdays=(day.weekday(),), nth=_nth(day))


def rebased(repeats: Repeats, day: date) -> Repeats:
    """The same rhythm, beginning on another day."""
    match repeats.every:
        case "once" | "day":
            return repeats
        case "week" if day.weekday() in repeats.weekdays:
            return repeats
        case "week" if len(repeats.weekdays) > 1:
            raise Refusal("session-plan-which-days")
        case "week":
            return replace(repeats, weekdays=(day.weekday(),))
        case "month" if repeats.nth is not None:
            return replace(repeats, weekdays=(day.weekday(),), nth=_nth(day))
        case "month":
            return replace(repeats, month_day=day.day)


def _often(choice: Often | None, said: Repeats | None, day: date) -> Repeats:
    if choice is None:
        return said or ONCE
    made = often_of(choice, day)
    if said is None:
        return made
    # “Every Mon and Thu” is weekly too, and says more.
    same_rhythm = (said.every, said.interval) == (made.every, made.interval) and choice != "weekdays"
    if said != made and not same_rhythm:
        raise Refusal("session-plan-repeats-differ")
    return said


def _change_plan(plan: Plan, wish: Wish, asked: Asked) -> Plan:
    until, count = (plan.until, plan.count) if wish.until is None else _until(wish.until, asked)
    holidays = plan.holidays if wish.holidays is None else _holidays(wish.holidays, asked)
    choice = _choice(wish)
    if wish.when:
        reading = read_when(wish.when, asked)
        day = _local(reading, asked.zone)
        said = reading.repeats
        repeats = rebased(plan.repeats, day) if choice is None and said is None else _often(choice, said, day)
        made = plan_of(replace(reading, repeats=repeats), asked.zone)
        made = replace(made, away=plan.away)
    elif choice is not None:
        ahead = next_occurrence(plan, asked.now)
        first = plan.first if ahead is None else ahead.day
        made = replace(plan, first=first, repeats=often_of(choice, first))
    else:
        made = plan
    if made.repeats.every == "once":
        if wish.until is not None and (until or count):
            raise Refusal("session-plan-until-once")
        until = count = None
    return replace(made, until=until, count=count, holidays=holidays)


def _until(typed: str | None, asked: Asked) -> tuple[date | None, int | None]:
    """The last day, or how many times."""
    if typed is None or _says_none(typed):
        return None, None
    times = _TIMES.fullmatch(typed.translate(_DIGITS).strip())
    if times is None:
        return read_date(typed, asked), None
    if not 1 <= int(times[1]) <= MOST_TIMES:
        raise Refusal("session-plan-times-wrong", most=MOST_TIMES)
    return None, int(times[1])


def _holidays(wished: str | None, asked: Asked) -> str | None:
    if wished != "skip":
        return None
    if asked.country is None or not knows_holidays(asked.country):
        raise Refusal("session-plan-no-country")
    return asked.country


def _local(reading: Reading, zone: str) -> date:
    return plan_of(replace(reading, repeats=None), zone).first


def _nth(day: date) -> int:
    nth = (day.day - 1) // WEEK + 1
    return nth if nth <= 4 else LAST


def shown_day(at: int, zone: str) -> date:
    """The local day of an instant."""
    return datetime.fromtimestamp(at, ZoneInfo(zone)).date()


# --- all else


def read_reminders(typed: str) -> tuple[int, ...]:
    """Minutes before the start: “1 day, 15 min”, 「1日前、15分前」; nothing for “none”."""
    if _says_none(typed):
        return ()
    return sessions.check_reminders([_before(part) for part in _BETWEEN.split(typed) if part.strip()])


def _before(typed: str) -> int:
    written = _BEFORE.sub("", typed.translate(_DIGITS).strip())
    days = _DAYS.fullmatch(written)
    if days is not None:
        weeks = days[2][0] in "wW週"
        return int(days[1]) * DAY * (WEEK if weeks else 1)
    found = read_length(written)
    if isinstance(found, Unread):
        raise Refusal("session-plan-reminders-unread", typed=_shown(typed))
    return found


def _length(typed: str) -> int:
    found = read_length(typed)
    if isinstance(found, Unread):
        raise Refusal("session-plan-length-unread", typed=_shown(typed))
    return found


def _capacity(typed: str | None) -> int | None:
    if typed is None or _says_none(typed):
        return None
    written = typed.translate(_DIGITS).strip().removesuffix("人").strip()
    if not re.fullmatch(r"[0-9]{1,6}", written):
        raise Refusal("session-plan-capacity-unread", typed=_shown(typed))
    return int(written)


def _says_none(typed: str) -> bool:
    written = typed.strip().casefold()
    return not written or written in _NONE


def _unless_none(typed: str | None) -> str | None:
    return None if typed is None or _says_none(typed) else typed


def _choice(wish: Wish) -> Often | None:
    return _known(wish.repeats, OFTEN)


def _kind(wish: Wish) -> Kind | None:
    return _known(wish.kind, KINDS)


def _level(wish: Wish) -> Level | None:
    return _known(wish.level, LEVELS)


def _known(word: object, words: tuple[T, ...]) -> T | None:
    return next((one for one in words if one == word), None)


def _shown(typed: str) -> str:
    line = " ".join(typed.split())
    return ui.plain(line if len(line) <= QUOTED else f"{line[: QUOTED - 1]}…")
