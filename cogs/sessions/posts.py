"""What is posted about sessions ahead of them: their cards, reminders, and that one was moved."""

from collections.abc import Collection, Sequence

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Nothing, Outgoing
from bot.features import sessions, settings
from bot.features.deliveries import Delivery
from bot.features.sessions import Due, View
from bot.texts import Language, language, text
from cogs.sessions import saying
from cogs.sessions.card import card, is_open
from cogs.sessions.places import is_as_open
from cogs.sessions.refreshing import shows

SOON_SECONDS = 6 * 60 * 60
MOST_NAMED = 5


@shows(sessions.CARD)
async def card_now(app: Engawa, spoken: Language, view: View) -> ui.Panel:
    """A card that stands already, as it is now."""
    return card(spoken, view, app.clock.now())


class Posts(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        renders = self.app.courier.renders
        renders[sessions.CARD] = self.card
        renders[sessions.REMIND] = renders[sessions.OWN] = self.hand_out
        renders[sessions.CALL] = self.call
        renders[sessions.DM] = self.tell
        renders[sessions.MOVED] = self.moved

    async def card(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        view = await self._view(delivery)
        if isinstance(view, Nothing):
            return view
        spoken = await self.app.reach.public(view.series.guild_id)
        panel = card(spoken, view, self._now(), mark=delivery.id)
        return Outgoing(channel_id=view.series.channel_id, view=panel)

    async def hand_out(self, delivery: Delivery, _: int) -> Nothing:
        """It is time to remind somebody: say who is told by which post. The posts follow at once."""
        view = await self._view(delivery)
        if isinstance(view, Nothing):
            return view
        moment = view.occurrence.starts_at - int(delivery.subject["minutes"]) * 60
        await sessions.hand_out(self.app.db, view.series.guild_id, moment, self._now())
        return Nothing("handed out")

    async def call(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        """A reminder in a channel, for those on this page of it."""
        guild_id, channel_id = delivery.guild_id or 0, delivery.channel_id or 0
        if not (await settings.server(self.app.db, guild_id)).sessions_on:
            return Nothing("sessions are off")
        moment, page = int(delivery.subject["moment"]), int(delivery.subject["page"])
        told = await sessions.call(self.app.db, guild_id, channel_id, moment, page, self._now())
        if told is None:
            return Nothing("nothing is to come")
        spoken = await self.app.reach.public(guild_id)
        unnamed = self._unnamed(channel_id, told)
        panel = call_panel(spoken, told, self._now(), mark=delivery.id, unnamed=unnamed)
        return Outgoing(channel_id=channel_id, view=panel, pings=told.people)

    def _unnamed(self, channel_id: int, told: sessions.Told) -> frozenset[int]:
        """The channels of these sessions that not everybody who reads this one can read."""
        here = self.app.get_channel(channel_id)
        others = {due.view.series.channel_id for due in told.dues} - {channel_id}
        return frozenset(one for one in others if not _is_open_to(self.app.get_channel(one), here))

    async def tell(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        """A reminder, or that a session was moved, for one person alone."""
        user_id, guild_id = delivery.person_id or 0, delivery.guild_id or 0
        member = await settings.member(self.app.db, user_id, None)
        spoken = language(member.language) if member.language else await self.app.reach.public(guild_id)
        if "moved" in delivery.subject:
            view = await sessions.view(self.app.db, int(delivery.subject["moved"]))
            if view is None or not _still_moved(view, delivery, self._now()):
                return Nothing("moved again")
            return Outgoing(person_id=user_id, content=moved_words(spoken, view))
        moment = int(delivery.subject["moment"])
        dues = await sessions.told_directly(self.app.db, user_id, moment, self._now())
        if not dues:
            return Nothing("nothing is to come")
        return Outgoing(person_id=user_id, content=told_words(spoken, dues, self._now()))

    async def moved(self, delivery: Delivery, _: int) -> Outgoing | Nothing:
        """Tell those who come of another time."""
        view = await self._view(delivery)
        if isinstance(view, Nothing):
            return view
        if not _still_moved(view, delivery, self._now()):
            return Nothing("moved again")
        starts_at, page = int(delivery.subject["starts"]), int(delivery.subject.get("page", 1))
        if page == 1:
            await sessions.hand_out_move(self.app.db, view.occurrence.id, starts_at, self._now())
        people = await sessions.call_of_move(self.app.db, view, starts_at, page)
        if not people:
            return Nothing("nobody to tell")
        spoken = await self.app.reach.public(view.series.guild_id)
        panel = ui.Panel(
            discord.ui.TextDisplay(moved_words(spoken, view)),
            discord.ui.TextDisplay(mentions(people)),
            answer_row(spoken, view, delivery.id),
        )
        return Outgoing(channel_id=view.series.channel_id, view=panel, pings=people)

    async def _view(self, delivery: Delivery) -> View | Nothing:
        """The occurrence that a delivery is about, while one can still come to it."""
        view = await sessions.view(self.app.db, int(delivery.subject["occurrence"]))
        if view is None or not is_open(view, self._now()):
            return Nothing("not to come")
        if not (await settings.server(self.app.db, view.series.guild_id)).sessions_on:
            return Nothing("sessions are off")
        return view

    def _now(self) -> int:
        return int(self.app.clock.now())


def _still_moved(view: View, delivery: Delivery, now: int) -> bool:
    return is_open(view, now) and view.occurrence.starts_at == int(delivery.subject["starts"])


def _is_open_to(channel: object, here: object) -> bool:
    if not isinstance(channel, discord.abc.GuildChannel) or not isinstance(here, discord.abc.GuildChannel):
        return False
    return is_as_open(channel, here)


# --- words


def call_panel(
    spoken: Language, told: sessions.Told, now: int, *, mark: int, unnamed: Collection[int] = ()
) -> ui.Panel:
    """A reminder with those it calls; of one session, with buttons to say that one comes or not.

    Of sessions in `unnamed` channels it says no more than when and where.
    """
    said = told_words(spoken, told.dues, now, unnamed)
    parts: list[discord.ui.Item[ui.Panel]] = [discord.ui.TextDisplay(said)]
    if told.people:
        parts.append(discord.ui.TextDisplay(mentions(told.people)))
    if len(told.dues) == 1 and not unnamed:
        parts.append(answer_row(spoken, told.dues[0].view, mark))
    else:
        label = text(spoken, "session-button-list")
        parts.append(discord.ui.ActionRow(ui.button(label, ui.custom_id("session.list", 0, mark))))
    return ui.Panel(*parts)


def answer_row(spoken: Language, view: View, mark: int) -> discord.ui.ActionRow[ui.Panel]:
    """Answering elsewhere than on the card. `mark` is by what a lost post is recognised."""
    there = view.occurrence.id
    return discord.ui.ActionRow(
        ui.button(text(spoken, "session-button-yes"), ui.custom_id("session.say", there, "yes")),
        ui.button(text(spoken, "session-button-no"), ui.custom_id("session.say", there, "no")),
        ui.button(text(spoken, "session-button-mine"), ui.custom_id("session.mine", there, mark)),
    )


def told_words(spoken: Language, dues: Sequence[Due], now: int, unnamed: Collection[int] = ()) -> str:
    """What is to come, or is just beginning."""
    if len(dues) == 1 and not unnamed:
        view = dues[0].view
        at = view.occurrence.starts_at
        far = "now" if at <= now else "soon" if at - now <= SOON_SECONDS else "ahead"
        line = text(spoken, f"session-told-{far}", title=saying.title_of(spoken, view.series), at=str(at))
        return f"{line}\n{_where(spoken, view)}"
    lines = [text(spoken, "session-told-several")]
    for due in dues[:MOST_NAMED]:
        view = due.view
        at, channel = str(view.occurrence.starts_at), view.series.channel_id
        if channel in unnamed:
            lines.append(text(spoken, "session-told-line-unnamed", at=at, place=f"<#{channel}>"))
            continue
        title = saying.title_of(spoken, view.series)
        # A link may be too long for a line among others; the card has it.
        place = f"<#{view.series.place.channel_id or channel}>"
        lines.append(text(spoken, "session-told-line", title=title, at=at, place=place))
    if len(dues) > MOST_NAMED:
        lines.append(text(spoken, "session-told-more", n=len(dues) - MOST_NAMED))
    return "\n".join(lines)


def moved_words(spoken: Language, view: View) -> str:
    at, title = str(view.occurrence.starts_at), saying.title_of(spoken, view.series)
    return f"{text(spoken, 'session-moved', title=title, at=at)}\n{_where(spoken, view)}"


def mentions(people: Sequence[int]) -> str:
    return " ".join(f"<@{one}>" for one in people)


def _where(spoken: Language, view: View) -> str:
    place = saying.place(view.series.place) or f"<#{view.series.channel_id}>"
    return text(spoken, "session-told-where", place=place)
