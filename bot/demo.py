"""`engawa sandbox`: a stand-in Discord, the real bot and a small community, in one process on loopback."""

import asyncio
import contextlib
import os
import secrets
import signal
import sys
import tempfile
import time
import webbrowser
from argparse import Namespace
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.app import Engawa
from bot.clock import Clock
from bot.config import Settings
from bot.db import Database, open_database
from bot.features import checkins, deliveries, settings
from bot.habits import OTHERS, Resident
from bot.neighbours import (
    ADMIN,
    HISTORY,
    HOUSE,
    MODERATORS,
    NEIGHBOURS,
    SERVER,
    SESSIONS,
    Neighbour,
    Planned,
    Room,
    Said,
    Thanked,
)
from bot.past import DAY, DAYS, joined_at
from bot.remembering import House, agree, remember
from bot.sandbox import storage
from bot.sandbox.components import ACTION_ROW, BUTTON, TEXT_DISPLAY, every
from bot.sandbox.page import Hands, Page, Persona
from bot.sandbox.people import Person
from bot.sandbox.permissions import EVERYONE, Permission
from bot.sandbox.server import StandIn
from bot.sandbox.snowflakes import made_at
from bot.sandbox.state import (
    Channel,
    ChannelType,
    Event,
    Guild,
    Message,
    MessageFlag,
    Overwrite,
    Role,
    User,
)
from bot.sandbox.world import World
from bot.serving import keep_up, point_at
from bot.texts import text

MINUTE = 60
CARD_SECONDS = 10.0
CONTAINER = 17  # a kind of component
CARETAKER = Permission.MANAGE_MESSAGES | Permission.MODERATE_MEMBERS | Permission.MANAGE_EVENTS
GRANTED = EVERYONE | Permission.MANAGE_EVENTS | Permission.CREATE_EVENTS


def main(options: Namespace) -> int:
    """Keep the sandbox open until Ctrl-C; 1 when its port is taken."""
    return asyncio.run(_open(options))


async def _open(options: Namespace) -> int:
    language: str = options.language
    with tempfile.TemporaryDirectory(prefix="engawa-") as passing:
        database: Path = options.database or Path(passing) / "engawa.db"
        try:
            async with sandbox(database, options.port, language, empty=options.empty) as porch:
                print(text(language, "sandbox-open", url=porch.url), flush=True)
                if not options.no_browser and _has_a_screen():
                    await asyncio.to_thread(webbrowser.open, porch.url)
                await porch.closing.wait()
        except PortTaken:
            words = text(language, "sandbox-busy", port=str(options.port), other=str(options.port + 1))
            print(words, file=sys.stderr)
            return 1
        except storage.StorageError as fault:
            print(fault, file=sys.stderr)
            return 1
    print(text(language, "sandbox-closed"))
    return 0


class PortTaken(Exception):  # noqa: N818 - it reads as what happened
    """Another program listens where the page was to be."""


class Porch:
    """An open sandbox: where it is, what is in it, and when it is to close."""

    def __init__(self, standin: StandIn, clock: Clock, db: Database) -> None:
        self.standin = standin
        self.clock = clock
        self.db = db
        self.closing = asyncio.Event()
        self.settled_in = asyncio.Event()
        self.connected = asyncio.Event()

    @property
    def url(self) -> str:
        return f"{self.standin.url}/"

    async def health(self, _: web.Request) -> web.Response:
        """200 once the bot is connected and the community has moved in."""
        ready = self.settled_in.is_set()
        return web.json_response({"ready": ready}, status=200 if ready else 503)

    def make_bot(self, settings: Settings) -> Engawa:
        app = Engawa(settings, self.clock, self.db)

        async def on_shard_connect(_: int) -> None:
            self.connected.set()

        app.add_listener(on_shard_connect)
        return app


@asynccontextmanager
async def sandbox(database: Path, port: int, language: str, *, empty: bool = False) -> AsyncGenerator[Porch]:
    """An open sandbox whose bot is awake. Raises `PortTaken`."""
    kept = database.with_name(f"{database.name}.world")
    is_new = not kept.exists()
    clock = Clock(-(DAYS + 1) * DAY if is_new and not empty else 0.0)
    standin = StandIn(now=clock.now)
    if is_new:
        application = standin.world.add_application("Engawa", secrets.token_urlsafe(24))
        build(standin.world, language, time.time())
    else:
        storage.restore(standin.world, kept)
        application = next(iter(standin.world.applications.values()))
        # Time goes on from where it had been moved to.
        clock.advance(max(0.0, made_at(standin.world.ids.last) - time.time()))
    db = await open_database(str(database))
    if is_new and not empty:
        await begin(standin.world, clock, db, language)
    porch = Porch(standin, clock, db)
    standin.app.router.add_get("/healthz", porch.health)
    hands = Hands(clock.advance, lambda: deliveries.next_due(db, in_servers=True))
    Page(standin, personas(standin.world), hands).mount()
    try:
        try:
            await standin.open(port=port)
        except OSError as error:
            raise PortTaken from error
        async with _awake(porch, application.token), storage.keeping(standin.world, kept):
            if porch.connected.is_set():
                if is_new and not empty:
                    await move_in(porch, language)
                porch.settled_in.set()
            else:
                porch.closing.set()
            yield porch
    finally:
        await standin.close()
        await db.close()


@asynccontextmanager
async def _awake(porch: Porch, token: str) -> AsyncGenerator[None]:
    """The bot, connected to the stand-in; Ctrl-C asks the porch to close."""
    settings = Settings(
        _env_file=None,  # pyright: ignore[reportCallIssue] - pydantic-settings takes it besides the fields
        discord_token=token,  # pyright: ignore[reportArgumentType] - pydantic makes it a SecretStr
        discord_api_url=porch.standin.api_url,
        discord_gateway_url=porch.standin.gateway_url,
        discord_cdn_url=porch.standin.cdn_url,
    )
    point_at(settings)
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(number, porch.closing.set)
    stop = asyncio.Event()
    bot = asyncio.ensure_future(keep_up(lambda: porch.make_bot(settings), settings, stop))
    try:
        # Ctrl-C is heard while the bot is still on its way, too.
        waits = [asyncio.ensure_future(e.wait()) for e in (porch.connected, porch.closing)]
        await asyncio.wait([bot, *waits], return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        if porch.connected.is_set():
            await porch.standin.quiet()
        yield
    finally:
        stop.set()
        await bot


# --- the community


def build(world: World, language: str, now: float) -> Guild:
    """The house and its people, before anybody has said a word."""
    users = {
        person.key: world.add_user(
            person.key,
            person.name.said_in(language),
            locale=own_locale(person, language),
        )
        for person in (*NEIGHBOURS, *OTHERS)
    }
    preferred = "ja" if language == "ja" else "en-US"
    guild = world.add_guild(SERVER.said_in(language), users[ADMIN.key], preferred_locale=preferred)
    role = world.add_role(guild, MODERATORS.said_in(language), CARETAKER, color=0x9C6B3C, hoist=True)
    today = checkins.local_day(now, ADMIN.zone)
    for key, user in users.items():
        joined = joined_at(key, today, ADMIN.zone, now)
        member = guild.members.get(user.id) or world.add_member(guild, user)
        member.joined_at = joined
    for person in NEIGHBOURS:
        if person.moderator:
            guild.members[users[person.key].id].roles = [role.id]
    for name, rooms in HOUSE:
        category = world.add_channel(guild, name.said_in(language), ChannelType.CATEGORY)
        for room in rooms:
            _furnish(world, guild, category, room, role, language)
    world.install(next(iter(world.applications.values())), guild, GRANTED)
    return guild


def _furnish(world: World, guild: Guild, category: Channel, room: Room, role: Role, language: str) -> None:
    channel = world.add_channel(
        guild,
        room.name.said_in(language),
        ChannelType.VOICE if room.kind == "voice" else ChannelType.TEXT,
        parent_id=category.id,
        topic=room.topic.said_in(language) if room.topic else None,
    )
    if room.kind == "moderators":
        channel.overwrites = {
            guild.id: Overwrite(guild.id, 0, deny=Permission.VIEW_CHANNEL),
            role.id: Overwrite(role.id, 0, allow=Permission.VIEW_CHANNEL),
        }


def personas(world: World) -> list[Persona]:
    """Who one can be on the page, as far as they live in this world."""
    users = {user.username: user for user in world.users.values()}
    community = next(iter(world.guilds.values())).preferred_locale
    return [
        Persona(users[n.key], n.zone, {"ja": n.about.ja, "en": n.about.en}, own_locale(n, community))
        for n in NEIGHBOURS
        if n.key in users
    ]


def own_locale(person: Neighbour | Resident, community: str) -> str:
    """What somebody's Discord is set to, whoever was them on the page before."""
    spoken = person.speaks or community
    return "ja" if spoken == "ja" else "en-US"


def house_of(world: World, language: str) -> House:
    """The community, by the keys of its people and rooms."""
    guild = next(iter(world.guilds.values()))
    channels = {channel.name: channel.id for channel in guild.channels.values()}
    rooms = {room.key: channels[room.name.said_in(language)] for _, inside in HOUSE for room in inside}
    people = {user.username: user.id for user in world.users.values()}
    return House(guild.id, ADMIN.zone, language, people, rooms)


async def begin(world: World, clock: Clock, db: Database, language: str) -> None:
    """Eight weeks ago the admin turned counting on, and everybody was told; then the last two days begin."""
    house, now = house_of(world, language), time.time()
    owner = house.people[ADMIN.key]
    await settings.change_server(db, house.guild_id, "zone", ADMIN.zone, by=owner, at=int(now))
    await agree(db, house, ADMIN.key, now)
    clock.advance(max(0.0, house.begins(now) - clock.now()))
    days = (await settings.server(db, house.guild_id)).retention_days
    words = text(language, "counting-notice", days=days)
    _tell_of_counting(world, world.channels[house.rooms["welcome"]], words, text(language, "counting-do-not"))
    clock.advance(now - _first_minute() * MINUTE - clock.now())


def _tell_of_counting(world: World, welcome: Channel, words: str, no: str) -> None:
    """The bot's notice, as it posts it when an admin turns counting on."""
    button = {"type": BUTTON, "id": 4, "style": 2, "label": no, "custom_id": "counting.no"}
    parts: list[dict[str, Any]] = [
        {"type": TEXT_DISPLAY, "id": 2, "content": words},
        {"type": ACTION_ROW, "id": 3, "components": [button]},
    ]
    panel: dict[str, Any] = {"type": CONTAINER, "id": 1, "components": parts}
    bot = next(iter(world.applications))
    world.post(welcome, bot, flags=MessageFlag.COMPONENTS_V2, components=[panel])


async def move_in(porch: Porch, language: str) -> None:
    """Let the last two days happen: people talk, and thank each other through the bot itself."""
    world = porch.standin.world
    guild = next(iter(world.guilds.values()))
    users = {user.username: user for user in world.users.values()}
    began = time.time()
    owner = users[ADMIN.key].id
    rooms = {room.key: room.name.said_in(language) for _, inside in HOUSE for room in inside}
    channels = {channel.name: channel for channel in guild.channels.values()}
    lines: list[Message | None] = []
    for event in HISTORY:
        porch.clock.advance(max(0.0, began - event.ago * MINUTE - porch.clock.now()))
        channel = channels[rooms[event.where]]
        person = Person(porch.standin, users[event.who], channel=channel)
        if isinstance(event, Said):
            lines.append(_say(person, event, lines, users, language))
        else:
            await _thank(person, event, users, language)
            lines.append(None)
    porch.clock.advance(max(0.0, -porch.clock.offset))
    hall = channels[rooms["sessions"]]
    now = int(porch.clock.now())
    place = settings.Channel(hall.id, "text")
    await settings.change_server(porch.db, guild.id, "sessions_channel", place, by=owner, at=now)
    for planned in SESSIONS:
        meeting = channels[rooms[planned.at]] if planned.at else None
        await _plan(porch, planned, hall, users, meeting, language)
    await remember(porch.db, house_of(world, language), porch.clock.now())


async def _plan(
    porch: Porch,
    planned: Planned,
    hall: Channel,
    users: dict[str, User],
    place: Channel | None,
    language: str,
) -> None:
    """Somebody plans a session and posts it; others press its card."""
    options: dict[str, Any] = {"place": place, "seats": planned.seats}
    if planned.bring is not None:
        options["bring"] = planned.bring.said_in(language)
    host = Person(porch.standin, users[planned.who], channel=hall)
    title = planned.title.said_in(language)
    preview = await host.slash(
        "session plan",
        title=title,
        when=planned.when.said_in(language),
        kind=planned.kind,
        **{name: value for name, value in options.items() if value is not None},
    )
    card = asyncio.ensure_future(_card(porch, hall))
    await host.click(preview, _button(preview.message, "session.post"))
    shown = await card
    for key in planned.coming:
        guest = Person(porch.standin, users[key], channel=hall)
        await guest.click(shown, _button(shown, "session.yes"))
    for key in planned.regulars:
        guest = Person(porch.standin, users[key], channel=hall)
        await guest.click(shown, _button(shown, "session.regular"))


async def _card(porch: Porch, hall: Channel) -> Message:
    """The next card that the bot posts there."""
    world = porch.standin.world
    posted: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

    def see(event: Event) -> None:
        if event.name == "MESSAGE_CREATE" and event.only is None and not posted.done():
            message = world.messages[int(event.data["channel_id"])].get(int(event.data["id"]))
            if message is not None and message.channel_id == hall.id and _button(message, "session.yes"):
                posted.set_result(message)

    world.listeners.append(see)
    try:
        return await asyncio.wait_for(posted, CARD_SECONDS)
    finally:
        world.listeners.remove(see)


def _button(message: Message | None, name: str) -> str:
    """The `custom_id` of this name on a message; empty where it has none."""
    parts = every(message.components) if message is not None else ()
    ids = (str(part.get("custom_id", "")) for part in parts)
    return next((custom_id for custom_id in ids if custom_id.split(":")[0] == name), "")


def _say(
    person: Person, event: Said, lines: list[Message | None], users: dict[str, User], language: str
) -> Message:
    words = event.words.said_in(language)
    answered = None if event.answers is None else lines[event.answers]
    said = person.say(words) if answered is None else person.reply(answered, words)
    for who, emoji in event.reactions:
        Person(person.standin, users[who], channel=person.channel).react(said, emoji)
    return said


async def _thank(person: Person, event: Thanked, users: dict[str, User], language: str) -> None:
    names = ("to", "to2", "to3", "to4", "to5")
    options: dict[str, Any] = {name: users[key] for name, key in zip(names, event.helpers, strict=False)}
    await person.slash("thanks", **options, for_=event.words.said_in(language), kind=event.kind)


def _first_minute() -> float:
    return max(event.ago for event in HISTORY) + 10.0


def _has_a_screen() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
