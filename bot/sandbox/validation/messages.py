"""What Discord takes as a message, new or edited, from a bot or through a webhook."""

from collections.abc import Mapping
from typing import Any, cast

from bot.sandbox.errors import empty_message, too_many_attachments
from bot.sandbox.validation.embeds import check_embeds
from bot.sandbox.validation.form import Form, opened, refuse_if_any
from bot.sandbox.validation.layouts import check_layout, check_rows

LONGEST_CONTENT = 2000
MOST_FILES = 10
SUPPRESS_EMBEDS, EPHEMERAL, SUPPRESS_NOTIFICATIONS = 1 << 2, 1 << 6, 1 << 12
VOICE_MESSAGE, COMPONENTS_V2 = 1 << 13, 1 << 15
BOT_FLAGS = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | VOICE_MESSAGE | COMPONENTS_V2
WEBHOOK_FLAGS = BOT_FLAGS | EPHEMERAL
MENTIONABLE = ("roles", "users", "everyone")
FORWARD = 1
LEGACY_FIELDS = {"content": "content", "embeds": "embeds", "poll": "poll", "sticker_ids": "sticker_items"}

Json = Mapping[str, Any]


def check_message(
    body: Any, *, files: int, editing: bool = False, webhook: bool = False, before: Json | None = None
) -> None:
    """Raises `ApiError` when Discord would not take this message.

    `files` is how many come with the request. `webhook` is true for webhooks and for answers to
    interactions. `before` is the message being edited, in Discord's JSON: with it, what an edit would
    leave (nothing at all, old fields under components v2) is judged too.
    """
    if files > MOST_FILES:
        raise too_many_attachments()
    form = opened(body)
    note_message(form, files=files, editing=editing, webhook=webhook, before=before)
    refuse_if_any(form)
    if is_empty(form.body, files=files, editing=editing, before=before):
        raise empty_message()


def note_message(
    form: Form, *, files: int, editing: bool = False, webhook: bool = False, before: Json | None = None
) -> None:
    """Notes every problem of a message, which may stand inside a larger body."""
    form.text("content", most=LONGEST_CONTENT)
    check_embeds(form)
    names = _attachments(form, files, editing=editing, before=before)
    _allowed_mentions(form)
    flags = _flags(form, editing=editing, webhook=webhook)
    old_flags: int = (before or {}).get("flags", 0)
    if (flags | old_flags) & COMPONENTS_V2:
        _no_legacy_fields(form, before if editing else None)
        if form.has("components") or not editing:
            check_layout(form, names)
    else:
        check_rows(form)
    if not editing:
        form.flag("tts")
        form.flag("enforce_nonce")
        _nonce(form)
        _reference(form)
        form.ids("sticker_ids", most=3)
    _poll(form)
    if webhook and not editing:
        form.text("username", least=1, most=80)
        form.url("avatar_url")
        form.text("thread_name", most=100)
        form.ids("applied_tags", most=5)


def is_empty(body: Json, *, files: int, editing: bool, before: Json | None = None) -> bool:
    """Whether nothing would be there to see. An edit of an unknown message is given the benefit."""
    if files or (editing and before is None):
        return False
    kept = before or {}
    if any(body.get(key, kept.get(key)) for key in ("embeds", "components", "attachments", "poll")):
        return False
    if body.get("sticker_ids") or kept.get("sticker_items"):
        return False
    reference = body.get("message_reference")
    if isinstance(reference, dict) and cast("Json", reference).get("type") == FORWARD:
        return False
    content = body.get("content", kept.get("content"))
    return not (isinstance(content, str) and content.strip())


def _flags(form: Form, *, editing: bool, webhook: bool) -> int:
    flags = form.number("flags", least=0, most=2**63 - 1) or 0
    allowed = WEBHOOK_FLAGS if webhook else BOT_FLAGS
    # An edit carries the flags the message already has, whoever set them.
    if not editing and flags & ~allowed:
        text = f"Only the flags in {allowed} can be set here, not {flags & ~allowed}."
        form.at("flags").refuse("MESSAGE_FLAGS_INVALID", text)
    return flags


def _no_legacy_fields(form: Form, before: Json | None) -> None:
    """Under components v2 a message has nothing but components; null and empty lists clear."""
    for key, kept_as in LEGACY_FIELDS.items():
        if key in form.body:
            used = form.body[key] is not None and form.body[key] != []
        else:
            used = bool(before and before.get(kept_as))
        if used:
            text = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.at(key).refuse("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text)


def _attachments(form: Form, files: int, *, editing: bool, before: Json | None) -> frozenset[str] | None:
    """The names the message's attachments will have; None where that cannot be told."""
    kept = {int(old["id"]): str(old["filename"]) for old in (before or {}).get("attachments", [])}
    names: set[str] = set()
    described: set[int] = set()
    told = True
    for part in form.forms("attachments", most=MOST_FILES):
        identifier = part.snowflake("id", required=True)
        name = part.text("filename", least=1, most=1024)
        part.text("description", most=1024)
        part.text("title", most=1024)
        part.flag("is_spoiler")
        if identifier is None:
            continue
        if identifier in described:
            part.at("id").repeated()
        described.add(identifier)
        known = identifier < files or identifier in kept
        if not known and not (editing and before is None):
            part.at("id").refuse("ATTACHMENT_NOT_FOUND", "Attachment data not found")
        name = name or kept.get(identifier)
        told = told and name is not None  # else the file's own name stands, which is not in the body
        names.add(name or "")
    if not told or (editing and before is None):
        return None
    if not form.has("attachments"):
        names = set(kept.values())
    return frozenset(names) if described >= set(range(files)) else None


def _allowed_mentions(form: Form) -> None:
    allowed = form.form("allowed_mentions")
    if allowed is None:
        return
    parsed: list[Any] = []
    for spot, kind in allowed.items("parse", most=len(MENTIONABLE)):
        if kind not in MENTIONABLE:
            spot.not_one_of(MENTIONABLE)
        elif kind in parsed:
            spot.repeated()
        parsed.append(kind)
    allowed.flag("replied_user")
    for kind in ("users", "roles"):
        if allowed.ids(kind, most=100) and kind in parsed:
            text = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            allowed.spot.refuse("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", text)


def _nonce(form: Form) -> None:
    if not form.has("nonce"):
        return
    nonce = form.body["nonce"]
    if isinstance(nonce, bool) or not isinstance(nonce, str | int):
        text = "This field must be a string or integer."
        form.at("nonce").refuse("NONCE_TYPE_INVALID_TYPE", text)
    elif len(str(nonce)) > 25:
        form.at("nonce").refuse("NONCE_TYPE_TOO_LONG", "Must be 25 or fewer characters long.")


def _reference(form: Form) -> None:
    reference = form.form("message_reference")
    if reference is None:
        return
    kind = reference.choice("type", (0, FORWARD))
    reference.snowflake("message_id", required=True)
    reference.snowflake("channel_id", required=kind == FORWARD)
    reference.snowflake("guild_id")
    reference.flag("fail_if_not_exists")


def _poll(form: Form) -> None:
    poll = form.form("poll")
    if poll is None:
        return
    question = poll.form("question", required=True)
    if question is not None:
        question.text("text", least=1, most=300, required=True)
    for answer in poll.forms("answers", least=1, most=10, required=True):
        media = answer.form("poll_media", required=True)
        if media is not None:
            media.text("text", least=1, most=55)
    poll.number("duration", least=1, most=768)
    poll.flag("allow_multiselect")
    poll.choice("layout_type", (1,))
