"""Reading stays: who was there, for how long; a member's own; and dropping what is old."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, true, tuple_, update

from bot.db import Database
from bot.features import settings
from bot.features.voice.keeping import left_open
from bot.features.voice.rules import Stay
from bot.features.voice.tables import stay_of, still_open, voice_stays, voice_watches

_DAY = 24 * 60 * 60
_ROWS_AT_ONCE = 2000
# What no process has seen for so long, none sees any more.
_ABANDONED_SECONDS = 10 * 60
# Long enough that every stay in a watched room has ended with its watch, whatever held that up.
_WATCH_SECONDS = 30 * _DAY


async def stays(db: Database, channel_id: int, since: int, until: int) -> tuple[Stay, ...]:
    """Every stay in a channel that touches this time, the earliest first."""
    async with db.read() as tx:
        found = await tx.execute(
            select(voice_stays)
            .where(
                voice_stays.c.channel_id == channel_id,
                or_(still_open, voice_stays.c.ended_at > since),
                voice_stays.c.began_at < until,
            )
            .order_by(voice_stays.c.began_at, voice_stays.c.user_id)
        )
        return tuple(stay_of(row) for row in found)


async def stays_in(db: Database, guild_id: int, since: int, until: int) -> tuple[Stay, ...]:
    """Every stay in a server that touches this time, the earliest first."""
    async with db.read() as tx:
        found = await tx.execute(
            select(voice_stays)
            .where(
                voice_stays.c.guild_id == guild_id,
                or_(still_open, voice_stays.c.ended_at > since),
                voice_stays.c.began_at < until,
            )
            .order_by(voice_stays.c.began_at, voice_stays.c.user_id)
        )
        return tuple(stay_of(row) for row in found)


async def seconds_by_person(
    db: Database, guild_id: int, channel_id: int, since: int, until: int, *, now: int | None = None
) -> Mapping[int, int]:
    """How long each person was in a channel between two instants, in seconds; whoever was not is left out.

    Somebody who is there still counts up to `now` or, without it, up to the last heartbeat.
    """
    seconds: dict[int, int] = {}
    for stay in await stays(db, channel_id, since, until):
        length = min(stay.until(now), until) - max(stay.began_at, since)
        if length > 0 and stay.guild_id == guild_id:
            seconds[stay.user_id] = seconds.get(stay.user_id, 0) + length
    return seconds


async def here_now(db: Database, channel_id: int, now: int) -> tuple[int, ...]:
    """Who is in a channel, of those whose stays are kept, the longest there first."""
    async with db.read() as tx:
        found = await tx.execute(
            select(voice_stays)
            .where(voice_stays.c.channel_id == channel_id, still_open)
            .order_by(voice_stays.c.began_at, voice_stays.c.user_id)
        )
        there = [stay_of(row) for row in found]
    # What a process left open that is gone says nothing about now.
    return tuple(stay.user_id for stay in there if stay.until(now) >= now)


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """This person's stays in voice channels, ready for JSON."""
    theirs = select(voice_stays).where(voice_stays.c.user_id == user_id, _in(guild_id))
    async with db.read() as tx:
        rows = await tx.execute(theirs.order_by(voice_stays.c.began_at, voice_stays.c.guild_id))
        return {"voice_stays": [_shown(stay_of(row)) for row in rows]}


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Forget this person's stays, one that is open too."""
    async with db.write() as tx:
        await tx.execute(delete(voice_stays).where(voice_stays.c.user_id == user_id, _in(guild_id)))


async def expire(db: Database, now: int, run: int) -> None:
    """Drop stays older than their server keeps them and watches that are over; end what nobody sees."""
    async with db.write() as tx:
        await tx.execute(delete(voice_watches).where(voice_watches.c.until < now - _WATCH_SECONDS))
        abandoned = (still_open, voice_stays.c.run != run, voice_stays.c.seen_at < now - _ABANDONED_SECONDS)
        await tx.execute(update(voice_stays).where(*abandoned).values(left_open()))
    async with db.read() as tx:
        servers = list(await tx.scalars(select(voice_stays.c.guild_id).distinct()))
    for guild_id in servers:
        days = (await settings.server(db, guild_id)).retention_days
        await _drop(db, guild_id, now - days * _DAY)


async def _drop(db: Database, guild_id: int, before: int) -> None:
    """Piece by piece: others write in between."""
    key = tuple_(*voice_stays.primary_key)
    old = (voice_stays.c.guild_id == guild_id, voice_stays.c.ended_at < before)
    piece = select(*voice_stays.primary_key).where(*old).limit(_ROWS_AT_ONCE)
    while True:
        async with db.write() as tx:
            dropped = await tx.execute(delete(voice_stays).where(key.in_(piece)))
        if dropped.rowcount < _ROWS_AT_ONCE:
            return


def _shown(stay: Stay) -> dict[str, Any]:
    return {
        "guild_id": stay.guild_id,
        "channel_id": stay.channel_id,
        "began_at": stay.began_at,
        "ended_at": stay.ended_at,
        "seconds": stay.until() - stay.began_at,
        "credited": stay.credit(),
    }


def _in(guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else voice_stays.c.guild_id == guild_id
