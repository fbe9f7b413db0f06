"""The judge reads Discord's own description of its API; the variable DISCORD_OPENAPI names the file."""

import inspect
import os
from collections.abc import Callable
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox import errors, validation
from bot.sandbox.judge import Judge
from bot.sandbox.judging.dispatches import EVENTS, PARTIAL_MEMBER
from bot.sandbox.ratelimits import RateLimits
from tests import bodies
from tests.bodies import Json

pytestmark = pytest.mark.openapi

SEND = ("POST", "/channels/1/messages")
EDIT = ("PATCH", "/channels/1/messages/2")
ANSWER = ("POST", "/interactions/1/token/callback")
FOLLOW_UP = ("POST", "/webhooks/1/token")
EDIT_ANSWER = ("PATCH", "/webhooks/1/token/messages/@original")
COMMANDS = ("PUT", "/applications/1/commands")


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(os.environ["DISCORD_OPENAPI"])


# --- what the library sends


async def test_the_librarys_messages_are_as_described(judge: Judge) -> None:
    mentions = discord.AllowedMentions(users=[discord.Object(5)], everyone=False, replied_user=True)
    reference: Any = {"message_id": 5, "channel_id": 6, "guild_id": 7}
    whole = bodies.sent(
        content="ありがとう",
        embeds=[bodies.embed()],
        view=bodies.view(),
        nonce=12345,
        allowed_mentions=mentions,
        files=[bodies.file()],
        message_reference=reference,
    )
    assert judge.request(*SEND, whole) == []
    assert judge.request(*SEND, bodies.sent(view=bodies.layout(), files=[bodies.file()])) == []
    assert judge.request(*SEND, bodies.sent(content="いつ？", poll=bodies.poll())) == []
    assert judge.request(*EDIT, bodies.sent(content=None, embed=None, view=None)) == []
    assert judge.request(*FOLLOW_UP, bodies.sent(content="x", view=bodies.view())) == []
    assert judge.request(*EDIT_ANSWER, bodies.sent(view=bodies.layout(), attachments=[])) == []


async def test_the_librarys_modals_and_commands_are_as_described(judge: Judge) -> None:
    for modal in (bodies.modal(), bodies.modal_of_the_rest()):
        assert judge.request(*ANSWER, {"type": 9, "data": modal.to_dict()}) == []
    assert judge.request(*COMMANDS, await bodies.commands()) == []


async def test_both_judges_take_the_same_bodies(judge: Judge) -> None:
    """What the description allows and the stand-in takes must not drift apart."""
    layout = bodies.sent(view=bodies.layout(), files=[bodies.file()])
    validation.check_message(layout, files=1)
    assert judge.request(*SEND, layout) == []
    too_long = {"content": "x" * 2001}
    bodies.refused(validation.check_message, too_long, files=0)
    assert judge.request(*SEND, too_long) == ["content has 2001 characters, not between 0 and 2000"]


def test_the_librarys_permissions_are_as_described(judge: Judge) -> None:
    overwrite = {"id": 5, "allow": "1024", "deny": "0", "type": 0}
    assert judge.request("PUT", "/channels/1/permissions/5", overwrite) == []
    channel = {"name": "縁側", "type": 0, "permission_overwrites": [overwrite]}
    assert judge.request("POST", "/guilds/1/channels", channel) == []
    assert judge.request("PATCH", "/channels/1", channel) == []
    assert judge.request("POST", "/guilds/1/roles", {"name": "灯り", "permissions": "8", "color": 5}) == []


# --- what it says


def test_a_key_discord_does_not_know_is_told(judge: Judge) -> None:
    assert judge.request(*SEND, {"content": "x", "contents": "y"}) == ["contents is not in the description"]


def test_problems_speak_of_the_component_that_was_meant(judge: Judge) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 9, "labl": "x", "custom_id": ""}]}
    assert judge.request(*SEND, {"components": [row, {"type": 99}, {}]}) == [
        "components[0].components[0].style is 9, not one of 1, 2, 3, 4, 5, 6",
        "components[0].components[0].labl is not in the description",
        "components[0].components[0].custom_id has 0 characters, not between 1 and 100",
        "components[1].type is 99, not one of 1, 17, 13, 12, 9, 14, 10",
        "components[2].type is missing",
    ]


def test_wrong_types_are_told_plainly(judge: Judge) -> None:
    body = {"content": 5, "embeds": [{"timestamp": "now", "url": "here"}], "tts": 1, "flags": True}
    assert judge.request(*SEND, body) == [
        "content is 5, not of type string or null",
        "embeds[0].timestamp is 'now', which is no date-time",
        "embeds[0].url is 'here', which is no uri",
        "tts is 1, not of type boolean or null",
        "flags is True, not of type integer or null",
    ]


def test_an_answer_that_means_nothing_is_told_by_its_type(judge: Judge) -> None:
    assert judge.request(*ANSWER, {"type": 3}) == ["type is 3, not one of 8, 4, 5, 12, 9, 1, 13, 6, 7"]


def test_unknown_routes_and_bodies_that_have_no_place_are_told(judge: Judge) -> None:
    assert judge.request("GET", "/engawa") == ["the description has no GET /engawa"]
    assert judge.request("DELETE", "/users/@me") == ["the description has no DELETE /users/@me"]
    assert judge.request("DELETE", "/channels/1", {"x": 1}) == ["DELETE /channels/1 takes no body"]
    assert judge.request("DELETE", "/channels/1", {}) == []
    assert judge.request("GET", "/api/v10/users/@me?x=1") == []


def test_fixed_words_of_a_path_come_before_ids(judge: Judge) -> None:
    assert judge.request("PATCH", "/guilds/1/members/@me", {"mute": True}) == [
        "mute is not in the description"
    ]
    assert judge.request("PATCH", "/guilds/1/members/2", {"mute": True}) == []


def test_answers_are_judged_by_their_status(judge: Judge) -> None:
    assert judge.response("DELETE", "/channels/1/messages/2", 204) == []
    assert judge.response("DELETE", "/channels/1/messages/2", 204, {}) == [
        "an answer of 204 to DELETE /channels/1/messages/2 has no body"
    ]
    assert judge.response("DELETE", "/channels/1/messages/2", 200, {}) == [
        "DELETE /channels/1/messages/2 is not described as answering 200"
    ]
    assert judge.response("GET", "/gateway", 200, {"url": 5}) == ["url is 5, not of type string"]
    assert judge.response("GET", "/gateway", 501, {"message": "the stand-in's own"}) == []


def test_refusals_have_the_described_shape(judge: Judge) -> None:
    makers: list[Callable[[], errors.ApiError]] = [
        maker
        for _, maker in inspect.getmembers(errors, inspect.isfunction)
        if not inspect.signature(maker).parameters
    ]
    assert len(makers) > 40
    for maker in makers:
        error = maker()
        assert judge.response(*SEND, error.status, error.to_json()) == []


def test_too_many_requests_have_the_described_shape(judge: Judge) -> None:
    limits = RateLimits()
    for _ in range(6):
        verdict = limits.take("POST", "/channels/{channel_id}/messages", "1", "token", 0.0)
    assert verdict.retry_after is not None
    assert judge.response(*SEND, 429, verdict.body()) == []


WORDS = st.sampled_from(
    ["content", "embeds", "components", "type", "custom_id", "fields", "name", "options", "label"]
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 25) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=6),
    max_leaves=40,
)


@pytest.mark.long
@settings(max_examples=200, deadline=None)
@given(body=ANY_JSON)
def test_every_refusal_of_a_body_has_the_described_shape(judge: Judge, body: Any) -> None:
    for check in (validation.check_modal, validation.check_commands, validation.check_role):
        refusal = refusal_of(check, body)
        assert refusal is None or judge.response(*SEND, refusal.status, refusal.to_json()) == []


def refusal_of(check: Callable[[Any], None], body: Any) -> errors.ApiError | None:
    try:
        check(body)
    except errors.ApiError as error:
        return error
    return None


# --- the gateway


def user(number: int = 5, **more: Any) -> Json:
    plain: Json = {
        "id": str(number),
        "username": "aoi",
        "discriminator": "0",
        "global_name": "あおい",
        "avatar": None,
    }
    return plain | {"public_flags": 0, "flags": 0, "primary_guild": None} | more


def member(**more: Any) -> Json:
    plain: Json = {"nick": None, "roles": [], "flags": 0, "pending": False, "mute": False, "deaf": False}
    empty = dict.fromkeys(["avatar", "banner", "communication_disabled_until", "premium_since"])
    return plain | empty | {"joined_at": "2026-01-01T00:00:00+00:00"} | more


def message(**more: Any) -> Json:
    lists: Json = {key: [] for key in ("mentions", "mention_roles", "attachments", "embeds", "components")}
    plain: Json = {
        "id": "9",
        "channel_id": "1",
        "author": user(),
        "type": 0,
        "content": "こんにちは",
        "flags": 0,
    }
    when: Json = {"timestamp": "2026-01-01T00:00:00.000+00:00", "edited_timestamp": None}
    return lists | plain | when | {"pinned": False, "mention_everyone": False, "tts": False} | more


def interaction(kind: int, data: Json, **more: Any) -> Json:
    channel = {"id": "1", "type": 0, "name": "縁側", "permissions": "0", "position": 0, "flags": 0}
    plain: Json = {"id": "2", "application_id": "3", "type": kind, "data": data, "token": "t", "version": 1}
    place: Json = {
        "channel": channel,
        "channel_id": "1",
        "guild_id": "4",
        "member": member(user=user(), permissions="8"),
    }
    rest: Json = {
        "locale": "ja",
        "guild_locale": "ja",
        "app_permissions": "0",
        "entitlements": [],
        "context": 0,
    }
    owners: Json = {"authorizing_integration_owners": {"0": "4"}, "attachment_size_limit": 10485760}
    return plain | place | rest | owners | more


def test_a_message_event_says_who_and_where(judge: Judge) -> None:
    mentioned = user(6, member=member())
    assert judge.event("MESSAGE_CREATE", message(guild_id="4", member=member(), mentions=[mentioned])) == []
    assert judge.event("MESSAGE_CREATE", message(guild_id=4, member={})) == [
        "guild_id is 4, not of type string",
        *(f"member.{key} is missing" for key in PARTIAL_MEMBER["required"]),
    ]
    assert judge.event("MESSAGE_CREATE", message(extra=1)) == ["extra is not in the description"]


RESOLVED = {
    "users": {"5": user()},
    "members": {"5": {k: v for k, v in member(permissions="0").items() if k not in {"mute", "deaf"}}},
}


@pytest.mark.parametrize(
    ("kind", "data", "more"),
    [
        (
            2,
            {"id": "7", "name": "thanks", "type": 1, "options": [{"name": "to", "type": 6, "value": "5"}]},
            {},
        ),
        (2, {"id": "7", "name": "Say thanks", "type": 2, "target_id": "5", "resolved": RESOLVED}, {}),
        (
            2,
            {
                "id": "7",
                "name": "会",
                "type": 1,
                "guild_id": "4",
                "options": [
                    {"name": "予定", "type": 2, "options": [{"name": "作る", "type": 1, "options": []}]}
                ],
            },
            {},
        ),
        (
            4,
            {
                "id": "7",
                "name": "x",
                "type": 1,
                "options": [{"name": "n", "type": 4, "value": "1", "focused": True}],
            },
            {},
        ),
        (3, {"custom_id": "go", "component_type": 2}, {"message": message()}),
        (
            3,
            {"custom_id": "who", "component_type": 5, "values": ["5"], "resolved": RESOLVED},
            {"message": message()},
        ),
        (
            5,
            {
                "custom_id": "thanks",
                "components": [
                    {
                        "type": 18,
                        "id": 1,
                        "component": {"type": 4, "id": 2, "custom_id": "note", "value": "ありがとう"},
                    },
                    {
                        "type": 18,
                        "id": 3,
                        "component": {"type": 21, "id": 4, "custom_id": "open", "value": None},
                    },
                    {"type": 10, "id": 5},
                ],
            },
            {},
        ),
    ],
)
def test_interactions_are_as_documented(judge: Judge, kind: int, data: Json, more: Json) -> None:
    assert judge.event("INTERACTION_CREATE", interaction(kind, data, **more)) == []
    private = interaction(kind, data, **more, user=user(), context=1)
    for key in ("member", "guild_id", "guild_locale"):
        del private[key]
    assert judge.event("INTERACTION_CREATE", private) == []


def test_an_interactions_problems_are_told_where_they_are(judge: Judge) -> None:
    broken = interaction(
        2, {"id": "7", "name": "x", "type": 1, "options": [{"name": "n", "type": 6, "value": 5}]}
    )
    del broken["version"]
    assert judge.event("INTERACTION_CREATE", broken) == [
        "data.options[0].value is 5, not of type string",
        "version is missing",
    ]


def test_events_nobody_knows_are_told(judge: Judge) -> None:
    assert judge.event("COFFEE_READY", {}) == ["the judge does not know the event COFFEE_READY"]


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_every_event_is_an_object_with_something_in_it(judge: Judge, name: str) -> None:
    assert judge.event(name, []) != []
    assert name == "RESUMED" or judge.event(name, {}) != []
    assert "nonsense" in " ".join(judge.event(name, {"nonsense": 1}))
