"""The components of a message: rows of buttons and selects, and the layouts of components v2."""

from collections.abc import Callable

from bot.sandbox.validation.form import WEB, Form
from bot.sandbox.validation.parts import (
    ACTION_ROW,
    BUTTON,
    CONTAINER,
    FILE,
    MEDIA_GALLERY,
    SECTION,
    SELECTS,
    SEPARATOR,
    TEXT_DISPLAY,
    THUMBNAIL,
    Tally,
    check_button,
    check_select,
    kind_of,
)

MOST_ROWS = 5
MOST_PARTS = 40  # components v2, nested ones counted
MOST_TEXT = 4000  # over all text displays of a message
IN_CONTAINER = (ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR)


def check_rows(body: Form) -> None:
    """Notes every problem in `components` without the components v2 flag: rows only."""
    tally = Tally()
    for row in body.forms("components", most=MOST_ROWS):
        if kind_of(row, (ACTION_ROW,), tally) is not None:
            _row(row, tally)


def check_layout(body: Form, attachments: frozenset[str] | None) -> None:
    """Notes every problem in `components` with the components v2 flag."""
    tally = Tally(attachments=attachments)
    for part in body.forms("components", least=1, most=MOST_PARTS, required=True):
        _part(part, (*IN_CONTAINER, CONTAINER), tally)
    if tally.parts > MOST_PARTS:
        text = f"The total number of components cannot exceed {MOST_PARTS}"
        body.at("components").refuse("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", text)
    if tally.text > MOST_TEXT:
        text = f"Components displayable text size exceeds maximum size of {MOST_TEXT}"
        body.at("components").refuse("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", text)


def _part(part: Form, allowed: tuple[int, ...], tally: Tally) -> None:
    kind = kind_of(part, allowed, tally)
    if kind is not None:
        _CHECKS[kind](part, tally)


def _row(row: Form, tally: Tally) -> None:
    """Five buttons, or one select, which takes the whole width."""
    width = 0
    for part in row.forms("components", least=1, most=5, required=True):
        kind = kind_of(part, (BUTTON, *SELECTS), tally)
        if kind == BUTTON:
            check_button(part, tally)
        elif kind is not None:
            check_select(part, kind, tally, in_modal=False)
        width += 1 if kind == BUTTON else 5
        if width > MOST_ROWS:
            text = "The specified component exceeds the maximum width"
            part.spot.refuse("COMPONENT_LAYOUT_WIDTH_EXCEEDED", text)


def _container(container: Form, tally: Tally) -> None:
    container.number("accent_color", least=0, most=0xFFFFFF)
    container.flag("spoiler")
    for part in container.forms("components", least=1, most=MOST_PARTS, required=True):
        _part(part, IN_CONTAINER, tally)


def _section(section: Form, tally: Tally) -> None:
    for part in section.forms("components", least=1, most=3, required=True):
        _part(part, (TEXT_DISPLAY,), tally)
    accessory = section.form("accessory", required=True)
    if accessory is not None:
        _part(accessory, (BUTTON, THUMBNAIL), tally)


def check_text_display(part: Form, tally: Tally) -> None:
    tally.text += len(part.text("content", least=1, most=MOST_TEXT, required=True) or "")


def _gallery(gallery: Form, tally: Tally) -> None:
    for item in gallery.forms("items", least=1, most=10, required=True):
        _thumbnail(item, tally)


def _thumbnail(part: Form, tally: Tally) -> None:
    part.text("description", least=1, most=1024)
    part.flag("spoiler")
    _media(part, "media", (*WEB, "attachment"), tally)


def _file(part: Form, tally: Tally) -> None:
    part.flag("spoiler")
    _media(part, "file", ("attachment",), tally)


def _separator(part: Form, _: Tally) -> None:
    part.flag("divider")
    part.choice("spacing", (1, 2))


def _media(part: Form, key: str, schemes: tuple[str, ...], tally: Tally) -> None:
    media = part.form(key, required=True)
    if media is None:
        return
    url = media.url("url", schemes, required=True)
    if url is None or tally.attachments is None or not url.startswith("attachment://"):
        return
    if url.removeprefix("attachment://") not in tally.attachments:
        text = "The referenced attachment was not found"
        media.spot.refuse("UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", text)


_CHECKS: dict[int, Callable[[Form, Tally], None]] = {
    ACTION_ROW: _row,
    BUTTON: check_button,
    CONTAINER: _container,
    FILE: _file,
    MEDIA_GALLERY: _gallery,
    SECTION: _section,
    SEPARATOR: _separator,
    TEXT_DISPLAY: check_text_display,
    THUMBNAIL: _thumbnail,
}
