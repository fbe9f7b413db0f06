"""A REST request as faults, hooks and the record see it, and what it is answered with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.encoding import dumps


@dataclass
class Exchange:
    """One REST request, and its answer once there is one."""

    method: str
    path: str  # below /api/v10, decoded
    port: int | None = None  # the caller's own: it tells which of several processes of one bot asked
    application_id: int | None = None
    body: Any = None
    files: list[str] = field(default_factory=list[str])  # their names
    status: int | None = None  # None: not answered, or never to be
    answer: Any = None


@dataclass(frozen=True)
class Answer:
    """What a request is answered with; `body` None means no body at all."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def sent_status(self) -> int:
        """The status that travels: nothing to say is 204."""
        return 204 if self.body is None and self.status == 200 else self.status

    def response(self) -> web.Response:
        if self.body is None:
            return web.Response(status=self.sent_status, headers=self.headers)
        # Clients compare the content type as a whole: no charset may follow it.
        headers = {**self.headers, "Content-Type": "application/json"}
        return web.Response(body=dumps(self.body), status=self.status, headers=headers)
