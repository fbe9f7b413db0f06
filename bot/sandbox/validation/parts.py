"""Buttons, selects and what else messages and modals build with."""

from dataclasses import dataclass, field

from bot.sandbox.validation.form import WEB, Form

ACTION_ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT = 1, 2, 3, 4, 5
ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT, SECTION, TEXT_DISPLAY = 6, 7, 8, 9, 10
THUMBNAIL, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 11, 12, 13, 14, 17, 18
FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)

LINK_STYLE, PREMIUM_STYLE = 5, 6
CHANNEL_TYPES = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15)
DEFAULTS_OF = {  # what a select may have chosen beforehand
    USER_SELECT: ("user",),
    ROLE_SELECT: ("role",),
    MENTIONABLE_SELECT: ("user", "role"),
    CHANNEL_SELECT: ("channel",),
}


@dataclass
class Tally:
    """What is counted over a whole message or modal."""

    custom_ids: set[str] = field(default_factory=set[str])
    ids: set[int] = field(default_factory=set[int])
    parts: int = 0
    text: int = 0
    attachments: frozenset[str] | None = None  # the names attachment:// may point at; None: not known


def kind_of(part: Form, allowed: tuple[int, ...], tally: Tally) -> int | None:
    """The type of a component where only some may stand; counts it, and notes an id used twice."""
    tally.parts += 1
    identifier = part.number("id", least=0, most=2**31 - 1)
    if identifier:
        if identifier in tally.ids:
            part.at("id").refuse("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
        tally.ids.add(identifier)
    kind = part.body.get("type")
    if kind is None:
        part.at("type").missing()
    elif isinstance(kind, bool) or kind not in allowed:
        part.spot.refuse("UNION_TYPE_CHOICES", f'Value of field "type" must be one of {allowed}.')
    else:
        return kind
    return None


def check_custom_id(part: Form, tally: Tally, *, required: bool = True) -> str | None:
    custom_id = part.text("custom_id", least=1, most=100, required=required)
    if custom_id is not None:
        if custom_id in tally.custom_ids:
            text = "Component custom id cannot be duplicated"
            part.at("custom_id").refuse("COMPONENT_CUSTOM_ID_DUPLICATED", text)
        tally.custom_ids.add(custom_id)
    return custom_id


def check_emoji(part: Form) -> None:
    emoji = part.form("emoji")
    if emoji is None:
        return
    custom = emoji.snowflake("id")
    name = emoji.text("name", most=32)
    emoji.flag("animated")
    # No emoji of Unicode is written in ASCII alone, so this is a word that was meant as one.
    if custom is None and not emoji.has("id") and (name is None or name.isascii()):
        emoji.at("name").refuse("BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")


def check_button(button: Form, tally: Tally) -> None:
    style = button.choice("style", (1, 2, 3, 4, LINK_STYLE, PREMIUM_STYLE), required=True)
    button.text("label", most=80)
    button.flag("disabled")
    check_emoji(button)
    if style == PREMIUM_STYLE:
        button.snowflake("sku_id", required=True)
        _must_not_have(button, ("custom_id", "url", "label", "emoji"), "A premium button takes only a sku_id")
        return
    if style == LINK_STYLE:
        if not button.has("url"):
            button.at("url").refuse("BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
        button.url("url", (*WEB, "discord"), most=512)
        if button.has("custom_id"):
            text = "A custom id and url cannot both be specified"
            button.at("custom_id").refuse("BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", text)
    elif style is not None:
        if not button.has("custom_id"):
            button.at("custom_id").refuse("BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
        check_custom_id(button, tally, required=False)
        _must_not_have(
            button, ("url", "sku_id"), "Only link buttons take a url, only premium buttons a sku_id"
        )
    if not button.body.get("label") and not button.has("emoji"):
        button.at("label").refuse("BUTTON_COMPONENT_LABEL_REQUIRED", "A label or emoji is required")


def _must_not_have(button: Form, keys: tuple[str, ...], why: str) -> None:
    for key in keys:
        if button.has(key):
            button.at(key).refuse("BUTTON_COMPONENT_FIELD_NOT_ALLOWED", why)


def check_select(select: Form, kind: int, tally: Tally, *, in_modal: bool) -> None:
    check_custom_id(select, tally)
    select.text("placeholder", most=150)
    if select.flag("disabled") and in_modal:
        text = "Modals cannot have disabled components"
        select.at("disabled").refuse("COMPONENT_DISABLED_IN_MODAL", text)
    least, most = check_counts(select, most=25, in_modal=in_modal)
    if kind == STRING_SELECT:
        chosen, offered = check_options(select, least=1, most=25, emoji=True)
        if most > offered > 0 and select.has("max_values"):
            text = "The specified maximum values exceeds the number of options"
            select.at("max_values").refuse("SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", text)
    else:
        chosen = _default_values(select, kind)
        if 0 < chosen < least:
            text = "The specified number of default values is below the specified minimum values"
            select.at("default_values").refuse("SELECT_COMPONENT_TOO_FEW_DEFAULT_VALUES", text)
    if kind == CHANNEL_SELECT:
        check_channel_types(select)
    if chosen > most:
        text = "The specified number of default values exceeds the specified maximum values"
        select.spot.refuse("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", text)


def check_counts(part: Form, *, most: int, in_modal: bool, usual_most: int = 1) -> tuple[int, int]:
    """`min_values` and `max_values`, as they are or as they are when left out."""
    least = part.number("min_values", least=0, most=most)
    greatest = part.number("max_values", least=1, most=most)
    required = part.flag("required")
    if in_modal and required is not False and least == 0:
        text = "Must be at least 1 where an answer is required"
        part.at("min_values").refuse("NUMBER_TYPE_MIN", text)
    least = 1 if least is None else least
    greatest = usual_most if greatest is None else greatest
    if least > greatest:
        text = "The specified minimum values exceeds the specified maximum values"
        part.at("min_values").refuse("SELECT_COMPONENT_MIN_VALUES_TOO_LARGE", text)
    return least, greatest


def check_options(part: Form, *, least: int, most: int, emoji: bool = False) -> tuple[int, int]:
    """The options of a select, radio or checkbox group; how many are chosen beforehand, and of how many."""
    values: set[str] = set()
    chosen = offered = 0
    for option in part.forms("options", least=least, most=most, required=True):
        offered += 1
        option.text("label", least=1, most=100, required=True)
        value = option.text("value", least=1, most=100, required=True)
        option.text("description", most=100)
        chosen += bool(option.flag("default"))
        if emoji:
            check_emoji(option)
        if value is not None and value in values:
            text = "The specified option value is already used"
            option.spot.refuse("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", text)
        elif value is not None:
            values.add(value)
    return chosen, offered


def check_channel_types(part: Form) -> None:
    seen: list[int] = []
    for spot, kind in part.items("channel_types", most=len(CHANNEL_TYPES)):
        if isinstance(kind, bool) or kind not in CHANNEL_TYPES:
            spot.not_one_of(CHANNEL_TYPES)
        elif kind in seen:
            spot.repeated()
        else:
            seen.append(kind)


def _default_values(select: Form, kind: int) -> int:
    chosen = 0
    for value in select.forms("default_values", most=25):
        value.snowflake("id", required=True)
        value.choice("type", DEFAULTS_OF[kind], required=True)
        chosen += 1
    return chosen
