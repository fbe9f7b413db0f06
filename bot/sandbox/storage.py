"""The world on disk: one file, replaced as a whole, so that it is always one moment's world.

The file has two lines of JSON: what it is (format, version, checksum), then the world. Interactions are not
kept: their answers could no longer arrive.
"""

import asyncio
import contextlib
import dataclasses
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, cast

from bot.sandbox.plain import NotReadable, plain, read
from bot.sandbox.state import Application, Channel, Event, Guild, Message, MessageFlag, User
from bot.sandbox.world import World

FORMAT, VERSION = "engawa stand-in world", 1

log = logging.getLogger(__name__)


class StorageError(Exception):
    """This file cannot be read, and why, in words for whoever named it."""


@dataclasses.dataclass
class Snapshot:
    """All that is kept of a world."""

    last_id: int
    users: list[User]
    guilds: list[Guild]
    dms: list[Channel]
    messages: list[Message]
    applications: list[Application]
    files: dict[int, bytes]


def save(world: World, path: Path) -> None:
    """Write the world to a file. A crash at any instant leaves the old file or the new one, whole."""
    _write(_packed(world), path)


def restore(world: World, path: Path) -> None:
    """Fill an empty world from a file.

    Raises `StorageError` when the file is damaged, foreign or of a newer version, and OSError when it cannot
    be opened; the world is then as it was.
    """
    head, _, body = path.read_bytes().partition(b"\n")
    header = _header(head)
    if header.get("format") != FORMAT:
        raise StorageError(f"{path} is not a saved stand-in world, or it is damaged.")
    if header.get("version", 0) > VERSION:
        raise StorageError(f"{path} was written by a newer Engawa. Update this one, or name another file.")
    if hashlib.sha256(body).hexdigest() != header.get("sha256"):
        raise StorageError(f"{path} is damaged: it does not hold what was written to it.")
    try:
        snapshot = read(Snapshot, json.loads(body))
    except NotReadable as error:
        raise StorageError(f"{path} does not hold a world this Engawa understands: {error}") from error
    _fill(world, snapshot)


@contextlib.asynccontextmanager
async def keeping(world: World, path: Path, *, delay: float = 0.5) -> AsyncGenerator["Keeper"]:
    """Within this the world is saved soon after something happened in it, and once more at the end.

    Changes nobody is told of (a bot's commands, for one) are saved along with the next that is told.
    """
    keeper = Keeper(world, path, delay)
    world.listeners.append(keeper.note)
    try:
        yield keeper
    finally:
        world.listeners.remove(keeper.note)
        await keeper.stop()
        save(world, path)


class Keeper:
    """Saves a world whenever something was told in it, at most once in `delay` seconds."""

    def __init__(self, world: World, path: Path, delay: float) -> None:
        self._world = world
        self._path = path
        self._delay = delay
        self._changed = False
        self._stopping = asyncio.Event()
        self._saving: asyncio.Task[None] | None = None

    def note(self, _: Event) -> None:
        self._changed = True
        if self._saving is None or self._saving.done():
            self._saving = asyncio.get_running_loop().create_task(self._save_soon())

    async def saved(self) -> None:
        """Returns when what was told so far is on disk, or was tried to be."""
        if self._saving is not None:
            await self._saving

    async def stop(self) -> None:
        """Wait no longer; returns when nothing is being written any more."""
        self._stopping.set()
        await self.saved()

    async def _save_soon(self) -> None:
        while self._changed:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._delay)
            self._changed = False
            data = _packed(self._world)
            try:
                # The disk may take its time; the world goes on meanwhile.
                await asyncio.to_thread(_write, data, self._path)
            except OSError:
                log.exception("the stand-in's world could not be saved to %s", self._path)


# --- between a world and a file


def _packed(world: World) -> bytes:
    snapshot = Snapshot(
        last_id=world.ids.last,
        users=list(world.users.values()),
        guilds=list(world.guilds.values()),
        dms=[channel for channel in world.channels.values() if channel.guild_id is None],
        messages=[message for channel in world.messages.values() for message in channel.values()],
        applications=list(world.applications.values()),
        files=world.files,
    )
    body = json.dumps(plain(snapshot), separators=(",", ":")).encode()
    header = {"format": FORMAT, "version": VERSION, "sha256": hashlib.sha256(body).hexdigest()}
    return json.dumps(header).encode() + b"\n" + body


def _header(line: bytes) -> dict[str, Any]:
    try:
        header: object = json.loads(line)
    except ValueError:
        return {}
    return cast("dict[str, Any]", header) if isinstance(header, dict) else {}


def _fill(world: World, snapshot: Snapshot) -> None:
    world.ids.last = max(world.ids.last, snapshot.last_id)
    world.users |= {user.id: user for user in snapshot.users}
    world.applications |= {application.id: application for application in snapshot.applications}
    world.files |= snapshot.files
    for guild in snapshot.guilds:
        world.guilds[guild.id] = guild
        world.channels |= guild.channels
    world.channels |= {channel.id: channel for channel in snapshot.dms}
    for number in world.channels:
        world.messages.setdefault(number, {})
    for message in snapshot.messages:
        if not message.flags & MessageFlag.LOADING:  # what it waits for was lost with its interaction
            world.messages[message.channel_id][message.id] = message
            if message.nonce is not None:
                world.nonces[message.channel_id, message.author_id, str(message.nonce)] = message.id


def _write(data: bytes, path: Path) -> None:
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be opened for that."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
