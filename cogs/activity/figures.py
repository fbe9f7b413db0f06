"""The figures of an overview in words: each a line, and what each of them is."""

from collections.abc import Sequence

from bot.features.activity import Crowd, Giving, Meeting, Overview, Return, Share, Welcome
from bot.texts import Language, text

FIGURES = (
    "daily",
    "weekly",
    "monthly",
    "stickiness",
    "newcomers",
    "replied",
    "reply",
    "retention",
    "sessions",
    "checkins",
    "reciprocity",
    "top",
    "hours",
)
"""In the order they are shown. `activity-figure-…` names them, `activity-what-…` says what each is."""


def people_lines(language: Language, seen: Overview) -> Sequence[str]:
    """How many people are here."""
    daily = text(language, "activity-people-few") if seen.daily is None else _average(language, seen.daily)
    sticky = _share(language, seen.stickiness, "stickiness")
    shown = {"daily": daily, "weekly": _people(language, seen.weekly)}
    shown |= {"monthly": _people(language, seen.monthly), "stickiness": sticky}
    return [_line(language, name, words) for name, words in shown.items()]


def newcomer_lines(language: Language, welcome: Welcome, returns: Sequence[Return]) -> Sequence[str]:
    """Who came new, how they were met, and whether they came again."""
    if welcome.median_seconds is None:
        reply = text(language, "activity-share-unclear" if welcome.people else "activity-share-nobody")
    else:
        reply = duration(language, welcome.median_seconds)
    return [
        _line(language, "newcomers", _people(language, welcome.people)),
        _line(language, "replied", _share(language, welcome.replied)),
        _line(language, "reply", reply),
        _line(language, "retention", " · ".join(_return(language, one) for one in returns)),
    ]


def together_lines(language: Language, seen: Overview) -> Sequence[str]:
    """What is done together."""
    giving = seen.giving
    return [
        _line(language, "sessions", _meeting(language, seen.meeting)),
        _line(language, "checkins", _checkins(language, seen)),
        _line(language, "reciprocity", _share(language, giving.reciprocity, "reciprocity")),
        _line(language, "top", _top(language, giving)),
    ]


def what(language: Language, figure: str) -> str:
    """What a figure is."""
    title = text(language, f"activity-figure-{figure}")
    return f"**{title}**\n{text(language, f'activity-what-{figure}')}"


def duration(language: Language, seconds: int) -> str:
    """So long, to the minute; beyond two days, to the hour."""
    minutes = max(1, seconds // 60)
    days, hours = divmod(minutes // 60, 24)
    if days >= 2:
        return text(language, "activity-days-hours", days=days, hours=hours)
    return text(language, "activity-hours-minutes", hours=minutes // 60, minutes=minutes % 60)


def _line(language: Language, figure: str, shown: str) -> str:
    return text(language, "activity-line", figure=text(language, f"activity-figure-{figure}"), shown=shown)


def _people(language: Language, crowd: Crowd) -> str:
    if crowd == "few":
        return text(language, "activity-people-few")
    return text(language, "activity-people", count=crowd)


def _average(language: Language, number: float) -> str:
    return text(language, "activity-people-average", count=number)


def _share(language: Language, share: Share, figure: str = "") -> str:
    if isinstance(share, str):
        return text(language, f"activity-share-{share}")
    return text(language, f"activity-shown-{figure}" if figure else "activity-percent", percent=share)


def _return(language: Language, one: Return) -> str:
    if isinstance(one.share, str):
        shown = text(language, f"activity-share-{one.share}")
    else:
        shown = text(language, "activity-percent", percent=one.share)
    return text(language, "activity-return", week=one.week, shown=shown)


def _meeting(language: Language, meeting: Meeting) -> str:
    held = text(language, "activity-sessions", count=meeting.sessions)
    if meeting.attended == "few":
        return text(language, "activity-sessions-few", sessions=held)
    if meeting.average is None or not meeting.attended:
        return held
    return text(
        language,
        "activity-sessions-attended",
        sessions=held,
        attended=meeting.attended,
        people=_people(language, meeting.people),
        average=meeting.average,
    )


def _checkins(language: Language, seen: Overview) -> str:
    shown = _share(language, seen.checked_in, "checkins")
    if seen.checkins == "few" or not seen.checkins:
        return shown
    return text(language, "activity-checkins-count", shown=shown, count=seen.checkins)


def _top(language: Language, giving: Giving) -> str:
    shown = _share(language, giving.top, "top")
    if giving.gives == "few" or not giving.gives:
        return shown
    return text(language, "activity-top-count", shown=shown, count=giving.gives)
