"""What sessions hold about one person: to show them, and to forget."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, delete, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.features.sessions.arming import changed
from bot.features.sessions.tables import (
    answers,
    calls,
    declarations,
    helped,
    lessons,
    occurrences,
    own_reminders,
    presences,
    regulars,
    series,
    told,
)

# What is handed out of each table, by the kind it is called in an export.
_OWN: dict[str, tuple[Table, tuple[str, ...]]] = {
    "session_answers": (answers, ("occurrence_id", "answer", "as_regular")),
    "session_regulars": (regulars, ("series_id", "since", "missed", "asked_at")),
    "session_reminders": (own_reminders, ("series_id", "minutes", "way")),
    "session_presences": (presences, ("occurrence_id", "at", "how")),
    "session_declarations": (
        declarations,
        ("occurrence_id", "words", "private", "at", "result", "line", "shared", "result_at"),
    ),
    "session_calls": (calls, ("occurrence_id", "day")),
    "session_told": (told, ("at",)),
}

# What members wrote, in which somebody else may be named.
_WORDS: tuple[Column[str], ...] = (
    series.c.title,
    series.c.bring,
    declarations.c.words,
    declarations.c.line,
    lessons.c.words,
)


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """The sessions this person hosts and everything they said about any, ready for JSON."""
    found: dict[str, list[dict[str, Any]]] = {}
    async with db.read() as tx:
        hosted = await tx.execute(
            select(series)
            .where(series.c.host_id == user_id, _in(series, guild_id))
            .order_by(series.c.planned_at, series.c.id)
        )
        said = ("guild_id", "title", "kind", "bring", "link", "level", "minutes", "planned_at", "ended_at")
        found["sessions_hosted"] = [{name: row[name] for name in said} for row in hosted.mappings()]
        for kind, (table, names) in _OWN.items():
            theirs = select(table).where(table.c.user_id == user_id, _in(table, guild_id))
            rows = (await tx.execute(theirs.order_by(*table.primary_key))).mappings()
            found[kind] = [{name: row[name] for name in ("guild_id", *names)} for row in rows]
        confirmed = select(helped.c.lesson_id).where(helped.c.user_id == user_id, _in(helped, guild_id))
        helped_by = set(await tx.scalars(confirmed))
        taught = select(lessons).where(
            or_(lessons.c.user_id == user_id, lessons.c.id.in_(confirmed)), _in(lessons, guild_id)
        )
        found["session_lessons"] = [
            {
                "guild_id": row.guild_id,
                "occurrence_id": row.occurrence_id,
                "what": row.what,
                # Words of somebody else's are theirs.
                "words": row.words if row.user_id == user_id else None,
                "at": row.at,
                "by_me": row.user_id == user_id,
                "confirmed_by_me": row.id in helped_by,
            }
            for row in await tx.execute(taught.order_by(lessons.c.id))
        ]
    return found


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Forget this person, in one server or in all.

    What they answered, declared and learned goes, and posts that name them are brought up to date. Sessions
    they host go on for those who come, without a host and without the words they wrote.
    """
    async with db.write() as tx:
        concerned = set[int]()
        for table in (answers, declarations, presences, lessons):
            concerned |= set(
                await tx.scalars(
                    select(table.c.occurrence_id).where(table.c.user_id == user_id, _in(table, guild_id))
                )
            )
        hosted = and_(series.c.host_id == user_id, _in(series, guild_id))
        concerned |= set(
            await tx.scalars(
                select(occurrences.c.id).where(
                    occurrences.c.series_id.in_(select(series.c.id).where(hosted)),
                    occurrences.c.state == "ahead",
                )
            )
        )
        # What they taught goes with those it helped: in the ledger both stand for themselves.
        of_lessons = select(lessons.c.id).where(lessons.c.user_id == user_id, _in(lessons, guild_id))
        concerned |= set(
            await tx.scalars(
                select(lessons.c.occurrence_id)
                .join(helped, helped.c.lesson_id == lessons.c.id)
                .where(helped.c.user_id == user_id, _in(helped, guild_id))
            )
        )
        await tx.execute(delete(helped).where(helped.c.lesson_id.in_(of_lessons)))
        for table in (
            answers,
            regulars,
            own_reminders,
            presences,
            declarations,
            calls,
            lessons,
            helped,
            told,
        ):
            await tx.execute(delete(table).where(table.c.user_id == user_id, _in(table, guild_id)))
        await tx.execute(
            update(series)
            .where(hosted)
            .values(host_id=None, title="", bring="", link=None, rev=series.c.rev + 1)
        )
        await _forget_mentions(tx, user_id, guild_id)
        for occurrence_id in concerned:
            await changed(tx, occurrence_id)


async def _forget_mentions(tx: AsyncConnection, user_id: int, guild_id: int | None) -> None:
    """Blank out where somebody else's words mention them by id."""
    for mention in (f"<@{user_id}>", f"<@!{user_id}>"):
        for words in _WORDS:
            await tx.execute(
                update(words.table)
                .where(words.contains(mention, autoescape=True), _in(words.table, guild_id))
                .values({words: func.replace(words, mention, "@…")})
            )


def _in(table: Table, guild_id: int | None) -> ColumnElement[bool]:
    column: Column[int] = table.c.guild_id
    return true() if guild_id is None else column == guild_id
