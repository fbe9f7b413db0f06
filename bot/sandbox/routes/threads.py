"""Threads: opened, changed, joined, listed."""

from collections.abc import Iterable

from bot.sandbox import shapes
from bot.sandbox.errors import (
    archived_thread,
    invalid_body,
    missing_access,
    missing_permissions,
    system_message,
    thread_exists,
    unknown_member,
    untaught,
    wrong_channel_type,
)
from bot.sandbox.intents import Intent
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Answer, Call, Route
from bot.sandbox.routes.finding import (
    channel_of,
    guild_of,
    message_of,
    need_in,
    page,
    readable_channel,
    user_named,
)
from bot.sandbox.state import Channel, ChannelType, Json, MessageType, Thread
from bot.sandbox.validation import check_channel, check_thread
from bot.sandbox.validation.form import moment_of

_PARENTS = {ChannelType.TEXT, ChannelType.NEWS}
_OF_NEWS = {ChannelType.NEWS: ChannelType.NEWS_THREAD}
_MANAGED = {"locked", "rate_limit_per_user"}
_TAUGHT = {"name", "archived", "auto_archive_duration", "locked", "invitable", "rate_limit_per_user"}


def _details(channel: Channel) -> Thread:
    if channel.thread is None:
        raise wrong_channel_type()
    return channel.thread


# --- opened and changed


async def start_from_message(call: Call) -> Answer:
    channel = readable_channel(call)
    message = message_of(call, channel)
    body = call.form()
    check_thread(body, from_message=True)
    if channel.type not in _PARENTS:
        raise wrong_channel_type()
    need_in(call, channel, Permission.CREATE_PUBLIC_THREADS)
    if message.type not in MessageType.OWN_WORDS:
        raise system_message()
    if message.id in call.world.channels:
        raise thread_exists()
    kind = _OF_NEWS.get(channel.type, ChannelType.PUBLIC_THREAD)
    thread = call.world.add_thread(
        channel,
        body["name"],
        call.me,
        kind=kind,
        from_message=message,
        auto_archive_minutes=int(body.get("auto_archive_duration") or 1440),
        slowmode=int(body.get("rate_limit_per_user") or 0),
    )
    return Answer(call.world.channel_shape(thread, call.me), 201)


async def start(call: Call) -> Answer:
    channel = channel_of(call)
    body = call.form()
    check_thread(body, from_message=False)
    if channel.type not in _PARENTS:
        raise wrong_channel_type()
    if body.get("message") is not None:
        raise untaught("posts in forums")
    kind = int(body.get("type") or ChannelType.PRIVATE_THREAD)
    private = kind == ChannelType.PRIVATE_THREAD
    need_in(call, channel, Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS)
    thread = call.world.add_thread(
        channel,
        body["name"],
        call.me,
        kind=kind,
        auto_archive_minutes=int(body.get("auto_archive_duration") or 1440),
        invitable=bool(body.get("invitable", True)),
        slowmode=int(body.get("rate_limit_per_user") or 0),
    )
    return Answer(call.world.channel_shape(thread, call.me), 201)


def edit(call: Call, channel: Channel, body: Json) -> Json:
    """`PATCH /channels/{id}` of a thread."""
    thread = _details(channel)
    check_channel(body, editing=True, kind=channel.type)
    if any(body[key] is not None for key in body.keys() - _TAUGHT):
        raise untaught(f"{', '.join(sorted(body.keys() - _TAUGHT))} of a thread")
    given = {key: value for key, value in body.items() if value is not None}
    _need_to_edit(call, channel, thread, given)
    if "archived" in given and given["archived"] != thread.archived:
        thread.archived = given["archived"]
        thread.archive_changed_at = call.world.now()
    thread.locked = given.get("locked", thread.locked)
    thread.invitable = given.get("invitable", thread.invitable)
    thread.auto_archive_minutes = given.get("auto_archive_duration", thread.auto_archive_minutes)
    channel.name = given.get("name", channel.name)
    channel.slowmode = given.get("rate_limit_per_user", channel.slowmode)
    call.world.channel_changed(channel)
    return call.world.channel_shape(channel, call.me)


def _need_to_edit(call: Call, channel: Channel, thread: Thread, given: Json) -> None:
    """Moderators may all; who opened it may name and close it; who may write may wake it up."""
    reopening = given.get("archived") is False
    if thread.archived and not reopening:
        raise archived_thread()
    if call.world.may(call.me, channel, Permission.MANAGE_THREADS):
        return
    own = thread.owner_id == call.me
    if given.keys() & _MANAGED or thread.locked:
        raise missing_permissions()
    if given.keys() == {"archived"} and reopening:
        need_in(call, channel, Permission.SEND_MESSAGES)
    elif not own:
        raise missing_permissions()


# --- joined and left


async def join(call: Call) -> None:
    channel = channel_of(call)
    _refuse_archived(_details(channel))
    call.world.join_thread(channel, call.me)


async def leave(call: Call) -> None:
    channel = channel_of(call)
    _refuse_archived(_details(channel))
    call.world.leave_thread(channel, call.me)


async def add_member(call: Call) -> None:
    """Somebody else is brought in, by who may write there; into a private thread perhaps only by few."""
    channel = channel_of(call)
    thread = _details(channel)
    _refuse_archived(thread)
    need_in(call, channel, Permission.SEND_MESSAGES)
    private = channel.type == ChannelType.PRIVATE_THREAD
    if private and not thread.invitable and thread.owner_id != call.me:
        need_in(call, channel, Permission.MANAGE_THREADS)
    user = user_named(call)
    guild = call.world.guild_of(channel)
    parent = call.world.channels[channel.parent_id or 0]
    if guild is None or user.id not in guild.members:
        raise unknown_member()
    if not call.world.may(user.id, parent, Permission.VIEW_CHANNEL):
        raise missing_access()
    call.world.join_thread(channel, user.id)


async def remove_member(call: Call) -> None:
    channel = channel_of(call)
    thread = _details(channel)
    _refuse_archived(thread)
    own = channel.type == ChannelType.PRIVATE_THREAD and thread.owner_id == call.me
    if not own:
        need_in(call, channel, Permission.MANAGE_THREADS)
    call.world.leave_thread(channel, user_named(call).id)


def _refuse_archived(thread: Thread) -> None:
    if thread.archived:
        raise archived_thread()


async def fetch_member(call: Call) -> Json:
    channel = channel_of(call)
    user_id = call.me if call.params.get("user_id", "@me") == "@me" else user_named(call).id
    if user_id not in _details(channel).members:
        raise unknown_member()
    return _member(call, channel, user_id, full=call.flag("with_member"))


async def members(call: Call) -> list[Json]:
    """Who is in a thread. Discord lists them only to bots with the members intent."""
    channel = channel_of(call)
    if not call.application.privileged_intents & Intent.GUILD_MEMBERS:
        raise missing_access()
    limit = call.number("limit", 100, least=1, most=100)
    ids = page(_details(channel).members, before=None, after=call.snowflake("after"), limit=limit)
    return [_member(call, channel, user_id, full=call.flag("with_member")) for user_id in ids]


def _member(call: Call, channel: Channel, user_id: int, *, full: bool) -> Json:
    shape = shapes.thread_member(channel, user_id)
    guild = call.world.guild_of(channel)
    if full and guild is not None and user_id in guild.members:
        shape["member"] = shapes.member(guild.members[user_id], call.world.users[user_id])
    return shape


# --- listed


async def active(call: Call) -> Json:
    guild = guild_of(call)
    found = [
        c
        for c in guild.channels.values()
        if c.thread is not None
        and not c.thread.archived
        and call.world.may(call.me, c, Permission.VIEW_CHANNEL)
    ]
    found.sort(key=lambda c: c.id, reverse=True)
    return _listing(call, found) | {"has_more": False}


def _archived(call: Call, channel: Channel, kinds: set[int]) -> list[Channel]:
    found = [
        c
        for c in call.world.guilds[channel.guild_id or 0].channels.values()
        if c.parent_id == channel.id and c.thread is not None and c.thread.archived and c.type in kinds
    ]
    return sorted(found, key=lambda c: (c.thread.archive_changed_at if c.thread else 0.0, c.id), reverse=True)


def _parent(call: Call) -> Channel:
    channel = readable_channel(call)
    if channel.type not in _PARENTS:
        raise wrong_channel_type()
    return channel


async def archived_public(call: Call) -> Json:
    channel = _parent(call)
    kinds = {ChannelType.PUBLIC_THREAD, ChannelType.NEWS_THREAD}
    return _page_by_time(call, _archived(call, channel, kinds))


async def archived_private(call: Call) -> Json:
    channel = _parent(call)
    need_in(call, channel, Permission.MANAGE_THREADS)
    return _page_by_time(call, _archived(call, channel, {ChannelType.PRIVATE_THREAD}))


async def archived_private_mine(call: Call) -> Json:
    channel = _parent(call)
    found = _archived(call, channel, {ChannelType.PRIVATE_THREAD})
    mine = [c for c in found if c.thread is not None and call.me in c.thread.members]
    mine.sort(key=lambda c: c.id, reverse=True)
    before = call.snowflake("before")
    return _limited(call, [c for c in mine if before is None or c.id < before])


def _page_by_time(call: Call, found: list[Channel]) -> Json:
    if "before" not in call.query:
        return _limited(call, found)
    # A client may send "+00:00" without quoting its plus, which then arrives as a blank.
    before = moment_of(call.query["before"].replace(" ", "+"))
    if before is None:
        text = f"Could not parse {call.query['before']}. Should be ISO8601."
        raise invalid_body({"before": {"_errors": [{"code": "DATE_TIME_TYPE_PARSE", "message": text}]}})
    until = before.timestamp()
    return _limited(call, [c for c in found if c.thread is not None and c.thread.archive_changed_at < until])


def _limited(call: Call, found: list[Channel]) -> Json:
    limit = call.number("limit", 50, least=2, most=100)
    return _listing(call, found[:limit]) | {"has_more": len(found) > limit}


def _listing(call: Call, found: Iterable[Channel]) -> Json:
    """Threads, and for those the bot is in, since when."""
    threads = list(found)
    mine = [c for c in threads if c.thread is not None and call.me in c.thread.members]
    return {
        "threads": [call.world.channel_shape(c, call.me) for c in threads],
        "members": [shapes.thread_member(c, call.me) for c in mine],
    }


_THREAD_MEMBERS = "/channels/{channel_id}/thread-members"

ROUTES = [
    Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", start_from_message),
    Route("POST", "/channels/{channel_id}/threads", start),
    Route("GET", _THREAD_MEMBERS, members),
    Route("PUT", _THREAD_MEMBERS + "/@me", join),
    Route("DELETE", _THREAD_MEMBERS + "/@me", leave),
    Route("GET", _THREAD_MEMBERS + "/{user_id}", fetch_member),
    Route("PUT", _THREAD_MEMBERS + "/{user_id}", add_member),
    Route("DELETE", _THREAD_MEMBERS + "/{user_id}", remove_member),
    Route("GET", "/guilds/{guild_id}/threads/active", active),
    Route("GET", "/channels/{channel_id}/threads/archived/public", archived_public),
    Route("GET", "/channels/{channel_id}/threads/archived/private", archived_private),
    Route("GET", "/channels/{channel_id}/users/@me/threads/archived/private", archived_private_mine),
]
