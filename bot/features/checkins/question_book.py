"""A server's questions: what its moderators added and retired, and what is asked on each of its days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, Column, Table, Text, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, metadata, serialise
from bot.errors import Refusal
from bot.features.checkins.questions import BANK, OWN_LIMIT, Question, choose, clean_question
from bot.features.checkins.tables import days

# A row for each question of the bank that was retired once, by its name, and for each that moderators
# wrote: then `name` is the id of the interaction that did. Who wrote it is not kept.
questions = Table(
    "checkin_questions",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("words", Text),
    Column("retired_at", BigInteger),
    Column("at", BigInteger, nullable=False),
)


@dataclass(frozen=True)
class Writing:
    """A moderator adds a question to their server; `id` is that of the interaction."""

    id: int
    guild_id: int
    typed: str
    at: int


async def question_of(db: Database, guild_id: int, day: date) -> Question:
    """The question of a day of a server, by the server's own zone; once asked for, it stays for the day."""
    async with db.read() as tx:
        known = await _asked_on(tx, guild_id, day)
        if known is not None:
            return await _named(tx, guild_id, known)
    async with db.write() as tx:
        await serialise(tx, "question of the day", guild_id)
        known = await _asked_on(tx, guild_id, day)
        if known is not None:
            return await _named(tx, guild_id, known)
        chosen = choose(guild_id, day, await _all(tx, guild_id), await _last_asked(tx, guild_id))
        await insert_new(tx, days, [{"guild_id": guild_id, "day": day.isoformat()}])
        here = (days.c.guild_id == guild_id, days.c.day == day.isoformat())
        await tx.execute(update(days).where(*here).values(question=chosen.name))
        return chosen


async def question_to_come(db: Database, guild_id: int, day: date) -> Question:
    """What would be asked on a day as things are now: nothing is chosen by looking."""
    async with db.read() as tx:
        known = await _asked_on(tx, guild_id, day)
        if known is not None:
            return await _named(tx, guild_id, known)
        return choose(guild_id, day, await _all(tx, guild_id), await _last_asked(tx, guild_id))


async def question_named(db: Database, guild_id: int, name: str) -> Question:
    """A question by its name, retired or not; refuses one that there never was."""
    async with db.read() as tx:
        return await _named(tx, guild_id, name)


async def all_questions(db: Database, guild_id: int) -> tuple[Question, ...]:
    """What moderators wrote, the newest first, and then the bank; retired ones among them."""
    async with db.read() as tx:
        return await _all(tx, guild_id)


async def add_question(db: Database, writing: Writing) -> Question:
    """Keep what a moderator wrote, or refuse it. The same interaction twice adds it once."""
    words = clean_question(writing.typed)
    row = {"guild_id": writing.guild_id, "name": str(writing.id), "words": words, "at": writing.at}
    async with db.write() as tx:
        await serialise(tx, "question of the day", writing.guild_id)
        own = [one for one in await _all(tx, writing.guild_id) if one.words is not None]
        if row["name"] not in {one.name for one in own}:
            if len(own) >= OWN_LIMIT:
                raise Refusal("checkin-question-refused-too-many", limit=OWN_LIMIT)
            if words in {one.words for one in own}:
                raise Refusal("checkin-question-refused-twice")
        await insert_new(tx, questions, [row])
    return Question(str(writing.id), words)


async def retire_question(db: Database, guild_id: int, name: str, *, retire: bool, at: int) -> None:
    """Let a question come no more, or come again; today's stays. One at least must be left."""
    async with db.write() as tx:
        await serialise(tx, "question of the day", guild_id)
        known = {one.name: one for one in await _all(tx, guild_id)}
        if name not in known:
            raise Refusal("checkin-question-refused-gone")
        active = {one.name for one in known.values() if not one.retired}
        if retire and active <= {name}:
            raise Refusal("checkin-question-refused-last")
        if known[name].retired == retire:
            return
        await insert_new(tx, questions, [{"guild_id": guild_id, "name": name, "at": at}])
        which = (questions.c.guild_id == guild_id, questions.c.name == name)
        await tx.execute(update(questions).where(*which).values(retired_at=at if retire else None))


async def _all(tx: AsyncConnection, guild_id: int) -> tuple[Question, ...]:
    found = await tx.execute(
        select(questions)
        .where(questions.c.guild_id == guild_id)
        .order_by(questions.c.at.desc(), questions.c.name.desc())
    )
    own: list[Question] = []
    retired: dict[str, bool] = {}
    for row in found:
        if row.words is not None:
            own.append(Question(row.name, row.words, row.retired_at is not None))
        retired[row.name] = row.retired_at is not None
    return (*own, *(Question(name, retired=retired.get(name, False)) for name in BANK))


async def _named(tx: AsyncConnection, guild_id: int, name: str) -> Question:
    found = await tx.execute(
        select(questions).where(questions.c.guild_id == guild_id, questions.c.name == name)
    )
    row = found.one_or_none()
    if row is None and name not in BANK:
        raise Refusal("checkin-question-refused-gone")
    return Question(name) if row is None else Question(name, row.words, row.retired_at is not None)


async def _asked_on(tx: AsyncConnection, guild_id: int, day: date) -> str | None:
    here = (days.c.guild_id == guild_id, days.c.day == day.isoformat())
    return await tx.scalar(select(days.c.question).where(*here))


async def _last_asked(tx: AsyncConnection, guild_id: int) -> dict[str, date]:
    found = await tx.execute(
        select(days.c.question, func.max(days.c.day))
        .where(days.c.guild_id == guild_id, days.c.question.is_not(None))
        .group_by(days.c.question)
    )
    return {name: date.fromisoformat(day) for name, day in found.all()}
