"""The question of a server's day: chosen once, the same for everybody."""

from datetime import date, timedelta

from sqlalchemy import select, update

from bot.db import Database, insert_new, serialise
from bot.features.checkins.questions import APART, BANK, Question, choose
from bot.features.checkins.tables import days

_REMEMBERED = timedelta(days=APART + len(BANK))


async def question_of(db: Database, guild_id: int, day: date) -> Question:
    """The question of a server's local day; chosen when it is first asked for."""
    async with db.write() as tx:
        await serialise(tx, "checkin question", guild_id)
        query = select(days.c.day, days.c.question).where(
            days.c.guild_id == guild_id,
            days.c.day > (day - _REMEMBERED).isoformat(),
            days.c.question.is_not(None),
        )
        asked = {date.fromisoformat(when): name for when, name in await tx.execute(query)}
        if day in asked:
            return Question(asked[day])
        last = {name: when for when, name in sorted(asked.items()) if when < day}
        chosen = choose(guild_id, day, [Question(name) for name in BANK], last)
        await insert_new(tx, days, [{"guild_id": guild_id, "day": day.isoformat()}])
        await tx.execute(
            update(days)
            .where(days.c.guild_id == guild_id, days.c.day == day.isoformat())
            .values(question=chosen.name)
        )
        return chosen
