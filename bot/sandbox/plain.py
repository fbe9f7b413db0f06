"""Records as plain JSON and back, by the types of their fields: no pickle, no second list to keep in step."""

import base64
import binascii
import dataclasses
import types
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


class NotReadable(Exception):  # noqa: N818 - it reads as what is wrong
    """This JSON is no such record."""


def plain(value: Any) -> Any:
    """A record, and all records inside it, as JSON."""
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in cast("dict[Any, Any]", value).items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in cast("list[Any]", value)]
    return value


def read(kind: type[T], value: Any) -> T:
    """The record of this type that `plain` made this JSON of.

    A field it lacks takes its default. Raises `NotReadable` where the JSON is of another kind.
    """
    return _read(kind, value, kind.__name__)


def _read(kind: Any, value: Any, where: str) -> Any:
    if kind is Any:
        return value
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _read_either(inner, value, where)
    if dataclasses.is_dataclass(kind):
        return _read_record(cast("type[Any]", kind), value, where)
    if not isinstance(value, _WRITTEN_AS[origin or kind]) or (isinstance(value, bool) and kind is not bool):
        raise NotReadable(f"{where} is {value!r:.60}")
    if origin is dict:
        pairs = cast("dict[str, Any]", value).items()
        return {_key(inner[0], key, where): _read(inner[1], one, f"{where}.{key}") for key, one in pairs}
    if origin is not None:
        items = [_read(inner[0], one, f"{where}[{n}]") for n, one in enumerate(cast("list[Any]", value))]
        return items if origin is list else tuple(items)
    if kind is bytes:
        return _bytes(cast("str", value), where)
    return float(value) if kind is float else value


_WRITTEN_AS: dict[Any, Any] = {
    int: int,
    float: (int, float),
    str: str,
    bool: bool,
    bytes: str,
    types.NoneType: types.NoneType,
    dict: dict,
    list: list,
    tuple: list,
}


def _read_either(kinds: tuple[Any, ...], value: Any, where: str) -> Any:
    """The first of several types that fits."""
    for kind in kinds:
        try:
            return _read(kind, value, where)
        except NotReadable:
            continue
    raise NotReadable(f"{where} is {value!r:.60}")


def _read_record(kind: type[Any], value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise NotReadable(f"{where} is {value!r:.60}")
    given = cast("dict[str, Any]", value)
    kinds = _fields(kind)
    strange = given.keys() - kinds.keys()
    if strange:
        raise NotReadable(f"{where} has {', '.join(sorted(strange))}")
    try:
        return kind(**{name: _read(kinds[name], inner, f"{where}.{name}") for name, inner in given.items()})
    except TypeError as error:  # a field without a default is not there
        raise NotReadable(f"{where} is not whole: {error}") from error


@cache
def _fields(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _key(kind: Any, key: str, where: str) -> Any:
    if kind is str:
        return key
    try:
        return int(key)
    except ValueError as error:
        raise NotReadable(f"{where} has the key {key!r:.60}") from error


def _bytes(text: str, where: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise NotReadable(f"{where} is not in base64") from error
