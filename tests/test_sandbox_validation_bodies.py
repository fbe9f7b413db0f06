"""The stand-in takes what the real discord.py sends, and no JSON at all makes it stumble."""

import asyncio
import json
from functools import cache
from typing import Any

import discord
import pytest
from discord.interactions import InteractionResponseType
from discord.webhook.async_ import interaction_message_response_params, interaction_response_params
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox import validation
from bot.sandbox.errors import ApiError
from tests import bodies


async def test_the_librarys_messages_are_taken() -> None:
    validation.check_message(
        bodies.sent(
            content="ありがとう",
            embeds=[bodies.embed()],
            view=bodies.view(),
            nonce=12345,
            allowed_mentions=discord.AllowedMentions(users=[discord.Object(5)], everyone=False),
            files=[bodies.file(), bodies.file("b.png")],
            mention_author=False,
        ),
        files=2,
    )
    validation.check_message(bodies.sent(view=bodies.layout(), files=[bodies.file()]), files=1)
    validation.check_message(bodies.sent(content="いつ？", poll=bodies.poll()), files=0)
    validation.check_message(bodies.sent(content=None, embed=None, view=None), files=0, editing=True)


async def test_the_librarys_answers_to_interactions_are_taken() -> None:
    kinds = InteractionResponseType
    with interaction_message_response_params(
        type=kinds.channel_message.value,
        content="見えるのはあなただけです",
        embed=bodies.embed(),
        view=bodies.view(),
        flags=discord.MessageFlags(ephemeral=True),
    ) as made:
        assert made.payload is not None
        validation.check_callback(made.payload, interaction_type=2, has_message=False, files=0)
    for form in (bodies.modal(), bodies.modal_of_the_rest()):
        body = interaction_response_params(kinds.modal.value, form.to_dict()).payload
        validation.check_callback(body, interaction_type=3, has_message=True, files=0)
    choices = [discord.app_commands.Choice(name="あ", value=1).to_dict()]
    body = interaction_response_params(kinds.autocomplete_result.value, {"choices": choices}).payload
    validation.check_callback(body, interaction_type=4, has_message=False, files=0)


async def test_the_librarys_commands_are_taken() -> None:
    validation.check_commands(await bodies.commands())


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-2, 25)
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        ["https://example.org", "attachment://x", "http://[", "2026-01-01T00:00:00Z", "users", "ja"]
    )
)
WORDS = """
content embeds components flags type custom_id options choices name description title fields url
style label value values id attachments allowed_mentions parse users nonce poll question answers
message_reference data required min_values max_values component accessory items media file
name_localizations ja _errors footer author image scheduled_start_time scheduled_end_time
entity_type entity_metadata topic permission_overwrites
"""
KEYS = st.sampled_from(WORDS.split()) | st.text(max_size=3)
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=40,
)
CHECKS = {
    "message": lambda body: validation.check_message(body, files=1),
    "edit": lambda body: validation.check_message(body, files=0, editing=True, webhook=True),
    "known edit": lambda body: validation.check_message(
        body, files=0, editing=True, before={"flags": 1 << 15}
    ),
    "modal": validation.check_modal,
    "commands": validation.check_commands,
    "command": validation.check_command,
    "thread": lambda body: validation.check_thread(body, from_message=False),
    "channel": lambda body: validation.check_channel(body, editing=False),
    "role": validation.check_role,
    "member": validation.check_member,
    "overwrite": validation.check_overwrite,
    "event": lambda body: validation.check_scheduled_event(body, editing=False, now=0.0),
    "command's answer": lambda body: validation.check_callback(
        body, interaction_type=2, has_message=False, files=0
    ),
    "button's answer": lambda body: validation.check_callback(
        body, interaction_type=3, has_message=True, files=0
    ),
    "suggestions": lambda body: validation.check_callback(
        body, interaction_type=4, has_message=False, files=0
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("name", CHECKS)
@settings(max_examples=60, deadline=None)
@given(body=ANY_JSON)
def test_no_json_makes_a_check_stumble(name: str, body: Any) -> None:
    try:
        CHECKS[name](body)
    except ApiError as error:
        json.dumps(error.to_json())


@cache
def good() -> list[tuple[str, str]]:
    return asyncio.run(good_bodies())


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 10_000), value=LEAVES, data=st.data())
def test_a_good_body_with_one_thing_changed_makes_no_check_stumble(
    place: int, value: Any, data: st.DataObject
) -> None:
    name, body = data.draw(st.sampled_from(good()))
    changed = json.loads(body)
    spots = list(places(changed))
    holder, key = spots[place % len(spots)]
    holder[key] = value
    try:
        CHECKS[name](changed)
    except ApiError as error:
        json.dumps(error.to_json())


def places(value: Any) -> Any:
    """Every spot in a body where something else could stand."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


async def good_bodies() -> list[tuple[str, str]]:
    answer = {"type": 4, "data": bodies.sent(content="x", view=bodies.view(), embeds=[bodies.embed()])}
    return [
        ("message", json.dumps(bodies.sent(view=bodies.layout(), files=[bodies.file()]))),
        ("message", json.dumps(bodies.sent(content="x", poll=bodies.poll(), embed=bodies.embed()))),
        ("commands", json.dumps(await bodies.commands())),
        ("modal", json.dumps(bodies.modal().to_dict())),
        ("modal", json.dumps(bodies.modal_of_the_rest().to_dict())),
        ("button's answer", json.dumps(answer)),
    ]
