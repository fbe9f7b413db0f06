"""What of an overview is drawn, and the same in words: for who reads no pictures, and where there is none."""

from bot import ui
from bot.features.activity import Hour, Overview, Point, halves
from bot.pictures import HeatMap, Series, Trend
from bot.texts import Language, text
from bot.when import city

BUSIEST = 3


def period(language: Language, seen: Overview) -> str:
    return text(language, f"choice-window-{seen.window}")


def trend(language: Language, seen: Overview) -> Trend:
    return Trend(
        title=text(language, "activity-trend-title"),
        subtitle=text(language, f"activity-trend-{_by(seen)}"),
        period=period(language, seen),
        labels=[f"{point.date.month}/{point.date.day}" for point in seen.trend],
        series=[Series(text(language, "activity-trend-series"), [one.active for one in seen.trend])],
        empty=text(language, "activity-trend-few"),
    )


def trend_words(language: Language, seen: Overview) -> str:
    """The trend as a sentence or two."""
    told = [point for point in seen.trend if point.active]
    if not told:
        return text(language, "activity-trend-few")
    most = max(told, key=_active)
    words = text(
        language,
        f"activity-trend-most-{_by(seen)}",
        day=ui.day_words(language, most.date),
        count=_active(most),
    )
    both = halves(seen.trend)
    if both is None:
        return words
    earlier, later = (round(half, 1) for half in both)
    return f"{words} {text(language, 'activity-trend-halves', earlier=earlier, later=later)}"


def heat_map(language: Language, seen: Overview) -> HeatMap:
    counts = [[0] * 24 for _ in range(7)]
    for one in seen.heat:
        counts[one.weekday][one.hour] = _done(one)
    return HeatMap(
        title=text(language, "activity-figure-hours"),
        subtitle=_busiest(language, seen.heat),
        period=period(language, seen),
        weekdays=[weekday(language, day) for day in range(7)],
        counts=counts,
        less=text(language, "activity-hours-less"),
        more=text(language, "activity-hours-more"),
        note=text(language, "activity-hours-zone", zone=city(seen.zone, language)),
        empty=text(language, "activity-hours-few"),
    )


def heat_words(language: Language, seen: Overview) -> str:
    """The heat map as a sentence and a sum for each weekday."""
    if not seen.heat:
        return text(language, "activity-hours-few")
    sums = [sum(_done(one) for one in seen.heat if one.weekday == day) for day in range(7)]
    by_day = " · ".join(
        text(language, "activity-hours-day", weekday=weekday(language, day), count=number)
        for day, number in enumerate(sums)
    )
    return f"{_busiest(language, seen.heat)} {text(language, 'activity-hours-by-day', days=by_day)}"


def weekday(language: Language, day: int) -> str:
    return text(language, "activity-weekday", day=day)


def _busiest(language: Language, hours: tuple[Hour, ...]) -> str:
    if not hours:
        return ""
    most = sorted(hours, key=_done, reverse=True)[:BUSIEST]
    shown = [
        text(language, "activity-hour", weekday=weekday(language, one.weekday), hour=str(one.hour))
        for one in most
    ]
    return text(language, "activity-hours-busiest", hours=text(language, "activity-comma").join(shown))


def _by(seen: Overview) -> str:
    """Whether a point is a day or a week."""
    apart = {later.day - earlier.day for earlier, later in zip(seen.trend, seen.trend[1:], strict=False)}
    return "weeks" if apart and apart != {1} else "days"


def _active(point: Point) -> float:
    return point.active or 0


def _done(one: Hour) -> int:
    return one.messages + one.reactions
