"""What the stand-in's REST API answers: messages, files, history, reactions, pins, threads, commands."""

import struct
import zlib
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from bot.sandbox.intents import Intent
from bot.sandbox.permissions import Permission
from tests.callers import Caller, Scene, opened_scene

WAVE, HEART = quote("👋"), quote("❤️")


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with opened_scene() as scene:
        yield scene


def png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunk = struct.pack(">I", len(header)) + b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(chunk[4:]))


# --- the request as such


async def test_json_is_named_exactly_so(scene: Scene) -> None:
    reply = await scene.call("GET", "/users/@me")
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.body["id"] == str(scene.bot.id)


async def test_a_wrong_token_is_told_so(scene: Scene) -> None:
    stranger = Caller(scene.call.session, scene.call.base, "wrong")
    reply = await stranger("GET", "/users/@me")
    assert (reply.status, reply.body) == (401, {"message": "401: Unauthorized", "code": 0})


async def test_an_unknown_route_answers_501_and_is_noted(scene: Scene) -> None:
    reply = await scene.call("GET", f"/guilds/{scene.guild.id}/onboarding")
    assert reply.status == 501
    assert scene.standin.problems == [f"unknown route: GET /guilds/{scene.guild.id}/onboarding"]
    scene.standin.problems.clear()


async def test_the_gateway_is_named_without_a_token(scene: Scene) -> None:
    async with scene.call.session.get(scene.call.base + "/gateway") as response:
        assert await response.json() == {"url": scene.standin.gateway_url}


async def test_broken_json_answers_50109(scene: Scene) -> None:
    headers = {"Authorization": f"Bot {scene.call.token}", "Content-Type": "application/json"}
    url = scene.call.base + scene.messages_url
    for broken in ('{"content":', '{"content":"\\ud83d"}', "[" * 100_000):
        async with scene.call.session.post(url, data=broken, headers=headers) as response:
            assert (response.status, (await response.json())["code"]) == (400, 50109)


async def test_a_body_of_another_kind_is_refused(scene: Scene) -> None:
    headers = {"Authorization": f"Bot {scene.call.token}", "Content-Type": "text/plain"}
    async with scene.call.session.post(
        scene.call.base + scene.messages_url, data="hello", headers=headers
    ) as response:
        assert (response.status, (await response.json())["code"]) == (400, 50035)


async def test_an_id_that_is_none_is_a_form_error(scene: Scene) -> None:
    reply = await scene.call("GET", "/channels/general/messages")
    assert reply.status == 400
    assert reply.body["errors"] == {
        "channel_id": {
            "_errors": [{"code": "NUMBER_TYPE_COERCE", "message": 'Value "general" is not snowflake.'}]
        }
    }


async def test_every_request_is_on_record_without_its_token(scene: Scene) -> None:
    message = await scene.said("for the record")
    [entry] = scene.standin.record.of("rest")
    assert entry.title == f"POST {scene.messages_url}"
    assert entry.detail["request"] == {"content": "for the record"}
    assert (entry.detail["status"], entry.detail["answer"]["id"]) == (200, message["id"])
    assert scene.call.token not in str(entry.shown())


# --- messages


async def test_a_message_is_answered_and_told(scene: Scene) -> None:
    message = await scene.said(f"hello <@{scene.aoi.id}>")
    assert message["content"] == f"hello <@{scene.aoi.id}>"
    assert [user["id"] for user in message["mentions"]] == [str(scene.aoi.id)]
    [told] = scene.told("MESSAGE_CREATE")
    assert told["id"] == message["id"]
    assert told["guild_id"] == str(scene.guild.id)


async def test_blanks_around_words_are_not_kept(scene: Scene) -> None:
    message = await scene.said(
        "\n hello \n", embeds=[{"title": " a ", "fields": [{"name": " b ", "value": " c\n"}]}]
    )
    assert message["content"] == "hello"
    [embed] = message["embeds"]
    assert (embed["title"], embed["fields"][0]["name"], embed["fields"][0]["value"]) == ("a", "b", "c")
    edited = await scene.call("PATCH", f"{scene.messages_url}/{message['id']}", {"content": " bye\n"})
    assert edited.body["content"] == "bye"


async def test_allowed_mentions_decide_who_is_pinged(scene: Scene) -> None:
    text = f"<@{scene.aoi.id}> <@{scene.owner.id}> @everyone"
    nobody = await scene.said(text, allowed_mentions={"parse": []})
    one = await scene.said(text, allowed_mentions={"users": [str(scene.aoi.id)]})
    assert nobody["mentions"] == []
    assert not nobody["mention_everyone"]
    assert [user["id"] for user in one["mentions"]] == [str(scene.aoi.id)]


async def test_the_same_nonce_is_posted_once(scene: Scene) -> None:
    first = await scene.said("once", nonce="n1", enforce_nonce=True)
    again = await scene.said("once more", nonce="n1", enforce_nonce=True)
    other = await scene.said("another", nonce="n2", enforce_nonce=True)
    assert again["id"] == first["id"]
    assert again["content"] == "once"
    assert other["id"] != first["id"]
    assert len(scene.told("MESSAGE_CREATE")) == 2


async def test_a_nonce_is_forgotten_after_some_minutes(scene: Scene) -> None:
    first = await scene.said("now", nonce="n1", enforce_nonce=True)
    scene.clock.time += 600
    later = await scene.said("later", nonce="n1", enforce_nonce=True)
    assert later["id"] != first["id"]


async def test_a_nonce_binds_only_who_enforces_it_and_where(scene: Scene) -> None:
    elsewhere = scene.world.add_channel(scene.guild, "elsewhere")
    first = await scene.said("one", nonce="n1")
    second = await scene.said("two", nonce="n1")
    third = await scene.call(
        "POST", f"/channels/{elsewhere.id}/messages", {"content": "3", "nonce": "n1", "enforce_nonce": True}
    )
    assert len({first["id"], second["id"], third.body["id"]}) == 3


async def test_an_edit_changes_what_it_names_and_nothing_else(scene: Scene) -> None:
    message = await scene.said("before", embeds=[{"title": "kept"}])
    url = f"{scene.messages_url}/{message['id']}"
    reply = await scene.call("PATCH", url, {"content": "after"})
    assert reply.body["content"] == "after"
    assert reply.body["embeds"] == [{"type": "rich", "title": "kept"}]
    assert reply.body["edited_timestamp"] is not None
    assert [told["content"] for told in scene.told("MESSAGE_UPDATE")] == ["after"]


async def test_a_deleted_message_is_gone(scene: Scene) -> None:
    message = await scene.said()
    url = f"{scene.messages_url}/{message['id']}"
    assert (await scene.call("DELETE", url)).status == 204
    assert (await scene.call("GET", url)).code == 10008
    assert [told["id"] for told in scene.told("MESSAGE_DELETE")] == [message["id"]]


async def test_several_messages_go_in_one_event(scene: Scene) -> None:
    scene.grant(Permission.MANAGE_MESSAGES)
    ids = [(await scene.said(str(n)))["id"] for n in range(3)]
    reply = await scene.call("POST", f"{scene.messages_url}/bulk-delete", {"messages": ids})
    assert reply.status == 204
    assert scene.told("MESSAGE_DELETE_BULK")[0]["ids"] == ids
    assert (await scene.call("GET", scene.messages_url)).body == []


async def test_history_pages_in_every_direction(scene: Scene) -> None:
    ids = [(await scene.said(str(n)))["id"] for n in range(10)]

    async def page(**query: str | int) -> list[int]:
        reply = await scene.call("GET", scene.messages_url, **query)
        return [ids.index(message["id"]) for message in reply.body]

    assert await page() == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert await page(limit=2) == [9, 8]
    assert await page(before=ids[5], limit=2) == [4, 3]
    assert await page(after=ids[5], limit=2) == [7, 6]
    assert await page(around=ids[5], limit=3) == [6, 5, 4]
    assert await page(around=ids[0], limit=4) == [3, 2, 1, 0]
    assert await page(after=0, limit=1) == [0]


async def test_history_takes_a_hundred_at_most(scene: Scene) -> None:
    reply = await scene.call("GET", scene.messages_url, limit=101)
    assert (reply.status, list(reply.body["errors"])) == (400, ["limit"])


async def test_a_private_message_is_not_there_for_rest(scene: Scene) -> None:
    secret = scene.world.post(scene.general, scene.bot.id, "only you", flags=64, visible_to=scene.aoi.id)
    assert (await scene.call("GET", scene.messages_url)).body == []
    assert (await scene.call("GET", f"{scene.messages_url}/{secret.id}")).code == 10008


async def test_what_others_wrote_is_blank_without_the_intent(scene: Scene) -> None:
    theirs = scene.world.post(scene.general, scene.aoi.id, "not for bots")
    named = scene.world.post(scene.general, scene.aoi.id, f"<@{scene.bot.id}> for you")
    url = f"{scene.messages_url}/"
    assert (await scene.call("GET", url + str(theirs.id))).body["content"] == ""
    assert (await scene.call("GET", url + str(named.id))).body["content"].endswith("for you")
    scene.bot.privileged_intents = 1 << 15
    assert (await scene.call("GET", url + str(theirs.id))).body["content"] == "not for bots"


async def test_a_reply_shows_what_it_answers(scene: Scene) -> None:
    question = scene.world.post(scene.general, scene.aoi.id, f"<@{scene.bot.id}> ?")
    answer = await scene.said("!", message_reference={"message_id": str(question.id)})
    assert answer["type"] == 19
    assert answer["referenced_message"]["id"] == str(question.id)
    assert [user["id"] for user in answer["mentions"]] == [str(scene.aoi.id)]


async def test_a_reply_to_nothing_is_refused_unless_that_is_fine(scene: Scene) -> None:
    gone = str(scene.world.ids.next())
    strict = {"content": "!", "message_reference": {"message_id": gone}}
    reply = await scene.call("POST", scene.messages_url, strict)
    assert (
        reply.body["errors"]["message_reference"]["_errors"][0]["code"] == "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"
    )
    easy = await scene.said("!", message_reference={"message_id": gone, "fail_if_not_exists": False})
    assert (easy["type"], "message_reference" in easy) == (0, False)


async def test_components_get_numbers_and_defaults(scene: Scene) -> None:
    row = {
        "type": 1,
        "components": [{"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "a"}]}],
    }
    message = await scene.said(components=[row])
    [kept] = message["components"]
    assert (kept["id"], kept["components"][0]["id"]) == (1, 2)
    assert (kept["components"][0]["min_values"], kept["components"][0]["max_values"]) == (1, 1)


async def test_a_layout_takes_the_place_of_content(scene: Scene) -> None:
    layout = {"type": 17, "components": [{"type": 10, "content": f"hi <@{scene.aoi.id}>"}, {"type": 14}]}
    reply = await scene.call("POST", scene.messages_url, {"flags": 1 << 15, "components": [layout]})
    [kept] = reply.body["components"]
    assert reply.body["content"] == ""
    assert (kept["accent_color"], kept["spoiler"]) == (None, False)
    assert kept["components"][1] == {"type": 14, "id": 3, "spacing": 1, "divider": True}
    assert [user["id"] for user in reply.body["mentions"]] == [str(scene.aoi.id)]


# --- files


async def test_a_file_can_be_fetched_again(scene: Scene) -> None:
    body = {"content": "look", "attachments": [{"id": 0, "description": "a dot"}]}
    reply = await scene.call("POST", scene.messages_url, body, files={"my dot.png": png(16, 9)})
    [attachment] = reply.body["attachments"]
    assert (attachment["filename"], attachment["description"]) == ("my_dot.png", "a dot")
    assert (attachment["width"], attachment["height"]) == (16, 9)
    assert attachment["content_type"] == "image/png"
    async with scene.call.session.get(attachment["url"]) as response:
        assert await response.read() == png(16, 9)
        assert response.headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("given", "kept", "title"),
    [
        ("notes.txt", "notes.txt", None),
        ("成果 まとめ.png", "unknown.png", "成果 まとめ"),
        ("../../etc/pass wd", "pass_wd", "pass wd"),
        ("SPOILER_a.png", "SPOILER_a.png", None),
    ],
)
async def test_file_names_are_made_safe(scene: Scene, given: str, kept: str, title: str | None) -> None:
    body = {"attachments": [{"id": 0, "filename": given}]}
    plain = await scene.call("POST", scene.messages_url, body, files={"x": b"x"})
    [attachment] = plain.body["attachments"]
    assert (attachment["filename"], attachment.get("title")) == (kept, title)
    picture = {"embeds": [{"image": {"url": f"attachment://{kept}"}}]}
    shown = await scene.call("POST", scene.messages_url, body | picture, files={"x": b"x"})
    assert shown.body["embeds"][0]["image"]["url"].endswith(f"/{kept}")


async def test_a_page_among_the_files_is_handed_over_and_not_run(scene: Scene) -> None:
    reply = await scene.call("POST", scene.messages_url, files={"evil.html": b"<script>alert(1)</script>"})
    async with scene.call.session.get(reply.body["attachments"][0]["url"]) as response:
        assert response.headers["Content-Disposition"] == "attachment"
        assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (b"GIF89a" + struct.pack("<HH", 3, 4), (3, 4)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 4, 3) + b"\x03", (3, 4)),
        (b"RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 3, 4), (3, 4)),
        (b"RIFF....WEBPVP8L....\x2f" + struct.pack("<I", 2 | 3 << 14) + b"\0" * 8, (3, 4)),
        (b"RIFF....WEBPVP8X....\0\0\0\0" + b"\x02\0\0\x03\0\0", (3, 4)),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"hello", None),
    ],
    ids=["gif", "jpeg", "webp", "webp lossless", "webp extended", "half a png", "text"],
)
async def test_picture_sizes_are_read(scene: Scene, data: bytes, size: tuple[int, int] | None) -> None:
    reply = await scene.call("POST", scene.messages_url, files={"file.bin": data})
    [attachment] = reply.body["attachments"]
    assert (attachment.get("width"), attachment.get("height")) == (size or (None, None))


async def test_a_picture_shown_by_an_embed_is_no_attachment(scene: Scene) -> None:
    body = {"embeds": [{"image": {"url": "attachment://dot.png"}}]}
    reply = await scene.call("POST", scene.messages_url, body, files={"dot.png": png(2, 2)})
    assert reply.body["attachments"] == []
    image = reply.body["embeds"][0]["image"]
    assert (image["width"], image["height"]) == (2, 2)
    async with scene.call.session.get(image["url"]) as response:
        assert await response.read() == png(2, 2)


async def test_an_edit_keeps_the_files_it_names(scene: Scene) -> None:
    first = await scene.call("POST", scene.messages_url, files={"a.txt": b"a", "b.txt": b"b"})
    kept = first.body["attachments"][1]
    url = f"{scene.messages_url}/{first.body['id']}"
    body = {"attachments": [{"id": kept["id"]}, {"id": 0}]}
    reply = await scene.call("PATCH", url, body, files={"c.txt": b"c"})
    assert [a["filename"] for a in reply.body["attachments"]] == ["b.txt", "c.txt"]
    async with scene.call.session.get(first.body["attachments"][0]["url"]) as response:
        assert response.status == 404


# --- reactions and pins


async def test_reactions_are_counted_listed_and_taken_back(scene: Scene) -> None:
    message = await scene.said()
    url = f"{scene.messages_url}/{message['id']}"
    assert (await scene.call("PUT", f"{url}/reactions/{WAVE}/@me")).status == 204
    scene.world.react(scene.world.messages[scene.general.id][int(message["id"])], scene.aoi.id, "👋")
    [reaction] = (await scene.call("GET", url)).body["reactions"]
    assert (reaction["emoji"], reaction["count"], reaction["me"]) == ({"id": None, "name": "👋"}, 2, True)
    who = (await scene.call("GET", f"{url}/reactions/{WAVE}")).body
    assert [user["id"] for user in who] == [str(scene.bot.id), str(scene.aoi.id)]
    rest = (await scene.call("GET", f"{url}/reactions/{WAVE}", after=scene.bot.id, limit=1)).body
    assert [user["id"] for user in rest] == [str(scene.aoi.id)]
    assert (await scene.call("DELETE", f"{url}/reactions/{WAVE}/@me")).status == 204
    assert [told["user_id"] for told in scene.told("MESSAGE_REACTION_REMOVE")] == [str(scene.bot.id)]


async def test_a_moderator_clears_reactions(scene: Scene) -> None:
    scene.grant(Permission.MANAGE_MESSAGES)
    message = scene.world.post(scene.general, scene.aoi.id, "hi")
    for emoji in ("👋", "❤️"):
        scene.world.react(message, scene.aoi.id, emoji)
    url = f"{scene.messages_url}/{message.id}/reactions"
    assert (await scene.call("DELETE", f"{url}/{HEART}")).status == 204
    assert list(message.reactions) == ["👋"]
    assert (await scene.call("DELETE", f"{url}/{WAVE}/{scene.aoi.id}")).status == 204
    assert (await scene.call("DELETE", url)).status == 204
    assert message.reactions == {}


@pytest.mark.parametrize("old", [False, True], ids=["present routes", "older routes"])
async def test_a_pin_is_listed_and_announced(scene: Scene, old: bool) -> None:
    scene.grant(Permission.PIN_MESSAGES)
    message = await scene.said("keep this")
    pins = f"/channels/{scene.general.id}/" + ("pins" if old else "messages/pins")
    assert (await scene.call("PUT", f"{pins}/{message['id']}")).status == 204
    listed = (await scene.call("GET", pins)).body
    [pinned] = listed if old else [item["message"] for item in listed["items"]]
    assert (pinned["id"], pinned["pinned"]) == (message["id"], True)
    assert [told["type"] for told in scene.told("MESSAGE_CREATE")] == [0, 6]
    assert (await scene.call("DELETE", f"{pins}/{message['id']}")).status == 204
    assert (await scene.call("GET", pins)).body == ([] if old else {"items": [], "has_more": False})
    assert scene.told("CHANNEL_PINS_UPDATE")[1]["last_pin_timestamp"] is None


# --- threads


async def test_a_thread_starts_from_a_message(scene: Scene) -> None:
    message = await scene.said("long story")
    reply = await scene.call("POST", f"{scene.messages_url}/{message['id']}/threads", {"name": "story"})
    thread = reply.body
    assert (thread["id"], thread["parent_id"]) == (message["id"], str(scene.general.id))
    assert thread["message_count"] == 0
    [starter] = (await scene.call("GET", f"/channels/{thread['id']}/messages")).body
    assert (starter["type"], starter["referenced_message"]["id"]) == (21, message["id"])
    shown = (await scene.call("GET", f"{scene.messages_url}/{message['id']}")).body
    assert (shown["thread"]["name"], shown["flags"]) == ("story", 1 << 5)


async def test_a_thread_without_a_message_is_announced(scene: Scene) -> None:
    body = {"name": "aside", "type": 11, "auto_archive_duration": 60}
    thread = (await scene.call("POST", f"/channels/{scene.general.id}/threads", body)).body
    assert thread["thread_metadata"]["auto_archive_duration"] == 60
    [note] = (await scene.call("GET", scene.messages_url)).body
    assert (note["type"], note["content"]) == (18, "aside")
    assert note["message_reference"]["channel_id"] == thread["id"]


async def test_people_come_and_go_in_a_thread(scene: Scene) -> None:
    thread = scene.world.add_thread(scene.general, "aside", scene.owner.id)
    url = f"/channels/{thread.id}/thread-members"
    assert (await scene.call("PUT", f"{url}/@me")).status == 204
    assert (await scene.call("PUT", f"{url}/{scene.aoi.id}")).status == 204
    assert (await scene.call("GET", url)).code == 50001
    scene.bot.privileged_intents = Intent.GUILD_MEMBERS
    members = (await scene.call("GET", url, with_member="true")).body
    ids = {m["user_id"] for m in members}
    assert ids == {str(scene.owner.id), str(scene.bot.id), str(scene.aoi.id)}
    assert all(m["member"]["user"]["id"] == m["user_id"] for m in members)
    scene.grant(Permission.MANAGE_THREADS)
    assert (await scene.call("DELETE", f"{url}/{scene.aoi.id}")).status == 204
    assert (await scene.call("GET", f"{url}/{scene.aoi.id}")).code == 10007
    assert (await scene.call("DELETE", f"{url}/@me")).status == 204


async def test_who_is_mentioned_in_a_thread_joins_it(scene: Scene) -> None:
    thread = scene.world.add_thread(scene.general, "aside", scene.bot.id)
    await scene.call("POST", f"/channels/{thread.id}/messages", {"content": f"<@{scene.aoi.id}> come in"})
    assert thread.thread is not None
    assert scene.aoi.id in thread.thread.members


async def test_threads_are_listed_while_active_and_when_archived(scene: Scene) -> None:
    made = [scene.world.add_thread(scene.general, str(n), scene.bot.id) for n in range(3)]
    active = (await scene.call("GET", f"/guilds/{scene.guild.id}/threads/active")).body
    assert [thread["name"] for thread in active["threads"]] == ["2", "1", "0"]
    assert len(active["members"]) == 3
    for thread in made:
        scene.clock.time += 60
        await scene.call("PATCH", f"/channels/{thread.id}", {"archived": True})
    url = f"/channels/{scene.general.id}/threads/archived/public"
    first = (await scene.call("GET", url, limit=2)).body
    assert ([t["name"] for t in first["threads"]], first["has_more"]) == (["2", "1"], True)
    before = first["threads"][1]["thread_metadata"]["archive_timestamp"]
    second = (await scene.call("GET", url, before=before)).body
    assert ([t["name"] for t in second["threads"]], second["has_more"]) == (["0"], False)


async def test_a_message_wakes_an_archived_thread(scene: Scene) -> None:
    thread = scene.world.add_thread(scene.general, "aside", scene.bot.id)
    await scene.call("PATCH", f"/channels/{thread.id}", {"archived": True})
    await scene.call("POST", f"/channels/{thread.id}/messages", {"content": "again"})
    updates = [told["thread_metadata"]["archived"] for told in scene.told("THREAD_UPDATE")]
    assert updates == [True, False]


# --- commands


def command(name: str = "thanks", **more: object) -> dict[str, object]:
    return {"name": name, "description": "Say thanks", "type": 1, **more}


async def test_commands_keep_their_ids_when_they_are_put_again(scene: Scene) -> None:
    url = f"/applications/{scene.bot.id}/commands"
    first = (await scene.call("PUT", url, [command(), command("balance")])).body
    second = (await scene.call("PUT", url, [command(), command("balance", description="New")])).body
    assert [c["id"] for c in first] == [c["id"] for c in second]
    assert first[0]["version"] == second[0]["version"]
    assert first[1]["version"] != second[1]["version"]


async def test_localizations_are_listed_when_asked_for(scene: Scene) -> None:
    url = f"/applications/{scene.bot.id}/commands"
    option = {"type": 3, "name": "for", "description": "What for", "name_localizations": {"ja": "理由"}}
    await scene.call("PUT", url, [command(name_localizations={"ja": "ありがとう"}, options=[option])])
    [full] = (await scene.call("GET", url, with_localizations="true")).body
    [plain] = (await scene.call("GET", url)).body
    assert full["name_localizations"] == {"ja": "ありがとう"}
    assert full["options"][0]["name_localizations"] == {"ja": "理由"}
    assert "name_localizations" not in plain
    assert "name_localizations" not in plain["options"][0]


async def test_one_command_is_added_changed_and_removed(scene: Scene) -> None:
    url = f"/applications/{scene.bot.id}/guilds/{scene.guild.id}/commands"
    made = await scene.call("POST", url, command(default_member_permissions="32"))
    again = await scene.call("POST", url, command(description="Newer"))
    assert (made.status, again.status, again.body["id"]) == (201, 200, made.body["id"])
    assert made.body["guild_id"] == str(scene.guild.id)
    changed = await scene.call("PATCH", f"{url}/{made.body['id']}", {"description": "Newest"})
    assert changed.body["description"] == "Newest"
    assert (await scene.call("DELETE", f"{url}/{made.body['id']}")).status == 204
    assert (await scene.call("GET", f"{url}/{made.body['id']}")).code == 10063
    assert (await scene.call("GET", f"{url}/permissions")).body == []


async def test_commands_everywhere_and_in_a_server_are_apart(scene: Scene) -> None:
    await scene.call("PUT", f"/applications/{scene.bot.id}/commands", [command()])
    url = f"/applications/{scene.bot.id}/guilds/{scene.guild.id}/commands"
    assert (await scene.call("GET", url)).body == []
    await scene.call("PUT", url, [command("here")])
    everywhere = (await scene.call("GET", f"/applications/{scene.bot.id}/commands")).body
    assert [c["name"] for c in everywhere] == ["thanks"]


# --- servers, members, roles, channels


async def test_a_server_is_counted_when_asked(scene: Scene) -> None:
    url = f"/guilds/{scene.guild.id}"
    assert "approximate_member_count" not in (await scene.call("GET", url)).body
    assert (await scene.call("GET", url, with_counts="1")).body["approximate_member_count"] == 3
    [mine] = (await scene.call("GET", "/users/@me/guilds", with_counts="1")).body
    assert (mine["id"], mine["approximate_member_count"]) == (str(scene.guild.id), 3)


async def test_members_are_found_by_name(scene: Scene) -> None:
    scene.member.nick = "Blue"
    url = f"/guilds/{scene.guild.id}/members/search"
    for query in ("aoi", "AO", "blu"):
        found = (await scene.call("GET", url, query=query, limit=5)).body
        assert [m["user"]["id"] for m in found] == [str(scene.aoi.id)]
    assert (await scene.call("GET", url, query="nobody")).body == []


async def test_all_members_are_listed_only_with_the_intent(scene: Scene) -> None:
    url = f"/guilds/{scene.guild.id}/members"
    assert (await scene.call("GET", url, limit=10)).code == 50001
    scene.bot.privileged_intents = 1 << 1
    listed = (await scene.call("GET", url, limit=2)).body
    assert [m["user"]["id"] for m in listed] == [str(scene.owner.id), str(scene.bot.id)]
    rest = (await scene.call("GET", url, limit=2, after=scene.bot.id)).body
    assert [m["user"]["id"] for m in rest] == [str(scene.aoi.id)]


async def test_a_role_is_made_given_moved_and_removed(scene: Scene) -> None:
    scene.grant(Permission.MANAGE_ROLES)
    url = f"/guilds/{scene.guild.id}/roles"
    made = (await scene.call("POST", url, {"name": "Listener", "color": 255})).body
    assert (made["name"], made["color"], made["position"]) == ("Listener", 255, 1)
    given = f"/guilds/{scene.guild.id}/members/{scene.aoi.id}/roles/{made['id']}"
    assert (await scene.call("PUT", given)).status == 204
    assert scene.told("GUILD_MEMBER_UPDATE")[0]["roles"] == [made["id"]]
    assert (await scene.call("GET", f"{url}/member-counts")).body[made["id"]] == 1
    assert (await scene.call("PATCH", f"{url}/{made['id']}", {"name": "Ear"})).body["name"] == "Ear"
    other = (await scene.call("POST", url, {"name": "Other"})).body
    assert (await scene.call("PATCH", url, [{"id": other["id"], "position": 2}])).code == 50013
    scene.bot_role.position = 3
    moved = (await scene.call("PATCH", url, [{"id": other["id"], "position": 2}])).body
    assert next(r["position"] for r in moved if r["id"] == other["id"]) == 2
    assert (await scene.call("DELETE", given)).status == 204
    assert (await scene.call("DELETE", f"{url}/{made['id']}")).status == 204
    assert [told["role_id"] for told in scene.told("GUILD_ROLE_DELETE")] == [made["id"]]


async def test_a_member_is_renamed_and_timed_out(scene: Scene) -> None:
    scene.grant(Permission.MANAGE_NICKNAMES | Permission.MODERATE_MEMBERS)
    url = f"/guilds/{scene.guild.id}/members/{scene.aoi.id}"
    renamed = (await scene.call("PATCH", url, {"nick": "Blue"})).body
    assert renamed["nick"] == "Blue"
    until = "2025-06-15T16:00:00+00:00"
    quiet = (await scene.call("PATCH", url, {"communication_disabled_until": until})).body
    assert quiet["communication_disabled_until"].startswith("2025-06-15T16:00:00")
    assert not scene.world.may(scene.aoi.id, scene.general, Permission.SEND_MESSAGES)
    mine = (await scene.call("PATCH", f"/guilds/{scene.guild.id}/members/@me", {"nick": "En"})).body
    assert (mine["user"]["id"], mine["nick"]) == (str(scene.bot.id), "En")


async def test_somebody_in_voice_is_moved_muted_and_sent_out(scene: Scene) -> None:
    scene.grant(Permission.MOVE_MEMBERS | Permission.MUTE_MEMBERS)
    rooms = [scene.world.add_channel(scene.guild, name, 2) for name in ("one", "two")]
    url = f"/guilds/{scene.guild.id}/members/{scene.aoi.id}"
    state = f"/guilds/{scene.guild.id}/voice-states/{scene.aoi.id}"
    assert (await scene.call("GET", state)).code == 10065
    assert (await scene.call("PATCH", url, {"mute": True})).code == 40032
    scene.world.join_voice(scene.guild, scene.aoi.id, rooms[0])
    await scene.call("PATCH", url, {"channel_id": str(rooms[1].id), "mute": True})
    shown = (await scene.call("GET", state)).body
    assert (shown["channel_id"], shown["mute"]) == (str(rooms[1].id), True)
    await scene.call("PATCH", url, {"channel_id": None})
    assert scene.told("VOICE_STATE_UPDATE")[-1]["channel_id"] is None


async def test_a_server_is_renamed_and_gets_its_channels(scene: Scene) -> None:
    url = f"/guilds/{scene.guild.id}"
    study = scene.world.add_channel(scene.guild, "study", 2)
    asked = {"name": "Veranda", "system_channel_id": str(scene.general.id), "afk_channel_id": str(study.id)}
    assert (await scene.call("PATCH", url, asked)).code == 50013
    scene.grant(Permission.MANAGE_GUILD)
    changed = (await scene.call("PATCH", url, asked)).body
    assert {key: changed[key] for key in asked} == asked
    assert scene.told("GUILD_UPDATE")[0]["name"] == "Veranda"
    assert (await scene.call("PATCH", url, {"afk_channel_id": None})).body["afk_channel_id"] is None
    assert (await scene.call("PATCH", url, {"name": "V"})).code == 50035
    assert (await scene.call("PATCH", url, {"system_channel_id": str(study.id)})).code == 50024
    assert (await scene.call("PATCH", url, {"system_channel_id": "1"})).code == 10003
    assert (await scene.call("PATCH", url, {"verification_level": 1})).status == 501
    assert "verification_level" in scene.standin.problems.pop()


async def test_channels_are_made_changed_moved_and_removed(scene: Scene) -> None:
    scene.grant(Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES)
    url = f"/guilds/{scene.guild.id}/channels"
    category = (await scene.call("POST", url, {"name": "Rooms", "type": 4})).body
    made = (await scene.call("POST", url, {"name": "Quiet Room", "parent_id": category["id"]})).body
    assert (made["name"], made["parent_id"]) == ("quiet-room", category["id"])
    changed = await scene.call(
        "PATCH", f"/channels/{made['id']}", {"topic": "hush", "rate_limit_per_user": 5}
    )
    assert (changed.body["topic"], changed.body["rate_limit_per_user"]) == ("hush", 5)
    stays = {"id": str(scene.general.id), "position": scene.general.position}
    assert (await scene.call("PATCH", url, [{"id": made["id"], "position": 9}, stays])).status == 204
    assert {told["id"] for told in scene.told("CHANNEL_UPDATE")} == {made["id"]}
    allowed = f"/channels/{made['id']}/permissions/{scene.aoi.id}"
    body = {"type": 1, "allow": "0", "deny": str(Permission.SEND_MESSAGES)}
    assert (await scene.call("PUT", allowed, body)).status == 204
    channel = scene.world.channels[int(made["id"])]
    assert not scene.world.may(scene.aoi.id, channel, Permission.SEND_MESSAGES)
    assert (await scene.call("DELETE", allowed)).status == 204
    assert (await scene.call("DELETE", f"/channels/{category['id']}")).status == 200
    assert (await scene.call("GET", f"/channels/{made['id']}")).body["parent_id"] is None
    names = [c["name"] for c in (await scene.call("GET", url)).body]
    assert names == ["general", "quiet-room"]


async def test_typing_is_told(scene: Scene) -> None:
    assert (await scene.call("POST", f"/channels/{scene.general.id}/typing")).status == 204
    assert [told["user_id"] for told in scene.told("TYPING_START")] == [str(scene.bot.id)]


async def test_a_bot_leaves_a_server(scene: Scene) -> None:
    assert (await scene.call("DELETE", f"/users/@me/guilds/{scene.guild.id}")).status == 204
    assert scene.bot.id not in scene.guild.members
    assert (await scene.call("GET", f"/guilds/{scene.guild.id}")).code == 50001


async def test_a_dm_is_opened_once(scene: Scene) -> None:
    body = {"recipient_id": str(scene.aoi.id)}
    first = (await scene.call("POST", "/users/@me/channels", body)).body
    again = (await scene.call("POST", "/users/@me/channels", body)).body
    assert first["id"] == again["id"]
    assert [user["id"] for user in first["recipients"]] == [str(scene.aoi.id)]
    sent = await scene.call("POST", f"/channels/{first['id']}/messages", {"content": "psst"})
    assert (sent.status, sent.body["content"]) == (200, "psst")


async def test_the_application_says_what_it_is(scene: Scene) -> None:
    for path in ("/oauth2/applications/@me", "/applications/@me"):
        assert (await scene.call("GET", path)).body["name"] == "Engawa"
    changed = await scene.call("PATCH", "/applications/@me", {"description": "A porch", "tags": ["thanks"]})
    assert (changed.body["description"], changed.body["tags"]) == ("A porch", ["thanks"])


# --- scheduled events


def event(scene: Scene, **more: object) -> dict[str, object]:
    return {
        "name": "Study hour",
        "privacy_level": 2,
        "scheduled_start_time": "2025-06-16T10:00:00+00:00",
        "scheduled_end_time": "2025-06-16T11:00:00+00:00",
        "entity_type": 3,
        "entity_metadata": {"location": "the porch"},
        **more,
    }


async def test_an_event_is_made_changed_followed_and_removed(scene: Scene) -> None:
    scene.grant(Permission.CREATE_EVENTS)
    url = f"/guilds/{scene.guild.id}/scheduled-events"
    made = (await scene.call("POST", url, event(scene))).body
    assert (made["entity_metadata"], made["creator"]["id"]) == ({"location": "the porch"}, str(scene.bot.id))
    scene.world.follow(scene.guild.scheduled_events[int(made["id"])], scene.aoi.id)
    [listed] = (await scene.call("GET", url, with_user_count="true")).body
    assert listed["user_count"] == 1
    who = (await scene.call("GET", f"{url}/{made['id']}/users", with_member="true")).body
    assert (who[0]["user"]["id"], who[0]["member"]["user"]["id"]) == (str(scene.aoi.id),) * 2
    started = await scene.call("PATCH", f"{url}/{made['id']}", {"status": 2, "name": "Now"})
    assert (started.body["status"], started.body["name"]) == (2, "Now")
    assert (await scene.call("DELETE", f"{url}/{made['id']}")).status == 204
    names = [name for name, _ in scene.events if name.startswith("GUILD_SCHEDULED_EVENT")]
    assert [name.removeprefix("GUILD_SCHEDULED_EVENT_") for name in names] == [
        "CREATE",
        "USER_ADD",
        "UPDATE",
        "DELETE",
    ]


async def test_an_event_in_voice_needs_its_channel(scene: Scene) -> None:
    scene.grant(Permission.CREATE_EVENTS)
    room = scene.world.add_channel(scene.guild, "room", 2)
    url = f"/guilds/{scene.guild.id}/scheduled-events"
    inside = event(scene, entity_type=2, entity_metadata=None, channel_id=str(room.id))
    made = await scene.call("POST", url, inside)
    assert made.body["channel_id"] == str(room.id)
    wrong = await scene.call("POST", url, inside | {"channel_id": str(scene.general.id)})
    assert wrong.code == 50024
