"""What is said to everybody on an admin's word: where to, and the welcome."""

import discord

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import settings
from bot.texts import Language, text
from cogs.setup.parts import channel_choice, words
from cogs.setup.permissions import Place, is_open, missing_in, named, place
from cogs.setup.posting import post, turn_in
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


async def post_welcome(
    interaction: discord.Interaction[Engawa], scene: Scene, channel_id: int, *, again: bool
) -> None:
    """Post the welcome, once unless asked for it again."""
    app, by, at = interaction.client, interaction.user.id, int(interaction.client.clock.now())
    guild = scene.guild
    async with turn_in(guild.id):
        if (await settings.server(app.db, guild.id)).welcomed and not again:
            raise Refusal("setup-welcomed-already")
        welcome = words(welcome_words(scene.public))
        await post(app, channel_id, ui.Panel(discord.ui.Container(welcome)))
        await settings.change_server(app.db, guild.id, "welcomed", value=True, by=by, at=at)


def welcome_words(language: Language) -> str:
    return text(language, "welcome")
