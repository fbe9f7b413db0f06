"""Where a picture is asked for: a queue, a cache, and a child process that draws."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal

from bot.pictures.child import Child
from bot.pictures.kinds import Subject
from bot.pictures.writing import written

log = logging.getLogger(__name__)

Language = Literal["en", "ja"]
Theme = Literal["light", "dark"]

LONGEST_ALT = 1024  # what Discord takes for a file's description
SECONDS_PER_PICTURE = 10.0  # the start of the child included, on a slow machine
SECONDS_IDLE = 60.0
MOST_WAITING = 16
MOST_CACHED_BYTES = 8_000_000
# A child that grew past this is ended after its picture; the next begins small again.
MOST_CHILD_BYTES = 300_000_000
# When it cannot be started at all, trying for every picture would only make a slow bot slower.
FAILURES_BEFORE_REST = 3
SECONDS_OF_REST = 60.0

Start = Callable[[Coroutine[Any, Any, Any], str], asyncio.Task[Any]]


@dataclass(frozen=True)
class Picture:
    """A PNG, what it shows in words (up to 1,024 characters), and a name for the file."""

    png: bytes
    alt: str
    name: str


class Pictures:
    """Draws one picture at a time. `start` runs work that `app.settled()` waits for.

    Times are real seconds of the event loop: how long drawing may take does not move with our clock.
    """

    def __init__(
        self,
        start: Start | None = None,
        *,
        child: Child | None = None,
        seconds_per_picture: float = SECONDS_PER_PICTURE,
        seconds_idle: float = SECONDS_IDLE,
        most_waiting: int = MOST_WAITING,
        most_cached_bytes: int = MOST_CACHED_BYTES,
    ) -> None:
        self._start: Start = start or _task
        self._child = child or Child()
        self._seconds_per_picture = seconds_per_picture
        self._seconds_idle = seconds_idle
        self._most_waiting = most_waiting
        self._most_cached_bytes = most_cached_bytes
        self._turn = asyncio.Lock()
        self._drawing: asyncio.Task[Any] | None = None
        self._waiting = 0
        self._cache: OrderedDict[bytes, bytes] = OrderedDict()
        self._cached_bytes = 0
        self._idle: asyncio.TimerHandle | None = None
        self._failures = 0
        self._rests_until = 0.0
        self._stopped = False

    async def draw(
        self, subject: Subject, *, alt: str, language: Language, theme: Theme = "dark"
    ) -> Picture | None:
        """The picture, or None where there is none to be had: never an exception.

        Dark, as Discord is unless somebody chose otherwise: a bot is not told, and dark dazzles nobody.
        `alt` says in words what it shows. Answers are sent without the picture when None comes back.
        """
        name = f"{type(subject).__name__.lower()}.png"
        try:
            job = written(subject, language=language, theme=theme)
        except Exception:
            log.exception("a picture could not be written down", extra={"picture": name})
            return None
        png = self._remembered(job)
        if png is None and self._waiting < self._most_waiting and not self._stopped:
            png = await self._asked(job)
        return None if png is None else Picture(png, _clipped(alt), name)

    async def stop(self) -> None:
        """End the child. Who still waits gets no picture, nor does anybody later."""
        self._stopped = True
        self._no_longer_idle()
        if self._drawing is not None:
            self._drawing.cancel()
        async with self._turn:
            await self._child.end()

    @property
    def child_bytes(self) -> int | None:
        """The memory the child held after its last picture (RSS); None while there is no child."""
        return self._child.resident_bytes

    @property
    def running(self) -> bool:
        """Whether there is a child."""
        return self._child.alive

    # --- drawing

    async def _asked(self, job: bytes) -> bytes | None:
        # A task of its own: whoever asked may be gone before it is drawn, and pipes know no half answers.
        self._waiting += 1
        drawing = self._start(self._drawn(job), "picture")
        try:
            return await asyncio.shield(drawing)
        except asyncio.CancelledError:
            if drawing.cancelled() and not self._is_cancelled():
                return None
            raise

    @staticmethod
    def _is_cancelled() -> bool:
        task = asyncio.current_task()
        return task is not None and task.cancelling() > 0

    async def _drawn(self, job: bytes) -> bytes | None:
        try:
            async with self._turn:
                self._drawing = asyncio.current_task()
                return self._remembered(job) or await self._drawn_now(job)
        finally:
            self._drawing = None if self._drawing is asyncio.current_task() else self._drawing
            self._waiting -= 1

    async def _drawn_now(self, job: bytes) -> bytes | None:
        loop = asyncio.get_running_loop()
        if self._stopped or loop.time() < self._rests_until:
            return None
        self._no_longer_idle()
        try:
            async with asyncio.timeout(self._seconds_per_picture):
                png = await self._drawn_by_child(job)
        except Exception as error:  # noqa: BLE001 - whatever it was, it costs the picture only
            log.warning("a picture was not drawn", extra={"error": repr(error)})
            await self._child.end()
            self._count_failure(loop.time())
            return None
        except BaseException:
            await self._child.end()
            raise
        self._failures = 0
        if png is not None:
            self._remember(job, png)
        if (self._child.resident_bytes or 0) > MOST_CHILD_BYTES:
            await self._child.end()
        self._idle = loop.call_later(self._seconds_idle, self._end_idle)
        return png

    async def _drawn_by_child(self, job: bytes) -> bytes | None:
        waited_for_work = self._child.alive
        try:
            return await self._child.draw(job)
        except (OSError, EOFError):
            if not waited_for_work:
                raise
        # It had died in its idle time, as where memory is short: that is no reason to go without.
        await self._child.end()
        return await self._child.draw(job)

    def _count_failure(self, now: float) -> None:
        self._failures += 1
        if self._failures >= FAILURES_BEFORE_REST:
            self._failures = 0
            self._rests_until = now + SECONDS_OF_REST

    # --- the child's idle end

    def _end_idle(self) -> None:
        self._idle = None
        self._start(self._child_put_to_bed(), "end of the idle child")

    async def _child_put_to_bed(self) -> None:
        async with self._turn:
            if self._idle is None:
                await self._child.end()

    def _no_longer_idle(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    # --- the cache

    def _remembered(self, job: bytes) -> bytes | None:
        png = self._cache.get(job)
        if png is not None:
            self._cache.move_to_end(job)
        return png

    def _remember(self, job: bytes, png: bytes) -> None:
        self._cache[job] = png
        self._cached_bytes += len(job) + len(png)
        while self._cached_bytes > self._most_cached_bytes:
            old_job, old_png = self._cache.popitem(last=False)
            self._cached_bytes -= len(old_job) + len(old_png)


def _task(work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
    return asyncio.get_running_loop().create_task(work, name=name)


def _clipped(alt: str) -> str:
    return alt if len(alt) <= LONGEST_ALT else alt[: LONGEST_ALT - 1] + "…"
