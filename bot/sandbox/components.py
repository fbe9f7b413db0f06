"""Looking into a message's components: rows, sections and containers hold buttons, selects and text."""

from collections.abc import Iterable, Iterator

from bot.sandbox.state import Json

ACTION_ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT = 1, 2, 3, 4, 5
ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 6, 7, 8
TEXT_DISPLAY, LABEL, FILE_UPLOAD = 10, 18, 19
RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 21, 22, 23
SELECTS = frozenset({STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT})
LINK, PREMIUM = 5, 6


def every(components: Iterable[Json]) -> Iterator[Json]:
    """All components, outer before inner, in the order they are read."""
    for component in components:
        yield component
        yield from every(component.get("components", ()))
        for key in ("accessory", "component"):
            if key in component:
                yield from every([component[key]])


def texts(components: Iterable[Json]) -> list[str]:
    """The words of components as they stand on the screen."""
    words: list[str] = []
    for component in every(components):
        kind = component["type"]
        if kind == TEXT_DISPLAY:
            words.append(component["content"])
        elif kind == BUTTON and component.get("label"):
            words.append(component["label"])
        elif kind in SELECTS and component.get("placeholder"):
            words.append(component["placeholder"])
        words += [option["label"] for option in component.get("options", ())]
    return words


def part(of: Json, key: str) -> Json:
    """An object within another; an empty one where it is missing or null."""
    return of.get(key) or {}


def emoji_key(component: Json) -> str | None:
    """A button's emoji as it is written: `🙂`, or `name:id` of a custom one."""
    emoji = component.get("emoji")
    if not emoji:
        return None
    return f"{emoji['name']}:{emoji['id']}" if emoji.get("id") else str(emoji["name"])
