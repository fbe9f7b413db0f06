"""Who is told of a session, at which moment and by which post: each person once at a moment.

A reminder that falls due posts nothing itself. It hands out who is told at that moment, of all sessions of
the server together, and plans the posts (`CALL`) and direct messages (`DM`) that do it. What was handed out
stays, so that a retry, a crash or a press in between moves nobody from one page to another.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.features import consent, deliveries, settings
from bot.features.deliveries import Delivery
from bot.features.sessions.arming import MOVED, START
from bot.features.sessions.reading import View, occurrence_of, view_in, views_of
from bot.features.sessions.rules import BEFOREHAND, DAY, MINUTE, Coming, Way
from bot.features.sessions.tables import answers, occurrences, own_reminders, series, told
from bot.when import in_quiet_hours

CALL, DM = "session.call", "session.dm"
"""A post that tells people of what is to come, and a direct message that does."""

PEOPLE_A_POST = 80
KEPT_SECONDS = 2 * DAY
COMES = frozenset({"yes", "maybe"})


@dataclass(frozen=True)
class Due:
    """A session of which people are told at a moment: as it `starts`, or because it or they `remind`.

    `own` are reminders of people's own, by person: minutes before the start, and how.
    """

    view: View
    moment: int
    own: Mapping[int, Mapping[int, Way]]

    @property
    def starts(self) -> bool:
        return self.view.occurrence.starts_at == self.moment

    @property
    def minutes(self) -> int:
        """How long before the start that moment is."""
        return (self.view.occurrence.starts_at - self.moment) // MINUTE

    @property
    def reminds(self) -> bool:
        """Whether everybody who comes is told, and not only those with a reminder of their own."""
        return self.starts or self.minutes in self.view.series.reminders

    def tells(self, one: Coming, now: float) -> bool:
        """Whether this person is told of it at this moment, and not by a later reminder that is due too."""
        own = self.own.get(one.user_id, {})
        if one.answer not in COMES or not (self.reminds or self.minutes in own):
            return False
        return not self._said_later((*self.view.series.reminders, *own), now)

    def is_said(self, now: float) -> bool:
        """Whether its own reminder is posted at this moment, whoever comes."""
        return self.reminds and not self._said_later(self.view.series.reminders, now)

    def _said_later(self, minutes: Iterable[int], now: float) -> bool:
        starts_at = self.view.occurrence.starts_at
        return not self.starts and any(self.moment < starts_at - one * MINUTE <= now for one in (*minutes, 0))


@dataclass(frozen=True)
class Told:
    """What one post says: who is called by it, and of which sessions they are told."""

    people: tuple[int, ...]
    dues: tuple[Due, ...]


# --- handing out


async def hand_out(db: Database, guild_id: int, moment: int, now: int) -> None:
    """Say who is told at this moment by which post, and plan those posts. Done again, it adds what is new.

    The post of a session that starts is its own delivery; only its further pages are planned here.
    """
    async with db.write() as tx:
        await serialise(tx, "session telling", guild_id)
        await tx.execute(delete(told).where(told.c.guild_id == guild_id, told.c.at <= now - KEPT_SECONDS))
        dues = await _in_order(db.within(tx), guild_id, await _due_in_server(tx, guild_id, moment))
        wanted = _wanted(dues, now)
        ways = await _ways(db.within(tx), guild_id, wanted, now)
        about = str(moment)
        direct = {one: wanted[one] for one, way in ways.items() if way == "dm"}
        bases = {one: _base(wanted[one][0]) for one, way in ways.items() if way == "mention"}
        pages = await _page(tx, guild_id, about, bases, direct, now)
        planned = [
            _dm(guild_id, one, about, {"moment": moment}, now, theirs) for one, theirs in direct.items()
        ]
        planned += list(_posts(dues, pages, now))
        await deliveries.plan(tx, planned)


async def hand_out_move(db: Database, occurrence_id: int, starts_at: int, now: int) -> None:
    """The same for those who are told that a session was moved: `MOVED`'s own delivery is the first page."""
    async with db.write() as tx:
        seen = await view_in(tx, occurrence_id)
        if seen is None:
            return
        guild_id, about = seen.series.guild_id, f"moved {occurrence_id} {starts_at}"
        await serialise(tx, "session telling", guild_id)
        due = Due(seen, seen.occurrence.starts_at, {})
        wanted = {one.user_id: [due] for one in seen.coming if one.answer != "no"}
        ways = await _ways(db.within(tx), guild_id, wanted, now, can_wait=True)
        direct = {one: wanted[one] for one, way in ways.items() if way == "dm"}
        base = f"{MOVED} {occurrence_id} {starts_at}"
        bases = {one: base for one, way in ways.items() if way == "mention"}
        pages = await _page(tx, guild_id, about, bases, direct, now)
        subject = {"moved": occurrence_id, "starts": starts_at}
        planned = [_dm(guild_id, one, about, subject, now, theirs) for one, theirs in direct.items()]
        more = {"occurrence": occurrence_id, "starts": starts_at}
        planned += [
            _further(MOVED, f"{base} page {page}", seen, now, {**more, "page": page})
            for page in range(2, pages.get(base, 1) + 1)
        ]
        await deliveries.plan(tx, planned)


# --- what was handed out


async def call(db: Database, guild_id: int, channel_id: int, moment: int, page: int, now: int) -> Told | None:
    """What a `CALL` says; None when nothing of it is to come any more."""
    async with db.read() as tx:
        dues = await _due_in_server(tx, guild_id, moment)
        people = await _on_page(tx, guild_id, str(moment), _call_base(guild_id, channel_id, moment), page)
    theirs = _wanted(dues, now)
    people = tuple(one for one in people if one in theirs)
    here = [due for due in dues if due.view.series.channel_id == channel_id and due.is_said(now)]
    if not people and (page > 1 or not here):
        return None
    named = {due.view.occurrence.id: due for due in (*here, *(due for one in people for due in theirs[one]))}
    ahead = [due for due in named.values() if due.view.occurrence.starts_at > now]
    return Told(people, _by_start(ahead)) if ahead else None


async def call_at_start(db: Database, view: View, page: int, now: int) -> Told:
    """Who is called by a page of the post with which a session starts, and of what else they are told."""
    there = view.occurrence
    async with db.read() as tx:
        dues = await _due_in_server(tx, there.guild_id, there.starts_at)
        people = await _on_page(tx, there.guild_id, str(there.starts_at), f"{START} {there.id}", page)
    theirs = _wanted(dues, now)
    people = tuple(one for one in people if one in theirs)
    also = {due.view.occurrence.id: due for one in people for due in theirs[one]}
    also.pop(there.id, None)
    return Told(people, _by_start(also.values()))


async def told_directly(db: Database, user_id: int, moment: int, now: int) -> tuple[Due, ...]:
    """What a person is told of at a moment by direct message, in all servers where they agreed to that."""
    async with db.read() as tx:
        mine = and_(answers.c.occurrence_id == occurrences.c.id, answers.c.user_id == user_id)
        dues = await _due(tx, moment, exists().where(mine))
    found = [due for one, due in _each(dues, now) if one == user_id]
    agreed = {
        guild_id
        for guild_id in {due.view.series.guild_id for due in found}
        if await consent.agrees(db, guild_id, user_id, "dm_sessions")
    }
    lasting = [due for due in found if due.starts or due.view.occurrence.starts_at > now]
    return _by_start(due for due in lasting if due.view.series.guild_id in agreed)


async def call_of_move(db: Database, view: View, starts_at: int, page: int) -> tuple[int, ...]:
    """Who is called by a page of the post that says that a session was moved."""
    there = view.occurrence
    base = f"{MOVED} {there.id} {starts_at}"
    async with db.read() as tx:
        people = await _on_page(tx, there.guild_id, f"moved {there.id} {starts_at}", base, page)
    comes = {one.user_id for one in view.coming if one.answer != "no"}
    return tuple(one for one in people if one in comes)


# --- within


async def _due_in_server(tx: AsyncConnection, guild_id: int, moment: int) -> tuple[Due, ...]:
    return await _due(tx, moment, occurrences.c.guild_id == guild_id)


async def _due(tx: AsyncConnection, moment: int, which: ColumnElement[bool]) -> tuple[Due, ...]:
    """Of which of these occurrences somebody may be told at this moment, by their start."""
    rows = (
        await tx.execute(
            select(occurrences, series.c.reminders)
            .join(series, series.c.id == occurrences.c.series_id)
            .where(
                which,
                occurrences.c.state == "ahead",
                occurrences.c.starts_at >= moment,
                occurrences.c.starts_at <= moment + BEFOREHAND[-1] * MINUTE,
            )
        )
    ).all()
    own = dict[int, dict[int, dict[int, Way]]]()
    for row in await tx.execute(
        select(own_reminders).where(own_reminders.c.series_id.in_({row.series_id for row in rows}))
    ):
        own.setdefault(row.series_id, {}).setdefault(row.user_id, {})[row.minutes] = row.way
    found = [
        occurrence_of(row)
        for row in rows
        if (row.starts_at - moment) // MINUTE
        in {0, *json.loads(row.reminders), *(m for one in own.get(row.series_id, {}).values() for m in one)}
        and not (row.starts_at - moment) % MINUTE
    ]
    views = await views_of(tx, found)
    return _by_start(Due(one, moment, own.get(one.series.id, {})) for one in views)


def _by_start(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Those that start first, and of those at once the one that was there first."""
    return tuple(sorted(dues, key=lambda one: (one.view.occurrence.starts_at, one.view.occurrence.id)))


async def _in_order(db: Database, guild_id: int, dues: Collection[Due]) -> tuple[Due, ...]:
    """In the order in which somebody is told by one post of several: what cannot be posted now comes last."""
    held = {one.series for one in await deliveries.held(db, guild_id)}
    return tuple(sorted(dues, key=lambda one: one.view.series.name in held))


def _each(dues: Iterable[Due], now: float) -> Iterable[tuple[int, Due]]:
    return ((one.user_id, due) for due in dues for one in due.view.coming if due.tells(one, now))


def _wanted(dues: Iterable[Due], now: float) -> dict[int, list[Due]]:
    """Of what each person is told, in the order of `dues`."""
    found = dict[int, list[Due]]()
    for user_id, due in _each(dues, now):
        found.setdefault(user_id, []).append(due)
    return found


async def _ways(
    db: Database, guild_id: int, wanted: Mapping[int, list[Due]], now: int, *, can_wait: bool = False
) -> dict[int, Way]:
    """How each of them is reached; those who want quiet, or to wait for their next command, are left out.

    Quiet hours end for a session one joined, as it starts, unless it `can_wait`.
    """
    server = await settings.server(db, guild_id)
    members = await settings.members(db, wanted, guild_id)
    agreed = await consent.who_agrees(db, guild_id, "dm_sessions", wanted)
    found = dict[int, Way]()
    for user_id, dues in wanted.items():
        chosen = members[user_id]
        hours, zone = chosen.quiet_hours, chosen.zone or server.zone
        quiet = hours is not None and in_quiet_hours(now, zone, *hours)
        if quiet and (can_wait or not any(_joined(due, user_id) for due in dues)):
            continue
        # A mention that somebody asked for themselves is one, whatever holds otherwise.
        asked = {due.own.get(user_id, {}).get(due.minutes) for due in dues}
        only_own = not any(due.reminds for due in dues)
        if user_id in agreed and not (only_own and asked == {"mention"}):
            found[user_id] = "dm"
        elif chosen.reach_sessions == "mention" or "mention" in asked:
            found[user_id] = "mention"
    return found


def _joined(due: Due, user_id: int) -> bool:
    """Whether it starts now, and they said that they come."""
    return due.starts and any(one.user_id == user_id and one.answer == "yes" for one in due.view.coming)


def _base(due: Due) -> str:
    one = due.view.series
    if due.starts:
        return f"{START} {due.view.occurrence.id}"
    return _call_base(one.guild_id, one.channel_id, due.moment)


def _call_base(guild_id: int, channel_id: int, moment: int) -> str:
    return f"{CALL} {guild_id} {channel_id} {moment}"


async def _page(
    tx: AsyncConnection,
    guild_id: int,
    about: str,
    bases: Mapping[int, str],
    by_dm: Collection[int],
    now: int,
) -> dict[str, int]:
    """Give each person their page of their post, unless they have one; return how many pages there are."""
    found = await tx.execute(
        select(told.c.key, told.c.page, func.count().label("people"))
        .where(told.c.guild_id == guild_id, told.c.about == about)
        .group_by(told.c.key, told.c.page)
        .order_by(told.c.key, told.c.page)
    )
    last = {row.key: (row.page, row.people) for row in found}
    here = (told.c.guild_id == guild_id, told.c.about == about)
    known = set(await tx.scalars(select(told.c.user_id).where(*here)))
    rows = list[dict[str, Any]]()
    for user_id, key in [*bases.items(), *((one, DM) for one in by_dm)]:
        if user_id in known:
            continue
        page, people = last.get(key, (1, 0))
        page, people = (page, people + 1) if people < PEOPLE_A_POST else (page + 1, 1)
        last[key] = (page, people)
        row = {"user_id": user_id, "guild_id": guild_id, "about": about, "key": key, "page": page}
        rows.append(row | {"at": now})
    await insert_new(tx, told, rows)
    return {key: page for key, (page, _) in last.items() if key != DM}


async def _on_page(tx: AsyncConnection, guild_id: int, about: str, key: str, page: int) -> tuple[int, ...]:
    found = await tx.scalars(
        select(told.c.user_id)
        .where(told.c.guild_id == guild_id, told.c.about == about, told.c.key == key, told.c.page == page)
        .order_by(told.c.user_id)
    )
    return tuple(found)


def _posts(dues: Collection[Due], pages: Mapping[str, int], now: int) -> Iterable[Delivery]:
    """The posts of a moment: one for each channel with something to say, and further pages."""
    groups = dict[str, list[Due]]()
    for due in dues:
        groups.setdefault(_base(due), []).append(due)
    for base, group in groups.items():
        first = group[0].view
        if group[0].starts:
            for page in range(2, pages.get(base, 1) + 1):
                subject = {"occurrence": first.occurrence.id, "page": page}
                yield _further(START, f"{base} {page}", first, now, subject)
            continue
        most = pages.get(base, int(any(due.is_said(now) for due in group)))
        for page in range(1, most + 1):
            subject = {"moment": group[0].moment, "page": page}
            latest = max(due.view.occurrence.starts_at for due in group)
            yield _further(CALL, f"{base} {page}", first, now, subject, expires_at=latest)


def _further(
    kind: str,
    key: str,
    view: View,
    now: int,
    subject: Mapping[str, int | str],
    *,
    expires_at: int | None = None,
) -> Delivery:
    one = view.series
    return Delivery(
        key=key,
        kind=kind,
        due_at=now,
        guild_id=one.guild_id,
        channel_id=one.channel_id,
        series=one.name,
        subject=subject,
        expires_at=expires_at or view.occurrence.ends_at,
    )


def _dm(
    guild_id: int, user_id: int, about: str, subject: Mapping[str, int | str], now: int, dues: Iterable[Due]
) -> Delivery:
    """One direct message at a moment, whichever server speaks of it first."""
    ends = (due.view.occurrence.ends_at if due.starts else due.view.occurrence.starts_at for due in dues)
    return Delivery(
        key=f"{DM} {user_id} {about}",
        kind=DM,
        due_at=now,
        guild_id=guild_id,
        person_id=user_id,
        subject=subject,
        expires_at=max(ends),
    )
