"""Looking after what is planned: Discord's own events, channels and hosts that are gone, and how it fares."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features import deliveries, notices
from bot.features.notices import Notice
from bot.features.sessions.arming import changed
from bot.features.sessions.planning import pause
from bot.features.sessions.reading import View, ahead_of, at_moment, series_in
from bot.features.sessions.rules import Series
from bot.features.sessions.tables import occurrences, series

NAME = "session "  # how the deliveries of a series are called together, before its number


@dataclass(frozen=True)
class Stale:
    """Discord's own event of an occurrence that is over or called off."""

    occurrence_id: int
    mirror_id: int


# --- Discord's own events


async def keep_mirror(db: Database, occurrence_id: int, mirror_id: int | None) -> None:
    """Remember which of Discord's events shows this occurrence; None for no longer any."""
    async with db.write() as tx:
        await tx.execute(
            update(occurrences).where(occurrences.c.id == occurrence_id).values(mirror_id=mirror_id)
        )


async def stale_mirrors(db: Database, guild_id: int) -> tuple[Stale, ...]:
    """Events of this server that still show what is over or called off."""
    async with db.read() as tx:
        found = await tx.execute(
            select(occurrences.c.id, occurrences.c.mirror_id).where(
                occurrences.c.guild_id == guild_id,
                occurrences.c.state != "ahead",
                occurrences.c.mirror_id.is_not(None),
            )
        )
        return tuple(Stale(row.id, row.mirror_id) for row in found)


# --- what will come, and what stands in its way


async def starting(db: Database, guild_ids: Collection[int], now: int, until: int) -> tuple[View, ...]:
    """What starts in these servers in this span, by its start."""
    async with db.read() as tx:
        return await at_moment(tx, guild_ids, now, until)


async def tell_what_is_missing(
    db: Database, guild_id: int, channel_id: int, missing: Collection[str], now: int
) -> bool:
    """Tell the moderators once what the bot may not do where a session is to be; False when they know."""
    names = " ".join(sorted(missing))
    return await notices.say(
        db,
        Notice(
            guild_id=guild_id,
            about=f"session permissions {channel_id} {names}",
            words="notice-session-missing",
            params={"channel": str(channel_id), **_flags(missing)},
            made_at=now,
        ),
    )


CHECKED = ("view_channel", "send_messages", "read_message_history")
"""What the bot needs where a session's posts stand: `notice-session-missing` names each."""


def _flags(missing: Collection[str]) -> dict[str, str]:
    return {name: "yes" if name in missing else "no" for name in CHECKED}


async def lose_channel(db: Database, guild_id: int, series_id: int, channel_id: int, now: int) -> bool:
    """Let a series rest whose channel is gone; its host and the moderators are asked where to. Once."""
    async with db.write() as tx:
        one = await series_in(tx, guild_id, series_id)
        if one.channel_id != channel_id or not await pause(tx, one, "channel_gone", now):
            return False
        await _tell_host_and_moderators(tx, one, "notice-session-channel-gone", "channel", now)
        return True


async def lose_place(db: Database, one: Series, now: int) -> bool:
    """Ask the host and the moderators where one meets now that the place is gone; False when they know."""
    async with db.write() as tx:
        return await _tell_host_and_moderators(tx, one, "notice-session-place-gone", "place", now)


async def lose_host(db: Database, guild_id: int, host_id: int, now: int) -> int:
    """Somebody left: their sessions go on without a host, and moderators are asked who takes over.

    Return how many there were.
    """
    async with db.write() as tx:
        theirs = (
            await tx.scalars(
                select(series.c.id).where(
                    series.c.guild_id == guild_id,
                    series.c.host_id == host_id,
                    series.c.ended_at.is_(None),
                )
            )
        ).all()
        for series_id in theirs:
            one = await series_in(tx, guild_id, series_id)
            await tx.execute(
                update(series).where(series.c.id == series_id).values(host_id=None, rev=series.c.rev + 1)
            )
            there = await ahead_of(tx, series_id)
            if there is not None:
                await changed(tx, there.id)
            await notices.give_notice(tx, _notice(one, "notice-session-host-gone", "host", now, None))
        return len(theirs)


async def held(db: Database, guild_id: int) -> dict[int, str]:
    """The series of this server whose posts were refused and now wait: by number, with the reason."""
    found = await deliveries.held(db, guild_id)
    return {
        int(hold.series.removeprefix(NAME)): hold.reason for hold in found if hold.series.startswith(NAME)
    }


async def let_go_on(db: Database, one: Series) -> None:
    """What was refused may be sent again: what is still worth sending is."""
    async with db.write() as tx:
        await deliveries.resume(tx, one.name)


# --- how it fares


@dataclass(frozen=True)
class NextDelivery:
    """Something that is to be sent for a session."""

    kind: str
    due_at: int
    series_id: int
    channel_id: int | None


async def next_deliveries(db: Database, guild_id: int, limit: int) -> tuple[NextDelivery, ...]:
    """What is to be sent next for the sessions of this server."""
    found = await deliveries.coming(db, guild_id, kinds="session.", limit=limit * 4)
    shown: list[NextDelivery] = []
    async with db.read() as tx:
        of = await _series_of(tx, [one.subject.get("occurrence") for one in found])
    for one in found:
        series_id = of.get(int(one.subject.get("occurrence", 0)))
        if series_id is not None and one.channel_id is not None:
            shown.append(NextDelivery(one.kind, one.due_at, series_id, one.channel_id))
    return tuple(shown[:limit])


# --- within


async def _series_of(tx: AsyncConnection, occurrence_ids: Collection[Any]) -> dict[int, int]:
    found = await tx.execute(
        select(occurrences.c.id, occurrences.c.series_id).where(
            occurrences.c.id.in_([int(one) for one in occurrence_ids if one])
        )
    )
    return {row.id: row.series_id for row in found}


async def _tell_host_and_moderators(
    tx: AsyncConnection, one: Series, words: str, what: str, now: int
) -> bool:
    told = await notices.give_notice(tx, _notice(one, words, what, now, None))
    if one.host_id is not None:
        await notices.give_notice(tx, _notice(one, words, what, now, one.host_id))
    return told


def _notice(one: Series, words: str, what: str, now: int, user_id: int | None) -> Notice:
    gone = {"channel": one.channel_id, "place": one.place.channel_id, "host": one.id}[what]
    return Notice(
        guild_id=one.guild_id,
        about=f"session {what} gone {one.id} {gone} {user_id or 'moderators'}",
        words=words,
        params={"channel": str(one.channel_id), "kind": one.kind, "planned": str(one.planned_at)},
        made_at=now,
        user_id=user_id,
        purpose=None if user_id is None else "dm_sessions",
    )
