"""What can be drawn: plain data, whose words are said already, in the reader's language.

Everything that is a `str` here is drawn as it is, whatever is in it: names are data and never markup.
Where a number has no `shown`, it is written as 1,234. Lists longer than a picture holds are cut, each as
its docstring says, so that a picture never fails for having too much in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Place:
    """One line of a leaderboard. People who tie have the same `rank`. `own` marks whoever asked."""

    rank: int
    name: str
    points: int
    shown: str = ""
    own: bool = False


@dataclass(frozen=True)
class Leaderboard:
    """Up to ten places; `own` stands beneath them when whoever asked is elsewhere.

    `empty` is said when there is no place.
    """

    title: str
    places: Sequence[Place] = ()
    own: Place | None = None
    subtitle: str = ""
    period: str = ""
    note: str = ""
    empty: str = ""


@dataclass(frozen=True)
class HeatMap:
    """Hours and weekdays: `counts` has a row for each of `weekdays` and in it a number for each hour.

    `less` and `more` are the words at the ends of the scale. `hours` are the labels of the 24 columns;
    every third is written.
    """

    title: str
    weekdays: Sequence[str]
    counts: Sequence[Sequence[int]]
    less: str
    more: str
    hours: Sequence[str] = tuple(str(hour) for hour in range(24))
    subtitle: str = ""
    period: str = ""
    note: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Series:
    """A line of a trend: a value for each label, None where nothing is known."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Trend:
    """One or two series by day, week or month. `labels` name the values; as many as fit are written."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    subtitle: str = ""
    period: str = ""
    note: str = ""
    empty: str = ""


class Mark(StrEnum):
    """What a day of a month may carry. Each has a shape of its own, so no colour need be told apart."""

    NONE = "none"
    DONE = "done"
    REST = "rest"
    PLANNED = "planned"


@dataclass(frozen=True)
class Day:
    """A day of a month. Up to three `titles` are written, then how many more there are."""

    number: int
    titles: Sequence[str] = ()
    mark: Mark = Mark.NONE
    today: bool = False
    holiday: bool = False


@dataclass(frozen=True)
class Legend:
    """What a mark means."""

    mark: Mark
    words: str


@dataclass(frozen=True)
class Month:
    """A calendar, or a part of one.

    `days` are in order, the first of them in the column `starts_on` (0–6) of `weekdays`.
    `weekend` are the columns (0–6) whose numbers are written in a quieter colour.
    """

    title: str
    weekdays: Sequence[str]
    days: Sequence[Day]
    starts_on: int
    weekend: Sequence[int] = ()
    legend: Sequence[Legend] = ()
    subtitle: str = ""
    period: str = ""
    note: str = ""


@dataclass(frozen=True)
class Side:
    """One side of a balance: its name and how often."""

    name: str
    count: int
    shown: str = ""


@dataclass(frozen=True)
class Exchange:
    """Gives and takes of one day, week or month."""

    label: str
    gives: int
    takes: int


@dataclass(frozen=True)
class Balance:
    """What somebody gave and took: two figures and, by week or month, a bar up and a bar down.

    The last twelve of `exchanges` are drawn.
    """

    title: str
    gives: Side
    takes: Side
    exchanges: Sequence[Exchange] = ()
    subtitle: str = ""
    period: str = ""
    note: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Occurrence:
    """One meeting: how many came and, where it is known, how many had said they would."""

    label: str
    came: int
    planned: int | None = None


@dataclass(frozen=True)
class Regular:
    """Somebody, and for each occurrence whether they came. Where they did not, nothing is drawn."""

    name: str
    came: Sequence[bool]


@dataclass(frozen=True)
class Attendance:
    """How many came to each of the last twelve occurrences, and up to ten people with a dot for each.

    `came` and `planned` are the words of the legend.
    """

    title: str
    occurrences: Sequence[Occurrence]
    came: str
    planned: str = ""
    people: Sequence[Regular] = ()
    subtitle: str = ""
    period: str = ""
    note: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Figure:
    """A number with its name, and in words what changed."""

    name: str
    shown: str
    change: str = ""


@dataclass(frozen=True)
class Letter:
    """The weekly letter's picture: up to four figures above a small trend of one or two series."""

    title: str
    figures: Sequence[Figure]
    labels: Sequence[str] = ()
    series: Sequence[Series] = ()
    subtitle: str = ""
    period: str = ""
    note: str = ""


Subject = Leaderboard | HeatMap | Trend | Month | Balance | Attendance | Letter
