"""The bot and the no-op client, each a process of its own, in one server of one stand-in on loopback."""

import asyncio
import struct
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any

from bot.db import migrate
from bot.sandbox.permissions import EVERYONE
from bot.sandbox.server import StandIn, start
from bot.sandbox.sessions import Connection, Session
from bot.sandbox.state import Application, Channel, Command, Guild, User
from tests.children import Child, child

BARRIER_SECONDS = 30.0


@dataclass(eq=False)
class Side:
    """One of the two: its process, and its ends of the sockets."""

    name: str
    application: Application
    process: Child
    session: Session
    read_all: asyncio.Event = field(default_factory=asyncio.Event)

    def command(self, name: str) -> Command:
        return next(c for c in self.application.commands.values() if c.name == name)

    def packed(self, name: str, events: Iterable[bytes]) -> list[bytes]:
        """Events as they will travel, numbered and compressed beforehand. They must be sent, all and next."""
        connection: Any = self.session.connection
        frames: list[bytes] = []
        for data in events:
            self.session.seq += 1
            payload = b'{"op":0,"s":%d,"t":"%b","d":%b}' % (self.session.seq, name.encode(), data)
            frames.append(_frame(connection._packer.pack(payload), binary=connection._packer.binary))
        return frames

    def send(self, frames: Sequence[bytes]) -> None:
        """Write frames to the socket, past the gateway's own writer, which has nothing to send meanwhile."""
        connection: Any = self.session.connection
        connection._transport.write(b"".join(frames))


class Pair:
    """Both of them, and a community around them."""

    def __init__(self, standin: StandIn, guild: Guild, channel: Channel, members: list[User]) -> None:
        self.standin = standin
        self.guild = guild
        self.channel = channel
        self.members = members
        self.bot: Side
        self.noop: Side
        self.database: str
        # Clients answer a heartbeat that the gateway asks for, in its turn: behind everything sent before.
        self._hear_heartbeats()

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.bot, self.noop

    async def caught_up(self, sides: Sequence[Side]) -> None:
        """Return when these have read everything they were sent."""
        for side in sides:
            side.read_all.clear()
        self.standin.gateway.ask_for_heartbeat()
        async with asyncio.timeout(BARRIER_SECONDS):
            await asyncio.gather(*(side.read_all.wait() for side in sides))

    def _hear_heartbeats(self) -> None:
        gateway: Any = self.standin.gateway
        hear = gateway._expect_heartbeat

        def heard(connection: Connection) -> None:
            hear(connection)
            for side in self.sides if connection.session is not None else ():
                if side.session is connection.session:
                    side.read_all.set()

        gateway._expect_heartbeat = heard


def _frame(payload: bytes, *, binary: bool) -> bytes:
    """A whole WebSocket message, as a server writes it (RFC 6455, 5.2)."""
    kind = 0x82 if binary else 0x81
    if len(payload) < 126:
        return bytes((kind, len(payload))) + payload
    if len(payload) < 1 << 16:
        return struct.pack("!BBH", kind, 126, len(payload)) + payload
    return struct.pack("!BBQ", kind, 127, len(payload)) + payload


async def nothing(pair: Pair, url: str) -> None:
    """What is in the bot's database before it starts, if nothing else is said."""


@asynccontextmanager
async def side_by_side(
    *,
    members: int = 200,
    furnish: Callable[[Pair, str], Awaitable[None]] = nothing,
    command: tuple[str, ...] = ("bot", "run"),
) -> AsyncGenerator[Pair]:
    """Both connected, without rate limits, and gone afterwards.

    `furnish` fills the bot's database, by its address, before either is there. `command` is the bot's module
    and what it is told.
    """
    standin = await start(rate_limits=False)
    standin.gateway.heartbeat = 600.0  # so that only those are heard that are asked for
    async with AsyncExitStack() as stack:
        stack.push_async_callback(standin.close)
        folder = stack.enter_context(TemporaryDirectory())
        world = standin.world
        guild = world.add_guild("Porch", world.add_user("hana", "Hana"))
        channel = world.add_channel(guild, "chat")
        people = [world.add_user(f"member{n}", f"Member {n}") for n in range(members)]
        for user in people:
            world.add_member(guild, user)
        pair = Pair(standin, guild, channel, people)
        bot, noop = (world.add_application(name, f"made-up.token-of.{name}") for name in ("Engawa", "Noop"))
        for application in (bot, noop):
            world.install(application, guild, EVERYONE)
        pair.database = url = f"sqlite:///{folder}/engawa.db"
        await migrate(url)  # what a first start needs besides is not what a bot lives with
        await furnish(pair, url)
        ours = await stack.enter_async_context(
            child(standin, bot, command[0], arguments=command[1:], DATABASE_URL=url)
        )
        other = await stack.enter_async_context(child(standin, noop, "tests.benchmarks.noop", arguments=()))
        sessions = {session.application.id: session for session in standin.gateway.sessions.values()}
        pair.bot = Side("bot", bot, ours, sessions[bot.id])
        pair.noop = Side("noop", noop, other, sessions[noop.id])
        await pair.caught_up(pair.sides)
        yield pair
    assert standin.problems == [], standin.problems
