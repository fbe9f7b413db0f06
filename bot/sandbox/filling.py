"""From what a story writes (`to=ken`, `kind="review"`) to what Discord's client sends."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from bot.sandbox import palette
from bot.sandbox.components import (
    ACTION_ROW,
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    LABEL,
    RADIO_GROUP,
    STRING_SELECT,
    TEXT_INPUT,
    part,
)
from bot.sandbox.interactions import Interactions
from bot.sandbox.palette import NotPossible
from bot.sandbox.state import Attachment, Json
from bot.sandbox.uploads import content_type

File = tuple[str, bytes]
"""A file to be given: its name and what is in it."""


def command_options(
    command: Json,
    path: list[str],
    given: Mapping[str, Any],
    interactions: Interactions,
    *,
    focused: str | None = None,
) -> list[Json]:
    """A command's options as the client sends them. `path` names a sub-command, within its group."""
    defined: list[Json] = command.get("options") or []
    if path:
        inner = next((o for o in defined if o["name"] == path[0]), None)
        if inner is None or inner["type"] not in {palette.SUB_COMMAND, palette.GROUP}:
            raise NotPossible(f"{command['name']} has no {path[0]}")
        options = command_options(inner, path[1:], given, interactions, focused=focused)
        return [{"name": inner["name"], "type": inner["type"], "options": options}]
    by_name = {o["name"]: o for o in defined}
    return [
        _option(by_name, name.removesuffix("_"), value, interactions, focused)
        for name, value in given.items()
        if value is not None
    ]


def _option(
    by_name: Mapping[str, Json], name: str, value: Any, interactions: Interactions, focused: str | None
) -> Json:
    option = by_name.get(name)
    if option is None:
        raise NotPossible(f"there is no option {name}; there are {', '.join(by_name)}")
    sent = value if name == focused else _as_sent(option, value, interactions)
    return {"name": name, "type": option["type"], "value": sent}


def _as_sent(option: Json, value: Any, interactions: Interactions) -> Any:
    kind = option["type"]
    if kind == palette.ATTACHMENT:
        return _upload(value, interactions)
    if kind in {palette.USER, palette.CHANNEL, palette.ROLE, palette.MENTIONABLE}:
        return _id_of(value)
    for choice in option.get("choices") or ():
        shown = {choice["name"], *part(choice, "name_localizations").values()}
        if value in shown:
            return choice["value"]
    return value


def option_values(select: Json, values: Any, interactions: Interactions) -> list[str]:
    """A select's values: of a string select by value or label, else the ids of what is given."""
    several = cast("list[Any]", values if isinstance(values, list | tuple) else [values])
    if select["type"] == FILE_UPLOAD:
        return [_upload(value, interactions) for value in several]
    if select["type"] in {STRING_SELECT, CHECKBOX_GROUP, RADIO_GROUP}:
        return [_by_label(select, value) for value in several]
    return [_id_of(value) for value in several]


def _by_label(select: Json, value: str) -> str:
    options: list[Json] = select["options"]
    return next((o["value"] for o in options if value in {o["label"], o["value"]}), value)


def modal_values(
    components: Iterable[Json], given: Mapping[str, Any], interactions: Interactions
) -> dict[str, Any]:
    """A form's values by custom_id; `given` names fields by label or custom_id."""
    fields: dict[str, Json] = {}
    for label, field in _fields(components):
        fields[label] = fields[field["custom_id"]] = field
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in fields:
            raise NotPossible(f"the form has no field {name!r}; it has {', '.join(map(repr, fields))}")
        field = fields[name]
        values[field["custom_id"]] = _field_value(field, value, interactions)
    return values


def _fields(components: Iterable[Json]) -> Iterable[tuple[str, Json]]:
    for top in components:
        if top["type"] == LABEL:
            yield top["label"], top["component"]
        elif top["type"] == ACTION_ROW:
            yield from ((inner["label"], inner) for inner in top["components"])


def _field_value(field: Json, value: Any, interactions: Interactions) -> Any:
    if field["type"] in {TEXT_INPUT, CHECKBOX}:
        return value
    if field["type"] == RADIO_GROUP:
        return None if value is None else _by_label(field, value)
    return option_values(field, value, interactions)


def _upload(value: Any, interactions: Interactions) -> str:
    if isinstance(value, Attachment):
        return str(value.id)
    name, data = cast("File", value)
    return str(interactions.upload(name, data, content_type(name, data)).id)


def _id_of(value: Any) -> str:
    """The id of a person, role or channel, or an id as it stands."""
    return str(getattr(value, "id", value))
