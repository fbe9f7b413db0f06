"""The page's side of the stand-in: its files, and the socket on which each open tab is one person.

Only this machine may use it. A request that names another host (a rebound domain) or comes from another
site's page is refused, and the page itself may load nothing from anywhere else.

On the socket, JSON each way, in Discord's own shapes:

    -> {"op": "be", "persona": "1", "language": "ja"}       who to be, and what they read; both may be null
    <- {"op": "world", "you", "personas", "guilds", "channels", "now", "language"}
    -> {"op": "do", "id": 7, "what": "say", "args": {…}}     what can be asked for: acts.py
    <- {"op": "done", "id": 7, "result": …}                  or "error": {"code", "message", "errors"}
    <- {"op": "event", "name": "MESSAGE_CREATE", "data"}     what happens, as far as this person may see it
    <- {"op": "clock", "now"}                                the sandbox's time, when it has jumped
    <- {"op": "log", "entries": [{"kind", "title", "at", "detail"}, …]}

Beside Discord's events there are CHANNELS (all that can be seen now), COMMANDS (they may have changed) and
MODAL (a bot's form). An error's code is Discord's number, or a word: "not_possible", "unanswered", "unclear",
"broken".
"""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, WSMsgType, web

from bot.sandbox import shapes
from bot.sandbox.acts import Acts, Hands, Unanswered
from bot.sandbox.encoding import dumps, loads
from bot.sandbox.errors import ApiError
from bot.sandbox.palette import NotPossible
from bot.sandbox.people import Person
from bot.sandbox.record import Entry
from bot.sandbox.sight import Sight
from bot.sandbox.state import Event, Json, User

if TYPE_CHECKING:
    from bot.sandbox.server import StandIn

__all__ = ["Hands", "Page", "Persona"]

log = logging.getLogger(__name__)

FILES: Final = Path(__file__).with_name("page")
KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
# `require-trusted-types-for` makes the browser itself refuse innerHTML and its like.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
BIGGEST_REQUEST: Final = 12 * 1024 * 1024  # eight megabytes of files in base64, and some words
LONGEST_QUEUE: Final = 10_000  # packets a tab may be behind before it has to connect anew
LARGEST_EXACT: Final = 2**53 - 1
SHORTEST_JUMP: Final = 0.5  # seconds by which the clock moves more than time has passed
SHOWN_AT_FIRST: Final = 200  # of what happened before the tab was opened
LOCALES: Final = {"ja": "ja", "en": "en-US"}


@dataclass(frozen=True)
class Persona:
    """Somebody to be on the page: their account, where they live, and a line about them by language."""

    user: User
    zone: str
    about: Mapping[str, str]
    locale: str  # their own; the account's follows the page's language while somebody is them

    def to_json(self) -> Json:
        return {
            "user": shapes.user(self.user),
            "zone": self.zone,
            "locale": self.locale,
            "about": dict(self.about),
        }

    def locale_in(self, language: str | None) -> str:
        """The locale their client has when the page speaks a language; their own when it fits."""
        own = "ja" if self.locale.startswith("ja") else "en"
        return self.locale if language in {None, own} else LOCALES[str(language)]


@dataclass(eq=False)
class _Tab:
    """One open page, and who somebody is there."""

    request: web.Request
    persona: Persona
    sight: Sight
    acts: Acts
    waiting: asyncio.Queue[bytes] = field(default_factory=lambda: asyncio.Queue[bytes](LONGEST_QUEUE))
    under_way: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    def tell(self, packet: Json) -> None:
        try:
            self.waiting.put_nowait(dumps(_exact(packet)))
        except asyncio.QueueFull:
            # It does not keep up: cut off, it connects anew and is told the world as it then is.
            if self.request.transport is not None:
                self.request.transport.abort()


class Page:
    """The page of one stand-in. `language` is what everybody reads until the page says otherwise."""

    def __init__(
        self, standin: "StandIn", personas: Sequence[Persona], hands: Hands, *, language: str | None = None
    ) -> None:
        self._standin = standin
        self._personas = {str(persona.user.id): persona for persona in personas}
        self._hands = Hands(self._advance, hands.next_due, hands.settled)
        self._turn = hands.advance
        self._language = language
        self._dismissed: set[int] = set()
        self._ahead = standin.world.now() - time.monotonic()
        self._tabs: set[_Tab] = set()
        self._sockets: set[web.WebSocketResponse] = set()

    def mount(self) -> None:
        """Offer the page on the stand-in's address. To be called before it is opened."""
        app = self._standin.app
        app.router.add_get("/", self._index)
        app.router.add_get("/page/socket", self._socket)
        app.router.add_get("/page/{path:.+}", self._file)
        app.on_shutdown.append(self._shut)
        self._standin.world.listeners.append(self._happened)
        self._standin.record.listeners.append(self._noted)

    # --- what is told

    def _happened(self, event: Event) -> None:
        self._tell_the_time()
        for tab in tuple(self._tabs):
            if tab.sight.comes_or_goes(event):
                tab.tell(self._world(tab))
                continue
            for name, data in tab.sight.events(event):
                tab.tell({"op": "event", "name": name, "data": data})

    def _noted(self, entry: Entry) -> None:
        packets: list[Json] = [{"op": "log", "entries": [entry.shown()]}]
        if entry.kind == "rest" and entry.title.endswith("/commands") and not entry.title.startswith("GET"):
            packets.append({"op": "event", "name": "COMMANDS", "data": None})
        for tab in tuple(self._tabs):
            for packet in packets:
                tab.tell(packet)

    def _advance(self, seconds: float) -> None:
        self._turn(seconds)
        self._tell_the_time()

    def _tell_the_time(self) -> None:
        """Pages count the seconds themselves; they are told when the clock has jumped, whoever moved it."""
        now = self._standin.world.now()
        ahead = now - time.monotonic()
        if abs(ahead - self._ahead) > SHORTEST_JUMP:
            self._ahead = ahead
            for tab in tuple(self._tabs):
                tab.tell({"op": "clock", "now": now})

    def _world(self, tab: _Tab) -> Json:
        return {
            "op": "world",
            "you": shapes.user(tab.persona.user),
            "personas": [persona.to_json() for persona in self._personas.values()],
            "guilds": tab.sight.guilds(),
            "channels": tab.sight.channels(),
            "now": self._standin.world.now(),
            "language": "ja" if tab.persona.user.locale.startswith("ja") else "en",
        }

    # --- files

    async def _index(self, request: web.Request) -> web.Response:
        return self._served(request, "index.html")

    async def _file(self, request: web.Request) -> web.Response:
        return self._served(request, request.match_info["path"])

    def _served(self, request: web.Request, name: str) -> web.Response:
        _refuse_strangers(request)
        path = (FILES / name).resolve()
        if not path.is_relative_to(FILES) or path.suffix not in KINDS or not path.is_file():
            raise web.HTTPNotFound
        return web.Response(body=path.read_bytes(), headers={**HEADERS, "Content-Type": KINDS[path.suffix]})

    # --- the socket

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        _refuse_strangers(request)
        if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
            raise web.HTTPForbidden(text="This page is only for the sandbox's own address.")
        socket = web.WebSocketResponse(max_msg_size=BIGGEST_REQUEST, heartbeat=30)
        await socket.prepare(request)
        persona = next(iter(self._personas.values()))
        tab = _Tab(request, persona, *self._eyes_and_hands(persona))
        writer = asyncio.ensure_future(_write(socket, tab))
        self._sockets.add(socket)
        try:
            async for packet in socket:
                if packet.type is WSMsgType.TEXT:
                    self._take(tab, packet.data)
        finally:
            self._tabs.discard(tab)
            self._sockets.discard(socket)
            for task in (writer, *tab.under_way):
                task.cancel()
        return socket

    def _eyes_and_hands(self, persona: Persona) -> tuple[Sight, Acts]:
        acts = Acts(
            self._standin,
            Person(self._standin, persona.user),
            zone=persona.zone,
            hands=self._hands,
            dismissed=self._dismissed,
        )
        return Sight(self._standin.world, persona.user.id), acts

    def _take(self, tab: _Tab, text: str) -> None:
        try:
            packet: Json = loads(text)
            operation = packet["op"]
        except (ValueError, TypeError, KeyError):
            return
        if operation == "be":
            self._be(tab, packet)
        elif operation == "do":
            task = asyncio.ensure_future(_do(tab, packet))
            tab.under_way.add(task)
            task.add_done_callback(tab.under_way.discard)

    def _be(self, tab: _Tab, packet: Json) -> None:
        """Become a persona, reading a language, and be told the world as it looks to them."""
        persona = self._personas.get(str(packet.get("persona")), tab.persona)
        language = packet.get("language")
        persona.user.locale = persona.locale_in(language if language in LOCALES else self._language)
        tab.persona = persona
        tab.sight, tab.acts = self._eyes_and_hands(persona)
        fresh = tab not in self._tabs
        self._tabs.add(tab)
        tab.tell(self._world(tab))
        if fresh:
            past = list(self._standin.record.entries)[-SHOWN_AT_FIRST:]
            tab.tell({"op": "log", "entries": [entry.shown() for entry in past]})

    async def _shut(self, _app: web.Application) -> None:
        for socket in tuple(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)


async def _write(socket: web.WebSocketResponse, tab: _Tab) -> None:
    while True:
        packet = await tab.waiting.get()
        await socket.send_str(packet.decode())


async def _do(tab: _Tab, packet: Json) -> None:
    done: Json = {"op": "done", "id": packet.get("id")}
    try:
        done["result"] = await tab.acts.do(str(packet.get("what")), packet.get("args") or {})
    except ApiError as error:
        done["error"] = {"code": error.code, "message": error.message, "errors": error.errors}
    except NotPossible as error:
        done["error"] = {"code": "not_possible", "message": str(error)}
    except Unanswered:
        done["error"] = {"code": "unanswered", "message": "The application did not respond"}
    except (KeyError, TypeError, ValueError) as error:
        done["error"] = {"code": "unclear", "message": str(error)}
    except Exception:
        log.exception("the page asked for something that broke")
        done["error"] = {"code": "broken", "message": "a mistake in the sandbox; its log says which"}
    tab.tell(done)


def _exact(value: Any) -> Any:
    """A copy in which no number is too large for JavaScript: discord.py sends some ids as numbers."""
    if isinstance(value, dict):
        return {key: _exact(inner) for key, inner in cast("Json", value).items()}
    if isinstance(value, (list, tuple)):
        return [_exact(inner) for inner in cast("list[Any]", value)]
    return str(value) if isinstance(value, int) and abs(value) > LARGEST_EXACT else value


def _refuse_strangers(request: web.Request) -> None:
    """Only by a name of this machine: a domain that was pointed here afterwards stays outside."""
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        raise web.HTTPForbidden(text="The sandbox answers on this machine's own address only.")
