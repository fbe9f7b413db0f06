"""Writing down what was counted in memory, as far as it is to be kept at all."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.features import consent, settings
from bot.features.activity.adding import (
    LOCK,
    ROWS_AT_ONCE,
    Difference,
    Member,
    add,
    add_up,
    known,
    upsert_into,
    written,
)
from bot.features.activity.counts import Arrival, Counter, Counts, Last, Piece, Rules
from bot.features.activity.rules import QUARTER, TOLD, id_at, local_hour, sent_at
from bot.features.activity.tables import flushes, hours, newcomers, recent, servers


async def counted_servers(db: Database) -> tuple[int, ...]:
    """Every server of which counts are kept, whether or not it counts at this moment."""
    async with db.read() as tx:
        return tuple(await tx.scalars(select(servers.c.guild_id).order_by(servers.c.guild_id)))


async def look(db: Database, counts: Counts, guild_ids: Collection[int]) -> None:
    """Let `counts` know which of these servers count, since when and by which rule.

    For a server that it did not know it remembers who wrote last, so that a burst counts once.
    """
    since = await consent.counting_since(db, guild_ids)
    chosen = await settings.servers(db, since)
    rules = {guild_id: Rules(at, chosen[guild_id].burst_seconds) for guild_id, at in since.items()}
    new = sorted(rules.keys() - counts.servers)
    lasts: list[Last] = []
    async with db.read() as tx:
        for start in range(0, len(new), ROWS_AT_ONCE):
            which = recent.c.guild_id.in_(new[start : start + ROWS_AT_ONCE])
            lasts += [Last(*row) for row in await tx.execute(select(recent).where(which))]
    counts.look(guild_ids, rules, lasts)


async def flush(db: Database, counts: Counts, now: int) -> None:
    """Write down what waits in `counts`, each piece of it in one transaction, and once.

    What belongs to members who said no, and to servers that do not count, is dropped. What could not be
    written raises, stays, and is written by the next flush. One at a time for each `counts`. What is counted
    meanwhile waits for the next: where much is going on there would be no end of it, in ever smaller pieces.
    """
    left_over = counts.left_over
    while (piece := counts.piece()) is not None:
        async with db.write() as tx:
            await serialise(tx, LOCK)
            # The answer to a commit may be lost, and the commit not.
            if await _begin(tx, counts.run, piece.number, now):
                await _write(db.within(tx), tx, piece, now)
        counts.done(piece)
        if piece.is_all and not left_over:
            return
        left_over = False


async def _begin(tx: AsyncConnection, run: int, number: int, now: int) -> bool:
    mine = flushes.c.run == run
    before = await tx.scalar(select(flushes.c.number).where(mine))
    if before is None:
        await insert_new(tx, flushes, [{"run": run, "number": number, "at": now}])
    elif before < number:
        await tx.execute(update(flushes).where(mine).values(number=number, at=now))
    return before is None or before < number


async def _write(db: Database, tx: AsyncConnection, piece: Piece, now: int) -> None:
    rows = (*piece.counters, *piece.arrivals, *piece.answers, *piece.lasts)
    since = await consent.counting_since(db, {row.guild_id for row in rows})
    people = {(row.guild_id, row.user_id) for row in rows}
    people |= {(row.guild_id, row.by_id) for row in piece.answers}
    refused = await consent.uncounted(db, people)
    chosen = await settings.servers(db, since)
    zones = {guild_id: of.zone for guild_id, of in chosen.items()}

    def stays(guild_id: int, user_id: int) -> bool:
        return guild_id in since and (guild_id, user_id) not in refused

    kept = [
        one
        for one in piece.counters
        if stays(one.guild_id, one.user_id) and (one.quarter + 1) * QUARTER > since[one.guild_id]
    ]
    await add(tx, _by_day(kept, zones), await known(tx, zones, now))
    await _add_hours(tx, kept, zones)
    arrivals = [one for one in piece.arrivals if stays(one.guild_id, one.user_id)]
    await insert_new(tx, newcomers, [_newcomer(one) for one in arrivals])
    answers = [
        {"in_guild": one.guild_id, "of_user": one.user_id, "then": one.at}
        for one in piece.answers
        if stays(one.guild_id, one.user_id) and stays(one.guild_id, one.by_id)
    ]
    if answers:
        # Together: most who are replied to are no newcomers, and a thousand by themselves take half a second.
        await tx.execute(_ANSWERED, answers)
    await _remember(tx, [one for one in piece.lasts if stays(one.guild_id, one.user_id)])


def _by_day(counters: Iterable[Counter], zones: Mapping[int, str]) -> dict[Member, Difference]:
    found: dict[Member, Difference] = {}
    for one in counters:
        day, _ = local_hour(one.quarter, zones[one.guild_id])
        sums = found.setdefault((one.guild_id, day, one.user_id), {})
        for name, number in zip(TOLD, one[3:], strict=True):
            if number:
                sums[name] = sums.get(name, 0) + number
    return found


def _newcomer(one: Arrival) -> dict[str, Any]:
    return {
        "guild_id": one.guild_id,
        "user_id": one.user_id,
        "joined_at": one.joined_at,
        "first_message_id": one.message_id,
        "first_at": sent_at(one.message_id),
    }


_ANSWERED = (
    update(newcomers)
    .where(
        newcomers.c.guild_id == bindparam("in_guild"),
        newcomers.c.user_id == bindparam("of_user"),
        newcomers.c.first_reply_at.is_(None),
        newcomers.c.first_at <= bindparam("then"),
    )
    .values(first_reply_at=bindparam("then"))
)


async def _add_hours(tx: AsyncConnection, counters: Iterable[Counter], zones: Mapping[int, str]) -> None:
    sums: dict[tuple[int, int, int], list[int]] = {}
    for one in counters:
        pair = sums.setdefault((one.guild_id, *local_hour(one.quarter, zones[one.guild_id])), [0, 0])
        pair[0] += one.messages
        pair[1] += one.reactions
    names = ("messages", "reactions")
    await add_up(tx, hours, names, [(*key, *pair) for key, pair in sums.items() if any(pair)])


async def _remember(tx: AsyncConnection, lasts: Sequence[Last]) -> None:
    if not lasts:
        return
    await tx.exec_driver_sql(_remembering(tx.dialect), [tuple(one) for one in lasts])
    newest = max(sent_at(one.message_id) for one in lasts)
    await tx.execute(delete(recent).where(recent.c.message_id < id_at(newest - settings.BURST_SECONDS[-1])))


@lru_cache(maxsize=8)
def _remembering(dialect: Dialect) -> str:
    """Remember a message of a member and channel, unless a newer one is. Values: those of a `Last`."""
    new = upsert_into(dialect, recent)
    newer = new.excluded.message_id > recent.c.message_id
    statement = new.values({name: bindparam(name) for name in Last._fields}).on_conflict_do_update(
        index_elements=recent.primary_key, set_={"message_id": new.excluded.message_id}, where=newer
    )
    return written(statement, dialect, Last._fields)
