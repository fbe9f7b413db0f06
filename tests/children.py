"""Bots as processes of their own: a test may end one in every way a host can, and measure what it uses."""

import asyncio
import os
import signal
import sys
import time
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from bot.sandbox.record import Entry
from bot.sandbox.server import StandIn
from bot.sandbox.state import Application

ROOT = Path(__file__).parent.parent
# For a start on a busy machine; a test that waits so long has found something.
PATIENCE = 30.0


class Child:
    """A process that connects to a stand-in as one of its applications. It can be started again and again."""

    def __init__(self, standin: StandIn, application: Application, module: str, **environment: str) -> None:
        self.log: deque[str] = deque(maxlen=1000)
        """The last lines of its standard error, of every start."""
        self._standin = standin
        self._application = application
        self._module = module
        self._environment = {
            "DISCORD_TOKEN": application.token,
            "DISCORD_API_URL": standin.api_url,
            "DISCORD_GATEWAY_URL": standin.gateway_url,
            "DISCORD_CDN_URL": standin.cdn_url,
            "LOG_LEVEL": "warning",
            "LOG_FORMAT": "text",
            **environment,
        }
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None

    # --- its life

    async def start(self, *arguments: str) -> None:
        """Start it and return when it is connected: whatever happens from here on, it hears."""
        connected = asyncio.Event()
        shards: set[int] = set()

        def hear(entry: Entry) -> None:
            if (entry.kind, entry.title) == ("gateway", "READY"):
                who = entry.detail["to"]
                if who["application"] == self._application.name:
                    number, of = who["shard"]
                    shards.add(number)
                    if len(shards) == of:
                        connected.set()

        self._standin.record.listeners.append(hear)
        try:
            await self.launch(*arguments)
            await self._until(connected)
        finally:
            self._standin.record.listeners.remove(hear)

    async def launch(self, *arguments: str) -> None:
        """Start it, and do not wait for anything."""
        assert not self.alive, "it is running already"
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", self._module, *arguments),
            cwd=ROOT,
            env=os.environ | self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._listening = asyncio.create_task(self._listen(self._process))

    async def kill(self) -> int:
        """End it as a power cut does (-9)."""
        return await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """End it as a host does (SIGTERM) and return what it answers the host."""
        return await self._end(signal.SIGTERM)

    async def ended(self) -> int:
        """Return what it answers the host, once it has ended by itself."""
        assert self._process is not None
        assert self._listening is not None
        code = await asyncio.wait_for(self._process.wait(), PATIENCE)
        await self._listening
        return code

    async def _end(self, number: int) -> int:
        assert self._process is not None
        if self.alive:
            self._process.send_signal(number)
        return await self.ended()

    async def _until(self, connected: asyncio.Event) -> None:
        assert self._process is not None
        waiting = [asyncio.create_task(connected.wait()), asyncio.create_task(self._process.wait())]
        await asyncio.wait(waiting, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        if not connected.is_set():
            raise AssertionError("\n".join([f"{self._module} did not connect", *self.log]))

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.log.append(line.decode(errors="replace").rstrip())

    # --- what it uses

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def cpu_seconds(self) -> float:
        """The processor time of all its threads since it was started."""
        if sys.platform == "linux":
            # The process's own clock, in nanoseconds: psutil counts hundredths of a second, which is more
            # than a hundred events take.
            return time.clock_gettime((~self.pid << 3) | 2)
        times = psutil.Process(self.pid).cpu_times()
        return times.user + times.system

    def resident_bytes(self) -> int:
        """The memory it holds (RSS)."""
        return psutil.Process(self.pid).memory_info().rss


@asynccontextmanager
async def child(
    standin: StandIn,
    application: Application,
    module: str = "bot",
    *,
    arguments: Sequence[str] = ("run",),
    **environment: str,
) -> AsyncGenerator[Child]:
    """A connected process, gone afterwards whatever happened: `python -m bot run` if nothing else is said.

    The environment must say where the bot's data is: `DATABASE_URL="sqlite:///…"`.
    """
    process = Child(standin, application, module, **environment)
    try:
        await process.start(*arguments)
        yield process
    finally:
        if process.alive:
            await process.kill()
