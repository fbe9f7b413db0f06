"""A bot's gateway session and its connection: what was sent, and what is still to send."""

import asyncio
from collections import deque
from typing import Final

from aiohttp import WSMsgType, web

from bot.sandbox.compression import Packer
from bot.sandbox.encoding import dumps
from bot.sandbox.state import Application, Json

KEPT: Final = 10_000
"""How many dispatches a session keeps for a client that comes back."""


class Op:
    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11
    SOUNDBOARD = 31


class Close:
    UNKNOWN_OP = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQ = 4007
    RATE_LIMITED = 4008
    TIMED_OUT = 4009
    INVALID_SHARD = 4010
    SHARDING_REQUIRED = 4011
    INVALID_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014

    FORGETS = frozenset({1000, 1001, INVALID_SEQ, TIMED_OUT})
    """After these the session is gone; the others leave it to be resumed."""


class Connection:
    """One WebSocket. Sending only queues: a writer of its own keeps the order and nobody waits for it."""

    def __init__(self, ws: web.WebSocketResponse, transport: asyncio.Transport, packer: Packer) -> None:
        self.session: Session | None = None
        self.zombie: asyncio.TimerHandle | None = None
        self.received: deque[float] = deque(maxlen=121)  # when the last inbound payloads came, for the limit
        self._ws = ws
        self._transport = transport
        self._packer = packer
        self._queue: deque[bytes | int] = deque()  # payloads, and at the end a close code
        self._waiting = asyncio.Event()
        self._written = asyncio.Event()
        self._written.set()

    def send(self, payload: bytes) -> None:
        self._queue.append(payload)
        self._written.clear()
        self._waiting.set()

    def send_op(self, op: int, data: object = None) -> None:
        self.send(dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Close when everything queued before has been written."""
        self._queue.append(code)
        self._written.clear()
        self._waiting.set()

    def drop(self) -> None:
        """Cut the line, as a failing network does: no close frame, and nothing queued arrives."""
        self._transport.abort()

    async def written(self) -> None:
        await self._written.wait()

    async def write(self) -> None:
        """Run for the life of the connection."""
        kind = WSMsgType.BINARY if self._packer.binary else WSMsgType.TEXT
        try:
            while True:
                await self._waiting.wait()
                while self._queue:
                    item = self._queue.popleft()
                    if isinstance(item, int):
                        await self._ws.close(code=item)
                        return
                    await self._ws.send_frame(self._packer.pack(item), kind)
                self._waiting.clear()
                self._written.set()
        except ConnectionError:
            return  # the reader learns of it too, and detaches the session
        finally:
            self._queue.clear()
            self._written.set()


class Session:
    """What a bot's one identify began. It outlives its connection for a while, so that it can be resumed."""

    def __init__(
        self,
        number: str,
        application: Application,
        intents: int,
        shard: tuple[int, int],
        large_threshold: int = 50,
    ) -> None:
        self.id = number
        self.application = application
        self.intents = intents
        self.shard = shard
        self.large_threshold = large_threshold  # with how many members a server counts as large
        self.seq = 0
        self.connection: Connection | None = None
        self.expiry: asyncio.TimerHandle | None = None
        self._sent: deque[bytes] = deque(maxlen=KEPT)  # the last ones; the newest has number `seq`

    def dispatch(self, name: str, data: bytes) -> None:
        """Send an event, or keep it for when the client is back. `data` is its JSON."""
        self.seq += 1
        payload = b'{"op":0,"s":%d,"t":"%b","d":%b}' % (self.seq, name.encode(), data)
        self._sent.append(payload)
        if self.connection is not None:
            self.connection.send(payload)

    def can_replay(self, seq: int) -> bool:
        """Whether everything after number `seq` is still there."""
        return self.seq - len(self._sent) <= seq <= self.seq

    def replay(self, seq: int) -> None:
        """Send again what a resuming client has missed."""
        assert self.connection is not None
        missed = self.seq - seq
        for payload in list(self._sent)[len(self._sent) - missed :]:
            self.connection.send(payload)

    def has_guild(self, guild_id: int | None) -> bool:
        """Whether events of this server (of direct messages, for None) belong to this session's shard."""
        number, of = self.shard
        return (0 if guild_id is None else (guild_id >> 22) % of) == number

    def description(self) -> Json:
        """For the record: whose session this is."""
        return {"application": self.application.name, "shard": list(self.shard)}
