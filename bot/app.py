"""The Discord client: what it asks of the gateway, its cogs, its one error path, and work that is counted."""

import asyncio
import contextlib
import importlib
import logging
import pkgutil
import secrets
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands

import cogs
from bot import ui
from bot.clock import Clock
from bot.compatible import filled_in, kept_here, shards
from bot.config import Settings
from bot.courier import Courier, DiscordPost, Limiter
from bot.db import Database
from bot.errors import Refusal
from bot.features import deliveries, drafts
from bot.pictures import Pictures
from bot.reach import Reach
from bot.schedule import Schedule
from bot.texts import text
from bot.tree import Translator, Tree, sync

log = logging.getLogger(__name__)

INTENTS = discord.Intents(
    guilds=True,
    guild_messages=True,
    guild_reactions=True,
    guild_scheduled_events=True,
    voice_states=True,
)
"""None of these is privileged: message text, presences and member lists are never asked for."""

# Engawa does not speak in voice channels; the library need not warn that it could not.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

LONGEST_MESSAGE = 2000
COURIER_STOP_SECONDS = 0.5
STOP_SECONDS = 3.0  # for handlers at work, of the five in which a host expects the process to be gone
SECONDS_BETWEEN_IDENTIFIES = 5.0
UNREACHED = (ui.Unreached, aiohttp.ClientError, discord.DiscordServerError)


class Engawa(commands.AutoShardedBot):
    """The bot. One lives from a connection's start until it is given up; the next takes over its database."""

    tree: Tree  # pyright: ignore[reportIncompatibleMethodOverride] - the library types it loosely

    def __init__(self, settings: Settings, clock: Clock, db: Database) -> None:
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=Tree,
            intents=INTENTS,
            member_cache_flags=discord.MemberCacheFlags(joined=False, voice=True),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self.settings = settings
        self.clock = clock
        self.db = db
        self.routes = ui.Routes()
        limiter = Limiter()
        self.courier = Courier(db, clock, DiscordPost(self, limiter), limiter, start=self.start_work)
        self.schedule = Schedule(clock, self.courier.work)
        self.courier.changed = self.schedule.look
        self.reach = Reach(self, db, clock, self.courier)
        self.pictures = Pictures(self.start_work)
        self._end_listening: Callable[[], None] = _nothing
        self._work: set[asyncio.Task[Any]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self.leaving = asyncio.Event()
        """Set at a graceful stop: what waits before it edits once more waits no longer."""
        self._away: set[int] = set()  # shards that have lost their line
        self._may_identify_at = 0.0
        self._guard_parsers()

    # --- starting

    async def setup_hook(self) -> None:
        await self.add_cogs()
        await self.tree.set_translator(Translator())
        if await sync(self):
            log.info("commands registered")
        # A known number of shards makes the library use the gateway of our settings, not the one it is told.
        self.shard_count = await shards(self)
        await self.courier.open()
        self._end_listening = self.db.listen(deliveries.NEWS, self.schedule.look)
        self.schedule.start()

    async def add_cogs(self) -> None:
        """Add every cog there is."""
        for module in pkgutil.iter_modules(cogs.__path__):
            # Not as the library's extensions, which each client would import anew.
            await importlib.import_module(f"cogs.{module.name}").setup(self)

    async def add_cog(self, cog: commands.Cog, /, **options: Any) -> None:
        await super().add_cog(cog, **options)
        self.routes.learn(cog)

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        await super().launch_shard(gateway, shard_id, initial=initial)
        shard = self.get_shard(shard_id)
        if shard is not None:
            # Left alone, the library's pause between tries grows to seventeen minutes.
            inner: Any = shard._parent  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            inner._backoff._max = 5  # noqa: SLF001

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:  # noqa: ARG002
        # Discord takes a new session every five seconds. The library waits for five whenever it was cut off.
        now = self.loop.time()
        pause = max(0.0, self._may_identify_at - now)
        self._may_identify_at = now + pause + SECONDS_BETWEEN_IDENTIFIES
        await asyncio.sleep(pause)

    def _guard_parsers(self) -> None:
        """Let an event that discord.py cannot read cost that event, not the process."""
        connection = self._connection
        parsers = connection.parsers | {
            "READY": kept_here(self, self.settings, connection.parsers["READY"]),
            "INTERACTION_CREATE": filled_in(connection.parsers["INTERACTION_CREATE"]),
            "GUILD_CREATE": self._telling_of(connection.parsers["GUILD_CREATE"]),
            # Nobody asks for a message of the library's, and to make one costs more than all that we do.
            "MESSAGE_CREATE": _unread,
        }
        self._parsers = parsers
        connection.parsers = {name: _guarded(name, parse) for name, parse in parsers.items()}

    def hear(self, event: str, ear: Callable[[Any], None]) -> None:
        """Let `ear` have what Discord sends of a gateway event, as it is, once the library has read it.

        At once and in its turn, without a task: for what comes in thousands. Messages are read by no library.
        """
        parse = self._parsers[event]

        def heard(data: Any) -> None:
            parse(data)
            ear(data)

        self._parsers[event] = heard
        self._connection.parsers[event] = _guarded(event, heard)

    def _telling_of(self, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """Let `on_guild_seen` hear of each server as soon as it is there, whole and as it is now.

        The library itself tells of those that come with a new session two seconds later.
        """

        def parsed(data: Any) -> None:
            known = self.get_guild(int(data["id"]))
            if known is not None:
                # To those who were in voice before an outage the library would add those who are now.
                known._voice_states.clear()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            parse(data)
            seen = self.get_guild(int(data["id"]))
            if seen is not None and not seen.unavailable:
                self.dispatch("guild_seen", seen)

        return parsed

    # --- work that is counted

    def start_work(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Run something that a graceful stop waits for."""
        task = self.loop.create_task(work, name=name)
        self._work.add(task)
        self._idle.clear()
        task.add_done_callback(self._work_done)
        return task

    def _work_done(self, task: asyncio.Task[Any]) -> None:
        self._work.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("work failed", exc_info=error, extra={"work": task.get_name()})
        if not self._work:
            self._idle.set()

    def _schedule_event(
        self, coro: Callable[..., Coroutine[Any, Any, Any]], event_name: str, *args: Any, **kwargs: Any
    ) -> asyncio.Task[Any]:
        # The library's own place to start listeners, which it does not count.
        return self.start_work(self._run_event(coro, event_name, *args, **kwargs), event_name)

    async def settled(self) -> None:
        """Return when no handler, coalesced edit or flush is pending, and nothing is due."""
        while self._work or not self.schedule.at_rest:
            await self.schedule.settled()
            await self._idle.wait()

    async def leave(self) -> None:
        """Stop gracefully: let what has begun finish, then close the connection."""
        self.leaving.set()
        await self.schedule.stop()
        await self.courier.stop(within=COURIER_STOP_SECONDS)
        try:
            await asyncio.wait_for(self.settled(), STOP_SECONDS)
        except TimeoutError:
            names = sorted(task.get_name() for task in self._work)
            log.warning("stopped with work unfinished", extra={"unfinished": names})
            for task in self._work:
                task.cancel()
        await _close(self)

    async def close(self) -> None:
        """Close the connection, and leave what is due to the next client."""
        end_listening, self._end_listening = self._end_listening, _nothing
        end_listening()
        await self.schedule.stop()
        await self.courier.stop(within=COURIER_STOP_SECONDS)
        await self.pictures.stop()
        await super().close()

    # --- events

    async def on_ready(self) -> None:
        log.info("ready", extra={"servers": len(self.guilds), "shards": self.shard_count})

    async def on_shard_disconnect(self, shard_id: int) -> None:
        # The library says so again at every try to come back.
        if shard_id not in self._away:
            self._away.add(shard_id)
            log.info("disconnected", extra={"shard": shard_id})

    async def on_shard_connect(self, shard_id: int) -> None:
        self._away.discard(shard_id)
        log.info("connected", extra={"shard": shard_id})

    async def on_shard_resumed(self, shard_id: int) -> None:
        self._away.discard(shard_id)
        log.info("resumed", extra={"shard": shard_id})

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        # A client that was given up becomes ready still, two seconds after its last server came.
        if not self.is_closed():
            super().dispatch(event_name, *args, **kwargs)

    async def on_interaction(self, interaction: "discord.Interaction[Engawa]") -> None:
        """Route presses and forms. Commands have their tree."""
        if interaction.type not in {discord.InteractionType.component, discord.InteractionType.modal_submit}:
            return
        data: Any = interaction.data
        try:
            await ui.meet(self.db, interaction)
            if interaction.type is discord.InteractionType.component:
                handler, arguments = self.routes.press(data["custom_id"])
                await handler(interaction, *arguments)
            else:
                handler, arguments = self.routes.form(data["custom_id"])
                await handler(interaction, ui.answers(data), *arguments)
        except Exception as error:  # noqa: BLE001 - the one error path
            await self.failed(interaction, error)
        await self.show_waiting(interaction)

    async def show_waiting(self, interaction: "discord.Interaction[Engawa]") -> None:
        """Say what could not be sent before, now that this is answered; trouble leaves it for later."""
        try:
            await self.reach.show_waiting(interaction)
        except Exception as error:  # noqa: BLE001 - the answer itself was given
            log.warning("what waited could not be shown", extra={"error": repr(error)})

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        log.exception(  # noqa: LOG004 - the library calls this from its except block
            "listener failed", extra={"event": event_method, "reference": _reference()}
        )

    # --- the one error path

    async def failed(self, interaction: "discord.Interaction[Engawa]", error: Exception) -> None:
        """Say privately what was refused, or that something broke; keep what was typed."""
        draft = ui.draft_of(error)
        while isinstance(error, app_commands.CommandInvokeError):
            error = error.original
            draft = draft or ui.draft_of(error)
        if isinstance(error, (app_commands.CommandSignatureMismatch, app_commands.CommandNotFound)):
            error = Refusal("command-changed")
        if isinstance(error, ui.TooLate):
            log.warning("answered too late", extra={"interaction": interaction.id})
            return
        reference = _reference()
        if isinstance(error, UNREACHED):
            log.warning("Discord was not reached", extra={"error": repr(error), "reference": reference})
        elif not isinstance(error, Refusal):
            log.error("command failed", exc_info=error, extra={"reference": reference})
        if interaction.type is discord.InteractionType.autocomplete:
            return  # Nothing can be said to somebody who is still typing.
        try:
            await self._tell(interaction, error, reference, draft)
        except (ui.TooLate, discord.HTTPException, *UNREACHED) as unsaid:
            log.warning("an error could not be told", extra={"error": repr(unsaid), "reference": reference})

    async def _tell(
        self,
        interaction: "discord.Interaction[Engawa]",
        error: Exception,
        reference: str,
        draft: ui.Draft | None,
    ) -> None:
        language = ui.reader(interaction)
        offer = None if draft is None else await self._keep(interaction, draft)
        if isinstance(error, Refusal):
            sentence = text(language, error.key, **error.params)
        else:
            key = "something-broke" if offer is None else "something-broke-kept"
            sentence = text(language, key, reference=reference)
        files: dict[str, bytes] = {}
        if draft is not None and draft.typed and offer is None:
            # Nowhere to keep it: then it goes back into the hands it came from.
            back = f"{sentence}\n{ui.quoted(draft.typed)}"
            if len(back) <= LONGEST_MESSAGE:
                sentence = back
            else:
                files = {"note.txt": draft.typed.encode(errors="replace")}
        await ui.answer(interaction, sentence, view=offer, files=files)

    async def _keep(self, interaction: "discord.Interaction[Engawa]", draft: ui.Draft) -> ui.Buttons | None:
        """Keep what was typed and return the button that offers it again; None when that fails too."""
        kept = drafts.Draft(
            interaction.id, interaction.user.id, draft.form, draft.dump(), int(self.clock.now())
        )
        try:
            await drafts.keep(self.db, kept)
        except Exception:
            log.exception("a draft could not be kept")
            return None
        label = text(ui.reader(interaction), "fix-it")
        return ui.Buttons(ui.button(label, ui.custom_id("draft.fix", kept.id), discord.ButtonStyle.primary))

    # --- messages and people

    async def find_own(self, channel_id: int, custom_id: str, *, after: int) -> discord.Message | None:
        """Our message with this button, among the first hundred since the event `after`.

        None also where we may not read: then nobody can know.
        """
        channel = self.get_partial_messageable(channel_id)
        try:
            async for message in channel.history(after=discord.Object(after), limit=100, oldest_first=True):
                if message.author == self.user and ui.has_button(message, custom_id):
                    return message
        except (discord.Forbidden, discord.NotFound):
            pass
        return None

    async def names(self, guild: discord.Guild, ids: Iterable[int]) -> dict[int, str]:
        """What members are called in this server. Whoever is missing from the answer has left."""
        wanted = list(dict.fromkeys(ids))
        found: dict[int, str] = {}
        for start in range(0, len(wanted), 100):
            members = await guild.query_members(user_ids=wanted[start : start + 100], cache=False)
            found |= {member.id: member.display_name for member in members}
        return found


def _nothing() -> None:
    pass


def _unread(_: Any) -> None:
    pass


def _guarded(name: str, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def guarded(data: Any) -> Any:
        try:
            return parse(data)
        except Exception:
            log.exception("a gateway event could not be read", extra={"event": name})

    return guarded


def _reference() -> str:
    """Six characters that stand in the log and in what the member is told."""
    return secrets.token_hex(3)


async def _close(app: Engawa) -> None:
    # Before its first login the library has nothing to close, and says so with an AttributeError.
    with contextlib.suppress(AttributeError, TimeoutError, aiohttp.ClientError, OSError):
        await asyncio.wait_for(app.close(), 1.5)
