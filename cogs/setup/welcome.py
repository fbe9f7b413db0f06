"""What is said to everybody on an admin's word: where to, and the welcome."""

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Nothing, Outgoing
from bot.errors import Refusal
from bot.features import deliveries, settings
from bot.features.deliveries import Delivery
from bot.texts import Language, text
from cogs.setup.parts import channel_choice, words
from cogs.setup.permissions import Place, is_open, missing_in, named, place
from cogs.setup.posting import WELCOME, announcement, how_it_went
from cogs.setup.scene import Scene


def announcing_form(scene: Scene, about: str, custom_id: str, shown: str) -> ui.Form:
    """Shows what will be posted, and asks where."""
    where = channel_choice("channel", scene.says("setup-place-choose"), likely_channel(scene))
    where.min_values, where.required = 1, True
    return ui.Form(
        scene.says(f"setup-{about}-title"),
        custom_id,
        words(scene.says("setup-preview"), *(f"> {line}" for line in shown.split("\n"))),
        ui.labelled(scene.says("setup-where"), where),
    )


def likely_channel(scene: Scene) -> int | None:
    """Where everybody reads and the bot can post: where Discord greets newcomers, or a chosen channel."""
    chosen, system = scene.chosen, scene.guild.system_channel
    ids = (
        None if system is None else system.id,
        chosen.thanks_channel,
        chosen.sessions_channel,
        chosen.checkins_channel,
        scene.channel_id,
    )
    found = (place(scene.guild, channel_id) for channel_id in ids)
    return next((c.id for c in found if c is not None and is_open(c) and not missing_in(c)), None)


def chosen_for_all(scene: Scene, answers: ui.Answers) -> Place:
    """The channel of a filled-in form; refused where the bot cannot post or not everybody can read."""
    given = answers.text("channel")
    channel = place(scene.guild, int(given)) if given.isdecimal() else None
    if channel is None:
        raise Refusal("setting-channel-elsewhere")
    missing = missing_in(channel)
    if missing:
        names = named(scene.language, missing)
        raise Refusal("setup-may-not-post", channel=str(channel.id), permissions=names)
    if not is_open(channel):
        raise Refusal("setup-not-for-all", channel=str(channel.id))
    return channel


async def post_welcome(interaction: discord.Interaction[Engawa], channel_id: int, *, again: bool) -> str:
    """Have the welcome posted, once unless asked for it again; return what has become of that, in a word.

    "under-way" when another admin's is on its way.
    """
    app, at = interaction.client, int(interaction.client.clock.now())
    guild_id = interaction.guild_id or 0
    told = announcement(WELCOME, guild_id, channel_id, at, again=int(again))
    async with app.db.write() as tx:
        if (await settings.server(app.db.within(tx), guild_id)).welcomed and not again:
            raise Refusal("setup-welcomed-already")
        planned = await deliveries.plan_again(tx, told)
    return await how_it_went(app, told) if planned else "under-way"


class Welcome(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    async def cog_load(self) -> None:
        self.app.courier.renders[WELCOME] = self.render
        self.app.courier.stands[WELCOME] = lambda tx, told, at: settings.change_server(
            self.app.db.within(tx), told.guild_id or 0, "welcomed", value=True, by=None, at=at
        )
        self.app.reach.unsent[WELCOME] = "notice-welcome-unsaid"

    async def render(self, told: Delivery, late: int) -> Outgoing | Nothing:  # noqa: ARG002
        guild_id = told.guild_id or 0
        if (await settings.server(self.app.db, guild_id)).welcomed and not told.subject["again"]:
            return Nothing("stands already")
        welcome = words(welcome_words(await self.app.reach.public(guild_id)))
        view = ui.Panel(discord.ui.Container(welcome))
        return Outgoing(channel_id=told.channel_id, view=view, only_here=True)


def welcome_words(language: Language) -> str:
    return text(language, "welcome")
