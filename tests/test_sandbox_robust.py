"""However broken a body is, the stand-in says what is wrong with it and goes on."""

import copy
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.permissions import Permission
from tests.callers import Scene, opened_scene

JUNK: list[Any] = [
    *(None, True, False, 0, -1, 3, 2**63, 2**70, 1.5, 1e308),
    *("", "x", "123", "a" * 5000, "attachment://a.png", "\ud800", "٣", "１２"),
    *("2025-01-01", "0001-01-01T00:00:00Z", "99999999-01-01T00:00:00Z"),
    *([], {}, [None], [[]], [1], ["x"], {"a": 1}, {"id": "1"}, {"type": 2}),
]


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with opened_scene() as scene:
        scene.grant(Permission.ALL)
        yield scene


def bodies(scene: Scene) -> list[tuple[str, str, Any]]:
    """A sound body for every kind of thing a bot sends."""
    guild, general, aoi = f"/guilds/{scene.guild.id}", f"/channels/{scene.general.id}", str(scene.aoi.id)
    role = scene.world.add_role(scene.guild, "role", position=1)
    room = scene.world.add_channel(scene.guild, "room", 2)
    thread = scene.world.add_thread(scene.general, "thread", scene.bot.id)
    message = scene.world.post(scene.general, scene.bot.id, "hello")
    scene.world.join_voice(scene.guild, scene.aoi.id, room)
    button = {"type": 2, "style": 1, "label": "l", "custom_id": "b", "emoji": {"name": "👋", "id": None}}
    option = {"label": "a", "value": "b", "default": True}
    picker = {"type": 3, "custom_id": "s", "options": [option], "min_values": 0, "max_values": 1}
    media = {"url": "attachment://a.png"}
    layout = [
        {
            "type": 17,
            "components": [
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "x"}],
                    "accessory": {"type": 11, "media": media},
                },
                {"type": 12, "items": [{"media": media, "description": "d"}]},
                {"type": 13, "file": media},
            ],
        }
    ]
    embed = {"title": "t", "color": 5, "fields": [{"name": "a", "value": "b"}], "image": media}
    rich = {
        "content": f"hi <@{aoi}>",
        "embeds": [embed | {"author": {"name": "a", "icon_url": media["url"]}, "footer": {"text": "f"}}],
        "components": [{"type": 1, "components": [button]}, {"type": 1, "components": [picker]}],
        "allowed_mentions": {"parse": ["users"], "roles": [str(role.id)]},
        "attachments": [{"id": 0, "description": "d", "filename": "b.png"}],
    }
    reply = {"message_id": str(message.id), "type": 0, "fail_if_not_exists": False}
    choice = {"name": "a", "value": "b", "name_localizations": {"ja": "い"}}
    words = {"type": 3, "name": "o", "description": "d", "required": True, "choices": [choice]}
    count = {"type": 4, "name": "i", "description": "d", "min_value": 1, "max_value": 3}
    command = {
        "name": "abc",
        "description": "d",
        "options": [words, count],
        "default_member_permissions": "8",
    }
    overwrite = {"id": str(role.id), "type": 0, "allow": "1024", "deny": "2048"}
    event = {
        "name": "n",
        "privacy_level": 2,
        "scheduled_start_time": "2025-07-16T10:00:00+00:00",
        "scheduled_end_time": "2025-07-16T11:00:00+00:00",
        "entity_type": 3,
        "entity_metadata": {"location": "x"},
    }
    member = {"nick": "n", "roles": [str(role.id)], "mute": True, "channel_id": str(room.id)}
    return [
        ("POST", f"{general}/messages", rich | {"message_reference": reply, "nonce": "n"}),
        ("PATCH", f"{general}/messages/{message.id}", rich),
        ("POST", f"{general}/messages", {"flags": 1 << 15, "components": layout, "attachments": [{"id": 0}]}),
        ("POST", f"{general}/threads", {"name": "t", "type": 11, "auto_archive_duration": 60}),
        ("PATCH", f"/channels/{thread.id}", {"name": "t", "archived": False, "auto_archive_duration": 60}),
        ("PUT", f"/applications/{scene.bot.id}/commands", [command, {"name": "U", "type": 2}]),
        ("POST", f"{guild}/channels", {"name": "n", "topic": "t", "permission_overwrites": [overwrite]}),
        ("PATCH", f"{guild}/channels", [{"id": str(room.id), "position": 1, "parent_id": None}]),
        ("PUT", f"{general}/permissions/{role.id}", {"type": 0, "allow": "1024", "deny": "2048"}),
        ("POST", f"{guild}/roles", {"name": "x", "permissions": "1", "colors": {"primary_color": 1}}),
        ("PATCH", f"{guild}/roles", [{"id": str(role.id), "position": 1}]),
        ("PATCH", f"{guild}/members/{aoi}", member),
        ("POST", f"{guild}/scheduled-events", event),
        ("POST", "/users/@me/channels", {"recipient_id": aoi}),
        ("POST", f"{general}/messages/bulk-delete", {"messages": [str(message.id), str(message.id + 1)]}),
        ("PATCH", "/applications/@me", {"description": "d", "tags": ["x"]}),
    ]


def broken(body: Any, chance: random.Random) -> Any:
    """The body with one to three things in it taken away, repeated or replaced."""
    body = copy.deepcopy(body)
    for _ in range(chance.randint(1, 3)):
        node, parent, key = body, None, None
        while isinstance(node, dict | list) and node and (parent is None or chance.random() < 0.8):
            parent = node
            key = chance.choice(list(node)) if isinstance(node, dict) else chance.randrange(len(node))
            node = node[key]
        if parent is None:
            return copy.deepcopy(chance.choice(JUNK))
        if chance.random() < 0.25:
            del parent[key]
        elif isinstance(parent, list) and chance.random() < 0.2:
            parent.extend(copy.deepcopy(parent) * chance.choice([1, 9, 40]))
        else:
            parent[key] = copy.deepcopy(chance.choice(JUNK))
    return body


@pytest.mark.parametrize("seed", range(4))
async def test_a_broken_body_is_refused_or_taken_and_never_breaks_anything(scene: Scene, seed: int) -> None:
    chance = random.Random(seed)
    sound = bodies(scene)
    for method, path, body in sound:
        files = {"a.png": b"x"} if "attachments" in body else None
        reply = await scene.call(method, path, body, files=files)
        assert reply.status < 400, (method, path, reply.body)
    for _ in range(250):
        method, path, body = chance.choice(sound)
        wrong = broken(body, chance)
        files = {"a.png": b"x"} if isinstance(wrong, dict) and "attachments" in wrong else None
        reply = await scene.call(method, path, wrong, files=files)
        assert reply.status != 500, (method, path, wrong)
