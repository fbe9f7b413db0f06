"""Who may do what in the stand-in, and with which of Discord's codes it says no."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from bot.sandbox.bodies import FILE_LIMIT
from bot.sandbox.permissions import Permission
from bot.sandbox.sending import slowmode_left
from bot.sandbox.state import Channel, Message, ScheduledEvent
from tests.callers import TOKEN, Caller, Scene, opened_scene

NOBODY = 123456789012345678
P = Permission


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with opened_scene() as scene:
        yield scene


def theirs(scene: Scene) -> Message:
    return scene.world.post(scene.general, scene.aoi.id, f"hello <@{scene.bot.id}>")


# --- things that are not there


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/channels/{nobody}", 404, 10003),
        ("POST", "/channels/{nobody}/messages", 404, 10003),
        ("GET", "/guilds/{nobody}", 404, 10004),
        ("GET", "/guilds/{guild}/members/{nobody}", 404, 10013),
        ("GET", "/guilds/{guild}/members/{stranger}", 404, 10007),
        ("GET", "/channels/{general}/messages/{nobody}", 404, 10008),
        ("GET", "/guilds/{guild}/roles/{nobody}", 404, 10011),
        ("PUT", "/guilds/{guild}/members/{aoi}/roles/{nobody}", 404, 10011),
        ("GET", "/users/{nobody}", 404, 10013),
        ("GET", "/applications/{bot}/commands/{nobody}", 404, 10063),
        ("GET", "/guilds/{guild}/voice-states/@me", 404, 10065),
        ("GET", "/guilds/{guild}/scheduled-events/{nobody}", 404, 10070),
        ("GET", "/applications/{nobody}/commands", 403, 20012),
        ("GET", "/guilds/{elsewhere}", 403, 50001),
        ("GET", "/guilds/{elsewhere}/roles", 403, 50001),
        ("GET", "/applications/{bot}/guilds/{elsewhere}/commands", 403, 50001),
    ],
)
async def test_what_is_not_there_has_its_code(
    scene: Scene, method: str, path: str, status: int, code: int
) -> None:
    stranger = scene.world.add_user("stranger")
    names = {
        "nobody": NOBODY,
        "stranger": stranger.id,
        "guild": scene.guild.id,
        "elsewhere": scene.world.add_guild("Elsewhere", stranger).id,
        "general": scene.general.id,
        "aoi": scene.aoi.id,
        "bot": scene.bot.id,
    }
    reply = await scene.call(method, path.format(**names), {"content": "?"} if method == "POST" else None)
    assert (reply.status, reply.code) == (status, code)


async def test_a_known_command_has_no_permissions_of_its_own(scene: Scene) -> None:
    url = f"/applications/{scene.bot.id}/guilds/{scene.guild.id}/commands"
    made = await scene.call("POST", url, {"name": "hi", "description": "Hi"})
    assert (await scene.call("GET", f"{url}/{made.body['id']}/permissions")).code == 10066


# --- seeing and writing


async def test_a_hidden_channel_answers_50001(scene: Scene) -> None:
    scene.deny(P.VIEW_CHANNEL)
    for method, path in (
        ("GET", f"/channels/{scene.general.id}"),
        ("GET", scene.messages_url),
        ("POST", f"/channels/{scene.general.id}/typing"),
    ):
        reply = await scene.call(method, path)
        assert (reply.status, reply.code) == (403, 50001)
    assert (await scene.call("POST", scene.messages_url, {"content": "?"})).code == 50001


@pytest.mark.parametrize(
    ("denied", "body", "files"),
    [
        (P.SEND_MESSAGES, {"content": "?"}, None),
        (P.EMBED_LINKS, {"embeds": [{"title": "?"}]}, None),
        (P.ATTACH_FILES, {}, {"a.txt": b"a"}),
    ],
    ids=["send", "embed", "attach"],
)
async def test_writing_needs_its_permission(
    scene: Scene, denied: int, body: dict[str, object], files: dict[str, bytes] | None
) -> None:
    assert (await scene.call("POST", scene.messages_url, body, files=files)).status == 200
    scene.deny(denied)
    reply = await scene.call("POST", scene.messages_url, body, files=files)
    assert (reply.status, reply.code) == (403, 50013)


async def test_who_may_not_read_the_past_sees_none(scene: Scene) -> None:
    message = await scene.said()
    scene.deny(P.READ_MESSAGE_HISTORY)
    assert (await scene.call("GET", scene.messages_url)).body == []
    assert (await scene.call("GET", f"{scene.messages_url}/{message['id']}")).code == 50001
    reply = {"content": "!", "message_reference": {"message_id": message["id"]}}
    assert (await scene.call("POST", scene.messages_url, reply)).code == 160002


async def test_a_role_can_open_what_everybody_is_denied(scene: Scene) -> None:
    scene.deny(P.SEND_MESSAGES)
    scene.general.overwrites[scene.bot_role.id] = type(scene.general.overwrites[scene.guild.id])(
        scene.bot_role.id, 0, allow=P.SEND_MESSAGES
    )
    await scene.said("through my role")


async def test_administrators_may_everything(scene: Scene) -> None:
    scene.deny(P.VIEW_CHANNEL | P.SEND_MESSAGES)
    scene.grant(P.ADMINISTRATOR)
    await scene.said("still here")


async def test_nobody_writes_in_a_category(scene: Scene) -> None:
    category = scene.world.add_channel(scene.guild, "Rooms", 4)
    assert (await scene.call("POST", f"/channels/{category.id}/messages", {"content": "?"})).code == 50008


async def test_others_messages_cannot_be_edited(scene: Scene) -> None:
    message = theirs(scene)
    url = f"{scene.messages_url}/{message.id}"
    assert (await scene.call("PATCH", url, {"content": "forged"})).code == 50005
    assert (await scene.call("PATCH", url, {"flags": 4})).code == 50013
    scene.grant(P.MANAGE_MESSAGES)
    assert (await scene.call("PATCH", url, {"content": "forged"})).code == 50005
    assert (await scene.call("PATCH", url, {"flags": 4})).body["flags"] == 4


async def test_others_messages_are_deleted_only_by_moderators(scene: Scene) -> None:
    url = f"{scene.messages_url}/{theirs(scene).id}"
    assert (await scene.call("DELETE", url)).code == 50013
    scene.grant(P.MANAGE_MESSAGES)
    assert (await scene.call("DELETE", url)).status == 204


async def test_discords_own_messages_stay_as_they_are(scene: Scene) -> None:
    scene.grant(P.PIN_MESSAGES)
    message = await scene.said()
    await scene.call("PUT", f"/channels/{scene.general.id}/messages/pins/{message['id']}")
    note = max(scene.world.messages[scene.general.id])
    assert (await scene.call("PATCH", f"{scene.messages_url}/{note}", {"content": "?"})).code == 50021
    assert (await scene.call("PUT", f"/channels/{scene.general.id}/pins/{note}")).code == 50021
    assert (await scene.call("POST", f"{scene.messages_url}/{note}/threads", {"name": "?"})).code == 50021
    reply = {"content": "?", "message_reference": {"message_id": str(note)}}
    refused = await scene.call("POST", scene.messages_url, reply)
    assert "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE" in str(refused.body["errors"])


async def test_an_edit_cannot_leave_nothing(scene: Scene) -> None:
    message = await scene.said()
    reply = await scene.call("PATCH", f"{scene.messages_url}/{message['id']}", {"content": ""})
    assert (reply.status, reply.code) == (400, 50006)


async def test_bulk_deletion_takes_two_to_a_hundred_young_messages(scene: Scene) -> None:
    url = f"{scene.messages_url}/bulk-delete"
    ids = [(await scene.said(str(n)))["id"] for n in range(2)]
    assert (await scene.call("POST", url, {"messages": ids})).code == 50013
    scene.grant(P.MANAGE_MESSAGES)
    assert (await scene.call("POST", url, {"messages": ids[:1]})).code == 50016
    assert (await scene.call("POST", url, {"messages": [str(NOBODY + n) for n in range(101)]})).code == 50016
    scene.clock.time += 15 * 86400
    assert (await scene.call("POST", url, {"messages": ids})).code == 50034


async def test_only_the_first_of_an_emoji_needs_permission(scene: Scene) -> None:
    message = theirs(scene)
    scene.world.react(message, scene.aoi.id, "👋")
    scene.deny(P.ADD_REACTIONS)
    url = f"{scene.messages_url}/{message.id}/reactions"
    assert (await scene.call("PUT", f"{url}/{quote('👋')}/@me")).status == 204
    assert (await scene.call("PUT", f"{url}/{quote('🎉')}/@me")).code == 50013
    assert (await scene.call("DELETE", f"{url}/{quote('👋')}/{scene.aoi.id}")).code == 50013
    assert (await scene.call("DELETE", url)).code == 50013


@pytest.mark.parametrize("emoji", ["hello", "ありがとう", "name:123456789012345678", "1", "!"])
async def test_what_is_no_emoji_is_refused(scene: Scene, emoji: str) -> None:
    url = f"{scene.messages_url}/{theirs(scene).id}/reactions/{quote(emoji)}/@me"
    reply = await scene.call("PUT", url)
    assert (reply.status, reply.code) == (400, 10014)


@pytest.mark.parametrize("emoji", ["👋", "❤️", "👩‍👩‍👧", "🇯🇵", "1️⃣", "👋🏽", "⭐", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
async def test_every_kind_of_emoji_is_taken(scene: Scene, emoji: str) -> None:
    url = f"{scene.messages_url}/{theirs(scene).id}/reactions/{quote(emoji)}/@me"
    assert (await scene.call("PUT", url)).status == 204


async def test_a_message_bears_twenty_emojis(scene: Scene) -> None:
    message = theirs(scene)
    for n in range(20):
        scene.world.react(message, scene.aoi.id, chr(0x1F600 + n))
    url = f"{scene.messages_url}/{message.id}/reactions/{quote('👋')}/@me"
    assert (await scene.call("PUT", url)).code == 30010


async def test_pins_need_their_permission_and_end_at_250(scene: Scene) -> None:
    message = await scene.said()
    url = f"/channels/{scene.general.id}/messages/pins/{message['id']}"
    scene.grant(P.MANAGE_MESSAGES)
    assert (await scene.call("PUT", url)).code == 50013
    scene.grant(P.PIN_MESSAGES)
    for _ in range(250):
        scene.world.post(scene.general, scene.aoi.id, "old").pinned_at = 1.0
    assert (await scene.call("PUT", url)).code == 30003


async def test_too_large_a_file_answers_40005(scene: Scene) -> None:
    fits = await scene.call("POST", scene.messages_url, files={"big.bin": bytes(FILE_LIMIT)})
    assert fits.status == 200
    reply = await scene.call("POST", scene.messages_url, files={"big.bin": bytes(FILE_LIMIT + 1)})
    assert (reply.status, reply.code) == (413, 40005)
    huge = await scene.call("POST", scene.messages_url, {"content": "x" * 9_000_000})
    assert (huge.status, huge.code) == (413, 40005)


async def test_people_wait_in_slowmode_and_moderators_do_not(scene: Scene) -> None:
    scene.general.slowmode = 30
    scene.world.post(scene.general, scene.aoi.id, "first")
    scene.world.post(scene.general, scene.owner.id, "first")
    await scene.said("bots never wait")
    scene.clock.time += 10
    assert slowmode_left(scene.world, scene.aoi.id, scene.general) == pytest.approx(20, abs=0.01)
    assert slowmode_left(scene.world, scene.owner.id, scene.general) == 0
    assert slowmode_left(scene.world, scene.bot.id, scene.general) == 0
    scene.clock.time += 21
    assert slowmode_left(scene.world, scene.aoi.id, scene.general) == 0


# --- direct messages


async def dm(scene: Scene) -> str:
    opened = await scene.call("POST", "/users/@me/channels", {"recipient_id": str(scene.aoi.id)})
    return f"/channels/{opened.body['id']}"


async def test_closed_dms_answer_50007(scene: Scene) -> None:
    url = await dm(scene)
    scene.aoi.takes_dms = False
    reply = await scene.call("POST", f"{url}/messages", {"content": "psst"})
    assert (reply.status, reply.code) == (403, 50007)


async def test_without_a_common_server_there_is_no_dm(scene: Scene) -> None:
    url = await dm(scene)
    scene.world.remove_member(scene.guild, scene.aoi.id)
    reply = await scene.call("POST", f"{url}/messages", {"content": "psst"})
    assert (reply.status, reply.code) == (403, 50278)


async def test_bots_and_nobody_get_no_dm(scene: Scene) -> None:
    other = scene.world.add_application("Other", "other")
    reply = await scene.call("POST", "/users/@me/channels", {"recipient_id": str(other.id)})
    assert reply.code == 50007
    reply = await scene.call("POST", "/users/@me/channels", {"recipient_id": str(NOBODY)})
    assert reply.code == 50033


async def test_a_dm_belongs_to_two(scene: Scene) -> None:
    url = await dm(scene)
    other = scene.world.add_application("Other", "other")
    scene.world.install(other, scene.guild, 0)
    stranger = Caller(scene.call.session, scene.call.base, "other")
    assert (await stranger("GET", url)).code == 50001
    mine = await scene.call("POST", f"{url}/messages", {"content": "psst"})
    channel = scene.world.channels[int(mine.body["channel_id"])]
    answer = scene.world.post(channel, scene.aoi.id, "hm?")
    assert (await scene.call("DELETE", f"{url}/messages/{answer.id}")).code == 50003
    assert (await scene.call("POST", f"{url}/messages/bulk-delete", {"messages": []})).code == 50003
    assert (await scene.call("PATCH", url, {"name": "?"})).code == 50024
    assert (await scene.call("DELETE", url)).status == 200


# --- threads


def thread_of(scene: Scene, owner: int | None = None, **details: object) -> Channel:
    return scene.world.add_thread(scene.general, "aside", owner or scene.aoi.id, **details)  # type: ignore[arg-type]


async def test_opening_threads_needs_permission(scene: Scene) -> None:
    message = await scene.said()
    url = f"/channels/{scene.general.id}/threads"
    assert (await scene.call("POST", url, {"name": "secret", "type": 12})).code == 50013
    scene.grant(P.CREATE_PRIVATE_THREADS)
    assert (await scene.call("POST", url, {"name": "secret", "type": 12})).status == 201
    started = f"{scene.messages_url}/{message['id']}/threads"
    assert (await scene.call("POST", started, {"name": "one"})).status == 201
    assert (await scene.call("POST", started, {"name": "two"})).code == 160004
    scene.deny(P.CREATE_PUBLIC_THREADS)
    assert (await scene.call("POST", url, {"name": "open", "type": 11})).code == 50013


async def test_a_private_thread_is_hidden_from_others(scene: Scene) -> None:
    thread = thread_of(scene, kind=12)
    url = f"/channels/{thread.id}"
    assert (await scene.call("GET", url)).code == 50001
    scene.world.join_thread(thread, scene.bot.id)
    assert (await scene.call("GET", url)).status == 200
    listed = (await scene.call("GET", f"/guilds/{scene.guild.id}/threads/active")).body["threads"]
    assert [t["id"] for t in listed] == [str(thread.id)]
    assert [told["id"] for told in scene.told("THREAD_CREATE")] == [str(thread.id)] * 2


async def test_an_archived_thread_refuses_all_but_talk(scene: Scene) -> None:
    thread = thread_of(scene)
    message = scene.world.post(thread, scene.bot.id, "mine")
    assert thread.thread is not None
    thread.thread.archived = True
    url = f"/channels/{thread.id}"
    for method, path, body in (
        ("PATCH", f"{url}/messages/{message.id}", {"content": "?"}),
        ("DELETE", f"{url}/messages/{message.id}", None),
        ("PUT", f"{url}/messages/{message.id}/reactions/{quote('👋')}/@me", None),
        ("PUT", f"{url}/thread-members/@me", None),
        ("PATCH", url, {"name": "?"}),
    ):
        reply = await scene.call(method, path, body)
        assert (reply.status, reply.code) == (400, 50083), path
    assert (await scene.call("POST", f"{url}/messages", {"content": "awake"})).status == 200


async def test_a_locked_thread_is_for_moderators(scene: Scene) -> None:
    thread = thread_of(scene)
    assert thread.thread is not None
    thread.thread.locked = True
    url = f"/channels/{thread.id}"
    assert (await scene.call("POST", f"{url}/messages", {"content": "?"})).code == 160005
    thread.thread.archived = True
    assert (await scene.call("POST", f"{url}/messages", {"content": "?"})).code == 50083
    assert (await scene.call("PATCH", url, {"archived": False})).code == 50013
    scene.grant(P.MANAGE_THREADS)
    assert (await scene.call("POST", f"{url}/messages", {"content": "!"})).status == 200


async def test_threads_are_changed_by_owners_and_moderators(scene: Scene) -> None:
    own, other = thread_of(scene, scene.bot.id), thread_of(scene)
    assert (await scene.call("PATCH", f"/channels/{own.id}", {"name": "mine"})).body["name"] == "mine"
    assert (await scene.call("PATCH", f"/channels/{own.id}", {"locked": True})).code == 50013
    assert (await scene.call("PATCH", f"/channels/{other.id}", {"name": "mine"})).code == 50013
    assert (await scene.call("DELETE", f"/channels/{own.id}")).code == 50013
    scene.grant(P.MANAGE_THREADS)
    assert (await scene.call("PATCH", f"/channels/{other.id}", {"locked": True})).status == 200
    assert (await scene.call("DELETE", f"/channels/{own.id}")).status == 200


async def test_threads_need_a_permission_of_their_own_to_write(scene: Scene) -> None:
    thread = thread_of(scene)
    scene.deny(P.SEND_MESSAGES)
    assert (await scene.call("POST", f"/channels/{thread.id}/messages", {"content": "?"})).status == 200
    scene.deny(P.SEND_MESSAGES_IN_THREADS)
    assert (await scene.call("POST", f"/channels/{thread.id}/messages", {"content": "?"})).code == 50013


# --- hierarchy


async def test_a_bot_gives_only_roles_below_its_own(scene: Scene) -> None:
    low = scene.world.add_role(scene.guild, "low", position=1)
    high = scene.world.add_role(scene.guild, "high", position=9)
    url = f"/guilds/{scene.guild.id}/members/{scene.aoi.id}"
    assert (await scene.call("PUT", f"{url}/roles/{low.id}")).code == 50013
    scene.grant(P.MANAGE_ROLES)
    assert (await scene.call("PUT", f"{url}/roles/{low.id}")).status == 204
    assert (await scene.call("PUT", f"{url}/roles/{high.id}")).code == 50013
    assert (await scene.call("PUT", f"{url}/roles/{scene.bot_role.id}")).code == 50013
    assert (await scene.call("PATCH", url, {"roles": [str(low.id), str(high.id)]})).code == 50013
    assert (await scene.call("PATCH", url, {"roles": []})).body["roles"] == []
    roles = f"/guilds/{scene.guild.id}/roles"
    assert (await scene.call("PATCH", f"{roles}/{high.id}", {"name": "?"})).code == 50013
    assert (await scene.call("PATCH", roles, [{"id": str(low.id), "position": 9}])).code == 50013
    assert (await scene.call("DELETE", f"{roles}/{high.id}")).code == 50013
    assert (await scene.call("DELETE", f"{roles}/{scene.bot_role.id}")).code == 50028


async def test_nobody_grants_what_they_do_not_hold(scene: Scene) -> None:
    scene.grant(P.MANAGE_ROLES | P.MANAGE_CHANNELS)
    roles = f"/guilds/{scene.guild.id}/roles"
    strong = {"name": "strong", "permissions": str(P.ADMINISTRATOR)}
    assert (await scene.call("POST", roles, strong)).code == 50013
    url = f"/channels/{scene.general.id}/permissions/{scene.guild.id}"
    for bits in (P.BAN_MEMBERS, P.MANAGE_ROLES):
        reply = await scene.call("PUT", url, {"type": 0, "allow": str(bits)})
        assert (reply.status, reply.code) == (403, 50013)
    assert (await scene.call("PUT", url, {"type": 0, "deny": str(P.SEND_MESSAGES)})).status == 204


async def test_members_above_the_bot_are_out_of_reach(scene: Scene) -> None:
    scene.grant(P.MANAGE_NICKNAMES | P.KICK_MEMBERS | P.MODERATE_MEMBERS)
    boss = scene.world.add_role(scene.guild, "boss", position=9)
    scene.member.roles.append(boss.id)
    until = {"communication_disabled_until": "2025-06-15T16:00:00+00:00"}
    for user in (scene.aoi, scene.owner):
        url = f"/guilds/{scene.guild.id}/members/{user.id}"
        assert (await scene.call("PATCH", url, {"nick": "?"})).code == 50013
        assert (await scene.call("PATCH", url, until)).code == 50013
        assert (await scene.call("DELETE", url)).code == 50013
    scene.member.roles.remove(boss.id)
    assert (await scene.call("DELETE", f"/guilds/{scene.guild.id}/members/{scene.aoi.id}")).status == 204
    assert scene.aoi.id not in scene.guild.members


async def test_admins_cannot_be_timed_out_nor_anybody_for_long(scene: Scene) -> None:
    scene.grant(P.MODERATE_MEMBERS)
    url = f"/guilds/{scene.guild.id}/members/{scene.aoi.id}"
    long = {"communication_disabled_until": "2025-08-15T16:00:00+00:00"}
    assert (await scene.call("PATCH", url, long)).code == 50035
    admin = scene.world.add_role(scene.guild, "admin", P.ADMINISTRATOR, position=1)
    scene.member.roles.append(admin.id)
    short = {"communication_disabled_until": "2025-06-15T16:00:00+00:00"}
    assert (await scene.call("PATCH", url, short)).code == 50013


async def test_a_refused_change_of_a_member_changes_nothing(scene: Scene) -> None:
    scene.grant(P.MANAGE_NICKNAMES)
    url = f"/guilds/{scene.guild.id}/members/{scene.aoi.id}"
    reply = await scene.call("PATCH", url, {"nick": "Blue", "roles": [], "mute": True})
    assert reply.code == 50013
    assert scene.member.nick is None


async def test_changing_channels_needs_permission(scene: Scene) -> None:
    channels = f"/guilds/{scene.guild.id}/channels"
    url = f"/channels/{scene.general.id}"
    moves = [{"id": str(scene.general.id), "position": 3}]
    assert (await scene.call("POST", channels, {"name": "new"})).code == 50013
    assert (await scene.call("PATCH", channels, moves)).code == 50013
    assert (await scene.call("PATCH", url, {"name": "new"})).code == 50013
    assert (await scene.call("DELETE", url)).code == 50013
    scene.grant(P.MANAGE_CHANNELS)
    assert (await scene.call("PATCH", url, {"type": 2})).code == 50024
    assert (await scene.call("PATCH", url, {"permission_overwrites": []})).code == 50013


# --- how many


async def test_events_end_at_a_hundred(scene: Scene) -> None:
    scene.grant(P.CREATE_EVENTS)
    for n in range(100):
        number = scene.world.ids.next()
        scene.world.add_scheduled_event(
            ScheduledEvent(number, scene.guild.id, scene.aoi.id, str(n), 3, scene.clock.time, location="here")
        )
    body = {
        "name": "One more",
        "privacy_level": 2,
        "entity_type": 3,
        "scheduled_start_time": "2025-06-16T10:00:00+00:00",
        "scheduled_end_time": "2025-06-16T11:00:00+00:00",
        "entity_metadata": {"location": "here"},
    }
    assert (await scene.call("POST", f"/guilds/{scene.guild.id}/scheduled-events", body)).code == 30038


async def test_events_of_others_need_a_manager(scene: Scene) -> None:
    number = scene.world.ids.next()
    event = ScheduledEvent(number, scene.guild.id, scene.aoi.id, "Hers", 3, scene.clock.time, location="here")
    scene.world.add_scheduled_event(event)
    url = f"/guilds/{scene.guild.id}/scheduled-events/{number}"
    assert (await scene.call("PATCH", url, {"name": "Mine"})).code == 50013
    scene.grant(P.CREATE_EVENTS)
    assert (await scene.call("DELETE", url)).code == 50013
    scene.grant(P.MANAGE_EVENTS)
    assert (await scene.call("PATCH", url, {"status": 3})).code == 50035
    assert (await scene.call("PATCH", url, {"status": 4})).body["status"] == 4
    assert (await scene.call("GET", url)).code == 10070


async def test_an_event_cannot_start_in_the_past(scene: Scene) -> None:
    scene.grant(P.CREATE_EVENTS)
    body = {
        "name": "Yesterday",
        "privacy_level": 2,
        "entity_type": 3,
        "scheduled_start_time": "2025-06-01T10:00:00+00:00",
        "scheduled_end_time": "2025-06-16T11:00:00+00:00",
        "entity_metadata": {"location": "here"},
    }
    reply = await scene.call("POST", f"/guilds/{scene.guild.id}/scheduled-events", body)
    assert list(reply.body["errors"]) == ["scheduled_start_time"]


async def test_a_hundred_commands_are_enough(scene: Scene) -> None:
    url = f"/applications/{scene.bot.id}/commands"
    many = [{"name": f"c{n}", "description": "?"} for n in range(100)]
    assert len((await scene.call("PUT", url, many)).body) == 100
    assert (await scene.call("POST", url, {"name": "one-more", "description": "?"})).code == 30032
    assert (await scene.call("POST", url, {"name": "c0", "description": "!"})).status == 200


async def test_broken_bodies_name_every_mistake(scene: Scene) -> None:
    body = {"content": "x" * 2001, "embeds": [{"title": "y" * 257}]}
    reply = await scene.call("POST", scene.messages_url, body)
    assert (reply.status, reply.code) == (400, 50035)
    assert set(reply.body["errors"]) == {"content", "embeds"}
    assert scene.world.messages[scene.general.id] == {}


async def test_the_audit_log_reason_is_taken(scene: Scene) -> None:
    message = await scene.said()
    headers = {"Authorization": f"Bot {TOKEN}", "X-Audit-Log-Reason": quote("さようなら")}
    url = f"{scene.call.base}{scene.messages_url}/{message['id']}"
    async with scene.call.session.delete(url, headers=headers) as response:
        assert response.status == 204


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "!"}}]}}, "poll"),
        ({"content": "x", "message_reference": {"type": 1, "message_id": "1", "channel_id": "1"}}, "forward"),
    ],
)
async def test_what_it_was_not_taught_it_says_loudly(
    scene: Scene, body: dict[str, object], what: str
) -> None:
    reply = await scene.call("POST", scene.messages_url, body)
    assert reply.status == 501
    assert what in reply.body["message"]
    [problem] = scene.standin.problems
    assert what in problem
    scene.standin.problems.clear()


async def test_too_many_requests_wait_their_turn() -> None:
    async with opened_scene(rate_limits=True) as scene:
        replies = [await scene.call("POST", scene.messages_url, {"content": str(n)}) for n in range(6)]
    assert [reply.status for reply in replies] == [200] * 5 + [429]
    refused = replies[-1]
    assert refused.body["message"] == "You are being rate limited."
    assert 0 < refused.body["retry_after"] <= 5
    assert refused.headers["Via"]
    assert replies[0].headers["X-RateLimit-Remaining"] == "4"
