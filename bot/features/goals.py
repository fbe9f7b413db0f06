"""Goals: what somebody is working towards, with a step for each week. Theirs alone unless they share it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, cast, get_args

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Row,
    Table,
    Text,
    delete,
    func,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, metadata, serialise
from bot.errors import Refusal
from bot.features.giving import clean_note

GOALS = 3
"""So many at a time: a few can be kept in sight."""
WORDS_LIMIT = 150
MONDAY, FRIDAY = 0, 4

Ending = Literal["done", "let-go"]
Result = Literal["done", "partly", "changed"]
RESULTS: tuple[Result, ...] = get_args(Result)

# `id` is the interaction that set the goal, `event_id` the one that wrote its words last; `day` an ISO date.
# `result` is an `Ending`, once it has ended.
goals = Table(
    "goals",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("day", Text),
    Column("shared", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("event_id", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("result", Text),
    Index(None, "guild_id", "user_id"),
    Index(None, "user_id"),
)

# What became of a goal's step in a week, which is named by its Monday.
goal_weeks = Table(
    "goal_weeks",
    metadata,
    Column("goal_id", BigInteger, primary_key=True, autoincrement=False),
    Column("week", Text, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("result", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "guild_id", "user_id"),
    Index(None, "user_id"),
)


@dataclass(frozen=True)
class Goal:
    """A goal as it is set, and as it is kept. `step` is what they mean to do each week, or empty."""

    id: int
    guild_id: int
    user_id: int
    words: str
    at: int
    step: str = ""
    day: date | None = None
    shared: bool = False
    ended_at: int | None = None


def clean(goal: Goal) -> Goal:
    """A goal as it is kept, each part on one line; refuses what is none."""
    words, step = (" ".join(clean_note(typed).split()) for typed in (goal.words, goal.step))
    if not words:
        raise Refusal("goal-empty")
    longest = max(len(words), len(step))
    if longest > WORDS_LIMIT:
        raise Refusal("goal-too-long", length=longest, limit=WORDS_LIMIT)
    return replace(goal, words=words, step=step)


def week_of(day: date) -> date:
    """The Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


async def set_goal(db: Database, goal: Goal) -> Goal:
    """Keep a new goal, or refuse it. The same interaction twice sets it once."""
    goal = clean(goal)
    async with db.write() as tx:
        await serialise(tx, "goals", goal.guild_id, goal.user_id)
        known = await _open(tx, goal.guild_id, goal.user_id)
        if goal.id not in {one.id for one in known} and len(known) >= GOALS:
            raise Refusal("goal-too-many", limit=GOALS)
        await insert_new(tx, goals, [_row(goal)])
    return goal


async def change_goal(db: Database, goal_id: int, change: Goal) -> Goal:
    """Give a goal of one's own other words, another step or day; `change.id` is that of the interaction."""
    change = clean(change)
    async with db.write() as tx:
        row = await _mine(tx, goal_id, change.guild_id, change.user_id)
        # Words that were sent before the ones that are there came late.
        if change.id > row.event_id:
            kept = _row(change)
            values = {name: kept[name] for name in ("words", "step", "day", "shared", "event_id")}
            await tx.execute(update(goals).where(goals.c.id == goal_id).values(values))
    return replace(change, id=goal_id)


async def end_goal(db: Database, goal_id: int, guild_id: int, user_id: int, how: Ending, now: int) -> Goal:
    """Let a goal of one's own be done, or let it go. Ended already, it stays as it ended."""
    mine = _in(goals, guild_id) & (goals.c.id == goal_id) & (goals.c.user_id == user_id)
    async with db.write() as tx:
        await tx.execute(
            update(goals).where(mine, goals.c.ended_at.is_(None)).values(ended_at=now, result=how)
        )
        row = (await tx.execute(select(goals).where(mine))).one_or_none()
    if row is None:
        raise Refusal("goal-gone")
    return _goal(row)


async def reopen_goal(db: Database, goal_id: int, guild_id: int, user_id: int) -> Goal:
    """Take back that a goal of one's own has ended, while there is room for it. Open already, it stays so."""
    mine = _in(goals, guild_id) & (goals.c.id == goal_id) & (goals.c.user_id == user_id)
    async with db.write() as tx:
        await serialise(tx, "goals", guild_id, user_id)
        known = await _open(tx, guild_id, user_id)
        if goal_id not in {one.id for one in known} and len(known) >= GOALS:
            raise Refusal("goal-too-many", limit=GOALS)
        await tx.execute(update(goals).where(mine).values(ended_at=None, result=None))
        return _goal(await _mine(tx, goal_id, guild_id, user_id))


async def share_goal(db: Database, goal_id: int, guild_id: int, user_id: int, *, shared: bool) -> None:
    """Let others see a goal of one's own when they ask, or see it no more."""
    async with db.write() as tx:
        await _mine(tx, goal_id, guild_id, user_id)
        await tx.execute(update(goals).where(goals.c.id == goal_id).values(shared=shared))


async def goals_of(
    db: Database, guild_id: int, user_id: int, *, only_shared: bool = False
) -> tuple[Goal, ...]:
    """What somebody is working towards here, the oldest first; others see only what is shared."""
    async with db.read() as tx:
        found = await _open(tx, guild_id, user_id)
    return tuple(one for one in found if one.shared or not only_shared)


async def goal_of(db: Database, goal_id: int, guild_id: int, user_id: int) -> Goal:
    """One's own goal, while it has not ended; refuses any other."""
    async with db.read() as tx:
        return _goal(await _mine(tx, goal_id, guild_id, user_id))


async def done_lately(db: Database, guild_id: int, user_id: int, since: int) -> tuple[Goal, ...]:
    """What somebody has done since an instant, the latest first."""
    query = select(goals).where(
        goals.c.guild_id == guild_id,
        goals.c.user_id == user_id,
        goals.c.result == "done",
        goals.c.ended_at >= since,
    )
    async with db.read() as tx:
        return tuple(_goal(row) for row in await tx.execute(query.order_by(goals.c.ended_at.desc())))


# --- from week to week


async def asked_today(db: Database, guild_id: int, user_id: int, day: date) -> tuple[Goal, ...]:
    """What a check-in on this local day speaks of.

    On a Monday somebody's goals, on a Friday those of which they have not yet said how the week went; on
    other days nothing.
    """
    if day.weekday() not in {MONDAY, FRIDAY}:
        return ()
    async with db.read() as tx:
        found = await _open(tx, guild_id, user_id)
        if day.weekday() == MONDAY or not found:
            return found
        said = await tx.scalars(
            select(goal_weeks.c.goal_id).where(
                goal_weeks.c.goal_id.in_([one.id for one in found]),
                goal_weeks.c.week == week_of(day).isoformat(),
            )
        )
        answered = set(said)
    return tuple(one for one in found if one.id not in answered)


async def say_week(
    db: Database, goal_id: int, guild_id: int, user_id: int, week: date, result: Result, now: int
) -> Goal:
    """Keep how a week went for a goal of one's own; the last answer holds."""
    row = {
        "goal_id": goal_id,
        "week": week_of(week).isoformat(),
        "guild_id": guild_id,
        "user_id": user_id,
        "result": result,
        "at": now,
    }
    key = (goal_weeks.c.goal_id == goal_id, goal_weeks.c.week == row["week"])
    async with db.write() as tx:
        await serialise(tx, "goals", guild_id, user_id)
        goal = _goal(await _mine(tx, goal_id, guild_id, user_id))
        await tx.execute(delete(goal_weeks).where(*key))
        await insert_new(tx, goal_weeks, [row])
    return goal


async def weeks_of(db: Database, goal_id: int) -> dict[date, Result]:
    """How the weeks of a goal went, by their Mondays."""
    async with db.read() as tx:
        found = await tx.execute(select(goal_weeks).where(goal_weeks.c.goal_id == goal_id))
        return {date.fromisoformat(row.week): cast("Result", row.result) for row in found}


# --- what is kept about people


async def export(db: Database, user_id: int, guild_id: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """This person's goals and how their weeks went, ready for JSON."""
    kept = {
        "goals": (goals, ("words", "step", "day", "shared", "at", "ended_at", "result")),
        "goal_weeks": (goal_weeks, ("goal_id", "week", "result", "at")),
    }
    found: dict[str, list[dict[str, Any]]] = {}
    async with db.read() as tx:
        for kind, (table, names) in kept.items():
            theirs = select(table).where(table.c.user_id == user_id, _in(table, guild_id))
            rows = (await tx.execute(theirs.order_by(*table.primary_key))).mappings()
            found[kind] = [{name: row[name] for name in ("guild_id", *names)} for row in rows]
    return found


async def forget(db: Database, user_id: int, guild_id: int | None = None) -> None:
    """Forget this person's goals, in one server or in all, and their mentions in the goals of others."""
    async with db.write() as tx:
        for table in (goals, goal_weeks):
            await tx.execute(delete(table).where(table.c.user_id == user_id, _in(table, guild_id)))
        for mention in (f"<@{user_id}>", f"<@!{user_id}>"):
            for words in (goals.c.words, goals.c.step):
                named = (words.contains(mention, autoescape=True), _in(goals, guild_id))
                blanked = {words: func.replace(words, mention, "@…")}
                await tx.execute(update(goals).where(*named).values(blanked))


async def _open(tx: AsyncConnection, guild_id: int, user_id: int) -> tuple[Goal, ...]:
    query = select(goals).where(
        goals.c.guild_id == guild_id, goals.c.user_id == user_id, goals.c.ended_at.is_(None)
    )
    return tuple(_goal(row) for row in await tx.execute(query.order_by(goals.c.at, goals.c.id)))


async def _mine(tx: AsyncConnection, goal_id: int, guild_id: int, user_id: int) -> Row[Any]:
    """A goal of one's own that has not ended; somebody else's is as good as none."""
    query = select(goals).where(
        goals.c.id == goal_id,
        goals.c.guild_id == guild_id,
        goals.c.user_id == user_id,
        goals.c.ended_at.is_(None),
    )
    row = (await tx.execute(query)).one_or_none()
    if row is None:
        raise Refusal("goal-gone")
    return row


def _in(table: Table, guild_id: int | None) -> ColumnElement[bool]:
    return true() if guild_id is None else table.c.guild_id == guild_id


def _row(goal: Goal) -> dict[str, Any]:
    return vars(goal) | {"day": goal.day and goal.day.isoformat(), "event_id": goal.id}


def _goal(row: Row[Any]) -> Goal:
    known: dict[str, Any] = {name: getattr(row, name) for name in Goal.__dataclass_fields__}
    known["day"] = None if row.day is None else date.fromisoformat(row.day)
    return Goal(**known)
