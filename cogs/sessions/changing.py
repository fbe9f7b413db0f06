"""The whole of a session: cancelled, handed over, at rest and awake again."""

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import sessions
from bot.features.sessions import Planned, Series
from bot.texts import text
from bot.when import next_occurrence
from cogs.sessions import saying
from cogs.sessions.places import card_channel
from cogs.sessions.replies import (
    Asking,
    as_number,
    next_line,
    others,
    rights,
    said,
    say_restored,
    take_back,
)


class Changing(commands.Cog):
    """What the buttons under a private answer do: confirm, leave it, or take it back."""

    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.pressed("session.leave")
    async def leave(self, interaction: Asking) -> None:
        """Change nothing after all."""
        await ui.replace(interaction, view=said(text(ui.reader(interaction), "session-left")))

    @ui.pressed("session.end")
    async def end(self, interaction: Asking, series_id: int) -> None:
        planned = await sessions.end(
            self.app.db,
            interaction.guild_id or 0,
            series_id,
            interaction.user.id,
            int(self.app.clock.now()),
            **rights(interaction),
        )
        language = ui.reader(interaction)
        title = saying.title_of(language, planned.series)
        await ui.replace(interaction, view=said(text(language, "session-cancelled", title=title)))

    @ui.pressed("session.wake")
    async def resume_pressed(self, interaction: Asking, series_id: int) -> None:
        one = await sessions.look(self.app.db, interaction.guild_id or 0, series_id)
        planned = await _resume(interaction, one, None)
        await say_restored(interaction, planned)


async def cancel(interaction: Asking, one: Series) -> None:
    """Ask whether the next one is meant or all of them, and say how many are coming."""
    app, language, now = interaction.client, ui.reader(interaction), interaction.client.clock.now()
    view = await sessions.next_of(app.db, one.guild_id, one.id)
    count = others(view, interaction.user.id)
    lines = [text(language, "session-cancel-sure", title=saying.title_of(language, one), count=count)]
    ahead = next_occurrence(one.plan, now)
    buttons = [
        ui.button(
            text(language, "session-cancel-all" if one.comes_again else "session-cancel-it"),
            ui.custom_id("session.end", one.id),
            discord.ButtonStyle.danger,
        ),
        ui.button(text(language, "session-leave"), "session.leave"),
    ]
    if ahead is not None:
        moment = saying.moment(language, ahead.starts_at, one.plan.zone, now)
        lines.append(text(language, "session-next", moment=moment, at=str(ahead.starts_at)))
        if one.comes_again:
            only = ui.custom_id("session.end-next", one.id, as_number(ahead.day))
            buttons.insert(0, ui.button(text(language, "session-cancel-next"), only))
    await ui.answer(interaction, view=said(*lines, buttons=buttons))


async def hand_over(interaction: Asking, one: Series, to: ui.Person | None) -> None:
    """Let somebody else be the host; a moderator who names nobody takes it over themselves."""
    me = interaction.user.id
    person = to or ui.Person(me, bot=False, here=True)
    if to is None and one.host_id == me:
        raise Refusal("session-host-whom")
    if person.bot:
        raise Refusal("session-host-bot", who=f"<@{person.id}>")
    if not person.here:
        raise Refusal("session-host-absent", who=f"<@{person.id}>")
    if person.id == one.host_id:
        raise Refusal("session-host-already", who=f"<@{person.id}>")
    if to is None and one.host_id is not None:
        raise Refusal("session-host-there", who=f"<@{one.host_id}>")
    await sessions.hand_over(
        interaction.client.db, one.guild_id, one.id, person.id, me, **rights(interaction)
    )
    language = ui.reader(interaction)
    line = text(language, "session-handed-over", title=saying.title_of(language, one), who=f"<@{person.id}>")
    await ui.answer(interaction, view=said(line))


async def pause(interaction: Asking, one: Series) -> None:
    """Let a session rest until somebody resumes it."""
    if one.paused_at is not None:
        raise Refusal("session-resting-already")
    app, language = interaction.client, ui.reader(interaction)
    now = int(app.clock.now())
    await sessions.pause_by_host(
        app.db, one.guild_id, one.id, interaction.user.id, now, **rights(interaction)
    )
    line = text(language, "session-was-paused", title=saying.title_of(language, one))
    back = take_back(language, "session.wake", one.id)
    await ui.answer(interaction, view=said(line, buttons=[back]))


async def resume(interaction: Asking, one: Series, channel: int | None) -> None:
    """End a pause, perhaps in another channel."""
    planned = await _resume(interaction, one, channel)
    language = ui.reader(interaction)
    line = text(
        language,
        "session-resumed",
        title=saying.title_of(language, one),
        channel=str(planned.series.channel_id),
    )
    await ui.answer(interaction, view=said(line, next_line(interaction, planned)))


async def _resume(interaction: Asking, one: Series, channel: int | None) -> Planned:
    sessions.refuse_to_change(one, interaction.user.id, moderator=ui.is_moderator(interaction))
    if one.paused_at is None and channel is None:
        raise Refusal("session-not-resting")
    now = int(interaction.client.clock.now())
    if next_occurrence(one.plan, now) is None:
        raise Refusal("session-never-comes")
    place = channel or one.channel_id
    card_channel(interaction, place)
    return await sessions.resume(
        interaction.client.db,
        one.guild_id,
        one.id,
        interaction.user.id,
        now,
        channel_id=channel,
        **rights(interaction),
    )
