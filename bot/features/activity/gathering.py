"""Counting what other features keep: stays in voice, sessions, check-ins, and help given and taken."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, serialise
from bot.features import consent, giving, settings, voice
from bot.features.activity.adding import LOCK, ROWS_AT_ONCE, Difference, Member, add, known, rows_of
from bot.features.activity.rules import GATHERED, Metric, local_day
from bot.features.activity.tables import days, servers, some_gathered
from bot.features.checkins import said_in
from bot.features.sessions import attended
from bot.features.voice import Stay
from bot.when import day_of

_DAY = 24 * 60 * 60
_EPOCH_DAY = 719_163  # 1970-01-01
# Of a local day, no hour lies further from the same day of UTC.
_APART = 15 * 60 * 60
# So far back is caught up with when nobody was there to read: no further than days are counted anew.
_CAUGHT_UP = 31

_SESSIONS: frozenset[Metric] = frozenset({"sessions", "hosted"})


class _Span(NamedTuple):
    """Days of a server: those from `first` to `last`, and of them what happened from `since` up to `now`.

    `ended` where counting ran no longer from then on.
    """

    guild_id: int
    zone: str
    first: int
    last: int
    since: int
    now: int
    ended: int | None = None

    @property
    def begins(self) -> int:
        """An instant before which nothing of these days lies."""
        return max(self.since, (self.first - _EPOCH_DAY) * _DAY - _APART)

    @property
    def ends(self) -> int:
        """An instant from which on nothing of these days lies."""
        latest = self.now + 1 if self.ended is None else self.ended
        return min(latest, (self.last + 1 - _EPOCH_DAY) * _DAY + _APART)


class _Found(NamedTuple):
    at: int
    day: int
    user_id: int
    metric: Metric
    number: int


async def freshen(db: Database, guild_id: int, now: int) -> None:
    """Count what other features keep since the last time, and of yesterday and today anew.

    To be called before a board or an overview is read: what was given or undone a moment ago is in it.
    """
    zone = (await settings.server(db, guild_id)).zone
    today = local_day(now, zone)
    which = servers.c.guild_id == guild_id
    async with db.read() as tx:
        before = await tx.scalar(select(servers.c.gathered_day).where(which))
    first = max(today - _CAUGHT_UP, min(today - 1, today if before is None else before))
    for day in range(first, today + 1):
        await gather(db, guild_id, day, day, now)
    if before != today:
        async with db.write() as tx:
            await tx.execute(update(servers).where(which).values(gathered_day=today))


async def gather(
    db: Database, guild_id: int, first: int, last: int, now: int, *, sessions: bool = True
) -> int:
    """Count anew what other features keep of these days, both among them; return how many days of members
    differed.

    Nothing where the server does not count at this moment, and nothing from before it did. Without `sessions`
    those stay as they are: where a series meets may have changed since.
    """
    since = (await consent.counting_since(db, [guild_id])).get(guild_id)
    if since is None:
        return 0
    zone = (await settings.server(db, guild_id)).zone
    span = _Span(guild_id, zone, max(first, local_day(since, zone)), last, since, now)
    # Counting may have been turned off and on within a day: what it was before stays counted.
    ran = [
        span._replace(since=one.began_at, ended=one.ended_at)
        for one in await consent.counted_before(db, guild_id)
        if local_day(one.ended_at, zone) >= span.first
    ]
    names: list[Metric] = [name for name in GATHERED if sessions or name not in _SESSIONS]
    async with db.read() as tx:
        should = await _should(db.within(tx), [*ran, span], sessions=sessions)
        stands = await _stands(tx, span, names)
        wrong = [key for key in should.keys() | stands.keys() if should.get(key, {}) != stands.get(key, {})]
        agreed = await consent.counted_from(db.within(tx), {(guild_id, user_id) for _, _, user_id in wrong})
    # From before somebody's own yes, what stands stays and nothing is added.
    wrong = [key for key in wrong if key[1] >= local_day(agreed.get((guild_id, key[2]), 0), zone)]
    for start in range(0, len(wrong), ROWS_AT_ONCE):
        part = {key: should.get(key, {}) for key in sorted(wrong[start : start + ROWS_AT_ONCE])}
        await _mend(db, span, part, names)
    return len(wrong)


async def moderated(db: Database, guild_id: int, since: int) -> set[int]:
    """The days on which help was given that moderators withdrew or restored at this instant or later."""
    zone = (await settings.server(db, guild_id)).zone
    return {local_day(at, zone) for at in await giving.moderated(db, guild_id, since)}


async def _mend(db: Database, span: _Span, should: dict[Member, Difference], names: list[Metric]) -> None:
    async with db.write() as tx:
        await serialise(tx, LOCK)
        inside = db.within(tx)
        if span.guild_id not in await consent.counting_since(inside, [span.guild_id]):
            return
        refused = await consent.uncounted(inside, {(guild, user) for guild, _, user in should})
        stands = await rows_of(tx, should)
        changes: dict[Member, Difference] = {}
        for key, wanted in should.items():
            if (key[0], key[2]) not in refused:
                row = stands.get(key)
                changes[key] = {
                    name: wanted.get(name, 0) - (getattr(row, name) if row else 0) for name in names
                }
        await add(tx, changes, await known(tx, {span.guild_id: span.zone}, span.now))


async def _stands(tx: AsyncConnection, span: _Span, names: list[Metric]) -> dict[Member, Difference]:
    which = (days.c.guild_id == span.guild_id, days.c.day.between(span.first, span.last), some_gathered)
    columns = [days.c[name] for name in names]
    found: dict[Member, Difference] = {}
    for row in await tx.execute(select(days.c.day, days.c.user_id, *columns).where(*which)):
        numbers: Difference = {name: number for name in names if (number := getattr(row, name))}
        if numbers:
            found[span.guild_id, row.day, row.user_id] = numbers
    return found


async def _should(db: Database, spans: Sequence[_Span], *, sessions: bool) -> dict[Member, Difference]:
    """What should stand there, of those who did not say no; the spans are of the same days."""
    span, found = spans[-1], list[_Found]()
    for one in spans:
        found += [*await _given(db, one), *await _checked_in(db, one), *await _in_voice(db, one)]
        if sessions:
            found += await _attended(db, one)
    found = [one for one in found if span.first <= one.day <= span.last and one.number]
    people = {(span.guild_id, one.user_id) for one in found}
    refused = await consent.uncounted(db, people)
    agreed = await consent.counted_from(db, people)
    sums: dict[Member, Difference] = {}
    for one in found:
        person = (span.guild_id, one.user_id)
        if person not in refused and one.at >= agreed.get(person, 0):
            mine = sums.setdefault((span.guild_id, one.day, one.user_id), {})
            mine[one.metric] = mine.get(one.metric, 0) + one.number
    return sums


async def _given(db: Database, span: _Span) -> list[_Found]:
    found: list[_Found] = []
    for one in await giving.counted(db, span.guild_id, span.begins, span.ends):
        day = local_day(one.at, span.zone)
        sides: list[tuple[int | None, Metric]] = [(one.helper_id, "gives"), (one.helped_id, "takes")]
        found += [_Found(one.at, day, person, side, 1) for person, side in sides if person is not None]
    return found


async def _checked_in(db: Database, span: _Span) -> list[_Found]:
    found = await said_in(db, span.guild_id, span.begins, span.ends)
    return [_Found(at, local_day(at, span.zone), user_id, "checkins", 1) for at, user_id in found]


async def _in_voice(db: Database, span: _Span) -> list[_Found]:
    """Seconds in company and listening, as far as they are written down."""
    stays = await voice.stays_in(db, span.guild_id, span.begins, span.ends)
    return [one for stay in stays for one in _by_day(stay, span)]


def _by_day(stay: Stay, span: _Span) -> Iterator[_Found]:
    """A stay's credit; one that goes past midnight is divided by how long it was on each day."""
    began, ended = stay.began_at, stay.until()
    length, credited, passed = ended - began, stay.credit(), 0
    while began < ended:
        # Not the days before it, each a conversion, where a stay went on for weeks.
        day_ends = min(ended, day_of(began, span.zone).ends)
        passed += day_ends - began
        counted_until = day_ends if span.ended is None else max(began, min(span.ended, day_ends))
        upto = passed - (day_ends - counted_until)
        before = min(upto, passed - (day_ends - max(began, min(span.since, day_ends))))
        seconds = credited * upto // length - credited * before // length
        # Of whom no stays were to be kept, there are none.
        yield _Found(day_ends, local_day(began, span.zone), stay.user_id, "voice_seconds", seconds)
        began = day_ends


async def _attended(db: Database, span: _Span) -> list[_Found]:
    found: list[_Found] = []
    for one in await attended(db, span.guild_id, span.begins, span.ends):
        day = local_day(one.at, span.zone)
        found += [_Found(one.at, day, user_id, "sessions", 1) for user_id in one.people]
        if one.host_id is not None:
            found.append(_Found(one.at, day, one.host_id, "hosted", 1))
    return found
