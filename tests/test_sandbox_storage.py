"""The stand-in's world on disk: what was there is there again, or the file is refused in clear words."""

import copy
import dataclasses
import errno
import json
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox import plain, state, storage
from bot.sandbox.state import Attachment, MessageFlag, Overwrite, ScheduledEvent
from bot.sandbox.storage import StorageError, keeping, restore, save
from bot.sandbox.world import World
from tests.callers import Clock

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
RECORDS = [
    state.User,
    state.Channel,
    state.Member,
    state.Message,
    state.Guild,
    state.Application,
]
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    Any: JSON,
    int: st.integers(-(2**63), 2**63),
    float: st.floats(allow_nan=False, allow_infinity=False),
    str: st.text(st.characters()),
    bool: st.booleans(),
    bytes: st.binary(max_size=20),
    type(None): st.none(),
}


@cache
def made_as(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if kind in PLAIN:
        return PLAIN[kind]
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        fields = {
            field.name: st.deferred(lambda k=hints[field.name]: made_as(k))
            for field in dataclasses.fields(kind)
        }
        return st.builds(kind, **fields)
    inner = [made_as(one) for one in get_args(kind) if one is not ...]
    origin = get_origin(kind)
    if origin is dict:
        return st.dictionaries(inner[0], inner[1], max_size=2)
    if origin is list:
        return st.lists(inner[0], max_size=2)
    return st.lists(inner[0], max_size=2).map(tuple) if origin is tuple else st.one_of(inner)


@pytest.mark.long
@given(st.sampled_from(RECORDS).flatmap(made_as))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_record_comes_back_as_it_was(record: Any) -> None:
    written = json.loads(json.dumps(plain.plain(record)))
    assert plain.read(type(record), written) == record


def village() -> World:
    """A world with something of everything in it."""
    clock = Clock()
    world = World(clock)
    owner, aoi = world.add_user("owner"), world.add_user("aoi", "あおい", locale="ja", takes_dms=False)
    guild = world.add_guild("縁側", owner, preferred_locale="ja")
    bot = world.add_application("Engawa", "token", privileged_intents=2)
    world.install(bot, guild, 8)
    member = world.add_member(guild, aoi)
    role = world.add_role(guild, "Listener", 1 << 40, color=255)
    member.roles.append(role.id)
    member.timed_out_until = clock.time + 60.5
    general = world.add_channel(guild, "general", overwrites={role.id: Overwrite(role.id, 0, deny=2048)})
    voice = world.add_channel(guild, "voice", 2)
    world.join_voice(guild, aoi.id, voice, self_mute=True)
    world.files[77] = bytes(range(256))
    message = world.post(
        general,
        aoi.id,
        f"<@{owner.id}> \ud83d half an emoji",
        attachments=[Attachment(77, "all.bin", 256, "application/octet-stream")],
        embeds=[{"type": "rich", "title": "t"}],
        nonce="n",
    )
    world.react(message, owner.id, "👋")
    world.pin(message, owner.id)
    world.add_thread(general, "aside", owner.id, from_message=message)
    world.post(world.dm(bot.id, aoi.id), bot.id, "psst", flags=MessageFlag.EPHEMERAL, visible_to=aoi.id)
    event = ScheduledEvent(world.ids.next(), guild.id, bot.id, "Walk", 3, clock.time, location="river")
    world.add_scheduled_event(event)
    world.follow(event, aoi.id)
    world.register_commands(bot, None, [{"name": "thanks", "type": 1, "description": "d"}])
    return world


def contents(world: World) -> dict[str, Any]:
    """All of a world that has to last."""
    fields = {field.name: getattr(world, field.name) for field in dataclasses.fields(world)}
    lasting = {key: fields[key] for key in fields if key not in {"now", "base_url", "listeners"}}
    return copy.deepcopy(lasting | {"last": world.ids.last})


def test_a_world_comes_back_as_it_was(tmp_path: Path) -> None:
    world, again = village(), World(Clock())
    save(world, tmp_path / "world")
    restore(again, tmp_path / "world")
    assert contents(again) == contents(world)
    assert all(again.channels[c.id] is c for guild in again.guilds.values() for c in guild.channels.values())


def test_new_ids_follow_the_old_ones(tmp_path: Path) -> None:
    world = village()
    save(world, tmp_path / "world")
    early = Clock()
    early.time = 0
    again = World(early)
    restore(again, tmp_path / "world")
    assert again.ids.next() > world.ids.last


def test_what_a_deferral_promised_is_not_waited_for(tmp_path: Path) -> None:
    world, again = village(), World(Clock())
    general = next(c for c in world.channels.values() if c.name == "general")
    waiting = world.post(general, next(iter(world.applications)), flags=MessageFlag.LOADING)
    save(world, tmp_path / "world")
    restore(again, tmp_path / "world")
    assert waiting.id not in again.messages[general.id]


def test_a_nonce_is_known_after_a_restart(tmp_path: Path) -> None:
    world, again = village(), World(Clock())
    save(world, tmp_path / "world")
    restore(again, tmp_path / "world")
    sent = next(m for of in world.messages.values() for m in of.values() if m.nonce == "n")
    assert again.sent_with(again.channels[sent.channel_id], sent.author_id, "n") == sent


def test_a_field_the_file_does_not_know_takes_its_default() -> None:
    user = plain.read(state.User, {"id": 1, "username": "aoi"})
    assert user == state.User(1, "aoi")


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "1", "username": "aoi"},
        {"id": True, "username": "aoi"},
        {"id": 1.5, "username": "aoi"},
        {"username": "aoi"},
        {"id": 1, "username": "aoi", "shoe_size": 39},
        {"id": 1, "username": None},
        [],
    ],
)
def test_what_is_no_such_record_is_refused(broken: Any) -> None:
    with pytest.raises(plain.NotReadable):
        plain.read(state.User, broken)


def damaged(data: bytes) -> bytes:
    return data[:-100] + b"x" + data[-99:]


def newer(data: bytes) -> bytes:
    head, _, body = data.partition(b"\n")
    return json.dumps(json.loads(head) | {"version": 2}).encode() + b"\n" + body


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data[: len(data) // 2], "is damaged"),
        (damaged, "is damaged"),
        (lambda _: b"", "is not a saved stand-in world"),
        (lambda _: b"SQLite format 3\0", "is not a saved stand-in world"),
        (lambda _: b'["a list"]\n{}', "is not a saved stand-in world"),
        (newer, "newer Engawa"),
    ],
    ids=["cut off", "one byte wrong", "empty", "foreign", "a list", "newer"],
)
def test_a_wrong_file_is_refused_in_clear_words(tmp_path: Path, change: Any, said: str) -> None:
    path = tmp_path / "world"
    save(village(), path)
    path.write_bytes(change(path.read_bytes()))
    world = World(Clock())
    before = contents(world)
    with pytest.raises(StorageError, match=said):
        restore(world, path)
    assert contents(world) == before


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "world"
    save(village(), path)
    old = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(village(), path)
    assert path.read_bytes() == old
    assert [file.name for file in tmp_path.iterdir()] == ["world"]


async def test_a_change_is_saved_soon(tmp_path: Path) -> None:
    path = tmp_path / "world"
    world = village()
    async with keeping(world, path, delay=0.01) as keeper:
        assert not path.exists()
        general = next(c for c in world.channels.values() if c.name == "general")
        said = world.post(general, next(iter(world.users)), "hello")
        await keeper.saved()
        again = World(Clock())
        restore(again, path)
        assert again.messages[general.id][said.id].content == "hello"


async def test_the_last_word_is_saved_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "world"
    world = village()
    async with keeping(world, path, delay=600):
        general = next(c for c in world.channels.values() if c.name == "general")
        world.post(general, next(iter(world.users)), "told")
        next(iter(world.applications.values())).description = "told to nobody"
    again = World(Clock())
    restore(again, path)
    assert contents(again) == contents(world)
    assert world.listeners == []


async def test_a_disk_that_fails_for_a_while_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "missing" / "world"
    world = village()
    general = next(c for c in world.channels.values() if c.name == "general")
    async with keeping(world, path, delay=0.001) as keeper:
        world.post(general, next(iter(world.users)), "first")
        await keeper.saved()
        assert "could not be saved" in caplog.text
        path.parent.mkdir()
        world.post(general, next(iter(world.users)), "second")
    again = World(Clock())
    restore(again, path)
    assert contents(again) == contents(world)
