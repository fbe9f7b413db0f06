"""Scheduled events of a server."""

from bot.sandbox import shapes
from bot.sandbox.errors import (
    finished_event,
    invalid_body,
    missing_permissions,
    too_many_scheduled_events,
    unknown_channel,
    unknown_scheduled_event,
    untaught,
    wrong_channel_type,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Call, Route
from bot.sandbox.routes.finding import guild_of, held_in, need, need_in, page
from bot.sandbox.state import Channel, ChannelType, Guild, Json, ScheduledEvent
from bot.sandbox.validation import check_scheduled_event
from bot.sandbox.validation.form import moment_of

_MOST = 100
_EXTERNAL = 3
_HELD_IN = {1: ChannelType.STAGE, 2: ChannelType.VOICE}
_NEXT = {
    ScheduledEvent.SCHEDULED: {ScheduledEvent.ACTIVE, ScheduledEvent.CANCELED},
    ScheduledEvent.ACTIVE: {ScheduledEvent.COMPLETED},
}


def _event(call: Call, guild: Guild) -> ScheduledEvent:
    event = guild.scheduled_events.get(call.id("guild_scheduled_event_id"))
    if event is None:
        raise unknown_scheduled_event()
    return event


def _shown(call: Call, event: ScheduledEvent) -> Json:
    shape = shapes.scheduled_event(event)
    creator = call.world.users.get(event.creator_id)
    if creator is not None:
        shape["creator"] = shapes.user(creator)
    if call.flag("with_user_count"):
        shape["user_count"] = len(event.users)
    return shape


async def listed(call: Call) -> list[Json]:
    return [_shown(call, event) for event in guild_of(call).scheduled_events.values()]


async def fetch(call: Call) -> Json:
    return _shown(call, _event(call, guild_of(call)))


async def create(call: Call) -> Json:
    guild = guild_of(call)
    body = call.form()
    check_scheduled_event(body, editing=False, now=call.world.now())
    _refuse_untaught(body)
    need(call, guild, Permission.CREATE_EVENTS)
    if len(guild.scheduled_events) >= _MOST:
        raise too_many_scheduled_events()
    event = ScheduledEvent(
        call.world.ids.next(), guild.id, call.me, body["name"], int(body["entity_type"]), 0.0
    )
    _apply(call, guild, event, body)
    call.world.add_scheduled_event(event)
    return _shown(call, event)


async def edit(call: Call) -> Json:
    guild = guild_of(call)
    event = _event(call, guild)
    body = call.form()
    moved = body.get("scheduled_start_time") is not None
    check_scheduled_event(body, editing=True, now=call.world.now() if moved else None)
    _refuse_untaught(body)
    _need_to_manage(call, guild, event)
    status = body.get("status")
    if status is not None and status != event.status and status not in _NEXT.get(event.status, set()):
        raise _wrong_status()
    if event.status in ScheduledEvent.OVER:
        raise finished_event()
    _apply(call, guild, event, body)
    call.world.scheduled_event_changed(event)
    return _shown(call, event)


async def delete(call: Call) -> None:
    guild = guild_of(call)
    event = _event(call, guild)
    _need_to_manage(call, guild, event)
    call.world.delete_scheduled_event(event)


async def users(call: Call) -> list[Json]:
    """Who is interested, by id."""
    guild = guild_of(call)
    event = _event(call, guild)
    limit = call.number("limit", 100, least=1, most=100)
    before, after = call.snowflake("before"), call.snowflake("after")
    shapes_of: list[Json] = []
    for user_id in page(event.users, before=before, after=after, limit=limit):
        shape: Json = {
            "guild_scheduled_event_id": str(event.id),
            "user_id": str(user_id),
            "response": 1,
            "user": shapes.user(call.world.users[user_id]),
        }
        if call.flag("with_member") and user_id in guild.members:
            shape["member"] = shapes.member(guild.members[user_id], call.world.users[user_id])
        shapes_of.append(shape)
    return shapes_of


def _refuse_untaught(body: Json) -> None:
    for key in ("image", "recurrence_rule"):
        if body.get(key) is not None:
            raise untaught(f"{key} of a scheduled event")


def _need_to_manage(call: Call, guild: Guild, event: ScheduledEvent) -> None:
    """One's own events need the permission to make some; others' the one to manage them."""
    held = held_in(call, guild)
    own = event.creator_id == call.me and held & Permission.CREATE_EVENTS
    if not own and not held & Permission.MANAGE_EVENTS:
        raise missing_permissions()


def _apply(call: Call, guild: Guild, event: ScheduledEvent, body: Json) -> None:
    """Do what a checked body says, after asking everything that could refuse it."""
    kind = event.entity_type if body.get("entity_type") is None else int(body["entity_type"])
    channel = None if kind == _EXTERNAL else _place(call, guild, event, body, kind)
    event.entity_type = kind
    event.channel_id = None if channel is None else channel.id
    if kind != _EXTERNAL:
        event.location = None
    elif body.get("entity_metadata") is not None:
        event.location = body["entity_metadata"].get("location")
    for key in ("name", "status"):
        if body.get(key) is not None:
            setattr(event, key, body[key])
    if "description" in body:
        event.description = body["description"]
    start = moment_of(body.get("scheduled_start_time"))
    if start is not None:
        event.starts_at = start.timestamp()
    if "scheduled_end_time" in body:
        end = moment_of(body["scheduled_end_time"])
        event.ends_at = None if end is None else end.timestamp()


def _place(call: Call, guild: Guild, event: ScheduledEvent, body: Json, kind: int) -> Channel:
    """The channel an event is held in, which its maker must be able to enter."""
    channel = guild.channels.get(int(body.get("channel_id") or event.channel_id or 0))
    if channel is None:
        raise unknown_channel()
    if channel.type != _HELD_IN[kind]:
        raise wrong_channel_type()
    need_in(call, channel, Permission.VIEW_CHANNEL | Permission.CONNECT)
    return channel


def _wrong_status() -> Exception:
    text = "Cannot change the status in this way."
    error = {"code": "GUILD_SCHEDULED_EVENT_INVALID_STATUS_TRANSITION", "message": text}
    return invalid_body({"status": {"_errors": [error]}})


_EVENTS = "/guilds/{guild_id}/scheduled-events"
_EVENT = _EVENTS + "/{guild_scheduled_event_id}"

ROUTES = [
    Route("GET", _EVENTS, listed),
    Route("POST", _EVENTS, create),
    Route("GET", _EVENT, fetch),
    Route("PATCH", _EVENT, edit),
    Route("DELETE", _EVENT, delete),
    Route("GET", _EVENT + "/users", users),
]
