"""The process that draws, as seen from the bot: `python -m bot.pictures`, spoken to over its pipes.

Every message is four bytes of length (big-endian) and as many of content. A job is JSON; the answer is JSON
that says how it went, then the PNG (of length zero where there is none).
"""

import asyncio
import contextlib
import json
import logging
import os
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)

HOME = Path(__file__).parents[2]
"""The folder in which the package `bot` lies."""

# What Python and its libraries need to start at all. Nothing else is told: no token, no database's address.
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "VIRTUAL_ENV", "PYTHONHOME")
SECONDS_TO_END = 1.0
LARGEST_ANSWER = 20_000_000


class Child:
    """The process, started by the first job and again by the next after it ended. One job at a time."""

    def __init__(self, command: Sequence[str] = (sys.executable, "-m", "bot.pictures")) -> None:
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self.resident_bytes: int | None = None
        """The memory it held after its last job (RSS); None while there is no process."""

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int | None:
        """The process's number, where there is one."""
        return self._process.pid if self._process is not None and self.alive else None

    async def draw(self, job: bytes) -> bytes | None:
        """The PNG, or None when the child says that it cannot draw this.

        Raises OSError, EOFError or ValueError when the child is not there or not to be understood; it is to
        be ended then, as after a job that was given up: what it answers late would be taken for the next.
        """
        process = await self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(struct.pack(">I", len(job)) + job)
        await process.stdin.drain()
        head = json.loads(await _message(process.stdout))
        png = await _message(process.stdout)
        self.resident_bytes = int(head["bytes"])
        if head["fault"]:
            log.error("a picture could not be drawn", extra={"fault": head["fault"]})
        return png or None

    async def end(self) -> None:
        """End the process, whatever it is doing, and return when it is gone."""
        process, self._process, self.resident_bytes = self._process, None, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        # Closes the pipes as well: a transport that is left to the garbage collector complains.
        if process.stdin is not None:
            process.stdin.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), SECONDS_TO_END)

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is not None and self.alive:
            return self._process
        await self.end()
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            cwd=HOME,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            # A pipe with more in it than this is not read further, and then never seen to close.
            limit=2 * LARGEST_ANSWER,
        )
        return self._process


async def _message(stream: asyncio.StreamReader) -> bytes:
    (length,) = struct.unpack(">I", await stream.readexactly(4))
    if length > LARGEST_ANSWER:
        raise ValueError(f"an answer of {length} bytes")
    return await stream.readexactly(length)
