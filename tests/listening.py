"""Hearing what is logged, as a host sees it, and waiting for a line without polling."""

import asyncio
import logging

from bot import logs


class Lines(logging.Handler):
    """Every line from INFO on, in the order they were said."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(logs.Lines())
        self.all: list[str] = []
        self._heard = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        # What discord.py says of its connections is not shown to hosts.
        if record.levelno >= logging.WARNING or record.name.startswith(("bot", "cogs")):
            self.all.append(self.format(record))
            self._heard.set()

    def of(self, message: str) -> list[str]:
        """The lines that have this in them."""
        return [line for line in self.all if message in line]

    async def hear(self, message: str, *, times: int = 1, seconds: float = 20) -> None:
        """Return when such a line has been said so often."""
        async with asyncio.timeout(seconds):
            while len(self.of(message)) < times:
                self._heard.clear()
                await self._heard.wait()
