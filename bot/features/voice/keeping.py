"""Writing stays down: what was seen, the heartbeat, and which rooms are watched."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, bindparam, case, delete, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, announce, insert_new, serialise
from bot.features import consent
from bot.features.voice.rules import Keeping, Seen, Stay, Watch, follow
from bot.features.voice.tables import stay_of, still_open, voice_stays, voice_watches, watch_of

NEWS = "voice"
"""What `Database.listen` hears when another room is watched, or one no longer."""

AT_ONCE = 500
"""How much is written in one transaction: others write, too."""

Person = tuple[int, int]
"""A member of a server: its id, then theirs."""


class Kept(NamedTuple):
    """Of whom a stay is open now, and who said no to being counted."""

    open: frozenset[Person]
    refused: frozenset[Person]


# --- watched rooms


async def watch(tx: AsyncConnection, wanted: Watch) -> None:
    """Keep the stays in a voice channel for a while, whether or not the server counts.

    Whoever sits there already is found. The same key again moves the time; for another channel, end it first.
    """
    await tx.execute(delete(voice_watches).where(voice_watches.c.key == wanted.key))
    await insert_new(tx, voice_watches, [vars(wanted)])
    announce(tx, NEWS)


async def unwatch(tx: AsyncConnection, key: str, at: int) -> None:
    """Keep them no longer: stays there end, unless the server counts or somebody else meets there."""
    await tx.execute(
        update(voice_watches)
        .where(voice_watches.c.key == key)
        .values(until=case((voice_watches.c.until > at, at), else_=voice_watches.c.until))
    )
    announce(tx, NEWS)


async def watched(db: Database, now: int) -> frozenset[Watch]:
    """What is watched at this moment."""
    which = select(voice_watches).where(voice_watches.c.since <= now, voice_watches.c.until > now)
    async with db.read() as tx:
        return frozenset(watch_of(row) for row in await tx.execute(which))


# --- stays


async def keep(db: Database, run: int, seen: Sequence[Seen], new: Collection[int] = ()) -> Kept:
    """Write down what was seen, in the order in which it happened, as far as it is to be kept at all.

    In servers that are seen anew by this `run`, what another one left open ends when it last saw it.
    Of people who said no to being counted no stay is kept, and an open one goes.
    """
    people = list(dict.fromkeys((one.guild_id, one.user_id) for one in seen))
    async with db.write() as tx:
        await serialise(tx, "voice")
        await _end_left_open(tx, run, new)
        refused = await consent.uncounted(db.within(tx), people)
        before = await _open_stays(tx, people)
        earliest = min((*(stay.seen_at for stay in before.values()), *(one.at for one in seen)), default=0)
        keeping = await _keeping(db.within(tx), {guild_id for guild_id, _ in people}, earliest)
        changes = _Changes()
        for one in seen:
            person = (one.guild_id, one.user_id)
            if person not in refused:
                stay = changes.open.get(person, before.get(person))
                ended, changes.open[person] = follow(stay, one, keeping[one.guild_id], run)
                if ended is not None:
                    changes.ended.append(ended)
        await _write(tx, before, changes, refused)
    return Kept(frozenset(person for person, stay in changes.open.items() if stay is not None), refused)


_BEAT = (
    update(voice_stays)
    .where(voice_stays.c.run == bindparam("this_run"), still_open, voice_stays.c.seen_at < bindparam("now"))
    .values(seen_at=bindparam("now", type_=BigInteger))
)


async def heartbeat(db: Database, run: int, now: int, *, silent: Collection[int] = ()) -> None:
    """Everybody whose stay this run sees is there still, except in servers from which nothing is heard.

    To be called once everything that was seen until `now` is written down.
    """
    which = _BEAT.where(voice_stays.c.guild_id.not_in(sorted(silent))) if silent else _BEAT
    async with db.write() as tx:
        await tx.execute(which, {"this_run": run, "now": now})


async def drop_uncounted(db: Database, since: int = 0) -> None:
    """Drop every stay of those who said no to being counted since then: nothing but their wish is kept."""
    refused = await consent.refused_counting(db, since)
    for start in range(0, len(refused), AT_ONCE):
        which = voice_stays.c.user_id.in_(refused[start : start + AT_ONCE])
        async with db.write() as tx:
            found = await tx.execute(
                select(voice_stays.c.guild_id, voice_stays.c.user_id).where(which).distinct()
            )
            gone = await consent.uncounted(db.within(tx), [(row.guild_id, row.user_id) for row in found])
            for guild_id, user_id in gone:
                await tx.execute(delete(voice_stays).where(_of(guild_id, user_id)))


# --- inside


@dataclass
class _Changes:
    ended: list[Stay] = field(default_factory=list[Stay])
    open: dict[Person, Stay | None] = field(default_factory=dict[Person, Stay | None])


_AT_KEY = (
    (voice_stays.c.guild_id == bindparam("in_guild"))
    & (voice_stays.c.user_id == bindparam("of_user"))
    & (voice_stays.c.began_at == bindparam("from_when"))
)
_CHANGED = ("channel_id", "seen_at", "ended_at", "credited", "credited_since", "run")
_CHANGE = (
    update(voice_stays)
    .where(_AT_KEY, still_open)
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
)
_DROP = delete(voice_stays).where(_AT_KEY)


async def _write(
    tx: AsyncConnection, before: Mapping[Person, Stay], changes: _Changes, refused: Collection[Person]
) -> None:
    """Removals, then changes, then what is new: a member has one open stay at any moment."""
    known = {_key(stay): stay for stay in before.values()}
    after = [*changes.ended, *(stay for stay in changes.open.values() if stay is not None)]
    # A stay of no length says nothing.
    lasting = [stay for stay in after if stay.ended_at is None or stay.ended_at > stay.began_at]
    left = {_key(stay) for stay in lasting}
    gone = [
        key
        for person, stay in before.items()
        if (key := _key(stay)) not in left and (person in refused or person in changes.open)
    ]
    if gone:
        await tx.execute(_DROP, [_at(key) for key in gone])
    changed = [stay for stay in lasting if _key(stay) in known and stay != known[_key(stay)]]
    if changed:
        await tx.execute(_CHANGE, [_at(_key(stay)) | _values(stay) for stay in changed])
    await insert_new(tx, voice_stays, [vars(stay) for stay in lasting if _key(stay) not in known])


async def _open_stays(tx: AsyncConnection, people: Sequence[Person]) -> dict[Person, Stay]:
    wanted = set(people)
    found: dict[Person, Stay] = {}
    for start in range(0, len(people), AT_ONCE):
        part = people[start : start + AT_ONCE]
        rows = await tx.execute(
            select(voice_stays).where(
                still_open,
                voice_stays.c.guild_id.in_({guild_id for guild_id, _ in part}),
                voice_stays.c.user_id.in_({user_id for _, user_id in part}),
            )
        )
        stays = [stay_of(row) for row in rows]
        found |= {(s.guild_id, s.user_id): s for s in stays if (s.guild_id, s.user_id) in wanted}
    return found


async def _keeping(db: Database, guild_ids: Collection[int], since: int) -> dict[int, Keeping]:
    counting = await consent.counting_since(db, guild_ids)
    rooms: dict[int, list[Watch]] = {guild_id: [] for guild_id in guild_ids}
    which = select(voice_watches).where(
        voice_watches.c.guild_id.in_(guild_ids), voice_watches.c.until >= since
    )
    async with db.read() as tx:
        for row in await tx.execute(which):
            rooms[row.guild_id].append(watch_of(row))
    return {guild_id: Keeping(counting.get(guild_id), rooms[guild_id]) for guild_id in guild_ids}


def left_open() -> dict[str, ColumnElement[Any]]:
    """The values with which a stay ends when it was last seen, whoever saw it."""
    running = voice_stays.c.seen_at - voice_stays.c.credited_since
    counted = case((running > 0, voice_stays.c.credited + running), else_=voice_stays.c.credited)
    return {"ended_at": voice_stays.c.seen_at, "credited": counted, "credited_since": null()}


async def _end_left_open(tx: AsyncConnection, run: int, guild_ids: Collection[int]) -> None:
    everywhere = sorted(guild_ids)
    for start in range(0, len(everywhere), AT_ONCE):
        of_others = (
            voice_stays.c.guild_id.in_(everywhere[start : start + AT_ONCE]),
            voice_stays.c.run != run,
            still_open,
        )
        await tx.execute(
            delete(voice_stays).where(*of_others, voice_stays.c.seen_at <= voice_stays.c.began_at)
        )
        await tx.execute(update(voice_stays).where(*of_others).values(left_open()))


def _of(guild_id: int, user_id: int) -> ColumnElement[bool]:
    return (voice_stays.c.guild_id == guild_id) & (voice_stays.c.user_id == user_id)


def _key(stay: Stay) -> tuple[int, int, int]:
    return stay.guild_id, stay.user_id, stay.began_at


def _at(key: Iterable[int]) -> dict[str, int]:
    return dict(zip(("in_guild", "of_user", "from_when"), key, strict=True))


def _values(stay: Stay) -> dict[str, int | None]:
    return {f"new_{name}": getattr(stay, name) for name in _CHANGED}
