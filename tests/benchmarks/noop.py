"""A discord.py client that does nothing, to stand beside the bot: `python -m tests.benchmarks.noop`.

It asks for the same intents, caches as little and runs on the same event loop. Its one command answers at
once.
"""

import asyncio
import os
from collections.abc import Callable

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

INTENTS = discord.Intents(
    guilds=True,
    guild_messages=True,
    guild_reactions=True,
    guild_scheduled_events=True,
    voice_states=True,
)


@app_commands.command(description="Do nothing")
async def noop(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Nothing done", ephemeral=True)


class Noop(discord.Client):
    def __init__(self) -> None:
        super().__init__(
            intents=INTENTS,
            member_cache_flags=discord.MemberCacheFlags(joined=False, voice=True),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(noop)

    async def setup_hook(self) -> None:
        await self.tree.sync()


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The event loop the bot takes, where it is installed."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


async def serve() -> None:
    Route.BASE = os.environ["DISCORD_API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])
    async with Noop() as client:
        await client.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serve())
