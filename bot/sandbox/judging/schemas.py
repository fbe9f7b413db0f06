"""JSON Schema, as far as Discord's description of its API uses it, compiled into quick checks.

Three things differ from plain JSON Schema. An object that lists its properties takes no others. Of
several alternatives the one a value means is chosen first (by its `type`, say), so that a problem is told
of that one only. And `x-like` makes an object of a named one: all its properties and some more, with the
required ones listed anew.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

Json = Mapping[str, Any]
Check = Callable[[Any, str, list[str]], None]
"""Notes in a list, in plain words, what is wrong with a value; the text says where it stands."""

REF = "#/components/schemas/"
# fmt: off
_UNDERSTOOD = frozenset({
    "$ref", "additionalProperties", "allOf", "anyOf", "const", "contentEncoding", "description", "enum",
    "format", "items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength",
    "minProperties", "minimum", "oneOf", "pattern", "properties", "required", "title", "type",
    "uniqueItems", "x-discord-union", "x-like",
})
# fmt: on
_TYPES: dict[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_INT_RANGES = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


def ref(name: str) -> Json:
    return {"$ref": REF + name}


def admitting(names: Iterable[str]) -> Callable[[Any], bool]:
    """Tells whether a JSON value is of one of the types named; 1.0 is an integer, true is no number."""
    listed = tuple(names)
    plain = frozenset(kind for name in listed for kind in _TYPES[name])
    whole = "integer" in listed

    def admits(value: Any) -> bool:
        # The exact type, not isinstance: in Python true is an integer, and JSON has no subclasses.
        return type(value) in plain or (whole and isinstance(value, float) and value.is_integer())

    return admits


class Schemas:
    """The named schemas of a description; compiles each at its first use and keeps it."""

    def __init__(self, named: Json) -> None:
        self.named = named
        self._compiled: dict[str, Check] = {}

    def check(self, schema: Json) -> Check:
        """The check for a schema that is not itself a named one."""
        unknown = schema.keys() - _UNDERSTOOD
        if unknown:
            raise ValueError(f"the judge does not understand {sorted(unknown)} in a schema")
        if "$ref" in schema:
            return self._named(schema["$ref"].removeprefix(REF))
        if "enum" in schema:  # the values say it all; type and allOf beside them only repeat it
            return _one_of(schema["enum"])
        checks = [
            *self._type(schema),
            *self._choices(schema),
            *_strings(schema),
            *_numbers(schema),
            *self._arrays(schema),
            *self._objects(schema),
        ]
        if len(checks) == 1:
            return checks[0]

        def check(value: Any, where: str, problems: list[str]) -> None:
            before = len(problems)
            for one in checks:
                one(value, where, problems)
                if len(problems) > before:  # one problem of a value makes the next ones noise
                    return

        return check

    def _named(self, name: str) -> Check:
        def check(value: Any, where: str, problems: list[str]) -> None:
            compiled = self._compiled.get(name)
            if compiled is None:  # only now, for schemas mention themselves
                compiled = self._compiled[name] = self.check(self.named[name])
            compiled(value, where, problems)

        return check

    def _type(self, schema: Json) -> list[Check]:
        if "type" not in schema:
            return []
        given = schema["type"]
        names: list[str] = [given] if isinstance(given, str) else given
        wanted = " or ".join(names)
        admits = admitting(names)

        def check(value: Any, where: str, problems: list[str]) -> None:
            if not admits(value):
                problems.append(f"{_at(where)} is {_shown(value)}, not of type {wanted}")

        return [check]

    def _choices(self, schema: Json) -> list[Check]:
        checks: list[Check] = []
        if "const" in schema:
            checks.append(_one_of([schema["const"]]))
        checks += [self._union(schema[key]) for key in ("oneOf", "anyOf") if key in schema]
        if "allOf" in schema and "object" not in self.types(schema):
            checks += [self.check(part) for part in schema["allOf"]]
        return checks

    def _union(self, alternatives: Sequence[Json]) -> Check:
        if all("const" in one for one in alternatives):
            return _one_of([one["const"] for one in alternatives])
        checks = [(admitting(self.types(one) or _TYPES), self.check(one)) for one in alternatives]
        pairs = zip(alternatives, checks, strict=True)
        key, by_value = self._discriminator(
            [(one, c) for one, (_, c) in pairs if "object" in self.types(one)]
        )

        def check(value: Any, where: str, problems: list[str]) -> None:
            if key and isinstance(value, dict) and (mark := cast("Json", value).get(key)) is not None:
                chosen = by_value.get(mark) if isinstance(mark, str | int) else None
                if chosen is None:
                    allowed = ", ".join(map(_shown, by_value))
                    problems.append(f"{_at(where, key)} is {_shown(mark)}, not one of {allowed}")
                else:
                    chosen(value, where, problems)
                return
            best: list[str] | None = None
            for admits, one in checks:
                if not admits(value):
                    continue
                found: list[str] = []
                one(value, where, found)
                if not found:
                    return
                if best is None or len(found) < len(best):
                    best = found
            if best is None:
                best = [f"{_at(where)} is {_shown(value)}, which is none of the types allowed here"]
            problems += best

        return check

    def _discriminator(self, objects: Sequence[tuple[Json, Check]]) -> tuple[str | None, dict[Any, Check]]:
        """The property whose value tells the alternatives apart, and the check for each of its values."""
        if len(objects) < 2:
            return None, {}
        flats = [self.flat(schema) for schema, _ in objects]
        for key in flats[0]["properties"]:
            values = [self._values(flat["properties"].get(key, {})) for flat in flats]
            together = [value for some in values for value in some]
            if all(values) and len(set(together)) == len(together):
                pairs = zip(objects, values, strict=True)
                return key, {value: check for (_, check), some in pairs for value in some}
        return None, {}

    def _values(self, schema: Json) -> list[Any]:
        """The values a property may have, where its schema lists few of them (null is not counted)."""
        if "enum" in schema:
            return list(schema["enum"])
        inner = [one for one in schema.get("oneOf", ()) if one.get("type") != "null"]
        return self._values(inner[0]) if len(inner) == 1 else []

    def types(self, schema: Json) -> frozenset[str]:
        """The JSON types a schema admits; empty when it does not say."""
        if "$ref" in schema:
            return self.types(self.named[schema["$ref"].removeprefix(REF)])
        if "type" in schema:
            given = schema["type"]
            return frozenset([given] if isinstance(given, str) else given)
        if "x-like" in schema or "properties" in schema:
            return frozenset({"object"})
        for key in ("oneOf", "anyOf", "allOf"):
            if key in schema:
                return frozenset[str]().union(*(self.types(one) for one in schema[key]))
        return frozenset()

    def flat(self, schema: Json) -> Json:
        """An object's schema with what it refers to and is made of put together."""
        if "$ref" in schema:
            return self.flat(self.named[schema["$ref"].removeprefix(REF)])
        parts = [self.flat(part) for part in schema.get("allOf", ())]
        if "x-like" in schema:
            parts.append({**self.flat(ref(schema["x-like"])), "required": []})
        parts.append(schema)
        properties: dict[str, Any] = {}
        required: list[str] = []
        for part in parts:
            properties |= part.get("properties", {})
            required += part.get("required", ())
        listed = any("properties" in part for part in parts)
        default = not listed or not properties
        extra = next(
            (part["additionalProperties"] for part in parts if "additionalProperties" in part), default
        )
        return {"properties": properties, "required": required, "additionalProperties": extra}

    def _objects(self, schema: Json) -> list[Check]:
        if "object" not in self.types({key: schema[key] for key in schema if key not in {"oneOf", "anyOf"}}):
            return []
        flat = self.flat(schema)
        properties = {key: self.check(inner) for key, inner in flat["properties"].items()}
        required: list[str] = flat["required"]
        extra = flat["additionalProperties"]
        others = self.check(cast("Json", extra)) if isinstance(extra, Mapping) else None
        least, most = schema.get("minProperties", 0), schema.get("maxProperties", 1 << 31)

        def check(value: Any, where: str, problems: list[str]) -> None:
            if not isinstance(value, dict):
                return
            given = cast("dict[str, Any]", value)
            for key, item in given.items():
                inner = properties.get(key, others)
                if inner is not None:
                    inner(item, f"{where}.{key}" if where else key, problems)
                elif not extra:
                    problems.append(f"{_at(where, key)} is not in the description")
            problems += [f"{_at(where, key)} is missing" for key in required if key not in given]
            if not least <= len(given) <= most:
                problems.append(f"{_at(where)} has {len(given)} entries, not between {least} and {most}")

        return [check]

    def _arrays(self, schema: Json) -> list[Check]:
        if not schema.keys() & {"items", "minItems", "maxItems", "uniqueItems"}:
            return []
        item = self.check(schema["items"]) if "items" in schema else None
        least, most = schema.get("minItems", 0), schema.get("maxItems", 1 << 31)
        unique = schema.get("uniqueItems", False)

        def check(value: Any, where: str, problems: list[str]) -> None:
            if not isinstance(value, list):
                return
            given = cast("list[Any]", value)
            if not least <= len(given) <= most:
                problems.append(f"{_at(where)} has {len(given)} items, not between {least} and {most}")
            if unique and any(one in given[:index] for index, one in enumerate(given)):
                problems.append(f"{_at(where)} says the same twice")
            if item is not None:
                for index, one in enumerate(given):
                    item(one, f"{where}[{index}]", problems)

        return [check]


def _at(where: str, key: str = "") -> str:
    if key:
        return f"{where}.{key}" if where else key
    return where or "the body"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _one_of(values: Sequence[Any]) -> Check:
    # By type as well: to Python, true is 1.
    allowed = {(isinstance(value, bool), value) for value in values}
    listed = ", ".join(map(_shown, values))

    def check(value: Any, where: str, problems: list[str]) -> None:
        simple = value is None or isinstance(value, str | int | float)
        if not simple or (isinstance(value, bool), value) not in allowed:
            problems.append(f"{_at(where)} is {_shown(value)}, not one of {listed}")

    return check


def _strings(schema: Json) -> list[Check]:
    checks: list[Check] = []
    least, most = schema.get("minLength", 0), schema.get("maxLength", 1 << 31)
    if schema.keys() & {"minLength", "maxLength"}:

        def length(value: Any, where: str, problems: list[str]) -> None:
            if isinstance(value, str) and not least <= len(value) <= most:
                problems.append(f"{_at(where)} has {len(value)} characters, not between {least} and {most}")

        checks.append(length)
    if "pattern" in schema:
        # JSON Schema's $ is the end of the text; Python's also lets a line break follow.
        pattern = re.compile(schema["pattern"].replace("$", r"\Z"))

        def matches(value: Any, where: str, problems: list[str]) -> None:
            if isinstance(value, str) and not pattern.search(value):
                problems.append(f"{_at(where)} is {_shown(value)}, which does not match {schema['pattern']}")

        checks.append(matches)
    reader = {"date-time": _is_instant, "uri": _is_uri}.get(schema.get("format", ""))
    if reader is not None:

        def readable(value: Any, where: str, problems: list[str]) -> None:
            if isinstance(value, str) and not reader(value):
                problems.append(f"{_at(where)} is {_shown(value)}, which is no {schema['format']}")

        checks.append(readable)
    return checks


def _numbers(schema: Json) -> list[Check]:
    least, most = _INT_RANGES.get(schema.get("format", ""), (None, None))
    least, most = schema.get("minimum", least), schema.get("maximum", most)
    if least is None and most is None:
        return []

    def check(value: Any, where: str, problems: list[str]) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return
        if (least is not None and value < least) or (most is not None and value > most):
            problems.append(f"{_at(where)} is {value}, not between {least} and {most}")

    return [check]


def _is_instant(text: str) -> bool:
    try:
        return "T" in text and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_uri(text: str) -> bool:
    return _URI.fullmatch(text) is not None
