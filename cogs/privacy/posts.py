"""The bot's own public posts about somebody who had themselves forgotten."""

import asyncio
from collections.abc import Sequence

import discord

from bot import ui
from bot.app import Engawa
from bot.features import giving, settings
from bot.features.giving import Post
from bot.texts import Language, language, text

ALL_SECONDS = 10 * 60  # of the fifteen minutes in which the receipt can still be sent
PAUSES = (0.0, 0.5, 2.0)  # before each try
TRY_SECONDS = 30


async def edit_posts(app: Engawa, posts: Sequence[Post]) -> list[Post]:
    """Let no post speak of them any more; return those that could not be reached, or not in time."""
    left = list(posts)
    try:
        async with asyncio.timeout(ALL_SECONDS):
            for post in posts:
                if await _edited(app, post):
                    left.remove(post)
    except TimeoutError:
        pass  # what is left is told
    return left


async def _edited(app: Engawa, post: Post) -> bool:
    content = await _words(app, post)
    if content is None:
        return True
    message = app.get_partial_messageable(post.message.channel_id).get_partial_message(
        post.message.message_id
    )
    for pause in PAUSES:
        await asyncio.sleep(pause)
        try:
            async with asyncio.timeout(TRY_SECONDS):
                await message.edit(content=content, view=None)
        except discord.NotFound:
            return True  # nobody sees it any more
        except ui.TRANSIENT:
            continue
        except discord.HTTPException:
            return False
        return True
    return False


async def _words(app: Engawa, post: Post) -> str | None:
    """What the post says from now on; None when it does not speak of them."""
    speaks = await _public(app, post.guild_id)
    if post.wrote:
        return text(speaks, "privacy-post-deleted")
    rows = [g for g in await giving.thanks_of(app.db, post.guild_id, post.event_id) if g.stands]
    if not rows:
        return None
    first = rows[0]
    if first.helped_id is None or first.note is None:
        return text(speaks, "privacy-post-deleted")
    others = [f"<@{give.helper_id}>" for give in rows if give.helper_id is not None]
    return text(
        speaks,
        "privacy-post-thanked",
        giver=f"<@{first.helped_id}>",
        count=len(others),
        others=", ".join(others),
        note=ui.quoted(first.note),
    )


async def _public(app: Engawa, guild_id: int) -> Language:
    chosen = (await settings.server(app.db, guild_id)).language
    guild = app.get_guild(guild_id)
    return language(chosen or (None if guild is None else guild.preferred_locale.value))
