"""Eight weeks of the made-up community: who was there when and did what, the same whenever it is asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from operator import attrgetter
from random import Random
from typing import Literal, NamedTuple, TypeVar

from bot.habits import CHECKINS, HABITS, LESSONS, OTHERS, PLANS, THANKS, Habit, Thank
from bot.neighbours import Words
from bot.when import instant, is_holiday

DAYS = 56
MINUTE, HOUR, DAY = 60, 3600, 86_400
# What was said in these last days stands in the rooms.
LIVED_DAYS = 3

EVERYBODY: Mapping[str, Habit] = HABITS | {one.key: one.habit for one in OTHERS}
# So short a while ago somebody joined who has only just spoken.
JUST_NOW = 140 * MINUTE
# So long newcomers waited for the first word to them, in minutes.
WAITED = (4, 25, 11, 90, 7, 40, 300, 15, 1900, 20, 55, 8, 180)


class Wrote(NamedTuple):
    """A message; `answers` is who wrote what it replies to."""

    at: int
    who: str
    room: str
    answers: str | None = None


class Reacted(NamedTuple):
    at: int
    who: str


class Sat(NamedTuple):
    """Somebody was in the focus room from `began` to `ended`."""

    who: str
    began: int
    ended: int


class Thanked(NamedTuple):
    at: int
    who: str
    helper: str
    thank: Thank


class CheckedIn(NamedTuple):
    at: int
    who: str
    words: Words
    energy: int
    result: Literal["done", "partly", "tomorrow"] | None


class Time(NamedTuple):
    """When a session was held, and by whom; `in_voice` in the focus room."""

    series: str
    host: str
    day: date
    starts_at: int
    ends_at: int
    in_voice: bool


class Came(NamedTuple):
    """Somebody was at a session since `at` and, with words, said what they would do and what became of it."""

    who: str
    at: int
    words: Words | None
    result: Literal["done", "partly", "tomorrow"] | None


Happened = TypeVar("Happened", Wrote, Reacted, Thanked, CheckedIn)


@dataclass(frozen=True)
class Met:
    """How a session went. `missed` had said that they come."""

    time: Time
    came: tuple[Came, ...]
    missed: tuple[str, ...]
    lesson: Words | None


@dataclass
class Past:
    """Everything that happened, each kind in its order. Instants are UTC seconds."""

    wrote: list[Wrote] = field(default_factory=list[Wrote])
    reacted: list[Reacted] = field(default_factory=list[Reacted])
    threads: list[Reacted] = field(default_factory=list[Reacted])
    sat: list[Sat] = field(default_factory=list[Sat])
    thanked: list[Thanked] = field(default_factory=list[Thanked])
    checked_in: list[CheckedIn] = field(default_factory=list[CheckedIn])
    met: list[Met] = field(default_factory=list[Met])


_when = attrgetter("at")


def joined_at(key: str, today: date, zone: str, now: float) -> float:
    """When somebody joined: newcomers a little before they first wrote, others in the year before."""
    joined = EVERYBODY[key].joined
    if joined is None:
        return now - (DAYS + 14 + 9 * list(EVERYBODY).index(key)) * DAY
    if joined == 0:
        return now - JUST_NOW
    first = _Day(today - timedelta(days=joined), joined, zone)
    before = first.chance(f"{key} joins").randrange(4, 40) * MINUTE
    return min(_visits(first, EVERYBODY[key], first.chance(key))) - before


def eight_weeks(today: date, zone: str, times: Sequence[Time] = ()) -> Past:
    """What happened up to yesterday, by the days of this zone; what a day was like depends on it alone."""
    past = Past()
    met = {time.day: time for time in times}
    for ago in range(DAYS, 0, -1):
        _live(past, _Day(today - timedelta(days=ago), ago, zone), met.get(today - timedelta(days=ago)))
    past.wrote += _welcomes(past.wrote)
    ends = instant(today, 0, zone)
    return replace(
        past,
        wrote=_until(ends, past.wrote),
        reacted=_until(ends, past.reacted),
        threads=_until(ends, past.threads),
        thanked=_until(ends, past.thanked),
        checked_in=_until(ends, past.checked_in),
    )


def _until(ends: int, happened: list[Happened]) -> list[Happened]:
    """In its order; who looked in before midnight may have gone on after it."""
    return sorted((one for one in happened if one.at < ends), key=_when)


class _Day(NamedTuple):
    day: date
    ago: int
    zone: str

    def at(self, hour: float) -> int:
        return instant(self.day, 0, self.zone) + round(hour * HOUR)

    @property
    def is_free(self) -> bool:
        return self.day.weekday() > 4 or is_holiday(self.day, "JP")

    def chance(self, what: str) -> Random:
        """The same for the same day and thing."""
        return Random(f"{self.day} {what}")  # noqa: S311 - nothing secret hangs on it


def _live(past: Past, day: _Day, time: Time | None) -> None:
    there = [key for key, habit in EVERYBODY.items() if _is_there(day, key, habit)]
    came: set[str] = set()
    if time is not None:
        met = _meet(day, time)
        came = {one.who for one in met.came}
        past.met.append(met)
        if time.in_voice:
            past.sat += _sit_together(day, met)
    wrote: list[Wrote] = []
    for key in there:
        habit, chance = EVERYBODY[key], day.chance(key)
        visits = _visits(day, habit, chance)
        wrote += chain.from_iterable(_write(key, habit, at, chance) for at in visits)
        past.reacted += [
            Reacted(at + 20, key) for at in visits for _ in range(chance.choice((0, 0, 1, 1, 2)))
        ]
        past.threads += [Reacted(at + 30, key) for at in visits if chance.random() < 0.03]
        if chance.random() < habit.voice and key not in came:
            past.sat.append(_sit(day, key, habit, chance))
        if chance.random() < habit.checkin:
            past.checked_in.append(_check_in(key, min(visits) + 5, chance))
    past.wrote += _reply(sorted(wrote, key=_when), day.chance("replies"))
    if day.ago > LIVED_DAYS:
        past.thanked += _thank(day, there)


def _is_there(day: _Day, key: str, habit: Habit) -> bool:
    if habit.joined is not None and day.ago >= habit.joined:
        return day.ago == habit.joined
    if day.ago <= habit.gone:
        return False
    likely = habit.free if day.is_free else habit.working
    if day.day.day >= habit.busy_from:
        likely /= 4
    return day.chance(f"{key} is there").random() < likely


def _visits(day: _Day, habit: Habit, chance: Random) -> list[int]:
    """When somebody looks in: they first say hello soon after they joined."""
    often = 1 + (chance.random() < 0.5) + (chance.random() < 0.2)
    hours = chance.sample(habit.hours, k=min(often, len(habit.hours)))
    # On free days later.
    return sorted(day.at((hour + (1.2 if day.is_free else 0)) % 23 + chance.random() * 1.9) for hour in hours)


def _write(key: str, habit: Habit, at: int, chance: Random) -> Iterator[Wrote]:
    room = chance.choices(("chat", "help", "introductions"), (6, 3, 1))[0]
    for _ in range(1 + min(7, int(chance.expovariate(1 / habit.lines)))):
        yield Wrote(at, key, room)
        at += chance.randrange(25, 150)


def _reply(wrote: list[Wrote], chance: Random) -> Iterator[Wrote]:
    """Some of what was written answers whoever wrote there last."""
    last: dict[str, Wrote] = {}
    for one in wrote:
        before = last.get(one.room)
        if before is not None and before.who != one.who and one.at - before.at < 5 * HOUR:
            one = one._replace(answers=before.who if chance.random() < 0.6 else None)  # noqa: PLW2901
        last[one.room] = one
        yield one


def _welcomes(wrote: list[Wrote]) -> Iterator[Wrote]:
    """Somebody answers each newcomer, most of them soon."""
    new = [key for key, habit in EVERYBODY.items() if habit.joined is not None]
    for place, key in enumerate(new):
        first = min((one for one in wrote if one.who == key), key=_when, default=None)
        if first is not None:
            at = first.at + WAITED[place % len(WAITED)] * MINUTE
            yield Wrote(at, ("hinoki", "minato", "tsumugi")[place % 3], first.room, key)


def _sit(day: _Day, key: str, habit: Habit, chance: Random) -> Sat:
    """Early birds sit in the morning, all others in the evening, when there is company."""
    begins = day.at((5.5 if habit.hours[0] == 5 else 20) + chance.random() * 1.5)
    return Sat(key, begins, begins + chance.randrange(25, 110) * MINUTE)


def _check_in(key: str, at: int, chance: Random) -> CheckedIn:
    result = chance.choices(("done", "partly", "tomorrow", None), (5, 2, 2, 2))[0]
    return CheckedIn(at, key, chance.choice(CHECKINS), chance.choice((2, 3, 3, 4, 4, 5)), result)


def _thank(day: _Day, there: list[str]) -> Iterator[Thanked]:
    chance = day.chance("thanks")
    helpers = [key for key in there if key != "suzu"]
    if len(helpers) < 2:
        return
    for hour in chance.sample(range(9, 22), k=chance.choice((1, 1, 2, 2, 3, 4))):
        helper = chance.choices(helpers, [EVERYBODY[key].helps for key in helpers])[0]
        who = chance.choice([key for key in helpers if key != helper])
        yield Thanked(day.at(hour + chance.random()), who, helper, chance.choice(THANKS))


def _meet(day: _Day, time: Time) -> Met:
    chance = day.chance("session")
    may = [key for key, habit in EVERYBODY.items() if _may_come(day, key, habit)]
    going = [key for key in may if key == time.host or chance.random() < 0.1 + EVERYBODY[key].voice]
    missed = tuple(key for key in going if key != time.host and chance.random() < 0.15)
    came = tuple(_come(key, time, chance) for key in going if key not in missed)
    return Met(time, came, missed, chance.choice(LESSONS) if chance.random() < 0.6 else None)


def _may_come(day: _Day, key: str, habit: Habit) -> bool:
    new = habit.joined is not None and day.ago >= habit.joined
    return not new and day.ago > habit.gone and habit.counted and key != "suzu"


def _come(key: str, time: Time, chance: Random) -> Came:
    at = time.starts_at + chance.randrange(0, 7 * MINUTE)
    if key != time.host and chance.random() < 0.3:
        return Came(key, at, None, None)
    result = chance.choices(("done", "partly", "tomorrow", None), (5, 2, 1, 2))[0]
    return Came(key, at, chance.choice(PLANS), result)


def _sit_together(day: _Day, met: Met) -> Iterator[Sat]:
    chance = day.chance("room")
    for one in met.came:
        yield Sat(one.who, one.at, met.time.ends_at + chance.randrange(-10 * MINUTE, 5 * MINUTE))
