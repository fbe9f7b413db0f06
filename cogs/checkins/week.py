"""What a check-in says of somebody's goals: shown on a Monday, asked about on a Friday."""

from datetime import date
from typing import Any

import discord

from bot import ui
from bot.app import Engawa
from bot.features import goals
from bot.features.goals import MONDAY
from bot.texts import Language, text


async def goals_of_the_day(
    app: Engawa, language: Language, guild_id: int, user_id: int, day: date
) -> tuple[str, list[discord.ui.Button[Any]]]:
    """Lines and buttons to be added where somebody's own check-in is confirmed, for them alone.

    `day` is that of the check-in. On most days, and for whoever has no goals, both are empty. Each goal's
    buttons stand in a row of their own, from the second on.
    """
    found = await goals.asked_today(app.db, guild_id, user_id, day)
    if not found:
        return "", []
    if day.weekday() == MONDAY:
        lines = [f"- {ui.plain(goal.step or goal.words)}" for goal in found]
        return "\n".join([text(language, "goal-monday"), *lines]), []
    lines = [f"{n}. {ui.plain(goal.words)}" for n, goal in enumerate(found, start=1)]
    buttons: list[discord.ui.Button[Any]] = []
    for n, goal in enumerate(found, start=1):
        for result in goals.RESULTS:
            press = ui.custom_id("goal.week", guild_id, goal.id, day.isoformat(), result)
            one = ui.button(f"{n} {text(language, f'goal-week-{result}')}", press)
            one.row = n
            buttons.append(one)
    return "\n".join([text(language, "goal-friday"), *lines]), buttons
