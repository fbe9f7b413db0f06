"""English phrases of time, in plain text: small letters, numbers in digits."""

import re
from typing import Any

from bot.when.reading.words import Means, Phrase, phrase
from bot.when.repeating import LAST, WEEK, WEEKEND, WORKDAYS
from bot.when.said import Unread

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"(?![a-z])\.?"
)
_DAYS_OF_MANY = r"(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)(?![a-z])"
_ANY_DAY = rf"(?:{_DAYS_OF_MANY}|{_DAY})"
_JOIN = r"(?: ?,? ?and |, ?| ?[&/+] ?| )"
_LIST = rf"{_ANY_DAY}(?:{_JOIN}{_ANY_DAY})*"
_SEVERAL = rf"{_ANY_DAY}(?:{_JOIN}{_ANY_DAY})+"
_RANGE = rf"({_DAY}) ?(?:-|~|to|through|thru) ?({_DAY})"
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)"
_NTH = r"(first|1st|second|2nd|third|3rd|fourth|4th|last)"
_NTHS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": LAST,
}
_YEAR = r"(\d{4})(?![\d:])"
_EVERY = r"(?:every|each)"
_AT = r"(?:(?:at|@|around|about|from) ?)?"
_HALF = r"(?: ?([ap])\.?m\b\.?)"
_SOME = r"(\d{1,3}|an?)"


def _word(pattern: str, means: Means | dict[str, Any] | None = None) -> Phrase:
    """A phrase that is no piece of a longer word or number."""
    return phrase(rf"(?<![a-z\d])(?:{pattern})(?![a-z\d])", means)


def _some(text: str) -> int:
    return 1 if text in {"a", "an"} else int(text)


def weekdays(text: str) -> tuple[int, ...]:
    """The weekdays that are named, in their order."""
    return tuple(sorted({_DAYS.index(name[:3]) for name in re.findall(_ANY_DAY, text)}))


def _range(match: re.Match[str]) -> dict[str, Any]:
    (first,), (last,) = weekdays(match[1]), weekdays(match[2])
    return {
        "every": "week",
        "weekdays": tuple(sorted((first + n) % WEEK for n in range((last - first) % WEEK + 1))),
    }


def _several(match: re.Match[str]) -> dict[str, Any] | Unread:
    return _several_of(match[0])


def _several_of(names: str) -> dict[str, Any] | Unread:
    found = weekdays(names)
    twice = len(found) < len(re.findall(_ANY_DAY, names))
    return Unread("not-understood") if twice else {"every": "week", "weekdays": found}


def _one(match: re.Match[str]) -> dict[str, Any]:
    return {"weekdays": weekdays(match[0])}


def _weekly(match: re.Match[str]) -> dict[str, Any] | Unread:
    said = _several_of(match[3])
    return said if isinstance(said, Unread) else said | {"interval": 2 if match[1] else int(match[2] or 1)}


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _date(month: int, day: int, year: int) -> Means:
    def means(match: re.Match[str]) -> dict[str, Any]:
        return {
            "month": _month(match[month]),
            "day": int(match[day]),
            "year": int(match[year]) if match[year] else None,
        }

    return means


def _clock(match: re.Match[str]) -> dict[str, Any]:
    half = f"{match[3]}m" if match[3] else None
    style = "bare" if match[2] is None else ":"
    return {
        "clock": (int(match[1]), int(match[2] or 0)),
        "style": style,
        "half": half,
        "latin": half and True,
    }


def _past_or_to(match: re.Match[str]) -> dict[str, Any] | Unread:
    if match[3] == "to" and match[1].isdecimal():
        # 5 to 9pm: five minutes, or four hours?
        return Unread("ambiguous")
    away = {"half": 30, "quarter": 15, "a quarter": 15}.get(match[1]) or int(match[2])
    hour, half = int(match[4]), f"{match[5]}m" if match[5] else None
    if match[3] == "to":
        # Before one o'clock comes twelve; before noon, a morning.
        away, hour = 60 - away, hour - 1 or 12
        half = half if hour != 11 or half is None else ("am" if half == "pm" else "pm")
    return {"clock": (hour, away), "style": "bare", "half": half, "latin": half and True}


def _hours_and_minutes(match: re.Match[str]) -> int | None:
    """Minutes of a length; None for one that is none."""
    said = match.groupdict()
    if said["half_hour"]:
        return 30
    if said["hour_and_half"]:
        return 60 * int(said["whole"] or 1) + 30
    hours, minutes = said["hours"], said["minutes"]
    if hours is None and minutes is None:
        return None
    short = said["short"]
    whole = 1.0 if hours in {"a", "an"} else float(hours or 0)
    return round(whole * 60) + int(minutes or short or 0)


_LENGTH = (
    r"(?:(?P<half_hour>half an hour|(?:a )?half hour)"
    r"|(?P<hour_and_half>an? hour and (?:a|1) half|(?P<whole>\d{1,2}) (?:hours )?and (?:a|1) half(?: hours)?)"
    r"|(?:(?P<hours>an?|\d{1,3}(?:\.\d)?) ?-?(?:hours?|hrs?|h)(?![a-z])(?: ?,? ?(?:and )?)?)?"
    r"(?:(?P<minutes>\d{1,4}) ?-?(?:minutes?|mins?|m)(?![a-z\d])|(?<=h)(?P<short>[0-5]\d)(?!\d))?)"
)


def _ahead(match: re.Match[str]) -> dict[str, Any] | Unread:
    minutes = _hours_and_minutes(match)
    return Unread("not-understood") if minutes is None else {"length": minutes, "ahead": True}


def _nth(match: re.Match[str]) -> dict[str, Any]:
    return {"nth": _NTHS[match[1]], "weekdays": weekdays(match[2])}


def _monthly(match: re.Match[str]) -> dict[str, Any]:
    return {"every": "month", **_nth(match)}


PHRASES: tuple[Phrase, ...] = (
    # Harmless where they stand.
    phrase(r"(?<=.) ?,(?=.)"),
    _word(r"at|on|from|around|about|starting(?: at)?|sharp"),
    phrase(r"@(?= ?\d)"),
    _word(r"until|till|through|up to", {"until": True}),
    # Days from today.
    _word(r"today", {"shift": 0}),
    _word(r"tomorrow|tmrw|tmr|tomorow", {"shift": 1}),
    _word(r"(?:the )?day after tomorrow|overmorrow", {"shift": 2}),
    _word(r"yesterday|last (?:night|week|month|year)", lambda _: Unread("past")),
    _word(r"tonight|tonite", {"shift": 0, "period": "night"}),
    _word(r"this (morning|afternoon|evening)", lambda m: {"shift": 0, "period": m[1]}),
    _word(
        rf"in {_SOME} days?(?: time)?|{_SOME} days? from (?:now|today)",
        lambda m: {"shift": _some(m[1] or m[2])},
    ),
    _word(
        rf"in {_SOME} weeks?(?: time)?|{_SOME} weeks? from (?:now|today)",
        lambda m: {"shift": WEEK * _some(m[1] or m[2])},
    ),
    _word(
        rf"in {_SOME} months?(?: time)?|{_SOME} months? from (?:now|today)",
        lambda m: {"months_on": _some(m[1] or m[2])},
    ),
    _word(rf"{_SOME} weeks? (?:from|after)(?= (?:tomorrow|{_DAY}))", lambda m: {"weeks_on": _some(m[1])}),
    _word(
        rf"{_SOME} weeks? (today|tomorrow)",
        lambda m: {"shift": WEEK * _some(m[1]) + (m[2] == "tomorrow")},
    ),
    _word(rf"({_DAY}) week", lambda m: {"weekdays": weekdays(m[1]), "weeks_on": 1}),
    # Weekdays.
    phrase(rf"(?<![a-z\d]){_DAY}", _one),
    phrase(rf"\( ?{_DAY} ?\)", _one),
    _word(
        rf"(?:the )?next {_DAY}|{_DAY} (?:of )?next week|next week(?: on)?,? {_DAY}",
        lambda m: _one(m) | {"week": 1},
    ),
    _word(
        rf"{_DAY} (?:the )?week after next|(?:the )?week after next(?: on)?,? {_DAY}",
        lambda m: _one(m) | {"week": 2},
    ),
    _word(rf"this {_DAY}", lambda m: _one(m) | {"which": "this"}),
    _word(rf"{_DAY} (?:of )?this week|this week(?: on)?,? {_DAY}", lambda m: _one(m) | {"week": 0}),
    _word(rf"(?:this |the )?coming {_DAY}", lambda m: _one(m) | {"which": "coming"}),
    _word(rf"last {_DAY}", lambda _: Unread("past")),
    _word(
        r"(?:this|next|the) weekend|next week|this week|next month|(?:the )?week after next",
        lambda _: Unread("ambiguous"),
    ),
    # Dates.
    phrase(
        r"(?<![\d/.-])(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?![\d/.-])(?:t(?=\d))?",
        lambda m: {"year": int(m[1]), "month": int(m[3]), "day": int(m[4])},
    ),
    phrase(
        r"(?<![\d/.-])(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\d/.-])",
        lambda m: {"slashed": (int(m[1]), int(m[2])), "year": int(m[3]) if m[3] else None},
    ),
    phrase(
        rf"(?<![a-z\d]){_MONTH} ?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:a-z])(?:,? {_YEAR})?",
        _date(1, 2, 3),
    ),
    phrase(
        rf"(?<![a-z\d])(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ?{_MONTH}(?:,? {_YEAR})?", _date(2, 1, 3)
    ),
    _word(rf"(?:the )?{_ORDINAL}", lambda m: {"day": int(m[1])}),
    _word(
        rf"(?:the )?(?:{_ORDINAL}|(first|last)(?: day)?) of (this|next) month",
        lambda m: {"day": int(m[1] or (1 if m[2] == "first" else LAST)), "month_shift": int(m[3] == "next")},
    ),
    _word(rf"next month on (?:the )?{_ORDINAL}", lambda m: {"day": int(m[1]), "month_shift": 1}),
    _word(
        rf"(?:the )?{_NTH} ({_DAY}) (?:of|in) (this|next) month",
        lambda m: _nth(m) | {"month_shift": int(m[3] == "next")},
    ),
    _word(rf"(?:the )?{_NTH} ({_DAY}) (?:of|in) {_MONTH}", lambda m: _nth(m) | {"month": _month(m[3])}),
    _word(r"new year'?s eve", {"month": 12, "day": 31}),
    _word(r"new year'?s day", {"month": 1, "day": 1}),
    _word(r"christmas eve", {"month": 12, "day": 24}),
    _word(r"christmas(?: day)?", {"month": 12, "day": 25}),
    _word(r"next year", {"year_shift": 1}),
    _word(r"this year", {"year_shift": 0}),
    # Again and again.
    _word(rf"{_EVERY} ?(?:single )?day|daily", {"every": "day"}),
    _word(rf"{_EVERY} (morning|afternoon|evening|night)", lambda m: {"every": "day", "period": m[1]}),
    _word(r"nightly", {"every": "day", "period": "night"}),
    _word(rf"{_EVERY} other day", {"every": "day", "interval": 2}),
    _word(rf"{_EVERY} (\d{{1,2}}) days", lambda m: {"every": "day", "interval": int(m[1])}),
    _word(
        rf"weekdays|{_EVERY} (?:weekday|workday|working day)|workdays",
        {"every": "week", "weekdays": WORKDAYS},
    ),
    _word(
        r"weekday (morning|afternoon|evening|night)s",
        lambda m: {"every": "week", "weekdays": WORKDAYS, "period": m[1]},
    ),
    phrase(
        rf"(?<![a-z\d])({_LIST}) (morning|afternoon|evening|night)s(?![a-z])",
        lambda m: {"every": "week", "weekdays": weekdays(m[1]), "period": m[2]},
    ),
    _word(r"(morning|afternoon|evening|night)s", lambda m: {"every": "day", "period": m[1]}),
    _word(rf"weekends|{_EVERY} weekend", {"every": "week", "weekdays": WEEKEND}),
    phrase(rf"(?<![a-z\d]){_EVERY} (?:(other) |(\d{{1,2}}) weeks? (?:on )?)?({_LIST})", _weekly),
    phrase(rf"(?<![a-z\d]){_EVERY} (other) week(?: on)?()? ({_LIST})", _weekly),
    phrase(rf"(?<![a-z\d])(fortnightly)(?: on)?()? ({_LIST})", _weekly),
    phrase(rf"(?<![a-z\d])(?:weekly|{_EVERY} week|once a week)(?: on)? ()()({_LIST})", _weekly),
    phrase(rf"(?<![a-z\d])({_LIST}) {_EVERY} week", _several),
    _word(rf"{_EVERY} (?:second|2nd) {_DAY}|bi-?weekly|bi-?monthly", lambda _: Unread("ambiguous")),
    _word(rf"weekly|{_EVERY} (?:other )?week|fortnightly", {"every": "week"}),
    phrase(rf"(?<![a-z\d]){_SEVERAL}|{_DAYS_OF_MANY}", _several),
    phrase(rf"(?<![a-z\d])(?:{_EVERY} )?{_RANGE}", _range),
    _word(
        rf"(?:monthly|{_EVERY} month)(?: on)? (?:the )?{_ORDINAL}",
        lambda m: {"every": "month", "day": int(m[1])},
    ),
    _word(rf"(?:the )?{_ORDINAL} (?:of )?{_EVERY} month", lambda m: {"every": "month", "day": int(m[1])}),
    _word(rf"{_EVERY} {_ORDINAL} of the month", lambda m: {"every": "month", "day": int(m[1])}),
    _word(rf"(?:the )?last day of {_EVERY} month", {"every": "month", "day": LAST}),
    _word(r"(?:the )?(?:last day|end) of the month|end of month|month end", {"month_shift": 0, "day": LAST}),
    # This month's, or every month's?
    _word(rf"(?:the )?(?:{_ORDINAL}|{_NTH} {_DAY}) (?:of|in) the month", lambda _: Unread("ambiguous")),
    _word(rf"(?:monthly|{_EVERY} month)(?: on)? (?:the )?last day", {"every": "month", "day": LAST}),
    _word(rf"(?:monthly|{_EVERY} month)(?: on)? (?:the )?{_NTH} ({_DAY})", _monthly),
    _word(rf"(?:the )?{_NTH} ({_DAY}) (?:of |in )?{_EVERY} month", _monthly),
    _word(rf"{_EVERY} {_NTH} ({_DAY}) (?:of|in) (?:the|a) month", _monthly),
    _word(rf"{_EVERY} other month", {"every": "month", "interval": 2}),
    _word(rf"monthly|{_EVERY} month", {"every": "month"}),
    # Clocks.
    phrase(rf"(?<![a-z\d]){_AT}(\d{{1,2}})(?::([0-5]\d))?(?![\d:.])(?:{_HALF})(?![a-z\d])", _clock),
    phrase(rf"(?<![a-z\d]){_AT}(\d{{1,2}})\.([0-5]\d)(?:{_HALF})(?![a-z\d])", _clock),
    phrase(rf"(?<![a-su-z\d:.]){_AT}(\d{{1,2}}):(\d{{2}})(?![\d:])()(?! ?(?:[ap]\.?m\b|時|分))", _clock),
    phrase(
        r"(?<![a-z\d])(1[3-9]|2[0-3])h([0-5]\d)?(?![a-z\d])",
        lambda m: {"clock": (int(m[1]), int(m[2] or 0)), "style": ":"},
    ),
    phrase(
        rf"(?<![a-z\d]){_AT}(\d{{1,2}}) ?o'?clock()(?:{_HALF})?(?![a-z\d])",
        lambda m: _clock(m) | {"style": "bare"},
    ),
    _word(
        rf"{_AT}(half|(?:a )?quarter|(\d{{1,2}})(?: minutes?)?) (past|to) (\d{{1,2}})(?:{_HALF})?",
        _past_or_to,
    ),
    phrase(
        r"(?<![a-z\d])(?:at|@) ?(\d{1,2})(?![\d:./-])(?! ?(?:[ap]\.?m\b|時|月|日|分))(?![a-z])",
        lambda m: {"clock": (int(m[1]), 0), "style": "at"},
    ),
    phrase(
        r"(?<![a-z\d:./-])(\d{1,2})(?![\d:./-])(?![a-z])",
        lambda m: {"clock": (int(m[1]), 0), "style": "bare"},
    ),
    phrase(r"(?<=[時半分]) ?([ap])\.?m\b\.?", lambda m: {"half": f"{m[1]}m", "latin": True}),
    phrase(r"(?<![a-z\d])([ap])\.?m\.? ?(?=\d)", lambda m: {"half": f"{m[1]}m", "latin": True}),
    _word(r"(?:at )?(?:12 ?)?(?:noon|midday)", {"clock": (12, 0), "style": ":"}),
    _word(r"(?:at )?(?:12 ?)?midnight", {"clock": (0, 0), "style": "midnight"}),
    _word(r"(?:in the |at )?(morning|afternoon|evening|night)", lambda m: {"period": m[1]}),
    _word(r"early (?:in the )?morning|in the early morning", {"period": "early"}),
    # From now.
    _word(rf"(?:in|after) (?:about )?{_LENGTH}(?: from now)?", _ahead),
    _word(rf"{_LENGTH} from now", _ahead),
)
LENGTHS = (
    phrase(rf"(?=[\da-z]){_LENGTH}(?![a-z\d])", lambda m: {"length": _hours_and_minutes(m)}),
    phrase(r"(\d{1,2}):([0-5]\d)$", lambda m: {"length": int(m[1]) * 60 + int(m[2])}),
)
