"""The one way to speak with somebody who uses a command, presses a button or fills in a form.

A press or a submitted form finds its handler by its `custom_id`, which carries all that the handler needs. So
both work after a restart, and their errors take the one error path. The library's own view store is not used.
"""

from bot.ui.answering import (
    TRANSIENT,
    TooLate,
    Unreached,
    answer,
    attached,
    hold,
    open_form,
    replace,
    replace_buttons,
    think,
)
from bot.ui.dates import day_words
from bot.ui.drafts import Draft, draft_of, keeping
from bot.ui.meeting import meet, server, zone, zone_is_chosen
from bot.ui.parts import Answers, Buttons, Form, Panel, answers, button, has_button, labelled, picked
from bot.ui.people import (
    Person,
    is_admin,
    is_moderator,
    message_link,
    person,
    plain,
    public,
    quoted,
    reader,
    words,
)
from bot.ui.pictured import Pictured, gallery
from bot.ui.routes import Routes, custom_id, packed, pressed, rebuilds, refuse_others, submitted, unpacked

__all__ = [
    "TRANSIENT",
    "Answers",
    "Buttons",
    "Draft",
    "Form",
    "Panel",
    "Person",
    "Pictured",
    "Routes",
    "TooLate",
    "Unreached",
    "answer",
    "answers",
    "attached",
    "button",
    "custom_id",
    "day_words",
    "draft_of",
    "gallery",
    "has_button",
    "hold",
    "is_admin",
    "is_moderator",
    "keeping",
    "labelled",
    "meet",
    "message_link",
    "open_form",
    "packed",
    "person",
    "picked",
    "plain",
    "pressed",
    "public",
    "quoted",
    "reader",
    "rebuilds",
    "refuse_others",
    "replace",
    "replace_buttons",
    "server",
    "submitted",
    "think",
    "unpacked",
    "words",
    "zone",
    "zone_is_chosen",
]
