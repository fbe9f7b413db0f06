"""Servers, threads, channels, roles, members and scheduled events, made or changed."""

from typing import Any

from bot.sandbox.validation.commands import LOCALES
from bot.sandbox.validation.form import Form, opened, refuse_if_any
from bot.sandbox.validation.messages import note_message

ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
AFK_SECONDS = (60, 300, 900, 1800, 3600)
THREAD_TYPES = (10, 11, 12)
TEXT, VOICE, STAGE, FORUM, MEDIA = 0, 2, 13, 15, 16
CHANNEL_TYPES = (0, 2, 4, 5, 13, 14, 15, 16)
LONGEST_SLOWMODE = 21600
STAGE_EVENT, VOICE_EVENT, EXTERNAL_EVENT = 1, 2, 3


def check_thread(body: Any, *, from_message: bool, files: int = 0) -> None:
    """Raises `ApiError` when Discord would not open this thread; a forum's post carries a `message`."""
    form = opened(body)
    form.text("name", least=1, most=100, required=True)
    form.choice("auto_archive_duration", ARCHIVE_MINUTES)
    form.number("rate_limit_per_user", least=0, most=LONGEST_SLOWMODE)
    if not from_message:
        form.choice("type", THREAD_TYPES)
        form.flag("invitable")
        form.ids("applied_tags", most=5)
        message = form.form("message")
        if message is not None:
            note_message(message, files=files)
    refuse_if_any(form)


def check_channel(body: Any, *, editing: bool, kind: int | None = None) -> None:
    """Raises `ApiError` when Discord would not take this channel, or this change of a channel or thread.

    `kind` is the type of the channel changed: some limits depend on it.
    """
    form = opened(body)
    given = form.choice("type", CHANNEL_TYPES)
    kind = kind if given is None else given
    form.text("name", least=1, most=100, required=not editing)
    form.text("topic", most=4096 if kind in (FORUM, MEDIA) else 1024)
    form.number("position", least=0)
    form.number("rate_limit_per_user", least=0, most=LONGEST_SLOWMODE)
    form.number("default_thread_rate_limit_per_user", least=0, most=LONGEST_SLOWMODE)
    form.choice("default_auto_archive_duration", ARCHIVE_MINUTES)
    form.flag("nsfw")
    form.number("bitrate", least=8000, most=384000)
    form.number("user_limit", least=0, most=10000 if kind == STAGE else 99)
    form.choice("video_quality_mode", (1, 2))
    form.text("rtc_region", most=100)
    form.snowflake("parent_id")
    for overwrite in form.forms("permission_overwrites", most=100):
        note_overwrite(overwrite)
    if editing:
        form.number("flags", least=0)
        form.choice("auto_archive_duration", ARCHIVE_MINUTES)
        form.ids("applied_tags", most=5)
        for key in ("archived", "locked", "invitable"):
            form.flag(key)
    refuse_if_any(form)


def check_guild(body: Any) -> None:
    """Raises `ApiError` when Discord would not take this change of a server."""
    form = opened(body)
    form.text("name", least=2, most=100)
    form.text("description", most=300)
    form.choice("preferred_locale", tuple(sorted(LOCALES)))
    form.choice("afk_timeout", AFK_SECONDS)
    form.snowflake("afk_channel_id")
    form.snowflake("system_channel_id")
    refuse_if_any(form)


def note_overwrite(overwrite: Form) -> None:
    overwrite.snowflake("id", required=True)
    overwrite.choice("type", (0, 1))
    overwrite.bits("allow")
    overwrite.bits("deny")


def check_overwrite(body: Any) -> None:
    """Raises `ApiError` when Discord would not set these permissions; the id stands in the path."""
    form = opened(body)
    form.choice("type", (0, 1), required=True)
    form.bits("allow")
    form.bits("deny")
    refuse_if_any(form)


def check_role(body: Any) -> None:
    """Raises `ApiError` when Discord would not take this role, or this change of one."""
    form = opened(body)
    form.text("name", least=1, most=100)
    form.bits("permissions")
    form.number("color", least=0, most=0xFFFFFF)
    colors = form.form("colors")
    if colors is not None:
        for key in ("primary_color", "secondary_color", "tertiary_color"):
            colors.number(key, least=0, most=0xFFFFFF)
    form.flag("hoist")
    form.flag("mentionable")
    form.text("unicode_emoji", most=100)
    refuse_if_any(form)


def check_member(body: Any) -> None:
    """Raises `ApiError` when Discord would not take this change of a member."""
    form = opened(body)
    form.text("nick", most=32)
    form.ids("roles", most=350)
    form.flag("mute")
    form.flag("deaf")
    form.snowflake("channel_id")
    form.moment("communication_disabled_until")
    form.number("flags", least=0)
    refuse_if_any(form)


def check_scheduled_event(body: Any, *, editing: bool, now: float | None = None) -> None:
    """Raises `ApiError` when Discord would not take this event; with `now`, none may start in the past."""
    form = opened(body)
    new = not editing
    form.text("name", least=1, most=100, required=new)
    form.text("description", most=1000)
    form.choice("privacy_level", (2,), required=new)
    form.choice("status", (1, 2, 3, 4))
    kind = form.choice("entity_type", (STAGE_EVENT, VOICE_EVENT, EXTERNAL_EVENT), required=new)
    start = form.moment("scheduled_start_time", required=new)
    end = form.moment("scheduled_end_time", required=kind == EXTERNAL_EVENT)
    if start is not None and now is not None and start.timestamp() < now:
        text = "Cannot schedule event in the past."
        form.at("scheduled_start_time").refuse("GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", text)
    if start is not None and end is not None and end <= start:
        text = "End time must be after the start time."
        form.at("scheduled_end_time").refuse("GUILD_SCHEDULED_EVENT_END_BEFORE_START", text)
    _place(form, kind, new=new)
    refuse_if_any(form)


def _place(form: Form, kind: int | None, *, new: bool) -> None:
    """Where an event is: in a channel, or somewhere else that has a name."""
    external = kind == EXTERNAL_EVENT
    metadata = form.form("entity_metadata", required=external)
    if metadata is not None:
        metadata.text("location", least=1, most=100, required=external)
    if external and form.has("channel_id"):
        text = "An event outside Discord has no channel."
        form.at("channel_id").refuse("GUILD_SCHEDULED_EVENT_CHANNEL_NOT_ALLOWED", text)
    else:
        form.snowflake("channel_id", required=new and kind in (STAGE_EVENT, VOICE_EVENT))
