"""The weekly letter to the moderators' room, and `/activity letter`, by which an admin wishes for it."""

import asyncio
import io

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty, Nothing, Outgoing, Refused
from bot.errors import Refusal
from bot.features import letters, settings
from bot.features.deliveries import Delivery
from bot.features.letters import Letter
from bot.pictures import Picture
from bot.texts import Language, text
from bot.ui import words
from bot.when import city
from cogs.activity.letter_words import WEEKDAYS, letter_picture, letter_text, picture_words
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
        found = await letters.chosen(self.app.db, guild_id)
        if day is not None or hour is not None:
            if not ui.is_admin(interaction):
                raise Refusal("letter-for-admins")
            before = (MONDAY, MORNING) if found is None else (found.weekday, found.hour)
            weekday, hour = before[0] if day is None else day, before[1] if hour is None else hour
            by, now = interaction.user.id, int(self.app.clock.now())
            found = await letters.choose(self.app.db, guild_id, weekday, hour, by=by, now=now)
        language = ui.reader(interaction)
        if found is None:
            await ui.answer(interaction, text(language, "letter-off"))
            return
        buttons = ui.Buttons(stop_button(language, 0))
        server = await settings.server(self.app.db, guild_id)
        await ui.answer(interaction, state_text(language, server, found), view=buttons)

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


def stop_button(language: Language, mark: int) -> discord.ui.Button[ui.Buttons]:
    return ui.button(text(language, "letter-stop"), ui.custom_id("letter.stop", mark))


def _file(picture: Picture) -> discord.File:
    return discord.File(io.BytesIO(picture.png), picture.name, description=picture.alt)
