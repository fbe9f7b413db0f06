"""The weekly letter to the moderators' room, and `/activity letter`, by which an admin wishes for it."""

import asyncio
import io
import re
from typing import TypedDict

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty, Nothing, Outgoing, Refused
from bot.errors import Refusal
from bot.features import letters, settings
from bot.features.deliveries import Delivery
from bot.features.letters import WEEKDAYS, Letter
from bot.pictures import Picture
from bot.texts import Language, text
from bot.ui import words
from bot.when import city
from cogs.activity.letter_words import letter_picture, letter_text, picture_words
from cogs.activity.parts import named, refuse_others

Asked = discord.Interaction[Engawa]

HOUR = 60 * 60
MONDAY, MORNING = 0, 9
# Of the ten seconds in which the courier wants it worded.
PICTURE_SECONDS = 6.0
NEEDED = ("view_channel", "send_messages")
DAY_CHOICES = [
    app_commands.Choice(name=words(f"letter-weekday-{name}"), value=number)
    for number, name in enumerate(WEEKDAYS)
]


class State(TypedDict):
    """What is said of a server's letters, and what stands under it."""

    content: str
    view: ui.Buttons


class LetterForModerators(commands.Cog):
    """A part of the group: see `cogs.activity`."""

    app: Engawa

    @app_commands.command(**named("letter"))
    @app_commands.rename(
        day=words("command-activity-letter-option-day"), hour=words("command-activity-letter-option-hour")
    )
    @app_commands.describe(
        day=words("command-activity-letter-option-day-description"),
        hour=words("command-activity-letter-option-hour-description"),
    )
    @app_commands.choices(day=DAY_CHOICES)
    async def letter(
        self,
        interaction: Asked,
        day: int | None = None,
        hour: app_commands.Range[int, 0, 23] | None = None,
    ) -> None:
        guild_id = refuse_others(interaction)
        if day is not None or hour is not None:
            await self._choose(interaction, guild_id, day, hour)
        await ui.answer(interaction, **await self._state(interaction, guild_id))

    @ui.pressed("letter.look")
    async def look_at_letter(self, interaction: Asked) -> None:
        """From `/setup`: what the command shows."""
        await ui.answer(interaction, **await self._state(interaction, refuse_others(interaction)))

    @ui.pressed("letter.day")
    async def choose_day(self, interaction: Asked) -> None:
        await self._choose_here(interaction, day=picked(interaction))

    @ui.pressed("letter.hour")
    async def choose_hour(self, interaction: Asked) -> None:
        await self._choose_here(interaction, hour=picked(interaction))

    async def _choose_here(self, interaction: Asked, day: int | None = None, hour: int | None = None) -> None:
        """Choose from the lists under what the command shows, and show there what holds now."""
        guild_id = refuse_others(interaction)
        await self._choose(interaction, guild_id, day, hour)
        message = interaction.message
        in_place = message is not None and message.flags.ephemeral
        await (ui.replace if in_place else ui.answer)(interaction, **await self._state(interaction, guild_id))

    async def _choose(self, interaction: Asked, guild_id: int, day: int | None, hour: int | None) -> None:
        """Wish for letters at this day and hour; what is None stays as it was, or as it usually is."""
        if not ui.is_admin(interaction):
            raise Refusal("letter-for-admins")
        db, by, now = self.app.db, interaction.user.id, int(self.app.clock.now())
        found = await letters.chosen(db, guild_id)
        before = (MONDAY, MORNING) if found is None else (found.weekday, found.hour)
        weekday, hour = before[0] if day is None else day, before[1] if hour is None else hour
        await letters.choose(db, guild_id, weekday, hour, by=by, now=now)

    async def _state(self, interaction: Asked, guild_id: int) -> State:
        """When letters come, with what this reader may do about it."""
        language, admin = ui.reader(interaction), ui.is_admin(interaction)
        found = await letters.chosen(self.app.db, guild_id)
        choosers = [day_chooser(language, found), hour_chooser(language, found)] if admin else []
        if found is None:
            said = text(language, "letter-off-choose" if admin else "letter-off")
            return State(content=said, view=ui.Buttons(*choosers))
        server = await settings.server(self.app.db, guild_id)
        buttons = ui.Buttons(*choosers, stop_button(language, 0))
        return State(content=state_text(language, server, found), view=buttons)

    @ui.pressed("letter.stop")
    async def stop_letters(
        self,
        interaction: Asked,
        mark: int,  # noqa: ARG002 - by it the courier knows the letter again
    ) -> None:
        guild_id = refuse_others(interaction)
        stopped = await letters.stop(self.app.db, guild_id, int(self.app.clock.now()))
        key = "letter-stopped" if stopped else "letter-off"
        await ui.answer(interaction, text(ui.reader(interaction), key))


class Letters(commands.Cog):
    """Renders letters for the courier, and looks after those that wait."""

    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        courier = self.app.courier
        courier.renders[letters.KIND] = self.render
        courier.duties["letter.rounds"] = Duty(self.look_around, every=HOUR, at=HOUR // 3)
        self.app.reach.unsent[letters.KIND] = "notice-letter-waits"

    async def render(self, delivery: Delivery, late: int) -> Outgoing | Nothing:
        """One picture, five lines, what waits for a reply; for the moderators' room alone."""
        guild_id, db = delivery.guild_id or 0, self.app.db
        now, day = int(self.app.clock.now()), int(delivery.subject["day"])
        told = await letters.contents(db, guild_id, day, now)
        if told is None:
            return Nothing("not wished for")
        server = await settings.server(db, guild_id)
        if server.moderators_channel is None:
            # Another channel would do no more than the one that stands in: not everybody may read this.
            raise Refused("no room", elsewhere=True)
        language = await self.app.reach.public(guild_id)
        picture = await self._picture(language, told)
        return Outgoing(
            channel_id=server.moderators_channel,
            content=letter_text(language, guild_id, told, late=late),
            view=ui.Buttons(stop_button(language, delivery.id)),
            files=[] if picture is None else [_file(picture)],
            only_here=True,
        )

    async def _picture(self, language: Language, told: letters.Contents) -> Picture | None:
        if told.week is None:
            return None
        drawing = self.app.pictures.draw(
            letter_picture(language, told.week, told.before),
            alt=picture_words(language, told.week, told.before),
            language=language,
        )
        try:
            return await asyncio.wait_for(drawing, PICTURE_SECONDS)
        except TimeoutError:
            return None

    # --- looking after them

    async def look_around(self, _: Delivery) -> None:
        """Plan the letters to come, and let those go on that may by now."""
        # Before that nobody knows which channels there are; the courier asks again in time.
        await self.app.wait_until_ready()
        await letters.plan_all(self.app.db, int(self.app.clock.now()))
        for guild_id in await letters.waiting_servers(self.app.db):
            await self._let_go_on(guild_id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        server = await settings.server(self.app.db, channel.guild.id)
        if server.moderators_channel == channel.id:
            await letters.lose_room(self.app.db, channel.guild.id, int(self.app.clock.now()))

    async def _let_go_on(self, guild_id: int) -> None:
        guild = self.app.get_guild(guild_id)
        server = await settings.server(self.app.db, guild_id)
        if guild is None or guild.unavailable or server.moderators_channel is None:
            return
        room = guild.get_channel(server.moderators_channel)
        if room is not None and all(getattr(room.permissions_for(guild.me), name) for name in NEEDED):
            await letters.go_on(self.app.db, guild_id)


def state_text(language: Language, server: settings.ServerSettings, found: Letter) -> str:
    """When letters come, where to, and why none does at the moment."""
    lines = [
        text(
            language,
            "letter-on",
            weekday=text(language, f"letter-weekday-{WEEKDAYS[found.weekday]}"),
            hour=str(found.hour),
            zone=city(server.zone, language),
            channel=str(server.moderators_channel or 0),
        )
    ]
    if found.waits is not None:
        lines.append(text(language, "notice-letter-waits"))
    elif found.next_at is not None:
        lines.append(text(language, "letter-next", at=str(found.next_at)))
    return "\n".join(lines)


def day_chooser(language: Language, found: Letter | None) -> discord.ui.Select[ui.Buttons]:
    options = [
        discord.SelectOption(
            label=text(language, f"letter-weekday-{name}"),
            value=str(day),
            default=found is not None and day == found.weekday,
        )
        for day, name in enumerate(WEEKDAYS)
    ]
    placeholder = text(language, "letter-choose-day")
    return discord.ui.Select(custom_id="letter.day", placeholder=placeholder, options=options)


def hour_chooser(language: Language, found: Letter | None) -> discord.ui.Select[ui.Buttons]:
    options = [
        discord.SelectOption(
            label=text(language, "letter-hour", hour=str(hour)),
            value=str(hour),
            default=found is not None and hour == found.hour,
        )
        for hour in range(24)
    ]
    placeholder = text(language, "letter-choose-hour")
    return discord.ui.Select(custom_id="letter.hour", placeholder=placeholder, options=options)


def picked(interaction: Asked) -> int:
    """The number that was chosen in a list; refuses what no list of ours offers."""
    chosen = next(iter(ui.picked(interaction)), "")
    if not re.fullmatch(r"[0-9]{1,2}", chosen):
        raise Refusal("press-unknown")
    return int(chosen)


def stop_button(language: Language, mark: int) -> discord.ui.Button[ui.Buttons]:
    return ui.button(text(language, "letter-stop"), ui.custom_id("letter.stop", mark))


def _file(picture: Picture) -> discord.File:
    return discord.File(io.BytesIO(picture.png), picture.name, description=picture.alt)
