"""A board in words, as a picture, and the picture in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot import pictures, ui
from bot.features import giving
from bot.features.activity import Metric, Place, Window
from bot.texts import Language, text

# What somebody gave stands first, and what is only written last.
METRICS: tuple[Metric, ...] = (
    "takes",
    "gives",
    "sessions",
    "hosted",
    "checkins",
    "voice_seconds",
    "days",
    "messages",
    "replies",
    "reactions",
    "threads",
)
WINDOWS: tuple[Window, ...] = ("week", "days30", "month", "year")
# Who is thanked says so by `/thanks`: a "take" of the ledger is a thanks that was given.
FIRST_METRIC: Metric = "takes"
FIRST_WINDOW: Window = "days30"
LONGEST_NAME = 40

Names = Mapping[int, str] | None


@dataclass(frozen=True)
class Sheet:
    """A page of a board as it is shown to somebody: days are ordinals, both among those it is about.

    `names` are those who are here; None when Discord did not tell. `own` is the reader's place where it is
    not among `places`, `marked` whose place is marked.
    """

    language: Language
    metric: Metric
    window: Window
    first: int
    last: int
    places: Sequence[Place]
    names: Names
    own: Place | None = None
    marked: int = 0
    note: str = ""
    shown_only: bool = False

    @property
    def title(self) -> str:
        return text(self.language, f"leaderboard-metric-{self.metric}")

    @property
    def period(self) -> str:
        return text(self.language, f"leaderboard-window-{self.window}")

    @property
    def dates(self) -> str:
        return text(
            self.language,
            "leaderboard-dates",
            first=ui.day_words(self.language, date.fromordinal(self.first)),
            last=ui.day_words(self.language, date.fromordinal(self.last)),
        )

    @property
    def subtitle(self) -> str:
        return text(self.language, "leaderboard-only-shown") if self.shown_only else ""

    def name(self, user_id: int) -> str:
        """What somebody is called, in one line of plain text."""
        if self.names is None:
            return f"<@{user_id}>"
        if user_id not in self.names:
            return text(self.language, "leaderboard-left")
        # A name is its owner's to choose: nothing in it may turn the rest of the line around.
        named = " ".join(giving.clean_note(self.names[user_id]).split())
        return named[:LONGEST_NAME] or text(self.language, "leaderboard-unnamed")

    def points(self, place: Place) -> str:
        return points_words(self.language, self.metric, place.points)


def points_words(language: Language, metric: Metric, points: int) -> str:
    if metric != "voice_seconds":
        return text(language, "leaderboard-points", points=points)
    hours, minutes = divmod(points // 60, 60)
    return text(language, "leaderboard-time", hours=hours, minutes=minutes)


def lines(sheet: Sheet) -> str:
    """The places, one in a line."""
    shown = [_line(sheet, place) for place in sheet.places]
    if sheet.own is not None:
        shown += ["…", _line(sheet, sheet.own)]
    return "\n".join(shown)


def _line(sheet: Sheet, place: Place) -> str:
    name = sheet.name(place.user_id)
    return text(
        sheet.language,
        "leaderboard-line-marked" if place.user_id == sheet.marked else "leaderboard-line",
        rank=place.rank,
        name=name if sheet.names is None else ui.plain(name),
        points=sheet.points(place),
    )


def heading(sheet: Sheet) -> str:
    said = [f"### {sheet.title}", f"-# {sheet.period} · {sheet.dates}"]
    return "\n".join([*said, f"-# {sheet.subtitle}"] if sheet.subtitle else said)


def alt(sheet: Sheet) -> str:
    """What the picture shows, for whoever cannot see it."""
    places = [*sheet.places, *([] if sheet.own is None else [sheet.own])]
    told = [
        text(
            sheet.language,
            "leaderboard-alt-line",
            rank=one.rank,
            name=sheet.name(one.user_id),
            points=sheet.points(one),
        )
        for one in places
    ]
    said = {"title": sheet.title, "period": sheet.period, "dates": sheet.dates}
    return text(sheet.language, "leaderboard-alt", **said, places=" ".join(told))


def subject(sheet: Sheet) -> pictures.Leaderboard:
    """The same, to be drawn."""
    return pictures.Leaderboard(
        title=sheet.title,
        places=[_drawn(sheet, place) for place in sheet.places],
        own=None if sheet.own is None else _drawn(sheet, sheet.own),
        subtitle=sheet.subtitle,
        period=sheet.period,
        note=" · ".join(filter(None, (sheet.dates, sheet.note))),
    )


def _drawn(sheet: Sheet, place: Place) -> pictures.Place:
    return pictures.Place(
        rank=place.rank,
        name=sheet.name(place.user_id),
        points=place.points,
        shown=sheet.points(place),
        own=place.user_id == sheet.marked,
    )
