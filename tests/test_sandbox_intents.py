"""Which events a bot is told of, by the intents it asked for."""

from typing import Any

import pytest

from bot.sandbox.intents import Intent, asked_for, without_content
from bot.sandbox.state import Event

BOT, GUILD = 7, 5


def told(name: str, intents: int, data: dict[str, Any] | None = None, *, in_server: bool = True) -> bool:
    return asked_for(Event(name, data or {}, GUILD if in_server else None), intents, BOT)


@pytest.mark.parametrize(
    ("name", "in_a_server", "outside"),
    [
        ("MESSAGE_CREATE", Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES),
        ("MESSAGE_UPDATE", Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES),
        ("MESSAGE_DELETE", Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES),
        ("MESSAGE_REACTION_ADD", Intent.GUILD_MESSAGE_REACTIONS, Intent.DIRECT_MESSAGE_REACTIONS),
        ("MESSAGE_REACTION_REMOVE_EMOJI", Intent.GUILD_MESSAGE_REACTIONS, Intent.DIRECT_MESSAGE_REACTIONS),
        ("TYPING_START", Intent.GUILD_MESSAGE_TYPING, Intent.DIRECT_MESSAGE_TYPING),
        ("CHANNEL_PINS_UPDATE", Intent.GUILDS, Intent.DIRECT_MESSAGES),
    ],
)
def test_servers_and_direct_messages_are_asked_for_apart(name: str, in_a_server: int, outside: int) -> None:
    assert told(name, in_a_server)
    assert not told(name, outside)
    assert told(name, outside, in_server=False)
    assert not told(name, in_a_server, in_server=False)


@pytest.mark.parametrize(
    ("name", "intent"),
    [
        ("GUILD_CREATE", Intent.GUILDS),
        ("GUILD_ROLE_UPDATE", Intent.GUILDS),
        ("THREAD_CREATE", Intent.GUILDS),
        ("GUILD_MEMBER_ADD", Intent.GUILD_MEMBERS),
        ("GUILD_MEMBER_REMOVE", Intent.GUILD_MEMBERS),
        ("GUILD_BAN_ADD", Intent.GUILD_MODERATION),
        ("VOICE_STATE_UPDATE", Intent.GUILD_VOICE_STATES),
        ("PRESENCE_UPDATE", Intent.GUILD_PRESENCES),
        ("GUILD_SCHEDULED_EVENT_USER_ADD", Intent.GUILD_SCHEDULED_EVENTS),
    ],
)
def test_an_event_comes_with_its_intent_and_with_no_other(name: str, intent: int) -> None:
    assert told(name, intent)
    assert not told(name, Intent.KNOWN & ~intent, {"user": {"id": "1"}})


@pytest.mark.parametrize("name", ["INTERACTION_CREATE", "USER_UPDATE", "VOICE_SERVER_UPDATE"])
def test_some_events_need_no_intent(name: str) -> None:
    assert told(name, 0)
    assert told(name, 0, in_server=False)


def test_a_bot_hears_of_changes_to_itself_without_the_members_intent() -> None:
    assert told("GUILD_MEMBER_UPDATE", 0, {"user": {"id": str(BOT)}})
    assert not told("GUILD_MEMBER_UPDATE", 0, {"user": {"id": "8"}})
    assert told("THREAD_MEMBERS_UPDATE", Intent.GUILDS, {"added_members": [{"user_id": str(BOT)}]})
    assert told("THREAD_MEMBERS_UPDATE", Intent.GUILDS, {"removed_member_ids": [str(BOT)]})
    assert not told("THREAD_MEMBERS_UPDATE", Intent.GUILDS, {"added_members": [{"user_id": "8"}]})
    assert told("THREAD_MEMBERS_UPDATE", Intent.GUILD_MEMBERS, {"added_members": [{"user_id": "8"}]})


def test_a_new_direct_line_is_not_told() -> None:
    assert not told("CHANNEL_CREATE", Intent.KNOWN, in_server=False)


def test_five_fields_are_blanked_and_nothing_else() -> None:
    words: dict[str, Any] = {
        "id": "1",
        "author": {"id": "8"},
        "mentions": [],
        "content": "a secret",
        "embeds": [{}],
        "attachments": [{}],
        "components": [{}],
        "poll": {},
        "flags": 4,
    }
    assert without_content(words, BOT) == {
        "id": "1",
        "author": {"id": "8"},
        "mentions": [],
        "content": "",
        "embeds": [],
        "attachments": [],
        "components": [],
        "flags": 4,
    }
    own = words | {"author": {"id": str(BOT)}}
    named = words | {"mentions": [{"id": str(BOT)}]}
    assert without_content(own, BOT) is own
    assert without_content(named, BOT) is named
    quoting = own | {"referenced_message": words}
    assert without_content(quoting, BOT)["referenced_message"]["content"] == ""
    assert without_content(quoting, BOT)["content"] == "a secret"
