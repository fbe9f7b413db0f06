"""Holds what bots send and what the stand-in answers against Discord's own description of its API.

The description is Discord's public OpenAPI file. A judge says in plain words what differs; an empty list
means that nothing does. It has no part in the stand-in's work: tests ask it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.judging.deviations import ANSWERED, LOOSER, TIGHTER, applied
from bot.sandbox.judging.dispatches import EVENTS
from bot.sandbox.judging.schemas import Check, Schemas, ref

Json = Mapping[str, Any]

PREFIX = "/api/v10"
RESPONSE_REF = "#/components/responses/"
SNOWFLAKE = re.compile(r'"[1-9][0-9]{16,18}"')


@dataclass(frozen=True)
class _Route:
    template: tuple[str, ...]
    methods: Json  # by name in lower case

    def fits(self, parts: tuple[str, ...]) -> bool:
        return all(own.startswith("{") or own == part for own, part in zip(self.template, parts, strict=True))


class Judge:
    """Knows one description. Checks are compiled at their first use and kept."""

    def __init__(self, path: str | Path) -> None:
        description: Json = json.loads(Path(path).read_text(encoding="utf-8"))
        self._answers: Json = description["components"]["responses"]
        self._sent = Schemas(applied(named_schemas(description), (*LOOSER, *TIGHTER)))
        self._told = Schemas(applied(description["components"]["schemas"], ANSWERED))
        self._checks: dict[tuple[str, ...], Check | None] = {}
        self._routes: dict[int, list[_Route]] = {}
        self._right: set[tuple[tuple[str, ...], str]] = set()
        # Fixed words before parameters: `/users/@me` is not somebody's id.
        for template in sorted(
            description["paths"], key=lambda one: [part[:1] == "{" for part in one.split("/")]
        ):
            parts = _parts(template)
            self._routes.setdefault(len(parts), []).append(_Route(parts, description["paths"][template]))

    def request(self, method: str, path: str, body: Any = None) -> list[str]:
        """What is wrong with a request; `body` is its JSON (of a form, its `payload_json`)."""
        route = self._route(method, path)
        if route is None:
            return [f"the description has no {method} {path}"]
        key = ("request", method, *route.template)
        if key not in self._checks:
            name = body_of(method, route.template)
            self._checks[key] = self._sent.check(ref(name)) if name in self._sent.named else None
        check = self._checks[key]
        if check is None:
            return [] if body in (None, {}) else [f"{method} {path} takes no body"]
        return [] if body is None else self._problems(key, check, body)

    def response(self, method: str, path: str, status: int, body: Any = None) -> list[str]:
        """What is wrong with an answer; `body` is its JSON, None when it has none."""
        if status >= 500:
            return []  # Discord describes none of its own failures, nor the stand-in's
        route = self._route(method, path)
        if route is None:
            return [f"the description has no {method} {path}"]
        key = ("response", method, str(status), *route.template)
        if key not in self._checks:
            answers: Json = route.methods[method.lower()]["responses"]
            answer = answers.get(str(status), answers.get(f"{status // 100}XX"))
            if answer is None:
                return [f"{method} {path} is not described as answering {status}"]
            if "$ref" in answer:
                answer = self._answers[answer["$ref"].removeprefix(RESPONSE_REF)]
            content = answer.get("content", {}).get("application/json")
            self._checks[key] = None if content is None else self._told.check(content["schema"])
        check = self._checks[key]
        if check is None:
            return [] if body is None else [f"an answer of {status} to {method} {path} has no body"]
        return self._problems(key, check, body)

    def event(self, name: str, data: Any) -> list[str]:
        """What is wrong with an event the gateway sends; `data` is its `d`."""
        key = ("event", name)
        if key not in self._checks:
            if name not in EVENTS:
                return [f"the judge does not know the event {name}"]
            self._checks[key] = self._told.check(EVENTS[name])
        check = self._checks[key]
        assert check is not None
        return self._problems(key, check, data)

    def _problems(self, key: tuple[str, ...], check: Check, value: Any) -> list[str]:
        # A bot registers the same commands at each of its starts, and to check them takes ten milliseconds.
        text = SNOWFLAKE.sub('"0"', json.dumps(value)) if isinstance(value, list) else ""
        if text and (key, text) in self._right:
            return []
        problems: list[str] = []
        check(value, "", problems)
        if text and not problems:
            self._right.add((key, text))
        return problems

    def _route(self, method: str, path: str) -> _Route | None:
        parts = _parts(path.partition("?")[0].removeprefix(PREFIX))
        for route in self._routes.get(len(parts), ()):
            if method.lower() in route.methods and route.fits(parts):
                return route
        return None


def body_of(method: str, template: tuple[str, ...]) -> str:
    """The name under which the body of a route's requests is kept among the named schemas."""
    return f"{method.upper()} /{'/'.join(template)}"


def named_schemas(description: Json) -> dict[str, Any]:
    """The description's named schemas, and the bodies of requests by their routes."""
    named = dict(description["components"]["schemas"])
    for path, methods in description["paths"].items():
        for method in methods.keys() - {"parameters"}:
            content: Json = methods[method].get("requestBody", {}).get("content", {})
            if "application/json" in content:
                named[body_of(method, _parts(path))] = content["application/json"]["schema"]
    return named


def _parts(path: str) -> tuple[str, ...]:
    return tuple(path.strip("/").split("/"))
