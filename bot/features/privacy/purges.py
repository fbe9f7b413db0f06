"""Members who left and servers that are gone: nothing of them stays, in whichever table it stands."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    select,
    tuple_,
    union,
)

from bot.db import Database, metadata
from bot.features import deliveries, departures, settings
from bot.features.departures import Purge
from bot.features.giving import Post
from bot.features.privacy.own_data import leave_no_traces
from bot.features.privacy.posts import edits
from bot.features.privacy.registry import FEATURES, PEOPLE, STAND_IN

_ROWS_AT_ONCE = 2000
_PEOPLE_AT_ONCE = 500


async def servers_with_data(db: Database) -> tuple[int, ...]:
    """Every server of which something is kept."""
    of_servers = [
        select(table.c.guild_id).where(table.c.guild_id > 0).distinct()
        for table in _of_servers()
        if table.name not in STAND_IN
    ]
    async with db.read() as tx:
        return tuple(sorted(await tx.scalars(union(*of_servers))))


async def members_with_data(
    db: Database, guild_id: int, *, after: int = 0, limit: int = 100
) -> tuple[int, ...]:
    """The next people, by id, of whom something is kept in this server."""
    page = {"guild_id": guild_id, "after": after, "most": limit}
    async with db.read() as tx:
        return tuple(await tx.scalars(_next_people(), page))


@cache
def _next_people() -> Select[int]:
    """Of every table there is, and asked page by page: it takes longer to write than to run."""
    most = bindparam("most", type_=Integer)
    # As many of each table as are asked for: one alone may hold a hundred thousand.
    people = [
        select(person.label("person"))
        .where(table.c.guild_id == bindparam("guild_id"), person > bindparam("after"))
        .distinct()
        .order_by(person)
        .limit(most)
        .subquery()
        for table, person in _people()
    ]
    found = union(*(select(part.c.person) for part in people)).subquery()
    return select(found.c.person).order_by(found.c.person).limit(most)


async def purge(db: Database, due: Purge, now: int) -> None:
    """Forget a member who left, or a server that is gone; nothing when they came back meanwhile.

    That the bot's own public posts about the member are edited is planned with it. Cut short, it is due
    again.
    """
    if not await departures.still_due(db, due, now):
        return
    if due.user_id is None:
        await _purge_server(db, due.guild_id)
    else:
        await _purge_member(db, due.guild_id, due.user_id, now)
    await leave_no_traces(db, now)


async def _purge_member(db: Database, guild_id: int, user_id: int, now: int) -> None:
    posts = list[Post]()
    only_here = await _only_here(db, guild_id, [user_id])
    async with db.write() as tx:
        inside = db.within(tx)
        await settings.forget_everywhere(inside, only_here)
        for feature in FEATURES:
            posts += await feature.forget(inside, user_id, guild_id) or ()
        await deliveries.plan(tx, edits(posts, now))


async def _purge_server(db: Database, guild_id: int) -> None:
    after = 0
    while people := await members_with_data(db, guild_id, after=after, limit=_PEOPLE_AT_ONCE):
        await settings.forget_everywhere(db, await _only_here(db, guild_id, people))
        after = people[-1]
    # That the server is gone is forgotten last: a purge that is cut short is done again.
    for table in sorted(_of_servers(), key=lambda table: table is departures.gone_servers):
        await _drop(db, table, guild_id)


async def _drop(db: Database, table: Table, guild_id: int) -> None:
    """Delete a server's rows piece by piece: others write in between."""
    key = tuple_(*table.primary_key)
    piece = select(*table.primary_key).where(table.c.guild_id == guild_id).limit(_ROWS_AT_ONCE)
    while True:
        async with db.write() as tx:
            dropped = await tx.execute(delete(table).where(key.in_(piece)))
        if dropped.rowcount < _ROWS_AT_ONCE:
            return


async def _only_here(db: Database, guild_id: int, people: Collection[int]) -> set[int]:
    """Which of these people nothing is kept about in any other server."""
    elsewhere = [
        select(person).where(and_(_elsewhere(table, guild_id), person.in_(people)))
        for table, person in _people()
    ]
    async with db.read() as tx:
        return set(people) - set(await tx.scalars(union(*elsewhere)))


def _elsewhere(table: Table, guild_id: int) -> ColumnElement[bool]:
    # Server 0 stands for all of them.
    return table.c.guild_id.not_in([0, guild_id])


def _of_servers() -> list[Table]:
    """Every table with rows of servers, children before their parents."""
    return [table for table in reversed(metadata.sorted_tables) if "guild_id" in table.c]


def _people() -> list[tuple[Table, Column[int]]]:
    return [
        (table, column)
        for table in _of_servers()
        if table.name not in STAND_IN
        for column in table.c
        if column.name in PEOPLE
    ]
