"""Holds what bots send and what the stand-in answers against Discord's own description of its API.

The description is Discord's public OpenAPI file. A judge says in plain words what differs; an empty list
means that nothing does. It has no part in the stand-in's work: tests ask it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.judging.deviations import ANSWERED, LOOSER, TIGHTER, applied
from bot.sandbox.judging.dispatches import EVENTS
from bot.sandbox.judging.schemas import Check, Schemas

Json = Mapping[str, Any]

PREFIX = "/api/v10"
RESPONSE_REF = "#/components/responses/"


@dataclass(frozen=True)
class _Route:
    template: tuple[str, ...]
    methods: Json  # by name in lower case

    def fits(self, parts: list[str]) -> bool:
        return all(own.startswith("{") or own == part for own, part in zip(self.template, parts, strict=True))


class Judge:
    """Knows one description. Checks are compiled at their first use and kept."""

    def __init__(self, path: str | Path) -> None:
        description: Json = json.loads(Path(path).read_text(encoding="utf-8"))
        named = description["components"]["schemas"]
        self._answers: Json = description["components"]["responses"]
        self._sent = Schemas(applied(named, (*LOOSER, *TIGHTER)))
        self._told = Schemas(applied(named, ANSWERED))
        self._checks: dict[tuple[str, ...], Check | None] = {}
        self._routes: dict[int, list[_Route]] = {}
        # Fixed words before parameters: `/users/@me` is not somebody's id.
        for template in sorted(
            description["paths"], key=lambda one: [part[:1] == "{" for part in one.split("/")]
        ):
            parts = tuple(template.strip("/").split("/"))
            self._routes.setdefault(len(parts), []).append(_Route(parts, description["paths"][template]))

    def request(self, method: str, path: str, body: Any = None) -> list[str]:
        """What is wrong with a request; `body` is its JSON (of a form, its `payload_json`)."""
        route = self._route(method, path)
        if route is None:
            return [f"the description has no {method} {path}"]
        key = ("request", method, *route.template)
        if key not in self._checks:
            content = route.methods[method.lower()].get("requestBody", {}).get("content", {})
            self._checks[key] = self._of_content(self._sent, content)
        check = self._checks[key]
        if check is None:
            return [] if body in (None, {}) else [f"{method} {path} takes no body"]
        return [] if body is None else _problems(check, body)

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
            self._checks[key] = self._of_content(self._told, answer.get("content", {}))
        check = self._checks[key]
        if check is None:
            return [] if body is None else [f"an answer of {status} to {method} {path} has no body"]
        return _problems(check, body)

    def event(self, name: str, data: Any) -> list[str]:
        """What is wrong with an event the gateway sends; `data` is its `d`."""
        key = ("event", name)
        if key not in self._checks:
            if name not in EVENTS:
                return [f"the judge does not know the event {name}"]
            self._checks[key] = self._told.check(EVENTS[name])
        check = self._checks[key]
        assert check is not None
        return _problems(check, data)

    def _route(self, method: str, path: str) -> _Route | None:
        parts = path.partition("?")[0].removeprefix(PREFIX).strip("/").split("/")
        for route in self._routes.get(len(parts), ()):
            if method.lower() in route.methods and route.fits(parts):
                return route
        return None

    @staticmethod
    def _of_content(schemas: Schemas, content: Json) -> Check | None:
        return schemas.check(content["application/json"]["schema"]) if "application/json" in content else None


def _problems(check: Check, value: Any) -> list[str]:
    problems: list[str] = []
    check(value, "", problems)
    return problems
