"""What is kept about one person: to count, to hand out, to forget."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot.db import Database, keep_note, note
from bot.features import consent, deliveries
from bot.features.deliveries import Delivery
from bot.features.giving import Post
from bot.features.privacy.posts import edits
from bot.features.privacy.registry import FEATURES, PEOPLE

# Discord's ids have 17 to 20 digits.
_ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")
_TRACES = "something was forgotten since the file was rewritten"


@dataclass(frozen=True)
class Receipt:
    """What was forgotten, by kind, and the planned edits of the bot's own public posts about them.

    `stays_uncounted`: one row is kept, that they are not to be counted.
    """

    forgotten: Mapping[str, int]
    edits: tuple[Delivery, ...]
    stays_uncounted: bool


async def collect(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """Everything kept about this person, in one server or in all, by kind, ready for JSON.

    Other people's ids are taken out: where a person stands, it is this one or None.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for feature in FEATURES:
        found |= await feature.export(db, user_id, guild_id)
    return {kind: [_own_eyes(row, user_id) for row in rows] for kind, rows in found.items()}


async def summary(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, int]:
    """How much of each kind is kept about this person, in one server or in all."""
    return {kind: len(rows) for kind, rows in (await collect(db, user_id, guild_id)).items()}


async def forget_all(
    db: Database, user_id: int, guild_id: int | None = None, *, stay_uncounted: bool, now: int
) -> Receipt:
    """Forget this person, in one server or in all; nobody else's numbers change.

    All of it or, when something fails, nothing. What they chose for all servers goes when they are forgotten
    in all. That the bot's public posts about them are edited is planned with it.
    """
    posts = list[Post]()
    async with db.write() as tx:
        inside = db.within(tx)
        forgotten = await summary(inside, user_id, guild_id)
        for feature in FEATURES:
            if stay_uncounted and feature is consent:
                await consent.forget(inside, user_id, guild_id, stay_uncounted_at=now)
            else:
                posts += await feature.forget(inside, user_id, guild_id) or ()
        planned = edits(posts, now)
        await deliveries.plan(tx, planned)
    await leave_no_traces(db, now)
    return Receipt(forgotten, planned, stay_uncounted)


async def leave_no_traces(db: Database, now: int) -> None:
    """After something was forgotten: let it stand nowhere in the journal, and have the file rewritten."""
    async with db.write() as tx:
        await keep_note(tx, _TRACES, str(now))
    await db.fold_journal()


async def clear_traces(db: Database) -> bool:
    """Rewrite the file if something was forgotten since the last time; for a quiet hour of the day."""
    async with db.read() as tx:
        asked = await note(tx, _TRACES)
    if not asked:
        return False
    await db.rewrite()
    async with db.write() as tx:
        if await note(tx, _TRACES) == asked:
            await keep_note(tx, _TRACES, "")
    return True


def _own_eyes(value: Any, user_id: int, name: str = "") -> Any:
    """A part of an export without other people's ids."""
    if isinstance(value, dict):
        parts = cast("dict[str, Any]", value)
        return {name: _own_eyes(part, user_id, name) for name, part in parts.items()}
    if isinstance(value, list):
        return [_own_eyes(part, user_id, name) for part in cast("list[Any]", value)]
    if name in PEOPLE:
        return value if value == user_id else None
    if isinstance(value, str):
        return _ID.sub(lambda found: found[0] if found[0] == str(user_id) else "…", value)
    return value
