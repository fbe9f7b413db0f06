"""What stays of a session: who was there, what was done, what was learned, and when the next one is."""

from collections.abc import Collection
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Later, Nothing, Outgoing
from bot.features import consent, sessions, settings
from bot.features.deliveries import LATE_AFTER, Delivery
from bot.features.sessions import Declaration, Lesson, Meeting, View
from bot.texts import Language, text
from bot.when import next_occurrence
from cogs.sessions import saying
from cogs.sessions.refreshing import shows

NAMED = 40
DONE_SHOWN = 1200  # characters, of 4,000
LEARNED_SHOWN = 600
LESSONS = 5  # each with a button of its own


class Recaps(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        self.app.courier.renders[sessions.RECAP] = self.recap

    async def recap(self, delivery: Delivery, _: int) -> Outgoing | Nothing | Later:
        now = int(self.app.clock.now())
        went = await sessions.look_in(self.app.db, int(delivery.subject["occurrence"]), now)
        if went is None or went.view.occurrence.state == "off":
            return Nothing("called off")
        one = went.view.series
        if not (await settings.server(self.app.db, one.guild_id)).sessions_on:
            return Nothing("sessions are off")
        asked_at = await sessions.asked_at(self.app.db, went.view.occurrence.id)
        if asked_at is not None and asked_at + sessions.RECAP_AFTER > now + LATE_AFTER:
            # Whoever was asked late has their time to answer, too.
            return Later(asked_at + sessions.RECAP_AFTER)
        spoken = await self.app.reach.speaks(one.guild_id)
        panel = recap_panel(spoken, went, await _agreed(self.app, went), mark=delivery.id)
        if panel is None:
            return Nothing("nobody to name")
        return Outgoing(channel_id=one.channel_id, view=panel)

    @ui.pressed("session.helped")
    async def helped(self, interaction: discord.Interaction[Engawa], lesson_id: int, teacher: int) -> None:
        new = await sessions.it_helped(
            self.app.db,
            interaction.guild_id or 0,
            lesson_id,
            interaction.user.id,
            interaction.id,
            interaction.channel_id or 0,
            int(self.app.clock.now()),
        )
        language = ui.reader(interaction)
        said = (
            text(language, "session-helped", who=f"<@{teacher}>")
            if new
            else text(language, "session-helped-already")
        )
        await ui.answer(interaction, said)


async def _agreed(app: Engawa, went: Meeting) -> frozenset[int]:
    return await consent.who_agrees(app.db, went.view.series.guild_id, "boards", went.present)


@shows(sessions.RECAP)
async def recap_now(app: Engawa, spoken: Language, view: View) -> ui.Panel | None:
    """A recap that stands already, as it is now; one that names nobody any more says when the next one is."""
    went = await sessions.look_in(app.db, view.occurrence.id, int(app.clock.now()))
    if went is None:
        return None
    return recap_panel(spoken, went, await _agreed(app, went)) or _bare(spoken, went.view)


def recap_panel(
    spoken: Language, went: Meeting, agreed: Collection[int], *, mark: int = 0
) -> ui.Panel | None:
    """What a recap shows; None where nobody may be named. `mark` is by what a lost post is recognised."""
    people = went.shown(agreed)
    if not people:
        return None
    named = saying.people(spoken, people, NAMED)
    lines = [_title(spoken, went.view), text(spoken, "session-recap-here", count=len(people), people=named)]
    minutes = went.seconds_together() // 60
    if minutes:
        lines.append(text(spoken, "session-recap-together", minutes=minutes))
    parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(lines))]
    said = (done_words(spoken, went), learned_words(spoken, went))
    parts += [discord.ui.TextDisplay(words) for words in said if words]
    taught = [one for one in went.lessons if one.what == "taught" and one.shared]
    parts += [taught_part(spoken, one) for one in taught[:LESSONS]]
    following = next_words(spoken, went.view)
    if following:
        parts.append(discord.ui.TextDisplay(following))
    line = ui.custom_id("session.line", went.view.occurrence.id, mark)
    row = discord.ui.ActionRow[Any](ui.button(text(spoken, "session-button-line"), line))
    return ui.Panel(discord.ui.Container(*parts), row)


def done_words(spoken: Language, went: Meeting) -> str:
    """What was done, and lines about it, of those who share it. What is unfinished is nobody's business."""
    lines = list[str]()
    for one in went.declarations:
        if one.shared:
            lines += _of_one(spoken, one)
    return _fitted(text(spoken, "session-recap-did"), lines, DONE_SHOWN)


def _of_one(spoken: Language, one: Declaration) -> list[str]:
    who, found = f"<@{one.user_id}>", list[str]()
    if one.result == "done" and one.public:
        found.append(text(spoken, "session-recap-done", who=who, words=ui.plain(one.words)))
    if one.line:
        found.append(text(spoken, "session-recap-line", who=who, line=ui.plain(one.line)))
    return found


def learned_words(spoken: Language, went: Meeting) -> str:
    lines = [
        text(spoken, "session-recap-line", who=f"<@{one.user_id}>", line=ui.plain(one.words))
        for one in went.lessons
        if one.what == "learned" and one.shared
    ]
    return _fitted(text(spoken, "session-recap-learned"), lines, LEARNED_SHOWN)


def taught_part(spoken: Language, one: Lesson) -> discord.ui.Section[Any]:
    """Something that was taught, with the button of those it helped."""
    said = text(spoken, "session-recap-taught", who=f"<@{one.user_id}>", words=ui.plain(one.words))
    if one.helped:
        said += f"\n-# {text(spoken, 'session-recap-helped', count=len(one.helped))}"
    press = ui.custom_id("session.helped", one.id, one.user_id)
    return discord.ui.Section(said, accessory=ui.button(text(spoken, "session-button-helped"), press))


def next_words(spoken: Language, view: View) -> str:
    """When it comes again; empty where it does not."""
    if view.series.ended_at is not None or view.series.paused_at is not None:
        return ""
    time = next_occurrence(view.series.plan, view.occurrence.starts_at)
    return "" if time is None else text(spoken, "session-recap-next", next=str(time.starts_at))


def _title(spoken: Language, view: View) -> str:
    title = text(spoken, "session-recap-title", title=saying.title_of(spoken, view.series))
    return f"### {title}"


def _bare(spoken: Language, view: View) -> ui.Panel:
    lines = [_title(spoken, view), next_words(spoken, view)]
    return ui.Panel(discord.ui.TextDisplay("\n".join(line for line in lines if line)))


def _fitted(title: str, lines: list[str], limit: int) -> str:
    """Whole lines under their title, as many as fit."""
    kept, left = list[str](), limit
    for line in lines:
        left -= len(line) + 1
        if left < 0:
            break
        kept.append(line)
    return "\n".join([title, *kept]) if kept else ""
