"""Discord's gateway, version 10: the WebSocket on which a bot hears what happens."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Callable, Generator
from typing import Any, Final

from aiohttp import WSMsgType, web

from bot.sandbox import members, shapes
from bot.sandbox.compression import Packer, packer
from bot.sandbox.encoding import dumps, loads
from bot.sandbox.intents import SHOWN_WITHOUT_ACCESS, Intent, asked_for, without_content
from bot.sandbox.permissions import Permission
from bot.sandbox.record import Record
from bot.sandbox.sessions import Close, Connection, Op, Session
from bot.sandbox.state import Event, Json
from bot.sandbox.world import World

log = logging.getLogger(__name__)

LARGEST_PAYLOAD: Final = 4096
PAYLOADS_A_MINUTE: Final = 120
GUILDS_A_SHARD: Final = 2500


class _CloseError(Exception):
    """The client did what Discord answers with a close code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Gateway:
    """All sessions of all bots. `url` is the address bots are told to come back to."""

    def __init__(
        self,
        world: World,
        record: Record,
        *,
        check: Callable[[str, Json], None] | None = None,
        heartbeat: float = 41.25,
        resumable_for: float = 300.0,
    ) -> None:
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self._world = world
        self._record = record
        self._check = check  # told of every event that is sent
        self.heartbeat = heartbeat  # seconds between two, as clients are told
        self.resumable_for = resumable_for
        world.listeners.append(self.tell)

    # --- for tests: what can go wrong

    def drop(self) -> None:
        """Cut every line without a word."""
        for connection in tuple(self.connections):
            connection.drop()

    def reconnect_all(self) -> None:
        """Ask every client to come back and resume, as Discord does before it restarts a gateway."""
        for connection in tuple(self.connections):
            connection.send_op(Op.RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is no longer valid; a resumable one may be resumed still."""
        for session in tuple(self.sessions.values()):
            connection = session.connection
            if not resumable:
                self._forget(session)
            if connection is not None:
                connection.send_op(Op.INVALID_SESSION, resumable)

    def close(self, code: int) -> None:
        """Close every connection with a code of choice."""
        for connection in tuple(self.connections):
            self._close(connection, code)

    def ask_for_heartbeat(self) -> None:
        for connection in tuple(self.connections):
            connection.send_op(Op.HEARTBEAT)

    def send_raw(self, name: str, data: Any) -> None:
        """Send every session an event that did not come from the world, a malformed one perhaps."""
        payload = dumps(data)
        for session in self.sessions.values():
            session.dispatch(name, payload)

    async def drained(self) -> None:
        """Returns when everything told so far has been written to the sockets."""
        for connection in tuple(self.connections):
            await connection.written()

    async def shut_down(self) -> None:
        """Close every connection; one whose client does not answer in time is cut."""
        self.close(1001)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await self.drained()
        self.drop()
        for session in tuple(self.sessions.values()):
            self._forget(session)

    # --- what the world tells

    def tell(self, event: Event) -> None:
        """Queue an event for every session that may know of it and asked for it."""
        written: dict[int, bytes] = {}  # each version of the event once: whole (0), or for one bot
        for session in self.sessions.values():
            if not self._receives(session, event):
                continue
            if event.name == "GUILD_CREATE":
                self._tell_of_server(session, event.data)
                continue
            data, version = event.data, 0
            if _content_is_kept_from(session, event):
                data = without_content(event.data, session.application.id)
                version = 0 if data is event.data else session.application.id
            if version not in written:
                written[version] = dumps(data)
                if self._check is not None:
                    self._check(event.name, data)
            self._record.add("gateway", event.name, to=session.description(), data=data)
            session.dispatch(event.name, written[version])

    def _tell_of_server(self, session: Session, data: Json) -> None:
        guild = self._world.guilds[int(data["id"])]
        more = members.with_server(self._world, guild, session.intents, session.large_threshold)
        self._dispatch(session, "GUILD_CREATE", data | more)

    def _receives(self, session: Session, event: Event) -> bool:
        bot = session.application.id
        if not session.has_guild(event.guild_id) or not asked_for(event, session.intents, bot):
            return False
        if event.name in SHOWN_WITHOUT_ACCESS and event.guild_id is not None:
            guild = self._world.guilds.get(event.guild_id)
            return guild is not None and bot in guild.members
        return self._world.receives(bot, event)

    # --- a connection's life

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """`GET /gateway`."""
        compression = packer(request.query.get("compress"))
        wrong_encoding = request.query.get("encoding", "json") != "json" or compression is None
        ws = web.WebSocketResponse(timeout=1.0, compress=False, max_msg_size=1 << 20)
        await ws.prepare(request)
        assert request.transport is not None
        connection = Connection(ws, request.transport, compression or Packer())
        writer = asyncio.create_task(connection.write())
        self.connections.add(connection)
        code: int | None = None
        try:
            if request.query.get("v", "10") != "10":
                connection.close(Close.INVALID_VERSION)
            elif wrong_encoding:
                connection.close(Close.DECODE_ERROR)
            else:
                connection.send_op(Op.HELLO, {"heartbeat_interval": int(self.heartbeat * 1000), "_trace": []})
                self._expect_heartbeat(connection)
            code = await self._read(connection, ws)
        finally:
            self._gone(connection, code)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
        return ws

    async def _read(self, connection: Connection, ws: web.WebSocketResponse) -> int | None:
        """Read until the end. Gives the client's close code; None when it vanished without a word."""
        while True:
            message = await ws.receive()
            if message.type is WSMsgType.CLOSE:
                return int(message.data)
            if message.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                return None
            try:
                self._receive(connection, message.data)
            except _CloseError as closed:
                self._close(connection, closed.code)

    def _receive(self, connection: Connection, text: str | bytes) -> None:
        now = time.monotonic()
        connection.received.append(now)
        if len(connection.received) > PAYLOADS_A_MINUTE and now - connection.received[0] < 60:
            raise _CloseError(Close.RATE_LIMITED)
        raw = text.encode() if isinstance(text, str) else text
        if len(raw) > LARGEST_PAYLOAD:
            raise _CloseError(Close.DECODE_ERROR)
        with _decoding():
            payload = loads(raw)
            op, data = int(payload["op"]), payload.get("d")
        self._answer(connection, op, data)

    def _answer(self, connection: Connection, op: int, data: Any) -> None:
        session = connection.session
        if op == Op.HEARTBEAT:
            self._expect_heartbeat(connection)
            connection.send_op(Op.HEARTBEAT_ACK)
        elif op in {Op.IDENTIFY, Op.RESUME}:
            if session is not None:
                raise _CloseError(Close.ALREADY_AUTHENTICATED)
            self._identify(connection, data) if op == Op.IDENTIFY else self._resume(connection, data)
        elif op not in {Op.PRESENCE, Op.VOICE_STATE, Op.REQUEST_MEMBERS, Op.SOUNDBOARD}:
            raise _CloseError(Close.UNKNOWN_OP)
        elif session is None:
            raise _CloseError(Close.NOT_AUTHENTICATED)
        elif op == Op.VOICE_STATE:
            self._voice(session, data)
        elif op == Op.REQUEST_MEMBERS:
            with _decoding():
                asked = members.request(data)
            for chunk in members.chunks(self._world, asked, session.application.id, session.intents):
                self._dispatch(session, "GUILD_MEMBERS_CHUNK", chunk)
        # A presence is accepted: nobody here looks at a bot's. There are no soundboard sounds to tell of.

    # --- sessions

    def _identify(self, connection: Connection, data: Json) -> None:
        with _decoding():
            token = str(data["token"]).removeprefix("Bot ")
            number, of = (int(n) for n in data.get("shard", (0, 1)))
            intents = int(data["intents"])
            large_threshold = int(data.get("large_threshold") or 50)
        application = next((a for a in self._world.applications.values() if a.token == token), None)
        if application is None:
            raise _CloseError(Close.AUTHENTICATION_FAILED)
        if not 0 <= number < of:
            raise _CloseError(Close.INVALID_SHARD)
        if intents & ~Intent.KNOWN:
            raise _CloseError(Close.INVALID_INTENTS)
        if intents & Intent.PRIVILEGED & ~application.privileged_intents:
            raise _CloseError(Close.DISALLOWED_INTENTS)
        session = Session(secrets.token_hex(16), application, intents, (number, of), large_threshold)
        guilds = [
            g for g in self._world.guilds.values() if application.id in g.members and session.has_guild(g.id)
        ]
        if len(guilds) > GUILDS_A_SHARD:
            raise _CloseError(Close.SHARDING_REQUIRED)
        self.sessions[session.id] = session
        self._attach(session, connection)
        ready = shapes.ready(self._world.users[application.id], application, guilds)
        ready |= {"session_id": session.id, "resume_gateway_url": self.url}
        self._dispatch(session, "READY", ready | {"shard": [number, of]})
        if intents & Intent.GUILDS:
            for guild in guilds:
                self._tell_of_server(session, self._world.guild_create(guild, application.id))

    def _resume(self, connection: Connection, data: Json) -> None:
        with _decoding():
            token, seq = str(data["token"]).removeprefix("Bot "), int(data["seq"] or 0)
            session = self.sessions.get(str(data["session_id"]))
        if session is None:
            connection.send_op(Op.INVALID_SESSION, data=False)
            return
        if session.application.token != token:
            raise _CloseError(Close.AUTHENTICATION_FAILED)
        if not session.can_replay(seq):
            self._forget(session)
            if seq > session.seq:
                raise _CloseError(Close.INVALID_SEQ)
            connection.send_op(Op.INVALID_SESSION, data=False)
            return
        self._attach(session, connection)
        session.replay(seq)
        self._dispatch(session, "RESUMED", {"_trace": []})

    def _dispatch(self, session: Session, name: str, data: Json) -> None:
        if self._check is not None:
            self._check(name, data)
        self._record.add("gateway", name, to=session.description(), data=data)
        session.dispatch(name, dumps(data))

    def _attach(self, session: Session, connection: Connection) -> None:
        if session.connection is not None:  # the client has given it up before we noticed
            session.connection.session = None
            session.connection.drop()
        if session.expiry is not None:
            session.expiry.cancel()
            session.expiry = None
        session.connection = connection
        connection.session = session

    def _forget(self, session: Session) -> None:
        self.sessions.pop(session.id, None)
        if session.expiry is not None:
            session.expiry.cancel()
        if session.connection is not None:
            session.connection.session = None
            session.connection = None

    def _close(self, connection: Connection, code: int) -> None:
        session = connection.session
        if session is not None:
            if code in Close.FORGETS:
                self._forget(session)
            else:
                self._detach(session)
        connection.close(code)

    def _gone(self, connection: Connection, code: int | None) -> None:
        self.connections.discard(connection)
        if connection.zombie is not None:
            connection.zombie.cancel()
        session = connection.session
        if session is None:
            return
        if code in Close.FORGETS:  # the client said goodbye
            self._forget(session)
        else:
            self._detach(session)

    def _detach(self, session: Session) -> None:
        assert session.connection is not None
        session.connection.session = None
        session.connection = None
        loop = asyncio.get_running_loop()
        session.expiry = loop.call_later(self.resumable_for, self._forget, session)

    def _expect_heartbeat(self, connection: Connection) -> None:
        """A client that is silent for two intervals is gone, whatever its socket says."""
        if connection.zombie is not None:
            connection.zombie.cancel()
        loop = asyncio.get_running_loop()
        after = 2 * self.heartbeat
        connection.zombie = loop.call_later(after, self._close, connection, Close.TIMED_OUT)

    # --- voice

    def _voice(self, session: Session, data: Json) -> None:
        with _decoding():
            guild = self._world.guilds.get(int(data["guild_id"]))
            wanted = None if data["channel_id"] is None else int(data["channel_id"])
            muted, deafened = bool(data.get("self_mute")), bool(data.get("self_deaf"))
        bot = session.application.id
        if guild is None or bot not in guild.members:
            return
        if wanted is None:
            self._world.leave_voice(guild, bot)
            return
        channel = guild.channels.get(wanted)
        if channel is None or not self._world.may(bot, channel, Permission.VIEW_CHANNEL | Permission.CONNECT):
            return
        self._world.join_voice(guild, bot, channel, self_mute=muted, self_deaf=deafened)
        # There is no voice server behind this gateway; Discord says the same while one is unavailable.
        server: Json = {"token": secrets.token_hex(8), "guild_id": str(guild.id), "endpoint": None}
        self._dispatch(session, "VOICE_SERVER_UPDATE", server)


@contextlib.contextmanager
def _decoding() -> Generator[None]:
    """Around the reading of a client's payload: what cannot be read closes the connection."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _CloseError(Close.DECODE_ERROR) from None


def _content_is_kept_from(session: Session, event: Event) -> bool:
    is_message = event.name in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} and event.guild_id is not None
    return is_message and not session.intents & Intent.MESSAGE_CONTENT
