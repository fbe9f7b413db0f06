"""Reading and changing settings.

Nothing is remembered between reads: another process may have changed it, and a read costs half a millisecond.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Row, Table, and_, bindparam, delete, or_, select, true, update

from bot.db import Database, insert_new, serialise
from bot.features.settings.rules import MEMBER, SERVER, MemberSettings, ServerSettings, Setting
from bot.features.settings.tables import EVERYWHERE, member_settings, server_settings

# SQLite takes 32,766 values in one query.
_AT_ONCE = 1000


@dataclass(frozen=True)
class Earlier:
    """What stood before, who had chosen it and when; `by_id` is None once they had themselves forgotten."""

    value: Any
    by_id: int | None
    at: int


@dataclass(frozen=True)
class Change:
    """A setting as it is now, and what an admin had chosen before: the last who speaks decides."""

    name: str
    value: Any
    earlier: Earlier | None


async def server(db: Database, guild_id: int) -> ServerSettings:
    """The settings of a server at this moment."""
    async with db.read() as tx:
        return ServerSettings(**_chosen(await tx.execute(_OF_SERVER, {"guild_id": guild_id}), SERVER))


async def servers(db: Database, guild_ids: Collection[int]) -> dict[int, ServerSettings]:
    """The settings of several servers at this moment."""
    ids = list(dict.fromkeys(guild_ids))
    rows: dict[int, list[Row[Any]]] = {guild_id: [] for guild_id in ids}
    async with db.read() as tx:
        for start in range(0, len(ids), _AT_ONCE):
            which = server_settings.c.guild_id.in_(ids[start : start + _AT_ONCE])
            for row in await tx.execute(select(server_settings).where(which)):
                rows[row.guild_id].append(row)
    return {guild_id: ServerSettings(**_chosen(theirs, SERVER)) for guild_id, theirs in rows.items()}


async def change_server(
    db: Database, guild_id: int, name: str, value: Any, *, by: int | None, at: int
) -> Change:
    """Change one setting of a server, or give it back its default with None; refuses what it may not be.

    Channels and roles come as `Channel` and as `Role`s. Each setting stands for itself: two admins who
    change different ones do not meet. `by` nobody when the bot has done what was asked of it.
    """
    setting = SERVER[name]
    kept = None if value is None else setting.check(value)
    key = {"guild_id": guild_id, "name": name}
    row = {**key, "value": json.dumps(kept), "by_id": by, "at": at}
    before = await _replace(db, server_settings, key, row)
    earlier = None if before is None else Earlier(_read(before.value, setting), before.by_id, before.at)
    return Change(name, setting.default if kept is None else kept, earlier)


async def member(db: Database, user_id: int, guild_id: int | None) -> MemberSettings:
    """The settings of a member in a server; without one, those that hold everywhere."""
    return (await members(db, [user_id], guild_id))[user_id]


async def members(db: Database, user_ids: Collection[int], guild_id: int | None) -> dict[int, MemberSettings]:
    """The settings of several members in a server."""
    ids = list(dict.fromkeys(user_ids))
    rows: dict[int, list[Row[Any]]] = {user_id: [] for user_id in ids}
    async with db.read() as tx:
        for start in range(0, len(ids), _AT_ONCE):
            found = await tx.execute(
                select(member_settings).where(
                    member_settings.c.user_id.in_(ids[start : start + _AT_ONCE]),
                    member_settings.c.guild_id.in_([EVERYWHERE, guild_id or EVERYWHERE]),
                )
            )
            for row in found:
                rows[row.user_id].append(row)
    return {user_id: MemberSettings(**_chosen(theirs, MEMBER)) for user_id, theirs in rows.items()}


async def change_member(
    db: Database, user_id: int, guild_id: int | None, name: str, value: Any, *, at: int
) -> Change:
    """Change one setting of a member, or give it back its default with None; refuses what it may not be.

    What holds everywhere is changed everywhere, whatever the server. What does not needs one.
    """
    setting = MEMBER[name]
    if setting.scope == "everywhere":
        guild_id = EVERYWHERE
    elif guild_id is None:
        raise ValueError(f"{name} is chosen in a server")
    kept = None if value is None else setting.check(value)
    key = {"user_id": user_id, "guild_id": guild_id, "name": name}
    row = None if kept is None else {**key, "value": json.dumps(kept), "at": at}
    before = await _replace(db, member_settings, key, row)
    earlier = None if before is None else Earlier(_read(before.value, setting), user_id, before.at)
    return Change(name, setting.default if kept is None else kept, earlier)


# Asked before every command: written once, for that takes longer than running it.
_OF_SERVER = select(server_settings).where(server_settings.c.guild_id == bindparam("guild_id"))
_OF_MEMBER = select(member_settings).where(
    member_settings.c.user_id == bindparam("user_id"),
    or_(member_settings.c.guild_id == EVERYWHERE, member_settings.c.guild_id == bindparam("guild_id")),
)


async def here(db: Database, guild_id: int | None, user_id: int) -> tuple[ServerSettings, MemberSettings]:
    """The settings of a server and of a member in it, seen together; without a server its defaults."""
    where = {"guild_id": guild_id or EVERYWHERE}
    async with db.read() as tx:
        chosen = _chosen(await tx.execute(_OF_SERVER, where), SERVER)
        own = _chosen(await tx.execute(_OF_MEMBER, {**where, "user_id": user_id}), MEMBER)
    return ServerSettings(**chosen), MemberSettings(**own)


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """What this person has chosen for themselves and, as an admin, for servers, ready for JSON."""
    mine = select(member_settings).where(
        member_settings.c.user_id == user_id, _in(member_settings.c.guild_id, guild_id)
    )
    as_admin = select(server_settings).where(
        server_settings.c.by_id == user_id, _in(server_settings.c.guild_id, guild_id)
    )
    async with db.read() as tx:
        own = await tx.execute(mine.order_by(*member_settings.primary_key))
        servers = await tx.execute(as_admin.order_by(*server_settings.primary_key))
        return {
            "settings": [_exported(row) for row in own],
            "server_settings": [_exported(row) for row in servers],
        }


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Forget what this person has chosen for themselves, in one server or in all and everywhere.

    What they chose for servers stays, without their name.
    """
    async with db.write() as tx:
        await tx.execute(
            delete(member_settings).where(
                member_settings.c.user_id == user_id, _in(member_settings.c.guild_id, guild_id)
            )
        )
        await tx.execute(
            update(server_settings)
            .where(server_settings.c.by_id == user_id, _in(server_settings.c.guild_id, guild_id))
            .values(by_id=None)
        )


async def forget_everywhere(db: Database, user_ids: Collection[int]) -> None:
    """Forget what these people have chosen for all servers: they are in none any more."""
    async with db.write() as tx:
        await tx.execute(
            delete(member_settings).where(
                member_settings.c.guild_id == EVERYWHERE, member_settings.c.user_id.in_(user_ids)
            )
        )


async def _replace(
    db: Database, table: Table, key: Mapping[str, Any], row: Mapping[str, Any] | None
) -> Row[Any] | None:
    """Put a row in the place of the one that has this key, or nothing; return the one before."""
    which = and_(*(table.c[name] == value for name, value in key.items()))
    async with db.write() as tx:
        # Two who choose it for the first time would not see each other on PostgreSQL.
        await serialise(tx, table.name, *key.values())
        before = (await tx.execute(select(table).where(which))).one_or_none()
        await tx.execute(delete(table).where(which))
        await insert_new(tx, table, [] if row is None else [row])
    return before


def _chosen(rows: Iterable[Row[Any]], settings: Mapping[str, Setting]) -> dict[str, Any]:
    # A setting that no longer exists may still have rows.
    return {row.name: _read(row.value, settings[row.name]) for row in rows if row.name in settings}


def _read(value: str, setting: Setting) -> Any:
    read: Any = json.loads(value)
    if read is None:
        return setting.default
    # JSON knows no tuples.
    return tuple(cast("list[Any]", read)) if isinstance(read, list) else read


def _in(column: Column[Any], guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else column == guild_id


def _exported(row: Row[Any]) -> dict[str, Any]:
    return {"guild_id": row.guild_id or None, "name": row.name, "value": json.loads(row.value), "at": row.at}
