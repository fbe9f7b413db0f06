"""Writing the eight weeks of the sandbox into the bot's memory, through the features' own doors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from bot.db import Database
from bot.features import activity, checkins, consent, deliveries, giving, sessions, voice
from bot.features.activity.rules import id_at
from bot.features.checkins import Entry
from bot.features.giving import Thanks
from bot.features.sessions import Coming, Declaration, Held, Lesson, Series
from bot.features.voice import Here
from bot.habits import Habit
from bot.past import DAY, DAYS, EVERYBODY, HOUR, Met, Past, Sat, Time, eight_weeks, joined_at
from bot.when import instant, occurrences


@dataclass(frozen=True)
class House:
    """Where it happened: people and rooms by their keys, with their ids."""

    guild_id: int
    zone: str
    language: str
    people: Mapping[str, int]
    rooms: Mapping[str, int]

    def begins(self, now: float) -> int:
        """The first instant of the eight weeks."""
        return instant(self.today(now) - timedelta(days=DAYS), 0, self.zone)

    def today(self, now: float) -> date:
        return checkins.local_day(now, self.zone)

    def id_of(self, at: int, number: int) -> int:
        """An id of something that happened at this instant; another house's are others."""
        return id_at(at) + (self.guild_id % (1000 << 22) >> 22 << 22) + number


async def agree(db: Database, house: House, admin: str, now: float) -> None:
    """Counting was turned on eight weeks ago, and people have said what they want and what not."""
    at = house.begins(now)
    async with db.write() as tx:
        await consent.start_counting(tx, house.guild_id, house.people[admin], at - HOUR)
        await consent.noticed(tx, house.guild_id, at)
        inside = db.within(tx)
        for key, habit in EVERYBODY.items():
            for purpose, yes in _choices(habit):
                person = house.people[key]
                await consent.decide(inside, person, house.guild_id, purpose, yes=yes, at=at + HOUR)


def _choices(habit: Habit) -> Iterator[tuple[consent.Purpose, bool]]:
    if not habit.counted:
        yield "counted", False
    for wish in habit.wishes:
        yield wish, True


async def remember(db: Database, house: House, now: float) -> None:
    """Let the eight weeks before today have happened: nothing is sent about them, and nothing planned."""
    series = {one.id: one for one in await sessions.running(db, house.guild_id)}
    keys = {user_id: key for key, user_id in house.people.items()}
    times = [time for one in series.values() for time in _times(one, keys, house, now)]
    past = eight_weeks(house.today(now), house.zone, times)
    await _hold(db, house, past.met)
    await giving.recall(db, house.guild_id, list(_thanks(house, past)))
    await checkins.recall(db, house.guild_id, list(_checkins(house, past, int(now))), int(now))
    await _sit(db, house, past.sat)
    await _count(db, house, past, int(now))


# --- sessions


def _times(one: Series, keys: Mapping[int, str], house: House, now: float) -> Iterator[Time]:
    """When a series that is ahead would have come before."""
    if one.host_id is None or not one.comes_again:
        return
    earlier = replace(one.plan, first=one.plan.first - timedelta(days=DAYS))
    today = instant(house.today(now), 0, house.zone)
    for time in occurrences(earlier, house.begins(now), before=today, limit=DAYS):
        in_voice = one.place.channel_id == house.rooms["focus"]
        ends_at = time.starts_at + one.minutes * 60
        yield Time(str(one.id), keys[one.host_id], time.day, time.starts_at, ends_at, in_voice)


async def _hold(db: Database, house: House, met: Sequence[Met]) -> None:
    numbers = count()
    for series in sorted({one.time.series for one in met}):
        held = [_held(house, one, numbers) for one in met if one.time.series == series]
        await sessions.recall(db, house.guild_id, int(series), held)


def _held(house: House, met: Met, numbers: Iterator[int]) -> Held:
    time, who = met.time, house.people
    going = [*(one.who for one in met.came), *met.missed]
    said = tuple(
        Declaration(
            who[one.who],
            one.words.said_in(house.language),
            private=False,
            at=one.at,
            event_id=house.id_of(one.at, next(numbers)),
            result=one.result,
            shared=one.result == "done",
            result_at=None if one.result is None else time.ends_at,
        )
        for one in met.came
        if one.words is not None
    )
    taught = () if met.lesson is None else (met.lesson.said_in(house.language),)
    return Held(
        house.id_of(time.starts_at - DAY, next(numbers)),
        time.day,
        time.starts_at,
        tuple(Coming(who[key], "yes", house.id_of(time.starts_at - HOUR, next(numbers))) for key in going),
        {who[one.who]: one.at for one in met.came if one.words is None},
        said,
        tuple(
            Lesson(house.id_of(time.ends_at, next(numbers)), who[time.host], "taught", words, shared=True)
            for words in taught
        ),
    )


# --- thanks, check-ins, voice


def _thanks(house: House, past: Past) -> Iterator[Thanks]:
    for number, one in enumerate(past.thanked):
        yield Thanks(
            id=house.id_of(one.at, number),
            guild_id=house.guild_id,
            channel_id=house.rooms["thanks"],
            helped_id=house.people[one.who],
            helper_ids=(house.people[one.helper],),
            note=one.thank.words.said_in(house.language),
            at=one.at,
            kind=one.thank.kind,
        )


def _checkins(house: House, past: Past, now: int) -> Iterator[checkins.Past]:
    for number, one in enumerate(past.checked_in):
        entry = Entry(
            house.id_of(one.at, number),
            house.guild_id,
            house.people[one.who],
            one.at,
            one.words.said_in(house.language),
            one.energy,
        )
        yield checkins.Past(entry, one.result, None if one.result is None else min(one.at + 8 * HOUR, now))


async def _sit(db: Database, house: House, sat: Iterable[Sat]) -> None:
    """Tell who came and went as Discord would, so that only time in company counts."""
    where = voice.Whereabouts()
    turns = [turn for one in sat for turn in ((one.began, 1, one.who), (one.ended, 0, one.who))]
    for at, comes, key in sorted(turns):
        here = Here(house.rooms["focus"], f"{key} {at}") if comes else None
        where.saw(house.guild_id, house.people[key], here, at)
    await voice.keep(db, 0, where.take().seen)


# --- counting


async def _count(db: Database, house: House, past: Past, now: int) -> None:
    """Count what was told as it would have been then, and what the features have kept by now."""
    counts = activity.Counts(deliveries.new_id())
    await activity.look(db, counts, [house.guild_id])
    for number, one in enumerate(past.wrote):
        counts.message(
            house.guild_id,
            house.rooms[one.room],
            house.people[one.who],
            house.id_of(one.at, number),
            reply_to=None if one.answers is None else house.people[one.answers],
            joined_at=int(joined_at(one.who, house.today(now), house.zone, now)),
        )
    for number, one in enumerate(past.reacted):
        message_id = house.id_of(one.at, number)
        counts.reaction(house.guild_id, house.people[one.who], message_id, "🌿", one.at)
    for number, one in enumerate(past.threads):
        counts.thread(house.guild_id, house.people[one.who], house.id_of(one.at, number), one.at)
    await activity.flush(db, counts, now)
    await activity.turn(db, house.guild_id, now)
    today = await activity.today(db, house.guild_id, now)
    await activity.gather(db, house.guild_id, today - DAYS, today, now)
    await activity.freshen(db, house.guild_id, now)
