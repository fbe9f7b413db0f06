"""Forms that bots open (Discord calls them modals): what stands in them, and what is sent back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.components import ACTION_ROW, CHECKBOX, LABEL, RADIO_GROUP, TEXT_INPUT, every
from bot.sandbox.palette import Picked, pick
from bot.sandbox.state import Json
from bot.sandbox.validation import inputs

if TYPE_CHECKING:
    from bot.sandbox.interactions import Interaction


@dataclass(eq=False)
class Modal:
    """A form a bot showed to one person. Submitting it begins an interaction of its own."""

    interaction: "Interaction"  # the one it answered
    custom_id: str
    title: str
    components: list[Json]
    submitted: bool = False

    def prefilled(self) -> dict[str, Any]:
        """By custom_id, what stands in each field when the form opens."""
        return {part["custom_id"]: _prefilled(part) for part in inputs(self.components)}


def _prefilled(part: Mapping[str, Any]) -> Any:
    kind = part["type"]
    if kind == TEXT_INPUT:
        return part.get("value") or ""
    if kind == CHECKBOX:
        return bool(part.get("default"))
    chosen = [option["value"] for option in part.get("options", ()) if option.get("default")]
    if kind == RADIO_GROUP:
        return chosen[0] if chosen else None
    return chosen or [str(value["id"]) for value in part.get("default_values", ())]


def submitted(part: Json, values: Mapping[str, Any], picked: Picked) -> Json:
    """A modal's part as it comes back: labels and placeholders stay behind, answers travel."""
    shape: Json = {"type": part["type"], "id": part["id"]}
    if part["type"] == LABEL:
        return shape | {"component": submitted(part["component"], values, picked)}
    if part["type"] == ACTION_ROW:
        return shape | {"components": [submitted(inner, values, picked) for inner in part["components"]]}
    if "custom_id" not in part:
        return shape
    answer = values[part["custom_id"]]
    shape["custom_id"] = part["custom_id"]
    if part["type"] in {TEXT_INPUT, RADIO_GROUP, CHECKBOX}:
        return shape | {"value": answer}
    chosen = [str(value) for value in answer or ()]
    pick(part, chosen, picked)
    return shape | {"values": chosen}


def numbered(components: list[Json]) -> list[Json]:
    """Discord gives every part without an id the next free number."""
    taken = {c["id"] for c in every(components) if "id" in c}
    free = (n for n in range(1, 10_000) if n not in taken)

    def number(part: Json) -> Json:
        whole = {"id": next(free), **part} if "id" not in part else dict(part)
        if "components" in part:
            whole["components"] = [number(inner) for inner in part["components"]]
        if "component" in part:
            whole["component"] = number(part["component"])
        if "default_values" in part:  # a client may write their ids as numbers
            whole["default_values"] = [{**one, "id": str(one["id"])} for one in part["default_values"]]
        return whole

    return [number(part) for part in components]
