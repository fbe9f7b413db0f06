"""Changing what is planned: one occurrence, a vacation, the host, or the whole of it, and taking it back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import drafts, sessions
from bot.features.sessions import Planned, Series, View
from bot.texts import Language, text
from bot.when import Plan, carry, next_occurrence, occurrences
from cogs.sessions import preview, saying
from cogs.sessions.places import card_channel, meeting_place
from cogs.sessions.planning import asked_by
from cogs.sessions.suggesting import chosen_day, chosen_session
from cogs.sessions.wishes import Asked, Wish, change, page_of, read_date, read_when, shown_day

FORM = "session.edit"
COUNTED = 400  # dates that fall into a vacation, at most, before it says "many"

Asking = discord.Interaction[Engawa]


class Changing(commands.Cog):
    """What the buttons under a private answer do: confirm, or take back."""

    def __init__(self, app: Engawa) -> None:
        self.app = app

    # --- editing

    @ui.submitted(FORM)
    async def edited(self, interaction: Asking, answers: ui.Answers, draft_id: int, page: str) -> None:
        kept = await self._kept(interaction, draft_id)
        wish = preview.answered(Wish.of(kept), answers, preview.known_page(page) or "when")
        one = await sessions.look(self.app.db, interaction.guild_id or 0, int(kept["series"]))
        await edit(interaction, one, wish)

    @ui.rebuilds(FORM)
    def again(self, language: Language, fields: Mapping[str, Any]) -> ui.Form:
        page = preview.known_page(str(fields["page"])) or "when"
        custom_id = ui.custom_id(FORM, int(fields["id"]), page)
        return preview.form(language, Wish.of(fields), page, custom_id, new=False)

    @ui.pressed("session.edit-do")
    async def confirm_edit(self, interaction: Asking, draft_id: int) -> None:
        kept = await self._kept(interaction, draft_id)
        one = await sessions.look(self.app.db, interaction.guild_id or 0, int(kept["series"]))
        if one.rev != kept["rev"]:
            raise Refusal("session-changed-meanwhile")
        after = await changed_by(interaction, one, Wish.of(kept))
        planned = await _edit(interaction, after)
        await drafts.discard(self.app.db, draft_id, interaction.user.id)
        await ui.replace(interaction, view=edited(ui.reader(interaction), one, planned.series))

    @ui.pressed("session.leave")
    async def leave(self, interaction: Asking) -> None:
        """Change nothing after all."""
        await ui.replace(interaction, view=_said(text(ui.reader(interaction), "session-left")))

    async def _kept(self, interaction: Asking, draft_id: int) -> dict[str, Any]:
        found = await drafts.look(self.app.db, draft_id, interaction.user.id, int(self.app.clock.now()))
        if found is None or found.form != FORM:
            raise Refusal("draft-gone")
        return dict(ui.Draft.load(found.form, found.fields).fields)

    # --- ending

    @ui.pressed("session.end")
    async def end(self, interaction: Asking, series_id: int) -> None:
        planned = await sessions.end(self.app.db, *self._by(interaction, series_id), **_rights(interaction))
        language = ui.reader(interaction)
        title = saying.title_of(language, planned.series)
        await ui.replace(interaction, view=_said(text(language, "session-cancelled", title=title)))

    @ui.pressed("session.end-next")
    async def end_next(self, interaction: Asking, series_id: int, day: int) -> None:
        one = await sessions.look(self.app.db, interaction.guild_id or 0, series_id)
        await skip_day(interaction, one, _day(day), replacing=True)

    # --- taking back

    @ui.pressed("session.restore")
    async def restore(self, interaction: Asking, series_id: int, day: int) -> None:
        guild_id, by, now = self._by_day(interaction)
        planned = await sessions.restore(
            self.app.db, guild_id, series_id, _day(day), by, now, **_rights(interaction)
        )
        await self._restored(interaction, planned)

    @ui.pressed("session.unrest")
    async def end_rest(self, interaction: Asking, series_id: int, first: int) -> None:
        guild_id, by, now = self._by_day(interaction)
        planned = await sessions.end_rest(
            self.app.db, guild_id, series_id, _day(first), by, now, **_rights(interaction)
        )
        await self._restored(interaction, planned)

    @ui.pressed("session.wake")
    async def resume_pressed(self, interaction: Asking, series_id: int) -> None:
        one = await sessions.look(self.app.db, interaction.guild_id or 0, series_id)
        planned = await _resume(interaction, one, None)
        await self._restored(interaction, planned)

    async def _restored(self, interaction: Asking, planned: Planned) -> None:
        language = ui.reader(interaction)
        said = text(language, "session-restored", title=saying.title_of(language, planned.series))
        await ui.replace(interaction, view=_said(said, _next_line(interaction, planned)))

    def _by(self, interaction: Asking, series_id: int) -> tuple[int, int, int, int]:
        guild_id, by, now = self._by_day(interaction)
        return guild_id, series_id, by, now

    def _by_day(self, interaction: Asking) -> tuple[int, int, int]:
        return interaction.guild_id or 0, interaction.user.id, int(self.app.clock.now())


# --- editing


async def to_change(interaction: Asking, typed: str) -> Series:
    """The session that was chosen, for somebody who may change it."""
    one = await chosen_session(interaction, typed)
    sessions.refuse_to_change(one, interaction.user.id, moderator=ui.is_moderator(interaction))
    return one


async def asked_of(interaction: Asking, one: Series) -> Asked:
    """Times are read in the zone of a session; its host's own, where they have chosen another since."""
    own = one.host_id == interaction.user.id and ui.zone_is_chosen(interaction)
    return await asked_by(interaction, None if own else one.plan.zone)


async def edit(interaction: Asking, one: Series, wish: Wish) -> None:
    """Change a session; where others are coming to it, show the change first. What is refused is kept."""
    app, language = interaction.client, ui.reader(interaction)
    sessions.refuse_to_change(one, interaction.user.id, moderator=ui.is_moderator(interaction))
    kept: dict[str, Any] = {
        **wish.kept(),
        "id": interaction.id,
        "series": one.id,
        "rev": one.rev,
        "page": "when",
    }
    async with ui.keeping(ui.Draft(FORM, kept, typed=wish.title or wish.bring or "")):
        try:
            asked = await asked_of(interaction, one)
            if wish.when:
                reading = read_when(wish.when, asked)
                typed = wish.said or wish.when
                kept["said"] = preview.said_again(language, one, reading, typed, asked)
                kept["when"] = carry(reading)
            after = await changed_by(interaction, one, Wish.of(kept))
        except Refusal as refusal:
            kept["page"] = page_of(refusal.key)
            raise
        if not preview.differences(language, one, after):
            raise Refusal("session-edit-nothing")
        others = _others(await sessions.next_of(app.db, one.guild_id, one.id), interaction.user.id)
        if others:
            fields = ui.Draft(FORM, kept).dump()
            now = int(app.clock.now())
            await drafts.keep(app.db, drafts.Draft(interaction.id, interaction.user.id, FORM, fields, now))
            panel = _asking(interaction, one, after, others)
        else:
            planned = await _edit(interaction, after)
            panel = edited(language, one, planned.series)
    await ui.answer(interaction, view=panel)


async def changed_by(interaction: Asking, one: Series, wish: Wish) -> Series:
    """The series with the changes that are wished for, where this person may make them."""
    asked = await asked_of(interaction, one)
    after = change(one, wish, asked)
    meeting_place(interaction, wish.place)
    if after.channel_id != one.channel_id:
        card_channel(interaction, after.channel_id)
    return sessions.fit(after, asked.now)


async def _edit(interaction: Asking, after: Series) -> Planned:
    now = int(interaction.client.clock.now())
    return await sessions.edit(interaction.client.db, after, interaction.user.id, now, **_rights(interaction))


def edited(language: Language, before: Series, after: Series) -> ui.Panel:
    said = text(language, "session-edited", title=saying.title_of(language, after))
    return _said(said, *preview.differences(language, before, after))


def _asking(interaction: Asking, one: Series, after: Series, others: int) -> ui.Panel:
    language, now = ui.reader(interaction), interaction.client.clock.now()
    lines = [
        text(language, "session-edit-sure", title=saying.title_of(language, one), count=others),
        *preview.differences(language, one, after),
    ]
    if after.plan != one.plan:
        lines += preview.next_dates(language, after, now)
    do = ui.custom_id("session.edit-do", interaction.id)
    row = discord.ui.ActionRow[Any](
        ui.button(text(language, "session-edit-do"), do, discord.ButtonStyle.primary),
        ui.button(text(language, "session-leave"), "session.leave"),
    )
    return ui.Panel(discord.ui.Container(discord.ui.TextDisplay("\n".join(lines)), row))


# --- single days and vacations


async def skip_day(interaction: Asking, one: Series, day: date, *, replacing: bool = False) -> None:
    """Leave out one occurrence, and offer to take that back."""
    app, language, now = interaction.client, ui.reader(interaction), int(interaction.client.clock.now())
    _refuse_if_last(replace(one.plan, skipped=one.plan.skipped | {day}), now)
    planned = await sessions.skip(
        app.db, one.guild_id, one.id, day, interaction.user.id, now, **_rights(interaction)
    )
    said = text(
        language,
        "session-skipped",
        title=saying.title_of(language, one),
        day=saying.day(language, day),
    )
    panel = _said(
        said,
        _next_line(interaction, planned),
        buttons=[_back(language, "session.restore", one.id, _number(day))],
    )
    await (ui.replace(interaction, view=panel) if replacing else ui.answer(interaction, view=panel))


async def skip(interaction: Asking, one: Series, day: str | None, until: str | None) -> None:
    """Leave out one occurrence; with `until` all from that day, or from today, to the last."""
    asked = await asked_of(interaction, one)
    if not until:
        await skip_day(interaction, one, chosen_day(one, day, asked).day)
        return
    app, language, now = interaction.client, ui.reader(interaction), int(asked.now)
    today = shown_day(now, one.plan.zone)
    first = read_date(day, asked) if day else today
    last = read_date(until, asked)
    if last < first:
        raise Refusal("session-rest-backwards")
    _refuse_if_last(replace(one.plan, away=(*one.plan.away, (first, last))), now)
    left_out = [each for each in occurrences(one.plan, now, limit=COUNTED) if first <= each.day <= last]
    planned = await sessions.rest(
        app.db, one.guild_id, one.id, first, last, interaction.user.id, now, **_rights(interaction)
    )
    said = text(
        language,
        "session-rests",
        title=saying.title_of(language, one),
        first=saying.day(language, first, year=True),
        last=saying.day(language, last, year=True),
        count=len(left_out),
    )
    back = _back(language, "session.unrest", one.id, _number(first))
    await ui.answer(interaction, view=_said(said, _next_line(interaction, planned), buttons=[back]))


async def move(interaction: Asking, one: Series, when: str, day: str | None) -> None:
    """Let one occurrence take place at another time, and offer to take that back."""
    asked = await asked_of(interaction, one)
    there, reading = chosen_day(one, day, asked), read_when(when, asked)
    if reading.repeats is not None:
        raise Refusal("session-move-once")
    app, language, now = interaction.client, ui.reader(interaction), int(asked.now)
    to = saying.moment(language, reading.at, one.plan.zone, now)
    await sessions.move(
        app.db, one.guild_id, one.id, there.day, reading.at, interaction.user.id, now, **_rights(interaction)
    )
    said = text(
        language,
        "session-was-moved",
        title=saying.title_of(language, one),
        before=saying.moment(language, there.starts_at, one.plan.zone, now),
        after=to,
        at=str(reading.at),
    )
    notes = [text(language, "session-note-rolled", moment=to)] if reading.rolled else []
    back = _back(language, "session.restore", one.id, _number(there.day))
    await ui.answer(interaction, view=_said(said, *notes, buttons=[back]))


# --- the whole of it


async def cancel(interaction: Asking, one: Series) -> None:
    """Ask whether the next one is meant or all of them, and say how many are coming."""
    app, language, now = interaction.client, ui.reader(interaction), interaction.client.clock.now()
    view = await sessions.next_of(app.db, one.guild_id, one.id)
    others = _others(view, interaction.user.id)
    lines = [text(language, "session-cancel-sure", title=saying.title_of(language, one), count=others)]
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
            only = ui.custom_id("session.end-next", one.id, _number(ahead.day))
            buttons.insert(0, ui.button(text(language, "session-cancel-next"), only))
    await ui.answer(interaction, view=_said(*lines, buttons=buttons))


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
        interaction.client.db, one.guild_id, one.id, person.id, me, **_rights(interaction)
    )
    language = ui.reader(interaction)
    said = text(language, "session-handed-over", title=saying.title_of(language, one), who=f"<@{person.id}>")
    await ui.answer(interaction, view=_said(said))


async def pause(interaction: Asking, one: Series) -> None:
    """Let a session rest until somebody resumes it."""
    if one.paused_at is not None:
        raise Refusal("session-resting-already")
    app, language = interaction.client, ui.reader(interaction)
    now = int(app.clock.now())
    await sessions.pause_by_host(
        app.db, one.guild_id, one.id, interaction.user.id, now, **_rights(interaction)
    )
    said = text(language, "session-was-paused", title=saying.title_of(language, one))
    back = _back(language, "session.wake", one.id)
    await ui.answer(interaction, view=_said(said, buttons=[back]))


async def resume(interaction: Asking, one: Series, channel: int | None) -> None:
    """End a pause, perhaps in another channel."""
    planned = await _resume(interaction, one, channel)
    language = ui.reader(interaction)
    said = text(
        language,
        "session-resumed",
        title=saying.title_of(language, one),
        channel=str(planned.series.channel_id),
    )
    await ui.answer(interaction, view=_said(said, _next_line(interaction, planned)))


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
        **_rights(interaction),
    )


# --- within


def _rights(interaction: Asking) -> dict[str, bool]:
    return {"moderator": ui.is_moderator(interaction)}


def _others(view: View | None, me: int) -> int:
    """How many besides oneself are coming, may come, or wait for a seat."""
    if view is None:
        return 0
    return sum(each.answer != "no" and each.user_id != me for each in view.coming)


def _refuse_if_last(plan: Plan, now: float) -> None:
    """A session of which nothing is left over would end: whoever means that says so."""
    if next_occurrence(plan, now) is None:
        raise Refusal("session-skip-last")


def _next_line(interaction: Asking, planned: Planned) -> str:
    language, now = ui.reader(interaction), interaction.client.clock.now()
    there = planned.occurrence
    if there is None:
        ahead = next_occurrence(planned.series.plan, now)
        if ahead is None:
            return text(language, "session-next-none")
        starts_at = ahead.starts_at
    else:
        starts_at = there.starts_at
    moment = saying.moment(language, starts_at, planned.series.plan.zone, now)
    return text(language, "session-next", moment=moment, at=str(starts_at))


def _said(*lines: str, buttons: list[discord.ui.Button[Any]] | None = None) -> ui.Panel:
    parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(line for line in lines if line))]
    if buttons:
        parts.append(discord.ui.ActionRow(*buttons))
    return ui.Panel(discord.ui.Container(*parts))


def _back(language: Language, name: str, *arguments: int) -> discord.ui.Button[Any]:
    return ui.button(text(language, "session-take-back"), ui.custom_id(name, *arguments))


def _number(day: date) -> int:
    """A day as a button carries it: 20261126."""
    return day.year * 10_000 + day.month * 100 + day.day


def _day(number: int) -> date:
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        raise Refusal("press-unknown") from None
