"""Answers to interactions: which kind may answer which, and what each carries."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.errors import empty_message, too_many_attachments
from bot.sandbox.validation.commands import check_choices
from bot.sandbox.validation.form import Form, opened, refuse_if_any
from bot.sandbox.validation.messages import EPHEMERAL, MOST_FILES, is_empty, note_message
from bot.sandbox.validation.modals import note_modal

PING, COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 1, 2, 3, 4, 5
PONG, MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9

Json = Mapping[str, Any]


def allowed_callbacks(interaction_type: int, *, has_message: bool) -> tuple[int, ...]:
    """The callback types that may answer an interaction; `has_message`: it hangs on a message.

    Launching an Activity (12) is not among them: no application of the stand-in has any.
    """
    if interaction_type == PING:
        return (PONG,)
    if interaction_type == AUTOCOMPLETE:
        return (CHOICES,)
    allowed = {MESSAGE, DEFERRED_MESSAGE}
    if has_message:
        allowed |= {DEFERRED_UPDATE, UPDATE}
    # A form may be closed without a word, whatever opened it; none answers a form.
    allowed.add(DEFERRED_UPDATE if interaction_type == MODAL_SUBMIT else MODAL)
    return tuple(sorted(allowed))


def check_callback(
    body: Any, *, interaction_type: int, has_message: bool, files: int, before: Json | None = None
) -> None:
    """Raises `ApiError` when Discord would not take this answer to an interaction.

    `has_message` is true when the interaction hangs on a message: a component's, or a modal's that a
    component opened. Only then can the message be updated; `before` is that message, in Discord's JSON.
    """
    if files > MOST_FILES:
        raise too_many_attachments()
    form = opened(body)
    allowed = allowed_callbacks(interaction_type, has_message=has_message)
    kind = form.body.get("type")
    if kind is None:
        form.at("type").missing()
    elif isinstance(kind, bool) or kind not in allowed:
        listed = ", ".join(str(one) for one in allowed)
        form.at("type").refuse("BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
    else:
        _data(form, kind, files, before)
    refuse_if_any(form)
    data: Json = form.body.get("data") or {}
    if kind == MESSAGE and is_empty(data, files=files, editing=False):
        raise empty_message()
    if kind == UPDATE and is_empty(data, files=files, editing=True, before=before):
        raise empty_message()


def _data(form: Form, kind: int, files: int, before: Json | None) -> None:
    data = form.form("data", required=kind in (CHOICES, MODAL))
    if data is None:
        return
    if kind == MESSAGE:
        note_message(data, files=files, webhook=True)
    elif kind == UPDATE:
        note_message(data, files=files, webhook=True, editing=True, before=before)
    elif kind == DEFERRED_MESSAGE:
        flags = data.number("flags", least=0)
        if flags is not None and flags & ~EPHEMERAL:
            text = "Only EPHEMERAL can be set on a deferred message."
            data.at("flags").refuse("MESSAGE_FLAGS_INVALID", text)
    elif kind == MODAL:
        note_modal(data)
    elif kind == CHOICES:
        check_choices(data, None)
