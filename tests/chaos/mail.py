"""The mail of a storm: what is planned, with whom and where, and what arrives of it."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.clock import Clock
from bot.db import Database
from bot.features import consent, notices, settings
from bot.features.notices import Notice
from bot.features.settings import Channel as Chosen
from bot.sandbox.components import every
from bot.sandbox.permissions import EVERYONE
from bot.sandbox.state import Application, Channel, ChannelType, Event, Guild, Message
from bot.sandbox.world import World
from tests.chaos.mail_judge import Arrival, Letter

SERVERS = 20
MEMBERS = 4  # of each server, two of whom are written to directly
TWINS = 0.1  # that many say word for word what another one says in the same place at the same second
_A_CHANNEL = re.compile(r"<#(\d+)>")


class Server(NamedTuple):
    """A community, its moderators' room, and the channel in which its members are called."""

    guild: Guild
    room: Channel
    porch: Channel
    called: list[int]
    written_to: list[int]


@dataclass
class Mail:
    """All letters, and what arrived of them."""

    world: World
    clock: Clock
    application: Application
    random: random.Random
    letters: list[Letter] = field(default_factory=list[Letter])
    arrivals: list[Arrival] = field(default_factory=list[Arrival])
    _servers: list[Server] = field(default_factory=list[Server])

    def __post_init__(self) -> None:
        self._servers = [self._server(number) for number in range(SERVERS)]
        self.world.listeners.append(self._see)

    def _server(self, number: int) -> Server:
        world = self.world
        users = [world.add_user(f"member{number}-{n}", f"Member {number}-{n}") for n in range(MEMBERS)]
        guild = world.add_guild(f"Porch {number}", users[0])
        room, porch = (world.add_channel(guild, name) for name in ("moderators", "porch"))
        for user in users[1:]:
            world.add_member(guild, user)
        world.install(self.application, guild, EVERYONE)
        ids = [user.id for user in users]
        return Server(guild, room, porch, called=ids[2:], written_to=ids[:2])

    async def move_in(self, db: Database) -> None:
        """Set the servers up, and let those agree who are written to directly."""
        now = int(self.clock.now())
        for server in self._servers:
            for name, channel in (("moderators_channel", server.room), ("thanks_channel", server.porch)):
                chosen = Chosen(channel.id, "text")
                await settings.change_server(
                    db, server.guild.id, name, chosen, by=server.guild.owner_id, at=now
                )
            for user_id in server.written_to:
                await consent.decide(db, user_id, server.guild.id, "dm_notices", yes=True, at=now)

    # --- planning

    async def plan(self, db: Database, count: int, begins_at: int, seconds: int) -> None:
        """Plan so many letters, due at random seconds of this time."""
        async with db.write() as tx:
            for notice, place in self._notices(count, begins_at, seconds):
                assert await notices.give_notice(tx, notice)
                mark = str(notice.params.get("channel", notice.id))
                number = len(self.letters) + 1
                self.letters.append(Letter(number, f"notice {notice.id}", place, mark, notice.made_at))

    def _notices(self, count: int, begins_at: int, seconds: int) -> Iterator[tuple[Notice, int]]:
        """Notices with the channel or person each is for."""
        made = 0
        while made < count:
            about = f"storm {len(self.letters)}"
            server = self.random.choice(self._servers)
            due_at = begins_at + self.random.randrange(seconds)
            channel: dict[str, str | int] = {"channel": str(10**17 + len(self.letters))}
            way = self.random.choices(("room", "porch", "direct"), (12, 7, 1))[0]
            if way == "room":
                pair = 1 + (made + 1 < count and self.random.random() < TWINS)
                for n in range(pair):
                    yield (
                        Notice(server.guild.id, f"{about} {n}", "notice-unsent", due_at, params=channel),
                        server.room.id,
                    )
                made += pair
                continue
            user_id = self.random.choice(server.called if way == "porch" else server.written_to)
            notice = Notice(server.guild.id, about, "notice-unsent", due_at, user_id, "dm_notices", channel)
            if way == "porch":
                # Its words are behind a button: it is known by the number in that.
                notice = Notice(
                    server.guild.id, about, "notice-unsent-somewhere", due_at, user_id, "dm_notices"
                )
            yield notice, server.porch.id if way == "porch" else user_id
            made += 1

    # --- seeing

    def missing(self) -> int:
        """How many have not arrived."""
        return max(0, len(self.letters) - len(self.arrivals))

    def _see(self, event: Event) -> None:
        if event.name != "MESSAGE_CREATE":
            return
        channel = self.world.channels[int(event.data["channel_id"])]
        message = self.world.messages[channel.id][int(event.data["id"])]
        if message.author_id != self.application.id or any(a.message_id == message.id for a in self.arrivals):
            return
        place = channel.id
        if channel.type == ChannelType.DM:
            place = next(user_id for user_id in channel.recipients if user_id != self.application.id)
        self.arrivals.append(Arrival(message.id, place, _mark(message), self.clock.now()))
        # Discord shows a nonce to nobody who looks later.
        message.nonce = None


def _mark(message: Message) -> str:
    """By what a letter is known: the channel that it names, or the notice that its button opens."""
    named = _A_CHANNEL.search(message.content)
    buttons = [part["custom_id"] for part in every(message.components) if "custom_id" in part]
    return named[1] if named else buttons[0].removeprefix("notice.open:") if buttons else ""
