"""The REST API's dispatcher: knows route and caller, lets faults strike, judges, answers, records."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from aiohttp import web

from bot.sandbox.bodies import Upload, read_body
from bot.sandbox.errors import ApiError, internal_error, invalid_body, unauthorized, unknown_route
from bot.sandbox.exchange import Answer, Exchange
from bot.sandbox.faults import Severed, Struck, sever
from bot.sandbox.ratelimits import major_of
from bot.sandbox.record import without_tokens_in_path
from bot.sandbox.state import Application, Json
from bot.sandbox.validation.form import Problems, Spot, digits_of, number_at, snowflake_at
from bot.sandbox.world import World

if TYPE_CHECKING:
    from bot.sandbox.server import StandIn

__all__ = ["PREFIX", "Answer", "Call", "Exchange", "Rest", "Route", "Upload"]

PREFIX = "/api/v10"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Call:
    """A request as a route's handler reads it."""

    standin: "StandIn"
    caller: Application | None  # None on routes whose token stands in the path
    method: str
    path: str
    params: dict[str, str]
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    body: Any = None
    files: list[Upload] = field(default_factory=list[Upload])

    @property
    def world(self) -> World:
        return self.standin.world

    @property
    def application(self) -> Application:
        """The calling bot."""
        assert self.caller is not None
        return self.caller

    @property
    def me(self) -> int:
        """The calling bot's user id."""
        return self.application.id

    def id(self, name: str) -> int:
        """An id from the path."""
        problems = Problems()
        number = snowflake_at(Spot(problems, (name,)), self.params[name])
        problems.refuse_if_any()
        assert number is not None
        return number

    def form(self) -> Json:
        """The body, which must be an object; no body at all is an empty one."""
        body: object = self.body
        if body is None:
            return {}
        if not isinstance(body, dict):
            text = "Only dictionaries may be used in a ModelType"
            raise invalid_body({"_errors": [{"code": "MODEL_TYPE_CONVERT", "message": text}]})
        return cast("Json", body)

    def items(self) -> list[Json]:
        """The body, which must be a list of objects."""
        body: object = self.body
        given = cast("list[Any]", body) if isinstance(body, list) else None
        if given is None or not all(isinstance(item, dict) for item in given):
            text = "Only iterables may be used in a ListType"
            raise invalid_body({"_errors": [{"code": "LIST_TYPE_CONVERT", "message": text}]})
        return cast("list[Json]", given)

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A number from the query."""
        if name not in self.query:
            return default
        problems = Problems()
        digits = digits_of(self.query[name])
        number = number_at(
            Spot(problems, (name,)), self.query[name] if digits is None else digits, least=least, most=most
        )
        problems.refuse_if_any()
        assert number is not None
        return number

    def snowflake(self, name: str) -> int | None:
        """An id from the query, if it is there."""
        if name not in self.query:
            return None
        problems = Problems()
        number = snowflake_at(Spot(problems, (name,)), self.query[name])
        problems.refuse_if_any()
        return number

    def flag(self, name: str) -> bool:
        """A yes or no from the query; absent is no."""
        return self.query.get(name, "").lower() in {"1", "true"}


Handler = Callable[[Call], Awaitable["Answer | Json | list[Any] | None"]]


@dataclass(frozen=True)
class Route:
    """A method and a path of Discord's API, with its own names for the path's parameters."""

    method: str
    template: str
    handler: Handler

    @property
    def for_bots(self) -> bool:
        """Whether a bot's token is asked for: not where a token stands in the path, nor for `/gateway`."""
        return "_token}" not in self.template and self.template != "/gateway"

    def match(self, segments: list[str]) -> dict[str, str] | None:
        params: dict[str, str] = {}
        for pattern, segment in zip(self.template.strip("/").split("/"), segments, strict=True):
            if pattern.startswith("{"):
                params[pattern[1:-1]] = segment
            elif pattern != segment:
                return None
        return params


class Rest:
    """Answers REST requests of one stand-in."""

    def __init__(self, standin: "StandIn", routes: Iterable[Route]) -> None:
        self.standin = standin
        self.in_flight = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._routes: dict[tuple[str, int], list[Route]] = {}
        # Fixed words before parameters: `/users/@me` must not be read as somebody's id.
        for route in sorted(routes, key=lambda r: ["{" in part for part in r.template.split("/")]):
            key = (route.method, len(route.template.strip("/").split("/")))
            self._routes.setdefault(key, []).append(route)

    def mount(self, app: web.Application) -> None:
        app.router.add_route("*", PREFIX + "/{path:.*}", self.answer)

    async def idle(self) -> None:
        """Returns when no request is in flight."""
        await self._idle.wait()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.rel_url.raw_path.removeprefix(PREFIX)
        exchange = Exchange(request.method, unquote(path), _port_of(request))
        self.in_flight += 1
        self._idle.clear()
        try:
            response = await self._answer(request, path, exchange)
            # Written here and not by aiohttp, so that "answered" means that it left.
            await response.prepare(request)
            await response.write_eof()
            await self.standin.faults.reached("answered", exchange)
        except (Severed, ConnectionError):
            exchange.status = None
            sever(request)
            response = web.Response()
        finally:
            self.in_flight -= 1
            if not self.in_flight:
                self._idle.set()
            self._note(exchange)
        return response

    async def _answer(self, request: web.Request, path: str, exchange: Exchange) -> web.StreamResponse:
        faults = self.standin.faults
        limits: Mapping[str, str] = {}
        try:
            exchange.body, files = await read_body(request)
            exchange.files = [file.filename for file in files]
            await faults.reached("received", exchange)
            if faults.refusing:
                raise Severed
            route, params = self._find(request.method, path)
            caller = self._caller(request) if route.for_bots else None
            exchange.application_id = None if caller is None else caller.id
            await faults.before_applying(exchange)
            limits = self._take(route, params, caller)
            query = dict(request.query)
            call = Call(
                self.standin, caller, exchange.method, exchange.path, params, query, exchange.body, files
            )
            answer = await self._apply(route, call)
            exchange.status, exchange.answer = answer.sent_status, answer.body
            await faults.reached("applied", exchange)
            faults.after_applying(exchange)
            self._judge(path, exchange)
        except ApiError as error:
            answer = Answer(error.to_json(), error.status)
            exchange.status, exchange.answer = answer.status, answer.body
            self._judge(path, exchange)
        except Struck as struck:
            answer = struck.answer
            exchange.status, exchange.answer = answer.status, answer.body
        return Answer(answer.body, answer.status, {**limits, **answer.headers}).response()

    def _find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        # Split before decoding: an emoji in a path may hold anything once decoded.
        segments = [unquote(part) for part in path.strip("/").split("/")]
        for route in self._routes.get((method, len(segments)), ()):
            params = route.match(segments)
            if params is not None:
                return route, params
        log.error("no route here for %s %s: the stand-in has not been taught it", method, path)
        self.standin.problems.append(f"unknown route: {method} {path}")
        raise unknown_route(method, path)

    def _caller(self, request: web.Request) -> Application:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        for application in self.standin.world.applications.values():
            if kind == "Bot" and token == application.token:
                return application
        raise unauthorized()

    def _take(self, route: Route, params: dict[str, str], caller: Application | None) -> Mapping[str, str]:
        """The rate limit headers of an answer. Raises `Struck` when there were too many requests."""
        major = major_of(route.template, params)
        token = None if caller is None else caller.token
        # Real time, not the world's: clients wait in it.
        verdict = self.standin.limits.take(route.method, route.template, major, token, time.time())
        if verdict.retry_after is not None:
            raise Struck(Answer(verdict.body(), 429, verdict.headers))
        return verdict.headers

    async def _apply(self, route: Route, call: Call) -> Answer:
        try:
            result = await route.handler(call)
        except ApiError as error:
            if error.status == 501:
                self._cannot(call, error.message)
            raise
        except Exception as error:
            log.exception("the stand-in failed at %s %s", call.method, call.path)
            self.standin.problems.append(f"{call.method} {call.path}: {error!r}")
            raise internal_error() from error
        return result if isinstance(result, Answer) else Answer(result)

    def _cannot(self, call: Call, why: str) -> None:
        """Say loudly what a known route was not taught."""
        log.error("%s %s: %s", call.method, without_tokens_in_path(call.path), why)
        self.standin.problems.append(f"{call.method} {call.path}: {why}")

    def _judge(self, path: str, exchange: Exchange) -> None:
        """Hold request and answer against Discord's description, where it is at hand."""
        judge = self.standin.judge
        if judge is None or exchange.status is None:
            return
        problems = judge.response(exchange.method, path, exchange.status, exchange.answer)
        if exchange.status < 400:  # what was refused may well have been wrong
            problems += judge.request(exchange.method, path, exchange.body)
        for problem in problems:
            log.error("%s %s: %s", exchange.method, without_tokens_in_path(path), problem)
            self.standin.problems.append(f"{exchange.method} {exchange.path}: {problem}")

    def _note(self, exchange: Exchange) -> None:
        self.standin.record.add(
            "rest",
            f"{exchange.method} {exchange.path}",
            application=exchange.application_id and str(exchange.application_id),
            request=exchange.body,
            files=exchange.files,
            status=exchange.status,
            answer=exchange.answer,
        )


def _port_of(request: web.Request) -> int | None:
    peer = None if request.transport is None else request.transport.get_extra_info("peername")
    return None if peer is None else peer[1]
