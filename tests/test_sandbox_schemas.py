"""The judge's checks agree with a JSON Schema library, and each of its deviations is still needed."""

import copy
import json
import os
import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.sandbox.judge import Judge, named_schemas
from bot.sandbox.judging.deviations import ANSWERED, LOOSER, TIGHTER, Deviation, applied
from bot.sandbox.judging.schemas import Schemas, ref
from tests.bodies import Json

pytestmark = pytest.mark.openapi


@pytest.fixture(scope="module")
def description() -> Json:
    return json.loads(Path(os.environ["DISCORD_OPENAPI"]).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def named(description: Json) -> Json:
    return named_schemas(description)


def test_every_schema_of_the_description_is_understood(named: Json, description: Json) -> None:
    schemas, judge = Schemas(named), Judge(os.environ["DISCORD_OPENAPI"])
    for name in named:
        problems: list[str] = []
        schemas.check(ref(name))(object(), "", problems)
    for path, methods in description["paths"].items():
        for method in methods.keys() - {"parameters"}:
            judge.request(method.upper(), path, object())
            for status in methods[method]["responses"]:
                judge.response(method.upper(), path, int(status.replace("XX", "00")), object())


def test_a_keyword_nobody_taught_it_is_refused() -> None:
    with pytest.raises(ValueError, match="patternProperties"):
        Schemas({}).check({"patternProperties": {}})


SAMPLES: dict[str, Any] = {
    "_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}],
    "animated": True,
    "id": "5",
    "description": "words",
    "flags": 0,
    "nsfw": False,
    "tts": False,
    "allow": "1024",
    "deny": "0",
    "permissions": "8",
    "default_member_permissions": "32",
    "content": "x" * 2001,
    "text": "x" * 56,
    "value": "x" * 101,
    "name": "",
    "components": [{"type": 10, "content": "x"}] * 6,
    "proxy_url": "https://example.org",
    "proxy_icon_url": "https://example.org",
    "size": 5,
    "url": "https://example.org",
    "spoiler": False,
    "height": 5,
    "width": 5,
    "content_type": "image/png",
}


@pytest.mark.parametrize(
    "deviation", [*LOOSER, *TIGHTER, *ANSWERED], ids=lambda one: f"{one.schema}.{one.key}"
)
def test_every_deviation_is_still_needed_and_has_its_reason(named: Json, deviation: Deviation) -> None:
    assert deviation.why
    value = (
        SAMPLES[deviation.key]
        if deviation.key
        else {"SnowflakeType": 5, "MessageReferenceType": 1}[deviation.schema]
    )
    body = {deviation.key: value} if deviation.key else value

    def said(schemas: dict[str, Any]) -> list[str]:
        problems: list[str] = []
        Schemas(schemas).check(ref(deviation.schema))(body, "", problems)
        return [one for one in problems if "is missing" not in one]

    without, with_it = said(named), said(applied(named, (deviation,)))
    assert (
        (without, bool(with_it)) == ([], True) if deviation in TIGHTER else (with_it == [] and without != [])
    )


def strict(schema: Any) -> Any:
    """A schema of the description for a plain JSON Schema library: objects take only what they list."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(inner) for key, inner in schema.items()}
    if isinstance(made.get("properties"), dict) and "additionalProperties" not in made and "type" in made:
        made["additionalProperties"] = False
    if "allOf" in made and made.get("type") == "object":
        # additionalProperties does not see across allOf; unevaluatedProperties does.
        made["allOf"] = [loose(one) for one in made["allOf"]]
        made["unevaluatedProperties"] = False
    return made


def loose(schema: Json) -> Json:
    if schema.get("$ref", "").endswith("/Error"):
        schema = {
            "type": "object",
            "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
        }
        return schema | {"required": ["code", "message"]}
    return {key: inner for key, inner in schema.items() if key != "additionalProperties"}


FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def _instant(value: Any) -> bool:
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


@FORMATS.checks("uri")
def _uri(value: Any) -> bool:
    scheme, colon, rest = value.partition(":") if isinstance(value, str) else ("a", ":", "b")
    return bool(colon and rest and scheme[:1].isalpha() and not any(c.isspace() for c in rest))


@FORMATS.checks("int32")
def _int32(value: Any) -> bool:
    return isinstance(value, bool) or not isinstance(value, int | float) or -(2**31) <= value < 2**31


@FORMATS.checks("int64")
def _int64(value: Any) -> bool:
    return isinstance(value, bool) or not isinstance(value, int | float) or -(2**63) <= value < 2**63


class Sampler:
    """Makes values a schema takes, from a seed."""

    def __init__(self, named: Json, seed: int) -> None:
        self.named = named
        self.random = random.Random(seed)

    def make(self, schema: Json, depth: int = 0) -> Any:
        if "$ref" in schema:
            return self.make(self.named[schema["$ref"].rpartition("/")[2]], depth)
        for key in ("enum", "oneOf", "anyOf"):
            if key in schema:
                chosen = self.random.choice(schema[key])
                return self.make(chosen, depth) if isinstance(chosen, dict) and key != "enum" else chosen
        if "const" in schema:
            return schema["const"]
        if "allOf" in schema:
            parts = [self.make(one, depth) for one in schema["allOf"]]
            return {key: value for part in parts for key, value in part.items()}
        kinds = schema.get("type", "null")
        kind = kinds if isinstance(kinds, str) else self.random.choice(kinds)
        return getattr(self, kind)(schema, depth)

    def null(self, _: Json, __: int) -> None:
        return None

    def boolean(self, _: Json, __: int) -> bool:
        return self.random.random() < 0.5

    def integer(self, schema: Json, _: int) -> int:
        return self.random.randint(schema.get("minimum", 0), min(schema.get("maximum", 99), 2**31 - 1))

    def number(self, schema: Json, depth: int) -> float:
        return self.integer(schema, depth) + 0.5 if "minimum" not in schema else float(schema["minimum"])

    def string(self, schema: Json, _: int) -> str:
        if schema.get("format") == "date-time":
            return "2026-04-01T10:00:00+00:00"
        if schema.get("format") == "uri":
            return "https://example.org/a"
        if "pattern" in schema:
            return str(self.random.randint(0, 2**63))
        least = schema.get("minLength", 0)
        return "縁" * self.random.randint(least, min(schema.get("maxLength", 8), least + 8))

    def array(self, schema: Json, depth: int) -> list[Any]:
        least = schema.get("minItems", 0)
        count = least if depth > 4 else self.random.randint(least, min(schema.get("maxItems", 3), least + 2))
        made: list[Any] = []
        for _ in range(count):
            item = self.make(schema["items"], depth + 1)
            if not (schema.get("uniqueItems") and item in made):
                made.append(item)
        return made

    def object(self, schema: Json, depth: int) -> Json:
        must = set(schema.get("required", ()))
        made = {
            key: self.make(inner, depth + 1)
            for key, inner in schema.get("properties", {}).items()
            if key in must or (depth < 4 and self.random.random() < 0.5)
        }
        if isinstance(schema.get("additionalProperties"), dict) and depth < 4:
            made["ja"] = self.make(schema["additionalProperties"], depth + 1)
        return made

    def spoil(self, value: Any) -> Any:
        """The value with one thing in it changed."""
        value = copy.deepcopy(value)
        spots = list(places(value))
        others = [None, True, -1, 7, 2**40, 0.5, "", "x" * 5000, [], {}, ["a", "a"], "2026", {"type": 1}]
        if not spots:
            return self.random.choice(others)
        holder, key = self.random.choice(spots)
        how = self.random.random()
        if how < 0.2 and isinstance(holder, dict):
            del holder[key]
        elif how < 0.35 and isinstance(holder, dict):
            holder["nonsense"] = 1
        else:
            holder[key] = self.random.choice(others)
        return value


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


@pytest.mark.long
@pytest.mark.parametrize(
    "name",
    [
        "ApplicationCommandResponse",
        "ApplicationCommandUpdateRequest",
        "ErrorResponse",
        "ExternalScheduledEventResponse",
        "GuildChannelResponse",
        "GuildMemberResponse",
        "GuildRoleResponse",
        "InteractionCallbackResponse",
        "MessageCreateRequest",
        "MessageEditRequestPartial",
        "MessageResponse",
        "ModalInteractionCallbackRequest",
        "RatelimitedResponse",
        "ResolvedObjectsResponse",
        "ThreadResponse",
        "UpdateMessageInteractionCallbackRequest",
        "VoiceStateResponse",
    ],
)
def test_the_judge_agrees_with_a_json_schema_library(named: Json, name: str) -> None:
    root = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": strict(named)}}
    library = jsonschema.Draft202012Validator(root, format_checker=FORMATS)
    check = Schemas(named).check(ref(name))
    taken = spoiled = 0
    for seed in range(40):
        sampler = Sampler(named, seed)
        value = sampler.make(ref(name))
        for one in (value, sampler.spoil(value), sampler.spoil(value)):
            problems: list[str] = []
            check(one, "", problems)
            assert library.is_valid(one) == (not problems), (one, problems)
            taken += not problems
            spoiled += bool(problems)
    assert min(taken, spoiled) > 10
