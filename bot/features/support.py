"""Where to turn to: contacts that come with Engawa, and those a server's admins put in their place.

Static and dated, shown to whoever asks. Nothing here watches over anybody.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Row,
    Table,
    Text,
    delete,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, metadata, serialise
from bot.errors import Refusal
from bot.features.giving import clean_note

CONTACTS = 10
# With every character escaped, a list this long must fit into the 4,000 characters of one message.
LIST_LIMIT = 1500

# What people type between two parts; a Japanese keyboard types the wide one.
_BAR = re.compile(r"\s*[|｜]\s*")
# Discord's ids have 17 digits and more, telephone numbers at most 15.
_ID = re.compile(r"[0-9]{17,}")
_ROOM = re.compile(r"<#[0-9]+>|https://(?:[a-z]+\.)?discord\.com/channels/[0-9/]+")

# A row where admins replaced the list. `id` is that of the interaction that did, `contacts` is JSON; `by_id`
# is null once the admin had themselves forgotten.
support_contacts = Table(
    "support_contacts",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("id", BigInteger, nullable=False),
    Column("contacts", Text, nullable=False),
    Column("by_id", BigInteger),
    Column("at", BigInteger, nullable=False),
    Index(None, "by_id"),
)


@dataclass(frozen=True)
class Listed:
    """A contact that comes with Engawa: its name, and what to know besides, stand in the locales by its key.

    `how` is a telephone number or an address in the web. Without a `country` it is for all of them,
    without `speaks` for all languages. `checked` is the day on which it was last looked at.
    """

    key: str
    how: str
    country: str | None
    speaks: str | None
    checked: date


LISTED = (
    Listed("yorisoi", "0120-279-338", "JP", "ja", date(2026, 11, 22)),
    Listed("inochi", "0120-061-338", "JP", "ja", date(2026, 11, 22)),
    Listed("ibasho", "https://talkme.jp/", "JP", "ja", date(2026, 11, 22)),
    Listed("tell", "03-5774-0992", "JP", "en", date(2026, 11, 22)),
    Listed("worldwide", "https://findahelpline.com/", None, None, date(2026, 11, 22)),
)


@dataclass(frozen=True)
class Contact:
    """A contact as an admin wrote it, each part one line of text."""

    name: str
    how: str
    note: str = ""


@dataclass(frozen=True)
class OwnList:
    """What a server shows instead, by whom and since when; `id` is another after every change."""

    id: int
    contacts: tuple[Contact, ...]
    by_id: int | None
    at: int


@dataclass(frozen=True)
class Writing:
    """An admin writes a list for their server; `id` is that of the interaction.

    `seen` is the id of the list they saw, 0 for the one that comes with Engawa.
    """

    id: int
    guild_id: int
    typed: str
    seen: int
    by_id: int
    at: int


def listed(country: str | None, language: str) -> tuple[Listed, ...]:
    """What comes with Engawa for somebody in this country, those who speak their language first.

    Where the country is not known, their language says what may be near; where none is listed for it,
    there is what is for all countries.
    """
    near = country or ("JP" if language == "ja" else None)
    found = [one for one in LISTED if near is None or one.country == near]
    found = found or [one for one in LISTED if one.country is None]
    return tuple(sorted(found, key=lambda one: one.speaks not in {language, None}))


# --- what admins write


def as_text(contacts: Iterable[Contact]) -> str:
    """The contacts as an admin writes them: one a line, its parts between bars."""
    return "\n".join(" | ".join(filter(None, asdict(one).values())) for one in contacts)


def read(typed: str) -> tuple[Contact, ...]:
    """The contacts that were typed; refuses what is none, and what would not fit."""
    contacts = tuple(
        _contact(line, number) for number, line in enumerate(typed.splitlines(), start=1) if clean_note(line)
    )
    if not contacts:
        raise Refusal("support-list-empty")
    if len(contacts) > CONTACTS:
        raise Refusal("support-too-many", count=len(contacts), limit=CONTACTS)
    length = len(as_text(contacts))
    if length > LIST_LIMIT:
        raise Refusal("support-list-too-long", length=length, limit=LIST_LIMIT)
    return contacts


def _contact(line: str, number: int) -> Contact:
    parts = [" ".join(clean_note(part).split()) for part in _BAR.split(line)]
    if len(parts) not in {2, 3} or not (parts[0] and parts[1]):
        raise Refusal("support-line-unreadable", line=number)
    if any(_ID.search(_ROOM.sub("", part)) for part in parts):
        # Whoever has themselves forgotten must not stand in a list either.
        raise Refusal("support-line-with-an-id", line=number)
    return Contact(*parts)


async def own(db: Database, guild_id: int) -> OwnList | None:
    """What this server's admins wrote; None where the list is the one that comes with Engawa."""
    async with db.read() as tx:
        return await _own(tx, guild_id)


async def replace(db: Database, writing: Writing) -> None:
    """Put what an admin typed in the place of the list.

    Refuses when another admin has changed it since it was seen. The same interaction twice is harmless.
    """
    async with db.write() as tx:
        await serialise(tx, "support", writing.guild_id)
        now = await _own(tx, writing.guild_id)
        if now is not None and now.id == writing.id:
            return
        _refuse_unseen(now, writing.seen)
        row = {
            "guild_id": writing.guild_id,
            "id": writing.id,
            "contacts": json.dumps([asdict(one) for one in read(writing.typed)]),
            "by_id": writing.by_id,
            "at": writing.at,
        }
        await tx.execute(delete(support_contacts).where(support_contacts.c.guild_id == writing.guild_id))
        await insert_new(tx, support_contacts, [row])


async def restore(db: Database, guild_id: int, *, seen: int) -> None:
    """Use the list that comes with Engawa again; refuses when another admin wrote one since it was `seen`."""
    async with db.write() as tx:
        await serialise(tx, "support", guild_id)
        now = await _own(tx, guild_id)
        if now is not None:
            _refuse_unseen(now, seen)
        await tx.execute(delete(support_contacts).where(support_contacts.c.guild_id == guild_id))


def _refuse_unseen(now: OwnList | None, seen: int) -> None:
    if (0 if now is None else now.id) != seen:
        raise Refusal("support-changed-meanwhile")


# --- what is kept about admins


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """The lists that this person wrote as an admin, ready for JSON."""
    theirs = select(support_contacts).where(support_contacts.c.by_id == user_id, _in(guild_id))
    async with db.read() as tx:
        found = await tx.execute(theirs.order_by(support_contacts.c.guild_id))
        return {
            "support_contacts": [
                {"guild_id": row.guild_id, "contacts": json.loads(row.contacts), "at": row.at}
                for row in found
            ]
        }


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Forget who wrote a list, if it was this person; the list stays the server's."""
    async with db.write() as tx:
        await tx.execute(
            update(support_contacts)
            .where(support_contacts.c.by_id == user_id, _in(guild_id))
            .values(by_id=None)
        )


async def _own(tx: AsyncConnection, guild_id: int) -> OwnList | None:
    found = await tx.execute(select(support_contacts).where(support_contacts.c.guild_id == guild_id))
    row: Row[Any] | None = found.one_or_none()
    if row is None:
        return None
    contacts = tuple(Contact(**one) for one in json.loads(row.contacts))
    return OwnList(row.id, contacts, row.by_id, row.at)


def _in(guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else support_contacts.c.guild_id == guild_id
