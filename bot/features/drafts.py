"""What somebody typed into a form that was refused: kept for a day, to be mended and sent again."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Table, Text, delete, or_, select

from bot.db import Database, insert_new, metadata

KEPT_SECONDS = 24 * 60 * 60
KEPT_EACH = 5

drafts = Table(
    "drafts",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, nullable=False),
    Column("form", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
    Index(None, "user_id"),
)


@dataclass(frozen=True)
class Draft:
    """What `user_id` typed; `id` is that of the refused interaction.

    `form` names the form and what it is about, `fields` is JSON text: both are for the form to read.
    """

    id: int
    user_id: int
    form: str
    fields: str
    kept_at: int


async def keep(db: Database, draft: Draft) -> None:
    """Keep a draft. Each person has a few: the oldest make room. Keeping one twice is harmless."""
    async with db.write() as tx:
        await insert_new(tx, drafts, [vars(draft)])
        newest = (
            select(drafts.c.id)
            .where(drafts.c.user_id == draft.user_id)
            .order_by(drafts.c.kept_at.desc(), drafts.c.id.desc())
            .limit(KEPT_EACH)
        )
        await tx.execute(delete(drafts).where(drafts.c.user_id == draft.user_id, drafts.c.id.not_in(newest)))


async def look(db: Database, draft_id: int, user_id: int, now: int) -> Draft | None:
    """The draft, for its author and for a day. It stays: a form opened again may be closed unsent."""
    async with db.read() as tx:
        found = await tx.execute(
            select(drafts).where(
                drafts.c.id == draft_id, drafts.c.user_id == user_id, drafts.c.kept_at > now - KEPT_SECONDS
            )
        )
        row = found.one_or_none()
    return None if row is None else Draft(*row)


async def discard(db: Database, draft_id: int, user_id: int) -> None:
    """Drop a draft of one's own: it was sent after all, or is not wanted."""
    async with db.write() as tx:
        await tx.execute(delete(drafts).where(drafts.c.id == draft_id, drafts.c.user_id == user_id))


async def expire(db: Database, now: int) -> int:
    """Drop what has been kept for a day; return how many there were."""
    async with db.write() as tx:
        gone = await tx.execute(delete(drafts).where(drafts.c.kept_at <= now - KEPT_SECONDS))
    return gone.rowcount


async def export(
    db: Database,
    user_id: int,
    guild_id: int | None = None,  # noqa: ARG001 - a draft belongs to no server
) -> dict[str, list[dict[str, Any]]]:
    """The drafts of this person, whichever server they are for, ready for JSON."""
    async with db.read() as tx:
        found = await tx.execute(select(drafts).where(drafts.c.user_id == user_id).order_by(drafts.c.id))
        return {"drafts": [dict(row) for row in found.mappings()]}


async def forget(
    db: Database,
    user_id: int,
    guild_id: int | None = None,  # noqa: ARG001 - a draft belongs to no server
) -> None:
    """Drop this person's drafts, and other people's that name them: those were for a form about them.

    Whichever server they are for: a draft is kept for a day only.
    """
    name = re.compile(rf"(?<![0-9]){user_id}(?![0-9])")
    async with db.write() as tx:
        await tx.execute(delete(drafts).where(drafts.c.user_id == user_id))
        found = await tx.execute(
            select(drafts).where(
                or_(drafts.c.form.contains(str(user_id)), drafts.c.fields.contains(str(user_id)))
            )
        )
        naming = [row.id for row in found if name.search(row.form) or name.search(row.fields)]
        await tx.execute(delete(drafts).where(drafts.c.id.in_(naming)))
